\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size bigint NOT NULL DEFAULT 0, note text, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (id) VALUES (gen_random_uuid());
CREATE TABLE app.empties (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size bigint NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.events (id uuid DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE TABLE app.events_old PARTITION OF app.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
INSERT INTO app.events (created_at) VALUES ('2025-05-05');
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(9);

SELECT mana_guard.set_rule('no_drop_not_null', 'error');
SELECT mana_guard.set_rule('columns', 'off');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN size DROP NOT NULL', 'MG706',
    'column size of table app.files becomes nullable, which its readers do not expect', 'a column of a table in use stays NOT NULL');
SELECT throws_ok('ALTER TABLE app.files ALTER note SET DEFAULT '''', ALTER size DROP NOT NULL', 'MG706', NULL, 'among other steps');
SELECT throws_ok($$DO 'BEGIN ALTER TABLE app.files ALTER COLUMN size DROP NOT NULL; END'$$, 'MG706', NULL, 'within code');
SELECT throws_ok('ALTER TABLE app.events ALTER COLUMN updated_at DROP NOT NULL', 'MG706', NULL, 'rows of partitions are rows');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN note DROP NOT NULL', 'one that may be null already');
SELECT lives_ok('ALTER TABLE app.empties ALTER COLUMN size DROP NOT NULL', 'without rows nobody reads it');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN missing DROP NOT NULL', '42703', NULL, 'one that isn''t there is PostgreSQL''s to refuse');
CREATE TABLE app.fresh (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size bigint NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.fresh (id) VALUES (gen_random_uuid());
SELECT lives_ok('ALTER TABLE app.fresh ALTER COLUMN size DROP NOT NULL', 'a table of this transaction is known to nobody');
SELECT FROM mana_guard.exempt('app.files.size', 'MG706', 'a test');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN size DROP NOT NULL', 'an exemption waives it');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
