\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(19);
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of

CREATE SCHEMA app;
CREATE SCHEMA svc;
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.bad (user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SET LOCAL mana_guard.enabled = on;
PREPARE rows AS SELECT 1 AS one;

SELECT throws_ok('CREATE TABLE public.a (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG101', NULL, 'CREATE TABLE');
SELECT throws_ok('CREATE UNLOGGED TABLE public.a (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG101', NULL, 'CREATE UNLOGGED TABLE');
SELECT throws_ok('CREATE TABLE public.a AS SELECT 1 AS one', 'MG101', NULL, 'CREATE TABLE AS');
SELECT throws_ok('SELECT 1 AS one INTO public.a', 'MG101', NULL, 'SELECT INTO');
SELECT throws_ok('CREATE TABLE public.a AS EXECUTE rows', 'MG101', NULL, 'CREATE TABLE AS EXECUTE');
SELECT throws_ok('CREATE TABLE public.a AS TABLE app.bad WITH NO DATA', 'MG101', NULL, 'CREATE TABLE AS … WITH NO DATA');
SELECT throws_ok('CREATE TABLE svc.a (LIKE app.bad INCLUDING ALL)', 'MG201', NULL, 'LIKE');
SELECT throws_ok('CREATE TABLE svc.a () INHERITS (app.bad)', 'MG201', NULL, 'INHERITS');
SELECT throws_ok('CREATE TABLE IF NOT EXISTS public.a (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG101', NULL, 'IF NOT EXISTS of a new table');
SELECT lives_ok('CREATE TABLE IF NOT EXISTS app.bad (id int)', 'IF NOT EXISTS of one that stands makes nothing');
SELECT throws_ok('CREATE SCHEMA el CREATE TABLE t (id int) CREATE VIEW v AS SELECT 1 AS one', 'MG301', NULL, 'CREATE SCHEMA with elements');
SELECT is(pg_temp.hint_of('CREATE SCHEMA el CREATE TABLE u (user_id text UNIQUE, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())
    CREATE TABLE t (user_id uuid NOT NULL UNIQUE CHECK (user_id IS DISTINCT FROM NULL), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())'),
    E'MG201 This would pass:\nCREATE TABLE el.t (\n    ...,\n    user_id text NOT NULL UNIQUE CHECK (...)\n);', 'each of which keeps what its columns had');
SELECT lives_ok('CREATE SCHEMA el CREATE TABLE t (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()) CREATE VIEW v AS SELECT 1 AS one', 'also where they are right');
SELECT lives_ok('CREATE SCHEMA mover', 'a schema is made');

SET LOCAL search_path = public;
SELECT throws_ok('CREATE TABLE a (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG101', NULL, 'search_path decides the schema');
SET LOCAL search_path = nowhere, svc, public;
SELECT lives_ok('CREATE TABLE a (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'and another one');
RESET search_path;
SELECT has_table('svc', 'a', 'where the table is then');

-- Objects of the same name nearer on the path don't lead the guard astray.
CREATE SCHEMA evil;
CREATE FUNCTION evil.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT NULL::timestamptz';
CREATE DOMAIN evil.text AS uuid;
CREATE TEMP TABLE policy (rule text);
SET LOCAL search_path = evil, pg_catalog, public;
SELECT throws_ok('CREATE TABLE svc.b (user_id text, created_at timestamptz NOT NULL DEFAULT pg_catalog.now(), updated_at timestamptz NOT NULL DEFAULT pg_catalog.now())',
    'MG201', 'column user_id of table svc.b is evil.text; user ids are text', 'a type that shadows text');
RESET search_path;

-- What a child inherits is as its parent's.
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.ancestors (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.heirs (PRIMARY KEY (id)) INHERITS (app.ancestors);
SET LOCAL mana_guard.enabled = on;
SELECT matches(pg_temp.hint_of('ALTER TABLE app.ancestors ADD COLUMN user_id uuid'), '^MG201 This would pass:\nALTER TABLE app.ancestors ADD COLUMN user_id text;', 'one remedy for both');

SELECT * FROM finish();
ROLLBACK;
