\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(9);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG309', 'error');

CREATE TABLE app.a (id int, name text);
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG309', 'column id of table app.a has no comment (and 1 more finding)',
    'columns without comment are refused at COMMIT');
COMMENT ON COLUMN app.a.id IS 'counts up';
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG309', 'column name of table app.a has no comment', 'each of them');
COMMENT ON COLUMN app.a.name IS 'as its owner calls it';
SELECT lives_ok('SELECT mana_guard.check_now()', 'with all comments it passes');
ALTER TABLE app.a ADD COLUMN size bigint;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG309', 'column size of table app.a has no comment', 'ADD COLUMN');
ALTER TABLE app.a DROP COLUMN size;
COMMENT ON COLUMN app.a.name IS NULL;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG309', 'column name of table app.a has no comment', 'a comment that is taken away');
COMMENT ON COLUMN app.a.name IS 'as its owner calls it';
CREATE TABLE app.b (LIKE app.a INCLUDING COMMENTS);
SELECT lives_ok('SELECT mana_guard.check_now()', 'LIKE … INCLUDING COMMENTS has them');
CREATE TABLE app.child (extra int) INHERITS (app.a);
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG309', 'column extra of table app.child has no comment',
    'what is inherited is the parent''s matter');
DROP TABLE app.child;
CREATE VIEW app.shown AS SELECT id FROM app.a;
SELECT lives_ok('SELECT mana_guard.check_now()', 'a view is not asked');
COMMENT ON COLUMN app.a.id IS NULL;
SELECT results_eq($$SELECT column_name, fix FROM mana_guard.findings('app.a')$$, $$VALUES ('id', NULL)$$,
    'nobody but its author knows what to say');

SELECT * FROM finish();
ROLLBACK;
