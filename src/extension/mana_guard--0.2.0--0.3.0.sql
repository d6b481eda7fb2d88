-- Findings of indexes and constraints, types and routines; the fix of an object.
\echo Use "ALTER EXTENSION mana_guard UPDATE" to load this file. \quit

ALTER TYPE mana_guard.finding ADD ATTRIBUTE part_name pg_catalog.text;
COMMENT ON TYPE mana_guard.finding IS 'What a rule says of an object. Rule, object, column or part (an index, a constraint...) and value tell one finding from another.';

CREATE OR REPLACE FUNCTION mana_guard.baseline(reason pg_catalog.text) RETURNS pg_catalog.int8 LANGUAGE sql
    BEGIN ATOMIC
        WITH added AS (
            INSERT INTO mana_guard.exemptions (rule, schema_pattern, object_pattern, column_pattern, value, reason, is_baseline)
            SELECT DISTINCT rule, coalesce(schema_name, '*'), coalesce(object_name, '*'), coalesce(column_name, part_name), coalesce(value, ''),
                   baseline.reason, true
            FROM mana_guard.audit() WHERE NOT exempt
            ON CONFLICT ON CONSTRAINT exemptions_breach_key DO UPDATE
                SET reason = excluded.reason, until = NULL, is_baseline = true
            RETURNING id)
        SELECT pg_catalog.count(*) FROM added;
    END;

CREATE FUNCTION mana_guard.exemptions_left_behind() RETURNS SETOF pg_catalog.text LANGUAGE sql STABLE
    BEGIN ATOMIC
        SELECT pg_catalog.format('exemption %s: %s', one.id, pg_catalog.concat_ws('.',
                   pg_catalog.quote_ident(one.schema_pattern),
                   CASE WHEN one.object_pattern OPERATOR(pg_catalog.~) '[*?]' THEN one.object_pattern
                        ELSE pg_catalog.quote_ident(one.object_pattern) END,
                   pg_catalog.quote_ident(one.column_pattern)))
        FROM mana_guard.exemptions AS one
        LEFT JOIN pg_catalog.pg_namespace AS place ON place.nspname OPERATOR(pg_catalog.=) one.schema_pattern
        LEFT JOIN pg_catalog.pg_class AS relation
            ON relation.relnamespace OPERATOR(pg_catalog.=) place.oid
           AND relation.relname OPERATOR(pg_catalog.=) one.object_pattern
        WHERE one.schema_pattern OPERATOR(pg_catalog.!~) '[*?]'
          AND (place.oid IS NULL
               OR one.object_pattern OPERATOR(pg_catalog.!~) '[*?]'
                  AND CASE WHEN relation.oid IS NULL THEN
                          NOT EXISTS (SELECT FROM pg_catalog.pg_type WHERE typnamespace OPERATOR(pg_catalog.=) place.oid
                                      AND typname OPERATOR(pg_catalog.=) one.object_pattern)
                          AND NOT EXISTS (SELECT FROM pg_catalog.pg_proc WHERE pronamespace OPERATOR(pg_catalog.=) place.oid
                                          AND proname OPERATOR(pg_catalog.=) one.object_pattern)
                          AND NOT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extnamespace OPERATOR(pg_catalog.=) place.oid
                                          AND extname OPERATOR(pg_catalog.=) one.object_pattern)
                      ELSE one.column_pattern OPERATOR(pg_catalog.!~) '[*?]'
                          AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid OPERATOR(pg_catalog.=) relation.oid
                                          AND attname OPERATOR(pg_catalog.=) one.column_pattern AND attnum OPERATOR(pg_catalog.>) 0)
                          AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid OPERATOR(pg_catalog.=) relation.oid
                                          AND conname OPERATOR(pg_catalog.=) one.column_pattern)
                          AND NOT EXISTS (SELECT FROM pg_catalog.pg_index JOIN pg_catalog.pg_class AS index
                                              ON index.oid OPERATOR(pg_catalog.=) indexrelid
                                          WHERE indrelid OPERATOR(pg_catalog.=) relation.oid
                                          AND index.relname OPERATOR(pg_catalog.=) one.column_pattern)
                          AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid OPERATOR(pg_catalog.=) relation.oid
                                          AND tgname OPERATOR(pg_catalog.=) one.column_pattern)
                          AND NOT EXISTS (SELECT FROM pg_catalog.pg_policy WHERE polrelid OPERATOR(pg_catalog.=) relation.oid
                                          AND polname OPERATOR(pg_catalog.=) one.column_pattern)
                      END)
        ORDER BY one.id;
    END;
