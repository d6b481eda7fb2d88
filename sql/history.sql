\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(24);

CREATE ROLE mana_guard_editor;
CREATE ROLE mana_guard_reader;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON mana_guard.policy, mana_guard.exemptions, mana_guard.service_schemas, mana_guard.active_profile TO mana_guard_editor;
GRANT EXECUTE ON FUNCTION mana_guard.set_rule, mana_guard.exempt, mana_guard.use_profile TO mana_guard_editor;
-- What came since the last look.
CREATE TEMP TABLE seen (id uuid);
GRANT ALL ON seen TO PUBLIC;
CREATE FUNCTION pg_temp.news() RETURNS SETOF mana_guard.policy_history LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY SELECT * FROM mana_guard.policy_history AS h WHERE NOT EXISTS (SELECT FROM seen WHERE seen.id = h.id);
    INSERT INTO seen SELECT id FROM mana_guard.policy_history;
END $$;

SELECT mana_guard.set_rule('MG201', 'warn', reason => 'a try');
SELECT is(row(changed_by, session_user_name, table_name, action, old_row, new_row ->> 'rule', new_row ->> 'severity', new_row ->> 'reason')::text, '(postgres,postgres,policy,insert,,user_id_text,warn,"a try")', 'INSERT: the new row') FROM pg_temp.news();
UPDATE mana_guard.policy SET severity = 'error';
SELECT is(row(action, old_row ->> 'severity', new_row ->> 'severity', old_row -> 'id' = new_row -> 'id')::text, '(update,warn,error,t)', 'UPDATE: both') FROM pg_temp.news();
SELECT mana_guard.set_rule('MG201', 'off');
SELECT is(row(action, old_row ->> 'severity', new_row ->> 'severity', new_row ->> 'reason')::text, '(update,error,off,)', 'set_rule() on a row that stands is one') FROM pg_temp.news();
DELETE FROM mana_guard.policy;
SELECT is(row(action, old_row ->> 'severity', new_row)::text, '(delete,off,)', 'DELETE: the old one') FROM pg_temp.news();
SELECT mana_guard.set_rule(one, 'warn') FROM unnest('{MG101,MG201,MG301}'::text[]) AS one;
SELECT is(count(*)::int, 3, 'each row of several') FROM pg_temp.news();
TRUNCATE mana_guard.policy;
SELECT is(array_agg(action || ' ' || (old_row ->> 'rule') ORDER BY old_row ->> 'rule'), '{"truncate no_table_in_public","truncate require_timestamps","truncate user_id_text"}', 'TRUNCATE: each row that went') FROM pg_temp.news();
DELETE FROM mana_guard.policy;
SELECT is(count(*)::int, 0, 'what changes nothing is none') FROM pg_temp.news();

-- Each of the tables.
SELECT FROM mana_guard.exempt('app.a', 'MG201', 'a test', ticket => 'DB-1');
UPDATE mana_guard.exemptions SET until = '2030-01-01';
TRUNCATE mana_guard.exemptions;
SELECT is(array_agg(action || ' ' || coalesce(new_row ->> 'ticket', '-') ORDER BY action), '{"insert DB-1","truncate -","update DB-1"}', 'exemptions') FROM pg_temp.news() WHERE table_name = 'exemptions';
INSERT INTO mana_guard.service_schemas (service, schema_name) VALUES ('mana-app', 'app');
DELETE FROM mana_guard.service_schemas;
SELECT is(array_agg(action ORDER BY action), '{delete,insert}', 'the registry') FROM pg_temp.news() WHERE table_name = 'service_schemas';
SELECT mana_guard.use_profile('strict');
SELECT mana_guard.use_profile('migrations');
SELECT mana_guard.use_profile('guidelines');
SELECT is(array_agg(concat_ws(' ', action, old_row ->> 'name', new_row ->> 'name') ORDER BY action), '{"delete migrations","insert strict","update strict migrations"}', 'the profile') FROM pg_temp.news() WHERE table_name = 'active_profile';

-- Who.
SET ROLE mana_guard_editor;
SELECT mana_guard.set_rule('MG201', 'log');
UPDATE mana_guard.policy SET severity = 'warn', updated_by = 'somebody', updated_at = '2000-01-01';
DELETE FROM mana_guard.policy;
RESET ROLE;
SELECT is(array_agg(DISTINCT row(changed_by, session_user_name)::text), '{"(mana_guard_editor,postgres)"}', 'the role that acts, and the session''s') FROM pg_temp.news();
SELECT is(array_agg(DISTINCT row(old_row ->> 'updated_by', new_row ->> 'updated_by')::text ORDER BY row(old_row ->> 'updated_by', new_row ->> 'updated_by')::text), '{"(,mana_guard_editor)","(mana_guard_editor,)","(mana_guard_editor,mana_guard_editor)"}', 'the row says so too, whatever it is told')
    FROM mana_guard.policy_history WHERE changed_by = 'mana_guard_editor';
SELECT ok(bool_and(changed_at = now() AND transaction_id = pg_current_xact_id() AND coalesce((new_row ->> 'updated_at')::timestamptz, now()) = now()), 'when, and in which transaction') FROM mana_guard.policy_history;

-- Nobody but a superuser writes there.
SET ROLE mana_guard_editor;
SELECT lives_ok('SELECT count(*) FROM mana_guard.policy_history', 'reading is open to all');
SELECT throws_ok('DELETE FROM mana_guard.policy_history', '42501', NULL, 'who changes the policy can''t delete from its history');
SELECT throws_ok('UPDATE mana_guard.policy_history SET changed_by = ''somebody''', '42501', NULL, 'nor change');
SELECT throws_ok('INSERT INTO mana_guard.policy_history SELECT * FROM mana_guard.policy_history', '42501', NULL, 'nor add');
SELECT throws_ok('TRUNCATE mana_guard.policy_history', '42501', NULL, 'nor empty it');
SELECT throws_ok('ALTER TABLE mana_guard.policy DISABLE TRIGGER record_row', '42501', NULL, 'nor stop it');
SELECT throws_ok('SET session_replication_role = replica', '42501', NULL, 'by no way round');
RESET ROLE;

-- A change that is undone was none.
SAVEPOINT before;
SELECT mana_guard.set_rule('MG201', 'log');
ROLLBACK TO before;
SELECT is(count(*)::int, 0, 'what is rolled back is none of it') FROM pg_temp.news();
SELECT throws_ok($$INSERT INTO mana_guard.policy (rule, severity) VALUES ('MG201', 'off'), ('nonsense', 'off')$$, 'MG900', NULL, 'nor is what is refused');
SELECT is(count(*)::int, 0, 'not the part that was right either') FROM pg_temp.news();

-- A row that was deleted is had back.
SELECT mana_guard.set_rule('MG302', 'error', schema_pattern => 'billing', reason => 'the sync needs it', params => '{"columns": ["at"]}');
CREATE TEMP TABLE kept AS SELECT * FROM mana_guard.policy;
DELETE FROM mana_guard.policy WHERE rule = 'timestamp_shape';
INSERT INTO mana_guard.policy SELECT (jsonb_populate_record(NULL::mana_guard.policy, old_row)).* FROM mana_guard.policy_history WHERE action = 'delete' AND old_row ->> 'rule' = 'timestamp_shape';
SELECT results_eq('SELECT * FROM mana_guard.policy', 'SELECT * FROM kept', 'a row is had back from it');

SELECT * FROM finish();
ROLLBACK;
