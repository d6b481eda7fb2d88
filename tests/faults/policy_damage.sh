# A policy that can't be read: schema changes are refused, and both ways out work.
theme=policy_damage
damages=0
# The lines of the server's log about what couldn't be judged; other themes have left theirs.
lines() { grep -c "LOG:  mana_guard can't check" "$work/faults/data/log"; }

# damaged NAME SQL: a fresh guarded database where the SQL damages the policy.
damaged() {
    guarded_database "damage_$((++damages))"
    local answer
    sql <<<"SELECT mana_guard.set_rule('timestamp_shape', 'error'), mana_guard.exempt('app.none', 'MG201', 'kept'), mana_guard.use_profile('migrations');
        INSERT INTO mana_guard.service_schemas (service, schema_name) VALUES ('app', 'app');" >/dev/null
    answer=$(sql <<<"SET client_min_messages = error; SET mana_guard.enabled = off; $2")
    quiet "$1: the damage is done" "$answer"
    answer=$(sql <<SQL
CREATE TABLE app.files ($clean);
SELECT count(*) FROM pg_class;
SET mana_guard.enabled = off;
CREATE TABLE app.stood ();
SET mana_guard.enabled = on;
ALTER TABLE app.stood ADD COLUMN id integer;
DROP TABLE app.stood;
SQL
)
    refused "$1: schema changes are refused" "$answer" MG901
    is "$1: each of them" "$(grep -c '^ERROR:  MG901' <<<"$answer")" 3
    like "$1: with the way out" "$answer" '^HINT:.*SET mana_guard.enabled = off'
    quiet "$1: queries go on" "$(sql <<<'SELECT count(*) FROM pg_class;')"
    # Where nothing is refused they pass, with a line in the log.
    local before
    before=$(lines)
    answer=$(sql <<<"SET mana_guard.max_severity = log; BEGIN; CREATE TABLE app.capped (id integer); SAVEPOINT a; ALTER TABLE app.capped ADD COLUMN n integer; RELEASE a; COMMIT;")
    is "$1: under a cap they pass" "$answer" ''
    is "$1: and each leaves a line in the server's log" "$(($(lines) - before))" 4
    answer=$(sql <<<"SET mana_guard.override_reason = 'deploy'; DROP TABLE app.capped;")
    unlike "$1: with an override too" "$answer" 'ERROR'
    like "$1: which is told" "$answer" "^WARNING:  MG901: mana_guard can't check this command"
    quiet "$1: SET mana_guard.enabled = off is a way out" "$(sql <<<"SET mana_guard.enabled = off; CREATE TABLE app.files ($clean);")"
    quiet "$1: so is DROP EXTENSION" "$(sql <<<"SET client_min_messages = error; DROP EXTENSION mana_guard CASCADE; CREATE TABLE app.late_files ($bare);")"
    quiet "$1: and CREATE EXTENSION mends it" "$(sql <<<'CREATE EXTENSION mana_guard;')"
    refused "$1: which guards again" "$(sql <<<"CREATE TABLE app.last ($bare);")" MG301
}

# unchecked TABLE SQL: without the triggers, which would have refused the row.
unchecked() {
    echo "ALTER TABLE mana_guard.$1 DISABLE TRIGGER USER; $2; ALTER TABLE mana_guard.$1 ENABLE ALWAYS TRIGGER check_row;
        ALTER TABLE mana_guard.$1 ENABLE ALWAYS TRIGGER invalidate_row; ALTER TABLE mana_guard.$1 ENABLE ALWAYS TRIGGER invalidate_all;"
}

# What hangs on the tables leaves the extension, so that CASCADE doesn't mean all of it.
loosened="DO \$\$ DECLARE one text; BEGIN
    FOR one IN SELECT format('%s %s', type, identity) FROM pg_depend, pg_identify_object(classid, objid, 0)
               WHERE deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'mana_guard')
                 AND type IN ('function', 'view', 'table', 'sequence')
                 AND (type <> 'function' OR EXISTS (SELECT FROM pg_proc WHERE oid = objid AND prosqlbody IS NOT NULL))
                 ORDER BY type <> 'sequence' LOOP
        EXECUTE 'ALTER EXTENSION mana_guard DROP ' || one;
    END LOOP;
