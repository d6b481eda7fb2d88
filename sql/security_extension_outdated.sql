\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
BEGIN;
SELECT plan(7);
CREATE SCHEMA app;
-- pg_stat_statements has scripts from one version to the next, hstore's files know no version 0.9.
CREATE EXTENSION pg_stat_statements SCHEMA app VERSION '1.4';
CREATE EXTENSION hstore SCHEMA app;
CREATE EXTENSION citext SCHEMA app;
UPDATE pg_extension SET extversion = '0.9' WHERE extname = 'hstore';
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG816', 'warn');

SELECT is_empty($$SELECT * FROM mana_guard.audit('app', 'citext')$$, 'an extension of the version that the files have');
SELECT results_eq($$SELECT code, object_type, identity, value, fix FROM mana_guard.audit('app') WHERE identity = 'pg_stat_statements'$$,
    $$VALUES ('MG816', 'extension', 'pg_stat_statements', '1.4', 'ALTER EXTENSION pg_stat_statements UPDATE;')$$, 'an older one, and what updates it');
SELECT is((SELECT message FROM mana_guard.audit('app') WHERE identity = 'pg_stat_statements'),
    'extension pg_stat_statements is installed in version 1.4, but ' || (SELECT default_version FROM pg_available_extensions WHERE name = 'pg_stat_statements') || ' is available', 'by both versions');
SELECT results_eq($$SELECT identity, fix FROM mana_guard.audit('app') WHERE identity = 'hstore'$$, $$VALUES ('hstore', NULL::text)$$, 'no fix where no script leads there');
SELECT lives_ok('ALTER EXTENSION pg_stat_statements UPDATE', 'the fix');
SELECT results_eq($$SELECT identity FROM mana_guard.audit('app')$$, ARRAY['hstore'], 'which leaves nothing to report');
SELECT lives_ok('DROP EXTENSION hstore; CREATE EXTENSION seg SCHEMA app VERSION ''1.1''', 'no command is held up for it');

SELECT * FROM finish();
ROLLBACK;
