-- Keys and constraints, MG5xx, by docs/rules; those about indexes are in indexes.sql.

CREATE TEMP VIEW keyless_tables AS
    SELECT 'MG501' AS code, schema_name, name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM relations AS r
    WHERE has_own_shape AND NOT EXISTS (SELECT FROM constraints AS k WHERE k.relation = r.oid AND k.type = 'p');

-- A default that is a constant makes one key.
CREATE TEMP VIEW keys_without_default AS
    SELECT 'MG502' AS code, schema_name, object_name, name AS column_name, NULL::name AS part_name
    FROM sole_keys
    CROSS JOIN LATERAL (SELECT lower(regexp_replace(substring(name FROM '^(.+)_id$'), '^.*_', '') COLLATE "C"),
                               lower(regexp_replace(object_name, '^.*_', '') COLLATE "C")) AS word (entity, of_table)
    WHERE base = 'uuid'::regtype AND NOT is_foreign AND NOT is_generated AND name <> 'user_id'
        -- The id of another thing than its own.
        AND coalesce(starts_with(of_table, CASE WHEN length(entity) > 3 THEN left(entity, -1) ELSE entity END), true)
        AND (preset IS NULL OR preset ~ '^''[^'']*''::[a-z_.]+$');

CREATE TEMP VIEW actions AS
    SELECT 'MG507' AS code, schema_name, object_name, NULL::name AS column_name, name AS part_name
    FROM constraints CROSS JOIN LATERAL (VALUES (on_delete = 'd'), (on_update <> 'a')) AS part (is_wrong)
    WHERE type = 'f' AND NOT is_inherited AND is_wrong;

CREATE TEMP VIEW keys_without_action AS
    SELECT 'MG508' AS code, schema_name, object_name, NULL::name AS column_name, name AS part_name
    FROM constraints WHERE type = 'f' AND NOT is_inherited AND on_delete = 'a' AND NOT is_deferrable;

CREATE TEMP VIEW inheritance AS
    SELECT 'MG511' AS code, r.schema_name, r.name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM pg_inherits JOIN relations AS r ON r.oid = inhrelid WHERE r.kind IN ('r', 'f') AND NOT r.is_partition;

CREATE TEMP VIEW unlogged AS
    SELECT 'MG512' AS code, schema_name, name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM relations WHERE kind = 'r' AND persistence = 'u';

CREATE TEMP VIEW rewrites AS
    SELECT 'MG513' AS code, r.schema_name, r.name AS object_name, NULL::name AS column_name, rulename AS part_name
    FROM relations AS r JOIN pg_rewrite ON ev_class = r.oid WHERE rulename <> '_RETURN';

CREATE TEMP VIEW key_kinds AS
    SELECT 'MG514' AS code, schema_name, object_name, name AS column_name, NULL::name AS part_name
    FROM sole_keys WHERE base NOT IN ('uuid'::regtype, 'text'::regtype) AND NOT is_foreign;

CREATE TEMP VIEW optional_keys AS
    SELECT DISTINCT 'MG515' AS code, k.schema_name, k.object_name, NULL::name AS column_name, k.name AS part_name
    FROM key_columns AS k JOIN columns AS c ON c.oid = k.relation AND c.number = k.number WHERE NOT k.is_inherited AND NOT c.not_null;

-- In the order of names as they are stored, byte by byte.
CREATE TEMP VIEW double_keys AS
    SELECT 'MG516' AS code, k.schema_name, k.object_name, NULL::name AS column_name, k.name AS part_name
    FROM (SELECT oid, relation, schema_name, object_name, name, target, array_agg((number, target_number)::text ORDER BY number, target_number)
        AS pairs
          FROM key_columns WHERE NOT is_inherited GROUP BY oid, relation, schema_name, object_name, name, target) AS k
    WHERE EXISTS (SELECT FROM (SELECT oid, relation, name, target, array_agg((number, target_number)::text ORDER BY number, target_number) AS pairs
                               FROM key_columns WHERE NOT is_inherited GROUP BY oid, relation, name, target) AS other
                  WHERE (other.relation, other.target, other.pairs) = (k.relation, k.target, k.pairs) AND other.name < k.name);

