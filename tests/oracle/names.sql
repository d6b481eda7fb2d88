-- Names, MG4xx, by docs/rules. MG402 and MG403 need a dictionary of plurals, and are left out.

CREATE FUNCTION pg_temp.snake_case(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT trim('_' FROM regexp_replace(lower(regexp_replace(regexp_replace(name, '([a-z0-9])([A-Z])', '\1_\2', 'g'), '([A-Z])([A-Z][a-z])',
        '\1_\2', 'g')),
                                        '[^a-z0-9]+', '_', 'g')) $$;

-- The rules about the words of a column's name read it as if it were in snake_case.
CREATE TEMP VIEW named_columns AS
    SELECT *, CASE WHEN pg_temp.is_snake_case(name) THEN ltrim(name, '_') ELSE pg_temp.snake_case(name) END AS words
    FROM columns WHERE has_own_shape AND NOT is_inherited;

-- That table's name is waived by the profile.
CREATE TEMP VIEW table_names AS
    SELECT 'MG401' AS code, schema_name, name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM relations WHERE kind IN ('r', 'p') AND NOT pg_temp.is_snake_case(name) AND (schema_name, name) <> ('drizzle', '__drizzle_migrations');

CREATE TEMP VIEW column_names AS
    SELECT 'MG404' AS code, schema_name, object_name, name AS column_name, NULL::name AS part_name
    FROM named_columns WHERE NOT pg_temp.is_snake_case(name);

CREATE TEMP VIEW flag_names AS
    SELECT 'MG405' AS code, schema_name, object_name, name AS column_name, NULL::name AS part_name
    FROM named_columns WHERE base = 'bool'::regtype AND words !~ '^(is|has)_';

CREATE TEMP VIEW timestamp_names AS
    SELECT 'MG406' AS code, schema_name, object_name, name AS column_name, NULL::name AS part_name
    FROM named_columns WHERE base IN ('timestamp'::regtype, 'timestamptz'::regtype) AND words !~ '(^|_)at$' AND name !~ '_at$';

CREATE TEMP VIEW key_names AS
    SELECT DISTINCT 'MG407' AS code, c.schema_name, c.object_name, c.name AS column_name, NULL::name AS part_name
    FROM named_columns AS c
    WHERE EXISTS (SELECT FROM key_columns AS k WHERE k.relation = c.oid AND k.number = c.number AND k.width = 1)
      AND words !~ '_(id|by)$'
      AND NOT EXISTS (SELECT FROM key_columns AS k JOIN pg_attribute AS a ON a.attrelid = k.target AND a.attnum = k.target_number
                      CROSS JOIN LATERAL (SELECT CASE WHEN pg_temp.is_snake_case(a.attname) THEN ltrim(a.attname, '_') ELSE pg_temp.snake_case(a.attname) END) AS target (words)
                      WHERE k.relation = c.oid AND k.number = c.number AND k.width = 1
                        AND (c.words = target.words OR right(c.words, length(target.words) + 1) = '_' || target.words));

CREATE TEMP VIEW count_names AS
    SELECT 'MG408' AS code, schema_name, object_name, name AS column_name, NULL::name AS part_name
    FROM named_columns
    WHERE base IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype) AND words ~ '^(num|number_of|n|count)_|_cnt$'
        AND words !~ '_(count|id|code|type|limit)$';

