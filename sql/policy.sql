\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(33);

CREATE SCHEMA app;
CREATE SCHEMA legacy;
CREATE ROLE mana_guard_dba;
CREATE ROLE mana_guard_nobody;

SELECT results_eq('SELECT code, name, severity::text FROM mana_guard.rules',
    $$VALUES ('MG101', 'no_table_in_public', 'error'), ('MG102', 'no_type_in_public', 'warn'), ('MG103', 'no_routine_in_public', 'off'),
        ('MG104', 'schema_registered', 'warn'), ('MG105', 'schema_name', 'warn'), ('MG106', 'no_schema_rename', 'error'),
        ('MG107', 'schema_owner', 'error'), ('MG108', 'no_cross_schema_fk', 'off'), ('MG109', 'unqualified_create', 'off'),
        ('MG201', 'user_id_text', 'error'), ('MG202', 'user_reference_text', 'warn'), ('MG203', 'timestamptz', 'warn'),
        ('MG204', 'jsonb', 'warn'), ('MG205', 'no_char', 'warn'), ('MG206', 'no_money', 'warn'), ('MG207', 'identity_over_serial', 'log'),
        ('MG208', 'bigint_key', 'warn'), ('MG209', 'text_over_varchar', 'off'), ('MG210', 'no_float_amount', 'warn'),
        ('MG211', 'fk_type_match', 'warn'), ('MG212', 'no_oid_reference', 'warn'), ('MG213', 'enum_over_check', 'off'),
        ('MG214', 'no_deprecated_type', 'warn'), ('MG215', 'no_domain_constraint', 'off'), ('MG216', 'column_shape', 'off'),
        ('MG217', 'forbidden_type', 'off'), ('MG219', 'identity_always', 'off'), ('MG220', 'uuid_as_text', 'off'),
        ('MG221', 'column_padding', 'off'), ('MG222', 'text_limit', 'off'), ('MG223', 'no_enum', 'off'), ('MG224', 'no_current_time', 'off'), ('MG225', 'database_encoding', 'off'),
        ('MG301', 'require_timestamps', 'error'), ('MG302', 'timestamp_shape', 'warn'),
        ('MG303', 'updated_at_maintained', 'off'), ('MG304', 'soft_delete_shape', 'warn'), ('MG305', 'version_shape', 'warn'),
        ('MG306', 'boolean_not_null', 'warn'), ('MG307', 'no_derived_total', 'log'), ('MG308', 'required_columns', 'off'),
        ('MG309', 'column_comment', 'off'), ('MG310', 'table_comment', 'off'), ('MG311', 'max_columns', 'warn'),
        ('MG401', 'table_snake_case', 'warn'), ('MG402', 'table_plural', 'warn'), ('MG403', 'junction_table_name', 'warn'),
        ('MG404', 'column_snake_case', 'warn'), ('MG405', 'boolean_prefix', 'warn'), ('MG406', 'timestamp_suffix', 'warn'),
        ('MG407', 'fk_suffix', 'warn'), ('MG408', 'count_suffix', 'warn'), ('MG409', 'index_name', 'warn'),
        ('MG410', 'constraint_name', 'off'), ('MG411', 'primary_key_name', 'warn'), ('MG412', 'no_reserved_word', 'warn'),
        ('MG413', 'no_quoted_name', 'warn'), ('MG414', 'identifier_length', 'warn'), ('MG415', 'no_table_prefix', 'off'),
        ('MG416', 'numbered_columns', 'off'), ('MG417', 'explicit_constraint_names', 'off'), ('MG418', 'reserved_prefix', 'off'), ('MG501', 'require_primary_key', 'error'),
        ('MG502', 'primary_key_default', 'warn'), ('MG503', 'fk_index', 'warn'), ('MG504', 'user_id_index', 'warn'),
        ('MG505', 'duplicate_index', 'warn'), ('MG506', 'redundant_index', 'warn'), ('MG507', 'fk_action_allowed', 'off'),
        ('MG508', 'fk_on_delete', 'off'), ('MG509', 'max_indexes', 'off'), ('MG510', 'constraint_validated', 'off'),
        ('MG511', 'no_table_inheritance', 'warn'), ('MG512', 'no_unlogged', 'warn'), ('MG513', 'no_rule', 'warn'),
        ('MG514', 'primary_key_type', 'log'), ('MG515', 'nullable_fk', 'off'), ('MG516', 'duplicate_fk', 'warn'),
        ('MG517', 'volatile_check', 'warn'), ('MG518', 'index_width', 'off'), ('MG519', 'matview_unique_index', 'off'),
        ('MG520', 'sequence_capacity', 'warn'), ('MG521', 'autovacuum_on', 'warn'), ('MG522', 'fk_required', 'off'), ('MG601', 'index_concurrently', 'warn'),
        ('MG602', 'drop_index_concurrently', 'warn'), ('MG603', 'reindex_concurrently', 'warn'),
        ('MG604', 'not_null_needs_default', 'error'), ('MG605', 'set_not_null_checked', 'warn'), ('MG606', 'constraint_not_valid', 'warn'),
        ('MG607', 'unique_using_index', 'warn'), ('MG608', 'no_table_rewrite', 'warn'), ('MG609', 'no_type_change', 'warn'),
        ('MG610', 'lock_timeout_set', 'off'), ('MG611', 'migration_lock_held', 'off'), ('MG612', 'migration_role', 'off'),
        ('MG613', 'one_table_per_transaction', 'off'), ('MG614', 'no_volatile_default', 'warn'), ('MG615', 'no_generated_stored', 'warn'),
        ('MG616', 'attach_partition_checked', 'off'), ('MG617', 'no_exclusion_constraint', 'off'), ('MG618', 'robust_statements', 'off'),
        ('MG619', 'enum_value_order', 'off'), ('MG620', 'matview_concurrently', 'off'), ('MG621', 'no_constraint_trigger_toggle', 'warn'),
        ('MG622', 'no_set_tablespace', 'off'), ('MG623', 'lock_chain', 'off'), ('MG624', 'mergeable_alters', 'off'),
        ('MG625', 'long_ddl', 'off'), ('MG626', 'timeouts_set', 'off'), ('MG627', 'no_vacuum_full', 'warn'),
        ('MG628', 'no_large_table_growth', 'off'), ('MG629', 'invalid_index_skipped', 'off'), ('MG630', 'no_rows_under_lock', 'off'),
        ('MG701', 'drop_column_cooldown', 'warn'), ('MG702', 'drop_table_cooldown', 'warn'), ('MG703', 'no_rename_column', 'warn'),
        ('MG704', 'no_rename_table', 'warn'), ('MG705', 'no_drop_schema_cascade', 'error'), ('MG706', 'no_drop_not_null', 'warn'),
        ('MG707', 'no_drop_constraint', 'off'), ('MG708', 'migration_log_protected', 'error'), ('MG709', 'protected_object', 'off'),
        ('MG710', 'no_drop_default', 'off'), ('MG711', 'no_truncate', 'warn'), ('MG712', 'drop_cascade_victims', 'warn'),
        ('MG713', 'no_rename_enum_value', 'warn'), ('MG714', 'no_set_schema', 'warn'), ('MG715', 'no_drop_primary_key', 'warn'),
        ('MG716', 'migration_log_append_only', 'off'), ('MG717', 'no_drop_database', 'off'), ('MG718', 'no_drop_object', 'off'), ('MG801', 'rls_enabled', 'off'), ('MG802', 'rls_policy_effective', 'warn'),
        ('MG803', 'definer_search_path', 'warn'), ('MG804', 'no_grant_to_public', 'warn'), ('MG805', 'view_security_invoker', 'off'),
        ('MG806', 'extension_schema', 'off'), ('MG807', 'owner_is_service_role', 'off'), ('MG808', 'no_superuser_owner', 'off'),
        ('MG809', 'rls_policy_cheap', 'off'), ('MG810', 'rls_forced', 'off'), ('MG811', 'rls_policy_not_true', 'warn'),
        ('MG812', 'allowed_extensions', 'off'), ('MG813', 'allowed_languages', 'off'),
        ('MG814', 'public_execute', 'off'), ('MG815', 'multiple_permissive_policies', 'off'), ('MG816', 'extension_outdated', 'off')$$, 'the catalogue');
