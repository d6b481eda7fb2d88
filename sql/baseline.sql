\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(35);

SET LOCAL mana_guard.enabled = off;
CREATE SCHEMA old_schema;
CREATE TABLE old_schema.customers (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id uuid, created_at timestamp NOT NULL DEFAULT now());
CREATE INDEX idx_customers_user_id ON old_schema.customers (user_id);
CREATE TABLE public.settings (id text PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SET LOCAL mana_guard.enabled = on;
SELECT mana_guard.set_rule('*', NULL, existing => 'enforce');
SELECT mana_guard.set_rule('MG302', 'error');
SELECT mana_guard.set_rule('MG201', 'error', params => '{"columns": ["user_id", "uid"]}');
SELECT mana_guard.use_profile('mana_platform');

SELECT throws_ok('ALTER TABLE old_schema.customers ADD COLUMN note text', 'MG201', NULL, 'without one an ALTER is refused where existing is enforced');
SELECT throws_ok('SELECT mana_guard.baseline('''')', 'MG900', 'the reason is empty', 'it needs a reason');
SELECT is((SELECT count(*)::int FROM mana_guard.exemptions), 0, 'else nothing is exempt');
SELECT is((SELECT count(*) FROM mana_guard.audit() WHERE NOT exempt), 6::bigint, 'what stands');
SELECT is(mana_guard.baseline('stood there'), 6::bigint, 'each is exempt');
SELECT results_eq('SELECT rule, schema_pattern, object_pattern, column_pattern, value FROM mana_guard.exemptions ORDER BY 1, 2, 3, 4',
    $$VALUES ('no_table_in_public', 'public', 'settings', NULL, 'public'), ('require_timestamps', 'old_schema', 'customers', NULL, 'updated_at'),
        ('schema_name', 'old_schema', '*', NULL, 'old_schema'), ('schema_registered', 'old_schema', '*', NULL, ''),
        ('timestamp_shape', 'old_schema', 'customers', 'created_at', 'timestamp without time zone'), ('user_id_text', 'old_schema', 'customers', 'user_id', 'uuid')$$,
    'by rule, object, column and value');
SELECT is((SELECT row(bool_and(is_baseline), min(reason), max(reason))::text FROM mana_guard.exemptions), '(t,"stood there","stood there")', 'marked, with the reason');
SELECT is((SELECT count(*)::int FROM mana_guard.audit() WHERE NOT exempt), 0, 'the audit counts none of it');
SELECT is((SELECT count(*)::int FROM mana_guard.audit() WHERE exempt AND detail LIKE '% waives it: stood there'), 6, 'and lists all of it');
SELECT is(mana_guard.baseline('again'), 0::bigint, 'again there is nothing');
SELECT is((SELECT row(count(*), max(reason))::text FROM mana_guard.exemptions), '(6,"stood there")', 'and nothing is changed');

-- And nothing more.
SELECT lives_ok('ALTER TABLE old_schema.customers ADD COLUMN note text', 'the table may be altered');
SELECT lives_ok('ALTER TABLE old_schema.customers ALTER COLUMN user_id SET NOT NULL, ALTER COLUMN created_at DROP DEFAULT, ALTER COLUMN created_at SET DEFAULT now()', 'also the columns');
SELECT throws_ok('ALTER TABLE old_schema.customers ADD COLUMN uid uuid', 'MG201',
    'column uid of table old_schema.customers is uuid; user ids are text', 'a second breach on the same table is refused');
SELECT throws_ok('ALTER TABLE old_schema.customers DROP COLUMN created_at', 'MG301',
    'table old_schema.customers has no column created_at', 'of a rule that has one there already');
SELECT throws_ok('ALTER TABLE old_schema.customers ALTER COLUMN user_id TYPE bigint USING NULL', 'MG201',
    'column user_id of table old_schema.customers is bigint; user ids are text', 'by another value');
SELECT throws_ok('ALTER TABLE old_schema.customers ALTER COLUMN created_at TYPE date', 'MG302', NULL, 'whatever the value');
SELECT throws_ok('ALTER TABLE old_schema.customers ALTER COLUMN created_at DROP DEFAULT', 'MG302',
    'column created_at of table old_schema.customers has no DEFAULT now()', 'in the same column');
SELECT throws_ok('CREATE TABLE old_schema.orders (user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG201', NULL, 'on another table');
SELECT throws_ok('CREATE TABLE public.more (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG101', NULL, 'in the same schema');

-- What has come since.
SET LOCAL mana_guard.enabled = off;
ALTER TABLE old_schema.customers ADD COLUMN uid uuid;
CREATE INDEX idx_customers_uid ON old_schema.customers (uid);
SET LOCAL mana_guard.enabled = on;
SELECT is(mana_guard.baseline('a second one'), 1::bigint, 'another baseline takes what came since');
SELECT is((SELECT array_agg(column_pattern ORDER BY id) FROM mana_guard.exemptions WHERE reason = 'a second one'), '{uid}', 'and that alone');
UPDATE mana_guard.exemptions SET until = '2020-01-01' WHERE column_pattern = 'user_id';
SELECT throws_ok('ALTER TABLE old_schema.customers ADD COLUMN more text', 'MG201', NULL, 'one that has ended');
SELECT is(mana_guard.baseline('a third one'), 1::bigint, 'is renewed');
SELECT is((SELECT row(until, reason)::text FROM mana_guard.exemptions WHERE column_pattern = 'user_id'), '(,"a third one")', 'without an end');
DELETE FROM mana_guard.exemptions WHERE is_baseline;
SELECT is((SELECT count(*)::int FROM mana_guard.audit() WHERE NOT exempt), 7, 'and it can be taken back');

-- A part at a time.
SELECT is(mana_guard.baseline('of one schema', schema_pattern => 'pub*'), 1::bigint, 'of the schemas that match');
SELECT is((SELECT row(schema_pattern, rule)::text FROM mana_guard.exemptions), '(public,no_table_in_public)', 'and of no other');
SELECT is(mana_guard.baseline('of two rules', rule => 'MG301, user_id_text', until => '2030-01-01 00:00+00'), 3::bigint, 'of some rules, until a date');
SELECT results_eq('SELECT rule, until FROM mana_guard.exemptions WHERE reason = ''of two rules'' GROUP BY 1, 2 ORDER BY 1',
    $$VALUES ('require_timestamps', '2030-01-01 00:00+00'::timestamptz), ('user_id_text', '2030-01-01 00:00+00'::timestamptz)$$, 'each with that end');
SELECT is(mana_guard.baseline('a pattern', rule => 'timestamp_*'), 1::bigint, 'of a pattern of rules');
SELECT is(mana_guard.baseline('a category', 'old_*', 'placement', 'infinity'), 2::bigint, 'of a category in a schema');
SELECT is((SELECT count(*)::int FROM mana_guard.audit() WHERE NOT exempt), 0, 'all of it, part by part');
SELECT throws_ok('SELECT mana_guard.baseline(''a test'', rule => ''user_id_txt'')', 'MG900', 'rule "user_id_txt" does not exist', 'a rule that there is not');
SELECT throws_ok('SELECT mana_guard.baseline(''a test'', rule => ''MG301, '')', 'MG900', NULL, 'or none');

SELECT * FROM finish();
ROLLBACK;
