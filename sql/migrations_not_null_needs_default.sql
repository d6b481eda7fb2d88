\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- What stood before the transaction and holds rows, and what doesn't.
SET client_min_messages = error;
CREATE SCHEMA app;
CREATE DOMAIN app.label AS text DEFAULT 'none';
CREATE DOMAIN app.plain_text AS text;
CREATE DOMAIN app.nothing AS text DEFAULT NULL;
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
CREATE FOREIGN DATA WRAPPER app_nothing;
CREATE SERVER app_elsewhere FOREIGN DATA WRAPPER app_nothing;
CREATE FOREIGN TABLE app.remote (id uuid, name varchar(50), size int, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()) SERVER app_elsewhere;
BEGIN;
SELECT plan(27);
SELECT mana_guard.set_rule('MG604', 'error');
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of

SELECT throws_ok('ALTER TABLE app.files ADD COLUMN kind text NOT NULL', 'MG604',
    'column kind is added to table app.files as NOT NULL without a default, but the table has rows', 'NOT NULL without a default');
SELECT throws_ok('ALTER TABLE app.files ADD kind text CONSTRAINT must NOT NULL', 'MG604',
    'column kind is added to table app.files as NOT NULL without a default, but the table has rows', 'with a name for the constraint');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN kind text NOT NULL DEFAULT NULL', 'MG604',
    'column kind is added to table app.files as NOT NULL without a default, but the table has rows', 'DEFAULT NULL is none');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN kind text NOT NULL DEFAULT NULL::varchar', 'MG604',
    'column kind is added to table app.files as NOT NULL without a default, but the table has rows', 'however it is written');
SELECT throws_ok('ALTER TABLE app.bare ADD COLUMN kind text NOT NULL, ADD COLUMN other text NULL NOT NULL', '42601',
    NULL, 'what PostgreSQL refuses it refuses itself');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN note text, ADD COLUMN "Kind" text NOT NULL', 'MG604',
    'column "Kind" is added to table app.files as NOT NULL without a default, but the table has rows', 'as one of several steps');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN IF NOT EXISTS kind text NOT NULL', 'MG604',
    'column kind is added to table app.files as NOT NULL without a default, but the table has rows', 'where it isn''t there yet');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN kind app.plain_text NOT NULL', 'MG604',
    'column kind is added to table app.files as NOT NULL without a default, but the table has rows', 'of a domain without a default');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN kind app.nothing NOT NULL', 'MG604',
    'column kind is added to table app.files as NOT NULL without a default, but the table has rows', 'or with NULL for one');
SELECT throws_ok('ALTER TABLE app.parts ADD COLUMN kind text NOT NULL', 'MG604',
    'column kind is added to table app.parts as NOT NULL without a default, but the table has rows', 'a partitioned table whose partitions have rows');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files ADD COLUMN kind varchar(20) NOT NULL'), 'MG604 This would pass:' ||
    E'\nALTER TABLE app.files ADD COLUMN kind character varying(20) NOT NULL DEFAULT '''';', 'a default that would do');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files ADD COLUMN amount numeric(8, 2) NOT NULL'), 'MG604 This would pass:' ||
    E'\nALTER TABLE app.files ADD COLUMN amount numeric(8,2) NOT NULL DEFAULT 0;', 'of a number');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files ADD COLUMN tags text[] NOT NULL'), 'MG604 This would pass:' ||
    E'\nALTER TABLE app.files ADD COLUMN tags text[] NOT NULL DEFAULT ''{}'';', 'of an array');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files ADD COLUMN kind app.plain_text NOT NULL'), 'MG604 This would pass:' ||
    E'\nALTER TABLE app.files ADD COLUMN kind app.plain_text NOT NULL DEFAULT '''';', 'of a domain');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files ADD COLUMN code uuid NOT NULL'), 'MG604 This would pass:' ||
    E'\nALTER TABLE app.files ADD COLUMN code uuid;' ||
    E'\n-- fill it in, then set it NOT NULL', 'or later');
-- What has a value for the rows that are there.
SELECT lives_ok($$ALTER TABLE app.files ADD COLUMN a text NOT NULL DEFAULT ''$$, 'a default');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN b app.label NOT NULL', 'a domain''s');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN c serial NOT NULL', 'serial');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN d bigint NOT NULL GENERATED BY DEFAULT AS IDENTITY', 'identity');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN e int NOT NULL GENERATED ALWAYS AS (size + 1) STORED', 'a generated column');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN f text', 'no NOT NULL');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN IF NOT EXISTS name text NOT NULL', 'a column that is there already');
-- Where there are no rows.
SELECT lives_ok('ALTER TABLE app.bare ADD COLUMN kind text NOT NULL', 'an empty table');
SELECT lives_ok('ALTER TABLE app.remote ADD COLUMN kind text NOT NULL', 'a foreign table has none here');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made (name) VALUES ('a');
DELETE FROM app.made;
SELECT lives_ok('ALTER TABLE app.made ADD COLUMN kind text NOT NULL', 'a table that this transaction made');
SELECT throws_ok('ALTER TABLE scratch ADD COLUMN kind text NOT NULL', '23502', NULL, 'of a temporary table PostgreSQL says it');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN kind missing NOT NULL', 'MG604',
    'column kind is added to table app.files as NOT NULL without a default, but the table has rows', 'a type that isn''t there needs one as well');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP FOREIGN DATA WRAPPER app_nothing CASCADE;
DROP SCHEMA app CASCADE;
