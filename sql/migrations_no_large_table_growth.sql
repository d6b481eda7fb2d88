\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.folders (id int PRIMARY KEY);
CREATE TABLE app.files (id int, folder_id int);
INSERT INTO app.files SELECT g, g FROM generate_series(1, 100) AS g;
CREATE TABLE app.empty (id int, folder_id int);
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(16);

-- Only this rule.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG628', 'error');

SELECT lives_ok('CREATE INDEX idx_files_id ON app.files (id)', 'a small table may grow');
SELECT mana_guard.set_rule('MG628', 'error', params => '{"max_bytes": 4096, "max_bytes_for_columns": 4096}');
SELECT throws_like('CREATE INDEX ON app.files (folder_id)', 'table app.files has % bytes, more than 4096, and is to get an index', 'an index');
SELECT throws_ok('CREATE INDEX ON app.files (folder_id)', 'MG628', NULL, 'which this rule says');
SELECT throws_ok('ALTER TABLE app.files ADD UNIQUE (id)', 'MG628', NULL, 'that of a constraint');
SELECT throws_like('ALTER TABLE app.files ADD FOREIGN KEY (folder_id) REFERENCES app.folders NOT VALID', '% and is to get a foreign key', 'a foreign key');
SELECT throws_like('ALTER TABLE app.files ADD COLUMN note text', '% and is to get a column', 'a column');
SELECT throws_like('ALTER TABLE app.files ADD COLUMN home_id int REFERENCES app.folders', '% and is to get a column (and 1 more finding)', 'a column with a foreign key');
SELECT throws_ok('CREATE INDEX CONCURRENTLY ON app.files (folder_id)', 'MG628', NULL, 'also CONCURRENTLY');
SELECT throws_ok($$DO 'BEGIN ALTER TABLE app.files ADD COLUMN note text; END'$$, 'MG628', NULL, 'within code');
SELECT lives_ok('CREATE INDEX IF NOT EXISTS idx_files_id ON app.files (id)', 'an index that is there');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN IF NOT EXISTS folder_id int', 'a column that is there');
SELECT lives_ok('ALTER TABLE app.files ADD CHECK (id > 0) NOT VALID', 'a check');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN id SET STATISTICS 10', 'other changes');
SELECT lives_ok('ALTER TABLE app.empty ADD COLUMN note text; CREATE INDEX ON app.empty (id)', 'a table without rows');
SELECT mana_guard.set_rule('MG628', 'error', params => '{"max_bytes": 4096}');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text', 'columns have a limit of their own');
SELECT lives_ok('CREATE TABLE app.copies (id int); CREATE INDEX ON app.copies (id)', 'a new table');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
