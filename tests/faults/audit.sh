# An audit of a database: cancelled in its middle, of damaged objects, of many.
theme=audit

sql <<SQL
SET mana_guard.enabled = off;
-- Three that take a second each, in an audit that looks at 64 at a time.
DO \$\$ BEGIN FOR i IN 1..3 LOOP
    EXECUTE format('CREATE SCHEMA slow_%s CREATE TABLE test_dawdles ($clean)', i);
    FOR k IN 1..64 LOOP EXECUTE format('CREATE TABLE slow_%s.between_%s ($clean)', i, k); END LOOP;
END LOOP; END \$\$;
CREATE TABLE app.sick_files ($bare, user_id uuid UNIQUE);
SQL
document='{"mana_guard": 1, "profile": "strict"}'

# A second and more is told of while it lasts.
answer=$(sql <<<"SELECT count(*) > 0 FROM mana_guard.audit('slow_*')")
like 'how far it is' "$answer" '^NOTICE: .*: audit: checked [0-9]+ of [0-9]+ relations'
is 'and how far it is to the end' "$(grep -oE 'of [0-9]+ relations' <<<"$answer" | sort -u)" "of $(sql <<<'SELECT count(*) FROM pg_class') relations"

# What waits to be judged isn't counted: the audit reads pg_class by OID, judges 64 relations at a time, and looks at the clock at
# every 64th row.
told=$(grep -oE 'checked [0-9]+' <<<"$answer" | head -n 1)
is 'what waits to be judged is not counted' "$(sql <<SQL
WITH classes AS (SELECT row_number() OVER (ORDER BY pg_class.oid) AS number, nspname LIKE 'slow\_%' AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AS is_meant
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace),
looks AS (SELECT number, count(*) FILTER (WHERE is_meant) OVER (ORDER BY number) % 64 AS waiting FROM classes)
SELECT count(*) > 0 FROM looks WHERE number % 64 = 0 AND number - waiting = ${told#checked }
SQL
)" t

# Cancelled.
open_session main
pid=$(ask main 'SELECT pg_backend_pid()')
ask main "SELECT count(*) FROM mana_guard.audit('app');" >/dev/null
before=$(ask main "SELECT sum(total_bytes) / 1024 / 64 FROM pg_backend_memory_contexts WHERE name LIKE 'mana_guard%'")
for call in audit\(\) 'audit($$slow_*$$)' "simulate('$document')" "baseline('none')" "findings('slow_1.test_dawdles')"; do
    start=${EPOCHREALTIME/./}
    refused "$call obeys a timeout" "$(ask main "SET statement_timeout = '100ms'; SELECT count(*) FROM mana_guard.$call; RESET statement_timeout;")" 57014
    at_most "$call obeys it in its middle, ms" $(((${EPOCHREALTIME/./} - start) / 1000)) 2500
done
send main 'SELECT count(*) FROM mana_guard.audit();'
sql <<<"DO \$\$ BEGIN FOR i IN 1..100 LOOP PERFORM pg_sleep(0.02); PERFORM pg_stat_clear_snapshot();
    EXIT WHEN EXISTS (SELECT FROM pg_stat_activity WHERE pid = $pid AND state = 'active' AND clock_timestamp() - query_start > '0.1 s'); END LOOP; END \$\$;"
is 'a cancel is sent' "$(sql <<<"SELECT pg_cancel_backend($pid)")" t
refused 'and obeyed' "$(receive main)" 57014
ask main 'RESET statement_timeout;' >/dev/null
is 'no baseline is left behind' "$(sql <<<'SELECT count(*) FROM mana_guard.exemptions')" 0
is 'nor memory' "$(ask main "SELECT sum(total_bytes) / 1024 / 64 FROM pg_backend_memory_contexts WHERE name LIKE 'mana_guard%'")" "$before"
sound 'after these' main "$pid"
answer=$(ask main "BEGIN; SAVEPOINT s; SET LOCAL statement_timeout = '100ms'; SELECT count(*) FROM mana_guard.audit(); ROLLBACK TO s; SELECT count(*) FROM mana_guard.audit('app'); COMMIT;")
like 'a savepoint survives it' "$answer" '^3$'
answer=$(ask main "BEGIN; DECLARE c CURSOR FOR SELECT 1 FROM mana_guard.audit('app'); FETCH c; SAVEPOINT s; CLOSE c; ROLLBACK;")
quiet 'a cursor that isn'\''t read to its end' "$answer"
quiet 'nor a LIMIT' "$(ask main "SELECT 1 FROM mana_guard.audit('app') LIMIT 1;")"
close_session main
sql <<<'SET client_min_messages = error; SET mana_guard.enabled = off; DROP SCHEMA slow_1, slow_2, slow_3 CASCADE;'

