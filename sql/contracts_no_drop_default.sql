\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size bigint NOT NULL DEFAULT 0, note text DEFAULT '', number bigint GENERATED ALWAYS AS IDENTITY, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (id) VALUES (gen_random_uuid());
CREATE TABLE app.empties (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size bigint NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
CREATE VIEW app.sizes AS SELECT id, size FROM app.files;
ALTER VIEW app.sizes ALTER COLUMN size SET DEFAULT 1;
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(14);

SAVEPOINT before;
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN note DROP DEFAULT', 'it is off by default');
ROLLBACK TO before;
SELECT mana_guard.set_rule('no_drop_default', 'error');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN size DROP DEFAULT', 'MG710',
    'column size of table app.files loses its default, which inserts rely on', 'a column of a table in use keeps its default');
SELECT throws_ok('ALTER TABLE app.files ALTER size SET DEFAULT NULL', 'MG710', NULL, 'a default of NULL is none');
SELECT throws_ok('ALTER TABLE app.files ALTER size SET DEFAULT NULL::bigint', 'MG710', NULL, 'whatever its type');
SELECT throws_ok($$DO 'BEGIN ALTER TABLE app.files ALTER COLUMN size DROP DEFAULT; END'$$, 'MG710', NULL, 'within code');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN size SET DEFAULT 1', 'another default is one');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN size DROP DEFAULT', 'MG710', NULL, 'which stands for the one that was there');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN number DROP DEFAULT', '42601', NULL, 'an identity is PostgreSQL''s to refuse');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN number DROP IDENTITY', 'MG710', 'column number of table app.files loses its identity, which inserts rely on', 'but it may not be dropped');
SELECT lives_ok('ALTER TABLE app.empties ALTER COLUMN size DROP DEFAULT', 'without rows nobody inserts');
SELECT lives_ok('ALTER VIEW app.sizes ALTER COLUMN size DROP DEFAULT', 'that of a view may go');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN kind bigint NOT NULL DEFAULT 0; ALTER TABLE app.files ALTER COLUMN kind DROP DEFAULT',
    'as may one that filled a new column');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN kind DROP DEFAULT', 'one that isn''t there is nobody''s');
SELECT FROM mana_guard.exempt('app.files.note', 'MG710', 'a test');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN note DROP DEFAULT', 'an exemption waives it');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
