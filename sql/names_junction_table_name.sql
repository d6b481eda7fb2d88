\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(12);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG403', 'error');

SELECT mana_guard.set_rule('MG403', 'error', timing => 'statement');
CREATE TABLE app.files (id int PRIMARY KEY);
CREATE TABLE app.tags (id int PRIMARY KEY);
SELECT lives_ok($$CREATE TABLE app.file_tags (file_id int REFERENCES app.files ON DELETE CASCADE, tag_id int REFERENCES app.tags ON DELETE CASCADE, created_at timestamptz, PRIMARY KEY (file_id, tag_id))$$, 'named after both');
SELECT lives_ok($$CREATE TABLE app.tags_files (file_id int REFERENCES app.files ON DELETE CASCADE, tag_id int REFERENCES app.tags ON DELETE CASCADE, created_at timestamptz, PRIMARY KEY (file_id, tag_id))$$, 'in any order and number');
SELECT throws_ok($$CREATE TABLE app.taggings (file_id int REFERENCES app.files ON DELETE CASCADE, tag_id int REFERENCES app.tags ON DELETE CASCADE, created_at timestamptz, PRIMARY KEY (file_id, tag_id))$$, 'MG403', 'table app.taggings joins app.files and app.tags but is not named after them',
    'another name is refused');
SELECT throws_ok($$CREATE TABLE app.taggings (id int PRIMARY KEY, file_id int REFERENCES app.files ON DELETE CASCADE, tag_id int REFERENCES app.tags ON DELETE CASCADE, created_at timestamptz, UNIQUE (tag_id, file_id))$$, 'MG403', 'table app.taggings joins app.files and app.tags but is not named after them',
    'also with an id of its own');
SELECT lives_ok($$CREATE TABLE app.taggings (file_id int REFERENCES app.files ON DELETE CASCADE, tag_id int REFERENCES app.tags ON DELETE CASCADE, created_at timestamptz)$$, 'without a key over both it is no junction');
SELECT throws_ok($$ALTER TABLE app.taggings ADD PRIMARY KEY (file_id, tag_id)$$, 'MG403', 'table app.taggings joins app.files and app.tags but is not named after them',
    'until it gets one');
SELECT throws_ok($$CREATE UNIQUE INDEX ON app.taggings (file_id, tag_id)$$, 'MG403', 'table app.taggings joins app.files and app.tags but is not named after them',
    'or a unique index');
SELECT lives_ok($$ALTER TABLE app.taggings ADD COLUMN note text, ADD PRIMARY KEY (file_id, tag_id)$$, 'with more in it it is a table of its own');
SELECT throws_ok($$ALTER TABLE app.taggings DROP COLUMN note$$, 'MG403', 'table app.taggings joins app.files and app.tags but is not named after them',
    'until that goes');
SELECT throws_ok($$ALTER TABLE app.file_tags RENAME TO links$$, 'MG403', 'table app.links joins app.files and app.tags but is not named after them',
    'a rename');
SELECT lives_ok($$CREATE TABLE app.file_links (file_id int REFERENCES app.files, other_id int REFERENCES app.files, PRIMARY KEY (file_id, other_id))$$, 'what joins a table to itself has its own name');
SET LOCAL mana_guard.enabled = off;
DROP TABLE app.file_tags, app.taggings;
CREATE TABLE app.taggings (file_id int REFERENCES app.files ON DELETE CASCADE, tag_id int REFERENCES app.tags ON DELETE CASCADE, created_at timestamptz, PRIMARY KEY (file_id, tag_id));
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok($$ALTER TABLE app.taggings RENAME TO file_tags$$, 'the fix passes');

SELECT * FROM finish();
ROLLBACK;
