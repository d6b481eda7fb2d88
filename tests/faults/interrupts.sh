# Sessions at work are cancelled, ended and timed out at random moments of 2,000 statements: what stands afterwards was judged, what was warned of
# was kept, and the server stands. INTERRUPTED=20000 is ten times as many.
theme=interrupts
seed=${SEED:-$RANDOM}
sql >/dev/null <<SQL
CREATE SCHEMA late;
SELECT mana_guard.set_rule('timestamp_shape', 'warn'), mana_guard.set_rule('MG301', 'error', schema_pattern => 'late', timing => 'commit');
SQL
logged=$(wc -l <"$work/faults/data/log")

# some_work NAME: about four statements: what passes, is refused, is warned of and kept, is judged at COMMIT, with savepoints, commits in its middle,
# reads all, or changes the policy. A third has a timeout.
some_work() {
    local shaped=${clean//timestamptz/timestamp}
    local stamps='ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(), ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now()'
    [ $((RANDOM % 3)) -ne 0 ] || echo "SET statement_timeout = $((RANDOM % 20 + 1));"
    case $((RANDOM % 7)) in
        0) echo "CREATE TABLE app.passes_$1 ($clean); ALTER TABLE app.passes_$1 ADD COLUMN note text; CREATE TABLE app.breaks_$1 ($bare);" ;;
        1) echo "CREATE TABLE app.warned_$1 ($shaped); SELECT count(*) FROM mana_guard.audit();" ;;
        2) echo "BEGIN; CREATE TABLE late.breaks_$1 ($bare); SAVEPOINT a; ALTER TABLE late.breaks_$1 $stamps; ROLLBACK TO a; COMMIT;" ;;
        3) echo "BEGIN; CREATE TABLE late.mended_$1 ($bare); SAVEPOINT a; ALTER TABLE late.mended_$1 $stamps; RELEASE a; COMMIT;" ;;
        4) echo "CREATE TABLE app.passes_$1 ($clean); CREATE INDEX CONCURRENTLY ON app.passes_$1 (updated_at); DROP TABLE app.passes_$1;" ;;
        5) echo "DO \$\$ BEGIN FOR i IN 1..5 LOOP
                BEGIN CREATE TABLE public.breaks (); EXCEPTION WHEN SQLSTATE 'MG101' THEN NULL; END;
            END LOOP; END \$\$;
            SELECT mana_guard.set_rule('MG302', 'warn', object_pattern => 'rule_$1');" ;;
        6) echo "BEGIN; CREATE TABLE app.passes_$1 ($clean); CREATE TABLE app.warned_$1 ($shaped); SELECT mana_guard.check_now(); COMMIT;" ;;
    esac
}

workers=()
for worker in 1 2 3 4; do
    (
        RANDOM=$((seed + worker))
        for ((i = 0; i < ${INTERRUPTED:-2000} / 16; i++)); do
            # Every third is left alone, so that some of it comes to its end however busy the machine is.
            if [ $((i % 3)) -eq 0 ]; then name=undisturbed; else name=interrupted; fi
            some_work "${worker}_$i" | PGAPPNAME=$name sql
        done
    ) >"$work/interrupted_$worker" &
    workers+=($!)
done
PGAPPNAME=interrupter sql >/dev/null <<<"SELECT CASE WHEN random() < 0.3 THEN pg_terminate_backend(pid) ELSE pg_cancel_backend(pid) END
    FROM pg_stat_activity WHERE application_name = 'interrupted' AND state = 'active' AND random() < 0.3 \\watch 0.005" &
interrupter=$!
wait "${workers[@]}"
sql >/dev/null <<<"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'interrupter'"
wait "$interrupter"

codes=$(sed -nE 's/^.*(ERROR|FATAL):  ([0-9A-Z]{5}): .*/\2/p' "$work"/interrupted_* | sort)
# These three for a BEGIN, a SAVEPOINT and a CREATE TABLE that were interrupted.
is "nothing else was said, seed $seed" "$(grep -vE '57014|57P01|MG301|25P01|25P02|3B001|42P01' <<<"$codes" | uniq -c)" ''
for code in 57014 57P01 MG301; do at_most "it was said often enough: $code" 10 "$(grep -c "$code" <<<"$codes")"; done
is "what stands was judged, seed $seed" "$(sql <<<"SELECT rule, identity FROM mana_guard.audit() WHERE severity = 'error'")" ''
is "what was warned of was kept, and nothing else, seed $seed" "$(sql <<<"SELECT count(*) > 10, count(*) = count(tablename) AND count(*) = count(object_name)
    FROM (SELECT tablename FROM pg_tables WHERE tablename LIKE 'warned%') AS warned
    FULL JOIN (SELECT DISTINCT object_name FROM mana_guard.log WHERE code = 'MG302') AS kept ON object_name = tablename")" 't|t'
is 'no session is left' "$(sql <<<"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'interrupted'")" 0
unlike "nothing leaked, seed $seed" "$(tail -n +$((logged + 1)) "$work/faults/data/log")" 'leak|not closed|PANIC|terminated by signal|XX000'
open_session main
sound 'afterwards' main "$(ask main 'SELECT pg_backend_pid()')"
close_session main
