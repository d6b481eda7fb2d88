\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(14);

CREATE SCHEMA auth;
SELECT lives_ok('ALTER SCHEMA auth RENAME TO identity', 'an empty schema may be renamed');
CREATE VIEW identity.numbers AS SELECT 1 AS one;
CREATE SEQUENCE identity.tickets;
CREATE MATERIALIZED VIEW identity.copies AS SELECT 1 AS one;
SELECT lives_ok('ALTER SCHEMA identity RENAME TO auth', 'and one that holds no tables');
CREATE TABLE auth.sessions (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SELECT throws_ok('ALTER SCHEMA auth RENAME TO login', 'MG106',
    'renaming schema auth to login breaks every client of its tables', 'one that holds tables may not');
SELECT has_schema('auth', 'and keeps its name');
SELECT throws_ok('ALTER SCHEMA auth RENAME TO "user"', 'MG106',
    'renaming schema auth to "user" breaks every client of its tables', 'it is refused before anything else is looked at');
SELECT throws_ok($$DO 'BEGIN ALTER SCHEMA auth RENAME TO login; END'$$, 'MG106', NULL, 'also within code');
SELECT throws_ok('ALTER SCHEMA missing RENAME TO login', '3F000', NULL, 'a schema that isn''t there is PostgreSQL''s to refuse');
CREATE ROLE mana_guard_owner;
SELECT lives_ok('ALTER SCHEMA auth OWNER TO mana_guard_owner', 'another owner is no other name');

-- The way that the hint shows.
SELECT lives_ok('CREATE SCHEMA login; CREATE VIEW login.sessions AS SELECT * FROM auth.sessions', 'views under the new name pass');
SELECT lives_ok('INSERT INTO login.sessions (id) VALUES (gen_random_uuid())', 'and are written to');
SELECT is((SELECT count(*)::int FROM auth.sessions), 1, 'as the tables are');
DROP VIEW login.sessions;
DROP SCHEMA login;

SELECT FROM mana_guard.exempt('auth.*', 'MG106', 'a test');
UPDATE mana_guard.exemptions SET value = 'login';
SELECT throws_ok('ALTER SCHEMA auth RENAME TO identity', 'MG106', NULL, 'an exemption may be for one new name');
SELECT lives_ok('ALTER SCHEMA auth RENAME TO login', 'and waives that');
SELECT is((SELECT count(*)::int FROM mana_guard.audit() WHERE code = 'MG106'), 0, 'an audit has nothing to say of it');

SELECT * FROM finish();
ROLLBACK;
