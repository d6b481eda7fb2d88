\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(15);
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of
CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG418', 'error');
CREATE TABLE app.kept (id int);
CREATE TYPE app.mood AS ENUM ('ok');

SELECT throws_ok('CREATE TABLE app.pg_files (id int)', 'MG418', 'table app.pg_files has the prefix pg_, which is reserved for PostgreSQL', 'a table');
SELECT is(pg_temp.hint_of('CREATE TABLE app.pg_files (id int)'), E'MG418 This would pass:\nCREATE TABLE app.files (...);', 'under which name it would pass');
SELECT throws_ok('ALTER TABLE app.kept RENAME TO pg_kept', 'MG418', NULL, 'a new name');
SELECT throws_ok('CREATE VIEW app.pg_view AS SELECT 1 AS one', 'MG418', 'view app.pg_view has the prefix pg_, which is reserved for PostgreSQL', 'a view');
SELECT throws_ok('CREATE SEQUENCE app.pg_numbers', 'MG418', NULL, 'a sequence');
SELECT throws_ok('CREATE TYPE app.pg_mood AS ENUM (''ok'')', 'MG418', 'type app.pg_mood has the prefix pg_, which is reserved for PostgreSQL', 'a type');
SELECT throws_ok('ALTER TYPE app.mood RENAME TO pg_mood', 'MG418', NULL, 'a type''s new name');
SELECT throws_ok('CREATE DOMAIN app.pg_name AS text', 'MG418', NULL, 'a domain');
SELECT throws_ok('CREATE FUNCTION app.pg_one() RETURNS int LANGUAGE sql AS ''SELECT 1''', 'MG418', 'function app.pg_one() has the prefix pg_, which is reserved for PostgreSQL', 'a function');
SELECT throws_ok('CREATE SCHEMA pg_app', '42939', NULL, 'PostgreSQL itself refuses a schema');
SELECT lives_ok('CREATE TABLE app.pgq_files (id int); CREATE TABLE app.my_pg_files (pg_id int); CREATE INDEX pg_index_of_it ON app.my_pg_files (pg_id)', 'other names, columns and indexes');
SELECT lives_ok('CREATE TEMPORARY TABLE pg_scratch (id int)', 'a temporary table');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.pg_old (id int);
CREATE TYPE app.pg_moods AS ENUM ('ok');
CREATE FUNCTION app.pg_two(int) RETURNS int LANGUAGE sql AS 'SELECT 2';
SET LOCAL mana_guard.enabled = on;
SELECT results_eq('SELECT identity, fix FROM mana_guard.audit(''app'') ORDER BY identity COLLATE "C"',
    $$VALUES ('app.pg_moods', 'ALTER TYPE app.pg_moods RENAME TO moods;'), ('app.pg_old', E'-- MG704: where the table is in use, leave a view under its old name until nobody reads that\nALTER TABLE app.pg_old RENAME TO old;'),
             ('app.pg_two(integer)', 'ALTER FUNCTION app.pg_two(integer) RENAME TO two;')$$, 'what stands, and how it is renamed');
SELECT lives_ok('ALTER TABLE app.pg_old ADD COLUMN note text', 'what stands may be altered');
SELECT mana_guard.set_rule('MG418', 'error', params => '{"prefixes": ["sys_"]}');
SELECT throws_ok('CREATE TABLE app.sys_files (id int)', 'MG418', NULL, 'a prefix of the team''s own');

SELECT * FROM finish();
ROLLBACK;
