\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(24);
-- What other files have left there.
DELETE FROM mana_guard.log;

CREATE SCHEMA app;
SELECT mana_guard.set_rule('columns', 'off');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.a (user_id uuid);
CREATE TABLE app.b (user_id uuid);
CREATE TABLE app.c (user_id uuid);
CREATE TABLE app.d (user_id uuid, owner_id uuid);
SET LOCAL mana_guard.enabled = on;
CREATE FUNCTION pg_temp.logged() RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(concat_ws(' ', code, identity, severity, told), ', ' ORDER BY logged_at, code) FROM mana_guard.log$$;

-- psql's output below is part of the test.
SELECT mana_guard.set_rule('MG201', 'error', existing => 'ignore');
SELECT lives_ok('ALTER TABLE app.a ADD COLUMN one text', 'ignore: nothing is said');
SELECT is(pg_temp.logged(), NULL, 'nor logged');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN user_id TYPE int USING NULL', 'MG201', NULL, 'a new breach is one still');
SELECT mana_guard.set_rule('MG201', 'error', existing => 'notice');
SELECT lives_ok('ALTER TABLE app.a ALTER COLUMN user_id SET STATISTICS 10', 'notice: counted');
SELECT is(pg_temp.logged(), NULL, 'and not logged');
SELECT mana_guard.set_rule('MG201', 'error', existing => 'warn');
SELECT lives_ok('ALTER TABLE app.a ADD COLUMN three text', 'warn: a WARNING');
SELECT is(pg_temp.logged(), 'MG201 app.a error warn', 'and logged, with what the policy says');
SELECT lives_ok('ALTER TABLE app.a ADD COLUMN four text', 'each time');
SELECT is((SELECT count(*)::int FROM mana_guard.log), 2, 'it is found');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN user_id TYPE int USING NULL', 'MG201', NULL, 'a new breach is refused');
SELECT mana_guard.set_rule('MG201', 'error', existing => 'enforce');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN five text', 'MG201', 'column user_id of table app.a is uuid; user ids are text', 'enforce: refused');
SELECT lives_ok('ALTER TABLE app.a ALTER COLUMN user_id TYPE text', 'until it is mended');
SELECT lives_ok('ALTER TABLE app.a ADD COLUMN five text', 'and then no more');

-- As strictly as the rule itself, at most.
SELECT mana_guard.set_rule('MG201', 'log', existing => 'warn');
SELECT lives_ok('ALTER TABLE app.b ADD COLUMN one text', 'of a rule at log nothing is said');
SELECT is((SELECT row(severity, told)::text FROM mana_guard.log WHERE object_name = 'b'), '(log,log)', 'but it is logged');
SELECT mana_guard.set_rule('MG201', 'warn', existing => 'enforce');
SELECT lives_ok('ALTER TABLE app.b ADD COLUMN two text', 'of one at warn there is a WARNING');
SELECT mana_guard.set_rule('MG201', 'off', existing => 'enforce');
SELECT lives_ok('ALTER TABLE app.b ADD COLUMN three text', 'of one that is off nothing');

-- For each rule and place by itself.
SELECT mana_guard.set_rule('MG201', 'error');
SELECT mana_guard.set_rule('MG202', 'error', existing => 'enforce', object_pattern => 'd');
SELECT throws_ok('ALTER TABLE app.d ADD COLUMN one text', 'MG202', 'column owner_id of table app.d looks like a user id but is uuid; user ids are text', 'one rule is enforced, the other not');
SELECT lives_ok('ALTER TABLE app.c ADD COLUMN one text', 'and not elsewhere');
SELECT mana_guard.set_rule('MG202', 'error', existing => 'warn', object_pattern => 'd');
SELECT lives_ok('ALTER TABLE app.d ADD COLUMN one text', 'a WARNING of one, and a NOTICE of the other');

-- Under the cap, and with an override.
SELECT mana_guard.set_rule('MG201', 'error', existing => 'enforce');
SET LOCAL mana_guard.max_severity = log;
SELECT lives_ok('ALTER TABLE app.c ADD COLUMN two text', 'the cap holds for what stood before as well');
SELECT is((SELECT row(severity, told)::text FROM mana_guard.log WHERE object_name = 'c'), '(error,log)', 'and it is logged');
RESET mana_guard.max_severity;
SET LOCAL mana_guard.override_reason = 'a test';
SELECT lives_ok('ALTER TABLE app.c ADD COLUMN three text', 'and the override');
SELECT is((SELECT row(severity, told, override_reason)::text FROM mana_guard.log WHERE object_name = 'c' AND told = 'warn'), '(error,warn,"a test")', 'with its reason');

SELECT * FROM finish();
ROLLBACK;
