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

-- Last, so that they don't check this script.
CREATE EVENT TRIGGER mana_guard_ddl_command_start ON ddl_command_start
    EXECUTE FUNCTION mana_guard.on_ddl_command_start();
CREATE EVENT TRIGGER mana_guard_ddl_command_end ON ddl_command_end
    EXECUTE FUNCTION mana_guard.on_ddl_command_end();
ALTER EVENT TRIGGER mana_guard_ddl_command_start ENABLE ALWAYS;
ALTER EVENT TRIGGER mana_guard_ddl_command_end ENABLE ALWAYS;
