\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(23);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('rls_policy_not_true', 'error');
CREATE ROLE mana_guard_app;
CREATE ROLE mana_guard_reports;
CREATE TABLE app.files (id uuid PRIMARY KEY, user_id text NOT NULL);

SELECT throws_ok('CREATE POLICY open ON app.files USING (true)', 'MG811',
    'policy open of table app.files is always true for select, insert, update, delete by public', 'a policy that lets everything through');
SELECT throws_ok('CREATE POLICY open ON app.files FOR SELECT USING (true)', 'MG811',
    'policy open of table app.files is always true for select by public', 'reads');
SELECT throws_ok('CREATE POLICY open ON app.files FOR INSERT TO mana_guard_app WITH CHECK (true)', 'MG811',
    'policy open of table app.files is always true for insert by mana_guard_app', 'new rows');
SELECT throws_ok('CREATE POLICY open ON app.files FOR UPDATE USING (user_id = current_user) WITH CHECK (true)', 'MG811',
    'policy open of table app.files is always true for update by public', 'changes');
SELECT throws_ok('CREATE POLICY open ON app.files FOR UPDATE USING (true) WITH CHECK (user_id = current_user)', 'MG811', NULL, 'from one side or the other');
SELECT throws_ok('CREATE POLICY open ON app.files FOR DELETE USING (true::boolean)', 'MG811',
    'policy open of table app.files is always true for delete by public', 'and the end of rows');
SELECT throws_ok('CREATE POLICY open ON app.files USING (true) WITH CHECK (user_id = current_user)', 'MG811',
    'policy open of table app.files is always true for select, update, delete by public', 'what WITH CHECK asks holds for new rows');
-- What comes to the same.
CREATE DOMAIN app.flag AS boolean;
CREATE FUNCTION app.says_true(int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE FUNCTION app.equal(int, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE OPERATOR app.= (leftarg = int, rightarg = text, function = app.equal);
CREATE FUNCTION pg_temp.verdict(condition text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE POLICY tried ON app.files FOR DELETE USING (%s)', condition);
    DROP POLICY tried ON app.files;
    RETURN 'passes';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END $$;
SELECT is(array(SELECT condition FROM unnest('{1=1,1<2,2>=1::bigint,1::bigint=1::smallint,1<>2,true=true,true<>false}'::text[]) AS condition
    WHERE pg_temp.verdict(condition) <> 'MG811'), '{}', 'numbers and booleans that are compared');
SELECT is(array(SELECT condition FROM unnest(ARRAY[$$'a'='a'$$, $$'a'<>'b'$$, '1.5=1.5', $$'00000000-0000-0000-0000-000000000000'::uuid = '00000000-0000-0000-0000-000000000000'$$,
    '(1=2 AND user_id IS NULL) OR true', 'NOT false', 'user_id = current_user OR 1=1', 'NOT (1=2 AND user_id IS NULL)', '1 IS NOT NULL', '(1=2) IS NOT TRUE',
    '(null::int = 1) IS UNKNOWN', '(SELECT true)', '(SELECT 1=1)', '1::boolean', 'true::app.flag']) AS condition WHERE pg_temp.verdict(condition) <> 'MG811'), '{}', 'texts, and what joins them');
SELECT is(array(SELECT condition FROM unnest(ARRAY['1=2', '1>1', 'null::int = 1', $$'a'='b'$$, 'user_id = user_id', 'user_id = current_user AND 1=1', 'app.says_true(1)', $$1 OPERATOR(app.=) '1'::text$$,
    '(SELECT true WHERE user_id IS NULL)', '(SELECT true LIMIT 0)', 'EXISTS (SELECT true)', 'current_user = current_user', '(1=1) IS FALSE', $$'a' COLLATE "C" < 'b'$$]) AS condition
    WHERE pg_temp.verdict(condition) <> 'passes'), '{}', 'what isn''t always true, or not by PostgreSQL alone');
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
    'policy writes of table app.files is always true for insert, update, delete by mana_guard_reports', 'and none writes everything');

SELECT mana_guard.set_rule('rls_policy_not_true', 'error', params => '{"roles": []}');
SELECT results_eq('SELECT message, object_type, value, fix FROM mana_guard.audit(''app'')',
    $$VALUES ('policy reports of table app.files is always true for select by mana_guard_reports', 'policy', 'select', NULL::text)$$,
    'the audit finds it');
SELECT FROM mana_guard.exempt('app.files.reports', 'MG811', 'the reports of the house');
SELECT throws_ok('CREATE POLICY more ON app.files FOR SELECT TO mana_guard_reports USING (true)', 'MG811',
    'policy more of table app.files is always true for select by mana_guard_reports', 'an exemption is for one policy');

SELECT * FROM finish();
ROLLBACK;
