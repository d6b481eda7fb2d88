-- (e) what a good DBA writes for a dozen of the guard's rules: one function in PL/pgSQL, its policy in a table.
-- It judges what the command list names, so it sees less than mana_guard (no ALTER DOMAIN, no ALTER SCHEMA, no children),
-- which is in its favour here, and it tells of a missing key or index at once, as an event trigger of its kind can't wait for COMMIT. Its plans are cached and go by index; a command that touches no
-- table pays for the first query alone.
CREATE SCHEMA guard;

-- The most specific row for a table wins. Patterns are LIKE's.
CREATE TABLE guard.policy (
    rule text NOT NULL CHECK (rule ~ '^MG[0-9]{3}$'),
    schema_pattern text NOT NULL DEFAULT '%',
    table_pattern text NOT NULL DEFAULT '%',
    severity text NOT NULL CHECK (severity IN ('off', 'warn', 'error')),
    names text[] NOT NULL DEFAULT '{}',
    types regtype[] NOT NULL DEFAULT '{}',
    user_tables text[] NOT NULL DEFAULT '{}',
    advice text,
    PRIMARY KEY (rule, schema_pattern, table_pattern)
);

INSERT INTO guard.policy (rule, severity, names, types, user_tables, advice) VALUES
    ('MG101', 'error', '{public}', '{}', '{}', 'In Drizzle: pgSchema(''your_service'').table(…) instead of pgTable(…).'),
    ('MG201', 'error', '{user_id}', '{text}', '{}', 'In Drizzle: text(''user_id'').notNull().'),
    ('MG202', 'warn', '{%\_user\_id,%\_by,owner\_id,author\_id}', '{uuid}', '{auth.users}', NULL),
    ('MG301', 'error', '{created_at,updated_at}', '{}', '{}', 'In Drizzle: timestamp(…, { withTimezone: true }).defaultNow().notNull().'),
    ('MG302', 'warn', '{created_at,updated_at}', '{timestamptz}', '{}', NULL),
    ('MG203', 'warn', '{}', '{timestamp,timetz}', '{}', NULL),
    ('MG204', 'warn', '{}', '{json}', '{}', NULL),
    ('MG306', 'warn', '{}', '{boolean}', '{}', NULL),
    ('MG404', 'warn', '{}', '{}', '{}', NULL),
    ('MG409', 'warn', '{}', '{}', '{}', NULL),
    ('MG501', 'warn', '{}', '{}', '{}', NULL),
    ('MG503', 'warn', '{}', '{}', '{}', NULL);
INSERT INTO guard.policy (rule, schema_pattern, table_pattern, severity) VALUES
    ('MG301', 'drizzle', '\_\_drizzle\_migrations', 'off'),
    ('MG302', 'drizzle', '\_\_drizzle\_migrations', 'off');

-- Called for columns of a domain alone: the others' type is their own.
CREATE FUNCTION guard.base_type(type oid) RETURNS oid LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH RECURSIVE chain AS (
        SELECT t.oid, t.typbasetype FROM pg_type t WHERE t.oid = base_type.type
        UNION ALL
        SELECT t.oid, t.typbasetype FROM pg_type t JOIN chain ON t.oid = chain.typbasetype
    )
    SELECT chain.oid FROM chain WHERE chain.typbasetype = 0;
END;

-- Without the second setting a new database, whose catalogs are small, would have them read whole, which costs 6 % more.
CREATE FUNCTION guard.judge() RETURNS event_trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
DECLARE
    touched record;
    found record;
    worst record;
    worst_severity text;
    details text[] := '{}';
    hints text[] := '{}';
