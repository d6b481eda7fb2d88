\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, size int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (name) VALUES ('a'), ('b');
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(12);
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG625', 'error');

SELECT throws_ok('CREATE TABLE app.copies AS SELECT * FROM app.files', 'MG625', 'CREATE TABLE AS fills table app.copies from a query', 'a table of a query');
SELECT throws_ok('CREATE TABLE IF NOT EXISTS app.copies AS TABLE app.files WITH DATA', 'MG625', NULL, 'however it is said');
SELECT throws_ok('CREATE MATERIALIZED VIEW app.copies AS SELECT * FROM app.files', 'MG625',
    'CREATE MATERIALIZED VIEW fills materialized view app.copies from a query', 'a materialized view');
SELECT throws_ok($$DO 'BEGIN CREATE TABLE app.copies AS SELECT * FROM app.files; END'$$, 'MG625', NULL, 'within code');
SELECT is(pg_temp.hint_of('CREATE TABLE app.copies AS SELECT * FROM app.files'), 'MG625 This would pass:' ||
    E'\n-- CREATE TABLE app.copies (...),\n-- then, after COMMIT, INSERT INTO app.copies in batches', 'the rows come later');
SELECT is(pg_temp.hint_of('CREATE MATERIALIZED VIEW app.copies AS SELECT * FROM app.files'), 'MG625 This would pass:' ||
    E'\n-- CREATE MATERIALIZED VIEW app.copies ... WITH NO DATA,\n-- then, after COMMIT, REFRESH MATERIALIZED VIEW app.copies', 'of a view too');
SELECT throws_ok('SELECT id INTO app.copies FROM app.files', 'MG625', 'SELECT INTO fills table app.copies from a query', 'SELECT INTO');
SELECT lives_ok('CREATE TABLE app.copies AS SELECT * FROM app.files WITH NO DATA', 'the shape alone passes');
SELECT lives_ok('CREATE TABLE IF NOT EXISTS app.copies AS SELECT * FROM app.files', 'as does what is there');
SELECT lives_ok('CREATE MATERIALIZED VIEW app.views AS SELECT * FROM app.files WITH NO DATA', 'a view without data');
SELECT lives_ok('CREATE TABLE app.plain (id int)', 'a table');
SELECT lives_ok('CREATE TEMPORARY TABLE scratch AS SELECT * FROM app.files', 'a temporary one');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
