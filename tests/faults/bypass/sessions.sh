# What needs a session of its own: settings from outside, and those that are set before the library is loaded. And some of a superuser's.

# still_refused NAME ANSWER: the breach is, whatever else was said.
still_refused() {
    count=$((count + 1))
    like "$how: $1" "$2" '^ERROR:  MG301'
    is "$how: $1: no table" "$(sql <<<"SELECT count(*) FROM pg_class WHERE relname = 'breaches'")" 0
}

superusers_settings=('enabled = off' 'restore_detection = on' 'restore_clients = flyway' 'max_severity = log' 'override_reason = bypass')

# Attempts with each of the superuser's settings, in a session that has the library loaded.
each_setting() {
    local setting name value
    for setting in "${superusers_settings[@]}"; do
        name=mana_guard.${setting% = *} value=${setting#* = }
        cat <<SQL
--- 42501: SET $setting
SET $name = $value;
--- 42501: SET LOCAL $setting
SET LOCAL $name = $value;
--- 42501: set_config() of $setting
SELECT set_config('$name', '$value', false);
--- 42501: SET $setting in code
CREATE FUNCTION app.attempts() RETURNS void LANGUAGE plpgsql AS \$\$ BEGIN SET LOCAL $name = $value; CREATE TABLE app.breaches (id uuid); END \$\$;
SELECT app.attempts();
--- 42501: a function that has SET $setting
CREATE FUNCTION app.attempts() RETURNS void LANGUAGE plpgsql SET $name = $value AS \$\$ BEGIN CREATE TABLE app.breaches (id uuid); END \$\$;
--- 42501: ALTER FUNCTION ... SET $setting
ALTER FUNCTION app.makes_a_breach() SET $name = $value;
--- 42501: ALTER ROLE ... SET $setting
ALTER ROLE bypass_dev SET $name = $value;
--- 42501: ALTER ROLE ... IN DATABASE ... SET $setting
ALTER ROLE bypass_dev IN DATABASE bypass SET $name = $value;
--- 42501: ALTER ROLE ALL SET $setting
ALTER ROLE ALL SET $name = $value;
--- 42501: ALTER DATABASE ... SET $setting by its owner
ALTER DATABASE bypass_owned SET $name = $value;
--- 42501: GRANT SET of $setting
GRANT SET ON PARAMETER $name TO bypass_dev;
SQL
    done
}

try_sessions() {
    local setting
    for setting in "${superusers_settings[@]}"; do
        setting=mana_guard.$setting
        still_refused "SET $setting at a session's start" "$(dev <<<"SET $setting; $breach")"
        still_refused "set_config of $setting at a session's start" \
            "$(dev <<<"SELECT set_config('${setting% = *}', '${setting#* = }', false); $breach")"
        # Where the setting is known already, no session begins.
        like "$how: PGOPTIONS $setting" "$(PGOPTIONS="-c ${setting// /}" dev <<<"$breach")" \
            '^(ERROR:  MG301|psql: .*FATAL:  permission denied to set parameter)'
        still_refused "ALTER ROLE SET $setting" "$(dev <<<"ALTER ROLE bypass_dev SET $setting;" && dev <<<"$breach")"
        still_refused "ALTER ROLE IN DATABASE SET $setting" \
            "$(dev <<<"ALTER ROLE bypass_dev IN DATABASE bypass SET $setting;" && dev <<<"$breach")"
        still_refused "ALTER DATABASE SET $setting by its owner" \
            "$(PGDATABASE=bypass_owned dev <<<"ALTER DATABASE bypass_owned SET $setting;" && PGDATABASE=bypass_owned dev <<<"$breach")"
    done
    sql <<<"ALTER ROLE bypass_dev RESET ALL; ALTER ROLE bypass_dev IN DATABASE bypass RESET ALL; ALTER DATABASE bypass_owned RESET ALL;"
    still_refused 'LOAD and SET' "$(dev <<<"LOAD 'mana_guard'; SET mana_guard.enabled = off; $breach")"
    still_refused 'an update of pg_settings' "$(dev <<<"UPDATE pg_settings SET setting = 'off' WHERE name = 'mana_guard.enabled'; $breach")"
    still_refused 'the catalog read without its indexes' "$(PGOPTIONS='-c ignore_system_indexes=on' dev <<<"$breach")"
    still_refused 'another locale and encoding of the client'\''s' "$(PGCLIENTENCODING=SJIS PGOPTIONS='-c datestyle=german' dev <<<"$breach")"
    like "$how: a library of one's own to preload" "$(PGOPTIONS='-c local_preload_libraries=mana_guard' dev <<<"$breach")" 'FATAL: .*plugins'
    like "$how: a connection for replication" "$(PGUSER=bypass_dev "$bindir/psql" -X 'replication=database' -c 'IDENTIFY_SYSTEM' 2>&1)" \
        'must be superuser or replication role|permission denied to start WAL sender'
    like "$how: system tables to modify" "$(PGOPTIONS='-c allow_system_table_mods=on' dev <<<"$breach")" \
        'FATAL: .*permission denied to set parameter'

    # A superuser's: replication roles don't silence the guard, the switch does.
    still_refused 'session_replication_role = replica' "$(sql <<<"SET session_replication_role = replica; $breach")"
    still_refused 'session_replication_role = local' "$(sql <<<"SET session_replication_role = local; $breach")"
    still_refused 'a superuser'\''s cap of error' "$(PGOPTIONS='-c mana_guard.max_severity=error' sql <<<"$breach")"
    quiet "$how: a superuser's SET mana_guard.enabled = off" "$(sql <<<"SET mana_guard.enabled = off; $breach DROP TABLE app.breaches;")"
    quiet "$how: also by PGOPTIONS" "$(PGOPTIONS='-c mana_guard.enabled=off' sql <<<"$breach DROP TABLE app.breaches;")"
    quiet "$how: and a cap of log" "$(PGOPTIONS='-c mana_guard.max_severity=log' sql <<<"$breach DROP TABLE app.breaches;")"
    sql <<<'GRANT SET ON PARAMETER mana_guard.override_reason, mana_guard.enabled TO bypass_dev;'
    like "$how: a role that is granted the override" "$(dev <<<"SET mana_guard.override_reason = 'lent'; $breach")" '^WARNING:  MG301'
    quiet "$how: a role that is granted the switch" \
        "$(dev <<<"SET mana_guard.enabled = off; DROP TABLE app.breaches; $breach DROP TABLE app.breaches;")"
    sql <<<'REVOKE SET ON PARAMETER mana_guard.override_reason, mana_guard.enabled FROM bypass_dev;'
    still_refused 'the override when it is revoked' "$(dev <<<"SET mana_guard.override_reason = 'lent'; $breach")"
    still_refused 'the switch when it is revoked' "$(dev <<<"SET mana_guard.enabled = off; $breach")"
    sql <<<'DELETE FROM mana_guard.log;'
}
