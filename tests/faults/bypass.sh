# The ways round the guard that a role without superuser rights may try, and some of a superuser's by mistake.
theme=bypass

sql <<'SQL'
CREATE ROLE bypass_dev LOGIN CREATEDB;
GRANT ALL ON SCHEMA app TO bypass_dev;
GRANT CREATE ON SCHEMA public TO bypass_dev;
GRANT CREATE ON DATABASE faults_bypass TO bypass_dev;
SQL
breach="CREATE TABLE app.breaches ($bare);"
loaded="CREATE TABLE app.loaded_by_this ($clean); DROP TABLE app.loaded_by_this;"
dev() { PGUSER=bypass_dev sql "$@"; }
# still_refused NAME ANSWER: the breach is, whatever else was said.
still_refused() {
    like "$1" "$2" '^ERROR:  MG301'
    is "$1: no table" "$(sql <<<"SELECT count(*) FROM pg_class WHERE relname = 'breaches'")" 0
}

still_refused 'a plain breach' "$(dev <<<"$breach")"
for setting in 'mana_guard.enabled = off' 'mana_guard.restore_detection = on' 'mana_guard.restore_clients = flyway' 'mana_guard.max_severity = log' \
    'mana_guard.override_reason = bypass'; do
    still_refused "SET $setting before the library is loaded" "$(dev <<<"SET $setting; $breach")"
    answer=$(dev <<<"$loaded SET $setting; $breach")
    still_refused "SET $setting once it is loaded" "$answer"
    like "SET $setting is denied" "$answer" '^ERROR:  42501: permission denied to set parameter'
    still_refused "SET LOCAL $setting" "$(dev <<<"$loaded BEGIN; SET LOCAL $setting; ROLLBACK; $breach")"
    still_refused "PGOPTIONS $setting" "$(PGOPTIONS="-c ${setting// /}" dev <<<"$breach")"
    still_refused "ALTER ROLE SET $setting" "$(dev <<<"ALTER ROLE bypass_dev SET $setting;" && dev <<<"$breach")"
    still_refused "ALTER ROLE SET $setting, loaded" "$(dev <<<"$loaded ALTER ROLE bypass_dev SET $setting;" && dev <<<"$breach")"
    answer=$(dev <<SQL
CREATE OR REPLACE FUNCTION app.off() RETURNS void LANGUAGE plpgsql SET $setting AS \$\$ BEGIN $breach END \$\$;
SELECT app.off();
$breach
SQL
)
    still_refused "a function's SET $setting" "$answer"
done
for setting in max_severity=log override_reason=bypass; do
    still_refused "set_config of $setting" "$(dev <<<"SELECT set_config('mana_guard.${setting%=*}', '${setting#*=}', false); $breach")"
    still_refused "ALTER ROLE ALL SET $setting" "$(dev <<<"ALTER ROLE ALL SET mana_guard.${setting%=*} = ${setting#*=};" && dev <<<"$breach")"
    still_refused "ALTER ROLE IN DATABASE SET $setting" "$(dev <<<"ALTER ROLE bypass_dev IN DATABASE faults_bypass SET mana_guard.${setting%=*} = ${setting#*=};" && dev <<<"$breach")"
done
still_refused 'set_config' "$(dev <<<"SELECT set_config('mana_guard.enabled', 'off', false); $breach")"
still_refused 'an update of pg_settings' "$(dev <<<"$loaded UPDATE pg_settings SET setting = 'off' WHERE name = 'mana_guard.enabled'; $breach")"
still_refused 'LOAD and SET' "$(dev <<<"LOAD 'mana_guard'; SET mana_guard.enabled = off; $breach")"

# What a function with a SET clause made before the guard came would do.
answer=$(dev <<SQL
CREATE FUNCTION app.plain() RETURNS void LANGUAGE plpgsql AS \$\$ BEGIN SET LOCAL mana_guard.enabled = off; $breach END \$\$;
SELECT app.plain();
$breach
SQL
)
still_refused 'SET in a function'\''s body' "$answer"

guarded_database bypass_owned bypass_dev
sql <<<'GRANT ALL ON SCHEMA app TO bypass_dev;'
still_refused 'ALTER DATABASE SET by its owner' "$(dev <<<'ALTER DATABASE bypass_owned SET mana_guard.enabled = off;' && dev <<<"$breach")"
for setting in 'enabled = off' 'max_severity = log' 'override_reason = bypass'; do
    still_refused "ALTER DATABASE SET $setting by its owner, loaded" "$(dev <<<"$loaded ALTER DATABASE bypass_owned SET mana_guard.$setting;" && dev <<<"$breach")"
done
like 'the owner can'\''t drop the extension' "$(dev <<<'DROP EXTENSION mana_guard;')" '^ERROR:  42501'
like 'nor its schema' "$(dev <<<'DROP SCHEMA mana_guard CASCADE;')" '^ERROR:  42501'
like 'nor disable its triggers' "$(dev <<<'ALTER EVENT TRIGGER mana_guard_ddl_command_end DISABLE;')" '^ERROR:  42501'
like 'nor write its policy' "$(dev <<<"SELECT mana_guard.set_rule('*', 'off');")" '^ERROR:  42501'
like 'nor its table' "$(dev <<<"INSERT INTO mana_guard.policy (rule, severity) VALUES ('*', 'off');")" '^ERROR:  42501'
answer=$(dev <<SQL
CREATE TEMPORARY TABLE policy (rule text, severity text);
INSERT INTO policy VALUES ('*', 'off');
SET search_path = pg_temp, app;
$breach
SQL
)
still_refused 'a temporary table named policy' "$answer"

# A superuser's: replication roles don't silence the guard, the switch does.
still_refused 'session_replication_role = replica' "$(sql <<<"SET session_replication_role = replica; $breach")"
still_refused 'session_replication_role = local' "$(sql <<<"SET session_replication_role = local; $breach")"
quiet 'a superuser'\''s SET mana_guard.enabled = off' "$(sql <<<"SET mana_guard.enabled = off; $breach DROP TABLE app.breaches;")"
quiet 'also by PGOPTIONS' "$(PGOPTIONS='-c mana_guard.enabled=off' sql <<<"$breach DROP TABLE app.breaches;")"
still_refused 'a superuser'\''s cap of error' "$(PGOPTIONS='-c mana_guard.max_severity=error' sql <<<"$breach")"
quiet 'and of log' "$(PGOPTIONS='-c mana_guard.max_severity=log' sql <<<"$breach DROP TABLE app.breaches;")"
sql <<<'GRANT SET ON PARAMETER mana_guard.override_reason TO bypass_dev;'
like 'a role that is granted the override' "$(dev <<<"SET mana_guard.override_reason = 'lent'; $breach DROP TABLE app.breaches;")" '^WARNING:  MG301'
sql <<<'REVOKE SET ON PARAMETER mana_guard.override_reason FROM bypass_dev;'
still_refused 'and not once that is revoked' "$(dev <<<"SET mana_guard.override_reason = 'lent'; $breach")"
sql <<<'GRANT SET ON PARAMETER mana_guard.enabled TO bypass_dev;'
quiet 'a role that is granted the setting' "$(dev <<<"SET mana_guard.enabled = off; $breach DROP TABLE app.breaches;")"
sql <<<'REVOKE SET ON PARAMETER mana_guard.enabled FROM bypass_dev;'
still_refused 'and not once it is revoked' "$(dev <<<"SET mana_guard.enabled = off; $breach")"
