-- Security, MG8xx, by docs/rules.

CREATE TEMP VIEW open_tables AS
    SELECT DISTINCT 'MG801' AS code, r.schema_name, r.name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM relations AS r JOIN columns AS c ON c.oid = r.oid
    WHERE r.has_own_shape AND c.name = 'user_id' AND NOT r.has_rls;

CREATE TEMP VIEW idle_policies AS
    SELECT 'MG802' AS code, r.schema_name, r.name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM relations AS r
    WHERE r.kind IN ('r', 'p')
      AND CASE WHEN r.has_rls THEN
              NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = r.oid)
              AND EXISTS (SELECT FROM aclexplode(r.acl) WHERE grantee <> r.owner)
          ELSE EXISTS (SELECT FROM pg_policy WHERE polrelid = r.oid) END;

CREATE TEMP VIEW definers AS
    SELECT 'MG803' AS code, schema_name, name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM routines WHERE is_definer AND NOT EXISTS (SELECT FROM unnest(settings) AS setting WHERE setting LIKE 'search\_path=%');

CREATE TEMP VIEW foreign_owners AS
    SELECT 'MG807' AS code, r.schema_name, r.name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM relations AS r JOIN mana_guard.registry AS known ON known.schema_name = r.schema_name
    WHERE r.is_table AND known.owner_role IS NOT NULL AND pg_get_userbyid(r.owner) <> known.owner_role;

CREATE TEMP VIEW superuser_owners AS
    SELECT 'MG808' AS code, schema_name, name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM relations JOIN pg_roles ON pg_roles.oid = owner WHERE is_table AND rolsuper
    UNION ALL
    SELECT 'MG808', schema_name, name, NULL, NULL FROM routines JOIN pg_roles ON pg_roles.oid = owner WHERE is_definer AND rolsuper;

-- What a view reads with the rights of its owner: tables, and what the views in between read that leave the rights to whom asks.
CREATE TEMP VIEW owner_views AS
    WITH RECURSIVE
        views AS (SELECT *, coalesce((SELECT split_part(entry, '=', 2)::boolean FROM unnest(options) AS entry
                                      WHERE entry LIKE 'security\_invoker=%'), false) AS is_invoker FROM relations WHERE kind = 'v'),
        reads AS (SELECT DISTINCT r.ev_class AS view, d.refobjid AS read FROM pg_rewrite AS r JOIN pg_depend AS d
                      ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class
                  WHERE r.rulename = '_RETURN'),
        reached AS (SELECT v.oid AS view, reads.read FROM views AS v JOIN reads ON reads.view = v.oid WHERE NOT v.is_invoker
                    UNION
                    SELECT reached.view, reads.read FROM reached JOIN views AS v ON v.oid = reached.read AND v.is_invoker
                        JOIN reads ON reads.view = v.oid)
    SELECT DISTINCT 'MG805' AS code, v.schema_name, v.name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM reached JOIN views AS v ON v.oid = reached.view JOIN pg_class AS c ON c.oid = reached.read WHERE c.relrowsecurity;

CREATE TEMP VIEW extensions_in_public AS
    SELECT 'MG806' AS code, nspname AS schema_name, extname AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM pg_extension JOIN pg_namespace AS n ON n.oid = extnamespace WHERE nspname = 'public';

CREATE TEMP VIEW outdated_extensions AS
    SELECT 'MG816' AS code, nspname AS schema_name, extname AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM pg_extension JOIN schemas AS s ON s.oid = extnamespace JOIN pg_namespace AS n ON n.oid = extnamespace
    JOIN pg_available_extensions AS a ON a.name = extname
    WHERE default_version <> extversion;

CREATE TEMP VIEW unforced AS
    SELECT 'MG810' AS code, schema_name, name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM relations JOIN pg_roles ON pg_roles.oid = owner WHERE kind IN ('r', 'p') AND has_rls AND NOT is_forced AND rolcanlogin;

