-- mana_guard 0.7.0 to 0.8.0. As the script of a version, it runs with search_path set to pg_catalog, pg_temp.
\echo Use "ALTER EXTENSION mana_guard UPDATE" to load this file. \quit

-- First, so that they don't check this script.
DROP EVENT TRIGGER mana_guard_ddl_command_start;
DROP EVENT TRIGGER mana_guard_ddl_command_end;

CREATE FUNCTION mana_guard.last_refusal() RETURNS text LANGUAGE c AS 'MODULE_PATHNAME', 'mana_guard_last_refusal';
COMMENT ON FUNCTION mana_guard.last_refusal IS 'The whole statement that would pass instead of the one that this session was last refused: a CREATE TABLE with its indexes, or an ALTER. Null if a part of it is left to you.';

CREATE FUNCTION mana_guard.use_profiles(names text[]) RETURNS void LANGUAGE sql
    -- Without a name it is none, which is refused.
    BEGIN ATOMIC
        SELECT mana_guard.use_profile(coalesce(array_to_string(use_profiles.names, ', ', ''), ''));
    END;
COMMENT ON FUNCTION mana_guard.use_profiles IS 'Puts these profiles below your team''s rows. For each rule the strictest holds, with its parameters; of equals the first. The rows are not changed.';
REVOKE ALL ON FUNCTION mana_guard.use_profiles FROM PUBLIC;
COMMENT ON FUNCTION mana_guard.use_profile IS 'Puts another profile below your team''s rows, or several, separated by commas. The rows are not changed.';
COMMENT ON TABLE mana_guard.active_profile IS 'The profiles below your team''s rows: one row, with their names separated by commas; no row means the profile guidelines.';

CREATE FUNCTION mana_guard.list_rule_profiles(OUT rule text, OUT profile text)
    RETURNS SETOF record LANGUAGE c STABLE AS 'MODULE_PATHNAME', 'mana_guard_list_rule_profiles';
CREATE OR REPLACE VIEW mana_guard.rules AS
    SELECT known.code, known.name, known.category, known.severity::mana_guard.severity AS severity,
           known.in_force::mana_guard.severity AS in_force, known.timing::mana_guard.timing AS timing, known.summary,
           known.parameters::jsonb AS parameters, known.page, below.profile
    FROM mana_guard.list_rules() AS known JOIN mana_guard.list_rule_profiles() AS below ON below.rule = known.name
    ORDER BY known.code COLLATE "C";
COMMENT ON VIEW mana_guard.rules IS 'The catalogue: every rule, its severity in the profile and in force (where no pattern applies), its parameters with their defaults, and the profile: of several, the one that decides.';

-- The words of a migration tool.

ALTER TABLE mana_guard.policy ADD COLUMN dialect text CHECK (dialect IN ('none', 'drizzle', 'prisma', 'typeorm', 'django', 'sqlalchemy', 'rails'));
COMMENT ON COLUMN mana_guard.policy.dialect IS 'The migration tool in whose words the HINT also says what would pass: drizzle, prisma, typeorm, django, sqlalchemy, rails or none; null: as the profile has it.';

CREATE FUNCTION mana_guard.set_dialect(name text, schema_pattern text DEFAULT '*', role_name name DEFAULT NULL)
    RETURNS void LANGUAGE sql
    BEGIN ATOMIC
        INSERT INTO mana_guard.policy AS known (rule, schema_pattern, role_name, dialect)
        VALUES ('*', set_dialect.schema_pattern, set_dialect.role_name, set_dialect.name)
        ON CONFLICT ON CONSTRAINT policy_place_key DO UPDATE SET dialect = excluded.dialect;
    END;
COMMENT ON FUNCTION mana_guard.set_dialect IS 'Sets the migration tool in whose words the HINT also says what would pass: drizzle, prisma, typeorm, django, sqlalchemy, rails or none; everywhere, in some schemas, or for a role.';
REVOKE ALL ON FUNCTION mana_guard.set_dialect FROM PUBLIC;

