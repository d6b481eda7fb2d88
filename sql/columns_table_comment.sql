\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(7);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG310', 'error');

CREATE TABLE app.a (id int);
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG310', 'table app.a has no comment', 'a table without comment is refused at COMMIT');
COMMENT ON COLUMN app.a.id IS 'counts up';
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG310', NULL, 'its column''s is none');
COMMENT ON TABLE app.a IS 'what there is';
SELECT lives_ok('SELECT mana_guard.check_now()', 'with a comment it passes');
COMMENT ON TABLE app.a IS '';
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG310', NULL, 'an empty one takes it away');
COMMENT ON TABLE app.a IS 'what there is';
CREATE TABLE app.parted (id int) PARTITION BY RANGE (id);
COMMENT ON TABLE app.parted IS 'what there is, by year';
CREATE TABLE app.part PARTITION OF app.parted FOR VALUES FROM (0) TO (10);
SELECT lives_ok('SELECT mana_guard.check_now()', 'a partition needs none');
SELECT is_empty($$SELECT * FROM mana_guard.findings('app.part')$$, 'nor is one found');
DROP TABLE app.part;
CREATE VIEW app.shown AS SELECT id FROM app.a;
SELECT lives_ok('SELECT mana_guard.check_now()', 'a view is not asked');

SELECT * FROM finish();
ROLLBACK;
