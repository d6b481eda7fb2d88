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
RESET mana_guard.enabled;
BEGIN;
SELECT plan(6);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('timeouts_set', 'error');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN note text', 'MG626', 'table app.files is in use, and statement_timeout is 0: what hangs keeps its locks (and 1 more finding)', 'neither is set');
SET LOCAL statement_timeout = '15min';
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN note text', 'MG626', 'table app.files is in use, and idle_in_transaction_session_timeout is 0: what hangs keeps its locks', 'one is set');
SELECT lives_ok('GRANT SELECT ON app.files TO CURRENT_USER', 'not what stops nobody');
SELECT lives_ok('ALTER TABLE app.empties ADD COLUMN note text', 'an empty table');
SELECT lives_ok('CREATE TABLE app.fresh (id int)', 'a new one');
SET LOCAL idle_in_transaction_session_timeout = '1min';
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text', 'both are set');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
