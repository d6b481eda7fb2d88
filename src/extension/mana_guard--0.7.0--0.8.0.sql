-- mana_guard 0.7.0 to 0.8.0. As the script of a version, it runs with search_path set to pg_catalog, pg_temp.
\echo Use "ALTER EXTENSION mana_guard UPDATE" to load this file. \quit

-- First, so that they don't check this script.
DROP EVENT TRIGGER mana_guard_ddl_command_start;
DROP EVENT TRIGGER mana_guard_ddl_command_end;

CREATE FUNCTION mana_guard.last_refusal() RETURNS text LANGUAGE c AS 'MODULE_PATHNAME', 'mana_guard_last_refusal';
COMMENT ON FUNCTION mana_guard.last_refusal IS 'The whole statement that would pass instead of the one that this session was last refused: a CREATE TABLE with its indexes, or an ALTER. Null if a part of it is left to you.';

-- Last, so that they don't check this script.
CREATE EVENT TRIGGER mana_guard_ddl_command_start ON ddl_command_start
    EXECUTE FUNCTION mana_guard.on_ddl_command_start();
CREATE EVENT TRIGGER mana_guard_ddl_command_end ON ddl_command_end
    EXECUTE FUNCTION mana_guard.on_ddl_command_end();
ALTER EVENT TRIGGER mana_guard_ddl_command_start ENABLE ALWAYS;
ALTER EVENT TRIGGER mana_guard_ddl_command_end ENABLE ALWAYS;
