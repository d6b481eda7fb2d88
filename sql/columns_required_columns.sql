\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(14);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG308', 'error');
SELECT lives_ok('CREATE TABLE app.none (id int)', 'nothing is required by default');

SELECT mana_guard.set_rule('MG308', 'error', params => $${"columns": [
    {"columns": ["tenant_id"], "types": ["uuid"], "not_null": true},
    {"columns": ["source"], "types": ["text"], "not_null": true, "default": "'app'"}]}$$);
SELECT lives_ok($$CREATE TABLE app.a (tenant_id uuid NOT NULL, source text NOT NULL DEFAULT 'app')$$, 'a table that has them passes');
SELECT throws_ok('CREATE TABLE app.b (tenant_id uuid NOT NULL)', 'MG308', 'table app.b has no column source', 'one that lacks one');
SELECT throws_ok('CREATE TABLE app.b (id int)', 'MG308', 'table app.b has no column tenant_id (and 1 more finding)', 'or both');
SELECT throws_ok($$CREATE TABLE app.b (tenant_id int NOT NULL, source text NOT NULL DEFAULT 'app')$$, 'MG308',
    'column tenant_id of table app.b is integer instead of uuid', 'one of another type');
SELECT throws_ok($$CREATE TABLE app.b (tenant_id uuid, source text NOT NULL)$$, 'MG308',
    'column tenant_id of table app.b is nullable (and 1 more finding)', 'and other faults');
SELECT throws_ok('ALTER TABLE app.a DROP COLUMN source', 'MG308', 'table app.a has no column source', 'DROP COLUMN');
SELECT throws_ok('ALTER TABLE app.a RENAME COLUMN tenant_id TO tenant', 'MG308', 'table app.a has no column tenant_id', 'RENAME COLUMN');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN tenant_id DROP NOT NULL', 'MG308', NULL, 'ALTER COLUMN');
SELECT lives_ok('CREATE VIEW app.shown AS SELECT 1 AS id', 'a view needs none');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (tenant_id uuid NOT NULL);
INSERT INTO app.legacy VALUES (gen_random_uuid());
CREATE TABLE app.lost (source text NOT NULL DEFAULT 'app');
SET LOCAL mana_guard.enabled = on;
SELECT is((SELECT fix FROM mana_guard.findings('app.legacy')), $$ALTER TABLE app.legacy ADD COLUMN IF NOT EXISTS source text NOT NULL DEFAULT 'app';$$,
    'the fix');
DO $$BEGIN EXECUTE (SELECT fix FROM mana_guard.findings('app.legacy')); END$$;
SELECT is_empty($$SELECT * FROM mana_guard.findings('app.legacy')$$, 'after which nothing is found');
SELECT is((SELECT source FROM app.legacy), 'app', 'and the rows have the default');
SELECT results_eq($$SELECT message, fix FROM mana_guard.findings('app.lost')$$, $$VALUES ('table app.lost has no column tenant_id', NULL)$$,
    'without a value for the rows there is none');

SELECT * FROM finish();
ROLLBACK;