-- A policy taken apart: by command, by what it decides of (rows that are there, rows as they are written) and by role.
CREATE TEMP VIEW policy_parts AS
    SELECT r.schema_name, r.name AS object_name, p.polrelid AS relation, p.polname AS name, p.polpermissive AS is_permissive, command, side, role,
           condition IS NOT NULL AND (condition ~ '^\(*true\)*$' OR condition ~ '^\((\d+|true|''\w*''::text) = \1\)$' OR condition ~ '^\(.* OR true\)$'
               OR coalesce(texts[1] <> texts[2], false)) AS is_true, condition IS NULL AS is_silent
    FROM relations AS r JOIN pg_policy AS p ON p.polrelid = r.oid
    CROSS JOIN LATERAL (VALUES ('r', 'SELECT', 'there'), ('a', 'INSERT', 'written'), ('w', 'UPDATE', 'there'), ('w', 'UPDATE', 'written'),
                               ('d', 'DELETE', 'there')) AS part (letter, command, side)
    CROSS JOIN LATERAL (SELECT CASE side WHEN 'there' THEN pg_get_expr(p.polqual, p.polrelid)
                                         ELSE coalesce(pg_get_expr(p.polwithcheck, p.polrelid), pg_get_expr(p.polqual, p.polrelid)) END)
                                             AS text (condition)
    CROSS JOIN LATERAL regexp_match(condition, '^\(''(\w*)''::text <> ''(\w*)''::text\)$') AS texts
    CROSS JOIN LATERAL unnest(p.polroles) AS role
    WHERE p.polcmd IN ('*', letter::"char");

CREATE TEMP VIEW true_policies AS
    SELECT DISTINCT 'MG811' AS code, schema_name, object_name, NULL::name AS column_name, name AS part_name
    FROM policy_parts AS wide
    WHERE is_permissive AND is_true
      AND NOT EXISTS (SELECT FROM policy_parts AS narrow
                      WHERE (narrow.relation, narrow.command, narrow.side) = (wide.relation, wide.command, wide.side)
                        AND NOT narrow.is_permissive AND narrow.role IN (0, wide.role) AND NOT narrow.is_true AND NOT narrow.is_silent);

-- For each command and role, whichever of its policies count; and what is the same for everybody once.
CREATE TEMP VIEW joined_policies AS
    WITH permissive AS (SELECT DISTINCT schema_name, object_name, relation, command, name, role FROM policy_parts WHERE is_permissive),
        joined AS (SELECT r.relation, r.role, p.command, array_agg(DISTINCT p.name) AS names,
                       bool_and(EXISTS (SELECT FROM permissive AS o WHERE (o.relation, o.name, o.role) = (p.relation, p.name, 0))) AS is_everybodys
                   FROM (SELECT DISTINCT relation, role FROM permissive) AS r
                   JOIN permissive AS p ON p.relation = r.relation AND p.role IN (0, r.role)
                   GROUP BY r.relation, r.role, p.command)
    SELECT DISTINCT ON (r.oid, j.role, j.names) 'MG815' AS code, r.schema_name, r.name AS object_name, NULL::name AS column_name,
        NULL::name AS part_name
    FROM joined AS j JOIN relations AS r ON r.oid = j.relation
    WHERE r.has_rls AND cardinality(j.names) > 1 AND (j.role = 0 OR NOT j.is_everybodys);

CREATE TEMP VIEW languages AS
    SELECT 'MG813' AS code, schema_name, name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM routines WHERE language NOT IN ('sql', 'plpgsql');

CREATE TEMP VIEW public_definers AS
    SELECT 'MG814' AS code, schema_name, name AS object_name, NULL::name AS column_name, NULL::name AS part_name
    FROM routines WHERE is_definer AND EXISTS (SELECT FROM aclexplode(coalesce(acl, acldefault('f', owner))) WHERE grantee = 0);

CREATE TEMP VIEW security_findings AS
    SELECT * FROM open_tables
    UNION ALL SELECT * FROM idle_policies
    UNION ALL SELECT * FROM definers
    UNION ALL SELECT * FROM foreign_owners
    UNION ALL SELECT * FROM superuser_owners
    UNION ALL SELECT * FROM owner_views
    UNION ALL SELECT * FROM extensions_in_public
    UNION ALL SELECT * FROM unforced
    UNION ALL SELECT * FROM true_policies
    UNION ALL SELECT * FROM languages
    UNION ALL SELECT * FROM public_definers
    UNION ALL SELECT * FROM joined_policies
    UNION ALL SELECT * FROM outdated_extensions;
