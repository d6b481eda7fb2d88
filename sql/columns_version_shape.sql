\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(21);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG305', 'error');

SELECT lives_ok('CREATE TABLE app.a (id int PRIMARY KEY, version integer NOT NULL DEFAULT 1)', 'the shape passes');
SELECT lives_ok('CREATE TABLE app.b (version bigint NOT NULL DEFAULT 1, current_version smallint NOT NULL DEFAULT 1)', 'of each integer');
SELECT throws_ok('CREATE TABLE app.c (version integer DEFAULT 1)', 'MG305', 'column version of table app.c is nullable', 'a nullable one');
SELECT throws_ok('CREATE TABLE app.c (version integer NOT NULL)', 'MG305', 'column version of table app.c has no DEFAULT 1', 'one without default');
SELECT throws_ok('CREATE TABLE app.c (version bigint NOT NULL DEFAULT 0)', 'MG305',
    'column version of table app.c has a default other than 1', 'one that starts with 0');
SELECT throws_ok('CREATE TABLE app.c (current_version integer)', 'MG305',
    'column current_version of table app.c is nullable (and 1 more finding)', 'the other name, each fault');
SELECT lives_ok('CREATE TABLE app.c (version text, current_version numeric)', 'another type counts nothing');
SELECT lives_ok('CREATE TABLE app.d (id int, version int GENERATED ALWAYS AS IDENTITY)', 'nor does an identity');

SELECT lives_ok('CREATE TABLE app.file_versions (file_id uuid, version integer, PRIMARY KEY (file_id, version))', 'part of the primary key');
SELECT lives_ok('CREATE TABLE app.e (file_id uuid, version integer NOT NULL, UNIQUE (file_id, version))', 'or of a unique constraint');
SELECT lives_ok('CREATE TABLE app.f (file_id uuid, version integer, FOREIGN KEY (file_id, version) REFERENCES app.file_versions)',
    'or of a foreign key');
SELECT throws_ok('CREATE TABLE app.g (file_id uuid UNIQUE, version integer NOT NULL)', 'MG305', NULL, 'another column''s key clears nothing');
SELECT throws_ok('ALTER TABLE app.e DROP CONSTRAINT e_file_id_version_key', 'MG305', 'column version of table app.e has no DEFAULT 1',
    'until the key goes');
SELECT throws_ok('ALTER TABLE app.f DROP CONSTRAINT f_file_id_version_fkey', 'MG305', NULL, 'or the foreign key');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN version DROP NOT NULL', 'MG305', NULL, 'ALTER COLUMN');
SELECT throws_ok('ALTER TABLE app.c ALTER COLUMN version TYPE integer USING 1', 'MG305', NULL, 'ALTER TYPE');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN current_version int', 'MG305', NULL, 'ADD COLUMN');

SELECT mana_guard.set_rule('MG305', 'error', params => '{"columns": ["revision"]}');
SELECT throws_ok('CREATE TABLE app.h (revision integer, version integer)', 'MG305',
    'column revision of table app.h is nullable (and 1 more finding)', 'the columns are a parameter');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (revision smallint DEFAULT 0);
INSERT INTO app.legacy VALUES (NULL), (7);
SET LOCAL mana_guard.enabled = on;
SELECT results_eq($$SELECT fix FROM mana_guard.findings('app.legacy')$$, ARRAY[
    E'-- MG605: where the table is in use, add CHECK (... IS NOT NULL) NOT VALID, validate it, SET NOT NULL, drop the check\n'
    || 'UPDATE app.legacy SET revision = 1 WHERE revision IS NULL; ALTER TABLE app.legacy ALTER COLUMN revision SET NOT NULL;',
    'ALTER TABLE app.legacy ALTER COLUMN revision SET DEFAULT 1;'], 'the fixes');
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT fix FROM mana_guard.findings('app.legacy') LOOP
        EXECUTE one.fix;
    END LOOP;
END
$$;
SELECT is_empty($$SELECT * FROM mana_guard.findings('app.legacy')$$, 'after which nothing is found');
SELECT results_eq('SELECT revision FROM app.legacy ORDER BY 1', ARRAY[1, 7]::smallint[], 'and what was missing is 1');

SELECT * FROM finish();
ROLLBACK;