CREATE OR REPLACE FUNCTION mana_guard.export_policy() RETURNS jsonb LANGUAGE sql STABLE SET timezone = 'UTC'
    BEGIN ATOMIC
        WITH exempt AS (
            SELECT is_baseline, jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                    'rule', rule, 'schema_pattern', schema_pattern, 'object_pattern', object_pattern,
                    'column_pattern', column_pattern, 'value', value, 'reason', reason, 'ticket', ticket,
                    'until', until))
                    ORDER BY rule COLLATE "C", schema_pattern COLLATE "C", object_pattern COLLATE "C",
                             column_pattern COLLATE "C" NULLS FIRST, value COLLATE "C" NULLS FIRST) AS rows
            FROM mana_guard.exemptions GROUP BY is_baseline)
        SELECT jsonb_build_object(
            'mana_guard', 1,
            'profile', coalesce((SELECT name FROM mana_guard.active_profile), 'guidelines'),
            'policy', coalesce((
                SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                    'rule', rule, 'schema_pattern', schema_pattern, 'object_pattern', object_pattern,
                    'role_name', role_name, 'severity', severity, 'timing', timing, 'existing', existing,
                    'exemptions_follow', exemptions_follow, 'params', params, 'advice', advice, 'docs_url', docs_url, 'dialect', dialect,
                    'reason', reason)) ORDER BY rule COLLATE "C", schema_pattern COLLATE "C", object_pattern COLLATE "C", role_name)
                FROM mana_guard.policy), '[]'),
            'service_schemas', coalesce((
                SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                    'service', service, 'schema_name', schema_name, 'owner_role', owner_role,
                    'migration_lock_id', migration_lock_id, 'removed', nullif(removed, false))) ORDER BY schema_name COLLATE "C")
                FROM mana_guard.service_schemas), '[]'),
            'exemptions', coalesce((SELECT rows FROM exempt WHERE NOT is_baseline), '[]'),
            'baseline', coalesce((SELECT rows FROM exempt WHERE is_baseline), '[]'));
    END;

