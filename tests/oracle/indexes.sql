-- Indexes, MG503 to MG506 and MG518, MG509, by docs/rules.

-- A foreign key asks for equal values, and never for null.
CREATE TEMP VIEW unserved_keys AS
    SELECT k.*, row_number() OVER (PARTITION BY k.relation, sorted ORDER BY k.name) AS place
    FROM constraints AS k CROSS JOIN LATERAL (SELECT array_agg(n ORDER BY n) AS sorted FROM unnest(k.key) AS n) AS columns
    WHERE k.type = 'f' AND NOT k.is_inherited
      AND NOT EXISTS (
          SELECT FROM indexes AS i
          WHERE i.relation = k.relation AND i.is_valid AND i.method IN ('btree', 'hash')
            AND (NOT i.is_partial
                 OR EXISTS (SELECT FROM columns AS c WHERE c.oid = k.relation AND c.number = ANY (k.key)
                            AND i.predicate = format('(%I IS NOT NULL)', c.name)))
            AND (i.key_width >= cardinality(k.key) AND i.key[0:cardinality(k.key) - 1] @> k.key AND k.key @> i.key[0:cardinality(k.key) - 1]
                 OR i.is_unique AND i.key[0:i.key_width - 1] <@ k.key));

CREATE TEMP VIEW keys_without_index AS
    SELECT 'MG503' AS code, schema_name, object_name, NULL::name AS column_name, name AS part_name FROM unserved_keys WHERE place = 1;

CREATE TEMP VIEW user_ids_without_index AS
    SELECT 'MG504' AS code, c.schema_name, c.object_name, c.name AS column_name, NULL::name AS part_name
    FROM columns AS c
    WHERE c.has_own_shape AND c.name = 'user_id'
      AND NOT EXISTS (SELECT FROM indexes AS i WHERE i.relation = c.oid AND i.is_valid AND i.key[0] = c.number)
      AND NOT EXISTS (SELECT FROM unserved_keys AS told WHERE told.relation = c.oid AND told.key[1] = c.number);

-- Everything that makes two indexes of a table the same.
CREATE TEMP VIEW same_indexes AS
    SELECT *, row_number() OVER (PARTITION BY relation, method, key[0:key_width - 1], included, key_width, classes, collations, directions,
        expressions, predicate,
        is_unique, is_immediate,
                                              nulls_not_distinct
                                 ORDER BY is_inherited DESC, is_primary DESC, constraint_type IS NOT NULL DESC, oid) AS place
    FROM indexes AS i CROSS JOIN LATERAL (SELECT array_agg(n ORDER BY n) AS included FROM unnest(i.key[i.key_width:]) AS n) AS sorted
    WHERE is_valid AND NOT is_exclusion;

CREATE TEMP VIEW double_indexes AS
    SELECT 'MG505' AS code, schema_name, object_name, NULL::name AS column_name, name AS part_name, oid
    FROM same_indexes WHERE place > 1 AND NOT is_inherited;

CREATE TEMP VIEW redundant_indexes AS
    SELECT DISTINCT 'MG506' AS code, short.schema_name, short.object_name, NULL::name AS column_name, short.name AS part_name
    FROM indexes AS short JOIN indexes AS long ON long.relation = short.relation AND long.oid <> short.oid
    WHERE short.method = 'btree' AND long.method = 'btree' AND short.is_valid AND long.is_valid AND NOT short.is_unique AND NOT short.is_inherited
      AND short.constraint_type IS NULL AND short.key_width <= long.key_width
      AND long.key[0:short.key_width - 1] = short.key[0:short.key_width - 1]
      AND long.classes[0:short.key_width - 1] = short.classes[0:short.key_width - 1]
      AND long.collations[0:short.key_width - 1] = short.collations[0:short.key_width - 1]
      AND long.directions[0:short.key_width - 1] = short.directions[0:short.key_width - 1]
      AND (NOT short.has_expression OR starts_with(long.expressions, short.expressions))
      AND long.predicate IS NOT DISTINCT FROM short.predicate
      AND long.key @> short.key[short.key_width:]
      AND NOT EXISTS (SELECT FROM double_indexes AS told WHERE told.oid = short.oid)
      -- Of two of which each begins with the other the first one stays.
      AND NOT (NOT long.is_unique AND long.constraint_type IS NULL AND NOT long.is_inherited AND long.key_width = short.key_width
               AND short.key @> long.key[long.key_width:] AND short.oid < long.oid);

CREATE TEMP VIEW many_indexes AS
    SELECT 'MG509' AS code, schema_name, object_name, NULL::name AS column_name, name AS part_name
    FROM (SELECT *, row_number() OVER (PARTITION BY relation ORDER BY oid) AS place FROM indexes WHERE NOT is_partition) AS numbered
        WHERE place > 12;

CREATE TEMP VIEW wide_indexes AS
    SELECT 'MG518' AS code, schema_name, object_name, NULL::name AS column_name, name AS part_name
    FROM indexes AS i CROSS JOIN LATERAL (VALUES
        (key_width > 4),
        (EXISTS (SELECT FROM generate_series(0, key_width - 1) AS a CROSS JOIN generate_series(0, cardinality(key) - 1) AS b
                 WHERE a < b AND key[a] = key[b] AND key[a] <> 0 AND (b >= key_width OR classes[a] = classes[b]
                     AND collations[a] = collations[b])))) AS part (is_wrong)
    WHERE NOT is_inherited AND is_wrong;

CREATE TEMP VIEW unvalidated AS
    SELECT 'MG510' AS code, schema_name, object_name, NULL::name AS column_name, name AS part_name
    FROM constraints WHERE type IN ('f', 'c') AND NOT is_validated AND NOT is_inherited
    UNION ALL
    SELECT 'MG510', schema_name, object_name, NULL, name FROM indexes WHERE NOT is_valid;

CREATE TEMP VIEW index_findings AS
    SELECT * FROM keys_without_index
    UNION ALL SELECT * FROM user_ids_without_index
    UNION ALL SELECT code, schema_name, object_name, column_name, part_name FROM double_indexes
    UNION ALL SELECT * FROM redundant_indexes
    UNION ALL SELECT * FROM many_indexes
    UNION ALL SELECT * FROM wide_indexes
    UNION ALL SELECT * FROM unvalidated;
