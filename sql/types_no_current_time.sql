\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(9);

CREATE SCHEMA app;
-- Only this rule.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG224', 'error');

SELECT throws_ok('CREATE TABLE app.files (at timetz DEFAULT current_time)', 'MG224',
    'default of column at of table app.files is CURRENT_TIME, a time with a zone but no date', 'a default');
SELECT throws_ok('CREATE TABLE app.files (at time DEFAULT current_time(0))', 'MG224', NULL, 'of a time, with a precision');
SELECT throws_ok('CREATE TABLE app.files (at text DEFAULT current_time::text)', 'MG224', NULL, 'as text');
SELECT lives_ok('CREATE TABLE app.files (at time DEFAULT localtime, made_at timestamptz DEFAULT current_timestamp, day date DEFAULT current_date)', 'others pass');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN at SET DEFAULT current_time', 'MG224', NULL, 'a default that is set');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN seen time DEFAULT current_time', 'MG224', NULL, 'of a column that is added');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.old (at time DEFAULT current_time);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER TABLE app.old ALTER COLUMN at SET STATISTICS 10', 'what stood before may be altered');
SELECT is((SELECT fix FROM mana_guard.audit('app')), 'ALTER TABLE app.old ALTER COLUMN at SET DEFAULT LOCALTIME;', 'the fix');
ALTER TABLE app.old ALTER COLUMN at SET DEFAULT LOCALTIME;
SELECT is_empty($$SELECT * FROM mana_guard.audit('app')$$, 'mends it');

SELECT * FROM finish();
ROLLBACK;
