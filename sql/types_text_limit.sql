\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(19);

CREATE SCHEMA app;
-- Only this rule.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG222', 'error', timing => 'statement');

SELECT throws_ok('CREATE TABLE app.files (id int, name text)', 'MG222',
    'column name of table app.files is text without a CHECK that limits its length', 'a text');
SELECT throws_ok('CREATE TABLE app.files (id int, name varchar)', 'MG222', NULL, 'a varchar without a length');
SELECT lives_ok('CREATE TABLE app.a (name text CHECK (char_length(name) <= 255))', 'char_length');
SELECT lives_ok($$CREATE TABLE app.b (name varchar CHECK (length(name) < 256 AND name <> ''))$$, 'length, of a varchar, among others');
SELECT lives_ok('CREATE TABLE app.c (name text, CHECK (255 >= octet_length(name)))', 'octet_length, the other way round');
SELECT lives_ok('CREATE TABLE app.d (name text CHECK (length(name) BETWEEN 1 AND 9))', 'BETWEEN');
SELECT lives_ok('CREATE TABLE app.e (name text CHECK (name IS NULL OR length(name) = 9))', 'or null');
SELECT lives_ok($$CREATE TABLE app.f (name text CHECK (name IN ('a', 'b')))$$, 'a list of values');
SELECT lives_ok($$CREATE TABLE app.h (name text CHECK (name IS NULL OR name IN ('a', 'b')), code text CHECK (code IN ('a', 'b') AND code <> name))$$, 'a list among others');
SELECT throws_ok('CREATE TABLE app.g (name text CHECK (length(name) > 3))', 'MG222', NULL, 'a least length is none');
SELECT throws_ok('CREATE TABLE app.g (id int, name text CHECK (id = 1 OR length(name) < 3))', 'MG222', NULL, 'nor what holds for some rows');
SELECT throws_ok('CREATE TABLE app.g (name text CHECK (length(btrim(name)) < 3))', 'MG222', NULL, 'nor that of a part of it');
SELECT throws_ok('CREATE TABLE app.g (id int, name text CHECK (length(name) < id))', 'MG222', NULL, 'nor another column');
SELECT lives_ok('CREATE TABLE app.g (id int, names text[], code varchar(9))', 'other types');
SELECT throws_ok('ALTER TABLE app.g ADD COLUMN name text', 'MG222', NULL, 'a column that is added');
SELECT lives_ok('ALTER TABLE app.g ADD COLUMN name text CHECK (length(name) < 3)', 'with a limit');
SELECT throws_ok('ALTER TABLE app.g DROP CONSTRAINT g_name_check', 'MG222', NULL, 'a limit that goes');
SELECT mana_guard.set_rule('MG222', 'error');
CREATE TABLE app.late (name text);
ALTER TABLE app.late ADD CHECK (length(name) < 3) NOT VALID;
SELECT lives_ok('SELECT mana_guard.check_now()', 'at COMMIT it may have come later');
SELECT mana_guard.set_rule('MG222', 'error', timing => 'statement', params => '{"ignore": ["body"]}');
SELECT lives_ok('CREATE TABLE app.notes (body text)', 'a column that is ignored');

SELECT * FROM finish();
ROLLBACK;
