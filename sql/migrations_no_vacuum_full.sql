\unset ECHO
\set QUIET 1
\c -reuse-previous=on "options='-c session_preload_libraries=mana_guard'"
\pset format unaligned
\pset tuples_only true
-- VACUUM runs in no transaction block and in no function: another session runs it.
SET client_min_messages = error;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (name) VALUES ('a'), ('b');
CREATE INDEX idx_files_name ON app.files (name);
CREATE TABLE app.bare (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX idx_bare_name ON app.bare (name);
CREATE TABLE app.parts (id uuid NOT NULL DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE TABLE app.parts_all PARTITION OF app.parts DEFAULT;
INSERT INTO app.parts DEFAULT VALUES;
CREATE MATERIALIZED VIEW app.sizes AS SELECT id, size FROM app.files;
CREATE UNIQUE INDEX idx_sizes_id ON app.sizes (id);
CREATE TEMPORARY TABLE scratch (id uuid PRIMARY KEY);
INSERT INTO scratch VALUES (gen_random_uuid());
CREATE EXTENSION dblink SCHEMA app;
SELECT FROM mana_guard.set_rule('MG627', 'error');
SELECT FROM app.dblink_connect('other', format('host=%s dbname=%s options=''-c session_preload_libraries=mana_guard''', current_setting('unix_socket_directories'), current_database()));
BEGIN;
SELECT plan(20);
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of
SELECT is(preloaded, true, 'the library is preloaded') FROM mana_guard.status();

SELECT throws_ok($$SELECT app.dblink_exec('other', 'VACUUM FULL app.files')$$, 'MG627',
    'table app.files is in use; VACUUM FULL copies it and blocks reads and writes', 'VACUUM FULL');
SELECT throws_ok($$SELECT app.dblink_exec('other', 'VACUUM (ANALYZE, FULL on) app.bare, app.files (name)')$$, 'MG627',
    'table app.files is in use; VACUUM FULL copies it and blocks reads and writes', 'however it is written');
SELECT throws_ok($$SELECT app.dblink_exec('other', 'VACUUM FULL app.parts')$$, 'MG627',
    'table app.parts is in use; VACUUM FULL copies it and blocks reads and writes', 'of a partitioned table');
SELECT throws_ok($$SELECT app.dblink_exec('other', 'VACUUM FULL app.parts_all')$$, 'MG627',
    'table app.parts_all is in use; VACUUM FULL copies it and blocks reads and writes', 'of one partition');
SELECT throws_ok($$SELECT app.dblink_exec('other', 'VACUUM FULL app.sizes')$$, 'MG627',
    'materialized view app.sizes is in use; VACUUM FULL copies it and blocks reads and writes', 'of a materialized view');
SELECT lives_ok($$SELECT app.dblink_exec('other', 'VACUUM app.files')$$, 'VACUUM');
SELECT lives_ok($$SELECT app.dblink_exec('other', 'VACUUM (FULL off, ANALYZE) app.files')$$, 'without FULL');
SELECT lives_ok($$SELECT app.dblink_exec('other', 'VACUUM (FULL, FULL false) app.files')$$, 'the last word counts');
SELECT lives_ok($$SELECT app.dblink_exec('other', 'ANALYZE app.files')$$, 'ANALYZE');
SELECT lives_ok($$SELECT app.dblink_exec('other', 'VACUUM FULL app.bare')$$, 'an empty table');

SELECT throws_ok('CLUSTER app.files USING idx_files_name', 'MG627', 'table app.files is in use; CLUSTER copies it and blocks reads and writes', 'CLUSTER');
SELECT throws_ok('CLUSTER app.sizes USING idx_sizes_id', 'MG627', 'materialized view app.sizes is in use; CLUSTER copies it and blocks reads and writes', 'of a materialized view');
SELECT throws_ok($$DO 'BEGIN CLUSTER app.files USING idx_files_name; END'$$, 'MG627', NULL, 'within code');
SELECT lives_ok('CLUSTER app.bare USING idx_bare_name', 'an empty table');
SELECT lives_ok('CLUSTER scratch USING scratch_pkey', 'a temporary table');
SELECT lives_ok('ALTER TABLE app.files CLUSTER ON idx_files_name', 'to say by which index is no CLUSTER yet');
SELECT throws_ok('CLUSTER app.files', 'MG627', NULL, 'which it is without one, too');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made DEFAULT VALUES;
SELECT lives_ok('CLUSTER app.made USING made_pkey', 'a table that this transaction made');
SELECT is(pg_temp.hint_of('CLUSTER app.files'), E'MG627 This would pass:\nVACUUM (ANALYZE) app.files;\n-- or pg_repack, which copies it while it is used', 'what would pass');

SELECT * FROM finish();
ROLLBACK;
SELECT FROM app.dblink_disconnect('other');
DELETE FROM mana_guard.policy WHERE rule IN ('MG627', 'no_vacuum_full');
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;

SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.folders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.empties (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (name) VALUES ('a');
INSERT INTO app.folders (name) VALUES ('b');
RESET mana_guard.enabled;
-- These can't run in a transaction: told as warnings, which are in the expected output.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('no_vacuum_full', 'warn');
RESET client_min_messages;
\echo a plain VACUUM and an empty table
VACUUM app.files;
VACUUM FULL app.empties;
\echo VACUUM FULL
VACUUM FULL app.empties, app.files;
VACUUM (FULL, ANALYZE) app.folders;
\echo off
VACUUM (FULL off) app.files;
\echo all of the database
VACUUM FULL;
ALTER TABLE app.files CLUSTER ON files_pkey;
CLUSTER;
DELETE FROM mana_guard.policy;
DELETE FROM mana_guard.log;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
