# Each allocation that the guard causes fails in turn, at each moment: the statement ends in an error of memory or as it would have, and the
# next is judged as ever. Of many the first, the last and some between are tried; ALLOCATIONS=all tries all.
theme=allocations
home=$PGHOST database=$PGDATABASE

failing=$work/failing_allocations.so
g++ -std=c++20 -O1 -shared -fPIC -Wall -Werror -isystem "$("$PG_CONFIG" --includedir-server)" \
    "$root/tests/faults/failing_allocations.cpp" -o "$failing"
# Without autovacuum, whose invalidations would have the session read the policy again between two trials.
LD_PRELOAD=${LD_PRELOAD:+$LD_PRELOAD:}$failing start_cluster allocations 'max_prepared_transactions = 5' 'autovacuum = off'
guarded_database allocations
sql <<<"SET mana_guard.enabled = off; CREATE FUNCTION public.fails_at(integer) RETURNS integer LANGUAGE c AS '$failing', 'fails_at';"

# trials N...: a line for each: what is said to the statement of trial.sql with its N-th allocation failing, and to a breach after it.
trials() {
    local n
    if [ -n "${new_session:-}" ]; then
        for n in "$@"; do sql -v VERBOSITY=sqlstate -v "n=$n" -f "$work/trial.sql"; done
    else
        for n in "$@"; do printf '\\set n %d\n\\i %s/trial.sql\n' "$n" "$work"; done >"$work/trials.sql"
        ask "$session" "\\i $work/trials.sql"
    fi | sed -E 's/^psql:[^ ]* //' | tr '\n' ' ' | sed 's/<trial> /\n/g' | tail -n +2
}

# How many memory contexts of the guard's own there are, and how much they hold.
guards_contexts() { ask "$session" "SELECT count(*), sum(total_bytes) FROM pg_backend_memory_contexts WHERE name LIKE 'mana_guard%'"; }

# How often there was no memory for a hash table, which since 17 PostgreSQL calls an internal error.
hashes_without_memory() { grep -ac 'failed to initialize hash table' "$work/allocations/data/log"; }
as_internal='^[0-9]+ ERROR:  (XX000|MG901) <left> 0 ERROR:  MG301 $'

# each_fails NAME STATEMENT [BEFORE [AFTER]]: BEFORE prepares each trial, AFTER takes back what the statement may have done. With
# $new_session set each has a session of its own.
each_fails() {
    local undisturbed count every numbers answers contexts hashes strange
    cat >"$work/trial.sql" <<SQL
\echo <trial>
SET client_min_messages = warning;
${3-}
RESET client_min_messages;
SELECT public.fails_at(:n) AS dropped \gset
$2
\echo <left>
SELECT public.fails_at(0);
SET client_min_messages = warning;
${4-}
RESET client_min_messages;
CREATE TABLE app.breaches ($bare);
SQL
    # The first fills caches.
    undisturbed=$(trials 1000000 1000000 | tail -n 1)
    count=$((1000000 - $(sed -E 's/.*<left> ([0-9]+) .*/\1/' <<<"$undisturbed")))
    every=$((count / 20 + 1))
    [ "${ALLOCATIONS:-}" != all ] || every=1
    numbers=$({ seq 10; seq $((RANDOM % every + 1)) "$every" "$count"; seq $((count - 20)) "$count"; } | sort -nu |
        awk -v "count=$count" '$1 > 0 && $1 <= count')
    contexts=$(guards_contexts)
    hashes=$(hashes_without_memory)
    answers=$(trials $numbers | paste -d' ' <(echo "$numbers") -)
    hashes=$(($(hashes_without_memory) - hashes))
    at_most "$1 allocates" 1 "$count"
    is "$1: all were tried" "$(grep -cE '<left>|FATAL' <<<"$answers")" "$(wc -l <<<"$numbers")"
    undisturbed=$(sed -E 's/[][().*+?|]/\\&/g; s/<left> [0-9]+/<left> [0-9]+/' <<<"$undisturbed")
    strange=$(grep -vE "(^[0-9]+ $undisturbed|ERROR:  53200 <left> 0 ERROR:  MG301 |FATAL:  53200 .*)\$" <<<"$answers")
    [ "$(grep -cE "$as_internal" <<<"$strange")" -gt "$hashes" ] || strange=$(grep -vE "$as_internal" <<<"$strange")
    is "$1: each ends in an error of memory or as ever" "$strange" ''
    is "$1: nothing is left in the contexts of the guard" "$(guards_contexts)" "$contexts"
}

