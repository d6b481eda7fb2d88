\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(25);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG503', 'error');
CREATE TABLE app.folders (id uuid PRIMARY KEY, tenant_id uuid, UNIQUE (tenant_id, id));
SELECT lives_ok('CREATE TABLE app.files (id uuid PRIMARY KEY, tenant_id uuid, folder_id uuid REFERENCES app.folders)', 'an index may follow');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG503', 'foreign key files_folder_id_fkey of table app.files has no index on folder_id', 'until the transaction commits');
SELECT is((SELECT fix FROM mana_guard.findings('app.files')),
    E'-- MG601: where the table is in use, CREATE INDEX CONCURRENTLY, outside a transaction block\nCREATE INDEX idx_files_folder_id ON app.files (folder_id);', 'the fix');
CREATE INDEX idx_files_folder_id ON app.files (folder_id);
SELECT lives_ok('SELECT mana_guard.check_now()', 'mends it');
DROP INDEX app.idx_files_folder_id;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG503', NULL, 'a drop of it unmakes it');

-- Which index serves.
CREATE FUNCTION app.serves(definition text, indexed text DEFAULT 'app.files') RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE %s', replace(definition, 'ON (', format('ON %s (', indexed)));
    PERFORM mana_guard.check_now();
    RAISE EXCEPTION 'taken back';
EXCEPTION
    WHEN sqlstate 'MG503' THEN RETURN 'no';
    WHEN raise_exception THEN RETURN 'yes';
END $$;
SELECT is(app.serves('INDEX ON (folder_id, id)'), 'yes', 'one that begins with the column');
SELECT is(app.serves('INDEX ON (id, folder_id)'), 'no', 'not one that ends with it');
SELECT is(app.serves('INDEX ON (id) INCLUDE (folder_id)'), 'no', 'or includes it');
SELECT is(app.serves('INDEX a ON app.files USING hash (folder_id)'), 'yes', 'a hash');
SELECT is(app.serves('INDEX a ON app.files USING brin (folder_id)'), 'no', 'no brin');
SELECT is(app.serves('INDEX ON (folder_id) WHERE folder_id IS NOT NULL'), 'yes', 'one without nulls');
SELECT is(app.serves('INDEX ON (folder_id) WHERE tenant_id IS NOT NULL'), 'no', 'no other partial one');
SELECT is(app.serves('INDEX ON ((folder_id::text))'), 'no', 'no expression');
SELECT mana_guard.set_rule('MG503', 'error', params => '{"methods": ["brin"]}');
SELECT is(app.serves('INDEX a ON app.files USING brin (folder_id)'), 'yes', 'a method that the policy has');
SELECT is(app.serves('INDEX ON (folder_id)'), 'no', 'and no other');
SELECT mana_guard.set_rule('MG503', 'error');

-- Of several columns.
ALTER TABLE app.files DROP CONSTRAINT files_folder_id_fkey, ADD FOREIGN KEY (tenant_id, folder_id) REFERENCES app.folders (tenant_id, id);
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG503', 'foreign key files_tenant_id_folder_id_fkey of table app.files has no index on tenant_id, folder_id', 'all of them are asked for');
SELECT is(app.serves('INDEX ON (folder_id, tenant_id, id)'), 'yes', 'in any order');
SELECT is(app.serves('INDEX ON (folder_id)'), 'no', 'not one alone');
SELECT is(app.serves('UNIQUE INDEX ON (folder_id)'), 'yes', 'unless that finds one row');
DROP TABLE app.files;

-- Partitions, and a referenced table that is partitioned.
CREATE TABLE app.logs (day date, folder_id uuid REFERENCES app.folders) PARTITION BY RANGE (day);
CREATE TABLE app.logs_1 PARTITION OF app.logs DEFAULT;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG503', 'foreign key logs_folder_id_fkey of table app.logs has no index on folder_id', 'the parent''s key is told once');
CREATE INDEX ON app.logs (folder_id);
SELECT lives_ok('SELECT mana_guard.check_now()', 'its index serves');
DROP INDEX app.logs_folder_id_idx;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG503', 'foreign key logs_folder_id_fkey of table app.logs has no index on folder_id', 'nothing serves after the index of all partitions is dropped');
CREATE INDEX ON app.logs (folder_id);
CREATE TABLE app.logs_2 (day date, folder_id uuid, other_id uuid REFERENCES app.folders);
CREATE INDEX idx_logs_2_other_id ON app.logs_2 (other_id);
DROP INDEX app.idx_logs_2_other_id;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG503', NULL, 'another table''s key');
DROP TABLE app.logs_2;
CREATE TABLE app.parts (id uuid PRIMARY KEY) PARTITION BY HASH (id);
CREATE TABLE app.parts_1 PARTITION OF app.parts FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE TABLE app.users_of_parts (part_id uuid REFERENCES app.parts);
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG503', 'foreign key users_of_parts_part_id_fkey of table app.users_of_parts has no index on part_id', 'a key to a partitioned table is one');

-- One fault, one finding.
DROP TABLE app.users_of_parts;
SELECT mana_guard.set_rule('MG504', 'error');
CREATE TABLE app.accounts (id text PRIMARY KEY);
CREATE TABLE app.profiles (user_id text REFERENCES app.accounts);
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG503', 'foreign key profiles_user_id_fkey of table app.profiles has no index on user_id', 'user_id_index is silent where this speaks');

SELECT * FROM finish();
ROLLBACK;
