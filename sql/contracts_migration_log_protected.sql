\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA drizzle;
CREATE SCHEMA app;
CREATE TABLE drizzle.__drizzle_migrations (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint);
CREATE TABLE app.schema_migrations (id bigint PRIMARY KEY);
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(14);

SELECT mana_guard.set_rule('contracts', 'off');
SELECT mana_guard.set_rule('columns', 'off');
SELECT mana_guard.set_rule('migration_log_protected', 'error');
SELECT throws_ok('DROP TABLE drizzle.__drizzle_migrations', 'MG708',
    'table drizzle.__drizzle_migrations, a migration tool''s log, is dropped', 'the log stays');
SELECT throws_ok('ALTER TABLE drizzle.__drizzle_migrations RENAME TO migrations', 'MG708',
    'table drizzle.__drizzle_migrations, a migration tool''s log, is renamed', 'keeps its name');
SELECT throws_ok('ALTER TABLE drizzle.__drizzle_migrations SET SCHEMA app', 'MG708',
    'table drizzle.__drizzle_migrations, a migration tool''s log, is moved', 'its schema');
SELECT throws_ok('ALTER TABLE drizzle.__drizzle_migrations ALTER COLUMN hash TYPE varchar(100)', 'MG708',
    'column hash of table drizzle.__drizzle_migrations, a migration tool''s log, is altered', 'the types of its columns');
SELECT throws_ok('ALTER TABLE drizzle.__drizzle_migrations RENAME COLUMN hash TO digest', 'MG708',
    'column hash of table drizzle.__drizzle_migrations, a migration tool''s log, is altered', 'their names');
SELECT throws_ok('ALTER TABLE drizzle.__drizzle_migrations DROP COLUMN created_at', 'MG708',
    'column created_at of table drizzle.__drizzle_migrations, a migration tool''s log, is dropped', 'and all of them');
SELECT throws_ok($$DO 'BEGIN DROP TABLE drizzle.__drizzle_migrations; END'$$, 'MG708', NULL, 'within code');
SELECT lives_ok('ALTER TABLE drizzle.__drizzle_migrations ADD COLUMN applied_by text', 'its tool may add a column');
SELECT lives_ok('CREATE TABLE IF NOT EXISTS drizzle.__drizzle_migrations (id serial PRIMARY KEY)', 'and make it if it isn''t there');
SELECT lives_ok('ALTER TABLE app.schema_migrations ADD COLUMN version text, ALTER COLUMN id TYPE text', 'other tables may change');
SELECT mana_guard.set_rule('migration_log_protected', 'error', params => '{"tables": ["*.schema_migrations"]}');
SELECT throws_ok('DROP TABLE app.schema_migrations', 'MG708', NULL, 'the logs are the policy''s');
SELECT lives_ok('DROP TABLE drizzle.__drizzle_migrations', 'and no others');
CREATE SCHEMA other;
CREATE TABLE other.schema_migrations (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
SELECT lives_ok('DROP TABLE other.schema_migrations', 'one of this transaction has nothing to lose');
SELECT FROM mana_guard.exempt('app.schema_migrations', 'MG708', 'a test');
SELECT lives_ok('DROP TABLE app.schema_migrations', 'an exemption waives it');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app, drizzle CASCADE;