# in_passing STATEMENT: is rolled back each time.
in_passing() { each_fails "$1" "BEGIN; $1; ROLLBACK;"; }

session=main
open_session main
ask main '\set VERBOSITY sqlstate' >/dev/null
ask main "SET client_min_messages = error;
CREATE TABLE app.kept ($clean, note text, kind text);
CREATE TABLE app.parts ($clean);
CREATE TABLE app.gone ($clean, note text);
CREATE TYPE app.mood AS ENUM ('sad', 'sober');
CREATE DOMAIN app.age AS integer CHECK (VALUE >= 0);
CREATE FUNCTION app.nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE VIEW app.notes AS SELECT id, note FROM app.kept;
CREATE TABLE app.events (LIKE app.parts INCLUDING DEFAULTS, at timestamptz PRIMARY KEY) PARTITION BY RANGE (at);
CREATE TABLE app.events_new (LIKE app.events INCLUDING ALL);
CREATE SCHEMA side;
CREATE TABLE side.things ($clean);
SET mana_guard.enabled = off;
CREATE TABLE app.legacy (id integer, user_id uuid, CHECK (id > 0));
CREATE INDEX legacy_id ON app.legacy (id);
RESET mana_guard.enabled;
INSERT INTO app.kept DEFAULT VALUES;
SELECT mana_guard.set_rule('timestamp_shape', 'warn'), mana_guard.set_rule('attach_partition_checked', 'log'),
    mana_guard.set_rule('migrations', 'log', schema_pattern => 'side'), mana_guard.set_rule('user_id_text', 'error', role_name => 'pg_monitor');
SELECT mana_guard.exempt('app.gone', 'user_id_text', 'a test''s'), mana_guard.deprecate('app.gone', 'a test''s');
INSERT INTO mana_guard.service_schemas (service, schema_name) VALUES ('app', 'app');
RESET client_min_messages;" >/dev/null

# At the start and end of a command.
each_fails 'what passes' "CREATE TABLE app.tried ($clean);" '' "$(removed app.tried)"
each_fails 'what is refused' "CREATE TABLE public.tried ($clean, user_id uuid);" '' "$(removed public.tried)"
for statement in 'ALTER TABLE app.kept ALTER created_at TYPE timestamp' 'ALTER TABLE app.legacy ADD COLUMN note text' \
    'ALTER TABLE side.things ADD COLUMN size integer' 'ALTER TABLE side.things ALTER COLUMN id TYPE text' \
    'CREATE INDEX ON side.things (created_at)' \
    'ALTER TABLE app.kept ADD COLUMN part_id uuid NOT NULL REFERENCES app.parts' 'ALTER TABLE app.kept RENAME TO retained' \
    'ALTER TABLE app.gone RENAME TO away' 'ALTER TABLE app.gone RENAME note TO remark' 'ALTER TABLE app.gone SET SCHEMA side' \
    'ALTER SCHEMA side RENAME TO aside' 'DROP TABLE app.gone' 'DROP TABLE app.kept CASCADE' 'DROP SCHEMA side CASCADE' \
    'CREATE SCHEMA beside CREATE TABLE things (id integer)' 'CREATE TABLE app.copies AS TABLE app.kept' \
    'CREATE VIEW app.all_of_it AS TABLE app.kept' \
    'CREATE TYPE app.pair AS (a integer, b text)' "ALTER TYPE app.mood RENAME VALUE 'sad' TO 'glad'" \
    'ALTER DOMAIN app.age SET NOT NULL' \
    "CREATE FUNCTION app.one() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'" 'CREATE POLICY own ON app.kept USING (true)' \
    'CREATE TRIGGER watched BEFORE UPDATE ON app.kept FOR EACH ROW EXECUTE FUNCTION app.nothing()' 'GRANT SELECT ON app.kept TO PUBLIC' \
    "COMMENT ON TABLE app.kept IS 'kept'" 'CREATE STATISTICS app.both ON note, kind FROM app.kept' 'CREATE SEQUENCE app.numbers' \
    "ALTER TABLE app.events ATTACH PARTITION app.events_new FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')"; do
    in_passing "$statement"
done

# At COMMIT and at PREPARE TRANSACTION.
for end in COMMIT "PREPARE TRANSACTION 'tried'" 'SELECT mana_guard.check_now(); ROLLBACK'; do
    each_fails "what waits for $end" "$end;" "BEGIN; CREATE TABLE app.test_awaits ($clean); SAVEPOINT a; CREATE SCHEMA waits;"
