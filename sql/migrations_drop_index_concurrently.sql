\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- What stood before the transaction and holds rows, and what doesn't.
SET client_min_messages = error;
CREATE SCHEMA app;
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
CREATE INDEX idx_files_name ON app.files (name);
CREATE INDEX "by Size" ON app.files (size);
CREATE INDEX idx_bare_name ON app.bare (name);
CREATE INDEX idx_parts_name ON app.parts (name);
CREATE INDEX idx_parts_all_size ON app.parts_all (size);
CREATE INDEX idx_sizes_size ON app.sizes (size);
CREATE INDEX idx_scratch_name ON scratch (name);
BEGIN;
SELECT plan(17);
SELECT mana_guard.set_rule('MG602', 'error');
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of

SELECT throws_ok('DROP INDEX app.idx_files_name', 'MG602',
    'table app.files is in use; dropping index idx_files_name blocks reads and writes', 'an index of a table in use');
SELECT throws_ok('DROP INDEX IF EXISTS app.idx_files_name', 'MG602', NULL, 'with IF EXISTS');
SELECT throws_ok('DROP INDEX app."by Size"', 'MG602',
    'table app.files is in use; dropping index "by Size" blocks reads and writes', 'a name in quotes');
SET LOCAL search_path = app, public;
SELECT throws_ok('DROP INDEX idx_files_name RESTRICT', 'MG602',
    'table app.files is in use; dropping index idx_files_name blocks reads and writes', 'found by the search path');
SELECT is(pg_temp.hint_of('DROP INDEX idx_files_name'), 'MG602 This would pass:' ||
    E'\n-- in a migration of its own, outside a transaction block:' ||
    E'\nDROP INDEX CONCURRENTLY app.idx_files_name;', 'the way round names the schema');
RESET search_path;
SELECT throws_ok('DROP INDEX app.idx_sizes_size', 'MG602',
    'materialized view app.sizes is in use; dropping index idx_sizes_size blocks reads and writes', 'of a materialized view');
SELECT throws_ok('DROP INDEX app.idx_parts_all_size', 'MG602',
    'table app.parts_all is in use; dropping index idx_parts_all_size blocks reads and writes', 'of one partition');
-- What PostgreSQL can't do CONCURRENTLY.
SELECT throws_ok('DROP INDEX app.files_pkey', '2BP01', NULL, 'a constraint''s can''t be dropped at all');
SELECT throws_ok('DROP INDEX app.parts_all_name_idx', '2BP01', NULL, 'nor what a partition has of its parent''s');
SELECT lives_ok('DROP INDEX app.idx_parts_name', 'an index of all partitions');
SAVEPOINT before;
SELECT lives_ok('DROP INDEX app.idx_files_name CASCADE', 'CASCADE');
ROLLBACK TO SAVEPOINT before;
SELECT lives_ok('DROP INDEX app.idx_files_name, app."by Size"', 'several at once');
-- What nobody waits for.
SELECT lives_ok('DROP INDEX app.idx_bare_name', 'of an empty table');
SELECT lives_ok('DROP INDEX idx_scratch_name', 'of a temporary table');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made (name) VALUES ('a');
CREATE INDEX idx_made_name ON app.made (name);
SELECT lives_ok('DROP INDEX app.idx_made_name', 'of a table that this transaction made');
SELECT lives_ok('DROP INDEX IF EXISTS app.missing', 'one that isn''t there');
SELECT throws_ok('DROP INDEX app.files', '42809', NULL, 'what is no index is PostgreSQL''s to refuse');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
