\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- TRUNCATE fires no event: a session that has preloaded the library sees it.
\c -reuse-previous=on "options='-c session_preload_libraries=mana_guard'"
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE SCHEMA store;
CREATE EXTENSION dblink SCHEMA app;
CREATE TABLE app.files (id int PRIMARY KEY);
CREATE VIEW app.ids AS SELECT id FROM app.files;
CREATE MATERIALIZED VIEW app.copies AS SELECT id FROM app.files;
CREATE TABLE store.items (id int PRIMARY KEY);
RESET mana_guard.enabled;
SELECT FROM app.dblink_connect('other', format('host=%s dbname=%s', current_setting('unix_socket_directories'), current_database()));
SELECT FROM app.dblink_connect('elsewhere', format('host=%s dbname=postgres', current_setting('unix_socket_directories')));
-- In the other session.
CREATE FUNCTION app.other(statement text) RETURNS text LANGUAGE sql AS $$SELECT answer FROM app.dblink('other', 'SELECT (' || statement || ')::text') AS t (answer text)$$;
BEGIN;
SELECT plan(48);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG611', 'error');
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of
PREPARE refused (text) AS SELECT throws_ok('COMMENT ON TABLE app.files IS ''a''', 'MG611',
    'table app.files is changed while nobody holds the migration lock (advisory lock 987654321)', $1);
PREPARE passes (text) AS SELECT lives_ok('COMMENT ON TABLE app.files IS ''a''', $1);

EXECUTE refused('COMMENT');
SELECT throws_ok('CREATE TABLE app.notes (id int)', 'MG611', 'table app.notes is changed while nobody holds the migration lock (advisory lock 987654321)', 'CREATE TABLE');
SELECT throws_ok('CREATE SCHEMA other', 'MG611', 'schema other is changed while nobody holds the migration lock (advisory lock 987654321)', 'CREATE SCHEMA');
SELECT throws_ok('CREATE FUNCTION app.one() RETURNS int LANGUAGE sql AS ''SELECT 1''', 'MG611',
    'function app.one() is changed while nobody holds the migration lock (advisory lock 987654321)', 'CREATE FUNCTION');
SELECT throws_ok('CREATE TYPE app.mood AS ENUM ()', 'MG611', NULL, 'CREATE TYPE');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN name text', 'MG611', NULL, 'ALTER TABLE');
SELECT throws_ok('CREATE INDEX ON app.files (id)', 'MG611', NULL, 'CREATE INDEX');
SELECT throws_ok('GRANT SELECT ON app.files TO PUBLIC', 'MG611', NULL, 'GRANT');
SELECT throws_ok('DROP VIEW app.ids', 'MG611', 'view app.ids is changed while nobody holds the migration lock (advisory lock 987654321)', 'DROP VIEW');
SELECT throws_ok($$DO 'BEGIN DROP VIEW app.ids; END'$$, 'MG611', NULL, 'within code');
SELECT ok(pg_temp.hint_of('DROP VIEW app.ids') LIKE E'MG611 This would pass:\nSELECT pg_try_advisory_lock(987654321);\n%', 'what would pass');
SELECT throws_ok('ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC', 'MG611',
    format('database %I is changed while nobody holds the migration lock (advisory lock 987654321)', current_database()), 'what is about no object');
SELECT throws_ok('CREATE PUBLICATION all_tables FOR ALL TABLES', 'MG611',
    'object all_tables is changed while nobody holds the migration lock (advisory lock 987654321)', 'and what is in no schema');
SELECT lives_ok('CREATE TEMPORARY TABLE scratch (id int)', 'a temporary table is nobody else''s');
SELECT lives_ok('INSERT INTO app.files VALUES (1)', 'rows may be written');
SELECT throws_ok('DROP MATERIALIZED VIEW app.copies', 'MG611', NULL, 'a materialized view');
SELECT lives_ok('REFRESH MATERIALIZED VIEW app.copies', 'but not what it holds');
SELECT lives_ok('TRUNCATE app.files', 'nor what a table holds');

-- The lock of this session.
SELECT FROM pg_advisory_lock(987654321);
EXECUTE passes('a lock of the session');
SELECT lives_ok('CREATE TABLE app.notes (id int)', 'for all that it does');
SELECT FROM pg_advisory_unlock(987654321);
EXECUTE refused('until it is given up');
SELECT FROM pg_advisory_lock(987654322);
EXECUTE refused('another lock');
SELECT FROM pg_advisory_unlock(987654322);
SELECT FROM pg_advisory_lock_shared(987654321);
EXECUTE refused('one that others may share keeps nobody away');
SELECT FROM pg_advisory_unlock_shared(987654321);
SAVEPOINT before;
SELECT FROM pg_advisory_xact_lock(987654321);
EXECUTE passes('a lock of the transaction');
ROLLBACK TO before;
EXECUTE refused('until it is rolled back');
SELECT FROM pg_try_advisory_lock(0, 987654321);
EXECUTE passes('a key of two halves');
SELECT FROM pg_advisory_unlock(0, 987654321);

