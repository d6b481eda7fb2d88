\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- EXPLAIN fires no event, whatever it carries out: a session that has preloaded the library sees it.
\c -reuse-previous=on "options='-c session_preload_libraries=mana_guard'"
SET client_min_messages = error;
BEGIN;
SELECT plan(21);
CREATE SCHEMA app;
CREATE TABLE app.kept (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG301', 'error');
PREPARE one AS SELECT 1 AS id;

-- As the command alone is.
SELECT throws_ok('CREATE TABLE app.a AS SELECT 1 AS id', 'MG301', 'table app.a has no column created_at (and 1 more finding)', 'the command alone');
SELECT throws_ok('EXPLAIN ANALYZE CREATE TABLE app.a AS SELECT 1 AS id', 'MG301', 'table app.a has no column created_at (and 1 more finding)', 'carried out by EXPLAIN');
SELECT throws_ok('EXPLAIN (COSTS off, ANALYZE) CREATE TABLE app.a AS SELECT 1 AS id', 'MG301', NULL, 'by the other grammar');
SELECT throws_ok('EXPLAIN (ANALYZE off, ANALYZE on) CREATE TABLE app.a AS SELECT 1 AS id', 'MG301', NULL, 'the last word counts');
SELECT throws_ok('EXPLAIN ANALYZE CREATE TABLE app.a AS SELECT 1 AS id WITH NO DATA', 'MG301', NULL, 'without rows');
SELECT throws_ok('EXPLAIN ANALYZE CREATE TABLE app.a AS EXECUTE one', 'MG301', NULL, 'of a prepared statement');
SELECT throws_ok('EXPLAIN ANALYZE SELECT 1 AS id INTO app.a', 'MG301', NULL, 'SELECT INTO');
SELECT throws_ok($$DO 'BEGIN EXPLAIN ANALYZE CREATE TABLE app.a AS SELECT 1 AS id; END'$$, 'MG301', NULL, 'in a block of code');
SELECT is(to_regclass('app.a'), NULL, 'nothing is left of them');
SELECT lives_ok('EXPLAIN ANALYZE CREATE TABLE app.b AS SELECT now() AS created_at, now() AS updated_at', 'a table in order');
SELECT isnt(to_regclass('app.b'), NULL, 'is there');
SELECT lives_ok('EXPLAIN ANALYZE CREATE TABLE IF NOT EXISTS app.kept AS SELECT 1 AS id', 'a table that is there already');
SELECT lives_ok('EXPLAIN ANALYZE CREATE TEMPORARY TABLE scratch AS SELECT 1 AS id', 'a temporary table');
SELECT throws_ok('EXPLAIN ANALYZE CREATE MATERIALIZED VIEW app.kept AS SELECT 1 AS id', '42P07', NULL, 'what PostgreSQL refuses');
SELECT lives_ok('EXPLAIN ANALYZE CREATE MATERIALIZED VIEW app.sizes AS SELECT 1 AS id', 'MG301 judges no materialized view');

-- What isn't carried out makes nothing, and nothing is said of it.
SELECT lives_ok('EXPLAIN CREATE TABLE app.c AS SELECT 1 AS id', 'EXPLAIN alone');
SELECT lives_ok('EXPLAIN (ANALYZE on, ANALYZE off) CREATE TABLE app.c AS SELECT 1 AS id', 'ANALYZE that is off');
SELECT is(to_regclass('app.c'), NULL, 'neither makes it');

-- A rule about tables of any kind, and one that is judged before the command runs.
SELECT mana_guard.set_rule('MG101', 'error');
SELECT throws_ok('EXPLAIN ANALYZE CREATE TABLE public.d AS SELECT now() AS created_at, now() AS updated_at', 'MG101', NULL, 'in schema public');
SELECT mana_guard.set_rule('MG611', 'error');
SELECT throws_ok('EXPLAIN ANALYZE CREATE MATERIALIZED VIEW app.more AS SELECT 1 AS id', 'MG611',
    'materialized view app.more is changed while nobody holds the migration lock (advisory lock 987654321)', 'before it runs');
SELECT mana_guard.set_rule('MG611', 'off');
SELECT mana_guard.set_rule('MG519', 'error', timing => 'statement');
SELECT throws_ok('EXPLAIN ANALYZE CREATE MATERIALIZED VIEW app.more AS SELECT 1 AS id', 'MG519', NULL, 'or one about materialized views');

SELECT * FROM finish();
ROLLBACK;
