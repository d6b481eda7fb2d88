# What a HINT says would pass does: hints/hints.py runs each that the rules' pages and hints/cases.sql provoke.
theme=hints

dsn="host=$work/faults user=postgres dbname=faults_hints"
for what in "pages $root/docs/rules" "cases $root/tests/faults/hints/cases.sql $root/tests/faults/hints/wholes.sql"; do
    # shellcheck disable=SC2086
    answer=$(/usr/bin/python3 "$root/tests/faults/hints/hints.py" "$dsn" $what 2>&1)
    read -r p f < <(sed -nE 's/^hints: ([0-9]+) passed, ([0-9]+) failed$/\1 \2/p' <<<"$answer")
    passed=$((passed + ${p:-0})) failed=$((failed + ${f:-1}))
    grep -v '^hints: ' <<<"$answer"
done
