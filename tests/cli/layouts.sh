#!/usr/bin/env bash
# Each layout is recognised by its marks, and its files come in their tool's order.
. "$(dirname "$0")/lib.sh"

for expected in "$here"/layouts/*.expected; do
    name=$(basename "$expected" .expected)
    folder=$(sed -n 's/^# folder: //p' "$expected")
    (cd "$here/layouts" && "$tool" lint --show-files "${folder:-$name}") >"$out/stdout" 2>"$out/stderr"
    grep -v '^#' "$expected" >"$out/expected"
    check "$name" diff -u "$out/expected" "$out/stdout"
done

cp -r "$here/layouts/drizzle" both && touch both/atlas.sum
guard lint --show-files both
check 'two layouts that fit are wrong use' exits 2
check 'and both are named' complains 'looks like drizzle (a file meta/_journal.json) and like atlas (a file atlas.sum)'
guard lint --show-files --layout drizzle both
check '--layout decides' exits 0
guard lint --show-files --layout drizle both
check 'a mistyped layout is wrong use' exits 2
check 'and the nearest is offered' complains 'Perhaps you mean "drizzle"'

mkdir -p broken/meta && echo '{"entries": [{"tag": "0000_gone"}]}' >broken/meta/_journal.json
guard lint --show-files broken
check 'a file that the journal names and that is not there is wrong use' exits 2
mkdir empty
guard lint --show-files empty
check 'a folder without migrations is wrong use' exits 2
guard lint --show-files nowhere
check 'a folder that is not there is wrong use' exits 2

mkdir double && cp "$here"/layouts/golang-migrate/1_one.up.sql double/ && cp "$here"/layouts/golang-migrate/1_one.up.sql double/01_again.up.sql
guard lint --show-files double
check 'files of one version are listed' says '01_again.up.sql'

git init -q repository && cd repository
git config user.name test && git config user.email test@example.com
cp -r "$here/layouts/plain/." . && git add . && git commit -qm one && git branch -M main
git checkout -q -b topic && echo 'SELECT 1;' >11.sql
guard lint --since main --show-files .
check '--since leaves old files out' grep -qx '10.sql  (run, not reported)' "$out/stdout"
check '--since takes a file that is not committed' grep -qx '11.sql' "$out/stdout"
echo 12.sql >.gitignore && echo 'SELECT 1;' >12.sql
guard lint --since main --show-files .
check '--since takes a file that git ignores' grep -qx '12.sql' "$out/stdout"
guard lint --since nowhere .
check 'a revision that is not known is wrong use' exits 2
check 'and the depth of the clone is named' complains 'fetch-depth: 0'
guard lint --after nothing .
check 'a version that is not known is wrong use' exits 2
finish
