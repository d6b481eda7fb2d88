\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(9);
CREATE SCHEMA app;
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG812', 'error');
SELECT lives_ok('CREATE EXTENSION hstore SCHEMA app', 'without a list all pass');
DROP EXTENSION hstore;
SELECT mana_guard.set_rule('MG812', 'error', params => '{"names": ["citext", "pg_*"]}');
SELECT throws_ok('CREATE EXTENSION hstore SCHEMA app', 'MG812', 'extension hstore is not one of the allowed extensions: citext and pg_*', 'one that isn''t on the list');
SELECT throws_ok('CREATE EXTENSION IF NOT EXISTS hstore', 'MG812', NULL, 'which isn''t there');
SELECT throws_ok($$DO 'BEGIN CREATE EXTENSION hstore; END'$$, 'MG812', NULL, 'within code');
SELECT lives_ok('CREATE EXTENSION citext SCHEMA app', 'one on the list');
SELECT lives_ok('CREATE EXTENSION pg_trgm SCHEMA app', 'one by a pattern');
SELECT lives_ok('CREATE EXTENSION IF NOT EXISTS pgtap', 'one that is there');
SELECT lives_ok('DROP EXTENSION citext', 'all may go');
SELECT mana_guard.set_rule('MG812', 'off', object_pattern => 'hstore');
SELECT lives_ok('CREATE EXTENSION hstore SCHEMA app', 'the policy goes by its name');

SELECT * FROM finish();
ROLLBACK;
