\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(14);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG806', 'error');

CREATE SCHEMA extensions;
SELECT throws_ok('CREATE EXTENSION citext SCHEMA public', 'MG806', 'extension citext is in the shared schema "public"', 'an extension in public is refused');
SELECT throws_ok('CREATE EXTENSION citext', 'MG806', NULL, 'also where search_path puts it there');
SELECT throws_ok('CREATE EXTENSION IF NOT EXISTS "uuid-ossp"', 'MG806', 'extension "uuid-ossp" is in the shared schema "public"', 'a name that needs quotes');
SELECT throws_ok('CREATE EXTENSION earthdistance CASCADE', 'MG806', NULL, 'with those that it needs');
SELECT lives_ok('CREATE EXTENSION citext SCHEMA extensions', 'in a schema of its own it passes');
SELECT throws_ok('ALTER EXTENSION citext SET SCHEMA public', 'MG806', 'extension citext is in the shared schema "public"', 'a move is refused');
SELECT is((SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'citext'), 'extensions', 'and it stays where it is');

SELECT results_eq($$SELECT object_type, schema_name, object_name, identity, fix FROM mana_guard.audit() WHERE code = 'MG806'$$,
    $$VALUES ('extension', 'public', 'pgtap', 'pgtap', E'CREATE SCHEMA IF NOT EXISTS extensions;\nALTER EXTENSION pgtap SET SCHEMA extensions;')$$,
    'an audit finds what stands there');
SET LOCAL mana_guard.enabled = off;
CREATE EXTENSION hstore;
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER EXTENSION hstore UPDATE', 'what stood before isn''t held against a command');
SELECT lives_ok($$CREATE SCHEMA IF NOT EXISTS extensions; ALTER EXTENSION hstore SET SCHEMA extensions;$$, 'the fix passes');
SELECT set_eq($$SELECT object_name FROM mana_guard.audit() WHERE code = 'MG806'$$, ARRAY['pgtap'], 'and leaves nothing');

SELECT FROM mana_guard.exempt('public.unaccent', 'MG806', 'as the old clients know it');
SELECT lives_ok('CREATE EXTENSION unaccent', 'an exempt extension passes');
SELECT mana_guard.set_rule('MG101', 'off', params => '{"schemas": ["extensions"]}');
SELECT lives_ok('CREATE EXTENSION "uuid-ossp"', 'the shared schemas are those of the tables');
SELECT mana_guard.set_rule('MG806', 'error', params => '{"schemas": ["app"]}');
SELECT throws_ok('CREATE EXTENSION pg_trgm SCHEMA app', 'MG806', NULL, 'unless the rule has its own');

SELECT * FROM finish();
ROLLBACK;
