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
RESET mana_guard.enabled;
BEGIN;
SELECT plan(17);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('migration_lock_held', 'error');
SELECT throws_ok('CREATE TABLE app.notes (id int)', 'MG611', 'table app.notes is changed while nobody holds the lock of migrations, advisory lock 987654321', 'what is made');
SELECT throws_ok('ALTER TABLE app.empties ADD COLUMN note text', 'MG611', NULL, 'what is empty');
SELECT throws_ok('CREATE FUNCTION app.one() RETURNS int LANGUAGE sql AS ''SELECT 1''', 'MG611', 'function app.one() is changed while nobody holds the lock of migrations, advisory lock 987654321', 'a function');
SELECT throws_ok('CREATE SCHEMA apps', 'MG611', NULL, 'a schema');
SELECT throws_ok('COMMENT ON TABLE app.files IS ''a''', 'MG611', NULL, 'a comment');
SELECT lives_ok('CREATE TEMP TABLE scratch (id int)', 'a temporary table is nobody''s');
SAVEPOINT before;
SELECT FROM pg_advisory_xact_lock_shared(987654321);
SELECT throws_ok('CREATE SCHEMA apps', 'MG611', NULL, 'a shared lock is none');
ROLLBACK TO before;
SELECT FROM pg_advisory_xact_lock(987654321);
SELECT lives_ok('CREATE SCHEMA apps', 'a transaction''s will do');
ROLLBACK TO before;
SELECT throws_ok('CREATE SCHEMA apps', 'MG611', NULL, 'and is gone with it');
SELECT FROM pg_advisory_lock(0, 987654321);
SELECT lives_ok('CREATE SCHEMA apps', 'the key''s two halves are the key');
SELECT FROM pg_advisory_unlock_all();
SELECT mana_guard.set_rule('migration_lock_held', 'error', params => '{"lock_id": 4294967298, "held_by": "session"}');
SELECT throws_ok('DROP SCHEMA apps', 'MG611', 'schema apps is changed while this session doesn''t hold the lock of migrations, advisory lock 4294967298', 'another''s would not do');
SELECT FROM pg_advisory_lock(1, 2);
SELECT lives_ok('DROP SCHEMA apps', 'of any size');
SELECT FROM pg_advisory_unlock_all();
SELECT FROM pg_advisory_lock(4294967298);
SELECT lives_ok('CREATE SCHEMA apps', 'as one number too');
SELECT FROM pg_advisory_unlock_all();
SELECT mana_guard.set_rule('migration_lock_held', 'error', params => '{"lock_id": -7}');
SELECT FROM pg_advisory_lock(-7);
SELECT lives_ok('DROP SCHEMA apps', 'a key below zero');
CREATE SCHEMA apps;
SELECT FROM pg_advisory_unlock_all();
SELECT throws_ok($$SELECT mana_guard.set_rule('migration_lock_held', 'error', params => '{"held_by": "sesion"}')$$, 'MG900', 'parameter "held_by" is "sesion", not one of its words', 'a word that it does not know');
SELECT mana_guard.set_rule('migration_lock_held', 'error');
INSERT INTO mana_guard.service_schemas (service, schema_name, migration_lock_id) VALUES ('files', 'app', 7);
SELECT FROM pg_advisory_lock(7);
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text', 'a service has its own');
SELECT throws_ok('CREATE TABLE apps.files (id int)', 'MG611', NULL, 'for its own schema');
SELECT FROM pg_advisory_unlock_all();

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
