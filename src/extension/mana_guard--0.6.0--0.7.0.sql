-- mana_guard 0.6.0 to 0.7.0. As the script of a version, it runs with search_path set to pg_catalog, pg_temp.
\echo Use "ALTER EXTENSION mana_guard UPDATE" to load this file. \quit

-- First, so that they don't check this script.
DROP EVENT TRIGGER mana_guard_ddl_command_start;
DROP EVENT TRIGGER mana_guard_ddl_command_end;

CREATE FUNCTION mana_guard.collected(
    OUT statement int4, OUT command_tag text, OUT "position" int4, OUT during text, OUT would text, OUT query_hash bytea,
    OUT rule text, OUT code text, OUT severity mana_guard.severity, OUT object_type text, OUT schema_name text, OUT object_name text,
    OUT column_name text, OUT identity text, OUT message text, OUT detail text, OUT hint text, OUT fix text, OUT exempt bool,
    OUT value text, OUT part_name text, OUT owner text, OUT cure text)
    RETURNS SETOF record LANGUAGE c AS 'MODULE_PATHNAME', 'mana_guard_collected';
COMMENT ON FUNCTION mana_guard.collected IS 'The findings that this session has collected while mana_guard.collect was on, in their order: with the statement, where it stands, when it was checked, and what would have happened.';

CREATE FUNCTION mana_guard.collected_reset() RETURNS void LANGUAGE c AS 'MODULE_PATHNAME', 'mana_guard_collected_reset';
COMMENT ON FUNCTION mana_guard.collected_reset IS 'Forgets the collected findings. The next statement is number 1.';
REVOKE ALL ON FUNCTION mana_guard.collected_reset FROM PUBLIC;

CREATE TABLE mana_guard.assumed_size (
    schema_name name NOT NULL,
    table_name name NOT NULL,
    rows int8 NOT NULL CHECK (rows >= 0),
    bytes int8 NOT NULL CHECK (bytes >= 0),
    PRIMARY KEY (schema_name, table_name)
);
COMMENT ON TABLE mana_guard.assumed_size IS 'How large tables are taken to be while mana_guard.assume_in_use is on. A table with no rows is not in use; one that is missing here is large.';
COMMENT ON COLUMN mana_guard.assumed_size.bytes IS 'What the parameters min_size_bytes are compared with.';
GRANT SELECT ON mana_guard.assumed_size TO PUBLIC;
SELECT pg_extension_config_dump('mana_guard.assumed_size', '');

CREATE FUNCTION mana_guard.file_begins(path text) RETURNS void LANGUAGE c STRICT AS 'MODULE_PATHNAME', 'mana_guard_file_begins';
COMMENT ON FUNCTION mana_guard.file_begins IS 'Opens a migration file in this session. What the file makes is new until file_ends(), across its transactions.';
CREATE FUNCTION mana_guard.file_ends() RETURNS void LANGUAGE c AS 'MODULE_PATHNAME', 'mana_guard_file_ends';
COMMENT ON FUNCTION mana_guard.file_ends IS 'Closes the migration file, and checks what would be checked at COMMIT, over all that the file has touched.';
REVOKE ALL ON FUNCTION mana_guard.file_begins, mana_guard.file_ends FROM PUBLIC;

CREATE FUNCTION mana_guard.lint(
    sql text, lock_timeout interval DEFAULT '1s',
    OUT statement int4, OUT command_tag text, OUT "position" int4, OUT during text, OUT would text, OUT query_hash bytea,
    OUT rule text, OUT code text, OUT severity mana_guard.severity, OUT object_type text, OUT schema_name text, OUT object_name text,
    OUT column_name text, OUT identity text, OUT message text, OUT detail text, OUT hint text, OUT fix text, OUT exempt bool,
    OUT value text, OUT part_name text, OUT owner text, OUT cure text)
    RETURNS SETOF record LANGUAGE c AS 'MODULE_PATHNAME', 'mana_guard_lint';
COMMENT ON FUNCTION mana_guard.lint IS 'What the guard would find in these statements. They run as the caller in a subtransaction that is rolled back, with real locks; rows without a rule are PostgreSQL''s own errors and statements that were not checked.';

CREATE TYPE mana_guard.report_format AS ENUM ('json', 'text');
COMMENT ON TYPE mana_guard.report_format IS 'The forms of mana_guard.report().';

