\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(15);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG217', 'error');
SELECT lives_ok('CREATE TABLE app.a (name varchar(20), amount money)', 'nothing is forbidden by default');

CREATE DOMAIN app.short_name AS varchar(20);
CREATE DOMAIN app.old_ref AS text;
SELECT mana_guard.set_rule('MG217', 'error', params => '{"types": {"varchar": "text: no length to change later",
    "inet": "text, since not all clients know it", "app.old_ref": "text: the domain goes"}}');
SELECT throws_ok('CREATE TABLE app.b (name varchar(20))', 'MG217',
    'column name of table app.b is character varying(20); use text: no length to change later', 'a type by its name in pg_type');
SELECT throws_ok('CREATE TABLE app.b (names character varying[])', 'MG217', NULL, 'also in an array');
SELECT throws_ok('CREATE TABLE app.b (name app.short_name)', 'MG217',
    'column name of table app.b is app.short_name; use text: no length to change later', 'and below a domain');
SELECT throws_ok('CREATE TABLE app.b (ref app.old_ref)', 'MG217', NULL, 'a domain itself');
SELECT throws_ok('CREATE TABLE app.b (address inet)', 'MG217', 'column address of table app.b is inet; use text, since not all clients know it',
    'any words');
SELECT lives_ok('CREATE TABLE app.b (name text, amount money)', 'what is not on the list passes');
SELECT throws_ok('ALTER TABLE app.b ADD COLUMN address inet', 'MG217', NULL, 'ADD COLUMN');
SELECT throws_ok('ALTER TABLE app.b ALTER COLUMN name TYPE varchar', 'MG217', NULL, 'ALTER TYPE');
-- What isn't there is warned of.
SELECT mana_guard.set_rule('MG217', 'error', schema_pattern => 'elsewhere', params => '{"types": {"numeric(10,2)": "numeric", "timestamp(3) with time zone": "timestamptz",
    "time*": "any", "int4[]": "any", "short_name": "without its schema", "varchr": "text", "app.short_name[]": "text", "*blob*": "bytea"}}');
SELECT throws_ok('SELECT mana_guard.set_rule(''MG217'', ''error'', params => ''{"types": ["inet"]}'')', 'MG900', NULL, 'the list says what to use');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (name varchar(20) DEFAULT 'x' NOT NULL, names varchar[], address inet);
INSERT INTO app.legacy VALUES ('a', '{b,c}', '::1');
SET LOCAL mana_guard.enabled = on;
SELECT results_eq($$SELECT column_name, regexp_replace(fix, '^--[^\n]*\n', '') FROM mana_guard.findings('app.legacy')$$, $$VALUES
    ('name', 'ALTER TABLE app.legacy ALTER COLUMN name TYPE text;'),
    ('names', 'ALTER TABLE app.legacy ALTER COLUMN names TYPE text[] USING names::text[];'),
    ('address', NULL)$$, 'there is a fix where the words begin with a type');
CREATE FUNCTION app.mend(relation regclass) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT fix FROM mana_guard.findings(relation) WHERE fix <> '' LOOP
        EXECUTE one.fix;
    END LOOP;
    RETURN count(*) FROM mana_guard.findings(relation);
END
$$;
SELECT is(app.mend('app.legacy'), 1::bigint, 'after which only the rest is found');
SELECT results_eq('SELECT name::text, names FROM app.legacy', $$VALUES ('a', '{b,c}'::text[])$$, 'and what was there is kept');
CREATE TABLE app.parent (id int);
SET LOCAL mana_guard.enabled = off;
ALTER TABLE app.parent ADD COLUMN address inet;
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('CREATE TABLE app.child () INHERITS (app.parent)', 'what is inherited is the parent''s matter');
SELECT throws_ok('CREATE TABLE app.stranger (LIKE app.parent)', 'MG217', NULL, 'what is copied is not');

SELECT * FROM finish();
ROLLBACK;
