\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(26);

CREATE ROLE mana_guard_team;
CREATE ROLE mana_guard_member IN ROLE mana_guard_team;
CREATE ROLE mana_guard_heir NOINHERIT IN ROLE mana_guard_member;
CREATE ROLE mana_guard_other;
CREATE SCHEMA app;
GRANT USAGE, CREATE ON SCHEMA app TO mana_guard_team, mana_guard_other, mana_guard_heir, mana_guard_member;
SELECT mana_guard.set_rule('require_timestamps', 'warn', reason => 'for all');
SELECT mana_guard.set_rule('require_timestamps', 'error', role_name => 'mana_guard_team');
CREATE FUNCTION pg_temp.severity() RETURNS text LANGUAGE sql AS
    $$SELECT severity::text FROM mana_guard.explain('app.a') WHERE code = 'MG301'$$;
SET LOCAL client_min_messages = error;

SET ROLE mana_guard_team;
SELECT throws_ok('CREATE TABLE app.a (id int)', 'MG301', NULL, 'a row holds for its role');
SET ROLE mana_guard_member;
SELECT throws_ok('CREATE TABLE app.a (id int)', 'MG301', NULL, 'and for a member');
SET ROLE mana_guard_heir;
SELECT throws_ok('CREATE TABLE app.a (id int)', 'MG301', NULL, 'and a member''s member, who inherits nothing');
SELECT is(pg_temp.severity(), 'error', 'explain() is for whoever asks');
SET ROLE mana_guard_other;
SELECT lives_ok('CREATE TABLE app.a (id int)', 'and not for others');
SELECT is(pg_temp.severity(), 'warn', 'to whom explain() says so');
RESET ROLE;
SELECT lives_ok('CREATE TABLE app.b (id int)', 'a superuser is no member of it');
GRANT mana_guard_team TO CURRENT_USER;
SELECT throws_ok('CREATE TABLE app.c (id int)', 'MG301', NULL, 'unless he was granted it');
REVOKE mana_guard_team FROM CURRENT_USER;
SELECT lives_ok('CREATE TABLE app.c (id int)', 'and no more when that is revoked');

-- The current user counts, not the session's.
SET ROLE mana_guard_team;
CREATE FUNCTION app.make(name text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_temp AS 'BEGIN EXECUTE format(''CREATE TABLE app.%I (id int)'', name); END';
SET ROLE mana_guard_other;
SELECT throws_ok('SELECT app.make(''d'')', 'MG301', NULL, 'a SECURITY DEFINER function acts as its owner');
SET LOCAL SESSION AUTHORIZATION mana_guard_member;
SET ROLE mana_guard_team;
SELECT throws_ok('CREATE TABLE app.e (id int)', 'MG301', NULL, 'a session of another user''s');
RESET SESSION AUTHORIZATION;

-- A row with a role goes before every one without.
SELECT mana_guard.set_rule('require_timestamps', 'off', schema_pattern => 'app', object_pattern => 'exact');
SET ROLE mana_guard_team;
SELECT throws_ok('CREATE TABLE app.exact (id int)', 'MG301', NULL, 'even before one that names the table');
RESET ROLE;
SELECT mana_guard.set_rule('require_timestamps', 'log', schema_pattern => 'app', role_name => 'mana_guard_team');
SET ROLE mana_guard_team;
SELECT is(pg_temp.severity(), 'log', 'of two with roles the object and the schema decide');
RESET ROLE;
SELECT mana_guard.set_rule('require_timestamps', 'warn', schema_pattern => 'app', role_name => 'mana_guard_member');
SET ROLE mana_guard_member;
SELECT is(pg_temp.severity(), 'warn', 'and then the stricter');
SET ROLE mana_guard_team;
SELECT is(pg_temp.severity(), 'log', 'of those that hold');
RESET ROLE;
SELECT is(pg_temp.severity(), 'warn', 'for nobody else any of it');
SELECT is((SELECT in_force::text FROM mana_guard.rules WHERE code = 'MG301'), 'warn', 'the catalogue tells what holds for all');

-- A rule that is on for one role alone.
DELETE FROM mana_guard.policy;
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG201', 'error', role_name => 'mana_guard_other');
SELECT lives_ok('CREATE TABLE app.f (user_id uuid)', 'off for others');
SET ROLE mana_guard_other;
SELECT throws_ok('CREATE TABLE app.g (user_id uuid)', 'MG201', NULL, 'on for that one');
RESET ROLE;

-- A role that isn't there.
SET LOCAL client_min_messages = warning;
SELECT lives_ok($$SELECT mana_guard.set_rule('MG201', 'off', role_name => 'mana_guard_late')$$, 'is stored with a warning');
SET LOCAL client_min_messages = error;
CREATE ROLE mana_guard_late;
GRANT USAGE, CREATE ON SCHEMA app TO mana_guard_late;
GRANT mana_guard_other TO mana_guard_late;
SET ROLE mana_guard_late;
SELECT throws_ok('CREATE TABLE app.h (user_id uuid)', 'MG201', NULL, 'of two alike the stricter holds');
RESET ROLE;
REVOKE mana_guard_other FROM mana_guard_late;
SET ROLE mana_guard_late;
SELECT lives_ok('CREATE TABLE app.h (user_id uuid)', 'and the row holds once the role is there');
RESET ROLE;
ALTER ROLE mana_guard_late RENAME TO mana_guard_later;
SET ROLE mana_guard_other;
SELECT throws_ok('CREATE TABLE app.i (user_id uuid)', 'MG201', NULL, 'for that role only');
RESET ROLE;
SELECT mana_guard.set_rule('MG201', 'error');
SET ROLE mana_guard_later;
SELECT throws_ok('CREATE TABLE app.j (user_id uuid)', 'MG201', NULL, 'a row goes by the name: under another one it doesn''t hold');
RESET ROLE;
SELECT is((SELECT row(rule, role_name)::text FROM mana_guard.policy WHERE severity = 'off' AND role_name IS NOT NULL), '(user_id_text,mana_guard_late)', 'and stays as it was written');
SELECT is((SELECT count(DISTINCT role_name)::int FROM mana_guard.policy), 2, 'one row for each role');

SELECT * FROM finish();
ROLLBACK;
