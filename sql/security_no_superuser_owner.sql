\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(19);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG808', 'error');

CREATE ROLE mana_guard_super SUPERUSER;
CREATE ROLE mana_guard_service;
GRANT USAGE, CREATE ON SCHEMA app TO mana_guard_service;

SET ROLE mana_guard_super;
SELECT throws_ok('CREATE TABLE app.files (id int)', 'MG808', 'table app.files is owned by the superuser mana_guard_super', 'a superuser''s table is refused');
SELECT throws_ok('CREATE TABLE app.copies AS SELECT 1 AS one', 'MG808', NULL, 'CREATE TABLE AS');
SELECT throws_ok('CREATE FUNCTION app.one() RETURNS int LANGUAGE sql SECURITY DEFINER AS ''SELECT 1''', 'MG808',
    'function app.one() is owned by the superuser mana_guard_super', 'and a definer function');
SELECT throws_ok('CREATE PROCEDURE app.run() LANGUAGE plpgsql SECURITY DEFINER AS ''BEGIN END''', 'MG808', NULL, 'and a procedure');
SELECT lives_ok('CREATE FUNCTION app.plain() RETURNS int LANGUAGE sql AS ''SELECT 1''', 'a function that runs as its caller passes');
SELECT lives_ok('CREATE VIEW app.numbers AS SELECT 1 AS one', 'and a view');
SELECT throws_ok('ALTER FUNCTION app.plain() SECURITY DEFINER', 'MG808', NULL, 'ALTER FUNCTION … SECURITY DEFINER');
SELECT throws_ok('CREATE SCHEMA events CREATE TABLE clicks (id int)', 'MG808', NULL, 'CREATE SCHEMA with its table');
SELECT lives_ok('CREATE TEMPORARY TABLE scratch (id int)', 'a temporary table passes');

SET ROLE mana_guard_service;
SELECT lives_ok('CREATE TABLE app.files (id int, at timestamptz) PARTITION BY RANGE (at)', 'a service''s table passes');
SELECT lives_ok('CREATE FUNCTION app.own() RETURNS int LANGUAGE sql SECURITY DEFINER AS ''SELECT 1''', 'and a definer function');
RESET ROLE;
SELECT throws_ok('ALTER TABLE app.files OWNER TO mana_guard_super', 'MG808', NULL, 'ALTER TABLE … OWNER TO');
SELECT throws_ok('ALTER FUNCTION app.own() OWNER TO mana_guard_super', 'MG808', 'function app.own() is owned by the superuser mana_guard_super', 'ALTER FUNCTION … OWNER TO');
SELECT throws_ok('CREATE TABLE app.files_2030 PARTITION OF app.files FOR VALUES FROM (''2030-01-01'') TO (''2031-01-01'')', 'MG808', NULL, 'a partition has its own owner');

SET LOCAL mana_guard.enabled = off;
SET ROLE mana_guard_super;
CREATE TABLE app.old (id int);
CREATE FUNCTION app.old_one() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
RESET ROLE;
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER TABLE app.old ADD COLUMN name text; ALTER FUNCTION app.old_one() STABLE', 'what stood before isn''t held against a command');
SELECT results_eq($$SELECT object_type, identity, value, fix FROM mana_guard.audit('app') WHERE code = 'MG808' ORDER BY object_type$$,
    $$VALUES ('function', 'app.old_one()', 'mana_guard_super', NULL), ('table', 'app.old', 'mana_guard_super', NULL)$$, 'an audit finds them');
SELECT is((SELECT message FROM mana_guard.findings('app.old') WHERE code = 'MG808'), 'table app.old is owned by the superuser mana_guard_super', 'and findings() the table');
SELECT lives_ok('ALTER TABLE app.old OWNER TO mana_guard_service; ALTER FUNCTION app.old_one() OWNER TO mana_guard_service', 'to give them to the service passes');
SELECT is_empty($$SELECT * FROM mana_guard.audit('app') WHERE code = 'MG808'$$, 'and leaves nothing');

SELECT * FROM finish();
ROLLBACK;
