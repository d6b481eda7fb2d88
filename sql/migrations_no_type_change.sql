\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- What stood before the transaction and holds rows, and what doesn't.
SET client_min_messages = error;
CREATE SCHEMA app;
CREATE DOMAIN app.plain_text AS text;
CREATE DOMAIN app.short_text AS text CHECK (length(VALUE) < 100);
CREATE TYPE app.mood AS ENUM ('good', 'bad');
CREATE TABLE app.parts (id uuid NOT NULL DEFAULT gen_random_uuid(), name text, size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE TABLE app.parts_all PARTITION OF app.parts DEFAULT;
INSERT INTO app.parts (name) VALUES ('a');
CREATE TEMPORARY TABLE scratch (id uuid, name varchar(50), size int);
INSERT INTO scratch (name) VALUES ('a');
CREATE FOREIGN DATA WRAPPER app_nothing;
CREATE SERVER app_elsewhere FOREIGN DATA WRAPPER app_nothing;
CREATE FOREIGN TABLE app.remote (id uuid, name varchar(50), size int, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()) SERVER app_elsewhere;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0, price numeric(8, 2),
    code char(4), seen_at timestamp, sent_at timestamptz, flags varbit(8), took interval(3), data json, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (name, seen_at, sent_at) VALUES ('a', now(), now());
CREATE TABLE app.folders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), path varchar(50) CONSTRAINT folders_path_check CHECK (path LIKE '/%'), label varchar(50),
    sort_key text COLLATE "C", deleted_at timestamptz, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX idx_folders_name ON app.folders (name) WHERE deleted_at IS NULL;
CREATE INDEX idx_folders_label ON app.folders (label);
CREATE INDEX idx_folders_sort_key ON app.folders (sort_key);
INSERT INTO app.folders (path) VALUES ('/a');
CREATE TABLE app.bare (id uuid, size int, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
BEGIN;
SELECT plan(47);
SELECT mana_guard.set_rule('MG609', 'error');
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of

SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN size TYPE bigint', 'MG609',
    'column size of table app.files changes from integer to bigint, which rewrites the table', 'integer to bigint');
SELECT is(substring(pg_temp.hint_of('ALTER TABLE app.files ALTER COLUMN size TYPE boolean USING size = 1') FROM 'ADD COLUMN [^;]*;'),
    'ADD COLUMN is_size_new boolean NOT NULL DEFAULT false;', 'the second column satisfies the rules about it');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN name TYPE varchar(40)', 'MG609',
    'column name of table app.files changes from character varying(50) to character varying(40), which rewrites the table', 'a shorter varchar');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN name TYPE char(50)', 'MG609',
    'column name of table app.files changes from character varying(50) to character(50), which rewrites the table', 'varchar to char');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN code TYPE char(8)', 'MG609',
    'column code of table app.files changes from character(4) to character(8), which rewrites the table', 'a longer char');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN code TYPE text', 'MG609',
    'column code of table app.files changes from character(4) to text, which rewrites the table', 'char to text');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN price TYPE numeric(8, 3)', 'MG609',
    'column price of table app.files changes from numeric(8,2) to numeric(8,3), which rewrites the table', 'numeric with more digits behind the point');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN price TYPE numeric(6, 2)', 'MG609',
    'column price of table app.files changes from numeric(8,2) to numeric(6,2), which rewrites the table', 'numeric with fewer before it');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN data TYPE jsonb', 'MG609',
    'column data of table app.files changes from json to jsonb, which rewrites the table', 'json to jsonb');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN name TYPE app.short_text', 'MG609',
    'column name of table app.files changes from character varying(50) to app.short_text, which rewrites the table', 'a domain with a constraint');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN name TYPE text USING lower(name)', 'MG609',
    'column name of table app.files changes from character varying(50) to text, which rewrites the table', 'USING another value');
SELECT throws_ok($$ALTER TABLE app.files ALTER COLUMN name TYPE app.mood USING 'good'$$, 'MG609',
    'column name of table app.files changes from character varying(50) to app.mood, which rewrites the table', 'USING a constant');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN name TYPE text USING id::text', 'MG609',
    'column name of table app.files changes from character varying(50) to text, which rewrites the table', 'USING another column');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN name TYPE text, ALTER COLUMN size TYPE bigint', 'MG609',
    'column size of table app.files changes from integer to bigint, which rewrites the table', 'as one of several steps');
SELECT throws_ok('ALTER TABLE app.parts ALTER COLUMN size TYPE bigint', 'MG609',
    'column size of table app.parts changes from integer to bigint, which rewrites the table', 'of a partitioned table');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files ALTER COLUMN size TYPE bigint'), 'MG609 This would pass:' ||
    E'\nALTER TABLE app.files ADD COLUMN size_new bigint;' ||
    E'\n-- write both, copy in batches, move the readers, then announce size with mana_guard.deprecate()', 'another column');
