#!/usr/bin/env bash
# run: what stands before the command.
. "$(dirname "$0")/lib.sh"

has_collector || { skipped=1; finish; exit; }
export PATH=$bindir:$PATH
columns='id uuid PRIMARY KEY DEFAULT gen_random_uuid(), kind text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()'

# By --before.
old="psql -X -q -c 'CREATE TABLE public.old (id int)' -c 'CREATE SCHEMA app' -c 'CREATE TABLE app.notes ($columns)'"
guard run --before "$old" -- psql -X -q -c 'CREATE INDEX idx_notes_kind ON app.notes (kind)'
check 'what stands before is in use' says MG601
check 'and is not judged' eval '! says MG101'
guard run --before 'exit 7' -- psql -X -q -c 'CREATE SCHEMA app'
check 'a command before that fails exits 3' eval 'exits 3 && complains "--before ended with 7"'
guard run --before 'psql -X -q -c "ALTER DATABASE mana_guard SET mana_guard.enabled = off"' -- psql -X -q -c 'CREATE TABLE public.bad (id int)'
check 'one that switches off the guard exits 3' exits 3
guard run --before "$old" -- true
check 'no all-clear for a command that has changed nothing' eval 'exits 3 && complains "changed no schema"'

# A tool of one's own, whose files are in git.
mkdir -p project/db/migrations && cd project || exit 1
cat >db/migrate <<'END'
#!/bin/sh
psql -X -q -c 'CREATE SCHEMA IF NOT EXISTS log; CREATE TABLE IF NOT EXISTS log.ran (name text)' 2>/dev/null
for file in migrations/*.sql; do
    [ -n "$(psql -X -A -t -c "SELECT 1 FROM log.ran WHERE name = '$file'")" ] || psql -X -q -v ON_ERROR_STOP=1 -f "$file" -c "INSERT INTO log.ran VALUES ('$file')" || exit 1
done
END
chmod +x db/migrate
printf 'node_modules\n' >.gitignore
printf 'CREATE TABLE public.old (id int);\nCREATE SCHEMA app;\nCREATE TABLE app.notes (%s);\n' "$columns" >db/migrations/1.sql
git init -q -b main . && git add . && git -c user.name=a -c user.email=a@example.com commit -qm a
git checkout -qb more
cd db || exit 1
guard run --since main -- ./migrate
check 'nothing new is nothing to report' eval 'exits 0 && complains "no migration has changed"'
mkdir node_modules && touch node_modules/0001_installed.js
printf 'CREATE INDEX idx_notes_kind ON app.notes (kind);\n' >migrations/2.sql
guard run --since main -- ./migrate
check 'what this branch adds is judged' says MG601
check 'on what stands before' eval '! says MG101'
check 'no worktree is left' [ "$(git worktree list | wc -l)" -eq 1 ]
guard run --since main --before 'ls node_modules/0001_installed.js && ./migrate' -- ./migrate
check 'what is installed is in the files of before' eval 'says MG601 && ! says MG101'
guard run --since nowhere -- ./migrate
check 'a revision that is not known is wrong use' exits 2
# A command that finds the new files in the old ones' place has judged nothing.
ln -s "$PWD" "$out/current"
guard run --fail-on never --since main -- sh -c "cd '$out/current' && ./migrate"
check 'no all-clear where the new files were run before' eval 'exits 3 && complains "changed no schema"'
cd ../.. && rm -r project
finish
