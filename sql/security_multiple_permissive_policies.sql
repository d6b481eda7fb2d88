\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(12);

CREATE SCHEMA app;
-- Only this rule.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG815', 'error');
CREATE ROLE mana_guard_author;
CREATE TABLE app.files (id int, user_id text);

SELECT lives_ok('CREATE POLICY own ON app.files USING (user_id = current_user)', 'a policy');
SELECT lives_ok('CREATE POLICY shared ON app.files FOR SELECT USING (id > 0)', 'and another, while row security is off');
SELECT throws_ok('ALTER TABLE app.files ENABLE ROW LEVEL SECURITY', 'MG815',
    'table app.files has 2 permissive policies for select by public: own, shared', 'until it is on');
DROP POLICY shared ON app.files;
ALTER TABLE app.files ENABLE ROW LEVEL SECURITY;
SELECT throws_ok('CREATE POLICY shared ON app.files FOR SELECT USING (id > 0)', 'MG815',
    'table app.files has 2 permissive policies for select by public: own, shared', 'a second one');
SELECT throws_ok('CREATE POLICY shared ON app.files FOR SELECT TO mana_guard_author USING (id > 0)', 'MG815',
    'table app.files has 2 permissive policies for select by mana_guard_author: own, shared', 'one for a role');
SELECT lives_ok('CREATE POLICY narrow ON app.files AS RESTRICTIVE USING (id > 0)', 'a restrictive one');
SELECT lives_ok('ALTER POLICY own ON app.files TO mana_guard_author', 'roles may change');
SELECT lives_ok('CREATE POLICY readers ON app.files FOR SELECT TO pg_monitor USING (id > 0)', 'another role has its own');
SELECT throws_ok('ALTER POLICY readers ON app.files TO pg_monitor, mana_guard_author', 'MG815', NULL, 'until it is given to one that has one');

SET LOCAL mana_guard.enabled = off;
CREATE POLICY second ON app.files FOR UPDATE TO mana_guard_author USING (id > 0);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER POLICY second ON app.files USING (id > 1)', 'what stood before may be altered');
SELECT throws_ok('CREATE POLICY third ON app.files FOR UPDATE TO mana_guard_author USING (id > 2)', 'MG815', NULL, 'but a third is new');
SELECT results_eq($$SELECT value FROM mana_guard.audit('app')$$, $$VALUES ('update by mana_guard_author: own, second')$$, 'an audit finds them');

SELECT * FROM finish();
ROLLBACK;
