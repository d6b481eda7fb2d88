#!/usr/bin/env bash
# Ways to an exit status of 0 for a file that was not judged. None may work: docs/command-line.md lists them.
. "$(dirname "$0")/lib.sh"

bad='CREATE TABLE public.bad (id int);'
names=() wanted=()
# trick NAME STATUS TEXT [FILE]: a file of this text, after which lint must end with the status.
trick() {
    local number=${#names[@]}
    names+=("$1") wanted+=("$2")
    mkdir "$number"
    # shellcheck disable=SC2059
    printf -- "$3" >"$number/${4:-1.sql}"
}
trick 'the statement itself' 1 "$bad\n"
# The guard switched off, or deaf.
trick 'SET mana_guard.enabled' 1 "SET mana_guard.enabled = off;\n$bad\n"
trick 'set_config' 1 "SELECT set_config('mana_guard.enabled', 'off', false);\n$bad\n"
trick 'SET LOCAL' 1 "BEGIN;\nSET LOCAL mana_guard.enabled = off;\n$bad\nCOMMIT;\n"
trick 'SET in a DO block' 1 "DO \$\$ BEGIN SET mana_guard.enabled = off; CREATE TABLE public.bad (id int); SET mana_guard.enabled = on; END \$\$;\n"
trick 'SET of a function' 1 "CREATE FUNCTION public.f() RETURNS void LANGUAGE plpgsql SET mana_guard.enabled = off AS \$\$ BEGIN $bad END \$\$;\nSELECT public.f();\nDROP FUNCTION public.f();\n"
trick 'max_severity' 1 "SET mana_guard.max_severity = 'off';\n$bad\n"
trick 'collect off' 1 "SET mana_guard.collect = off;\n$bad\n"
trick 'collect in the log' 1 "SET mana_guard.collect = 'log';\n$bad\n"
trick 'collected_reset()' 1 "$bad SELECT mana_guard.collected_reset();\n"
trick 'collected_reset() in one statement' 1 "DO \$\$ BEGIN CREATE TABLE public.bad (id int); PERFORM mana_guard.collected_reset(); END \$\$;\n"
trick 'file_ends()' 3 "SELECT mana_guard.file_ends();\n$bad\n"
trick 'search_path' 1 "SET search_path = mana_guard, public;\n$bad SELECT collected_reset();\n"
trick 'a name put together' 1 "SELECT set_config('mana_' || 'guard.enabled', 'off', false);\n$bad\n"
# parts STATEMENT: it, by a statement that doesn't have the guard's name.
parts() { printf "EXECUTE replace('%s', '@', 'mana_' || 'guard');" "$1"; }
off_and_on="$(parts 'SET @.enabled = off') CREATE TABLE public.bad (id int); $(parts 'SET @.enabled = on')"
trick 'off and on again, by a name put together' 1 "DO \$\$ BEGIN $off_and_on END \$\$;\n"
trick 'max_severity by a name put together' 1 "DO \$\$ BEGIN $(parts "SET @.max_severity = log") END \$\$;\n$bad\n"
trick 'the policy by a name put together' 1 "DO \$\$ BEGIN $(parts "INSERT INTO @.policy (rule, severity) VALUES (''*'', ''off'')") END \$\$;\n$bad\n"
trick 'and back' 1 "DO \$\$ BEGIN $(parts "INSERT INTO @.policy (rule, severity) VALUES (''*'', ''off'')") CREATE TABLE public.bad (id int); $(parts 'DELETE FROM @.policy') END \$\$;\n"
triggers() { printf "FOR t IN SELECT evtname FROM pg_event_trigger LOOP EXECUTE format('ALTER EVENT TRIGGER %%%%I %s', t.evtname); END LOOP;" "$1"; }
trick 'the event triggers off and on again' 1 "DO \$\$ DECLARE t record; BEGIN $(triggers DISABLE) CREATE TABLE public.bad (id int); $(triggers 'ENABLE ALWAYS') END \$\$;\n"
trick 'the extension gone and back' 3 "DO \$\$ BEGIN DROP EXTENSION mana_guard; CREATE TABLE public.bad (id int); CREATE EXTENSION mana_guard; END \$\$;\n"
trick 'a function in the place of current_setting()' 1 "CREATE SCHEMA app; CREATE FUNCTION app.current_setting(text) RETURNS text RETURN 'on'; SET search_path = app, pg_catalog;\n$bad\nDO \$\$ BEGIN $(parts 'SET @.enabled = off') END \$\$;\n"
restoring="SET application_name = 'pg_restore'; SET check_function_bodies = false; SET search_path = '';"
trick 'the marks of a restore' 1 "$restoring $bad RESET application_name; RESET check_function_bodies; RESET search_path;\n"
trick 'restores pass, by a name put together' 1 "DO \$\$ BEGIN $(parts 'SET @.restore_detection = on') END \$\$;\n$restoring $bad RESET ALL;\n"
trick 'a trigger that runs at COMMIT' 1 "CREATE TABLE pg_temp.t (id int);\nCREATE FUNCTION pg_temp.f() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN $bad RETURN NULL; END \$\$;\nCREATE CONSTRAINT TRIGGER late AFTER INSERT ON pg_temp.t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION pg_temp.f();\nBEGIN;\nINSERT INTO pg_temp.t VALUES (1);\nCOMMIT;\n"
trick 'a cursor' 1 "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE plpgsql AS \$\$ BEGIN $bad RETURN 1; END \$\$;\nBEGIN;\nDECLARE c CURSOR FOR SELECT pg_temp.f();\nFETCH c;\nCOMMIT;\n"
trick 'an event trigger of its own' 3 "CREATE FUNCTION pg_temp.f() RETURNS event_trigger LANGUAGE plpgsql AS \$\$ BEGIN IF tg_tag = 'CREATE TABLE' THEN ALTER TABLE public.bad RENAME TO worse; END IF; END \$\$;\nCREATE EVENT TRIGGER a ON ddl_command_end EXECUTE FUNCTION pg_temp.f();\n$bad\n"
trick 'SELECT INTO' 1 'SELECT 1 AS id INTO public.bad;\n'
trick 'EXPLAIN ANALYZE' 1 'EXPLAIN ANALYZE CREATE TABLE public.bad AS SELECT 1 AS id;\n'
trick 'a schema of the system and back' 1 'CREATE TABLE information_schema.bad (id int);\nALTER TABLE information_schema.bad SET SCHEMA public;\n'
trick 'a table of an extension' 1 "CREATE SCHEMA app;\nCREATE TABLE app.bad (id int);\nALTER EXTENSION plpgsql ADD TABLE app.bad;\nALTER TABLE app.bad ADD COLUMN user_id uuid;\n"
trick 'the schema of the guard renamed' 3 "ALTER SCHEMA mana_guard RENAME TO other;\n$bad\n"
trick 'pg_event_trigger' 1 "UPDATE pg_event_trigger SET evtenabled = 'D';\n$bad\n"
trick 'pg_cancel_backend' 1 "SELECT pg_cancel_backend(pg_backend_pid());\n$bad\n"
trick 'idle_session_timeout' 1 "SET idle_session_timeout = '1h';\n$bad\n"
trick 'ALTER ROLE' 1 "ALTER ROLE postgres SET mana_guard.enabled = off;\n$bad\n"
trick 'SET SESSION AUTHORIZATION' 1 "CREATE ROLE somebody;\nGRANT ALL ON SCHEMA public TO somebody;\nSET SESSION AUTHORIZATION somebody;\n$bad\n"
trick 'EXECUTE' 1 "DO \$\$ BEGIN EXECUTE 'CREATE TA' || 'BLE public.bad (id int)'; END \$\$;\n"
trick 'a function' 1 "CREATE FUNCTION pg_temp.f() RETURNS void LANGUAGE plpgsql AS \$\$ BEGIN $bad END \$\$;\nSELECT pg_temp.f();\n"
trick 'the search path' 1 "SET search_path = pg_temp, public;\n$bad\n"
trick 'a transaction that only reads' 1 "SET default_transaction_read_only = on;\n$bad\n"
trick 'assume_in_use' 1 "CREATE SCHEMA app;\nSET mana_guard.assume_in_use = off;\n$bad\n"
trick 'RESET ALL' 1 "RESET ALL;\n$bad\n"
trick 'DISCARD ALL' 1 "DISCARD ALL;\n$bad\n"
trick 'session_replication_role' 1 "SET session_replication_role = replica;\n$bad\n"
trick 'ALTER EVENT TRIGGER' 1 "DO \$\$ DECLARE t record; BEGIN FOR t IN SELECT evtname FROM pg_event_trigger LOOP EXECUTE format('ALTER EVENT TRIGGER %%%%I DISABLE', t.evtname); END LOOP; END \$\$;\n$bad\n"
trick 'DROP EXTENSION' 3 "DROP EXTENSION mana_guard CASCADE;\n$bad\n"
trick 'set_rule' 1 "SELECT mana_guard.set_rule('*', 'off');\n$bad\n"
trick 'the policy table' 1 "INSERT INTO mana_guard.policy (rule, severity) VALUES ('no_table_in_public', 'off');\n$bad\n"
trick 'an exemption' 1 "INSERT INTO mana_guard.exemptions (rule, schema_pattern, object_pattern, reason) VALUES ('*', '*', '*', 'none');\n$bad\n"
trick 'the baseline' 1 "SELECT mana_guard.baseline();\n$bad\n"
trick 'use_profile' 1 "SELECT mana_guard.use_profile('migrations');\n$bad\n"
trick 'ALTER DATABASE' 1 "ALTER DATABASE mana_guard SET mana_guard.enabled = off;\n$bad\n"
trick 'ALTER SYSTEM' 1 "ALTER SYSTEM SET mana_guard.enabled = off;\nSELECT pg_reload_conf();\nSELECT pg_sleep(0.5);\n$bad\n"
trick 'SET ROLE' 1 "CREATE ROLE somebody;\nGRANT ALL ON SCHEMA public TO somebody;\nSET ROLE somebody;\n$bad\n"
# The connection.
trick 'pg_terminate_backend' 3 "SELECT pg_terminate_backend(pg_backend_pid());\n$bad\n"
trick 'a statement that takes too long' 1 "SET statement_timeout = '100ms';\nSELECT pg_sleep(5);\n$bad\n"
trick '\\connect' 1 "\\\\connect postgres\n$bad\n"
trick 'a COPY to a program' 1 "COPY (SELECT 1) TO PROGRAM 'cat >/dev/null';\n$bad\n"
trick 'a session of its own' 1 "COPY (SELECT 1) TO PROGRAM 'psql -X -h \"\$PWD/..\" -U postgres postgres -c \"CREATE TABLE public.bad (id int)\"';\n"
# Commands of psql.
trick '\\quit' 1 "\\\\quit\n$bad\n"
trick '\\q' 1 "\\\\q\n$bad\n"
trick '\\if' 1 "\\\\if false\n$bad\n\\\\endif\n"
trick '\\!' 1 "\\\\! true\n"
trick '\\g' 1 "SELECT 1 \\\\g\nCREATE TABLE public.bad (id int) \\\\g\n"
trick '\\r' 1 "CREATE TABLE public.bad (id int) \\\\r\n"
trick 'a semicolon with a backslash' 1 "SELECT 1\\\\; CREATE TABLE public.bad (id int);\n"
trick 'a variable that is a statement' 1 "\\\\set more 'SELECT 1; CREATE TABLE public.bad (id int)'\n:more;\n"
trick '\\gexec' 1 "SELECT 'CREATE TABLE public.bad (id int)' \\\\gexec\n"
trick 'backticks of \\set' 1 "\\\\set x \`true\`\nSELECT 1;\n"
trick 'backticks of \\echo' 1 "\\\\echo \`psql -X -c 'CREATE TABLE public.bad (id int)'\`\n"
trick '\\set AUTOCOMMIT' 1 "\\\\set AUTOCOMMIT off\nSELECT 1;\n"
trick '\\o' 1 "\\\\o |psql -X\nSELECT 1;\n"
trick '\\gset' 1 "SELECT 'CREATE TABLE public.bad (id int)' AS s \\\\gset\n:s;\n"
trick '\\cd' 1 "\\\\cd ..\n\\\\i x.sql\n"
trick 'a schema with its tables' 1 'CREATE SCHEMA app CREATE TABLE bads (user_id uuid);\n'
trick 'collected() renamed' 3 "DO \$\$ BEGIN $(parts 'ALTER FUNCTION @.collected() RENAME TO hidden') END \$\$;\n$bad\n"
trick 'a session without a line in the log' 1 "COPY (SELECT 1) TO PROGRAM 'PGOPTIONS=\"-c log_connections=off\" psql -X -h \"\$PWD/..\" -U postgres postgres -c \"CREATE TABLE public.bad (id int)\"';\n"
trick 'liquibase: a property' 1 "--liquibase formatted sql\n--property name:x value:y\n--changeset a:1\nSELECT '\${x}';\n"
trick 'liquibase: another file' 1 "--liquibase formatted sql\n--include file:other.sql\n--changeset a:1\nSELECT 1;\n"
trick 'goose: ENVSUB' 1 "-- +goose Up\n-- +goose ENVSUB ON\nSELECT '\${X}';\n" 1_a.sql
trick '\\copy' 1 "\\\\copy t from 'x'\n"
trick '\\i of a file that is not there' 1 "\\\\i nowhere.sql\n"
trick '\\i of itself' 1 "\\\\ir 1.sql\n"
trick '\\set ON_ERROR_STOP off' 1 "\\\\set ON_ERROR_STOP off\nSELECT nothing;\n$bad\n"
# Text.
trick 'COPY without an end' 1 "CREATE SCHEMA app;\nCREATE TABLE app.t (id text);\nCOPY app.t FROM STDIN;\n$bad\n"
trick 'a quote that is not closed' 1 "SELECT 'a;\n$bad\n"
trick 'a dollar quote that is not closed' 1 "SELECT \$a\$ ;\n$bad\n"
trick 'a comment that is not closed' 1 "/* \n$bad\n"
trick 'NUL' 1 "SELECT 1;\n\\0;$bad\n"
trick 'NUL in a comment' 1 "-- \\0\n$bad\n"
trick 'NUL at the start' 1 "\\0$bad\n"
trick 'a byte order mark' 1 "\\xEF\\xBB\\xBF$bad\n"
trick 'UTF-16' 1 "\\xFF\\xFEC\\0R\\0E\\0A\\0T\\0E\\0 \\0T\\0A\\0B\\0L\\0E\\0 \\0b\\0a\\0d\\0(\\0)\\0;\\0"
trick 'a byte order mark before what is right' 0 "\\xEF\\xBB\\xBFCREATE SCHEMA app;\n"
trick 'bytes that are no UTF-8' 1 "-- \\xFF\\xC3\nSELECT '\\xFF';\n$bad\n"
trick 'line ends of Windows' 1 "SELECT 1;\\r\\n-- a\\r\\n$bad\\r\\n"
trick 'line ends of an old Mac' 1 "-- a comment to the end?\\r$bad\\r"
trick 'a file that ends in a statement' 1 'CREATE TABLE public.bad (id int) -- and a comment'
trick 'Control-Z' 1 "SELECT 1;\n\\x1A\n$bad\n"
trick 'another encoding' 1 "SET client_encoding = 'LATIN1';\nCREATE TABLE public.\"b\\xE4d\" (id int);\n"
trick 'BEGIN ATOMIC' 1 "CREATE FUNCTION pg_temp.f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END;\n$bad\n"
trick 'goose: before the first mark' 1 "$bad\n-- +goose Up\nSELECT 1;\n" 1_a.sql
trick 'goose: a file without its mark' 1 "$bad\n" 1_a.sql
printf -- '-- +goose Up\nSELECT 1;\n' >$((${#names[@]} - 1))/2_b.sql
trick 'dbmate: before the first mark' 1 "$bad\n-- migrate:up\nSELECT 1;\n" 1_a.sql
trick 'liquibase: before the first changeset' 1 "--liquibase formatted sql\n$bad\n--changeset a:1\nSELECT 1;\n" 1_a.sql
trick 'node-pg-migrate: before the first mark' 1 "$bad\n-- Up Migration\nSELECT 1;\n" 1_a.sql
trick 'node-pg-migrate: down above up' 1 "-- Down Migration\n-- Up Migration\n$bad\n" 1_a.sql
trick 'an open transaction' 1 "BEGIN;\nSELECT 1;\n"
trick 'ROLLBACK' 1 "BEGIN;\n$bad\nROLLBACK;\n"
trick 'ROLLBACK TO' 1 "BEGIN;\nSAVEPOINT a;\n$bad\nROLLBACK TO a;\nCOMMIT;\n"
trick 'an exception that is caught' 1 "DO \$\$ BEGIN CREATE TABLE public.bad (id int); RAISE 'no'; EXCEPTION WHEN OTHERS THEN NULL; END \$\$;\n"
trick 'PREPARE TRANSACTION' 1 "BEGIN;\n$bad\nPREPARE TRANSACTION 'a';\n"
trick 'a standard string with a backslash' 1 "SET standard_conforming_strings = off;\nSELECT 'a\\\\'; $bad --';\n"
trick 'an empty file' 0 ''
trick 'a file of comments' 0 '-- nothing\n'

# Each by itself, two at a time.
judge() { (cd "$1" && "$tool" lint --timeout 60 . >stdout 2>stderr; echo $? >status); }
export -f judge
# Every third of them, beginning anywhere; all of them with TRICKS=all.
first=$((RANDOM % 3)) step=3
[ "${TRICKS:-}" != all ] || first=0 step=1
seq "$first" "$step" $((${#names[@]} - 1)) | xargs -P 2 -I '{}' bash -c 'judge "$1"' - '{}'
for ((i = first; i < ${#names[@]}; i += step)); do
    cp "$i"/stdout "$i"/stderr "$out"
    check "${names[i]}: exits $(cat "$i/status")" [ "$(cat "$i/status")" -eq "${wanted[i]}" ]
done

# Files.
ways() { rm -rf ways && mkdir ways && echo 'CREATE SCHEMA app;' >ways/1.sql; }
ways && ln -s nowhere.sql ways/2.sql
guard lint ways
check 'a link to nothing' exits 2
ways && ln -s 2.sql ways/2.sql
guard lint ways
check 'a link to itself' exits 2
ways && ln -s . ways/again
guard lint ways
check 'a loop of folders' exits 2
ways && echo "$bad" >ways/2.SQL
guard lint ways
check 'a file of another ending' exits 2
check 'is named' says 'not judged: ways/2.SQL'
cp -r "$here/layouts/drizzle" ways/drizzle && echo "$bad" >ways/drizzle/0009_more.sql
guard lint --fail-on never ways/drizzle
check 'a file that the journal does not name' exits 2
ways && echo "$bad" >ways/V1__a.sql && echo "$bad" >ways/V2_b.sql && rm ways/1.sql
guard lint --fail-on never ways
check 'a file that Flyway does not run' exits 2
if [ "$(id -u)" -ne 0 ]; then
    ways && chmod 000 ways/1.sql
    guard lint ways
    check 'a file that may not be read' exits 2
fi
ways && mv ways/1.sql ways/V1__a.sql && printf -- "-- \${place}\n" >>ways/V1__a.sql
guard lint --fail-on never ways
check "a placeholder of Flyway's without a value" exits 2
ways && mkdir -p two/sql two/migrations && cp ways/1.sql two/migrations/ && echo "$bad" >two/sql/2.sql
(cd two && "$tool" lint) >"$out/stdout" 2>"$out/stderr"
status=$?
check 'SQL in two of the usual folders' exits 2
echo '-- a' | "$tool" lint - --layout goose >"$out/stdout" 2>"$out/stderr"
status=$?
check 'a layout for standard input' exits 2
ways && mv ways/1.sql ways/V1__a.sql && echo "$bad" >ways/beforeMigrate.sql
guard lint --fail-on never ways
check "a callback of Flyway's" exits 2
ways && printf -- '-- +goose Up\nCREATE SCHEMA app;\n' >ways/1_a.sql && rm ways/1.sql && : >ways/2_b.go
guard lint --fail-on never ways
check 'a migration that is a program' exits 2
cp -r "$here/layouts/drizzle" ways/drizzle && echo "$bad" >ways/drizzle/0009_downloads.sql
guard lint --fail-on never ways/drizzle
check 'a file whose name only looks like a way back' exits 2
ways && mkdir ways/2.sql ways/.hidden && echo "$bad" >ways/2.sql/1.sql
guard lint ways
check 'a file in a folder that is named as one' says 'ways/2.sql/1.sql:1:1  error  MG101'
for layout in drizzle goose dbmate; do
    rm -rf ways && mkdir ways && cp -r "$here/layouts/$layout" ways/it && mkdir -p ways/it/more && echo "$bad" >ways/it/more/0009_more.sql
    guard lint --fail-on never ways/it
    check "SQL in a folder that $layout does not read" eval 'exits 2 && says "not judged: ways/it/more/0009_more.sql"'
done
rm -rf ways && mkdir ways && cp -r "$here/layouts/prisma" ways/it && mkdir ways/it/20990101000000_a && echo "$bad" >ways/it/20990101000000_a/Migration.sql
guard lint --fail-on never ways/it
check "a file that Prisma does not read" exits 2
ways && mkfifo ways/2.sql
guard lint ways
check 'a pipe' exits 2
rm ways/2.sql
"$tool" lint - </dev/null >"$out/stdout" 2>"$out/stderr"
status=$?
check 'standard input of a program that has failed' exits 2
guard lint --format json=/dev/full ways/1.sql
check 'a file that is full' exits 3
# What git doesn't say.
ways && git -C ways init -q -b main && git -C ways add . && git -C ways -c user.name=a -c user.email=a@example.com commit -qm a
echo "$bad" >>ways/1.sql && git -C ways update-index --assume-unchanged 1.sql
guard lint --since main ways
check 'a file that git takes as unchanged' exits 1
git -C ways update-index --no-assume-unchanged 1.sql && git -C ways checkout -q 1.sql && : >ways/2.SQL
guard lint --since main ways
check 'a file of another ending that is new' exits 2
git -C ways add . && git -C ways -c user.name=a -c user.email=a@example.com commit -qm b
guard lint --since main ways
check 'but not if it was there' exits 0
rm -rf whole && git init -q whole && git -C whole -c protocol.file.allow=always submodule --quiet add "$PWD/ways" sub
guard lint --since main whole/sub
check 'a submodule' eval 'exits 2 && complains "is in a submodule"'
guard lint 'ways/*.none'
check 'a pattern that matches nothing' exits 2
guard lint ''
check 'a path without a name' exits 2
printf 'migrations = ["nowhere"]\n' >nowhere.toml
guard lint --config nowhere.toml
check 'a folder of the configuration that is not there' exits 2
for document in '' '[]' '{"mana_guard": 1, "policy": [{"rule": "no_such_rule", "severity": "off"}]}'; do
    echo "$document" >document.json
    guard lint --policy document.json ways
    check "a policy document: $document" exits 2
done
ways && echo 'SELECT nothing;' >>ways/1.sql
guard lint --fail-on never ways
check "a file that ends by PostgreSQL's error, and nothing may fail" exits 2
ways && (printf 'SELECT 1; -- '; head -c 20000000 /dev/zero | tr '\0' x; printf '\n%s\n' "$bad") >ways/2.sql
guard lint ways
check 'the last line of 20 MB' exits 1
ways && "$tool" lint ways >/dev/full 2>/dev/null
status=$?
check 'an output that is full' exits 3

# A live database.
live() { printf -- "$1" >"live.sql" && guard lint --fail-on never --url dbname=postgres live.sql; }
live "SET mana_guard.enabled = off;\n$bad\n"
check 'the guard switched off, in a live database' exits 2
live "COPY (SELECT 1) TO PROGRAM 'cat >/dev/null';\n"
check 'COPY to a program, there' exits 2
check 'is what is not judged' says MGF03
live "BEGIN;\nSELECT 1;\nROLLBACK;\n$bad\n"
check 'what follows a ROLLBACK, there' exits 2
ways && echo "$bad" >ways/2.SQL
guard lint --fail-on never --url dbname=postgres ways
check 'a file of another ending, there' exits 2
live "SELECT 1;\n\0$bad\n"
check 'NUL, there' exits 2
live "SELECT nothing;\n$bad\n"
check "PostgreSQL's error, there" exits 2
live "ROLLBACK;\n$bad\n"
check 'ROLLBACK, there' exits 2
mkdir live && printf -- "-- +goose Up\nCREATE TABLE public.live (id int);\n-- +goose Down\nDROP TABLE public.live;\n" >live/1_a.sql
guard lint --url dbname=postgres live
check 'only the part that its tool runs, there' eval 'says MG101 && ! says MG702'

# A command that is run.
export PATH=$bindir:$PATH
no_clear() {
    local name=$1 wanted=$2
    shift 2
    [ $((first++ % step)) -eq 0 ] || return 0
    guard run --fail-on never -- "$@"
    check "run: $name: exits $status" exits "$wanted"
}
create=(-c 'CREATE SCHEMA app')
no_clear 'the guard switched off by the connection' 2 env PGOPTIONS='-c mana_guard.enabled=off' psql -X -q "${create[@]}"
no_clear 'the collector too' 2 env PGOPTIONS='-c mana_guard.collect=off' psql -X -q "${create[@]}"
no_clear 'a log without messages' 2 env PGOPTIONS='-c log_min_messages=panic' psql -X -q "${create[@]}"
no_clear 'off and on again' 2 psql -X -q -c "SET log_statement = none; DO \$\$ BEGIN $off_and_on END \$\$"
no_clear 'the event triggers' 3 psql -X -q -c 'ALTER EVENT TRIGGER mana_guard_ddl_command_end DISABLE' "${create[@]}"
no_clear 'the extension' 3 psql -X -q -c 'DROP EXTENSION mana_guard' "${create[@]}" -c 'CREATE EXTENSION mana_guard'
no_clear 'a database of its own' 2 psql -X -q "${create[@]}" -c 'CREATE DATABASE other'
no_clear 'another database' 2 psql -X -q "${create[@]}" -c '\connect postgres' "${create[@]}"
no_clear 'a role whose sessions are not judged' 3 psql -X -q -c "DO \$\$ BEGIN $(parts 'ALTER ROLE postgres SET @.enabled = off') END \$\$" "${create[@]}"
no_clear 'a killed command' 137 sh -c 'psql -X -q -c "CREATE SCHEMA app"; kill -9 $$'
guard run -- psql -X -q -c "$restoring $bad"
check 'run: the marks of a restore' exits 1
PGOPTIONS='-c mana_guard.enabled=off' no_clear 'the guard switched off by the environment' 3 psql -X -q "${create[@]}"
for variable in PGSERVICE=production PGHOSTADDR=127.0.0.2; do
    env "$variable" "$tool" run -- psql -X -q "${create[@]}" >"$out/stdout" 2>"$out/stderr"
    status=$?
    check "run: $variable leads nowhere else" exits 0
done
for variable in PGSERVICE=production PGHOSTADDR=127.0.0.2 'PGOPTIONS=-c mana_guard.enabled=off'; do
    ways && env "$variable" "$tool" lint ways >"$out/stdout" 2>"$out/stderr"
    status=$?
    check "lint: nor does $variable" exits 0
done
# A collection that is full, whatever the session hears of it.
ways && cat >ways/1.sql <<'END'
CREATE SCHEMA app;
SET client_min_messages = error;
DO $$
DECLARE
    columns text = (SELECT string_agg('"N' || n || '" int', ',') FROM generate_series(1, 100) AS n);
BEGIN
    FOR i IN 1..1010 LOOP EXECUTE format('CREATE TABLE app.t%ss (%s)', i, columns); END LOOP;
END $$;
END
guard lint --fail-on never ways
check 'more findings than are kept' exits 2
check 'are told' says MGF03
guard lint --timeout 1 0 1 2
check 'a run that takes too long' exits 3
finish
