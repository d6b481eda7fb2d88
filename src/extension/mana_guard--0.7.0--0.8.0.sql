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

-- A house's own rules.

CREATE TABLE mana_guard.own_rules (
    name text PRIMARY KEY,
    code text NOT NULL UNIQUE,
    function_schema name NOT NULL,
    function_name name NOT NULL,
    applies_to text[] NOT NULL DEFAULT '{table}',
    severity mana_guard.severity NOT NULL DEFAULT 'warn',
    timing mana_guard.timing NOT NULL DEFAULT 'statement',
    summary text,
    why text,
    function_hash text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by name NOT NULL DEFAULT CURRENT_USER
);
COMMENT ON TABLE mana_guard.own_rules IS 'Your own rules: functions (regclass) that return SETOF mana_guard.finding.';
COMMENT ON COLUMN mana_guard.own_rules.code IS 'The SQLSTATE of its findings: MGX and two digits.';
COMMENT ON COLUMN mana_guard.own_rules.function_name IS 'The function: STABLE, and owned by the role in updated_by or by a superuser.';
COMMENT ON COLUMN mana_guard.own_rules.applies_to IS 'What it is asked about: table (and partitioned table), foreign_table, view, materialized_view, sequence.';
COMMENT ON COLUMN mana_guard.own_rules.severity IS 'How strictly the rule is enforced where no row of mana_guard.policy says otherwise.';
COMMENT ON COLUMN mana_guard.own_rules.timing IS 'When the rule is checked where no row of mana_guard.policy says otherwise: statement or commit.';
COMMENT ON COLUMN mana_guard.own_rules.summary IS 'What the rule requires, one sentence.';
COMMENT ON COLUMN mana_guard.own_rules.why IS 'Why a violation matters, shown in the DETAIL.';
COMMENT ON COLUMN mana_guard.own_rules.function_hash IS 'Of the function''s definition when the rule was added: status() tells when it is another one now.';
COMMENT ON COLUMN mana_guard.own_rules.updated_by IS 'The role that last wrote the row, as which the function runs.';
GRANT SELECT ON mana_guard.own_rules TO PUBLIC;
SELECT pg_extension_config_dump('mana_guard.own_rules', '');

CREATE TRIGGER check_row BEFORE INSERT OR UPDATE ON mana_guard.own_rules FOR EACH ROW EXECUTE FUNCTION mana_guard.check_row();
CREATE TRIGGER invalidate_row AFTER INSERT OR UPDATE OR DELETE ON mana_guard.own_rules FOR EACH ROW EXECUTE FUNCTION mana_guard.policy_changed();
CREATE TRIGGER invalidate_all AFTER TRUNCATE ON mana_guard.own_rules FOR EACH STATEMENT EXECUTE FUNCTION mana_guard.policy_changed();
CREATE TRIGGER record_row AFTER INSERT OR UPDATE OR DELETE ON mana_guard.own_rules FOR EACH ROW EXECUTE FUNCTION mana_guard.record_change();
CREATE TRIGGER record_all BEFORE TRUNCATE ON mana_guard.own_rules FOR EACH STATEMENT EXECUTE FUNCTION mana_guard.record_change();
ALTER TABLE mana_guard.own_rules ENABLE ALWAYS TRIGGER check_row, ENABLE ALWAYS TRIGGER invalidate_row, ENABLE ALWAYS TRIGGER invalidate_all;

-- They read own_rules now.
ALTER FUNCTION mana_guard.canonical_rule(text) STABLE PARALLEL UNSAFE;
ALTER FUNCTION mana_guard.selected_rules(text) STABLE PARALLEL UNSAFE;

CREATE FUNCTION mana_guard.new_finding(
    message text, column_name text DEFAULT NULL, part_name text DEFAULT NULL, detail text DEFAULT NULL, hint text DEFAULT NULL,
    fix text DEFAULT NULL, value text DEFAULT NULL)
    RETURNS mana_guard.finding LANGUAGE c STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'mana_guard_new_finding';
