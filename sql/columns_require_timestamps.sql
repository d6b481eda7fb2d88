\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(10);

CREATE SCHEMA app;

SELECT throws_ok('CREATE TABLE app.a (id uuid)', 'MG301', 'table app.a has no column created_at (and 1 more finding)', 'both are asked for');
SELECT throws_ok('CREATE TABLE app.a (created_at timestamptz NOT NULL DEFAULT now())', 'MG301',
    'table app.a has no column updated_at', 'each by itself');
SELECT lives_ok('CREATE TABLE app.a (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'a table with both passes');
SELECT throws_ok('ALTER TABLE app.a DROP COLUMN updated_at', 'MG301', NULL, 'dropping one is refused');
SELECT throws_ok('ALTER TABLE app.a RENAME COLUMN updated_at TO changed_at', 'MG301', NULL, 'and renaming one');
SELECT throws_ok('CREATE TABLE app.b (id int) PARTITION BY RANGE (id)', 'MG301', NULL, 'a partitioned table');
SELECT lives_ok('CREATE VIEW app.v AS SELECT 1 AS one', 'not a view');
SELECT lives_ok('CREATE MATERIALIZED VIEW app.m AS SELECT 1 AS one', 'nor a materialized one');

SELECT mana_guard.set_rule('require_timestamps', 'error', params => '{"columns": ["inserted_at"]}');
SELECT throws_ok('CREATE TABLE app.c (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG301', 'table app.c has no column inserted_at', 'the policy names the columns');

SELECT mana_guard.set_rule('require_timestamps', 'error');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (id int);
INSERT INTO app.legacy VALUES (1);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER TABLE app.legacy ADD COLUMN IF NOT EXISTS created_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN IF NOT EXISTS updated_at timestamptz NOT NULL DEFAULT now()', 'the fix passes on a table with rows');

SELECT * FROM finish();
ROLLBACK;
