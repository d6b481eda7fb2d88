\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- PostgreSQL fires no event: a session that has preloaded the library sees it.
\c -reuse-previous=on "options='-c session_preload_libraries=mana_guard'"
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.folders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.empties (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (name) VALUES ('a');
INSERT INTO app.folders (name) VALUES ('b');
CREATE MATERIALIZED VIEW app.names AS SELECT id, name FROM app.files;
CREATE UNIQUE INDEX names_id ON app.names (id);
RESET mana_guard.enabled;
BEGIN;
SELECT plan(7);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('no_vacuum_full', 'error');
SELECT throws_ok('CLUSTER app.files USING files_pkey', 'MG627', 'table app.files is in use, and CLUSTER copies it while nobody can use it', 'a table with rows');
SELECT throws_ok('CLUSTER app.names USING names_id', 'MG627', 'materialized view app.names is in use, and CLUSTER copies it while nobody can use it', 'a materialized view');
SELECT lives_ok('CLUSTER app.empties USING empties_pkey', 'an empty one');
SELECT throws_ok('CLUSTER app.missing USING missing_pkey', '42P01', NULL, 'one that is not there');
SELECT throws_ok($$DO 'BEGIN CLUSTER app.files USING files_pkey; END'$$, 'MG627', NULL, 'within code');
SELECT FROM mana_guard.exempt('app.files', 'MG627', 'a test');
SELECT lives_ok('CLUSTER app.files USING files_pkey', 'an exemption waives it');
CREATE TABLE app.fresh (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.fresh (name) VALUES ('c');
SELECT lives_ok('CLUSTER app.fresh USING fresh_pkey', 'a table of this transaction');

SELECT * FROM finish();
ROLLBACK;
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
