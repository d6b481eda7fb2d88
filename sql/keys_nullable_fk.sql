\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(12);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG515', 'error');
CREATE TABLE app.folders (id uuid PRIMARY KEY, tenant_id uuid, UNIQUE (tenant_id, id));
SELECT lives_ok('CREATE TABLE app.a (folder_id uuid NOT NULL REFERENCES app.folders)', 'a column that is never null');
SELECT throws_ok('CREATE TABLE app.b (folder_id uuid REFERENCES app.folders)', 'MG515', 'foreign key b_folder_id_fkey of table app.b has nullable column folder_id', 'one that may be');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN folder_id DROP NOT NULL', 'MG515', NULL, 'DROP NOT NULL');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN other_id uuid REFERENCES app.folders', 'MG515', NULL, 'ADD COLUMN');
SELECT lives_ok('ALTER TABLE app.a ADD COLUMN tenant_id uuid', 'a column without foreign key');
SELECT throws_ok('ALTER TABLE app.a ADD FOREIGN KEY (tenant_id, folder_id) REFERENCES app.folders (tenant_id, id)', 'MG515',
    'foreign key a_tenant_id_folder_id_fkey of table app.a is not checked where tenant_id is null', 'and with one, of several columns');
SELECT lives_ok($$SELECT mana_guard.set_rule('MG515', 'error', params => '{"kinds": ["unchecked"]}')$$, 'of the two kinds a house may ask for one');
SELECT lives_ok('CREATE TABLE app.b (folder_id uuid REFERENCES app.folders, tenant_id uuid)', 'then this passes');
SELECT lives_ok('ALTER TABLE app.a ADD FOREIGN KEY (tenant_id, folder_id) REFERENCES app.folders (tenant_id, id) MATCH FULL', 'and MATCH FULL, which lets no half in');
SELECT throws_ok('ALTER TABLE app.b ADD FOREIGN KEY (tenant_id, folder_id) REFERENCES app.folders (tenant_id, id)', 'MG515', NULL, 'and this doesn''t');
SELECT mana_guard.set_rule('MG515', 'error');
SELECT is((SELECT fix FROM mana_guard.findings('app.b')),
    E'-- MG605: where the table is in use, add CHECK (... IS NOT NULL) NOT VALID, validate it, SET NOT NULL, drop the check\nALTER TABLE app.b ALTER COLUMN folder_id SET NOT NULL;', 'the fix');
ALTER TABLE app.b ALTER COLUMN folder_id SET NOT NULL;
SELECT is_empty($$SELECT * FROM mana_guard.findings('app.b')$$, 'mends it');

SELECT * FROM finish();
ROLLBACK;
