\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.files (id int, name text);
INSERT INTO app.files VALUES (1, 'a'), (2, 'a');
-- The build fails, and leaves its index.
\set ON_ERROR_STOP 0
CREATE UNIQUE INDEX CONCURRENTLY idx_files_name ON app.files (name);
CREATE INDEX idx_files_id ON app.files (id);
CREATE TABLE app.parts (id int) PARTITION BY RANGE (id);
CREATE TABLE app.parts_low PARTITION OF app.parts FOR VALUES FROM (0) TO (9);
CREATE INDEX idx_parts_id ON ONLY app.parts (id);
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(7);
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of
-- Only this rule.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG629', 'error');

SELECT throws_ok('CREATE INDEX IF NOT EXISTS idx_files_name ON app.files (name)', 'MG629',
    'index idx_files_name of table app.files exists but is invalid; IF NOT EXISTS makes no other', 'an index that is invalid');
SELECT throws_ok('CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_files_name ON app.files (name)', 'MG629', NULL, 'also CONCURRENTLY');
SELECT is(pg_temp.hint_of('CREATE INDEX IF NOT EXISTS idx_files_name ON app.files (name)'),
    E'MG629 This would pass:\nDROP INDEX app.idx_files_name;\n-- then this statement', 'what would pass');
SELECT lives_ok('CREATE INDEX IF NOT EXISTS idx_files_id ON app.files (id)', 'a valid one');
SELECT lives_ok('CREATE INDEX IF NOT EXISTS idx_parts_id ON app.parts (id)', 'one that waits for those of its partitions');
SELECT lives_ok('CREATE INDEX IF NOT EXISTS idx_files_both ON app.files (id, name)', 'one that isn''t there');
SELECT lives_ok('DROP INDEX app.idx_files_name; CREATE INDEX IF NOT EXISTS idx_files_name ON app.files (name)', 'the way out');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
