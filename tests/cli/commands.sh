#!/usr/bin/env bash
# The commands against a database, and their exit codes.
. "$(dirname "$0")/lib.sh"

export PGDATABASE=commands
"$bindir/createdb" commands
guard audit
check 'audit without the guard exits 3' exits 3
check 'and says what is missing' complains 'the guard is not in this database'
sql -c 'CREATE EXTENSION mana_guard' -c "SET mana_guard.max_severity = 'log'" -c 'CREATE TABLE public.files (id int)' \
    -c 'CREATE SCHEMA crm' -c 'CREATE TABLE crm.notes (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id uuid)'

guard audit
check 'audit finds what stands' says 'MG101 no_table_in_public'
check 'and exits 1' exits 1
check 'and says what it did not judge' says 'not judged here: rules about what a command does'
guard audit --fail-on never
check '--fail-on never exits 0' exits 0
guard audit --schema crm --format json
check 'only the schema that was asked for' eval 'says "\"schema\": \"crm\"" && ! says "\"schema\": \"public\""'
# What has come and gone since an earlier report, by schema, rule and owner.
guard audit --fail-on never --format json=june.json
sql -c "SELECT mana_guard.report('json')" >june_sql.json
sql <<'END'
SET mana_guard.enabled = off;
CREATE SCHEMA debts;
CREATE TABLE debts.olds (user_id uuid);
END
guard audit --fail-on never --format json=july.json
sql -c 'SET mana_guard.enabled = off; ALTER TABLE debts.olds ALTER COLUMN user_id TYPE text; CREATE TABLE debts.news (price money, id uuid PRIMARY KEY)'
for report in june july; do
    guard audit --against $report.json --fail-on never --format json=now.json --format text
    cp "$out/stdout" $report.txt
done
check 'what is new since an earlier report is marked' grep -qE '^debts\.news  error  MG301 require_timestamps  \(new\)$' july.txt
check 'what is gone is named' grep -qx 'gone: debts.olds.user_id  MG201 user_id_text' july.txt
check 'by owner' grep -qE '^ +[0-9]+  postgres, [0-9]+ new, 1 gone$' july.txt
check 'and by rule' grep -qE '^ +[0-9]+  user_id_text, 1 gone$' july.txt
check 'the summary counts both' grep -qE '; [0-9]+ new, 1 gone since july.json' july.txt
check 'JSON has them' python3 -c "
import json
now = json.load(open('now.json'))
assert [one['code'] for one in now['earlier']['gone']] == ['MG201'], now['earlier']
assert {one['object']['identity'] for one in now['findings'] if one.get('new')} == {'debts.news'}
assert [one for one in now['schemas'] if one['schema'] == 'debts'][0]['gone'] == 1
assert {'rule', 'findings', 'new', 'gone'} == set(now['rules'][0]) and now['owners'][0]['owner'] == 'postgres'"
check 'of an earlier one, nothing is gone' grep -qE '; [0-9]+ new, 0 gone since june.json' june.txt
guard audit --against june_sql.json --fail-on never
check 'a report of the SQL function serves as well' diff <(sed 's/june_sql/june/' "$out/stdout") june.txt
echo '{"mana_guard": 1}' >no_report.json
guard audit --against no_report.json
check 'another document does not' eval 'exits 2 && complains "no_report.json is no report of an audit"'
guard audit --against june.json --schema debts
check 'nor one for a part of the database' exits 2
sql -c 'DROP SCHEMA debts CASCADE' 2>/dev/null
guard audit --color always --max-findings 1
check '--color always colours' grep -q $'\e\[1;31m' "$out/stdout"
check '--max-findings says how many more' says 'more: --max-findings 0 shows all'
NO_COLOR=1 guard audit
check 'no colours without a terminal' eval '! grep -q "\x1b" "$out/stdout"'
guard audit --url 'host=/nowhere password=secret'
check 'no connection exits 3' exits 3
check 'and prints no password' eval '! grep -q secret "$out/stdout" "$out/stderr"'
sql -c 'ALTER DATABASE commands SET mana_guard.enabled = off'
guard audit
check 'a guard that is off exits 3' exits 3
sql -c 'ALTER DATABASE commands RESET mana_guard.enabled'
GITHUB_ACTIONS=true guard audit
check 'annotations by itself in GitHub Actions' says '::error file='
GITHUB_ACTIONS=true guard audit --no-annotations
check 'but not if they are not wanted' eval '! says "::error file="'

