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

-- Last, so that they don't check this script.
CREATE EVENT TRIGGER mana_guard_ddl_command_start ON ddl_command_start
    EXECUTE FUNCTION mana_guard.on_ddl_command_start();
CREATE EVENT TRIGGER mana_guard_ddl_command_end ON ddl_command_end
    EXECUTE FUNCTION mana_guard.on_ddl_command_end();
ALTER EVENT TRIGGER mana_guard_ddl_command_start ENABLE ALWAYS;
ALTER EVENT TRIGGER mana_guard_ddl_command_end ENABLE ALWAYS;
