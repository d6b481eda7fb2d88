\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE ROLE mana_guard_owner;
CREATE SCHEMA app;
CREATE SCHEMA parts;
CREATE SCHEMA owned;
GRANT CREATE, USAGE ON SCHEMA owned TO mana_guard_owner;
CREATE TYPE app.mood AS ENUM ('good');
CREATE DOMAIN app.code AS text;
CREATE TYPE app.point AS (x int, y int);
CREATE FUNCTION app.twice(n int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT n * 2';
CREATE TABLE app.files (id int PRIMARY KEY, mood app.mood, code app.code, size int, "Twice" int GENERATED ALWAYS AS (app.twice(size)) STORED,
    size_kb int GENERATED ALWAYS AS (size / 1024) STORED);
CREATE TABLE app.points OF app.point;
CREATE TABLE app.bases (id int, label text);
CREATE TABLE app.heirs (more text) INHERITS (app.bases);
CREATE VIEW app.labels AS SELECT label FROM app.bases;
CREATE TABLE parts.days (id int, mood app.mood) PARTITION BY RANGE (id);
CREATE TABLE parts.days_all PARTITION OF parts.days DEFAULT;
CREATE TYPE owned.flag AS ENUM ('red');
CREATE TABLE owned.boats (flag owned.flag);
CREATE TABLE app.boats (flag owned.flag);
ALTER TABLE owned.boats OWNER TO mana_guard_owner;
ALTER TYPE owned.flag OWNER TO mana_guard_owner;
CREATE TEMPORARY TABLE scratch (mood app.mood);
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(23);
-- What a statement is told of, which is undone.
CREATE FUNCTION pg_temp.told(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    told text;
BEGIN
    EXECUTE statement;
    RAISE EXCEPTION USING MESSAGE = 'nothing';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS told = MESSAGE_TEXT;
    RETURN told;
END
$$;
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG712', 'error');
SET client_min_messages = error;

SELECT throws_ok('DROP DOMAIN app.code CASCADE', 'MG712', 'column code of table app.files is dropped along with domain app.code', 'a column goes with its domain');
SELECT throws_ok('DROP SCHEMA parts CASCADE', 'MG712', 'table parts.days is dropped along with schema parts', 'a partitioned table with its schema');
SELECT throws_ok('DROP TABLE app.bases CASCADE', 'MG712', 'table app.heirs is dropped along with table app.bases', 'a table with the one that it inherits from');
SELECT throws_ok('DROP FUNCTION app.twice CASCADE', 'MG712', 'column "Twice" of table app.files is dropped along with function app.twice', 'a generated column with a function');
SELECT throws_ok('ALTER TABLE app.files DROP COLUMN size CASCADE', 'MG712', NULL, 'generated columns with what they are made of');
SELECT throws_ok('DROP TYPE app.mood CASCADE', 'MG712', NULL, 'columns with their type');
SELECT throws_ok('DROP OWNED BY mana_guard_owner CASCADE', 'MG712', NULL, 'what a role owns, and what uses it');
SELECT throws_ok($$DO 'BEGIN DROP DOMAIN app.code CASCADE; END'$$, 'MG712', NULL, 'within code');
SELECT is(pg_temp.told('DROP TYPE app.point CASCADE'), 'table app.points is dropped along with type app.point', 'a typed table with its type');
SELECT is(pg_temp.told('ALTER TYPE app.point DROP ATTRIBUTE y CASCADE'), 'column y of table app.points is dropped along with attribute y', 'its column with the attribute');
SELECT is(pg_temp.told('DROP TABLE app.bases, app.heirs CASCADE'), 'nothing', 'what is named may go');
SELECT is(pg_temp.told('DROP TABLE parts.days CASCADE'), 'nothing', 'partitions are their table''s');
SELECT is(pg_temp.told('ALTER TABLE app.bases DROP COLUMN label CASCADE'), 'nothing', 'so are the same columns of heirs, and a view is no table');
SELECT is(pg_temp.told('ALTER TABLE app.files DROP COLUMN "Twice" CASCADE, DROP COLUMN size_kb'), 'nothing', 'nothing depends on them');
SELECT mana_guard.set_rule('MG712', 'off', schema_pattern => 'app', object_pattern => 'files');
SELECT is(pg_temp.told('DROP TYPE app.mood CASCADE'), 'column mood of table parts.days is dropped along with type app.mood', 'no column of a partition, nor of a temporary table');
SELECT is(pg_temp.told('DROP OWNED BY mana_guard_owner CASCADE'), 'table owned.boats is dropped along with everything that its role owns (and 1 more finding)',
    'a table with its role, without its columns');
SELECT mana_guard.set_rule('MG712', 'error', schema_pattern => 'app', object_pattern => 'files');
INSERT INTO mana_guard.exemptions (rule, schema_pattern, object_pattern, column_pattern, value, reason)
VALUES ('drop_cascade_victims', 'app', 'files', 'code', 'domain app.code', 'agreed upon');
SELECT is(pg_temp.told('DROP DOMAIN app.code CASCADE'), 'nothing', 'an exemption waives it');

-- What this transaction has made isn't missed, and what it has altered is.
ALTER TABLE app.bases ADD COLUMN added app.code;
ALTER TABLE app.heirs ADD COLUMN another int;
ALTER TABLE app.files ALTER COLUMN mood SET NOT NULL;
SELECT is(pg_temp.told('DROP DOMAIN app.code CASCADE'), 'nothing', 'a column of this transaction');
SELECT is(pg_temp.told('DROP TABLE app.bases CASCADE'), 'table app.heirs is dropped along with table app.bases', 'a table that it has altered');
SELECT mana_guard.set_rule('MG712', 'off', schema_pattern => 'parts');
SELECT is(pg_temp.told('DROP TYPE app.mood CASCADE'), 'column mood of table app.files is dropped along with type app.mood', 'a column that it has altered');
ALTER TABLE app.heirs RENAME TO children;
SELECT is(pg_temp.told('DROP TABLE app.bases CASCADE'), 'table app.children is dropped along with table app.bases', 'by the name that it has now');
CREATE SCHEMA made;
CREATE TABLE made.files (mood app.mood);
SELECT is(pg_temp.told('DROP SCHEMA made CASCADE'), 'nothing', 'a table of this transaction');
CREATE TYPE app.pair AS (a int, b int);
CREATE CAST (app.pair AS text) WITH INOUT;
SELECT lives_ok('DROP CAST (app.pair AS text) CASCADE', 'what has no name of its own is named by its parts');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app, parts, owned CASCADE;
DROP ROLE mana_guard_owner;
