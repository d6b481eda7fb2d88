#!/usr/bin/env bash
# Ways to an exit status of 0 for a file that was not judged. None may work: docs/command-line.md lists them.
. "$(dirname "$0")/lib.sh"

bad='CREATE TABLE public.bad (id int);'
names=() wanted=()
# trick NAME STATUS TEXT: a file of this text, after which lint must end with the status.
trick() {
    local number=${#names[@]}
    names+=("$1") wanted+=("$2")
    mkdir "$number"
    # shellcheck disable=SC2059
    printf -- "$3" >"$number/1.sql"
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
trick 'dblink and others by a COPY to a program' 1 "COPY (SELECT 1) TO PROGRAM 'cat >/dev/null';\n$bad\n"
# Commands of psql.
trick '\\quit' 1 "\\\\quit\n$bad\n"
trick '\\q' 1 "\\\\q\n$bad\n"
trick '\\if' 1 "\\\\if false\n$bad\n\\\\endif\n"
trick '\\!' 1 "\\\\! true\n"
trick '\\gexec' 1 "SELECT 'CREATE TABLE public.bad (id int)' \\\\gexec\n"
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
trick 'bytes that are no UTF-8' 1 "-- \\xFF\\xC3\nSELECT '\\xFF';\n$bad\n"
trick 'line ends of Windows' 1 "SELECT 1;\\r\\n-- a\\r\\n$bad\\r\\n"
trick 'line ends of an old Mac' 1 "-- a comment to the end?\\r$bad\\r"
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
guard lint --timeout 1 0 1 2
check 'a run that takes too long' exits 3
finish
