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

-- Last, so that they don't check this script.
CREATE EVENT TRIGGER mana_guard_ddl_command_start ON ddl_command_start
    EXECUTE FUNCTION mana_guard.on_ddl_command_start();
CREATE EVENT TRIGGER mana_guard_ddl_command_end ON ddl_command_end
    EXECUTE FUNCTION mana_guard.on_ddl_command_end();
ALTER EVENT TRIGGER mana_guard_ddl_command_start ENABLE ALWAYS;
ALTER EVENT TRIGGER mana_guard_ddl_command_end ENABLE ALWAYS;
