-- mana_guard 0.5.0 to 0.6.0. As the script of a version, it runs with search_path set to pg_catalog, pg_temp.
\echo Use "ALTER EXTENSION mana_guard UPDATE" to load this file. \quit

-- First, so that they don't check this script.
DROP EVENT TRIGGER mana_guard_ddl_command_start;
DROP EVENT TRIGGER mana_guard_ddl_command_end;

ALTER TYPE mana_guard.finding ADD ATTRIBUTE owner text;

COMMENT ON TYPE mana_guard.timing IS 'When a rule is checked: before the command runs, at the end of the statement, or at COMMIT.';
COMMENT ON TYPE mana_guard.finding IS 'A finding of a rule about an object. It is identified by rule, object, column or part (an index, a constraint...) and value.';
COMMENT ON TABLE mana_guard.policy IS 'Your team''s rows, which override the profile: where a rule applies and how strictly. The most specific row wins, attribute by attribute.';
COMMENT ON COLUMN mana_guard.policy.schema_pattern IS 'The schemas to which the row applies: a name, a pattern with * and ?, or * for all.';
COMMENT ON COLUMN mana_guard.policy.object_pattern IS 'The relations to which the row applies: a name, a pattern with * and ?, or * for all.';
COMMENT ON COLUMN mana_guard.policy.role_name IS 'To whom the row applies: a role and its members; null for everyone.';
COMMENT ON COLUMN mana_guard.policy.severity IS 'How strictly the rule is enforced; null leaves that to a less specific row or the profile.';
COMMENT ON COLUMN mana_guard.policy.timing IS 'When the rule is checked: before the command runs, at the end of the statement, or at COMMIT.';
COMMENT ON COLUMN mana_guard.policy.existing IS 'How a violation that existed before an ALTER is reported: ignore, notice (one NOTICE per table; the default), warn, or enforce (like a new one).';
COMMENT ON COLUMN mana_guard.policy.advice IS 'Your team''s own advice, shown in the HINT.';
COMMENT ON COLUMN mana_guard.policy.docs_url IS 'The URL of your team''s own page, shown in the HINT.';
COMMENT ON COLUMN mana_guard.policy.reason IS 'Why the row exists.';
COMMENT ON TABLE mana_guard.exemptions IS 'Known violations that are tolerated, why and until when. An exemption no longer applies after its date.';
COMMENT ON COLUMN mana_guard.exemptions.column_pattern IS 'A column or part of the object; null for the object and all its columns.';
COMMENT ON COLUMN mana_guard.exemptions.value IS 'The offending value, as findings show it: a violation by another value is not exempt. Null for any value.';
COMMENT ON COLUMN mana_guard.exemptions.is_baseline IS 'Whether mana_guard.baseline() created the row.';
COMMENT ON TABLE mana_guard.service_schemas IS 'Your team''s registry, which overrides the profile''s: which service each schema belongs to, and its owner role. View mana_guard.registry shows both.';
COMMENT ON COLUMN mana_guard.service_schemas.owner_role IS 'The only role, with its members, that may change the schema; null for any.';
COMMENT ON COLUMN mana_guard.service_schemas.migration_lock_id IS 'The key of the advisory lock that the service''s migrations take.';
COMMENT ON COLUMN mana_guard.service_schemas.removed IS 'Whether the row removes the profile''s entry for this schema.';
COMMENT ON TABLE mana_guard.active_profile IS 'The profile below your team''s rows: one row; no row means the profile guidelines.';
COMMENT ON TABLE mana_guard.policy_history IS 'Every change to the policy''s tables: who changed what, and when.';
COMMENT ON TABLE mana_guard.log IS 'Findings that did not abort their statement, with their severity by the policy and as reported.';
COMMENT ON COLUMN mana_guard.log.command_tag IS 'The tag of the statement; COMMIT for findings at COMMIT.';
COMMENT ON COLUMN mana_guard.log.severity IS 'The severity by the policy.';
COMMENT ON COLUMN mana_guard.log.told IS 'The severity at which the finding was reported: lower than severity because of mana_guard.max_severity, an override, or because the violation existed before.';
COMMENT ON VIEW mana_guard.log_by_week IS 'How often each rule was violated in each schema, by week.';

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
COMMENT ON TABLE mana_guard.debt IS 'The findings of audit() on a day, counted by owner, schema and rule; written by mana_guard.count_debt().';
COMMENT ON COLUMN mana_guard.debt.owner IS 'The role that owns the objects.';
COMMENT ON COLUMN mana_guard.debt.findings IS 'The number of findings; 0 on the first day on which none is left.';
COMMENT ON COLUMN mana_guard.debt.exempt IS 'The number of exempt findings among them.';

