-- mana_guard 0.4.0 to 0.5.0. As the script of a version, it runs with search_path set to pg_catalog, pg_temp.
\echo Use "ALTER EXTENSION mana_guard UPDATE" to load this file. \quit

-- First, so that they don't check this script.
DROP EVENT TRIGGER mana_guard_ddl_command_start;
DROP EVENT TRIGGER mana_guard_ddl_command_end;

CREATE FUNCTION mana_guard.missing_object(schema_pattern text, object_pattern text, column_pattern text) RETURNS text
    LANGUAGE c STABLE AS 'MODULE_PATHNAME', 'mana_guard_missing_object';
COMMENT ON FUNCTION mana_guard.missing_object IS 'The quoted name of the schema, object, column or part that an exemption names, where it isn''t there; null where it is, and for patterns.';

CREATE OR REPLACE FUNCTION mana_guard.status(
    OUT version text, OUT enabled bool, OUT preloaded bool, OUT profile text, OUT rules_error int4, OUT rules_warn int4,
    OUT rules_log int4, OUT rules_off int4, OUT max_severity mana_guard.severity, OUT exemptions_expired int8,
    OUT exemptions_left_behind text[], OUT unseen_events text[], OUT problems text[])
    RETURNS record LANGUAGE sql STABLE
    BEGIN ATOMIC
        SELECT guard.version, guard.enabled, guard.preloaded, guard.profile, guard.rules_error, guard.rules_warn,
               guard.rules_log, guard.rules_off, guard.max_severity::mana_guard.severity,
               (SELECT count(*) FROM mana_guard.exemptions WHERE until <= statement_timestamp()),
               ARRAY(SELECT format('exemption %s: %s', one.id, missing.name)
                     FROM mana_guard.exemptions AS one,
                          mana_guard.missing_object(one.schema_pattern, one.object_pattern, one.column_pattern) AS missing (name)
                     WHERE missing.name IS NOT NULL ORDER BY one.id),
               guard.unseen_events, guard.problems
        FROM mana_guard.guard_status() AS guard;
    END;
DROP FUNCTION mana_guard.exemptions_left_behind();

REVOKE ALL ON FUNCTION mana_guard.on_ddl_command_start, mana_guard.on_ddl_command_end FROM PUBLIC;

-- Last, so that they don't check this script.
CREATE EVENT TRIGGER mana_guard_ddl_command_start ON ddl_command_start
    EXECUTE FUNCTION mana_guard.on_ddl_command_start();
CREATE EVENT TRIGGER mana_guard_ddl_command_end ON ddl_command_end
    EXECUTE FUNCTION mana_guard.on_ddl_command_end();
ALTER EVENT TRIGGER mana_guard_ddl_command_start ENABLE ALWAYS;
ALTER EVENT TRIGGER mana_guard_ddl_command_end ENABLE ALWAYS;
