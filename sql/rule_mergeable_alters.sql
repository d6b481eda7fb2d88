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
ALTER TABLE app.files ADD CONSTRAINT files_name_check CHECK (name <> '') NOT VALID;
RESET mana_guard.enabled;
BEGIN;
SELECT plan(12);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('mergeable_alters', 'error');
SAVEPOINT start;
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text', 'the first');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN remark text', 'MG624', 'table app.files was altered in this transaction already, and one ALTER TABLE could do both', 'the second');
SELECT lives_ok('ALTER TABLE app.files VALIDATE CONSTRAINT files_name_check', 'VALIDATE stands alone');
SELECT lives_ok('ALTER TABLE app.files RENAME COLUMN note TO notes', 'RENAME is another statement');
SELECT lives_ok('ALTER TABLE app.folders ADD COLUMN note text, ADD COLUMN remark text', 'another table, in one');
SELECT lives_ok('ALTER TABLE app.empties ADD COLUMN note text', 'an empty table');
SELECT lives_ok('ALTER TABLE app.empties ADD COLUMN remark text', 'as often as one likes');
UPDATE app.files SET notes = '';
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN notes SET NOT NULL', 'it may rest on rows that were written');
ROLLBACK TO start;
SAVEPOINT before;
ALTER TABLE app.files ADD COLUMN note text;
ROLLBACK TO before;
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text', 'what was rolled back was not');
SAVEPOINT after;
RELEASE after;
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN remark text', 'MG624', NULL, 'across savepoints');
ROLLBACK TO start;
ALTER TABLE app.files ADD CONSTRAINT files_name_not_null CHECK (name IS NOT NULL) NOT VALID;
SELECT lives_ok('ALTER TABLE app.files VALIDATE CONSTRAINT files_name_not_null; ALTER TABLE app.files ALTER COLUMN name SET NOT NULL', 'the sequence that MG605 tells');
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT files_name_not_null', 'whose check goes when it has proved what it should');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
