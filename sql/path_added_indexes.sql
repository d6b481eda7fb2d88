\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(13);

-- After CREATE INDEX the rules about indexes see the new one and what the others are over, those about keys nothing unless it
-- concerns them.
CREATE SCHEMA app;
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('keys', 'error', timing => 'statement');
SELECT mana_guard.set_rule('names', 'error', timing => 'statement');
SELECT mana_guard.set_rule('explicit_constraint_names', 'off');
SELECT mana_guard.set_rule('fk_required', 'off');
SELECT mana_guard.set_rule('max_indexes', 'error', timing => 'statement', params => '{"max": 4}');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL UNIQUE, size int, made_at timestamptz);
CREATE TABLE app."Keyless" (number int, user_id text, "Wide" text);
CREATE INDEX wrong ON app."Keyless" (number, number) WHERE number > 0;
CREATE TABLE app.users (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
CREATE TABLE app.groups (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
CREATE TABLE app.links (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id uuid REFERENCES app.users, group_id uuid REFERENCES app.groups);
CREATE INDEX idx_links_user_id ON app.links (user_id);
CREATE INDEX idx_links_group_id ON app.links (group_id);
SET LOCAL mana_guard.enabled = on;
SET LOCAL client_min_messages = warning;

SELECT throws_ok('CREATE INDEX files_size ON app.files (size)', 'MG409', 'index files_size of table app.files is not named after its columns, as in idx_files_size', 'a name');
SELECT throws_ok('CREATE INDEX idx_files_size ON app.files (size, made_at)', 'MG409', NULL, 'of other columns');
SELECT throws_ok('CREATE INDEX idx_files_size_name ON app.files (size) INCLUDE (made_at)', 'MG409', NULL, 'and of others that are included');
SELECT lives_ok('CREATE INDEX idx_files_size ON app.files (size)', 'one that is right');
SELECT throws_ok('CREATE INDEX idx_files_name ON app.files (name)', 'MG506', 'index idx_files_name of table app.files has the same key columns as files_name_key', 'one that a constraint''s makes redundant');
SELECT throws_ok('CREATE INDEX idx_files_size_made_at ON app.files (size, made_at)', 'MG506', 'index idx_files_size of table app.files is a prefix of idx_files_size_made_at', 'one that makes another redundant');
SELECT throws_ok('CREATE INDEX idx_files_made_at_made_at ON app.files (made_at, made_at DESC)', 'MG518', NULL, 'a column twice');
SELECT lives_ok('CREATE INDEX idx_files_made_at ON app.files (made_at)', 'a fourth');
SELECT throws_ok('CREATE INDEX idx_files_id_size ON app.files (id, size)', 'MG509', 'index idx_files_id_size is number 5 of table app.files; the limit is 4', 'and one too many');

-- What stood before is let pass, and refused where the policy says so.
SELECT lives_ok('CREATE INDEX idx_keyless ON app."Keyless" (user_id)', 'a table without a key and with a bad index');
SELECT mana_guard.set_rule('require_primary_key', 'error', timing => 'statement', existing => 'enforce');
SELECT throws_ok('CREATE INDEX idx_more ON app."Keyless" (lower(user_id))', 'MG501', NULL, 'it is enforced');
SELECT mana_guard.set_rule('require_primary_key', 'error', timing => 'statement', existing => 'notice');

-- One that is unique over two foreign keys makes a junction table.
SELECT throws_ok('CREATE UNIQUE INDEX uq_links_user_id_group_id ON app.links (user_id, group_id)', 'MG403', NULL, 'a key over two references');
SELECT mana_guard.set_rule('redundant_index', 'off');
SELECT lives_ok('CREATE INDEX idx_links_user_id_group_id ON app.links (user_id, group_id)', 'which one that isn''t unique is not');

SELECT * FROM finish();
ROLLBACK;
