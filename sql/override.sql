\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(25);
-- What other files have left there.
DELETE FROM mana_guard.log;

CREATE ROLE mana_guard_oncall;
CREATE ROLE mana_guard_other;
CREATE SCHEMA app;
GRANT USAGE, CREATE ON SCHEMA app TO mana_guard_oncall, mana_guard_other;
SELECT mana_guard.set_rule('columns', 'off');
CREATE FUNCTION pg_temp.logged() RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(concat_ws(' ', code, severity, told, current_user_name, coalesce(override_reason, '-')), ', ' ORDER BY code) FROM mana_guard.log$$;

-- psql's output below is part of the test.
SELECT throws_ok('CREATE TABLE app.a (user_id uuid)', 'MG201', NULL, 'without a reason it is refused');
SET LOCAL mana_guard.override_reason = 'INC-4711';
SELECT lives_ok('CREATE TABLE app.a (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id uuid UNIQUE, seen_at timestamp)', 'with one it is a warning');
SELECT is(pg_temp.logged(), 'MG201 error warn postgres INC-4711, MG203 warn warn postgres -', 'each error is logged with the reason; what was a warning is none of it');
SELECT lives_ok('CREATE TABLE public.b (id int)', 'every rule');
SET LOCAL client_min_messages = error;
SELECT lives_ok('CREATE SCHEMA el CREATE TABLE t (user_id uuid); ALTER SCHEMA el RENAME TO el2', 'and before a command does its work');
SELECT is((SELECT array_agg(code || ' ' || override_reason ORDER BY code) FROM mana_guard.log WHERE schema_name = 'el'), '{"MG106 INC-4711","MG201 INC-4711"}', 'which is logged too');
DELETE FROM mana_guard.log;
SELECT throws_ok($$SELECT mana_guard.set_rule('nonsense', 'off')$$, 'MG900', NULL, 'the policy is checked all the same');
SELECT is((SELECT count(*)::int FROM mana_guard.findings('app.a')), 2, 'the audit counts what was let pass');
SAVEPOINT before;
SET LOCAL mana_guard.override_reason = 'INC-4712';
CREATE TABLE app.c (user_id uuid);
SELECT is(pg_temp.logged(), 'MG201 error warn postgres INC-4712', 'the reason of the moment');
ROLLBACK TO before;
SELECT is(pg_temp.logged(), NULL, 'goes with its savepoint');
SELECT lives_ok('CREATE TABLE app.c (user_id uuid)', 'the one before holds');
DELETE FROM mana_guard.log;
SET LOCAL mana_guard.override_reason = '';
SELECT throws_ok('CREATE TABLE app.d (user_id uuid)', 'MG201', NULL, 'an empty reason is none');
SET LOCAL mana_guard.override_reason = '   ';
SELECT throws_ok('CREATE TABLE app.d (user_id uuid)', 'MG201', NULL, 'nor is a blank one');
RESET mana_guard.override_reason;

-- Who may.
SET ROLE mana_guard_other;
SELECT throws_ok('SET LOCAL mana_guard.override_reason = ''mine''', '42501', 'permission denied to set parameter "mana_guard.override_reason"', 'nobody else');
SELECT throws_ok($$SELECT set_config('mana_guard.override_reason', 'mine', true)$$, '42501', NULL, 'by a function neither');
SELECT throws_ok('ALTER ROLE mana_guard_other SET mana_guard.override_reason = ''mine''', '42501', NULL, 'nor for later');
SELECT throws_ok('CREATE FUNCTION app.f() RETURNS int LANGUAGE sql SET mana_guard.override_reason = ''mine'' AS ''SELECT 1''', '42501', NULL, 'nor for a function');
SELECT throws_ok('CREATE TABLE app.d (user_id uuid)', 'MG201', NULL, 'so it is refused');
RESET ROLE;
GRANT SET ON PARAMETER mana_guard.override_reason TO mana_guard_oncall;
SET ROLE mana_guard_oncall;
SELECT lives_ok('SET LOCAL mana_guard.override_reason = ''on call''', 'but a role that was granted it');
SELECT lives_ok('CREATE TABLE app.d (user_id uuid)', 'whose breach passes');
SELECT throws_ok('SET LOCAL mana_guard.enabled = off', '42501', NULL, 'that is no grant of the others');
RESET ROLE;
SELECT is(pg_temp.logged(), 'MG201 error warn mana_guard_oncall on call', 'and is logged as his');
SET ROLE mana_guard_other;
SELECT lives_ok('CREATE TABLE app.e (user_id uuid)', 'what was set holds for the session, whoever acts then');
RESET ROLE;
RESET mana_guard.override_reason;
REVOKE SET ON PARAMETER mana_guard.override_reason FROM mana_guard_oncall;
SET ROLE mana_guard_oncall;
SELECT throws_ok('SET LOCAL mana_guard.override_reason = ''again''', '42501', NULL, 'and it can be taken back');
RESET ROLE;

-- Below the cap nothing is overridden.
SET LOCAL mana_guard.max_severity = warn;
SET LOCAL mana_guard.override_reason = 'INC-4713';
DELETE FROM mana_guard.log;
CREATE TABLE app.f (user_id uuid);
SELECT is(pg_temp.logged(), 'MG201 error warn postgres -', 'what the cap lets pass needs no reason');

SELECT * FROM finish();
ROLLBACK;
