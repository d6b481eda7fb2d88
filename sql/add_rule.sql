\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(58);
DELETE FROM mana_guard.log;
SELECT mana_guard.use_profile('squawk');
SELECT mana_guard.set_rule('*', 'off');
CREATE ROLE mana_guard_admin;
CREATE ROLE mana_guard_team;
CREATE SCHEMA app;
CREATE SCHEMA other;
GRANT USAGE, CREATE ON SCHEMA app TO mana_guard_team;
GRANT USAGE ON SCHEMA app, other TO mana_guard_admin;

-- What a statement is told, without its DETAIL.
CREATE FUNCTION pg_temp.told(statement text, more bool DEFAULT false) RETURNS text LANGUAGE plpgsql AS $$
DECLARE code text; message text; detail text; hint text; part text;
BEGIN
    EXECUTE statement;
    RETURN 'passes';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT, part = COLUMN_NAME;
    RETURN concat_ws(' | ', code, message, nullif(part, ''), CASE WHEN more THEN nullif(detail, '') END, CASE WHEN more THEN nullif(hint, '') END);
END $$;

CREATE FUNCTION app.no_secrets(relation regclass) RETURNS SETOF mana_guard.finding LANGUAGE sql STABLE AS $$
    SELECT mana_guard.new_finding(format('column %I is a secret', attname), column_name => attname, detail => 'The vault keeps it.',
                                  hint => 'Ask security.', fix => format('ALTER TABLE %s DROP COLUMN %I;', $1, attname))
    FROM pg_attribute WHERE attrelid = $1 AND attnum > 0 AND NOT attisdropped AND attname LIKE 'secret%' ORDER BY attnum
$$;

SELECT is(mana_guard.add_rule('no_secrets', 'app.no_secrets(regclass)', severity => 'error', summary => 'No secrets.', why => 'Backups leak.'), 'MGX01', 'the first rule has the first code');
SELECT mana_guard.set_rule('own', 'error');
SELECT is((SELECT format('%s %s %s %s %s %s', code, name, category, severity, in_force, summary) FROM mana_guard.rules WHERE code ~ '^MGX'), 'MGX01 no_secrets own error error No secrets.', 'the catalogue lists it, under a profile that names its rules too');
DELETE FROM mana_guard.policy WHERE rule = 'own';
SELECT is((SELECT in_force::text FROM mana_guard.rules WHERE name = 'no_secrets'), 'off', 'a row for all rules is for it too');
SELECT mana_guard.set_rule('own', 'error');

SELECT is(pg_temp.told('CREATE TABLE app.a (id int, secret_word text)', true),
    'MGX01 | column secret_word is a secret | secret_word | MGX01 no_secrets: column secret_word is a secret. The vault keeps it. Backups leak. | Ask security.', 'a breach is refused, in the rule''s words');
SELECT is(pg_temp.told('CREATE TABLE app.a (id int)'), 'passes', 'nothing else is');
SELECT is(pg_temp.told('ALTER TABLE app.a ADD COLUMN secret text'), 'MGX01 | column secret is a secret | secret', 'a column that is added');
SELECT is(pg_temp.told('ALTER TABLE app.a RENAME COLUMN id TO secret'), 'MGX01 | column secret is a secret | secret', 'or renamed');
SELECT is(pg_temp.told('CREATE VIEW app.v AS SELECT 1 AS secret'), 'passes', 'a view is none of its kinds');
SELECT is(pg_temp.told('CREATE TEMP TABLE t (secret text)'), 'passes', 'a temporary table is nobody''s');
SELECT is(mana_guard.add_rule('no_secrets', 'app.no_secrets(regclass)', '{table,view}', 'error'), 'MGX01', 'added again, it keeps its code');
SELECT is(pg_temp.told('CREATE VIEW app.w AS SELECT 1 AS secret'), 'MGX01 | column secret is a secret | secret', 'now views are');

