\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(14);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG204', 'error');

SELECT lives_ok('CREATE TABLE app.a (id int, metadata jsonb)', 'jsonb passes');
SELECT throws_ok('CREATE TABLE app.b (metadata json)', 'MG204', 'column metadata of table app.b is json instead of jsonb', 'json');
SELECT throws_ok('CREATE TABLE app.b (events json[])', 'MG204', 'column events of table app.b is json[] instead of jsonb', 'also in an array');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN settings json', 'MG204', NULL, 'a column that is added');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN metadata TYPE json', 'MG204', NULL, 'a type that is changed');
SELECT throws_ok('CREATE TABLE app.b AS SELECT to_json(1) AS metadata', 'MG204', NULL, 'CREATE TABLE AS');
CREATE DOMAIN app.document AS json;
SELECT throws_ok('CREATE TABLE app.b (metadata app.document)', 'MG204', 'column metadata of table app.b is app.document instead of jsonb', 'a domain is seen through');
CREATE TYPE app.row AS (metadata json);
SELECT throws_ok('CREATE TABLE app.typed OF app.row', 'MG204', NULL, 'a typed table');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (metadata json NOT NULL DEFAULT '{}', tags json[] DEFAULT ARRAY['1']::json[], "Odd" json DEFAULT json_build_object('a', 1));
INSERT INTO app.legacy VALUES ('{"a": 1}', '{1,2}');
CREATE TABLE app.typed OF app.row;
CREATE TABLE app.computed (a int, metadata json GENERATED ALWAYS AS ('[]'::json) STORED);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok((SELECT string_agg(fix, E'\n' ORDER BY column_name) FROM mana_guard.findings('app.legacy')), 'the fixes pass, also those of columns with a default');
SELECT is_empty($$SELECT message FROM mana_guard.findings('app.legacy')$$, 'and nothing is left');
INSERT INTO app.legacy DEFAULT VALUES;
SELECT results_eq('SELECT metadata, tags, "Odd" FROM app.legacy',
    $$VALUES ('{"a": 1}'::jsonb, ARRAY['1', '2']::jsonb[], '{"a": 1}'::jsonb), ('{}', ARRAY['1']::jsonb[], '{"a": 1}')$$, 'values and defaults are kept');
SELECT lives_ok((SELECT string_agg(fix, E'\n' ORDER BY column_name) FROM mana_guard.findings('app.typed')), 'that of a typed table passes');
SELECT is_empty($$SELECT message FROM mana_guard.findings('app.typed')$$, 'and nothing is left');
SELECT is((SELECT fix FROM mana_guard.findings('app.computed')), NULL, 'a generated column has none');

SELECT * FROM finish();
ROLLBACK;
