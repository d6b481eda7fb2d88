\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(21);
DELETE FROM mana_guard.log;
CREATE ROLE mana_guard_developer;
CREATE SCHEMA app AUTHORIZATION mana_guard_developer;
CREATE FUNCTION pg_temp.found(wanted text DEFAULT '%') RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(concat_ws(' ', code, would, during, command_tag, column_name), ', ' ORDER BY ordinality)
      FROM mana_guard.collected() WITH ORDINALITY AS one WHERE coalesce(rule, '') LIKE wanted$$;

SELECT mana_guard.collected_reset();
SET mana_guard.collect = on;
-- psql's output below is part of the test: nothing is reported.
/* é */ CREATE TABLE app.a (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), é int,
    user_id uuid);
SELECT is(pg_temp.found(), 'MG201 refuse statement CREATE TABLE user_id, MG301 refuse statement CREATE TABLE, MG301 refuse statement CREATE TABLE, MG404 warn statement CREATE TABLE é', 'findings of all severities, in their order');
SELECT is((SELECT array_agg(DISTINCT statement) FROM mana_guard.collected()), '{1}', 'the statement is the first');
SELECT is((SELECT array_agg(DISTINCT position ORDER BY position) FROM mana_guard.collected()), '{9,81,92}', 'each stands where its column is defined, or its statement begins, in characters');
SELECT is((SELECT count(DISTINCT (query_hash, cure))::int FROM mana_guard.collected() WHERE length(query_hash) = 32), 1, 'the findings of a statement share its hash and its cure');
SELECT matches((SELECT cure FROM mana_guard.collected() LIMIT 1), 'user_id text.*created_at timestamptz NOT NULL', 'the cure is for all of them');
SELECT results_eq('SELECT message, fix, owner, exempt FROM mana_guard.collected() WHERE code = ''MG201''', $$VALUES ('column user_id of table app.a is uuid; user ids are text', E'-- MG609: where the table is in use, add one of the right type, write both, copy, move the readers, drop this\nALTER TABLE app.a ALTER COLUMN user_id TYPE text;', 'postgres', false)$$, 'a row has what findings() shows');
SELECT is((SELECT count(*)::int FROM mana_guard.log), 0, 'the log has no row');

SELECT mana_guard.collected_reset();
SELECT 1 \; CREATE TABLE public.b (user_id uuid) \; SELECT 2;
SELECT results_eq($$SELECT statement, position, code, query_hash = sha256('SELECT 1 ; CREATE TABLE public.b (user_id uuid) ; SELECT 2;') FROM mana_guard.collected() WHERE column_name IS NOT NULL$$, $$VALUES (2, 35, 'MG201', true)$$, 'every statement of a message counts');
DO $$ BEGIN CREATE TABLE app.c (user_id uuid); END $$;
SELECT results_eq('SELECT DISTINCT statement, position FROM mana_guard.collected() WHERE object_name = ''c''', 'VALUES (5, 1)', 'what a function does belongs to the statement that called it');

SELECT mana_guard.collected_reset();
SAVEPOINT before;
CREATE TABLE app.d (user_id uuid);
ROLLBACK TO before;
SELECT is(pg_temp.found('user_id_text'), 'MG201 refuse statement CREATE TABLE user_id', 'a rollback takes nothing out of the collection');

SELECT mana_guard.collected_reset();
ALTER SCHEMA app RENAME TO other;
ALTER SCHEMA other RENAME TO app;
SELECT is(pg_temp.found('no_schema_rename'), 'MG106 refuse start ALTER SCHEMA, MG106 refuse start ALTER SCHEMA', 'findings at the start of a command');
SELECT mana_guard.collected_reset();
CREATE TABLE app.e (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SELECT mana_guard.check_now();
SELECT is((SELECT concat_ws(' ', code, would, during, command_tag) FROM mana_guard.collected() WHERE object_name = 'e'), 'MG501 refuse commit check_now', 'and at COMMIT');

SET mana_guard.max_severity = 'warn';
SELECT mana_guard.collected_reset();
CREATE TABLE app.f (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id uuid UNIQUE, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SELECT is(pg_temp.found('user_id_text'), 'MG201 warn statement CREATE TABLE user_id', 'what would have happened includes the cap');
RESET mana_guard.max_severity;

SET ROLE mana_guard_developer;
SELECT lives_ok('CREATE TABLE app.g (user_id uuid)', 'nothing is refused, whatever the role');
SELECT is(pg_temp.found('user_id_text'), 'MG201 warn statement CREATE TABLE user_id, MG201 refuse statement CREATE TABLE user_id', 'its findings are collected too');
SELECT throws_ok('SELECT mana_guard.collected_reset()', '42501', NULL, 'a role cannot empty the collection');
SELECT throws_ok('SET mana_guard.collect = on', '42501', NULL, 'nor switch it on');
RESET ROLE;

SET mana_guard.collect = off;
SELECT throws_ok('CREATE TABLE app.h (user_id uuid)', 'MG201', NULL, 'without a collection it is refused again');
SELECT is(pg_temp.found('user_id_text'), 'MG201 warn statement CREATE TABLE user_id, MG201 refuse statement CREATE TABLE user_id', 'the collection stays until it is reset');

-- A file that isn't open.
SELECT mana_guard.set_rule('*', 'off'), mana_guard.set_rule('MG503', 'error');
CREATE TABLE app.kept (id uuid PRIMARY KEY, kept_id uuid REFERENCES app.kept);
SELECT throws_ok('SELECT mana_guard.file_ends()', '55000', 'no file is open', 'no file ends that is not open');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG503', NULL, 'what waits for COMMIT still waits where that is caught');
SELECT * FROM finish();
ROLLBACK;
