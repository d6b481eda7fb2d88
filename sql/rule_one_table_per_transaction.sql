\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.folders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.empties (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (name) VALUES ('a');
INSERT INTO app.folders (name) VALUES ('b');
CREATE TABLE app.events (at timestamptz NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE app.events_old PARTITION OF app.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE app.events_new PARTITION OF app.events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
INSERT INTO app.events VALUES ('2025-05-05');
RESET mana_guard.enabled;
BEGIN;
SELECT plan(11);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('one_table_per_transaction', 'error');
SAVEPOINT start;
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text', 'the first table');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN remark text', 'the same once more');
SELECT throws_ok('ALTER TABLE app.folders ADD COLUMN note text', 'MG613', 'this transaction holds ACCESS EXCLUSIVE on 2 tables in use: app.files, app.folders', 'the second');
SELECT lives_ok('ALTER TABLE app.empties ADD COLUMN note text', 'an empty table does not count');
SELECT lives_ok('CREATE TABLE app.fresh AS SELECT 1 AS id', 'nor a new one');
SELECT lives_ok('ALTER TABLE app.fresh ADD COLUMN note text', 'whatever becomes of it');
SELECT lives_ok('COMMENT ON TABLE app.folders IS ''a''', 'nor what is locked less');
SELECT mana_guard.set_rule('one_table_per_transaction', 'error', params => '{"max": 2}');
SELECT lives_ok('ALTER TABLE app.events ADD COLUMN note text', 'two, with all partitions');
SELECT throws_ok('ALTER TABLE app.folders ADD COLUMN note text', 'MG613', NULL, 'and not three');
ROLLBACK TO start;
SAVEPOINT before;
ALTER TABLE app.files ADD COLUMN note text;
ROLLBACK TO before;
SELECT lives_ok('ALTER TABLE app.folders ADD COLUMN note text', 'what is rolled back is locked no more');
ROLLBACK TO start;
CREATE TABLE app.events_next (at timestamptz NOT NULL);
INSERT INTO app.events_next VALUES ('2027-05-05');
ALTER TABLE app.events ATTACH PARTITION app.events_next FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text', 'a new table is no lock on the parent that it is attached to');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
