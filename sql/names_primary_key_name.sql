\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(12);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG411', 'error', timing => 'statement');

SELECT lives_ok($$CREATE TABLE app.files (id int PRIMARY KEY)$$, 'id passes');
SELECT throws_ok($$CREATE TABLE app.notes (note_id int PRIMARY KEY)$$, 'MG411', 'primary key column note_id of table app.notes is not called id',
    'another name is refused');
SELECT lives_ok($$CREATE TABLE app.notes (note_id int, file_id int, PRIMARY KEY (note_id, file_id))$$, 'a key of two columns passes');
SELECT lives_ok($$CREATE TABLE app.blobs (file_id int PRIMARY KEY REFERENCES app.files)$$, 'a foreign key');
SELECT throws_ok($$ALTER TABLE app.blobs DROP CONSTRAINT blobs_file_id_fkey$$, 'MG411', NULL,
    'until it is none');
SELECT lives_ok($$CREATE TABLE app.profiles (user_id text PRIMARY KEY)$$, 'a user id');
SELECT throws_ok($$ALTER TABLE app.files RENAME COLUMN id TO file_id$$, 'MG411', 'primary key column file_id of table app.files is not called id',
    'a rename');
SELECT lives_ok($$CREATE TABLE app.labels (code text UNIQUE)$$, 'a unique key is none');
SELECT throws_ok($$ALTER TABLE app.labels ADD PRIMARY KEY (code)$$, 'MG411', NULL,
    'until it becomes one');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.tags (tag_id int PRIMARY KEY);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok($$ALTER TABLE app.tags RENAME COLUMN tag_id TO id$$, 'the fix passes');
SELECT mana_guard.set_rule('MG411', 'error', timing => 'statement', params => '{"columns": ["id", "code"], "user_ids": []}');
SELECT lives_ok($$ALTER TABLE app.labels ADD PRIMARY KEY (code)$$, 'a house has names of its own');
SELECT throws_ok($$CREATE TABLE app.settings (user_id text PRIMARY KEY)$$, 'MG411', 'primary key column user_id of table app.settings is not called id or code',
    'and no others');

SELECT * FROM finish();
ROLLBACK;
