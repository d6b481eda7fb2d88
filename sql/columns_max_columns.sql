\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(11);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG311', 'error');
-- CREATE TABLE of so many columns.
CREATE FUNCTION app.wide(name text, columns int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE app.%I (%s)', name, (SELECT string_agg(format('c%s int', i), ', ') FROM generate_series(1, columns) AS i));
END
$$;

SELECT lives_ok($$SELECT app.wide('a', 60)$$, '60 columns pass');
SELECT throws_ok($$SELECT app.wide('b', 61)$$, 'MG311', 'table app.b has 61 columns, more than 60', '61 don''t');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN one_more int', 'MG311', 'table app.a has 61 columns, more than 60', 'ADD COLUMN');
SELECT lives_ok('ALTER TABLE app.a DROP COLUMN c1; ALTER TABLE app.a ADD COLUMN one_more int', 'a column that was dropped is none');

SET LOCAL mana_guard.enabled = off;
SELECT app.wide('legacy', 65);
SET LOCAL mana_guard.enabled = on;
SET LOCAL client_min_messages = error;
SELECT lives_ok('ALTER TABLE app.legacy ALTER COLUMN c1 SET NOT NULL', 'a table that is too wide can be altered');
SELECT lives_ok('ALTER TABLE app.legacy DROP COLUMN c1', 'and made narrower');
RESET client_min_messages;
SELECT throws_ok('ALTER TABLE app.legacy ADD COLUMN one_more int', 'MG311', 'table app.legacy has 65 columns, more than 60', 'not wider');
SELECT results_eq($$SELECT column_name, message, fix FROM mana_guard.findings('app.legacy')$$,
    $$VALUES (NULL, 'table app.legacy has 64 columns, more than 60', NULL)$$, 'it has no fix');
SET LOCAL client_min_messages = error;
SELECT lives_ok('CREATE TABLE app.child () INHERITS (app.legacy)', 'a child that adds nothing passes');
RESET client_min_messages;

SELECT mana_guard.set_rule('MG311', 'error', params => '{"max": 2}');
SELECT lives_ok('CREATE TABLE app.c (a int, b int)', 'two pass where two are the most');
SELECT throws_ok('CREATE TABLE app.d (a int, b int, c int)', 'MG311', 'table app.d has 3 columns, more than 2', 'three don''t');

SELECT * FROM finish();
ROLLBACK;
