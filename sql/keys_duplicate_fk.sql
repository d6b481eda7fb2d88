\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(15);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG516', 'error', timing => 'statement');
CREATE TABLE app.folders (id uuid PRIMARY KEY, number int UNIQUE, site uuid, UNIQUE (id, site), UNIQUE (site, id));

SELECT lives_ok('CREATE TABLE app.a (folder_id uuid REFERENCES app.folders, other_id uuid REFERENCES app.folders)', 'two columns may refer to one target');
SELECT lives_ok('CREATE TABLE app.b (id uuid PRIMARY KEY REFERENCES app.folders, FOREIGN KEY (id) REFERENCES app.b)', 'one column to two targets');
SELECT throws_ok('CREATE TABLE app.c (folder_id uuid REFERENCES app.folders, FOREIGN KEY (folder_id) REFERENCES app.folders (id))', 'MG516',
    'foreign keys c_folder_id_fkey and c_folder_id_fkey1 of table app.c are the same', 'but not twice');
SELECT throws_ok('ALTER TABLE app.a ADD CONSTRAINT again FOREIGN KEY (folder_id) REFERENCES app.folders ON DELETE CASCADE', 'MG516',
    'foreign keys a_folder_id_fkey and again of table app.a reference the same target from the same columns but behave differently', 'with other actions neither');
SELECT throws_ok('CREATE TABLE app.c (id uuid, site uuid, FOREIGN KEY (id, site) REFERENCES app.folders (id, site), FOREIGN KEY (site, id) REFERENCES app.folders (site, id))', 'MG516',
    NULL, 'nor with the columns in another order');
SELECT lives_ok('CREATE TABLE app.c (id uuid, site uuid, FOREIGN KEY (id, site) REFERENCES app.folders (id, site), FOREIGN KEY (site, id) REFERENCES app.folders (id, site))',
    'which columns refer to which is what counts');
SELECT lives_ok('ALTER TABLE app.a DROP CONSTRAINT a_folder_id_fkey, ADD CONSTRAINT again FOREIGN KEY (folder_id) REFERENCES app.folders ON DELETE CASCADE', 'one may take another''s place');

CREATE TABLE app.days (id uuid PRIMARY KEY) PARTITION BY HASH (id);
CREATE TABLE app.days_0 PARTITION OF app.days FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE app.days_1 PARTITION OF app.days FOR VALUES WITH (MODULUS 2, REMAINDER 1);
SELECT lives_ok('CREATE TABLE app.notes (day_id uuid REFERENCES app.days)', 'what PostgreSQL makes for each partition of the target is no other key');
SELECT lives_ok('CREATE TABLE app.hours (folder_id uuid REFERENCES app.folders) PARTITION BY HASH (folder_id)', 'a partitioned table passes');
SELECT lives_ok('CREATE TABLE app.hours_0 PARTITION OF app.hours FOR VALUES WITH (MODULUS 2, REMAINDER 0)', 'and its partition');
SELECT throws_ok('ALTER TABLE app.hours ADD FOREIGN KEY (folder_id) REFERENCES app.folders', 'MG516',
    'foreign keys hours_folder_id_fkey and hours_folder_id_fkey1 of table app.hours are the same', 'but not with two, told once');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.old (folder_id uuid, CONSTRAINT b FOREIGN KEY (folder_id) REFERENCES app.folders);
ALTER TABLE app.old ADD CONSTRAINT "A" FOREIGN KEY (folder_id) REFERENCES app.folders NOT VALID;
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER TABLE app.old ALTER COLUMN folder_id SET STATISTICS 10', 'what stood before may be altered');
SELECT results_eq('SELECT object_name, object_type, value, fix FROM mana_guard.audit(''app'')',
    $$VALUES ('old', 'constraint', 'folder_id -> app.folders (id)', 'ALTER TABLE app.old DROP CONSTRAINT "A";')$$, 'the one that isn''t validated goes');
SELECT lives_ok('ALTER TABLE app.old DROP CONSTRAINT "A"', 'the fix runs');
SELECT is_empty('SELECT * FROM mana_guard.audit(''app'')', 'and helps');

SELECT * FROM finish();
ROLLBACK;
