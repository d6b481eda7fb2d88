-- mana_guard 0.5.0 to 0.6.0. As the script of a version, it runs with search_path set to pg_catalog, pg_temp.
\echo Use "ALTER EXTENSION mana_guard UPDATE" to load this file. \quit

-- First, so that they don't check this script.
DROP EVENT TRIGGER mana_guard_ddl_command_start;
DROP EVENT TRIGGER mana_guard_ddl_command_end;

ALTER TYPE mana_guard.finding ADD ATTRIBUTE owner text;


CREATE TABLE mana_guard.debt (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    counted_on date NOT NULL,
    owner text,
    schema_name text,
    rule text NOT NULL,
    code text NOT NULL,
    severity mana_guard.severity NOT NULL,
    findings int8 NOT NULL,
    exempt int8 NOT NULL,
    CONSTRAINT debt_count_key UNIQUE NULLS NOT DISTINCT (counted_on, owner, schema_name, rule, severity)
);
COMMENT ON TABLE mana_guard.debt IS 'What audit() found on a day, counted by owner, schema and rule: written by mana_guard.count_debt().';
COMMENT ON COLUMN mana_guard.debt.owner IS 'The role that owns the objects.';
COMMENT ON COLUMN mana_guard.debt.findings IS 'How many findings there were; 0 on the first day on which there is none left.';
COMMENT ON COLUMN mana_guard.debt.exempt IS 'How many of them were exempt.';

CREATE VIEW mana_guard.debt_by_week AS
    SELECT date_trunc('week', one.counted_on)::date AS week, one.owner, one.rule, one.code, sum(one.findings)::int8 AS findings,
           sum(one.exempt)::int8 AS exempt,
           (sum(one.findings) - lag(sum(one.findings)) OVER (PARTITION BY one.owner, one.rule, one.code
                                                             ORDER BY date_trunc('week', one.counted_on)))::int8 AS change
    FROM mana_guard.debt AS one
    JOIN (SELECT max(counted_on) AS counted_on FROM mana_guard.debt GROUP BY date_trunc('week', counted_on)) AS last USING (counted_on)
    GROUP BY date_trunc('week', one.counted_on), one.owner, one.rule, one.code;
COMMENT ON VIEW mana_guard.debt_by_week IS 'The last count of each week by owner and rule, and the change since the owner''s count before it.';
GRANT SELECT ON mana_guard.debt, mana_guard.debt_by_week TO PUBLIC;
SELECT pg_extension_config_dump('mana_guard.debt', '');

CREATE OR REPLACE FUNCTION mana_guard.audit(schema_pattern text DEFAULT '*', object_pattern text DEFAULT '*')
    RETURNS SETOF mana_guard.finding LANGUAGE c STABLE STRICT AS 'MODULE_PATHNAME', 'mana_guard_audit_0_6';

CREATE OR REPLACE FUNCTION mana_guard.findings(object regclass) RETURNS SETOF mana_guard.finding
    LANGUAGE c STABLE STRICT AS 'MODULE_PATHNAME', 'mana_guard_findings_0_6';

CREATE OR REPLACE FUNCTION mana_guard.simulate(policy jsonb) RETURNS SETOF mana_guard.finding
    LANGUAGE c STABLE STRICT AS 'MODULE_PATHNAME', 'mana_guard_simulate_0_6';

