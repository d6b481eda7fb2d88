# What the themes share: assertions, one-shot psql, sessions that stay open. Sourced by scripts/suites/faults.

passed=0 failed=0 theme=
declare -A session_in=() session_out=()

# The columns of a table that no rule minds, and of one that lacks its timestamps.
clean='id uuid PRIMARY KEY DEFAULT pg_catalog.gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()'
bare='id uuid PRIMARY KEY DEFAULT pg_catalog.gen_random_uuid()'

ok() { passed=$((passed + 1)); }

# not_ok NAME GOT WANTED
not_ok() {
    failed=$((failed + 1))
    printf 'not ok: %s: %s\n    wanted: %s\n' "$theme" "$1" "$3"
    sed 's/^/    got:    /' <<<"$2"
}

# is NAME GOT WANTED: equal texts.
is() { if [ "$2" = "$3" ]; then ok; else not_ok "$1" "$2" "$3"; fi; }

# like NAME GOT PATTERN: some line matches.
like() { if grep -qE -- "$3" <<<"$2"; then ok; else not_ok "$1" "$2" "a line like $3"; fi; }

# unlike NAME GOT PATTERN: no line matches.
unlike() { if ! grep -qE -- "$3" <<<"$2"; then ok; else not_ok "$1" "$2" "no line like $3"; fi; }

# refused NAME GOT CODE: the answer holds an error with this SQLSTATE and no other.
refused() { is "$1" "$(sed -nE 's/^(.*: )?ERROR:  ([0-9A-Z]{5}): .*/\2/p' <<<"$2" | sort -u)" "$3"; }

# quiet NAME GOT: neither error nor warning.
quiet() { unlike "$1" "$2" '(ERROR|WARNING|FATAL|PANIC): '; }

# at_most NAME GOT BOUND: numbers.
at_most() { if [ "$2" -le "$3" ]; then ok; else not_ok "$1" "$2" "at most $3"; fi; }

# sql [PSQL-ARGUMENT...]: runs stdin in a session of its own; prints rows and messages, these with their SQLSTATE.
sql() { "$bindir/psql" -X -q -A -t -v VERBOSITY=verbose "$@" 2>&1; }

# guarded_database NAME [OWNER]: a fresh database with the extension and schema app, which becomes PGDATABASE.
guarded_database() {
    PGDATABASE=postgres sql -c "CREATE DATABASE $1 OWNER ${2:-postgres}"
    export PGDATABASE=$1
    sql <<'SQL'
CREATE EXTENSION mana_guard;
CREATE SCHEMA app;
SQL
}

# removed TABLE: the SQL that drops it, if it is there, and says nothing of it.
removed() { echo "SET mana_guard.enabled = off; DROP TABLE IF EXISTS $1; RESET mana_guard.enabled;"; }

# open_session NAME: a psql that stays, with its backend.
open_session() {
    local fd
    mkfifo "$work/$1.in" "$work/$1.out"
    stdbuf -oL "$bindir/psql" -X -q -A -t -v VERBOSITY=verbose <"$work/$1.in" >"$work/$1.out" 2>&1 &
    exec {fd}>"$work/$1.in" && session_in[$1]=$fd
    exec {fd}<"$work/$1.out" && session_out[$1]=$fd
}

# send NAME SQL: without waiting for the answer, which receive prints. A last semicolon may be left out.
send() {
    local end=$'\n;'
    case $2 in \\*) end= ;; esac
    printf '%s%s\n\\echo <<end>>\n' "$2" "$end" >&"${session_in[$1]}"
}

receive() {
    local line
    while IFS= read -r -t 60 line <&"${session_out[$1]}"; do
        [ "$line" != '<<end>>' ] || return 0
        printf '%s\n' "$line"
    done
    echo "session $1 has ended or gives no answer"
}

ask() { send "$1" "$2" && receive "$1"; }

close_session() {
    local in=${session_in[$1]} out=${session_out[$1]}
    (echo '\q' >&"$in") 2>/dev/null # in a subshell: it may be gone
    exec {in}>&- {out}<&-
    rm -f "$work/$1.in" "$work/$1.out"
}

# sound NAME SESSION PID: the backend is the same, does DDL and refuses what it should.
sound() {
    is "$1: the backend goes on" "$(ask "$2" 'SELECT pg_backend_pid()')" "$3"
    quiet "$1: and does DDL" "$(ask "$2" "BEGIN; CREATE TABLE app.sounds ($clean); DROP TABLE app.sounds; COMMIT;")"
    refused "$1: and refuses" "$(ask "$2" "CREATE TABLE app.sounds ($bare);")" MG301
}
