\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(9);

CREATE SCHEMA app;
CREATE ROLE mana_guard_owner;
GRANT USAGE, CREATE ON SCHEMA app, public TO mana_guard_owner;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO mana_guard_owner', current_database()); END$$;

SELECT lives_ok('CREATE EXTENSION surveyor', 'an extension whose script makes tables of its own kind in public');
SELECT has_table('public', 'survey_points', 'which are there then');
SELECT lives_ok('ALTER TABLE public.survey_points ADD COLUMN owner_id uuid', 'and can be altered');
SELECT mana_guard.set_rule('MG803', 'error');
SELECT lives_ok($$ALTER EXTENSION surveyor UPDATE TO '1.1'$$, 'an upgrade takes out what it drops');
SELECT throws_ok('ALTER EXTENSION surveyor DROP TABLE public.survey_points', 'MG101', NULL, 'until they are to be members no more');

SET ROLE mana_guard_owner;
CREATE EXTENSION hstore SCHEMA app;
CREATE TABLE app.points (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SELECT lives_ok('ALTER EXTENSION hstore ADD TABLE app.points', 'the owner of a trusted extension adds a table');
SELECT throws_ok('ALTER TABLE app.points SET SCHEMA public', 'MG101', NULL, 'and can''t move it to public');
SELECT throws_ok('ALTER TABLE app.points ADD COLUMN user_id uuid', 'MG201', NULL, 'nor spoil it');
SELECT lives_ok('ALTER EXTENSION hstore DROP TABLE app.points', 'though it can leave again');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
