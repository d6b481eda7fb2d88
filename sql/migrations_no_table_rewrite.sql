\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- What stood before the transaction and holds rows, and what doesn't.
SET client_min_messages = error;
CREATE SCHEMA app;
CREATE DOMAIN app.positive AS int CHECK (VALUE > 0);
CREATE DOMAIN app.plain_int AS int;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (name) VALUES ('a'), ('b');
CREATE TABLE app.bare (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.parts (id uuid NOT NULL DEFAULT gen_random_uuid(), name text, size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE TABLE app.parts_all PARTITION OF app.parts DEFAULT;
INSERT INTO app.parts (name) VALUES ('a');
CREATE MATERIALIZED VIEW app.sizes AS SELECT id, size FROM app.files;
CREATE TEMPORARY TABLE scratch (id uuid, name varchar(50), size int);
INSERT INTO scratch (name) VALUES ('a');
CREATE ACCESS METHOD app_heap TYPE TABLE HANDLER heap_tableam_handler;
BEGIN;
SELECT plan(27);
SELECT mana_guard.set_rule('MG608', 'error');

SELECT throws_ok('ALTER TABLE app.files SET UNLOGGED', 'MG608', 'table app.files is rewritten for LOGGED or UNLOGGED', 'UNLOGGED');
SELECT throws_ok('ALTER TABLE app.files SET ACCESS METHOD app_heap', 'MG608',
    'table app.files is rewritten for another access method', 'another access method');
SELECT throws_ok('ALTER MATERIALIZED VIEW app.sizes SET ACCESS METHOD app_heap', 'MG608',
    'materialized view app.sizes is rewritten for another access method', 'of a materialized view');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN pages app.positive', 'MG608',
    'table app.files is rewritten for a domain with constraints', 'a column whose domain is checked');
SELECT throws_ok('ALTER TABLE app.parts ADD COLUMN pages app.positive', 'MG608',
    'table app.parts is rewritten for a domain with constraints', 'of all partitions');
SELECT throws_ok('ALTER TABLE app.parts_all SET UNLOGGED', 'MG608',
    'table app.parts_all is rewritten for LOGGED or UNLOGGED', 'of one partition');
-- What has a rule of its own, and is said here where that is off.
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN name TYPE char(50)', 'MG608',
    'table app.files is rewritten for another type (and 1 more finding)', 'no_type_change only warns of it');
SELECT mana_guard.set_rule('no_type_change', 'error');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN name TYPE char(50)', 'MG609', NULL, 'alone, where it is as strict');
DELETE FROM mana_guard.policy WHERE rule = 'no_type_change';
SELECT mana_guard.set_rule('no_type_change', 'off');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN name TYPE char(50)', 'MG608',
    'table app.files is rewritten for another type', 'another type');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN code uuid DEFAULT gen_random_uuid()', 'MG608',
    'table app.files is rewritten for a default that differs from row to row (and 1 more finding)', 'no_volatile_default only warns of it');
SELECT mana_guard.set_rule('no_volatile_default', 'error');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN code uuid DEFAULT gen_random_uuid()', 'MG614', NULL, 'alone, where it is as strict');
DELETE FROM mana_guard.policy WHERE rule = 'no_volatile_default';
SELECT mana_guard.set_rule('no_volatile_default', 'off');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN code uuid DEFAULT gen_random_uuid()', 'MG608',
    'table app.files is rewritten for a default that differs from row to row', 'a default that differs from row to row');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN twice int GENERATED ALWAYS AS (size * 2) STORED', 'MG608',
    'table app.files is rewritten for a stored generated column (and 1 more finding)', 'no_generated_stored only warns of it');
SELECT mana_guard.set_rule('no_generated_stored', 'error');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN twice int GENERATED ALWAYS AS (size * 2) STORED', 'MG615', NULL, 'alone, where it is as strict');
DELETE FROM mana_guard.policy WHERE rule = 'no_generated_stored';
SELECT mana_guard.set_rule('no_generated_stored', 'off');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN twice int GENERATED ALWAYS AS (size * 2) STORED', 'MG608',
    'table app.files is rewritten for a stored generated column', 'a stored generated column');
CREATE FUNCTION app.key_for(salt double precision DEFAULT random()) RETURNS text LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN salt; END';
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN code text DEFAULT app.key_for()', 'MG608',
    'table app.files is rewritten for a default that differs from row to row', 'an argument''s default counts');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN number serial', 'MG608',
    'table app.files is rewritten for a default that differs from row to row', 'serial');
-- What leaves the rows alone.
SELECT lives_ok('ALTER TABLE app.files SET LOGGED', 'LOGGED, which it is');
SELECT lives_ok('ALTER TABLE app.files SET ACCESS METHOD heap', 'the access method that it has');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN name TYPE text', 'a type that is stored alike');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN pages app.plain_int DEFAULT 1', 'a domain without constraints');
SELECT CASE WHEN current_setting('server_version_num')::int < 180000 THEN lives_ok('ALTER TABLE app.parts SET UNLOGGED', 'a partitioned table has no rows of its own') ELSE throws_ok('ALTER TABLE app.parts SET UNLOGGED', '42809', NULL, 'a partitioned table has no rows of its own') END;
SELECT lives_ok('ALTER TABLE app.bare SET UNLOGGED', 'an empty table');
SELECT lives_ok('ALTER TABLE scratch ALTER COLUMN size TYPE bigint', 'a temporary table');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made (name) VALUES ('a');
SELECT lives_ok('ALTER TABLE app.made SET UNLOGGED', 'a table that this transaction made');
SELECT mana_guard.set_rule('MG608', 'error', params => '{"min_size_bytes": 8193}');
SELECT lives_ok('ALTER TABLE app.files SET UNLOGGED', 'a table that is smaller than the house minds');
INSERT INTO app.files (name) SELECT 'file ' || i FROM generate_series(1, 200) AS i;
SELECT throws_ok('ALTER TABLE app.files SET LOGGED', 'MG608', NULL, 'and one that isn''t');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
DROP ACCESS METHOD app_heap;
