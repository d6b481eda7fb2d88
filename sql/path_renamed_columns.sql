\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(38);

-- RENAME COLUMN touches columns, constraints and indexes alone; of the indexes those that have the column are read in full.
CREATE SCHEMA app;
SELECT mana_guard.set_rule('*', 'error', timing => 'statement');
SELECT mana_guard.set_rule('migrations', 'off');
SELECT mana_guard.set_rule('contracts', 'off');
SELECT mana_guard.set_rule('security', 'off');
SELECT mana_guard.set_rule('placement', 'off');
SELECT mana_guard.set_rule('table_comment', 'off');
SELECT mana_guard.set_rule('column_comment', 'off');
SELECT mana_guard.set_rule('column_padding', 'off');
SELECT mana_guard.set_rule('text_limit', 'off');
SELECT mana_guard.set_rule('fk_required', 'off');
SELECT mana_guard.set_rule('explicit_constraint_names', 'off');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL, code text, number bigint, amount integer, flag boolean NOT NULL DEFAULT false,
    made_at timestamptz NOT NULL DEFAULT now(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (number), CHECK (code <> ''));
CREATE INDEX idx_files_name ON app.files (name);
CREATE INDEX idx_files_made ON app.files (made_at) INCLUDE (amount);
CREATE INDEX idx_files_lower ON app.files (lower(code)) WHERE code <> '';
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.updated_at := now(); RETURN NEW; END';
CREATE TRIGGER touch BEFORE UPDATE ON app.files FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TABLE app.drafts (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), ref uuid, created_at timestamptz NOT NULL DEFAULT now(), changed_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app."Old" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, note text, user_id text) WITH (autovacuum_enabled = off);
CREATE INDEX wrong ON app."Old" (name);
CREATE TABLE app.bases (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text);
CREATE TABLE app.heirs (PRIMARY KEY (id)) INHERITS (app.bases);
CREATE INDEX idx_heirs_name ON app.heirs (name);
SET LOCAL mana_guard.enabled = on;
SET LOCAL client_min_messages = warning;

SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN name TO title', 'MG409', 'index idx_files_name of table app.files is not named after its columns, as in idx_files_title', 'an index has the old name');
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN made_at TO drawn_at', 'MG409', NULL, 'another');
SELECT lives_ok('ALTER TABLE app.files RENAME COLUMN amount TO total', 'what an index includes is no matter');
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN number TO quantity', 'MG410', NULL, 'a constraint has it');
SELECT lives_ok('ALTER TABLE app.files RENAME COLUMN code TO label', 'an expression and a check');
SELECT lives_ok('ALTER TABLE app.files RENAME COLUMN label TO code', 'and back');
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN code TO user_id', 'MG504', NULL, 'a user id without an index');
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN code TO "Code"', 'MG404', NULL, 'a name with capitals');
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN code TO "order"', 'MG412', NULL, 'a reserved word');
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN total TO version', 'MG305', NULL, 'a version');
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN flag TO is_deleted', 'MG304', NULL, 'a soft delete');
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN id TO file_id', 'MG411', NULL, 'the primary key');
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN created_at TO begun_at', 'MG301', NULL, 'a column that must be there');
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN updated_at TO changed_at', 'MG301', NULL, 'another');
SELECT throws_ok('ALTER TABLE app.drafts RENAME COLUMN changed_at TO updated_at', 'MG303', NULL, 'a column that a trigger must maintain');
SELECT throws_ok('ALTER TABLE app.drafts RENAME COLUMN ref TO owner_id', 'MG202', NULL, 'a reference to a user');

