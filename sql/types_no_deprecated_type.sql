\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(19);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG214', 'error');

SELECT lives_ok('CREATE TABLE app.a (id int, flags bit varying, seen_at timestamptz(3), page text, snapshot pg_snapshot)', 'other types pass');
SELECT throws_ok('CREATE TABLE app.b (page xml)', 'MG214', 'column page of table app.b is xml, which has no equality operator and no index support', 'xml');
SELECT throws_ok('CREATE TABLE app.b (flags bit(8))', 'MG214', 'column flags of table app.b is bit(8), a bit string, neither a boolean nor a number', 'bit(n)');
SELECT throws_ok('CREATE TABLE app.b (flag bit)', 'MG214', NULL, 'bit is bit(1)');
SELECT throws_ok('CREATE TABLE app.b (title name)', 'MG214', 'column title of table app.b is name, a system catalog type that truncates at 63 bytes', 'name');
SELECT throws_ok('CREATE TABLE app.b (rights aclitem[])', 'MG214', NULL, 'aclitem, also in an array');
SELECT throws_ok('CREATE TABLE app.b (seen txid_snapshot)', 'MG214', 'column seen of table app.b is txid_snapshot, which pg_snapshot replaced', 'txid_snapshot');
SELECT throws_ok('CREATE TABLE app.b (seen_at timestamptz(0))', 'MG214',
    'column seen_at of table app.b is timestamp(0) with time zone, which rounds to whole seconds, possibly into the future', 'whole seconds');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN title name', 'MG214', NULL, 'a column that is added');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN page TYPE xml USING page::xml', 'MG214', NULL, 'a type that is changed');
SELECT throws_ok('CREATE TABLE app.b AS SELECT relname FROM pg_class', 'MG214', NULL, 'CREATE TABLE AS');
CREATE DOMAIN app.page AS xml;
SELECT throws_ok('CREATE TABLE app.b (page app.page)', 'MG214', NULL, 'a domain is seen through');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (title name DEFAULT 'x', page xml DEFAULT '<a/>', seen_at timestamptz(0) DEFAULT now(), snapshot txid_snapshot, rights aclitem[]);
INSERT INTO app.legacy VALUES ('a', '<b/>', '2026-01-01 00:00+00', '10:20:10,14', '{postgres=r/postgres}');
CREATE TABLE app.flags (flag bit);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok((SELECT string_agg(fix, E'\n' ORDER BY column_name) FROM mana_guard.findings('app.legacy')), 'the fixes pass, also those of columns with a default');
SELECT is_empty($$SELECT message FROM mana_guard.findings('app.legacy')$$, 'and nothing is left');
SELECT results_eq('SELECT title, page, snapshot::text, rights FROM app.legacy',
    $$VALUES ('a'::text, '<b/>'::text, '10:20:10,14'::text, '{postgres=r/postgres}'::text[])$$, 'the values are kept');
SELECT is((SELECT fix FROM mana_guard.findings('app.flags')), NULL, 'what a bit stands for nobody can tell');

SELECT mana_guard.set_rule('no_deprecated_type', 'error', params => '{"types": ["point", "varbit"]}');
SELECT throws_ok('CREATE TABLE app.b (place point)', 'MG214', 'column place of table app.b is point, which the policy lists as deprecated', 'the policy names more');
SELECT throws_ok('CREATE TABLE app.b (flags bit varying(8))', 'MG214', NULL, 'also by the name of pg_type');
INSERT INTO mana_guard.exemptions (rule, schema_pattern, value, reason) VALUES ('no_deprecated_type', 'app', 'xml', 'documents of the authority');
SELECT lives_ok('CREATE TABLE app.documents (page xml)', 'a type can be asked for');

SELECT * FROM finish();
ROLLBACK;
