\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(16);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG303', 'error');
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.updated_at := now(); RETURN NEW; END';

CREATE TABLE app.a (id int, updated_at timestamptz NOT NULL DEFAULT now());
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG303', 'column updated_at of table app.a is not maintained by a BEFORE UPDATE trigger',
    'a column that nobody keeps is refused at COMMIT');
CREATE TRIGGER a_touch BEFORE INSERT OR UPDATE ON app.a FOR EACH ROW EXECUTE FUNCTION app.touch();
SELECT lives_ok('SELECT mana_guard.check_now()', 'with a trigger it passes');
ALTER TABLE app.a DISABLE TRIGGER a_touch;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG303', NULL, 'one that is disabled keeps nothing');
ALTER TABLE app.a ENABLE REPLICA TRIGGER a_touch;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG303', NULL, 'nor does one of replicas');
ALTER TABLE app.a ENABLE ALWAYS TRIGGER a_touch;
SELECT lives_ok('SELECT mana_guard.check_now()', 'one that always fires does');
DROP TRIGGER a_touch ON app.a;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG303', NULL, 'DROP TRIGGER is refused');
CREATE TRIGGER a_after AFTER UPDATE ON app.a FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER a_insert BEFORE INSERT ON app.a FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TRIGGER a_statement BEFORE UPDATE ON app.a EXECUTE FUNCTION app.touch();
CREATE TRIGGER a_same BEFORE UPDATE ON app.a FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG303', NULL, 'triggers that can''t set it keep nothing');
SELECT is((SELECT fix FROM mana_guard.findings('app.a')),
    'CREATE OR REPLACE FUNCTION app.keep_updated_at() RETURNS trigger LANGUAGE plpgsql AS '
    || '$$BEGIN NEW.updated_at := now(); RETURN NEW; END$$; '
    || 'CREATE TRIGGER keep_updated_at BEFORE UPDATE ON app.a FOR EACH ROW EXECUTE FUNCTION app.keep_updated_at();', 'the fix');
DO $$BEGIN EXECUTE (SELECT fix FROM mana_guard.findings('app.a')); END$$;
SELECT lives_ok('SELECT mana_guard.check_now()', 'passes');
INSERT INTO app.a VALUES (1, '2026-01-01');
UPDATE app.a SET id = 2;
SELECT is((SELECT updated_at FROM app.a), now(), 'and keeps it');

CREATE TABLE app.parted (id int, updated_at timestamptz) PARTITION BY RANGE (id);
CREATE TABLE app.part PARTITION OF app.parted FOR VALUES FROM (0) TO (10);
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG303', 'column updated_at of table app.parted is not maintained by a BEFORE UPDATE trigger',
    'a partitioned table is judged, not its partition');
DO $$BEGIN EXECUTE (SELECT fix FROM mana_guard.findings('app.parted')); END$$;
SELECT lives_ok('SELECT mana_guard.check_now()', 'its fix passes too, with the function that is there');
CREATE TABLE app.child () INHERITS (app.a);
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG303', 'column updated_at of table app.child is not maintained by a BEFORE UPDATE trigger',
    'a child inherits no trigger');
DROP TABLE app.child;
CREATE TABLE app.b (id int, created_at timestamptz);
SELECT lives_ok('SELECT mana_guard.check_now()', 'a table without the column passes');

SELECT mana_guard.set_rule('MG303', 'error', params => '{"column": "changed_at"}');
CREATE TABLE app.c (updated_at timestamptz);
SELECT lives_ok('SELECT mana_guard.check_now()', 'the column is a parameter');
CREATE TABLE app.d (changed_at timestamptz);
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG303', 'column changed_at of table app.d is not maintained by a BEFORE UPDATE trigger', 'of its own');

SELECT * FROM finish();
ROLLBACK;
