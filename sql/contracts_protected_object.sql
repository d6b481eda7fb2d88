\unset ECHO
\set QUIET 1
\c -reuse-previous=on "options='-c session_preload_libraries=mana_guard'"
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE SCHEMA store;
CREATE SCHEMA attic;
CREATE TABLE app.files (id int PRIMARY KEY, name text, CONSTRAINT files_name_check CHECK (name <> ''));
CREATE TABLE app.notes (id int PRIMARY KEY, name text);
CREATE INDEX idx_files_name ON app.files (name);
CREATE VIEW app.files_view AS SELECT id FROM app.files;
CREATE SEQUENCE app.files_numbers;
CREATE TABLE store.items (id int PRIMARY KEY);
CREATE TYPE store.mood AS ENUM ('good');
CREATE DOMAIN store.code AS text;
CREATE FUNCTION store.one() RETURNS int LANGUAGE sql AS 'SELECT 1';
RESET mana_guard.enabled;
BEGIN;
SELECT plan(51);
SELECT mana_guard.set_rule('*', 'off');
SELECT lives_ok('COMMENT ON TABLE app.files IS ''a''', 'it is off');
SELECT mana_guard.set_rule('MG709', 'error', schema_pattern => 'app', object_pattern => 'files*');
SELECT mana_guard.set_rule('MG709', 'error', schema_pattern => 'store');
PREPARE told (text, text, text) AS SELECT throws_ok($1, 'MG709', $2 || ' is protected', $3);

EXECUTE told('ALTER TABLE app.files ADD COLUMN note text', 'table app.files', 'ALTER TABLE');
EXECUTE told('ALTER TABLE app.files RENAME TO documents', 'table app.files', 'RENAME');
EXECUTE told('ALTER TABLE app.files RENAME COLUMN name TO title', 'table app.files', 'of a column');
EXECUTE told('ALTER TABLE app.files RENAME CONSTRAINT files_name_check TO files_check', 'table app.files', 'of a constraint');
EXECUTE told('ALTER TABLE app.files SET SCHEMA attic', 'table app.files', 'SET SCHEMA');
EXECUTE told('ALTER TABLE app.files OWNER TO CURRENT_USER', 'table app.files', 'OWNER TO');
EXECUTE told('DROP TABLE app.notes, app.files CASCADE', 'table app.files', 'DROP TABLE');
EXECUTE told('COMMENT ON TABLE app.files IS ''a''', 'table app.files', 'COMMENT');
EXECUTE told('COMMENT ON COLUMN app.files.name IS ''a''', 'table app.files', 'on a column');
EXECUTE told('COMMENT ON INDEX app.idx_files_name IS ''a''', 'table app.files', 'on an index');
EXECUTE told('COMMENT ON CONSTRAINT files_name_check ON app.files IS ''a''', 'table app.files', 'on a constraint');
EXECUTE told('GRANT SELECT ON app.notes, app.files TO PUBLIC', 'table app.files', 'GRANT');
EXECUTE told('REVOKE ALL ON app.files FROM PUBLIC', 'table app.files', 'REVOKE');
EXECUTE told('GRANT SELECT (name) ON app.files TO PUBLIC', 'table app.files', 'on a column');
EXECUTE told('CREATE INDEX ON app.files (name)', 'table app.files', 'CREATE INDEX');
EXECUTE told('DROP INDEX app.idx_files_name', 'table app.files', 'DROP INDEX');
EXECUTE told('ALTER INDEX app.idx_files_name RENAME TO idx', 'table app.files', 'ALTER INDEX');
EXECUTE told('REINDEX INDEX app.idx_files_name', 'table app.files', 'REINDEX, where the library is preloaded');
EXECUTE told('TRUNCATE app.files', 'table app.files', 'TRUNCATE');
EXECUTE told('CLUSTER app.files USING idx_files_name', 'table app.files', 'CLUSTER');
EXECUTE told('CREATE TRIGGER keep BEFORE UPDATE ON app.files FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()', 'table app.files', 'CREATE TRIGGER');
EXECUTE told('CREATE POLICY own ON app.files USING (true)', 'table app.files', 'CREATE POLICY');
EXECUTE told('CREATE RULE quiet AS ON DELETE TO app.files DO INSTEAD NOTHING', 'table app.files', 'CREATE RULE');
EXECUTE told('CREATE STATISTICS app.counts ON id, name FROM app.files', 'table app.files', 'CREATE STATISTICS');
EXECUTE told('CREATE OR REPLACE VIEW app.files_view AS SELECT id FROM app.files', 'view app.files_view', 'CREATE OR REPLACE VIEW');
EXECUTE told('DROP VIEW app.files_view', 'view app.files_view', 'DROP VIEW');
EXECUTE told('ALTER SEQUENCE app.files_numbers RESTART', 'sequence app.files_numbers', 'ALTER SEQUENCE');
EXECUTE told('CREATE TABLE app.files_2 (id int)', 'table app.files_2', 'CREATE TABLE of that name');
SELECT throws_ok($$DO 'BEGIN DROP TABLE app.files CASCADE; END'$$, 'MG709', 'table app.files is protected', 'within code');

