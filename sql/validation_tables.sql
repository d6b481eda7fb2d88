\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(26);

SELECT mana_guard.set_rule('MG101', 'warn');
CREATE FUNCTION pg_temp.told(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    message text; hint text; object text;
BEGIN
    EXECUTE statement;
    RETURN 'nothing';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT, object = TABLE_NAME;
    RETURN concat_ws(' | ', SQLSTATE, message, nullif(hint, ''), nullif(object, ''));
END $$;

-- Exemptions.
SELECT is(pg_temp.told($$SELECT mana_guard.exempt('app.a', 'MG201', ' ')$$), 'MG900 | the reason is empty | Say why, for whoever reads this in a year. | exemptions', 'a blank reason');
SELECT matches(pg_temp.told($$SELECT mana_guard.exempt('app.a', 'MG201', E'\t\n')$$), '^MG900 \| the reason is empty', 'of whatever blanks');
SELECT matches(pg_temp.told($$INSERT INTO mana_guard.exemptions (rule, schema_pattern) VALUES ('MG201', 'app')$$), '^(MG900|23502) ', 'none at all');
SELECT is(pg_temp.told($$SELECT mana_guard.exempt('app.a', 'MG201, timestamp_shap', 'r')$$),
    'MG900 | rule "timestamp_shap" does not exist | Perhaps you mean "timestamp_shape". SELECT code, name FROM mana_guard.rules lists the rules. | exemptions', 'one of several rules is unknown');
SELECT matches(pg_temp.told($$SELECT mana_guard.exempt('app.a', '', 'r')$$), '^MG900 \| rule "" does not exist', 'no rule');
SELECT matches(pg_temp.told($$SELECT mana_guard.exempt('app.a', NULL, 'r')$$), '^MG900 \| rule "" does not exist', 'nor null');
SELECT matches(pg_temp.told($$SELECT mana_guard.exempt('app.a', 'MG201,', 'r')$$), '^MG900 \| rule "" does not exist', 'a comma too many');
SELECT is(pg_temp.told($$SELECT mana_guard.exempt('a', 'MG201', 'r')$$),
    'MG900 | "a" is not an object name | Write ''schema.table'', ''schema.table.column'' or ''schema.*''; put double quotes around names that SQL would fold. | exemptions', 'a name without a schema');
SELECT is(ARRAY(SELECT o FROM unnest(ARRAY['', 'app.', '.a', 'app.a.b.c', 'app..a', '"app.a', 'app."a"b', 'app.a b', 'app.""', 'app. a']) AS o
    WHERE pg_temp.told(format('SELECT mana_guard.exempt(%L, ''MG201'', ''r'')', o)) NOT LIKE 'MG900 | % is not an object name %'), '{}', 'names that are none');
SELECT is((SELECT row(n.*)::text FROM mana_guard.split_name('App."My ""T""".c') AS n), '(app,"My ""T""",c)', 'names that are');
SELECT matches(pg_temp.told($$INSERT INTO mana_guard.exemptions (rule, schema_pattern, reason) VALUES ('MG201', '', 'r')$$), '^MG900 \| schema_pattern is empty', 'an empty pattern');
SELECT matches(pg_temp.told($$INSERT INTO mana_guard.exemptions (rule, schema_pattern, column_pattern, reason) VALUES ('MG201', 'app', '', 'r')$$), '^MG900 \| column_pattern is empty', 'of a column');
SELECT matches(pg_temp.told($$INSERT INTO mana_guard.exemptions (rule, schema_pattern, column_pattern, reason) VALUES ('MG201', 'app', repeat('a', 64), 'r')$$), '^MG900 \| column_pattern has more than 63 bytes', 'a long one');
SELECT matches(pg_temp.told($$INSERT INTO mana_guard.exemptions (rule, schema_pattern, reason) VALUES ('MG201', 'app', 'r'), ('MG20', 'app', 'r')$$), '^MG900 \| rule "MG20" does not exist', 'several rows at once');
SAVEPOINT before;
\set VERBOSITY sqlstate
COPY mana_guard.exemptions (rule, schema_pattern, reason) FROM STDIN WITH (FORMAT csv);
MG201,app,copied
MG201,app2,
\.
\set VERBOSITY default
ROLLBACK TO before;
SELECT is((SELECT count(*)::int FROM mana_guard.exemptions), 0, 'and nothing is stored of any of them');

-- The registry.
SELECT matches(pg_temp.told($$INSERT INTO mana_guard.service_schemas (service, schema_name) VALUES ('mana-auth', '')$$), '^MG900 \| schema_name is empty \| .* \| service_schemas$', 'a schema without a name');
SELECT matches(pg_temp.told($$INSERT INTO mana_guard.service_schemas (service, schema_name) VALUES ('mana-auth', repeat('a', 64))$$), '^MG900 \| schema_name is longer than 63 bytes', 'or with one that is none');
SELECT is(pg_temp.told($$INSERT INTO mana_guard.service_schemas (service, schema_name) VALUES (' ', 'auth')$$),
    'MG900 | service is empty | Write the service that the schema belongs to, such as ''mana-auth''. | service_schemas', 'a blank service');
SELECT matches(pg_temp.told($$INSERT INTO mana_guard.service_schemas (service, schema_name) VALUES ('a', 'auth'), ('b', '')$$), '^MG900 ', 'several rows at once');
SAVEPOINT before;
\set VERBOSITY sqlstate
COPY mana_guard.service_schemas (service, schema_name) FROM STDIN;
mana-auth	auth
 	mail
\.
\set VERBOSITY default
ROLLBACK TO before;
SELECT is((SELECT count(*)::int FROM mana_guard.service_schemas), 0, 'and nothing is stored of any of them');

-- The profile.
SELECT is(pg_temp.told($$SELECT mana_guard.use_profile('stricter')$$),
    'MG900 | profile "stricter" does not exist | Perhaps you mean "strict". There are guidelines, mana_platform, mana_sync, strict, migrations, general, squawk, strong_migrations, supabase, dont_do_this, gitlab, agents. | active_profile', 'an unknown profile');
SELECT matches(pg_temp.told($$INSERT INTO mana_guard.active_profile (name) VALUES ('')$$), '^MG900 \| profile "" does not exist', 'or none');
SELECT mana_guard.use_profile('strict');
SELECT matches(pg_temp.told($$UPDATE mana_guard.active_profile SET name = 'mana'$$), '^MG900 \| profile "mana" does not exist', 'UPDATE is checked too');
SELECT is(pg_temp.told($$INSERT INTO mana_guard.active_profile (only_row, name) VALUES (false, 'guidelines')$$),
    '23514 | new row for relation "active_profile" violates check constraint "active_profile_only_row_check" | active_profile', 'there is one at most');
SELECT is((SELECT name FROM mana_guard.active_profile), 'strict', 'and nothing is changed by any of them');
SELECT is((SELECT count(*)::int FROM mana_guard.policy), 1, 'nor in the policy');

SELECT * FROM finish();
ROLLBACK;