COMMENT ON FUNCTION mana_guard.new_finding IS 'A finding for the function of an own rule to return: what is wrong, at which column or part (an index, a constraint...) or at the relation itself, and the SQL that fixes it. The value tells several findings about one place apart.';

CREATE FUNCTION mana_guard.own_function_hash(function_schema name, function_name name) RETURNS text LANGUAGE sql STABLE
    BEGIN ATOMIC
        SELECT md5(pg_get_functiondef(to_regprocedure(format('%I.%I(pg_catalog.regclass)', own_function_hash.function_schema,
                                                             own_function_hash.function_name))));
    END;

CREATE FUNCTION mana_guard.add_rule(
    name text, function regprocedure, applies_to text[] DEFAULT '{table}', severity mana_guard.severity DEFAULT 'warn',
    timing mana_guard.timing DEFAULT 'statement', summary text DEFAULT NULL, why text DEFAULT NULL)
    RETURNS text LANGUAGE sql
    BEGIN ATOMIC
        INSERT INTO mana_guard.own_rules AS known (name, code, function_schema, function_name, applies_to, severity, timing,
                                                   summary, why, function_hash)
        SELECT add_rule.name,
               coalesce((SELECT code FROM mana_guard.own_rules AS own WHERE own.name = add_rule.name),
                        (SELECT min(free.code)
                         FROM (SELECT 'MGX' || lpad(number::text, 2, '0') AS code FROM generate_series(1, 99) AS number) AS free
                         WHERE NOT EXISTS (SELECT FROM mana_guard.own_rules AS own WHERE own.code = free.code))),
               space.nspname, called.proname, add_rule.applies_to, add_rule.severity, add_rule.timing, add_rule.summary,
               add_rule.why, mana_guard.own_function_hash(space.nspname, called.proname)
        FROM pg_proc AS called JOIN pg_namespace AS space ON space.oid = called.pronamespace
        WHERE called.oid = add_rule.function
        ON CONFLICT ON CONSTRAINT own_rules_pkey DO UPDATE
            SET function_schema = excluded.function_schema, function_name = excluded.function_name,
                applies_to = excluded.applies_to, severity = excluded.severity, timing = excluded.timing,
                summary = excluded.summary, why = excluded.why, function_hash = excluded.function_hash
        RETURNING code;
    END;
COMMENT ON FUNCTION mana_guard.add_rule IS 'Makes a function of yours a rule, or replaces one of that name, and returns its code. The function takes a regclass, returns SETOF mana_guard.finding and is STABLE; it runs, reads only, as the role that adds the rule.';

CREATE FUNCTION mana_guard.remove_rule(name text) RETURNS void LANGUAGE sql
    BEGIN ATOMIC
        DELETE FROM mana_guard.policy AS row
        WHERE row.rule <> 'own' AND ARRAY(SELECT mana_guard.selected_rules(row.rule)) = ARRAY[remove_rule.name]
          AND EXISTS (SELECT FROM mana_guard.own_rules AS own WHERE own.name = remove_rule.name);
        DELETE FROM mana_guard.exemptions AS row
        WHERE row.rule <> 'own' AND ARRAY(SELECT mana_guard.selected_rules(row.rule)) = ARRAY[remove_rule.name]
          AND EXISTS (SELECT FROM mana_guard.own_rules AS own WHERE own.name = remove_rule.name);
        DELETE FROM mana_guard.own_rules AS own WHERE own.name = remove_rule.name;
    END;
COMMENT ON FUNCTION mana_guard.remove_rule IS 'Removes an own rule, with the policy rows and exemptions that are about it alone. The function stays.';
REVOKE ALL ON FUNCTION mana_guard.add_rule, mana_guard.remove_rule, mana_guard.own_function_hash FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mana_guard.own_function_hash TO PUBLIC;

