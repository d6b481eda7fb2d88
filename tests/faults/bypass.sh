# The ways round the guard that a role without superuser rights may try: bypass/*.sql and what needs sessions of its own, all of it once with
# the library loaded by the guard's event triggers and once preloaded. bypass/README.md says how to add one.
theme=bypass
attempts=$root/tests/faults/bypass

dev() { PGUSER=bypass_dev sql "$@"; }
breach="CREATE TABLE app.breaches ($bare);"

# tried NAME GOT: the answer's SQLSTATEs, and what stands in breach after it, are what the attempt's head wants.
tried() {
    local wanted=${1%%: *}
    case $wanted in
        none) wanted= ;;
        # PostgreSQL has no such constraint before.
        'since 18 '*) if [ "$PG_MAJOR" -ge 18 ]; then wanted=${wanted#since 18 }; else wanted=42704; fi ;;
        'unseen MG603') if $preloaded || [ "$PG_MAJOR" -ge 17 ]; then wanted=MG603; else wanted=; fi ;;
        'unseen '*) if $preloaded; then wanted=${wanted#unseen }; else wanted=; fi ;;
    esac
    count=$((count + 1))
    is "$how: ${1#*: }" "$2" "$wanted"
}

# try_each: the attempts on stdin, in one session. Each is a transaction of its own, or ends it and goes on; at its end nothing stands in breach.
try_each() {
    local line head='' got='' code last
    while IFS= read -r line; do
        case $line in
            '--- '*)
                [ -z "$head" ] || tried "$head" "${got# }"
                head=${line#--- } got='' last=''
                ;;
            'ERROR:  25P02') ;;
            'ERROR:  '* | 'FATAL:  '* | 'PANIC:  '* | 'stands '* | *'server closed the connection'*)
                code=${line#*:  }
                [ "$code" = "$last" ] || got+=" $code"
                last=$code
                ;;
        esac
    done < <(awk -v stands="$stands" -v quote="'" '
        function finish() { if (headed) print "SET search_path = pg_catalog;\n" stands "\nROLLBACK;\nDISCARD ALL;" }
        /^--- / { finish(); headed = 1; name = $0; gsub(quote, quote quote, name); print "\\echo " quote name quote "\nBEGIN;"; next }
        { print }
        END { finish(); print "\\echo " quote "--- end" quote }' |
        PGOPTIONS='-c client_min_messages=error -c lock_timeout=500ms' dev -v VERBOSITY=sqlstate)
    is "$how: the session goes on to its end" "$head" end
}
stands="SELECT 'stands ' || string_agg(DISTINCT code, ' ') FROM mana_guard.audit() WHERE severity = 'error' AND NOT exempt HAVING count(*) > 0;"

. "$attempts/sessions.sh"
. "$attempts/rights.sh"
. "$attempts/traps.sh"
. "$attempts/lures.sh"

for how in plain preloaded; do
    count=0
    [ "$how" = preloaded ] && preloaded=true || preloaded=false
    ! $preloaded || start_cluster bypass "shared_preload_libraries = 'mana_guard'" 'max_prepared_transactions = 5'
    guarded_database bypass_owned
    sql >/dev/null <<<'GRANT ALL ON SCHEMA app TO PUBLIC;'
    guarded_database bypass
    sql -v ON_ERROR_STOP=1 -v clean="$clean" -f "$attempts/setup.psql" >/dev/null
    is "$how: that is how the library is loaded" "$(dev <<<'SELECT preloaded FROM mana_guard.status()')" "${preloaded:0:1}"
    lay_traps
    is "$how: nothing stands in breach before" "$(sql <<<"$stands")" ''
    before=$(sql -f "$attempts/state.psql")
    # Whoever waits for these is told so. What comes of it PostgreSQL alone is asked too.
    open_session holder
    ask holder 'BEGIN; LOCK app.others, app.others_typed;' >/dev/null
    sql <<<'ALTER ROLE bypass_dev SET mana_guard.enabled = off;'
    try_each <"$attempts/others.sql"
    sql <<<'ALTER ROLE bypass_dev RESET ALL;'
    try_each < <(cat "$attempts"/*.sql && each_setting && each_table)
    ask holder 'ROLLBACK;' >/dev/null
    close_session holder
    log_is_true
    authors_are_true
    try_sessions
    steps_into_no_trap
    runs_nobodys_code
    is "$how: nothing of the guard's has changed" "$(sql -f "$attempts/state.psql")" "$before"
    is "$how: nothing stands in breach" "$(sql <<<"$stands")" ''
    is "$how: no lock is left" "$(sql <<<"SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE usename = 'bypass_dev'")" 0
    public_has_what_is_documented
    at_most "$how: a hundred attempts at least" 100 "$count"
done
! $preloaded || { stop_cluster bypass && export PGHOST=$work/faults; }
