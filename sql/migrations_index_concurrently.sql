\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- What stood before the transaction and holds rows, and what doesn't.
SET client_min_messages = error;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (name) VALUES ('a'), ('b');
CREATE TABLE app.bare (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.parts (id uuid NOT NULL DEFAULT gen_random_uuid(), name text, size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE TABLE app.parts_all PARTITION OF app.parts DEFAULT;
INSERT INTO app.parts (name) VALUES ('a');
CREATE MATERIALIZED VIEW app.sizes AS SELECT id, size FROM app.files;
CREATE TEMPORARY TABLE scratch (id uuid, name varchar(50), size int);
INSERT INTO scratch (name) VALUES ('a');
BEGIN;
SELECT plan(29);
SELECT mana_guard.set_rule('MG601', 'error');
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of

SELECT throws_ok('CREATE INDEX idx_files_name ON app.files (name)', 'MG601',
    'table app.files is in use; building this index blocks writes', 'an index on a table in use');
SELECT throws_ok('CREATE INDEX ON app.files (name)', 'MG601',
    'table app.files is in use; building this index blocks writes', 'without a name');
SELECT throws_ok('CREATE INDEX idx_files_name ON ONLY app.files (name)', 'MG601',
    'table app.files is in use; building this index blocks writes', 'ONLY says nothing of a table without partitions');
SELECT throws_ok('CREATE UNIQUE INDEX IF NOT EXISTS idx_files_name ON app.files (name)', 'MG601',
    'table app.files is in use; building this index blocks writes', 'one that isn''t there yet');
SELECT throws_ok($$DO 'BEGIN CREATE INDEX idx_files_name ON app.files (name); END'$$, 'MG601', NULL, 'within code');
SELECT throws_ok('CREATE INDEX idx_sizes_size ON app.sizes (size)', 'MG601',
    'materialized view app.sizes is in use; building this index blocks writes', 'of a materialized view');
SELECT throws_ok('CREATE INDEX idx_parts_all_name ON app.parts_all (name)', 'MG601',
    'table app.parts_all is in use; building this index blocks writes', 'of one partition');
SELECT throws_ok('CREATE INDEX idx_parts_name ON app.parts (name)', 'MG601',
    'table app.parts is in use; building this index blocks writes', 'of all partitions');
-- What would pass.
SELECT is(pg_temp.hint_of('CREATE INDEX idx_files_name ON app.files (name)'), 'MG601 This would pass:' ||
    E'\n-- in a migration of its own, outside a transaction block:' ||
    E'\nCREATE INDEX CONCURRENTLY idx_files_name ON app.files (name);', 'the same CONCURRENTLY');
SELECT is(pg_temp.hint_of('CREATE UNIQUE INDEX "by Name" ON app.files USING btree (lower(name) COLLATE "C" DESC NULLS LAST, size int4_ops) INCLUDE (id) NULLS NOT DISTINCT WITH (fillfactor = 70) TABLESPACE pg_default WHERE size > 0'), 'MG601 This would pass:' ||
    E'\n-- in a migration of its own, outside a transaction block:' ||
    E'\nCREATE UNIQUE INDEX CONCURRENTLY "idx_by Name" ON app.files ((lower((name)::text)) COLLATE "C" DESC NULLS LAST, size int4_ops) INCLUDE (id) NULLS NOT DISTINCT WITH (fillfactor = ''70'') TABLESPACE pg_default WHERE (size > 0);', 'with all that it says');
SELECT is(pg_temp.hint_of($$CREATE INDEX ON app.files USING gin (to_tsvector('simple', name))$$), 'MG601 This would pass:' ||
    E'\n-- in a migration of its own, outside a transaction block:' ||
    E'\nCREATE INDEX CONCURRENTLY idx_files_gin ON app.files USING gin ((to_tsvector(''simple''::regconfig, (name)::text)));', 'of another access method');
SELECT is(pg_temp.hint_of('CREATE INDEX idx_parts_name ON app.parts (name)'), 'MG601 This would pass:' ||
    E'\nCREATE INDEX idx_parts_name ON ONLY app.parts (name);' ||
    E'\n-- then for each partition CREATE INDEX CONCURRENTLY on it, and ALTER INDEX ... ATTACH PARTITION', 'partition after partition');
SELECT lives_ok('CREATE INDEX idx_parts_name ON ONLY app.parts (name)', 'which builds nothing');
-- Two that would have one name.
SELECT matches(pg_temp.hint_of('CREATE INDEX by_size ON app.files (size)'), ' idx_files_size ON app.files \(size\);', 'the first over these columns');
SELECT matches(pg_temp.hint_of('CREATE INDEX by_size ON app.files (size DESC)'), ' idx_files_size_2 ON app.files \(size DESC\);', 'another one has another name');
SELECT matches(pg_temp.hint_of('CREATE INDEX by_size ON app.files USING hash (size)'), ' idx_files_size_3 ON app.files USING hash', 'and the next');
SELECT matches(pg_temp.hint_of('CREATE INDEX of_size ON app.files (size)'), ' idx_files_size ON app.files \(size\);', 'the first when it is tried again');
-- What nobody waits for.
SELECT lives_ok('CREATE INDEX idx_bare_name ON app.bare (name)', 'an empty table');
SELECT lives_ok('CREATE INDEX idx_scratch_name ON scratch (name)', 'a temporary table');
SELECT lives_ok('CREATE INDEX IF NOT EXISTS files_pkey ON app.files (name)', 'an index that is there already');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made (name) VALUES ('a');
SELECT lives_ok('CREATE INDEX idx_made_name ON app.made (name)', 'a table that this transaction made');
SELECT throws_ok('CREATE INDEX idx_files_name ON app.files (lower(missing))', '42703',
    NULL, 'what PostgreSQL refuses it refuses itself');
SELECT throws_ok('CREATE INDEX idx_files_name ON app.missing (name)', '42P01', NULL, 'also where there is no table');
INSERT INTO app.bare (name) VALUES ('a');
SELECT throws_ok('CREATE INDEX idx_bare_size ON app.bare (size)', 'MG601',
    'table app.bare is in use; building this index blocks writes', 'a row is enough');
DELETE FROM app.bare;
SELECT lives_ok('CREATE INDEX idx_bare_size ON app.bare (size)', 'a row that was deleted is none');
SELECT mana_guard.set_rule('MG601', 'error', params => '{"min_size_bytes": 8193}');
SELECT lives_ok('CREATE INDEX idx_files_name ON app.files (name)', 'a table that is smaller than the house minds');
SELECT lives_ok('CREATE INDEX idx_parts_size ON app.parts (size)', 'with all of its partitions');
INSERT INTO app.files (name) SELECT 'file ' || i FROM generate_series(1, 200) AS i;
INSERT INTO app.parts (name) SELECT 'file ' || i FROM generate_series(1, 200) AS i;
SELECT throws_ok('CREATE INDEX idx_files_size ON app.files (size)', 'MG601',
    'table app.files is in use; building this index blocks writes', 'and one that isn''t');
SELECT throws_ok('CREATE INDEX idx_parts_updated_at ON app.parts (updated_at)', 'MG601', NULL, 'with all of its partitions');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
