# A log or a history that can't be written: what would have to be written there is refused, all else goes on.
theme=log_damage
damages=0

# damaged NAME TABLE SQL: a fresh guarded database where the SQL, run with $t for the table, damages log or history.
damaged() {
    guarded_database "log_damage_$((++damages))"
    sql <<<"SELECT mana_guard.set_rule('timestamp_shape', 'warn');" >/dev/null
    sql -c 'CREATE TABLE app.kept (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());'
    quiet "$2 $1: the damage is done" "$(sql <<<"SET client_min_messages = error; SET mana_guard.enabled = off; ${3//\$t/mana_guard.$2}")"
}

# log_damaged NAME SQL
log_damaged() {
    damaged "$1" log "$2"
    local answer
    quiet "log $1: what has no findings passes" "$(sql <<<"BEGIN; CREATE TABLE app.files ($clean); ALTER TABLE app.files ADD COLUMN note text; DROP TABLE app.files; COMMIT;")"
    answer=$(sql <<<'ALTER TABLE app.kept ALTER COLUMN created_at TYPE timestamp;')
    refused "log $1: what would be logged is refused" "$answer" MG901
    like "log $1: with the way out" "$answer" '^HINT:.*SET mana_guard.enabled = off'
    refused "log $1: by an override too" "$(sql <<<"SET mana_guard.override_reason = 'test'; CREATE TABLE app.breaches ($bare);")" MG901
    refused "log $1: under the cap too" "$(sql <<<"SET mana_guard.max_severity = 'log'; CREATE TABLE app.breaches ($bare);")" MG901
    is "log $1: it leaves nothing" "$(sql <<<"SELECT to_regclass('app.breaches') IS NULL, atttypid::regtype FROM pg_attribute WHERE attrelid = 'app.kept'::regclass AND attname = 'created_at'")" 't|timestamp with time zone'
    refused "log $1: a breach is refused for itself" "$(sql <<<"CREATE TABLE app.breaches ($bare);")" MG301
    quiet "log $1: SET mana_guard.enabled = off is a way out" "$(sql <<<'SET mana_guard.enabled = off; ALTER TABLE app.kept ALTER COLUMN created_at TYPE timestamp;')"
    quiet "log $1: so is DROP EXTENSION" "$(sql <<<'SET client_min_messages = error; DROP EXTENSION mana_guard CASCADE;')"
}

# history_damaged NAME SQL
history_damaged() {
    damaged "$1" policy_history "$2"
    local answer
    quiet "history $1: what has no findings passes" "$(sql <<<"BEGIN; CREATE TABLE app.files ($clean); DROP TABLE app.files; COMMIT;")"
    refused "history $1: a breach is refused" "$(sql <<<"CREATE TABLE app.breaches ($bare);")" MG301
    for change in "SELECT mana_guard.set_rule('*', 'off')" "SELECT mana_guard.exempt('app.*', '*', 'all')" \
        "SELECT mana_guard.use_profile('strict')" 'DELETE FROM mana_guard.policy' 'TRUNCATE mana_guard.policy'; do
        answer=$(sql <<<"$change;")
        refused "history $1: $change is refused" "$answer" MG901
    done
    is "history $1: it changes nothing" "$(sql <<<'SELECT rule, severity FROM mana_guard.policy')" 'timestamp_shape|warn'
}

loosened='ALTER EXTENSION mana_guard DROP TABLE $t;'
log_damaged missing "ALTER EXTENSION mana_guard DROP VIEW mana_guard.log_by_week; ALTER EXTENSION mana_guard DROP FUNCTION mana_guard.prune_log; $loosened DROP TABLE \$t CASCADE;"
log_damaged renamed 'ALTER TABLE $t RENAME TO old_log;'
log_damaged 'without a column' 'ALTER TABLE $t DROP COLUMN override_reason;'
log_damaged 'with a column of another type' 'ALTER TABLE $t ALTER COLUMN transaction_id TYPE text;'
log_damaged 'with an address of another type' 'ALTER TABLE $t ALTER COLUMN client_addr TYPE text;'
log_damaged 'a view' 'ALTER TABLE $t RENAME TO old_log; CREATE VIEW $t AS TABLE mana_guard.old_log;'
log_damaged partitioned 'ALTER TABLE $t RENAME TO old_log; CREATE TABLE $t (LIKE mana_guard.old_log) PARTITION BY RANGE (logged_at);'

history_damaged missing "$loosened DROP TABLE \$t;"
history_damaged renamed 'ALTER TABLE $t RENAME TO old_history;'
history_damaged 'without a column' 'ALTER TABLE $t DROP COLUMN action;'
history_damaged 'with a column of another type' 'ALTER TABLE $t ALTER COLUMN changed_by TYPE text;'
history_damaged 'a view' 'ALTER TABLE $t RENAME TO old_history; CREATE VIEW $t AS TABLE mana_guard.old_history;'

# A log that was mended takes rows again, in sessions that stayed.
guarded_database log_mended
open_session main
ask main "SET mana_guard.max_severity = 'log'; CREATE TABLE app.first ($bare);" >/dev/null
sql <<<'SET mana_guard.enabled = off; ALTER TABLE mana_guard.log RENAME TO away;'
refused 'an open session sees the damage' "$(ask main "CREATE TABLE app.seconds ($bare);")" MG901
sql <<<'SET mana_guard.enabled = off; ALTER TABLE mana_guard.away RENAME TO log;'
quiet 'and its end' "$(ask main "CREATE TABLE app.seconds ($bare);")"
is 'and writes again' "$(sql <<<'SELECT string_agg(DISTINCT object_name, $$ $$ ORDER BY object_name) FROM mana_guard.log')" 'first seconds'
close_session main
