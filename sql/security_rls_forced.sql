\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(8);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('rls_forced', 'error');
CREATE ROLE mana_guard_app LOGIN;
CREATE ROLE mana_guard_owner;
GRANT USAGE, CREATE ON SCHEMA app TO mana_guard_app, mana_guard_owner;
CREATE TABLE app.files (id uuid PRIMARY KEY);
ALTER TABLE app.files OWNER TO mana_guard_app;
SELECT lives_ok('SELECT mana_guard.check_now()', 'without row security there is nothing to force');
ALTER TABLE app.files ENABLE ROW LEVEL SECURITY;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG810',
    'row security of table app.files does not apply to its owner, who can log in', 'the owner logs in');
SELECT is(fix, 'ALTER TABLE app.files FORCE ROW LEVEL SECURITY;', 'the fix') FROM mana_guard.audit('app');
ALTER TABLE app.files FORCE ROW LEVEL SECURITY;
SELECT lives_ok('SELECT mana_guard.check_now()', 'mends it');
ALTER TABLE app.files NO FORCE ROW LEVEL SECURITY;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG810', NULL, 'forced no more');
ALTER TABLE app.files OWNER TO mana_guard_owner;
SELECT lives_ok('SELECT mana_guard.check_now()', 'an owner that cannot log in passes');
ALTER TABLE app.files OWNER TO mana_guard_app;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG810', NULL, 'until the table is given to one that can');
SELECT mana_guard.set_rule('rls_forced', 'error', timing => 'statement');
CREATE TABLE app.tags (id uuid PRIMARY KEY);
SELECT throws_ok('ALTER TABLE app.tags ENABLE ROW LEVEL SECURITY', 'MG810', NULL, 'a superuser counts as one');

SELECT * FROM finish();
ROLLBACK;
