\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(18);

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
