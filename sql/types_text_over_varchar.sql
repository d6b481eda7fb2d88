\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(11);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG209', 'error');

SELECT lives_ok('CREATE TABLE app.a (id int, name text, title varchar)', 'text passes, and varchar without a length');
SELECT throws_ok('CREATE TABLE app.b (name varchar(255))', 'MG209', 'column name of table app.b is character varying(255) instead of text', 'varchar(n)');
SELECT throws_ok('CREATE TABLE app.b (names varchar(255)[])', 'MG209', 'column names of table app.b is character varying(255)[] instead of text[]', 'also in an array');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN code varchar(9)', 'MG209', NULL, 'a column that is added');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN title TYPE varchar(9)', 'MG209', NULL, 'a type that is changed');
CREATE DOMAIN app.label AS varchar(9);
SELECT lives_ok('CREATE TABLE app.c (name app.label)', 'a domain has its length in one place');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (name varchar(9) NOT NULL DEFAULT 'x' UNIQUE);
INSERT INTO app.legacy VALUES ('a');
CREATE TABLE app.lists (names varchar(9)[]);
INSERT INTO app.lists VALUES ('{a}');
CREATE TEMP TABLE stood AS SELECT relfilenode FROM pg_class WHERE oid IN ('app.legacy'::regclass, 'app.legacy_name_key'::regclass);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok((SELECT string_agg(fix, E'\n' ORDER BY column_name) FROM mana_guard.findings('app.legacy')), 'the fixes pass');
SELECT is_empty($$SELECT message FROM mana_guard.findings('app.legacy')$$, 'and nothing is left');
SELECT results_eq($$SELECT relfilenode FROM pg_class WHERE oid IN ('app.legacy'::regclass, 'app.legacy_name_key'::regclass) ORDER BY 1$$,
    'SELECT relfilenode FROM stood ORDER BY 1', 'without a rewrite of the table or its index');
SELECT lives_ok((SELECT fix FROM mana_guard.findings('app.lists')), 'that of an array passes');
SELECT is_empty($$SELECT message FROM mana_guard.findings('app.lists')$$, 'and nothing is left');

SELECT * FROM finish();
ROLLBACK;
