#!/usr/bin/env bash
# Rules of a house's own: on a scratch server, in each format, in a document.
. "$(dirname "$0")/lib.sh"

if ! has_collector; then
    skipped=1
    finish
    exit
fi

cat >rules.sql <<'SQL'
CREATE SCHEMA house;
CREATE FUNCTION house.no_secrets(relation regclass) RETURNS SETOF mana_guard.finding LANGUAGE sql STABLE AS $$
    SELECT mana_guard.new_finding(format('column %I is a secret', attname), attname)
    FROM pg_attribute WHERE attrelid = relation AND attname LIKE 'secret%'
$$;
SQL
cat >policy.json <<'JSON'
{"mana_guard": 1, "profile": "squawk",
 "own_rules": [{"name": "no_secrets", "code": "MGX03", "function_schema": "house", "function_name": "no_secrets", "severity": "error"}],
 "policy": [{"rule": "no_secrets", "severity": "warn", "schema_pattern": "legacy"}],
 "exemptions": [{"rule": "MGX03", "schema_pattern": "app", "object_pattern": "known", "reason": "a test"}]}
JSON
mkdir -p migrations
cat >migrations/1.sql <<'SQL'
CREATE SCHEMA app;
CREATE TABLE app.known (secret text);
CREATE TABLE app.files (
    id text,
    secret text
);
SQL
formats=(text json sarif github gitlab junit rdjson markdown html)
arguments=()
for format in "${formats[@]}"; do arguments+=(--format "$format=$format"); done
printf '[scratch]\nbefore = ["rules.sql"]\n' >mana-guard.toml
guard lint --policy policy.json "${arguments[@]}" migrations
rm mana-guard.toml
check 'lint finds it on a scratch server' exits 1
for format in "${formats[@]}"; do
    check "$format names it" grep -q MGX03 "$format"
    check "$format has its words" grep -q 'column secret is a secret' "$format"
done
check 'once' [ "$(grep -o '"code": *"MGX03"' json | wc -l)" -eq 1 ]
check 'at its line' grep -qE 'migrations/1.sql:5' text
check 'its page is that of own rules' grep -q docs/own-rules.md json
check 'its name is its own' grep -qE '"name": *"no_secrets"' sarif
guard lint --policy policy.json migrations
check 'without the function it is wrong use' exits 2
check 'and says which is missing' complains 'function house.no_secrets(regclass) does not exist'
sed 's/"warn"/"wran"/; s/MGX03", "function_schema/MG3", "function_schema/' policy.json >wrong.json
guard policy check wrong.json
check 'a document with faults is wrong use' exits 2
check 'and each is named' complains 'own_rules[0]: an own rule can'\''t have the code "MG3"'
finish
