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
ALTER TABLE app.files ADD COLUMN size int, ADD CONSTRAINT files_name_check CHECK (name <> '') NOT VALID;
RESET mana_guard.enabled;
BEGIN;
SELECT plan(12);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('lock_timeout_set', 'error');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN note text', 'MG610', 'table app.files is in use, and lock_timeout is 0: this statement may wait for its lock for ever', 'for ever');
SELECT throws_ok('DROP TABLE app.files', 'MG610', NULL, 'any DDL');
SELECT throws_ok('CREATE INDEX ON app.files (name)', 'MG610', NULL, 'an index too');
SELECT throws_ok('CREATE TRIGGER one BEFORE UPDATE ON app.files FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()', 'MG610', NULL, 'and a trigger');
SELECT lives_ok('GRANT SELECT ON app.files TO CURRENT_USER', 'not what stops nobody');
SELECT lives_ok('COMMENT ON TABLE app.files IS ''a''', 'nor a comment');
SELECT lives_ok('ALTER TABLE app.files VALIDATE CONSTRAINT files_name_check', 'nor VALIDATE');
SELECT lives_ok('ALTER TABLE app.empties ADD COLUMN note text', 'an empty table');
SELECT lives_ok('CREATE TABLE app.fresh (id int)', 'a new one');
SET LOCAL lock_timeout = '1h';
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text', 'any end will do');
SELECT mana_guard.set_rule('lock_timeout_set', 'error', params => '{"max_ms": 5000}');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN remark text', 'MG610', 'table app.files is in use, and lock_timeout is 3600000 ms, more than 5000 ms', 'unless it is too long');
SET LOCAL lock_timeout = '5s';
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN remark text', 'which this is not');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
