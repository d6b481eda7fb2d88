\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(7);

CREATE SCHEMA app;
-- Only this rule.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG223', 'error');

SELECT throws_ok($$CREATE TYPE app.status AS ENUM ('open', 'closed')$$, 'MG223', 'type app.status is an enum, which cannot lose a value', 'an enum');
SELECT throws_ok('CREATE TYPE app.status AS ENUM ()', 'MG223', NULL, 'an empty one');
SELECT lives_ok('CREATE TYPE app.pair AS (a int, b int)', 'another type');
SELECT lives_ok($$CREATE TABLE app.files (id int, status text CHECK (status IN ('open', 'closed')))$$, 'a CHECK');
SET LOCAL mana_guard.enabled = off;
CREATE TYPE app.status AS ENUM ('open', 'closed');
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok($$ALTER TYPE app.status ADD VALUE 'lost'$$, 'what stood before may grow');
SELECT lives_ok('CREATE TABLE app.issues (id int, status app.status)', 'and be used');
SELECT results_eq($$SELECT object_type, identity, fix FROM mana_guard.audit() WHERE code = 'MG223' AND schema_name = 'app'$$,
    $$VALUES ('type', 'app.status', NULL::text)$$, 'an audit finds it');

SELECT * FROM finish();
ROLLBACK;
