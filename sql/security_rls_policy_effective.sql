\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(14);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('rls_policy_effective', 'error');
CREATE ROLE mana_guard_reader;
CREATE TABLE app.files (id uuid PRIMARY KEY, user_id text NOT NULL);
GRANT SELECT ON app.files TO mana_guard_reader;
SELECT lives_ok('SELECT mana_guard.check_now()', 'a table with neither policies nor row security passes');

CREATE POLICY own_rows ON app.files USING (user_id = current_user);
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG802', 'table app.files has policies but row security is off',
    'a policy without row security does nothing, also of a table of this transaction');
SELECT is(fix, 'ALTER TABLE app.files ENABLE ROW LEVEL SECURITY;', 'the fix') FROM mana_guard.audit('app');
ALTER TABLE app.files ENABLE ROW LEVEL SECURITY;
SELECT lives_ok('SELECT mana_guard.check_now()', 'mends it');
SELECT is_empty('SELECT * FROM mana_guard.audit(''app'')', 'for the audit too');

SAVEPOINT policy;
DROP POLICY own_rows ON app.files;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG802',
    'table app.files has row security but no policy; roles that were granted rights see no rows', 'the last policy was dropped');
SELECT is(fix, NULL, 'which row is for whom nobody knows') FROM mana_guard.audit('app');
REVOKE SELECT ON app.files FROM mana_guard_reader;
SELECT lives_ok('SELECT mana_guard.check_now()', 'without a grant that is meant');
GRANT SELECT (id) ON app.files TO mana_guard_reader;
SELECT lives_ok('SELECT mana_guard.check_now()', 'a grant of columns is not looked at');
GRANT SELECT ON ALL TABLES IN SCHEMA app TO PUBLIC;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG802', NULL, 'a grant on all tables of the schema counts');
ROLLBACK TO policy;
SELECT lives_ok('SELECT mana_guard.check_now()', 'what was rolled back is forgotten');

ALTER TABLE app.files DISABLE ROW LEVEL SECURITY;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG802', NULL, 'row security was switched off');
ALTER TABLE app.files ENABLE ROW LEVEL SECURITY;
CREATE TABLE app.shares (id uuid, user_id text) PARTITION BY HASH (id);
CREATE TABLE app.shares_0 PARTITION OF app.shares FOR VALUES WITH (MODULUS 2, REMAINDER 0);
ALTER TABLE app.shares ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON app.shares USING (user_id = current_user);
SELECT lives_ok('SELECT mana_guard.check_now()', 'a partition without policies needs no row security');
CREATE POLICY own_rows ON app.shares_0 USING (user_id = current_user);
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG802', 'table app.shares_0 has policies but row security is off',
    'its own policies do');

SELECT * FROM finish();
ROLLBACK;
