\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(17);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG413', 'error');

SELECT lives_ok($$CREATE TABLE app._files (id int, _rev int, "user" text)$$, 'what SQL takes as it is passes, and a key word');
SELECT throws_ok($$CREATE TABLE app."Files" (id int)$$, 'MG413', 'name of table app."Files" needs quotes',
    'a capital is refused');
SELECT throws_ok($$CREATE TABLE app."größen" (id int)$$, 'MG413', NULL,
    'a letter beyond ASCII');
SELECT throws_ok($$CREATE TABLE app.notes ("first name" text)$$, 'MG413', 'name of column "first name" of table app.notes needs quotes',
    'a column');
SELECT throws_ok($$ALTER TABLE app._files ADD COLUMN "userId" text$$, 'MG413', 'name of column "userId" of table app._files needs quotes',
    'a new column');
SELECT throws_ok($$ALTER TABLE app._files RENAME COLUMN id TO "ID"$$, 'MG413', NULL,
    'a rename');
SELECT throws_ok($$CREATE VIEW app."allFiles" AS SELECT 1 AS id$$, 'MG413', 'name of view app."allFiles" needs quotes',
    'a view');
SELECT throws_ok($$CREATE MATERIALIZED VIEW app."allFiles" AS SELECT 1 AS id$$, 'MG413', 'name of materialized view app."allFiles" needs quotes',
    'a materialized view');
SELECT lives_ok($$CREATE VIEW app.all_files AS SELECT 1 AS "fileId"$$, 'but not its columns');
CREATE TABLE app.events (id int) PARTITION BY RANGE (id);
SELECT throws_ok($$CREATE TABLE app."events-1" PARTITION OF app.events FOR VALUES FROM (1) TO (2)$$, 'MG413', NULL,
    'a partition by its own name');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app."Notes" ("userId" text);
CREATE VIEW app."allFiles" AS SELECT 1 AS id;
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok($$ALTER TABLE app."Notes" RENAME COLUMN "userId" TO user_id$$, 'the fix of a column passes');
SELECT lives_ok($$ALTER TABLE app."Notes" RENAME TO notes$$, 'the fix of a table passes');
SELECT lives_ok($$ALTER VIEW app."allFiles" RENAME TO every_file$$, 'and that of a view');
SELECT mana_guard.set_rule('MG401', 'error');
SELECT mana_guard.set_rule('MG404', 'error');
SELECT throws_ok($$CREATE TABLE app."Files" (id int)$$, 'MG401', 'name of table app."Files" is not snake_case',
    'table_snake_case speaks in its stead');
SELECT throws_ok($$CREATE TABLE app.files ("userId" text)$$, 'MG404', 'name of column "userId" of table app.files is not snake_case',
    'and column_snake_case');


-- The milder silences nothing.
SELECT mana_guard.set_rule('MG401', 'log');
SELECT throws_ok($$CREATE TABLE app."Loud" (id int)$$, 'MG413', 'name of table app."Loud" needs quotes', 'a rule at log doesn''t speak for this one');
SELECT mana_guard.set_rule('MG401', 'error');
SELECT throws_ok($$CREATE TABLE app."Loud" (id int)$$, 'MG401', 'name of table app."Loud" is not snake_case', 'one as strict does');

SELECT * FROM finish();
ROLLBACK;
