\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(23);

CREATE SCHEMA app;
CREATE SCHEMA svc;
SELECT mana_guard.set_rule('names', 'off');
CREATE TABLE app.a (id int, usr uuid, "User" uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());

SELECT throws_ok('ALTER TABLE app.a ADD COLUMN user_id uuid', 'MG201', NULL, 'ADD COLUMN');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN note text, ADD COLUMN user_id uuid', 'MG201', NULL, 'ADD COLUMN among others');
SELECT throws_ok('ALTER TABLE app.a RENAME COLUMN usr TO user_id', 'MG201', NULL, 'RENAME COLUMN');
SELECT throws_ok('ALTER TABLE app.a DROP COLUMN updated_at', 'MG301', NULL, 'DROP COLUMN');
SELECT throws_ok('ALTER TABLE app.a SET SCHEMA public', 'MG101', NULL, 'SET SCHEMA');
SELECT lives_ok('ALTER TABLE app.a RENAME TO b', 'RENAME TABLE');
SELECT mana_guard.set_rule('MG201', 'error', object_pattern => 'c', params => '{"columns": ["usr"]}');
SELECT throws_ok('ALTER TABLE app.b RENAME TO c', 'MG201', NULL, 'RENAME TABLE to where a rule holds');
SELECT lives_ok('ALTER TABLE IF EXISTS app.nothing ADD COLUMN user_id uuid', 'IF EXISTS of nothing');
SELECT throws_ok('ALTER TABLE app.b ALTER COLUMN id TYPE uuid USING NULL, ADD COLUMN user_id uuid', 'MG201', NULL, 'with a rewrite');

SELECT mana_guard.set_rule('MG302', 'error');
SELECT throws_ok('ALTER TABLE app.b ALTER COLUMN created_at SET DEFAULT NULL', 'MG302', NULL, 'SET DEFAULT');

-- A schema that becomes the shared one takes its tables along.
CREATE TABLE svc.lines (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE VIEW svc.seen AS SELECT 1 AS one;
SELECT mana_guard.set_rule('MG101', 'error', params => '{"schemas": ["common"]}');
SELECT throws_ok('ALTER SCHEMA svc RENAME TO common', 'MG106', NULL, 'ALTER SCHEMA … RENAME is refused for itself');
SELECT mana_guard.set_rule('MG106', 'off');
SELECT throws_ok('ALTER SCHEMA svc RENAME TO common', 'MG101', 'table common.lines is in the shared schema "common"', 'and for where it puts its tables');
SELECT lives_ok('ALTER SCHEMA svc RENAME TO svc2', 'and to another name');

-- What inherits is judged with its parent.
SELECT mana_guard.set_rule('MG511', 'off');
SELECT mana_guard.set_rule('MG302', 'warn');
CREATE TABLE app.papers (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.articles () INHERITS (app.papers);
CREATE TABLE app.notes (extra int, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SELECT throws_ok('ALTER TABLE app.papers ADD COLUMN user_id uuid', 'MG201',
    'column user_id of table app.papers is uuid; user ids are text (and 1 more finding)', 'the children of an altered parent');
SELECT mana_guard.set_rule('MG201', 'off', object_pattern => 'papers');
SELECT throws_ok('ALTER TABLE app.papers ADD COLUMN user_id uuid', 'MG201',
    'column user_id of table app.articles is uuid; user ids are text', 'even where the parent is waived');
SELECT mana_guard.set_rule('MG302', 'error', object_pattern => 'articles');
SELECT throws_ok('ALTER TABLE app.papers ALTER COLUMN created_at DROP DEFAULT', 'MG302',
    'column created_at of table app.articles has no DEFAULT now() (and 1 more finding)', 'a default that a child loses with its parent');
SELECT throws_ok($$ALTER TABLE app.papers ALTER COLUMN created_at SET DEFAULT '2000-01-01'$$, 'MG302',
    'column created_at of table app.articles has a default other than now() (and 1 more finding)', 'or gets with it');

-- What the object access hook isn't told of: the statement's own target.
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER TABLE app.legacy REPLICA IDENTITY FULL', 'REPLICA IDENTITY isn''t held to what stood before');
SELECT mana_guard.set_rule('MG201', 'error', object_pattern => 'legacy', existing => 'enforce');
SELECT throws_ok('ALTER TABLE app.legacy REPLICA IDENTITY DEFAULT', 'MG201', NULL, 'unless the policy says so');
SELECT lives_ok('ALTER TABLE app.legacy ENABLE ROW LEVEL SECURITY', 'but ENABLE ROW LEVEL SECURITY touches no column');
SELECT lives_ok('ALTER TABLE app.legacy FORCE ROW LEVEL SECURITY', 'nor does FORCE ROW LEVEL SECURITY');
SELECT throws_ok('ALTER TABLE app.legacy SET (fillfactor = 90)', 'MG201', NULL, 'SET (…)');
SELECT throws_ok('ALTER TABLE app.legacy CLUSTER ON legacy_pkey', '42704', NULL, 'PostgreSQL''s own errors come through');

SELECT * FROM finish();
ROLLBACK;
