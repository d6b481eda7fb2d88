# A cancel, a timeout and a termination in the middle of judging.
theme=cancel

open_session main
pid=$(ask main 'SELECT pg_backend_pid()')
dawdle="CREATE TABLE app.test_dawdles ($clean);"

# in_judgement: waits until the session has been at it for a while.
in_judgement() {
    sql <<<"DO \$\$ BEGIN
        FOR i IN 1..100 LOOP
            PERFORM pg_sleep(0.05);
            PERFORM pg_stat_clear_snapshot();
            EXIT WHEN EXISTS (SELECT FROM pg_stat_activity WHERE pid = $pid AND state = 'active'
                              AND query LIKE '%test_dawdles%' AND clock_timestamp() - query_start > '0.2 s');
        END LOOP;
    END \$\$;"
}

refused 'left alone it is judged' "$(ask main "$dawdle")" MG999

refused 'statement_timeout is obeyed' "$(ask main "SET statement_timeout = '300ms'; $dawdle RESET statement_timeout;")" 57014
is 'and no table is left' "$(ask main "SELECT to_regclass('app.test_dawdles') IS NULL")" t
sound 'after the timeout' main "$pid"

refused 'also where nothing is refused' "$(ask main "SET mana_guard.max_severity = log; SET statement_timeout = '300ms'; $dawdle RESET statement_timeout; RESET mana_guard.max_severity;")" 57014
is 'and no table is left' "$(ask main "SELECT to_regclass('app.test_dawdles') IS NULL")" t
sound 'after that' main "$pid"

send main "$dawdle"
in_judgement
is 'the cancel is sent' "$(sql <<<"SELECT pg_cancel_backend($pid)")" t
refused 'and obeyed' "$(receive main)" 57014
is 'and no table is left' "$(ask main "SELECT to_regclass('app.test_dawdles') IS NULL")" t
sound 'after the cancel' main "$pid"

answer=$(ask main "BEGIN; CREATE TABLE app.kept ($clean); SAVEPOINT a; SET LOCAL statement_timeout = '300ms'; $dawdle
ROLLBACK TO a; CREATE TABLE app.kept_too ($clean); COMMIT;")
refused 'a timeout inside a savepoint' "$answer" 57014
is 'lets the transaction go on' "$(ask main "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'kept%'")" 2

send main "$dawdle"
in_judgement
is 'a termination is sent' "$(sql <<<"SELECT pg_terminate_backend($pid)")" t
like 'and obeyed' "$(receive main)" 'terminating connection'
close_session main
is 'the server stands' "$(sql <<<'SELECT 1')" 1
is 'and never crashed' "$(grep -c 'terminated by signal' "$work/faults/data/log")" 0
