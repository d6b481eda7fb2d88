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
SELECT plan(9);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('lock_chain', 'error');
SAVEPOINT start;
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text', 'the first table');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN remark text', 'the same once more');
SELECT throws_ok('ALTER TABLE app.folders ADD COLUMN note text', 'MG623', 'table app.folders is in use, and this transaction holds ACCESS EXCLUSIVE on app.files', 'another');
SELECT throws_ok('CREATE INDEX ON app.folders (name)', 'MG623', NULL, 'whatever it is');
SELECT lives_ok('ALTER TABLE app.empties ADD COLUMN note text', 'nobody waits for an empty table');
SELECT lives_ok('CREATE TABLE app.fresh (id int)', 'nor for a new one');
SELECT lives_ok('GRANT SELECT ON app.folders TO CURRENT_USER', 'and a grant for nobody');
ROLLBACK TO start;
ALTER TABLE app.events_old ADD CHECK (at > '2000-01-01');
SELECT lives_ok('ALTER TABLE app.events ADD COLUMN note text', 'a partition and its parent are one');
SAVEPOINT before;
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN note text', 'MG623', 'table app.files is in use, and this transaction holds ACCESS EXCLUSIVE on app.events', 'known by the parent''s name');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
