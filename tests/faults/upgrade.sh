# From each version that can be updated from to what the control file says: what was there stays, and what comes is what a fresh
# installation has. A version of tomorrow stands for the next one.
theme=upgrade

scripts=$("$PG_CONFIG" --sharedir)/extension
version=$(sed -n "s/^default_version = '\(.*\)'/\1/p" "$root/mana_guard.control")

# objects: the extension's members and their rights, told so that two databases compare.
objects() {
    sql <<'SQL'
SELECT pg_describe_object(classid, objid, 0) FROM pg_depend
WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
  AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'mana_guard') ORDER BY pg_describe_object(classid, objid, 0) COLLATE "C";
SELECT proname, proargnames, proargmodes, provolatile, proparallel, proisstrict, proconfig, coalesce(pg_get_function_sqlbody(oid), prosrc), obj_description(oid, 'pg_proc')
FROM pg_proc WHERE pronamespace = 'mana_guard'::regnamespace ORDER BY 1;
SELECT attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid), col_description(attrelid, attnum)
FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'mana_guard'::regnamespace) AND attnum > 0 AND NOT attisdropped ORDER BY attrelid::regclass::text COLLATE "C", attname;
SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'mana_guard'::regnamespace ORDER BY conrelid::regclass::text COLLATE "C", conname;
SELECT viewname, definition FROM pg_views WHERE schemaname = 'mana_guard' ORDER BY 1;
SELECT evtname, evtenabled FROM pg_event_trigger ORDER BY 1;
SELECT tgrelid::regclass, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgrelid::regclass::text COLLATE "C", tgname;
SELECT one::regclass FROM pg_extension, unnest(extconfig) AS one WHERE extname = 'mana_guard' ORDER BY one::regclass::text COLLATE "C";
SELECT relname, relacl FROM pg_class WHERE relnamespace = 'mana_guard'::regnamespace AND relacl IS NOT NULL ORDER BY 1;
SELECT proname, proacl FROM pg_proc WHERE pronamespace = 'mana_guard'::regnamespace AND proacl IS NOT NULL ORDER BY 1;
SQL
}

# The next version drops the event triggers first and makes them last, as each update script does.
cat >"$scripts/mana_guard--$version--next.sql" <<'SQL'
DROP EVENT TRIGGER mana_guard_ddl_command_start;
DROP EVENT TRIGGER mana_guard_ddl_command_end;
COMMENT ON EXTENSION mana_guard IS 'updated';
CREATE EVENT TRIGGER mana_guard_ddl_command_start ON ddl_command_start EXECUTE FUNCTION mana_guard.on_ddl_command_start();
CREATE EVENT TRIGGER mana_guard_ddl_command_end ON ddl_command_end EXECUTE FUNCTION mana_guard.on_ddl_command_end();
ALTER EVENT TRIGGER mana_guard_ddl_command_start ENABLE ALWAYS;
ALTER EVENT TRIGGER mana_guard_ddl_command_end ENABLE ALWAYS;
SQL

guarded_database upgrade_fresh
fresh=$(objects)
like 'the objects are told' "$fresh" '^function mana_guard\.set_rule'

# from VERSION: a database of that version, with rows in it, is updated.
from() {
    local old=$1 database=upgrade_${1//[.-]/_} to=$2
    PGDATABASE=postgres sql -c "CREATE DATABASE $database"
    export PGDATABASE=$database
    open_session old
    quiet "version $old" "$(ask old "CREATE EXTENSION mana_guard VERSION '$old';")"
    quiet 'rows of the old version' "$(ask old "CREATE SCHEMA app; CREATE TABLE app.threes ($clean);
        SELECT mana_guard.set_rule('timestamp_shape', 'error', reason => 'kept');
        SELECT FROM mana_guard.deprecate('app.threes', 'kept');
        UPDATE mana_guard.deprecations SET deprecated_at = '2026-01-02 03:04:05+00';")"
    # A type that has changed isn't filled in by halves.
    [ "$old" != 0.5.0 ] || like "$old: findings wait for the update" "$(ask old 'SET mana_guard.enabled = off; CREATE TABLE app.halves (id int); RESET mana_guard.enabled;
        SELECT * FROM mana_guard.audit();')" 'MG901.*finding'
    quiet "the update of $old" "$(ask old "ALTER EXTENSION mana_guard UPDATE TO '$to';")"
    refused 'the session goes on, guarded by the row of before' "$(ask old 'CREATE TABLE app.ones (created_at timestamp NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());')" MG302
    close_session old
    is 'the row is what it was' "$(sql <<<'SELECT rule, severity, reason, updated_by, role_name IS NULL FROM mana_guard.policy')" 'timestamp_shape|error|kept|postgres|t'
    refused 'a new session is guarded as well' "$(sql <<<"CREATE TABLE app.twos ($bare);")" MG301
    is "the objects of $old are a fresh installation's" "$(objects)" "$fresh"
    if [ "$to" = "$version" ]; then is 'nothing is amiss' "$(sql <<<'SELECT problems, extension_version FROM mana_guard.status()')" "{}|$version"
    else like 'the versions differ' "$(sql <<<'SELECT problems FROM mana_guard.status()')" "this session's library is version $version, the extension is version $to"; fi
    is 'what was announced is what it was' "$(sql <<<"SET timezone = 'UTC'; SELECT schema_name, object_name, column_name IS NULL, deprecated_at, reason FROM mana_guard.deprecations")" 'app|threes|t|2026-01-02 03:04:05+00|kept'
    quiet 'and may go' "$(sql <<<"SELECT mana_guard.set_rule('drop_table_cooldown', 'error'); DROP TABLE app.threes;")"
    refused 'other tables may not' "$(sql <<<"CREATE TABLE app.fours ($clean); INSERT INTO app.fours DEFAULT VALUES;
DROP TABLE app.fours;")" MG702
}

from "$version" next
for script in "$scripts"/mana_guard--*--*.sql; do
    old=${script##*/mana_guard--} old=${old%%--*}
    [ "$old" = "$version" ] || from "$old" "$version"
done
rm "$scripts/mana_guard--$version--next.sql"

# A library that is newer than what it finds refuses, and says what to do.
guarded_database upgrade_old_tables
quiet 'there is a row' "$(sql <<<"SELECT mana_guard.set_rule('timestamp_shape', 'warn');")"
quiet 'a column has another name, as in an older version' "$(sql <<<'SET mana_guard.enabled = off; ALTER TABLE mana_guard.policy RENAME COLUMN exemptions_follow TO follow;')"
answer=$(sql <<<'CREATE SCHEMA other;')
refused 'before the update' "$answer" MG901
like 'the way out is the update' "$answer" 'ALTER EXTENSION mana_guard UPDATE'
