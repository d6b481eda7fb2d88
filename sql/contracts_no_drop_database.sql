\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- DROP DATABASE fires no event: a session that has preloaded the library sees it. What it commits would stay in the history of the
-- policy: it has a database of its own.
SET client_min_messages = error;
SELECT current_database() AS home \gset
CREATE DATABASE mana_guard_drops;
\c -reuse-previous=on "dbname=mana_guard_drops options='-c session_preload_libraries=mana_guard'"
SET client_min_messages = error;
CREATE EXTENSION mana_guard;
CREATE EXTENSION pgtap;
CREATE DATABASE mana_guard_dropped;
CREATE DATABASE "test 7";
CREATE ROLE dropping_agent;
RESET client_min_messages;
BEGIN;
SELECT plan(9);
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG717', 'error');

-- PostgreSQL drops none within a transaction block, but that is looked at later.
SELECT throws_ok('DROP DATABASE mana_guard_dropped', 'MG717', 'database mana_guard_dropped is dropped with all that is in it', 'a database');
SELECT throws_ok('DROP DATABASE IF EXISTS "test 7" WITH (FORCE)', 'MG717', 'database "test 7" is dropped with all that is in it', 'however it is written');
SELECT is(pg_temp.hint_of('DROP DATABASE mana_guard_dropped'), 'MG717 This would pass:' || E'\n-- pg_dump first; then a role for which your team''s policy has this rule off may drop it', 'what to do');
SELECT throws_ok('DROP DATABASE mana_guard_missing', '25001', NULL, 'one that isn''t there is PostgreSQL''s to refuse');
SELECT mana_guard.set_rule('MG717', 'error', params => '{"droppable": ["test*"]}');
SELECT throws_ok('DROP DATABASE "test 7"', '25001', NULL, 'one that may be dropped');
SELECT throws_ok('DROP DATABASE mana_guard_dropped', 'MG717', NULL, 'and one that may not');
SELECT mana_guard.set_rule('MG717', 'off');
SELECT mana_guard.set_rule('MG717', 'error', role_name => 'dropping_agent');
SELECT throws_ok('DROP DATABASE mana_guard_dropped', '25001', NULL, 'a rule for a role holds for nobody else');
ALTER DATABASE "test 7" OWNER TO dropping_agent;
SET LOCAL ROLE dropping_agent;
SELECT throws_ok('DROP DATABASE "test 7"', 'MG717', NULL, 'for the role it does');
SELECT throws_ok('DROP DATABASE mana_guard_dropped', '25001', NULL, 'of another''s database PostgreSQL says so');
RESET ROLE;
SELECT * FROM finish();
ROLLBACK;

SET client_min_messages = error;
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG717', 'warn');
RESET client_min_messages;
\echo outside a transaction block
DROP DATABASE mana_guard_dropped;
SELECT code, identity, told FROM mana_guard.log WHERE code = 'MG717';
SET client_min_messages = error;
\set back 'dbname=' :home ' options='
\c -reuse-previous=on :back
SET client_min_messages = error;
DROP DATABASE mana_guard_drops;
DROP DATABASE "test 7";
DROP ROLE dropping_agent;