SELECT is((SELECT parameters->'columns'->'default' FROM mana_guard.rules WHERE code = 'MG301'), '["created_at", "updated_at"]', 'with its parameters');
SELECT is((SELECT row(rules_error, rules_warn, rules_log, rules_off, enabled, profile, problems)::text FROM mana_guard.status()),
    '(9,69,3,67,t,guidelines,{})', 'status');

SELECT mana_guard.set_rule('MG301', 'off', schema_pattern => 'legacy');
SELECT lives_ok('CREATE TABLE legacy.a (id int)', 'a rule is off where the policy says so, at once');
SELECT throws_ok('CREATE TABLE app.a (id int)', 'MG301', NULL, 'and holds elsewhere');
SELECT is((SELECT rule FROM mana_guard.policy WHERE schema_pattern = 'legacy'), 'require_timestamps', 'a code is stored as the rule''s name');
SELECT mana_guard.set_rule('require_timestamps', 'error', schema_pattern => 'legacy', object_pattern => 'new_*');
SELECT throws_ok('CREATE TABLE legacy.new_a (id int)', 'MG301', NULL, 'the more specific row wins');
SELECT mana_guard.set_rule('require_timestamps', 'off', schema_pattern => 'legacy', object_pattern => 'new_*');
SELECT is((SELECT count(*)::int FROM mana_guard.policy WHERE object_pattern = 'new_*'), 1, 'set_rule replaces the row of a place');
SELECT lives_ok('CREATE TABLE legacy.new_a (id int)', 'and it counts');
SELECT lives_ok('UPDATE mana_guard.policy SET severity = ''error''', 'plain SQL changes the policy as well');
SELECT throws_ok('CREATE TABLE legacy.b (id int)', 'MG301', NULL, 'and it counts');
SAVEPOINT before;
DELETE FROM mana_guard.policy;
SELECT mana_guard.set_rule('*', 'off');
SELECT lives_ok('CREATE TABLE public.c (user_id uuid)', 'all rules off');
ROLLBACK TO before;
SELECT throws_ok('CREATE TABLE public.c (user_id uuid)', 'MG101', NULL, 'rolled back, it holds again');
TRUNCATE mana_guard.policy;
SELECT mana_guard.set_rule('types', 'off');
SELECT lives_ok('CREATE TABLE app.d (user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'a category');
TRUNCATE mana_guard.policy;
SELECT throws_ok('CREATE TABLE app.e (user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG201', NULL, 'TRUNCATE is seen');

SELECT throws_ok($$SELECT mana_guard.set_rule('user_id_tex', 'warn')$$, 'MG900', 'rule "user_id_tex" does not exist', 'an unknown rule');
SELECT throws_ok($$SELECT mana_guard.set_rule('MG201', 'warn', params => '{"column": ["a"]}')$$, 'MG900',
    'rule "user_id_text" has no parameter "column"', 'an unknown parameter');
SELECT throws_ok($$SELECT mana_guard.set_rule('MG201', 'warn', params => '{"columns": "a"}')$$, 'MG900',
    'parameter "columns" is "a", not a list of names', 'a mistyped one');
SELECT throws_ok($$SELECT mana_guard.set_rule('MG201', 'warn', params => '[]')$$, 'MG900', 'params are not a JSON object', 'params that are none');
SELECT throws_ok($$SELECT mana_guard.set_rule('MG201', 'warn', schema_pattern => '')$$, 'MG900', 'schema_pattern is empty and matches nothing', 'an empty pattern');
SELECT throws_ok($$INSERT INTO mana_guard.policy (rule, severity) VALUES ('MG101', 'off'), ('nonsense', 'off')$$, 'MG900', NULL, 'several rows at once');
SELECT throws_ok($$SELECT mana_guard.set_rule('MG201', 'warn', timing => 'start')$$, 'MG900', 'rule "user_id_text" can''t be checked at start',
    'a timing that the rule can''t have');
SELECT is((SELECT count(*)::int FROM mana_guard.policy), 0, 'and nothing is changed by any of them');

SET ROLE mana_guard_nobody;
SELECT throws_ok($$SELECT mana_guard.set_rule('MG201', 'off')$$, '42501', NULL, 'set_rule takes a grant');
SELECT throws_ok($$INSERT INTO mana_guard.policy (rule, severity) VALUES ('MG201', 'off')$$, '42501', NULL, 'and so does the table');
SELECT lives_ok('SELECT * FROM mana_guard.policy, mana_guard.rules, mana_guard.status()', 'reading is open to all');
SELECT throws_ok('SET mana_guard.enabled = off', '42501', NULL, 'the switch is a superuser''s');
SELECT throws_ok('SET mana_guard.restore_detection = on', '42501', NULL, 'and so is the other');
SELECT lives_ok('SET mana_guard.announce = warning', 'to be told is anybody''s right');
RESET ROLE;
RESET mana_guard.announce;
GRANT EXECUTE ON FUNCTION mana_guard.set_rule TO mana_guard_dba;
GRANT INSERT, UPDATE, SELECT ON mana_guard.policy TO mana_guard_dba;
SET ROLE mana_guard_dba;
SELECT lives_ok($$SELECT mana_guard.set_rule('MG201', 'warn', reason => 'a try')$$, 'a grant is enough');
RESET ROLE;
SELECT is((SELECT updated_by FROM mana_guard.policy), 'mana_guard_dba', 'and who did it is kept');
SET LOCAL mana_guard.enabled = off;
SELECT lives_ok('CREATE TABLE public.f (user_id uuid)', 'switched off');
SELECT is((SELECT enabled FROM mana_guard.status()), false, 'which status tells');

SELECT * FROM finish();
ROLLBACK;
