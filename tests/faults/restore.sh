# A superuser's restore of a dump with legacy breaches passes; nobody else passes by the marks that it is known by.
theme=restore
source=$PGDATABASE

sql <<'SQL'
CREATE ROLE restore_owner LOGIN;
SQL
sql >/dev/null <<SQL
SELECT mana_guard.set_rule('no_table_in_public', 'error', params => '{"schemas": ["public", "shared"]}', reason => 'kept by the dump');
SET mana_guard.enabled = off;
CREATE SCHEMA shared;
CREATE TABLE public.legacy (id integer PRIMARY KEY, user_id uuid, created_at timestamp);
CREATE TABLE shared.legacy_items (id integer PRIMARY KEY, legacy_id integer REFERENCES public.legacy, user_id uuid);
CREATE INDEX idx_legacy_items_legacy ON shared.legacy_items (legacy_id);
CREATE TABLE public.parts (id integer PRIMARY KEY, user_id bigint) PARTITION BY LIST (id);
CREATE TABLE public.part_1 PARTITION OF public.parts FOR VALUES IN (1);
CREATE MATERIALIZED VIEW public.copies AS SELECT id FROM public.legacy;
CREATE FUNCTION app.legacy_count() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM public.legacy';
CREATE TABLE app.owned ($bare);
ALTER TABLE app.owned OWNER TO restore_owner;
INSERT INTO public.legacy SELECT i FROM generate_series(1, 1000) AS i;
INSERT INTO shared.legacy_items SELECT i, i FROM generate_series(1, 1000) AS i;
INSERT INTO public.parts VALUES (1, 1);
SQL

# restored NAME ANSWER STATUS MOST: what a restore said; that the database is whole and guarded. MOST: how many sessions it had.
restored() {
    is "$1 succeeds" "$3" 0
    unlike "$1 has no error" "$2" '([Ee]rror|ERROR|FATAL):'
    local warnings
    warnings=$(grep -c 'WARNING:.*mana_guard does not check this session' <<<"$2")
    is "$1 warns once a session" "$((warnings >= 1 && warnings <= $4))" 1
    is "$1 warns of nothing else" "$(grep -c 'WARNING:' <<<"$2")" "$warnings"
    is "$1 brings the rows" "$(sql <<<'SELECT count(*), (SELECT count(*) FROM shared.legacy_items), app.legacy_count(), (SELECT count(*) FROM public.copies) FROM public.parts')" '1|1000|1000|1000'
    is "$1 brings the policy" "$(sql <<<"SELECT rule, params->'schemas'->>1, reason FROM mana_guard.policy")" 'no_table_in_public|shared|kept by the dump'
    quiet "$1 leaves the policy's sequence in order" "$(sql <<<"SELECT mana_guard.set_rule('timestamp_shape', 'log'); DELETE FROM mana_guard.policy WHERE rule = 'timestamp_shape';")"
    refused "$1 leaves a database that refuses" "$(sql <<<"CREATE TABLE shared.late_files ($clean);")" MG101
    refused "$1 leaves a database that refuses by the profile" "$(sql <<<"CREATE TABLE app.late_files ($bare);")" MG301
    is "$1 leaves nothing disabled" "$(sql <<<'SELECT problems FROM mana_guard.status()')" '{}'
}

# target NAME: an empty database to restore into, which becomes PGDATABASE.
target() {
    PGDATABASE=postgres sql -c "CREATE DATABASE $1 TEMPLATE template0"
    export PGDATABASE=$1
}

"$bindir/pg_dump" -f "$work/plain.sql" "$source" && "$bindir/pg_dump" -Fc -f "$work/custom.dump" "$source" || die 'pg_dump failed'

target restored_plain
answer=$(sql -f "$work/plain.sql")
restored 'psql' "$answer" $? 1

target restored_custom
# Without -v pg_restore shows no warnings.
answer=$("$bindir/pg_restore" -v -d "$PGDATABASE" "$work/custom.dump" 2>&1)
restored 'pg_restore' "$answer" $? 1

target restored_parallel
answer=$("$bindir/pg_restore" -v -j 4 -d "$PGDATABASE" "$work/custom.dump" 2>&1)
restored 'pg_restore -j 4' "$answer" $? 5

target restored_directory
"$bindir/pg_dump" -Fd -j 2 -f "$work/directory.dump" "$source" || die 'pg_dump -Fd failed'
answer=$("$bindir/pg_restore" -v -j 2 -d "$PGDATABASE" "$work/directory.dump" 2>&1)
restored 'pg_restore of a directory' "$answer" $? 3

