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
CREATE TEMPORARY TABLE scratch (id uuid, name varchar(50), size int);
INSERT INTO scratch (name) VALUES ('a');
CREATE UNIQUE INDEX idx_files_name ON app.files (name);
CREATE TABLE app.keyless (id uuid NOT NULL, name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.keyless VALUES ('00000000-0000-0000-0000-000000000000', 'a');
BEGIN;
SELECT plan(16);
SELECT mana_guard.set_rule('MG607', 'error');
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of

SELECT throws_ok('ALTER TABLE app.files ADD CONSTRAINT name_once UNIQUE (name)', 'MG607',
    'constraint name_once is added to table app.files with an index build that blocks reads and writes', 'a unique constraint');
SELECT throws_ok('ALTER TABLE app.files ADD UNIQUE (name, size)', 'MG607',
    'constraint files_name_size_key is added to table app.files with an index build that blocks reads and writes', 'without a name');
SELECT throws_ok('ALTER TABLE app.keyless ADD PRIMARY KEY (id)', 'MG607',
    'constraint keyless_pkey is added to table app.keyless with an index build that blocks reads and writes', 'a primary key');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN path text UNIQUE', 'MG607',
    'constraint files_path_key is added to table app.files with an index build that blocks reads and writes', 'of a new column');
SELECT throws_ok('ALTER TABLE app.keyless ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY', 'MG607',
    'constraint keyless_pkey is added to table app.keyless with an index build that blocks reads and writes (and 1 more finding)', 'a new column as the key');
SELECT throws_ok('ALTER TABLE app.parts_all ADD UNIQUE (name)', 'MG607',
    'constraint parts_all_name_key is added to table app.parts_all with an index build that blocks reads and writes', 'of one partition');
SELECT is(pg_temp.hint_of('ALTER TABLE app.keyless ADD PRIMARY KEY (id)'), 'MG607 This would pass:' ||
    E'\n-- in a migration of its own, outside a transaction block:' ||
    E'\nCREATE UNIQUE INDEX CONCURRENTLY idx_keyless_id ON app.keyless (id);' ||
    E'\nALTER TABLE app.keyless ADD CONSTRAINT keyless_pkey PRIMARY KEY USING INDEX idx_keyless_id;', 'the index first');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files ADD UNIQUE NULLS NOT DISTINCT (name, size) INCLUDE (id) DEFERRABLE'), 'MG607 This would pass:' ||
    E'\n-- in a migration of its own, outside a transaction block:' ||
    E'\nCREATE UNIQUE INDEX CONCURRENTLY idx_files_name_size ON app.files (name, size) INCLUDE (id) NULLS NOT DISTINCT;' ||
    E'\nALTER TABLE app.files ADD CONSTRAINT files_name_size_id_key UNIQUE USING INDEX idx_files_name_size DEFERRABLE;', 'with all that it says');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files ADD COLUMN path text, ADD CONSTRAINT path_once UNIQUE (path)'), 'MG607 This would pass:' ||
    E'\n-- ADD COLUMN in a statement of its own, then CREATE UNIQUE INDEX CONCURRENTLY,' ||
    E'\n-- and ADD CONSTRAINT path_once ... USING INDEX', 'a new column before that');
-- What is at once, or what PostgreSQL knows no way round.
SELECT lives_ok('ALTER TABLE app.files ADD CONSTRAINT name_once UNIQUE USING INDEX idx_files_name', 'an index that is there');
SELECT lives_ok('ALTER TABLE app.parts ADD UNIQUE (name, created_at)', 'a partitioned table');
SELECT lives_ok('ALTER TABLE app.bare ADD UNIQUE (name)', 'an empty table');
SELECT lives_ok('ALTER TABLE scratch ADD UNIQUE (name)', 'a temporary table');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made (name) VALUES ('a');
SELECT lives_ok('ALTER TABLE app.made ADD UNIQUE (name)', 'a table that this transaction made');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN IF NOT EXISTS name text UNIQUE', 'a column that is there already');
SELECT throws_ok('ALTER TABLE app.files ADD UNIQUE (missing)', 'MG607',
    'constraint files_missing_key is added to table app.files with an index build that blocks reads and writes', 'a column that isn''t there may be one to come');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
