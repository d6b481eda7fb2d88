\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(30);

SELECT mana_guard.set_rule('MG101', 'warn', reason => 'stands');
CREATE TEMP TABLE before AS SELECT * FROM mana_guard.policy;

-- What the client is told: code, message, hint, and the table's name.
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
CREATE FUNCTION pg_temp.row(columns text, row_values text) RETURNS text LANGUAGE sql AS
    $$SELECT pg_temp.told(format('INSERT INTO mana_guard.policy (rule, %s) VALUES (''user_id_text'', %s)', columns, row_values))$$;

SELECT is(pg_temp.told($$INSERT INTO mana_guard.policy (rule, severity) VALUES ('user_id_txt', 'error')$$),
    'MG900 | rule "user_id_txt" does not exist | Perhaps you mean "user_id_text". SELECT code, name FROM mana_guard.rules lists the rules. | policy', 'an unknown rule, with the nearest name');
SELECT is(pg_temp.told($$INSERT INTO mana_guard.policy (rule, severity) VALUES ('MG999', 'error')$$),
    'MG900 | rule "MG999" does not exist | SELECT code, name FROM mana_guard.rules lists the rules. | policy', 'an unknown code');
SELECT is(pg_temp.told($$INSERT INTO mana_guard.policy (rule, severity) VALUES ('uid_*', 'error')$$),
    'MG900 | rule "uid_*" does not exist | SELECT code, name FROM mana_guard.rules lists the rules. | policy', 'a pattern that no rule matches');
SELECT is(pg_temp.told($$INSERT INTO mana_guard.policy (rule, severity) VALUES ('', 'error')$$),
    'MG900 | rule "" does not exist | SELECT code, name FROM mana_guard.rules lists the rules. | policy', 'an empty rule');
SELECT is(pg_temp.row('severity, params', $$'error', '{"column": ["a"]}'$$),
    'MG900 | rule "user_id_text" has no parameter "column" | Perhaps you mean "columns", a list of names, by default ["user_id"]. | policy', 'an unknown parameter');
SELECT is(pg_temp.row('severity, params', $$'error', '{"columns": 7}'$$),
    'MG900 | parameter "columns" is 7, not a list of names | Write a JSON array of names, such as its default: {"columns": ["user_id"]}. | policy', 'a mistyped one, with its default');
SELECT is(pg_temp.row('severity, params', $$'error', '{"columns": ["a", 7]}'$$),
    'MG900 | parameter "columns" is ["a",7], not a list of names | Write a JSON array of names, such as its default: {"columns": ["user_id"]}. | policy', 'also within');
SELECT is(pg_temp.told($$SELECT mana_guard.set_rule('MG105', 'error', params => '{"max_length": "long"}')$$),
    'MG900 | parameter "max_length" is "long", not a whole number | Write {"max_length": 30}, which is its default, or another number. | policy', 'a number that is none');
SELECT matches(pg_temp.told($$SELECT mana_guard.set_rule('MG105', 'error', params => '{"max_length": -1}')$$), '^MG900 \| parameter "max_length" is -1, not a whole number', 'or is negative');
SELECT matches(pg_temp.told($$SELECT mana_guard.set_rule('MG105', 'error', params => '{"max_length": 1.5}')$$), '^MG900 \| parameter "max_length" is 1.5, not a whole number', 'or no whole one');
SELECT matches(pg_temp.told($$SELECT mana_guard.set_rule('MG105', 'error', params => '{"max_length": 99999999999999999999}')$$), '^MG900 ', 'or too large');
SELECT matches(pg_temp.row('severity, params', $$'error', 'null'$$), '^MG900 \| params are not a JSON object', 'params that are no object');
SELECT is(pg_temp.row('timing', $$'start'$$), 'MG900 | rule "user_id_text" can''t be checked at start | It is checked at statement or commit. | policy', 'a timing that the rule can''t have');
SELECT is(pg_temp.told($$SELECT mana_guard.set_rule('MG106', NULL, timing => 'commit')$$),
    'MG900 | rule "no_schema_rename" can''t be checked at commit | It is checked at start. | policy', 'a rule about a command before it works');
