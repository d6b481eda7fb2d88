\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.files (id int PRIMARY KEY, name text);
CREATE TABLE app.others (id int PRIMARY KEY, name text);
CREATE ROLE mana_guard_reader;
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(19);
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG804', 'error');

SELECT throws_ok('GRANT SELECT ON app.files TO PUBLIC', 'MG804', 'SELECT on table app.files is granted to PUBLIC', 'a table');
SELECT throws_ok('GRANT select, UPDATE (id, name) ON TABLE app.files TO mana_guard_reader, PUBLIC', 'MG804',
    'SELECT, UPDATE (id, name) on table app.files is granted to PUBLIC', 'columns, among others');
SELECT throws_ok('GRANT ALL PRIVILEGES ON app.files, app.others TO PUBLIC', 'MG804',
    'ALL on table app.files is granted to PUBLIC (and 1 more finding)', 'several');
SELECT throws_ok('GRANT USAGE ON SCHEMA app TO PUBLIC', 'MG804', 'USAGE on schema app is granted to PUBLIC', 'a schema');
SELECT throws_ok('GRANT SELECT ON ALL TABLES IN SCHEMA app TO PUBLIC', 'MG804', 'SELECT on all tables in schema app is granted to PUBLIC', 'all of its tables');
SELECT throws_ok('ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC', 'MG804',
    format('SELECT on future objects in database %I is granted to PUBLIC', current_database()), 'all that will be made');
SELECT throws_ok('ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO PUBLIC', 'MG804',
    'SELECT on future objects in schema app is granted to PUBLIC', 'in one schema');
SELECT throws_ok($$DO 'BEGIN GRANT SELECT ON app.files TO PUBLIC; END'$$, 'MG804', NULL, 'within code');
CREATE TABLE app.made (id int);
SELECT throws_ok('GRANT SELECT ON app.made TO PUBLIC', 'MG804', NULL, 'also of a table of this transaction');
CREATE VIEW app.views AS SELECT 1 AS id;
SELECT throws_ok('GRANT SELECT ON app.views TO PUBLIC', 'MG804', 'SELECT on view app.views is granted to PUBLIC', 'of a view');
SELECT is(pg_temp.hint_of('GRANT SELECT ON app.files TO PUBLIC'), E'MG804 This would pass:\nGRANT SELECT ON app.files TO ...;', 'to those who need it');
SELECT lives_ok('GRANT SELECT ON app.files TO mana_guard_reader', 'which passes');
SELECT lives_ok('REVOKE ALL ON app.files FROM PUBLIC', 'what is taken back passes');
SELECT lives_ok('ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM PUBLIC', 'of defaults too');
CREATE FUNCTION app.one() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE SEQUENCE app.counter;
SELECT lives_ok('GRANT EXECUTE ON FUNCTION app.one() TO PUBLIC', 'a function is no table');
SELECT lives_ok('GRANT USAGE ON SEQUENCE app.counter TO PUBLIC', 'nor is a sequence, said as one');
SELECT lives_ok('ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC', 'nor by default');
CREATE TEMPORARY TABLE scratch (id int);
SELECT lives_ok('GRANT SELECT ON scratch TO PUBLIC', 'a temporary table is this session''s');
SELECT throws_ok('GRANT SELECT ON app.missing TO PUBLIC', '42P01', NULL, 'what isn''t there is PostgreSQL''s to refuse');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
DROP ROLE mana_guard_reader;
