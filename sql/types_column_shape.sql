\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(21);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG216', 'error');
SELECT lives_ok('CREATE TABLE app.none (tenant_id int)', 'no column has a shape by default');

SELECT mana_guard.set_rule('MG216', 'error', params => $${"shapes": [
    {"columns": ["tenant_id"], "types": ["uuid"], "not_null": true},
    {"columns": ["state"], "types": ["text"], "not_null": true, "default": "'draft'"},
    {"columns": ["*_settings"], "types": ["jsonb"], "default": "'{}'::jsonb"},
    {"columns": ["note"], "not_null": false},
    {"columns": ["seen_at"], "default": "now()"}]}$$);
SELECT lives_ok($$CREATE TABLE app.a (tenant_id uuid NOT NULL, state text NOT NULL DEFAULT 'draft', ui_settings jsonb DEFAULT '{}', note text,
    seen_at timestamptz DEFAULT CURRENT_TIMESTAMP)$$, 'the shapes pass');
SELECT lives_ok('CREATE TABLE app.b (id int)', 'and so does a table without such columns');
SELECT throws_ok('CREATE TABLE app.c (tenant_id bigint NOT NULL)', 'MG216', 'column tenant_id of table app.c is bigint instead of uuid', 'another type');
SELECT throws_ok('CREATE TABLE app.c (tenant_id uuid[] NOT NULL)', 'MG216', 'column tenant_id of table app.c is uuid[] instead of uuid', 'an array is one');
SELECT throws_ok('CREATE TABLE app.c (tenant_id uuid)', 'MG216', 'column tenant_id of table app.c is nullable', 'a nullable one');
SELECT throws_ok('CREATE TABLE app.c (note text NOT NULL)', 'MG216', 'column note of table app.c is NOT NULL', 'one that isn''t');
SELECT throws_ok('CREATE TABLE app.c (state text NOT NULL)', 'MG216', 'column state of table app.c has no DEFAULT ''draft''', 'one without default');
SELECT throws_ok($$CREATE TABLE app.c (state text NOT NULL DEFAULT 'open')$$, 'MG216', 'column state of table app.c has a default other than ''draft''',
    'one with another');
SELECT throws_ok($$CREATE TABLE app.c (ui_settings jsonb DEFAULT '[]')$$, 'MG216', NULL, 'a column by a pattern');
SELECT throws_ok('CREATE TABLE app.c (seen_at timestamptz DEFAULT ''now'')', 'MG216', NULL, 'what only looks like now()');
SELECT throws_ok('CREATE TABLE app.c (tenant_id int, state text)', 'MG216', 'column tenant_id of table app.c is integer instead of uuid (and 3 more findings)',
    'each fault is told');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN state DROP DEFAULT', 'MG216', NULL, 'DROP DEFAULT');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN tenant_id DROP NOT NULL', 'MG216', NULL, 'DROP NOT NULL');
SELECT throws_ok('ALTER TABLE app.b ADD COLUMN tenant_id text NOT NULL', 'MG216', NULL, 'ADD COLUMN');
SELECT throws_ok('ALTER TABLE app.b RENAME COLUMN id TO tenant_id', 'MG216', NULL, 'RENAME COLUMN');
CREATE DOMAIN app.tenant AS uuid NOT NULL;
SELECT lives_ok('CREATE TABLE app.c (tenant_id app.tenant)', 'a domain is seen through');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (state varchar(20) DEFAULT 'open', ui_settings json, seen_at timestamptz);
INSERT INTO app.legacy VALUES (NULL, '{"a": 1}', NULL), ('open', NULL, now());
SET LOCAL mana_guard.enabled = on;
CREATE FUNCTION app.mend(relation regclass) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT fix FROM mana_guard.findings(relation) WHERE fix <> '' LOOP
        EXECUTE one.fix;
    END LOOP;
    RETURN count(*) FROM mana_guard.findings(relation);
END
$$;
SELECT is((SELECT count(*) FROM mana_guard.findings('app.legacy')), 6::bigint, 'six faults');
SELECT is(app.mend('app.legacy'), 0::bigint, 'of which the fixes leave none');
SELECT results_eq('SELECT state, ui_settings FROM app.legacy ORDER BY 1', $$VALUES ('draft', '{"a": 1}'::jsonb), ('open', NULL)$$,
    'and what was there is kept');
SELECT throws_ok('SELECT mana_guard.set_rule(''MG216'', ''error'', params => ''{"shapes": [{"types": ["text"]}]}'')', 'MG900', NULL,
    'a shape is of some columns');

SELECT * FROM finish();
ROLLBACK;
