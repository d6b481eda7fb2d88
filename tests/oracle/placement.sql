-- Placement, MG1xx, by docs/rules.

CREATE TEMP VIEW tables_in_public AS
    SELECT 'MG101' AS code, schema_name, name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM relations WHERE is_table AND schema_name = 'public';

CREATE TEMP VIEW types_in_public AS
    SELECT 'MG102' AS code, s.name AS schema_name, t.typname AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM pg_type AS t JOIN schemas AS s ON s.oid = t.typnamespace LEFT JOIN pg_class AS c ON c.oid = t.typrelid
    WHERE s.name = 'public' AND (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND c.relkind = 'c')
      AND NOT EXISTS (SELECT FROM members WHERE classid = 'pg_type'::regclass AND objid = t.oid);

-- An aggregate is none, nor what PostgreSQL makes with a range type.
CREATE TEMP VIEW routines AS
    SELECT p.oid, s.name AS schema_name, p.proname AS name, p.prosecdef AS is_definer, p.proconfig AS settings, p.proowner AS owner,
        p.proacl AS acl,
           l.lanname AS language
    FROM pg_proc AS p JOIN schemas AS s ON s.oid = p.pronamespace JOIN pg_language AS l ON l.oid = p.prolang
    WHERE p.prokind <> 'a'
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype IN ('i', 'a')
                      AND refclassid = 'pg_type'::regclass)
      AND NOT EXISTS (SELECT FROM members WHERE classid = 'pg_proc'::regclass AND objid = p.oid);

CREATE TEMP VIEW routines_in_public AS
    SELECT 'MG103' AS code, schema_name, name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM routines WHERE schema_name = 'public';

-- The profile leaves public and drizzle out.
CREATE TEMP VIEW unregistered_schemas AS
    SELECT 'MG104' AS code, s.name AS schema_name, NULL::name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM schemas AS s
    WHERE EXISTS (SELECT FROM mana_guard.registry) AND s.name NOT IN ('public', 'drizzle')
      AND s.name NOT IN (SELECT schema_name FROM mana_guard.registry)
      AND EXISTS (SELECT FROM relations AS r WHERE r.schema_name = s.name AND r.is_table);

CREATE TEMP VIEW schema_names AS
    SELECT 'MG105' AS code, s.name AS schema_name, NULL::name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM schemas AS s
    WHERE NOT pg_temp.is_snake_case(s.name) OR octet_length(s.name) > 30 OR right(s.name, 7) = '_schema' OR pg_temp.is_reserved(s.name);

CREATE TEMP VIEW keys_across_schemas AS
    SELECT 'MG108' AS code, schema_name, object_name, NULL::name AS column_name, name AS part_name
    FROM key_columns WHERE NOT is_inherited AND schema_name <> target_schema AND target_schema <> 'auth'
    GROUP BY oid, schema_name, object_name, name;

CREATE TEMP VIEW placement AS
    SELECT * FROM tables_in_public
    UNION ALL SELECT * FROM types_in_public
    UNION ALL SELECT * FROM routines_in_public
    UNION ALL SELECT * FROM unregistered_schemas
    UNION ALL SELECT * FROM schema_names
    UNION ALL SELECT * FROM keys_across_schemas;
