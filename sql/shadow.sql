\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(22);

CREATE ROLE mana_guard_app;
CREATE SCHEMA app;
GRANT USAGE, CREATE ON SCHEMA app TO mana_guard_app;
SELECT mana_guard.set_rule('MG301', 'log');
SELECT mana_guard.set_rule('MG302', 'off');
CREATE FUNCTION pg_temp.logged(name text) RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(concat_ws(' ', code, severity, told), ', ' ORDER BY code, column_name) FROM mana_guard.log WHERE object_name = name$$;

-- psql's output below is part of the test.
SELECT is((SELECT max_severity::text FROM mana_guard.status()), 'error', 'no cap');
SET LOCAL mana_guard.max_severity = warn;
SELECT is((SELECT max_severity::text FROM mana_guard.status()), 'warn', 'which status() tells');
SELECT lives_ok('CREATE TABLE public.a (user_id uuid, is_read boolean, created_at timestamptz)', 'at warn an error is a warning');
SELECT is(pg_temp.logged('a'), 'MG101 error warn, MG201 error warn, MG301 log log, MG306 warn warn', 'the log keeps what the policy says, and what was told');
SET LOCAL mana_guard.max_severity = log;
SELECT lives_ok('CREATE TABLE public.b (user_id uuid, is_read boolean, created_at timestamptz)', 'at log nothing is said');
SELECT is(pg_temp.logged('b'), 'MG101 error log, MG201 error log, MG301 log log, MG306 warn log', 'and all of it is logged');
SELECT lives_ok('ALTER TABLE public.b ADD COLUMN note text', 'nor of what stood before');
SELECT is(pg_temp.logged('b'), 'MG101 error log, MG201 error log, MG301 log log, MG306 warn log', 'which isn''t logged again');
CREATE SCHEMA el CREATE TABLE t (id int);
SELECT lives_ok('ALTER SCHEMA el RENAME TO el2', 'nor of commands');
SELECT is((SELECT row(code, severity, told)::text FROM mana_guard.log WHERE schema_name = 'el' AND code = 'MG106'), '(MG106,error,log)', 'which is logged');
SELECT is((SELECT array_agg(DISTINCT severity::text || exempt) FROM mana_guard.findings('public.b')), '{errorfalse,logfalse,warnfalse}', 'an audit says what the policy says');
SELECT is((SELECT severity::text FROM mana_guard.explain('public.b') WHERE code = 'MG101'), 'error', 'and so does explain()');
SELECT throws_ok($$SELECT mana_guard.set_rule('nonsense', 'off')$$, 'MG900', NULL, 'the policy is checked all the same');
SET LOCAL mana_guard.announce = warning;
SELECT lives_ok('CREATE TABLE public.c (id int)', 'there is nothing to announce');
RESET mana_guard.announce;
SET ROLE mana_guard_app;
SELECT lives_ok('CREATE TABLE app.d (user_id uuid)', 'it holds for everybody');
SELECT throws_ok('SET LOCAL mana_guard.max_severity = error', '42501', NULL, 'and is a superuser''s, either way');
SELECT throws_ok('ALTER ROLE mana_guard_app SET mana_guard.max_severity = log', '42501', NULL, 'also for later');
RESET ROLE;
SELECT throws_ok('SET LOCAL mana_guard.max_severity = off', '22023', NULL, 'it can''t be off');
SELECT throws_ok('SET LOCAL mana_guard.max_severity = errors', '22023', NULL, 'nor misspelled');
SET LOCAL mana_guard.max_severity = error;
SELECT throws_ok('CREATE TABLE public.e (user_id uuid)', 'MG101', NULL, 'without it the policy holds again');
SELECT is((SELECT string_agg(concat_ws(' ', rule, severity, told, findings), ', ' ORDER BY rule, told) FROM mana_guard.log_by_week WHERE schema_name = 'public' AND severity = 'error'),
    'no_table_in_public error log 2, no_table_in_public error warn 1, user_id_text error log 1, user_id_text error warn 1', 'what would have been refused, by week');
SELECT is((SELECT count(*)::int FROM mana_guard.log WHERE override_reason IS NOT NULL), 0, 'none of it was overridden');

SELECT * FROM finish();
ROLLBACK;
