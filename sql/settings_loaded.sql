\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- What was set before the library is loaded holds afterwards, and the server finds every setting by its name.
BEGIN;
SET LOCAL mana_guard.max_severity = 'warn';
SAVEPOINT before;
-- Known by its name, without a value.
SET LOCAL mana_guard.announce = 'warning';
ROLLBACK TO before;
SELECT count(*) AS loaded FROM pg_settings WHERE name LIKE 'mana\_guard.%' \gset
SELECT plan(5);
SELECT is(:loaded, 0, 'the library was not loaded');
CREATE SCHEMA app;
SELECT is((SELECT array_agg(name || '=' || setting ORDER BY name) FROM pg_settings WHERE name LIKE 'mana\_guard.%'),
    '{mana_guard.announce=off,mana_guard.assume_in_use=off,mana_guard.collect=off,mana_guard.enabled=on,mana_guard.max_severity=warn,mana_guard.override_reason=,"mana_guard.restore_clients=psql, pg_restore, pg_dumpall",mana_guard.restore_detection=on}', 'each setting');
SELECT is((SELECT count(*)::int FROM pg_settings WHERE current_setting(name, true) IS NULL), 0, 'every setting of the server is found');
SELECT lives_ok('SET LOCAL mana_guard.announce = ''warning''', 'each can be set');
SELECT throws_ok('SET mana_guard.no_such_setting = 1', '42602', NULL, 'and no other');

SELECT * FROM finish();
ROLLBACK;
