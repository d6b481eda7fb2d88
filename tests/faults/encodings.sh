# Databases whose encoding isn't UTF-8: names and parameters are read, matched, cut and told in it.
theme=encodings

# encoded ENCODING NAME PATTERN: in a database of that encoding, with a name that has characters of several bytes in one of the two; the
# pattern has a ? for each of them.
encoded() {
    local encoding=$1 name=$2 pattern=$3
    PGDATABASE=postgres sql -c "CREATE DATABASE encodings_${encoding,,} ENCODING '$encoding' LOCALE 'C' TEMPLATE template0"
    export PGDATABASE=encodings_${encoding,,} PGCLIENTENCODING=UTF8
    quiet "$encoding: set up" "$(sql <<<'CREATE EXTENSION mana_guard; CREATE SCHEMA app;')"
    is "$encoding: parameters" "$(sql <<SQL
SET client_min_messages = error;
DO \$\$ BEGIN
    PERFORM mana_guard.set_rule('*', 'off');
    PERFORM mana_guard.set_rule('user_id_text', 'error', params => '{"columns": ["$name", "user_id"]}');
END \$\$;
SELECT params->'columns'->>0 FROM mana_guard.policy WHERE rule = 'user_id_text';
SQL
)" "$name"
    answer=$(sql <<<"CREATE TABLE app.t ($clean, \"$name\" uuid);")
    refused "$encoding: a name of the parameters" "$answer" MG201
    like "$encoding: and what would pass" "$answer" "\"$name\" text"
    like "$encoding: a wrong one is told of" "$(sql <<<"SELECT mana_guard.set_rule('user_id_text', 'error', params => '{\"$name\": 1}');")" "no parameter \"$name\""
    like "$encoding: explain" "$(sql <<<"SELECT parameters->'columns'->>0 FROM mana_guard.explain('app.t') WHERE rule = 'user_id_text';")" "^$name\$"
    quiet "$encoding: a pattern" "$(sql <<<"SELECT mana_guard.set_rule('user_id_text', 'off', object_pattern => '${pattern}x');
        CREATE TABLE app.\"${name}x\" ($clean, user_id uuid);")"
    refused "$encoding: no longer one" "$(sql <<<"CREATE TABLE app.\"${name}xy\" ($clean, user_id uuid);")" MG201
    quiet "$encoding: an exemption" "$(sql <<<"SELECT mana_guard.exempt('app.\"$name\".\"$name\"', 'user_id_text', 'old');
        CREATE TABLE app.\"$name\" ($clean, \"$name\" uuid);")"
    quiet "$encoding: a document" "$(sql <<<"SELECT mana_guard.import_policy(mana_guard.export_policy());")"
    is "$encoding: of the same parameters" "$(sql <<<"SELECT params->'columns'->>0 FROM mana_guard.policy WHERE rule = 'user_id_text' AND severity = 'error';")" "$name"
    # A message that is cut, and the name that an index would have.
    for ((i = 0; i < 4; i++)); do
        pad=$(printf '%*s' "$i" '' | tr ' ' x)
        many=$(printf "$name%.0s" {1..150})
        unlike "$encoding: a long message, $i more" "$(sql <<<"SELECT mana_guard.set_rule('$pad$many', 'error');")" 'invalid byte|XX000|22021'
        answer=$(sql <<<"SELECT mana_guard.set_rule('*', 'warn'); CREATE TABLE app.\"$pad$many\" ($clean); CREATE INDEX odd ON app.\"$pad$many\" (created_at, updated_at);")
        unlike "$encoding: a long name, $i more" "$answer" 'invalid byte|XX000|22021'
        like "$encoding: what its index is called, $i more" "$answer" "Write instead|would pass|idx_"
    done
    unset PGCLIENTENCODING
}
encoded LATIN1 'größe' 'gr??e'
encoded EUC_JP '日本語' '???'
encoded UTF8 'größe日本' 'gr??e??'
