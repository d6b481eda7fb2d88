\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(21);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG103', 'error');

SELECT throws_ok('CREATE FUNCTION public.one() RETURNS int LANGUAGE sql AS ''SELECT 1''', 'MG103',
    'function public.one() is in the shared schema "public"', 'a function in public is refused');
SELECT throws_ok('CREATE OR REPLACE FUNCTION one(a int, OUT b text) LANGUAGE sql AS ''SELECT ''''a''''''', 'MG103',
    'function public.one(integer) is in the shared schema "public"', 'also where search_path puts it there');
SELECT throws_ok('CREATE PROCEDURE public.run(INOUT a int) LANGUAGE plpgsql AS ''BEGIN END''', 'MG103',
    'procedure public.run(integer) is in the shared schema "public"', 'a procedure');
SELECT throws_ok('CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS ''BEGIN RETURN NEW; END''', 'MG103', NULL, 'a trigger''s function');
SELECT lives_ok('CREATE FUNCTION app.one() RETURNS int LANGUAGE sql AS ''SELECT 1''', 'a function in its service''s schema passes');
SELECT lives_ok('CREATE PROCEDURE app.run(a int, OUT b int) LANGUAGE plpgsql AS ''BEGIN END''', 'and a procedure');
SELECT lives_ok('CREATE TYPE public.span AS RANGE (subtype = float8)', 'what comes with a range type is no function of its own');
SELECT lives_ok('CREATE AGGREGATE public.total(int) (sfunc = int4pl, stype = int)', 'and an aggregate is none');
SELECT lives_ok('CREATE FUNCTION pg_temp.scratch() RETURNS int LANGUAGE sql AS ''SELECT 1''', 'a temporary one passes');

SELECT throws_ok('ALTER FUNCTION app.one() SET SCHEMA public', 'MG103', 'function public.one() is in the shared schema "public"', 'a move is refused');
SELECT throws_ok('ALTER PROCEDURE app.run SET SCHEMA public', 'MG103', NULL, 'of a procedure');
SELECT throws_ok('ALTER ROUTINE app.one() SET SCHEMA public', 'MG103', NULL, 'of a routine');

SET LOCAL mana_guard.enabled = off;
CREATE TYPE app.kind AS ENUM ('a');
CREATE FUNCTION public.old(app.kind, text[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE public.old_run(a int, OUT b int) LANGUAGE plpgsql AS 'BEGIN END';
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('CREATE OR REPLACE FUNCTION public.old(app.kind, text[]) RETURNS int LANGUAGE sql AS ''SELECT 2''', 'what stood in public may be replaced');
SELECT lives_ok('ALTER FUNCTION public.old IMMUTABLE', 'and altered');
SELECT lives_ok('ALTER FUNCTION public.old RENAME TO older', 'and renamed');
SET LOCAL search_path = app, public;
SELECT results_eq($$SELECT object_type, identity, fix FROM mana_guard.audit('public') WHERE code = 'MG103' ORDER BY identity$$,
    $$VALUES ('procedure', 'public.old_run(integer)', 'ALTER PROCEDURE public.old_run(integer) SET SCHEMA app;'),
             ('function', 'public.older(app.kind, text[])', 'ALTER FUNCTION public.older(app.kind, text[]) SET SCHEMA app;')$$,
    'an audit finds them, with their types'' schemas, and none of an extension''s');
RESET search_path;
CREATE SCHEMA your_service;
SELECT lives_ok('ALTER PROCEDURE public.old_run(integer) SET SCHEMA app; ALTER FUNCTION public.older(app.kind, text[]) SET SCHEMA app;', 'the fixes pass');
SELECT is_empty($$SELECT * FROM mana_guard.audit() WHERE code = 'MG103'$$, 'and leave nothing');

SELECT mana_guard.set_rule('MG101', 'off', params => '{"schemas": ["shared"]}');
SELECT lives_ok('CREATE FUNCTION public.one() RETURNS int LANGUAGE sql AS ''SELECT 1''', 'the shared schemas are those of the tables');
SELECT mana_guard.set_rule('MG103', 'error', params => '{"schemas": ["public"]}');
SELECT throws_ok('CREATE FUNCTION public.two() RETURNS int LANGUAGE sql AS ''SELECT 2''', 'MG103', NULL, 'unless the rule has its own');
SELECT lives_ok('CREATE EXTENSION citext SCHEMA public', 'an extension''s routines are its own matter');

SELECT * FROM finish();
ROLLBACK;
