\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(13);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG212', 'error');

SELECT lives_ok('CREATE TABLE app.a (id int, source text, revision xid8)', 'a name passes');
SELECT throws_ok('CREATE TABLE app.b (source regclass)', 'MG212', 'column source of table app.b is regclass, which stores OIDs', 'regclass');
SELECT throws_ok('CREATE TABLE app.b (source oid)', 'MG212', 'column source of table app.b is oid, which stores OIDs', 'oid');
SELECT throws_ok('CREATE TABLE app.b (language regconfig)', 'MG212', NULL, 'and the others');
SELECT throws_ok('CREATE TABLE app.b (sources regclass[])', 'MG212', NULL, 'also in an array');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN done_by regrole', 'MG212', NULL, 'a column that is added');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN id TYPE oid', 'MG212', NULL, 'a type that is changed');
SELECT throws_ok('CREATE TABLE app.b AS SELECT oid, relname FROM pg_class', 'MG212', NULL, 'CREATE TABLE AS');
CREATE DOMAIN app.lo AS oid;
CREATE DOMAIN app.source AS regclass;
SELECT throws_ok('CREATE TABLE app.b (source app.source)', 'MG212', NULL, 'a domain is seen through');
SELECT lives_ok('CREATE TABLE app.pictures (content app.lo)', 'a large object is no reference to the catalogs');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (source regclass NOT NULL DEFAULT 'pg_class', languages regconfig[] DEFAULT '{simple}');
INSERT INTO app.legacy VALUES ('pg_type');
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok((SELECT string_agg(fix, E'\n' ORDER BY column_name) FROM mana_guard.findings('app.legacy')), 'the fixes pass, also those of columns with a default');
SELECT is_empty($$SELECT message FROM mana_guard.findings('app.legacy')$$, 'and nothing is left');
INSERT INTO app.legacy DEFAULT VALUES;
SELECT results_eq('SELECT source, languages FROM app.legacy', $$VALUES ('pg_type'::text, '{simple}'::text[]), ('pg_class', '{simple}')$$, 'the names are kept');

SELECT * FROM finish();
ROLLBACK;
