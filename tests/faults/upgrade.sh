# From 0.1.0 to what the control file says: what the house had stays, and what comes is what a fresh installation has.
theme=upgrade

# objects: the extension's members and their rights, told so that two databases compare.
objects() {
    sql <<'SQL'
SELECT pg_describe_object(classid, objid, 0) FROM pg_depend
WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
  AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'mana_guard') ORDER BY 1 COLLATE "C";
SELECT evtname, evtenabled FROM pg_event_trigger ORDER BY 1;
SELECT tgrelid::regclass, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1::text, 2;
SELECT unnest(extconfig)::regclass FROM pg_extension WHERE extname = 'mana_guard' ORDER BY 1::text;
SELECT relname, relacl FROM pg_class WHERE relnamespace = 'mana_guard'::regnamespace AND relacl IS NOT NULL ORDER BY 1;
SQL
}

guarded_database upgrade_fresh
fresh=$(objects)

PGDATABASE=postgres sql -c 'CREATE DATABASE upgrade_old'
export PGDATABASE=upgrade_old
open_session old
ask old "CREATE EXTENSION mana_guard VERSION '0.1.0';" >/dev/null
# The library is newer than what it finds: it refuses, and says what to do.
answer=$(ask old 'CREATE SCHEMA app;')
refused 'before the update' "$answer" MG901
like 'the way out is the update' "$answer" 'ALTER EXTENSION mana_guard UPDATE'
# What the house had, past the old trigger, which would ask the new library.
quiet 'a row of the old version' "$(ask old "SET mana_guard.enabled = off; ALTER TABLE mana_guard.policy DISABLE TRIGGER check_row;
    INSERT INTO mana_guard.policy (rule, severity, reason, updated_by) VALUES ('timestamp_shape', 'error', 'kept', 'somebody');
    ALTER TABLE mana_guard.policy ENABLE ALWAYS TRIGGER check_row; RESET mana_guard.enabled;")"
quiet 'the update' "$(ask old 'ALTER EXTENSION mana_guard UPDATE;')"
quiet 'lets go on in the same session' "$(ask old 'CREATE SCHEMA app;')"
refused 'which is guarded by the row of before' "$(ask old 'CREATE TABLE app.ones (created_at timestamp NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());')" MG302
close_session old
is 'the row is what it was' "$(sql <<<'SELECT rule, severity, reason, updated_by, role_name IS NULL FROM mana_guard.policy')" 'timestamp_shape|error|kept|somebody|t'
refused 'a new session is guarded as well' "$(sql <<<"CREATE TABLE app.twos ($bare);")" MG301
is 'its objects are a fresh installation'\''s' "$(objects)" "$fresh"
is 'nothing is amiss' "$(sql <<<'SELECT problems FROM mana_guard.status()')" '{}'

# What comes with it works, and what is announced stays through the next update.
quiet 'a table is announced' "$(sql <<<"CREATE TABLE app.threes ($clean); SELECT FROM mana_guard.deprecate('app.threes', 'kept');
    UPDATE mana_guard.deprecations SET deprecated_at = '2026-01-02 03:04:05+00';")"
scripts=$("$PG_CONFIG" --sharedir)/extension
version=$(sql <<<"SELECT extversion FROM pg_extension WHERE extname = 'mana_guard'")
echo "COMMENT ON EXTENSION mana_guard IS 'updated';" >"$scripts/mana_guard--$version--next.sql"
quiet 'another update' "$(sql <<<"ALTER EXTENSION mana_guard UPDATE TO 'next'")"
rm "$scripts/mana_guard--$version--next.sql"
is 'what was announced is what it was' "$(sql <<<"SET timezone = 'UTC'; SELECT schema_name, object_name, column_name IS NULL, deprecated_at, reason FROM mana_guard.deprecations")" 'app|threes|t|2026-01-02 03:04:05+00|kept'
quiet 'and may go' "$(sql <<<"SELECT mana_guard.set_rule('drop_table_cooldown', 'error'); DROP TABLE app.threes;")"
refused 'other tables may not' "$(sql <<<"CREATE TABLE app.fours ($clean);
DROP TABLE app.fours;")" MG702
