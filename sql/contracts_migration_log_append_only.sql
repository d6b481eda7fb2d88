\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA drizzle;
CREATE SCHEMA app;
CREATE TABLE drizzle.__drizzle_migrations (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint);
INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('a', 1), ('b', 2);
CREATE TABLE app."Log" (id int PRIMARY KEY);
INSERT INTO app."Log" VALUES (1);
CREATE FUNCTION app.keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE ROLE mana_guard_migrator;
GRANT USAGE ON SCHEMA drizzle TO mana_guard_migrator;
GRANT ALL ON drizzle.__drizzle_migrations, drizzle.__drizzle_migrations_id_seq TO mana_guard_migrator;
RESET mana_guard.enabled;
BEGIN;
SELECT plan(39);
SELECT mana_guard.set_rule('*', 'off');
CREATE FUNCTION pg_temp.told() RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(message, ', ' ORDER BY message COLLATE "C") FROM mana_guard.audit() WHERE code = 'MG716'$$;
SELECT is(pg_temp.told(), NULL, 'it is off');
SELECT mana_guard.set_rule('MG716', 'error');
SELECT is(pg_temp.told(), 'rows of table drizzle.__drizzle_migrations, a migration tool''s log, can be changed or deleted', 'an audit tells of the log');
SELECT is((SELECT count(*)::int FROM mana_guard.findings('drizzle.__drizzle_migrations')), 1, 'and so does findings()');
SELECT lives_ok('ALTER TABLE drizzle.__drizzle_migrations ADD COLUMN note text', 'no statement is refused');
SELECT lives_ok('CREATE TRIGGER other BEFORE UPDATE ON drizzle.__drizzle_migrations FOR EACH ROW EXECUTE FUNCTION app.keep()', 'nor another trigger');
SELECT isnt(pg_temp.told(), NULL, 'which keeps nothing');
DROP TRIGGER other ON drizzle.__drizzle_migrations;

-- Half of it.
PREPARE told (text) AS SELECT isnt(pg_temp.told(), NULL, $1);
SAVEPOINT before;
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON drizzle.__drizzle_migrations FOR EACH ROW EXECUTE FUNCTION mana_guard.append_only();
EXECUTE told('rows alone');
CREATE TRIGGER keep_all BEFORE TRUNCATE ON drizzle.__drizzle_migrations EXECUTE FUNCTION mana_guard.append_only();
SELECT is(pg_temp.told(), NULL, 'all three');
ALTER TABLE drizzle.__drizzle_migrations DISABLE TRIGGER keep;
EXECUTE told('one that is disabled');
ALTER TABLE drizzle.__drizzle_migrations ENABLE ALWAYS TRIGGER keep;
SELECT is(pg_temp.told(), NULL, 'always enabled');
ALTER TABLE drizzle.__drizzle_migrations ENABLE REPLICA TRIGGER keep;
EXECUTE told('enabled for replicas alone');
ROLLBACK TO before;
CREATE TRIGGER keep_all BEFORE TRUNCATE ON drizzle.__drizzle_migrations EXECUTE FUNCTION mana_guard.append_only();
CREATE TRIGGER keep_hash BEFORE UPDATE OF hash OR DELETE ON drizzle.__drizzle_migrations FOR EACH ROW EXECUTE FUNCTION mana_guard.append_only();
EXECUTE told('one column alone');
CREATE TRIGGER keep_some BEFORE UPDATE OR DELETE ON drizzle.__drizzle_migrations FOR EACH ROW WHEN (OLD.id > 1) EXECUTE FUNCTION mana_guard.append_only();
EXECUTE told('some rows alone');
CREATE TRIGGER keep_late AFTER UPDATE OR DELETE ON drizzle.__drizzle_migrations FOR EACH ROW EXECUTE FUNCTION app.keep();
EXECUTE told('another function');
CREATE TRIGGER keep_updates BEFORE UPDATE ON drizzle.__drizzle_migrations EXECUTE FUNCTION mana_guard.append_only();
EXECUTE told('updates alone');
CREATE TRIGGER keep_deletes BEFORE DELETE ON drizzle.__drizzle_migrations EXECUTE FUNCTION mana_guard.append_only();
SELECT is(pg_temp.told(), NULL, 'one for each, by statement');
ROLLBACK TO before;

-- The fix.
SELECT is((SELECT fix FROM mana_guard.audit() WHERE code = 'MG716'),
    E'CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON drizzle.__drizzle_migrations\n'
    '    FOR EACH ROW EXECUTE FUNCTION mana_guard.append_only();\n'
    'CREATE OR REPLACE TRIGGER append_only_table BEFORE TRUNCATE ON drizzle.__drizzle_migrations\n'
    '    FOR EACH STATEMENT EXECUTE FUNCTION mana_guard.append_only();', 'both triggers');
