# From each version that can be updated from to what the control file says: what was there stays, and what comes is what a fresh
# installation has. A version of tomorrow stands for the next one.
theme=upgrade

scripts=$("$PG_CONFIG" --sharedir)/extension
version=$(sed -n "s/^default_version = '\(.*\)'/\1/p" "$root/mana_guard.control")

# objects: the extension's members and their rights, told so that two databases compare. The columns of policy are in another order
# where the table was made by 0.1.0, which shows in functions that take its row.
objects() {
    sql <<'SQL'
SELECT pg_describe_object(classid, objid, 0) FROM pg_depend
WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
  AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'mana_guard') ORDER BY pg_describe_object(classid, objid, 0) COLLATE "C";
SELECT proname, proargnames, proargmodes, provolatile, proparallel, proisstrict, proconfig, 
       coalesce(regexp_replace(pg_get_function_sqlbody(oid), '\(id, rule, [a-z_, ]*\)', '(...)', 'g'), prosrc), obj_description(oid, 'pg_proc')
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

# The SQL of 0.4.0, which only the updates to it made. The library has lost a function that the first update drops.
(cd "$root/tests/fixtures/released" && cat mana_guard--0.1.0.sql mana_guard--0.1.0--0.2.0.sql mana_guard--0.2.0--0.3.0.sql mana_guard--0.3.0--0.4.0.sql) |
    sed "s/'mana_guard_check_policy'/'mana_guard_check_row'/" >"$scripts/mana_guard--0.4.0.sql"

# What somebody may have in the tables of each version, besides what from() adds.
read -r -d '' rows <<'SQL'
INSERT INTO mana_guard.policy (rule, schema_pattern, object_pattern, role_name, severity, timing, existing, exemptions_follow, params, advice, docs_url, reason)
    VALUES ('no_money', 'stock', 'items*', 'pg_monitor', 'warn', 'commit', 'enforce', true, '{}', 'ask us', 'https://example.org/money', 'old ledgers');
INSERT INTO mana_guard.exemptions (rule, schema_pattern, object_pattern, column_pattern, value, reason, ticket, until, is_baseline)
    VALUES ('fk_index', 'stock', 'items', 'owner_id', 'owner_id', 'small', 'T-1', '2027-01-01+00', false), ('no_char', 'stock', 'items', NULL, 'char(2)', 'stood before', NULL, NULL, true);
INSERT INTO mana_guard.service_schemas (service, schema_name, owner_role, migration_lock_id) VALUES ('stock', 'stock', 'pg_monitor', 4711);
INSERT INTO mana_guard.log (logged_at, session_user_name, current_user_name, application_name, command_tag, transaction_id, rule, code, object_type, schema_name,
                            object_name, identity, message, severity, told)
    VALUES ('2026-01-02 03:04:05+00', 'somebody', 'somebody', 'psql', 'CREATE TABLE', '4711', 'no_money', 'MG206', 'table', 'stock', 'items', 'stock.items', 'a message', 'error', 'warn');
SELECT FROM mana_guard.use_profile('strict');
DO $$ BEGIN
    IF to_regclass('mana_guard.debt') IS NOT NULL THEN
        INSERT INTO mana_guard.debt (counted_on, owner, schema_name, rule, code, severity, findings, exempt) VALUES ('2026-01-02', 'somebody', 'stock', 'no_money', 'MG206', 'error', 3, 1);
    END IF;
    IF to_regclass('mana_guard.assumed_size') IS NOT NULL THEN
        INSERT INTO mana_guard.assumed_size (schema_name, table_name, rows, bytes) VALUES ('stock', 'items', 1000000, 100000000);
    END IF;
    IF to_regclass('mana_guard.own_rules') IS NOT NULL THEN
        CREATE FUNCTION public.nothing(regclass) RETURNS SETOF mana_guard.finding LANGUAGE sql STABLE AS 'SELECT NULL::mana_guard.finding WHERE false';
        PERFORM mana_guard.add_rule('nothing', 'public.nothing(regclass)');
    END IF;