target restored_tar
"$bindir/pg_dump" -Ft -f "$work/tar.dump" "$source" || die 'pg_dump -Ft failed'
answer=$("$bindir/pg_restore" -v -d "$PGDATABASE" "$work/tar.dump" 2>&1)
restored 'pg_restore of a tar file' "$answer" $? 1

target restored_at_once
answer=$("$bindir/pg_restore" -v -1 -d "$PGDATABASE" "$work/custom.dump" 2>&1)
restored 'pg_restore in one transaction' "$answer" $? 1

target restored_through_psql
answer=$("$bindir/pg_restore" -f - "$work/custom.dump" | sql -f -)
restored 'pg_restore through psql' "$answer" $? 1

target restored_in_sections
answer=$(for section in pre-data data post-data; do "$bindir/pg_restore" -v --section=$section -d "$PGDATABASE" "$work/custom.dump" || exit; done 2>&1)
restored 'pg_restore by sections' "$answer" $? 3

target restored_schema_first
answer=$(for part in --schema-only --data-only; do "$bindir/pg_restore" -v $part -d "$PGDATABASE" "$work/custom.dump" || exit; done 2>&1)
status=$?
sql <<<'REFRESH MATERIALIZED VIEW public.copies'
restored 'pg_restore of the schema, then the data' "$answer" $status 2

# Over what has been restored: each drops the guard, and all else, first. What PostgreSQL itself can't drop it says without the
# guard, too.
clean() { grep -v "cannot drop inherited constraint\|errors ignored on restore: 1$"; }
export PGDATABASE=restored_plain
"$bindir/pg_dump" --clean --if-exists -f "$work/clean.sql" "$source" || die 'pg_dump --clean failed'
answer=$(sql -f "$work/clean.sql" | clean)
restored 'psql of a dump with --clean' "$answer" 0 1
export PGDATABASE=restored_custom
answer=$("$bindir/pg_restore" -v --clean --if-exists -d "$PGDATABASE" "$work/custom.dump" 2>&1 | clean)
restored 'pg_restore --clean' "$answer" 0 1
export PGDATABASE=restored_parallel
answer=$("$bindir/pg_restore" -v --clean --if-exists -j 4 -d "$PGDATABASE" "$work/custom.dump" 2>&1 | clean)
restored 'pg_restore --clean -j 4' "$answer" 0 5
# And the database with it.
answer=$("$bindir/pg_dump" --create --clean --if-exists "$source" | sed "s/\\b$source\\b/restored_created/g" | PGDATABASE=postgres sql -f -)
export PGDATABASE=restored_created
restored 'psql of a dump with --create' "$answer" $? 1

# Of the whole cluster, into the databases that it makes: this one alone, since the dump says their names.
"$bindir/pg_dumpall" --no-role-passwords --exclude-database="exceptions*" --exclude-database="*damage*" --exclude-database="*audit*" -f "$work/all.sql" || die 'pg_dumpall failed'
awk -v name="$source" 'in_it && /^(CREATE DATABASE|\\connect) / { exit } /^\\connect / { in_it = ($2 == name) } in_it' "$work/all.sql" | sed "s/^\\\\connect $source/\\\\connect restored_all/" >"$work/one.sql"
target restored_all
answer=$(sql -f "$work/one.sql")
restored 'psql of a pg_dumpall' "$answer" $? 1

# The marks, after the restore, in other hands.
marks="SET check_function_bodies = off; SELECT pg_catalog.set_config('search_path', '', false);"
breach="CREATE TABLE app.breaches ($bare);"
sql <<'SQL'
GRANT ALL ON SCHEMA app TO restore_owner;
SQL