# damaged NAME SQL: a table app.sick_N whose catalog rows the SQL, with $t for its OID, damages: the rest is audited all the same.
number=0
damaged() {
    number=$((number + 1))
    local table=app.sick_$number answer
    answer=$(sql <<SQL
SET mana_guard.enabled = off;
CREATE TYPE app.mood_$number AS ENUM ('good'); CREATE DOMAIN app.short_$number AS text; CREATE TYPE app.row_$number AS (id integer, user_id uuid);
CREATE TABLE ${table}_parent ($bare) PARTITION BY LIST (id);
CREATE TABLE $table ($bare, user_id uuid DEFAULT gen_random_uuid(), created_at timestamp DEFAULT now(), mood app.mood_$number, short app.short_$number, parent_id uuid REFERENCES ${table}_parent);
SET allow_system_table_mods = on;
${2//\$t/\'$table\'::regclass}
SQL
)
    quiet "$1: the damage is done" "$answer"
    for call in "audit()" "simulate('$document')" "baseline('damaged')"; do
        answer=$(sql <<<"SELECT count(*) > 0 FROM mana_guard.${call%)*});")
        unlike "$1: $call goes through" "$answer" 'ERROR|terminated'
    done
    like "$1: the rest is told" "$(sql <<<"SELECT identity FROM mana_guard.audit()")" '^app.sick_files$'
    unlike "$1: the server stands" "$(sql <<<"SELECT 1 FROM mana_guard.findings('app.sick_files'); CREATE TABLE app.files ($clean); DROP TABLE app.files;")" 'ERROR|terminated'
}
damaged 'a type lost' "DELETE FROM pg_type WHERE oid = 'app.mood_$((number + 1))'::regtype;"
damaged 'a domain'\''s base lost' "UPDATE pg_type SET typbasetype = 4000000000 WHERE oid = 'app.short_$((number + 1))'::regtype;"
damaged 'a column lost' "DELETE FROM pg_attribute WHERE attrelid = \$t AND attname = 'user_id';"
damaged 'all columns lost' 'DELETE FROM pg_attribute WHERE attrelid = $t;'
damaged 'a default lost' 'DELETE FROM pg_attrdef WHERE adrelid = $t;'
damaged 'a constraint lost' 'DELETE FROM pg_constraint WHERE conrelid = $t;'
damaged 'a constraint of a lost table' "UPDATE pg_constraint SET confrelid = 4000000000 WHERE conrelid = \$t AND contype = 'f';"
damaged 'an index lost' 'DELETE FROM pg_index WHERE indrelid = $t;'
damaged 'a typed table without its type' 'UPDATE pg_class SET reloftype = 4000000000 WHERE oid = $t;'
damaged 'a partition without its parent' 'UPDATE pg_class SET relispartition = true WHERE oid = $t;'
damaged 'an owner lost' 'UPDATE pg_class SET relowner = 4000000000 WHERE oid = $t;'
damaged 'a schema lost' 'UPDATE pg_class SET relnamespace = 4000000000 WHERE oid = $t;'
damaged 'another number of columns' 'UPDATE pg_class SET relnatts = 3 WHERE oid = $t;'
damaged 'files lost' 'UPDATE pg_class SET relfilenode = 1 WHERE oid = $t;'
damaged 'another kind' "UPDATE pg_class SET relkind = 'x' WHERE oid = \$t;"

# Many, in one go.
sql <<<"SET mana_guard.enabled = off; DO \$\$ BEGIN FOR i IN 1..500 LOOP EXECUTE format('CREATE TABLE app.many_%s ($bare)', i); END LOOP; END \$\$;"
is 'each of many is found once' "$(sql <<<"SELECT count(*), count(DISTINCT identity) FROM mana_guard.audit('app', 'many_*')")" '1000|500'
# What is looked up by names that mostly don't exist isn't kept: 500 tables that may be partitions of another by their names.
sql <<<"SET mana_guard.enabled = off; DO \$\$ BEGIN FOR i IN 1..500 LOOP EXECUTE format('CREATE TABLE app.m%s_items ($clean)', i);
    EXECUTE format('CREATE INDEX ON app.m%s_items (created_at)', i); END LOOP; END \$\$; SELECT mana_guard.set_rule('index_name', 'off');"
kept="sum(used_bytes) FILTER (WHERE name = 'CacheMemoryContext') / 1024 FROM pg_backend_memory_contexts"
grown=$(sql <<<"SELECT count(*) FROM mana_guard.audit('app', 'm1_*') \g /dev/null
SELECT $kept \g /dev/null
SELECT (SELECT $kept) AS before \gset
SELECT count(*) FROM mana_guard.audit('app', 'm*_items') \g /dev/null
SELECT ((SELECT $kept) - :before)::int" | tail -n 1)
at_most 'nothing is kept of each table' "$grown" 64