END \$\$;"

# For each table a column that is read, and a row that can't be; the registry takes any name, and exemptions are read later.
while read -r table column row; do
    damaged "$table missing" "$loosened DROP TABLE mana_guard.$table CASCADE;"
    damaged "$table renamed" "ALTER TABLE mana_guard.$table RENAME TO old_$table;"
    damaged "$table without a column" "$loosened ALTER TABLE mana_guard.$table DROP COLUMN $column CASCADE;"
    [ -z "$row" ] || damaged "$table with a row that makes no sense" "$(unchecked "$table" "INSERT INTO mana_guard.$table $row")"
done <<'TABLES'
policy params (rule, severity) VALUES ('no_such_rule', 'warn')
exemptions value
service_schemas removed
active_profile name (name) VALUES ('no_such_profile') ON CONFLICT (only_row) DO UPDATE SET name = excluded.name
TABLES

damaged 'a row for one schema with a rule that there is not' "$(unchecked policy "INSERT INTO mana_guard.policy (rule, schema_pattern, severity) VALUES ('no_such_rule', 'far_away', 'warn')")"
damaged 'params of the wrong type' "$(unchecked policy "INSERT INTO mana_guard.policy (rule, params) VALUES ('user_id_text', '{\"columns\": 7}')")"
damaged 'a column renamed' 'ALTER TABLE mana_guard.policy RENAME COLUMN severity TO strictness;'
damaged 'a column of another type' "$loosened ALTER TABLE mana_guard.exemptions DROP COLUMN until CASCADE, ADD COLUMN until text;"
damaged 'a view in the place of a table' 'ALTER TABLE mana_guard.policy RENAME TO policy_table; CREATE VIEW mana_guard.policy AS TABLE mana_guard.policy_table;'
damaged 'a partitioned table in its place' 'ALTER TABLE mana_guard.active_profile RENAME TO old_profile; CREATE TABLE mana_guard.active_profile (LIKE mana_guard.old_profile) PARTITION BY LIST (name);'
damaged 'the schema renamed' 'ALTER SCHEMA mana_guard RENAME TO guard;'

# What only some objects need is parsed when the first of them is checked: until then nothing is refused, but status() tells.
# told_late NAME SQL WAY_OUT: the SQL damages a row for tables app.d*.
told_late() {
    guarded_database "damage_$((++damages))"
    sql <<<"SET mana_guard.enabled = off; CREATE TABLE app.dated ($bare); $2" >/dev/null
    open_session main
    quiet "$1: nobody needs it" "$(ask main "CREATE TABLE app.files ($clean); DROP TABLE app.files;")"
    refused "$1: others are checked" "$(ask main "CREATE TABLE app.files ($bare);")" MG301
    local answer
    for _ in first again; do
        answer=$(ask main "CREATE TABLE app.documents ($bare);")
        refused "$1: a table that needs it is refused" "$answer" MG901
        like "$1: with the row" "$answer" 'row [0-9]+ of mana_guard\.[a-z]+ is damaged: '
        like "$1: and the way out" "$answer" '^HINT:.*DELETE FROM mana_guard.*SET mana_guard.enabled = off'
    done
    for call in 'mana_guard.status()' "mana_guard.findings('app.dated')" "mana_guard.explain('app.dated')"; do
        refused "$1: $call says so" "$(ask main "SELECT count(*) FROM $call;")" MG901
    done
    answer=$(ask main "SET mana_guard.max_severity = log; CREATE TABLE app.documents ($bare); DROP TABLE app.documents; RESET mana_guard.max_severity;")
    unlike "$1: under a cap it passes" "$answer" 'ERROR'
    quiet "$1: the row can be taken away" "$(ask main "$3")"
    refused "$1: and the session goes on" "$(ask main "CREATE TABLE app.documents ($bare);")" MG301
    quiet "$1: with nothing to tell" "$(ask main 'SELECT count(*) FROM mana_guard.status();')"
    close_session main
}

