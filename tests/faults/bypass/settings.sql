--- 42501: SET mana_guard.enabled
SET mana_guard.enabled = off;
--- 42501: SET LOCAL mana_guard.max_severity
SET LOCAL mana_guard.max_severity = log;
--- 42501: SET mana_guard.override_reason
SET mana_guard.override_reason = 'attempt';
--- 42501: SET mana_guard.restore_detection
SET mana_guard.restore_detection = on;
--- 42501: SET mana_guard.restore_clients
SET mana_guard.restore_clients = 'flyway';
--- 42501: set_config
SELECT set_config('mana_guard.enabled', 'off', true);
--- 42501: pg_settings
UPDATE pg_settings SET setting = 'off' WHERE name = 'mana_guard.enabled';
--- 42501: in code, by any cap
DO $$ BEGIN PERFORM set_config('mana_guard.max_severity', 'log', false); END $$;
--- 42501 MG301: in code that catches it
DO $$ BEGIN SET mana_guard.enabled = off; EXCEPTION WHEN insufficient_privilege THEN RAISE WARNING 'caught'; END $$;
SAVEPOINT one;
SET mana_guard.override_reason = 'attempt';
ROLLBACK TO one;
CREATE TABLE app.breaches (id uuid);
--- 42501: a function's SET
CREATE FUNCTION app.attempts() RETURNS void LANGUAGE plpgsql SET mana_guard.enabled = off AS $$ BEGIN CREATE TABLE app.breaches (id uuid); END $$;
--- 42501: ALTER FUNCTION ... SET
CREATE FUNCTION app.attempts() RETURNS void LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE app.breaches (id uuid); END $$;
ALTER FUNCTION app.attempts() SET mana_guard.max_severity = log;
--- 42501: ALTER ROLE ... SET of one's own
ALTER ROLE bypass_dev SET mana_guard.enabled = off;
--- 42501: ALTER ROLE ... IN DATABASE ... SET
ALTER ROLE CURRENT_USER IN DATABASE postgres SET mana_guard.override_reason = 'attempt';
--- 42501: ALTER ROLE ALL SET
ALTER ROLE ALL SET mana_guard.enabled = off;
--- 42501: ALTER SYSTEM
COMMIT;
ALTER SYSTEM SET mana_guard.enabled = off;
--- 42501: pg_reload_conf
SELECT pg_reload_conf();
--- 42501: GRANT SET to oneself
GRANT SET ON PARAMETER mana_guard.enabled TO bypass_dev;
--- 42602: a setting of the guard's that it doesn't have
SET mana_guard.off = on;
--- 42501: session_replication_role
SET session_replication_role = replica;
--- 42501: allow_system_table_mods
SET allow_system_table_mods = on;
--- 42501: LOAD of a library by its path
LOAD '$libdir/mana_guard';
--- 42501: the triggers' rows in the catalog
UPDATE pg_catalog.pg_event_trigger SET evtenabled = 'D';
--- 42501: the setting of another session's database
ALTER DATABASE postgres SET mana_guard.enabled = off;
--- MG301: the marks of a restore
SET check_function_bodies = off;
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE app.breaches (id uuid);
--- MG301: all that pg_dump sets
SET application_name = 'pg_restore';
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE app.breaches (id uuid);
--- MG301: application_name of pg_upgrade
SET application_name = 'pg_upgrade';
CREATE TABLE app.breaches (id uuid);
--- MG301: announce, which everybody may
SET mana_guard.announce = warning;
CREATE TABLE app.breaches (id uuid);
--- MG301: quiet clients
SET client_min_messages = error;
CREATE TABLE app.breaches (id uuid);
--- MG205: quote_all_identifiers
SET quote_all_identifiers = on;
CREATE TABLE app.breaches (LIKE app.things, code char(3));
--- MG201: quote_all_identifiers of a user's id
SET quote_all_identifiers = on;
ALTER TABLE app.things ADD COLUMN user_id uuid;
--- none: quote_all_identifiers of what is right
SET quote_all_identifiers = on;
CREATE TABLE app.more (id uuid PRIMARY KEY, user_id text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
--- MG301: standard_conforming_strings and literals that look like comments
SET standard_conforming_strings = off;
SET escape_string_warning = off;
CREATE TABLE app.breaches (id text DEFAULT '\'; -- /* $$ ');
--- MG301: escape_string_warning, backslash_quote, transform_null_equals, array_nulls
SET backslash_quote = on;
SET transform_null_equals = on;
SET array_nulls = off;
SET default_text_search_config = 'simple';
CREATE TABLE app.breaches (id uuid);
--- MG301: formats of dates, numbers and bytes
SET datestyle = 'German, DMY';
SET intervalstyle = 'iso_8601';
SET timezone = 'Pacific/Kiritimati';
SET bytea_output = 'escape';
SET extra_float_digits = -15;
CREATE TABLE app.breaches (id uuid);
--- MG301: a planner that may do nothing
SET enable_seqscan = off;
SET enable_indexscan = off;
SET enable_bitmapscan = off;
SELECT set_config(name, 'on', false) FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query');
SET plan_cache_mode = force_generic_plan;
SET jit = off;
CREATE TABLE app.breaches (id uuid);
--- MG301: as little memory as may be
SET work_mem = '64kB';
SET maintenance_work_mem = '1MB';
CREATE TABLE app.breaches (id uuid);
--- MG301: another encoding of the client's
SET client_encoding = 'LATIN1';
CREATE TABLE app.breaches (id uuid);
--- MG301: row_security
SET row_security = off;
CREATE TABLE app.breaches (id uuid);
--- MG301: DISCARD ALL
COMMIT;
DISCARD ALL;
CREATE TABLE app.breaches (id uuid);
--- MG301: RESET ALL
RESET ALL;
CREATE TABLE app.breaches (id uuid);
--- MG301: a REPEATABLE READ transaction that is older than the policy
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
SELECT count(*) FROM mana_guard.policy;
CREATE TABLE app.breaches (id uuid);
--- MG301: words of an override in a comment
/* mana_guard: off */ CREATE TABLE app.breaches (id uuid) /* mana_guard.override_reason = 'attempt' */; -- mana_guard:ignore
--- MG301: words of an override in dollar quotes
DO $mana_guard_off$ BEGIN /* $$ */ CREATE TABLE app.breaches (id uuid); END $mana_guard_off$;
--- MG301: a comment as an exemption
CREATE TABLE app.breaches (id uuid);
COMMENT ON TABLE app.breaches IS 'mana_guard: exempt MG301';
--- none: a comment on what is right
COMMENT ON TABLE app.things IS E'mana_guard: exempt *\nERROR:  forged';
--- 42501: SET ROLE to a superuser
SET ROLE postgres;
--- 42501: SET ROLE to one whom the policy spares
SET ROLE bypass_spared;
--- 42501: SET SESSION AUTHORIZATION
SET SESSION AUTHORIZATION bypass_spared;
--- MG301: RESET SESSION AUTHORIZATION and RESET ROLE
RESET SESSION AUTHORIZATION;
RESET ROLE;
SET ROLE NONE;
CREATE TABLE app.breaches (id uuid);
--- MG301: SET ROLE to one of one's own roles
SET ROLE bypass_group;
CREATE TABLE app.breaches (id uuid);
--- 42501: a member of one whom the policy spares
GRANT bypass_spared TO bypass_dev;
--- 42501: a role of one's own
CREATE ROLE bypass_more SUPERUSER;
--- 42501: another owner of a function
CREATE FUNCTION app.attempts() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$ BEGIN CREATE TABLE app.breaches (id uuid); END $$;
ALTER FUNCTION app.attempts() OWNER TO bypass_spared;
--- 42501: another owner of a table
ALTER TABLE app.things OWNER TO postgres;
--- 42501: REASSIGN OWNED to a superuser
REASSIGN OWNED BY bypass_dev TO postgres;
--- 42501: REASSIGN OWNED of a superuser
REASSIGN OWNED BY postgres TO bypass_dev;
--- MG301: as another's current user by a function of one's group
CREATE FUNCTION own.attempts() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$ BEGIN CREATE TABLE app.breaches (id uuid); END $$;
ALTER FUNCTION own.attempts() OWNER TO bypass_group;
SELECT own.attempts();
