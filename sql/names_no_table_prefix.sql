\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(13);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG415', 'error');

SELECT lives_ok('CREATE TABLE app.files (id int, name text, profile_name text, file_id int, file_count int)', 'other names pass, and keys and counts');
SELECT throws_ok('CREATE TABLE app.folders (folder_name text)', 'MG415', 'column folder_name of table app.folders repeats its table''s name',
    'a column that repeats its table''s name');
SELECT throws_ok('CREATE TABLE app.tbl_folders (name text)', 'MG415', 'table app.tbl_folders has the prefix tbl_', 'a table with a prefix');
SELECT throws_ok('CREATE TABLE app.folders (col_name text)', 'MG415', 'column col_name of table app.folders has the prefix col_', 'a column with one');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN file_size bigint', 'MG415', 'column file_size of table app.files repeats its table''s name', 'ADD COLUMN');
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN name TO file_name', 'MG415', NULL, 'RENAME COLUMN');
SELECT throws_ok('ALTER TABLE app.files RENAME TO profiles', 'MG415', 'column profile_name of table app.profiles repeats its table''s name', 'RENAME TO');
SELECT throws_ok('ALTER TABLE app.files RENAME TO tbl_files', 'MG415', 'table app.tbl_files has the prefix tbl_', 'with a prefix');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app."tbl_Tags" (col_title text, "tbl_Tags_Order" int);
CREATE TABLE app.tags (tag_title text, tag_order int, tag_name text, name text);
SET LOCAL mana_guard.enabled = on;
SELECT results_eq($$SELECT column_name, split_part(fix, E'\n', 2) FROM mana_guard.findings('app.tags')$$, $$VALUES
    ('tag_title', 'ALTER TABLE app.tags RENAME COLUMN tag_title TO title;'), ('tag_order', NULL), ('tag_name', NULL)$$,
    'no fix where the name is reserved or taken');
DO $$BEGIN EXECUTE (SELECT fix FROM mana_guard.findings('app.tags') WHERE fix <> ''); END$$;
SELECT is((SELECT count(*) FROM mana_guard.findings('app.tags')), 2::bigint, 'the fix passes');
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT fix FROM mana_guard.findings('app."tbl_Tags"') ORDER BY column_name IS NULL LOOP
        EXECUTE one.fix;
    END LOOP;
END
$$;
SELECT is_empty($$SELECT * FROM mana_guard.findings('app."Tags"')$$, 'that of a table too');

SELECT mana_guard.set_rule('MG415', 'error', params => '{"prefixes": ["str_"]}');
SELECT throws_ok('CREATE TABLE app.c (str_name text, fld_name text)', 'MG415', 'column str_name of table app.c has the prefix str_',
    'the prefixes are a parameter');
SELECT lives_ok('CREATE TABLE app.tbl_d (name text)', 'and replace the others');

SELECT * FROM finish();
ROLLBACK;