guard fix crm.notes
check 'fix prints SQL' says 'ALTER TABLE crm.notes'
guard fix crm.notes --apply
check '--apply needs --yes where nobody can be asked' exits 2
for relation in nothing crm.nothing nowhere.notes 'a.b.c.d'; do
    guard fix "$relation"
    check "fix $relation, which is not there, is wrong use" eval 'exits 2 && complains "there is no relation \"$relation\""'
done
guard audit --schema 'nothing*'
check 'a pattern that no schema matches is wrong use' eval 'exits 2 && complains "no schema matches \"nothing*\""'
guard fix public.files --apply --yes
check '--apply runs it' exits 0
guard explain MG601
check 'explain shows a rule by its code' says 'index_concurrently'
guard explain index_concurently
check 'a rule that is not known is wrong use' exits 2
check 'and the nearest is offered' complains 'Perhaps you mean "index_concurrently"'
guard explain crm.none
check 'explain shows how the rules would apply to what is not there' eval 'exits 0 && says MG101 && complains "\"none\" is not in this database"'
guard explain a.b.c.d
check 'what is no name is wrong use' exits 2
guard explain crm.notes
check 'nothing is remarked on what is there' [ ! -s "$out/stderr" ]
check 'explain shows the rows that decide' says 'MG101 no_table_in_public  error  by'
sql <<'SQL'
CREATE FUNCTION crm.no_secrets(relation regclass) RETURNS SETOF mana_guard.finding LANGUAGE sql STABLE AS
    $$SELECT mana_guard.new_finding('secret') FROM pg_attribute WHERE attrelid = relation AND attname = 'secret'$$;
SELECT mana_guard.add_rule('no_secrets', 'crm.no_secrets(regclass)', severity => 'warn', summary => 'No column holds a secret.');
SQL
guard explain MGX01
check 'explain shows an own rule of the database by its code' says 'MGX01 no_secrets (own)'
check 'with its summary' says 'No column holds a secret.'
check 'its severity' says 'Severity: warn. Checked at: statement.'
check 'and its function' says 'Function: crm.no_secrets'
guard explain no_secrets
check 'a name that no rule has is wrong use' exits 2
check 'and own rules are mentioned' complains 'For a rule of your own, name the policy document (--policy) or the database (--url) that has it'
guard explain no_secrets --url "dbname=$PGDATABASE"
check 'in a database that is named it is found' says 'MGX01 no_secrets (own)'
guard policy export -o own.json
PGDATABASE=nowhere guard explain MGX01 --policy own.json
check 'explain shows an own rule of a document' says 'MGX01 no_secrets (own)'
guard explain MGX02 --policy own.json
check 'an own rule that is nowhere is wrong use' exits 2
sql -c "SELECT mana_guard.remove_rule('no_secrets')" -c 'DROP FUNCTION crm.no_secrets'
rm own.json

guard log
check 'log shows what was logged' says 'MG101 no_table_in_public'
guard log --rule user_id_text --severity error
check 'and can be filtered' eval 'says user_id_text && ! says no_table_in_public'

guard log --rule user_id_txt
check 'a rule that is not known is wrong use' eval 'exits 2 && complains "Perhaps you mean \"user_id_text\""'
guard log --rule MG201
check 'a code is' exits 0
guard log --role nobody_of_this_name
check 'so is a role' exits 2
guard log --since nonsense
check 'and a time that is none' eval 'exits 2 && complains "takes an interval"'
guard log --since '1 hour'
check 'the last hour' says 'MG101 no_table_in_public'
"$tool" log >/dev/full 2>"$out/stderr"
status=$?
check 'an output that is full exits 3' exits 3

