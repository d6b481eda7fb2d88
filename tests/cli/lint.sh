#!/usr/bin/env bash
# What lint and run find. Where the server's extension has no collector, that neither gives an all-clear.
. "$(dirname "$0")/lib.sh"

if ! has_collector; then
    guard lint "$here/layouts/plain"
    check 'lint without a collector exits 3' exits 3
    check 'and says that the extension is too old' complains 'too old'
    guard run -- true
    check 'run without a collector exits 3' exits 3
    guard lint --url dbname=postgres "$here/layouts/plain/2.sql"
    check 'lint of a live database exits 3' exits 3
    skipped=1
    finish
    exit
fi

# findings: "path:line code severity", in order.
findings() {
    python3 -c '
import json, sys
for one in json.load(open(sys.argv[1]))["findings"]:
    place = one["location"]
    print("%s:%s %s %s" % (place["path"], place["begin"]["line"], one["code"], one["severity"]) if place else one["code"])' "$out/stdout" 2>>"$out/stderr"
}
# finds NAME EXPECTED...: the findings are exactly these.
finds() {
    local name=$1
    shift
    findings >"$out/found"
    check "$name" diff -u <(printf '%s\n' "$@") "$out/found"
}

for expected in "$here"/layouts/*.expected; do
    name=$(basename "$expected" .expected)
    folder=$(sed -n 's/^# folder: //p' "$expected")
    guard lint --format json "$here/layouts/${folder:-$name}"
    findings | sed 's/^[^ ]* //' >"$out/found"
    check "$name: what is found" grep -q MG402 "$out/found"
    check "$name: an index on a table in use" grep -qE 'MG601|MG409' "$out/found"
done

guard lint "$here/drizzle"
check 'a table in public, with a uuid as user id, in the third of three migrations' exits 1
grep -oE '[^/]+  error  MG[0-9]+' "$out/stdout" >"$out/found"
check 'is all that is refused' diff -u <(printf '0002_uploads.sql:%s\n' '1:1  error  MG101' '3:2  error  MG201') "$out/found"

# The hints speak the tool of the layout, unless the policy says in whose words.
speaks() { grep -o '"hint": *"[^"]*' "$out/stdout" | grep -oE 'In [A-Z][A-Za-z]+:' | sort -u; }
while read -r layout words; do
    cp -r "$here/layouts/$layout" "speaks-$layout"
    find "speaks-$layout" -name '*.sql' | sort | tail -n 1 |
        xargs sed -i '1i CREATE TABLE public.uploads (user_id uuid);\n--> statement-breakpoint'
    guard lint --format json "speaks-$layout"
    speaks >"$out/found"
    check "$layout: the hints' words" [ "$(cat "$out/found")" = "$words" ]
done <<'END'
drizzle In Drizzle:
drizzle-folders In Drizzle:
prisma In Prisma:
flyway
plain In Drizzle:
END
printf '{"mana_guard": 1, "policy": [{"rule": "*", "dialect": "rails"}]}' >rails.json
guard lint --policy rails.json --format json speaks-prisma
speaks >"$out/found"
check 'and those of the policy' grep -qx 'In Rails:' "$out/found"

# Tables of an earlier file are in use, those of the file itself are not, whatever its transactions.
mkdir used
columns='id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()'
printf 'CREATE SCHEMA app;\nCREATE TABLE app.notes (%s);\nCREATE INDEX idx_notes_user_id ON app.notes (user_id);\n' "$columns" >used/1.sql
printf 'CREATE INDEX idx_notes_created_at ON app.notes (created_at);\nALTER TABLE app.notes ADD COLUMN kind text NOT NULL;\nALTER TABLE app.notes ALTER COLUMN user_id SET NOT NULL;\nALTER TABLE app.notes RENAME COLUMN user_id TO owner_id;\n' >used/2.sql
guard lint --format json used
findings | grep -E 'MG(601|604|605|703) ' | sed 's/ [a-z]*$//' >"$out/found"
check 'statements that need care on tables in use are told on an empty scratch server' diff -u \
    <(printf '%s\n' 'used/2.sql:1 MG601' 'used/2.sql:2 MG604' 'used/2.sql:3 MG605' 'used/2.sql:4 MG703') "$out/found"
sed 's/ [a-z]*$//' <(findings) | grep 'used/1.sql' >"$out/found"
check 'and a table with its index in one file is clean' [ ! -s "$out/found" ]

# Also where the tool has one transaction for all files.
mkdir shared && for number in 1 2; do sed '1i -- Up Migration' used/$number.sql >shared/${number}_a.sql; done
guard lint --format json shared
findings | grep -E 'MG(601|604|605|703) ' | sed 's/ [a-z]*$//' >"$out/found"
check 'so they are where all files are one transaction' diff -u \
    <(printf '%s\n' 'shared/2_a.sql:2 MG601' 'shared/2_a.sql:3 MG604' 'shared/2_a.sql:4 MG605' 'shared/2_a.sql:5 MG703') "$out/found"
mkdir shared_enum && printf -- "-- Up Migration\nCREATE SCHEMA app;\nCREATE TYPE app.kind AS ENUM ('a');\n" >shared_enum/1_a.sql
printf -- "-- Up Migration\nALTER TYPE app.kind ADD VALUE 'b';\n" >shared_enum/2_a.sql
printf -- "-- Up Migration\nSELECT 'b'::app.kind;\n" >shared_enum/3_a.sql
guard lint shared_enum
check 'an enum value that a file adds is not there for the next one of the transaction' says '55P04'
guard lint --after shared_enum/2_a.sql shared_enum
check 'but what is not reported was deployed before' eval 'exits 0 && ! says 55P04'

mkdir no_public && echo 'DROP SCHEMA public;' >no_public/1.sql
guard lint no_public
check 'a file may drop the schema public' exits 0

mkdir plain
printf 'CREATE SCHEMA app;\nCREATE TABLE app.notes (id int);\nCREATE INDEX a ON app.notes (id);\n' >plain/1.sql
printf '\\! touch ran\nSELECT 1 \\gexec\n' >plain/2.sql
printf 'BEGIN;\nBEGIN;\nSELECT 1;\n' >plain/3.sql
printf 'SELECT 1;\nSELECT nothing FROM nowhere;\n' >plain/4.sql
printf 'SELECT 1;\n' >plain/5.sql
guard lint --format json plain
check 'faults of files exit 1' exits 1
findings | grep -E 'MGF|42P01' >"$out/found"
check 'and are these' diff -u <(printf '%s\n' 'plain/2.sql:1 MGF03 error' 'plain/2.sql:2 MGF03 error' 'plain/3.sql:2 MGF02 error' \
    'plain/3.sql:3 MGF01 error' 'plain/4.sql:2 42P01 error') "$out/found"
check 'no command of the shell was run' [ ! -e ran ]
guard lint plain
check 'a file after one that failed is named' says 'not judged: plain/5.sql'

mkdir goose && printf -- '-- +goose Up\nCREATE SCHEMA app;\nCREATE TABLE app.notes (id int);\nCREATE INDEX CONCURRENTLY a ON app.notes (id);\n' >goose/1_a.sql
guard lint goose
check 'what the transaction of the tool forbids' says MGF04
check 'comes with the directive of the tool' says -- '-- +goose NO TRANSACTION'

# What is found at the end is told where the object was last named, and not where a longer name has its name in it.
mkdir named
printf 'CREATE SCHEMA app;\nCREATE TABLE app.inv (%s);\n' "$columns" >named/1.sql
printf 'ALTER TABLE app.inv RENAME COLUMN user_id TO owner_id;\nCREATE TABLE app.lines (%s, inv_id uuid);\n' "$columns" >named/2.sql
guard lint --format json named
check 'a finding at the end is at the statement that names its object' grep -qx 'named/2.sql:1 MG703 warn' <(findings)

mkdir changesets
printf -- '--liquibase formatted sql\n--changeset a:1\nCREATE SCHEMA app;\n--changeset a:2 dbms:mysql,h2\nCREATE TABLE app.a (id int) ENGINE = InnoDB;\n' >changesets/1.sql
printf -- '--changeset a:3 dbms:!mysql\nCREATE TABLE public.b (id int);\n--changeset a:4 dbms:h2,postgresql\nCREATE TABLE public.c (id int);\n' >>changesets/1.sql
guard lint --format json changesets
check 'of Liquibase, the changesets for PostgreSQL are run' diff -u <(printf 'changesets/1.sql:%s MG101 error\n' 7 9) <(findings | grep -E 'MG101|42')

mkdir flyway && printf "CREATE SCHEMA app;\nCOMMENT ON SCHEMA app IS 'of \${place}';\n" >flyway/V1__a.sql
guard lint flyway
check 'a placeholder of Flyway is a part that was not run' eval 'exits 1 && says "flyway/V1__a.sql:2:" && says MGF03'
cp -r flyway as_is && echo 'placeholderReplacement = false' >as_is/V1__a.sql.conf
guard lint as_is
check 'unless the file has none' exits 0

printf 'COPY app.notes (id) FROM STDIN;\n1\n2\n\\.\nSELECT 1/(count(*) - 3) FROM app.notes;\n' >plain/2.sql && rm plain/[345].sql
guard lint plain
check 'rows of COPY are read' eval '! says MGF && ! says 22012'
printf '\\set table notes\n\\ir more/one.psql\nSELECT 1 FROM app.:"table";\n' >plain/2.sql && mkdir plain/more && printf 'SELECT 1 FROM app.:table;\n' >plain/more/one.psql
guard lint plain
check 'variables and included files are as in psql' eval '! says MGF && ! says 42'

echo 'CREATE TABLE public.t (id int);' | "$tool" lint - --stdin-name from/alembic.sql >"$out/stdout" 2>"$out/stderr"
check 'standard input is judged under the name given' says 'from/alembic.sql:1:1  error  MG101'

export PATH=$bindir:$PATH
guard run -- psql -X -q -c 'CREATE TABLE public.t (id int)'
check 'run reports what the command did' says MG101
check 'and exits 1' exits 1
guard run -- sh -c 'psql -X -q -c "SELECT 1"; exit 7'
check 'the exit status of the command is kept' exits 7
guard run --fail-on never -- psql -X -q -c 'SET mana_guard.enabled = off' -c 'CREATE TABLE public.t (id int)'
check 'a command that switches off the guard is told' says 'MGF07'
guard run -- psql -X -q -c '/* a
comment */ SET mana_guard.enabled = off' -c 'CREATE TABLE public.t (id int)'
check 'and exits 1' exits 1
guard run -- nothing-of-this-name
check 'a command that is not there is wrong use' exits 2
for way in '"$DATABASE_URL"' '-h 127.0.0.1' '"$GOOSE_DBSTRING"' '"${FLYWAY_URL#jdbc:}?user=$FLYWAY_USER&password=$FLYWAY_PASSWORD"' \
    '"${SPRING_DATASOURCE_URL#jdbc:}?user=$SPRING_DATASOURCE_USERNAME&password=$LIQUIBASE_COMMAND_PASSWORD"'; do
    guard run -- sh -c "psql -X -q $way -c 'CREATE SCHEMA app'"
    check "a command that connects by $way" exits 0
