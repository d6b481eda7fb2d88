--- MG301: tables of the guard's names in a temporary schema
CREATE TEMPORARY TABLE policy (rule text, severity text);
INSERT INTO policy VALUES ('*', 'off');
CREATE TEMPORARY TABLE exemptions (LIKE mana_guard.exemptions);
CREATE TEMPORARY TABLE active_profile (LIKE mana_guard.active_profile);
SET search_path = pg_temp, app;
CREATE TABLE app.breaches (id uuid);
--- MG301: traps before pg_catalog
SET search_path = trap, pg_catalog, mana_guard;
CREATE TABLE app.breaches (id uuid);
--- MG301: traps, and temporary objects last
SET search_path = trap, mana_guard, app, pg_temp;
CREATE TABLE app.breaches (id uuid);
--- MG301: no path at all
SET search_path = '';
CREATE TABLE app.breaches (id uuid);
--- MG301: a path of schemas that aren't there
SET search_path = missing, "$user", pg_toast, "mana guard";
CREATE TABLE app.breaches (id uuid);
--- MG201: an enum named text
CREATE TYPE app.text AS ENUM ('one');
SET search_path = app, pg_catalog;
CREATE TABLE app.more (LIKE app.things, user_id text);
--- MG201: a domain named text over uuid
CREATE DOMAIN app.text AS uuid;
SET search_path = app, pg_catalog;
ALTER TABLE app.things ADD COLUMN user_id text;
--- MG201: a range named text
CREATE TYPE app.text AS RANGE (subtype = int);
SET search_path = app, pg_catalog;
ALTER TABLE app.things ADD COLUMN user_id text;
--- MG201: a composite type named text
CREATE TYPE app.text AS (one int);
SET search_path = app, pg_catalog;
ALTER TABLE app.things ADD COLUMN user_id text;
--- MG201: a temporary type named text
CREATE TYPE pg_temp.text AS ENUM ('one');
SET search_path = pg_temp, pg_catalog;
ALTER TABLE app.things ADD COLUMN user_id text;
--- MG201: an array of text
ALTER TABLE app.things ADD COLUMN user_id text[];
--- MG201: a domain over a domain over an array
CREATE DOMAIN app.ids AS uuid[];
CREATE DOMAIN app.ids_too AS app.ids;
ALTER TABLE app.things ADD COLUMN user_id app.ids_too;
--- MG302: timestamptz of one's own
CREATE DOMAIN app.timestamptz AS date;
SET search_path = app, pg_catalog;
CREATE TABLE app.more (id uuid PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at pg_catalog.timestamptz NOT NULL DEFAULT pg_catalog.now());
--- MG302: now() of one's own
CREATE FUNCTION app.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT pg_catalog.now()';
SET search_path = app, pg_catalog;
CREATE TABLE app.more (id uuid PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT pg_catalog.now());
--- MG205: a domain over char
CREATE DOMAIN app.code AS char(3);
ALTER TABLE app.things ADD COLUMN more app.code;
--- MG206: an array of a domain over money
CREATE DOMAIN app.price AS money;
ALTER TABLE app.things ADD COLUMN more app.price[];
--- MG301: columns named in upper case
CREATE TABLE app.breaches (id uuid PRIMARY KEY, "Created_at" timestamptz NOT NULL DEFAULT now(), "UPDATED_AT" timestamptz NOT NULL DEFAULT now());
--- MG301: columns whose names end in a blank
CREATE TABLE app.breaches (id uuid PRIMARY KEY, "created_at " timestamptz NOT NULL DEFAULT now(), " updated_at" timestamptz NOT NULL DEFAULT now());
--- MG301: columns whose names hold what nobody sees
CREATE TABLE app.breaches (id uuid PRIMARY KEY, U&"created\200B_at" timestamptz NOT NULL DEFAULT now(), U&"\202Eupdated_at" timestamptz NOT NULL DEFAULT now());
--- MG301: letters of another alphabet
CREATE TABLE app.breaches (id uuid PRIMARY KEY, U&"\0441reated_at" timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
--- MG101: public in quotes and escapes
CREATE TABLE U&"\0070ublic".breaches (LIKE app.things INCLUDING ALL);
--- MG301: a schema whose name is like the system's
CREATE SCHEMA "PG_temp";
CREATE TABLE "PG_temp".breaches (id uuid);
--- MG301: a schema whose name is like the guard's
CREATE SCHEMA "mana_guard ";
CREATE TABLE "mana_guard ".breaches (id uuid);
--- MG301: a schema whose name is the guard's in capitals
CREATE SCHEMA "Mana_Guard";
CREATE TABLE "Mana_Guard".breaches (id uuid);
--- MG301: a schema whose name is a pattern
CREATE SCHEMA "legacy_*";
CREATE TABLE "legacy_*".breaches (id uuid);
--- 42939: a schema of the system's
CREATE SCHEMA pg_attempts;
--- 42P06: a schema of the guard's name
CREATE SCHEMA mana_guard;
--- 42501: in the guard's schema
CREATE TABLE mana_guard.breaches (id uuid);
--- 42501: in the catalog
CREATE TABLE pg_catalog.breaches (id uuid);
--- 42501: in information_schema
CREATE TABLE information_schema.breaches (id uuid);
--- 42501: into the guard's schema
CREATE TABLE own.more (LIKE app.things INCLUDING ALL);
ALTER TABLE own.more SET SCHEMA mana_guard;
--- MG301: a table named as an exempt one, elsewhere
CREATE TABLE own.exempted (id uuid);
--- MG301: a name with quotes, newlines and percents
CREATE TABLE app."it's ""%s %d"" \; DROP TABLE app.things; --
ERROR:  forged" (id uuid);
--- MG301: a name with control characters
CREATE TABLE app.U&"\0007\001B[2J\0008\000Dbreaches" (id uuid);
--- MG301: a name that runs from right to left
CREATE TABLE app.U&"\202Esehcaerb\2066\2069" (id uuid);
--- MG301: a name of 63 bytes
CREATE TABLE app.breaches_breaches_breaches_breaches_breaches_breaches_breaches_ (id uuid);
--- MG301: a name of 63 bytes that is cut within a letter
CREATE TABLE app."ééééééééééééééééééééééééééééééééééé" (id uuid);
--- MG301: a name that is a pattern of all
CREATE TABLE app."*" (id uuid);
--- MG301: a name that reads as a finding
CREATE TABLE app."x has no column created_at.
MG301 require_timestamps (error, overridden): table app.y" (id uuid);
--- MG301: a name that is JSON
CREATE TABLE app."""}],""findings"":[{""" (id uuid);
