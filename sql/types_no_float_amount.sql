\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(13);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG210', 'error');

SELECT lives_ok('CREATE TABLE app.a (id int, price numeric, balance bigint, weight real, score double precision)', 'an exact amount passes, and what is none');
SELECT throws_ok('CREATE TABLE app.b (price real)', 'MG210', 'column price of table app.b is real; amounts are numeric', 'real');
SELECT throws_ok('CREATE TABLE app.b (tax_amount float)', 'MG210', 'column tax_amount of table app.b is double precision; amounts are numeric', 'double precision');
SELECT throws_ok('CREATE TABLE app.b (price float[])', 'MG210', NULL, 'also in an array');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN cost real', 'MG210', NULL, 'a column that is added');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN price TYPE real', 'MG210', NULL, 'a type that is changed');
SELECT throws_ok('ALTER TABLE app.a RENAME COLUMN weight TO unit_price', 'MG210', NULL, 'a column that is renamed');
CREATE DOMAIN app.amount AS float;
SELECT throws_ok('CREATE TABLE app.b (price app.amount)', 'MG210', NULL, 'a domain is seen through');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (price real NOT NULL DEFAULT 0.1, cost float DEFAULT 0, open_amount real[]);
INSERT INTO app.legacy VALUES (1234567, 12345678901234.56, '{0.1,1e10}');
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok((SELECT string_agg(fix, E'\n' ORDER BY column_name) FROM mana_guard.findings('app.legacy')), 'the fixes pass, also those of columns with a default');
SELECT is_empty($$SELECT message FROM mana_guard.findings('app.legacy')$$, 'and nothing is left');
INSERT INTO app.legacy DEFAULT VALUES;
SELECT results_eq('SELECT price, cost, open_amount FROM app.legacy',
    $$VALUES (1234567::numeric, 12345678901234.56, '{0.1,10000000000}'::numeric[]), (0.1, 0, NULL)$$, 'no digit is lost, and no default');

SELECT mana_guard.set_rule('no_float_amount', 'error', params => '{"columns": ["fee"]}');
SELECT throws_ok('CREATE TABLE app.b (fee real, price real)', 'MG210', 'column fee of table app.b is real; amounts are numeric', 'the policy names the columns');
SELECT lives_ok('CREATE TABLE app.c (price real)', 'and no others count');

SELECT * FROM finish();
ROLLBACK;
