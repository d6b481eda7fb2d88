\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size bigint, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (id) VALUES (gen_random_uuid());
CREATE TABLE app.empties (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size bigint, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.events (id uuid DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE TABLE app.events_old PARTITION OF app.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
INSERT INTO app.events (created_at) VALUES ('2025-05-05');
CREATE VIEW app.sizes AS SELECT id, size FROM app.files;
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(12);

SELECT mana_guard.set_rule('no_rename_column', 'error');
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN size TO bytes', 'MG703',
    'column size of table app.files is renamed to bytes, and every client fails that knows the old name', 'a column of a table in use keeps its name');
SELECT throws_ok('ALTER TABLE app.files RENAME size TO "Bytes"', 'MG703',
    'column size of table app.files is renamed to "Bytes", and every client fails that knows the old name', 'without the word COLUMN');
SELECT throws_ok('ALTER TABLE app.events RENAME COLUMN created_at TO made_at', 'MG703', NULL, 'rows of partitions are rows');
SELECT throws_ok($$DO 'BEGIN ALTER TABLE app.files RENAME COLUMN size TO bytes; END'$$, 'MG703', NULL, 'within code');
SELECT lives_ok('ALTER TABLE app.empties RENAME COLUMN size TO bytes', 'without rows nobody reads it');
SELECT lives_ok('ALTER VIEW app.sizes RENAME COLUMN size TO bytes', 'that of a view may change');
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN missing TO bytes', '42703', NULL, 'one that isn''t there is PostgreSQL''s to refuse');
SELECT lives_ok('ALTER TABLE app.files RENAME CONSTRAINT files_pkey TO files_key', 'a constraint is no column');

-- The way that the hint shows.
SAVEPOINT second;
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN bytes bigint', 'a second column passes');
ROLLBACK TO second;
CREATE TABLE app.fresh (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size bigint, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.fresh (id) VALUES (gen_random_uuid());
SELECT lives_ok('ALTER TABLE app.fresh RENAME COLUMN size TO bytes', 'a table of this transaction is known to nobody');
SELECT FROM mana_guard.exempt('app.files.size', 'MG703', 'a test');
UPDATE mana_guard.exemptions SET value = 'bytes';
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN size TO octets', 'MG703', NULL, 'an exemption may be for one new name');
SELECT lives_ok('ALTER TABLE app.files RENAME COLUMN size TO bytes', 'and waives that');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
