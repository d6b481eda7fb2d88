# What the profiles of other houses report: each case of profiles/*.sql, with the library loaded by the session.
# A case's head says what it is: the strictest severity that the client is told, or `log` or `none`, and the codes; then its name.
theme=profiles
cases=$root/tests/faults/profiles

sql -c 'CREATE ROLE anon' -c 'CREATE ROLE agents' -c 'CREATE ROLE bot IN ROLE agents'

# reported: how strictly the statements on stdin are told of, and the SQLSTATEs of what the client or only the log is told.
reported() {
    local answer strictest=none codes
    answer=$( (cat; echo ";ROLLBACK; RESET ROLE; SELECT 'LOG:  ' || code FROM mana_guard.log WHERE told = 'log';") |
        PGOPTIONS='-c session_preload_libraries=mana_guard -c lock_timeout=1s -c statement_timeout=1h -c idle_in_transaction_session_timeout=1h' sql)
    case $'\n'$answer in
    *$'\nERROR:  MG'*) strictest=error ;;
    *$'\nWARNING:  MG'*) strictest=warn ;;
    *$'\nLOG:  MG'*) strictest=log ;;
    esac
    codes=$(grep -oE 'MG[0-9]{3}|^ERROR:  [0-9A-Z]{5}' <<<"$answer" | sed 's/^ERROR:  //' | sort -u | tr '\n' ' ')
    echo "$strictest $codes"
}

for file in "$cases"/*.sql; do
    profiles=$(basename "$file" .sql)
    quiet "$profiles" "$(sql <<<"SELECT mana_guard.use_profiles(string_to_array('$profiles', '+'));")"
    while IFS= read -r -d $'\x1e' one; do
        [ -n "$one" ] || continue
        head=${one%%$'\n'*}
        quiet "$profiles: before: ${head#*: }" "$(sql -f "$cases/setup.psql")"
        is "$profiles: ${head#*: }" "$(reported <<<"${one#*$'\n'}")" "${head%%: *} "
    done < <(sed 's/^--- /\x1e/' "$file"; printf '\x1e')
done
