-- (f) the guard with a large house's policy: as many rows, and as many exemptions, as :rows says, none of which holds for
-- what is measured. Beside (d) it shows that the cost of a statement doesn't grow with them.
\if :{?rows}
\else
    \set rows 10000
\endif
CREATE EXTENSION mana_guard;

-- Roles are the cluster's: another arm may have made them.
SELECT format('CREATE ROLE bench_team_%s', n) FROM generate_series(1, 40) AS n
WHERE to_regrole('bench_team_' || n) IS NULL
\gexec

-- Of every 100 rows: 45 for one table, 20 for tables whose names begin alike, 15 for a schema, 8 for schemas whose names
-- begin alike, 8 for a role in a schema, 2 for a role everywhere (each role once a rule), 1 for names that end alike, the
-- rest for such names in one schema.
WITH row AS (
    SELECT n, n % 100 AS part,
           (ARRAY['user_id_text', 'user_reference_text', 'require_timestamps', 'timestamp_shape', 'no_table_in_public'])[n / 100 % 5 + 1] AS rule,
           (ARRAY['columns', 'types', 'placement'])[n / 100 % 3 + 1] AS category,
           (ARRAY['customer', 'invoice_line', 'audit', 'log', 'session_token', 'ab'])[n % 6 + 1] AS noun
    FROM generate_series(0, :rows - 1) AS n
)
INSERT INTO mana_guard.policy (rule, schema_pattern, object_pattern, role_name, severity, params, advice, reason)
SELECT CASE WHEN part % 4 = 0 AND part NOT BETWEEN 96 AND 97 THEN category ELSE rule END,
       CASE WHEN part < 45 THEN 'legacy_' || n % 200
            WHEN part < 65 THEN '*'
            WHEN part < 80 THEN 'service_' || n
            WHEN part < 88 THEN 'tenant_' || n || '_*'
            WHEN part < 96 THEN 'service_' || n
            WHEN part < 99 THEN '*'
            ELSE 'legacy_' || n % 200 END,
       CASE WHEN part < 45 THEN noun || '_' || n
            WHEN part < 65 THEN 'legacy_' || n || '_*'
            WHEN part < 98 THEN '*'
            ELSE '*_old_' || n END,
       CASE WHEN part BETWEEN 88 AND 97 THEN 'bench_team_' || (n / 500 * 2 + part % 2) % 40 + 1 END::name,
       (ARRAY['warn', 'log', 'off', 'error'])[n % 4 + 1]::mana_guard.severity,
       CASE WHEN part % 4 <> 0 AND part % 10 = 1 AND rule = 'user_id_text' THEN '{"allowed_types": ["text", "uuid"]}' ELSE '{}' END::jsonb,
       CASE WHEN part % 5 = 0 THEN 'Ask the platform team.' END,
       'Team ' || n % 40 || ' agreed on it.'
FROM row;

-- Of every 100 exemptions: 85 as a baseline makes them, an object or a column each with its value; 10 for tables whose
-- names begin alike, 5 for a schema. A tenth has expired.
WITH row AS (
    SELECT n, n % 100 AS part, (ARRAY['customer', 'invoice_line', 'audit', 'log', 'session_token', 'ab'])[n % 6 + 1] AS noun
    FROM generate_series(0, :rows - 1) AS n
)
INSERT INTO mana_guard.exemptions (rule, schema_pattern, object_pattern, column_pattern, value, reason, ticket, until, is_baseline)
SELECT CASE WHEN part < 40 THEN 'timestamp_shape' WHEN part < 60 THEN 'user_id_text' WHEN part < 85 THEN 'require_timestamps'
            WHEN part < 95 THEN 'columns' ELSE '*' END,
       CASE WHEN part >= 95 THEN 'archive_' || n ELSE 'legacy_' || n % 200 END,
       CASE WHEN part < 85 THEN noun || '_' || n WHEN part < 95 THEN 'import_' || n || '_*' ELSE '*' END,
       CASE WHEN part < 40 THEN 'created_at' WHEN part < 60 THEN 'user_id' END,
       CASE WHEN part < 40 THEN 'nullable' WHEN part < 60 THEN 'uuid' WHEN part < 85 THEN 'updated_at' END,
       'It stood when the guard came.', 'OPS-' || n,
       CASE WHEN n % 10 = 3 THEN timestamptz '2020-01-01 00:00:00+00' WHEN n % 10 = 7 THEN timestamptz '2099-01-01 00:00:00+00' END,
       part < 85
FROM row;

ANALYZE mana_guard.policy, mana_guard.exemptions;
