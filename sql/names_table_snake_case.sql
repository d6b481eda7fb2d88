\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(14);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG401', 'error');

SELECT lives_ok($$CREATE TABLE app.file_versions (id int)$$, 'snake_case passes');
SELECT throws_ok($$CREATE TABLE app."userSessions" (id int)$$, 'MG401', 'name of table app."userSessions" is not snake_case',
    'another name is refused');
SELECT throws_ok($$CREATE TABLE app.files__old (id int)$$, 'MG401', 'name of table app.files__old is not snake_case',
    'two underscores');
SELECT lives_ok($$CREATE TABLE app.__files (id int)$$, 'at the start they set a tool''s own apart');
SELECT throws_ok($$CREATE TABLE app.__ (id int)$$, 'MG401', NULL, 'but are no name');
SELECT throws_ok($$CREATE TABLE app."größen" (id int)$$, 'MG401', 'name of table app."größen" is not snake_case',
    'letters beyond ASCII');
SELECT throws_ok($$CREATE TABLE app."userSessions" AS SELECT 1 AS id$$, 'MG401', NULL,
    'CREATE TABLE AS');
SELECT throws_ok($$ALTER TABLE app.file_versions RENAME TO "fileVersions"$$, 'MG401', 'name of table app."fileVersions" is not snake_case',
    'a rename');
CREATE TABLE app.events (id int) PARTITION BY RANGE (id);
SELECT lives_ok($$CREATE TABLE app.events_2024_01 PARTITION OF app.events FOR VALUES FROM (1) TO (2)$$, 'a partition by its own name');
SELECT throws_ok($$CREATE TABLE app."events-2024-02" PARTITION OF app.events FOR VALUES FROM (2) TO (3)$$, 'MG401', 'name of table app."events-2024-02" is not snake_case',
    'which is judged');
SELECT lives_ok($$CREATE VIEW app."fileNames" AS SELECT id FROM app.file_versions$$, 'a view is not its matter');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app."userSessions" (id int);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok($$ALTER TABLE app."userSessions" RENAME TO user_sessions$$, 'the fix passes');
SELECT mana_guard.set_rule('MG401', 'error', params => '{"pattern": ["*__old"]}');
SELECT lives_ok($$CREATE TABLE app.files__old (id int)$$, 'a pattern accepts other names');
SELECT throws_ok($$CREATE TABLE app."Files" (id int)$$, 'MG401', NULL,
    'and no more than those');

SELECT * FROM finish();
ROLLBACK;
