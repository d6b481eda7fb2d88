\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(11);

CREATE SCHEMA app;
-- Only this rule.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG522', 'error', timing => 'statement');
CREATE TABLE app.folders (id uuid PRIMARY KEY);

SELECT throws_ok('CREATE TABLE app.files (id uuid PRIMARY KEY, folder_id uuid)', 'MG522',
    'column folder_id of table app.files is named like a reference but has no foreign key', 'a column without a foreign key');
SELECT lives_ok('CREATE TABLE app.files (id uuid PRIMARY KEY, folder_id uuid REFERENCES app.folders)', 'with one');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN copy_of_id uuid', 'MG522', NULL, 'a column that is added');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN copy_of_id uuid REFERENCES app.files', 'with one');
SELECT throws_ok('ALTER TABLE app.files DROP CONSTRAINT files_folder_id_fkey', 'MG522', NULL, 'a foreign key that goes');
SELECT throws_ok('ALTER TABLE app.folders ADD COLUMN root uuid; ALTER TABLE app.folders RENAME root TO root_id', 'MG522', NULL, 'a rename');
SELECT lives_ok('CREATE TABLE app.notes (note_id uuid PRIMARY KEY, subject_id uuid, subject_type text, tag_ids uuid[])', 'what can have none');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.old (id uuid PRIMARY KEY, folder_id uuid);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER TABLE app.old ADD COLUMN name text', 'what stood before may be altered');
SELECT results_eq($$SELECT identity, column_name::text FROM mana_guard.audit('app')$$, $$VALUES ('app.old', 'folder_id')$$, 'an audit finds it');
SELECT mana_guard.set_rule('MG522', 'error');
CREATE TABLE app.late (id uuid PRIMARY KEY, folder_id uuid);
ALTER TABLE app.late ADD FOREIGN KEY (folder_id) REFERENCES app.folders;
SELECT lives_ok('SELECT mana_guard.check_now()', 'at COMMIT it may have come later');
SELECT mana_guard.set_rule('MG522', 'error', timing => 'statement', params => '{"ignore": ["trace_id"]}');
SELECT lives_ok('CREATE TABLE app.traces (id uuid PRIMARY KEY, trace_id text)', 'a name that is ignored');

SELECT * FROM finish();
ROLLBACK;
