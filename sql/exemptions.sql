\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(39);

SET LOCAL datestyle = iso;
SET LOCAL timezone = 'UTC';
CREATE SCHEMA app;
CREATE SCHEMA scratch;
SELECT mana_guard.set_rule(category, 'off') FROM unnest('{columns,names,keys}'::text[]) AS category;
SELECT mana_guard.set_rule('MG201', 'error', params => '{"columns": ["user_id", "*Id"]}');
CREATE FUNCTION pg_temp.exempt(object text, rule text, reason text, until timestamptz DEFAULT NULL, ticket text DEFAULT NULL) RETURNS int LANGUAGE sql AS
    'SELECT count(*)::int FROM mana_guard.exempt(object, rule, reason, until, ticket)';

-- One object.
SELECT throws_ok('CREATE TABLE app.a (user_id uuid)', 'MG201', NULL, 'a breach is refused');
SELECT is(pg_temp.exempt('app.a', 'MG201', 'a test'), 1, 'the object need not be there to be exempt');
SELECT lives_ok('CREATE TABLE app.a (user_id uuid, "otherId" uuid)', 'with all its columns');
SELECT throws_ok('CREATE TABLE app.b (user_id uuid)', 'MG201', NULL, 'and nothing but that object');
SELECT throws_ok('CREATE TABLE scratch.a (user_id uuid)', 'MG201', NULL, 'nor one of the same name elsewhere');
SELECT throws_ok('ALTER TABLE app.a SET SCHEMA public', 'MG101', NULL, 'for nothing but that rule');
SELECT is((SELECT array_agg(row(column_name, exempt)::text ORDER BY column_name) FROM mana_guard.findings('app.a')), '{"(otherId,t)","(user_id,t)"}', 'findings() lists it still');
SELECT matches((SELECT detail FROM mana_guard.audit() WHERE column_name = 'user_id'), ' Exemption \d+ waives it: a test$', 'audit() says by what, and why');

-- A column.
SELECT is(pg_temp.exempt('app.b.user_id', 'user_id_text', 'a test'), 1, 'a column');
SELECT lives_ok('CREATE TABLE app.b (user_id uuid)', 'is exempt');
SELECT throws_ok('ALTER TABLE app.b ADD COLUMN "otherId" uuid', 'MG201', NULL, 'the others are not');
SELECT is(pg_temp.exempt('app.b.user_id', 'MG301', 'a test'), 1, 'of a rule about the table');
SELECT mana_guard.set_rule('MG301', 'error', object_pattern => 'b2');
SELECT is(pg_temp.exempt('app.b2.user_id', 'MG301', 'a test'), 1, 'an exemption of a column');
SELECT throws_ok('CREATE TABLE app.b2 (id int)', 'MG301', NULL, 'waives nothing');

-- A value.
INSERT INTO mana_guard.exemptions (rule, schema_pattern, object_pattern, value, reason) VALUES ('MG201', 'app', 'v', 'uuid', 'a test');
SELECT throws_ok('CREATE TABLE app.v (user_id bigint)', 'MG201', NULL, 'another value than the one that is exempt');
SELECT lives_ok('CREATE TABLE app.v (user_id uuid)', 'and that one');

-- Patterns, and the schema itself.
SELECT is(pg_temp.exempt('scratch.*', '*', 'dropped every night'), 1, 'all of a schema');
SELECT lives_ok('CREATE TABLE scratch.anything (user_id uuid)', 'every rule');
INSERT INTO mana_guard.exemptions (rule, schema_pattern, object_pattern, reason) VALUES ('types', 'app', 'log_*', 'a test'), ('user_*', 'app', 'l?g', 'a test');
SELECT lives_ok('CREATE TABLE app.log_2026 (user_id uuid)', 'a category, a pattern of objects');
SELECT lives_ok('CREATE TABLE app.lög (user_id uuid)', 'a pattern of rules');
SELECT throws_ok('CREATE TABLE app.log (user_id uuid); CREATE TABLE app.logs (user_id uuid)', 'MG201', NULL, 'not what they don''t match');
SELECT mana_guard.set_rule('MG105', 'error');
SELECT is(pg_temp.exempt('old_schema.*', 'MG105', 'a test'), 1, 'a schema');
SELECT lives_ok('CREATE SCHEMA old_schema', 'is exempt by what exempts all that is in it');

-- Several rules, and the same again.
SELECT mana_guard.set_rule('columns', 'error');
SELECT is(pg_temp.exempt('app.s', ' MG201 , require_timestamps,MG302', 'several', ticket => 'DB-1'), 3, 'several rules at once');
SELECT lives_ok('CREATE TABLE app.s (user_id uuid, created_at date)', 'and each is waived');
SELECT is(pg_temp.exempt('app.s', 'user_id_text', 'another reason', '2100-01-01', 'DB-2'), 1, 'the same again');
SELECT results_eq($$SELECT rule, reason, until, ticket FROM mana_guard.exemptions WHERE object_pattern = 's' ORDER BY rule$$,
    $$VALUES ('require_timestamps', 'several', NULL, 'DB-1'), ('timestamp_shape', 'several', NULL, 'DB-1'), ('user_id_text', 'another reason', '2100-01-01'::timestamptz, 'DB-2')$$,
    'changes reason, date and ticket');
SELECT mana_guard.set_rule('columns', 'off');

-- Names as SQL has them.
SELECT is(pg_temp.exempt('app."Files"."userId"', 'MG201', 'a test'), 1, 'in double quotes what SQL would fold');
SELECT lives_ok('CREATE TABLE app."Files" ("userId" uuid)', 'means that column');
SELECT throws_ok('CREATE TABLE app.Files ("userId" uuid)', 'MG201', NULL, 'and no other');
SELECT is(pg_temp.exempt('APP.Plain', 'MG201', 'a test'), 1, 'without quotes');
SELECT lives_ok('CREATE TABLE app.PLAIN (user_id uuid)', 'it is folded');

-- Until when.
SELECT is(pg_temp.exempt('app.late', 'MG201', 'a test', clock_timestamp() + '0.3 s'), 1, 'an exemption that ends');
SELECT lives_ok('CREATE TABLE app.late (user_id uuid)', 'counts until then');
DROP TABLE app.late;
SELECT pg_sleep(0.35);
SELECT throws_ok('CREATE TABLE app.late (user_id uuid)', 'MG201', NULL, 'and not after');
UPDATE mana_guard.exemptions SET until = '2020-05-01 12:00+00' WHERE object_pattern = 'b';
SELECT is((SELECT row(exempt, regexp_replace(detail, '.* Exemption \d+', 'Exemption'))::text FROM mana_guard.audit('app', 'b')),
    '(f,"Exemption ended on 2020-05-01 12:00:00+00: it no longer applies.")', 'audit() says that it has ended');
SELECT is((SELECT regexp_replace(exemptions, '\d+,', 'N,') FROM mana_guard.explain('app.b') WHERE code = 'MG201'), 'exemption N, column user_id, ended 2020-05-01 12:00:00+00: a test', 'and explain() what is exempt there');
SELECT is((SELECT exemptions_expired::int FROM mana_guard.status()), 3, 'and status() how many have');

SELECT results_eq($$SELECT count(*)::int FROM mana_guard.exempt('app.twice', 'MG201, user_id_text, MG301', 'told twice')$$, 'VALUES (2)',
    'a rule that is told by its code and by its name is one');

SELECT * FROM finish();
ROLLBACK;