CREATE FUNCTION mana_guard.report(format text DEFAULT 'json') RETURNS text LANGUAGE sql STABLE
    BEGIN ATOMIC
        WITH found AS MATERIALIZED (
            SELECT rule, code, severity, object_type, schema_name, object_name, column_name, part_name, identity, value, owner, exempt,
                   message, detail, hint, fix
            FROM mana_guard.audit()
        ), counted AS MATERIALIZED (
            SELECT grouped.*,
                   rank() OVER (PARTITION BY grouped.grouping ORDER BY grouped.findings DESC, grouped.name COLLATE "C" NULLS LAST) AS place
            FROM (
                SELECT grouping(schema_name, rule, owner) AS grouping,
                       CASE grouping(schema_name, rule, owner) WHEN 3 THEN schema_name WHEN 5 THEN rule WHEN 6 THEN owner END AS name,
                       min(code) AS code, count(*) AS findings, count(*) FILTER (WHERE exempt) AS exempt
                FROM found GROUP BY GROUPING SETS (schema_name, rule, owner)
            ) AS grouped
        ), total AS (
            SELECT count(*) AS findings, count(*) FILTER (WHERE exempt) AS exempt FROM found
        )
        SELECT CASE report.format::mana_guard.report_format
            WHEN 'json' THEN (
                SELECT jsonb_pretty(jsonb_build_object(
                    'report', 1,
                    'database', current_database(),
                    'created_at', to_char(statement_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                    'version', guard.version,
                    'profile', guard.profile,
                    'findings', total.findings,
                    'exempt', total.exempt,
                    'schemas', coalesce((SELECT jsonb_agg(jsonb_build_object('schema', name, 'findings', findings, 'exempt', exempt) ORDER BY place)
                                         FROM counted WHERE counted.grouping = 3), '[]'),
                    'rules', coalesce((SELECT jsonb_agg(jsonb_build_object('rule', name, 'code', code, 'findings', findings, 'exempt', exempt) ORDER BY place)
                                       FROM counted WHERE counted.grouping = 5), '[]'),
                    'owners', coalesce((SELECT jsonb_agg(jsonb_build_object('owner', name, 'findings', findings, 'exempt', exempt) ORDER BY place)
                                        FROM counted WHERE counted.grouping = 6), '[]'),
                    'items', coalesce((SELECT jsonb_agg(to_jsonb(found) ORDER BY severity DESC, code, identity COLLATE "C", column_name COLLATE "C",
                                                        part_name COLLATE "C", value COLLATE "C") FROM found), '[]')))
                FROM mana_guard.guard_status() AS guard, total)
            WHEN 'text' THEN (
                SELECT concat_ws(E'\n',
                    format('%s: %s findings, %s of them exempt', current_database(), total.findings, total.exempt),
                    (SELECT string_agg(concat_ws(E'\n', CASE WHEN place = 1 AND is_first THEN heading END,
                                                 format('  %s  %s%s', lpad(findings::text, 7), coalesce(name, '-'),
                                                        CASE WHEN exempt > 0 THEN format(' (%s exempt)', exempt) END)),
                                       E'\n' ORDER BY number, place, name COLLATE "C")
                     FROM (SELECT counted.*, one.number, one.heading,
                                  row_number() OVER (PARTITION BY one.number ORDER BY counted.place, counted.name COLLATE "C") = 1 AS is_first
                           FROM counted, (VALUES (3, 1, E'\nSchemas'), (5, 2, E'\nRules'), (6, 3, E'\nOwners')) AS one (grouping, number, heading)
                           WHERE one.grouping = counted.grouping) AS lines),
                    (SELECT E'\nFindings\n' || string_agg(format('  %s %s %s%s', code, severity, message, CASE WHEN exempt THEN ' (exempt)' END),
                                                          E'\n' ORDER BY severity DESC, code, identity COLLATE "C", message COLLATE "C") FROM found))
                FROM total)
        END;
    END;
COMMENT ON FUNCTION mana_guard.report IS 'The findings of audit() as json, which docs/schemas/report.v1.json describes, or as text: counted by schema, rule and owner, then one by one.';

-- Last, so that they don't check this script.
CREATE EVENT TRIGGER mana_guard_ddl_command_start ON ddl_command_start
    EXECUTE FUNCTION mana_guard.on_ddl_command_start();
CREATE EVENT TRIGGER mana_guard_ddl_command_end ON ddl_command_end
    EXECUTE FUNCTION mana_guard.on_ddl_command_end();
ALTER EVENT TRIGGER mana_guard_ddl_command_start ENABLE ALWAYS;
ALTER EVENT TRIGGER mana_guard_ddl_command_end ENABLE ALWAYS;
