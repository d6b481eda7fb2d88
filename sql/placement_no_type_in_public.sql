\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(40);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG102', 'error');

SELECT throws_ok($$CREATE TYPE public.transaction_type AS ENUM ('purchase', 'usage')$$, 'MG102',
    'type public.transaction_type is in the shared schema "public"', 'an enum in public is refused');
SELECT throws_ok($$CREATE TYPE transaction_type AS ENUM ('purchase')$$, 'MG102', NULL, 'also where search_path puts it there');
SELECT throws_ok('CREATE DOMAIN public.email AS text', 'MG102',
    'domain public.email is in the shared schema "public"', 'a domain');
SELECT throws_ok('CREATE TYPE public.pair AS (a int, b int)', 'MG102', NULL, 'a composite type');
SELECT throws_ok('CREATE TYPE public.span AS RANGE (subtype = float8)', 'MG102',
    'type public.span is in the shared schema "public"', 'a range, once');
SELECT throws_ok('CREATE TYPE public."Odd name" AS (a int)', 'MG102',
    'type public."Odd name" is in the shared schema "public"', 'a name that needs quotes');
SELECT throws_ok($$DO 'BEGIN CREATE TYPE public.colour AS ENUM (''red''); END'$$, 'MG102', NULL, 'in a block');

SELECT lives_ok($$CREATE TYPE app.transaction_type AS ENUM ('purchase', 'usage')$$, 'an enum in its service''s schema passes');
SELECT lives_ok('CREATE DOMAIN app.email AS text', 'and a domain');
SELECT lives_ok('CREATE TYPE app.pair AS (a int, b int)', 'and a composite type');
SELECT lives_ok('CREATE TYPE app.span AS RANGE (subtype = float8)', 'and a range');
SELECT lives_ok('CREATE TABLE public.files (kind app.transaction_type)', 'a table''s row type is the table''s matter');
SELECT lives_ok('CREATE VIEW public.numbers AS SELECT 1 AS one', 'and a view''s');
SELECT lives_ok('CREATE TYPE public.shell', 'a shell is no type yet');
SELECT lives_ok('CREATE SCHEMA events CREATE TABLE clicks (id int) CREATE VIEW numbers AS SELECT 1 AS one', 'a schema with its elements passes');
SELECT lives_ok('CREATE TYPE pg_temp.scratch AS (a int)', 'a temporary type passes');

SELECT throws_ok('ALTER TYPE app.transaction_type SET SCHEMA public', 'MG102',
    'type public.transaction_type is in the shared schema "public"', 'a move to public is refused');
SELECT throws_ok('ALTER DOMAIN app.email SET SCHEMA public', 'MG102', NULL, 'of a domain');
SELECT throws_ok('ALTER TYPE app.pair SET SCHEMA public', 'MG102', NULL, 'of a composite type');
SELECT throws_ok('ALTER TYPE app.span SET SCHEMA public', 'MG102', NULL, 'of a range');
SELECT has_type('app', 'transaction_type', 'and the type stays where it is');

-- What would have passed speaks of the type as it still is.
CREATE FUNCTION pg_temp.hint_of(sql text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE hint text;
BEGIN
    EXECUTE sql;
    RETURN NULL;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
    RETURN hint;
END $$;
SELECT unalike(pg_temp.hint_of('ALTER TYPE app.pair SET SCHEMA public'), '%SET SCHEMA%', 'what moves can stay where it is');
SELECT matches(pg_temp.hint_of($$CREATE TYPE public.colour AS ENUM ('red')$$), 'CREATE TYPE your_service.colour AS ENUM \(...\);', 'the hint of an enum');
SELECT matches(pg_temp.hint_of('CREATE DOMAIN public.amount AS numeric'), 'CREATE DOMAIN your_service.amount AS ...;', 'and of a domain');
SELECT matches(pg_temp.hint_of($$CREATE TYPE public.colour AS ENUM ('red')$$), 'In Drizzle', 'and what a tool''s user has to write');

-- What stood before.
SET LOCAL mana_guard.enabled = off;
CREATE TYPE public.old AS ENUM ('a', 'b');
CREATE DOMAIN public.old_text AS text;
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok($$ALTER TYPE public.old ADD VALUE 'c'$$, 'what stood in public may be altered');
SELECT lives_ok('ALTER TYPE public.old RENAME TO older', 'and renamed');
SELECT lives_ok('ALTER DOMAIN public.old_text ADD CHECK (VALUE <> '''')', 'and constrained');
SELECT mana_guard.set_rule('MG102', 'error', existing => 'enforce');
SELECT throws_ok('ALTER TYPE public.older RENAME TO old', 'MG102', NULL, 'unless the policy holds it against the command');
SELECT mana_guard.set_rule('MG102', 'error', existing => 'notice');

SELECT results_eq($$SELECT object_type, identity, message, fix FROM mana_guard.audit('public') WHERE code = 'MG102' ORDER BY identity$$,
    $$VALUES ('domain', 'public.old_text', 'domain public.old_text is in the shared schema "public"', '-- ALTER DOMAIN public.old_text SET SCHEMA your_service;'),
             ('type', 'public.older', 'type public.older is in the shared schema "public"', '-- ALTER TYPE public.older SET SCHEMA your_service;')$$,
    'an audit finds them, and none of an extension''s');
SELECT is_empty($$SELECT * FROM mana_guard.audit('app') WHERE code = 'MG102'$$, 'and nothing in the service''s schema');
SELECT is_empty($$SELECT * FROM mana_guard.findings('public.files') WHERE code = 'MG102'$$, 'and nothing of a table');
CREATE SCHEMA your_service;
SELECT lives_ok('ALTER TYPE public.older SET SCHEMA your_service; ALTER DOMAIN public.old_text SET SCHEMA your_service', 'the fixes pass');
SELECT is_empty($$SELECT * FROM mana_guard.audit() WHERE code = 'MG102'$$, 'and leave nothing');

SELECT FROM mana_guard.exempt('public.shared_kind', 'MG102', 'the gateway''s');
SELECT lives_ok($$CREATE TYPE public.shared_kind AS ENUM ('a')$$, 'an exempt type passes');
SELECT mana_guard.set_rule('MG101', 'off', params => '{"schemas": ["shared"]}');
SELECT lives_ok($$CREATE TYPE public.colour AS ENUM ('red')$$, 'the shared schemas are those of the tables');
SELECT throws_ok('ALTER SCHEMA app RENAME TO shared', 'MG102', NULL, 'also where a schema becomes one');
CREATE SCHEMA shared;
SELECT throws_ok('CREATE TYPE shared.pair AS (a int)', 'MG102', 'type shared.pair is in the shared schema "shared"', 'as the policy names them');
SELECT mana_guard.set_rule('MG102', 'error', params => '{"schemas": ["public"]}');
SELECT lives_ok('CREATE TYPE shared.pair AS (a int)', 'unless the rule has its own');
SELECT lives_ok('CREATE EXTENSION citext SCHEMA public', 'an extension''s types are its own matter');

SELECT * FROM finish();
ROLLBACK;
