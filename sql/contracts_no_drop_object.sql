\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE SCHEMA other;
CREATE TABLE app.files (id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, old_id serial, name text);
CREATE VIEW app.names AS SELECT name FROM app.files;
CREATE MATERIALIZED VIEW app.counts AS SELECT count(*) FROM app.files;
CREATE VIEW app.nothing AS SELECT 1 AS one;
CREATE SEQUENCE app.numbers;
CREATE FUNCTION app.f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION app.f(a text) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE app.p() LANGUAGE sql AS 'SELECT 1';
CREATE TYPE app.mood AS ENUM ('a');
CREATE TYPE app.pair AS (a integer);
CREATE TYPE app.span AS RANGE (SUBTYPE = integer);
CREATE DOMAIN app.short AS text;
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER touch BEFORE UPDATE ON app.files FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE RULE nothing AS ON DELETE TO app.files WHERE false DO INSTEAD NOTHING;
CREATE POLICY mine ON app.files USING (name = CURRENT_USER);
CREATE TABLE app.moods (m app.mood, s app.short);
CREATE EXTENSION pg_trgm SCHEMA app;
RESET mana_guard.enabled;
SET client_min_messages = warning;
BEGIN;
SELECT plan(80);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('no_drop_object', 'error');

-- now(SQL): what it is told of when the transaction would end after it; nothing of it stays.
CREATE FUNCTION pg_temp.now(sql text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE sql;
    PERFORM mana_guard.check_now();
    RAISE EXCEPTION 'nothing';
EXCEPTION WHEN OTHERS THEN
    RETURN CASE WHEN SQLERRM = 'nothing' THEN 'nothing' ELSE SQLSTATE || ': ' || SQLERRM END;
END $$;

SELECT is(pg_temp.now('DROP VIEW app.nothing'), 'MG718: view app.nothing is dropped; every client that uses it will fail', 'a view');
SELECT is(pg_temp.now('DROP MATERIALIZED VIEW app.counts'), 'MG718: materialized view app.counts is dropped; every client that uses it will fail', 'a materialized view');
SELECT is(pg_temp.now('DROP SEQUENCE app.numbers'), 'MG718: sequence app.numbers is dropped; every client that uses it will fail', 'a sequence');
SELECT is(pg_temp.now('DROP SEQUENCE app.files_old_id_seq CASCADE'), 'MG718: sequence app.files_old_id_seq is dropped; every client that uses it will fail', 'a column''s');
SELECT is(pg_temp.now('DROP FUNCTION app.f(integer)'), 'MG718: function app.f(integer) is dropped; every client that uses it will fail', 'a function');
SELECT is(pg_temp.now('DROP PROCEDURE app.p'), 'MG718: procedure app.p() is dropped; every client that uses it will fail', 'a procedure');
SELECT is(pg_temp.now('DROP ROUTINE app.p'), 'MG718: procedure app.p() is dropped; every client that uses it will fail', 'in other words');
SELECT is(pg_temp.now('DROP TYPE app.pair'), 'MG718: type app.pair is dropped; every client that uses it will fail', 'a type of attributes');
SELECT is(pg_temp.now('DROP TYPE app.span'), 'MG718: type app.span is dropped; every client that uses it will fail', 'a range');
SELECT is(pg_temp.now('DROP EXTENSION pg_trgm'), 'MG718: extension pg_trgm is dropped; every client that uses it will fail', 'an extension, and of its members nothing');
SELECT is(pg_temp.now('DROP TRIGGER touch ON app.files'), 'MG718: trigger touch of table app.files is dropped', 'a trigger');
SELECT is(pg_temp.now('DROP RULE nothing ON app.files'), 'MG718: rule nothing of table app.files is dropped', 'a rule');
SELECT is(pg_temp.now('DROP POLICY mine ON app.files'), 'MG718: policy mine of table app.files is dropped', 'a policy');
SELECT is(pg_temp.now('DROP VIEW IF EXISTS app.nothing, app.missing'), 'MG718: view app.nothing is dropped; every client that uses it will fail', 'one of several');
SELECT is(pg_temp.now($$DO 'BEGIN DROP VIEW app.nothing; END'$$), 'MG718: view app.nothing is dropped; every client that uses it will fail', 'within code');
SELECT is(pg_temp.now('DROP VIEW app.missing'), '42P01: view "missing" does not exist', 'one that isn''t there is PostgreSQL''s to refuse');

-- What goes along.
SELECT is(pg_temp.now('DROP TABLE app.files CASCADE'), 'MG718: materialized view app.counts is dropped along with table app.files; every client that uses it will fail (and 1 more finding)',
    'what CASCADE takes, and of the table''s own sequences nothing');
SELECT is(pg_temp.now('DROP VIEW app.names, app.nothing CASCADE'), 'MG718: view app.names is dropped; every client that uses it will fail (and 1 more finding)', 'what it names it names');
SELECT is(pg_temp.now('DROP TYPE app.mood CASCADE'), 'MG718: type app.mood is dropped; every client that uses it will fail', 'though something else goes along');
SELECT is(pg_temp.now('ALTER TABLE app.files DROP COLUMN name CASCADE'), 'MG718: view app.names is dropped along with column name; every client that uses it will fail',
    'with a column');
SELECT is(pg_temp.now('DROP TABLE app.moods'), 'nothing', 'a table isn''t its business');
SELECT is(pg_temp.now('DROP SCHEMA other'), 'nothing', 'nor an empty schema');
SELECT is(pg_temp.now('ALTER TABLE app.files DROP COLUMN old_id'), 'nothing', 'nor the sequence of a column that is dropped');
SELECT is(pg_temp.now('ALTER TABLE app.files ALTER id DROP IDENTITY'), 'nothing', 'nor that of an identity');
SELECT is(pg_temp.now('ALTER TABLE app.moods ALTER m TYPE text'), 'nothing', 'nor what is left alone');
SELECT is(pg_temp.now('ALTER TABLE app.files DISABLE TRIGGER touch'), 'nothing', 'a trigger that is disabled is MG621''s');
SELECT matches(pg_temp.now('DROP SCHEMA app CASCADE'), '^MG718: extension pg_trgm is dropped along with schema app', 'a schema''s');

-- Another name.
SELECT is(pg_temp.now('ALTER VIEW app.nothing RENAME TO something'), 'MG718: view app.nothing is renamed to app.something; every client that uses the old name will fail', 'a view');
SELECT is(pg_temp.now('ALTER TABLE app.nothing RENAME TO something'), 'MG718: view app.nothing is renamed to app.something; every client that uses the old name will fail', 'in other words');
SELECT is(pg_temp.now('ALTER MATERIALIZED VIEW app.counts SET SCHEMA other'), 'MG718: materialized view app.counts is renamed to other.counts; every client that uses the old name will fail', 'a move');
SELECT is(pg_temp.now('ALTER SEQUENCE app.numbers RENAME TO digits'), 'MG718: sequence app.numbers is renamed to app.digits; every client that uses the old name will fail', 'a sequence');
SELECT is(pg_temp.now('ALTER FUNCTION app.f(text) RENAME TO g'), 'MG718: function app.f(text) is renamed to app.g; every client that uses the old name will fail', 'a function');
SELECT is(pg_temp.now('ALTER FUNCTION app.f(text) SET SCHEMA other'), 'MG718: function app.f(text) is renamed to other.f; every client that uses the old name will fail', 'moved');
SELECT is(pg_temp.now('ALTER PROCEDURE app.p RENAME TO q'), 'MG718: procedure app.p() is renamed to app.q; every client that uses the old name will fail', 'a procedure');
SELECT is(pg_temp.now('ALTER TYPE app.mood RENAME TO moods_of'), 'MG718: type app.mood is renamed to app.moods_of; every client that uses the old name will fail', 'a type');
SELECT is(pg_temp.now('ALTER DOMAIN app.short SET SCHEMA other'), 'MG718: domain app.short is renamed to other.short; every client that uses the old name will fail', 'a domain');
SELECT is(pg_temp.now('ALTER VIEW app.nothing SET SCHEMA app'), 'nothing', 'a move to where it is');
SELECT is(pg_temp.now('ALTER TABLE app.moods RENAME TO tempers'), 'nothing', 'a table isn''t its business');
SELECT is(pg_temp.now('ALTER TABLE app.files RENAME COLUMN name TO title'), 'nothing', 'nor a column');
SELECT is(pg_temp.now('ALTER VIEW app.nothing RENAME COLUMN one TO two'), 'MG718: column one of view app.nothing is renamed to two; every client that uses the old name will fail', 'but a view''s is');
SELECT is(pg_temp.now('ALTER TABLE app.nothing RENAME COLUMN one TO two'), 'MG718: column one of view app.nothing is renamed to two; every client that uses the old name will fail', 'in other words');
SELECT is(pg_temp.now('ALTER VIEW app.nothing RENAME COLUMN one TO two; ALTER VIEW app.nothing RENAME COLUMN two TO one'), 'nothing', 'there and back');
SELECT is(pg_temp.now('ALTER TYPE app.pair DROP ATTRIBUTE a'), 'MG718: attribute a of type app.pair is dropped', 'a type''s attribute');
SELECT is(pg_temp.now('ALTER TYPE app.pair RENAME ATTRIBUTE a TO b'), 'MG718: attribute a of type app.pair is renamed to b; every client that uses the old name will fail', 'or its name');
SELECT is(pg_temp.now('ALTER TYPE app.pair DROP ATTRIBUTE IF EXISTS q'), 'nothing', 'one that isn''t there');
SELECT is(pg_temp.now('ALTER TYPE app.pair ADD ATTRIBUTE q text; ALTER TYPE app.pair DROP ATTRIBUTE q'), 'nothing', 'or is new');
SELECT is(pg_temp.now('ALTER TYPE app.pair DROP ATTRIBUTE a; DROP TYPE app.pair'), 'MG718: type app.pair is dropped; every client that uses it will fail', 'of a type that goes, the type');
SELECT is(pg_temp.now('REFRESH MATERIALIZED VIEW app.counts WITH NO DATA'), 'MG718: materialized view app.counts is emptied; every client that reads it will fail', 'a view is emptied');
SELECT is(pg_temp.now('REFRESH MATERIALIZED VIEW app.counts WITH NO DATA; REFRESH MATERIALIZED VIEW app.counts'), 'nothing', 'and filled again');
SELECT is(pg_temp.now('REFRESH MATERIALIZED VIEW app.counts'), 'nothing', 'a refresh leaves its rows');
SELECT is(pg_temp.now('ALTER TRIGGER touch ON app.files RENAME TO touches'), 'nothing', 'nor a trigger''s name');

-- What is made again in the same transaction.
SELECT is(pg_temp.now('DROP VIEW app.nothing; CREATE VIEW app.nothing AS SELECT 2 AS two'), 'nothing', 'a view is made again');
SELECT is(pg_temp.now('DROP VIEW app.nothing; CREATE TABLE app.nothing (one integer)'), 'nothing', 'as a table');
SELECT is(pg_temp.now('DROP VIEW app.nothing; CREATE SEQUENCE app.nothing'), 'MG718: view app.nothing is dropped; every client that uses it will fail', 'but not as a sequence');
SELECT is(pg_temp.now('DROP SEQUENCE app.numbers; CREATE SEQUENCE app.numbers'), 'nothing', 'a sequence');
SELECT is(pg_temp.now($$DROP FUNCTION app.f(integer); CREATE FUNCTION app.f(b integer) RETURNS text LANGUAGE sql AS 'SELECT NULL'$$), 'nothing', 'a function');
SELECT is(pg_temp.now($$DROP FUNCTION app.f(integer); CREATE FUNCTION app.f(b bigint) RETURNS text LANGUAGE sql AS 'SELECT NULL'$$),
    'MG718: function app.f(integer) is dropped; every client that uses it will fail', 'but not with other arguments');
SELECT is(pg_temp.now($$DROP FUNCTION app.f(integer); CREATE FUNCTION other.f(b integer) RETURNS text LANGUAGE sql AS 'SELECT NULL'$$),
    'MG718: function app.f(integer) is dropped; every client that uses it will fail', 'nor elsewhere');
SELECT is(pg_temp.now('DROP TYPE app.span; CREATE TYPE app.span AS (a integer)'), 'nothing', 'a type');
SELECT is(pg_temp.now('DROP EXTENSION pg_trgm; CREATE EXTENSION pg_trgm SCHEMA other'), 'nothing', 'an extension');
SELECT is(pg_temp.now('DROP TRIGGER touch ON app.files; CREATE TRIGGER touch AFTER UPDATE ON app.files FOR EACH ROW EXECUTE FUNCTION app.touch()'), 'nothing', 'a trigger');
SELECT is(pg_temp.now('DROP RULE nothing ON app.files; CREATE RULE nothing AS ON UPDATE TO app.files WHERE false DO INSTEAD NOTHING'), 'nothing', 'a rule');
SELECT is(pg_temp.now('DROP POLICY mine ON app.files; CREATE POLICY mine ON app.files USING (true)'), 'nothing', 'a policy');
SELECT is(pg_temp.now('DROP POLICY mine ON app.files; CREATE POLICY yours ON app.files USING (true)'), 'MG718: policy mine of table app.files is dropped', 'under another name it isn''t');
SELECT is(pg_temp.now('ALTER VIEW app.nothing RENAME TO old; CREATE VIEW app.nothing AS SELECT * FROM app.old'), 'nothing', 'what has the old name answers to it');
SELECT is(pg_temp.now('ALTER TYPE app.mood RENAME TO old; CREATE TYPE app.mood AS ENUM (''b'')'), 'nothing', 'a type too');
SELECT is(pg_temp.now('ALTER VIEW app.nothing RENAME TO something; DROP VIEW app.something'), 'MG718: view app.nothing is renamed to app.something; every client that uses the old name will fail',
    'a detour is seen');
SELECT is(pg_temp.now('ALTER VIEW app.nothing RENAME TO something; ALTER VIEW app.something RENAME TO nothing'), 'nothing', 'there and back');
SELECT is(pg_temp.now('ALTER VIEW app.nothing RENAME TO old; CREATE VIEW app.nothing AS SELECT 1 AS one; DROP VIEW app.old'), 'nothing', 'nobody knows the new name');

-- What the transaction has made.
SELECT is(pg_temp.now('CREATE VIEW app.new AS SELECT 1 AS one; DROP VIEW app.new'), 'nothing', 'a view');
SELECT is(pg_temp.now('CREATE VIEW app.new AS SELECT 1 AS one; ALTER VIEW app.new RENAME TO newer'), 'nothing', 'a new name');
SELECT is(pg_temp.now($$CREATE FUNCTION app.new() RETURNS integer LANGUAGE sql AS 'SELECT 1'; DROP FUNCTION app.new()$$), 'nothing', 'a function');
SELECT is(pg_temp.now('CREATE TEMPORARY VIEW passing AS SELECT 1 AS one; DROP VIEW passing'), 'nothing', 'what is temporary');
SELECT is(pg_temp.now('CREATE TRIGGER new BEFORE UPDATE ON app.files FOR EACH ROW EXECUTE FUNCTION app.touch(); DROP TRIGGER new ON app.files'), 'nothing', 'a trigger');

-- When, and where.
SAVEPOINT dropped;
SELECT lives_ok('DROP VIEW app.nothing', 'it waits for COMMIT');
ROLLBACK TO SAVEPOINT dropped;
SELECT lives_ok('SELECT mana_guard.check_now()', 'and what is rolled back is none');
SELECT mana_guard.set_rule('no_drop_object', 'error', timing => 'start');
SELECT throws_ok('DROP VIEW app.nothing; CREATE VIEW app.nothing AS SELECT 2 AS two', 'MG718', NULL, 'by the policy it may be told at once');
SELECT throws_ok('ALTER VIEW app.nothing RENAME TO something', 'MG718', NULL, 'of a name too');
SELECT mana_guard.set_rule('no_drop_object', 'error');
SELECT FROM mana_guard.exempt('app.nothing', 'no_drop_object', 'nobody reads it');
SELECT is(pg_temp.now('DROP VIEW app.nothing'), 'nothing', 'an exemption names the object');
SELECT mana_guard.set_rule('no_drop_object', 'off', 'other');
SELECT is(pg_temp.now('SET LOCAL mana_guard.enabled = off; CREATE VIEW other.v AS SELECT 1 AS one; RESET mana_guard.enabled; DROP VIEW other.v'), 'nothing', 'and a row a schema');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP EXTENSION IF EXISTS pg_trgm;
DROP SCHEMA app CASCADE;
DROP SCHEMA other CASCADE;
