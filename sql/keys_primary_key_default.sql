\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(15);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG502', 'error');
SELECT lives_ok('CREATE TABLE app.a (id uuid PRIMARY KEY DEFAULT gen_random_uuid())', 'a default that makes values');
SELECT throws_ok('CREATE TABLE app.b (id uuid PRIMARY KEY)', 'MG502', 'primary key id of table app.b has no default', 'none');
SELECT throws_ok('CREATE TABLE app.b (id uuid PRIMARY KEY DEFAULT NULL)', 'MG502', NULL, 'or null');
SELECT throws_ok($$CREATE TABLE app.b (id uuid PRIMARY KEY DEFAULT '00000000-0000-0000-0000-000000000000')$$, 'MG502',
    'primary key id of table app.b has the same default for every row', 'or a constant');
SELECT lives_ok('CREATE TABLE app.b (id uuid PRIMARY KEY DEFAULT md5(random()::text)::uuid)', 'an expression passes');
SELECT throws_ok('ALTER TABLE app.b ALTER COLUMN id DROP DEFAULT', 'MG502', NULL, 'until it is dropped');
SELECT lives_ok('CREATE TABLE app.c (id uuid)', 'a column that is no key');
SELECT throws_ok('ALTER TABLE app.c ADD PRIMARY KEY (id)', 'MG502', NULL, 'until it becomes one');
SELECT lives_ok('CREATE TABLE app.d (d_id uuid PRIMARY KEY REFERENCES app.a)', 'a key that refers to another');
SELECT throws_ok('ALTER TABLE app.d DROP CONSTRAINT d_d_id_fkey', 'MG502', 'primary key d_id of table app.d has no default', 'until it refers to none');
SELECT lives_ok('CREATE TABLE app.file_redirects (old_file_id uuid PRIMARY KEY, target text)', 'another thing''s id, which comes from there');
SELECT throws_ok('ALTER TABLE app.file_redirects RENAME TO files', 'MG502', 'primary key old_file_id of table app.files has no default', 'while it is another''s');
SELECT lives_ok('CREATE TABLE app.e (user_id uuid PRIMARY KEY)', 'a user''s id');

SET LOCAL mana_guard.enabled = off;
CREATE DOMAIN app.key AS uuid;
CREATE TABLE app.legacy (id app.key PRIMARY KEY);
SET LOCAL mana_guard.enabled = on;
SELECT is((SELECT fix FROM mana_guard.findings('app.legacy')), 'ALTER TABLE app.legacy ALTER COLUMN id SET DEFAULT gen_random_uuid();', 'the fix, for a domain too');
ALTER TABLE app.legacy ALTER COLUMN id SET DEFAULT gen_random_uuid();
SELECT is_empty($$SELECT * FROM mana_guard.findings('app.legacy')$$, 'mends it');

SELECT * FROM finish();
ROLLBACK;