-- What was there before.
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.old (id int, secret text);
SET LOCAL mana_guard.enabled = on;
SELECT is(pg_temp.told('ALTER TABLE app.old ADD COLUMN x int'), 'passes', 'an existing breach is not held against an ALTER');
SELECT is(pg_temp.told('ALTER TABLE app.old ADD COLUMN secret2 text'), 'MGX01 | column secret2 is a secret | secret2', 'a new one beside it is, alone');
SELECT is(pg_temp.told('ALTER TABLE app.old ALTER COLUMN secret SET STATISTICS 10'), 'passes', 'nor against one of its column');
SELECT is(pg_temp.told('ALTER TABLE app.old RENAME TO older'), 'passes', 'nor against a rename');
SELECT mana_guard.set_rule('no_secrets', 'error', existing => 'enforce');
SELECT is(pg_temp.told('ALTER TABLE app.older ADD COLUMN y int'), 'MGX01 | column secret is a secret | secret', 'unless the policy says so');
SELECT mana_guard.set_rule('MGX01', 'error');

-- The policy's rows and exemptions.
SELECT is((SELECT rule FROM mana_guard.policy WHERE rule ~ 'secret'), 'no_secrets', 'a row by its code is a row by its name');
SELECT mana_guard.set_rule('no_*', 'off', 'other');
SELECT is(pg_temp.told('CREATE TABLE other.a (secret text)'), 'passes', 'off in a schema, by a pattern of names');
SELECT mana_guard.set_rule('no_secrets', 'off', object_pattern => 'import_*');
SELECT is(pg_temp.told('CREATE TABLE app.import_a (secret text)'), 'passes', 'or for names');
SELECT mana_guard.set_rule('no_secrets', 'off', role_name => 'mana_guard_team');
SET LOCAL ROLE mana_guard_team;
SELECT is(pg_temp.told('CREATE TABLE app.of_team (secret text)'), 'passes', 'or for a role');
RESET ROLE;
SELECT is((SELECT format('%s %s', severity, severity_from) FROM mana_guard.explain('app.import_x') WHERE rule = 'no_secrets'),
    format('off policy row %s', (SELECT id FROM mana_guard.policy WHERE object_pattern = 'import_*')), 'explain() has it');
SELECT FROM mana_guard.exempt('app.known.secret', 'no_secrets', 'a test');
SELECT is(pg_temp.told('CREATE TABLE app.known (secret text)'), 'passes', 'an exemption of a column');
SELECT is(pg_temp.told('ALTER TABLE app.known ADD COLUMN secret2 text'), 'MGX01 | column secret2 is a secret | secret2', 'is for no other');
SELECT throws_ok($$SELECT mana_guard.set_rule('no_secret', 'off')$$, 'MG900', 'rule "no_secret" does not exist', 'an unknown name');
SELECT throws_ok($$SELECT mana_guard.set_rule('no_secrets', 'off', params => '{"a": 1}')$$, 'MG900', 'rule "no_secrets" has no parameter "a"', 'it has no parameters');
SELECT throws_ok($$SELECT mana_guard.set_rule('no_secrets', 'error', timing => 'start')$$, 'MG900', 'rule "no_secrets" can''t be checked at start', 'and no state before the command');

-- At COMMIT.
SELECT mana_guard.set_rule('no_secrets', 'error', timing => 'commit');
CREATE TABLE app.later (secret text);
SELECT throws_ok('SELECT mana_guard.check_now()', 'MGX01', 'column secret is a secret', 'checked at COMMIT where a row says so');
ALTER TABLE app.later DROP COLUMN secret;
SELECT lives_ok('SELECT mana_guard.check_now()', 'and passes when it is mended by then');
SELECT mana_guard.set_rule('no_secrets', 'error');

