\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE SCHEMA archive;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (id) VALUES (gen_random_uuid());
CREATE TABLE app.empties (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.events (id uuid DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE TABLE app.events_old PARTITION OF app.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
INSERT INTO app.events (created_at) VALUES ('2025-05-05');
CREATE VIEW app.ids AS SELECT id FROM app.files;
CREATE EXTENSION file_fdw;
CREATE SERVER lists FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE app.lists (line text) SERVER lists OPTIONS (filename '/dev/null');
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(15);

SELECT mana_guard.set_rule('no_set_schema', 'error');
SELECT throws_ok('ALTER TABLE app.files SET SCHEMA archive', 'MG714',
    'table app.files is moved to archive.files; every client that uses the old name will fail', 'a table in use stays where it is');
SELECT throws_ok('ALTER TABLE app.events SET SCHEMA archive', 'MG714', NULL, 'rows of partitions are rows');
SELECT lives_ok('ALTER TABLE app.events_old SET SCHEMA archive', 'but a partition may be moved');
SELECT throws_ok($$DO 'BEGIN ALTER TABLE IF EXISTS app.files SET SCHEMA archive; END'$$, 'MG714', NULL, 'within code');
SELECT lives_ok('ALTER TABLE app.files SET SCHEMA app', 'to where it is already is no move');
SELECT lives_ok('ALTER TABLE app.empties SET SCHEMA archive', 'without rows nobody reads it');
SELECT throws_ok('ALTER FOREIGN TABLE app.lists SET SCHEMA archive', 'MG714',
    'foreign table app.lists is moved to archive.lists; every client that uses the old name will fail', 'a foreign table''s rows are elsewhere');
SELECT lives_ok($$CREATE FOREIGN TABLE app.fresh_lists (line text) SERVER lists OPTIONS (filename '/dev/null'); ALTER FOREIGN TABLE app.fresh_lists SET SCHEMA archive$$, 'unless it is new');
SELECT lives_ok('ALTER VIEW app.ids SET SCHEMA archive', 'a view may be moved');
SELECT lives_ok('ALTER TABLE IF EXISTS app.missing SET SCHEMA archive', 'one that isn''t there is nobody''s');
SELECT throws_ok('ALTER TABLE archive.empties SET SCHEMA missing', '3F000', NULL, 'a schema that isn''t there is PostgreSQL''s to refuse');

-- The way that the hint shows.
SELECT lives_ok('CREATE VIEW archive.files AS SELECT * FROM app.files', 'a view in the other schema passes');
SELECT lives_ok('INSERT INTO archive.files (id) VALUES (gen_random_uuid())', 'and is written to');
DROP VIEW archive.files;
CREATE TABLE app.fresh (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.fresh (id) VALUES (gen_random_uuid());
SELECT lives_ok('ALTER TABLE app.fresh SET SCHEMA archive', 'a table of this transaction is known to nobody');
SELECT FROM mana_guard.exempt('app.files', 'MG714', 'a test');
UPDATE mana_guard.exemptions SET value = 'archive.files';
SELECT lives_ok('ALTER TABLE app.files SET SCHEMA archive', 'an exemption may be for one move');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP EXTENSION file_fdw CASCADE;
DROP SCHEMA app, archive CASCADE;
