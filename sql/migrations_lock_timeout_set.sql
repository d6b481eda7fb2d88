\unset ECHO
\set QUIET 1
\c -reuse-previous=on "options='-c session_preload_libraries=mana_guard'"
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (name) VALUES ('a'), ('b');
CREATE INDEX idx_files_name ON app.files (name);
CREATE TABLE app.bare (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.parts (id uuid NOT NULL DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE TABLE app.parts_all PARTITION OF app.parts DEFAULT;
INSERT INTO app.parts DEFAULT VALUES;
CREATE MATERIALIZED VIEW app.sizes AS SELECT id, size FROM app.files;
CREATE VIEW app.names AS SELECT id, name FROM app.files;
CREATE TEMPORARY TABLE scratch (id uuid);
INSERT INTO scratch VALUES (gen_random_uuid());
ALTER TABLE app.files ADD CONSTRAINT files_size_check CHECK (size >= 0) NOT VALID;
CREATE UNIQUE INDEX idx_sizes_id ON app.sizes (id);
SET mana_guard.enabled = off;
CREATE TABLE app.shelves (id int PRIMARY KEY, CHECK (id > 0));
CREATE TABLE app.books (shelf_id int REFERENCES app.shelves);
INSERT INTO app.books VALUES (NULL);
CREATE TABLE app.marks (file_id uuid REFERENCES app.files);
CREATE TABLE app.events (at int NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE app.events_old PARTITION OF app.events FOR VALUES FROM (0) TO (10);
CREATE TABLE app.events_none PARTITION OF app.events FOR VALUES FROM (30) TO (40);
INSERT INTO app.events VALUES (1);
CREATE TABLE app.filled (at int NOT NULL);
INSERT INTO app.filled VALUES (11);
CREATE TABLE app.hollow (at int NOT NULL);
RESET mana_guard.enabled;
BEGIN;
SELECT plan(55);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG610', 'error');
SET LOCAL lock_timeout = 0;
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of
PREPARE told (text, text, text) AS SELECT throws_ok($1, 'MG610', $2 || ' is in use and lock_timeout is 0; this statement may wait for its lock forever', $3);

EXECUTE told('ALTER TABLE app.files ADD COLUMN note text', 'table app.files', 'ALTER TABLE');
EXECUTE told('ALTER TABLE app.files RENAME TO documents', 'table app.files', 'RENAME');
EXECUTE told('CREATE INDEX ON app.files (size)', 'table app.files', 'CREATE INDEX');
EXECUTE told('DROP INDEX app.idx_files_name', 'table app.files', 'DROP INDEX');
EXECUTE told('ALTER INDEX app.idx_files_name RENAME TO idx_files_title', 'table app.files', 'ALTER INDEX');
EXECUTE told('DROP TABLE app.bare, app.files', 'table app.files', 'DROP TABLE');
EXECUTE told('CREATE TRIGGER keep BEFORE UPDATE ON app.files FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()', 'table app.files', 'CREATE TRIGGER');
EXECUTE told('CREATE POLICY own ON app.files USING (true)', 'table app.files', 'CREATE POLICY');
EXECUTE told('ALTER TABLE app.parts ADD COLUMN note text', 'table app.parts', 'of a partitioned table');
EXECUTE told('ALTER TABLE app.parts_all ALTER COLUMN name SET DEFAULT ''a''', 'table app.parts_all', 'of a partition');
EXECUTE told('REFRESH MATERIALIZED VIEW app.sizes', 'materialized view app.sizes', 'of a materialized view');
EXECUTE told('TRUNCATE app.files', 'table app.files', 'TRUNCATE, where the library is preloaded');
EXECUTE told('REINDEX TABLE app.files', 'table app.files', 'REINDEX');
EXECUTE told('REINDEX INDEX app.idx_files_name', 'table app.files', 'of one index');
EXECUTE told('CLUSTER app.files USING idx_files_name', 'table app.files', 'CLUSTER');
SELECT throws_ok($$DO 'BEGIN ALTER TABLE app.files ADD COLUMN note text; END'$$, 'MG610', NULL, 'within code');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files ADD COLUMN note text'),
    E'MG610 This would pass:\nSET lock_timeout = ''5000ms'';\n-- then this statement; if it times out, try again', 'what would pass');

-- Nobody stands in line behind these.
SAVEPOINT before;
SELECT lives_ok('GRANT SELECT ON app.files TO PUBLIC', 'GRANT takes no lock of the table');
SELECT lives_ok('COMMENT ON TABLE app.files IS ''a''', 'who reads and writes isn''t in the way of COMMENT');
SELECT lives_ok('COMMENT ON COLUMN app.files.name IS ''a''', 'on a column');
SELECT lives_ok('ALTER TABLE app.files VALIDATE CONSTRAINT files_size_check', 'VALIDATE lets all read and write');
SELECT lives_ok('ANALYZE app.files', 'ANALYZE');
SELECT throws_ok('CREATE INDEX CONCURRENTLY ON app.files (size)', '25001', NULL, 'CREATE INDEX CONCURRENTLY is left to PostgreSQL');
SELECT throws_ok('DROP INDEX CONCURRENTLY app.idx_files_name', '25001', NULL, 'DROP INDEX CONCURRENTLY');
SELECT throws_ok('REINDEX (CONCURRENTLY) TABLE app.files', '25001', NULL, 'REINDEX CONCURRENTLY');
ROLLBACK TO before;

SELECT lives_ok('ALTER TABLE app.bare ADD COLUMN note text', 'an empty table');
SELECT lives_ok('CREATE OR REPLACE VIEW app.names AS SELECT id, name FROM app.files', 'a view');
SELECT lives_ok('ALTER TABLE scratch ADD COLUMN name text', 'a temporary table');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made DEFAULT VALUES;
SELECT lives_ok('ALTER TABLE app.made ADD COLUMN name text', 'a table that this transaction made');
SELECT lives_ok('ALTER TABLE IF EXISTS app.missing ADD COLUMN name text', 'one that isn''t there');

-- SHARE UPDATE EXCLUSIVE stops nobody.
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN name SET STATISTICS 100', 'nor SET STATISTICS');
SELECT lives_ok('ALTER TABLE app.files SET (fillfactor = 90)', 'nor a storage parameter');
SELECT throws_ok('ALTER TABLE app.files SET (fillfactor = 80), ADD COLUMN note text', 'MG610', NULL, 'unless it is with another step');
SELECT lives_ok('CREATE STATISTICS app.files_stats ON name, size FROM app.files', 'nor CREATE STATISTICS');
SELECT throws_ok('REFRESH MATERIALIZED VIEW app.sizes', 'MG610', 'materialized view app.sizes is in use and lock_timeout is 0; this statement may wait for its lock forever', 'a materialized view');
SELECT lives_ok('REFRESH MATERIALIZED VIEW CONCURRENTLY app.sizes', 'which is read meanwhile');
-- What a statement locks although it is about another.
SELECT throws_ok('CREATE TABLE app.pages (file_id uuid REFERENCES app.files)', 'MG610', 'table app.files is in use and lock_timeout is 0; this statement may wait for its lock forever', 'what a new foreign key refers to');
SELECT throws_ok('CREATE TABLE app.pages (file_id uuid, FOREIGN KEY (file_id) REFERENCES app.files)', 'MG610', NULL, 'in whichever form');
SELECT throws_ok('CREATE SCHEMA apps CREATE TABLE pages (file_id uuid REFERENCES app.files)', 'MG610', NULL, 'within CREATE SCHEMA');
SELECT throws_ok('ALTER TABLE app.bare ADD COLUMN file_id uuid REFERENCES app.files', 'MG610', NULL, 'of a new column');
SELECT throws_ok('ALTER TABLE app.bare ADD FOREIGN KEY (id) REFERENCES app.files NOT VALID', 'MG610', NULL, 'without a check, too');
SELECT throws_ok('ALTER TABLE app.marks DROP CONSTRAINT marks_file_id_fkey', 'MG610', 'table app.files is in use and lock_timeout is 0; this statement may wait for its lock forever', 'one that goes');
SELECT throws_ok('DROP TABLE app.shelves CASCADE', 'MG610', 'table app.books is in use and lock_timeout is 0; this statement may wait for its lock forever', 'what CASCADE takes the key from');
SELECT throws_ok('DROP TABLE app.marks', 'MG610', 'table app.files is in use and lock_timeout is 0; this statement may wait for its lock forever', 'with its table');
SELECT throws_ok('CREATE TABLE app.events_new PARTITION OF app.events FOR VALUES FROM (10) TO (20)', 'MG610', 'table app.events is in use and lock_timeout is 0; this statement may wait for its lock forever', 'the parent of a new partition');
SELECT throws_ok('DROP TABLE app.events_none', 'MG610', 'table app.events is in use and lock_timeout is 0; this statement may wait for its lock forever', 'of one that goes');
SELECT throws_ok('ALTER TABLE app.events ATTACH PARTITION app.filled FOR VALUES FROM (10) TO (20)', 'MG610', 'table app.filled is in use and lock_timeout is 0; this statement may wait for its lock forever', 'ATTACH stops nobody but those who use the other table');
SELECT lives_ok('ALTER TABLE app.events ATTACH PARTITION app.hollow FOR VALUES FROM (20) TO (30)', 'an empty one is in use by nobody');
SET LOCAL lock_timeout = '1h';
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text', 'it gives up at last');
ROLLBACK TO before;

-- How long it may be.
SELECT mana_guard.set_rule('MG610', 'error', params => '{"max_ms": 5000}');
SET LOCAL lock_timeout = '5001ms';
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN note text', 'MG610', 'table app.files is in use and lock_timeout is 5001 ms, which is more than 5000 ms', 'too long');
SELECT ok(pg_temp.hint_of('ALTER TABLE app.files ADD COLUMN note text') LIKE E'%\nSET lock_timeout = ''5000ms'';\n%', 'what would pass then');
SET LOCAL lock_timeout = '5s';
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text', 'as long as that');
SET LOCAL lock_timeout = 0;
EXECUTE told('ALTER TABLE app.files ADD COLUMN name text', 'table app.files', 'for ever is longer than that');
SELECT throws_ok($$SELECT mana_guard.set_rule('MG610', 'error', params => '{"max_ms": -1}')$$, NULL, NULL, 'less than nothing is refused');
SELECT FROM mana_guard.exempt('app.files', 'MG610', 'a test');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN label text', 'an exemption waives it');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