-- Audit, simulate, fix, lint, log.
SELECT is((SELECT string_agg(format('%s %s %s', object_name, column_name, exempt), ', ' ORDER BY object_name) FROM mana_guard.audit() WHERE code = 'MGX01'), 'known secret t, of_team secret f, older secret f, v secret f', 'audit() lists its findings');
SELECT is((SELECT detail FROM mana_guard.findings('app.older')), 'The vault keeps it.', 'findings() too, with the detail');
SELECT is(ARRAY(SELECT mana_guard.fix('app.older')), ARRAY['ALTER TABLE app.older DROP COLUMN secret;'], 'fix() has the SQL');
SELECT is((SELECT count(*)::int FROM mana_guard.simulate('{"mana_guard": 1, "own_rules": [], "policy": []}') WHERE code = 'MGX01'), 0, 'simulate() without it');
SELECT is((SELECT string_agg(format('%s %s %s', code, severity, object_name), ', ' ORDER BY object_name) FROM mana_guard.simulate('{"mana_guard": 1, "policy": [{"rule": "*", "severity": "off"}, {"rule": "other_name", "severity": "warn", "schema_pattern": "app"}], "exemptions": [], "own_rules": [{"name": "other_name", "code": "MGX07", "function_schema": "app", "function_name": "no_secrets"}]}')),
    'MGX07 warn import_a, MGX07 warn known, MGX07 warn of_team, MGX07 warn older', 'or under another name');
SELECT is((SELECT string_agg(format('%s %s %s', code, would, column_name), ', ') FROM mana_guard.lint('CREATE TABLE app.l (secret text)') WHERE code ~ '^MGX'), 'MGX01 refuse secret', 'lint() has it');
SELECT mana_guard.set_rule('no_secrets', 'log');
CREATE TABLE app.logged (secret text);
SELECT is((SELECT format('%s %s %s', rule, code, identity) FROM mana_guard.log), 'no_secrets MGX01 app.logged', 'and the log');
SELECT mana_guard.set_rule('no_secrets', 'error');

-- Documents.
SELECT is(mana_guard.export_policy() -> 'own_rules', '[{"code": "MGX01", "name": "no_secrets", "timing": "statement", "severity": "error", "applies_to": ["table", "view"], "function_name": "no_secrets", "function_schema": "app"}]', 'it is exported');
CREATE TEMP TABLE kept AS SELECT mana_guard.export_policy() AS document;
SELECT mana_guard.remove_rule('no_secrets');
SELECT is((SELECT count(*)::int FROM mana_guard.policy WHERE rule = 'no_secrets') + (SELECT count(*)::int FROM mana_guard.exemptions) + (SELECT count(*)::int FROM mana_guard.own_rules), 0, 'remove_rule() takes the rows that are about it alone');
SELECT is((SELECT count(*)::int FROM mana_guard.policy WHERE rule IN ('no_*', 'own')), 2, 'and no other');
SELECT is(pg_temp.told('CREATE TABLE app.free (secret text)'), 'passes', 'it is gone');
SELECT mana_guard.import_policy(document) FROM kept;
SELECT is(mana_guard.export_policy(), document, 'imported again, it is the same') FROM kept;
SELECT is(pg_temp.told('CREATE TABLE app.b (secret text)'), 'MGX01 | column secret is a secret | secret', 'and in force');
SELECT mana_guard.import_policy('{"mana_guard": 1, "own_rules": []}');
SELECT is((SELECT count(*)::int FROM mana_guard.own_rules) + (SELECT count(*)::int FROM mana_guard.exemptions), 0, 'a document without rules removes it');

