\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (id) VALUES (gen_random_uuid());
CREATE TABLE app.empties (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.others (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.others (id) VALUES (gen_random_uuid());
CREATE TABLE app.events (id uuid DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE TABLE app.events_old PARTITION OF app.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
INSERT INTO app.events (created_at) VALUES ('2025-05-05');
CREATE VIEW app.ids AS SELECT id FROM app.files;
CREATE TABLE app.referred (id uuid PRIMARY KEY);
CREATE TABLE app.referring (id uuid PRIMARY KEY REFERENCES app.referred, parent_id uuid REFERENCES app.referring);
CREATE TABLE app.seen (id uuid PRIMARY KEY);
CREATE VIEW app.seen_ids AS SELECT id FROM app.seen;
CREATE TABLE app.called (id uuid PRIMARY KEY);
CREATE FUNCTION app.first_called() RETURNS app.called LANGUAGE sql AS 'SELECT NULL::app.called';
CREATE TABLE app.events_2026 PARTITION OF app.events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE app.elsewhere PARTITION OF app.events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
CREATE TABLE app.events_2024 PARTITION OF app.events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO app.events (created_at) VALUES ('2024-05-05'), ('2026-05-05'), ('2027-05-05');
ALTER TABLE app.events DETACH PARTITION app.events_2024;
CREATE TABLE app.events_notes (LIKE app.events, note text);
INSERT INTO app.events_notes VALUES (gen_random_uuid(), now(), now(), 'a');
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(38);

SELECT mana_guard.set_rule('drop_table_cooldown', 'error');
SELECT throws_ok('DROP TABLE app.others', 'MG702', 'table app.others is dropped without notice', 'a table that nobody was told of stays');
SAVEPOINT empty;
SELECT lives_ok('DROP TABLE app.empties', 'one without rows goes');
ROLLBACK TO empty;
SELECT throws_ok('DROP TABLE app.referred CASCADE', 'MG702', NULL, 'unless a foreign key refers to it');
SELECT lives_ok('DROP TABLE app.referring', 'another table''s');
SELECT throws_ok('DROP TABLE app.seen CASCADE', 'MG702', NULL, 'or a view');
SELECT throws_ok('DROP TABLE app.called CASCADE', 'MG702', NULL, 'or a function');
SELECT throws_ok('DELETE FROM app.others; DROP TABLE app.others', 'MG702', NULL, 'or it is empty since this transaction');
SELECT throws_ok('TRUNCATE app.others; DROP TABLE app.others', 'MG702', NULL, 'by TRUNCATE too');
SELECT throws_ok('TRUNCATE app.events; DROP TABLE app.events', 'MG702', NULL, 'or its partitions');
SELECT mana_guard.set_rule('drop_table_cooldown', 'error', params => '{"only_nonempty": false}');
SELECT throws_ok('DROP TABLE app.empties', 'MG702', NULL, 'or a house wants to know of each');
SELECT throws_ok('DROP TABLE IF EXISTS app.files CASCADE', 'MG702', NULL, 'with CASCADE');
SELECT throws_ok('DROP TABLE app.empties, app.others', 'MG702',
    'table app.empties is dropped without notice (and 1 more finding)', 'each table is one finding');
SELECT mana_guard.set_rule('drop_table_cooldown', 'error');
SELECT throws_ok($$DO 'BEGIN DROP TABLE app.others; END'$$, 'MG702', NULL, 'within code');
SELECT throws_ok('DROP TABLE app.events', 'MG702', 'table app.events is dropped without notice', 'a partitioned one');
SELECT mana_guard.set_rule('drop_table_cooldown', 'error', params => '{"partitions": true, "only_nonempty": false}');
SELECT throws_ok('DROP TABLE app.events_old', 'MG702', 'table app.events_old is dropped without notice', 'a house may want to know of partitions');
SELECT throws_ok('DROP TABLE app.events_2024', 'MG702', NULL, 'and of detached ones');
SELECT throws_ok('DROP TABLE app.events', 'MG702', 'table app.events is dropped without notice', 'but not of those that go with their parent');
SELECT mana_guard.set_rule('drop_table_cooldown', 'error');
SELECT lives_ok('DROP TABLE app.events_old', 'a partition may go');
SELECT lives_ok('ALTER TABLE app.events DETACH PARTITION app.elsewhere; DROP TABLE app.elsewhere', 'also when it is detached first');
SAVEPOINT detached;
ALTER TABLE app.events DETACH PARTITION app.events_2026;
ALTER TABLE app.events_2026 RENAME TO gone;
ROLLBACK TO detached;
SELECT lives_ok('DROP TABLE app.events_2024', 'or was in an earlier transaction');
SELECT throws_ok('DROP TABLE app.events_notes', 'MG702', NULL, 'but not another table of such a name');
SELECT lives_ok('DROP TABLE IF EXISTS app.missing', 'one that isn''t there is nobody''s');
SELECT throws_ok('DROP TABLE app.missing', '42P01', NULL, 'or PostgreSQL''s to refuse');
SELECT throws_ok('DROP TABLE app.ids', '42809', NULL, 'as a view is');
SELECT lives_ok('DROP VIEW app.ids', 'which may go');

-- The way that the hint shows.
SELECT is(mana_guard.deprecate('app.others', 'say what takes its place'), now(), 'the removal is announced');
SELECT throws_ok('DROP TABLE app.others', 'MG702',
    format('table app.others was announced for removal on %s and may not be dropped before %s',
        to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD'), to_char((now() + interval '168 hours') AT TIME ZONE 'UTC', 'YYYY-MM-DD')),
    'it has to wait from then on');
UPDATE mana_guard.deprecations SET deprecated_at = now() - interval '8 days';
SELECT throws_ok('DROP TABLE app.others, app.files', 'MG702',
    'table app.files is dropped without notice', 'an announcement is for one table');
SELECT lives_ok('DROP TABLE app.others', 'eight days later it goes');
SELECT is((SELECT count(*)::int FROM mana_guard.deprecations), 0, 'and its announcement with it');
SELECT is(mana_guard.deprecate('app.files', 'one column', 'updated_at'), now(), 'the announcement of a column');
UPDATE mana_guard.deprecations SET deprecated_at = now() - interval '8 days';
SELECT throws_ok('DROP TABLE app.files', 'MG702', NULL, 'is not that of its table');
SELECT FROM mana_guard.deprecate('app.files', 'all of it');
SELECT mana_guard.set_rule('drop_table_cooldown', 'error', params => '{"wait": "0 days"}');
SELECT lives_ok('DROP TABLE app.files', 'without a time to wait the announcement will do');
SELECT is((SELECT count(*)::int FROM mana_guard.deprecations), 0, 'those of its columns are forgotten as well');

CREATE TABLE app.fresh (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
SELECT lives_ok('DROP TABLE app.fresh', 'a table of this transaction is known to nobody');
CREATE TEMP TABLE scratch (note text);
SELECT lives_ok('DROP TABLE scratch', 'nor is a temporary one');
SELECT FROM mana_guard.exempt('app.empties', 'MG702', 'a test');
SELECT mana_guard.set_rule('drop_table_cooldown', 'error', params => '{"only_nonempty": false}');
SELECT lives_ok('DROP TABLE app.empties', 'an exemption waives it');
SELECT is((SELECT count(*)::int FROM mana_guard.audit() WHERE code = 'MG702'), 0, 'an audit has nothing to say of it');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
