# The server is stopped at once in the middle of schema changes, as by a loss of power: what stands after recovery was judged, what was to be kept
# is there, and the guard works.
theme=crash
home=$PGHOST database=$PGDATABASE

start_cluster crash
guarded_database crash
data=$work/crash/data
sql >/dev/null <<SQL
CREATE SCHEMA late;
SELECT mana_guard.set_rule('timestamp_shape', 'warn'), mana_guard.set_rule('MG301', 'error', schema_pattern => 'late', timing => 'commit');
SQL

# changes NAME: a session's work without an end: what passes, is refused, is warned of and kept, is judged at COMMIT, and changes the policy.
changes() {
    awk -v "session=$1" -v "clean=$clean" -v "bare=$bare" -v "shaped=${clean//timestamptz/timestamp}" 'BEGIN {
        for (i = 1; i < 3000; i++) {
            name = session "_" i
            print "CREATE TABLE app.passes_" name " (" clean "); ALTER TABLE app.passes_" name " ADD COLUMN note text;"
            print "CREATE TABLE app.breaks_" name " (" bare ");"
            print "CREATE TABLE public.breaks_" name " (" clean ");"
            print "CREATE TABLE app.warned_" name " (" shaped ");"
            print "BEGIN; CREATE TABLE late.mended_" name " (" bare ");"
            print "ALTER TABLE late.mended_" name " ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();"
            print "ALTER TABLE late.mended_" name " ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(); COMMIT;"
            print "BEGIN; CREATE TABLE late.breaks_" name " (" bare "); COMMIT;"
            print "SELECT mana_guard.set_rule(\x27MG302\x27, \x27warn\x27, object_pattern => \x27rule_" name "\x27);"
        } }'
}

for round in ${CRASHES:-1 2 3}; do
    workers=()
    for session in 1 2 3; do
        sql < <(changes "${round}_$session") >"$work/changes_$session" &
        workers+=($!)
    done
    made="SELECT count(*) FROM pg_tables WHERE tablename LIKE 'mended_${round}%'"
    for _ in {1..600}; do
        [ "$(sql <<<"$made")" -lt 30 ] || break
        sleep 0.02
    done
    as_server "$bindir/pg_ctl" -D "$data" -m immediate -w stop >/dev/null
    wait "${workers[@]}"
    for session in 1 2 3; do
        like "$round: session $session was at work" "$(tail -n 9 "$work/changes_$session")" 'connection to server was lost'
    done
    as_server "$bindir/pg_ctl" -D "$data" -l "$data/log" -w start >/dev/null
    at_most "$round: changes were made" 30 "$(sql <<<"$made")"
    is "$round: what stands was judged" "$(sql <<<"SELECT rule, identity FROM mana_guard.audit() WHERE severity = 'error'")" ''
    is "$round: what was warned of was kept, and nothing else" "$(sql <<<"SELECT count(*) > 0, count(*) = count(tablename) AND count(*) = count(object_name)
        FROM (SELECT tablename FROM pg_tables WHERE tablename LIKE 'warned%') AS warned
        FULL JOIN (SELECT DISTINCT object_name FROM mana_guard.log) AS kept ON object_name = tablename")" 't|t'
    is "$round: what changed the policy is in its history" "$(sql <<<"SELECT count(*) > 2, count(*) = count(policy.id) AND count(*) = count(history.id)
        FROM mana_guard.policy FULL JOIN mana_guard.policy_history AS history ON new_row ->> 'id' = policy.id::text")" 't|t'
    is "$round: the guard is whole" "$(sql <<<'SELECT enabled, problems FROM mana_guard.status()')" 't|{}'
    refused "$round: it refuses" "$(sql <<<"CREATE TABLE app.breaks ($bare);")" MG301
    refused "$round: at COMMIT too" "$(sql <<<"BEGIN; CREATE TABLE late.breaks ($bare); COMMIT;")" MG301
    quiet "$round: and lets pass" "$(sql <<<"BEGIN; CREATE TABLE app.passes ($clean); DROP TABLE app.passes; COMMIT;")"
done
export PGHOST=$home PGDATABASE=$database
stop_cluster crash