DROP FUNCTION mana_guard.status();
CREATE FUNCTION mana_guard.status(
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
               guard.problems || CASE WHEN guard.version <> extension.extversion THEN ARRAY[format(
                   'the library of this session is version %s, the extension version %s: run ALTER EXTENSION mana_guard UPDATE, then reconnect',
                   guard.version, extension.extversion)] END
        FROM mana_guard.guard_status() AS guard, pg_extension AS extension
        WHERE extension.extname = 'mana_guard';
    END;
COMMENT ON FUNCTION mana_guard.status IS 'One row: whether the guard stands, how many rules hold how strictly, which exemptions have ended or have lost their object, which commands PostgreSQL doesn''t tell it of.';

DROP FUNCTION mana_guard.fix(regclass);
CREATE FUNCTION mana_guard.fix(object regclass, include_exempt bool DEFAULT true) RETURNS SETOF text
    LANGUAGE c STABLE STRICT AS 'MODULE_PATHNAME', 'mana_guard_fix';
COMMENT ON FUNCTION mana_guard.fix IS 'The SQL that mends what the rules find in a relation, in an order that runs; that of exempt findings too, unless include_exempt is false. Some can''t run together, such as two renames of one thing: run it, and ask again until there is nothing. What names a schema that nobody knows is a comment.';

DROP FUNCTION mana_guard.baseline(text);
CREATE FUNCTION mana_guard.baseline(
    reason text, schema_pattern text DEFAULT '*', rule text DEFAULT '*', until timestamptz DEFAULT NULL)
    RETURNS int8 LANGUAGE sql
    BEGIN ATOMIC
        -- Refuses what is no rule, also where nothing is found.
        SELECT mana_guard.canonical_rule(btrim(part)) FROM regexp_split_to_table(coalesce(baseline.rule, ''), ',') AS part;

        WITH meant AS (
            SELECT DISTINCT known.name
            FROM regexp_split_to_table(coalesce(baseline.rule, ''), ',') AS part,
                 mana_guard.canonical_rule(btrim(part)) AS one
            JOIN mana_guard.list_rules() AS known
                ON known.category = one
                OR known.name LIKE replace(replace(replace(one, '_', '\_'), '*', '%'), '?', '_')),
        added AS (
            INSERT INTO mana_guard.exemptions (rule, schema_pattern, object_pattern, column_pattern, value, reason, until, is_baseline)
            SELECT DISTINCT found.rule, coalesce(found.schema_name, '*'), coalesce(found.object_name, '*'),
                   coalesce(found.column_name, found.part_name), coalesce(found.value, ''), baseline.reason, baseline.until, true
            FROM mana_guard.audit(baseline.schema_pattern) AS found JOIN meant ON meant.name = found.rule
            WHERE NOT found.exempt
            ON CONFLICT ON CONSTRAINT exemptions_breach_key DO UPDATE
                SET reason = excluded.reason, until = excluded.until, is_baseline = true
            RETURNING id)
        SELECT count(*) FROM added;
    END;
COMMENT ON FUNCTION mana_guard.baseline IS 'Exempts every finding that exists now, or those in some schemas, of some rules (as exempt() takes them), until a date; and nothing more: a second violation by the same object is still refused. Returns how many.';

CREATE FUNCTION mana_guard.count_debt() RETURNS int8 LANGUAGE sql
    BEGIN ATOMIC
        DELETE FROM mana_guard.debt WHERE counted_on = CURRENT_DATE;
        INSERT INTO mana_guard.debt (counted_on, owner, schema_name, rule, code, severity, findings, exempt)
        SELECT CURRENT_DATE, owner, schema_name, rule, code, severity, count(*), count(*) FILTER (WHERE exempt)
        FROM mana_guard.audit() GROUP BY owner, schema_name, rule, code, severity;
        -- What was there the last time and isn't any more.
        INSERT INTO mana_guard.debt (counted_on, owner, schema_name, rule, code, severity, findings, exempt)
        SELECT CURRENT_DATE, before.owner, before.schema_name, before.rule, before.code, before.severity, 0, 0
        FROM mana_guard.debt AS before
        WHERE before.counted_on = (SELECT max(counted_on) FROM mana_guard.debt WHERE counted_on < CURRENT_DATE) AND before.findings > 0
        ON CONFLICT ON CONSTRAINT debt_count_key DO NOTHING;
        SELECT coalesce(sum(findings), 0)::int8 FROM mana_guard.debt WHERE counted_on = CURRENT_DATE;
    END;
COMMENT ON FUNCTION mana_guard.count_debt IS 'Counts what audit() finds by owner, schema and rule, once a day: a second count of a day takes the place of the first. Returns how many findings there are. View mana_guard.debt_by_week shows the counts.';

DROP FUNCTION mana_guard.deprecate(regclass, text, name);
CREATE FUNCTION mana_guard.deprecate(relation regclass, reason text, column_name name DEFAULT NULL)
    RETURNS timestamptz LANGUAGE c AS 'MODULE_PATHNAME', 'mana_guard_deprecate';
COMMENT ON FUNCTION mana_guard.deprecate IS 'Announces that the relation, or its column, will be dropped; returns since when that is known. Once more: a new reason, the same date. For the relation''s owner, and for who may write mana_guard.deprecations.';

CREATE OR REPLACE FUNCTION mana_guard.export_policy() RETURNS jsonb LANGUAGE sql STABLE SET timezone = 'UTC'
    BEGIN ATOMIC
        SELECT jsonb_build_object(
            'mana_guard', 1,
            'profile', coalesce((SELECT name FROM mana_guard.active_profile), 'guidelines'),
            'policy', coalesce((
                SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                    'rule', rule, 'schema_pattern', schema_pattern, 'object_pattern', object_pattern,
                    'role_name', role_name, 'severity', severity, 'timing', timing, 'existing', existing,
                    'exemptions_follow', exemptions_follow, 'params', params, 'advice', advice, 'docs_url', docs_url,
                    'reason', reason)) ORDER BY rule COLLATE "C", schema_pattern COLLATE "C", object_pattern COLLATE "C", role_name)
                FROM mana_guard.policy), '[]'),
            'service_schemas', coalesce((
                SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                    'service', service, 'schema_name', schema_name, 'owner_role', owner_role,
                    'migration_lock_id', migration_lock_id, 'removed', nullif(removed, false))) ORDER BY schema_name COLLATE "C")
                FROM mana_guard.service_schemas), '[]'),
            'exemptions', coalesce((
                SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                    'rule', rule, 'schema_pattern', schema_pattern, 'object_pattern', object_pattern,
                    'column_pattern', column_pattern, 'value', value, 'reason', reason, 'ticket', ticket,
                    'until', until))
                    ORDER BY rule COLLATE "C", schema_pattern COLLATE "C", object_pattern COLLATE "C",
                             column_pattern COLLATE "C" NULLS FIRST, value COLLATE "C" NULLS FIRST)
                FROM mana_guard.exemptions WHERE NOT is_baseline), '[]'),
            'baseline', coalesce((
                SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                    'rule', rule, 'schema_pattern', schema_pattern, 'object_pattern', object_pattern,
                    'column_pattern', column_pattern, 'value', value, 'reason', reason, 'ticket', ticket,
                    'until', until))
                    ORDER BY rule COLLATE "C", schema_pattern COLLATE "C", object_pattern COLLATE "C",
                             column_pattern COLLATE "C" NULLS FIRST, value COLLATE "C" NULLS FIRST)
                FROM mana_guard.exemptions WHERE is_baseline), '[]'));
    END;
