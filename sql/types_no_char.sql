\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(13);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG205', 'error');

SELECT lives_ok('CREATE TABLE app.a (id int, country text, code varchar(2), kind name)', 'text passes, and varchar');
SELECT throws_ok('CREATE TABLE app.b (country char(2))', 'MG205', 'column country of table app.b is character(2), whose trailing spaces are insignificant', 'char(n)');
SELECT throws_ok('CREATE TABLE app.b (country char)', 'MG205', 'column country of table app.b is character(1), whose trailing spaces are insignificant', 'char is char(1)');
SELECT throws_ok('CREATE TABLE app.b (country bpchar)', 'MG205', 'column country of table app.b is bpchar, whose trailing spaces are insignificant', 'bpchar');
SELECT throws_ok('CREATE TABLE app.b (kind "char")', 'MG205', 'column kind of table app.b is "char", a single-byte type for the system catalogs', 'and "char"');
SELECT throws_ok('CREATE TABLE app.b (countries char(2)[])', 'MG205', 'column countries of table app.b is character(2)[], whose trailing spaces are insignificant', 'also in an array');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN state char(2)', 'MG205', NULL, 'a column that is added');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN country TYPE char(2)', 'MG205', NULL, 'a type that is changed');
CREATE DOMAIN app.country AS char(2);
SELECT throws_ok('CREATE TABLE app.b (country app.country)', 'MG205', NULL, 'a domain is seen through');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (country char(3) PRIMARY KEY DEFAULT 'x', kind "char" DEFAULT 'a', countries char(2)[] DEFAULT '{de}', code bpchar CHECK (code <> ''));
CREATE TABLE app.refers (country char(3) REFERENCES app.legacy);
INSERT INTO app.legacy VALUES ('de');
INSERT INTO app.refers VALUES ('de');
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok((SELECT string_agg(fix, E'\n' ORDER BY column_name) FROM mana_guard.findings('app.legacy')), 'the fixes pass, also on a key that is referred to');
SELECT is_empty($$SELECT message FROM mana_guard.findings('app.legacy')$$, 'and nothing is left');
INSERT INTO app.legacy DEFAULT VALUES;
SELECT results_eq('SELECT country, kind, countries FROM app.legacy', $$VALUES ('de'::text, 'a'::text, '{de}'::text[]), ('x', 'a', '{de}')$$, 'without the blanks');
SELECT is((SELECT fix FROM mana_guard.findings('app.refers')), NULL, 'a foreign key''s column has none');

SELECT * FROM finish();
ROLLBACK;