-- An index's name as it should be: prefix, then each column, with or without its _id or _at, then those of INCLUDE or not.
CREATE TEMP VIEW index_shapes AS
    SELECT i.*, i.has_expression OR i.is_partial OR NOT pg_temp.is_snake_case(i.object_name) OR NOT shape.is_plain AS needs_prefix_only, shape.*,
           EXISTS (SELECT FROM indexes AS other WHERE other.relation = i.relation AND other.oid <> i.oid
                   AND other.key[0:other.key_width - 1] = i.key[0:i.key_width - 1]) AS has_twin
    FROM indexes AS i
    CROSS JOIN LATERAL (
        SELECT string_agg(pattern, '_' ORDER BY place) FILTER (WHERE place <= i.key_width) AS keys,
               string_agg(pattern, '_' ORDER BY place) FILTER (WHERE place > i.key_width) AS included,
               octet_length('idx_' || i.object_name || '_' || string_agg(name, '_' ORDER BY place) FILTER (WHERE place <= i.key_width)) > 63
                   AS is_too_long,
               bool_and(pg_temp.is_snake_case(name)) FILTER (WHERE place <= i.key_width) AS is_plain
        FROM (SELECT place, c.name, regexp_replace(c.name, '(.)_(id|at)$', '\1(_\2)?') AS pattern
              FROM unnest(i.key) WITH ORDINALITY AS part (number, place) JOIN columns AS c ON c.oid = i.relation AND c.number = part.number)
                  AS parts) AS shape
    WHERE i.constraint_type IS NULL AND NOT i.is_inherited AND i.kind IN ('r', 'p', 'm');

CREATE TEMP VIEW index_names AS
    SELECT 'MG409' AS code, schema_name, object_name, NULL::name AS column_name, name AS part_name
    FROM index_shapes
    WHERE CASE
        WHEN needs_prefix_only OR is_too_long THEN NOT starts_with(name, 'idx_') AND NOT (is_unique AND name ~ '^uq_|_(unique|key)$')
        -- A number may follow, or what tells it from another index over the same columns.
        ELSE name !~ ('^idx_' || object_name || '_' || keys || coalesce('(_' || included || ')?', '') || CASE WHEN has_twin THEN '(_.*)?'
            ELSE '(_\d+)?' END || '$')
            AND NOT (is_unique AND (name ~ ('^uq_' || object_name || '_' || keys || coalesce('(_' || included || ')?', '') || CASE WHEN has_twin
                THEN '(_.*)?' ELSE '(_\d+)?' END || '$')
                                    OR name ~ ('^((idx|uq)_)?' || object_name || '_' || keys || coalesce('(_' || included || ')?', '')
                                        || '_(unique|key)' || CASE WHEN has_twin THEN '(_.*)?' ELSE '(_\d+)?' END || '$')))
        END
        -- What PostgreSQL names in a partition, or in a table called as one is.
        AND NOT (starts_with(name, object_name || '_') AND substr(name, length(object_name) + 1) ~ '^_.*_idx\d*$'
            AND (is_partition OR EXISTS (SELECT FROM relations AS parent WHERE parent.kind = 'p' AND parent.schema_name = index_shapes.schema_name
                                         AND starts_with(object_name, parent.name || '_'))));

CREATE TEMP VIEW primary_key_names AS
    SELECT 'MG411' AS code, schema_name, object_name, name AS column_name, NULL::name AS part_name
    FROM sole_keys WHERE pg_temp.snake_case(name) NOT IN ('id', 'user_id') AND NOT is_foreign AND NOT is_inherited;

CREATE TEMP VIEW reserved_names AS
    SELECT 'MG412' AS code, schema_name, name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM relations WHERE kind IN ('r', 'p') AND pg_temp.is_reserved(name)
    UNION ALL
    SELECT 'MG412', schema_name, object_name, name, NULL FROM named_columns WHERE pg_temp.is_reserved(name);

-- Of tables MG401 and MG404 speak in its stead.
CREATE TEMP VIEW quoted_names AS
    SELECT 'MG413' AS code, schema_name, name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM relations WHERE kind IN ('v', 'm') AND name !~ '^[a-z_][a-z0-9_$]*$';

