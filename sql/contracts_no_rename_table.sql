\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (id) VALUES (gen_random_uuid());
CREATE TABLE app.empties (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.events (id uuid DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE TABLE app.events_old PARTITION OF app.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
INSERT INTO app.events (created_at) VALUES ('2025-05-05');
CREATE VIEW app.ids AS SELECT id FROM app.files;
CREATE EXTENSION file_fdw;
CREATE SERVER lists FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE app.lists (line text) SERVER lists OPTIONS (filename '/dev/null');
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(29);

SELECT mana_guard.set_rule('no_rename_table', 'error');
SELECT throws_ok('ALTER TABLE app.files RENAME TO documents; SELECT mana_guard.check_now()', 'MG704',
    'table app.files is renamed to app.documents; every client that uses the old name will fail', 'a table in use keeps its name');
SELECT throws_ok('ALTER TABLE app.files RENAME TO "Documents"; SELECT mana_guard.check_now()', 'MG704',
    'table app.files is renamed to app."Documents"; every client that uses the old name will fail', 'names are quoted');
SELECT throws_ok('ALTER TABLE app.events RENAME TO occurrences; SELECT mana_guard.check_now()', 'MG704', NULL, 'rows of partitions are rows');
SELECT lives_ok('ALTER TABLE app.events_old RENAME TO old_events', 'but a partition may be renamed');
SELECT throws_ok($$DO 'BEGIN ALTER TABLE app.files RENAME TO documents; PERFORM mana_guard.check_now(); END'$$, 'MG704', NULL, 'within code');
SELECT lives_ok('ALTER TABLE app.empties RENAME TO blanks', 'without rows nobody reads it');
SELECT throws_ok('ALTER FOREIGN TABLE app.lists RENAME TO papers; SELECT mana_guard.check_now()', 'MG704',
    'foreign table app.lists is renamed to app.papers; every client that uses the old name will fail', 'a foreign table''s rows are elsewhere');
SELECT throws_ok('ALTER TABLE app.lists RENAME TO papers; SELECT mana_guard.check_now()', 'MG704', NULL, 'in other words too');
SELECT lives_ok('ALTER VIEW app.ids RENAME TO keys', 'a view may be renamed');
SELECT lives_ok('ALTER TABLE app.keys RENAME TO ids', 'in other words too');
SELECT lives_ok('ALTER INDEX app.files_pkey RENAME TO files_key', 'an index may');
SELECT throws_ok('ALTER TABLE app.missing RENAME TO found', '42P01', NULL, 'one that isn''t there is PostgreSQL''s to refuse');

-- What the transaction puts under the old name answers to it.
SAVEPOINT renamed;
SELECT lives_ok('ALTER TABLE app.files RENAME TO archives', 'a rename');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG704', 'table app.files is renamed to app.archives; every client that uses the old name will fail', 'whose old name nothing has');
SELECT lives_ok('CREATE VIEW app.files AS SELECT * FROM app.archives', 'until a view has it');
SELECT lives_ok('SELECT mana_guard.check_now()', 'so that nobody fails');
SELECT lives_ok('DROP VIEW app.files; ALTER TABLE app.archives RENAME TO boxes', 'it goes again');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG704', 'table app.files is renamed to app.boxes; every client that uses the old name will fail', 'and the table has another name');
SELECT lives_ok('CREATE TABLE app.files (LIKE app.boxes INCLUDING ALL)', 'another table');
SELECT lives_ok('SELECT mana_guard.check_now()', 'answers too');
SELECT lives_ok('DROP TABLE app.files; ALTER TABLE app.boxes RENAME TO files', 'or it is called so again');
SELECT lives_ok('SELECT mana_guard.check_now()', 'which changes nothing');
ROLLBACK TO SAVEPOINT renamed;
SELECT lives_ok('SELECT mana_guard.check_now()', 'nor does what is rolled back');
SELECT mana_guard.set_rule('no_rename_table', 'error', timing => 'start');
SELECT throws_ok('ALTER TABLE app.files RENAME TO documents', 'MG704', NULL, 'by the policy it may be told before');
SELECT mana_guard.set_rule('no_rename_table', 'error');

-- The way that the hint shows.
SELECT lives_ok('CREATE VIEW app.documents AS SELECT * FROM app.files', 'a view under the new name passes');
SELECT lives_ok('INSERT INTO app.documents (id) VALUES (gen_random_uuid())', 'and is written to');
DROP VIEW app.documents;
CREATE TABLE app.fresh (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.fresh (id) VALUES (gen_random_uuid());
SELECT lives_ok('ALTER TABLE app.fresh RENAME TO novelties', 'a table of this transaction is known to nobody');
SELECT FROM mana_guard.exempt('app.files', 'MG704', 'a test');
UPDATE mana_guard.exemptions SET value = 'app.documents';
SELECT throws_ok('ALTER TABLE app.files RENAME TO papers; SELECT mana_guard.check_now()', 'MG704', NULL, 'an exemption may be for one new name');
SELECT lives_ok('ALTER TABLE app.files RENAME TO documents', 'and waives that');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP EXTENSION file_fdw CASCADE;
DROP SCHEMA app CASCADE;
