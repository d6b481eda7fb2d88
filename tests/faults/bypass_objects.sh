# What a role may try with objects: the guard's tables and functions, objects of its own with the same names, forged rows.
theme=bypass_objects

sql >/dev/null <<SQL
CREATE ROLE objects_dev LOGIN;
CREATE ROLE objects_lead LOGIN;
GRANT ALL ON SCHEMA app TO objects_dev, objects_lead;
GRANT CREATE, TEMPORARY ON DATABASE faults_bypass_objects TO objects_dev;
SELECT mana_guard.set_rule('timestamp_shape', 'warn');
SELECT mana_guard.set_rule('table_plural', 'off', 'trap');
GRANT SELECT, INSERT, UPDATE ON mana_guard.exemptions TO objects_lead;
GRANT EXECUTE ON FUNCTION mana_guard.exempt TO objects_lead;
SQL
breach="CREATE TABLE app.breaches ($bare);"
warned='(id uuid PRIMARY KEY DEFAULT pg_catalog.gen_random_uuid(), created_at timestamp NOT NULL DEFAULT pg_catalog.now(), updated_at timestamptz NOT NULL DEFAULT pg_catalog.now())'
dev() { PGUSER=objects_dev sql "$@"; }
# denied NAME SQL: to the role without grants.
denied() { refused "$1" "$(dev <<<"$2")" 42501; }

# The tables.
for table in policy exemptions service_schemas active_profile policy_history log; do
    denied "INSERT INTO $table" "INSERT INTO mana_guard.$table DEFAULT VALUES;"
    denied "UPDATE $table" "UPDATE mana_guard.$table SET $(sql -c "SELECT attname FROM pg_attribute WHERE attrelid = 'mana_guard.$table'::regclass AND attnum = 1") = DEFAULT;"
    denied "DELETE FROM $table" "DELETE FROM mana_guard.$table;"
    denied "TRUNCATE $table" "TRUNCATE mana_guard.$table;"
    denied "COPY $table" "COPY mana_guard.$table FROM stdin;"
    denied "LOCK $table" "BEGIN; LOCK mana_guard.$table; COMMIT;"
    denied "ALTER TABLE $table" "ALTER TABLE mana_guard.$table DISABLE TRIGGER ALL;"
    denied "DROP TABLE $table" "DROP TABLE mana_guard.$table CASCADE;"
    denied "a trigger on $table" "CREATE TRIGGER t BEFORE INSERT ON mana_guard.$table EXECUTE FUNCTION suppress_redundant_updates_trigger();"
    denied "a rule on $table" "CREATE RULE r AS ON INSERT TO mana_guard.$table DO INSTEAD NOTHING;"
    denied "a policy on $table" "CREATE POLICY p ON mana_guard.$table USING (false);"
    denied "a child of $table" "CREATE TABLE app.child () INHERITS (mana_guard.$table);"
done
denied 'reading the log' 'SELECT * FROM mana_guard.log;'
denied 'reading the log by week' 'SELECT * FROM mana_guard.log_by_week;'
denied 'pruning the log' "SELECT mana_guard.prune_log('0 days');"
denied 'next number of the policy' "SELECT setval('mana_guard.policy_id_seq', 1);"

# The functions and the extension.
for call in "set_rule('*', 'off')" "exempt('app.*', '*', 'all')" "baseline('all')" "use_profile('migrations')" "import_policy('{\"mana_guard\": 1}')"; do
    denied "$call" "SELECT mana_guard.$call;"
done
for function in check_row policy_changed record_change; do
    denied "$function() on a table of one's own" "CREATE TEMPORARY TABLE exemptions (LIKE mana_guard.exemptions); CREATE TRIGGER t BEFORE INSERT ON exemptions FOR EACH ROW EXECUTE FUNCTION mana_guard.$function();"
