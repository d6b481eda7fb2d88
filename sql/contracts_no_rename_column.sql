\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size bigint, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (id) VALUES (gen_random_uuid());
CREATE TABLE app.empties (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size bigint, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.events (id uuid DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE TABLE app.events_old PARTITION OF app.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
INSERT INTO app.events (created_at) VALUES ('2025-05-05');
CREATE VIEW app.sizes AS SELECT id, size FROM app.files;
CREATE EXTENSION file_fdw;
CREATE SERVER lists FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE app.lists (line text) SERVER lists OPTIONS (filename '/dev/null');
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(26);

SELECT mana_guard.set_rule('no_rename_column', 'error');
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN size TO bytes; SELECT mana_guard.check_now()', 'MG703',
    'column size of table app.files is renamed to bytes; every client that uses the old name will fail', 'a column of a table in use keeps its name');
SELECT throws_ok('ALTER TABLE app.files RENAME size TO "Bytes"; SELECT mana_guard.check_now()', 'MG703',
    'column size of table app.files is renamed to "Bytes"; every client that uses the old name will fail', 'without the word COLUMN');
SELECT throws_ok('ALTER TABLE app.events RENAME COLUMN id TO event_id; SELECT mana_guard.check_now()', 'MG703', NULL, 'rows of partitions are rows');
SELECT throws_ok($$DO 'BEGIN ALTER TABLE app.files RENAME COLUMN size TO bytes; PERFORM mana_guard.check_now(); END'$$, 'MG703', NULL, 'within code');
SELECT lives_ok('ALTER TABLE app.empties RENAME COLUMN size TO bytes', 'without rows nobody reads it');
SELECT throws_ok('ALTER FOREIGN TABLE app.lists RENAME COLUMN line TO text; SELECT mana_guard.check_now()', 'MG703',
    'column line of foreign table app.lists is renamed to text; every client that uses the old name will fail', 'a foreign table''s rows are elsewhere');
SELECT lives_ok('ALTER VIEW app.sizes RENAME COLUMN size TO bytes', 'that of a view may change');
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN missing TO bytes', '42703', NULL, 'one that isn''t there is PostgreSQL''s to refuse');
SELECT lives_ok('ALTER TABLE app.files RENAME CONSTRAINT files_pkey TO files_key', 'a constraint is no column');

-- What the transaction puts under the old name answers to it.
SAVEPOINT renamed;
SELECT lives_ok('ALTER TABLE app.files RENAME COLUMN size TO bytes', 'a rename');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG703', 'column size of table app.files is renamed to bytes; every client that uses the old name will fail', 'whose old name nothing has');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN size bigint', 'until a column has it');
SELECT lives_ok('SELECT mana_guard.check_now()', 'so that nobody fails');
SELECT lives_ok('ALTER TABLE app.files DROP COLUMN size; ALTER TABLE app.files RENAME COLUMN bytes TO octets', 'it goes again');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG703', 'column size of table app.files is renamed to octets; every client that uses the old name will fail', 'and the column has another name');
SELECT lives_ok('ALTER TABLE app.files RENAME TO stored_files; CREATE VIEW app.files AS SELECT *, octets AS size FROM app.stored_files', 'a view in the table''s stead that has it');
SELECT lives_ok('SELECT mana_guard.check_now()', 'answers too');
SELECT lives_ok('DROP VIEW app.files; CREATE VIEW app.files AS SELECT * FROM app.stored_files', 'one that doesn''t');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG703', NULL, 'does not');
ROLLBACK TO SAVEPOINT renamed;
SELECT lives_ok('ALTER TABLE app.files RENAME TO stored_files; ALTER TABLE app.stored_files RENAME COLUMN size TO bytes; CREATE VIEW app.files AS SELECT *, bytes AS size FROM app.stored_files', 'also where the table is renamed first');
SELECT lives_ok('SELECT mana_guard.check_now()', 'by the name that clients know');
ROLLBACK TO SAVEPOINT renamed;
SELECT lives_ok('SELECT mana_guard.check_now()', 'what is rolled back is forgotten');

-- The way that the hint shows.
SAVEPOINT second;
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN bytes bigint', 'a second column passes');
ROLLBACK TO second;
CREATE TABLE app.fresh (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size bigint, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.fresh (id) VALUES (gen_random_uuid());
SELECT lives_ok('ALTER TABLE app.fresh RENAME COLUMN size TO bytes', 'a table of this transaction is known to nobody');
SELECT FROM mana_guard.exempt('app.files.size', 'MG703', 'a test');
UPDATE mana_guard.exemptions SET value = 'bytes';
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN size TO octets; SELECT mana_guard.check_now()', 'MG703', NULL, 'an exemption may be for one new name');
SELECT lives_ok('ALTER TABLE app.files RENAME COLUMN size TO bytes', 'and waives that');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP EXTENSION file_fdw CASCADE;
DROP SCHEMA app CASCADE;