guard policy suggest -o suggested.json
check 'policy suggest writes a document' exits 0
guard policy check suggested.json
check 'which is valid' says 'suggested.json is valid'
guard policy export -o mana-guard.json
check 'policy export writes a document' grep -q '"mana_guard": 1' mana-guard.json
check 'without a remark' [ ! -s "$out/stderr" ]
guard policy export -o mana-guard.json
check 'nor is there one if nothing changes' eval 'exits 0 && [ ! -s "$out/stderr" ]'
guard policy suggest -o mana-guard.json
check 'what is replaced is named' eval 'exits 0 && complains "mana-guard.json was there, and is replaced"'
guard policy export -o mana-guard.json
guard policy export -o nowhere/mana-guard.json
check 'a file that cannot be written exits 3' exits 3
guard policy check mana-guard.json
check 'which is valid' exits 0
guard policy diff mana-guard.json
check 'and no different' exits 0
guard exempt user_id_text crm.notes.user_id --reason 'the old shop' --until 2040-01-01
check 'exempt adds a waiver' grep -q '"column_pattern": "user_id"' mana-guard.json
guard policy diff mana-guard.json
check 'which is a difference' exits 1
check 'of one line' says '+ exemptions {"column_pattern":"user_id"'
guard policy import mana-guard.json
check 'policy import puts it in force' [ "$(sql -c 'SELECT reason FROM mana_guard.exemptions')" = 'the old shop' ]
sed -i '1a "$schema": "policy.schema.json",' mana-guard.json
guard policy import mana-guard.json
check 'the address of a schema is for editors only' exits 0
guard policy use strict --policy mana-guard.json
check 'policy use changes the document' grep -q '"profile": "strict"' mana-guard.json
guard policy use strickt
check 'a profile that is not known is wrong use' exits 2
guard exempt user_id_text crm.notes --reason x --until 2030-02-30
check 'a day that there is not is wrong use' eval 'exits 2 && complains "there is no day 2030-02-30"'
guard exempt user_id_txt crm.notes --reason x
check 'an exemption of an unknown rule is wrong use' exits 2
echo '{"mana_guard": 1, "policy": [{"rule": "user_id_txt", "severity": "error"}], "polcy": []}' >bad.json
guard policy check bad.json
check 'a bad document is wrong use' exits 2
check 'each fault is named' eval 'complains "policy[0]" && complains "there is no member polcy"'
for example in "$root"/docs/policy.example.json; do
    guard policy check "$example"
    check "$(basename "$example") is valid" exits 0
done

export PATH=$bindir:$PATH
guard baseline -o baseline.sql
check 'baseline takes the schema' grep -q 'CREATE TABLE crm.notes' baseline.sql
check 'and the policy' grep -q import_policy baseline.sql
sql -c "SET mana_guard.enabled = off" -c "INSERT INTO crm.notes (user_id) VALUES ('11111111-1111-1111-1111-111111111111')"
guard baseline
check 'and no data' eval '! says 11111111-1111'
guard scratch --baseline baseline.sql -- psql -X -A -t -c "SELECT count(*) FROM crm.notes" -c "SELECT reason FROM mana_guard.exemptions"
check 'a scratch server can be made of it' eval 'says 0 && says "the old shop"'

# The files that the baseline has are not run again.
mkdir -p in_it
echo 'CREATE TABLE crm.notes (id integer);' >in_it/1.sql
echo 'CREATE TABLE public.news (id integer);' >in_it/2.sql
guard lint --baseline baseline.sql --after 1.sql in_it
check 'lint of what follows the baseline' eval 'exits 1 && says MG101 && ! says 1.sql'
guard lint --baseline baseline.sql in_it
check 'what it has already fails' eval 'exits 1 && says 42P07'

# What a file is told on a scratch server of the baseline is what it is told in the database itself.
sql -c "SET mana_guard.enabled = off" -c "CREATE TABLE crm.drafts (note text); CREATE TABLE crm.filled (note text); CREATE TABLE crm.large (note text)" \
    -c "INSERT INTO crm.filled VALUES ('a'); INSERT INTO crm.large SELECT repeat('a', 100) FROM generate_series(1, 20000)" -c "ANALYZE crm.large, crm.drafts"
