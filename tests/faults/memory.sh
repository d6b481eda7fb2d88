# Memory runs out in a rule, and memory stays flat over many refusals.
theme=memory

# Of its own: what it touched of the shared buffers isn't counted.
resident_kb() { awk '/^RssAnon:/ { print $2 }' "/proc/$pid/status"; }
contexts_kb() { ask main 'SELECT (sum(total_bytes) / 1024)::bigint FROM pg_backend_memory_contexts'; }
guard_kb() { ask main "SELECT (coalesce(sum(total_bytes), 0) / 1024)::bigint FROM pg_backend_memory_contexts WHERE name LIKE 'mana_guard%'"; }

open_session main
pid=$(ask main 'SELECT pg_backend_pid()')
ask main "CREATE TABLE app.first ($clean);" >/dev/null
before=$(resident_kb)
for round in 1 2 3; do
    refused "exhaustion $round is an error" "$(ask main "CREATE TABLE app.test_exhausts_memory ($clean);")" 53200
done
sound 'after exhaustion' main "$pid"
ask main "SET mana_guard.enabled = off; CREATE TABLE app.test_exhausts_memory ($clean); RESET mana_guard.enabled;" >/dev/null
for call in audit\(\) "findings('app.test_exhausts_memory')" "simulate('{\"mana_guard\": 1}')"; do
    refused "exhaustion in $call is an error" "$(ask main "SELECT count(*) FROM mana_guard.$call;")" 53200
done
refused 'so it is at an ALTER, and before it' "$(ask main 'ALTER TABLE app.test_exhausts_memory ADD COLUMN note text;')" 53200
ask main 'SET mana_guard.enabled = off; DROP TABLE app.test_exhausts_memory; RESET mana_guard.enabled;' >/dev/null
sound 'after these' main "$pid"
at_most 'what was taken is given back, kB' $(($(resident_kb) - before)) 16384
close_session main

# refusals COUNT: statements by several paths, each of which is refused.
refusals() {
    awk -v count="$1" 'BEGIN { for (i = 0; i < count; i++) {
        if (i % 4 == 0) print "CREATE TABLE public.t" i " (id uuid, user_id uuid, created_at timestamp);"
        if (i % 4 == 1) print "ALTER TABLE app.stays ADD COLUMN user_id uuid;"
        if (i % 4 == 2) print "ALTER TABLE app.stays SET SCHEMA public;"
        if (i % 4 == 3) print "CREATE TABLE app.t" i " AS SELECT 1 AS id;" } }'
}
refusals 1000 >"$work/refusals_1000.sql"
refusals 9000 >"$work/refusals_9000.sql"

open_session main
pid=$(ask main 'SELECT pg_backend_pid()')
ask main "CREATE TABLE app.stays ($clean);" >/dev/null
ask main '\set VERBOSITY sqlstate' >/dev/null
is '1000 statements are refused' "$(ask main "\\i $work/refusals_1000.sql" | grep -c 'ERROR:  MG')" 1000
contexts_kb >/dev/null # the query itself fills caches
resident=$(resident_kb) contexts=$(contexts_kb)
is '9000 more are refused' "$(ask main "\\i $work/refusals_9000.sql" | grep -c 'ERROR:  MG')" 9000
at_most 'the resident memory of the backend stays, kB' $(($(resident_kb) - resident)) 1024
at_most 'its memory contexts stay, kB' $(($(contexts_kb) - contexts)) 64

guard=$(guard_kb)
answer=$(ask main "DO \$\$ BEGIN
    FOR i IN 1..2000 LOOP
        BEGIN CREATE TABLE public.t ($bare);
        EXCEPTION WHEN SQLSTATE 'MG101' THEN NULL; END;
    END LOOP;
END \$\$;")
quiet '2000 refusals in one transaction are caught' "$answer"
at_most 'and leave nothing in the contexts of the guard, kB' $(($(guard_kb) - guard)) 0
ask main '\set VERBOSITY verbose' >/dev/null
sound 'after all these' main "$pid"
close_session main
