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
CREATE INDEX idx_files_name ON app.files (name);
CREATE TYPE app.mood AS ENUM ('good');
RESET mana_guard.enabled;
BEGIN;
SELECT plan(17);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('protected_object', 'error', schema_pattern => 'app', object_pattern => 'fi*');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN note text', 'MG709', 'table app.files is protected', 'ALTER TABLE');
SELECT throws_ok('DROP TABLE app.files', 'MG709', NULL, 'DROP TABLE');
SELECT throws_ok('CREATE INDEX ON app.files (created_at)', 'MG709', 'table app.files is protected', 'an index on it');
SELECT throws_ok('DROP INDEX app.idx_files_name', 'MG709', 'table app.files is protected', 'or one less');
SELECT throws_ok('COMMENT ON TABLE app.files IS ''a''', 'MG709', NULL, 'COMMENT');
SELECT throws_ok('GRANT SELECT ON app.files TO CURRENT_USER', 'MG709', NULL, 'GRANT');
SELECT throws_ok('CREATE POLICY one ON app.files USING (true)', 'MG709', NULL, 'a policy');
SELECT throws_ok('ALTER TABLE app.files RENAME TO others', 'MG709', NULL, 'RENAME');
SELECT throws_ok('CREATE TABLE app.first_ones (id int)', 'MG709', 'table app.first_ones is protected', 'what isn''t there yet');
SELECT throws_ok('CREATE FUNCTION app.find() RETURNS int LANGUAGE sql AS ''SELECT 1''', 'MG709', 'function app.find() is protected', 'a function');
SELECT lives_ok('ALTER TABLE app.folders ADD COLUMN note text', 'other tables are not');
SELECT lives_ok('SELECT count(*) FROM app.files', 'nor what is no DDL');
SELECT lives_ok('CREATE TEMP TABLE files (id int)', 'nor temporary ones');
SELECT mana_guard.set_rule('protected_object', 'error', schema_pattern => 'app');
SELECT throws_ok('ALTER TYPE app.mood RENAME TO moods', 'MG709', 'type app.mood is protected', 'all of a schema');
SELECT throws_ok('DROP SCHEMA app CASCADE', 'MG709', 'schema app is protected', 'and itself');
SELECT throws_ok('COMMENT ON SCHEMA app IS ''a''', 'MG709', NULL, 'in every way');
SELECT lives_ok('CREATE SCHEMA apps', 'but no other');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
