\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(12);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG206', 'error');

SELECT lives_ok('CREATE TABLE app.a (id int, price numeric, money bigint)', 'numeric passes, and a column by that name');
SELECT throws_ok('CREATE TABLE app.b (price money)', 'MG206', 'column price of table app.b is money; amounts are numeric', 'money');
SELECT throws_ok('CREATE TABLE app.b (prices money[])', 'MG206', 'column prices of table app.b is money[]; amounts are numeric', 'also in an array');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN tax money', 'MG206', NULL, 'a column that is added');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN price TYPE money', 'MG206', NULL, 'a type that is changed');
CREATE DOMAIN app.amount AS money;
SELECT throws_ok('CREATE TABLE app.b (price app.amount)', 'MG206', 'column price of table app.b is app.amount; amounts are numeric', 'a domain is seen through');
CREATE TYPE app.row AS (price money);
SELECT throws_ok('CREATE TABLE app.typed OF app.row', 'MG206', NULL, 'a typed table');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (price money NOT NULL DEFAULT 1.5, prices money[] DEFAULT '{2}');
INSERT INTO app.legacy VALUES (1234.56);
CREATE TABLE app.typed OF app.row;
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok((SELECT string_agg(fix, E'\n' ORDER BY column_name) FROM mana_guard.findings('app.legacy')), 'the fixes pass, also those of columns with a default');
SELECT is_empty($$SELECT message FROM mana_guard.findings('app.legacy')$$, 'and nothing is left');
INSERT INTO app.legacy DEFAULT VALUES;
SELECT results_eq('SELECT price, prices FROM app.legacy', $$VALUES (1234.56, '{2.00}'::numeric[]), (1.50, '{2.00}')$$, 'values and defaults are kept');
SELECT lives_ok((SELECT string_agg(fix, E'\n' ORDER BY column_name) FROM mana_guard.findings('app.typed')), 'that of a typed table passes');
SELECT is_empty($$SELECT message FROM mana_guard.findings('app.typed')$$, 'and nothing is left');

SELECT * FROM finish();
ROLLBACK;