-- A schema, whatever is in it.
EXECUTE told('CREATE TABLE store.orders (id int)', 'table store.orders', 'CREATE TABLE');
EXECUTE told('CREATE TABLE store.copies AS SELECT 1 AS id', 'table store.copies', 'CREATE TABLE AS');
EXECUTE told('ALTER TYPE store.mood ADD VALUE ''bad''', 'type store.mood', 'ALTER TYPE');
EXECUTE told('DROP DOMAIN store.code', 'domain store.code', 'DROP DOMAIN');
EXECUTE told('CREATE OR REPLACE FUNCTION store.one() RETURNS int LANGUAGE sql AS ''SELECT 2''', 'function store.one()', 'CREATE OR REPLACE FUNCTION');
EXECUTE told('GRANT EXECUTE ON FUNCTION store.one() TO PUBLIC', 'function store.one()', 'GRANT');
EXECUTE told('DROP SCHEMA store CASCADE', 'schema store', 'DROP SCHEMA');
EXECUTE told('ALTER SCHEMA store RENAME TO shop', 'schema store', 'ALTER SCHEMA');
EXECUTE told('GRANT SELECT ON ALL TABLES IN SCHEMA store TO PUBLIC', 'schema store', 'GRANT ON ALL TABLES');

-- All else.
SELECT lives_ok('ALTER TABLE app.notes ADD COLUMN note text', 'another table');
SELECT lives_ok('CREATE TABLE app.orders (id int REFERENCES app.files)', 'which may refer to one that is protected');
SELECT lives_ok('CREATE VIEW app.names AS SELECT name FROM app.files', 'as a view may read it');
SELECT lives_ok('CREATE SCHEMA other', 'another schema');
SELECT lives_ok('CREATE TEMPORARY TABLE files (id int)', 'a temporary table');
SELECT lives_ok('INSERT INTO app.files VALUES (1, ''a'')', 'rows may be written');
SELECT lives_ok('ANALYZE app.files', 'and counted');
SELECT FROM mana_guard.exempt('app.files', 'MG709', 'a test');
SELECT lives_ok('COMMENT ON TABLE app.files IS ''b''', 'an exemption waives it');
EXECUTE told('DROP VIEW app.files_view', 'view app.files_view', 'of one object alone');


-- Who is strict about everything, or a category, hasn't protected everything.
DELETE FROM mana_guard.policy;
SELECT mana_guard.set_rule('*', 'error');
SELECT mana_guard.set_rule('contracts', 'error');
SELECT mana_guard.set_rule('protected_*', 'error');
SELECT is((SELECT severity::text FROM mana_guard.explain('app.notes') WHERE code = 'MG709'), 'off', 'rows that select many rules don''t mean it');
SELECT mana_guard.set_rule('*', 'off');
SELECT lives_ok('COMMENT ON TABLE app.notes IS ''a''', 'so nothing is protected');
SELECT mana_guard.set_rule('MG709', 'error', object_pattern => 'notes');
SELECT throws_ok('COMMENT ON TABLE app.notes IS ''a''', 'MG709', NULL, 'but what one names');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app, store, attic CASCADE;
