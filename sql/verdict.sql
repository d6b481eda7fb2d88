\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(19);

CREATE SCHEMA app;
SELECT mana_guard.set_rule('names', 'off');
CREATE TABLE app.kept (id int, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TYPE app.told AS (code text, message text, detail text, hint text, schema_name text, table_name text, column_name text, constraint_name text);
-- What a client gets of a refusal.
CREATE FUNCTION app.refusal(statement text) RETURNS app.told LANGUAGE plpgsql AS $$
DECLARE
    told app.told;
BEGIN
    EXECUTE statement;
    RETURN told;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS told.code = RETURNED_SQLSTATE, told.message = MESSAGE_TEXT, told.detail = PG_EXCEPTION_DETAIL,
        told.hint = PG_EXCEPTION_HINT, told.schema_name = SCHEMA_NAME, told.table_name = TABLE_NAME,
        told.column_name = COLUMN_NAME, told.constraint_name = CONSTRAINT_NAME;
    RETURN told;
END $$;

CREATE TEMP TABLE created AS SELECT (app.refusal('CREATE TABLE public."Files" (user_id uuid NOT NULL)')).*;
SELECT is(code, 'MG101', 'the first finding''s SQLSTATE') FROM created;
SELECT is(message, 'table public."Files" is in the shared schema "public" (and 3 more findings)', 'its message, and how many more') FROM created;
SELECT is(row(schema_name, table_name, column_name, constraint_name)::text, '(public,Files,"",no_table_in_public)', 'the fields of its object') FROM created;
SELECT is(array_length(string_to_array(detail, E'\n'), 1), 4, 'a line a finding') FROM created;
SELECT ok(detail LIKE 'MG101 no_table_in_public: %' || E'\nMG201 user_id_text: %' || E'\nMG301 require_timestamps: %', 'with code and rule') FROM created;
SELECT is(split_part(hint, E'\nIn Drizzle', 1), $$This would pass:
CREATE TABLE app."Files" (
    ...,
    user_id text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);$$, 'one hint: the SQL that would pass') FROM created;

CREATE TEMP TABLE added AS SELECT (app.refusal('ALTER TABLE app.kept ADD COLUMN user_id uuid')).*;
SELECT is(row(code, schema_name, table_name, column_name, constraint_name)::text, '(MG201,app,kept,user_id,user_id_text)', 'a column''s fields') FROM added;
SELECT ok(hint LIKE E'This would pass:\nALTER TABLE app.kept ADD COLUMN user_id text;%', 'the column as it should be added') FROM added;
SELECT lives_ok('ALTER TABLE app.kept ADD COLUMN user_id text', 'which does pass');
SELECT ok((app.refusal('ALTER TABLE app.kept SET SCHEMA public')).hint NOT LIKE '%SET SCHEMA%', 'what moves can stay where it is');
ALTER TABLE app.kept DROP COLUMN user_id, ADD COLUMN usr uuid;
SELECT ok((app.refusal('ALTER TABLE app.kept RENAME COLUMN usr TO user_id')).hint LIKE E'%\nALTER TABLE app.kept ALTER COLUMN usr TYPE text;\n%',
    'and a renamed column by its name before');
SELECT ok((app.refusal('CREATE TABLE app.q AS SELECT 1 AS one')).hint LIKE E'%);\nINSERT INTO app.q (one) SELECT ...;\n%', 'a query''s table is made first');
CREATE TABLE app.p (id int, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()) PARTITION BY LIST (id);
SELECT ok((app.refusal('CREATE TABLE public.p1 PARTITION OF app.p DEFAULT')).hint LIKE E'%\nCREATE TABLE app.p1 PARTITION OF ...;\n%', 'a partition stays one');

SELECT mana_guard.set_rule('MG201', 'warn');
SELECT is((app.refusal('CREATE TABLE app.w (user_id uuid)')).code, 'MG301', 'the highest severity comes first');
SELECT ok((app.refusal('CREATE TABLE app.w (user_id uuid)')).detail LIKE E'MG301 %\nMG301 %\nMG201 user_id_text (warn): %', 'and the others are told with theirs');
SELECT mana_guard.set_rule('MG101', 'error', advice => 'Ask the platform team.');
UPDATE mana_guard.policy SET docs_url = 'https://example.org/schemas' WHERE rule = 'no_table_in_public';
SELECT ok((app.refusal('ALTER TABLE app.kept SET SCHEMA public')).hint LIKE E'In Drizzle:\n%\nAsk the platform team.\nSee https://example.org/schemas', 'the house''s own words');

-- One message a statement, as psql shows it: a warning, a warning with its error, nothing of what is only logged.
SELECT lives_ok('CREATE TABLE app.warned (user_id uuid, created_at timestamptz, updated_at timestamptz NOT NULL DEFAULT now())', 'warnings don''t stop');
SET LOCAL mana_guard.announce = warning;
SELECT throws_ok('ALTER TABLE app.kept SET SCHEMA public', 'MG101', NULL, 'announced and refused');
SET LOCAL mana_guard.announce = off;
SELECT mana_guard.set_rule('MG201', 'log');
SELECT lives_ok('CREATE TABLE app.logged (user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'logged alone');

SELECT * FROM finish();
ROLLBACK;
