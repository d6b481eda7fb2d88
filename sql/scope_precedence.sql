\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(27);

CREATE FUNCTION pg_temp.at(object text, of_rule text DEFAULT 'require_timestamps') RETURNS text LANGUAGE sql AS
    $$SELECT severity || ', ' || severity_from FROM mana_guard.explain(object) WHERE rule = of_rule$$;

-- Each row goes before all above it, whatever its severity.
SELECT is(pg_temp.at('crm_eu.tmp_orders'), 'error, default', 'without rows it is the rule''s own severity');
INSERT INTO mana_guard.policy (id, rule, severity) VALUES (901, '*', 'error');
SELECT is(pg_temp.at('crm_eu.tmp_orders'), 'error, policy row 901', 'all rules');
INSERT INTO mana_guard.policy (id, rule, severity) VALUES (902, 'columns', 'off');
SELECT is(pg_temp.at('crm_eu.tmp_orders'), 'off, policy row 902', 'a category');
INSERT INTO mana_guard.policy (id, rule, severity) VALUES (903, 'req*', 'warn');
SELECT is(pg_temp.at('crm_eu.tmp_orders'), 'warn, policy row 903', 'a pattern of names');
INSERT INTO mana_guard.policy (id, rule, severity) VALUES (904, 'require_timestamps', 'log');
SELECT is(pg_temp.at('crm_eu.tmp_orders'), 'log, policy row 904', 'the rule''s name');
INSERT INTO mana_guard.policy (id, rule, schema_pattern, severity) VALUES (905, '*', 'crm*', 'error');
SELECT is(pg_temp.at('crm_eu.tmp_orders'), 'error, policy row 905', 'a pattern of schemas goes before the rule');
INSERT INTO mana_guard.policy (id, rule, schema_pattern, severity) VALUES (906, '*', 'crm?e*', 'off');
SELECT is(pg_temp.at('crm_eu.tmp_orders'), 'off, policy row 906', 'a pattern with more text');
INSERT INTO mana_guard.policy (id, rule, schema_pattern, severity) VALUES (907, '*', 'crm_eu', 'warn');
SELECT is(pg_temp.at('crm_eu.tmp_orders'), 'warn, policy row 907', 'a schema by its name');
INSERT INTO mana_guard.policy (id, rule, object_pattern, severity) VALUES (908, '*', '*_*', 'log');
SELECT is(pg_temp.at('crm_eu.tmp_orders'), 'log, policy row 908', 'a pattern of objects goes before any schema');
INSERT INTO mana_guard.policy (id, rule, object_pattern, severity) VALUES (909, '*', 'tmp_*', 'error');
SELECT is(pg_temp.at('crm_eu.tmp_orders'), 'error, policy row 909', 'and one with more text');
INSERT INTO mana_guard.policy (id, rule, schema_pattern, object_pattern, severity) VALUES (910, '*', 'crm*', 'tmp_*', 'off');
SELECT is(pg_temp.at('crm_eu.tmp_orders'), 'off, policy row 910', 'the schema decides among the same objects');
INSERT INTO mana_guard.policy (id, rule, object_pattern, severity) VALUES (911, '*', 'tmp_orders', 'warn');
SELECT is(pg_temp.at('crm_eu.tmp_orders'), 'warn, policy row 911', 'an object by its name, in whatever schema');
SELECT is(pg_temp.at('crm_us.orders'), 'error, policy row 905', 'none of it counts where it doesn''t match');
SELECT is(pg_temp.at('billing.orders'), 'log, policy row 904', 'nor the schema');
SELECT is(pg_temp.at('billing.tmp_orders', 'user_id_text'), 'warn, policy row 911', 'for other rules other rows');
SELECT is(pg_temp.at('billing.orders', 'user_id_text'), 'error, policy row 901', 'are left');

-- Equal in all of it.
DELETE FROM mana_guard.policy;
INSERT INTO mana_guard.policy (id, rule, schema_pattern, severity) VALUES (920, 'MG301', 'crm*', 'warn'), (921, 'MG301', '*_eu', 'log');
SELECT is(pg_temp.at('crm_eu.orders'), 'warn, policy row 920', 'the stricter of two that are alike');
INSERT INTO mana_guard.policy (id, rule, schema_pattern, severity) VALUES (919, 'MG301', '*eu?', 'error');
SELECT is(pg_temp.at('crm_eu.orders'), 'warn, policy row 920', 'a pattern with less text is not alike');
INSERT INTO mana_guard.policy (id, rule, schema_pattern, advice) VALUES (930, 'MG301', 'cr*u', 'Older.'), (931, 'MG301', 'c*eu', 'Newer.');
SELECT is((SELECT advice || ' ' || advice_from FROM mana_guard.explain('crm_eu.orders') WHERE code = 'MG301'), 'Newer. policy row 931', 'the newer where that is the same too');

-- Every row of the house goes before the profile's.
DELETE FROM mana_guard.policy;
SELECT mana_guard.use_profile('mana_sync');
SELECT is(pg_temp.at('public.orders', 'no_table_in_public'), 'off, profile mana_sync', 'the profile');
INSERT INTO mana_guard.policy (id, rule, severity) VALUES (940, '*', 'warn');
SELECT is(pg_temp.at('public.orders', 'no_table_in_public'), 'warn, policy row 940', 'below the most general row of the house');

-- And it is what happens.
SELECT mana_guard.use_profile('guidelines');
DELETE FROM mana_guard.policy;
CREATE SCHEMA crm_eu;
CREATE SCHEMA crm_us;
SELECT mana_guard.set_rule('require_timestamps', 'off', schema_pattern => 'crm*');
SELECT mana_guard.set_rule('columns', 'error', schema_pattern => 'crm_eu');
SELECT mana_guard.set_rule('*', 'off', object_pattern => 'tmp_*');
SELECT lives_ok('CREATE TABLE crm_us.orders (id int)', 'off in the schemas of the pattern');
SELECT throws_ok('CREATE TABLE crm_eu.orders (id int)', 'MG301', NULL, 'an error in the one that is named');
SELECT lives_ok('CREATE TABLE crm_eu.tmp_orders (id int)', 'but not for such objects');
SELECT lives_ok('CREATE TABLE public.tmp_orders (user_id uuid)', 'wherever they are');
SELECT throws_ok('ALTER TABLE crm_eu.tmp_orders RENAME TO orders', 'MG301', NULL, 'a new name is another place');
SELECT throws_ok('ALTER TABLE crm_us.orders SET SCHEMA crm_eu', 'MG301', NULL, 'and so is a new schema');

SELECT * FROM finish();
ROLLBACK;