SELECT lives_ok('ALTER TABLE app."Old" RENAME COLUMN note TO remark', 'what stood before passes');
SELECT throws_ok('ALTER TABLE app."Old" RENAME COLUMN remark TO "Remark"', 'MG404', NULL, 'what comes doesn''t');
SELECT lives_ok('ALTER TABLE app."Old" RENAME COLUMN user_id TO holder', 'a finding that goes');
SELECT lives_ok('ALTER TABLE app."Old" RENAME COLUMN name TO title', 'an index that was misnamed before');
SELECT mana_guard.set_rule('autovacuum_on', 'error', existing => 'enforce');
SELECT throws_ok('ALTER TABLE app."Old" RENAME COLUMN remark TO note', 'MG521', NULL, 'what is enforced is refused whatever is renamed');
SELECT lives_ok('ALTER TABLE app.files RENAME COLUMN total TO amount', 'where it is');
SELECT mana_guard.set_rule('autovacuum_on', 'error');
SELECT mana_guard.set_rule('index_name', 'error', timing => 'statement', existing => 'enforce');
SELECT throws_ok('ALTER TABLE app."Old" RENAME COLUMN remark TO note', 'MG409', NULL, 'also the name of another column''s index');
SELECT throws_ok('CREATE INDEX "idx_Old_holder" ON app."Old" (holder)', 'MG409', NULL, 'and CREATE INDEX');
SELECT mana_guard.set_rule('index_name', 'error', timing => 'statement');
SELECT lives_ok('CREATE INDEX "idx_Old_holder" ON app."Old" (holder)', 'which passes else');

SELECT throws_ok('ALTER TABLE app.bases RENAME COLUMN name TO title', 'MG409', 'index idx_heirs_name of table app.heirs is not named after its columns, as in idx_heirs_title', 'an heir''s index');

-- Partitions whose columns alone were touched are left out, but for what is their own.
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.folders (id uuid PRIMARY KEY);
CREATE TABLE app.events (id uuid NOT NULL DEFAULT gen_random_uuid(), at timestamptz NOT NULL, name text, note text, folder_id uuid NOT NULL, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE app.events_2025 PARTITION OF app.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE app.events_2026 PARTITION OF app.events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE INDEX idx_events_2025_name ON app.events_2025 (name);
CREATE INDEX idx_events_2026_folder_note ON app.events_2026 (folder_id, note);
ALTER TABLE app.events_2026 ADD FOREIGN KEY (folder_id) REFERENCES app.folders ON DELETE CASCADE;
SET LOCAL mana_guard.enabled = on;

SELECT lives_ok('ALTER TABLE app.events ADD COLUMN more text', 'a column that all get');
SELECT lives_ok('ALTER TABLE app.events RENAME COLUMN more TO rest', 'and that is renamed');
SELECT lives_ok('ALTER TABLE app.events ALTER COLUMN rest SET NOT NULL', 'and altered');
SELECT throws_ok('ALTER TABLE app.events RENAME COLUMN name TO title', 'MG409', 'index idx_events_2025_name of table app.events_2025 is not named after its columns, as in idx_events_2025_title', 'a partition''s own index');
SELECT throws_ok('ALTER TABLE app.events RENAME COLUMN folder_id TO box_id', NULL, NULL, 'another''s');
SELECT throws_ok('ALTER TABLE app.events ALTER COLUMN folder_id DROP NOT NULL', 'MG515', NULL, 'its own foreign key''s column');
SELECT throws_ok('ALTER TABLE app.events ALTER COLUMN folder_id TYPE text', '42804', NULL, 'which keeps its type');
SELECT throws_ok('ALTER TABLE app.events DROP COLUMN note', 'MG503', NULL, 'its own index goes with a column');
SELECT lives_ok('ALTER TABLE app.events DROP COLUMN rest', 'and nothing with another');
SELECT throws_ok('ALTER TABLE app.events_2026 ADD CONSTRAINT "Bad" CHECK (note <> '''')', 'MG410', NULL, 'a partition by itself');
SELECT throws_ok('ALTER TABLE app.events_2026 DROP CONSTRAINT events_2026_folder_id_fkey, ADD CONSTRAINT "Bad" FOREIGN KEY (folder_id) REFERENCES app.folders', 'MG410', NULL, 'and its own key');
SELECT throws_ok('ALTER TABLE app.events_2025 SET (autovacuum_enabled = off)', 'MG521', NULL, 'and its storage');

SELECT * FROM finish();
ROLLBACK;
