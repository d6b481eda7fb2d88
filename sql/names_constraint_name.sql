\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(15);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG410', 'error');
SELECT lives_ok($$CREATE TABLE app.folders (id uuid PRIMARY KEY, name text UNIQUE, status text CHECK (status IN ('open', 'closed')), CHECK (id IS NOT NULL OR name <> ''))$$, 'PostgreSQL''s own names');
SELECT lives_ok('CREATE TABLE app.files (id uuid PRIMARY KEY, folder_id uuid REFERENCES app.folders, name text CONSTRAINT files_name_unique UNIQUE)', 'and Drizzle''s');
SELECT lives_ok('ALTER TABLE app.files ADD CONSTRAINT files_folder_id_folders_id_fk FOREIGN KEY (folder_id) REFERENCES app.folders', 'also of a foreign key');
SELECT throws_ok('ALTER TABLE app.files ADD CONSTRAINT named UNIQUE (name, id)', 'MG410',
    'constraint named of table app.files is not named {table}_{columns}_key* or {table}_{columns}_unique', 'a unique constraint');
SELECT throws_ok('CREATE TABLE app.a (id uuid CONSTRAINT named PRIMARY KEY)', 'MG410', NULL, 'a primary key');
SELECT throws_ok('ALTER TABLE app.files ADD CONSTRAINT named FOREIGN KEY (folder_id) REFERENCES app.folders', 'MG410', NULL, 'a foreign key');
SELECT throws_ok($$ALTER TABLE app.files ADD CONSTRAINT named CHECK (name <> '')$$, 'MG410', NULL, 'a check');
SELECT throws_ok($$ALTER TABLE app.files ADD CONSTRAINT files_id_check CHECK (name IN ('a', 'b'))$$, 'MG410', NULL, 'a list that is called after another column');
SELECT throws_ok('ALTER TABLE app.files ADD CONSTRAINT named EXCLUDE (name WITH =)', 'MG410', NULL, 'an exclusion constraint');
SELECT throws_ok('ALTER TABLE app.files RENAME CONSTRAINT files_name_unique TO named', 'MG410', NULL, 'a rename of one');
SELECT throws_ok('ALTER TABLE app.files RENAME CONSTRAINT files_folder_id_fkey TO named', 'MG410', NULL, 'of a foreign key');
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN folder_id TO parent_id', 'MG410', NULL, 'or of its column');

SELECT lives_ok($$SELECT mana_guard.set_rule('MG410', 'error', params => '{"checks": [], "uniques": ["uq_{table}_{columns}"]}')$$, 'a house has patterns of its own');
SELECT is((SELECT string_agg(fix, ' ') FROM mana_guard.findings('app.files')), 'ALTER TABLE app.files RENAME CONSTRAINT files_name_unique TO uq_files_name;', 'the fix');
ALTER TABLE app.files RENAME CONSTRAINT files_name_unique TO uq_files_name;
SELECT is_empty($$SELECT * FROM mana_guard.findings('app.files')$$, 'mends it');

SELECT * FROM finish();
ROLLBACK;
