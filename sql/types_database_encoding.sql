\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
CREATE EXTENSION dblink;
CREATE DATABASE mana_guard_ascii ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;
SELECT FROM dblink_connect('ascii', format('host=%s dbname=mana_guard_ascii', current_setting('unix_socket_directories')));
SELECT dblink_exec('ascii', $$CREATE EXTENSION mana_guard$$);
SELECT FROM dblink('ascii', $$SELECT mana_guard.set_rule('*', 'off')::text$$) AS t(a text);
SELECT FROM dblink('ascii', $$SELECT mana_guard.set_rule('MG225', 'warn')::text$$) AS t(a text);
SELECT plan(6);
SELECT results_eq($$SELECT * FROM dblink('ascii', 'SELECT code, severity::text, object_type, schema_name, object_name, identity, message, value, fix, owner FROM mana_guard.audit()')
        AS t(code text, severity text, object_type text, schema_name text, object_name text, identity text, message text, value text, fix text, owner text)$$,
    $$VALUES ('MG225', 'warn', 'database', NULL::text, NULL::text, 'mana_guard_ascii', 'database mana_guard_ascii has the encoding SQL_ASCII', 'SQL_ASCII', NULL::text, CURRENT_USER::text COLLATE "default")$$, 'a database without an encoding');
SELECT is_empty($$SELECT * FROM dblink('ascii', 'SELECT code FROM mana_guard.audit(''public'')') AS t(a text)$$, 'which is in no schema');
SELECT is_empty($$SELECT * FROM dblink('ascii', 'SELECT code FROM mana_guard.audit(NULL, ''files'')') AS t(a text)$$, 'nor any other object');
SELECT lives_ok($$SELECT dblink_exec('ascii', 'CREATE TABLE files (name text)')$$, 'no command is held up for it');
BEGIN;
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG225', 'warn');
SELECT is_empty('SELECT * FROM mana_guard.audit()', 'any other encoding passes');
SELECT mana_guard.set_rule('MG225', 'warn', params => '{"forbidden": ["UTF8"]}');
SELECT is((SELECT message FROM mana_guard.audit()), format('database %s has the encoding UTF8', current_database()), 'unless the team forbids it');
SELECT * FROM finish();
ROLLBACK;
SELECT FROM dblink_disconnect('ascii');
DROP DATABASE mana_guard_ascii;
DROP EXTENSION dblink;
