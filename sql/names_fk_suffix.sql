\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(11);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG407', 'error');

CREATE TABLE app.folders (id int PRIMARY KEY, code text UNIQUE);
SELECT lives_ok($$CREATE TABLE app.files (folder_id int REFERENCES app.folders, created_by int REFERENCES app.folders, folder int)$$, 'suffixed names pass, *_by, and what is no foreign key');
SELECT throws_ok($$CREATE TABLE app.notes (folder int REFERENCES app.folders)$$, 'MG407', 'foreign key column folder of table app.notes does not end in _id',
    'another name is refused');
SELECT throws_ok($$ALTER TABLE app.files ADD FOREIGN KEY (folder) REFERENCES app.folders$$, 'MG407', 'foreign key column folder of table app.files does not end in _id',
    'a constraint that is added');
SELECT throws_ok($$ALTER TABLE app.files ADD COLUMN parent int REFERENCES app.folders$$, 'MG407', NULL,
    'a new column');
SELECT throws_ok($$ALTER TABLE app.files RENAME COLUMN folder_id TO place$$, 'MG407', NULL,
    'a rename');
SELECT lives_ok($$CREATE TABLE app.notes (id int PRIMARY KEY REFERENCES app.folders, folder_code text UNIQUE REFERENCES app.folders (code))$$, 'named as what it refers to');
SELECT throws_ok($$ALTER TABLE app.notes ADD COLUMN label text REFERENCES app.folders (code)$$, 'MG407', NULL,
    'else not');
SELECT lives_ok($$CREATE TABLE app.labels (code text CONSTRAINT a REFERENCES app.notes (folder_code) CONSTRAINT b REFERENCES app.folders (code))$$,
    'whatever else it refers to');
SET LOCAL mana_guard.enabled = off;
ALTER TABLE app.notes ADD COLUMN parent int REFERENCES app.folders;
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok($$ALTER TABLE app.notes RENAME COLUMN parent TO parent_id$$, 'the fix passes');
SELECT mana_guard.set_rule('MG407', 'error', params => '{"suffixes": ["_ref"], "columns": ["parent_id", "parent"]}');
SELECT lives_ok($$ALTER TABLE app.notes ADD COLUMN place_ref int REFERENCES app.folders, ADD COLUMN parent int REFERENCES app.folders$$, 'a house has names of its own');
SELECT throws_ok($$ALTER TABLE app.notes ADD COLUMN made_by int REFERENCES app.folders$$, 'MG407', NULL,
    'and no others');

SELECT * FROM finish();
ROLLBACK;
