\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(21);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG306', 'error');

SELECT lives_ok('CREATE TABLE app.a (is_public boolean NOT NULL DEFAULT false, is_old boolean NOT NULL, name text)', 'NOT NULL passes');
SELECT throws_ok('CREATE TABLE app.b (is_public boolean)', 'MG306', 'column is_public of table app.b is nullable', 'a nullable one');
SELECT throws_ok('CREATE TABLE app.b (is_public boolean DEFAULT true)', 'MG306', 'column is_public of table app.b is nullable', 'a default doesn''t close it');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN has_cover bool', 'MG306', 'column has_cover of table app.a is nullable', 'ADD COLUMN');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN is_public DROP NOT NULL', 'MG306', NULL, 'DROP NOT NULL');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN name TYPE boolean USING name::boolean', 'MG306', NULL, 'ALTER TYPE');
SELECT throws_ok('CREATE TABLE app.b AS SELECT true AS is_public', 'MG306', NULL, 'CREATE TABLE AS');
CREATE DOMAIN app.flag AS boolean;
SELECT throws_ok('CREATE TABLE app.b (is_public app.flag)', 'MG306', NULL, 'a domain is seen through');
ALTER DOMAIN app.flag SET NOT NULL;
SELECT lives_ok('CREATE TABLE app.b (is_public app.flag)', 'and closes it');
SELECT throws_ok('ALTER DOMAIN app.flag DROP NOT NULL', 'MG306', 'column is_public of table app.b is nullable', 'until it is opened');
SELECT lives_ok('CREATE TABLE app.c (name text, answers boolean[], is_named boolean GENERATED ALWAYS AS (name IS NOT NULL) STORED)',
    'an array is no flag, and a generated column has its value from elsewhere');
SELECT throws_ok($$CREATE TABLE app."Odd" ("Is Public" boolean)$$, 'MG306', 'column "Is Public" of table app."Odd" is nullable', 'names are quoted');

SELECT mana_guard.set_rule('MG304', 'error');
SELECT throws_ok('CREATE TABLE app.d (is_deleted boolean DEFAULT false, deleted_at timestamptz)', 'MG304',
    'column is_deleted of table app.d is nullable', 'of is_deleted soft_delete_shape speaks alone');

SELECT mana_guard.set_rule('MG304', 'off');
SELECT mana_guard.set_rule('MG306', 'error', params => '{"require_default": true}');
SELECT throws_ok('CREATE TABLE app.d (is_public boolean NOT NULL)', 'MG306', 'column is_public of table app.d has no default', 'a default can be asked for');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN is_public DROP DEFAULT', 'MG306', NULL, 'and must stay then');
SELECT lives_ok('CREATE TABLE app.d (is_public boolean NOT NULL DEFAULT true, is_odd boolean NOT NULL DEFAULT random() < 0.5)', 'true will do, and so will what is calculated');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.e (is_public boolean NOT NULL);
SET LOCAL mana_guard.enabled = on;
DO $$BEGIN EXECUTE (SELECT fix FROM mana_guard.findings('app.e')); END$$;
SELECT is_empty($$SELECT * FROM mana_guard.findings('app.e')$$, 'after its fix nothing is found');
SELECT mana_guard.set_rule('MG306', 'error', params => '{}');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app."Legacy" (id int, "Is Public" boolean DEFAULT true);
INSERT INTO app."Legacy" VALUES (1, NULL), (2, false);
SET LOCAL mana_guard.enabled = on;
SELECT is((SELECT fix FROM mana_guard.findings('app."Legacy"')),
    E'-- MG605: where the table is in use, add CHECK (... IS NOT NULL) NOT VALID, validate it, SET NOT NULL, drop the check\n'
    || 'UPDATE app."Legacy" SET "Is Public" = true WHERE "Is Public" IS NULL; ALTER TABLE app."Legacy" ALTER COLUMN "Is Public" SET NOT NULL;',
    'the fix fills it with its default');
DO $$BEGIN EXECUTE (SELECT fix FROM mana_guard.findings('app."Legacy"')); END$$;
SELECT is_empty($$SELECT * FROM mana_guard.findings('app."Legacy"')$$, 'after which nothing is found');
SELECT results_eq('SELECT "Is Public" FROM app."Legacy" ORDER BY id', 'VALUES (true), (false)', 'and what was there is kept');
SELECT lives_ok('ALTER TABLE app."Legacy" ADD COLUMN has_cover boolean NOT NULL DEFAULT false', 'the shape in ADD COLUMN');

SELECT * FROM finish();
ROLLBACK;
