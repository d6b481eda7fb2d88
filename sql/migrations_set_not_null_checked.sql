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
CREATE FOREIGN DATA WRAPPER app_nothing;
CREATE SERVER app_elsewhere FOREIGN DATA WRAPPER app_nothing;
CREATE FOREIGN TABLE app.remote (id uuid, name varchar(50), size int, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()) SERVER app_elsewhere;
CREATE TABLE app.proved (id uuid, a text, b text, c text, d text, e text, f text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK (a IS NOT NULL), CHECK (b IS NOT NULL AND b <> ''), CHECK (c <> ''), CHECK (d IS NOT NULL OR a IS NOT NULL));
INSERT INTO app.proved VALUES ('00000000-0000-0000-0000-000000000000', 'a', 'b', 'c', 'd', 'e', 'f');
ALTER TABLE app.proved ADD CONSTRAINT proved_e CHECK (e IS NOT NULL) NOT VALID;
CREATE UNIQUE INDEX idx_proved_id ON app.proved (id);
BEGIN;
SELECT plan(22);
SELECT mana_guard.set_rule('MG605', 'error');
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of

SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN name SET NOT NULL', 'MG605',
    'column name of table app.files is set NOT NULL with a scan that blocks reads and writes', 'a scan of a table in use');
SELECT throws_ok($$ALTER TABLE app.files ALTER name SET DEFAULT 'x', ALTER name SET NOT NULL$$, 'MG605',
    'column name of table app.files is set NOT NULL with a scan that blocks reads and writes', 'as one of several steps');
SELECT throws_ok('ALTER TABLE app.parts ALTER COLUMN name SET NOT NULL', 'MG605',
    'column name of table app.parts is set NOT NULL with a scan that blocks reads and writes', 'of a partitioned table');
SELECT throws_ok('ALTER TABLE app.parts_all ALTER COLUMN name SET NOT NULL', 'MG605',
    'column name of table app.parts_all is set NOT NULL with a scan that blocks reads and writes', 'of one partition');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files ALTER COLUMN name SET NOT NULL'), 'MG605 This would pass:' ||
    E'\nALTER TABLE app.files ADD CONSTRAINT files_name_not_null CHECK (name IS NOT NULL) NOT VALID;' ||
    E'\n-- then, after COMMIT:' ||
    E'\nALTER TABLE app.files VALIDATE CONSTRAINT files_name_not_null;' ||
    E'\nALTER TABLE app.files ALTER COLUMN name SET NOT NULL;' ||
    E'\nALTER TABLE app.files DROP CONSTRAINT files_name_not_null;', 'the way round');
-- What a check proves.
SELECT lives_ok('ALTER TABLE app.proved ALTER COLUMN a SET NOT NULL', 'that it isn''t null');
SELECT lives_ok('ALTER TABLE app.proved ALTER COLUMN b SET NOT NULL', 'that and more');
SELECT throws_ok('ALTER TABLE app.proved ALTER COLUMN c SET NOT NULL', 'MG605',
    'column c of table app.proved is set NOT NULL with a scan that blocks reads and writes', 'a comparison lets nulls pass');
SELECT throws_ok('ALTER TABLE app.proved ALTER COLUMN d SET NOT NULL', 'MG605',
    'column d of table app.proved is set NOT NULL with a scan that blocks reads and writes', 'one of two is not enough');
SELECT throws_ok('ALTER TABLE app.proved ALTER COLUMN e SET NOT NULL', 'MG605',
    'column e of table app.proved is set NOT NULL with a scan that blocks reads and writes', 'a check that isn''t valid proves nothing');
ALTER TABLE app.proved VALIDATE CONSTRAINT proved_e;
SELECT lives_ok('ALTER TABLE app.proved ALTER COLUMN e SET NOT NULL', 'until it is validated');
SELECT lives_ok('ALTER TABLE app.proved ALTER COLUMN f SET NOT NULL', 'what is NOT NULL already');
ALTER TABLE app.parts ADD CHECK (name IS NOT NULL);
SELECT lives_ok('ALTER TABLE app.parts ALTER COLUMN name SET NOT NULL', 'a check of all partitions');
-- What a primary key makes NOT NULL.
SELECT throws_ok('ALTER TABLE app.proved ADD PRIMARY KEY (a, id)', 'MG605',
    'column id of table app.proved is set NOT NULL with a scan that blocks reads and writes (and 1 more finding)', 'as if it were said');
SELECT throws_ok('ALTER TABLE app.proved ADD CONSTRAINT proved_pkey PRIMARY KEY USING INDEX idx_proved_id', 'MG605',
    'column id of table app.proved is set NOT NULL with a scan that blocks reads and writes', 'also of an index that is there');
SAVEPOINT before;
SELECT lives_ok('ALTER TABLE app.proved ADD PRIMARY KEY (a, b)', 'what is NOT NULL already');
ROLLBACK TO SAVEPOINT before;
ALTER TABLE app.proved ADD CHECK (id IS NOT NULL);
SELECT lives_ok('ALTER TABLE app.proved ADD CONSTRAINT proved_pkey PRIMARY KEY USING INDEX idx_proved_id', 'and what is proved');
-- What nobody waits for.
SELECT lives_ok('ALTER TABLE app.bare ALTER COLUMN name SET NOT NULL', 'an empty table');
SELECT lives_ok('ALTER TABLE scratch ALTER COLUMN name SET NOT NULL', 'a temporary table');
SELECT lives_ok('ALTER TABLE app.remote ALTER COLUMN name SET NOT NULL', 'a foreign table');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made (name) VALUES ('a');
SELECT lives_ok('ALTER TABLE app.made ALTER COLUMN name SET NOT NULL', 'a table that this transaction made');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN missing SET NOT NULL', '42703',
    NULL, 'a column that isn''t there is PostgreSQL''s to refuse');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP FOREIGN DATA WRAPPER app_nothing CASCADE;
DROP SCHEMA app CASCADE;