CREATE FUNCTION pg_temp.literally(text text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT regexp_replace(text, '(\W)', '\\\1', 'g') $$;

-- The names that PostgreSQL and Drizzle give; of a check the columns are known where it lists the values of one.
CREATE TEMP VIEW constraint_names AS
    SELECT 'MG410' AS code, schema_name, object_name, NULL::name AS column_name, k.name AS part_name
    FROM constraints AS k
    CROSS JOIN LATERAL (SELECT string_agg(a.attname, '_' ORDER BY place) AS columns FROM unnest(k.key) WITH ORDINALITY AS part (number, place)
                        JOIN pg_attribute AS a ON a.attrelid = k.relation AND a.attnum = part.number) AS of_key
    CROSS JOIN LATERAL (SELECT CASE WHEN type = 'c' AND k.oid NOT IN (SELECT oid FROM list_checks) OR 0 = ANY (key) THEN '.*'
                               ELSE pg_temp.literally(columns) END AS known, pg_temp.literally(object_name) AS named) AS text
    CROSS JOIN LATERAL (SELECT CASE type
        WHEN 'p' THEN format('^%1$s(_pkey|_%2$s_pk)$', named, known)
        WHEN 'u' THEN format('^%1$s_%2$s_(key.*|unique)$', named, known)
        WHEN 'f' THEN format('^%1$s_%2$s_(fkey.*|.*_fk)$', named, known)
        WHEN 'c' THEN format('^%1$s_(%2$s_check|check).*$', named, known)
        ELSE format('^%1$s_%2$s_excl.*$', named, known) END AS wanted) AS pattern
    WHERE NOT is_inherited AND k.name !~ wanted
      AND octet_length(CASE type WHEN 'p' THEN object_name || '_pkey'
                                 WHEN 'c' THEN object_name || '_check'
                                 ELSE concat_ws('_', object_name, columns, CASE type WHEN 'u' THEN 'key' WHEN 'f' THEN 'fkey'
                                     ELSE 'excl' END) END) <= 63;

-- The next number after a column of the same type, which is the first where it has none.
CREATE TEMP VIEW numbered_columns AS
    SELECT 'MG416' AS code, c.schema_name, c.object_name, c.name AS column_name, NULL::name AS part_name
    FROM (SELECT *, substring(name FROM '^(.*\D)\d{1,9}$') AS word, substring(name FROM '\d{1,9}$')::integer AS ordinal FROM named_columns) AS c
    WHERE c.word IS NOT NULL
      AND EXISTS (SELECT FROM columns AS other WHERE other.oid = c.oid AND (other.element, other.is_array) = (c.element, c.is_array)
                  AND (other.name ~ ('^' || pg_temp.literally(word) || '0*' || (ordinal - 1) || '$')
                       OR ordinal = 2 AND other.name IN (word, rtrim(word, '_'))));

CREATE TEMP VIEW reserved_prefixes AS
    SELECT 'MG418' AS code, schema_name, name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM (SELECT schema_name, name FROM relations
          UNION ALL
          SELECT s.name, t.typname FROM pg_type AS t JOIN schemas AS s ON s.oid = t.typnamespace LEFT JOIN pg_class AS c ON c.oid = t.typrelid
          WHERE (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND c.relkind = 'c')
            AND NOT EXISTS (SELECT FROM members WHERE classid = 'pg_type'::regclass AND objid = t.oid)
          UNION ALL
          SELECT schema_name, name FROM routines) AS named
    WHERE starts_with(name, 'pg_');

CREATE TEMP VIEW name_findings AS
    SELECT * FROM table_names
    UNION ALL SELECT * FROM column_names
    UNION ALL SELECT * FROM flag_names
    UNION ALL SELECT * FROM timestamp_names
    UNION ALL SELECT * FROM key_names
    UNION ALL SELECT * FROM count_names
    UNION ALL SELECT * FROM index_names
    UNION ALL SELECT * FROM primary_key_names
    UNION ALL SELECT * FROM reserved_names
    UNION ALL SELECT * FROM quoted_names
    UNION ALL SELECT * FROM constraint_names
    UNION ALL SELECT * FROM numbered_columns
    UNION ALL SELECT * FROM reserved_prefixes;