-- That of another.
SELECT is(app.other('pg_try_advisory_lock(987654321)'), 'true', 'another session takes it');
EXECUTE passes('which will do');
SELECT mana_guard.set_rule('MG611', 'error', params => '{"held_by": "session"}');
SELECT throws_ok('COMMENT ON TABLE app.files IS ''a''', 'MG611',
    'table app.files is changed while this session does not hold the migration lock (advisory lock 987654321)', 'unless it has to be this one''s');
SELECT is(app.other('pg_advisory_unlock(987654321)'), 'true', 'given up');
SELECT FROM pg_advisory_lock(987654321);
EXECUTE passes('this one''s');
SELECT mana_guard.set_rule('MG611', 'error');
SELECT FROM pg_advisory_unlock(987654321);
SELECT FROM app.dblink('elsewhere', 'SELECT pg_try_advisory_lock(987654321)') AS t (taken boolean);
EXECUTE refused('in another database it is another lock');

-- Which lock.
SELECT mana_guard.set_rule('MG611', 'error', params => '{"lock_id": 55834574857}');
SELECT FROM pg_try_advisory_lock(13, 9);
EXECUTE passes('a key of two halves is the number that they make');
SELECT FROM pg_advisory_unlock(13, 9);
SELECT FROM pg_try_advisory_lock(9, 13);
SELECT throws_ok('COMMENT ON TABLE app.files IS ''a''', 'MG611',
    'table app.files is changed while nobody holds the migration lock (advisory lock 55834574857)', 'not the other way round');
SELECT FROM pg_advisory_unlock(9, 13);
SELECT FROM pg_try_advisory_lock(55834574857);
EXECUTE passes('or it is one number');
SELECT FROM pg_advisory_unlock_all();
SELECT mana_guard.set_rule('MG611', 'error', params => '{"lock_id": -7}');
SELECT FROM pg_advisory_lock(-7);
EXECUTE passes('it may be below zero');
SELECT FROM pg_advisory_unlock_all();
SELECT throws_ok($$SELECT mana_guard.set_rule('MG611', 'error', params => '{"held_by": "nobody"}')$$, 'MG900', NULL, 'somebody must hold it');

-- A service's own.
INSERT INTO mana_guard.service_schemas (service, schema_name, migration_lock_id) VALUES ('negative', 'app', -1);
SELECT FROM pg_advisory_lock(-1);
EXECUTE passes('a service''s may be negative');
SELECT FROM pg_advisory_unlock(-1);
SELECT FROM pg_advisory_lock(-1, -1);
EXECUTE passes('in two halves, too');
SELECT FROM pg_advisory_unlock_all();
DELETE FROM mana_guard.service_schemas;
SELECT mana_guard.set_rule('MG611', 'error');
INSERT INTO mana_guard.service_schemas (service, schema_name, migration_lock_id) VALUES ('store-service', 'store', 4711), ('app-service', 'app', NULL);
SELECT FROM pg_advisory_lock(4711);
SELECT lives_ok('COMMENT ON TABLE store.items IS ''a''', 'the lock of the schema''s service');
SELECT lives_ok('CREATE TABLE store.notes (id int)', 'what is made there');
SELECT lives_ok('COMMENT ON SCHEMA store IS ''a''', 'and the schema itself');
EXECUTE refused('in no other schema');
SELECT FROM pg_advisory_unlock(4711);
SELECT FROM pg_advisory_lock(987654321);
SELECT throws_ok('COMMENT ON TABLE store.items IS ''a''', 'MG611',
    'table store.items is changed while nobody holds the migration lock (advisory lock 4711)', 'and there no other');
EXECUTE passes('a service without one takes that of all');
SELECT throws_ok('DROP TABLE app.files, store.items', 'MG611',
    'table store.items is changed while nobody holds the migration lock (advisory lock 4711)', 'each of what one statement changes needs its own');
SELECT FROM pg_advisory_unlock_all();
SELECT FROM mana_guard.exempt('store.items', 'MG611', 'a test');
SELECT lives_ok('COMMENT ON TABLE store.items IS ''a''', 'an exemption waives it');
EXECUTE refused('of that table alone');

SELECT * FROM finish();
ROLLBACK;
SELECT FROM app.dblink_disconnect('other');
SELECT FROM app.dblink_disconnect('elsewhere');
SET mana_guard.enabled = off;
DROP SCHEMA app, store CASCADE;
