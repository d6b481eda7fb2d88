\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(29);

SET LOCAL datestyle = 'SQL, DMY';
SET LOCAL timezone = 'Asia/Tokyo';
CREATE ROLE mana_guard_team;
CREATE SCHEMA app;
SELECT mana_guard.use_profiles('{strict,squawk}');
INSERT INTO mana_guard.policy (rule, schema_pattern, object_pattern, role_name, severity, timing, existing, exemptions_follow, params, advice, docs_url, reason) VALUES
    ('MG301', 'app', 'log_*', 'mana_guard_team', 'warn', 'commit', 'enforce', true, '{"columns": ["at"]}', 'Ask.', 'https://example.org', 'all of it'),
    ('types', '*', '*', NULL, 'log', NULL, NULL, NULL, '{}', NULL, NULL, NULL);
INSERT INTO mana_guard.service_schemas (service, schema_name, owner_role, migration_lock_id) VALUES ('mana-app', 'app', 'mana_guard_team', 9223372036854775);
INSERT INTO mana_guard.service_schemas (service, schema_name, removed) VALUES ('mana-mail', 'mail', true);
SELECT FROM mana_guard.exempt('app.a.user_id', 'MG201, MG202', 'a test', '2030-07-01 12:30+02', 'DB-1');
INSERT INTO mana_guard.exemptions (rule, schema_pattern, object_pattern, value, reason, until, is_baseline) VALUES
    ('*', 'app', 'b', '', 'empty', 'infinity', true), ('*', 'app', 'b', NULL, 'none', NULL, false), ('*', 'app', 'b', 'NULL', 'a word', NULL, false);
CREATE TEMP TABLE exported AS SELECT mana_guard.export_policy() AS document;
CREATE FUNCTION pg_temp.rows() RETURNS text[] LANGUAGE sql AS
    $$SELECT array_agg(one ORDER BY one) FROM (SELECT p::text FROM mana_guard.policy AS p UNION ALL SELECT e::text FROM mana_guard.exemptions AS e UNION ALL SELECT s::text FROM mana_guard.service_schemas AS s) AS all_of_them(one)$$;
CREATE TEMP TABLE before AS SELECT pg_temp.rows() AS rows, (SELECT count(*) FROM mana_guard.policy_history) AS changes;

SELECT is(document, $${"mana_guard": 1, "profile": "strict, squawk", "policy": [
    {"rule": "require_timestamps", "schema_pattern": "app", "object_pattern": "log_*", "role_name": "mana_guard_team", "severity": "warn", "timing": "commit", "existing": "enforce", "exemptions_follow": true,
     "params": {"columns": ["at"]}, "advice": "Ask.", "docs_url": "https://example.org", "reason": "all of it"},
    {"rule": "types", "schema_pattern": "*", "object_pattern": "*", "severity": "log", "params": {}}],
  "own_rules": [],
  "service_schemas": [{"service": "mana-app", "schema_name": "app", "owner_role": "mana_guard_team", "migration_lock_id": 9223372036854775}, {"service": "mana-mail", "schema_name": "mail", "removed": true}],
  "exemptions": [{"rule": "*", "schema_pattern": "app", "object_pattern": "b", "reason": "none"}, {"rule": "*", "schema_pattern": "app", "object_pattern": "b", "value": "NULL", "reason": "a word"},
    {"rule": "user_id_text", "schema_pattern": "app", "object_pattern": "a", "column_pattern": "user_id", "reason": "a test", "ticket": "DB-1", "until": "2030-07-01T10:30:00+00:00"},
    {"rule": "user_reference_text", "schema_pattern": "app", "object_pattern": "a", "column_pattern": "user_id", "reason": "a test", "ticket": "DB-1", "until": "2030-07-01T10:30:00+00:00"}],
  "baseline": [{"rule": "*", "schema_pattern": "app", "object_pattern": "b", "value": "", "reason": "empty", "until": "infinity"}]}$$::jsonb, 'all of it is exported') FROM exported;
SELECT is(jsonb_array_length(document -> 'exemptions'), 4, 'each exemption') FROM exported;
SELECT is((SELECT count(*)::int FROM mana_guard.document_errors(document)), 0, 'as a document without errors') FROM exported;

-- The same again.
SELECT lives_ok('SELECT mana_guard.import_policy(document) FROM exported', 'what was exported is imported');
SELECT lives_ok('SELECT mana_guard.import_policy(document) FROM exported', 'and again');
SELECT is(pg_temp.rows(), rows, 'which changes nothing, no id and no date') FROM before;
SELECT is((SELECT count(*) FROM mana_guard.policy_history), changes, 'and writes no history') FROM before;
SELECT mana_guard.import_policy(jsonb_set(document, '{policy,0,rule}', '"MG301"')) FROM exported;
SELECT is((SELECT count(*) FROM mana_guard.policy_history), changes, 'nor where a rule is named by its code') FROM before;

-- Into an empty policy.
DELETE FROM mana_guard.policy;
DELETE FROM mana_guard.exemptions;
DELETE FROM mana_guard.service_schemas;
DELETE FROM mana_guard.active_profile;
SELECT lives_ok('SELECT mana_guard.import_policy(document) FROM exported', 'into an empty one');
SELECT is(mana_guard.export_policy(), document, 'it makes the same') FROM exported;

