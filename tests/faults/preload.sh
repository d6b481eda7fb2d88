# What fires no event is judged where the library is preloaded, in every way to preload it, beside other libraries' hooks in either order, and
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

is 'a plain session sees none of them' "$(each "BEGIN; TRUNCATE app.files; ROLLBACK; VACUUM FULL app.files; REINDEX TABLE app.files;")" ''
is 'and says so' "$(sql <<<'SELECT preloaded, unseen_events FROM mana_guard.status()')" \
    'f|{"roles, databases, tablespaces",TRUNCATE,"VACUUM FULL",CLUSTER,"EXPLAIN ANALYZE CREATE TABLE AS",REINDEX}'
# Nor once its triggers have loaded the library.
is 'nor after its first DDL' "$(each "CREATE TABLE app.notes ($clean); BEGIN; TRUNCATE app.files; ROLLBACK;")" ''

preloaded() { PGOPTIONS="-c session_preload_libraries=$1" each "$2"; }
is 'session_preload_libraries' "$(preloaded mana_guard "$unseen")" 'MG711 MG627 MG627 MG603 '
is 'which status() tells' "$(PGOPTIONS='-c session_preload_libraries=mana_guard' sql <<<'SELECT preloaded, unseen_events FROM mana_guard.status()')" 't|{"roles, databases, tablespaces"}'
sql >/dev/null <<<"ALTER ROLE preload_dev SET session_preload_libraries = mana_guard;"
is 'ALTER ROLE ... SET' "$(PGUSER=preload_dev each "$unseen")" 'MG711 MG627 MG627 MG603 '
is 'within a function' "$(preloaded mana_guard "DO \$\$ BEGIN TRUNCATE app.files; END \$\$;")" 'MG711 '
is 'EXPLAIN ANALYZE CREATE TABLE AS' "$(preloaded mana_guard 'EXPLAIN ANALYZE CREATE TABLE app.copies AS SELECT 1 AS id;')" 'MG301 '
is 'a plain EXPLAIN makes nothing' "$(preloaded mana_guard 'EXPLAIN CREATE TABLE app.copies AS SELECT 1 AS id;')" ''
is 'the guard switched off' "$(preloaded mana_guard "BEGIN; SET LOCAL mana_guard.enabled = off; TRUNCATE app.files; ROLLBACK;")" ''
is 'a restore passes' "$(preloaded mana_guard "BEGIN; SET check_function_bodies = off; SELECT pg_catalog.set_config('search_path', '', false); TRUNCATE app.files; ROLLBACK;")" ''

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
