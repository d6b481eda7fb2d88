#!/usr/bin/env bash
# What Flyway's own configuration says of files, values and its session.
. "$(dirname "$0")/lib.sh"

has_collector || { skipped=1; finish; exit; }
columns="id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()"
findings() { python3 -c 'import json, sys
for f in json.load(open(sys.argv[1]))["findings"]:
    place = f["location"]; print("%s:%s:%s" % (place["path"], place["begin"]["line"], place["begin"]["column"]), f["code"])' "$out/stdout"; }
project() { rm -rf project && mkdir -p project/sql && cd project && cat >"${1:-flyway.toml}"; }

# Values are filled in, and what is found is told at the file's own places.
project <<'END'
[flyway]
environment = "ci"
placeholders.owner = "somebody"
placeholders.stage = "${env.STAGE}"
placeholders.secret = "${vault.secret}"
[environments.ci]
schemas = ["shop", "extra"]
[environments.ci.flyway.placeholders]
app_schema = "shop"
owner = "nobody's"
END
printf 'CREATE TABLE ${app_schema}.orders (%s);\nSELECT 1 / CAST(%s AS int);\n' "$columns" "('\${owner}' = 'nobody''s')" | sed "s/'\${owner}'/\$\$\${owner}\$\$/" >sql/V1__orders.sql
printf -- '-- for ${owner}\nSELECT $$${app_schema}$$; CREATE INDEX ${APP_SCHEMA}_a ON ${app_schema}.orders (created_at);\nDROP TABLE ${app_schema}.gone;\n' >sql/V2__index.sql
printf 'CREATE TABLE unqualified (%s);\nDROP TABLE shop.unqualified;\n' "$columns" >sql/V1.1__unqualified.sql
guard lint --format json
findings >found
check 'what is found is where the file has it' grep -qx 'sql/V2__index.sql:2:27 MG601' found
check "and so is PostgreSQL's error" grep -qx 'sql/V2__index.sql:3:1 42P01' found
check 'nothing is left out' eval '! says MGF03'
check 'names without a schema are in the first one' eval '! says MG101'
guard lint sql/V2__index.sql
check 'the frame is the file' says 'ON ${app_schema}.orders'

# Those that can't be known.
rm sql/V2* && printf "SELECT '\${stage}';\nSELECT '\${secret}';\n-- \${no such}\nSELECT '\${open';\n" >sql/V2__values.sql
guard lint --format json
check 'what has no value is not judged' diff -u <(printf 'sql/V2__values.sql:%s MGF03\n' 1:9 2:9 3:4 4:9) <(findings)
guard lint --fail-on never
check 'whatever may fail' exits 2
sed -i 3,4d sql/V2__values.sql
STAGE=test guard lint --placeholder secret=x
check 'the environment and --placeholder have them' exits 0
printf '[placeholders]\nstage = "of the configuration"\nSecret = 2\n' >mana-guard.toml
guard lint
check 'a value that is no string is wrong use' exits 2
sed -i s/2/'"2"'/ mana-guard.toml
guard lint
check 'so does mana-guard.toml' exits 0
guard lint --show-config
check 'which is shown' says 'placeholders."stage" = "of the configuration"'
guard lint --placeholder secret
check 'a value without a name is wrong use' exits 2
echo 'placeholderReplacement = false' >sql/V2__values.sql.conf && rm mana-guard.toml
guard lint
check 'a file that has no placeholders' exits 0
rm sql/V2* && for name in defaultSchema schemas user database timestamp filename table environment; do
    echo "SELECT 1 / CAST(length('\${flyway:$name}') > 1 AS int);"
done >sql/V2__defaults.sql
echo "DO \$\$ BEGIN ASSERT '\${flyway:user}' = current_user AND '\${flyway:database}' = current_database() AND '\${flyway:filename}' = 'V2__defaults.sql' AND '\${flyway:schemas}' = 'shop,extra'; END \$\$;" >>sql/V2__defaults.sql
guard lint
check "Flyway's own" exits 0
guard lint --url dbname=postgres --fail-on never sql/V2__defaults.sql
check 'of a live database that has another user' says 'the placeholder ${flyway:user} has no value'
cd ..

# The other kind of file, other marks, and what Flyway does in its session.
project flyway.conf <<'END'
# flyway.placeholders.a=commented
flyway.locations=filesystem:one,\
    filesystem:two
flyway.placeholders.a = b=c
flyway.placeholders.of_environment: ${OF_ENVIRONMENT}
flyway.placeholderPrefix=#(
flyway.placeholderSuffix=)
flyway.initSql=SET lock_timeout = '2s'
END
mkdir one two
echo "SELECT '#(of_environment)';" >two/V2__b.sql
echo "DO \$\$ BEGIN ASSERT '#(a)' = 'b=c' AND '\${a}' <> 'b' AND current_setting('lock_timeout') = '2s'; END \$\$;" >one/V1__a.sql
echo 'SELECT nothing;' >sql/V3__c.sql
guard lint
check 'SQL that is not at a location is not chosen over it' exits 2
check 'and both are named' complains 'there is SQL in . and in sql'
rm -r sql
OF_ENVIRONMENT=x guard lint
check 'flyway.conf' exits 0
check 'both locations are one order' says 'of 2 files'
guard lint
check 'a variable of the environment that is not set' eval 'exits 1 && says "two/V2__b.sql:1:9  error  MGF03"'
sed -i 's/filesystem:two/s3:two/' flyway.conf
OF_ENVIRONMENT=x guard lint one
check 'a location that only Flyway can read' eval 'exits 1 && says "the migrations at the location s3:two are not read"'
echo 'flyway.locations = [' >flyway.toml
guard lint one
check 'a configuration that is wrong' eval 'exits 2 && complains flyway.toml:1:'
finish
