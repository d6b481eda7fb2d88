\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(12);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG408', 'error');

SELECT lives_ok($$CREATE TABLE app.files (download_count int, num_plate text, downloads int, num_plan_id int)$$, 'suffixed names pass, and what does not count');
SELECT throws_ok($$CREATE TABLE app.notes (num_views int)$$, 'MG408', 'count column num_views of table app.notes does not end in _count',
    'another name is refused');
SELECT throws_ok($$CREATE TABLE app.notes (number_of_views bigint)$$, 'MG408', NULL,
    'number_of_*');
SELECT throws_ok($$CREATE TABLE app.notes (n_views smallint)$$, 'MG408', NULL,
    'n_*');
SELECT throws_ok($$CREATE TABLE app.notes (count_views int)$$, 'MG408', NULL,
    'count_*');
SELECT throws_ok($$CREATE TABLE app.notes (view_cnt int)$$, 'MG408', NULL,
    '*_cnt');
SELECT throws_ok($$ALTER TABLE app.files ADD COLUMN num_views int$$, 'MG408', 'count column num_views of table app.files does not end in _count',
    'a new column');
SELECT throws_ok($$ALTER TABLE app.files RENAME COLUMN download_count TO num_downloads$$, 'MG408', NULL,
    'a rename');
SELECT throws_ok($$ALTER TABLE app.files ALTER COLUMN num_plate TYPE int USING 1$$, 'MG408', NULL,
    'a type');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.notes (num_views int);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok($$ALTER TABLE app.notes RENAME COLUMN num_views TO view_count$$, 'the fix passes');
SELECT mana_guard.set_rule('MG408', 'error', params => '{"suffix": ["_total"], "columns": ["*_qty"]}');
SELECT lives_ok($$ALTER TABLE app.notes ADD COLUMN num_edits int$$, 'a house has forms of its own');
SELECT throws_ok($$ALTER TABLE app.notes ADD COLUMN edit_qty int$$, 'MG408', 'count column edit_qty of table app.notes does not end in _total',
    'which it asks for');

SELECT * FROM finish();
ROLLBACK;
