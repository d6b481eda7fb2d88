#!/usr/bin/env bash
# lint --url: files are judged on a live database, in the transactions of their own tool.
. "$(dirname "$0")/lib.sh"

has_collector || { skipped=1; finish; exit; }
export PGDATABASE=live
"$bindir/createdb" live
sql -c 'CREATE EXTENSION mana_guard' -c "SELECT mana_guard.set_rule('robust_statements', 'warn')" -c 'SET mana_guard.enabled = off' \
    -c 'CREATE SCHEMA app' -c 'CREATE TABLE app.notes (id int)' -c 'INSERT INTO app.notes VALUES (1)'
# finds NAME EXPECTED...: as line:column code.
finds() {
    local name=$1
    shift
    python3 -c 'import json, sys
for one in json.load(open(sys.argv[1]))["findings"]: print("%s:%s %s" % (one["location"]["begin"]["line"], one["location"]["begin"]["column"], one["code"]))' "$out/stdout" >"$out/found" 2>>"$out/stderr"
    check "$name" diff -u <(printf '%s\n' "$@") "$out/found"
}
lint() { guard lint --url "dbname=$PGDATABASE" --format json "$@"; }

mkdir plain message own shared
statements='CREATE SCHEMA more;
CREATE INDEX idx_notes_id ON app.notes (id);
'
printf '%s' "$statements" >plain/1.sql
lint plain
finds 'each statement by itself, as psql sends them' '1:1 MG618' '2:1 MG601' '2:1 MG618'
check 'the cure is for a place outside of a block' eval 'says CONCURRENTLY && ! says "outside a transaction block:"'
printf 'BEGIN;\n%sCOMMIT;\nDROP SCHEMA more;\n' "$statements" >plain/1.sql
lint plain
finds 'a block of the file' '3:1 MG601' '5:1 MG618'

printf '%s' "$statements" >message/1_a.up.sql
lint message
finds 'several statements in one message are a block' '2:1 MG601'
check 'and so says the cure' says 'outside a transaction block'
printf 'CREATE SCHEMA more;\n' >message/1_a.up.sql
lint message
finds 'a single one is none' '1:1 MG618'

printf -- '-- +goose Up\n%s-- +goose Down\nDROP SCHEMA more;\n' "$statements" >own/1_a.sql
lint own
finds 'the transaction of the tool is a block' '3:1 MG601'
sed -i '1i -- +goose NO TRANSACTION' own/1_a.sql
lint own
finds 'unless the file has none' '3:1 MG618' '4:1 MG601' '4:1 MG618'
printf -- '-- +goose Up\nCREATE SCHEMA more;\nCREATE INDEX CONCURRENTLY idx_notes_id ON app.notes (id); -- fast\nSELECT 1;\n' >own/1_a.sql
lint own
finds 'what cannot run in it' '3:1 MGF04' '4:1 MGF03'
check 'comes with the directive of the tool' says -- '-- +goose NO TRANSACTION'
printf -- '-- Up Migration\nCREATE SCHEMA more; -- a comment' >shared/1_a.sql
lint shared
check 'a transaction that files share is a block, too' eval 'exits 0 && ! says MG618'
check 'nothing of it stays' [ -z "$(sql -c "SELECT to_regnamespace('more')")" ]
finish
