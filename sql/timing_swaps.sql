\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- What a later statement of the same transaction puts right is judged at its end.
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.folders (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
CREATE TABLE app.files (id int PRIMARY KEY, number bigint NOT NULL, folder_id uuid, CONSTRAINT files_folder_id_fkey FOREIGN KEY (folder_id) REFERENCES app.folders);
CREATE INDEX idx_files_folder_id ON app.files (folder_id);
INSERT INTO app.files VALUES (1, 1, NULL);
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(20);
-- These rules alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule(rule, 'error') FROM unnest('{MG211,MG409,MG411,MG505,MG506,MG516}'::text[]) AS rule;

-- A foreign key is swapped for another.
SELECT lives_ok('ALTER TABLE app.files ADD CONSTRAINT files_folder_fkey FOREIGN KEY (folder_id) REFERENCES app.folders ON DELETE CASCADE NOT VALID', 'the new one');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG516', 'foreign keys files_folder_fkey and files_folder_id_fkey of table app.files reference the same target from the same columns but behave differently', 'of two the end would tell');
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT files_folder_id_fkey', 'the old one goes');
SELECT lives_ok('SELECT mana_guard.check_now()', 'then there is but one');

-- A key becomes wider, and then what refers to it.
CREATE TABLE app.places (id int PRIMARY KEY);
CREATE TABLE app.visits (place_id int REFERENCES app.places);
SELECT lives_ok('ALTER TABLE app.places ALTER COLUMN id TYPE bigint', 'a key of another type');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG211', 'column place_id of table app.visits is integer but refers to column "id" of app.places, which is bigint', 'of which the end would tell');
SELECT lives_ok('ALTER TABLE app.visits ALTER COLUMN place_id TYPE bigint', 'what refers to it follows');
SELECT lives_ok('SELECT mana_guard.check_now()', 'then they match');

-- So is a primary key.
SELECT lives_ok('CREATE UNIQUE INDEX files_new_key ON app.files (number)', 'its index');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG409', NULL, 'which the end would tell of');
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT files_pkey, ADD CONSTRAINT files_pkey PRIMARY KEY USING INDEX files_new_key', 'becomes the key''s');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG411', 'primary key column number of table app.files is not called id', 'of which the end would tell too');
SELECT lives_ok('ALTER TABLE app.files DROP COLUMN id; ALTER TABLE app.files RENAME number TO id', 'until its column is called so');
SELECT lives_ok('SELECT mana_guard.check_now()', 'which passes');

-- And an index.
SELECT lives_ok('CREATE INDEX idx_files_folder_id_new ON app.files (folder_id)', 'its double');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG505', NULL, 'of another name');
SELECT lives_ok('DROP INDEX app.idx_files_folder_id', 'the old one goes');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG409', NULL, 'the name stays');
SELECT lives_ok('ALTER INDEX app.idx_files_folder_id_new RENAME TO idx_files_folder_id', 'until it is the old one''s');
SELECT lives_ok('SELECT mana_guard.check_now()', 'which passes too');
SELECT * FROM finish();
ROLLBACK;

-- Without a transaction block each statement is judged by itself, and named.
\set VERBOSITY default
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule(rule, 'error') FROM unnest('{MG409,MG411,MG516}'::text[]) AS rule;
ALTER TABLE app.files ADD CONSTRAINT files_folder_fkey FOREIGN KEY (folder_id) REFERENCES app.folders NOT VALID;
CREATE INDEX wrong ON app.files (number);
ALTER TABLE app.files RENAME id TO file_id;
-- And at the end of one that leaves it so.
BEGIN;
CREATE INDEX wrong ON app.files (number);
ALTER TABLE app.files ALTER COLUMN number SET STATISTICS 10;
COMMIT;

-- In a block a warning waits for the foreign key that says what a column refers to.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule(rule, 'warn') FROM unnest('{MG202,MG502}'::text[]) AS rule;
SET mana_guard.enabled = off;
CREATE TABLE app.teams (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
RESET mana_guard.enabled;
\echo a key that follows
BEGIN;
CREATE TABLE app.notes (id uuid PRIMARY KEY, owner_id uuid);
ALTER TABLE app.notes ADD CONSTRAINT fk_notes_id FOREIGN KEY (id) REFERENCES app.teams;
ALTER TABLE app.notes ADD CONSTRAINT fk_notes_owner_id FOREIGN KEY (owner_id) REFERENCES app.teams;
COMMIT;
\echo one that is swapped
BEGIN;
ALTER TABLE app.notes DROP CONSTRAINT fk_notes_owner_id;
ALTER TABLE app.notes ADD CONSTRAINT fk_notes_owner_id FOREIGN KEY (owner_id) REFERENCES app.teams ON DELETE CASCADE;
COMMIT;
\echo one that goes
BEGIN;
ALTER TABLE app.notes DROP CONSTRAINT fk_notes_owner_id;
COMMIT;
\echo what stood before is not mentioned for it
BEGIN;
SELECT mana_guard.set_rule('MG503', 'warn');
ALTER TABLE app.notes ADD COLUMN team_id uuid CONSTRAINT fk_notes_team_id REFERENCES app.teams;
COMMIT;
\echo by itself the statement is warned of
CREATE TABLE app.remarks (id uuid PRIMARY KEY, owner_id uuid);
\echo and an error does not wait
BEGIN;
SELECT mana_guard.set_rule('MG202', 'error');
CREATE TABLE app.refused (id bigint PRIMARY KEY, owner_id uuid);
ROLLBACK;
\echo unless the policy says so
BEGIN;
SELECT mana_guard.set_rule('MG202', 'error', timing => 'commit');
CREATE TABLE app.passing (id bigint PRIMARY KEY, owner_id uuid);
ALTER TABLE app.passing ADD CONSTRAINT fk_passing_owner_id FOREIGN KEY (owner_id) REFERENCES app.teams;
CREATE INDEX idx_passing_owner_id ON app.passing (owner_id);
COMMIT;
\echo of two rules one speaks
SELECT mana_guard.set_rule('MG202', 'warn');
SELECT mana_guard.set_rule('MG201', 'warn', params => '{"columns": ["owner_id"]}');
BEGIN;
CREATE TABLE app.doubly (id uuid PRIMARY KEY, owner_id uuid);
COMMIT;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DELETE FROM mana_guard.policy;
DROP SCHEMA app CASCADE;