CREATE OR REPLACE FUNCTION mana_guard.import_policy(document jsonb) RETURNS void LANGUAGE sql
    BEGIN ATOMIC
        SELECT mana_guard.check_document(import_policy.document);

        SELECT mana_guard.use_profile(import_policy.document ->> 'profile')
        WHERE import_policy.document ? 'profile';

        -- An unchanged row is not touched; a part that the document leaves out stays as it is.
        MERGE INTO mana_guard.policy AS known
        USING (
            SELECT mana_guard.canonical_rule(rule) AS rule, coalesce(schema_pattern, '*') AS schema_pattern,
                   coalesce(object_pattern, '*') AS object_pattern, role_name, severity, timing, existing,
                   exemptions_follow, coalesce(params, '{}') AS params, advice, docs_url, dialect, reason, true AS stays
            FROM jsonb_populate_recordset(NULL::mana_guard.policy, import_policy.document -> 'policy')
            UNION ALL
            SELECT rule, schema_pattern, object_pattern, role_name, severity, timing, existing, exemptions_follow, params,
                   advice, docs_url, dialect, reason, false
            FROM mana_guard.policy AS gone
            WHERE import_policy.document ? 'policy' AND NOT EXISTS (
                SELECT FROM jsonb_populate_recordset(NULL::mana_guard.policy, import_policy.document -> 'policy') AS one
                WHERE mana_guard.canonical_rule(one.rule) = gone.rule
                  AND coalesce(one.schema_pattern, '*') = gone.schema_pattern
                  AND coalesce(one.object_pattern, '*') = gone.object_pattern
                  AND one.role_name IS NOT DISTINCT FROM gone.role_name)) AS new
        ON known.rule = new.rule
            AND known.schema_pattern = new.schema_pattern
            AND known.object_pattern = new.object_pattern
            AND known.role_name IS NOT DISTINCT FROM new.role_name
        WHEN MATCHED AND NOT new.stays THEN DELETE
        WHEN MATCHED AND (known.severity, known.timing, known.existing, known.exemptions_follow, known.params,
                          known.advice, known.docs_url, known.dialect, known.reason)
            IS DISTINCT FROM (new.severity, new.timing, new.existing, new.exemptions_follow, new.params, new.advice,
                              new.docs_url, new.dialect, new.reason) THEN
            UPDATE SET severity = new.severity, timing = new.timing, existing = new.existing,
                exemptions_follow = new.exemptions_follow, params = new.params, advice = new.advice,
                docs_url = new.docs_url, dialect = new.dialect, reason = new.reason
        WHEN NOT MATCHED THEN
            INSERT (rule, schema_pattern, object_pattern, role_name, severity, timing, existing, exemptions_follow,
                    params, advice, docs_url, dialect, reason)
            VALUES (new.rule, new.schema_pattern, new.object_pattern, new.role_name, new.severity, new.timing,
                    new.existing, new.exemptions_follow, new.params, new.advice, new.docs_url,
                    new.dialect, new.reason);

        MERGE INTO mana_guard.service_schemas AS known
        USING (
            SELECT service, schema_name, owner_role, migration_lock_id, coalesce(removed, false) AS removed, true AS stays
            FROM jsonb_populate_recordset(NULL::mana_guard.service_schemas, import_policy.document -> 'service_schemas')
            UNION ALL
            SELECT service, schema_name, owner_role, migration_lock_id, removed, false
            FROM mana_guard.service_schemas AS gone
            WHERE import_policy.document ? 'service_schemas' AND NOT EXISTS (
                SELECT FROM jsonb_populate_recordset(NULL::mana_guard.service_schemas, import_policy.document -> 'service_schemas') AS one
                WHERE one.schema_name = gone.schema_name)) AS new
        ON known.schema_name = new.schema_name
        WHEN MATCHED AND NOT new.stays THEN DELETE
        WHEN MATCHED AND (known.service, known.owner_role, known.migration_lock_id, known.removed)
            IS DISTINCT FROM (new.service, new.owner_role, new.migration_lock_id, new.removed) THEN
            UPDATE SET service = new.service, owner_role = new.owner_role,
                migration_lock_id = new.migration_lock_id, removed = new.removed
        WHEN NOT MATCHED THEN
            INSERT (service, schema_name, owner_role, migration_lock_id, removed)
            VALUES (new.service, new.schema_name, new.owner_role, new.migration_lock_id, new.removed);

        -- Older documents mark the baseline's rows among the others.
        MERGE INTO mana_guard.exemptions AS known
        USING (
            WITH given AS (
                SELECT mana_guard.canonical_rule(rule) AS rule, schema_pattern, coalesce(object_pattern, '*') AS object_pattern,
                       column_pattern, value, reason, ticket, until, coalesce(is_baseline, false) AS is_baseline
                FROM jsonb_populate_recordset(NULL::mana_guard.exemptions, import_policy.document -> 'exemptions')
                UNION ALL
                SELECT mana_guard.canonical_rule(rule), schema_pattern, coalesce(object_pattern, '*'), column_pattern, value, reason,
                       ticket, until, true
                FROM jsonb_populate_recordset(NULL::mana_guard.exemptions, import_policy.document -> 'baseline'))
            SELECT given.*, true AS stays FROM given
            UNION ALL
            SELECT rule, schema_pattern, object_pattern, column_pattern, value, reason, ticket, until, is_baseline, false
            FROM mana_guard.exemptions AS gone
            WHERE import_policy.document ? CASE WHEN gone.is_baseline THEN 'baseline' ELSE 'exemptions' END AND NOT EXISTS (
                SELECT FROM given AS one
                WHERE one.rule = gone.rule
                  AND one.schema_pattern = gone.schema_pattern
                  AND one.object_pattern = gone.object_pattern
                  AND one.column_pattern IS NOT DISTINCT FROM gone.column_pattern
                  AND one.value IS NOT DISTINCT FROM gone.value)) AS new
        ON known.rule = new.rule
            AND known.schema_pattern = new.schema_pattern
            AND known.object_pattern = new.object_pattern
            AND known.column_pattern IS NOT DISTINCT FROM new.column_pattern
            AND known.value IS NOT DISTINCT FROM new.value
        WHEN MATCHED AND NOT new.stays THEN DELETE
        WHEN MATCHED AND (known.reason, known.ticket, known.until, known.is_baseline)
            IS DISTINCT FROM (new.reason, new.ticket, new.until, new.is_baseline) THEN
            UPDATE SET reason = new.reason, ticket = new.ticket, until = new.until, is_baseline = new.is_baseline
        WHEN NOT MATCHED THEN
            INSERT (rule, schema_pattern, object_pattern, column_pattern, value, reason, ticket, until, is_baseline)
            VALUES (new.rule, new.schema_pattern, new.object_pattern, new.column_pattern, new.value, new.reason,
                    new.ticket, new.until, new.is_baseline);
    END;

