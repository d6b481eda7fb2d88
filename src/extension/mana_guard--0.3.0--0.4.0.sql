-- What is announced for removal; migration logs that keep their rows.
\echo Use "ALTER EXTENSION mana_guard UPDATE" to load this file. \quit

CREATE TABLE mana_guard.deprecations (
    schema_name pg_catalog.name NOT NULL,
    object_name pg_catalog.name NOT NULL,
    column_name pg_catalog.name,
    deprecated_at pg_catalog.timestamptz NOT NULL DEFAULT pg_catalog.now() CHECK (pg_catalog.isfinite(deprecated_at)),
    reason pg_catalog.text NOT NULL CHECK (reason OPERATOR(pg_catalog.~) '\S'),
    deprecated_by pg_catalog.name NOT NULL DEFAULT CURRENT_USER,
    CONSTRAINT deprecations_object_key UNIQUE NULLS NOT DISTINCT (schema_name, object_name, column_name)
);
COMMENT ON TABLE mana_guard.deprecations IS 'Relations and columns that are announced for removal, and since when.';
COMMENT ON COLUMN mana_guard.deprecations.column_name IS 'Null: the whole relation.';
GRANT SELECT ON mana_guard.deprecations TO PUBLIC;
SELECT pg_catalog.pg_extension_config_dump('mana_guard.deprecations', '');

CREATE FUNCTION mana_guard.deprecate(relation pg_catalog.regclass, reason pg_catalog.text, column_name pg_catalog.name DEFAULT NULL)
    RETURNS pg_catalog.timestamptz LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    announced timestamptz;
BEGIN
    IF column_name IS NOT NULL AND NOT EXISTS (
        SELECT FROM pg_attribute WHERE attrelid = relation AND attname = column_name AND attnum > 0 AND NOT attisdropped) THEN
        RAISE EXCEPTION USING ERRCODE = 'undefined_column', MESSAGE = format('%s has no column %I', relation, column_name);
    END IF;
    IF reason IS NULL OR reason !~ '\S' THEN
        RAISE EXCEPTION USING ERRCODE = 'MG900', MESSAGE = 'an announcement needs a reason',
            HINT = format('SELECT mana_guard.deprecate(%L, ''what takes its place'');', relation::text);
    END IF;
    INSERT INTO mana_guard.deprecations AS known (schema_name, object_name, column_name, reason)
    SELECT nspname, relname, deprecate.column_name, deprecate.reason
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE pg_class.oid = relation
    ON CONFLICT ON CONSTRAINT deprecations_object_key DO UPDATE SET reason = excluded.reason
    RETURNING known.deprecated_at INTO announced;
    RETURN announced;
END $$;
COMMENT ON FUNCTION mana_guard.deprecate IS 'Announces that the relation, or its column, will be dropped; returns since when that is known. Once more: a new reason, the same date.';
REVOKE EXECUTE ON FUNCTION mana_guard.deprecate FROM PUBLIC;

CREATE VIEW mana_guard.deprecations_due AS
SELECT announced.schema_name, announced.object_name, announced.column_name, announced.reason, announced.deprecated_by, announced.deprecated_at,
    announced.deprecated_at OPERATOR(pg_catalog.+) held.wait AS may_go_at,
    announced.deprecated_at OPERATOR(pg_catalog.+) held.wait OPERATOR(pg_catalog.<=) pg_catalog.now() AS may_go
FROM mana_guard.deprecations AS announced
CROSS JOIN LATERAL (
    SELECT (explained.parameters OPERATOR(pg_catalog.->>) 'wait')::pg_catalog.interval AS wait
    FROM mana_guard.explain(pg_catalog.format('%I.%I', announced.schema_name, announced.object_name)) AS explained
    WHERE explained.rule OPERATOR(pg_catalog.=) CASE WHEN announced.column_name IS NULL THEN 'drop_table_cooldown' ELSE 'drop_column_cooldown' END
) AS held;
COMMENT ON VIEW mana_guard.deprecations_due IS 'What is announced for removal, and from when on the policy lets it go.';
GRANT SELECT ON mana_guard.deprecations_due TO PUBLIC;

CREATE FUNCTION mana_guard.append_only() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'MG716', MESSAGE = format('table %I.%I keeps its rows: %s is refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP),
        SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, CONSTRAINT = 'migration_log_append_only',
        DETAIL = 'MG716 migration_log_append_only: a migration tool knows by them what has been run.',
        HINT = 'Write a new migration that undoes it. A superuser gets by with SET session_replication_role = replica, in that session alone.';
END $$;
COMMENT ON FUNCTION mana_guard.append_only IS 'A trigger function that refuses UPDATE, DELETE and TRUNCATE: for the logs of migration tools.';
