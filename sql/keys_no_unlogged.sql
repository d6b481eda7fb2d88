\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(13);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG512', 'error');

SELECT lives_ok('CREATE TABLE app.files (id uuid PRIMARY KEY)', 'a logged table passes');
SELECT lives_ok('CREATE TEMP TABLE scratch (id uuid)', 'a temporary table is nobody''s matter');
SELECT throws_ok('CREATE UNLOGGED TABLE app.uploads (id uuid)', 'MG512', 'table app.uploads is unlogged', 'UNLOGGED');
SELECT throws_ok('CREATE UNLOGGED TABLE app.uploads AS SELECT 1 AS id', 'MG512', 'table app.uploads is unlogged', 'CREATE TABLE AS');
SELECT throws_ok('ALTER TABLE app.files SET UNLOGGED', 'MG512', 'table app.files is unlogged', 'ALTER TABLE ... SET UNLOGGED');
-- PostgreSQL 18 has no unlogged partitioned tables.
SELECT lives_ok('CREATE ' || CASE WHEN current_setting('server_version_num')::int < 180000 THEN 'UNLOGGED ' ELSE '' END || 'TABLE app.events (id uuid) PARTITION BY HASH (id)', 'a partitioned table has no rows');
SELECT lives_ok('CREATE TABLE app.events_0 PARTITION OF app.events FOR VALUES WITH (MODULUS 2, REMAINDER 0)', 'and its partition is logged');
SELECT throws_ok('CREATE UNLOGGED TABLE app.events_1 PARTITION OF app.events FOR VALUES WITH (MODULUS 2, REMAINDER 1)', 'MG512', 'table app.events_1 is unlogged', 'unless it says otherwise');

SET LOCAL mana_guard.enabled = off;
CREATE UNLOGGED TABLE app.folders (id uuid PRIMARY KEY, parent_id uuid REFERENCES app.folders);
CREATE UNLOGGED TABLE app.pages (folder_id uuid REFERENCES app.folders);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER TABLE app.pages ADD COLUMN name text', 'what is unlogged already may be altered');
SELECT results_eq('SELECT object_name, fix FROM mana_guard.audit(''app'') ORDER BY 1',
    $$VALUES ('folders', E'-- MG608: where the table is in use, this rewrites it and blocks all reads and writes meanwhile\nALTER TABLE app.folders SET LOGGED;'),
             ('pages', NULL)$$, 'one that refers to an unlogged table has no fix yet');
SELECT throws_ok('ALTER TABLE app.pages SET LOGGED', '42P16', NULL, 'since PostgreSQL refuses it');
SELECT lives_ok('ALTER TABLE app.folders SET LOGGED', 'the fix runs');
SELECT results_eq('SELECT object_name, fix IS NOT NULL FROM mana_guard.audit(''app'')', $$VALUES ('pages', true)$$, 'and then it has one');

SELECT * FROM finish();
ROLLBACK;
