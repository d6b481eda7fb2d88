\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(26);
SET LOCAL client_min_messages = warning;
CREATE SCHEMA app;
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG414', 'error');
CREATE TABLE app.files (id int, name text);
CREATE VIEW app.names AS SELECT name FROM app.files;

-- What code runs is looked for in all that the client has sent.
SELECT throws_ok('CREATE TABLE app.a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be (id int)', 'MG414',
    'table app.a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_an is written as a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be, but PostgreSQL keeps only 63 bytes', 'a table');
SELECT throws_ok('CREATE TABLE app.parts ("a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be" int)', 'MG414',
    'column a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_an of table app.parts is written as a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be, but PostgreSQL keeps only 63 bytes', 'a column in quotes');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN A_VERY_LONG_NAME_THAT_GOES_ON_AND_ON_UNTIL_IT_IS_LONGER_THAN_ANY_NAME_MAY_BE int', 'MG414',
    'column a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_an of table app.files is written as a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be, but PostgreSQL keeps only 63 bytes', 'one in capitals');
SELECT throws_ok('ALTER TABLE app.files ADD CONSTRAINT a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be CHECK (id > 0)', 'MG414',
    'constraint a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_an of table app.files is written as a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be, but PostgreSQL keeps only 63 bytes', 'a constraint');
SELECT throws_ok('CREATE TABLE app.parts (id int CONSTRAINT a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be UNIQUE)', 'MG414',
    'constraint a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_an of table app.parts is written as a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be, but PostgreSQL keeps only 63 bytes', 'a column''s constraint');
SELECT throws_ok('CREATE INDEX a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be ON app.files (id)', 'MG414',
    'index a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_an of table app.files is written as a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be, but PostgreSQL keeps only 63 bytes', 'an index');
SELECT throws_ok('ALTER TABLE app.files RENAME COLUMN id TO a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be', 'MG414',
    'column a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_an of table app.files is written as a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be, but PostgreSQL keeps only 63 bytes', 'a new name');
SELECT throws_ok('ALTER TABLE app.files RENAME TO a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be', 'MG414', 'table app.files is written as a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be, but PostgreSQL keeps only 63 bytes', 'of a table too');
SELECT throws_ok('CREATE VIEW app.ids AS SELECT id AS a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be FROM app.files', 'MG414',
    'column a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_an of view app.ids is written as a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be, but PostgreSQL keeps only 63 bytes', 'a view''s column');
SELECT throws_ok('CREATE TABLE app.ids AS SELECT id AS a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be FROM app.files', 'MG414',
    'column a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_an of table app.ids is written as a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be, but PostgreSQL keeps only 63 bytes', 'a query''s column');
SELECT throws_ok($$CREATE TYPE app.a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be AS ENUM ('a')$$, 'MG414', NULL, 'a type');
SELECT throws_ok($$CREATE FUNCTION app.a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be() RETURNS int LANGUAGE sql AS 'SELECT 1'$$, 'MG414', NULL, 'a function');
SELECT throws_ok('CREATE SCHEMA a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be', 'MG414', NULL, 'a schema');
SELECT throws_ok('CREATE SCHEMA born CREATE TABLE a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be (id int)', 'MG414', 'table born.a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_an is written as a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be, but PostgreSQL keeps only 63 bytes', 'a table that is made with it');
SELECT throws_ok('CREATE SCHEMA born CREATE TABLE born.parts (id int) CREATE INDEX a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be ON parts (id)', 'MG414', 'index a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_an of table born.parts is written as a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be, but PostgreSQL keeps only 63 bytes', 'an index');
SELECT throws_ok('CREATE SCHEMA born CREATE VIEW ids AS SELECT 1 AS a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be', 'MG414', 'column a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_an of view born.ids is written as a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be, but PostgreSQL keeps only 63 bytes', 'a view''s column');
SELECT throws_ok('CREATE SCHEMA born CREATE SEQUENCE a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be', 'MG414', NULL, 'a sequence');
SELECT throws_ok($$DO 'BEGIN CREATE TABLE app.a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be (id int); END'$$, 'MG414', NULL, 'within code');
-- Whole characters are cut.
SELECT throws_ok('CREATE TABLE app.wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwé_and_more (id int)', 'MG414', 'table app.wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww is written as wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwé_and_more, but PostgreSQL keeps only 62 bytes', 'a character is cut as a whole');

-- What the client itself has sent.
SAVEPOINT before;
CREATE TABLE app.a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be (id int);
ROLLBACK TO before;
SELECT is(:'LAST_ERROR_MESSAGE'::text, 'table app.a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_an is written as a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be, but PostgreSQL keeps only 63 bytes', 'a statement that the client has sent');
SAVEPOINT before;
/* a comment's ' */ CREATE TABLE app.parts (id int DEFAULT length(E'it\'s "'), /* and /* in it */ " */ "a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be" int); -- "
ROLLBACK TO before;
SELECT is(:'LAST_ERROR_MESSAGE'::text, 'column a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_an of table app.parts is written as a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be, but PostgreSQL keeps only 63 bytes', 'with literals and comments');
SELECT lives_ok('CREATE TABLE app.' || 'a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_an' || ' (id int)', 'a name of 63 bytes is none too long');
DROP TABLE app.a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_an;
CREATE TABLE app.a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_an (id int DEFAULT length('a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be')); -- a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be
SELECT is(to_regclass('app.a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_an') IS NOT NULL, true, 'what a literal or a comment says is no name');
CREATE FUNCTION app.make() RETURNS void LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE app.ends_too_late_a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be (id int); END $$;
SELECT lives_ok('SELECT app.make()', 'where the text isn''t known there is nothing to say');
SELECT lives_ok('SELECT a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be FROM (SELECT 1 AS a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be) AS a', 'what is no DDL is none of its');
SELECT lives_ok('CREATE TEMPORARY TABLE a_very_long_name_that_goes_on_and_on_until_it_is_longer_than_any_name_may_be (id int)', 'as is a temporary table');

SELECT * FROM finish();
ROLLBACK;