-- Part of it.
SELECT mana_guard.import_policy('{"mana_guard": 1}');
SELECT is(mana_guard.export_policy(), document, 'what a document leaves out stays') FROM exported;
SELECT mana_guard.import_policy('{"mana_guard": 1, "exemptions": []}');
SELECT is(mana_guard.export_policy(), jsonb_set(document, '{exemptions}', '[]'), 'an empty part removes what there was') FROM exported;
SELECT is((SELECT array_agg(reason) FROM mana_guard.exemptions), '{empty}', 'but not the baseline, which is a part of its own');
SELECT mana_guard.import_policy('{"mana_guard": 1, "baseline": []}');
SELECT is(mana_guard.export_policy() -> 'baseline', '[]', 'which goes where it is given empty');
SELECT mana_guard.import_policy('{"mana_guard": 1, "exemptions": [{"rule": "MG201", "schema_pattern": "app", "reason": "by hand"}, {"rule": "MG202", "schema_pattern": "app", "reason": "old", "is_baseline": true}]}');
SELECT results_eq('SELECT rule, is_baseline FROM mana_guard.exemptions ORDER BY rule', $$VALUES ('user_id_text', false), ('user_reference_text', true)$$, 'an older document has both in one part');
SELECT mana_guard.import_policy('{"mana_guard": 1, "exemptions": [{"rule": "MG202", "schema_pattern": "app", "reason": "by hand"}]}');
SELECT results_eq('SELECT rule, is_baseline, reason FROM mana_guard.exemptions', $$VALUES ('user_reference_text', false, 'by hand')$$, 'and what was of the baseline is so no more');
SELECT mana_guard.import_policy('{"mana_guard": 1, "baseline": [{"rule": "MG201", "schema_pattern": "app", "reason": "stood there"}]}');
SELECT results_eq('SELECT rule, is_baseline, reason FROM mana_guard.exemptions ORDER BY rule', $$VALUES ('user_id_text', true, 'stood there'), ('user_reference_text', false, 'by hand')$$, 'a document of the baseline alone');
SELECT ok((SELECT count(*) = 1 FROM mana_guard.document_errors('{"mana_guard": 1, "exemptions": [{"rule": "MG201", "schema_pattern": "app", "reason": "a"}], "baseline": [{"rule": "user_id_text", "schema_pattern": "app", "reason": "b"}]}') WHERE path = 'exemptions[0]'), 'one row in both parts is an error');
SELECT mana_guard.import_policy(document - 'policy') FROM exported;
SELECT mana_guard.import_policy('{"mana_guard": 1, "exemptions": []}');
SELECT mana_guard.import_policy(jsonb_build_object('mana_guard', 1, 'policy', (document -> 'policy') - 0)) FROM exported;
SELECT is(mana_guard.export_policy() -> 'policy', (document -> 'policy') - 0, 'one row removed') FROM exported;
SELECT mana_guard.import_policy('{"mana_guard": 1, "$schema": "policy.schema.json", "policy": [{"rule": "types", "severity": "warn"}, {"rule": "MG101", "advice": "Ask."}]}');
SELECT is(mana_guard.export_policy() -> 'policy', '[{"rule": "no_table_in_public", "schema_pattern": "*", "object_pattern": "*", "params": {}, "advice": "Ask."}, {"rule": "types", "schema_pattern": "*", "object_pattern": "*", "severity": "warn", "params": {}}]'::jsonb,
    'one changed and one added, with the defaults');
SELECT is((SELECT array_agg(action || ' ' || (coalesce(new_row, old_row) ->> 'rule') ORDER BY action) FROM (SELECT action, new_row, old_row FROM mana_guard.policy_history WHERE table_name = 'policy' AND changed_at = now()
    ORDER BY ctid DESC LIMIT 2) AS last), '{"insert no_table_in_public","update types"}', 'and just that is history');
SELECT mana_guard.import_policy('{"mana_guard": 1, "profile": "guidelines", "service_schemas": [{"service": "mana-other", "schema_name": "app"}]}');
SELECT results_eq('SELECT service, schema_name, owner_role, removed FROM mana_guard.service_schemas', $$VALUES ('mana-other', 'app', NULL::name, false)$$, 'the registry');
SELECT is((SELECT count(*)::int FROM mana_guard.active_profile), 0, 'the default profile is no row');

-- It counts at once, and takes the same grants as plain SQL.
SELECT mana_guard.import_policy('{"mana_guard": 1, "profile": "guidelines", "policy": [{"rule": "MG301", "severity": "off"}], "service_schemas": [], "exemptions": []}');
SELECT lives_ok('CREATE TABLE app.a (id int)', 'what is imported counts at once');
CREATE ROLE mana_guard_editor;
SET ROLE mana_guard_editor;
SELECT lives_ok('SELECT mana_guard.export_policy(), (SELECT count(*) FROM mana_guard.document_errors(''{}''))', 'exporting is open to all');
SELECT throws_ok($$SELECT mana_guard.import_policy('{"mana_guard": 1}')$$, '42501', NULL, 'importing is not');
RESET ROLE;
GRANT EXECUTE ON FUNCTION mana_guard.import_policy TO mana_guard_editor;
SET ROLE mana_guard_editor;
SELECT throws_ok($$SELECT mana_guard.import_policy('{"mana_guard": 1, "policy": []}')$$, '42501', NULL, 'and takes more than the right to call it');
RESET ROLE;
GRANT EXECUTE ON FUNCTION mana_guard.use_profile TO mana_guard_editor;
GRANT SELECT, INSERT, UPDATE, DELETE ON mana_guard.policy, mana_guard.exemptions, mana_guard.service_schemas, mana_guard.active_profile TO mana_guard_editor;
SET ROLE mana_guard_editor;
SELECT lives_ok($$SELECT mana_guard.import_policy('{"mana_guard": 1, "profile": "strict", "policy": [], "exemptions": [{"rule": "MG201", "schema_pattern": "app", "reason": "a test"}]}')$$, 'that on the tables');
RESET ROLE;
SELECT is((SELECT updated_by FROM mana_guard.exemptions WHERE reason = 'a test'), 'mana_guard_editor', 'and says who did it');

SELECT * FROM finish();
ROLLBACK;
