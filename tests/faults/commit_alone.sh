# A rule of COMMIT that the next statement may still satisfy is told a step milder of a statement that is alone.
theme=commit_alone

# Nothing else minds these tables; MG996 does, as long as they have no column "awaited".
waits="CREATE TABLE app.test_awaits ($clean)"
comes='ALTER TABLE app.test_awaits ADD COLUMN awaited text'
gone=$(removed app.test_awaits)
logged() { sql <<<"SELECT coalesce(string_agg(severity || '/' || told, ' '), 'nothing') FROM mana_guard.log WHERE code = 'MG996'; DELETE FROM mana_guard.log;"; }
# milder NAME ANSWER: warned of only, with a log row that has both severities.
milder() {
    unlike "$1 is not refused" "$2" ERROR
    like "$1 is warned of" "$2" 'WARNING:  MG996'
    is "$1 is logged" "$(logged)" error/warn
    sql <<<"SET client_min_messages = error; $gone"
}
# full NAME ANSWER
full() {
    refused "$1 is refused" "$2" MG996
    is "$1 leaves nothing" "$(sql <<<"SELECT to_regclass('app.test_awaits') IS NULL")" t
    is "$1 logs nothing" "$(logged)" nothing
}

milder 'autocommit' "$(sql <<<"$waits;")"
milder 'psql -c with one statement' "$(sql -c "$waits")"
milder 'DO is one statement' "$(sql <<<"DO \$\$ BEGIN $waits; CREATE TABLE app.other ($clean); DROP TABLE app.other; END \$\$;")"
full 'a transaction block' "$(sql <<<"BEGIN; $waits; COMMIT;")"
full 'psql -c with two' "$(sql -c "$waits; CREATE TABLE app.other ($clean)")"
full 'two with the DDL last' "$(sql -c "CREATE TABLE app.other ($clean); $waits")"
full 'a block with one statement of DDL' "$(sql <<<"BEGIN; SELECT 1; $waits; SELECT 2; COMMIT;")"
full 'psql --single-transaction' "$(sql --single-transaction -f - <<<"$waits;")"
full 'PREPARE TRANSACTION' "$(sql <<<"BEGIN; $waits; PREPARE TRANSACTION 'alone';")"
full 'check_now()' "$(sql <<<"BEGIN; $waits; SELECT mana_guard.check_now(); COMMIT;" | grep -v 25P02)"
for round in 1 2; do full "a block after autocommit, $round" "$(sql <<<"SELECT 1; CREATE TABLE app.other ($clean); DROP TABLE app.other; BEGIN; $waits; COMMIT;")"; done

sql <<SQL
CREATE PROCEDURE app.alone() LANGUAGE plpgsql AS \$\$ BEGIN $waits; COMMIT; END \$\$;
SQL
milder 'CALL is one statement' "$(sql <<<'CALL app.alone();')"
answer=$(sql <<<"$waits; $comes;")
like 'the next statement mends it: the first is warned of' "$answer" 'WARNING:  MG996'
is 'once' "$(grep -c MG996: <<<"$answer")" 1
is 'and logged' "$(logged)" error/warn
sql <<<"$gone"
quiet 'mended in a block' "$(sql <<<"BEGIN; $waits; $comes; COMMIT; $gone")"
quiet 'mended in psql -c' "$(sql -c "$waits; $comes" -c "$gone")"

