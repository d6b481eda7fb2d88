-- What the random tables are made from: roles, schemas, types, functions, targets of foreign keys. psql -v DBNAME is the database.
-- Each statement is its own transaction, and nothing is mended later: what the guard says here still stands at the end.

CREATE ROLE oracle_reader;
CREATE ROLE oracle_login LOGIN;
CREATE ROLE oracle_service;

CREATE SCHEMA kit;
CREATE SCHEMA app;
CREATE SCHEMA billing AUTHORIZATION oracle_login;
CREATE SCHEMA auth;
CREATE SCHEMA drizzle;
CREATE SCHEMA attic;
CREATE SCHEMA "Mixed";
CREATE SCHEMA "order";
CREATE SCHEMA stats_schema;
CREATE SCHEMA subscriptions_and_their_invoices;
CREATE SCHEMA only_types;
INSERT INTO mana_guard.service_schemas (service, schema_name) VALUES ('oracle-app', 'app'), ('oracle-auth', 'auth');
INSERT INTO mana_guard.service_schemas (service, schema_name, owner_role) VALUES ('oracle-billing', 'billing', 'oracle_login');

CREATE SEQUENCE kit.numbers;
CREATE TYPE kit.mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE kit.pair AS (a integer, b json);
CREATE TYPE kit.stretch AS RANGE (subtype = float8);
CREATE DOMAIN kit.user_ref AS uuid;
CREATE DOMAIN kit.nested_ref AS kit.user_ref;
CREATE DOMAIN kit.user_text AS text CHECK (length(VALUE) < 100);
CREATE DOMAIN kit.moment AS timestamptz NOT NULL DEFAULT now();
CREATE DOMAIN kit.late_moment AS kit.moment;
CREATE DOMAIN kit.wall_time AS timestamp;
CREATE DOMAIN kit.whole_second AS timestamptz(0);
CREATE DOMAIN kit.flag AS boolean;
CREATE DOMAIN kit.sure AS boolean NOT NULL DEFAULT false;
CREATE DOMAIN kit.sure_too AS kit.sure DEFAULT true;
CREATE DOMAIN kit.code AS char(2);
CREATE DOMAIN kit.lo AS oid;
CREATE DOMAIN kit.lo_below AS kit.lo;
CREATE DOMAIN kit.rates AS real[];
CREATE DOMAIN kit.document AS json;
CREATE DOMAIN kit.made_key AS uuid DEFAULT gen_random_uuid();
CREATE DOMAIN kit.one AS integer NOT NULL DEFAULT 1;
CREATE DOMAIN kit.small AS smallint;
CREATE DOMAIN kit.counted AS integer DEFAULT nextval('kit.numbers');
CREATE DOMAIN kit.short AS varchar(10);
CREATE TYPE public.colour AS ENUM ('red', 'green');
CREATE DOMAIN public.email AS text;
CREATE TYPE public.point_pair AS (a point, b point);
CREATE TYPE public.rate_range AS RANGE (subtype = float8);
CREATE TYPE kit.sheet AS (id uuid, title text, price real, "camelCase" text, sent_at timestamp, user_id uuid, is_deleted boolean,
                          created_at timestamptz, updated_at timestamptz);
CREATE TYPE kit.record AS (id integer, created_at timestamptz, updated_at timestamptz);

CREATE FUNCTION kit.is_fine(value text) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT value <> '''' AND current_user <> ''''';
CREATE FUNCTION kit.is_right(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT value <> ''''';
CREATE FUNCTION kit.uid() RETURNS text LANGUAGE sql STABLE AS 'SELECT current_setting(''app.user_id'', true)';
CREATE FUNCTION kit.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.updated_at := now(); RETURN NEW; END';
CREATE FUNCTION kit.watch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION kit.lends() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
CREATE FUNCTION kit.lends_safely() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT 1';
CREATE FUNCTION kit.lends_to_nobody() RETURNS integer LANGUAGE sql AS 'SELECT 1';
REVOKE EXECUTE ON FUNCTION kit.lends_to_nobody() FROM PUBLIC;
ALTER FUNCTION kit.lends_to_nobody() SECURITY DEFINER;
CREATE FUNCTION kit.lends_by_body() RETURNS integer LANGUAGE sql SECURITY DEFINER RETURN 1;
CREATE FUNCTION kit.lends_with_settings() RETURNS integer LANGUAGE sql SECURITY DEFINER SET work_mem = '1MB' AS 'SELECT 1';
CREATE PROCEDURE kit.lends_too() LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN PERFORM 1; END';
CREATE FUNCTION kit.text_length(name text) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'textlen';
CREATE FUNCTION public.helper() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE public.worker() LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE public.product (float8) (SFUNC = float8mul, STYPE = float8, INITCOND = '1');

CREATE FOREIGN DATA WRAPPER kit_wrapper;
CREATE SERVER kit_server FOREIGN DATA WRAPPER kit_wrapper;

CREATE TABLE auth.users (
    id text PRIMARY KEY,
    number bigint NOT NULL UNIQUE,
    tag uuid NOT NULL UNIQUE,
    code integer NOT NULL,
    region integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (tag, code)
);
CREATE TABLE kit.targets (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    big bigint NOT NULL UNIQUE,
    small integer NOT NULL UNIQUE,
    label text NOT NULL UNIQUE,
    code char(4) NOT NULL UNIQUE,
    happened_at timestamptz NOT NULL UNIQUE,
    first_code integer NOT NULL,
    second_code text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (first_code, second_code)
);

GRANT USAGE ON SCHEMA kit, auth, app, public TO oracle_login;
GRANT USAGE ON SEQUENCE kit.numbers TO oracle_login;
GRANT REFERENCES ON kit.targets, auth.users TO oracle_login;
