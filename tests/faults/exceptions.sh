# A rule that throws: the exception ends at the wall as an ERROR with the way out, and the backend is sound.
theme=exceptions

open_session main
pid=$(ask main 'SELECT pg_backend_pid()')

for table in test_throws test_throws_int; do
    answer=$(ask main "CREATE TABLE app.$table ($clean);")
    refused "$table is refused" "$answer" MG901
    like "$table tells the way out" "$answer" '^HINT:.*SET mana_guard.enabled = off'
    is "$table leaves no table" "$(ask main "SELECT to_regclass('app.$table') IS NULL")" t
    sound "$table" main "$pid"
done
like 'the text of the exception is told' "$(ask main "CREATE TABLE app.test_throws ($clean);")" 'test_throws was asked to throw'

answer=$(ask main "BEGIN; CREATE TABLE app.kept ($clean); SAVEPOINT a; CREATE TABLE app.test_throws ($clean); ROLLBACK TO a; COMMIT;")
refused 'a throw inside a savepoint' "$answer" MG901
is 'leaves the transaction to go on' "$(ask main "SELECT to_regclass('app.kept')")" app.kept

answer=$(ask main "DO \$\$ BEGIN
    FOR i IN 1..100 LOOP
        BEGIN CREATE TABLE app.test_throws ($clean);
        EXCEPTION WHEN SQLSTATE 'MG901' THEN NULL; END;
    END LOOP;
END \$\$;")
quiet 'a hundred throws are caught by PL/pgSQL' "$answer"
sound 'after these' main "$pid"

# At COMMIT, in an audit, and under another policy.
sql <<SQL >/dev/null
SELECT mana_guard.set_rule('test_throws', NULL, timing => 'commit');
SET mana_guard.enabled = off;
CREATE TABLE app.test_throws_int ($clean);
SQL
refused 'a throw at the statement, of a rule that is asked for candidates' "$(ask main "BEGIN; CREATE TABLE app.test_throws ($clean); COMMIT;")" MG901
sound 'after it' main "$pid"
for call in audit\(\) "findings('app.test_throws_int')" "simulate('{\"mana_guard\": 1}')" "baseline('none')"; do
    refused "a throw in $call" "$(ask main "SELECT count(*) FROM mana_guard.$call;")" MG901
done
sound 'after these' main "$pid"
quiet 'the rule can be switched off' "$(ask main "SELECT mana_guard.set_rule('test_throws', 'off'); SELECT count(*) FROM mana_guard.audit();")"
ask main "DELETE FROM mana_guard.policy; SET mana_guard.enabled = off; DROP TABLE app.test_throws_int; RESET mana_guard.enabled;" >/dev/null

quiet 'the way out works' "$(ask main "SET mana_guard.enabled = off; CREATE TABLE app.test_throws ($clean); SET mana_guard.enabled = on;")"
close_session main

# What PostgreSQL refuses is PostgreSQL's to tell, also where the guard has come across it first and refuses nothing.
sql <<<"SET mana_guard.enabled = off; CREATE TABLE app.refused ($clean, n integer);"
for setting in "max_severity = 'warn'" "override_reason = 'deploy'"; do
    for statement in 'CREATE INDEX CONCURRENTLY i ON app.refused (lower(n))' 'CREATE INDEX i ON app.refused (missing)' \
            'ALTER TABLE app.refused ADD CHECK (missing > 0)' 'ALTER TABLE app.refused ADD COLUMN x integer DEFAULT missing()' \
            'ALTER TABLE app.refused ALTER COLUMN n TYPE date USING n::date'; do
        answer=$(sql <<<"SET mana_guard.$setting; $statement;")
        unlike "$setting: $statement" "$answer" MG901
        like "$setting: is refused by PostgreSQL" "$answer" '^ERROR:  42'
    done
done
sql <<<'SET mana_guard.enabled = off; DROP TABLE app.refused;'

# An internal error of PostgreSQL's own, met by the guard alone: a catalog that has lost a row.
guarded_database exceptions_internal
sql <<<"SELECT mana_guard.set_rule('require_timestamps', 'error');" >/dev/null
sql <<<"SET mana_guard.enabled = off; SET allow_system_table_mods = on; DELETE FROM pg_attribute WHERE attrelid = 'mana_guard.policy'::regclass AND attname = 'params';"
answer=$(sql <<<"CREATE TABLE app.files ($clean);")
refused 'an internal error is told as what it means' "$answer" MG901
like 'with its text' "$answer" 'check this command: pg_attribute catalog is missing 1 attribute'
like 'and the way out' "$answer" '^HINT:.*SET mana_guard.enabled = off'
open_session main
pid=$(ask main 'SELECT pg_backend_pid()')
is 'where nothing is refused it passes' "$(ask main "SET mana_guard.max_severity = log; BEGIN; CREATE TABLE app.files ($clean); SAVEPOINT a; DROP TABLE app.files; ROLLBACK TO a; COMMIT;")" ''
is 'and stands' "$(ask main "SELECT to_regclass('app.files')")" app.files
is 'in the same session' "$(ask main 'SELECT pg_backend_pid();')" "$pid"
close_session main
