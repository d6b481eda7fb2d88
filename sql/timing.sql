\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(33);
DELETE FROM mana_guard.log;

CREATE SCHEMA app;
CREATE ROLE mana_guard_app;
GRANT USAGE, CREATE ON SCHEMA app TO mana_guard_app;
SELECT mana_guard.set_rule('MG302', 'off');
SELECT mana_guard.set_rule('MG301', 'error', timing => 'commit');
CREATE FUNCTION pg_temp.check_now() RETURNS text LANGUAGE sql AS 'SELECT mana_guard.check_now()::text';

SELECT lives_ok('SELECT mana_guard.check_now()', 'there is nothing to judge');
SELECT lives_ok('CREATE TABLE app.a (id uuid PRIMARY KEY DEFAULT gen_random_uuid())', 'the statement passes');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG301', 'table app.a has no column created_at (and 1 more finding)', 'check_now() judges it');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG301', NULL, 'as often as it is asked');
SELECT is((SELECT count(*)::int FROM mana_guard.findings('app.a')), 2, 'the audit tells of it');
SELECT lives_ok('ALTER TABLE app.a ADD COLUMN created_at timestamptz', 'what is half right');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG301', 'table app.a has no column updated_at', 'is judged as it stands');
SELECT lives_ok('ALTER TABLE app.a ADD COLUMN updated_at timestamptz', 'what makes it right');
SELECT lives_ok('SELECT mana_guard.check_now()', 'counts');
SELECT lives_ok('ALTER TABLE app.a DROP COLUMN updated_at', 'it can be unmade');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG301', NULL, 'and that counts too');
DROP TABLE app.a;
SELECT lives_ok('SELECT mana_guard.check_now()', 'a table that is dropped again costs nothing');
SAVEPOINT before;
CREATE TABLE app.b (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
ROLLBACK TO before;
SELECT lives_ok('SELECT mana_guard.check_now()', 'nor does one whose savepoint is rolled back');
SAVEPOINT before;
CREATE TABLE app.b (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
RELEASE before;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG301', NULL, 'one whose savepoint is released is judged');
SAVEPOINT before;
DROP TABLE app.b;
SELECT lives_ok('SELECT mana_guard.check_now()', 'a savepoint that mends it');
ROLLBACK TO before;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG301', NULL, 'and is rolled back, after it was judged');
SELECT lives_ok('ALTER TABLE app.b RENAME TO c', 'a table under another name');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG301', 'table app.c has no column created_at (and 1 more finding)', 'is told of by that');
DROP TABLE app.c;

-- The policy and the exemptions are those at that moment.
CREATE TABLE app.d (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
SAVEPOINT before;
SELECT mana_guard.set_rule('MG301', 'off');
SELECT lives_ok('SELECT mana_guard.check_now()', 'the policy of the moment counts');
ROLLBACK TO before;
SELECT FROM mana_guard.exempt('app.d', 'MG301', 'a test');
SELECT lives_ok('SELECT mana_guard.check_now()', 'and the exemptions');
DELETE FROM mana_guard.exemptions;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG301', NULL, 'until they are gone');
SET LOCAL mana_guard.override_reason = 'a test';
SET LOCAL client_min_messages = error;
SELECT lives_ok('SELECT mana_guard.check_now()', 'an override');
SELECT is((SELECT array_agg(concat_ws(' ', code, severity, told, override_reason, command_tag)) FROM mana_guard.log), '{"MG301 error warn a test check_now","MG301 error warn a test check_now"}', 'is logged');
RESET mana_guard.override_reason;
DELETE FROM mana_guard.log;
SET LOCAL mana_guard.enabled = off;
SELECT lives_ok('SELECT mana_guard.check_now()', 'switched off it judges nothing');
SET LOCAL mana_guard.enabled = on;
DROP TABLE app.d;

-- Who is judged is whoever did it.
SELECT mana_guard.set_rule('MG301', 'off', role_name => 'mana_guard_app');
SET ROLE mana_guard_app;
CREATE TABLE app.e (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
RESET ROLE;
SELECT lives_ok('SELECT mana_guard.check_now()', 'a row for the role that made the table');
DELETE FROM mana_guard.policy WHERE role_name IS NOT NULL;
SET ROLE mana_guard_app;
CREATE TABLE app.e2 (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG301', 'table app.e2 has no column created_at (and 1 more finding)', 'anybody may call it');
DROP TABLE app.e, app.e2;
RESET ROLE;

-- The ratchet.
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER TABLE app.legacy ADD COLUMN note text', 'a table that was in breach');
SELECT lives_ok('SELECT mana_guard.check_now()', 'isn''t held against whoever altered it');
SELECT lives_ok('ALTER TABLE app.legacy DROP COLUMN created_at', 'what makes it worse passes');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG301', 'table app.legacy has no column created_at', 'until it is judged, for that alone');
ALTER TABLE app.legacy ADD COLUMN created_at timestamptz;
SELECT lives_ok('SELECT mana_guard.check_now()', 'and not when it is put back');

-- Of several rules each at its own time.
SELECT throws_ok('CREATE TABLE app.f (user_id uuid)', 'MG201', 'column user_id of table app.f is uuid; user ids are text', 'the others judge the statement');
SELECT mana_guard.set_rule('MG301', 'warn', timing => 'commit');
CREATE TABLE app.g (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
SELECT mana_guard.check_now();
SELECT is((SELECT array_agg(concat_ws(' ', told, command_tag, identity, column_name)) FROM mana_guard.log), '{"warn check_now app.g","warn check_now app.g"}', 'a warning is told and logged then');

SELECT * FROM finish();
ROLLBACK;
