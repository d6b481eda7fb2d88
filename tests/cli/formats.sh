#!/usr/bin/env bash
# Each format of an audit of a database whose names are hostile, checked whole.
. "$(dirname "$0")/lib.sh"
. "$root/scripts/lib.sh"
need_npm

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

# The schema of SARIF 2.1.0 comes with a package.
folder=$root/build/sarif
mkdir -p "$folder" && exec {npm_lock}>"$folder/.lock" && flock "$npm_lock"
cp "$here"/sarif/*.json "$folder"
install_npm "$folder"
export SARIF_SCHEMA=$folder/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json
is_sarif() { python3 "$here/formats.py" sarif-schema "$1" >"$out/stdout" 2>"$out/stderr"; }
check 'SARIF of an audit is valid' is_sarif sarif
guard lint --show-exempt --format sarif=lint.sarif "$here/drizzle"
check 'of files too' is_sarif lint.sarif
PG_CONFIG=/nonexistent/pg_config guard lint --format sarif=failed.sarif "$here/drizzle"
check 'of a run that failed too' is_sarif failed.sarif
python3 -c 'import json; log = json.load(open("lint.sarif")); log["runs"][0]["results"][0]["levell"] = "error"; print(json.dumps(log))' >bad.sarif
check 'a member that there is not is noticed' eval '! is_sarif bad.sarif && complains levell'

# A suggestion of reviewdog's is put where the statement is, and then there is nothing more to suggest.
mkdir suggested && printf 'CREATE SCHEMA app;\nCREATE TABLE app.notes (id int PRIMARY KEY, a int);\n' >suggested/1.sql
printf "/* \303\251 */ CREATE INDEX idx_notes_a ON app.notes\n    (a); SELECT 1;\nSELECT 'kept';\n/* \303\251 */DROP INDEX app.idx_notes_a;\n" >suggested/2.sql
guard lint --format rdjson=suggestions suggested
python3 "$here/formats.py" applied suggestions suggested/2.sql >applied
check 'suggestions stand where the statements are' diff -u - applied <<'END'
/* é */ CREATE INDEX CONCURRENTLY idx_notes_a ON app.notes (a); SELECT 1;
SELECT 'kept';
/* é */DROP INDEX CONCURRENTLY app.idx_notes_a;
END
check 'and are of the form' python3 "$here/formats.py" rdjson suggestions
cp applied suggested/2.sql
guard lint --format rdjson=suggestions suggested
check 'and cure' eval '! grep -qE "suggestions|MG60[12]" suggestions'
printf "BEGIN;\nCREATE INDEX idx_notes_a ON app.notes (a);\nCOMMIT;\n" >suggested/2.sql
guard lint --format rdjson=suggestions suggested
check 'none for what belongs in a migration of its own' eval 'grep -q MG601 suggestions && ! grep -q \"suggestions suggestions'

guard audit --format htm
check 'a format that is not known is wrong use' exits 2
guard audit --format json=/nowhere/x
check 'a file that cannot be written exits 3' exits 3
# Where the manual is, in the formats that have a link for it.
mkdir linked && echo 'manual = "https://docs.example.com/{page}.html"' >linked/mana-guard.toml
guard audit --config linked/mana-guard.toml --fail-on never --format rdjson=linked.rdjson --format sarif=linked.sarif
check 'the rules have addresses where the configuration says where the manual is' python3 -c "
import json
driver = json.load(open('linked.sarif'))['runs'][0]['tool']['driver']
address = 'https://docs.example.com/rules/placement/no_table_in_public.html'
assert [rule['helpUri'] for rule in driver['rules'] if rule['id'] == 'MG101'] == [address]
assert address in [one['code'].get('url') for one in json.load(open('linked.rdjson'))['diagnostics']]"
check 'and SARIF stays valid' python3 "$here/formats.py" sarif linked.sarif
finish
