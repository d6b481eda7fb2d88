\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.folders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.folders (id) VALUES (gen_random_uuid());
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text UNIQUE CONSTRAINT files_name_check CHECK (length(name) < 100), folder_id uuid REFERENCES app.folders, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (id) VALUES (gen_random_uuid());
CREATE TABLE app.empties (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text UNIQUE, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.places (id int PRIMARY KEY);
CREATE TABLE app.visits (place_id int REFERENCES app.places);
INSERT INTO app.places VALUES (1);
INSERT INTO app.visits VALUES (1);
CREATE INDEX files_folder_id_idx ON app.files (folder_id);
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(18);

SELECT mana_guard.set_rule('migrations', 'off');
SELECT mana_guard.set_rule('no_drop_constraint', 'error');
SELECT throws_ok('ALTER TABLE app.files DROP CONSTRAINT files_name_key', 'MG707',
    'unique constraint files_name_key of table app.files is dropped', 'a unique constraint of a table in use stays');
SELECT throws_ok('ALTER TABLE app.files DROP CONSTRAINT files_folder_id_fkey', 'MG707',
    'foreign key files_folder_id_fkey of table app.files is dropped', 'so does a foreign key');
SELECT throws_ok('ALTER TABLE app.files DROP CONSTRAINT IF EXISTS files_pkey', 'MG707',
    'primary key files_pkey of table app.files is dropped', 'and a primary key');
SELECT throws_ok($$DO 'BEGIN ALTER TABLE app.files DROP CONSTRAINT files_pkey; END'$$, 'MG707', NULL, 'within code');
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT files_name_check', 'a check may go');
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT IF EXISTS missing', 'one that isn''t there is nobody''s');
SELECT throws_ok('ALTER TABLE app.files DROP CONSTRAINT missing', '42704', NULL, 'or PostgreSQL''s to refuse');
SELECT lives_ok('ALTER TABLE app.empties DROP CONSTRAINT empties_name_key', 'without rows nothing comes in');
ALTER TABLE app.files ADD CONSTRAINT files_both_key UNIQUE (name, folder_id);
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT files_both_key', 'one of this transaction kept nothing out');

-- ALTER TYPE makes anew what is on the column: it stood all the same.
SAVEPOINT rebuilt;
SET LOCAL client_min_messages = error;
ALTER TABLE app.files ALTER COLUMN name TYPE varchar(100);
SELECT throws_ok('ALTER TABLE app.files DROP CONSTRAINT files_name_key', 'MG707', NULL, 'a unique constraint that was rebuilt');
ALTER TABLE app.files ADD CONSTRAINT files_name_key_too UNIQUE (name);
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT files_name_key_too', 'but not another like it');
ALTER TABLE app.files RENAME CONSTRAINT files_name_key TO files_called_key;
SELECT throws_ok('ALTER TABLE app.files DROP CONSTRAINT files_called_key', 'MG707', NULL, 'and renamed');
ALTER TABLE app.places ALTER COLUMN id TYPE bigint;
SELECT throws_ok('ALTER TABLE app.places DROP CONSTRAINT places_pkey CASCADE', 'MG707', NULL, 'a primary key');
SELECT throws_ok('ALTER TABLE app.visits DROP CONSTRAINT visits_place_id_fkey', 'MG707', NULL, 'what refers to it');
SELECT throws_ok('DROP TABLE app.places CASCADE', 'MG707', NULL, 'along with the table too');
RESET client_min_messages;
ROLLBACK TO rebuilt;
SELECT FROM mana_guard.exempt('app.files', 'MG707', 'a test');
UPDATE mana_guard.exemptions SET value = 'foreign key';
SELECT throws_ok('ALTER TABLE app.files DROP CONSTRAINT files_name_key', 'MG707', NULL, 'an exemption may be for one kind');
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT files_folder_id_fkey', 'and waives that');
DELETE FROM mana_guard.policy WHERE rule = 'no_drop_constraint';
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT files_name_key', 'it is off by default');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
