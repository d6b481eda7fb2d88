--- MG301: CREATE TABLE IF NOT EXISTS
CREATE TABLE IF NOT EXISTS app.breaches (id uuid);
--- MG301: CREATE UNLOGGED TABLE
CREATE UNLOGGED TABLE app.breaches (id uuid);
--- MG301: CREATE TABLE AS
CREATE TABLE app.breaches AS SELECT 1 AS id;
--- MG301: CREATE TABLE AS ... WITH NO DATA
CREATE TABLE app.breaches AS SELECT 1 AS id WITH NO DATA;
--- MG301: CREATE TABLE AS EXECUTE
PREPARE attempt AS SELECT 1 AS id;
CREATE TABLE app.breaches AS EXECUTE attempt;
--- MG301: SELECT INTO
SELECT 1 AS id INTO app.breaches;
--- MG301: SELECT INTO of a UNION
SELECT 1 AS id INTO app.breaches UNION SELECT 2;
--- MG301: SELECT INTO in code
DO $$ BEGIN EXECUTE 'SELECT 1 AS id INTO app.breaches'; END $$;
--- unseen MG301: EXPLAIN ANALYZE CREATE TABLE AS
EXPLAIN ANALYZE CREATE TABLE app.breaches AS SELECT 1 AS id;
ROLLBACK;
--- unseen MG301: EXPLAIN ANALYZE SELECT INTO
EXPLAIN (ANALYZE, COSTS off) SELECT 1 AS id INTO app.breaches;
ROLLBACK;
--- unseen MG301: EXPLAIN ANALYZE of a prepared CREATE TABLE AS, in code
DO $$ BEGIN EXECUTE 'PREPARE attempt AS SELECT 1 AS id'; EXECUTE 'EXPLAIN (ANALYZE off, ANALYZE) CREATE TABLE app.breaches AS EXECUTE attempt'; END $$;
ROLLBACK;
--- MG302: CREATE TABLE ... LIKE
CREATE TABLE app.breaches (LIKE app.parts);
COMMIT;
--- MG205: CREATE TABLE ... LIKE a catalog
CREATE TABLE app.breaches (LIKE pg_catalog.pg_class INCLUDING ALL);
--- MG301: CREATE TABLE ... LIKE a table of the guard's
CREATE TABLE app.breaches (LIKE mana_guard.policy_history INCLUDING ALL);
--- MG301: CREATE TABLE ... OF
CREATE TYPE app.pair AS (id int, more int);
CREATE TABLE app.breaches OF app.pair;
--- MG301: CREATE TABLE ... OF a temporary type
CREATE TYPE pg_temp.pair AS (id int, more int);
CREATE TABLE app.breaches OF pg_temp.pair;
--- MG201: CREATE TABLE ... INHERITS
CREATE TABLE app.breaches (user_id uuid) INHERITS (app.things);
--- MG301: CREATE TABLE ... PARTITION BY
CREATE TABLE app.breaches (id int) PARTITION BY LIST (id);
--- MG201: a partition with a column of its own
CREATE TABLE app.breaches (id int NOT NULL, user_id uuid);
ALTER TABLE app.parts ATTACH PARTITION app.breaches FOR VALUES FROM (100) TO (200);
--- MG101: a partition in public
CREATE TABLE public.breaches PARTITION OF app.parts FOR VALUES FROM (100) TO (200);
--- MG301: CREATE SCHEMA with elements
CREATE SCHEMA attempts CREATE TABLE breaches (id uuid);
--- MG301: CREATE SCHEMA AUTHORIZATION with elements
CREATE SCHEMA AUTHORIZATION bypass_dev CREATE VIEW views AS SELECT id FROM breaches CREATE TABLE breaches (id uuid);
--- MG201: CREATE FOREIGN TABLE
CREATE FOREIGN TABLE app.breaches (user_id uuid) SERVER bypass_server;
--- MG101: CREATE FOREIGN TABLE in public
CREATE FOREIGN TABLE public.breaches (id int) SERVER bypass_server;
--- MG201: IMPORT FOREIGN SCHEMA
IMPORT FOREIGN SCHEMA far LIMIT TO (far_users) FROM SERVER bypass_server INTO app;
--- MG101: IMPORT FOREIGN SCHEMA into public
IMPORT FOREIGN SCHEMA far FROM SERVER bypass_server INTO public;
--- MG101: by the search path
SET LOCAL search_path = public;
CREATE TABLE breaches (LIKE app.things INCLUDING ALL);
--- MG101: by a search path that an earlier schema is dropped from
CREATE SCHEMA attempts;
SET LOCAL search_path = attempts, public;
DROP SCHEMA attempts;
CREATE TABLE breaches (LIKE app.things INCLUDING ALL);
--- MG101: ALTER TABLE ... SET SCHEMA public
CREATE TABLE app.more (LIKE app.things INCLUDING ALL);
ALTER TABLE app.more SET SCHEMA public;
--- MG101: ALTER TABLE IF EXISTS ONLY ... SET SCHEMA public
CREATE TABLE app.more (LIKE app.things INCLUDING ALL);
ALTER TABLE IF EXISTS ONLY app.more SET SCHEMA public;
--- MG101: ALTER FOREIGN TABLE ... SET SCHEMA public
CREATE FOREIGN TABLE app.more (id int) SERVER bypass_server;
ALTER FOREIGN TABLE app.more SET SCHEMA public;
--- 42809: ALTER VIEW ... SET SCHEMA public of a table
ALTER VIEW app.things SET SCHEMA public;
--- 42809: ALTER SEQUENCE ... SET SCHEMA public of a table
ALTER SEQUENCE app.things SET SCHEMA public;
--- 42809: ALTER TYPE ... SET SCHEMA public of a row type
ALTER TYPE app.things SET SCHEMA public;
--- 0A000: a temporary table that moves out
CREATE TEMPORARY TABLE breaches (id uuid);
ALTER TABLE breaches SET SCHEMA app;
--- MG201: ALTER TABLE ... ADD COLUMN
ALTER TABLE app.things ADD COLUMN user_id uuid;
--- 42809: ALTER FOREIGN TABLE of a table
ALTER FOREIGN TABLE app.things ADD COLUMN user_id uuid;
--- 42809: ALTER TYPE ... ADD ATTRIBUTE of a table
ALTER TYPE app.things ADD ATTRIBUTE user_id uuid;
--- 42809: ALTER VIEW ... ADD COLUMN of a table
ALTER VIEW app.things ALTER COLUMN size SET DEFAULT 1;
ALTER MATERIALIZED VIEW app.things CLUSTER ON things_pkey;
--- MG201: a column of the parent's
ALTER TABLE app.parts ADD COLUMN user_id uuid;
--- MG201: a column by RENAME
ALTER TABLE app.things ADD COLUMN other uuid;
ALTER TABLE app.things RENAME other TO user_id;
--- MG201: a column by RENAME ATTRIBUTE of the table's row type
ALTER TABLE app.things ADD COLUMN other uuid;
ALTER TYPE app.things RENAME ATTRIBUTE other TO user_id;
--- MG201: a column's type
ALTER TABLE app.things ADD COLUMN user_id text;
ALTER TABLE app.things ALTER COLUMN user_id TYPE uuid USING NULL;
--- MG201: several steps of which one is
ALTER TABLE app.things ADD COLUMN one int, ADD COLUMN user_id uuid, DROP COLUMN IF EXISTS missing, SET (fillfactor = 50);
--- MG201: a typed table by its type
ALTER TYPE app.row ADD ATTRIBUTE user_id uuid CASCADE;
--- MG201: a typed table by the attribute's name
ALTER TYPE app.row ADD ATTRIBUTE other uuid CASCADE;
ALTER TYPE app.row RENAME ATTRIBUTE other TO user_id CASCADE;
--- MG201: a typed table by the attribute's type
ALTER TYPE app.row ADD ATTRIBUTE user_id text CASCADE;
ALTER TYPE app.row ALTER ATTRIBUTE user_id TYPE varchar(36) CASCADE;
--- MG201: a typed table by a temporary type
CREATE TYPE pg_temp.row AS (id uuid, created_at timestamptz, updated_at timestamptz);
CREATE TABLE app.more OF pg_temp.row (PRIMARY KEY (id), created_at NOT NULL DEFAULT now(), updated_at NOT NULL DEFAULT now());
ALTER TYPE pg_temp.row ADD ATTRIBUTE user_id uuid CASCADE;
--- MG201: a table that becomes a typed one
CREATE TYPE app.pair AS (id uuid, user_id uuid);
CREATE TABLE app.more (id uuid, user_id uuid);
ALTER TABLE app.more OF app.pair;
--- MG301: a column that goes with its domain
DROP DOMAIN app.stamp CASCADE;
--- MG301: a column that goes with what a DROP OWNED takes
CREATE TABLE app.more (id uuid PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at app.stamp NOT NULL DEFAULT now());
ALTER TABLE app.more DROP COLUMN updated_at;
--- stands MG301: a column that goes with its temporary type, of which there is no event; the audit finds it
CREATE DOMAIN pg_temp.stamp AS timestamptz;
CREATE TABLE app.more (id uuid PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at pg_temp.stamp NOT NULL DEFAULT now());
DISCARD TEMP;
--- MG703: a typed table's column by RENAME ATTRIBUTE ... CASCADE
ALTER TYPE app.row RENAME ATTRIBUTE note TO notes CASCADE;
--- MG701: a typed table's column by DROP ATTRIBUTE ... CASCADE
ALTER TYPE app.row DROP ATTRIBUTE note CASCADE;
--- MG703: RENAME COLUMN
ALTER TABLE app.things RENAME COLUMN size TO sizes;
--- MG703: RENAME COLUMN in ALTER VIEW
ALTER VIEW app.things RENAME COLUMN size TO sizes;
--- MG703: RENAME COLUMN in ALTER MATERIALIZED VIEW
ALTER MATERIALIZED VIEW app.things RENAME COLUMN size TO sizes;
--- MG703: RENAME ATTRIBUTE of the table's row type
ALTER TYPE app.things RENAME ATTRIBUTE size TO sizes;
--- MG703: RENAME COLUMN after SET STATISTICS
ALTER TABLE app.things ALTER COLUMN size SET STATISTICS 10;
ALTER TABLE app.things RENAME COLUMN size TO sizes;
--- MG703: RENAME COLUMN after a change in a savepoint
SAVEPOINT one;
ALTER TABLE app.things ALTER COLUMN size SET STORAGE PLAIN;
RELEASE one;
ALTER TABLE app.things RENAME COLUMN size TO sizes;
--- MG701: DROP COLUMN after SET STATISTICS
ALTER TABLE app.things ALTER COLUMN size SET STATISTICS 10;
ALTER TABLE app.things DROP COLUMN size;
--- MG710: DROP DEFAULT after SET DEFAULT
ALTER TABLE app.things ALTER COLUMN size SET DEFAULT 2;
ALTER TABLE app.things ALTER COLUMN size DROP DEFAULT;
--- MG707: DROP CONSTRAINT after RENAME CONSTRAINT
ALTER TABLE app.things RENAME CONSTRAINT things_size_key TO other;
ALTER TABLE app.things DROP CONSTRAINT other;
--- MG713: RENAME VALUE
ALTER TYPE app.feeling RENAME VALUE 'good' TO 'better';
--- MG704: RENAME
ALTER TABLE app.things RENAME TO others;
--- MG704: RENAME in ALTER FOREIGN TABLE
ALTER FOREIGN TABLE app.things RENAME TO others;
--- MG704: RENAME in ALTER INDEX
ALTER INDEX app.things RENAME TO others;
--- 42809: RENAME in ALTER VIEW
ALTER VIEW app.things RENAME TO others;
--- 42809: RENAME in ALTER SEQUENCE
ALTER SEQUENCE app.things RENAME TO others;
--- 42809: RENAME in ALTER TYPE
ALTER TYPE app.things RENAME TO others;
--- MG714: SET SCHEMA
ALTER TABLE app.things SET SCHEMA own;
--- MG714: SET SCHEMA in ALTER FOREIGN TABLE
ALTER FOREIGN TABLE app.things SET SCHEMA own;
--- MG706: DROP NOT NULL
ALTER TABLE app.things ALTER COLUMN created_at DROP NOT NULL;
--- since 18 MG706: DROP CONSTRAINT of a NOT NULL
ALTER TABLE app.things DROP CONSTRAINT things_created_at_not_null;
--- MG702: DROP TABLE
DROP TABLE app.things;
--- MG702: DROP FOREIGN TABLE and DROP TABLE IF EXISTS of several
DROP TABLE IF EXISTS app.missing, app.things CASCADE;
--- 42809: DROP VIEW of a table
DROP VIEW app.things;
--- 2BP01: DROP TYPE of a row type
DROP TYPE app.things CASCADE;
--- MG705: DROP SCHEMA ... CASCADE
DROP SCHEMA own CASCADE;
--- MG705: DROP SCHEMA of several
DROP SCHEMA IF EXISTS missing, own CASCADE;
--- MG702: DROP OWNED
DROP OWNED BY CURRENT_USER;
--- MG702: DROP OWNED ... CASCADE
DROP OWNED BY bypass_dev CASCADE;
--- MG702: DROP TYPE ... CASCADE of a typed table
DROP TYPE app.row CASCADE;
--- MG702: the same, its rows deleted before
DELETE FROM app.typed;
DROP TYPE app.row CASCADE;
--- MG702: the same, emptied by an ALTER TABLE that rewrites it
ALTER TABLE app.typed ALTER COLUMN created_at SET DEFAULT now();
DELETE FROM app.typed;
ALTER TABLE app.typed SET UNLOGGED;
DROP TYPE app.row CASCADE;
--- MG702: the same, renamed before
ALTER TYPE app.row RENAME TO others_row_too;
DROP TYPE app.others_row_too CASCADE;
--- MG702: the same, in code that catches another error
DO $$ BEGIN BEGIN PERFORM 1 / 0; EXCEPTION WHEN OTHERS THEN END; EXECUTE 'DROP TYPE app.row CASCADE'; END $$;
--- MG701: DROP DOMAIN ... CASCADE of a column's type
DROP DOMAIN app.moment CASCADE;
--- MG701: DROP FUNCTION ... CASCADE of a generated column's
DROP FUNCTION app.doubled CASCADE;
--- MG707: DROP TABLE ... CASCADE of what a foreign key refers to
DROP TABLE app.others_keys CASCADE;
--- MG707: DROP COLUMN ... CASCADE of what a foreign key refers to
ALTER TABLE app.others_keys DROP COLUMN id CASCADE;
--- MG707: DROP INDEX ... CASCADE of what a foreign key refers to
DROP INDEX app.others_keys_number CASCADE;
--- MG710: DROP SEQUENCE ... CASCADE of a default's
DROP SEQUENCE app.numbers CASCADE;
--- MG702: DROP EXTENSION of one that the table was added to
CREATE EXTENSION citext SCHEMA own;
ALTER EXTENSION citext ADD TABLE own.kept;
DROP EXTENSION citext;
--- MG702: DROP EXTENSION ... CASCADE of one that the schema was added to
CREATE EXTENSION citext SCHEMA app;
ALTER EXTENSION citext ADD SCHEMA own;
DROP EXTENSION citext CASCADE;
--- MG201: a member of an extension of one's own
CREATE EXTENSION citext SCHEMA app;
ALTER EXTENSION citext ADD TABLE app.things;
ALTER TABLE app.things ADD COLUMN user_id uuid;
--- 42501: SET SCHEMA of an extension that the table was added to
CREATE EXTENSION citext SCHEMA app;
ALTER EXTENSION citext ADD TABLE app.stamps;
ALTER EXTENSION citext SET SCHEMA public;
--- MG708: a tool's log that was added to an extension
CREATE EXTENSION citext SCHEMA app;
ALTER EXTENSION citext ADD TABLE drizzle.__drizzle_migrations;
DROP EXTENSION citext;
--- MG708: a tool's log by ALTER INDEX
ALTER INDEX drizzle.__drizzle_migrations RENAME TO others;
--- MG708: a tool's log by RENAME ATTRIBUTE
ALTER TYPE drizzle.__drizzle_migrations RENAME ATTRIBUTE hash TO others;
--- MG106: ALTER SCHEMA ... RENAME
ALTER SCHEMA own RENAME TO attempts;
--- MG604: NOT NULL without a default
ALTER TABLE app.things ADD COLUMN more int NOT NULL;
--- 23502: by a domain
CREATE DOMAIN app.never AS int NOT NULL;
ALTER TABLE app.things ADD COLUMN more app.never;
--- MG604: by the parent
ALTER TABLE app.parts ADD COLUMN more int NOT NULL;
--- MG803: a SECURITY DEFINER function by ALTER FUNCTION
CREATE FUNCTION app.attempts() RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER FUNCTION app.attempts() SECURITY DEFINER;
--- MG803: its search path by ALTER ROUTINE ... RESET ALL
CREATE FUNCTION app.attempts() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1';
ALTER ROUTINE app.attempts() RESET ALL;
--- MG803: CREATE OR REPLACE without it
CREATE FUNCTION app.attempts() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1';
CREATE OR REPLACE FUNCTION app.attempts() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
--- MG805: a view's security_invoker by ALTER TABLE
ALTER TABLE app.things ENABLE ROW LEVEL SECURITY;
CREATE VIEW app.views WITH (security_invoker) AS SELECT size FROM app.things;
ALTER TABLE app.views RESET (security_invoker);
--- MG805: CREATE OR REPLACE VIEW without it
ALTER TABLE app.things ENABLE ROW LEVEL SECURITY;
CREATE VIEW app.views WITH (security_invoker) AS SELECT size FROM app.things;
CREATE OR REPLACE VIEW app.views AS SELECT size FROM app.things;
--- MG804: GRANT to PUBLIC
GRANT SELECT ON app.things TO PUBLIC;
--- MG804: of a column, among others
GRANT SELECT (size) ON app.things TO bypass_dev, PUBLIC;
--- MG804: of all tables
GRANT ALL ON ALL TABLES IN SCHEMA own TO PUBLIC;
--- MG804: by default privileges
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;
--- unseen MG711: TRUNCATE
TRUNCATE app.things;
--- unseen MG711: TRUNCATE of a parent
TRUNCATE app.parts CASCADE;
--- unseen MG711: TRUNCATE in code
DO $$ BEGIN TRUNCATE app.things; END $$;
--- unseen MG627: VACUUM FULL
COMMIT;
VACUUM FULL app.things;
--- unseen MG627: CLUSTER
COMMIT;
CLUSTER app.things USING things_pkey;
--- unseen MG603: REINDEX
REINDEX TABLE app.things;
