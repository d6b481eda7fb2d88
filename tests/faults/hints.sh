# What a HINT says would pass does: hints/hints.py runs each that the rules' pages and hints/cases.sql provoke, and under each
# profile that names its rules, and some used together, those of the pages of its rules and of its cases.
theme=hints
roles=$(sql <<<'SELECT rolname FROM pg_roles ORDER BY 1')

dsn="host=$work/faults user=postgres dbname=faults_hints"

# hints_of COMMAND...: counts what hints.py answers.
hints_of() {
    local answer p f
    answer=$(/usr/bin/python3 "$root/tests/faults/hints/hints.py" "$dsn" "$@" 2>&1)
    read -r p f < <(sed -nE 's/^hints: ([0-9]+) passed, ([0-9]+) failed$/\1 \2/p' <<<"$answer")
    passed=$((passed + ${p:-0})) failed=$((failed + ${f:-1}))
    grep -v '^hints: ' <<<"$answer"
}

hints_of pages "$root/docs/rules"
hints_of cases "$root"/tests/faults/hints/{cases,transactions,wholes}.sql

sql -c 'CREATE ROLE anon' -c 'CREATE ROLE agents' -c 'CREATE ROLE bot IN ROLE agents' -c 'GRANT CREATE ON DATABASE faults_hints TO bot'
# What the profiles ask of a session.
export PGOPTIONS='-c session_preload_libraries=mana_guard -c lock_timeout=1s -c statement_timeout=1h -c idle_in_transaction_session_timeout=1h'
for file in "$root"/tests/faults/profiles/*.sql; do
    hints_of profile "$(basename "$file" .sql)" "$root/docs/rules" "$root/tests/faults/profiles/setup.psql" "$file"
done
# Two that have no cases of their own.
hints_of profile guidelines+squawk "$root/docs/rules" "$root/tests/faults/profiles/setup.psql" "$root/tests/faults/profiles/squawk.sql"
unset PGOPTIONS
# The roles are the whole cluster's: other themes make their own.
sql -c 'SET mana_guard.enabled = off' -c 'SET client_min_messages = error' -c 'ALTER DATABASE template1 OWNER TO postgres' -c 'DROP OWNED BY bot CASCADE' \
    -c 'DROP ROLE anon' -c 'DROP ROLE bot' -c 'DROP ROLE agents'
is 'no role is left behind' "$(sql <<<'SELECT rolname FROM pg_roles ORDER BY 1')" "$roles"