BEGIN
    FOR touched IN
        SELECT DISTINCT c.oid, n.nspname, c.relname, c.relkind, c.relhastriggers, format('%I.%I', n.nspname, c.relname) AS identity
        FROM pg_event_trigger_ddl_commands() command
        LEFT JOIN pg_index i ON i.indexrelid = command.objid
        JOIN pg_class c ON c.oid = coalesce(i.indrelid, command.objid)
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE command.classid = 'pg_class'::regclass AND NOT command.in_extension
          AND c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'
          AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'guard')
    LOOP
        FOR found IN
            WITH policy AS MATERIALIZED (
                SELECT DISTINCT ON (p.rule) p.*
                FROM guard.policy p
                WHERE touched.nspname LIKE p.schema_pattern AND touched.relname LIKE p.table_pattern
                ORDER BY p.rule, length(p.schema_pattern) DESC, length(p.table_pattern) DESC
            ), col AS MATERIALIZED (
                -- Types and defaults are looked up one by one: a join would hash all of pg_type.
                SELECT a.attname, a.attnum, a.attnotnull, a.atthasdef, a.atttypid, a.atttypmod, t.is_array, t.base
                FROM pg_attribute a
                CROSS JOIN LATERAL (
                    SELECT t.typcategory = 'A' AS is_array,
                           CASE WHEN t.typtype = 'd' THEN guard.base_type(t.oid) WHEN t.typcategory = 'A' THEN t.typelem ELSE t.oid END AS base
                    FROM pg_type t WHERE t.oid = a.atttypid OFFSET 0
                ) t
                WHERE a.attrelid = touched.oid AND a.attnum > 0 AND NOT a.attisdropped
            )
            SELECT p.rule, p.severity, NULL::name AS attname, p.advice,
                   format('table %s is in the shared schema "%s"', touched.identity, touched.nspname) AS message,
                   format('ALTER TABLE %s SET SCHEMA your_service;', touched.identity) AS fix
            FROM policy p
            WHERE p.rule = 'MG101' AND p.severity <> 'off' AND touched.nspname = ANY (p.names)
            UNION ALL
            SELECT p.rule, p.severity, c.attname, p.advice,
                   format('column %I of table %s is %s; user ids are text', c.attname, touched.identity, format_type(c.atttypid, c.atttypmod)),
                   format('ALTER TABLE %s ALTER COLUMN %I TYPE text;', touched.identity, c.attname)
            FROM policy p JOIN col c ON c.attname = ANY (p.names)
            WHERE p.rule = 'MG201' AND p.severity <> 'off' AND (c.is_array OR c.base <> ALL (p.types))
            UNION ALL
            SELECT p.rule, p.severity, c.attname, p.advice,
                   format('column %I of table %s refers to a user but is %s; user ids are text', c.attname, touched.identity, format_type(c.atttypid, c.atttypmod)),
                   format('ALTER TABLE %s ALTER COLUMN %I TYPE text;', touched.identity, c.attname)
            FROM policy p
            CROSS JOIN col c
            CROSS JOIN LATERAL (
                -- A foreign key comes with triggers: most tables need no look at pg_constraint.
                SELECT bool_or(k.confrelid::regclass::text = ANY (p.user_tables)) AS to_user
                FROM pg_constraint k
                WHERE touched.relhastriggers AND k.conrelid = touched.oid AND k.contype = 'f' AND c.attnum = ANY (k.conkey)
            ) reference
            WHERE p.rule = 'MG202' AND p.severity <> 'off'
              AND c.base = ANY (p.types || '{bigint,integer,smallint}'::regtype[])
              AND (reference.to_user OR reference.to_user IS NULL AND c.base = ANY (p.types) AND c.attname LIKE ANY (p.names))
              AND NOT EXISTS (SELECT FROM policy y WHERE y.rule = 'MG201' AND y.severity <> 'off' AND c.attname = ANY (y.names))
            UNION ALL
            SELECT p.rule, p.severity, NULL, p.advice,
                   format('table %s has no column %I', touched.identity, wanted.name),
                   format('ALTER TABLE %s ADD COLUMN IF NOT EXISTS %I timestamptz NOT NULL DEFAULT now();', touched.identity, wanted.name)
            FROM policy p CROSS JOIN LATERAL unnest(p.names) AS wanted (name)
            WHERE p.rule = 'MG301' AND p.severity <> 'off' AND NOT EXISTS (SELECT FROM col c WHERE c.attname = wanted.name)
            UNION ALL
            SELECT p.rule, p.severity, c.attname, p.advice,
                   format('column %I of table %s is %s instead of timestamptz NOT NULL DEFAULT now()', c.attname, touched.identity,
                          concat_ws(' ', format_type(c.atttypid, c.atttypmod), CASE WHEN c.attnotnull THEN 'NOT NULL' END, 'DEFAULT ' || d.expression)),
                   format('ALTER TABLE %s ALTER COLUMN %I TYPE timestamptz, ALTER COLUMN %I SET DEFAULT now(), ALTER COLUMN %I SET NOT NULL;',
                          touched.identity, c.attname, c.attname, c.attname)
            FROM policy p
            JOIN col c ON c.attname = ANY (p.names)
            LEFT JOIN LATERAL (
                SELECT pg_get_expr(d.adbin, d.adrelid) AS expression
                FROM pg_attrdef d WHERE d.adrelid = touched.oid AND d.adnum = c.attnum OFFSET 0
            ) d ON c.atthasdef
            WHERE p.rule = 'MG302' AND p.severity <> 'off'
              AND (NOT c.attnotnull OR c.base <> ALL (p.types)
                   OR coalesce(d.expression, '') <> ALL ('{now(),CURRENT_TIMESTAMP,transaction_timestamp()}'::text[]))
            UNION ALL
            SELECT p.rule, p.severity, c.attname, p.advice,
                   format('column %I of table %s is %s', c.attname, touched.identity, format_type(c.atttypid, c.atttypmod)),
                   format('ALTER TABLE %s ALTER COLUMN %I TYPE %s;', touched.identity, c.attname, CASE p.rule WHEN 'MG203' THEN 'timestamptz' ELSE 'jsonb' END)
            FROM policy p JOIN col c ON c.base = ANY (p.types)
            WHERE p.rule IN ('MG203', 'MG204') AND p.severity <> 'off'
              AND NOT (p.rule = 'MG203' AND EXISTS (SELECT FROM policy y WHERE y.rule = 'MG302' AND y.severity <> 'off' AND c.attname = ANY (y.names)))
            UNION ALL
            SELECT p.rule, p.severity, c.attname, p.advice,
                   format('boolean column %I of table %s is nullable', c.attname, touched.identity),
                   format('ALTER TABLE %s ALTER COLUMN %I SET NOT NULL;', touched.identity, c.attname)
            FROM policy p JOIN col c ON c.base = ANY (p.types) AND NOT c.attnotnull
            WHERE p.rule = 'MG306' AND p.severity <> 'off'
            UNION ALL
            SELECT p.rule, p.severity, c.attname, p.advice,
                   format('the name of column %I of table %s isn''t snake_case', c.attname, touched.identity), NULL
            FROM policy p JOIN col c ON c.attname !~ '^[a-z][a-z0-9]*(_[a-z0-9]+)*$'
            WHERE p.rule = 'MG404' AND p.severity <> 'off'
            UNION ALL
            SELECT p.rule, p.severity, NULL, p.advice, format('index %s of table %s isn''t called idx_…', i.indexrelid::regclass, touched.identity), NULL
            FROM policy p
            JOIN pg_index i ON i.indrelid = touched.oid AND NOT i.indisprimary
            WHERE p.rule = 'MG409' AND p.severity <> 'off'
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid AND d.deptype = 'i')
              AND NOT EXISTS (SELECT FROM pg_class x WHERE x.oid = i.indexrelid AND x.relname ~ '^(idx|uq)_')
            UNION ALL
            SELECT p.rule, p.severity, NULL, p.advice, format('table %s has no primary key', touched.identity), NULL
            FROM policy p
            WHERE p.rule = 'MG501' AND p.severity <> 'off' AND touched.relkind <> 'f'
              AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = touched.oid AND i.indisprimary)
            UNION ALL
            SELECT p.rule, p.severity, NULL, p.advice, format('no index serves foreign key %I of table %s', k.conname, touched.identity), NULL
            FROM policy p
            JOIN pg_constraint k ON touched.relhastriggers AND k.conrelid = touched.oid AND k.contype = 'f'
            WHERE p.rule = 'MG503' AND p.severity <> 'off'
              AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = touched.oid AND i.indisvalid AND i.indpred IS NULL
                              AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
            ORDER BY severity, rule
        LOOP
            -- 'error' sorts before 'warn'.
            IF worst_severity IS NULL OR found.severity < worst_severity THEN
                worst_severity := found.severity;
                SELECT found.rule, found.message, found.attname, touched.nspname, touched.relname INTO worst;
            END IF;
            details := details || format('%s: %s.', found.rule, found.message);
            hints := hints || concat_ws(' ', found.fix, found.advice);
        END LOOP;
    END LOOP;
    IF worst_severity IS NULL THEN RETURN; END IF;

    IF worst_severity = 'error' THEN
        RAISE EXCEPTION USING ERRCODE = worst.rule, MESSAGE = worst.message, DETAIL = array_to_string(details, E'\n'),
            HINT = array_to_string(hints, E'\n'), SCHEMA = worst.nspname, TABLE = worst.relname, COLUMN = coalesce(worst.attname, '');
    END IF;
    RAISE WARNING USING ERRCODE = worst.rule, MESSAGE = worst.message, DETAIL = array_to_string(details, E'\n'),
        HINT = array_to_string(hints, E'\n'), SCHEMA = worst.nspname, TABLE = worst.relname, COLUMN = coalesce(worst.attname, '');
END
$$;

CREATE EVENT TRIGGER guard_judge ON ddl_command_end EXECUTE FUNCTION guard.judge();
ALTER EVENT TRIGGER guard_judge ENABLE ALWAYS;
ANALYZE guard.policy;