# By the policy.
rule() { sql <<<"SELECT mana_guard.set_rule('test_awaits', $1);" >/dev/null; }
rule "'warn'"
answer=$(sql <<<"$waits; $gone")
quiet 'a warning becomes a log row' "$answer"
is 'of both severities' "$(logged)" warn/log
answer=$(sql <<<"BEGIN; $waits; COMMIT; $gone")
like 'and stays a warning in a block' "$answer" 'WARNING:  MG996'
is 'as the row says' "$(logged)" warn/warn
rule "'log'"
quiet 'a log row is not told of' "$(sql <<<"$waits; $gone")"
is 'and stays in the log' "$(logged)" log/log
rule "'error', timing => 'statement'"
refused 'at the statement it holds in full' "$(sql <<<"$waits;")" MG996
rule "'error', timing => 'commit'"
milder 'and again at COMMIT' "$(sql <<<"$waits;")"
sql <<<"SELECT mana_guard.set_rule('require_timestamps', NULL, timing => 'commit');" >/dev/null
refused 'a rule that isn'\''t marked so holds in full' "$(sql <<<"CREATE TABLE app.breaches ($bare);")" MG301
answer=$(sql <<<"CREATE TABLE app.test_awaits ($bare);")
refused 'together they are one refusal' "$answer" MG301
unlike 'with the milder not told of as an error' "$answer" 'ERROR:  MG996'

# A command that commits in its middle is alone, and can't be refused.
sql >/dev/null <<SQL
SELECT mana_guard.set_rule('index_name', 'error', timing => 'commit');
CREATE TABLE app.indexed ($clean);
SQL
answer=$(sql <<<'CREATE INDEX CONCURRENTLY odd ON app.indexed (created_at);')
unlike 'CREATE INDEX CONCURRENTLY isn'\''t refused at COMMIT' "$answer" ERROR
like 'but warned of' "$answer" '^WARNING:  MG409.*index odd'
is 'and logged as a warning' "$(sql <<<"SELECT DISTINCT severity, told FROM mana_guard.log WHERE code = 'MG409'")" 'error|warn'
is 'it is there' "$(sql <<<"SELECT indisvalid FROM pg_index WHERE indexrelid = 'app.odd'::regclass")" t
sql <<<"SELECT mana_guard.set_rule('index_name', 'off');" >/dev/null

# In a pipeline each statement is a message of its own, and PostgreSQL notes that there are several only after the first.
cat >"$work/pipeline.c" <<'C'
#include <libpq-fe.h>
#include <stdio.h>
int main(int argc, char **argv) {
    PGconn *conn = PQconnectdb("");
    PGresult *result;
    PQsetErrorVerbosity(conn, PQERRORS_VERBOSE);
    PQenterPipelineMode(conn);
    for (int i = 1; i < argc; ++i) PQsendQueryParams(conn, argv[i], 0, NULL, NULL, NULL, NULL, 0);
    PQpipelineSync(conn);
    for (int nulls = 0; nulls < 2;) {
        if (!(result = PQgetResult(conn))) { ++nulls; continue; }
        nulls = 0;
        if (PQresultStatus(result) == PGRES_PIPELINE_SYNC) break;
        if (PQresultStatus(result) == PGRES_FATAL_ERROR)
            printf("ERROR:  %s: %s", PQresultErrorField(result, PG_DIAG_SQLSTATE), PQresultErrorMessage(result));
        PQclear(result);
    }
    while ((result = PQgetResult(conn))) {
        if (PQresultStatus(result) == PGRES_FATAL_ERROR)
            printf("ERROR:  %s: %s", PQresultErrorField(result, PG_DIAG_SQLSTATE), PQresultErrorMessage(result));
        PQclear(result);
    }
    PQfinish(conn);
    return 0;
}
C
need libpq-dev
gcc -o "$work/pipeline" "$work/pipeline.c" -I"$(/usr/bin/pg_config --includedir)" -lpq || die 'pipeline.c does not compile'
pipeline() { "$work/pipeline" "$@" 2>&1; }
milder 'a pipeline of one statement' "$(pipeline "$waits")"
sql <<<"SET mana_guard.enabled = off; CREATE TABLE app.rows (i int);" >/dev/null
answer=$(pipeline "$waits" 'INSERT INTO app.rows VALUES (1)')
is 'a pipeline that goes on leaves nothing' "$(sql <<<"SELECT to_regclass('app.test_awaits') IS NULL")" t
is 'nor logs anything' "$(logged)" nothing
is 'nor keeps the rest' "$(sql <<<'SELECT count(*) FROM app.rows')" 0