END $$;
SQL

# rows_into TABLE: the SQL that copies every row of the extension's tables there.
rows_into() {
    cat <<SQL
SET mana_guard.enabled = off;
CREATE TABLE app.$1 (place text, content jsonb);
DO \$\$ DECLARE one regclass; BEGIN
    FOR one IN SELECT oid FROM pg_class WHERE relnamespace = 'mana_guard'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('INSERT INTO app.$1 SELECT %L, to_jsonb(one) FROM %s AS one', one, one);
    END LOOP;
END \$\$;
RESET mana_guard.enabled;
SQL
}

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
    quiet "$old: more rows" "$(ask old "$rows")"
    quiet "$old: its rows are copied" "$(ask old "$(rows_into before)")"
    # A type that has changed isn't filled in by halves.
    [[ $old != 0.[45].0 ]] || like "$old: findings wait for the update" "$(ask old 'SET mana_guard.enabled = off; CREATE TABLE app.halves (id int); RESET mana_guard.enabled;
        SELECT * FROM mana_guard.audit();')" 'MG901.*finding'
    quiet "the update of $old" "$(ask old "ALTER EXTENSION mana_guard UPDATE TO '$to';")"
    quiet "$old: the rows after the update are copied" "$(ask old "$(rows_into after)")"
    is "$old: every row is what it was" "$(ask old "SELECT place, content FROM app.before WHERE NOT EXISTS (
        SELECT FROM app.after WHERE after.place = before.place AND after.content @> before.content);")" ''
    is "$old: there is no other row" "$(ask old "SELECT place, count(*) FROM app.after GROUP BY place ORDER BY place;")" \
        "$(ask old "SELECT place, count(*) FROM app.before GROUP BY place ORDER BY place;")"
    is "$old: each table had rows" "$(ask old "SELECT oid::regclass FROM pg_class WHERE relnamespace = 'mana_guard'::regnamespace AND relkind = 'r'
        AND NOT (relname = 'debt' AND '$old' < '0.6.0') AND NOT (relname = 'assumed_size' AND '$old' < '0.7.0') AND NOT (relname = 'own_rules' AND '$old' <= '0.7.0') AND NOT EXISTS (SELECT FROM app.before WHERE place = oid::regclass::text);")" ''
    quiet "$old: what would decide below goes" "$(ask old "SELECT FROM mana_guard.use_profile('guidelines');
        DELETE FROM mana_guard.policy WHERE rule = 'no_money'; DELETE FROM mana_guard.service_schemas; DELETE FROM mana_guard.exemptions;")"
    refused 'the session goes on, guarded by the row of before' "$(ask old 'CREATE TABLE app.ones (created_at timestamp NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());')" MG302
    close_session old
    is 'the row is what it was' "$(sql <<<'SELECT rule, severity, reason, updated_by, role_name IS NULL FROM mana_guard.policy')" 'timestamp_shape|error|kept|postgres|t'
    refused 'a new session is guarded as well' "$(sql <<<"CREATE TABLE app.twos ($bare);")" MG301
    is "the objects of $old are a fresh installation's" "$(diff <(echo "$fresh") <(objects))" ''
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
rm "$scripts/mana_guard--$version--next.sql" "$scripts/mana_guard--0.4.0.sql"

# A library that is newer than what it finds refuses, and says what to do.
guarded_database upgrade_old_tables
quiet 'there is a row' "$(sql <<<"SELECT mana_guard.set_rule('timestamp_shape', 'warn');")"
quiet 'a column has another name, as in an older version' "$(sql <<<'SET mana_guard.enabled = off; ALTER TABLE mana_guard.policy RENAME COLUMN exemptions_follow TO follow;')"
answer=$(sql <<<'CREATE SCHEMA other;')
refused 'before the update' "$answer" MG901
like 'the way out is the update' "$answer" 'ALTER EXTENSION mana_guard UPDATE'
