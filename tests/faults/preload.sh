# What fires no event, and what no command makes, is judged where the library is preloaded, in every way to preload it, beside other libraries' hooks in either order, and
# in no database without the extension.
theme=preload

sql >/dev/null <<SQL
SET mana_guard.enabled = off;
CREATE TABLE app.files ($clean);
INSERT INTO app.files DEFAULT VALUES;
RESET mana_guard.enabled;
SELECT mana_guard.set_rule('no_truncate', 'error'), mana_guard.set_rule('no_vacuum_full', 'error'), mana_guard.set_rule('reindex_concurrently', 'error');
CREATE ROLE preload_dev SUPERUSER LOGIN;
SQL
unseen='TRUNCATE app.files; VACUUM FULL app.files; CLUSTER app.files USING files_pkey; REINDEX TABLE app.files;'

# each SQL: the SQLSTATEs of its answers.
each() { sql <<<"$1" | sed -nE 's/^(.*: )?(ERROR|WARNING):  ([0-9A-Z]{5}): .*/\3/p' | tr '\n' ' '; }

is 'a plain session sees none of them' "$(each "BEGIN; TRUNCATE app.files; ROLLBACK; VACUUM FULL app.files;")" ''
# Since 17 REINDEX fires an event.
[ "$PG_MAJOR" -lt 17 ] && reindex='' more=,REINDEX || reindex='MG603 ' more=
is 'nor REINDEX, before 17' "$(each 'REINDEX TABLE app.files;')" "$reindex"
is 'and says so' "$(sql <<<'SELECT preloaded, unseen_events FROM mana_guard.status()')" \
    'f|{"roles, databases, tablespaces",TRUNCATE,"VACUUM FULL",CLUSTER,"EXPLAIN ANALYZE CREATE TABLE AS","relations made by functions in C"'$more}
# Nor once its triggers have loaded the library.
is 'nor after its first DDL' "$(each "CREATE TABLE app.notes ($clean); BEGIN; TRUNCATE app.files; ROLLBACK;")" ''

preloaded() { PGOPTIONS="-c session_preload_libraries=$1" each "$2"; }
is 'session_preload_libraries' "$(preloaded mana_guard "$unseen")" 'MG711 MG627 MG627 MG603 '
is 'which status() tells' "$(PGOPTIONS='-c session_preload_libraries=mana_guard' sql <<<'SELECT preloaded, unseen_events FROM mana_guard.status()')" 't|{"roles, databases, tablespaces"}'
sql >/dev/null <<<"ALTER ROLE preload_dev SET session_preload_libraries = mana_guard;"
is 'ALTER ROLE ... SET' "$(PGUSER=preload_dev each "$unseen")" 'MG711 MG627 MG627 MG603 '
is 'within a function' "$(preloaded mana_guard "DO \$\$ BEGIN TRUNCATE app.files; END \$\$;")" 'MG711 '
is 'by way of a new parent' "$(preloaded mana_guard "BEGIN; SET LOCAL mana_guard.enabled = off; CREATE TABLE app.parents (id uuid); ALTER TABLE app.files INHERIT app.parents; SET LOCAL mana_guard.enabled = on; TRUNCATE app.parents; ROLLBACK;")" 'MG711 '
is 'EXPLAIN ANALYZE CREATE TABLE AS' "$(preloaded mana_guard 'EXPLAIN ANALYZE CREATE TABLE app.copies AS SELECT 1 AS id;')" 'MG301 '
is 'a plain EXPLAIN makes nothing' "$(preloaded mana_guard 'EXPLAIN CREATE TABLE app.copies AS SELECT 1 AS id;')" ''
is 'the guard switched off' "$(preloaded mana_guard "BEGIN; SET LOCAL mana_guard.enabled = off; TRUNCATE app.files; ROLLBACK;")" ''
is 'a restore passes' "$(preloaded mana_guard "BEGIN; SET check_function_bodies = off; SELECT pg_catalog.set_config('search_path', '', false); TRUNCATE app.files; ROLLBACK;")" ''

