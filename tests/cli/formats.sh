#!/usr/bin/env bash
# Each format of an audit of a database whose names are hostile, checked whole.
. "$(dirname "$0")/lib.sh"

export PGDATABASE=formats
"$bindir/createdb" formats
sql -c 'CREATE EXTENSION mana_guard'
sql <<'SQL'
SET mana_guard.max_severity = 'log';
CREATE SCHEMA "</script>";
CREATE TABLE public."::error::%0A|`@x`" (id int);
CREATE TABLE public."<img src=x onerror=alert(1)>" (id int);
CREATE TABLE "</script>".U&"a\202Eb\000A::c" (id int, "]]> --><!--" text);
SQL
formats=(text json jsonl sarif github gitlab junit rdjson markdown html)
arguments=()
for format in "${formats[@]}"; do arguments+=(--format "$format=$format"); done
guard audit "${arguments[@]}"
check 'several formats at once, each in its file' exits 1
check 'and nothing on standard output' [ ! -s "$out/stdout" ]
for format in "${formats[@]}"; do
    python3 "$here/formats.py" "$format" "$format" >"$out/stdout" 2>"$out/stderr"
    check "$format" [ $? -eq 0 ]
done
guard audit --format htm
check 'a format that is not known is wrong use' exits 2
guard audit --format json=/nowhere/x
check 'a file that cannot be written exits 3' exits 3
finish
