\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.folders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), code uuid NOT NULL DEFAULT gen_random_uuid(), folder_id uuid REFERENCES app.folders, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (id) VALUES (gen_random_uuid());
CREATE INDEX files_folder_id_idx ON app.files (folder_id);
CREATE UNIQUE INDEX files_code_key ON app.files (code);
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(14);

SELECT mana_guard.set_rule('keys', 'off');
SELECT mana_guard.set_rule('migrations', 'off');
SELECT mana_guard.set_rule('no_drop_primary_key', 'error');
SELECT throws_ok('ALTER TABLE app.folders DROP CONSTRAINT folders_pkey CASCADE', 'MG715',
    'primary key folders_pkey of table app.folders is dropped, but foreign key files_folder_id_fkey of table app.files needs it',
    'a key that another refers to stays');
SAVEPOINT free;
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT files_pkey', 'one that nothing needs may go');
ROLLBACK TO free;
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT IF EXISTS missing', 'one that isn''t there is nobody''s');
SELECT throws_ok('ALTER TABLE app.files DROP CONSTRAINT missing', '42704', NULL, 'or PostgreSQL''s to refuse');
SET LOCAL client_min_messages = error;
CREATE PUBLICATION mana_guard_inserts FOR TABLE app.files WITH (publish = 'insert, truncate');
SAVEPOINT inserts;
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT files_pkey', 'inserts name no rows');
ROLLBACK TO inserts;
CREATE PUBLICATION mana_guard_one FOR TABLE app.files;
SELECT throws_ok('ALTER TABLE app.files DROP CONSTRAINT files_pkey', 'MG715',
    'primary key files_pkey of table app.files is dropped, but publication mana_guard_one needs it', 'updates and deletes do');
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT files_folder_id_fkey', 'other constraints may go');
SAVEPOINT replaced;
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT files_pkey, ADD CONSTRAINT files_pkey PRIMARY KEY USING INDEX files_code_key',
    'another key may take its place');
ROLLBACK TO replaced;
ALTER TABLE app.files REPLICA IDENTITY FULL;
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT files_pkey', 'or the whole row');
ROLLBACK TO replaced;
ALTER TABLE app.files REPLICA IDENTITY USING INDEX files_code_key;
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT files_pkey', 'or another index');
ROLLBACK TO replaced;
DROP PUBLICATION mana_guard_one;
CREATE PUBLICATION mana_guard_schema FOR TABLES IN SCHEMA app;
SELECT throws_ok('ALTER TABLE app.files DROP CONSTRAINT files_pkey', 'MG715',
    'primary key files_pkey of table app.files is dropped, but publication mana_guard_schema needs it', 'a publication of its schema');
DROP PUBLICATION mana_guard_schema;
CREATE PUBLICATION mana_guard_all FOR ALL TABLES;
SELECT throws_ok('ALTER TABLE app.files DROP CONSTRAINT files_pkey', 'MG715',
    'primary key files_pkey of table app.files is dropped, but publication mana_guard_all needs it', 'and one of all tables');
CREATE TABLE app.fresh (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
SELECT lives_ok('ALTER TABLE app.fresh DROP CONSTRAINT fresh_pkey', 'a table of this transaction is known to nobody');
SELECT FROM mana_guard.exempt('app.files', 'MG715', 'a test');
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT files_pkey', 'an exemption waives it');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