SELECT is(pg_temp.told($$SELECT mana_guard.set_rule('MG107', NULL, timing => 'commit')$$),
    'MG900 | rule "schema_owner" can''t be checked at commit | It is checked at statement. | policy', 'and about what one does');
SELECT is(pg_temp.told($$SELECT mana_guard.set_rule('MG106', NULL, existing => 'enforce')$$),
    'MG900 | rule "no_schema_rename" checks what a command does, so it has no existing violations | Leave existing null. | policy', 'existing, where nothing stood before');
SELECT is(pg_temp.row('existing', $$'shout'$$), 'MG900 | invalid existing "shout" | The value of existing is ignore, notice, warn or enforce. | policy', 'an unknown existing');
SELECT is(pg_temp.row('schema_pattern', $$''$$), 'MG900 | schema_pattern is empty and matches nothing | Write a name, a pattern such as ''log_*'', or ''*'' for all. | policy', 'an empty pattern');
SELECT matches(pg_temp.row('object_pattern', $$''$$), '^MG900 \| object_pattern is empty', 'of either kind');
SELECT matches(pg_temp.row('object_pattern', $$repeat('a', 64)$$), '^MG900 \| object_pattern has more than 63 bytes of text and matches nothing', 'one that is longer than any name');
SELECT matches(pg_temp.row('object_pattern', $$repeat('ü', 32) || '*'$$), '^MG900 \| object_pattern has more than 63 bytes', 'in bytes');
SELECT is(pg_temp.row('object_pattern', $$repeat('a*', 63)$$), 'nothing', 'wildcards count for nothing in that');
SELECT is(pg_temp.row('reason', $$'  '$$), 'MG900 | the reason is empty | Say why, for whoever reads this in a year. | policy', 'a blank reason');
SELECT is(pg_temp.row('severity', $$'fatal'$$), '22P02 | invalid input value for enum mana_guard.severity: "fatal"', 'a severity is PostgreSQL''s to check');
SELECT matches(pg_temp.told('INSERT INTO mana_guard.policy (severity) VALUES (''off'')'), '^(MG900|23502) ', 'a row without a rule');
SELECT matches(pg_temp.told('UPDATE mana_guard.policy SET rule = ''no_table'''), '^MG900 \| rule "no_table" does not exist', 'UPDATE is checked too');
DELETE FROM mana_guard.policy WHERE rule = 'user_id_text';

SELECT matches(pg_temp.told($$INSERT INTO mana_guard.policy (rule, severity) VALUES ('MG201', 'off'), ('nonsense', 'off'), ('MG301', 'off')$$), '^MG900 \| rule "nonsense" does not exist', 'several rows at once');
SELECT matches(pg_temp.told($$WITH x AS (INSERT INTO mana_guard.policy (rule, severity) VALUES ('MG201', 'off')) INSERT INTO mana_guard.policy (rule, severity) VALUES ('nonsense', 'off')$$),
    '^MG900 ', 'in several parts');
SAVEPOINT before;
\set VERBOSITY sqlstate
COPY mana_guard.policy (rule, severity, reason) FROM STDIN;
MG201	off	copied
MG999	off	copied
\.
\set VERBOSITY default
ROLLBACK TO before;
SELECT results_eq('SELECT * FROM mana_guard.policy', 'SELECT * FROM before', 'and nothing is changed by any of them');
COPY mana_guard.policy (rule, severity, reason) FROM STDIN;
MG201	off	copied
\.
SELECT is((SELECT rule FROM mana_guard.policy WHERE reason = 'copied'), 'user_id_text', 'what is right is copied, under the rule''s name');

SELECT * FROM finish();
ROLLBACK;
