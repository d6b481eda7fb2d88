\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(33);

SET LOCAL timezone = 'UTC';
CREATE ROLE mana_guard_app;
CREATE ROLE mana_guard_reader;
CREATE SCHEMA app;
GRANT USAGE, CREATE ON SCHEMA app TO mana_guard_app;
SELECT mana_guard.set_rule('columns', 'off');
SELECT mana_guard.set_rule('names', 'off');
SELECT mana_guard.set_rule('MG511', 'off');
SELECT mana_guard.set_rule('MG201', 'warn');
SELECT mana_guard.set_rule('MG306', 'log');
SET LOCAL application_name = 'migrations';
SET LOCAL client_min_messages = error;

-- A role that may nothing of it.
SET ROLE mana_guard_app;
SELECT lives_ok('CREATE TABLE app."Files" (user_id uuid, is_read boolean)', 'a warning and what is only logged');
SELECT throws_ok('SELECT * FROM mana_guard.log', '42501', NULL, 'who is logged can''t read it');
SELECT throws_ok('SELECT * FROM mana_guard.log_by_week', '42501', NULL, 'by week neither');
SELECT throws_ok($$INSERT INTO mana_guard.log SELECT * FROM mana_guard.log$$, '42501', NULL, 'nor write');
SELECT throws_ok($$INSERT INTO mana_guard.log (logged_at, session_user_name, current_user_name, application_name, command_tag, transaction_id, rule, code, object_type, message, severity, told)
    VALUES (now(), 'a', 'a', 'a', 'a', '1', 'a', 'a', 'a', 'a', 'log', 'log')$$, '42501', NULL, 'a row of his own');
SELECT throws_ok('UPDATE mana_guard.log SET session_user_name = ''somebody''', '42501', NULL, 'nor change');
SELECT throws_ok('DELETE FROM mana_guard.log', '42501', NULL, 'nor delete');
SELECT throws_ok('TRUNCATE mana_guard.log', '42501', NULL, 'nor empty it');
SELECT throws_ok('SELECT mana_guard.prune_log(''0 days'')', '42501', NULL, 'nor prune it');
RESET ROLE;

-- All of a row.
SELECT results_eq('SELECT rule, code, severity::text, told::text, object_type, schema_name, object_name, column_name, identity FROM mana_guard.log ORDER BY code',
    $$VALUES ('user_id_text', 'MG201', 'warn', 'warn', 'column', 'app', 'Files', 'user_id', 'app."Files"'),
        ('boolean_not_null', 'MG306', 'log', 'log', 'column', 'app', 'Files', 'is_read', 'app."Files"')$$, 'the rule, what the policy says, what was told, and of what');
SELECT is((SELECT DISTINCT row(session_user_name, current_user_name, client_addr, application_name, command_tag)::text FROM mana_guard.log),
    '(postgres,mana_guard_app,,migrations,"CREATE TABLE")', 'who, from where, by which command');
SELECT is((SELECT message FROM mana_guard.log WHERE code = 'MG201'), 'column user_id of table app."Files" is uuid; user ids are text', 'the message');
SELECT ok(bool_and(transaction_id = pg_current_xact_id() AND logged_at BETWEEN now() AND clock_timestamp() AND override_reason IS NULL), 'in which transaction, and when') FROM mana_guard.log;
DELETE FROM mana_guard.log;

-- The current user is the one who acts.
CREATE FUNCTION app.make() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = app, pg_temp AS 'CREATE TABLE app.made (user_id uuid)';
ALTER FUNCTION app.make() OWNER TO mana_guard_app;
SELECT lives_ok('SELECT app.make()', 'a SECURITY DEFINER function');
SELECT is((SELECT row(session_user_name, current_user_name, command_tag)::text FROM mana_guard.log), '(postgres,mana_guard_app,"CREATE TABLE")', 'is logged as its owner''s, and whose session it was');
DELETE FROM mana_guard.log;

ALTER TABLE mana_guard.log ADD COLUMN written_by name DEFAULT CURRENT_USER;
SET ROLE mana_guard_app;
CREATE TABLE app.made_too (user_id uuid);
RESET ROLE;
SELECT is((SELECT row(written_by, current_user_name)::text FROM mana_guard.log), '(postgres,mana_guard_app)', 'the row is written as the table''s owner');
ALTER TABLE mana_guard.log DROP COLUMN written_by;
DELETE FROM mana_guard.log;

