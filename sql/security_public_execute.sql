\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(32);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG814', 'error');

CREATE ROLE mana_guard_caller;
CREATE FUNCTION pg_temp.body() RETURNS text LANGUAGE sql AS $$SELECT 'RETURNS int LANGUAGE sql SECURITY DEFINER AS ''SELECT 1'''$$;

SELECT throws_ok('CREATE FUNCTION app.pay(int) ' || pg_temp.body(), 'MG814',
    'function app.pay(integer) is SECURITY DEFINER and executable by PUBLIC', 'a definer function as PostgreSQL makes it is refused');
SELECT throws_ok('CREATE PROCEDURE app.run() LANGUAGE plpgsql SECURITY DEFINER AS ''BEGIN END''', 'MG814', NULL, 'and a procedure');
SELECT lives_ok('CREATE FUNCTION app.plain() RETURNS int LANGUAGE sql AS ''SELECT 1''', 'a function that runs as its caller passes');
SELECT throws_ok('ALTER FUNCTION app.plain() SECURITY DEFINER', 'MG814', NULL, 'ALTER FUNCTION … SECURITY DEFINER');
SELECT lives_ok('REVOKE EXECUTE ON FUNCTION app.plain() FROM PUBLIC; ALTER FUNCTION app.plain() SECURITY DEFINER', 'after a REVOKE it passes');
SELECT lives_ok('GRANT EXECUTE ON FUNCTION app.plain() TO mana_guard_caller', 'and a GRANT to a role');
SELECT lives_ok('CREATE OR REPLACE FUNCTION app.plain() ' || pg_temp.body(), 'and a replacement, which keeps the rights');
SELECT throws_ok('GRANT EXECUTE ON FUNCTION app.plain() TO PUBLIC', 'MG814', 'function app.plain() is SECURITY DEFINER and executable by PUBLIC', 'GRANT … TO PUBLIC');
SELECT throws_ok('GRANT ALL ON ROUTINE app.plain TO mana_guard_caller, PUBLIC', 'MG814', NULL, 'GRANT ALL ON ROUTINE');
SELECT throws_ok('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA app TO PUBLIC', 'MG814', NULL, 'GRANT … ON ALL FUNCTIONS IN SCHEMA');
SELECT throws_ok('GRANT EXECUTE ON ALL ROUTINES IN SCHEMA app TO PUBLIC', 'MG814', NULL, 'and ALL ROUTINES');
SELECT lives_ok('GRANT EXECUTE ON ALL PROCEDURES IN SCHEMA app TO PUBLIC', 'what it isn''t granted on passes');
SELECT lives_ok('REVOKE EXECUTE ON FUNCTION app.plain() FROM mana_guard_caller', 'and a REVOKE');
SELECT lives_ok('GRANT SELECT ON TABLE pg_catalog.pg_class TO PUBLIC; GRANT USAGE ON SCHEMA app TO PUBLIC', 'and grants on what is no routine');
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
SELECT lives_ok('CREATE FUNCTION app.pay(int) ' || pg_temp.body(), 'where the default is to grant nobody, a new one passes');
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;

SET LOCAL mana_guard.enabled = off;
DO $$BEGIN EXECUTE 'CREATE FUNCTION app.old(int) ' || pg_temp.body(); END$$;
CREATE PROCEDURE app.old_run(a int, OUT b int) LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN END';
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('CREATE OR REPLACE FUNCTION app.old(int) ' || pg_temp.body(), 'what stood before may be replaced');
SELECT lives_ok('ALTER FUNCTION app.old RENAME TO older', 'and renamed');
SELECT lives_ok('GRANT EXECUTE ON FUNCTION app.older(int) TO mana_guard_caller', 'and granted to others');
SELECT results_eq($$SELECT identity, fix FROM mana_guard.audit() WHERE code = 'MG814' ORDER BY identity$$,
    $$VALUES ('app.old_run(integer)', 'REVOKE EXECUTE ON ROUTINE app.old_run(integer) FROM PUBLIC;'),
             ('app.older(integer)', 'REVOKE EXECUTE ON ROUTINE app.older(integer) FROM PUBLIC;')$$, 'an audit finds them, and none of an extension''s');
SELECT lives_ok('REVOKE EXECUTE ON ROUTINE app.old_run(integer) FROM PUBLIC; REVOKE EXECUTE ON ROUTINE app.older(integer) FROM PUBLIC;', 'the fixes pass');
SELECT is_empty($$SELECT * FROM mana_guard.audit() WHERE code = 'MG814'$$, 'and leave nothing');
SELECT throws_ok('GRANT EXECUTE ON PROCEDURE app.old_run TO PUBLIC', 'MG814', NULL, 'a grant that comes back is new');

SELECT mana_guard.set_rule('MG814', 'error', timing => 'commit');
SELECT lives_ok('CREATE FUNCTION app.late() ' || pg_temp.body(), 'at COMMIT it may be revoked after it is made');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG814', 'function app.late() is SECURITY DEFINER and executable by PUBLIC', 'but has to be');
REVOKE EXECUTE ON FUNCTION app.late() FROM PUBLIC;
SELECT lives_ok('SELECT mana_guard.check_now()', 'and then passes');
SELECT lives_ok('CREATE EXTENSION citext SCHEMA app', 'an extension''s routines are its own matter');

CREATE ROLE "Mana guard anon" IN ROLE mana_guard_caller;
SELECT mana_guard.set_rule('MG814', 'error', params => '{"roles": ["Mana guard*"]}');
CREATE FUNCTION app.granted() RETURNS int LANGUAGE sql AS 'SELECT 1';
REVOKE EXECUTE ON FUNCTION app.granted() FROM PUBLIC;
ALTER FUNCTION app.granted() SECURITY DEFINER;
SELECT throws_ok('GRANT EXECUTE ON FUNCTION app.granted() TO "Mana guard anon"', 'MG814',
    'function app.granted() is SECURITY DEFINER and executable by "Mana guard anon"', 'a role of the house''s');
SELECT throws_ok('GRANT EXECUTE ON FUNCTION app.granted() TO mana_guard_caller', 'MG814',
    'function app.granted() is SECURITY DEFINER and executable by mana_guard_caller', 'one that it is a member of');
SELECT throws_ok('GRANT EXECUTE ON FUNCTION app.granted() TO PUBLIC, "Mana guard anon"', 'MG814',
    'function app.granted() is SECURITY DEFINER and executable by PUBLIC, "Mana guard anon"', 'and everybody');
SELECT lives_ok('GRANT EXECUTE ON FUNCTION app.granted() TO pg_monitor', 'another role');
SET LOCAL mana_guard.enabled = off;
GRANT EXECUTE ON FUNCTION app.granted() TO PUBLIC, "Mana guard anon";
SET LOCAL mana_guard.enabled = on;
SELECT is((SELECT fix FROM mana_guard.audit('app') WHERE identity = 'app.granted()'),
    'REVOKE EXECUTE ON ROUTINE app.granted() FROM PUBLIC, "Mana guard anon";', 'the fix');
REVOKE EXECUTE ON ROUTINE app.granted() FROM PUBLIC, "Mana guard anon";
SELECT is_empty($$SELECT * FROM mana_guard.audit('app') WHERE identity = 'app.granted()'$$, 'mends it');

SELECT * FROM finish();
ROLLBACK;
