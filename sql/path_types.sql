\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(27);

CREATE SCHEMA app;
SELECT mana_guard.set_rule('MG302', 'error');
CREATE TYPE app.row AS (id int, created_at timestamptz, updated_at timestamptz);
CREATE TABLE app.typed OF app.row (created_at WITH OPTIONS NOT NULL DEFAULT now(), updated_at WITH OPTIONS NOT NULL DEFAULT now());

SELECT throws_ok('CREATE TABLE public.typed OF app.row', 'MG101', NULL, 'CREATE TABLE OF type');
SELECT throws_ok('ALTER TYPE app.row ADD ATTRIBUTE user_id uuid CASCADE', 'MG201',
    'column user_id of table app.typed is uuid; user ids are text', 'ALTER TYPE … ADD ATTRIBUTE … CASCADE');
SELECT throws_ok('ALTER TYPE app.row DROP ATTRIBUTE updated_at CASCADE', 'MG301', NULL, 'DROP ATTRIBUTE');
SELECT throws_ok('ALTER TYPE app.row ALTER ATTRIBUTE updated_at TYPE date CASCADE', 'MG302', NULL, 'ALTER ATTRIBUTE … TYPE');
SELECT throws_ok('ALTER TYPE app.row RENAME ATTRIBUTE updated_at TO changed_at CASCADE', 'MG301', NULL, 'RENAME ATTRIBUTE');
SELECT throws_ok('ALTER TABLE app.loose OF app.row', '42P01', NULL, 'ALTER TABLE … OF of nothing is PostgreSQL''s error');

-- What the type's new attribute can't have, a default and NOT NULL, its tables get in the statements that are offered.
CREATE FUNCTION pg_temp.run_offered() RETURNS void LANGUAGE plpgsql AS $$BEGIN EXECUTE (SELECT string_agg(one, ' ') FROM mana_guard.last_refusal() AS one); END$$;
SET LOCAL mana_guard.enabled = off;
CREATE TYPE app.pair AS (id uuid);
CREATE TABLE app.first OF app.pair;
CREATE TABLE app.second OF app.pair;
INSERT INTO app.first VALUES (gen_random_uuid());
CREATE TYPE app.single AS (id uuid);
CREATE TABLE app.third OF app.single;
INSERT INTO app.third VALUES (gen_random_uuid());
SET LOCAL mana_guard.enabled = on;
SELECT throws_ok('ALTER TYPE app.pair ADD ATTRIBUTE note text CASCADE, ADD ATTRIBUTE created_at timestamptz CASCADE', 'MG302', NULL, 'an attribute without default');
SELECT is((SELECT replace(string_agg(one, ' '), E'\n', ' ') FROM mana_guard.last_refusal() AS one),
    'ALTER TABLE app.first NOT OF; ALTER TABLE app.second NOT OF; ALTER TABLE app.first ADD COLUMN note text; ALTER TABLE app.first ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(); '
    'ALTER TABLE app.second ADD COLUMN note text; ALTER TABLE app.second ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(); '
    'ALTER TYPE app.pair ADD ATTRIBUTE note text CASCADE; ALTER TYPE app.pair ADD ATTRIBUTE created_at timestamptz CASCADE; ALTER TABLE app.first OF app.pair; ALTER TABLE app.second OF app.pair;',
    'each table gets it by itself');
SELECT lives_ok('SELECT pg_temp.run_offered()', 'and that runs');
SELECT throws_ok('ALTER TYPE app.pair ADD ATTRIBUTE updated_at timestamptz CASCADE', 'MG302', NULL, 'the other one');
SELECT lives_ok('SELECT pg_temp.run_offered()', 'in the same transaction too');
SELECT is((SELECT count(*)::int FROM mana_guard.findings('app.first') WHERE code IN ('MG301', 'MG302')), 0, 'nothing is missing');
SELECT is((SELECT string_agg(reloftype::regtype::text, ' ') FROM pg_class WHERE oid IN ('app.first'::regclass, 'app.second'::regclass)), 'app.pair app.pair', 'they are of the type again');
SELECT lives_ok((SELECT string_agg(one, ' ') FROM mana_guard.fix('app.third') AS one WHERE one LIKE '%ADD ATTRIBUTE%'), 'so does what fix() offers');
SELECT is((SELECT count(*)::int FROM mana_guard.findings('app.third') WHERE code IN ('MG301', 'MG302')), 0, 'to the end');

CREATE DOMAIN app.ref AS uuid;
CREATE DOMAIN app.ref_of_ref AS app.ref;
CREATE DOMAIN app.refs AS uuid[];
SELECT throws_ok('CREATE TABLE app.a (user_id app.ref, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG201', 'column user_id of table app.a is app.ref; user ids are text', 'a domain over uuid');
SELECT throws_ok('CREATE TABLE app.a (user_id app.ref_of_ref, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG201', NULL, 'a domain over a domain');
SELECT throws_ok('CREATE TABLE app.a (user_id app.ref[], created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG201', NULL, 'an array of a domain');
SELECT throws_ok('CREATE TABLE app.a (user_id app.refs, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG201', NULL, 'a domain over an array');

CREATE DOMAIN app.stamp AS timestamptz NOT NULL DEFAULT now();
CREATE DOMAIN app.stamp_of_stamp AS app.stamp;
SELECT lives_ok('CREATE TABLE app.b (created_at app.stamp, updated_at app.stamp_of_stamp)', 'a domain''s default and NOT NULL count');
SELECT lives_ok('CREATE TABLE app.c (created_at app.stamp_of_stamp, updated_at timestamptz NOT NULL DEFAULT now())', 'also through another domain');
SELECT throws_ok('ALTER DOMAIN app.stamp DROP DEFAULT', 'MG302', 'column created_at of table app.b has no DEFAULT now()', 'ALTER DOMAIN … DROP DEFAULT');
SELECT throws_ok('ALTER DOMAIN app.stamp DROP NOT NULL', 'MG302', 'column created_at of table app.b is nullable (and 2 more findings)',
    'ALTER DOMAIN … DROP NOT NULL, also below a domain over it');
SELECT lives_ok('ALTER DOMAIN app.stamp ADD CHECK (VALUE > ''2000-01-01'')', 'ALTER DOMAIN that changes nothing of it');
CREATE FUNCTION app.clock() RETURNS timestamptz LANGUAGE sql AS 'SELECT pg_catalog.now()';
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.clocked (created_at timestamptz NOT NULL DEFAULT app.clock(), updated_at timestamptz NOT NULL DEFAULT now());
SET LOCAL mana_guard.enabled = on;
SELECT throws_ok('DROP FUNCTION app.clock() CASCADE', 'MG302', 'column created_at of table app.clocked has no DEFAULT now()',
    'DROP … CASCADE that takes a default');
CREATE TYPE app.colour AS ENUM ('red');
CREATE TABLE app.coloured (colour app.colour, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SELECT lives_ok('DROP TYPE app.colour CASCADE', 'DROP TYPE … CASCADE that takes another column');
SELECT mana_guard.set_rule('MG302', 'off', object_pattern => 'kinds');
SELECT mana_guard.set_rule('MG301', 'error', params => '{"columns": ["kind"]}', object_pattern => 'kinds');
CREATE TYPE app.kind AS ENUM ('one');
CREATE TABLE app.kinds (kind app.kind);
SELECT throws_ok('DROP TYPE app.kind CASCADE', 'MG301', NULL, 'DROP TYPE … CASCADE that takes a required column');

SELECT * FROM finish();
ROLLBACK;