# SKIP_LOCKED waits for nobody: what somebody has locked is in use.
sql >/dev/null <<'SQL'
SET mana_guard.enabled = off;
CREATE TABLE app.parts (day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE app.part PARTITION OF app.parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
SQL
open_session holder
at_once() { PGOPTIONS='-c lock_timeout=1s -c session_preload_libraries=mana_guard' each "$1"; }
is 'nothing in use' "$(at_once 'VACUUM (FULL, SKIP_LOCKED) app.parts;')" ''
ask holder 'BEGIN; LOCK TABLE app.files, app.part IN ACCESS EXCLUSIVE MODE;' >/dev/null
is 'VACUUM waits, and so does the guard' "$(at_once 'VACUUM (FULL) app.files;')" '55P03 '
is 'SKIP_LOCKED does not' "$(at_once 'VACUUM (FULL, SKIP_LOCKED) app.files;')" 'MG627 '
is 'nor for a partition' "$(at_once 'VACUUM (FULL, SKIP_LOCKED) app.parts;')" 'MG627 '
sql >/dev/null <<<"SELECT mana_guard.set_rule('*', 'log'), mana_guard.set_rule('no_vacuum_full', 'log');"
is 'whatever else is judged: it is skipped' "$(at_once 'VACUUM (FULL, SKIP_LOCKED) app.files, app.part;')" '55P03 55P03 '
ask holder ROLLBACK\; >/dev/null
ask holder 'BEGIN; LOCK TABLE ONLY app.parts IN ACCESS EXCLUSIVE MODE;' >/dev/null
is 'nor for its parent' "$(at_once 'VACUUM (FULL, SKIP_LOCKED) app.part;')" ''
sql >/dev/null <<<"DELETE FROM mana_guard.policy WHERE rule = '*'; SELECT mana_guard.set_rule('no_vacuum_full', 'error');"
ask holder ROLLBACK\; >/dev/null
# Without a name it takes the whole database.
guarded_database preload_locked
sql >/dev/null <<<"CREATE TABLE app.files ($clean);"
is 'nothing of a database in use' "$(at_once 'VACUUM (FULL, SKIP_LOCKED);')" ''
ask holder '\c preload_locked' >/dev/null
ask holder 'BEGIN; LOCK TABLE app.files IN ACCESS EXCLUSIVE MODE;' >/dev/null
is 'or one table locked' "$(at_once 'VACUUM (FULL, SKIP_LOCKED);')" 'MG627 '
ask holder ROLLBACK\; >/dev/null
close_session holder
export PGDATABASE=faults_preload

# What a function in C makes goes through no command; it is judged before the COMMIT.
gcc -shared -fPIC -I"$("$PG_CONFIG" --includedir-server)" -o "$work/maker.so" "$root/tests/fixtures/maker/maker.c" || die 'tests/fixtures/maker does not compile'
sql >/dev/null <<<"CREATE FUNCTION app.make_table(text, text) RETURNS void LANGUAGE c AS '$work/maker.so';
REVOKE EXECUTE ON FUNCTION app.make_table FROM PUBLIC;"
make="SELECT app.make_table('app', 'made');"
mend="ALTER TABLE app.made ADD PRIMARY KEY (id), ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(), ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();"
made() { sql <<<"SELECT to_regclass('app.made')"; }
is 'a function in C' "$(preloaded mana_guard "$make")" 'MG301 '
is 'leaves no table' "$(made)" ''
is 'at COMMIT' "$(preloaded mana_guard "BEGIN; $make SELECT 'still there'; COMMIT;")" 'MG301 '
is 'at PREPARE TRANSACTION' "$(preloaded mana_guard "BEGIN; $make PREPARE TRANSACTION 'made';")" 'MG301 '
is 'of a rule that waits until COMMIT' "$(preloaded mana_guard "SELECT mana_guard.set_rule('*', NULL, timing => 'commit'); $make")" 'MG301 '
sql >/dev/null <<<"DELETE FROM mana_guard.policy WHERE rule = '*';"
is 'beside one that a command makes' "$(preloaded mana_guard "BEGIN; $make CREATE TABLE app.notes_too ($clean); COMMIT;")" 'MG301 '
is 'asked before' "$(preloaded mana_guard "BEGIN; $make SELECT mana_guard.check_now(); ROLLBACK;")" 'MG301 '
is 'dropped again' "$(preloaded mana_guard "BEGIN; $make DROP TABLE app.made; COMMIT;")" ''
is 'rolled back to a savepoint' "$(preloaded mana_guard "BEGIN; SAVEPOINT before; $make ROLLBACK TO before; COMMIT;")" ''
is 'a temporary one' "$(preloaded mana_guard "SELECT app.make_table('pg_temp', 'made');")" ''
is 'with the guard switched off' "$(preloaded mana_guard "BEGIN; SET LOCAL mana_guard.enabled = off; $make ROLLBACK;")" ''
is 'mended in time' "$(preloaded mana_guard "BEGIN; $make $mend COMMIT; SET mana_guard.enabled = off; DROP TABLE app.made;")" ''
is 'seen by no plain session' "$(each "$make SET mana_guard.enabled = off; DROP TABLE app.made;")" ''
# Whoever switches the triggers off has switched off the guard.
sql >/dev/null <<<'ALTER EVENT TRIGGER mana_guard_ddl_command_start DISABLE;'
is 'with its trigger disabled' "$(preloaded mana_guard "BEGIN; $make TRUNCATE app.files; ROLLBACK;")" ''
sql >/dev/null <<<'ALTER EVENT TRIGGER mana_guard_ddl_command_start ENABLE ALWAYS;'
[ "$PG_MAJOR" -lt 17 ] ||
    is 'with all event triggers switched off' "$(preloaded mana_guard "SET event_triggers = off; BEGIN; $make TRUNCATE app.files; ROLLBACK;")" ''

# Beside another library that hooks the same place.
counted="SELECT calls FROM pg_stat_statements WHERE query LIKE 'TRUNCATE app.notes%'"
# A server of its own: pg_stat_statements wants to be loaded by the postmaster.
for order in 'mana_guard, pg_stat_statements' 'pg_stat_statements, mana_guard'; do
    cluster=preload_${order%%,*}
    (
        start_cluster "$cluster" "shared_preload_libraries = '$order'"
        PGDATABASE=postgres sql >/dev/null <<SQL
CREATE DATABASE unguarded;
CREATE EXTENSION mana_guard;
CREATE EXTENSION pg_stat_statements;
CREATE SCHEMA app;
CREATE TABLE app.files ($clean);
CREATE TABLE app.notes ($clean);
INSERT INTO app.files DEFAULT VALUES;
SELECT mana_guard.set_rule('no_truncate', 'error'), mana_guard.set_rule('no_vacuum_full', 'error'), mana_guard.set_rule('reindex_concurrently', 'error');
SQL
        export PGDATABASE=postgres
        each "$unseen" >"$work/$cluster.refused"
        sql >"$work/$cluster.counted" <<<"TRUNCATE app.notes; $counted"
        PGDATABASE=unguarded each "CREATE TABLE files (id int); INSERT INTO files VALUES (1); TRUNCATE files; VACUUM FULL files;" >"$work/$cluster.unguarded"
        stop_cluster "$cluster"
    ) >"$work/$cluster.log" 2>&1
    is "$order" "$(cat "$work/$cluster.refused")" 'MG711 MG627 MG627 MG603 '
    is "$order: both are called" "$(cat "$work/$cluster.counted")" 1
    is "$order: a database without the extension" "$(cat "$work/$cluster.unguarded")" ''
done
sql >/dev/null <<<'DROP ROLE preload_dev;'
