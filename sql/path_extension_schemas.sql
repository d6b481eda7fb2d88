\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
CREATE ROLE mana_guard_owner;
BEGIN;
SELECT plan(25);

CREATE SCHEMA app;
GRANT USAGE, CREATE ON SCHEMA app TO mana_guard_owner;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO mana_guard_owner', current_database()); END$$;
SELECT mana_guard.set_rule('MG804', 'error');
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());

-- An extension's script.
SELECT lives_ok('CREATE EXTENSION quarry', 'a script may give its schemas and tables to PUBLIC, and its tables to another role');
SELECT is_empty($$SELECT * FROM mana_guard.audit() WHERE schema_name IN ('quarry', 'quarries') OR object_name LIKE 'quarry%'$$, 'which an audit doesn''t list');
SELECT throws_ok('ALTER EXTENSION quarry UPDATE TO ''1.1''', 'MG804', 'SELECT on table app.files is granted to PUBLIC',
    'an upgrade too, but for what isn''t the extension''s');
SELECT throws_ok('GRANT USAGE ON SCHEMA quarries TO PUBLIC', 'MG804', NULL, 'nor by hand');
SET ROLE mana_guard_owner;
SELECT throws_ok('ALTER TABLE public.quarry_stones ADD COLUMN owner_user_id uuid, ADD COLUMN user_id_2 uuid, ALTER COLUMN user_id TYPE int USING 1', 'MG201', NULL,
    'the role that was given a table is judged');
RESET ROLE;

SELECT throws_ok('ALTER EXTENSION quarry DROP TABLE public.quarry_stones', 'MG101', NULL, 'as is what is to be a member no more');

-- What its functions make in a schema that is its member.
SELECT lives_ok($$SELECT quarry.dig('granite')$$, 'what its functions make there is its own');
SELECT lives_ok('ALTER TABLE quarry.granite ADD COLUMN owner_id uuid', 'and is altered');
SELECT lives_ok('CREATE VIEW quarry.sights AS SELECT 1 AS "Sight"', 'a view too');
SELECT lives_ok('SET CONSTRAINTS ALL IMMEDIATE; SELECT mana_guard.check_now()', 'also at COMMIT');
SELECT is_empty($$SELECT * FROM mana_guard.audit('quarry')$$, 'an audit has nothing of it');
SELECT is_empty($$SELECT * FROM mana_guard.findings('quarry.granite')$$, 'nor has findings()');
SELECT lives_ok($$SELECT mana_guard.set_rule('MG611', 'error')$$, 'a rule on what is about to run');
SELECT lives_ok('CREATE TABLE quarry.chalk (id int)', 'isn''t asked of what is about to be there');
SELECT throws_ok('CREATE TABLE app.notes (id int)', 'MG611', NULL, 'but elsewhere');
SELECT mana_guard.set_rule('MG611', 'off');
SELECT throws_ok('ALTER TABLE quarry.granite SET SCHEMA app', 'MG201', NULL, 'what leaves it is judged as new');
SELECT throws_ok('ALTER TABLE quarry.chalk SET SCHEMA app', 'MG301', NULL, 'whatever it breaks');

-- No way round: a schema in which an extension was merely installed, or that a role added to its own.
CREATE EXTENSION hstore SCHEMA app;
SELECT throws_ok('CREATE TABLE app.notes (user_id uuid)', 'MG201', NULL, 'a schema with an extension in it is nobody''s but its service''s');
DROP EXTENSION hstore;
SET ROLE mana_guard_owner;
CREATE SCHEMA mine;
CREATE EXTENSION hstore SCHEMA mine;
SELECT throws_ok('ALTER EXTENSION hstore ADD SCHEMA app', '42501', NULL, 'nobody adds another''s schema to his extension');
SELECT throws_ok('ALTER EXTENSION hstore ADD SCHEMA mine', '55000', NULL, 'nor the one that it is in');
CREATE SCHEMA another;
SELECT lives_ok('ALTER EXTENSION hstore ADD SCHEMA another', 'but another of his own');
SELECT throws_ok('CREATE TABLE another.notes (user_id uuid)', 'MG201', NULL, 'which is judged');
RESET ROLE;
ALTER SCHEMA another OWNER TO CURRENT_USER;
SELECT throws_ok('CREATE TABLE another.notes (user_id uuid)', 'MG201', NULL, 'even when a superuser has it');
ALTER EXTENSION hstore DROP SCHEMA another;
SELECT throws_ok('CREATE TABLE quarries.notes (user_id uuid)', 'MG201', NULL, 'nor is the schema that a superuser''s extension is in its member');
SELECT throws_ok('CREATE FUNCTION quarry.f() RETURNS int LANGUAGE sql SECURITY DEFINER AS ''SELECT 1''; CREATE TABLE app.notes (user_id uuid)', 'MG201', NULL, 'one statement in a schema covers no other');

SELECT * FROM finish();
ROLLBACK;

-- What stood in such a schema is the extension's to drop, with the triggers that call what is in it.
CREATE SCHEMA app;
CREATE EXTENSION quarry;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TYPE quarry.stone AS (size int);
CREATE TYPE app.stone AS (size int);
CREATE FUNCTION quarry.chip() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION quarries.chip() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER its_own BEFORE INSERT ON app.files FOR EACH ROW EXECUTE FUNCTION quarry.chip();
CREATE TRIGGER the_tables BEFORE INSERT ON app.files FOR EACH ROW EXECUTE FUNCTION quarries.chip();
SELECT mana_guard.set_rule('MG718', 'error');
SET client_min_messages = warning;
\set VERBOSITY terse
DROP TYPE quarry.stone;
DROP TYPE app.stone;
DROP TRIGGER its_own ON app.files;
DROP TRIGGER the_tables ON app.files;
SET client_min_messages = error;
DELETE FROM mana_guard.policy;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
DROP EXTENSION quarry CASCADE;
DROP SCHEMA quarries CASCADE;
DROP ROLE mana_guard_owner;
