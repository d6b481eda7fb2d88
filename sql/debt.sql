\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- Who owns what is found, and the counts that show it going down.
BEGIN;
SELECT plan(15);

CREATE ROLE mana_guard_ines;
CREATE ROLE mana_guard_olga;
SET LOCAL mana_guard.enabled = off;
CREATE SCHEMA shop AUTHORIZATION mana_guard_olga;
CREATE TABLE shop.orders (id uuid PRIMARY KEY, user_id uuid);
CREATE TABLE shop.items (id uuid PRIMARY KEY, note char(3), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TYPE shop."Kind" AS ENUM ('a');
CREATE FUNCTION public.half(int) RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT $1 / 2';
CREATE SCHEMA "Bad";
ALTER TABLE shop.orders OWNER TO mana_guard_ines;
ALTER TABLE shop.items OWNER TO mana_guard_olga;
ALTER FUNCTION public.half OWNER TO mana_guard_ines;
ALTER SCHEMA "Bad" OWNER TO mana_guard_ines;
SET LOCAL mana_guard.enabled = on;
SELECT mana_guard.set_rule('definer_search_path', 'error');

SELECT is((SELECT array_agg(DISTINCT owner) FROM mana_guard.findings('shop.orders')), '{mana_guard_ines}', 'a relation''s owner');
SELECT is((SELECT array_agg(DISTINCT owner) FROM mana_guard.audit('public', 'half')), '{mana_guard_ines}', 'a routine''s');
SELECT is((SELECT array_agg(DISTINCT owner) FROM mana_guard.audit('Bad')), '{mana_guard_ines}', 'a schema''s');
SELECT is((SELECT count(*)::int FROM mana_guard.audit() WHERE owner IS NULL), 0, 'everything has one');
SELECT is((SELECT array_agg(DISTINCT owner) FROM mana_guard.simulate('{"mana_guard": 1}') WHERE object_name = 'items'), '{mana_guard_olga}', 'in simulate() too');

SELECT is(mana_guard.count_debt(), (SELECT count(*) FROM mana_guard.audit()), 'a count tells how many there are');
SELECT results_eq('SELECT owner, schema_name, rule, code, severity, findings, exempt FROM mana_guard.debt ORDER BY 1, 2, 3',
    'SELECT owner, schema_name, rule, code, severity, count(*), 0::bigint FROM mana_guard.audit() GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3', 'and keeps them by owner, schema and rule');
SELECT is((SELECT array_agg(DISTINCT counted_on) FROM mana_guard.debt), ARRAY[CURRENT_DATE], 'of today');
SELECT FROM mana_guard.exempt('shop.orders.user_id', 'MG201', 'a test');
SELECT FROM mana_guard.count_debt();
SELECT is((SELECT row(findings, exempt)::text FROM mana_guard.debt WHERE owner = 'mana_guard_ines' AND rule = 'user_id_text'), '(1,1)', 'the count of a day is the last one');

-- Weeks go by.
UPDATE mana_guard.debt SET counted_on = CURRENT_DATE - 21;
SELECT FROM mana_guard.count_debt();
UPDATE mana_guard.debt SET counted_on = CURRENT_DATE - 14 WHERE counted_on = CURRENT_DATE;
SET LOCAL mana_guard.enabled = off;
ALTER TABLE shop.orders ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(), ALTER COLUMN user_id TYPE text;
SET LOCAL mana_guard.enabled = on;
SELECT FROM mana_guard.count_debt();
SELECT results_eq($$SELECT findings, exempt, change FROM mana_guard.debt_by_week WHERE owner = 'mana_guard_ines' AND rule = 'require_timestamps' ORDER BY week$$,
    'VALUES (2::bigint, 0::bigint, NULL::bigint), (2, 0, 0), (1, 0, -1)', 'the debt of an owner goes down');
SELECT results_eq($$SELECT findings, exempt, change FROM mana_guard.debt_by_week WHERE owner = 'mana_guard_ines' AND rule = 'user_id_text' ORDER BY week$$,
    'VALUES (1::bigint, 1::bigint, NULL::bigint), (1, 1, 0), (0, 0, -1)', 'to nothing');
UPDATE mana_guard.debt SET counted_on = CURRENT_DATE - 7 WHERE counted_on = CURRENT_DATE;
SELECT FROM mana_guard.count_debt();
SELECT is((SELECT count(*)::int FROM mana_guard.debt_by_week WHERE owner = 'mana_guard_ines' AND rule = 'user_id_text'), 3, 'which is told once');

SET ROLE mana_guard_ines;
SELECT lives_ok('SELECT FROM mana_guard.debt_by_week', 'everybody may look');
SELECT throws_ok('SELECT mana_guard.count_debt()', '42501', NULL, 'not count');
RESET ROLE;
SELECT is((SELECT extension_version = version FROM mana_guard.status()), true, 'the library and the extension are of one version');

SELECT * FROM finish();
ROLLBACK;