like 'a superuser with the marks is let pass' "$(sql <<<"$marks $breach DROP TABLE app.breaches;")" 'WARNING:.*does not check this session'
answer=$(sql <<<"$marks SET check_function_bodies = on; $breach")
refused 'without the first mark it is refused' "$answer" MG301
answer=$(sql <<<"$marks SET search_path = public; $breach")
refused 'without the second mark it is refused' "$answer" MG301
answer=$(sql <<<"$marks CREATE TABLE app.in_restore ($bare); SET check_function_bodies = on; $breach")
refused 'the pass ends with the marks' "$answer" MG301
# A migration tool whose first file is a dump has them for the rest of its session.
refused 'another program with the marks is judged' "$(PGAPPNAME=flyway sql <<<"$marks $breach")" MG301
like 'unless it is listed' "$(PGAPPNAME=flyway sql <<<"SET mana_guard.restore_clients = 'psql, flyway'; $marks $breach DROP TABLE app.breaches;")" 'WARNING:.*does not check this session'
refused 'a list that lacks it' "$(sql <<<"SET mana_guard.restore_clients = 'pg_restore'; $marks $breach")" MG301
refused 'a list that can'\''t be read lists nobody' "$(sql <<<"SET mana_guard.restore_clients = ',,\"'; $marks $breach")" MG301
refused 'restore_detection = off knows no restore' "$(sql <<<"SET mana_guard.restore_detection = off; $marks $breach")" MG301
refused 'a role that isn'\''t superuser is refused' "$(PGUSER=restore_owner sql <<<"$marks $breach")" MG301
answer=$(PGUSER=restore_owner sql <<<"SET mana_guard.restore_detection = on; $marks $breach")
like 'it can'\''t ask for more' "$answer" 'ERROR:  MG301'

answer=$(sql <<SQL
CREATE FUNCTION app.by_superuser() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET check_function_bodies = off SET search_path = '' AS \$\$ BEGIN $breach END \$\$;
SET ROLE restore_owner;
CREATE FUNCTION app.by_owner() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET check_function_bodies = off SET search_path = '' AS \$\$ BEGIN $breach END \$\$;
SQL
)
quiet 'two functions with the marks' "$answer"
refused 'a superuser'\''s SECURITY DEFINER function called by another' "$(PGUSER=restore_owner sql <<<'SELECT app.by_superuser();')" MG301
refused 'another'\''s SECURITY DEFINER function called by a superuser' "$(sql <<<'SELECT app.by_owner();')" MG301
answer=$(sql <<SQL
CREATE FUNCTION app.sets_marks() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS \$\$
BEGIN
    SET LOCAL check_function_bodies = off;
    SET LOCAL search_path = '';
    $breach
END \$\$;
ALTER FUNCTION app.sets_marks() OWNER TO restore_owner;
SELECT app.sets_marks();
SQL
)
refused 'marks set inside such a function' "$answer" MG301

# The owner of a database is no superuser: its restore can't create the guard, and is judged where that is.
PGDATABASE=postgres sql -c 'CREATE DATABASE restored_by_owner OWNER restore_owner TEMPLATE template0'
answer=$(PGUSER=restore_owner "$bindir/pg_restore" -v --no-owner -d restored_by_owner "$work/custom.dump" 2>&1)
like 'a database'\''s owner can'\''t restore the guard' "$answer" 'permission denied to create extension "mana_guard"'
is 'but all else' "$(PGDATABASE=restored_by_owner sql <<<'SELECT count(*), (SELECT count(*) FROM shared.legacy_items) FROM public.legacy')" '1000|1000'
guarded_database restored_by_owner_guarded restore_owner
answer=$(PGUSER=restore_owner "$bindir/pg_restore" -v --no-owner -d restored_by_owner_guarded "$work/custom.dump" 2>&1)
like 'where the guard is, its restore is judged' "$answer" 'MG101|is in the shared schema'
unlike 'and not told to be none' "$answer" 'does not check this session'
is 'what it refuses isn'\''t there' "$(sql <<<"SELECT to_regclass('public.legacy')")" ''
export PGDATABASE=$source

# The whole of a cluster, into an empty one.
start_cluster restored_whole
source_host=$work/faults
"$bindir/pg_dumpall" -h "$source_host" --no-role-passwords --exclude-database="faults_[^r]*" --exclude-database="[^f]*" -f "$work/whole.sql" || die 'pg_dumpall failed'
answer=$(PGDATABASE=postgres sql -f "$work/whole.sql" | grep -v 'ERROR: .* role "postgres" already exists')
is 'psql of a whole pg_dumpall has no error' "$(grep ERROR <<<"$answer")" ''
is 'and warns once for each database' "$(grep -c 'WARNING:.*does not check this session' <<<"$answer")" "$(PGDATABASE=postgres sql <<<"SELECT count(*) FROM pg_database WHERE datname LIKE 'faults%'")"
export PGDATABASE=$source
is 'and brings the rows' "$(sql <<<'SELECT count(*), (SELECT count(*) FROM shared.legacy_items) FROM public.legacy')" '1000|1000'
refused 'and leaves a database that refuses' "$(sql <<<"CREATE TABLE app.late_files ($bare);")" MG301
stop_cluster restored_whole
export PGHOST=$source_host