CREATE VIEW mana_guard.debt_by_week AS
    SELECT date_trunc('week', one.counted_on)::date AS week, one.owner, one.rule, one.code, sum(one.findings)::int8 AS findings,
           sum(one.exempt)::int8 AS exempt,
           (sum(one.findings) - lag(sum(one.findings)) OVER (PARTITION BY one.owner, one.rule, one.code
                                                             ORDER BY date_trunc('week', one.counted_on)))::int8 AS change
    FROM mana_guard.debt AS one
    JOIN (SELECT max(counted_on) AS counted_on FROM mana_guard.debt GROUP BY date_trunc('week', counted_on)) AS last USING (counted_on)
    GROUP BY date_trunc('week', one.counted_on), one.owner, one.rule, one.code;
COMMENT ON VIEW mana_guard.debt_by_week IS 'The last count of each week by owner and rule, and the change since the previous week with a count.';
COMMENT ON TABLE mana_guard.deprecations IS 'Relations and columns announced for removal, and since when.';
COMMENT ON COLUMN mana_guard.deprecations.column_name IS 'The column; null for the whole relation.';
GRANT SELECT ON mana_guard.debt, mana_guard.debt_by_week TO PUBLIC;
SELECT pg_extension_config_dump('mana_guard.debt', '');
COMMENT ON VIEW mana_guard.rules IS 'The catalogue: every rule, its severity in the profile and in force (where no pattern applies), and its parameters with their defaults.';
COMMENT ON VIEW mana_guard.registry IS 'The registry in force: your team''s schemas, and those of the profile that they do not override.';

CREATE OR REPLACE FUNCTION mana_guard.audit(schema_pattern text DEFAULT '*', object_pattern text DEFAULT '*')
    RETURNS SETOF mana_guard.finding LANGUAGE c STABLE STRICT AS 'MODULE_PATHNAME', 'mana_guard_audit_0_6';
COMMENT ON FUNCTION mana_guard.audit IS 'The findings for everything in the database, or for the objects whose schema and name match; includes exempt findings.';

CREATE OR REPLACE FUNCTION mana_guard.findings(object regclass) RETURNS SETOF mana_guard.finding
    LANGUAGE c STABLE STRICT AS 'MODULE_PATHNAME', 'mana_guard_findings_0_6';
COMMENT ON FUNCTION mana_guard.findings IS 'The findings for one relation; includes exempt findings.';

CREATE OR REPLACE FUNCTION mana_guard.simulate(policy jsonb) RETURNS SETOF mana_guard.finding
    LANGUAGE c STABLE STRICT AS 'MODULE_PATHNAME', 'mana_guard_simulate_0_6';
COMMENT ON FUNCTION mana_guard.simulate IS 'The findings of audit() under another policy, a document such as export_policy() returns.';
COMMENT ON FUNCTION mana_guard.check_now IS 'Checks now what would be checked at COMMIT.';
COMMENT ON FUNCTION mana_guard.explain IS 'How every rule applies to an object, schema.name, and to the current role: each attribute, with the row that it comes from. The object need not exist.';
COMMENT ON FUNCTION mana_guard.missing_object IS 'The quoted name of the schema, object, column or part that an exemption names, if it does not exist; null if it exists, and for patterns.';

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
                   'this session''s library is version %s, the extension is version %s: run ALTER EXTENSION mana_guard UPDATE, then reconnect',
                   guard.version, extension.extversion)] END
        FROM mana_guard.guard_status() AS guard, pg_extension AS extension
        WHERE extension.extname = 'mana_guard';
    END;
COMMENT ON FUNCTION mana_guard.status IS 'One row: whether the guard is in force, the number of rules by severity, which exemptions have ended or name a missing object, and for which commands PostgreSQL fires no event trigger.';

