\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(31);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG409', 'error', timing => 'statement');
CREATE TABLE app.messages (id uuid PRIMARY KEY, conversation_id uuid, body text, created_at timestamptz);
SELECT throws_ok('CREATE INDEX ON app.messages (conversation_id)', 'MG409',
    'index messages_conversation_id_idx of table app.messages is not named after its columns, as in idx_messages_conversation_id', 'PostgreSQL''s own name');
SELECT lives_ok('CREATE INDEX idx_messages_conversation_created ON app.messages (conversation_id, created_at)', 'the guidelines'' name');
SELECT lives_ok('CREATE INDEX idx_messages_conversation_id ON app.messages (conversation_id)', 'the whole column');
SELECT throws_ok('CREATE INDEX idx_messages_body ON app.messages (body, created_at)', 'MG409', NULL, 'a column that isn''t named');
SELECT throws_ok('CREATE INDEX uq_messages_body ON app.messages (body)', 'MG409', NULL, 'uq_ of one that isn''t unique');
SELECT lives_ok('CREATE UNIQUE INDEX uq_messages_body ON app.messages (body)', 'uq_');
SELECT lives_ok('CREATE UNIQUE INDEX messages_body_created_unique ON app.messages (body, created_at)', '_unique');
SELECT lives_ok('ALTER TABLE app.messages ADD UNIQUE (created_at)', 'a constraint''s');
SELECT lives_ok('CREATE INDEX idx_lower ON app.messages (lower(body))', 'an expression with the prefix');
SELECT throws_ok('CREATE INDEX lower ON app.messages (lower(body))', 'MG409', 'index lower of table app.messages does not begin with idx_, as in idx_lower_2', 'and without it');
SELECT throws_ok($$CREATE INDEX messages_new ON app.messages (body) WHERE body <> ''$$, 'MG409', NULL, 'a partial one');
SELECT throws_ok('ALTER INDEX app.idx_messages_conversation_id RENAME TO conversations', 'MG409',
    'index conversations of table app.messages is not named after its columns, as in idx_messages_conversation_id', 'a rename of the index');
SELECT throws_ok('ALTER TABLE app.messages RENAME COLUMN conversation_id TO thread_id', 'MG409', NULL, 'of its column');
SELECT throws_ok('ALTER TABLE app.messages RENAME TO letters', 'MG409', NULL, 'of its table');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app."Legacy" (id uuid, "userId" text);
CREATE INDEX "theUsers" ON app."Legacy" ("userId");
CREATE TABLE app.legacy_rows (id uuid, a_name_that_is_just_long_enough_to_be_cut_off_id uuid);
SET LOCAL client_min_messages = warning;
CREATE INDEX idx_legacy_rows_a_name_that_is_just_long_enough_to_be_cut_off_id ON app.legacy_rows (a_name_that_is_just_long_enough_to_be_cut_off_id);
SET LOCAL mana_guard.enabled = on;
SELECT is((SELECT fix FROM mana_guard.findings('app."Legacy"')), 'ALTER INDEX app."theUsers" RENAME TO "idx_theUsers";', 'the fix, quoted');
ALTER INDEX app."theUsers" RENAME TO "idx_theUsers";
SELECT is_empty($$SELECT * FROM mana_guard.findings('app."Legacy"')$$, 'mends it');
SELECT is_empty($$SELECT * FROM mana_guard.findings('app.legacy_rows')$$, 'a name that PostgreSQL cut');
SET LOCAL mana_guard.enabled = off;
ALTER INDEX app.idx_legacy_rows_a_name_that_is_just_long_enough_to_be_cut_off_i RENAME TO idx_legacy_rows_a_name;
SET LOCAL mana_guard.enabled = on;
SELECT is((SELECT fix FROM mana_guard.findings('app.legacy_rows')),
    'ALTER INDEX app.idx_legacy_rows_a_name RENAME TO idx_legacy_rows_a_name_that_is_just_long_enough_to_be_cut_off;', 'but not one that nobody cut');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.made_by_django (name text);
CREATE INDEX made_by_django_name_0c ON app.made_by_django (name);
CREATE INDEX made_by_django_name_0c_like ON app.made_by_django (name text_pattern_ops);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok((SELECT string_agg(fix, E'\n') FROM mana_guard.findings('app.made_by_django')), 'the fixes of two indexes on the same columns pass together');
SELECT is_empty($$SELECT * FROM mana_guard.findings('app.made_by_django')$$, 'and nothing is left');

CREATE TABLE app.logs (day date) PARTITION BY RANGE (day);
CREATE TABLE app.logs_1 PARTITION OF app.logs DEFAULT;
SELECT lives_ok('CREATE INDEX idx_logs_day ON app.logs (day)', 'a partition''s index that the parent''s has made');
SELECT lives_ok('CREATE INDEX ON app.logs_1 (day DESC)', 'what PostgreSQL names in a partition');
SELECT lives_ok('CREATE TABLE app.logs_2 (LIKE app.logs INCLUDING ALL)', 'and in what is to be one');
SELECT throws_ok('CREATE TABLE app.copies (LIKE app.logs_1 INCLUDING ALL)', 'MG409', NULL, 'but not in another table');
SELECT throws_ok('CREATE INDEX idx_logs_day_1 ON app.logs_1 (day)', 'MG409', NULL, 'the partition''s own');
CREATE MATERIALIZED VIEW app.totals AS SELECT 1 AS amount;
SELECT throws_ok('CREATE UNIQUE INDEX totals_1 ON app.totals (amount)', 'MG409', 'index totals_1 of materialized view app.totals is not named after its columns, as in idx_totals_amount', 'a materialized view''s');
SELECT lives_ok('CREATE UNIQUE INDEX uq_totals_amount ON app.totals (amount)', 'which passes too');

SELECT mana_guard.set_rule('MG409', 'error', timing => 'statement', params => '{"patterns": ["index_{table}_on_{columns:_and_}*"]}');
CREATE TABLE app.notes (id uuid PRIMARY KEY, user_id text, body text);
SELECT throws_ok('CREATE INDEX idx_notes_user_id ON app.notes (user_id)', 'MG409',
    'index idx_notes_user_id of table app.notes is not named index_{table}_on_{columns:_and_}*', 'a pattern of the house''s');
SELECT lives_ok('CREATE INDEX index_notes_on_user_id_and_body ON app.notes (user_id, body)', 'a name that follows it');
SELECT lives_ok('CREATE INDEX index_notes_on_what_is_new ON app.notes (body) WHERE user_id IS NULL', 'a partial one');
SET LOCAL mana_guard.enabled = off;
CREATE INDEX idx_notes_user_id ON app.notes (user_id);
SET LOCAL mana_guard.enabled = on;
SELECT is((SELECT fix FROM mana_guard.findings('app.notes')), 'ALTER INDEX app.idx_notes_user_id RENAME TO index_notes_on_user_id;', 'its fix');

SELECT * FROM finish();
ROLLBACK;
