\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(14);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('rls_policy_cheap', 'error');
CREATE SCHEMA auth;
CREATE FUNCTION auth.uid() RETURNS text STABLE LANGUAGE sql AS $$SELECT current_setting('app.user_id', true)$$;
CREATE FUNCTION auth.owns(owner text) RETURNS boolean STABLE LANGUAGE sql AS $$SELECT owner = current_user$$;
CREATE FUNCTION auth.noisy(owner text) RETURNS boolean VOLATILE LANGUAGE sql AS $$SELECT owner = current_user$$;
CREATE TABLE app.files (id uuid PRIMARY KEY, user_id text NOT NULL, expires_at timestamptz NOT NULL);

SELECT throws_ok('CREATE POLICY own_rows ON app.files USING (user_id = auth.uid())', 'MG809',
    'policy own_rows of table app.files calls auth.uid for each row', 'a function of the session');
SELECT throws_ok('CREATE POLICY own_rows ON app.files FOR INSERT WITH CHECK (user_id = current_setting(''app.user_id''))', 'MG809',
    'policy own_rows of table app.files calls pg_catalog.current_setting for each row', 'also of the check');
SELECT throws_ok('CREATE POLICY some_rows ON app.files USING (random() < 0.5)', 'MG809', NULL, 'a volatile function');
SELECT throws_ok('CREATE POLICY own_rows ON app.files USING (auth.noisy(user_id))', 'MG809', NULL, 'also one fed by a column');
SELECT lives_ok('CREATE POLICY own_rows ON app.files USING (user_id = (SELECT auth.uid()))', 'wrapped in a sub-select it passes');
SELECT lives_ok('CREATE POLICY owned ON app.files USING (auth.owns(user_id))', 'one of the row''s values has to be called for each');
SELECT lives_ok('CREATE POLICY mine ON app.files USING (user_id = current_user)', 'current_user costs nothing');
SELECT lives_ok('CREATE POLICY fresh ON app.files USING (expires_at > now())', 'nor does now()');
SELECT throws_ok('CREATE POLICY fresher ON app.files USING (expires_at > clock_timestamp())', 'MG809', NULL, 'clock_timestamp() does');
SELECT throws_ok('ALTER POLICY mine ON app.files USING (user_id = auth.uid())', 'MG809', NULL, 'a policy that is altered');
SELECT throws_ok('ALTER POLICY "mine" ON app.files WITH CHECK (user_id = auth.uid())', 'MG809', NULL, 'in one part or the other');
SELECT lives_ok('ALTER POLICY mine ON app.files RENAME TO "My rows"', 'renamed it passes');
SET LOCAL mana_guard.enabled = off;
ALTER POLICY "My rows" ON app.files USING (user_id = auth.uid());
SET LOCAL mana_guard.enabled = on;
SELECT results_eq('SELECT message, value, fix, part_name FROM mana_guard.audit(''app'')',
    $$VALUES ('policy "My rows" of table app.files calls auth.uid for each row', 'auth.uid', NULL::text, 'My rows')$$, 'the audit finds it');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN name text', 'what stood before is not held against another command');

SELECT * FROM finish();
ROLLBACK;
