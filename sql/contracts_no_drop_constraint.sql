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
CREATE INDEX files_folder_id_idx ON app.files (folder_id);
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(12);

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
