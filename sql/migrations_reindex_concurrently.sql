\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- REINDEX fires no event before 17: a session that has preloaded the library sees it.
\c -reuse-previous=on "options='-c session_preload_libraries=mana_guard'"
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, size int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (name) VALUES ('a'), ('b');
CREATE INDEX idx_files_name ON app.files (name);
CREATE TABLE app.bare (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.spans (id int4range, CONSTRAINT spans_apart EXCLUDE USING gist (id WITH &&));
INSERT INTO app.spans VALUES ('[1,2]');
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(9);
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG603', 'error');

SELECT throws_ok('REINDEX TABLE app.files', 'MG603', 'table app.files is in use; reindexing it blocks writes', 'a table in use');
SELECT throws_ok('REINDEX (VERBOSE) INDEX app.idx_files_name', 'MG603', 'table app.files is in use; reindexing it blocks writes', 'one of its indexes');
SELECT throws_ok('REINDEX (CONCURRENTLY false) TABLE app.files', 'MG603', NULL, 'CONCURRENTLY may be denied');
SELECT is(pg_temp.hint_of('REINDEX TABLE app.files'), 'MG603 This would pass:' ||
    E'\n-- in a migration of its own, outside a transaction block:\nREINDEX TABLE CONCURRENTLY app.files;', 'the same CONCURRENTLY');
SELECT is(pg_temp.hint_of('REINDEX INDEX app.idx_files_name'), 'MG603 This would pass:' ||
    E'\n-- in a migration of its own, outside a transaction block:\nREINDEX INDEX CONCURRENTLY app.idx_files_name;', 'of an index too');
SELECT lives_ok('REINDEX TABLE app.bare', 'an empty table');
SELECT lives_ok('REINDEX INDEX app.spans_apart', 'PostgreSQL builds no exclusion constraint''s CONCURRENTLY');
CREATE TABLE app.made (id int PRIMARY KEY);
INSERT INTO app.made VALUES (1);
SELECT lives_ok('REINDEX TABLE app.made', 'a table of this transaction');
SELECT throws_ok('REINDEX TABLE app.missing', '42P01', NULL, 'what isn''t there is PostgreSQL''s to refuse');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
