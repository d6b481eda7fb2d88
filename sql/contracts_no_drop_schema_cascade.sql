\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE SCHEMA "Other";
CREATE SCHEMA bare;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE "Other".files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO "Other".files (id) VALUES (gen_random_uuid());
CREATE VIEW bare.numbers AS SELECT 1 AS one;
CREATE SEQUENCE bare.tickets;
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(13);

SELECT throws_ok('DROP SCHEMA app CASCADE', 'MG705',
    'schema app is dropped with CASCADE, which drops its tables and all their rows', 'a schema that holds tables stays');
SELECT throws_ok('DROP SCHEMA IF EXISTS "Other" CASCADE', 'MG705',
    'schema "Other" is dropped with CASCADE, which drops its tables and all their rows', 'also if it exists');
SELECT throws_ok('DROP SCHEMA bare, app, "Other" CASCADE', 'MG705', NULL, 'among others');
SELECT throws_ok($$DO 'BEGIN DROP SCHEMA app CASCADE; END'$$, 'MG705', NULL, 'within code');
SELECT throws_ok('DROP SCHEMA app', '2BP01', NULL, 'without CASCADE PostgreSQL refuses it');
SELECT lives_ok('DROP SCHEMA bare CASCADE', 'one without tables goes with its views');
SELECT lives_ok('DROP SCHEMA IF EXISTS missing CASCADE', 'one that isn''t there is nobody''s');
CREATE SCHEMA fresh;
SELECT lives_ok('DROP SCHEMA fresh CASCADE', 'an empty one goes');
CREATE SCHEMA fresh;
CREATE TABLE fresh.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
SELECT lives_ok('DROP SCHEMA fresh CASCADE', 'so does one whose tables this transaction has made');
CREATE TABLE app.fresh (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
SELECT throws_ok('DROP SCHEMA app CASCADE', 'MG705', NULL, 'but not one that holds others too');
SELECT has_table('app', 'files', 'the tables are there');
SELECT FROM mana_guard.exempt('app.*', 'MG705', 'a test');
SELECT lives_ok('DROP SCHEMA app CASCADE', 'an exemption waives it');
SELECT mana_guard.set_rule('MG705', 'off', schema_pattern => 'Oth*');
SELECT lives_ok('DROP SCHEMA "Other" CASCADE', 'and the policy may say otherwise');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app, "Other", bare CASCADE;
