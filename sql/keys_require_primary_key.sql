\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(20);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG501', 'error');
SELECT lives_ok('CREATE TABLE app.files (id uuid PRIMARY KEY)', 'a table with a key');
SELECT lives_ok('CREATE TABLE app.bare (name text)', 'one without may still get it');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG501', 'table app.bare has no primary key', 'until the transaction commits');
SELECT lives_ok('ALTER TABLE app.bare ADD PRIMARY KEY (name)', 'it gets one');
SELECT lives_ok('SELECT mana_guard.check_now()', 'which passes');
SELECT lives_ok('ALTER TABLE app.bare DROP CONSTRAINT bare_pkey, ADD UNIQUE (name)', 'a unique constraint in its stead');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG501', 'table app.bare has no primary key', 'is none');

-- The fix of each, in turn.
CREATE FUNCTION app.mend(name text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    mended text;
BEGIN
    SELECT fix INTO mended FROM mana_guard.findings(name::regclass) WHERE code = 'MG501';
    EXECUTE mended;
    PERFORM FROM mana_guard.findings(name::regclass) WHERE code = 'MG501';
    IF FOUND THEN RETURN 'still without a key'; END IF;
    RETURN replace(mended, E'\n', ' ');
END $$;
SELECT is(app.mend('app.bare'), '-- MG614, MG607: where the table is in use, add it without its default, then set that, fill the rows in batches, add the key ALTER TABLE app.bare ADD COLUMN id uuid PRIMARY KEY DEFAULT gen_random_uuid();', 'a column is added');
CREATE TABLE app.ids (id uuid);
SELECT alike(app.mend('app.ids'), '%ALTER TABLE app.ids ALTER COLUMN id SET DEFAULT gen_random_uuid(), ADD PRIMARY KEY (id);', 'the column id becomes the key');
CREATE TABLE app.numbers (id serial);
SELECT alike(app.mend('app.numbers'), '%ALTER TABLE app.numbers ALTER COLUMN id TYPE bigint, ADD PRIMARY KEY (id);', 'a number grows on the way');
CREATE TABLE app.unique_ids (id text);
CREATE UNIQUE INDEX "Ids" ON app.unique_ids (id);
SELECT alike(app.mend('app.unique_ids'), '%ALTER TABLE app.unique_ids ADD PRIMARY KEY USING INDEX "Ids";', 'its unique index becomes the key');
SELECT lives_ok('SELECT mana_guard.check_now()', 'and all of them pass');

-- What is like a table.
SELECT lives_ok('CREATE TABLE app.heirs () INHERITS (app.files)', 'a table that inherits');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG501', 'table app.heirs has no primary key', 'needs a key of its own');
SELECT alike(app.mend('app.heirs'), '%ALTER TABLE app.heirs ALTER COLUMN id SET DEFAULT gen_random_uuid(), ADD PRIMARY KEY (id);', 'over the column that it inherits');
CREATE TABLE app.logs (id uuid, day date) PARTITION BY RANGE (day);
CREATE TABLE app.logs_1 PARTITION OF app.logs DEFAULT;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG501', 'table app.logs has no primary key', 'a partitioned table, not its partition');
ALTER TABLE app.logs ADD PRIMARY KEY (id, day);
CREATE TYPE app.pair AS (a int, b int);
CREATE TABLE app.pairs OF app.pair;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG501', 'table app.pairs has no primary key', 'a typed table');
ALTER TABLE app.pairs ADD PRIMARY KEY (a);
CREATE TABLE app.days AS SELECT gen_random_uuid() AS id;
CREATE FUNCTION app.hint_now() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    hint text;
BEGIN
    PERFORM mana_guard.check_now();
    RETURN NULL;
EXCEPTION WHEN sqlstate 'MG501' THEN
    GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
    RETURN regexp_replace(hint, E'\\nIn \\w+:\n.*', '');
END $$;
SELECT is(app.hint_now(), E'This would pass:\nCREATE TABLE app.days (\n    ...,\n    id uuid PRIMARY KEY DEFAULT gen_random_uuid()\n);\nINSERT INTO app.days (id) SELECT ...;', 'a query''s table is made with it');
SELECT alike(app.mend('app.days'), '%ADD PRIMARY KEY (id);', 'which works');
SELECT is(app.hint_now(), NULL, 'and passes');

SELECT * FROM finish();
ROLLBACK;