CREATE TEMP VIEW mutable_checks AS
    SELECT 'MG517' AS code, schema_name, object_name, NULL::name AS column_name, name AS part_name
    FROM constraints WHERE type = 'c' AND NOT is_inherited AND pg_temp.is_mutable(tree)
    UNION ALL
    SELECT 'MG517', schema_name, object_name, NULL, name FROM indexes WHERE is_partial AND NOT is_inherited AND pg_temp.is_mutable(tree);

CREATE TEMP VIEW views_without_key AS
    SELECT 'MG519' AS code, r.schema_name, r.name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM relations AS r
    WHERE r.kind = 'm' AND NOT EXISTS (SELECT FROM indexes AS i WHERE i.relation = r.oid AND i.is_unique AND i.is_valid AND i.is_immediate
                                       AND i.method = 'btree' AND NOT i.is_partial AND NOT i.has_expression);

-- Of a sequence that goes up its end is where the sequence's or the column's type ends.
CREATE TEMP VIEW sequence_ends AS
    SELECT r.schema_name, r.name, s.seqcycle AS cycles, s.seqincrement > 0 AS goes_up,
           CASE WHEN s.seqincrement > 0 THEN s.seqmax ELSE s.seqmin END::numeric AS own_end,
           CASE a.atttypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647 ELSE 9223372036854775807 END::numeric AS column_end,
           pg_sequence_last_value(r.oid)::numeric AS last_value, CASE WHEN s.seqincrement > 0 THEN s.seqmin ELSE s.seqmax END::numeric
               AS first_value
    FROM relations AS r JOIN pg_sequence AS s ON s.seqrelid = r.oid
    LEFT JOIN pg_depend AS d ON d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
        AND d.deptype IN ('a', 'i')
    LEFT JOIN columns AS c ON c.oid = d.refobjid AND c.number = d.refobjsubid
    LEFT JOIN types AS t ON t.oid = c.type LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = c.number;

CREATE TEMP VIEW sequences AS
    SELECT 'MG520' AS code, schema_name, name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM sequence_ends
    WHERE NOT cycles AND goes_up AND (last_value - first_value + 1) / (least(own_end, column_end) - first_value + 1) > 0.7
       OR NOT cycles AND NOT goes_up AND (first_value - last_value + 1) / (first_value - greatest(own_end, -column_end - 1) + 1) > 0.7;

CREATE TEMP VIEW vacuum_switches AS
    SELECT 'MG521' AS code, schema_name, name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM relations CROSS JOIN LATERAL (VALUES (options), (toast_options)) AS part (list) CROSS JOIN unnest(list) AS entry
    WHERE kind IN ('r', 'm') AND entry ~ '^autovacuum_enabled=' AND NOT split_part(entry, '=', 2)::boolean;

-- Named like a reference, and none: not of arrays, of what is the table's own key, nor where another column says to which table.
CREATE TEMP VIEW unkept_references AS
    SELECT 'MG522' AS code, c.schema_name, c.object_name, c.name AS column_name, NULL::name AS part_name
    FROM columns AS c
    WHERE c.has_own_shape AND c.name LIKE '%\_id' AND NOT c.is_array
      AND NOT EXISTS (SELECT FROM key_columns AS k WHERE k.relation = c.oid AND k.number = c.number)
      AND NOT EXISTS (SELECT FROM sole_keys AS s WHERE s.oid = c.oid AND s.number = c.number)
      AND NOT EXISTS (SELECT FROM columns AS beside WHERE beside.oid = c.oid AND beside.name = regexp_replace(c.name, '_id$', '_type'));

CREATE TEMP VIEW key_findings AS
    SELECT * FROM keyless_tables
    UNION ALL SELECT * FROM keys_without_default
    UNION ALL SELECT * FROM optional_keys
    UNION ALL SELECT * FROM actions
    UNION ALL SELECT * FROM keys_without_action
    UNION ALL SELECT * FROM inheritance
    UNION ALL SELECT * FROM unlogged
    UNION ALL SELECT * FROM rewrites
    UNION ALL SELECT * FROM key_kinds
    UNION ALL SELECT * FROM double_keys
    UNION ALL SELECT * FROM mutable_checks
    UNION ALL SELECT * FROM views_without_key
    UNION ALL SELECT * FROM sequences
    UNION ALL SELECT * FROM vacuum_switches
    UNION ALL SELECT * FROM unkept_references;
