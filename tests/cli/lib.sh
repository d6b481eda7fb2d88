# What the tests of the tool share. Sourced, not run.
# The suite sets: tool, root, work; PGHOST and the like are those of a guarded database; PG_CONFIG is the copied server's.
set -u
here=$root/tests/cli
passed=0 failed=0 skipped=0
out=$work/$(basename "$0" .sh)
mkdir -p "$out"
cd "$out" || exit 1

# check NAME COMMAND...: counts it, and shows the last outputs if the command fails.
check() {
    local name=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "not ok: $(basename "$0" .sh): $name"
        sed 's/^/    /' "$out/stdout" "$out/stderr" 2>/dev/null | head -n 20
    fi
}
# guard ARGUMENT...: runs the tool; sets status and leaves its outputs in files.
guard() {
    "$tool" "$@" >"$out/stdout" 2>"$out/stderr"
    status=$?
}
exits() { [ "$status" -eq "$1" ]; }
says() { grep -qF -- "$1" "$out/stdout"; }
complains() { grep -qF -- "$1" "$out/stderr"; }
sql() { "$bindir/psql" -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }
has_collector() { [ -n "$(sql -c "SELECT to_regprocedure('mana_guard.file_begins(text)')")" ]; }
finish() {
    echo "$passed $failed $skipped" >"$out/counts"
    [ "$failed" -eq 0 ]
}
