\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(24);

CREATE ROLE mana_guard_auth;
CREATE ROLE mana_guard_migrator;
CREATE ROLE mana_guard_heir NOINHERIT;
CREATE ROLE mana_guard_other;
GRANT mana_guard_auth TO mana_guard_migrator;
GRANT mana_guard_auth TO mana_guard_heir;
CREATE SCHEMA auth AUTHORIZATION mana_guard_auth;
CREATE SCHEMA events;
GRANT USAGE, CREATE ON SCHEMA auth, events TO mana_guard_other, mana_guard_heir;
INSERT INTO mana_guard.service_schemas (service, schema_name, owner_role)
VALUES ('mana-auth', 'auth', 'mana_guard_auth'), ('mana-events', 'events', NULL);

SELECT lives_ok('CREATE VIEW auth.by_superuser AS SELECT 1 AS one', 'a superuser passes');
SET ROLE mana_guard_auth;
SELECT lives_ok($$CREATE TABLE auth.sessions (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())$$, 'and the owner');
CREATE FUNCTION auth.make_view() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = auth, pg_temp AS 'CREATE VIEW auth.by_function AS SELECT 1 AS one';
SET ROLE mana_guard_migrator;
SELECT lives_ok('CREATE VIEW auth.by_member AS SELECT 1 AS one', 'and a member');
SELECT lives_ok('ALTER TABLE auth.sessions ADD COLUMN name text', 'who may alter what the owner has made');
SET ROLE mana_guard_heir;
SELECT lives_ok('CREATE VIEW auth.by_heir AS SELECT 1 AS one', 'and one who doesn''t inherit');

SET ROLE mana_guard_other;
SELECT throws_ok($$CREATE TABLE auth.tokens (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())$$, 'MG107',
    'must be a member of role mana_guard_auth to change schema auth', 'another role is refused');
SELECT throws_ok('CREATE VIEW auth.numbers AS SELECT 1 AS one', 'MG107', NULL, 'whatever it makes');
SELECT throws_ok('CREATE FUNCTION auth.one() RETURNS int LANGUAGE sql AS ''SELECT 1''', 'MG107', NULL, 'functions');
SELECT throws_ok('CREATE TYPE auth.kind AS ENUM (''a'')', 'MG107', NULL, 'types');
SELECT throws_ok('CREATE TYPE auth.pair AS (a int, b int)', 'MG107', NULL, 'composite ones');
SELECT throws_ok('CREATE COLLATION auth.plain FROM "C"', 'MG107', NULL, 'and what else is in a schema');
SELECT throws_ok('CREATE TEXT SEARCH CONFIGURATION auth.words (COPY = simple)', 'MG107', NULL, 'of any kind');
SELECT lives_ok('CREATE VIEW events.numbers AS SELECT 1 AS one', 'a schema without a registered owner is anybody''s');
SELECT throws_ok('ALTER VIEW events.numbers SET SCHEMA auth', 'MG107', NULL, 'a move into the schema is refused');
SELECT lives_ok('SELECT auth.make_view()', 'what the owner''s function makes is the owner''s');
SELECT lives_ok('CREATE TEMPORARY TABLE scratch (id int)', 'temporary tables are nobody''s');
RESET ROLE;
CREATE VIEW auth.moves AS SELECT 1 AS one;
CREATE TYPE auth.made AS (a int);
ALTER VIEW auth.moves OWNER TO mana_guard_other;
ALTER TYPE auth.made OWNER TO mana_guard_other;
SET ROLE mana_guard_other;
SELECT throws_ok('ALTER VIEW auth.moves SET SCHEMA events', 'MG107', NULL, 'and so is one out of it');
SELECT throws_ok('DROP VIEW auth.moves', 'MG107', NULL, 'and a drop');
SELECT throws_ok('ALTER TYPE auth.made ADD ATTRIBUTE b int', 'MG107', NULL, 'and a change of what one owns there');
SELECT lives_ok('GRANT SELECT ON auth.moves TO pg_monitor; COMMENT ON VIEW auth.moves IS ''mine''', 'not a grant nor a comment');
RESET ROLE;

SELECT mana_guard.set_rule('MG107', 'off', role_name => 'mana_guard_other');
SET ROLE mana_guard_other;
SELECT lives_ok('CREATE VIEW auth.numbers AS SELECT 1 AS one', 'the policy lets a role in');
RESET ROLE;
UPDATE mana_guard.service_schemas SET owner_role = 'mana_guard_missing' WHERE schema_name = 'auth';
SET ROLE mana_guard_auth;
SELECT throws_ok('CREATE VIEW auth.more AS SELECT 1 AS one', 'MG107',
    'must be a member of role mana_guard_missing to change schema auth', 'an owner who isn''t there has no members');
RESET ROLE;
SELECT lives_ok('CREATE VIEW auth.more AS SELECT 1 AS one', 'but superusers');
SELECT is((SELECT count(*)::int FROM mana_guard.audit() WHERE code = 'MG107'), 0, 'an audit has nothing to say of it');

SELECT * FROM finish();
ROLLBACK;