-- What can't be a rule.
CREATE FUNCTION app.volatile(regclass) RETURNS SETOF mana_guard.finding LANGUAGE sql AS 'SELECT mana_guard.new_finding(''a'')';
CREATE FUNCTION app.other(regclass) RETURNS SETOF text LANGUAGE sql STABLE AS 'SELECT ''a''';
CREATE FUNCTION app.no_argument() RETURNS SETOF mana_guard.finding LANGUAGE sql STABLE AS 'SELECT mana_guard.new_finding(''a'')';
SELECT is(pg_temp.told($$SELECT mana_guard.add_rule('a', 'app.volatile(regclass)')$$), 'MG900 | function app.volatile(regclass) is not STABLE', 'a function that may write');
SELECT is(pg_temp.told($$SELECT mana_guard.add_rule('a', 'app.other(regclass)')$$), 'MG900 | function app.other(regclass) does not return SETOF mana_guard.finding', 'one that returns something else');
SELECT is(pg_temp.told($$SELECT mana_guard.add_rule('a', 'app.no_argument()')$$), 'MG900 | function app.no_argument(regclass) does not exist', 'one that takes something else');
SELECT is(pg_temp.told($$SELECT mana_guard.add_rule('user_id_text', 'app.no_secrets(regclass)')$$), 'MG900 | "user_id_text" is the guard''s own name', 'a name that is taken');
SELECT is(pg_temp.told($$SELECT mana_guard.add_rule('No Secrets', 'app.no_secrets(regclass)')$$), 'MG900 | a rule can''t be named "No Secrets"', 'no name');
SELECT is(pg_temp.told($$SELECT mana_guard.add_rule('a', 'app.no_secrets(regclass)', '{tables}')$$), 'MG900 | an own rule can''t apply to "tables"', 'an unknown kind');
SELECT is(pg_temp.told($$SELECT mana_guard.add_rule('a', 'app.no_secrets(regclass)', timing => 'start')$$), 'MG900 | an own rule can''t be checked at start', 'a moment before the command');

-- Who may add one, and as whom it runs.
SET LOCAL ROLE mana_guard_team;
SELECT is(pg_temp.told($$SELECT mana_guard.add_rule('a', 'app.no_secrets(regclass)')$$), '42501 | permission denied for function add_rule', 'not everyone may');
RESET ROLE;
GRANT EXECUTE ON FUNCTION mana_guard.add_rule TO mana_guard_admin;
GRANT SELECT, INSERT, UPDATE ON mana_guard.own_rules TO mana_guard_admin;
CREATE FUNCTION app.who(regclass) RETURNS SETOF mana_guard.finding LANGUAGE sql STABLE AS 'SELECT mana_guard.new_finding(format(''as %s, path %s, read only %s'', current_user, current_setting(''search_path''), current_setting(''transaction_read_only'')))';
SET LOCAL ROLE mana_guard_admin;
SELECT mana_guard.add_rule('who', 'app.who(regclass)', severity => 'error');
RESET ROLE;
SELECT mana_guard.set_rule('who', 'error');
SELECT is(pg_temp.told('CREATE TABLE app.c (id int)'), 'MGX01 | as mana_guard_admin, path pg_catalog, pg_temp, read only on', 'as the role that added it, of a superuser''s function too');
SELECT is((SELECT format('%s %s %s', current_user, current_setting('search_path'), current_setting('transaction_read_only'))), 'postgres "$user", public off', 'and all is as it was afterwards');
ALTER FUNCTION app.who OWNER TO mana_guard_team;
SELECT is(pg_temp.told('CREATE TABLE app.c (id int)'), 'MGX01 | rule who can''t check table app.c: function app.who(regclass) belongs to another role than the one that added the rule, and to no superuser', 'nor for anybody who could replace it');
SELECT is((mana_guard.status()).problems, ARRAY['rule who: function app.who(regclass) belongs to another role than the one that added the rule, and to no superuser'], 'status() says so');
ALTER FUNCTION app.who OWNER TO mana_guard_admin;
SELECT is((mana_guard.status()).problems, '{}', 'as long as it is so');
CREATE OR REPLACE FUNCTION app.who(regclass) RETURNS SETOF mana_guard.finding LANGUAGE sql STABLE AS 'SELECT mana_guard.new_finding(''another'')';
SELECT is((mana_guard.status()).problems, ARRAY['rule who: its function app.who was replaced: look at it, then run add_rule() again'], 'it tells of one that was replaced');
DROP FUNCTION app.who;
SELECT is((mana_guard.status()).problems, ARRAY['rule who: function app.who(regclass) does not exist'], 'and dropped');
SELECT is(pg_temp.told('CREATE TABLE app.c (id int)', true), 'MGX01 | rule who can''t check table app.c: function app.who(regclass) does not exist | MGX01 who: rule who can''t check table app.c: function app.who(regclass) does not exist. | SELECT mana_guard.set_rule(''who'', ''off'') turns the rule off.', 'without it nothing passes unchecked');

SELECT * FROM finish();
ROLLBACK;
