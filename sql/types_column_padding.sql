\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(10);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG221', 'error');

SELECT lives_ok('CREATE TABLE app.a (a bigint, b timestamptz, c int, d boolean, e uuid, f text)', 'an order without waste passes');
SELECT throws_ok('CREATE TABLE app.b (a boolean, b bigint, c boolean, d bigint, e boolean, "F" bigint)', 'MG221',
    'table app.b wastes 21 bytes per row because of its column order', 'flags between numbers');
SELECT lives_ok('CREATE TABLE app.c (a boolean, b bigint, c boolean, d bigint)', 'a little waste passes');
SELECT throws_ok('CREATE TABLE app.b AS SELECT true AS a, 1::bigint AS b, true AS c, 2::bigint AS d, true AS e, 3::bigint AS f', 'MG221', NULL, 'CREATE TABLE AS');
SELECT throws_ok('CREATE TABLE app.b (a boolean, b bigint, c boolean, d bigint, e boolean, f bigint) PARTITION BY RANGE (b)', 'MG221', NULL, 'a partitioned table');
SELECT lives_ok('ALTER TABLE app.c ADD COLUMN e boolean, ADD COLUMN f bigint', 'what stands can''t be moved');
CREATE TYPE app.row AS (a boolean, b bigint, c boolean, d bigint, e boolean, f bigint);
SELECT lives_ok('CREATE TABLE app.typed OF app.row', 'a typed table is as its type');
SELECT lives_ok('CREATE TABLE app.child (g boolean) INHERITS (app.c)', 'and a child as its parent');
SELECT mana_guard.set_rule('column_padding', 'error', params => '{"min_waste_bytes": 21}');
SELECT lives_ok('CREATE TABLE app.b (a boolean, b bigint, c boolean, d bigint, e boolean, f bigint)', 'so much may be wasted');
SELECT throws_ok('CREATE TABLE app.d (a boolean, b bigint, c boolean, d bigint, e boolean, f bigint, g boolean, h timestamptz)', 'MG221', NULL, 'and no more');

SELECT * FROM finish();
ROLLBACK;