done
for command in true 'psql -X -q -c "SELECT 1"' 'psql -X -q postgres -c "CREATE SCHEMA app"' 'psql -X -q -c "BEGIN; CREATE SCHEMA app; ROLLBACK"'; do
    guard run --fail-on never -- sh -c "$command"
    check "no all-clear for $command" exits 3
    check 'which says why' complains 'changed no schema'
done
for change in 'ALTER ROLE postgres SET work_mem = 4096; CREATE SCHEMA app' 'DROP SCHEMA public' "COMMENT ON SCHEMA public IS 'ours'"; do
    guard run --fail-on never -- psql -X -q -c "$change"
    check "a change is seen: $change" exits 0
done

# What somebody meets who comes from another linter, or whose schemas no migration creates.
mkdir -p newcomer/migrations && cd newcomer || exit 1
echo 'CREATE TABLE shop.orders (id bigint);' >migrations/1.sql
guard lint --profile squawk
check 'an error about what is not there' exits 1
check 'says where it could come from' says 'If no migration creates it, start from what production has'
printf '%s\n' 'CREATE TABLE orders (id bigint);' >migrations/1.sql
printf '%s\n' '-- squawk-ignore prefer-text-field' 'ALTER TABLE orders ADD COLUMN name varchar(9);' >migrations/2.sql
guard policy use squawk --policy squawk.json
check 'policy use begins a document' exits 0
guard policy check squawk.json
check 'which is valid' exits 0
guard lint --policy squawk.json
check 'and by which lint judges' says 'policy squawk.json'
sed -i 's/squawk/sqwawk/' squawk.json
guard lint --policy squawk.json
check 'a document with a fault is wrong use' exits 2
check 'and the fault is named' complains 'profile "sqwawk" does not exist. Perhaps you mean "squawk"'
sed -i 's/sqwawk/squawk/' squawk.json
guard lint --policy squawk.json
check 'a finding that another linter would leave out' says 'MG209'
check 'is remarked on' complains "migrations/2.sql:1: squawk-ignore is another linter's comment and exempts nothing here"
check 'rules about the session that have found something were judged' eval '! says "not judged here: MG610"'
cd ..
finish
