\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (name) VALUES ('a'), ('b');
CREATE TABLE app.bare (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
BEGIN;
SELECT plan(16);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG626', 'error');
SET LOCAL statement_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of

SELECT throws_ok('ALTER TABLE app.files ADD COLUMN note text', 'MG626',
    'table app.files is in use, but statement_timeout is 0 (and 1 more finding)', 'neither of them');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files ADD COLUMN note text'),
    E'MG626 This would pass:\nSET statement_timeout = ''15min'';\nSET idle_in_transaction_session_timeout = ''1min'';\n-- then this statement', 'what would pass');
SET LOCAL idle_in_transaction_session_timeout = '1min';
SELECT throws_ok('DROP TABLE app.files', 'MG626', 'table app.files is in use, but statement_timeout is 0', 'statements that hang');
SET LOCAL statement_timeout = '15min';
SAVEPOINT before;
SELECT lives_ok('DROP TABLE app.files', 'both of them');
ROLLBACK TO before;
SET LOCAL idle_in_transaction_session_timeout = 0;
SELECT throws_ok('CREATE INDEX ON app.files (name)', 'MG626',
    'table app.files is in use, but idle_in_transaction_session_timeout is 0', 'clients that sleep');
SELECT is(pg_temp.hint_of('CREATE INDEX ON app.files (name)'), E'MG626 This would pass:\nSET idle_in_transaction_session_timeout = ''1min'';\n-- then this statement', 'what would pass then');
SELECT throws_ok($$DO 'BEGIN ALTER TABLE app.files ADD COLUMN note text; END'$$, 'MG626', NULL, 'within code');
SELECT lives_ok('GRANT SELECT ON app.files TO PUBLIC', 'GRANT stops nobody');
SELECT lives_ok('COMMENT ON TABLE app.files IS ''a''', 'nor does COMMENT');
SELECT throws_ok('CREATE INDEX CONCURRENTLY ON app.files (size)', '25001', NULL, 'nor CONCURRENTLY, which may take its time');
SELECT lives_ok('ALTER TABLE app.bare ADD COLUMN note text', 'an empty table');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made DEFAULT VALUES;
SELECT lives_ok('ALTER TABLE app.made ADD COLUMN name text', 'a table that this transaction made');
INSERT INTO mana_guard.exemptions (rule, schema_pattern, object_pattern, value, reason) VALUES ('timeouts_set', 'app', 'files', 'idle_in_transaction_session_timeout', 'nobody idles here');
SELECT lives_ok('CREATE INDEX ON app.files (name)', 'one setting is waived');
SET LOCAL statement_timeout = 0;
SELECT throws_ok('CREATE INDEX ON app.files (name)', 'MG626', 'table app.files is in use, but statement_timeout is 0', 'but not the other');

SELECT mana_guard.set_rule('MG626', 'error', params => '{"timeouts": ["statement_timeout"]}');
SET LOCAL idle_in_transaction_session_timeout = 0;
SELECT throws_ok('DROP TABLE app.files', 'MG626', 'table app.files is in use, but statement_timeout is 0', 'the one that is asked for');
SET LOCAL statement_timeout = '15min';
SELECT lives_ok('DROP TABLE app.files', 'the other isn''t');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
