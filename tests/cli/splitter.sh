#!/usr/bin/env bash
# The server finds one statement in each piece that the splitter calls a statement, and the pieces joined are the file.
. "$(dirname "$0")/lib.sh"

"$splitter" "$here/statements/constructs.sql" >"$out/stdout" 2>&1
check 'each construct is one statement' grep -qx '17 statements, 0 faults' "$out/stdout"
# Not the scripts of extensions for tests, which have placeholders, nor one that switches standard_conforming_strings off.
mapfile -t files < <(find "$root/sql" "$root/tests" "$root/bench" "$root/src/extension" -name '*.sql' ! -path '*/fixtures/*' ! -path '*/bypass/settings.sql')
"$splitter" "${files[@]}" >"$out/stdout" 2>&1
check 'each statement of all SQL in the tree is one' grep -q ' statements, 0 faults$' "$out/stdout"
printf 'SELECT 1 SELECT 2;' >broken.sql
"$splitter" broken.sql >"$out/stdout" 2>&1
check 'what is no statement is a fault' grep -qx '1 statements, 1 faults' "$out/stdout"
finish
