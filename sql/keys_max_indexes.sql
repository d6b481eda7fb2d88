\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(6);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG509', 'error', params => '{"max": 2}');
CREATE TABLE app.files (id uuid PRIMARY KEY, name text);
CREATE INDEX a ON app.files (name);
SELECT lives_ok('CREATE INDEX b ON app.files (name)', 'one of three may go before the end');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG509', 'index b is number 3 of table app.files; the limit is 2', 'of the transaction');
DROP INDEX app.a;
SELECT lives_ok('SELECT mana_guard.check_now()', 'two are no more than two');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (a int, b int, c int);
CREATE INDEX l1 ON app.legacy (a);
CREATE INDEX l2 ON app.legacy (b);
CREATE INDEX l3 ON app.legacy (c);
SET LOCAL mana_guard.enabled = on;
ALTER TABLE app.legacy ADD COLUMN d int;
SELECT lives_ok('SELECT mana_guard.check_now()', 'what stood before isn''t held against whoever alters the table');
CREATE INDEX l4 ON app.legacy (d);
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG509', 'index l4 is number 4 of table app.legacy; the limit is 2', 'another one is');
SELECT mana_guard.set_rule('MG509', 'error');
SELECT lives_ok('SELECT mana_guard.check_now()', 'by default twelve pass');

SELECT * FROM finish();
ROLLBACK;
