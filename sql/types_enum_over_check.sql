\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(17);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG213', 'error');

SELECT throws_ok($$CREATE TABLE app.files (status text CHECK (status IN ('new', 'done')))$$, 'MG213',
    'check files_status_check of table app.files restricts column status to a list of values, as an enum would', 'a list of texts is refused');
SELECT throws_ok($$CREATE TABLE app.files (status varchar(10) CHECK (status IN ('new', 'done')))$$, 'MG213', NULL, 'of varchar');
SELECT throws_ok($$CREATE TABLE app.files (status char(4) CHECK (status IN ('new', 'done')))$$, 'MG213', NULL, 'of char');
SELECT throws_ok($$CREATE TABLE app.files (status text, CONSTRAINT "Of status" CHECK (status = ANY (ARRAY['new', 'done'])))$$, 'MG213',
    'check "Of status" of table app.files restricts column status to a list of values, as an enum would', '= ANY of an array');
SELECT throws_ok($$CREATE TABLE app.files (status text CHECK (status = ANY ('{new,done}'::text[])))$$, 'MG213', NULL, 'also as one literal');
SELECT lives_ok($$CREATE TABLE app.files (id int, "Status" text, other text, a text CHECK (a NOT IN ('x', 'y')), b text CHECK (b LIKE ANY (ARRAY['x%', 'y%'])),
    c text CHECK (c > ANY (ARRAY['x', 'y'])), d text CHECK (d <> ''), e int CHECK (e IN (1, 2)), f text CHECK (f IN (a, b)),
    g text CHECK (lower(g) IN ('x', 'y')), h text[] CHECK (h <@ ARRAY['x', 'y']), i text CHECK (i = 'x'), j text CHECK (j = ANY (h)))$$,
    'other checks pass: of other operators, other types, other columns');
SELECT throws_ok($$ALTER TABLE app.files ADD CHECK ("Status" IN ('new', 'done')) NOT VALID$$, 'MG213',
    'check "files_Status_check" of table app.files restricts column "Status" to a list of values, as an enum would', 'ALTER TABLE … ADD CHECK');
SELECT throws_ok($$ALTER TABLE app.files ADD COLUMN more text CHECK (more IN ('new', 'done'))$$, 'MG213', NULL, 'ADD COLUMN … CHECK');
CREATE TYPE app.status AS ENUM ('new', 'done');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN status app.status', 'an enum passes');
SELECT lives_ok($$CREATE DOMAIN app.colour AS text CHECK (VALUE IN ('red', 'blue')); CREATE TABLE app.coloured (colour app.colour)$$, 'a domain''s check is the domain''s matter');
SELECT throws_ok($$CREATE TABLE app.more (colour app.colour CHECK (colour IN ('red', 'blue')))$$, 'MG213', NULL, 'a check on a column of a domain over text');
SELECT throws_ok($$CREATE TABLE app.clicks (kind text CHECK (kind IN ('a', 'b')), at timestamptz) PARTITION BY RANGE (at)$$, 'MG213', NULL, 'a partitioned table''s');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.parents (status text CHECK (status IN ('new', 'done')));
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('CREATE TABLE app.children () INHERITS (app.parents)', 'an inherited check is the parent''s matter');
SELECT lives_ok('ALTER TABLE app.parents ALTER COLUMN status SET STATISTICS 10', 'what stood before isn''t held against a command');
SELECT results_eq($$SELECT identity, object_type, value, fix FROM mana_guard.audit('app') WHERE code = 'MG213'$$,
    $$VALUES ('app.parents', 'constraint', 'status', NULL)$$, 'an audit finds it, without a fix');
SELECT FROM mana_guard.exempt('app.parents.parents_status_check', 'MG213', 'as the old clients know it');
SELECT is_empty($$SELECT * FROM mana_guard.audit('app') WHERE code = 'MG213' AND NOT exempt$$, 'a check is waived by its name');
SELECT lives_ok('CREATE TABLE app.copies (LIKE app.files INCLUDING ALL)', 'a copy of what is in order passes');

SELECT * FROM finish();
ROLLBACK;
