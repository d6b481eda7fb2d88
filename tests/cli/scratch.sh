#!/usr/bin/env bash
# The scratch server: who it runs as, that nothing of it is left, and what is said if there can be none.
. "$(dirname "$0")/lib.sh"

# A folder of its own, where no other run of the tool removes what is left. Short, for it has the sockets.
TMPDIR=$(mktemp -d /tmp/mg.XXXXXX)
export TMPDIR
chmod 755 "$TMPDIR"
trap 'rm -rf "$TMPDIR"' EXIT
left_behind() { find "$TMPDIR" -mindepth 1 -maxdepth 1; }
server_user=$(id -un)
[ "$server_user" != root ] || server_user=postgres

# psql of the copied server, for scratch starts it from the PATH.
export PATH=$bindir:$PATH
XDG_CACHE_HOME=$out/cache guard scratch -- true
check 'the first run says what takes its time' complains 'creating the scratch server'
XDG_CACHE_HOME=$out/cache guard scratch -- true
check 'the next one does not repeat it' eval '! complains "creating the scratch server"'
guard scratch -- psql -X -A -t -c 'SELECT 6 * 7'
check 'scratch starts a server and a command in it' says 42
guard scratch -- psql -X -A -t -c "SELECT extname FROM pg_extension WHERE extname = 'mana_guard'"
check 'the guard is in it' says mana_guard
guard scratch -- psql -X -c 'CREATE TABLE public.t (id int)'
check 'it refuses, as psql tells' exits 1
check 'with the message of the guard' complains 'shared schema "public"'
guard scratch -- sh -c 'ps -o user= -p "$(head -n 1 "$PGHOST/data/postmaster.pid")"'
check 'the server is not run by root' says "$server_user"
check 'the template is cached' [ -n "$(ls "$XDG_CACHE_HOME/mana-guard")" ]
check 'nothing is left' [ -z "$(left_behind)" ]
guard scratch -- sh -c 'echo "$PGHOST"'
check 'the server is in TMPDIR' says "$TMPDIR/mana-guard."
mkdir -m 700 "$TMPDIR/closed" "$TMPDIR/closed/$(printf 'x%.0s' {1..60})"
for place in "$TMPDIR"/closed/x*; do TMPDIR=$place guard scratch -- sh -c 'echo "$PGHOST"'; done
check 'but not where its name would be too long' says /tmp/mana-guard.
if [ "$(id -u)" -eq 0 ]; then
    TMPDIR=$TMPDIR/closed guard scratch -- sh -c 'echo "$PGHOST"'
    check 'or where its user may not go' says /tmp/mana-guard.
fi
rm -r "$TMPDIR/closed"

# Killed, it can't tidy up; its server ends with it, and the next run removes the folder.
"$tool" scratch -- sh -c 'echo "$PGHOST" >'"$out"'/folder; sleep 60' >/dev/null 2>&1 &
victim=$!
for ((i = 0; i < 200; i++)); do [ -s "$out/folder" ] && break; sleep 0.05; done
folder=$(cat "$out/folder")
postmaster=$(head -n 1 "$folder/data/postmaster.pid")
kill -KILL "$victim"
wait "$victim" 2>/dev/null
for ((i = 0; i < 100; i++)); do kill -0 "$postmaster" 2>/dev/null || break; sleep 0.05; done
check 'the server ends with a killed run' eval '! kill -0 "$postmaster" 2>/dev/null'
check 'whose folder is still there' [ -d "$folder" ]
guard scratch -- true
check 'the next run removes it' [ ! -e "$folder" ]

# Interrupted, it tidies up.
rm "$out/folder"
"$tool" scratch -- sh -c 'echo "$PGHOST" >'"$out"'/folder; exec sleep 3' >/dev/null 2>&1 &
victim=$!
for ((i = 0; i < 400; i++)); do [ -s "$out/folder" ] && break; sleep 0.05; done
kill -TERM "$victim"
wait "$victim"
status=$?
check 'a run that is terminated exits 143' exits 143
check 'and leaves nothing' [ -z "$(left_behind)" ]
for delay in 0.1 0.3 0.5 0.8; do
    "$tool" scratch -- true >/dev/null 2>&1 &
    victim=$!
    sleep "$delay"
    kill -TERM "$victim" 2>/dev/null
    wait "$victim"
done
check 'nor does one that is terminated while its server starts' [ -z "$(left_behind)" ]
guard scratch --timeout 1 -- sleep 3
check 'a run that takes too long exits 3' exits 3
check 'and says why' complains 'longer than --timeout'

PG_CONFIG=/nonexistent/pg_config guard lint "$here/layouts/plain"
check 'without a server that has the extension lint exits 3' exits 3
check 'and names one remedy' complains 'make install'
check 'and the other' complains '--image'
PG_CONFIG=/nonexistent/pg_config guard lint "$here/layouts/plain" --format sarif=failed.sarif
check 'SARIF says that the run failed' grep -q '"executionSuccessful": false' failed.sarif
guard scratch --pg-version 12 -- true
check 'a version that is not here exits 3' exits 3
finish
