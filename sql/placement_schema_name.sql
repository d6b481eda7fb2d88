\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(21);

SELECT mana_guard.set_rule('MG105', 'error');

SELECT lives_ok('CREATE SCHEMA auth; CREATE SCHEMA event_discovery', 'short snake_case passes');
SELECT lives_ok('CREATE SCHEMA Mail', 'and what SQL folds to it');
SELECT throws_ok('CREATE SCHEMA "AuthService"', 'MG105', 'schema name "AuthService" is not snake_case', 'capitals are refused');
SELECT hasnt_schema('AuthService', 'and the schema isn''t made');
SELECT throws_ok('CREATE SCHEMA "auth-service"', 'MG105', NULL, 'and dashes');
SELECT throws_ok('CREATE SCHEMA auth_', 'MG105', NULL, 'and an underscore at the end');
SELECT throws_ok('CREATE SCHEMA mana_auth_schema', 'MG105', 'schema name mana_auth_schema ends in _schema', 'and the suffix');
SELECT throws_ok('CREATE SCHEMA "user"', 'MG105', 'schema name "user" is a reserved word', 'and reserved words');
SELECT throws_ok('CREATE SCHEMA subscriptions_and_their_invoices', 'MG105',
    'schema name subscriptions_and_their_invoices has more than 30 bytes', 'and long names');
SELECT throws_ok('CREATE SCHEMA "Mana_Auth_schema"', 'MG105',
    'schema name "Mana_Auth_schema" is not snake_case and ends in _schema', 'all faults are one finding');
SELECT throws_ok('CREATE SCHEMA IF NOT EXISTS auth_schema', 'MG105', NULL, 'IF NOT EXISTS is no way round');
CREATE ROLE "Mana_Guard_Owner";
SELECT throws_ok('CREATE SCHEMA AUTHORIZATION "Mana_Guard_Owner"', 'MG105', NULL, 'nor is a name that comes from a role');
SELECT throws_ok('ALTER SCHEMA auth RENAME TO auth_schema', 'MG105', 'schema name auth_schema ends in _schema', 'nor is a rename');

-- A schema that stood before.
SET LOCAL client_min_messages = warning;
SET LOCAL mana_guard.enabled = off;
CREATE SCHEMA old_schema;
CREATE SCHEMA full_schema CREATE TABLE files (id uuid PRIMARY KEY,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('CREATE VIEW old_schema.numbers AS SELECT 1 AS one', 'what is made in it passes');
SELECT lives_ok('CREATE SCHEMA IF NOT EXISTS old_schema', 'and so does what makes nothing');
SELECT throws_ok('ALTER SCHEMA old_schema RENAME TO new_schema', 'MG105', NULL, 'a new name is judged whatever the old one was');
SELECT is((SELECT fix FROM mana_guard.audit('old_schema') WHERE code = 'MG105'), 'ALTER SCHEMA old_schema RENAME TO old;', 'an audit has the fix');
SELECT is((SELECT fix FROM mana_guard.audit('full_schema') WHERE code = 'MG105'), NULL, 'but none where tables stand in the way');
SELECT lives_ok('ALTER SCHEMA old_schema RENAME TO old', 'and the fix passes');

SELECT mana_guard.set_rule('MG105', 'error', params => '{"max_length": 40, "forbidden_suffixes": ["_db"]}');
SELECT lives_ok('CREATE SCHEMA subscriptions_and_their_invoices; CREATE SCHEMA mana_auth_schema', 'the policy says how long a name may be');
SELECT throws_ok('CREATE SCHEMA auth_db', 'MG105', 'schema name auth_db ends in _db', 'and what it may not end in');

SELECT * FROM finish();
ROLLBACK;
