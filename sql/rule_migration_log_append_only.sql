\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE SCHEMA drizzle;
CREATE TABLE drizzle.__drizzle_migrations (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint);
INSERT INTO drizzle.__drizzle_migrations (hash) VALUES ('a');
CREATE TABLE app.log (hash text);
RESET mana_guard.enabled;
BEGIN;
SELECT plan(13);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('migration_log_append_only', 'error');
SELECT is((SELECT array_agg(code || ' ' || message) FROM mana_guard.audit()), ARRAY['MG716 rows of table drizzle.__drizzle_migrations, a migration tool''s log, can be changed or deleted'], 'an audit finds it');
SELECT lives_ok('ALTER TABLE drizzle.__drizzle_migrations ADD COLUMN applied_by text', 'and stops nobody');
DO $$ DECLARE line text; BEGIN FOR line IN SELECT mana_guard.fix('drizzle.__drizzle_migrations') LOOP EXECUTE line; END LOOP; END $$;
SELECT is((SELECT count(*)::int FROM mana_guard.audit()), 0, 'the fix mends it');
SELECT throws_ok('UPDATE drizzle.__drizzle_migrations SET hash = ''b''', 'MG716', 'table drizzle.__drizzle_migrations keeps its rows: UPDATE is refused', 'no row is changed then');
SELECT throws_ok('DELETE FROM drizzle.__drizzle_migrations', 'MG716', 'table drizzle.__drizzle_migrations keeps its rows: DELETE is refused', 'nor deleted');
SELECT throws_ok('TRUNCATE drizzle.__drizzle_migrations', 'MG716', 'table drizzle.__drizzle_migrations keeps its rows: TRUNCATE is refused', 'nor are all');
SELECT throws_ok($$INSERT INTO drizzle.__drizzle_migrations (id, hash) VALUES (1, 'c') ON CONFLICT (id) DO UPDATE SET hash = 'c'$$, 'MG716', NULL, 'not in passing either');
SELECT lives_ok($$INSERT INTO drizzle.__drizzle_migrations (hash) VALUES ('d')$$, 'rows can be added');
ALTER TABLE drizzle.__drizzle_migrations DISABLE TRIGGER append_only_table;
SELECT is((SELECT count(*)::int FROM mana_guard.audit()), 1, 'a trigger that is disabled does not count');
ALTER TABLE drizzle.__drizzle_migrations ENABLE TRIGGER append_only_table;
CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OF hash OR DELETE ON drizzle.__drizzle_migrations FOR EACH ROW EXECUTE FUNCTION mana_guard.append_only();
SELECT is((SELECT count(*)::int FROM mana_guard.audit()), 1, 'nor one for some columns');
CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON drizzle.__drizzle_migrations FOR EACH ROW WHEN (OLD.id > 3) EXECUTE FUNCTION mana_guard.append_only();
SELECT is((SELECT count(*)::int FROM mana_guard.audit()), 1, 'nor one for some rows');
CREATE OR REPLACE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON drizzle.__drizzle_migrations FOR EACH ROW EXECUTE FUNCTION mana_guard.append_only();
SELECT is((SELECT count(*)::int FROM mana_guard.audit()), 0, 'as it was');
SELECT mana_guard.set_rule('migration_log_append_only', 'error', params => '{"tables": ["app.l*"]}');
SELECT is((SELECT array_agg(object_name) FROM mana_guard.audit()), '{log}', 'the logs are a parameter');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA drizzle CASCADE;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
