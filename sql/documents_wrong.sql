\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(31);

SELECT mana_guard.set_rule('MG101', 'warn', reason => 'stands');
SELECT FROM mana_guard.exempt('app.a', 'MG201', 'stands');
CREATE TEMP TABLE before AS SELECT mana_guard.export_policy() AS document;
CREATE FUNCTION pg_temp.errors(document jsonb) RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(path || ' ' || message, E'\n' ORDER BY path COLLATE "C") FROM mana_guard.document_errors(document)$$;
CREATE FUNCTION pg_temp.row_errors(section text, rows jsonb) RETURNS text LANGUAGE sql AS
    $$SELECT pg_temp.errors(jsonb_build_object('mana_guard', 1, section, rows))$$;

-- The document.
SELECT is(pg_temp.errors('[]'), '$ is not an object', 'no object');
SELECT is(pg_temp.errors('7'), '$ is not an object', 'no document at all');
SELECT is(pg_temp.errors('{}'), 'mana_guard is missing: write 1', 'no version');
SELECT is(pg_temp.errors('{"mana_guard": 2}'), 'mana_guard is not 1, the version of the document format', 'another version');
SELECT is(pg_temp.errors('{"mana_guard": "1"}'), 'mana_guard is not 1, the version of the document format', 'a version that is no number');
SELECT is(pg_temp.errors('{"mana_guard": 1, "polcy": []}'), 'polcy is unknown', 'an unknown part');
SELECT is(pg_temp.errors('{"mana_guard": 1, "profile": 7}'), 'profile is not a string', 'a profile that is none');
SELECT is(pg_temp.errors('{"mana_guard": 1, "profile": "stricter"}'), 'profile profile "stricter" does not exist. Perhaps you mean "strict". There are guidelines, mana_platform, mana_sync, strict, migrations, general, squawk, strong_migrations, supabase, dont_do_this, gitlab, agents.', 'or is not there');
SELECT is(pg_temp.errors('{"mana_guard": 1, "policy": {}, "exemptions": "none", "service_schemas": null}'),
    E'exemptions is not an array\npolicy is not an array\nservice_schemas is not an array', 'parts that are no arrays');

-- Its rows.
SELECT is(pg_temp.row_errors('policy', '[7, {}, {"rule": null}, {"rule": 7}]'),
    E'policy[0] is not an object\npolicy[1].rule is missing\npolicy[2].rule is missing\npolicy[3].rule is not a string', 'each row by its path');
SELECT is(pg_temp.row_errors('policy', '[{"rule": "MG201", "severity": 1, "params": [], "exemptions_follow": "yes", "colour": "red"}]'),
    E'policy[0].colour is unknown\npolicy[0].exemptions_follow is not true or false\npolicy[0].params is not an object\npolicy[0].severity is not a string', 'each of its fields');
SELECT is(pg_temp.row_errors('policy', '[{"rule": "user_id_txt"}]'), 'policy[0] rule "user_id_txt" does not exist. Perhaps you mean "user_id_text". SELECT code, name FROM mana_guard.rules lists the rules.', 'an unknown rule');
SELECT is(pg_temp.row_errors('policy', '[{"rule": "MG201", "severity": "fatal"}]'), 'policy[0] invalid severity "fatal". A severity is off, log, warn or error.', 'an unknown severity');
SELECT is(pg_temp.row_errors('policy', '[{"rule": "MG201", "timing": "start"}]'), 'policy[0] rule "user_id_text" can''t be checked at start. It is checked at statement or commit.', 'a timing that the rule can''t have');
SELECT is(pg_temp.row_errors('policy', '[{"rule": "MG201", "existing": "shout"}]'), 'policy[0] invalid existing "shout". The value of existing is ignore, notice, warn or enforce.', 'an unknown existing');
SELECT is(pg_temp.row_errors('policy', '[{"rule": "MG201", "params": {"columns": [7]}}]'),
    'policy[0] parameter "columns" is [7], not a list of names. Write a JSON array of names, such as its default: {"columns": ["user_id"]}.', 'a mistyped parameter');
SELECT is(pg_temp.row_errors('policy', '[{"rule": "MG201", "schema_pattern": ""}, {"rule": "MG201", "reason": " "}]'),
    E'policy[0] schema_pattern is empty and matches nothing. Write a name, a pattern such as ''log_*'', or ''*'' for all.\npolicy[1] the reason is empty. Say why, for whoever reads this in a year.', 'empty patterns and reasons');
