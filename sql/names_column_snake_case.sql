\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(11);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG404', 'error');

SELECT lives_ok($$CREATE TABLE app.files (id int, storage_path text, sha256 text)$$, 'snake_case passes');
SELECT throws_ok($$CREATE TABLE app.notes ("userId" text)$$, 'MG404', 'name of column "userId" of table app.notes is not snake_case',
    'another name is refused');
SELECT throws_ok($$CREATE TABLE app.notes (id_ int)$$, 'MG404', 'name of column id_ of table app.notes is not snake_case',
    'an underscore at the end');
SELECT lives_ok($$CREATE TABLE app.scratch (_id int, __v int)$$, 'at the start they set a tool''s own apart');
SELECT throws_ok($$CREATE TABLE app.notes AS SELECT 1 AS "first name"$$, 'MG404', NULL,
    'CREATE TABLE AS');
SELECT throws_ok($$ALTER TABLE app.files ADD COLUMN "userId" text$$, 'MG404', 'name of column "userId" of table app.files is not snake_case',
    'a new column');
SELECT throws_ok($$ALTER TABLE app.files RENAME COLUMN storage_path TO "storagePath"$$, 'MG404', 'name of column "storagePath" of table app.files is not snake_case',
    'a rename');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.notes ("userId" text);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok($$CREATE TABLE app.old_notes (id int) INHERITS (app.notes)$$, 'a parent''s column is the parent''s matter');
SELECT lives_ok($$ALTER TABLE app.notes RENAME COLUMN "userId" TO user_id$$, 'the fix passes');
SELECT mana_guard.set_rule('MG404', 'error', params => '{"pattern": ["*_"]}');
SELECT lives_ok($$ALTER TABLE app.files ADD COLUMN rev_ int$$, 'a pattern accepts other names');
SELECT throws_ok($$ALTER TABLE app.files ADD COLUMN "Rev" int$$, 'MG404', NULL,
    'and no more than those');

SELECT * FROM finish();
ROLLBACK;