CREATE OR REPLACE FUNCTION mana_guard.status(
    OUT version text, OUT extension_version text, OUT enabled bool, OUT preloaded bool, OUT profile text, OUT rules_error int4,
    OUT rules_warn int4, OUT rules_log int4, OUT rules_off int4, OUT max_severity mana_guard.severity, OUT exemptions_expired int8,
    OUT exemptions_left_behind text[], OUT unseen_events text[], OUT problems text[])
    RETURNS record LANGUAGE sql STABLE
    BEGIN ATOMIC
        SELECT guard.version, extension.extversion, guard.enabled, guard.preloaded, guard.profile, guard.rules_error, guard.rules_warn,
               guard.rules_log, guard.rules_off, guard.max_severity::mana_guard.severity,
               (SELECT count(*) FROM mana_guard.exemptions WHERE until <= statement_timestamp()),
               ARRAY(SELECT format('exemption %s: %s', one.id, missing.name)
                     FROM mana_guard.exemptions AS one,
                          mana_guard.missing_object(one.schema_pattern, one.object_pattern, one.column_pattern) AS missing (name)
                     WHERE missing.name IS NOT NULL ORDER BY one.id),
               guard.unseen_events,
               guard.problems
               || ARRAY(SELECT format('rule %s: its function %I.%I was replaced: look at it, then run add_rule() again',
                                      own.name, own.function_schema, own.function_name)
                        FROM mana_guard.own_rules AS own
                        WHERE own.function_hash <> mana_guard.own_function_hash(own.function_schema, own.function_name)
                        ORDER BY own.code COLLATE "C")
               || CASE WHEN guard.version <> extension.extversion THEN ARRAY[format(
                   'this session''s library is version %s, the extension is version %s: run ALTER EXTENSION mana_guard UPDATE, then reconnect',
                   guard.version, extension.extversion)] END
        FROM mana_guard.guard_status() AS guard, pg_extension AS extension
        WHERE extension.extname = 'mana_guard';
    END;

-- The policy as a document.

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
            'own_rules', coalesce((
                SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                    'name', name, 'code', code, 'function_schema', function_schema, 'function_name', function_name,
                    'applies_to', applies_to, 'severity', severity, 'timing', timing, 'summary', summary, 'why', why))
                    ORDER BY code COLLATE "C")
                FROM mana_guard.own_rules), '[]'),
            'service_schemas', coalesce((
                SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                    'service', service, 'schema_name', schema_name, 'owner_role', owner_role,
                    'migration_lock_id', migration_lock_id, 'removed', nullif(removed, false))) ORDER BY schema_name COLLATE "C")
                FROM mana_guard.service_schemas), '[]'),
            'exemptions', coalesce((SELECT rows FROM exempt WHERE NOT is_baseline), '[]'),
            'baseline', coalesce((SELECT rows FROM exempt WHERE is_baseline), '[]'));
    END;

CREATE FUNCTION mana_guard.import_own_rules(document jsonb) RETURNS void LANGUAGE sql
    BEGIN ATOMIC
        MERGE INTO mana_guard.own_rules AS known
        USING (
            SELECT name, code, function_schema, function_name, coalesce(applies_to, '{table}') AS applies_to,
                   coalesce(severity, 'warn') AS severity, coalesce(timing, 'statement') AS timing, summary, why
            FROM jsonb_populate_recordset(NULL::mana_guard.own_rules, import_own_rules.document -> 'own_rules')) AS new
        ON known.name = new.name
        WHEN MATCHED AND (known.code, known.function_schema, known.function_name, known.applies_to, known.severity,
                          known.timing, known.summary, known.why)
            IS DISTINCT FROM (new.code, new.function_schema, new.function_name, new.applies_to, new.severity, new.timing,
                              new.summary, new.why) THEN
            UPDATE SET code = new.code, function_schema = new.function_schema, function_name = new.function_name,
                applies_to = new.applies_to, severity = new.severity, timing = new.timing, summary = new.summary,
                why = new.why, function_hash = mana_guard.own_function_hash(new.function_schema, new.function_name)
        WHEN NOT MATCHED THEN
            INSERT (name, code, function_schema, function_name, applies_to, severity, timing, summary, why, function_hash)
            VALUES (new.name, new.code, new.function_schema, new.function_name, new.applies_to, new.severity, new.timing,
                    new.summary, new.why, mana_guard.own_function_hash(new.function_schema, new.function_name));
    END;