-- What is no row.
SELECT mana_guard.set_rule('MG201', 'error');
SELECT throws_ok('CREATE TABLE app.refused (user_id uuid, is_read boolean)', 'MG201', NULL, 'a refusal');
SELECT is((SELECT count(*)::int FROM mana_guard.log), 0, 'leaves none, and none of what it would have logged');
SELECT mana_guard.set_rule('MG201', 'warn');
SAVEPOINT before;
CREATE TABLE app.rolled_back (user_id uuid);
SELECT is((SELECT count(*)::int FROM mana_guard.log), 1, 'a row lives');
ROLLBACK TO before;
SELECT is((SELECT count(*)::int FROM mana_guard.log), 0, 'and dies with its savepoint');
SELECT FROM mana_guard.exempt('app.exempt', 'MG201', 'a test');
CREATE TABLE app.exempt (user_id uuid);
CREATE TEMP TABLE temporary (user_id uuid);
SELECT is((SELECT count(*)::int FROM mana_guard.log), 0, 'what is exempt or not judged leaves none');

-- Of a schema, and of several tables.
CREATE SCHEMA "Wrong";
SELECT is((SELECT row(code, object_type, schema_name, object_name, column_name, identity, command_tag)::text FROM mana_guard.log), '(MG105,schema,Wrong,,,"""Wrong""","CREATE SCHEMA")', 'of a schema');
DELETE FROM mana_guard.log;
CREATE TABLE app.parent (id int);
CREATE TABLE app.child () INHERITS (app.parent);
ALTER TABLE app.parent ADD COLUMN user_id uuid;
SELECT is((SELECT array_agg(identity ORDER BY identity) FROM mana_guard.log WHERE command_tag = 'ALTER TABLE'), '{app.child,app.parent}', 'one for each finding of a command');

-- By week.
UPDATE mana_guard.log SET logged_at = '2026-01-07 12:00+00' WHERE object_name = 'child';
INSERT INTO mana_guard.log SELECT gen_random_uuid(), '2026-01-09 12:00+00', 'somebody', current_user_name, client_addr, application_name, command_tag, transaction_id, rule, code, object_type, schema_name,
    object_name, column_name, identity, message, severity, told FROM mana_guard.log WHERE object_name = 'child';
SELECT is((SELECT row(rule, schema_name, severity, told, findings, objects, users)::text FROM mana_guard.log_by_week WHERE week = '2026-01-05 00:00+00'),
    '(user_id_text,app,warn,warn,2,1,2)', 'log_by_week counts findings, objects and users');
SELECT is((SELECT row(week, last_logged_at)::text FROM mana_guard.log_by_week WHERE findings = 2), row('2026-01-05 00:00+00'::timestamptz, '2026-01-09 12:00+00'::timestamptz)::text, 'of the week from Monday on');
SELECT is((SELECT count(*)::int FROM mana_guard.log_by_week), 2, 'a row for each week');
UPDATE mana_guard.log SET told = 'log' WHERE session_user_name = 'somebody';
SELECT is((SELECT count(*)::int FROM mana_guard.log_by_week), 3, 'and for what was told');
GRANT SELECT ON mana_guard.log_by_week TO mana_guard_reader;
SET ROLE mana_guard_reader;
SELECT is((SELECT sum(findings)::int FROM mana_guard.log_by_week), 3, 'a grant of it is enough');
SELECT throws_ok('SELECT * FROM mana_guard.log', '42501', NULL, 'and is none of the log');
RESET ROLE;

-- Retention.
SELECT is(mana_guard.prune_log(now() - '2026-01-08 00:00+00'), 1::bigint, 'prune_log() says how many it has deleted');
SELECT is((SELECT count(*)::int FROM mana_guard.log), 2, 'those that are older');
SELECT is(mana_guard.prune_log('0 s'), 1::bigint, 'and no row of this very transaction');
SELECT is((SELECT array_agg(identity) FROM mana_guard.log), '{app.parent}', 'which is younger');

SELECT * FROM finish();
ROLLBACK;
