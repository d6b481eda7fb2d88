\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(64);

CREATE ROLE mana_guard_owner;
CREATE SCHEMA app;
CREATE SCHEMA svc;
SELECT mana_guard.set_rule('MG302', 'error');
SELECT mana_guard.set_rule(rule, 'off') FROM unnest('{MG106,MG511,MG512}'::text[]) AS rule;
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (id int PRIMARY KEY, user_id uuid, created_at timestamp NOT NULL DEFAULT now(), flag boolean, CONSTRAINT positive CHECK (id > 0));
CREATE TABLE app.parent (user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.child (user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.parts (id int, user_id uuid) PARTITION BY LIST (id);
CREATE TABLE app.part1 (id int, user_id uuid);
CREATE DOMAIN app.ref AS uuid;
CREATE TYPE app.row AS (id int, user_id uuid);
CREATE TABLE app.typed OF app.row;
CREATE TABLE app.by_domain (user_id app.ref, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE FUNCTION app.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER t BEFORE UPDATE ON app.legacy FOR EACH ROW EXECUTE FUNCTION app.f();
SET LOCAL mana_guard.enabled = on;
SET LOCAL client_min_messages = warning;
-- Runs it, and undoes it.
CREATE FUNCTION pg_temp.spared(statement text, description text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    BEGIN
        EXECUTE statement;
        RAISE EXCEPTION USING ERRCODE = 'XX999';
    EXCEPTION WHEN SQLSTATE 'XX999' THEN RETURN ok(true, description);
    WHEN OTHERS THEN RETURN ok(false, description) || E'\n# ' || SQLERRM;
    END;
END $$;

-- Nobody is held to what he found.
SELECT pg_temp.spared('ALTER TABLE app.legacy ' || form, form) FROM unnest(ARRAY['ADD COLUMN note text', 'ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now()', 'DROP COLUMN flag', 'DROP COLUMN user_id',
    'ALTER COLUMN flag TYPE text', 'ALTER COLUMN user_id SET NOT NULL', 'ALTER COLUMN created_at DROP NOT NULL, ALTER COLUMN created_at SET NOT NULL', 'ALTER COLUMN user_id SET DEFAULT gen_random_uuid()',
    'ALTER COLUMN user_id SET STATISTICS 500', 'ALTER COLUMN user_id SET (n_distinct = 5)', 'ALTER COLUMN user_id SET STORAGE PLAIN', 'ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY',
    'ALTER COLUMN user_id TYPE text', 'ADD UNIQUE (user_id)', 'ADD CHECK (flag)', 'ADD FOREIGN KEY (id) REFERENCES app.legacy', 'DROP CONSTRAINT positive',
    'VALIDATE CONSTRAINT positive', 'RENAME TO clients', 'RENAME COLUMN flag TO is_flag', 'RENAME COLUMN user_id TO usr', 'RENAME CONSTRAINT positive TO above_zero', 'SET SCHEMA svc',
    'OWNER TO mana_guard_owner', 'ENABLE ROW LEVEL SECURITY', 'FORCE ROW LEVEL SECURITY', 'REPLICA IDENTITY FULL', 'SET (fillfactor = 70)', 'RESET (fillfactor)', 'SET UNLOGGED', 'CLUSTER ON legacy_pkey',
    'SET WITHOUT CLUSTER', 'DISABLE TRIGGER t', 'ENABLE ALWAYS TRIGGER t', 'SET ACCESS METHOD heap', 'SET TABLESPACE pg_default']) AS form;
SELECT pg_temp.spared('ALTER TABLE app.child INHERIT app.parent', 'INHERIT');
ALTER TABLE app.child INHERIT app.parent;
SELECT pg_temp.spared('ALTER TABLE app.child NO INHERIT app.parent', 'NO INHERIT');
SELECT pg_temp.spared('ALTER TABLE app.parent ADD COLUMN note text', 'of a parent, with its children');
SELECT pg_temp.spared('ALTER TABLE app.parts ATTACH PARTITION app.part1 FOR VALUES IN (1)', 'ATTACH PARTITION');
ALTER TABLE app.parts ATTACH PARTITION app.part1 FOR VALUES IN (1);
SELECT pg_temp.spared('ALTER TABLE app.parts DETACH PARTITION app.part1', 'DETACH PARTITION');
SELECT pg_temp.spared('ALTER SCHEMA app RENAME TO apps', 'ALTER SCHEMA … RENAME');
SELECT pg_temp.spared('ALTER DOMAIN app.ref SET NOT NULL', 'ALTER DOMAIN');
SELECT pg_temp.spared('ALTER DOMAIN app.ref ADD CHECK (VALUE IS NOT NULL)', 'ALTER DOMAIN … ADD');
SELECT pg_temp.spared('ALTER TYPE app.row ADD ATTRIBUTE note text CASCADE', 'ALTER TYPE of a typed table');
SELECT pg_temp.spared('ALTER TYPE app.row DROP ATTRIBUTE id CASCADE', 'DROP ATTRIBUTE');
SELECT pg_temp.spared('ALTER TABLE app.typed NOT OF', 'NOT OF');
SELECT pg_temp.spared('DROP DOMAIN app.ref CASCADE', 'DROP … CASCADE that takes a column');

-- What they bring is refused.
SELECT throws_ok('ALTER TABLE app.legacy ALTER COLUMN user_id TYPE bigint USING NULL', 'MG201', 'column user_id of table app.legacy is bigint; user ids are text', 'another wrong type');
SELECT throws_ok('ALTER TABLE app.legacy ALTER COLUMN created_at TYPE date', 'MG302', NULL, 'of a column that has a wrong one');
SELECT throws_ok('ALTER TABLE app.legacy ALTER COLUMN created_at DROP NOT NULL', 'MG302', 'column created_at of table app.legacy is nullable', 'a new fault of that column');
SELECT throws_ok('ALTER TABLE app.legacy DROP COLUMN created_at', 'MG301', 'table app.legacy has no column created_at', 'a second missing column');
SELECT throws_ok('ALTER TABLE app.legacy DROP COLUMN user_id, ADD COLUMN user_id uuid', 'MG201', NULL, 'a column that is made anew');
SELECT throws_ok('ALTER TABLE app.legacy RENAME COLUMN created_at TO made_at', 'MG301', NULL, 'RENAME COLUMN');
SELECT throws_ok('ALTER TABLE app.legacy SET SCHEMA public', 'MG101', 'table public.legacy is in the shared schema "public"', 'SET SCHEMA, and nothing else of it');
SELECT throws_ok('ALTER TABLE app.parts ADD COLUMN created_at date', 'MG302', NULL, 'of a partitioned table');
SELECT throws_ok('ALTER TYPE app.row ADD ATTRIBUTE created_at date CASCADE', 'MG302', NULL, 'ALTER TYPE');
SELECT throws_ok('ALTER TABLE app.by_domain ALTER COLUMN user_id TYPE uuid', 'MG201', 'column user_id of table app.by_domain is uuid; user ids are text', 'another spelling of the type is another value');
SELECT mana_guard.set_rule('MG301', 'error', object_pattern => 'archives', params => '{"columns": ["seen_at"]}');
SELECT throws_ok('ALTER TABLE app.legacy RENAME TO archives', 'MG301', 'table app.archives has no column seen_at', 'RENAME to where more is asked for');
SELECT mana_guard.set_rule('MG101', 'error', params => '{"schemas": ["shared", "common"]}');
SELECT throws_ok('ALTER SCHEMA app RENAME TO shared', 'MG101', NULL, 'ALTER SCHEMA … RENAME');
SET LOCAL mana_guard.enabled = off;
ALTER SCHEMA app RENAME TO shared;
SET LOCAL mana_guard.enabled = on;
SELECT throws_ok('ALTER SCHEMA shared RENAME TO common', 'MG101', NULL, 'from one that is wrong to another');
SELECT pg_temp.spared('ALTER TABLE shared.legacy RENAME TO clients', 'a table keeps its place under another name');
SELECT throws_ok('ALTER TABLE shared.child RENAME COLUMN updated_at TO changed_at', '42P16', NULL, 'what is inherited is PostgreSQL''s to refuse');
SELECT is((SELECT count(*)::int FROM mana_guard.log WHERE told = 'error'), 0, 'nothing of it is logged');

SELECT * FROM finish();
ROLLBACK;
