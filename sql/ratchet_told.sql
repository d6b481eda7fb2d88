\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(19);
-- What other files have left there.
DELETE FROM mana_guard.log;

CREATE SCHEMA app;
CREATE SCHEMA svc;
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (user_id uuid, created_at timestamp);
CREATE TABLE app."Other" (user_id uuid);
CREATE TABLE app.papers (user_id uuid);
CREATE TABLE app.quiet (user_id uuid);
CREATE TABLE app.articles () INHERITS (app.papers);
CREATE TABLE app.clean (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.exempt (user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.whispers (user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SET LOCAL mana_guard.enabled = on;

-- psql's output below is part of the test: one NOTICE for each table and session.
SELECT lives_ok('ALTER TABLE app.legacy ALTER COLUMN user_id SET STATISTICS 10', 'a NOTICE');
SELECT lives_ok('ALTER TABLE app.legacy ALTER COLUMN user_id SET STATISTICS 20', 'and no second one');
SELECT lives_ok('ALTER TABLE app.legacy RENAME TO clients', 'also under another name');
SELECT lives_ok('ALTER TABLE app.clients SET SCHEMA svc', 'or in another schema');
SELECT lives_ok($$DO 'BEGIN ALTER TABLE app."Other" ALTER COLUMN user_id SET STATISTICS 10; ALTER TABLE app."Other" ALTER COLUMN user_id SET STATISTICS 20; END'$$, 'one for another table');
SAVEPOINT before;
SELECT lives_ok('ALTER TABLE app.papers ALTER COLUMN user_id SET STATISTICS 10', 'one for each table that the command alters');
ROLLBACK TO before;
SELECT lives_ok('ALTER TABLE app.papers ALTER COLUMN user_id SET STATISTICS 20', 'and none for what was told before a savepoint was rolled back');
SELECT lives_ok('ALTER TABLE app.clean ALTER COLUMN created_at SET STATISTICS 10', 'none where all is well');
SELECT FROM mana_guard.exempt('app.exempt', '*', 'a test');
SELECT lives_ok('ALTER TABLE app.exempt ALTER COLUMN user_id SET STATISTICS 10', 'none of what is exempt');
SELECT mana_guard.set_rule('MG201', 'log', object_pattern => 'whispers');
SELECT lives_ok('ALTER TABLE app.whispers ALTER COLUMN user_id SET STATISTICS 10', 'none of what is told to nobody');
SELECT is((SELECT count(*)::int FROM mana_guard.log), 0, 'none of it is logged');
SELECT lives_ok('ALTER TABLE app.quiet ADD COLUMN one text', 'none by a column that has nothing to do with it');
SELECT lives_ok('CREATE INDEX idx_quiet_one ON app.quiet (one)', 'nor by an index');
SELECT lives_ok('ALTER TABLE app.quiet ADD COLUMN "Two" text', 'but beside a WARNING of what is added');
SET LOCAL client_min_messages = warning;
SELECT throws_ok('ALTER TABLE svc.clients DROP COLUMN created_at', 'MG301', 'table svc.clients has no column created_at', 'what is refused is told of what it brings alone');
RESET client_min_messages;
SELECT lives_ok('ALTER TABLE svc.clients ALTER COLUMN user_id TYPE text, ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now()', 'a mender');

-- A schema is told of by itself.
SET LOCAL mana_guard.enabled = off;
CREATE TABLE svc.lines (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SET LOCAL mana_guard.enabled = on;
INSERT INTO mana_guard.service_schemas (service, schema_name) VALUES ('mana-app', 'app');
SELECT lives_ok('CREATE TABLE svc.notes (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'one NOTICE of the schema');
SELECT lives_ok('CREATE TABLE svc.files (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'for any number of tables');
SELECT is((SELECT array_agg(code) FROM mana_guard.audit('svc', '')), '{MG104}', 'and the call in its HINT shows it');

SELECT * FROM finish();
ROLLBACK;

-- The next transaction is told nothing more, the next session is: of a table that outlives the one before.
SET mana_guard.enabled = off;
CREATE SCHEMA mana_guard_told;
CREATE TABLE mana_guard_told.legacy (user_id uuid);
RESET mana_guard.enabled;
BEGIN;
ALTER TABLE mana_guard_told.legacy ALTER COLUMN user_id SET STATISTICS 10;
ALTER TABLE mana_guard_told.legacy ALTER COLUMN user_id SET STATISTICS 20;
ROLLBACK;
BEGIN;
ALTER TABLE mana_guard_told.legacy ALTER COLUMN user_id SET STATISTICS 10;
ALTER TABLE mana_guard_told.legacy ALTER COLUMN user_id SET STATISTICS 20;
ROLLBACK;
\c -
BEGIN;
ALTER TABLE mana_guard_told.legacy ALTER COLUMN user_id SET STATISTICS 10;
ALTER TABLE mana_guard_told.legacy ALTER COLUMN user_id SET STATISTICS 20;
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA mana_guard_told CASCADE;
