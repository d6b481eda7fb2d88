\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(9);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG307', 'error');

SELECT lives_ok('CREATE TABLE app.a (id int, download_count int, total numeric, total_title text)', 'what is named otherwise, or no number, passes');
SELECT throws_ok('CREATE TABLE app.b (total_files integer)', 'MG307', 'column total_files of table app.b stores a total, which goes stale',
    'a stored total');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN total_size bigint', 'MG307', 'column total_size of table app.a stores a total, which goes stale',
    'ADD COLUMN');
SELECT throws_ok('ALTER TABLE app.a RENAME COLUMN total TO total_price', 'MG307', NULL, 'RENAME COLUMN');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN total_title TYPE int USING 0', 'MG307', NULL, 'ALTER TYPE');
SELECT lives_ok('CREATE TABLE app.b (price numeric, quantity int, total_price numeric GENERATED ALWAYS AS (price * quantity) STORED)',
    'what PostgreSQL calculates doesn''t go stale');
SELECT lives_ok('CREATE VIEW app.sums AS SELECT count(*) AS total_files FROM app.a', 'nor does what a view calculates');

SELECT mana_guard.set_rule('MG307', 'error', params => '{"columns": ["*_sum"]}');
SELECT throws_ok('CREATE TABLE app.c (price_sum numeric, total_price numeric)', 'MG307',
    'column price_sum of table app.c stores a total, which goes stale', 'the columns are a parameter');

SELECT mana_guard.set_rule('MG307', 'error', params => '{"columns": ["total_*"]}');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (total_files int);
SET LOCAL mana_guard.enabled = on;
SELECT results_eq($$SELECT column_name, fix FROM mana_guard.findings('app.legacy')$$, $$VALUES ('total_files', NULL)$$,
    'no fix is offered that would lose what is there');

SELECT * FROM finish();
ROLLBACK;
