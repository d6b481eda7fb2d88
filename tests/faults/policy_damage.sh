# A policy that can't be read: schema changes are refused, and both ways out work.
theme=policy_damage

# damaged NAME SQL: a fresh guarded database where the SQL damages the policy.
damaged() {
    guarded_database "damage_$((++damages))"
    local answer
    sql <<<"SELECT mana_guard.set_rule('timestamp_shape', 'error');" >/dev/null
    answer=$(sql <<<"SET client_min_messages = error; SET mana_guard.enabled = off; $2")
    quiet "$1: the damage is done" "$answer"
    answer=$(sql <<<"CREATE TABLE app.fine ($clean);")
    refused "$1: a fine table is refused" "$answer" MG901
    like "$1: with the way out" "$answer" '^HINT:.*SET mana_guard.enabled = off'
    refused "$1: an ALTER is refused" "$(sql <<<'SET mana_guard.enabled = off; CREATE TABLE app.stood (); SET mana_guard.enabled = on; ALTER TABLE app.stood ADD COLUMN id integer;')" MG901
    quiet "$1: queries go on" "$(sql <<<'SELECT count(*) FROM app.stood;')"
    quiet "$1: SET mana_guard.enabled = off is a way out" "$(sql <<<"SET mana_guard.enabled = off; CREATE TABLE app.fine ($clean);")"
    quiet "$1: so is DROP EXTENSION" "$(sql <<<"SET client_min_messages = error; DROP EXTENSION mana_guard CASCADE; CREATE TABLE app.later ($bare);")"
    quiet "$1: and CREATE EXTENSION mends it" "$(sql <<<'CREATE EXTENSION mana_guard;')"
    refused "$1: which guards again" "$(sql <<<"CREATE TABLE app.last ($bare);")" MG301
}
damages=0
# The triggers would have refused the row.
unchecked() {
    echo "ALTER TABLE mana_guard.policy DISABLE TRIGGER USER; $1; ALTER TABLE mana_guard.policy ENABLE ALWAYS TRIGGER check_row;
        ALTER TABLE mana_guard.policy ENABLE ALWAYS TRIGGER invalidate_row; ALTER TABLE mana_guard.policy ENABLE ALWAYS TRIGGER invalidate_all;"
}

# It depends on the columns.
without_set_rule='ALTER EXTENSION mana_guard DROP FUNCTION mana_guard.set_rule; DROP FUNCTION mana_guard.set_rule;'

damaged 'a row with an unknown rule' "$(unchecked "INSERT INTO mana_guard.policy (rule, severity) VALUES ('no_such_rule', 'warn')")"
damaged 'a row with params of the wrong type' "$(unchecked "INSERT INTO mana_guard.policy (rule, params) VALUES ('user_id_text', '{\"columns\": 7}')")"
damaged 'a column renamed' 'ALTER TABLE mana_guard.policy RENAME COLUMN severity TO strictness;'
damaged 'a column dropped' "$without_set_rule ALTER TABLE mana_guard.policy DROP COLUMN params;"
damaged 'the table dropped' "$without_set_rule ALTER EXTENSION mana_guard DROP TABLE mana_guard.policy;
    ALTER EXTENSION mana_guard DROP SEQUENCE mana_guard.policy_id_seq; DROP TABLE mana_guard.policy;"
damaged 'the table renamed' 'ALTER TABLE mana_guard.policy RENAME TO old_policy;'

# The row that can't be read can be taken away, and open sessions go on.
guarded_database damage_mended
open_session main
ask main "CREATE TABLE app.first ($clean);" >/dev/null
sql <<<"SET mana_guard.enabled = off; $(unchecked "INSERT INTO mana_guard.policy (rule, severity) VALUES ('no_such_rule', 'warn')")"
refused 'an open session sees the damage' "$(ask main "CREATE TABLE app.second ($clean);")" MG901
like 'and is told of the row' "$(ask main "CREATE TABLE app.second ($clean);")" 'no_such_rule'
sql <<<"DELETE FROM mana_guard.policy WHERE rule = 'no_such_rule';"
quiet 'and of its end' "$(ask main "CREATE TABLE app.second ($clean);")"
close_session main

answer=$(sql <<<"INSERT INTO mana_guard.policy (rule, severity) VALUES ('no_such_rule', 'warn');")
refused 'such a row is refused in the first place' "$answer" MG900
answer=$(sql <<<"SET session_replication_role = replica; INSERT INTO mana_guard.policy (rule, severity) VALUES ('no_such_rule', 'warn');")
unlike 'under replication it warns and doesn'\''t stall' "$answer" 'ERROR'
