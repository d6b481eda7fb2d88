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
# The environment wins, and knows no case.
rm -r two && echo "SELECT '#(a)' = 'c', '#(Of_Environment)';" >one/V2__b.sql
sed -i "s/'b=c'/'of the environment'/" one/V1__a.sql
OF_ENVIRONMENT=x FLYWAY_PLACEHOLDERS_A='of the environment' FLYWAY_LOCATIONS=filesystem:one guard lint
check 'variables of the environment' exits 0
OF_ENVIRONMENT=x FLYWAY_PLACEHOLDERS_A='of the environment' FLYWAY_SQL_MIGRATION_PREFIX=W guard lint one
check 'among others, of the prefix' eval 'exits 2 && complains "no file in one has a name that Flyway runs"'
echo 'flyway.locations = [' >flyway.toml
guard lint one
check 'a configuration that is wrong' eval 'exits 2 && complains flyway.toml:1:'
cd ..

# Files in which only some statements can run in a transaction.
project flyway.conf <<'END'
flyway.placeholderReplacement=false
END
printf 'CREATE SCHEMA app;\nCREATE TABLE app.orders (%s);\n' "$columns" >sql/V1__orders.sql
printf 'CREATE INDEX CONCURRENTLY idx_orders_created_at ON app.orders (created_at);\n' >sql/V2__index.sql
guard lint
check 'a file of statements that cannot' exits 0
echo "COMMENT ON SCHEMA app IS 'ours';" >>sql/V2__index.sql
guard lint --fail-on never
check 'Flyway refuses one of both sorts' eval 'exits 2 && says "V2__index.sql:1:1  error  MGF04" && says "have executeInTransaction=false"'
FLYWAY_MIXED=true guard lint
check 'but if they may be mixed' exits 0
echo 'executeInTransaction=false' >sql/V2__index.sql.conf
guard lint
check 'or a file beside it says that it has none' exits 0
echo 'executeInTransaction=true' >sql/V2__index.sql.conf
guard lint
check 'or one' eval 'exits 1 && says "cannot run inside a transaction block"'
rm sql/V2__index.sql.conf && sed -i 2d sql/V2__index.sql
FLYWAY_GROUP=true guard lint
check 'in a group it is not told what runs how' eval 'exits 1 && says "in a group, Flyway refuses this file"'
cd ..

# What starts Flyway has its settings elsewhere.
project src.txt </dev/null
mkdir -p src/main/resources/db && mv sql src/main/resources/db/migration && cd src/main/resources || exit 1
printf 'CREATE TABLE orders (%s);\nSELECT 1 / CAST(%s AS int);\n' "$columns" "\$\$\${stage}\$\$ = 'test'" >db/migration/V1__orders.sql
cat >application.yml <<'END'
# of the service
logging: { level: info }
spring:
  application:
    name: shop
    description: |
      flyway: no
        locations: nor this
  flyway:
    locations:
      - classpath:db/migration   # as by itself
      - "classpath:db/{vendor}"
    default-schema: shop
    init-sqls: SET lock_timeout = '2s'
    placeholders:
      stage: 'test'
END
mkdir db/postgresql && echo "DO \$\$ BEGIN ASSERT current_setting('lock_timeout') = '2s'; END \$\$;" >db/postgresql/V2__timeout.sql
cd ../../.. || exit 1
guard lint
check "Spring's application.yml" eval 'exits 0 && ! says MG101 && says "of 2 files"'
FLYWAY_PLACEHOLDERS_STAGE=other guard lint
check 'over which the environment wins' says 22012
(cd src/main/resources && python3 -c '
print("spring.flyway.locations=classpath:db/migration,\\\n  classpath:db/postgresql\nspring.flyway.default-schema: shop\nspring.flyway.init-sqls=SET lock_timeout = \x272s\x27\nspring.flyway.placeholders.stage=test")' >application.properties && mv application.yml ../application.yml)
guard lint
check 'and application.properties' eval 'exits 0 && ! says MG101 && says "of 2 files"'
cp src/main/resources/application.properties src/main/resources/application-test.properties
guard lint
check 'those of a profile are remarked on' complains 'profiles are not read: application-test.properties'
rm src/main/resources/application*
for setting in 'schemas: ${SCHEMAS}' 'schemas: [shop, more]' 'schemas: &a shop' 'schemas: >
      shop' 'schemas: "sh\x6fp"'; do
    printf 'spring:\n  flyway:\n    %s\n' "$setting" >src/main/resources/application.yml
    guard lint --fail-on never
    check "a value that is not known: $setting" eval 'exits 2 && says "setting schemas in application.yml is not read"'
done
FLYWAY_SCHEMAS=shop FLYWAY_PLACEHOLDERS_STAGE=test guard lint
check 'may be given' eval 'exits 0 && ! says MG101'
for text in 'spring: { flyway: { schemas: shop } }' 'spring: *other'; do
    printf '%s\n' "$text" >src/main/resources/application.yml
    guard lint --fail-on never
    check "settings that are not known: $text" eval 'exits 2 && says "is not read"'
done
rm src/main/resources/application.yml
cat >pom.xml <<'END'
<project><properties><flyway.group>true</flyway.group></properties><build><plugins><plugin>
<artifactId>flyway-maven-plugin</artifactId><configuration><url>x</url><schemas><schema>shop</schema></schemas></configuration>
</plugin><plugin><artifactId>other</artifactId><mixed>true</mixed></plugin></plugins></build></project>
END
guard lint --fail-on never
check 'those of Maven' eval 'exits 2 && says "setting schemas in pom.xml" && says "setting group in pom.xml" && ! says mixed'
rm pom.xml && printf "plugins { id 'org.flywaydb.flyway' }\nflyway {\n    url = 'x'\n    locations = ['a']\n}\nschemas {\n}\n" >build.gradle
guard lint --fail-on never
check 'and of Gradle' eval 'exits 2 && says "setting locations in build.gradle" && ! says schemas'
cd ..
finish
