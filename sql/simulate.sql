\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(24);
DELETE FROM mana_guard.log;

CREATE ROLE mana_guard_team;
CREATE ROLE mana_guard_member IN ROLE mana_guard_team;
CREATE ROLE mana_guard_nobody;
SET LOCAL mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.a (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id uuid UNIQUE, owner_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.b (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), uid uuid UNIQUE, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SET LOCAL mana_guard.enabled = on;
SELECT FROM mana_guard.exempt('app.a', 'MG201', 'a test');
SELECT mana_guard.set_rule('MG202', 'log', reason => 'the house''s');
CREATE TEMP TABLE before AS SELECT mana_guard.export_policy() AS document;
CREATE FUNCTION pg_temp.found(document jsonb, of_code text DEFAULT '') RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(concat_ws(' ', code, severity, object_name, column_name, CASE WHEN exempt THEN 'exempt' END), ', ' ORDER BY code, object_name, column_name) FROM mana_guard.simulate(document) WHERE code ~ of_code$$;

SELECT is(pg_temp.found(document), 'MG201 error a user_id exempt, MG202 log a owner_id', 'the policy as it is') FROM before;
SELECT is(pg_temp.found(document), (SELECT string_agg(concat_ws(' ', code, severity, object_name, column_name, CASE WHEN exempt THEN 'exempt' END), ', ' ORDER BY code, object_name, column_name) FROM mana_guard.audit()), 'as the audit has it') FROM before;
SELECT is(pg_temp.found('{"mana_guard": 1}'), 'MG201 error a user_id exempt, MG202 log a owner_id', 'what a document leaves out is as it is');
SELECT is(pg_temp.found('{"mana_guard": 1, "policy": []}'), 'MG201 error a user_id exempt, MG202 warn a owner_id', 'other rows');
SELECT is(pg_temp.found('{"mana_guard": 1, "exemptions": []}'), 'MG201 error a user_id, MG202 log a owner_id', 'other exemptions');
SELECT is(pg_temp.found('{"mana_guard": 1, "policy": [{"rule": "MG201", "params": {"columns": ["uid"]}, "severity": "warn"}, {"rule": "placement", "severity": "off"}]}'),
    'MG201 warn b uid, MG202 warn a owner_id', 'other parameters and severities');
SELECT is(pg_temp.found('{"mana_guard": 1, "profile": "strict"}', '^MG20[12]$'), 'MG201 error a user_id exempt, MG202 log a owner_id', 'a stricter profile, below the house''s rows');
SELECT is(pg_temp.found('{"mana_guard": 1, "profile": "strict", "policy": []}', '^MG20[12]$'), 'MG201 error a user_id exempt, MG202 error a owner_id', 'and without them');
SELECT is(pg_temp.found('{"mana_guard": 1, "service_schemas": [{"service": "mana-auth", "schema_name": "auth"}]}'), 'MG104 warn, MG201 error a user_id exempt, MG202 log a owner_id', 'another registry');
SELECT is((SELECT message FROM mana_guard.simulate('{"mana_guard": 1, "profile": "mana_platform"}') WHERE code = 'MG104'), 'schema app holds tables but is not registered', 'or a profile''s');
SELECT is(pg_temp.found('{"mana_guard": 1, "exemptions": [{"rule": "*", "schema_pattern": "app", "reason": "all of it", "until": "2020-01-01"}]}'), 'MG201 error a user_id, MG202 log a owner_id', 'an exemption that has ended');
SELECT matches((SELECT detail FROM mana_guard.simulate('{"mana_guard": 1, "exemptions": [{"rule": "MG201", "schema_pattern": "app", "reason": "all of it"}]}') WHERE code = 'MG201'), 'waives it: all of it$', 'with the reason of one that holds');

-- Nothing is changed by it.
SELECT is((SELECT mana_guard.export_policy()), document, 'the policy is as before') FROM before;
SELECT is((SELECT count(*)::int FROM mana_guard.log), 0, 'nothing is logged');
SELECT throws_ok('CREATE TABLE app.c (user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG201', NULL, 'and the next statement is judged by what is in force');

-- A wrong document.
SELECT throws_ok($$SELECT * FROM mana_guard.simulate('{"mana_guard": 1, "policy": [{"rule": "nonsense"}]}')$$, 'MG900', 'the document has 1 error', 'is refused');
SELECT throws_ok($$SELECT * FROM mana_guard.simulate('{}')$$, 'MG900', NULL, 'also one without a version');

-- Of more relations than are judged at once, for whoever asks.
SET LOCAL mana_guard.enabled = off;
DO $$BEGIN FOR i IN 1..200 LOOP EXECUTE format('CREATE TABLE app.t%s (user_id uuid)', i); END LOOP; END$$;
SET LOCAL mana_guard.enabled = on;
CREATE FUNCTION pg_temp.count_for(team text) RETURNS int LANGUAGE sql AS
    $$SELECT count(*)::int FROM mana_guard.simulate(jsonb_build_object('mana_guard', 1, 'exemptions', '[]'::jsonb, 'policy',
        jsonb_build_array('{"rule": "*", "severity": "off"}'::jsonb, jsonb_build_object('rule', 'MG201', 'severity', 'error', 'role_name', team))))$$;
SET ROLE mana_guard_member;
SELECT is(pg_temp.count_for('mana_guard_team'), 201, 'a row for a role holds for a member, at all of them');
SELECT is(pg_temp.count_for('mana_guard_nobody'), 0, 'not for another role');
SELECT is(pg_temp.count_for('mana_guard_team'), 201, 'as often as it is asked');
SELECT is(pg_temp.count_for('mana_guard_team'), 201, 'and again');
RESET ROLE;
SELECT is(pg_temp.count_for('mana_guard_team'), 0, 'nor for a superuser');
SET LOCAL client_min_messages = warning;  -- on a slow server it shows progress
SELECT is((SELECT count(*)::int FROM mana_guard.audit() WHERE code = 'MG201'), 201, 'the audit is as it was');
SELECT is(pg_temp.count_for('mana_guard_nobody'), 0, 'whoever asked last');

SELECT * FROM finish();
ROLLBACK;