CREATE FUNCTION pg_temp.mend() RETURNS void LANGUAGE plpgsql AS $$BEGIN EXECUTE (SELECT string_agg(fix, E'\n') FROM mana_guard.audit() WHERE code = 'MG716'); END$$;
SELECT lives_ok('SELECT pg_temp.mend()', 'it passes');
SELECT is(pg_temp.told(), NULL, 'and mends it');

-- What the triggers do, to everybody.
SELECT throws_ok('UPDATE drizzle.__drizzle_migrations SET hash = ''c''', 'MG716', 'table drizzle.__drizzle_migrations is append-only: UPDATE is refused', 'UPDATE');
SELECT throws_ok('DELETE FROM drizzle.__drizzle_migrations WHERE id = 1', 'MG716', 'table drizzle.__drizzle_migrations is append-only: DELETE is refused', 'DELETE');
SELECT throws_ok('TRUNCATE drizzle.__drizzle_migrations', 'MG716', 'table drizzle.__drizzle_migrations is append-only: TRUNCATE is refused', 'TRUNCATE');
SELECT throws_ok('INSERT INTO drizzle.__drizzle_migrations (id, hash) VALUES (1, ''c'') ON CONFLICT (id) DO UPDATE SET hash = excluded.hash', 'MG716', NULL, 'ON CONFLICT DO UPDATE');
SELECT throws_ok('MERGE INTO drizzle.__drizzle_migrations AS log USING (VALUES (1)) AS v (id) ON v.id = log.id WHEN MATCHED THEN DELETE', 'MG716', NULL, 'MERGE');
SELECT lives_ok('INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES (''c'', 3)', 'INSERT is what it is for');
SELECT lives_ok('INSERT INTO drizzle.__drizzle_migrations (id, hash) VALUES (1, ''c'') ON CONFLICT DO NOTHING', 'ON CONFLICT DO NOTHING');
SELECT lives_ok('DELETE FROM drizzle.__drizzle_migrations WHERE false', 'of no row');
SET LOCAL ROLE mana_guard_migrator;
SELECT throws_ok('DELETE FROM drizzle.__drizzle_migrations', 'MG716', NULL, 'another role needs no right on the function');
SELECT lives_ok('INSERT INTO drizzle.__drizzle_migrations (hash) VALUES (''d'')', 'and may insert');
RESET ROLE;
CREATE FUNCTION pg_temp.told_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    detail text; hint text; schema_name text; table_name text; constraint_name text;
BEGIN
    EXECUTE statement;
    RETURN 'it passed';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT, schema_name = SCHEMA_NAME, table_name = TABLE_NAME, constraint_name = CONSTRAINT_NAME;
    RETURN concat_ws(E'\n', schema_name, table_name, constraint_name, detail, hint);
END
$$;
SELECT is(pg_temp.told_of('DELETE FROM drizzle.__drizzle_migrations'), E'drizzle\n__drizzle_migrations\nmigration_log_append_only\n'
    'MG716 migration_log_append_only: a migration tool knows from its rows what has been run.\n'
    'Write a new migration that undoes it. A superuser can bypass this with SET session_replication_role = replica, in that session only.', 'with what can be done');
SET LOCAL session_replication_role = replica;
SELECT lives_ok('DELETE FROM drizzle.__drizzle_migrations', 'which does it');
SET LOCAL session_replication_role = origin;
INSERT INTO drizzle.__drizzle_migrations (hash) VALUES ('e');
SELECT throws_ok('DELETE FROM drizzle.__drizzle_migrations', 'MG716', NULL, 'and no longer');

-- Whose logs.
SELECT mana_guard.set_rule('MG716', 'error', params => '{"tables": ["app.*"]}');
SELECT is(pg_temp.told(), 'rows of table app."Log", a migration tool''s log, can be changed or deleted', 'the logs are the policy''s');
SELECT lives_ok('SELECT pg_temp.mend()', 'the fix passes');
SELECT is(pg_temp.told(), NULL, 'and mends it');
SELECT throws_ok('DELETE FROM app."Log"', 'MG716', 'table app."Log" is append-only: DELETE is refused', 'as it says');
SELECT lives_ok('ALTER TABLE app."Log" RENAME TO kept', 'the triggers go with it');
SELECT throws_ok('DELETE FROM app.kept', 'MG716', 'table app.kept is append-only: DELETE is refused', 'wherever it goes');
SELECT mana_guard.set_rule('MG716', 'error', params => '{"tables": []}');
SELECT is(pg_temp.told(), NULL, 'none is none');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app, drizzle CASCADE;
DROP ROLE mana_guard_migrator;
