\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(19);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG514', 'error');
CREATE DOMAIN app.ref AS uuid;
CREATE DOMAIN app.number AS bigint;

SELECT lives_ok('CREATE TABLE app.a (id uuid PRIMARY KEY)', 'a uuid passes');
SELECT lives_ok('CREATE TABLE app.b (id text PRIMARY KEY)', 'a text passes');
SELECT lives_ok('CREATE TABLE app.c (id app.ref PRIMARY KEY)', 'so does a domain over it');
SELECT lives_ok('CREATE TABLE app.d (id bigint, part int, PRIMARY KEY (id, part))', 'a key of several columns passes');
SELECT lives_ok('CREATE TABLE app.e (id bigint UNIQUE NOT NULL)', 'a unique key is no primary key');
SELECT throws_ok('CREATE TABLE app.f (id bigint PRIMARY KEY)', 'MG514', 'primary key column id of table app.f is bigint, not uuid or text', 'a number');
SELECT throws_ok('CREATE TABLE app.f (id serial PRIMARY KEY)', 'MG514', 'primary key column id of table app.f is integer, not uuid or text', 'serial');
SELECT throws_ok('CREATE TABLE app.f (id app.number PRIMARY KEY)', 'MG514', 'primary key column id of table app.f is app.number, not uuid or text', 'a domain over a number');
SELECT throws_ok('CREATE TABLE app.f (id uuid[] PRIMARY KEY)', 'MG514', 'primary key column id of table app.f is uuid[], not uuid or text', 'an array');
SELECT throws_ok('ALTER TABLE app.e ADD PRIMARY KEY (id)', 'MG514', 'primary key column id of table app.e is bigint, not uuid or text', 'ADD PRIMARY KEY');
SELECT throws_ok('ALTER TABLE app.b ALTER COLUMN id TYPE varchar(30)', 'MG514', 'primary key column id of table app.b is character varying(30), not uuid or text', 'ALTER COLUMN TYPE');
SELECT throws_ok('CREATE TABLE app.f (id int PRIMARY KEY) PARTITION BY HASH (id)', 'MG514', 'primary key column id of table app.f is integer, not uuid or text', 'a partitioned table');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.numbers (id bigint PRIMARY KEY);
CREATE TABLE app.strings (id varchar(30) PRIMARY KEY);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('CREATE TABLE app.number_notes (number_id bigint PRIMARY KEY REFERENCES app.numbers)', 'a key that refers to another has its type');
SELECT lives_ok('ALTER TABLE app.numbers ADD COLUMN name text', 'what stood before may be altered');
SELECT results_eq('SELECT object_name, regexp_replace(fix, E''^--[^\n]*\n'', '''') FROM mana_guard.audit(''app'') ORDER BY 1',
    $$VALUES ('numbers', NULL), ('strings', 'ALTER TABLE app.strings ALTER COLUMN id TYPE text;')$$, 'a string can become a text');
SELECT lives_ok('ALTER TABLE app.strings ALTER COLUMN id TYPE text', 'the fix runs');
SELECT results_eq('SELECT object_name FROM mana_guard.audit(''app'')', ARRAY['numbers'], 'and helps');

SELECT mana_guard.set_rule('MG514', 'error', params => '{"types": ["int8"]}');
SELECT lives_ok('CREATE TABLE app.g (id bigint PRIMARY KEY)', 'the types are a parameter');
SELECT throws_ok('CREATE TABLE app.h (id uuid PRIMARY KEY)', 'MG514', 'primary key column id of table app.h is uuid, not int8', 'and no others pass');

SELECT * FROM finish();
ROLLBACK;
