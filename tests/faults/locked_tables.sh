# A table of the guard's that another session holds in ACCESS EXCLUSIVE mode: who must read it waits for no longer than lock_timeout and is told
# so by PostgreSQL, and is judged afterwards by what stands then; who has read it before doesn't wait at all.
theme=locked_tables

open_session holder
open_session main
ask main "SELECT mana_guard.set_rule('timestamp_shape', 'warn'); CREATE TABLE app.kept ($clean); CREATE TABLE app.data ($clean);" >/dev/null

# in_time NAME SQL: what a new session says to this with a lock_timeout, which may not have taken much longer.
in_time() {
    local begun=${EPOCHREALTIME/./} answer
    answer=$(sql <<<"SET lock_timeout = '200ms'; $2")
    at_most "$1, ms" $(((${EPOCHREALTIME/./} - begun) / 1000)) 5000
    echo "$answer"
}

pass="BEGIN; CREATE TABLE app.files ($clean); ALTER TABLE app.files ADD COLUMN note text; DROP TABLE app.files; COMMIT;"
for table in policy exemptions service_schemas active_profile; do
    ask holder "BEGIN; LOCK TABLE mana_guard.$table IN ACCESS EXCLUSIVE MODE;" >/dev/null
    refused "$table: a new session's command gives up" "$(in_time "$table" "CREATE TABLE app.files ($clean);")" 55P03
    refused "$table: a breach too" "$(in_time "$table" "CREATE TABLE app.files ($bare);")" 55P03
    refused "$table: and each command after it" "$(in_time "$table" "CREATE TABLE app.files ($clean); CREATE TABLE app.files ($clean);")" 55P03
    is "$table: nothing unjudged is left" "$(sql <<<"SELECT to_regclass('app.files')")" ''
    quiet "$table: data goes on" "$(in_time "$table" 'INSERT INTO app.data DEFAULT VALUES; SELECT count(*) FROM app.data;')"
    quiet "$table: switched off is off" "$(in_time "$table" "SET mana_guard.enabled = off; $pass")"
    # Who has the policy compiled needs no table.
    quiet "$table: an open session passes" "$(ask main "SET lock_timeout = '200ms'; $pass")"
    refused "$table: and refuses" "$(ask main "CREATE TABLE app.files ($bare);")" MG301
    quiet "$table: and audits" "$(ask main 'SELECT count(*) FROM mana_guard.audit();')"
    ask holder 'ROLLBACK;' >/dev/null
done

# A session that gave up goes on, and one that waits is judged by what was changed meanwhile.
open_session patient
pid=$(ask patient 'SELECT pg_backend_pid()')
ask holder 'BEGIN; LOCK TABLE mana_guard.policy IN ACCESS EXCLUSIVE MODE;' >/dev/null
refused 'the session gives up' "$(ask patient "SET lock_timeout = '200ms'; CREATE TABLE app.files ($bare); RESET lock_timeout;")" 55P03
send patient "CREATE TABLE app.files ($bare); $(removed app.files)"
sql <<<"DO \$\$ BEGIN
    FOR i IN 1..200 LOOP
        PERFORM pg_sleep(0.02), pg_stat_clear_snapshot();
        EXIT WHEN EXISTS (SELECT FROM pg_stat_activity WHERE pid = $pid AND wait_event_type = 'Lock');
    END LOOP;
END \$\$;"
ask holder "SELECT mana_guard.set_rule('MG301', 'off'); COMMIT;" >/dev/null
quiet 'and waits, and is judged by what was committed' "$(receive patient)"
ask holder "SELECT mana_guard.set_rule('MG301', 'error');" >/dev/null
sound 'afterwards' patient "$pid"
close_session patient

# What is kept or announced needs its table.
ask holder 'BEGIN; LOCK TABLE mana_guard.log IN ACCESS EXCLUSIVE MODE;' >/dev/null
refused 'log: what would be logged gives up' "$(in_time log 'ALTER TABLE app.kept ALTER created_at TYPE timestamp;')" 55P03
refused 'log: an override too' "$(in_time log "SET mana_guard.override_reason = 'test'; CREATE TABLE app.files ($bare);")" 55P03
refused 'log: at COMMIT too' "$(in_time log "SET mana_guard.max_severity = 'log'; BEGIN; CREATE TABLE app.test_awaits ($clean); COMMIT;")" 55P03
quiet 'log: what has no findings passes' "$(in_time log "$pass")"
refused 'log: a breach is refused for itself' "$(in_time log "CREATE TABLE app.files ($bare);")" MG301
ask holder 'ROLLBACK;' >/dev/null
is 'log: nothing unjudged is left' "$(sql <<<"SELECT to_regclass('app.files'), to_regclass('app.test_awaits'), atttypid::regtype
    FROM pg_attribute WHERE attrelid = 'app.kept'::regclass AND attname = 'created_at'")" '||timestamp with time zone'
ask holder 'BEGIN; LOCK TABLE mana_guard.deprecations IN ACCESS EXCLUSIVE MODE;' >/dev/null
refused 'deprecations: a DROP gives up' "$(in_time deprecations "SET mana_guard.max_severity = 'log'; DROP TABLE app.data;")" 55P03
quiet 'deprecations: all else passes' "$(in_time deprecations "CREATE TABLE app.files ($clean);")"
ask holder 'ROLLBACK;' >/dev/null
quiet 'deprecations: the DROP is carried out then' "$(sql <<<"SET mana_guard.max_severity = 'log'; DROP TABLE app.data;")"
close_session main
close_session holder