DROP FUNCTION mana_guard.fix(regclass);
CREATE FUNCTION mana_guard.fix(object regclass, include_exempt bool DEFAULT true) RETURNS SETOF text
    LANGUAGE c STABLE STRICT AS 'MODULE_PATHNAME', 'mana_guard_fix';
COMMENT ON FUNCTION mana_guard.fix IS 'The SQL that fixes the findings in a relation, in an order that can be run; includes exempt findings unless include_exempt is false. Some fixes cannot run together, such as two renames of one object: run the SQL and call the function again until it returns nothing. A statement that needs an unknown schema is a comment.';
COMMENT ON FUNCTION mana_guard.set_rule IS 'Sets how strictly a rule is enforced at a place: writes a row of mana_guard.policy, which replaces one for the same place.';
COMMENT ON FUNCTION mana_guard.split_name IS 'Splits schema.object.column as exempt() does.';
COMMENT ON FUNCTION mana_guard.canonical_rule IS 'The name of the rule with this name or code; a category or a pattern is returned unchanged.';

CREATE FUNCTION mana_guard.selected_rules(rule text) RETURNS SETOF text
    LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'mana_guard_selected_rules';
COMMENT ON FUNCTION mana_guard.selected_rules IS 'The names of the rules that a row for this rule selects: a name or code, a category, a pattern, or *.';

CREATE OR REPLACE FUNCTION mana_guard.exempt(
    object text, rule text, reason text, until timestamptz DEFAULT NULL, ticket text DEFAULT NULL)
    RETURNS SETOF int8 LANGUAGE sql
    BEGIN ATOMIC
        INSERT INTO mana_guard.exemptions AS known (rule, schema_pattern, object_pattern, column_pattern, reason, until, ticket)
        -- A rule may be given by name and by code.
        SELECT DISTINCT coalesce((SELECT rule.name FROM mana_guard.list_rules() AS rule
                                  WHERE rule.code = btrim(one)), btrim(one)),
               name.schema_pattern, coalesce(name.object_pattern, '*'), name.column_pattern,
               exempt.reason, exempt.until, exempt.ticket
        FROM mana_guard.split_name(exempt.object) AS name,
             -- An empty text has one part, which is refused; string_to_table() would return no row for it.
             regexp_split_to_table(coalesce(exempt.rule, ''), ',') AS one
        ON CONFLICT ON CONSTRAINT exemptions_breach_key DO UPDATE
            SET reason = excluded.reason, until = excluded.until, ticket = excluded.ticket
        RETURNING id;
    END;
COMMENT ON FUNCTION mana_guard.exempt IS 'Waives a rule, or several separated by commas, for one object: schema.table, schema.table.column or schema.*; with a reason and, optionally, an end. Returns the ids of the exemptions.';
COMMENT ON FUNCTION mana_guard.use_profile IS 'Puts another profile below your team''s rows: guidelines, mana_platform, mana_sync, strict or migrations. The rows are not changed.';

DROP FUNCTION mana_guard.baseline(text);
CREATE FUNCTION mana_guard.baseline(
    reason text, schema_pattern text DEFAULT '*', rule text DEFAULT '*', until timestamptz DEFAULT NULL)
    RETURNS int8 LANGUAGE sql
    BEGIN ATOMIC
        -- Refuses an unknown rule even if nothing is found.
        SELECT count(*) FROM regexp_split_to_table(coalesce(baseline.rule, ''), ',') AS part, mana_guard.selected_rules(btrim(part));

        WITH meant AS (
            SELECT DISTINCT name
            FROM regexp_split_to_table(coalesce(baseline.rule, ''), ',') AS part, mana_guard.selected_rules(btrim(part)) AS name),
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
COMMENT ON FUNCTION mana_guard.baseline IS 'Exempts every current finding, or those in schemas that match and of rules named as in exempt(), until a date, and nothing more: a further violation by the same object is still refused. Returns the number of exemptions.';

