\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- The extension's script is written with plain names, which mean what search_path makes of them when it runs. Whatever schemas and
-- operators are there, each has become PostgreSQL's own or the extension's.
BEGIN;
SELECT plan(6);

DROP EXTENSION mana_guard;
-- Every name that a body could mean instead, first in the path of whoever creates the extension.
CREATE SCHEMA decoys;
CREATE FUNCTION decoys.always(anyelement, anyelement) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE OPERATOR decoys.= (FUNCTION = decoys.always, LEFTARG = anyelement, RIGHTARG = anyelement);
CREATE OPERATOR decoys.<> (FUNCTION = decoys.always, LEFTARG = anyelement, RIGHTARG = anyelement);
CREATE FUNCTION decoys.matches(text, text) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE OPERATOR decoys.~ (FUNCTION = decoys.matches, LEFTARG = text, RIGHTARG = text);
CREATE FUNCTION decoys.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT NULL::timestamptz';
CREATE FUNCTION decoys.format(text, VARIADIC "any") RETURNS text LANGUAGE internal AS 'text_format';
CREATE FUNCTION decoys.btrim(text) RETURNS text LANGUAGE sql AS 'SELECT NULL::text';
CREATE FUNCTION decoys.gen_random_uuid() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid';
CREATE DOMAIN decoys.text AS pg_catalog.text;
CREATE DOMAIN decoys.jsonb AS pg_catalog.jsonb;
CREATE TYPE pg_temp.name AS ENUM ('decoy');
CREATE DOMAIN pg_temp.text AS pg_catalog.text;
SET LOCAL search_path = pg_temp, decoys, pg_catalog, public;
CREATE EXTENSION mana_guard;
RESET search_path;

CREATE TEMP VIEW members AS
    SELECT classid, objid FROM pg_depend
    WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'mana_guard');

-- What stores an expression: a node tree names functions, operators and types by their OIDs.
CREATE TEMP VIEW trees AS
    SELECT 'function ' || proname AS place, prosqlbody::text AS tree FROM pg_proc WHERE oid IN (SELECT objid FROM members) AND prosqlbody IS NOT NULL
    UNION ALL
    SELECT 'arguments of ' || proname, proargdefaults::text FROM pg_proc WHERE oid IN (SELECT objid FROM members) AND proargdefaults IS NOT NULL
    UNION ALL
    SELECT 'view ' || ev_class::regclass, ev_action::text FROM pg_rewrite WHERE ev_class IN (SELECT objid FROM members)
    UNION ALL
    SELECT 'default of ' || adrelid::regclass, adbin::text FROM pg_attrdef WHERE adrelid IN (SELECT objid FROM members)
    UNION ALL
    SELECT 'check of ' || conrelid::regclass, conbin::text FROM pg_constraint WHERE conrelid IN (SELECT objid FROM members) AND contype = 'c';
CREATE TEMP VIEW used AS
    SELECT DISTINCT place, key[1] AS kind, key[2]::oid AS oid
    FROM trees, regexp_matches(tree, ':(funcid|opfuncid|aggfnoid|winfnoid|opno|eqop|sortop|consttype|resulttype|vartype|paramtype|typeOid|funcresulttype|opresulttype|coltypes|inputcollid|colcollations) \(?o? ?(\d+)', 'g') AS key
    WHERE key[2] <> '0';
CREATE TEMP VIEW named AS
    SELECT place, kind, used.oid, coalesce(pronamespace, oprnamespace, typnamespace, collnamespace)::regnamespace::text AS schema
    FROM used
    LEFT JOIN pg_proc ON kind LIKE '%f%n%id' AND pg_proc.oid = used.oid
    LEFT JOIN pg_operator ON kind IN ('opno', 'eqop', 'sortop') AND pg_operator.oid = used.oid
    LEFT JOIN pg_type ON kind LIKE '%type%' AND pg_type.oid = used.oid
    LEFT JOIN pg_collation ON kind LIKE '%coll%' AND pg_collation.oid = used.oid;

SELECT cmp_ok((SELECT count(*)::int FROM named), '>', 280, 'the bodies, views, defaults and checks name hundreds of objects');
SELECT is((SELECT array_agg(DISTINCT kind) FROM used WHERE kind IN ('funcid', 'opno', 'consttype')), '{consttype,funcid,opno}', 'functions, operators and types among them');
SELECT is((SELECT string_agg(concat_ws(' ', place, kind, oid, schema), ', ') FROM named WHERE schema IS NULL OR schema NOT IN ('pg_catalog', 'mana_guard')), NULL,
    'all of them are PostgreSQL''s or the extension''s');

-- What isn't pinned is in pg_depend.
SELECT is((SELECT string_agg(pg_describe_object(depends.classid, depends.objid, 0) || ' on ' || pg_describe_object(refclassid, refobjid, 0), ', ')
           FROM pg_depend AS depends JOIN members USING (classid, objid)
           WHERE deptype IN ('n', 'a') AND refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass, 'pg_type'::regclass, 'pg_class'::regclass)
             AND (SELECT schema FROM pg_identify_object(refclassid, refobjid, 0)) <> 'mana_guard'), NULL, 'nothing depends on anything else');
SELECT is((SELECT string_agg(attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, NULL), ', ') FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
           WHERE attrelid IN (SELECT objid FROM members) AND attnum > 0 AND typnamespace NOT IN ('pg_catalog'::regnamespace, 'mana_guard'::regnamespace)), NULL, 'nor is any column of another type');

-- The rest is parsed at each call: its path is pinned.
SELECT is((SELECT string_agg(proname, ', ') FROM pg_proc JOIN pg_language ON pg_language.oid = prolang
           WHERE pg_proc.oid IN (SELECT objid FROM members) AND lanname NOT IN ('c', 'internal') AND prosqlbody IS NULL
             AND 'search_path=pg_catalog, pg_temp' <> ALL (coalesce(proconfig, '{}'))), NULL, 'a body that is a text has its own search_path');

SELECT * FROM finish();
ROLLBACK;
