\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(15);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG511', 'error');

SELECT lives_ok('CREATE TABLE app.items (id uuid PRIMARY KEY, name text)', 'a table without parents passes');
SELECT throws_ok('CREATE TABLE app.files (size bigint) INHERITS (app.items)', 'MG511', 'table app.files inherits from app.items', 'INHERITS');
SELECT lives_ok('CREATE TABLE app.files (LIKE app.items)', 'LIKE passes');
SELECT throws_ok('ALTER TABLE app.files INHERIT app.items', 'MG511', 'table app.files inherits from app.items', 'ALTER TABLE ... INHERIT');
SELECT lives_ok('CREATE TABLE app.events (id uuid) PARTITION BY HASH (id)', 'a partitioned table passes');
SELECT lives_ok('CREATE TABLE app.events_0 PARTITION OF app.events FOR VALUES WITH (MODULUS 2, REMAINDER 0)', 'and its partition');
SELECT lives_ok('CREATE TABLE app.events_1 (id uuid); ALTER TABLE app.events ATTACH PARTITION app.events_1 FOR VALUES WITH (MODULUS 2, REMAINDER 1)', 'also one that is attached');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.nothing ();
SET LOCAL mana_guard.enabled = on;
SELECT throws_ok('CREATE TABLE app.something (size bigint) INHERITS (app.nothing)', 'MG511', 'table app.something inherits from app.nothing', 'a parent without columns');

CREATE FOREIGN DATA WRAPPER nothing;
CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing;
SELECT throws_ok('CREATE FOREIGN TABLE app.far_files () INHERITS (app.items) SERVER nowhere', 'MG511', 'foreign table app.far_files inherits from app.items', 'a foreign table');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app."Things" (number int);
CREATE TABLE app.old_files () INHERITS (app.items, app."Things");
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER TABLE app.old_files ADD COLUMN size bigint', 'what inherits already may be altered');
SELECT results_eq($$SELECT message, fix FROM mana_guard.findings('app.old_files') ORDER BY value COLLATE "C"$$,
    $$VALUES ('table app.old_files inherits from app."Things"', E'-- queries of the parent then no longer return its rows\nALTER TABLE app.old_files NO INHERIT app."Things";'),
             ('table app.old_files inherits from app.items', E'-- queries of the parent then no longer return its rows\nALTER TABLE app.old_files NO INHERIT app.items;')$$,
    'the audit tells of each parent');
SELECT lives_ok('ALTER TABLE app.old_files NO INHERIT app."Things"; ALTER TABLE app.old_files NO INHERIT app.items', 'the fixes run');
SELECT is_empty($$SELECT * FROM mana_guard.findings('app.old_files')$$, 'and help');
SELECT throws_ok('ALTER TABLE app.old_files INHERIT app."Things"', 'MG511', NULL, 'what no longer inherits doesn''t begin again');

SET LOCAL mana_guard.enabled = off;
ALTER TABLE app.old_files INHERIT app.items;
SET LOCAL mana_guard.enabled = on;
SELECT mana_guard.set_rule('MG511', 'error', existing => 'enforce');
SELECT throws_ok('ALTER TABLE app.old_files ALTER COLUMN size SET STATISTICS 200', 'MG511', NULL, 'what stands is enforced where the policy says so');

SELECT * FROM finish();
ROLLBACK;
