\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.files (id int PRIMARY KEY);
CREATE ROLE mana_guard_deployers;
CREATE ROLE mana_guard_team IN ROLE mana_guard_deployers;
CREATE ROLE mana_guard_robot IN ROLE mana_guard_team;
CREATE ROLE mana_guard_person ROLE mana_guard_robot;
GRANT ALL ON SCHEMA app TO PUBLIC;
CREATE MATERIALIZED VIEW app.copies AS SELECT id FROM app.files;
ALTER MATERIALIZED VIEW app.copies OWNER TO mana_guard_person;
ALTER TABLE app.files OWNER TO mana_guard_person;
CREATE FUNCTION app.by_robot(statement text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN EXECUTE statement; END';
ALTER FUNCTION app.by_robot OWNER TO mana_guard_robot;
CREATE FUNCTION app.by_person(statement text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN EXECUTE statement; END';
ALTER FUNCTION app.by_person OWNER TO mana_guard_person;
RESET mana_guard.enabled;
BEGIN;
SELECT plan(27);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG612', 'error');

SELECT lives_ok('COMMENT ON TABLE app.files IS ''a''', 'where no roles are named any role may');
SELECT mana_guard.set_rule('MG612', 'error', params => '{"roles": ["mana_guard_deployers"]}');
SELECT throws_ok('COMMENT ON TABLE app.files IS ''a''', 'MG612', 'role postgres changes table app.files but is not a migration role',
    'a superuser isn''t a member of every role');
SET LOCAL ROLE mana_guard_person;
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN name text', 'MG612',
    'role mana_guard_person changes table app.files but is not a migration role', 'the table''s owner');
SELECT throws_ok('CREATE TABLE app.notes (id int)', 'MG612',
    'role mana_guard_person changes table app.notes but is not a migration role', 'CREATE TABLE');
SELECT throws_ok('CREATE VIEW app.ids AS SELECT id FROM app.files', 'MG612',
    'role mana_guard_person changes view app.ids but is not a migration role', 'CREATE VIEW');
SELECT throws_ok('CREATE TYPE app.mood AS ENUM (''good'')', 'MG612',
    'role mana_guard_person changes type app.mood but is not a migration role', 'CREATE TYPE');
SELECT throws_ok('CREATE INDEX ON app.files (id)', 'MG612', NULL, 'CREATE INDEX');
SELECT throws_ok('GRANT SELECT ON app.files TO PUBLIC', 'MG612', NULL, 'GRANT');
SELECT throws_ok('DROP TABLE app.files', 'MG612', NULL, 'DROP');
SELECT throws_ok($$DO 'BEGIN DROP TABLE app.files; END'$$, 'MG612', NULL, 'within code');
SELECT lives_ok('CREATE TEMPORARY TABLE scratch (id int)', 'a temporary table is nobody else''s');
SELECT lives_ok('INSERT INTO app.files VALUES (1)', 'rows may be written');
SELECT lives_ok('REFRESH MATERIALIZED VIEW app.copies', 'and what they are copied to');
-- A function that runs as another: it is that one who acts.
SELECT lives_ok($$SELECT app.by_robot('CREATE TABLE app.deployed (id int)')$$, 'what runs as one that may');
SET LOCAL ROLE mana_guard_robot;
SELECT throws_ok($$SELECT app.by_person('DROP TABLE app.files')$$, 'MG612',
    'role mana_guard_person changes table app.files but is not a migration role', 'and as one that may not');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN name text', 'a member of a member');
SELECT lives_ok('CREATE TABLE app.notes (id int)', 'CREATE TABLE by it');
SET LOCAL ROLE mana_guard_team;
SELECT lives_ok('CREATE TABLE app.others (id int)', 'a member');
SET LOCAL ROLE mana_guard_deployers;
SELECT lives_ok('CREATE TABLE app.thirds (id int)', 'the role itself');

-- The other way round it isn't: a role is no member of those in it.
RESET ROLE;
SELECT mana_guard.set_rule('MG612', 'error', params => '{"roles": ["mana_guard_robot"]}');
SET LOCAL ROLE mana_guard_team;
SELECT throws_ok('DROP TABLE app.others', 'MG612', 'role mana_guard_team changes table app.others but is not a migration role',
    'a role isn''t a member of its members');
RESET ROLE;
SELECT mana_guard.set_rule('MG612', 'error', params => '{"roles": ["nobody", "mana_guard_t*"]}');
SET LOCAL ROLE mana_guard_team;
SELECT lives_ok('DROP TABLE app.others', 'several, by a pattern');
RESET ROLE;
SELECT mana_guard.set_rule('MG612', 'error', params => '{"roles": ["postgres"]}');
SELECT lives_ok('COMMENT ON TABLE app.files IS ''a''', 'a superuser that is named');
-- From the next command on.
SELECT mana_guard.set_rule('MG612', 'error', params => '{"roles": ["postgres", "mana_guard_deployers"]}');
REVOKE mana_guard_team FROM mana_guard_robot;
SET LOCAL ROLE mana_guard_robot;
SELECT throws_ok('DROP TABLE app.notes', 'MG612', NULL, 'a member no more');
RESET ROLE;
GRANT mana_guard_team TO mana_guard_robot;
SET LOCAL ROLE mana_guard_robot;
SELECT lives_ok('DROP TABLE app.notes', 'a member once more');
RESET ROLE;
SELECT mana_guard.set_rule('MG612', 'off', role_name => 'mana_guard_person', schema_pattern => 'app');
SET LOCAL ROLE mana_guard_person;
SELECT lives_ok('CREATE TABLE app.drafts (id int)', 'a role that may in one schema');
RESET ROLE;
SELECT mana_guard.set_rule('MG612', 'error', params => '{"roles": ["mana_guard_deployers"]}');
SELECT FROM mana_guard.exempt('app.files', 'MG612', 'a test');
SELECT lives_ok('COMMENT ON TABLE app.files IS ''b''', 'an exemption waives it');
SELECT throws_ok('COMMENT ON TABLE app.deployed IS ''b''', 'MG612', NULL, 'of one table alone');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
DROP ROLE mana_guard_deployers, mana_guard_team, mana_guard_robot, mana_guard_person;