done
each_fails 'what passes at COMMIT' 'COMMIT;' \
    "BEGIN; CREATE TABLE app.test_awaits ($clean); ALTER TABLE app.test_awaits ADD COLUMN awaited text;" "$(removed app.test_awaits)"

# Where a command commits in its middle, the rest is left.
no_index='SET mana_guard.enabled = off; DROP INDEX IF EXISTS side.tried; RESET mana_guard.enabled;'
each_fails 'CREATE INDEX CONCURRENTLY' 'CREATE INDEX CONCURRENTLY tried ON side.things (updated_at);' '' "$no_index"
each_fails 'DROP INDEX CONCURRENTLY' 'DROP INDEX CONCURRENTLY side.tried;' "$no_index CREATE INDEX tried ON side.things (updated_at);"

# While the policy is compiled, and in what changes it.
each_fails 'a policy that has changed' 'SELECT count(*) FROM mana_guard.registry;' "UPDATE mana_guard.policy SET reason = 'none';"
each_fails 'by a command' "CREATE TABLE app.tried ($clean);" "UPDATE mana_guard.policy SET reason = 'none';" "$(removed app.tried)"
each_fails 'by one that needs the exemptions' "CREATE TABLE public.tried ($clean, user_id uuid);" \
    "UPDATE mana_guard.exemptions SET ticket = 'none';" "$(removed public.tried)"
for statement in "SELECT mana_guard.set_rule('MG301', 'warn', object_pattern => 'few*')" \
    "SELECT count(*) FROM mana_guard.exempt('app.kept', 'MG301', 'none')" "SELECT mana_guard.use_profile('strict')" \
    'DELETE FROM mana_guard.exemptions' 'TRUNCATE mana_guard.policy' \
    'SELECT mana_guard.import_policy(mana_guard.export_policy())' "SELECT mana_guard.baseline('none')"; do
    in_passing "$statement"
done

# In the functions.
for call in 'audit()' "findings('app.legacy')" 'simulate(mana_guard.export_policy())' rules registry "explain('app.kept')" 'status()' \
    "fix('app.legacy')" "split_name('app.kept')" "selected_rules('user_*')" \
    "document_errors('{\"mana_guard\": 1, \"policy\": [{\"rule\": \"none\", \"until\": \"2030-01-01\"}]}')" \
    "check_document(mana_guard.export_policy())" "missing_object('app', 'kept', 'id')"; do
    each_fails "$call" "SELECT count(*) FROM mana_guard.$call;"
done

# In subtransactions that are caught: what was made has been judged, the rest isn't there.
ask main "DO \$\$ DECLARE struck integer := 0; n integer; BEGIN
    CREATE TABLE app.caught ($clean);
    FOR n IN SELECT generate_series(1, 200) UNION ALL SELECT 1000000 LOOP
        PERFORM public.fails_at(n);
        BEGIN EXECUTE format('CREATE TABLE app.caught_%s ($clean)', n);
        EXCEPTION WHEN out_of_memory THEN struck := struck + 1; END;
    END LOOP;
    PERFORM public.fails_at(0), set_config('trials.struck', struck::text, false);
END \$\$;" >/dev/null
is 'caught: some fail, the others are there' "$(ask main "SELECT CASE WHEN struck BETWEEN 50 AND 200 THEN 'some' ELSE struck::text END, struck + count(*)
    FROM pg_tables, CAST(current_setting('trials.struck') AS integer) AS struck WHERE tablename LIKE 'caught%' GROUP BY struck")" 'some|202'

# A session's first command loads the library, which ends the session where it can't be done.
new_session=1 each_fails 'the first command of a session' "CREATE TABLE app.tried ($clean);" '' "$(removed app.tried)"
close_session main

# What no event trigger sees, where the library is preloaded.
session=preloaded
PGOPTIONS="-c session_preload_libraries=mana_guard" open_session preloaded
ask preloaded '\set VERBOSITY sqlstate' >/dev/null
for statement in 'TRUNCATE app.kept' 'EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) CREATE TABLE app.explained AS SELECT 1 AS id' \
    'VACUUM FULL app.kept' 'CLUSTER app.kept USING kept_pkey' 'REINDEX TABLE app.kept'; do
    each_fails "$statement" "$statement;"
done
close_session preloaded
export PGHOST=$home PGDATABASE=$database
stop_cluster allocations
