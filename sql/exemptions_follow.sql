\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(31);

CREATE SCHEMA app;
CREATE SCHEMA svc;
CREATE ROLE mana_guard_mover;
GRANT USAGE, CREATE ON SCHEMA app, svc TO mana_guard_mover;
SELECT mana_guard.set_rule('columns', 'off');
SELECT mana_guard.set_rule('names', 'off');
SELECT mana_guard.set_rule('MG106', 'off');
INSERT INTO mana_guard.exemptions (rule, schema_pattern, object_pattern, column_pattern, reason) VALUES
    ('MG201', 'app', 'stays', NULL, 'stays'), ('MG201', 'app', 'moves', NULL, 'table'), ('MG201', 'app', 'moves', 'user_id', 'column'),
    ('MG201', 'app', 'mov*', NULL, 'pattern'), ('MG202', 'app', 'moves', NULL, 'another rule'), ('*', 'app', '*', 'gone', 'schema');
CREATE TABLE app.stays (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id uuid);
SET ROLE mana_guard_mover;
CREATE TABLE app.moves (user_id uuid);
CREATE TABLE app.other (user_id text);
RESET ROLE;
CREATE FUNCTION pg_temp.places() RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(concat_ws('.', reason || ': ' || schema_pattern, object_pattern, column_pattern), ', ' ORDER BY reason) FROM mana_guard.exemptions WHERE reason IN ('table', 'column', 'pattern', 'another rule')$$;
CREATE FUNCTION pg_temp.left_behind() RETURNS text[] LANGUAGE sql AS
    $$SELECT ARRAY(SELECT regexp_replace(one, '^exemption \d+: ', '') FROM mana_guard.status() AS s, unnest(s.exemptions_left_behind) AS one)$$;
SELECT mana_guard.set_rule('MG201', NULL, object_pattern => 'moves', exemptions_follow => true);
SELECT mana_guard.set_rule('MG201', NULL, object_pattern => 'moved', exemptions_follow => true);
SELECT is(pg_temp.left_behind(), '{}', 'none is left behind');

SET ROLE mana_guard_mover;
SELECT lives_ok('ALTER TABLE app.moves RENAME TO moved', 'whoever may rename a table needs no rights on the exemptions');
RESET ROLE;
SELECT is(pg_temp.places(), 'another rule: app.moves, column: app.moved.user_id, pattern: app.mov*, table: app.moved', 'those that name the table follow, where the policy says so');
SELECT is(pg_temp.left_behind(), '{app.moves}', 'the other is left behind, which status() tells');
SELECT is((SELECT changed_by FROM mana_guard.policy_history WHERE table_name = 'exemptions' AND action = 'update' LIMIT 1), 'mana_guard_mover', 'the history says who moved it');
SELECT mana_guard.set_rule('MG201', NULL, existing => 'enforce');
SELECT lives_ok('ALTER TABLE app.moved ADD COLUMN note text', 'the table is exempt under its new name');
SELECT lives_ok('ALTER TABLE app.moved SET SCHEMA svc', 'SET SCHEMA');
SELECT is(pg_temp.places(), 'another rule: app.moves, column: svc.moved.user_id, pattern: app.mov*, table: svc.moved', 'they follow there');
SELECT lives_ok('ALTER TABLE svc.moved RENAME COLUMN user_id TO usr', 'RENAME COLUMN');
SELECT is(pg_temp.places(), 'another rule: app.moves, column: svc.moved.usr, pattern: app.mov*, table: svc.moved', 'and the one for the column');
SELECT lives_ok('ALTER TABLE svc.moved RENAME COLUMN usr TO user_id', 'and back');
SELECT lives_ok('ALTER SCHEMA svc RENAME TO "Svc"', 'ALTER SCHEMA … RENAME');
SELECT is(pg_temp.places(), 'another rule: app.moves, column: Svc.moved.user_id, pattern: app.mov*, table: Svc.moved', 'and with the schema');
SELECT lives_ok($$DO 'BEGIN ALTER TABLE "Svc".moved RENAME TO "Moved"; END'$$, 'within code');
SELECT is(pg_temp.places(), 'another rule: app.moves, column: Svc.Moved.user_id, pattern: app.mov*, table: Svc.Moved', 'also to a name that needs quotes');
SELECT lives_ok('ALTER TABLE "Svc"."Moved" ADD COLUMN more text', 'and all the time it is exempt');
SELECT throws_ok('ALTER TABLE "Svc"."Moved" SET SCHEMA public', 'MG101', NULL, 'a move that is refused');
SELECT is(pg_temp.places(), 'another rule: app.moves, column: Svc.Moved.user_id, pattern: app.mov*, table: Svc.Moved', 'moves nothing');

-- Where the policy doesn't say so.
SELECT throws_ok('ALTER TABLE app.stays RENAME TO went', 'MG201', NULL, 'a table that leaves its exemption behind');
SELECT mana_guard.set_rule('MG201', NULL, existing => 'notice');
SELECT lives_ok('ALTER TABLE app.stays RENAME TO went', 'stood so before');
SELECT is(pg_temp.left_behind(), '{app.stays,app.moves}', 'and its exemption stays');

