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
CREATE MATERIALIZED VIEW app.sizes AS SELECT id, size FROM app.files;
CREATE MATERIALIZED VIEW app.names AS SELECT id, name FROM app.files;
CREATE UNIQUE INDEX idx_names_lower ON app.names (lower(name));
CREATE UNIQUE INDEX idx_names_partial ON app.names (id) WHERE name IS NOT NULL;
CREATE MATERIALIZED VIEW app.nobody AS SELECT id FROM app.files LIMIT 0;
CREATE MATERIALIZED VIEW app.later AS SELECT id FROM app.files WITH NO DATA;
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(14);
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of
SELECT mana_guard.set_rule('MG620', 'error');

SELECT throws_ok('REFRESH MATERIALIZED VIEW app.sizes', 'MG620', 'materialized view app.sizes is in use; refreshing it without CONCURRENTLY blocks reads', 'a view in use');
SELECT throws_ok('REFRESH MATERIALIZED VIEW app.sizes WITH DATA', 'MG620', NULL, 'with all words');
SELECT throws_ok($$DO 'BEGIN REFRESH MATERIALIZED VIEW app.sizes; END'$$, 'MG620', NULL, 'within code');
SELECT is(pg_temp.hint_of('REFRESH MATERIALIZED VIEW app.sizes'), 'MG620 This would pass:' ||
    E'\n-- CREATE UNIQUE INDEX CONCURRENTLY on app.sizes, over columns that tell its rows apart,' ||
    E'\n-- then REFRESH MATERIALIZED VIEW CONCURRENTLY app.sizes', 'it needs an index');
SELECT is(pg_temp.hint_of('REFRESH MATERIALIZED VIEW app.names'), 'MG620 This would pass:' ||
    E'\n-- CREATE UNIQUE INDEX CONCURRENTLY on app.names, over columns that tell its rows apart,' ||
    E'\n-- then REFRESH MATERIALIZED VIEW CONCURRENTLY app.names', 'over columns and all rows');
SELECT throws_ok('REFRESH MATERIALIZED VIEW CONCURRENTLY app.names', '55000', NULL, 'as PostgreSQL says');
SET LOCAL mana_guard.enabled = off;
CREATE UNIQUE INDEX idx_sizes_id ON app.sizes (id);
SET LOCAL mana_guard.enabled = on;
SELECT is(pg_temp.hint_of('REFRESH MATERIALIZED VIEW app.sizes'), E'MG620 This would pass:\nREFRESH MATERIALIZED VIEW CONCURRENTLY app.sizes;', 'with it there is a way');
SELECT lives_ok('REFRESH MATERIALIZED VIEW CONCURRENTLY app.sizes', 'which passes, in a block too');
SELECT lives_ok('REFRESH MATERIALIZED VIEW app.nobody', 'nobody reads an empty one');
SELECT lives_ok('REFRESH MATERIALIZED VIEW app.later', 'or one without data');
SELECT lives_ok('REFRESH MATERIALIZED VIEW app.names WITH NO DATA', 'WITH NO DATA empties it');
CREATE MATERIALIZED VIEW app.made AS SELECT id FROM app.files;
SELECT lives_ok('REFRESH MATERIALIZED VIEW app.made', 'one of this transaction');
SELECT throws_ok('REFRESH MATERIALIZED VIEW app.missing', '42P01', NULL, 'what isn''t there is PostgreSQL''s to refuse');
SELECT throws_ok('REFRESH MATERIALIZED VIEW app.files', '0A000', NULL, 'or is none');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
