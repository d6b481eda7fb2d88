\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(16);
CREATE ROLE mana_guard_developer;
CREATE SCHEMA app AUTHORIZATION mana_guard_developer;
CREATE FUNCTION pg_temp.refuse(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    hint text;
BEGIN
    EXECUTE statement;
    RETURN 'passes';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
    RETURN hint;
END $$;

SELECT is(mana_guard.last_refusal(), NULL, 'nothing was refused');
SET ROLE mana_guard_developer;
SELECT alike(pg_temp.refuse('CREATE TABLE app.a (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id uuid NOT NULL)'),
    E'This would pass:\nCREATE TABLE app.a (\n    ...,\n%\nSELECT mana_guard.last\\_refusal() returns the whole statement.', 'the HINT of a refusal ends by naming it');
SELECT is(mana_guard.last_refusal(), 'CREATE TABLE app.a (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    user_id text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_a_user_id ON app.a (user_id);', 'all that it should have been, and its index, also after its subtransaction');
SELECT is(mana_guard.last_refusal(), mana_guard.last_refusal(), 'until the next');
SELECT is(pg_temp.refuse(mana_guard.last_refusal()), 'passes', 'it passes as it is');
SELECT is(pg_temp.refuse('ALTER TABLE app.a ADD COLUMN a int'), 'passes', 'what passes');
SELECT alike(mana_guard.last_refusal(), 'CREATE TABLE app.a (%', 'changes nothing');
SELECT is(pg_temp.refuse('ALTER TABLE app.a ADD COLUMN deleted_by_user_id text, ADD COLUMN size int, ADD COLUMN created timestamp'), 'passes', 'nor does a warning');
SELECT alike(mana_guard.last_refusal(), 'CREATE TABLE app.a (%', 'which refuses nothing');
SELECT is(pg_temp.refuse('CREATE TABLE app.c AS SELECT 1 AS id'), E'This would pass:\nCREATE TABLE app.c (\n    ...,\n    created_at timestamptz NOT NULL DEFAULT now(),\n    updated_at timestamptz NOT NULL DEFAULT now()\n);\nINSERT INTO app.c (id) SELECT ...;\nIn Drizzle:\ntimestamp(''created_at'', { withTimezone: true }).defaultNow().notNull()\ntimestamp(''updated_at'', { withTimezone: true }).defaultNow().notNull()\nThe refused migration stays first in the queue: delete it (drizzle-kit drop; since 1.0 its folder), correct the schema, and generate it again.', 'of a query the whole isn''t known');
SELECT is(mana_guard.last_refusal(), NULL, 'and the one before is forgotten');
SELECT matches(pg_temp.refuse('CREATE TABLE app.d (user_id integer, next integer GENERATED ALWAYS AS (user_id + 1) STORED)'), '^This would pass', 'of what is computed from a column of another type it isn''t known');
SELECT is(mana_guard.last_refusal(), NULL, 'where that might fail');
SELECT is(pg_temp.refuse('CREATE TABLE app.d (user_id integer, size integer, CHECK (user_id > size))') || mana_guard.last_refusal(), NULL, 'nor of a CHECK');
RESET ROLE;
CREATE TABLE app.b (id text PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SELECT mana_guard.set_rule('user_reference_text', 'error');
SELECT isnt(pg_temp.refuse('ALTER TABLE app.b ADD COLUMN owner_id uuid, ADD COLUMN note text, ALTER COLUMN id SET DEFAULT 1'), 'passes', 'other actions of an ALTER');
SELECT is(mana_guard.last_refusal(), NULL, 'aren''t known either');
SELECT * FROM finish();
ROLLBACK;
