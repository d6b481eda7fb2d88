\echo Use "CREATE EXTENSION rivals" to load this file. \quit

CREATE FUNCTION rival_nothing() RETURNS event_trigger LANGUAGE c AS 'MODULE_PATHNAME', 'rival_nothing';
CREATE FUNCTION rival_command_list() RETURNS event_trigger LANGUAGE c AS 'MODULE_PATHNAME', 'rival_command_list';
