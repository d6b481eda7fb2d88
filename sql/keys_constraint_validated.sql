\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(9);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG510', 'error');
CREATE TABLE app.folders (id uuid PRIMARY KEY);
SELECT lives_ok('CREATE TABLE app.files (id uuid PRIMARY KEY, folder_id uuid)', 'a table');
SELECT lives_ok('ALTER TABLE app.files ADD CONSTRAINT folder FOREIGN KEY (folder_id) REFERENCES app.folders NOT VALID, ADD CONSTRAINT filled CHECK (id IS NOT NULL) NOT VALID',
    'no command is held up');
SELECT results_eq($$SELECT message, fix FROM mana_guard.findings('app.files') ORDER BY message$$, $$VALUES
    ('constraint filled of table app.files is not validated', 'ALTER TABLE app.files VALIDATE CONSTRAINT filled;'),
    ('constraint folder of table app.files is not validated', 'ALTER TABLE app.files VALIDATE CONSTRAINT folder;')$$, 'an audit tells of them');
ALTER TABLE app.files VALIDATE CONSTRAINT filled;
ALTER TABLE app.files VALIDATE CONSTRAINT folder;
SELECT is_empty($$SELECT * FROM mana_guard.findings('app.files')$$, 'until they are validated');

-- A transaction can't make an index that fails; it can have one that waits for its partitions'.
CREATE INDEX idx_files_folder_id ON app.files (folder_id);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'app.idx_files_folder_id'::regclass;
SELECT results_eq($$SELECT message, fix FROM mana_guard.findings('app.files')$$, $$VALUES ('index idx_files_folder_id of table app.files is not valid',
    E'-- MG603: where the table is in use, REINDEX INDEX CONCURRENTLY, outside a transaction block\nREINDEX INDEX app.idx_files_folder_id;')$$, 'an index that is broken');
REINDEX INDEX app.idx_files_folder_id;
SELECT is_empty($$SELECT * FROM mana_guard.findings('app.files')$$, 'until it is rebuilt');
CREATE TABLE app.logs (day date) PARTITION BY RANGE (day);
CREATE TABLE app.logs_1 PARTITION OF app.logs DEFAULT;
CREATE INDEX idx_logs_day ON ONLY app.logs (day);
SELECT results_eq($$SELECT message, fix FROM mana_guard.findings('app.logs')$$, $$VALUES ('index idx_logs_day of table app.logs is not valid', NULL)$$, 'a partitioned table''s');
CREATE INDEX idx_logs_1_day ON app.logs_1 (day);
ALTER INDEX app.idx_logs_day ATTACH PARTITION app.idx_logs_1_day;
SELECT is_empty($$SELECT * FROM mana_guard.findings('app.logs')$$, 'until all partitions have theirs');
ALTER TABLE app.logs_1 ADD CONSTRAINT late CHECK (day > '2000-01-01') NOT VALID;
SELECT is((SELECT message FROM mana_guard.findings('app.logs_1')), 'constraint late of table app.logs_1 is not validated', 'a partition''s own');

SELECT * FROM finish();
ROLLBACK;