-- The time zone says whether a time without one can stay.
SET LOCAL timezone = 'Europe/Berlin';
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN seen_at TYPE timestamptz', 'MG609',
    'column seen_at of table app.files changes from timestamp without time zone to timestamp with time zone, which rewrites the table', 'not elsewhere');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN sent_at TYPE timestamp', 'MG609',
    'column sent_at of table app.files changes from timestamp with time zone to timestamp without time zone, which rewrites the table', 'nor back');
SET LOCAL timezone = 'UTC';
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN seen_at TYPE timestamptz', 'under UTC');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN sent_at TYPE timestamp', 'and back');
SELECT throws_ok($$ALTER TABLE app.files ALTER COLUMN sent_at TYPE timestamptz USING sent_at AT TIME ZONE 'Europe/Berlin'$$, 'MG609',
    'column sent_at of table app.files changes from timestamp without time zone to timestamp with time zone, which rewrites the table', 'not USING another zone');
-- What PostgreSQL rewrites it says itself: these are no rewrites to it either.
CREATE TEMPORARY TABLE rewritten (tag text);
CREATE FUNCTION app.note_rewrite() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO pg_temp.rewritten VALUES (tg_tag); END';
CREATE EVENT TRIGGER app_note_rewrite ON table_rewrite EXECUTE FUNCTION app.note_rewrite();
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN name TYPE varchar(80)', 'a longer varchar');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN name TYPE varchar', 'one without a length');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN name TYPE text', 'text');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN name TYPE app.plain_text', 'a domain without constraints');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN name TYPE text USING name::text', 'USING the same value');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN price TYPE numeric(12, 2)', 'numeric with more digits before the point');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN price TYPE numeric', 'without any limit');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN flags TYPE varbit(16)', 'a longer bit string');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN took TYPE interval', 'an interval with more digits');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN size TYPE integer', 'the type that it has');
SELECT is((SELECT count(*)::int FROM rewritten), 0, 'PostgreSQL has rewritten nothing');
-- The rows stay, and PostgreSQL reads them all the same.
SELECT throws_ok('ALTER TABLE app.folders ALTER COLUMN path TYPE text', 'MG609',
    'column path of table app.folders changes from character varying(50) to text, which reads the table to check folders_path_check again', 'a check is checked again');
SELECT throws_ok('ALTER TABLE app.folders ALTER COLUMN name TYPE text', 'MG609',
    'column name of table app.folders changes from character varying(50) to text, which reads the table to rebuild index idx_folders_name', 'a partial index is built anew');
SELECT throws_ok('ALTER TABLE app.folders ALTER COLUMN sort_key TYPE text COLLATE "POSIX"', 'MG609',
    'column sort_key of table app.folders changes from text to text COLLATE "POSIX", which reads the table to rebuild index idx_folders_sort_key', 'so is one under another collation');
CREATE TEMPORARY TABLE files_before AS SELECT oid, relfilenode FROM pg_class WHERE oid IN ('app.idx_folders_label'::regclass, 'app.idx_folders_name'::regclass);
SELECT lives_ok('ALTER TABLE app.folders ALTER COLUMN label TYPE text', 'any other index stays');
SELECT is((SELECT count(*)::int FROM files_before JOIN pg_class USING (relfilenode)), 2, 'in its file');
SELECT mana_guard.set_rule('MG609', 'off');
SELECT lives_ok('ALTER TABLE app.folders ALTER COLUMN name TYPE text', 'unheeded');
SELECT is((SELECT count(*)::int FROM files_before JOIN pg_class USING (relfilenode)), 1, 'the partial one gets another file');
SELECT mana_guard.set_rule('MG608', 'off');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN size TYPE bigint', 'what is switched off');
SELECT is((SELECT count(*)::int FROM rewritten), 1, 'PostgreSQL has rewritten it');
SELECT mana_guard.set_rule('MG609', 'error');
-- What nobody waits for.
SELECT lives_ok('ALTER TABLE app.bare ALTER COLUMN size TYPE bigint', 'an empty table');
SELECT lives_ok('ALTER TABLE scratch ALTER COLUMN size TYPE bigint', 'a temporary table');
SELECT lives_ok('ALTER TABLE app.remote ALTER COLUMN size TYPE bigint', 'a foreign table');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made (name) VALUES ('a');
SELECT lives_ok('ALTER TABLE app.made ALTER COLUMN size TYPE bigint', 'a table that this transaction made');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN id TYPE int', '42804', NULL, 'what PostgreSQL refuses it refuses itself');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN missing TYPE int', '42703', NULL, 'also where there is no column');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP FOREIGN DATA WRAPPER app_nothing CASCADE;
DROP SCHEMA app CASCADE;
