\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(16);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG220', 'error');

SELECT lives_ok('CREATE TABLE app.a (id uuid DEFAULT gen_random_uuid(), device_uuid uuid, name text, user_id text)', 'a uuid passes, and a text');
SELECT throws_ok('CREATE TABLE app.b (id text DEFAULT gen_random_uuid())', 'MG220', 'column id of table app.b is text but its default generates uuids', 'a text that is filled with uuids');
SELECT throws_ok('CREATE TABLE app.b (id varchar(36) DEFAULT gen_random_uuid()::text)', 'MG220', 'column id of table app.b is character varying(36) but its default generates uuids', 'also by a conversion');
SELECT throws_ok('CREATE TABLE app.b (device_uuid text)', 'MG220', 'column device_uuid of table app.b looks like a uuid but is text', 'one that is named so');
SELECT throws_ok('CREATE TABLE app.b (device_guid char(36))', 'MG220', NULL, 'or so');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN phone_uuid text', 'MG220', NULL, 'a column that is added');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN name SET DEFAULT gen_random_uuid()', 'MG220', NULL, 'a default that is set');
SELECT throws_ok('ALTER TABLE app.a RENAME COLUMN name TO name_uuid', 'MG220', NULL, 'a new name');
SELECT lives_ok('ALTER TABLE app.a ALTER COLUMN user_id SET DEFAULT gen_random_uuid()', 'a user id is text');
CREATE TABLE app.devices (number text PRIMARY KEY);
SELECT lives_ok('CREATE TABLE app.c (device_uuid text REFERENCES app.devices)', 'a foreign key is as its target');
CREATE FUNCTION app."New {}"() RETURNS uuid LANGUAGE sql AS 'SELECT pg_catalog.gen_random_uuid()';

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (id text PRIMARY KEY DEFAULT gen_random_uuid(), "A" varchar DEFAULT app."New {}"()::text, device_uuid text, some_uuid text[]);
INSERT INTO app.legacy (device_uuid, some_uuid) VALUES ('00000000-0000-0000-0000-00000000000A', '{00000000-0000-0000-0000-00000000000b}');
CREATE TABLE app.odd (device_uuid text DEFAULT 'none');
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok((SELECT string_agg(fix, E'\n' ORDER BY column_name) FROM mana_guard.findings('app.legacy')), 'the fixes pass, also those of columns with a default');
SELECT is_empty($$SELECT message FROM mana_guard.findings('app.legacy')$$, 'and nothing is left');
INSERT INTO app.legacy DEFAULT VALUES;
SELECT results_eq('SELECT device_uuid, some_uuid, id IS NULL, "A" IS NULL FROM app.legacy',
    $$VALUES ('00000000-0000-0000-0000-00000000000a'::uuid, '{00000000-0000-0000-0000-00000000000b}'::uuid[], false, false), (NULL, NULL, false, false)$$,
    'values and defaults are kept');
SELECT is((SELECT fix FROM mana_guard.findings('app.odd')), NULL, 'a default that is no uuid leaves no fix');

SELECT mana_guard.set_rule('uuid_as_text', 'error', params => '{"columns": ["uid"]}');
SELECT throws_ok('CREATE TABLE app.b (uid text, device_uuid text)', 'MG220', 'column uid of table app.b looks like a uuid but is text', 'the policy names the columns');
SELECT lives_ok('CREATE TABLE app.d (device_uuid text)', 'and no others count');

SELECT * FROM finish();
ROLLBACK;
