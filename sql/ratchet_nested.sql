\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(21);

CREATE SCHEMA app;
SELECT mana_guard.set_rule('columns', 'off');
SELECT mana_guard.set_rule('names', 'off');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (id int, user_id uuid, clean text);
SET LOCAL mana_guard.enabled = on;
SET LOCAL client_min_messages = warning;

-- The state before is that before the statement, wherever it stands.
CREATE FUNCTION app.alter_it(what text) RETURNS text LANGUAGE plpgsql AS $$BEGIN EXECUTE 'ALTER TABLE app.legacy ' || what; RETURN 'done'; END$$;
CREATE FUNCTION app.outer_one(what text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN app.alter_it(what);
EXCEPTION WHEN SQLSTATE 'MG201' THEN RETURN 'refused';
END$$;
SELECT is(app.alter_it('ADD COLUMN one text'), 'done', 'a function');
SELECT throws_ok('SELECT app.alter_it(''ADD COLUMN uid text, ALTER COLUMN user_id TYPE int USING NULL'')', 'MG201', NULL, 'what it brings');
SELECT is(app.outer_one('ADD COLUMN two text'), 'done', 'within another one, in a subtransaction');
SELECT is(app.outer_one('ALTER COLUMN user_id TYPE int USING NULL'), 'refused', 'what that brings');
SELECT throws_ok($$CREATE TABLE app.copies AS SELECT app.alter_it('RENAME COLUMN id TO number') AS one, app.alter_it('ALTER COLUMN user_id TYPE int USING NULL') AS two$$, 'MG201', NULL, 'functions that a DDL command calls');
SELECT lives_ok($$CREATE TABLE app.copies AS SELECT app.alter_it('RENAME COLUMN id TO number')$$, 'and of what they find');
CREATE FUNCTION app.on_end() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
    IF tg_tag = 'CREATE VIEW' THEN ALTER TABLE app.legacy ADD COLUMN by_trigger text; END IF;
    IF tg_tag = 'CREATE SEQUENCE' THEN ALTER TABLE app.legacy ALTER COLUMN user_id TYPE int USING NULL; END IF;
END $$;
CREATE EVENT TRIGGER mana_guard_test ON ddl_command_end EXECUTE FUNCTION app.on_end();
SELECT lives_ok('CREATE VIEW app.v AS SELECT 1 AS one', 'an event trigger''s own ALTER');
SELECT throws_ok('CREATE SEQUENCE app.s', 'MG201', NULL, 'and what it brings');
DROP EVENT TRIGGER mana_guard_test;

-- Several in a transaction: each answers for itself.
SELECT throws_ok($$DO 'BEGIN ALTER TABLE app.legacy ALTER COLUMN clean TYPE varchar; ALTER TABLE app.legacy RENAME COLUMN user_id TO usr; ALTER TABLE app.legacy RENAME COLUMN usr TO user_id; END'$$,
    'MG201', NULL, 'what was right for a moment is brought back');
SELECT lives_ok('ALTER TABLE app.legacy ALTER COLUMN user_id TYPE text', 'what was mended');
SELECT throws_ok('ALTER TABLE app.legacy ALTER COLUMN user_id TYPE uuid USING NULL', 'MG201', NULL, 'is not unmade again');
SET LOCAL mana_guard.override_reason = 'a test';
ALTER TABLE app.legacy ALTER COLUMN user_id TYPE uuid USING NULL;
RESET mana_guard.override_reason;
SELECT lives_ok('ALTER TABLE app.legacy ADD COLUMN three text', 'what an earlier statement was let pass is not this one''s');
CREATE TABLE app.fresh (id int);
SET LOCAL mana_guard.enabled = off;
ALTER TABLE app.fresh ADD COLUMN user_id uuid;
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER TABLE app.fresh ADD COLUMN note text', 'nor of a table that this transaction made');

-- Savepoints.
SAVEPOINT one;
SELECT lives_ok('ALTER TABLE app.legacy ALTER COLUMN user_id TYPE text', 'mended in a savepoint');
ROLLBACK TO one;
SELECT lives_ok('ALTER TABLE app.legacy ADD COLUMN four text', 'that is rolled back: it stands as before');
SET LOCAL mana_guard.enabled = off;
SAVEPOINT two;
ALTER TABLE app.legacy ADD COLUMN "userId" uuid;
ROLLBACK TO two;
SET LOCAL mana_guard.enabled = on;
SELECT mana_guard.set_rule('MG201', 'error', params => '{"columns": ["user_id", "userId"]}');
SELECT throws_ok('ALTER TABLE app.legacy ADD COLUMN "userId" uuid', 'MG201', NULL, 'what stood in a savepoint that was rolled back stood nowhere');
SAVEPOINT three;
ALTER TABLE app.legacy ADD COLUMN five text;
RELEASE three;
SELECT throws_ok('ALTER TABLE app.legacy ADD COLUMN "userId" uuid', 'MG201', NULL, 'after one that was released');
SELECT lives_ok('ALTER TABLE app.legacy ADD COLUMN six text', 'and what stood stands');

-- The columns are known by themselves.
SELECT lives_ok('ALTER TABLE app.legacy RENAME COLUMN user_id TO "userId"', 'a wrong column under another name that is looked at');
SELECT throws_ok('ALTER TABLE app.legacy ADD COLUMN user_id uuid', 'MG201', NULL, 'and a new one under its old name');
SELECT lives_ok('ALTER TABLE app.legacy DROP COLUMN number', 'others come and go');

SELECT * FROM finish();
ROLLBACK;