told_late 'an exemption' "$(unchecked exemptions "INSERT INTO mana_guard.exemptions (rule, schema_pattern, object_pattern, reason) VALUES ('no_such_rule', 'app', 'd*', 'none')")" \
    'DELETE FROM mana_guard.exemptions;'
told_late 'a row with params of the wrong type' "$(unchecked policy "INSERT INTO mana_guard.policy (rule, object_pattern, params) VALUES ('user_id_text', 'd*', '{\"columns\": 7}')")" \
    'DELETE FROM mana_guard.policy;'

# The row that can't be read can be taken away, and open sessions go on.
guarded_database damage_mended
open_session main
ask main "CREATE TABLE app.first ($clean);" >/dev/null
sql <<<"SET mana_guard.enabled = off; $(unchecked policy "INSERT INTO mana_guard.policy (rule, severity) VALUES ('no_such_rule', 'warn')")"
refused 'an open session sees the damage' "$(ask main "CREATE TABLE app.seconds ($clean);")" MG901
like 'and is told of the row' "$(ask main "CREATE TABLE app.seconds ($clean);")" 'no_such_rule'
sql <<<"DELETE FROM mana_guard.policy WHERE rule = 'no_such_rule';"
quiet 'and of its end' "$(ask main "CREATE TABLE app.seconds ($clean);")"
close_session main

answer=$(sql <<<"INSERT INTO mana_guard.policy (rule, severity) VALUES ('no_such_rule', 'warn');")
refused 'such a row is refused in the first place' "$answer" MG900
answer=$(sql <<<"SET session_replication_role = replica; INSERT INTO mana_guard.policy (rule, severity) VALUES ('no_such_rule', 'warn');")
unlike 'under replication it warns and doesn'\''t stall' "$answer" 'ERROR'
like 'but warns' "$answer" '^WARNING:.*rule "no_such_rule" does not exist'

# Of a table without rows it is told as well: the first row would be missed.
guarded_database damage_empty
sql <<<'SET mana_guard.enabled = off; ALTER TABLE mana_guard.exemptions ENABLE TRIGGER invalidate_row;'
# What was just read is right whatever the triggers do: the second statement of a session is the first to use a copy.
answer=$(sql <<<"CREATE TABLE app.files ($clean); CREATE TABLE app.folders ($clean); CREATE TABLE app.shelves ($clean);")
is 'an empty table, a trigger of which does not always fire, told once' "$(grep -c '^WARNING' <<<"$answer")" 1
like 'with the table' "$answer" 'WARNING:.*triggers of mana_guard.exemptions are not all ENABLE ALWAYS'

# What else is done to a table of the policy, which is read as before. Each row says so for tables app.lax_*.
guarded_database damage_none
sql <<<"INSERT INTO mana_guard.policy (rule, object_pattern, severity, reason) VALUES ('require_timestamps', 'lax_*', 'off', 'Agreed.');"
# still_read NAME SQL
still_read() {
    quiet "$1: it is done" "$(sql <<<"SET client_min_messages = error; SET mana_guard.enabled = off; $2")"
    quiet "$1: the row counts" "$(sql <<<"CREATE TABLE app.lax_files ($bare); DROP TABLE app.lax_files;")"
    refused "$1: others are checked" "$(sql <<<"CREATE TABLE app.files ($bare);")" MG301
}
columns=$(printf ', ADD COLUMN note_%s text' $(seq 60))
still_read 'columns more' "$loosened ALTER TABLE mana_guard.policy ${columns#,};"
still_read 'and filled' "UPDATE mana_guard.policy SET note_1 = 'one', note_60 = 'sixty';"
still_read 'a column that has a value where the row lacks it' "ALTER TABLE mana_guard.policy DROP COLUMN severity CASCADE, ADD COLUMN severity mana_guard.severity DEFAULT 'off';"
still_read 'a column behind all those' "ALTER TABLE mana_guard.policy DROP COLUMN severity CASCADE, ADD COLUMN severity mana_guard.severity; UPDATE mana_guard.policy SET severity = 'off';"
still_read 'after VACUUM' 'VACUUM mana_guard.policy;'
