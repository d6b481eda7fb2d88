\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(20);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('rls_policy_not_true', 'error');
CREATE ROLE mana_guard_app;
CREATE ROLE mana_guard_reports;
CREATE TABLE app.files (id uuid PRIMARY KEY, user_id text NOT NULL);

SELECT throws_ok('CREATE POLICY open ON app.files USING (true)', 'MG811',
    'policy open of table app.files is always true: select, insert, update, delete for public', 'a policy that lets everything through');
SELECT throws_ok('CREATE POLICY open ON app.files FOR SELECT USING (true)', 'MG811',
    'policy open of table app.files is always true: select for public', 'reads');
SELECT throws_ok('CREATE POLICY open ON app.files FOR INSERT TO mana_guard_app WITH CHECK (true)', 'MG811',
    'policy open of table app.files is always true: insert for mana_guard_app', 'new rows');
SELECT throws_ok('CREATE POLICY open ON app.files FOR UPDATE USING (user_id = current_user) WITH CHECK (true)', 'MG811',
    'policy open of table app.files is always true: update for public', 'changes');
SELECT throws_ok('CREATE POLICY open ON app.files FOR UPDATE USING (true) WITH CHECK (user_id = current_user)', 'MG811', NULL, 'from one side or the other');
SELECT throws_ok('CREATE POLICY open ON app.files FOR DELETE USING (true::boolean)', 'MG811',
    'policy open of table app.files is always true: delete for public', 'and the end of rows');
SELECT throws_ok('CREATE POLICY open ON app.files USING (true) WITH CHECK (user_id = current_user)', 'MG811',
    'policy open of table app.files is always true: select, update, delete for public', 'what WITH CHECK asks holds for new rows');
SELECT lives_ok('CREATE POLICY shut ON app.files USING (false)', 'always false is something else');
SELECT lives_ok('CREATE POLICY own ON app.files USING (user_id = current_user)', 'a policy that asks passes');
SELECT throws_ok('ALTER POLICY own ON app.files USING (true)', 'MG811', NULL, 'while it asks');
SELECT throws_ok('ALTER POLICY own ON app.files WITH CHECK (true)', 'MG811', NULL, 'on both sides');

SELECT lives_ok('CREATE POLICY tenant ON app.files AS RESTRICTIVE USING (user_id <> ''nobody'')', 'a restrictive policy');
SELECT lives_ok('CREATE POLICY base ON app.files USING (true)', 'gives its sense to one that is always true');
SELECT throws_ok('ALTER POLICY tenant ON app.files TO mana_guard_app', 'MG811', NULL, 'where it holds for all its roles');
DROP POLICY base ON app.files;
SELECT lives_ok('CREATE POLICY idle ON app.files AS RESTRICTIVE USING (true)', 'one that is always true itself opens nothing');
DROP POLICY tenant ON app.files;

SELECT mana_guard.set_rule('rls_policy_not_true', 'error', params => '{"roles": ["mana_guard_reports"]}');
SELECT lives_ok('CREATE POLICY reports ON app.files FOR SELECT TO mana_guard_reports USING (true)', 'the roles of the policy read everything');
SELECT throws_ok('CREATE POLICY others ON app.files FOR SELECT TO mana_guard_reports, mana_guard_app USING (true)', 'MG811', NULL, 'the others don''t');
SELECT throws_ok('CREATE POLICY writes ON app.files TO mana_guard_reports USING (true)', 'MG811',
    'policy writes of table app.files is always true: insert, update, delete for mana_guard_reports', 'and none writes everything');

SELECT mana_guard.set_rule('rls_policy_not_true', 'error', params => '{"roles": []}');
SELECT results_eq('SELECT message, object_type, value, fix FROM mana_guard.audit(''app'')',
    $$VALUES ('policy reports of table app.files is always true: select for mana_guard_reports', 'policy', 'select', NULL::text)$$,
    'the audit finds it');
SELECT FROM mana_guard.exempt('app.files.reports', 'MG811', 'the reports of the house');
SELECT throws_ok('CREATE POLICY more ON app.files FOR SELECT TO mana_guard_reports USING (true)', 'MG811',
    'policy more of table app.files is always true: select for mana_guard_reports', 'an exemption is for one policy');

SELECT * FROM finish();
ROLLBACK;
