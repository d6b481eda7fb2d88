\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(18);

SELECT mana_guard.set_rule('MG104', 'error');
CREATE SCHEMA auth;
CREATE SCHEMA storage;

SELECT lives_ok($$CREATE TABLE storage.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())$$,
    'any schema passes while the registry is empty');
DROP TABLE storage.files;

INSERT INTO mana_guard.service_schemas (service, schema_name) VALUES ('mana-auth', 'auth');
SELECT lives_ok($$CREATE TABLE auth.sessions (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())$$,
    'a registered schema passes');
SELECT throws_ok($$CREATE TABLE storage.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())$$, 'MG104',
    'schema storage holds tables but is not registered', 'the first table of another is refused');
SELECT throws_ok($$CREATE TABLE storage.numbers AS SELECT now() AS created_at, now() AS updated_at$$, 'MG104', NULL,
    'also one that is made by a query');
SELECT throws_ok('ALTER TABLE auth.sessions SET SCHEMA storage', 'MG104', NULL, 'or moved there');
SELECT throws_ok($$CREATE SCHEMA files CREATE TABLE lines (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())$$, 'MG104',
    'schema files holds tables but is not registered', 'or made together with its schema');
SELECT hasnt_schema('files', 'which goes with it');
SELECT lives_ok('CREATE VIEW storage.numbers AS SELECT 1 AS one; CREATE SEQUENCE storage.tickets; CREATE TYPE storage.kind AS ENUM (''a'')',
    'a schema without tables passes');
SELECT lives_ok('CREATE SCHEMA reporting', 'and an empty one');

-- What stood before isn't held against anybody.
SAVEPOINT before;
SET LOCAL mana_guard.enabled = off;
CREATE TABLE storage.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SET LOCAL mana_guard.enabled = on;
SET LOCAL client_min_messages = warning;
SELECT lives_ok($$CREATE TABLE storage.folders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())$$,
    'a second table passes where the first one stands');
SELECT lives_ok('ALTER TABLE storage.files ADD COLUMN name text', 'and so does a change of it');
SELECT is((SELECT row(object_type, schema_name, object_name, identity, fix)::text FROM mana_guard.audit('storage') WHERE code = 'MG104'),
    row('schema'::text, 'storage'::text, NULL::text, 'storage'::text,
        'INSERT INTO mana_guard.service_schemas (service, schema_name) VALUES (''your_service'', ''storage'');'::text)::text,
    'an audit tells of the schema, once');
INSERT INTO mana_guard.service_schemas (service, schema_name) VALUES ('your_service', 'storage');
SELECT is((SELECT count(*)::int FROM mana_guard.audit() WHERE code = 'MG104'), 0, 'and the fix mends it');
ROLLBACK TO before;

SELECT mana_guard.set_rule('MG106', 'off');
SELECT throws_ok('ALTER SCHEMA auth RENAME TO login', 'MG104', 'schema login holds tables but is not registered',
    'a rename out of the registry is refused');
SELECT FROM mana_guard.exempt('storage.*', 'MG104', 'a test');
SELECT lives_ok($$CREATE TABLE storage.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())$$, 'an exemption waives it');
SELECT lives_ok($$CREATE TEMPORARY TABLE scratch (id int)$$, 'temporary tables are nobody''s');

DELETE FROM mana_guard.exemptions;
DROP TABLE storage.files;
SELECT mana_guard.use_profile('mana_platform');
CREATE SCHEMA usr;
SELECT lives_ok($$CREATE TABLE usr.profiles (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())$$,
    'a schema of the profile''s registry passes');
INSERT INTO mana_guard.service_schemas (service, schema_name, removed) VALUES ('mana-user', 'usr', true);
DROP TABLE usr.profiles;
SELECT throws_ok($$CREATE TABLE usr.profiles (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())$$, 'MG104', NULL,
    'but not where the house has taken it out');

SELECT * FROM finish();
ROLLBACK;
