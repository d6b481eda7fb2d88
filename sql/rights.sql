\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(31);

CREATE ROLE mana_guard_nobody;
CREATE ROLE mana_guard_editor;
CREATE ROLE mana_guard_lead;
SET LOCAL mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.a (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id uuid UNIQUE);
SET LOCAL mana_guard.enabled = on;

-- Anybody may look.
SET ROLE mana_guard_nobody;
SELECT lives_ok('SELECT * FROM mana_guard.' || one, one) FROM unnest(ARRAY['policy', 'exemptions', 'service_schemas', 'active_profile', 'rules', 'registry', 'audit()', 'findings(16384)', 'explain(''app.a'')',
    'simulate(''{"mana_guard": 1}'')', 'status()', 'check_now()', 'export_policy()', 'document_errors(''{}'')', 'split_name(''app.a'')']) AS one;
SELECT is((SELECT count(*)::int FROM mana_guard.audit('app')), 3, 'and sees what he may not read');
-- And change nothing.
SELECT throws_ok('SELECT mana_guard.' || one, '42501', NULL, one) FROM unnest(ARRAY['set_rule(''MG201'', ''off'')', 'exempt(''app.a'', ''MG201'', ''r'')', 'baseline(''r'')', 'use_profile(''strict'')', 'use_profiles(''{strict}'')', 'import_policy(''{"mana_guard": 1}'')', 'count_debt()', 'prune_log(''1 day'')']) AS one;
RESET ROLE;

-- As the manual grants it.
GRANT SELECT, INSERT, UPDATE, DELETE ON mana_guard.policy, mana_guard.exemptions, mana_guard.service_schemas, mana_guard.active_profile TO mana_guard_editor;
GRANT EXECUTE ON FUNCTION mana_guard.set_rule, mana_guard.exempt, mana_guard.baseline, mana_guard.use_profile, mana_guard.use_profiles, mana_guard.import_policy TO mana_guard_editor;
GRANT SELECT, INSERT, UPDATE ON mana_guard.exemptions TO mana_guard_lead;
GRANT EXECUTE ON FUNCTION mana_guard.exempt TO mana_guard_lead;
SET ROLE mana_guard_editor;
SELECT lives_ok($$SELECT mana_guard.set_rule('MG301', 'warn'), mana_guard.baseline('r'), mana_guard.use_profiles('{strict,squawk}'), mana_guard.exempt('app.b', 'MG201', 'r')$$, 'who was granted it changes the policy');
SELECT lives_ok($$INSERT INTO mana_guard.policy (rule, severity) VALUES ('MG302', 'off')$$, 'by plain SQL too');
SELECT throws_ok('SELECT * FROM mana_guard.log', '42501', NULL, 'and is no reader of the log by that');
SET ROLE mana_guard_lead;
SELECT lives_ok($$SELECT mana_guard.exempt('app.c', 'MG201', 'r')$$, 'who may exempt');
SELECT throws_ok($$INSERT INTO mana_guard.policy (rule, severity) VALUES ('MG302', 'off')$$, '42501', NULL, 'may change no rule');
SELECT throws_ok($$SELECT mana_guard.set_rule('MG302', 'off')$$, '42501', NULL, 'by no function');
RESET ROLE;
SELECT is((SELECT updated_by FROM mana_guard.exemptions WHERE object_pattern = 'c'), 'mana_guard_lead', 'and can''t hide');

SELECT * FROM finish();
ROLLBACK;
