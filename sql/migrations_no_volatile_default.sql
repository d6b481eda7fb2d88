\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- What stood before the transaction and holds rows, and what doesn't.
SET client_min_messages = error;
CREATE SCHEMA app;
CREATE DOMAIN app.token AS uuid DEFAULT gen_random_uuid();
CREATE FUNCTION app.pure(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN RETURN $1; END';
CREATE FUNCTION app.impure(int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN $1; END';
CREATE SEQUENCE app.numbers;
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
SELECT plan(24);
SELECT mana_guard.set_rule('MG614', 'error');
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of

SELECT throws_ok('ALTER TABLE app.files ADD COLUMN code uuid DEFAULT gen_random_uuid()', 'MG614',
    'column code is added to table app.files with a default that calls pg_catalog.gen_random_uuid for every row', 'gen_random_uuid()');
SELECT throws_ok($$ALTER TABLE app.files ADD COLUMN n bigint NOT NULL DEFAULT nextval('app.numbers')$$, 'MG614',
    'column n is added to table app.files with a default that calls pg_catalog.nextval for every row', 'nextval()');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN n serial', 'MG614',
    'column n is added to table app.files with a default that calls pg_catalog.nextval for every row', 'serial');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN n bigint GENERATED ALWAYS AS IDENTITY', 'MG614',
    'column n is added to table app.files with a default that calls pg_catalog.nextval for every row', 'identity');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN at timestamptz DEFAULT clock_timestamp()', 'MG614',
    'column at is added to table app.files with a default that calls pg_catalog.clock_timestamp for every row', 'clock_timestamp()');
SELECT throws_ok($$ALTER TABLE app.files ADD COLUMN at timestamptz DEFAULT now() + CASE WHEN true THEN random() ELSE 1 END * interval '1 day'$$, 'MG614',
    'column at is added to table app.files with a default that calls pg_catalog.random for every row', 'however deep');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN n int DEFAULT app.impure(1)', 'MG614',
    'column n is added to table app.files with a default that calls app.impure for every row', 'an own function that says nothing of it');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN code app.token', 'MG614',
    'column code is added to table app.files with a default that calls pg_catalog.gen_random_uuid for every row', 'a domain''s default');
SELECT throws_ok('ALTER TABLE app.parts ADD COLUMN code uuid DEFAULT gen_random_uuid()', 'MG614',
    'column code is added to table app.parts with a default that calls pg_catalog.gen_random_uuid for every row', 'of a partitioned table');
SELECT throws_ok($$ALTER TABLE app.files ADD COLUMN a text DEFAULT '', ADD COLUMN code uuid DEFAULT gen_random_uuid()$$, 'MG614',
    'column code is added to table app.files with a default that calls pg_catalog.gen_random_uuid for every row', 'as one of several steps');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files ADD COLUMN code uuid NOT NULL DEFAULT gen_random_uuid()'), 'MG614 This would pass:' ||
    E'\nALTER TABLE app.files ADD COLUMN code uuid;' ||
    E'\nALTER TABLE app.files ALTER COLUMN code SET DEFAULT gen_random_uuid();' ||
    E'\n-- then fill in the existing rows in batches', 'the default comes afterwards');
-- One value for all rows.
CREATE TEMPORARY TABLE rewritten (tag text);
CREATE FUNCTION app.note_rewrite() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO pg_temp.rewritten VALUES (tg_tag); END';
CREATE EVENT TRIGGER app_note_rewrite ON table_rewrite EXECUTE FUNCTION app.note_rewrite();
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN a timestamptz NOT NULL DEFAULT now()', 'now()');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN b date DEFAULT CURRENT_DATE', 'CURRENT_DATE');
SELECT lives_ok($$ALTER TABLE app.files ADD COLUMN c text DEFAULT 'x'$$, 'a constant');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN d int DEFAULT app.pure(1)', 'an own immutable function');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN e app.token DEFAULT NULL', 'NULL in place of a domain''s default');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN f uuid', 'none');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN f SET DEFAULT gen_random_uuid()', 'a default for rows to come');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN IF NOT EXISTS name uuid DEFAULT gen_random_uuid()', 'a column that is there already');
SELECT is((SELECT count(*)::int FROM rewritten), 0, 'PostgreSQL has rewritten nothing');
-- What nobody waits for.
SELECT lives_ok('ALTER TABLE app.bare ADD COLUMN code uuid DEFAULT gen_random_uuid()', 'an empty table');
SELECT lives_ok('ALTER TABLE scratch ADD COLUMN code uuid DEFAULT gen_random_uuid()', 'a temporary table');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made (name) VALUES ('a');
SELECT lives_ok('ALTER TABLE app.made ADD COLUMN code uuid DEFAULT gen_random_uuid()', 'a table that this transaction made');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN code uuid DEFAULT missing()', '42883',
    NULL, 'a function that isn''t there is PostgreSQL''s to refuse');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
