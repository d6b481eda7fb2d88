\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(14);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG521', 'error');

SELECT lives_ok('CREATE TABLE app.files (id uuid PRIMARY KEY, body text) WITH (fillfactor = 90, autovacuum_vacuum_threshold = 1000)', 'other storage parameters pass');
SELECT lives_ok('CREATE TABLE app.on_files (id uuid, body text) WITH (autovacuum_enabled = true, toast.autovacuum_enabled = on)', 'and what is switched on');
SELECT throws_ok('CREATE TABLE app.a (id uuid) WITH (autovacuum_enabled = false)', 'MG521', 'table app.a has autovacuum switched off', 'autovacuum_enabled');
SELECT throws_ok('CREATE TABLE app.a WITH (autovacuum_enabled = 0) AS SELECT 1 AS id', 'MG521', NULL, 'in any spelling, of CREATE TABLE AS');
SELECT throws_ok('CREATE TABLE app.a (body text) WITH (toast.autovacuum_enabled = off)', 'MG521', 'table app.a has autovacuum switched off for its TOAST table', 'toast.autovacuum_enabled');
SELECT throws_ok('ALTER TABLE app.files SET (autovacuum_enabled = off)', 'MG521', 'table app.files has autovacuum switched off', 'ALTER TABLE ... SET');
SELECT throws_ok('ALTER TABLE app.files SET (toast.autovacuum_enabled = off)', 'MG521', 'table app.files has autovacuum switched off for its TOAST table', 'and of its long values');
SELECT throws_ok('ALTER TABLE app.on_files SET (autovacuum_enabled = off, toast.autovacuum_enabled = 0)', 'MG521',
    'table app.on_files has autovacuum switched off (and 1 more finding)', 'each is told of');
CREATE TABLE app.days (id uuid) PARTITION BY HASH (id);
SELECT throws_ok('CREATE TABLE app.days_0 PARTITION OF app.days FOR VALUES WITH (MODULUS 1, REMAINDER 0) WITH (autovacuum_enabled = off)', 'MG521',
    'table app.days_0 has autovacuum switched off', 'a partition');

SET LOCAL mana_guard.enabled = off;
ALTER TABLE app.files SET (autovacuum_enabled = 'no');
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN name text', 'what stood before may be altered');
SELECT throws_ok('ALTER TABLE app.files SET (toast.autovacuum_enabled = off)', 'MG521', 'table app.files has autovacuum switched off for its TOAST table', 'but not be left worse');
SET LOCAL mana_guard.enabled = off;
ALTER TABLE app.files SET (toast.autovacuum_enabled = off);
SET LOCAL mana_guard.enabled = on;
SELECT results_eq('SELECT value, fix FROM mana_guard.audit(''app'') ORDER BY 1',
    $$VALUES ('autovacuum_enabled', 'ALTER TABLE app.files RESET (autovacuum_enabled);'),
             ('toast.autovacuum_enabled', 'ALTER TABLE app.files RESET (toast.autovacuum_enabled);')$$, 'the audit tells of both');
SELECT lives_ok('ALTER TABLE app.files RESET (autovacuum_enabled); ALTER TABLE app.files RESET (toast.autovacuum_enabled)', 'the fixes run');
SELECT is_empty('SELECT * FROM mana_guard.audit(''app'')', 'and help');

SELECT * FROM finish();
ROLLBACK;