-- The place may be taken by one that was left behind.
SELECT mana_guard.set_rule('MG201', NULL, exemptions_follow => true);
INSERT INTO mana_guard.exemptions (rule, schema_pattern, object_pattern, reason) VALUES ('MG201', 'app', 'went', 'a test');
SELECT lives_ok('ALTER TABLE app.went RENAME TO stays', 'a rename to where one was left behind');
SELECT is((SELECT array_agg(object_pattern || ': ' || reason ORDER BY reason) FROM mana_guard.exemptions WHERE object_pattern IN ('went', 'stays')), '{"stays: a test"}', 'takes its place');

INSERT INTO mana_guard.exemptions (rule, schema_pattern, object_pattern, column_pattern, reason) VALUES
    ('MG201', 'app', 'stays', 'user_id', 'of the column'), ('MG201', 'app', 'stays', 'usr', 'left behind'), ('MG202', 'app', 'stays', 'usr', 'another rule''s');
SELECT lives_ok('ALTER TABLE app.stays RENAME COLUMN user_id TO usr', 'so of a column');
SELECT is((SELECT array_agg(column_pattern || ': ' || reason ORDER BY reason) FROM mana_guard.exemptions WHERE object_pattern = 'stays' AND column_pattern IS NOT NULL),
    '{"usr: another rule''s","usr: of the column"}', 'and nothing else');

-- Dropped objects, columns and schemas.
INSERT INTO mana_guard.exemptions (rule, schema_pattern, object_pattern, column_pattern, reason) VALUES
    ('MG202', 'app', 'other', 'gone', 'a test'), ('MG202', 'nowhere', '*', NULL, 'a test'), ('MG202', 'no*', '*', NULL, 'a test'), ('MG202', 'Svc', 'Gone', 'A', 'a test');
SELECT is(pg_temp.left_behind(), '{app.moves,app.other.gone,nowhere.*,"\"Svc\".\"Gone\".\"A\""}', 'status() tells of what isn''t there, patterns aside');
DROP TABLE app.other;
DROP SCHEMA "Svc" CASCADE;
SELECT is((SELECT count(*)::int FROM unnest(pg_temp.left_behind()) AS one WHERE one LIKE '"Svc"."Moved"%'), 2, 'of what was dropped');
SELECT is((SELECT count(*)::int FROM mana_guard.exemptions WHERE schema_pattern = 'Svc'), 3, 'whose exemptions stay until somebody deletes them');
SELECT is((SELECT count(*)::int FROM mana_guard.audit() WHERE severity = 'error' AND NOT exempt), 0, 'and harm nobody');

-- What may be named: each kind is there, and is missed when it is gone.
DELETE FROM mana_guard.exemptions;
CREATE SCHEMA kinds;
SET LOCAL mana_guard.enabled = off;
CREATE TABLE kinds.tables (a int, b int CONSTRAINT b_is_positive CHECK (b > 0));
ALTER TABLE kinds.tables DROP COLUMN a;
CREATE INDEX idx_tables_b ON kinds.tables (b);
CREATE TABLE kinds.others (b int);
CREATE INDEX idx_others_b ON kinds.others (b);
CREATE FUNCTION kinds.does_nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER trg BEFORE UPDATE ON kinds.tables FOR EACH ROW EXECUTE FUNCTION kinds.does_nothing();
CREATE POLICY pol ON kinds.tables;
CREATE TYPE kinds.enums AS ENUM ('x');
CREATE EXTENSION pg_trgm SCHEMA kinds;
SET LOCAL mana_guard.enabled = on;
INSERT INTO mana_guard.exemptions (rule, schema_pattern, object_pattern, column_pattern, reason)
SELECT '*', 'kinds', split_part(name, '.', 1), nullif(split_part(name, '.', 2), ''), 'a test'
FROM unnest('{tables,tables.b,tables.b_is_positive,tables.idx_tables_b,tables.trg,tables.pol,enums,does_nothing,pg_trgm}'::text[]) AS name;
SELECT is(pg_temp.left_behind(), '{}', 'relations, their columns and parts, types, routines and extensions are found');
INSERT INTO mana_guard.exemptions (rule, schema_pattern, object_pattern, column_pattern, reason)
SELECT '*', 'kinds', 'tables', name, 'a test' FROM unnest('{a,ctid,idx_others_b,plpgsql}'::text[]) AS name;
INSERT INTO mana_guard.exemptions (rule, schema_pattern, object_pattern, reason) VALUES ('*', 'kinds', 'plpgsql', 'a test'), ('*', 'kinds', 'now', 'a test'), ('*', 'kinds', 'int4', 'a test');
SELECT is(pg_temp.left_behind(), '{kinds.tables.a,kinds.tables.ctid,kinds.tables.idx_others_b,kinds.tables.plpgsql,kinds.plpgsql,kinds.now,kinds.int4}',
    'not what was dropped, what every table has, or what lies elsewhere');

SELECT * FROM finish();
ROLLBACK;