CREATE FUNCTION mana_guard.count_debt() RETURNS int8 LANGUAGE sql
    BEGIN ATOMIC
        DELETE FROM mana_guard.debt WHERE counted_on = CURRENT_DATE;
        INSERT INTO mana_guard.debt (counted_on, owner, schema_name, rule, code, severity, findings, exempt)
        SELECT CURRENT_DATE, owner, schema_name, rule, code, severity, count(*), count(*) FILTER (WHERE exempt)
        FROM mana_guard.audit() GROUP BY owner, schema_name, rule, code, severity
        ON CONFLICT ON CONSTRAINT debt_count_key DO UPDATE SET findings = excluded.findings, exempt = excluded.exempt;
        -- What the last count had and is no longer there.
        INSERT INTO mana_guard.debt (counted_on, owner, schema_name, rule, code, severity, findings, exempt)
        SELECT CURRENT_DATE, before.owner, before.schema_name, before.rule, before.code, before.severity, 0, 0
        FROM mana_guard.debt AS before
        WHERE before.counted_on = (SELECT max(counted_on) FROM mana_guard.debt WHERE counted_on < CURRENT_DATE) AND before.findings > 0
        ON CONFLICT ON CONSTRAINT debt_count_key DO NOTHING;
        SELECT coalesce(sum(findings), 0)::int8 FROM mana_guard.debt WHERE counted_on = CURRENT_DATE;
    END;
COMMENT ON FUNCTION mana_guard.count_debt IS 'Counts the findings of audit() by owner, schema and rule. A second count on the same day replaces the first. Returns the number of findings. View mana_guard.debt_by_week shows the counts.';
COMMENT ON FUNCTION mana_guard.prune_log IS 'Deletes log rows older than an interval such as ''90 days''; returns their number.';

DROP FUNCTION mana_guard.deprecate(regclass, text, name);
CREATE FUNCTION mana_guard.deprecate(relation regclass, reason text, column_name name DEFAULT NULL)
    RETURNS timestamptz LANGUAGE c AS 'MODULE_PATHNAME', 'mana_guard_deprecate';
COMMENT ON FUNCTION mana_guard.deprecate IS 'Announces that the relation, or one of its columns, will be dropped; returns the time of the announcement. A second call changes the reason, not the time. For the relation''s owner, and for roles that may write mana_guard.deprecations.';
COMMENT ON VIEW mana_guard.deprecations_due IS 'What is announced for removal, and from when the policy allows it.';

CREATE OR REPLACE FUNCTION mana_guard.append_only() RETURNS trigger LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'MG716', MESSAGE = format('table %I.%I is append-only: %s is refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP),
        SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, CONSTRAINT = 'migration_log_append_only',
        DETAIL = 'MG716 migration_log_append_only: a migration tool knows from its rows what has been run.',
        HINT = 'Write a new migration that undoes it. A superuser can bypass this with SET session_replication_role = replica, in that session only.';
END $$;
COMMENT ON FUNCTION mana_guard.append_only IS 'A trigger function that refuses UPDATE, DELETE and TRUNCATE, for the logs of migration tools.';

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
                    'exemptions_follow', exemptions_follow, 'params', params, 'advice', advice, 'docs_url', docs_url,
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
COMMENT ON FUNCTION mana_guard.export_policy IS 'The policy, the registry, the exemptions and the baseline as one document, for version control.';
COMMENT ON FUNCTION mana_guard.document_errors IS 'The errors for which import_policy() would refuse a document, each with its path; no rows if it would accept it.';
COMMENT ON FUNCTION mana_guard.check_document IS 'Raises MG900 with all errors of a document.';

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
COMMENT ON FUNCTION mana_guard.import_policy IS 'Replaces the policy with the document: adds, changes and removes rows; a part that it leaves out stays as it is. An invalid document changes nothing, and each error is reported with its path.';

REVOKE ALL ON FUNCTION mana_guard.baseline, mana_guard.count_debt FROM PUBLIC;

-- Last, for the same reason.
CREATE EVENT TRIGGER mana_guard_ddl_command_start ON ddl_command_start
    EXECUTE FUNCTION mana_guard.on_ddl_command_start();
CREATE EVENT TRIGGER mana_guard_ddl_command_end ON ddl_command_end
    EXECUTE FUNCTION mana_guard.on_ddl_command_end();
ALTER EVENT TRIGGER mana_guard_ddl_command_start ENABLE ALWAYS;
ALTER EVENT TRIGGER mana_guard_ddl_command_end ENABLE ALWAYS;
