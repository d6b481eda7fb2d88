\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.folders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.empties (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (name) VALUES ('a');
INSERT INTO app.folders (name) VALUES ('b');
CREATE ROLE mana_guard_deployer;
CREATE ROLE mana_guard_alice;
CREATE ROLE mana_guard_bob IN ROLE mana_guard_deployer;
GRANT ALL ON SCHEMA app TO mana_guard_deployer, mana_guard_alice;
CREATE FUNCTION app.migrate() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS 'BEGIN CREATE TABLE app.by_function (id int); END';
ALTER FUNCTION app.migrate() OWNER TO mana_guard_deployer;
RESET mana_guard.enabled;
BEGIN;
SELECT plan(7);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('migration_role', 'error');
SELECT lives_ok('CREATE TABLE app.notes (id int)', 'without a list any role may');
SELECT mana_guard.set_rule('migration_role', 'error', params => '{"roles": ["mana_guard_dep*"]}');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN note text', 'MG612', 'role postgres changes table app.files, and isn''t one that runs migrations', 'a superuser is not a member of all');
SET LOCAL ROLE mana_guard_alice;
SELECT throws_ok('CREATE TABLE app.alices (id int)', 'MG612', 'role mana_guard_alice changes table app.alices, and isn''t one that runs migrations', 'another role');
SELECT lives_ok('SELECT app.migrate()', 'a definer''s function acts as its owner');
SELECT lives_ok('CREATE TEMP TABLE scratch (id int)', 'a temporary table is nobody''s');
SET LOCAL ROLE mana_guard_deployer;
SELECT lives_ok('CREATE TABLE app.deployed (id int)', 'the role itself');
SET LOCAL ROLE mana_guard_bob;
SELECT lives_ok('CREATE TABLE app.bobs (id int)', 'a member');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP OWNED BY mana_guard_deployer, mana_guard_alice, mana_guard_bob;
DROP ROLE mana_guard_deployer, mana_guard_alice, mana_guard_bob;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