mkdir -p as_production
echo 'CREATE INDEX idx_drafts_note ON crm.drafts (note);
CREATE INDEX idx_filled_note ON crm.filled (note);
CREATE INDEX idx_large_note ON crm.large (note);' >as_production/1.sql
guard baseline -o baseline.sql
# In the database the statements share a transaction, so the rules that count its statements are left out.
told() {
    "$tool" lint "$@" --format jsonl --fail-on never as_production 2>"$out/stderr" |
        python3 -c 'import json, sys; [print(one["code"], one["object"]["identity"]) for one in map(json.loads, sys.stdin) if one.get("code") == "MG601"]'
}
told --baseline baseline.sql >told_on_scratch
told --url "host=$PGHOST dbname=${PGDATABASE:-postgres}" >told_in_production
cp told_on_scratch "$out/stdout"
check 'the tables in use are known' eval 'says MG601 && says crm.filled && says crm.large'
check 'and the empty one' eval '! says crm.drafts'
guard lint --url "host=$PGHOST" --policy mana-guard.json as_production
check 'whose policy is its own' exits 2
check 'a scratch server made of it judges as production does' diff told_on_scratch told_in_production

mkdir -p project/db && cd project || exit 1
git init -q .
printf 'fail_on = "never"\nmigrations = ["db"]\n[scratch]\nbefore = ["roles.sql"]\n' >mana-guard.toml
(cd db && "$tool" audit --show-config) >"$out/stdout"
check 'the configuration is found upward' says 'fail_on = "never"'
check 'its paths are relative to it' says 'migrations = ["'
(cd db && "$tool" audit --show-config --fail-on warn) >"$out/stdout"
check 'an option wins over it' says 'fail_on = "warn"'
echo 'fail_onn = "error"' >mana-guard.toml
guard audit
check 'a key that is not known is wrong use' exits 2
check 'and the nearest is offered' complains 'Perhaps you mean "fail_on"'
echo 'fail_on = ' >mana-guard.toml
guard audit
check 'a file that is no TOML is wrong use' exits 2
cd ..

for command in lint run audit fix explain policy exempt baseline log scratch version completion; do
    guard "$command" --help
    check "$command has examples" says 'Examples:'
done
sed 's/\\-/-/g' "$(dirname "$tool")/mana-guard.1" >page
groff -man -Tutf8 -ww "$(dirname "$tool")/mana-guard.1" >/dev/null 2>"$out/stderr"
check 'the manual page has no fault' [ ! -s "$out/stderr" ]
for command in lint run audit fix explain 'policy export' 'policy suggest' 'policy import' 'policy check' 'policy diff' 'policy use' exempt baseline log scratch \
    version completion; do
    # shellcheck disable=SC2086
    "$tool" $command --help >"$out/stdout"
    # Its part of the page, to the next heading.
    awk -v name=".SS mana-guard $command" '/^\.S/ { mine = $0 == name } mine' page >part
    while IFS= read -r option; do
        check "the manual page has $command $option" grep -qE -- "(^|[^-a-z])$option([^-a-z]|$)" part
    done < <(grep -oE '^  (-., ?)?--[a-z-]+' "$out/stdout" | grep -oE -- '--[a-z-]+')
done
guard
check 'no command is wrong use' exits 2
guard lint --nonsense
check 'an option that is not known is wrong use' exits 2
guard lint --url x --scratch
check 'options that exclude each other are wrong use' exits 2
for shell in bash zsh fish; do
    guard completion "$shell"
    check "completion for $shell" says __complete
done
guard completion bash
check 'which bash takes' bash -n "$out/stdout"
guard __complete lint --layout ''
check 'layouts are candidates' says sqitch
guard __complete explain ''
check 'and rules' says user_id_text
guard version
check 'version is that of the control file' says "mana-guard $(sed -n "s/^default_version = '\(.*\)'/\1/p" "$root/mana_guard.control")"
finish
