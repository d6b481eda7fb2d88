\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(11);

CREATE SCHEMA app;

SELECT throws_ok($$DO 'BEGIN CREATE TABLE public.a (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()); END'$$, 'MG101', NULL, 'DO');
SELECT throws_ok($$DO 'BEGIN EXECUTE ''CREATE TABLE public.a (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())''; END'$$, 'MG101', NULL, 'EXECUTE');
CREATE FUNCTION app.make(name text) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE %s (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', name);
    RETURN 1;
END $$;
SELECT throws_ok($$SELECT app.make('public.a')$$, 'MG101', NULL, 'a function');
CREATE FUNCTION app.made() RETURNS void LANGUAGE sql AS 'CREATE TABLE public.a (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())';
SELECT throws_ok('SELECT app.made()', 'MG101', NULL, 'an SQL function');
SELECT throws_ok($$CREATE TABLE app.copies AS SELECT app.make('public.files'), now() AS created_at, now() AS updated_at$$, 'MG101',
    'table public.files is in the shared schema "public"', 'a function that a DDL command calls');

CREATE FUNCTION app.careful() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    CREATE TABLE app.lines (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
    BEGIN
        CREATE TABLE app.notes (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE public.files (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
    EXCEPTION WHEN SQLSTATE 'MG101' THEN
        RETURN 'caught';
    END;
    RETURN 'not caught';
END $$;
SELECT is(app.careful(), 'caught', 'a refusal can be caught');
SELECT ok(to_regclass('app.lines') IS NOT NULL AND to_regclass('app.notes') IS NULL AND to_regclass('public.files') IS NULL,
    'and its subtransaction is rolled back whole');

CREATE FUNCTION app.definer() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS 'CREATE TABLE a (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())';
SELECT throws_ok('SELECT app.definer()', 'MG101', NULL, 'a SECURITY DEFINER function');
CREATE FUNCTION app.on_event() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_regclass('public.sneaked') IS NULL AND tg_tag = 'CREATE VIEW' THEN CREATE TABLE public.sneaked (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()); END IF;
END $$;
CREATE EVENT TRIGGER zz_sneak ON ddl_command_end EXECUTE FUNCTION app.on_event();
SELECT throws_ok('CREATE VIEW app.v AS SELECT 1 AS one', 'MG101', NULL, 'an event trigger of somebody''s own');
DROP EVENT TRIGGER zz_sneak;
SAVEPOINT before;
CREATE TABLE app.kept (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SELECT throws_ok('CREATE TABLE public.a (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG101', NULL, 'inside a savepoint');
ROLLBACK TO before;
SELECT lives_ok('CREATE TABLE app.kept (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'and the transaction goes on');

SELECT * FROM finish();
ROLLBACK;
