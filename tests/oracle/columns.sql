-- Columns that a table must carry, MG3xx, by docs/rules. Where a column has several faults there is a row for each.

-- Told of the table, which has no such column.
CREATE TEMP VIEW missing_timestamps AS
    SELECT 'MG301' AS code, r.schema_name, r.name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM relations AS r CROSS JOIN unnest('{created_at,updated_at}'::name[]) AS wanted
    WHERE r.has_own_shape AND (r.schema_name, r.name) <> ('drizzle', '__drizzle_migrations')
      AND NOT EXISTS (SELECT FROM columns AS c WHERE c.oid = r.oid AND c.name = wanted);

-- A table, since MG203 looks into it for each column.
CREATE TEMP TABLE timestamp_shapes AS
    SELECT 'MG302' AS code, c.schema_name, c.object_name, c.name AS column_name, NULL::name AS part_name
    FROM columns AS c
    CROSS JOIN LATERAL (VALUES
        (c.base <> 'timestamptz'::regtype),
        (c.preset IS NULL OR c.preset !~ '^(now|transaction_timestamp|statement_timestamp|clock_timestamp)\(\)$|^CURRENT_TIMESTAMP(\(\d\))?$'),
        (NOT c.not_null)) AS part (is_wrong)
    WHERE c.has_own_shape AND c.name IN ('created_at', 'updated_at') AND is_wrong
      AND (c.schema_name, c.object_name) <> ('drizzle', '__drizzle_migrations');

CREATE TEMP VIEW judged_columns AS
    SELECT * FROM columns WHERE has_own_shape AND NOT is_inherited;

-- That there is no deleted_at is told of the table.
CREATE TEMP VIEW soft_deletes AS
    SELECT 'MG304' AS code, c.schema_name, c.object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM judged_columns AS c
    WHERE c.name = 'is_deleted' AND NOT EXISTS (SELECT FROM columns AS other WHERE other.oid = c.oid AND other.name = 'deleted_at')
    UNION ALL
    SELECT 'MG304', c.schema_name, c.object_name, c.name, NULL
    FROM judged_columns AS c
    CROSS JOIN LATERAL (VALUES
        (c.name = 'is_deleted' AND c.base <> 'bool'::regtype),
        (c.name = 'is_deleted' AND c.base = 'bool'::regtype AND NOT c.is_generated AND NOT c.not_null),
        (c.name = 'is_deleted' AND c.base = 'bool'::regtype AND NOT c.is_generated AND c.preset IS DISTINCT FROM 'false'),
        (c.name = 'deleted_at' AND c.base <> 'timestamptz'::regtype),
        (c.name = 'deleted_at' AND c.not_null)) AS part (is_wrong)
    WHERE is_wrong;

CREATE TEMP VIEW counters AS
    SELECT 'MG305' AS code, c.schema_name, c.object_name, c.name AS column_name, NULL::name AS part_name
    FROM judged_columns AS c
    CROSS JOIN LATERAL (VALUES (NOT c.not_null), (c.preset IS NULL OR c.preset !~ '^(''1''::(bigint|smallint|integer)|1)$')) AS part (is_wrong)
    WHERE is_wrong AND c.name IN ('version', 'current_version') AND c.base IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
      AND NOT c.is_generated AND NOT c.is_identity
      AND NOT EXISTS (SELECT FROM constraints AS k WHERE k.relation = c.oid AND k.type IN ('p', 'u', 'x', 'f') AND c.number = ANY (k.key))
      AND NOT EXISTS (SELECT FROM indexes AS i WHERE i.relation = c.oid AND i.is_unique AND c.number = ANY (i.key[0:i.key_width - 1]));

CREATE TEMP VIEW nullable_flags AS
    SELECT 'MG306' AS code, schema_name, object_name, name AS column_name, NULL::name AS part_name
    FROM judged_columns WHERE base = 'bool'::regtype AND NOT not_null AND NOT is_generated AND name NOT IN ('is_deleted', 'deleted_at');

CREATE TEMP VIEW totals AS
    SELECT 'MG307' AS code, schema_name, object_name, name AS column_name, NULL::name AS part_name
    FROM judged_columns
    WHERE name LIKE 'total\_%' AND NOT is_generated AND NOT is_identity
      AND base IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'numeric'::regtype, 'float4'::regtype, 'float8'::regtype, 'money'::regtype,
                   'interval'::regtype);

CREATE TEMP VIEW wide_tables AS
    SELECT 'MG311' AS code, schema_name, object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM columns WHERE has_own_shape GROUP BY oid, schema_name, object_name HAVING count(*) > 60 AND NOT bool_and(is_inherited);

-- A trigger function that PostgreSQL brings along sets no times.
CREATE TEMP VIEW unkept_timestamps AS
    SELECT 'MG303' AS code, c.schema_name, c.object_name, c.name AS column_name, NULL::name AS part_name
    FROM columns AS c
    WHERE c.has_own_shape AND c.name = 'updated_at'
      AND NOT EXISTS (SELECT FROM pg_trigger AS t JOIN pg_proc AS f ON f.oid = t.tgfoid
                      WHERE t.tgrelid = c.oid AND t.tgenabled IN ('O', 'A') AND t.tgtype & 1 = 1 AND t.tgtype & 2 = 2 AND t.tgtype & 16 = 16
                        AND f.pronamespace <> 'pg_catalog'::regnamespace);

CREATE TEMP VIEW bare_columns AS
    SELECT 'MG309' AS code, schema_name, object_name, name AS column_name, NULL::name AS part_name
    FROM columns
    WHERE is_table AND NOT is_partition AND NOT is_inherited AND col_description(oid, number) IS NULL
      AND (schema_name, object_name) <> ('drizzle', '__drizzle_migrations');

CREATE TEMP VIEW bare_tables AS
    SELECT 'MG310' AS code, schema_name, name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM relations
    WHERE is_table AND NOT is_partition AND obj_description(oid, 'pg_class') IS NULL AND (schema_name, name) <> ('drizzle', '__drizzle_migrations');

CREATE TEMP VIEW column_findings AS
    SELECT * FROM missing_timestamps
    UNION ALL SELECT * FROM timestamp_shapes
    UNION ALL SELECT * FROM soft_deletes
    UNION ALL SELECT * FROM counters
    UNION ALL SELECT * FROM nullable_flags
    UNION ALL SELECT * FROM totals
    UNION ALL SELECT * FROM wide_tables
    UNION ALL SELECT * FROM unkept_timestamps
    UNION ALL SELECT * FROM bare_columns
    UNION ALL SELECT * FROM bare_tables;