SELECT is(pg_temp.row_errors('policy', jsonb_build_array(jsonb_build_object('rule', 'MG201', 'role_name', repeat('a', 64)))), 'policy[0].role_name has more than 63 bytes', 'a role''s name that is none');
SELECT is(pg_temp.row_errors('policy', '[{"rule": "MG201"}, {"rule": "MG202"}, {"rule": "user_id_text", "schema_pattern": "*"}]'), 'policy[2] duplicates policy[0]', 'two rows about the same');
SELECT is(pg_temp.row_errors('exemptions', '[{"rule": "MG201", "schema_pattern": "app"}, {"rule": "MG201", "reason": "a"}, {"rule": "MG201", "schema_pattern": "app", "reason": "a", "until": "soon"},
    {"rule": "MG201", "schema_pattern": "app", "reason": ""}, {"rule": "MG999", "schema_pattern": "app", "reason": "a"}, {"rule": "MG201", "schema_pattern": "app", "reason": "a", "until": "2030-02-30"}]'),
    E'exemptions[0].reason is missing\nexemptions[1].schema_pattern is missing\nexemptions[2].until is not a string with a date and time\nexemptions[3] the reason is empty. Say why, for whoever reads this in a year.\nexemptions[4] rule "MG999" does not exist. SELECT code, name FROM mana_guard.rules lists the rules.\nexemptions[5].until is not a string with a date and time', 'exemptions');
SELECT is(pg_temp.row_errors('exemptions', '[{"rule": "*", "schema_pattern": "a", "reason": "a"}, {"rule": "*", "schema_pattern": "a", "value": "", "reason": "a"}, {"rule": "*", "schema_pattern": "a", "object_pattern": "*", "reason": "b"}]'),
    'exemptions[2] duplicates exemptions[0]', 'two about the same');
SELECT is(pg_temp.row_errors('service_schemas', '[{"service": "a"}, {"service": "", "schema_name": "a"}, {"service": "a", "schema_name": "b", "migration_lock_id": 1.5}, {"service": "a", "schema_name": "c", "migration_lock_id": 99999999999999999999},
    {"service": "a", "schema_name": "d"}, {"service": "b", "schema_name": "d"}]'),
    E'service_schemas[0].schema_name is missing\nservice_schemas[1] service is empty. Write the service that the schema belongs to, such as ''mana-auth''.\nservice_schemas[2].migration_lock_id is not a whole number\nservice_schemas[3].migration_lock_id is not a whole number\nservice_schemas[5] duplicates service_schemas[4]',
    'the registry');

-- All of it at once, and nothing is changed.
SELECT throws_ok($$SELECT mana_guard.import_policy('{"mana_guard": 1, "profile": "strict", "policy": [{"rule": "MG201", "severity": "off"}], "exemptions": [{"rule": "MG201", "schema_pattern": "app"}]}')$$, 'MG900', 'the document has 1 error', 'import_policy() refuses it');
SELECT throws_ok($$SELECT mana_guard.import_policy('{"mana_guard": 3, "policy": [{"rule": "MG201", "severity": "off"}, {"rule": 7}], "exemptions": [{"rule": "nonsense", "schema_pattern": "app", "reason": "a"}]}')$$, 'MG900', 'the document has 3 errors', 'with all that is wrong');
SELECT is(mana_guard.export_policy(), document, 'and nothing is changed') FROM before;
SELECT is((SELECT count(*)::int FROM mana_guard.policy_history), 2, 'nor is there history of it');
-- psql's output is part of the test.
SAVEPOINT before;
SELECT mana_guard.import_policy('{"mana_guard": 1, "policy": [{"rule": "user_id_txt"}, {"rule": "MG201", "params": {"column": []}}], "profile": "none"}');
ROLLBACK TO before;
SELECT throws_ok($$SELECT mana_guard.check_document('[]')$$, 'MG900', 'the document has 1 error', 'each way to it');
SELECT is((SELECT mana_guard.canonical_rule('MG201') || mana_guard.canonical_rule('types') || mana_guard.canonical_rule('user_*')), 'user_id_texttypesuser_*', 'a rule is known by its name or its code');
SELECT results_eq($$SELECT mana_guard.selected_rules(one) FROM unnest(ARRAY['MG201', 'user_id_*']) AS one$$, ARRAY['user_id_text', 'user_id_text', 'user_id_index'], 'and selects what a row would');
SELECT throws_ok($$SELECT mana_guard.selected_rules('user_%')$$, 'MG900', 'rule "user_%" does not exist', 'with the same patterns');
SELECT throws_ok($$SELECT mana_guard.canonical_rule('MG999')$$, 'MG900', 'rule "MG999" does not exist', 'or not at all');

SELECT * FROM finish();
ROLLBACK;
