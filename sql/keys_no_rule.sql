\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(15);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG513', 'error');

SELECT lives_ok('CREATE TABLE app.files (id uuid PRIMARY KEY, name text)', 'a table without rules passes');
SELECT throws_ok('CREATE RULE keep AS ON DELETE TO app.files DO INSTEAD NOTHING', 'MG513', 'table app.files has rule keep, which rewrites each delete', 'CREATE RULE');
SELECT throws_ok('CREATE RULE "Copy" AS ON INSERT TO app.files DO ALSO NOTIFY files', 'MG513', 'table app.files has rule "Copy", which rewrites each insert', 'of any kind');
SELECT lives_ok('CREATE VIEW app.names AS SELECT name FROM app.files', 'a view''s own rule is none');
SELECT lives_ok('CREATE OR REPLACE VIEW app.names AS SELECT name, id FROM app.files', 'also when it is replaced');
SELECT lives_ok('CREATE MATERIALIZED VIEW app.copies AS SELECT name FROM app.files', 'nor is a materialized view''s');
SELECT throws_ok('CREATE RULE keep AS ON UPDATE TO app.names DO INSTEAD NOTHING', 'MG513', 'view app.names has rule keep, which rewrites each update', 'a rule on a view');
CREATE TABLE app.events (id uuid) PARTITION BY HASH (id);
CREATE TABLE app.events_0 PARTITION OF app.events FOR VALUES WITH (MODULUS 1, REMAINDER 0);
SELECT throws_ok('CREATE RULE keep AS ON DELETE TO app.events DO INSTEAD NOTHING', 'MG513', 'table app.events has rule keep, which rewrites each delete', 'on a partitioned table');
SELECT throws_ok('CREATE RULE keep AS ON DELETE TO app.events_0 DO INSTEAD NOTHING', 'MG513', 'table app.events_0 has rule keep, which rewrites each delete', 'on a partition');

SET LOCAL mana_guard.enabled = off;
CREATE RULE "Keep" AS ON DELETE TO app.files DO INSTEAD NOTHING;
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN size bigint', 'a table with a rule may be altered');
SELECT throws_ok('CREATE RULE keep AS ON UPDATE TO app.files DO INSTEAD NOTHING', 'MG513', 'table app.files has rule keep, which rewrites each update', 'but gets no second one');
SELECT results_eq('SELECT object_type, part_name, value, fix FROM mana_guard.audit(''app'')', $$VALUES ('rule', 'Keep', 'delete', 'DROP RULE "Keep" ON app.files;')$$, 'the audit tells of it');
SELECT lives_ok('DROP RULE "Keep" ON app.files', 'the fix runs');
SELECT is_empty('SELECT * FROM mana_guard.audit(''app'')', 'and helps');

SELECT count(*) FROM mana_guard.exempt('app.files.keep', 'no_rule', reason => 'it stays');
SELECT lives_ok('CREATE RULE keep AS ON UPDATE TO app.files DO INSTEAD NOTHING', 'one is waived by its name');

SELECT * FROM finish();
ROLLBACK;
