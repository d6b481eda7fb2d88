\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(11);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG412', 'error');

SELECT lives_ok($$CREATE TABLE app.files (name text, value text, type text, key text)$$, 'other key words pass');
SELECT throws_ok($$CREATE TABLE app."user" (id int)$$, 'MG412', 'name of table app."user" is a reserved word',
    'a table is refused');
SELECT throws_ok($$CREATE TABLE app.notes ("order" int)$$, 'MG412', 'name of column "order" of table app.notes is a reserved word',
    'a column');
SELECT throws_ok($$CREATE TABLE app.notes ("left" int)$$, 'MG412', NULL,
    'a word for types and functions');
SELECT throws_ok($$ALTER TABLE app.files ADD COLUMN "desc" text$$, 'MG412', 'name of column "desc" of table app.files is a reserved word',
    'a new column');
SELECT throws_ok($$ALTER TABLE app.files RENAME COLUMN name TO "user"$$, 'MG412', NULL,
    'a rename');
SELECT throws_ok($$ALTER TABLE app.files RENAME TO "table"$$, 'MG412', NULL,
    'of a table too');
CREATE TABLE app.events (id int) PARTITION BY RANGE (id);
SELECT throws_ok($$CREATE TABLE app."default" PARTITION OF app.events DEFAULT$$, 'MG412', NULL,
    'a partition by its own name');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app."user" ("desc" text);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok($$CREATE TABLE app.old_users () INHERITS (app."user")$$, 'a parent''s column is the parent''s matter');
SELECT lives_ok($$ALTER TABLE app."user" RENAME COLUMN "desc" TO description$$, 'the fix of a column passes');
SELECT lives_ok($$ALTER TABLE app."user" RENAME TO users$$, 'the fix of a table passes');

SELECT * FROM finish();
ROLLBACK;
