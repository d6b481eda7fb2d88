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
BEGIN;
SELECT plan(12);
SELECT mana_guard.set_rule('MG615', 'error');
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of

SELECT throws_ok('ALTER TABLE app.files ADD COLUMN twice int GENERATED ALWAYS AS (size * 2) STORED', 'MG615',
    'column twice is added to table app.files as GENERATED ... STORED, which rewrites the table', 'a stored generated column');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN "Twice" int NOT NULL GENERATED ALWAYS AS (size * 2) STORED', 'MG615',
    'column "Twice" is added to table app.files as GENERATED ... STORED, which rewrites the table', 'NOT NULL');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN a int, ADD COLUMN twice int GENERATED ALWAYS AS (size * 2) STORED', 'MG615',
    'column twice is added to table app.files as GENERATED ... STORED, which rewrites the table', 'as one of several steps');
SELECT throws_ok('ALTER TABLE app.parts ADD COLUMN twice int GENERATED ALWAYS AS (size * 2) STORED', 'MG615',
    'column twice is added to table app.parts as GENERATED ... STORED, which rewrites the table', 'of a partitioned table');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files ADD COLUMN twice numeric(8, 2) GENERATED ALWAYS AS (size * 2) STORED'), 'MG615 This would pass:' ||
    E'\nALTER TABLE app.files ADD COLUMN twice numeric(8,2);' ||
    E'\n-- then create a trigger that fills it, and fill in the existing rows in batches', 'a plain one and a trigger');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN twice int', 'a plain column');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY', 'an identity column is none');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN IF NOT EXISTS name int GENERATED ALWAYS AS (size * 2) STORED', 'a column that is there already');
SELECT lives_ok('ALTER TABLE app.bare ADD COLUMN twice int GENERATED ALWAYS AS (size * 2) STORED', 'an empty table');
SELECT lives_ok('ALTER TABLE scratch ADD COLUMN twice int GENERATED ALWAYS AS (size * 2) STORED', 'a temporary table');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made (name) VALUES ('a');
SELECT lives_ok('ALTER TABLE app.made ADD COLUMN twice int GENERATED ALWAYS AS (size * 2) STORED', 'a table that this transaction made');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN thrice int GENERATED ALWAYS AS (missing) STORED', 'MG615',
    'column thrice is added to table app.files as GENERATED ... STORED, which rewrites the table', 'a column that isn''t there may be one to come');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
