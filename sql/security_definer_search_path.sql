\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(29);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG803', 'error');

CREATE FUNCTION pg_temp.body() RETURNS text LANGUAGE sql AS $$SELECT 'RETURNS int LANGUAGE sql SECURITY DEFINER AS ''SELECT 1'''$$;

SELECT throws_ok('CREATE FUNCTION app.pay(int) ' || pg_temp.body(), 'MG803',
    'function app.pay(integer) is SECURITY DEFINER but does not set search_path', 'a definer function without a search_path is refused');
SELECT throws_ok('CREATE PROCEDURE app.pay() LANGUAGE plpgsql SECURITY DEFINER AS ''BEGIN END''', 'MG803',
    'procedure app.pay() is SECURITY DEFINER but does not set search_path', 'and a procedure');
SELECT throws_ok('CREATE FUNCTION app.pay() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS ''BEGIN RETURN NEW; END''', 'MG803', NULL, 'and a trigger''s');
SELECT throws_ok('CREATE FUNCTION app.pay() RETURNS int LANGUAGE sql SECURITY DEFINER BEGIN ATOMIC SELECT 1; END', 'MG803', NULL, 'and one with a parsed body');
SELECT throws_ok('CREATE FUNCTION app.pay(int) ' || pg_temp.body() || ' SET work_mem = ''1MB''', 'MG803', NULL, 'another setting is none');
SELECT throws_ok($$DO 'BEGIN EXECUTE ''CREATE FUNCTION app.pay(int) '' || pg_temp.body(); END'$$, 'MG803', NULL, 'in a block');
SELECT lives_ok('CREATE FUNCTION app.pinned() ' || pg_temp.body() || ' SET search_path = app, pg_temp', 'with a search_path it passes');
SELECT lives_ok('CREATE FUNCTION app.empty() ' || pg_temp.body() || ' SET search_path = ''''', 'an empty one is one');
SELECT lives_ok('CREATE FUNCTION app.current() ' || pg_temp.body() || ' SET work_mem = ''1MB'' SET search_path FROM CURRENT', 'and the one at the time');
SELECT lives_ok('CREATE FUNCTION app.plain() RETURNS int LANGUAGE sql AS ''SELECT 1''', 'a function that runs as its caller passes');

SELECT throws_ok('ALTER FUNCTION app.plain() SECURITY DEFINER', 'MG803', NULL, 'ALTER FUNCTION … SECURITY DEFINER');
SELECT throws_ok('ALTER ROUTINE app.plain() SECURITY DEFINER', 'MG803', NULL, 'ALTER ROUTINE');
SELECT throws_ok('ALTER FUNCTION app.pinned() RESET search_path', 'MG803', NULL, 'RESET search_path');
SELECT throws_ok('ALTER FUNCTION app.pinned() RESET ALL', 'MG803', NULL, 'RESET ALL');
SELECT throws_ok('ALTER FUNCTION app.pinned() SET search_path TO DEFAULT', 'MG803', NULL, 'SET search_path TO DEFAULT');
SELECT throws_ok('CREATE OR REPLACE FUNCTION app.pinned() ' || pg_temp.body(), 'MG803',
    'function app.pinned() is SECURITY DEFINER but does not set search_path', 'CREATE OR REPLACE that loses it');
SELECT lives_ok('ALTER FUNCTION app.plain() SET search_path = app SECURITY DEFINER', 'both at once pass');

SET LOCAL mana_guard.enabled = off;
CREATE SCHEMA "App";
CREATE DOMAIN "App".ref AS int;
DO $$BEGIN EXECUTE 'CREATE FUNCTION "App".old(a "App".ref, VARIADIC b text[]) ' || pg_temp.body(); END$$;
CREATE PROCEDURE "App".old_run(a int, OUT b int) LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN END';
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('CREATE OR REPLACE FUNCTION "App".old(a "App".ref, VARIADIC b text[]) ' || pg_temp.body(), 'what stood before may be replaced');
SELECT lives_ok('ALTER FUNCTION "App".old STABLE', 'and altered');
SELECT lives_ok('ALTER FUNCTION "App".old OWNER TO CURRENT_USER', 'and given away');
SELECT results_eq($$SELECT object_type, identity, fix FROM mana_guard.audit('App') WHERE code = 'MG803' ORDER BY identity COLLATE "C"$$,
    $$VALUES ('function', '"App".old("App".ref, text[])', 'ALTER FUNCTION "App".old("App".ref, text[]) SET search_path = "App", pg_temp;'),
             ('procedure', '"App".old_run(integer)', 'ALTER PROCEDURE "App".old_run(integer) SET search_path = "App", pg_temp;')$$, 'an audit finds them');
SELECT lives_ok('ALTER FUNCTION "App".old("App".ref, text[]) SET search_path = "App", pg_temp; ALTER PROCEDURE "App".old_run(integer) SET search_path = "App", pg_temp;', 'the fixes pass');
SELECT is_empty($$SELECT * FROM mana_guard.audit('App') WHERE code = 'MG803'$$, 'and leave nothing');
SELECT is_empty($$SELECT * FROM mana_guard.audit() WHERE code = 'MG803'$$, 'and there is none of an extension''s');
SELECT FROM mana_guard.exempt('app.waived', 'MG803', 'reads nothing');
SELECT lives_ok('CREATE FUNCTION app.waived() ' || pg_temp.body(), 'an exempt function passes');

SELECT mana_guard.set_rule('MG803', 'error', params => '{"all": true}');
SELECT throws_ok($$CREATE FUNCTION app.callers() RETURNS int LANGUAGE sql AS 'SELECT 1'$$, 'MG803', 'function app.callers() does not set search_path', 'all routines');
SELECT throws_ok($$CREATE PROCEDURE app.callers() LANGUAGE sql AS 'SELECT 1'$$, 'MG803', 'procedure app.callers() does not set search_path', 'procedures too');
SELECT lives_ok($$CREATE FUNCTION app.callers() RETURNS int LANGUAGE sql SET search_path = '' AS 'SELECT 1'$$, 'with a path');
SELECT lives_ok('CREATE AGGREGATE app.total (int) (SFUNC = int4pl, STYPE = int)', 'an aggregate can''t set one');

SELECT * FROM finish();
ROLLBACK;