CREATE FUNCTION mana_guard.remove_other_rules(document jsonb) RETURNS void LANGUAGE sql
    BEGIN ATOMIC
        SELECT mana_guard.remove_rule(own.name) FROM mana_guard.own_rules AS own
        WHERE remove_other_rules.document ? 'own_rules' AND NOT EXISTS (
            SELECT FROM jsonb_populate_recordset(NULL::mana_guard.own_rules, remove_other_rules.document -> 'own_rules') AS one
            WHERE one.name = own.name);
    END;

CREATE OR REPLACE FUNCTION mana_guard.import_policy(document jsonb) RETURNS void LANGUAGE sql
    BEGIN ATOMIC
        SELECT mana_guard.check_document(import_policy.document);

        SELECT mana_guard.use_profile(import_policy.document ->> 'profile')
        WHERE import_policy.document ? 'profile';

        -- An unchanged row is not touched; a part that the document leaves out stays as it is.
        -- What the other rows are about comes first, and goes last. Who leaves own rules as they are needs no right to them.
        SELECT mana_guard.import_own_rules(import_policy.document)
        WHERE import_policy.document -> 'own_rules' <> mana_guard.export_policy() -> 'own_rules';

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

        SELECT mana_guard.remove_other_rules(import_policy.document)
        WHERE import_policy.document -> 'own_rules' <> mana_guard.export_policy() -> 'own_rules';
    END;

-- A policy that proposes itself.

-- With names of types as the rules compare them.
CREATE FUNCTION mana_guard.suggest_policy(min_objects int4 DEFAULT 20) RETURNS jsonb LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
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
        ), found AS MATERIALIZED (
            SELECT found.* FROM proposed, mana_guard.simulate(jsonb_build_object('mana_guard', 1, 'policy', proposed.policy)) AS found
            WHERE found.severity >= 'warn' AND NOT found.exempt
        ), louder AS (
            -- Rules that find much more under these rows, since another that is off or milder now said the same.
            SELECT kept.rule, subjects - count(DISTINCT (schema_name, object_name)) AS keep, subjects, noun
            FROM kept JOIN found ON found.rule = kept.rule
            WHERE kept.noun = 'tables' AND NOT EXISTS (SELECT FROM rows WHERE row ->> 'rule' = kept.rule)
            GROUP BY kept.rule, subjects, noun HAVING (subjects - count(DISTINCT (schema_name, object_name))) * 20 < subjects * 19
        ), final AS (
            SELECT coalesce((
                       SELECT jsonb_agg(jsonb_build_object('rule', rule, 'severity', CASE WHEN keep * 10 >= subjects * 6 THEN 'log' ELSE 'off' END,
                                  'reason', format('Suggested: %s of %s %s keep to it.', keep, subjects, noun)) ORDER BY rule COLLATE "C") FROM louder), '[]')
                || coalesce((
                       SELECT jsonb_agg(one ORDER BY place) FROM jsonb_array_elements(proposed.policy) WITH ORDINALITY AS known(one, place)
                       WHERE one ? 'role_name' OR one ->> 'schema_pattern' <> '*' OR one ->> 'object_pattern' <> '*'
                          OR NOT EXISTS (SELECT FROM louder WHERE rule = one ->> 'rule')), '[]') AS policy
            FROM proposed
        ), exceptions AS (
            SELECT jsonb_agg(DISTINCT jsonb_strip_nulls(jsonb_build_object(
                       'rule', found.rule, 'schema_pattern', found.schema_name, 'object_pattern', found.object_name,
                       'column_pattern', coalesce(found.column_name, found.part_name), 'value', found.value,
                       'reason', 'It was so when the policy was suggested.'))) AS rows
            FROM found WHERE NOT EXISTS (SELECT FROM louder WHERE louder.rule = found.rule)
        )
        SELECT jsonb_build_object('mana_guard', 1, 'profile', stored.document -> 'profile', 'policy', final.policy,
                                  'exemptions', (stored.document -> 'exemptions') || coalesce(exceptions.rows, '[]'))
        FROM stored, final, exceptions;
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
