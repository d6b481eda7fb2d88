\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(13);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG813', 'error');

SELECT throws_ok($$CREATE FUNCTION app.len(text) RETURNS int LANGUAGE internal AS 'textlen'$$, 'MG813',
    'function app.len(text) is written in internal; allowed languages are sql and plpgsql', 'another language is refused');
SELECT throws_ok($$CREATE FUNCTION app.pay() RETURNS int LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler'$$, 'MG813',
    'function app.pay() is written in c; allowed languages are sql and plpgsql', 'C');
SELECT lives_ok('CREATE FUNCTION app.one() RETURNS int LANGUAGE sql AS ''SELECT 1''', 'sql passes');
SELECT lives_ok('CREATE FUNCTION app.two() RETURNS int LANGUAGE sql RETURN 2', 'with a parsed body too');
SELECT lives_ok('CREATE PROCEDURE app.run() LANGUAGE plpgsql AS ''BEGIN END''', 'and plpgsql');
SELECT lives_ok('CREATE TYPE app.span AS RANGE (subtype = float8)', 'what comes with a range type is no routine of its own');
SELECT throws_ok($$CREATE OR REPLACE FUNCTION app.one() RETURNS int LANGUAGE internal AS 'int4in'$$, 'MG813', NULL, 'CREATE OR REPLACE');
SELECT FROM mana_guard.exempt('app.waived', 'MG813', 'ten times faster');
SELECT lives_ok($$CREATE FUNCTION app.waived(text) RETURNS int LANGUAGE internal AS 'textlen'$$, 'an exempt one passes');

SET LOCAL mana_guard.enabled = off;
CREATE FUNCTION app.old(text) RETURNS int LANGUAGE internal AS 'textlen';
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER FUNCTION app.old STRICT', 'what stood before isn''t held against a command');
SELECT results_eq($$SELECT identity, value, fix FROM mana_guard.audit() WHERE code = 'MG813' AND NOT exempt$$,
    $$VALUES ('app.old(text)', 'internal', NULL)$$, 'an audit finds it, and none of an extension''s');
SELECT mana_guard.set_rule('MG813', 'error', params => '{"names": ["sql", "int*"]}');
SELECT lives_ok($$CREATE FUNCTION app.len(text) RETURNS int LANGUAGE internal AS 'textlen'$$, 'the policy''s languages pass');
SELECT throws_ok('CREATE PROCEDURE app.other() LANGUAGE plpgsql AS ''BEGIN END''', 'MG813',
    'procedure app.other() is written in plpgsql; allowed languages are sql and int*', 'and no others');
SELECT lives_ok('CREATE EXTENSION citext SCHEMA app', 'an extension''s routines are its own matter');

SELECT * FROM finish();
ROLLBACK;
