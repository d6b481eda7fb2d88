\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(27);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('rls_enabled', 'error', timing => 'statement');
CREATE ROLE mana_guard_reader;

SELECT throws_ok('CREATE TABLE app.files (id uuid PRIMARY KEY, user_id text NOT NULL)', 'MG801',
    'table app.files has user id column user_id but no row security', 'a table of users'' rows without row security');
SELECT throws_ok('CREATE TABLE app.files (id uuid, user_id text) PARTITION BY HASH (id)', 'MG801', NULL, 'a partitioned one');
SELECT throws_ok('CREATE TABLE app.files AS SELECT ''a'' AS user_id', 'MG801', NULL, 'one made of a query');
SELECT lives_ok('CREATE TABLE app.tags (id uuid PRIMARY KEY, author_id text)', 'without a user id it passes');
SELECT throws_ok('ALTER TABLE app.tags ADD COLUMN user_id text', 'MG801', NULL, 'until it gets one');
SELECT throws_ok('ALTER TABLE app.tags RENAME author_id TO user_id', 'MG801', NULL, 'or one is called so');
SELECT lives_ok('ALTER TABLE app.tags ENABLE ROW LEVEL SECURITY', 'with row security');
SELECT lives_ok('ALTER TABLE app.tags ADD COLUMN user_id text', 'it may have one');
SELECT throws_ok('ALTER TABLE app.tags DISABLE ROW LEVEL SECURITY', 'MG801', NULL, 'which holds on to it');
SELECT lives_ok('CREATE TEMPORARY TABLE scratch (user_id text)', 'temporary tables are left alone');
SELECT lives_ok('CREATE VIEW app.mine AS SELECT * FROM app.tags', 'and views');

-- At COMMIT, as it is by default, the fix can follow.
SELECT mana_guard.set_rule('rls_enabled', 'error', timing => 'commit');
CREATE TABLE app.files (id uuid, user_id text, "Size" int) PARTITION BY HASH (id);
CREATE TABLE app.files_0 PARTITION OF app.files FOR VALUES WITH (MODULUS 2, REMAINDER 0);
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG801', NULL, 'it waits for the transaction''s end');
SELECT is(array_agg(identity), ARRAY['app.files'], 'and doesn''t ask the partition') FROM mana_guard.audit('app');
SELECT is(fix, 'ALTER TABLE app.files ENABLE ROW LEVEL SECURITY;', 'the fix') FROM mana_guard.audit('app');
ALTER TABLE app.files ENABLE ROW LEVEL SECURITY;
SELECT lives_ok('SELECT mana_guard.check_now()', 'mends it');
SELECT is_empty('SELECT * FROM mana_guard.audit(''app'')', 'for the audit too');

ALTER TABLE app.files DISABLE ROW LEVEL SECURITY;
GRANT SELECT ON app.files TO mana_guard_reader;
SELECT is(fix, NULL, 'where it would lock a reader out there is no fix') FROM mana_guard.audit('app');
CREATE POLICY own_rows ON app.files USING (user_id = current_user);
SELECT is(fix, 'ALTER TABLE app.files ENABLE ROW LEVEL SECURITY;', 'until there is a policy') FROM mana_guard.audit('app');

SELECT mana_guard.set_rule('rls_enabled', 'error', timing => 'statement', params => '{"columns": ["customer"]}');
SELECT lives_ok('CREATE TABLE app.notes (user_id text)', 'the policy names other columns');
SELECT throws_ok('CREATE TABLE app.orders (customer text)', 'MG801', NULL, 'that hold a user id');
SELECT mana_guard.set_rule('rls_enabled', 'error', timing => 'statement', params => '{}');
SELECT mana_guard.set_rule('user_id_text', 'off', params => '{"columns": ["who"]}');
SELECT throws_ok('CREATE TABLE app.orders (who text)', 'MG801', NULL, 'else they are those of user_id_text');

SELECT mana_guard.set_rule('rls_enabled', 'error', timing => 'statement', params => '{"columns": ["*"], "roles": ["mana_guard_reader"]}');
CREATE ROLE mana_guard_readers ROLE mana_guard_reader;
SELECT lives_ok('CREATE TABLE app.hidden (id int)', 'a table that none of the roles may read');
SELECT throws_ok('GRANT INSERT ON app.hidden TO mana_guard_reader', 'MG801', 'table app.hidden has user id column id but no row security', 'until it is granted to one');
SELECT throws_ok('GRANT SELECT ON app.hidden TO PUBLIC', 'MG801', NULL, 'or to everybody');
SELECT throws_ok('GRANT SELECT ON ALL TABLES IN SCHEMA app TO mana_guard_readers', 'MG801', NULL, 'or to a role that it is a member of');
SELECT lives_ok('GRANT SELECT ON app.hidden TO pg_monitor', 'another role doesn''t matter');
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO mana_guard_reader;
SELECT throws_ok('CREATE TABLE app.open (id int)', 'MG801', NULL, 'default privileges count');

SELECT * FROM finish();
ROLLBACK;
