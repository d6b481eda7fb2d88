\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(10);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG519', 'error');
CREATE TABLE app.files (id uuid PRIMARY KEY, name text);

SELECT lives_ok('CREATE MATERIALIZED VIEW app.names AS SELECT name, count(*) AS file_count FROM app.files GROUP BY name', 'a statement is not judged by itself');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG519', 'materialized view app.names cannot be refreshed concurrently without a unique index on its columns', 'without an index it can''t be refreshed concurrently');
SELECT throws_ok('CREATE INDEX ON app.names (name); SELECT mana_guard.check_now()', 'MG519', NULL, 'one that isn''t unique doesn''t help');
SELECT throws_ok('CREATE UNIQUE INDEX ON app.names (lower(name)); SELECT mana_guard.check_now()', 'MG519', NULL, 'nor one over an expression');
SELECT throws_ok('CREATE UNIQUE INDEX ON app.names (name) WHERE name IS NOT NULL; SELECT mana_guard.check_now()', 'MG519', NULL, 'nor a partial one');
SELECT lives_ok('CREATE UNIQUE INDEX names_unique ON app.names (name) INCLUDE (file_count); SELECT mana_guard.check_now()', 'one over columns does');
SELECT lives_ok('REFRESH MATERIALIZED VIEW CONCURRENTLY app.names', 'PostgreSQL takes it');
SELECT throws_ok('DROP INDEX app.names_unique; SELECT mana_guard.check_now()', 'MG519', NULL, 'it isn''t dropped');
SELECT lives_ok('CREATE VIEW app.views AS SELECT name FROM app.files; CREATE TABLE app.tables (name text); SELECT mana_guard.check_now()', 'views and tables are not asked');
SET LOCAL mana_guard.enabled = off;
DROP INDEX app.names_unique;
SET LOCAL mana_guard.enabled = on;
SELECT results_eq('SELECT identity, value, fix FROM mana_guard.audit(''app'')', $$VALUES ('app.names', 'no unique index', NULL::text)$$, 'the audit tells of it');

SELECT * FROM finish();
ROLLBACK;
