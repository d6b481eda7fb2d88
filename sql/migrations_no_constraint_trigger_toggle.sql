\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- What stood before the transaction and holds rows, and what doesn't.
SET client_min_messages = error;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (name) VALUES ('a'), ('b');
CREATE TABLE app.bare (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.parts (id uuid NOT NULL DEFAULT gen_random_uuid(), name text, size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE TABLE app.parts_all PARTITION OF app.parts DEFAULT;
INSERT INTO app.parts (name) VALUES ('a');
CREATE TEMPORARY TABLE scratch (id uuid, name varchar(50), size int);
INSERT INTO scratch (name) VALUES ('a');
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.updated_at := now(); RETURN NEW; END';
CREATE TRIGGER touch BEFORE UPDATE ON app.files FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER "Touch" BEFORE UPDATE ON app.files FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER touch BEFORE UPDATE ON app.bare FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER touch BEFORE UPDATE ON app.parts FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER touch BEFORE UPDATE ON scratch FOR EACH ROW EXECUTE FUNCTION app.touch();
BEGIN;
SELECT plan(13);
SELECT mana_guard.set_rule('MG621', 'error');

SELECT throws_ok('ALTER TABLE app.files DISABLE TRIGGER touch', 'MG621',
    'trigger touch of table app.files is disabled for all sessions', 'one trigger');
SELECT throws_ok('ALTER TABLE app.files ENABLE REPLICA TRIGGER touch', 'MG621', NULL, 'which is what ENABLE REPLICA does for an ordinary session');
SELECT throws_ok('ALTER TABLE app.files DISABLE TRIGGER "Touch"', 'MG621',
    'trigger "Touch" of table app.files is disabled for all sessions', 'a name in quotes');
SELECT throws_ok('ALTER TABLE app.files DISABLE TRIGGER USER', 'MG621',
    'triggers of table app.files are disabled for all sessions', 'all of the users''');
SELECT throws_ok('ALTER TABLE app.files DISABLE TRIGGER ALL', 'MG621',
    'triggers of table app.files are disabled for all sessions', 'all of them');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN note text, DISABLE TRIGGER touch', 'MG621',
    'trigger touch of table app.files is disabled for all sessions', 'as one of several steps');
SELECT throws_ok('ALTER TABLE app.parts DISABLE TRIGGER touch', 'MG621',
    'trigger touch of table app.parts is disabled for all sessions', 'of a partitioned table');
SELECT lives_ok('ALTER TABLE app.files ENABLE TRIGGER touch', 'to enable one');
SELECT lives_ok('ALTER TABLE app.files ENABLE ALWAYS TRIGGER touch', 'or another way');
SELECT lives_ok('ALTER TABLE app.bare DISABLE TRIGGER touch', 'an empty table');
SELECT lives_ok('ALTER TABLE scratch DISABLE TRIGGER touch', 'a temporary table');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made (name) VALUES ('a');
SELECT lives_ok('ALTER TABLE app.made DISABLE TRIGGER ALL', 'a table that this transaction made');
SELECT lives_ok('SET LOCAL session_replication_role = replica', 'for one session alone it can be said');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