COMMENT ON FUNCTION mana_guard.export_policy IS 'The policy, the registry, the exemptions and the baseline as one document, for version control.';

CREATE OR REPLACE FUNCTION mana_guard.import_policy(document jsonb) RETURNS void LANGUAGE sql
    BEGIN ATOMIC
        SELECT mana_guard.check_document(import_policy.document);

        SELECT mana_guard.use_profile(import_policy.document ->> 'profile')
        WHERE import_policy.document ? 'profile';

        -- A row that is the same stays untouched; a part that the document leaves out stays as it is.
        MERGE INTO mana_guard.policy AS known
        USING (
            SELECT mana_guard.canonical_rule(rule) AS rule, coalesce(schema_pattern, '*') AS schema_pattern,
                   coalesce(object_pattern, '*') AS object_pattern, role_name, severity, timing, existing,
                   exemptions_follow, coalesce(params, '{}') AS params, advice, docs_url, reason, true AS stays
            FROM jsonb_populate_recordset(NULL::mana_guard.policy, import_policy.document -> 'policy')
            UNION ALL
            SELECT rule, schema_pattern, object_pattern, role_name, severity, timing, existing, exemptions_follow, params,
                   advice, docs_url, reason, false
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
                          known.advice, known.docs_url, known.reason)
            IS DISTINCT FROM (new.severity, new.timing, new.existing, new.exemptions_follow, new.params, new.advice,
                              new.docs_url, new.reason) THEN
            UPDATE SET severity = new.severity, timing = new.timing, existing = new.existing,
                exemptions_follow = new.exemptions_follow, params = new.params, advice = new.advice,
                docs_url = new.docs_url, reason = new.reason
        WHEN NOT MATCHED THEN
            INSERT (rule, schema_pattern, object_pattern, role_name, severity, timing, existing, exemptions_follow,
                    params, advice, docs_url, reason)
            VALUES (new.rule, new.schema_pattern, new.object_pattern, new.role_name, new.severity, new.timing,
                    new.existing, new.exemptions_follow, new.params, new.advice, new.docs_url, new.reason);

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

REVOKE ALL ON FUNCTION mana_guard.baseline, mana_guard.count_debt FROM PUBLIC;

-- Last, for the same reason.
CREATE EVENT TRIGGER mana_guard_ddl_command_start ON ddl_command_start
    EXECUTE FUNCTION mana_guard.on_ddl_command_start();
CREATE EVENT TRIGGER mana_guard_ddl_command_end ON ddl_command_end
    EXECUTE FUNCTION mana_guard.on_ddl_command_end();
ALTER EVENT TRIGGER mana_guard_ddl_command_start ENABLE ALWAYS;
ALTER EVENT TRIGGER mana_guard_ddl_command_end ENABLE ALWAYS;