-- A policy that proposes itself.

CREATE FUNCTION mana_guard.suggest_policy(min_objects int4 DEFAULT 20) RETURNS jsonb LANGUAGE sql STABLE
    BEGIN ATOMIC
        WITH tables AS (
            SELECT class.oid, class.relname AS name, space.nspname AS schema
            FROM pg_class AS class JOIN pg_namespace AS space ON space.oid = class.relnamespace
            WHERE class.relkind IN ('r', 'p') AND NOT class.relispartition AND class.relpersistence <> 't'
              AND space.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'mana_guard')
              AND NOT EXISTS (SELECT FROM pg_depend AS member
                              WHERE member.classid = 'pg_class'::regclass AND member.objid = class.oid AND member.deptype = 'e')
        ), total AS (
            SELECT count(*) AS tables FROM tables
        ), columns AS (
            SELECT tables.oid AS table_oid, attribute.attname::text COLLATE "C" AS name,
                   format_type(attribute.atttypid, NULL) COLLATE "C" AS type
            FROM tables JOIN pg_attribute AS attribute ON attribute.attrelid = tables.oid
            WHERE attribute.attnum > 0 AND NOT attribute.attisdropped AND attribute.attinhcount = 0
        ), named AS (
            -- Of each name the type that most of its columns have.
            SELECT DISTINCT ON (name) name, type, count(*) AS of_type, (sum(count(*)) OVER (PARTITION BY name))::int8 AS columns
            FROM columns GROUP BY name, type ORDER BY name, count(*) DESC, type
        ), required AS (
            SELECT name, columns, tables, CASE WHEN of_type * 20 >= columns * 19 THEN type END AS type,
                   CASE WHEN columns * 20 >= tables * 19 THEN 'warn' ELSE 'log' END AS severity
            FROM named, total
            WHERE tables >= suggest_policy.min_objects AND columns * 10 >= tables * 6
        ), shaped AS (
            SELECT name, type, of_type, columns FROM named
            WHERE columns >= suggest_policy.min_objects AND of_type * 20 >= columns * 19
              AND NOT EXISTS (SELECT FROM required WHERE required.name = named.name AND required.severity = 'warn')
        ), indexes AS (
            SELECT class.relname::text AS name, tables.name::text AS table_name,
                   (SELECT array_agg(attribute.attname::text ORDER BY key.place)
                    FROM unnest(index.indkey::int2[]) WITH ORDINALITY AS key(number, place)
                    JOIN pg_attribute AS attribute ON attribute.attrelid = tables.oid AND attribute.attnum = key.number
                    WHERE key.place <= index.indnkeyatts) AS columns
            FROM tables
            JOIN pg_index AS index ON index.indrelid = tables.oid AND index.indpred IS NULL AND index.indexprs IS NULL
            JOIN pg_class AS class ON class.oid = index.indexrelid
            WHERE NOT EXISTS (SELECT FROM pg_constraint AS held WHERE held.conindid = index.indexrelid)
        ), patterns AS (
            -- The field's: PostgreSQL's own, Rails', SQLAlchemy's.
            SELECT pattern, count(*) FILTER (WHERE indexes.name = left(replace(replace(replace(pattern, '{table}', table_name),
                       '{columns:_and_}', array_to_string(columns, '_and_')), '{columns}', array_to_string(columns, '_')), 63)) AS kept,
                   count(*) AS indexes
            FROM indexes, unnest(ARRAY['{table}_{columns}_idx', 'index_{table}_on_{columns:_and_}', 'ix_{table}_{columns}']) AS pattern
            GROUP BY pattern
        ), known AS (
            -- What every rule finds, under the parameters in force.
            SELECT rule, count(DISTINCT (schema_name, object_name)) AS objects,
                   count(DISTINCT (schema_name, object_name, part_name)) AS parts
            FROM mana_guard.simulate('{"mana_guard": 1, "policy": [{"rule": "*", "severity": "log"}], "exemptions": [], "baseline": []}')
            GROUP BY rule
        ), singular AS (
            SELECT count(*) AS objects
            FROM mana_guard.simulate('{"mana_guard": 1, "policy": [{"rule": "*", "severity": "off"},
                {"rule": "table_plural", "severity": "log", "params": {"number": "singular"}}], "exemptions": [], "baseline": []}')
        ), kept AS (
            -- The share of the tables, or of the indexes, that keep to a rule which is on.
            SELECT rules.name AS rule, rules.in_force, subjects.noun, subjects.count AS subjects,
                   greatest(subjects.count - coalesce(CASE WHEN subjects.noun = 'indexes' THEN known.parts ELSE known.objects END, 0), 0) AS keep
            FROM mana_guard.rules LEFT JOIN known ON known.rule = rules.name
            CROSS JOIN LATERAL (
                SELECT 'tables' AS noun, tables AS count FROM total WHERE rules.name <> 'index_name'
                UNION ALL
                SELECT 'indexes', count(*) FROM indexes WHERE rules.name = 'index_name') AS subjects
            WHERE rules.timing <> 'start' AND rules.in_force >= 'warn' AND subjects.count >= suggest_policy.min_objects
              AND rules.category IN ('placement', 'types', 'columns', 'names', 'keys', 'security')
        ), rows AS (
            SELECT jsonb_build_object('rule', 'required_columns', 'severity', severity,
                       'params', jsonb_build_object('columns', jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                           'columns', jsonb_build_array(name), 'types', CASE WHEN type IS NOT NULL THEN jsonb_build_array(type) END)) ORDER BY name)),
                       'reason', 'Suggested: ' || string_agg(format('%s is in %s of %s tables', name, columns, tables), ', ' ORDER BY name) || '.') AS row, 1 AS place
            FROM required WHERE severity = CASE WHEN EXISTS (SELECT FROM required WHERE severity = 'warn') THEN 'warn' ELSE 'log' END
            GROUP BY severity
            UNION ALL
            SELECT jsonb_build_object('rule', 'column_shape', 'severity', 'warn',
                       'params', jsonb_build_object('shapes', jsonb_agg(jsonb_build_object(
                           'columns', jsonb_build_array(name), 'types', jsonb_build_array(type)) ORDER BY name)),
                       'reason', 'Suggested: ' || string_agg(format('%s is %s in %s of %s tables', name, type, of_type, columns), ', ' ORDER BY name) || '.'), 2
            FROM shaped HAVING count(*) > 0
            UNION ALL
            SELECT jsonb_build_object('rule', 'index_name', 'severity', CASE WHEN kept * 20 >= indexes * 19 THEN 'warn' ELSE 'log' END,
                       'params', jsonb_build_object('patterns', jsonb_build_array(pattern)),
                       'reason', format('Suggested: %s of %s indexes are named so.', kept, indexes)), 3
            FROM (SELECT pattern, kept, indexes FROM patterns ORDER BY kept DESC, pattern LIMIT 1) AS best
            WHERE indexes >= suggest_policy.min_objects AND kept * 10 >= indexes * 6
              AND NOT EXISTS (SELECT FROM kept WHERE kept.rule = 'index_name' AND kept.keep >= best.kept)
            UNION ALL
            SELECT jsonb_build_object('rule', 'table_plural', 'severity', CASE WHEN (tables - objects) * 20 >= tables * 19 THEN 'warn' ELSE 'log' END,
                       'params', '{"number": "singular"}'::jsonb,
                       'reason', format('Suggested: the names of %s of %s tables are singular.', tables - objects, tables)), 4
            FROM total, singular
            WHERE tables >= suggest_policy.min_objects AND (tables - objects) * 10 >= tables * 6
              AND NOT EXISTS (SELECT FROM kept WHERE kept.rule = 'table_plural' AND kept.keep >= tables - objects)
            UNION ALL
            SELECT jsonb_build_object('rule', rule, 'severity', CASE WHEN keep * 10 >= subjects * 6 THEN 'log' ELSE 'off' END,
                       'reason', format('Suggested: %s of %s %s keep to it.', keep, subjects, noun)), 5
            FROM kept WHERE keep * 20 < subjects * 19
        ), suggested AS (
            -- Of two rows for a rule the first, which found a parameter.
            SELECT coalesce(jsonb_agg(row ORDER BY place, row ->> 'rule' COLLATE "C"), '[]') AS policy
            FROM (SELECT DISTINCT ON (row ->> 'rule') row, place FROM rows ORDER BY row ->> 'rule', place) AS one
        ), stored AS (
            SELECT mana_guard.export_policy() AS document
        ), proposed AS (
            -- What the team has already stays, but for the rows that these replace.
            SELECT suggested.policy || coalesce((
                       SELECT jsonb_agg(old ORDER BY place) FROM jsonb_array_elements(stored.document -> 'policy') WITH ORDINALITY AS known(old, place)
                       WHERE old ? 'role_name' OR old ->> 'schema_pattern' <> '*' OR old ->> 'object_pattern' <> '*'
                          OR NOT EXISTS (SELECT FROM jsonb_array_elements(suggested.policy) AS one WHERE one ->> 'rule' = old ->> 'rule')), '[]') AS policy
            FROM suggested, stored
        ), exceptions AS (
            SELECT jsonb_agg(DISTINCT jsonb_strip_nulls(jsonb_build_object(
                       'rule', found.rule, 'schema_pattern', found.schema_name, 'object_pattern', found.object_name,
                       'column_pattern', coalesce(found.column_name, found.part_name), 'value', found.value,
                       'reason', 'It was so when the policy was suggested.'))) AS rows
            FROM proposed, mana_guard.simulate(jsonb_build_object('mana_guard', 1, 'policy', proposed.policy)) AS found
            WHERE found.severity >= 'warn' AND NOT found.exempt
        )
        SELECT jsonb_build_object('mana_guard', 1, 'profile', stored.document -> 'profile', 'policy', proposed.policy,
                                  'exemptions', (stored.document -> 'exemptions') || coalesce(exceptions.rows, '[]'))
        FROM stored, proposed, exceptions;
    END;
COMMENT ON FUNCTION mana_guard.suggest_policy IS 'A policy after the habits of this database, as a document to review: what 95 per cent of at least min_objects tables or indexes have becomes a rule at warn with the exceptions as exemptions, what 60 per cent have one at log, and rules that fewer keep to are off. The reasons have the counts. It changes nothing.';
REVOKE ALL ON FUNCTION mana_guard.suggest_policy FROM PUBLIC;

-- Last, so that they don't check this script.
CREATE EVENT TRIGGER mana_guard_ddl_command_start ON ddl_command_start
    EXECUTE FUNCTION mana_guard.on_ddl_command_start();
CREATE EVENT TRIGGER mana_guard_ddl_command_end ON ddl_command_end
    EXECUTE FUNCTION mana_guard.on_ddl_command_end();
ALTER EVENT TRIGGER mana_guard_ddl_command_start ENABLE ALWAYS;
ALTER EVENT TRIGGER mana_guard_ddl_command_end ENABLE ALWAYS;
