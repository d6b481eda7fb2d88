\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(30);
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of
CREATE SCHEMA app;
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG109', 'error');
SET LOCAL search_path = app, public;

SELECT throws_ok('CREATE TABLE files (id int)', 'MG109', 'CREATE TABLE names no schema; search_path resolves the name to app.files', 'a table');
SELECT throws_ok('CREATE UNLOGGED TABLE files (id int)', 'MG109', 'CREATE TABLE names no schema; search_path resolves the name to app.files', 'an unlogged one');
SELECT throws_ok('CREATE TABLE files (id int) PARTITION BY RANGE (id)', 'MG109', 'CREATE TABLE names no schema; search_path resolves the name to app.files', 'a partitioned one');
SELECT throws_ok('CREATE TABLE "Files" AS SELECT 1 AS id', 'MG109', 'CREATE TABLE AS names no schema; search_path resolves the name to app."Files"', 'one from a query');
SELECT throws_ok('SELECT 1 AS id INTO files', 'MG109', 'SELECT INTO names no schema; search_path resolves the name to app.files', 'SELECT INTO');
SELECT throws_ok('CREATE VIEW numbers AS SELECT 1 AS id', 'MG109', 'CREATE VIEW names no schema; search_path resolves the name to app.numbers', 'a view');
SELECT throws_ok('CREATE OR REPLACE VIEW numbers AS SELECT 1 AS id', 'MG109', 'CREATE VIEW names no schema; search_path resolves the name to app.numbers', 'one that may be there');
SELECT throws_ok('CREATE MATERIALIZED VIEW numbers AS SELECT 1 AS id', 'MG109', 'CREATE MATERIALIZED VIEW names no schema; search_path resolves the name to app.numbers', 'a materialized view');
SELECT throws_ok('CREATE SEQUENCE counter', 'MG109', 'CREATE SEQUENCE names no schema; search_path resolves the name to app.counter', 'a sequence');
SELECT throws_ok($$CREATE TYPE mood AS ENUM ('sad')$$, 'MG109', 'CREATE TYPE names no schema; search_path resolves the name to app.mood', 'an enum');
SELECT throws_ok('CREATE TYPE point3 AS (x int, y int, z int)', 'MG109', 'CREATE TYPE names no schema; search_path resolves the name to app.point3', 'a composite type');
SELECT throws_ok('CREATE TYPE span AS RANGE (subtype = float8)', 'MG109', 'CREATE TYPE names no schema; search_path resolves the name to app.span', 'a range type');
SELECT throws_ok('CREATE DOMAIN email AS text', 'MG109', 'CREATE DOMAIN names no schema; search_path resolves the name to app.email', 'a domain');
SELECT throws_ok($$CREATE FUNCTION one(a int, b app.missing) RETURNS int LANGUAGE sql AS 'SELECT 1'$$, 'MG109',
    'CREATE FUNCTION names no schema; search_path resolves the name to app.one(integer, app.missing)', 'a function, also where a type is missing');
SELECT throws_ok($$CREATE PROCEDURE rest(OUT a int) LANGUAGE sql AS 'SELECT 1'$$, 'MG109', 'CREATE PROCEDURE names no schema; search_path resolves the name to app.rest()', 'a procedure');
SELECT throws_ok('CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int)', 'MG109', 'CREATE AGGREGATE names no schema; search_path resolves the name to app.total', 'an aggregate');
SELECT throws_ok('CREATE COLLATION german (locale = ''C'')', 'MG109', 'CREATE COLLATION names no schema; search_path resolves the name to app.german', 'a collation');
SELECT throws_ok($$DO 'BEGIN CREATE TABLE files (id int); END'$$, 'MG109', NULL, 'within code');
SET LOCAL search_path = public;
SELECT throws_ok('CREATE TABLE files (id int)', 'MG109', 'CREATE TABLE names no schema; search_path resolves the name to public.files', 'in public, too');
SET LOCAL search_path = missing, app, public;
SELECT throws_ok('CREATE TABLE files (id int)', 'MG109', 'CREATE TABLE names no schema; search_path resolves the name to app.files', 'a schema that is missing is passed over');
SELECT is(pg_temp.hint_of('CREATE TABLE files AS SELECT 1 AS id'), E'MG109 This would pass:\nCREATE TABLE app.files ...;', 'the hint names the schema');

SELECT lives_ok('CREATE TABLE app.files (id int)', 'with its schema it passes');
SELECT lives_ok('CREATE TABLE IF NOT EXISTS files (id int)', 'one that is there is not made');
SELECT lives_ok('CREATE INDEX ON files (id)', 'an index is where its table is');
SELECT lives_ok('CREATE TEMPORARY TABLE scratch (id int)', 'a temporary table has no schema of anybody''s');
SELECT lives_ok('CREATE TABLE pg_temp.scratch2 (id int)', 'said in the other way');
SELECT lives_ok('CREATE VIEW scratches AS SELECT id FROM (SELECT * FROM scratch) AS s', 'a view over one is temporary');
SELECT lives_ok('CREATE SCHEMA other CREATE TABLE files (id int)', 'within CREATE SCHEMA it says where');
SELECT lives_ok('CREATE EXTENSION hstore SCHEMA app', 'what an extension''s script makes is the extension''s');
SET LOCAL search_path = app, public;
SELECT mana_guard.set_rule('MG109', 'off', schema_pattern => 'app');
SELECT lives_ok('CREATE SEQUENCE counter', 'the policy goes by where it lands');

SELECT * FROM finish();
ROLLBACK;
