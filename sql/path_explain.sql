\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- What an EXPLAIN ANALYZE makes fires no event: a session that has preloaded the library sees it.
\c -reuse-previous=on "options='-c session_preload_libraries=mana_guard'"
BEGIN;
SELECT plan(11);
CREATE SCHEMA app;
CREATE FUNCTION pg_temp.explains(statement text) RETURNS void LANGUAGE plpgsql AS 'DECLARE line text; BEGIN FOR line IN EXECUTE statement LOOP NULL; END LOOP; END';

SELECT throws_ok($$SELECT pg_temp.explains('EXPLAIN ANALYZE CREATE TABLE app.copies AS SELECT 1::bigint AS id')$$, 'MG301', NULL, 'a table without timestamps');
SELECT throws_ok($$SELECT pg_temp.explains('EXPLAIN ANALYZE SELECT 1::bigint AS id INTO app.copies')$$, 'MG301', NULL, 'SELECT INTO');
SELECT throws_ok($$SELECT pg_temp.explains('EXPLAIN (ANALYZE, COSTS off) CREATE TABLE public.copies AS SELECT 1::bigint AS id, now() AS created_at, now() AS updated_at')$$, 'MG101', NULL, 'a table in public');
SELECT is(to_regclass('app.copies'), NULL, 'nothing of them is left');
SELECT lives_ok($$SELECT pg_temp.explains('EXPLAIN CREATE TABLE app.copies AS SELECT 1::bigint AS id')$$, 'a plain EXPLAIN makes nothing');
SELECT lives_ok($$SELECT pg_temp.explains('EXPLAIN (ANALYZE off) CREATE TABLE app.copies AS SELECT 1::bigint AS id')$$, 'nor does one that is told not to');
SELECT is(to_regclass('app.copies'), NULL, 'nothing is there');
SELECT lives_ok($$SELECT pg_temp.explains('EXPLAIN ANALYZE CREATE TEMP TABLE copies AS SELECT 1::bigint AS id')$$, 'a temporary table is nobody''s');
SELECT mana_guard.set_rule('matview_unique_index', 'error', timing => 'statement');
SELECT throws_ok($$SELECT pg_temp.explains('EXPLAIN ANALYZE CREATE MATERIALIZED VIEW app.ones AS SELECT 1::bigint AS id')$$, 'MG519', NULL, 'a materialized view');
SELECT mana_guard.set_rule('*', 'off');
SELECT lives_ok($$SELECT pg_temp.explains('EXPLAIN ANALYZE CREATE TABLE app.copies AS SELECT 1::bigint AS id')$$, 'what no rule minds');
SELECT isnt(to_regclass('app.copies'), NULL, 'is made');

SELECT * FROM finish();
ROLLBACK;