COMMENT ON FUNCTION mana_guard.exemptions_left_behind IS 'The exemptions that name one schema, object, column or part which isn''t there.';

CREATE OR REPLACE FUNCTION mana_guard.status(
    OUT version pg_catalog.text, OUT enabled pg_catalog.bool, OUT preloaded pg_catalog.bool, OUT profile pg_catalog.text,
    OUT rules_error pg_catalog.int4, OUT rules_warn pg_catalog.int4, OUT rules_log pg_catalog.int4,
    OUT rules_off pg_catalog.int4, OUT max_severity mana_guard.severity, OUT exemptions_expired pg_catalog.int8,
    OUT exemptions_left_behind pg_catalog.text[], OUT unseen_events pg_catalog.text[], OUT problems pg_catalog.text[])
    RETURNS pg_catalog.record LANGUAGE sql STABLE
    BEGIN ATOMIC
        SELECT guard.version, guard.enabled, guard.preloaded, guard.profile, guard.rules_error, guard.rules_warn,
               guard.rules_log, guard.rules_off, guard.max_severity::mana_guard.severity,
               (SELECT pg_catalog.count(*) FROM mana_guard.exemptions
                WHERE until OPERATOR(pg_catalog.<=) pg_catalog.statement_timestamp()),
               ARRAY(SELECT mana_guard.exemptions_left_behind()),
               guard.unseen_events, guard.problems
        FROM mana_guard.guard_status() AS guard;
    END;

CREATE FUNCTION mana_guard.fix(object pg_catalog.regclass) RETURNS SETOF pg_catalog.text LANGUAGE sql STABLE STRICT
    BEGIN ATOMIC
        -- What a fix says of a column or the table is by its name of now: renames come last, then moves.
        WITH steps AS (
            SELECT found.fix, found.code, found.column_name, found.part_name, rule.category,
                   CASE WHEN rule.category OPERATOR(pg_catalog.=) 'placement' THEN 4
                        WHEN rule.category OPERATOR(pg_catalog.<>) 'names' THEN 1
                        WHEN coalesce(found.column_name, found.part_name) IS NOT NULL THEN 2
                        ELSE 3 END AS step,
                   found.fix OPERATOR(pg_catalog.~) E';\nALTER INDEX ' AS has_indexes
            FROM mana_guard.findings(fix.object) AS found JOIN mana_guard.rules AS rule ON rule.code OPERATOR(pg_catalog.=) found.code
            WHERE found.fix IS NOT NULL AND NOT found.exempt),
        -- Of two renames of one thing only the first can run, and of those that take indexes along; nor can that of an index which goes.
        turns AS (
            SELECT steps.*,
                   pg_catalog.row_number() OVER (PARTITION BY category, column_name, part_name ORDER BY code) AS turn,
                   pg_catalog.row_number() OVER (PARTITION BY has_indexes ORDER BY step, code, column_name) AS turn_of_indexes,
                   pg_catalog.bool_or(step OPERATOR(pg_catalog.=) 1) OVER (PARTITION BY part_name) AND part_name IS NOT NULL AS is_mended,
                   pg_catalog.bool_or(step OPERATOR(pg_catalog.=) 1 AND part_name IS NOT NULL) OVER () AS mends_parts
            FROM steps)
        SELECT one.fix FROM turns AS one
        WHERE one.step OPERATOR(pg_catalog.=) 1
           OR one.turn OPERATOR(pg_catalog.=) 1 AND NOT one.is_mended
              AND (NOT one.has_indexes OR one.turn_of_indexes OPERATOR(pg_catalog.=) 1 AND NOT one.mends_parts)
        GROUP BY one.step, one.fix
        ORDER BY one.step, pg_catalog.min(one.code), one.fix;
    END;
COMMENT ON FUNCTION mana_guard.fix IS 'The SQL that mends what the rules find in a relation, in an order that runs. Some can''t run together, such as two renames of one thing: run it, and ask again until there is nothing.';