done
refused 'an event trigger'\''s function' "$(dev <<<'SELECT mana_guard.on_ddl_command_end();')" 39P03
denied 'an event trigger of one'\''s own' 'CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION mana_guard.on_ddl_command_end();'
denied 'another body for a function' "CREATE OR REPLACE FUNCTION mana_guard.set_rule() RETURNS void LANGUAGE sql AS '';"
denied 'another setting of a function' 'ALTER FUNCTION mana_guard.audit SET search_path = app;'
denied 'a member of the schema' "CREATE TABLE mana_guard.mine ($clean);"
denied 'the schema' 'ALTER SCHEMA mana_guard RENAME TO gone;'
denied 'the event trigger' 'DROP EVENT TRIGGER mana_guard_ddl_command_end;'
denied 'ALTER EXTENSION' 'ALTER EXTENSION mana_guard DROP EVENT TRIGGER mana_guard_ddl_command_end;'
unlike 'DROP OWNED' "$(dev <<<'DROP OWNED BY objects_dev;')" ERROR
sql <<<'GRANT ALL ON SCHEMA app TO objects_dev; GRANT CREATE, TEMPORARY ON DATABASE faults_bypass_objects TO objects_dev;'

# Objects with the same names, which come first in the path and fail where they are called.
traps="CREATE SCHEMA trap;
CREATE FUNCTION trap.spring() RETURNS boolean LANGUAGE plpgsql AS \$f\$ BEGIN RAISE EXCEPTION 'the trap of %', current_user; END \$f\$;"
for types in 'text, text' 'name, text' 'name, name' 'oid, oid' 'bigint, bigint' 'timestamptz, timestamptz'; do
    left=${types%,*} right=${types#*, }
    traps+="CREATE FUNCTION trap.compare($types) RETURNS boolean LANGUAGE sql AS 'SELECT trap.spring()';"
    for operator in = '<>' '<' '<=' '>' '~' '!~' '->'; do
        traps+="CREATE OPERATOR trap.$operator (LEFTARG = $left, RIGHTARG = $right, FUNCTION = trap.compare);"
    done
done
for function in 'now()' 'count(anyelement)' 'btrim(text)' 'quote_ident(text)' 'quote_ident(name)' 'string_to_table(text, text)' 'inet_client_addr()' \
    'gen_random_uuid()' 'statement_timestamp()' 'date_trunc(text, timestamptz)' 'lower(text)' 'format(text, text)' 'concat_ws(text, text)'; do
    traps+="CREATE FUNCTION trap.$function RETURNS boolean LANGUAGE sql AS 'SELECT trap.spring()';"
done
for table in policy exemptions service_schemas active_profile policy_history log rules; do
    traps+="CREATE TABLE trap.$table (id uuid PRIMARY KEY DEFAULT pg_catalog.gen_random_uuid(), rule text, severity text, created_at timestamptz NOT NULL DEFAULT pg_catalog.now(), updated_at timestamptz NOT NULL DEFAULT pg_catalog.now()); INSERT INTO trap.$table (rule, severity) VALUES ('*', 'off');"
done
traps+="CREATE TYPE trap.severity AS ENUM ('off'); CREATE TYPE trap.timing AS ENUM ('none'); CREATE TYPE trap.finding AS (a text); CREATE DOMAIN trap.jsonb AS text;"
quiet 'traps are laid' "$(dev <<<"SET client_min_messages = error; $traps GRANT ALL ON SCHEMA trap TO PUBLIC; GRANT ALL ON ALL TABLES IN SCHEMA trap TO PUBLIC;")"
like 'and spring' "$(sql <<<"SET search_path = trap, pg_catalog; SELECT 'a'::text = 'b';")" 'the trap of postgres'
for path in 'trap, pg_catalog, mana_guard' 'trap, mana_guard, app, pg_temp'; do
    refused "path $path: a breach is refused" "$(dev <<<"SET search_path = $path; $breach")" MG301
    refused "path $path: a superuser's too" "$(sql <<<"SET search_path = $path; $breach")" MG301
    answer=$(sql <<SQL
SET search_path = $path;
BEGIN;
SELECT 1 FROM mana_guard.set_rule('user_id_text', 'warn'), mana_guard.exempt('app.ones', 'MG301, MG302', 'none'), mana_guard.use_profile('strict');
SELECT 1 FROM mana_guard.audit() UNION SELECT 1 FROM mana_guard.findings('trap.log'::pg_catalog.regclass) UNION SELECT 1 FROM mana_guard.explain('app.ones') UNION SELECT 1 FROM mana_guard.status();
SELECT 1 FROM mana_guard.simulate(mana_guard.export_policy()) UNION SELECT 1 FROM mana_guard.import_policy(mana_guard.export_policy()) UNION SELECT 1 FROM mana_guard.baseline('none');
SELECT 1 FROM mana_guard.rules UNION SELECT 1 FROM mana_guard.registry UNION SELECT 1 FROM mana_guard.log_by_week UNION SELECT 1 FROM mana_guard.document_errors('{}');
SELECT mana_guard.prune_log('1 day') IS NULL, mana_guard.check_now() IS NULL;
DELETE FROM mana_guard.policy; UPDATE mana_guard.exemptions SET ticket = 'none'; TRUNCATE mana_guard.active_profile;
ROLLBACK;
SQL
)
    unlike "path $path: a superuser steps into no trap" "$answer" 'ERROR|trap of'
    answer=$(dev <<<"CREATE TEMPORARY TABLE log (LIKE trap.log); CREATE TEMPORARY TABLE exemptions (LIKE trap.log); CREATE TEMPORARY TABLE policy (LIKE trap.log);
SET search_path = pg_temp, $path; CREATE TABLE app.warned $warned; SELECT 'rows ' || pg_catalog.count(*) FROM pg_temp.log; DROP TABLE app.warned;")
    unlike "path $path: a warning steps into none" "$answer" 'ERROR|trap of'
    like "path $path: it is logged in no table of one's own" "$answer" '^rows 0'
    is "path $path: but in the log" "$(sql <<<"SELECT session_user_name, object_name FROM mana_guard.log WHERE command_tag = 'CREATE TABLE'; DELETE FROM mana_guard.log;")" 'objects_dev|warned'
done

# Who it was can't be forged.
answer=$(PGUSER=objects_lead sql <<<"INSERT INTO mana_guard.exemptions (rule, schema_pattern, reason, updated_by, updated_at) VALUES ('user_id_text', 'app', 'mine', 'postgres', '2001-01-01') RETURNING updated_by, updated_at > '2020-01-01';
UPDATE mana_guard.exemptions SET updated_by = 'objects_dev', updated_at = '2001-01-01' RETURNING updated_by, updated_at > '2020-01-01';")
is 'the author of an exemption is who writes it' "$answer" "$(printf 'objects_lead|t\nobjects_lead|t')"
answer=$(PGUSER=objects_lead sql <<<"SET check_function_bodies = off; SELECT set_config('search_path', '', false); UPDATE mana_guard.exemptions SET updated_by = 'postgres' RETURNING updated_by;")
is 'also by the marks of a restore' "$(tail -n 1 <<<"$answer")" objects_lead
is 'history has each change' "$(sql <<<"SELECT string_agg(action || ' ' || changed_by || ' ' || session_user_name, ', ' ORDER BY changed_at) FROM mana_guard.policy_history WHERE table_name = 'exemptions' AND changed_by <> 'postgres'")" 'insert objects_lead objects_lead, update objects_lead objects_lead, update objects_lead objects_lead'
sql <<SQL
CREATE FUNCTION app.by_superuser(text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS \$\$ BEGIN EXECUTE \$1; END \$\$;
SQL
dev <<<"SET application_name = 'postgres'; SELECT app.by_superuser('CREATE TABLE app.warned $warned');" >/dev/null
is 'a log row has the session and the acting user' "$(sql <<<'SELECT session_user_name, current_user_name, application_name FROM mana_guard.log')" 'objects_dev|postgres|postgres'
