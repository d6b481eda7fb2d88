\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(13);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('owner_is_service_role', 'error');
CREATE EXTENSION file_fdw;
CREATE SERVER mana_guard_files FOREIGN DATA WRAPPER file_fdw;
CREATE ROLE mana_guard_app;
CREATE ROLE mana_guard_member;
GRANT mana_guard_app TO mana_guard_member;
CREATE SCHEMA free;
GRANT USAGE, CREATE ON SCHEMA app TO mana_guard_app;
SELECT lives_ok('CREATE TABLE app.old (id uuid)', 'nothing is registered');
INSERT INTO mana_guard.service_schemas (service, schema_name, owner_role)
VALUES ('mana-app', 'app', 'mana_guard_app'), ('mana-free', 'free', NULL);

SELECT throws_ok('CREATE TABLE app.files (id uuid)', 'MG807',
    'table app.files is owned by postgres; the registered owner of its schema is mana_guard_app', 'a superuser''s table');
SELECT throws_ok('CREATE FOREIGN TABLE app.files (id uuid) SERVER mana_guard_files OPTIONS (filename ''x'')', 'MG807',
    'foreign table app.files is owned by postgres; the registered owner of its schema is mana_guard_app', 'a foreign table');
SELECT lives_ok('CREATE TABLE free.files (id uuid)', 'no owner is registered');
SELECT lives_ok('CREATE VIEW app.old_view AS SELECT 1 AS one', 'views are left alone');
SELECT lives_ok('ALTER TABLE app.old ADD COLUMN name text', 'what stood before is not held against this command');
SELECT is(fix, 'ALTER TABLE app.old OWNER TO mana_guard_app;', 'the fix') FROM mana_guard.audit('app');
ALTER TABLE app.old OWNER TO mana_guard_app;
SELECT is_empty('SELECT * FROM mana_guard.audit(''app'')', 'mends it');
SET ROLE mana_guard_app;
SELECT lives_ok('CREATE TABLE app.files (id uuid) PARTITION BY HASH (id)', 'the owner''s table passes');
RESET ROLE;
SELECT throws_ok('CREATE TABLE app.files_0 PARTITION OF app.files FOR VALUES WITH (MODULUS 1, REMAINDER 0)', 'MG807', NULL, 'a partition has an owner too');
SELECT throws_ok('ALTER TABLE app.files OWNER TO mana_guard_member', 'MG807',
    'table app.files is owned by mana_guard_member; the registered owner of its schema is mana_guard_app', 'a member is not the owner');
ALTER TABLE free.files RENAME TO notes;
SELECT throws_ok('ALTER TABLE free.notes SET SCHEMA app', 'MG807', NULL, 'one that is moved there');
REASSIGN OWNED BY mana_guard_app TO mana_guard_member;
SELECT set_eq('SELECT identity FROM mana_guard.audit(''app'')', ARRAY['app.old', 'app.files'], 'of REASSIGN OWNED, which no trigger is told of, the audit knows');

SELECT * FROM finish();
ROLLBACK;
