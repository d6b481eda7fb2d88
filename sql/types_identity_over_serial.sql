\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(16);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG207', 'error');

SELECT lives_ok('CREATE TABLE app.a (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number int DEFAULT 1)', 'an identity passes');
SELECT throws_ok('CREATE TABLE app.b (id bigserial PRIMARY KEY)', 'MG207', 'column id of table app.b is a serial instead of an identity column', 'bigserial');
SELECT throws_ok('CREATE TABLE app.b (id serial)', 'MG207', NULL, 'serial');
SELECT throws_ok('CREATE TABLE app.b (id smallserial)', 'MG207', NULL, 'smallserial');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN place bigserial', 'MG207', 'column place of table app.a is a serial instead of an identity column', 'a column that is added');
CREATE SEQUENCE app.shared;
SELECT lives_ok($$CREATE TABLE app.c (id bigint DEFAULT nextval('app.shared'), old bigint DEFAULT nextval('app.shared'::text))$$,
    'a sequence that is nobody''s passes: tables may share it');
CREATE SEQUENCE app.own OWNED BY app.a.number;
SELECT throws_ok($$ALTER TABLE app.a ALTER COLUMN number SET DEFAULT nextval('app.own')$$, 'MG207', NULL, 'a serial made by hand');
SELECT lives_ok('CREATE TABLE app.parted (id bigserial, day date) PARTITION BY RANGE (day)', 'a partitioned table passes: in this version its partitions get no identity');

SET LOCAL mana_guard.enabled = off;
CREATE SCHEMA "Odd {}";
CREATE TABLE "Odd {}"."O'Legacy" (id int, "Num {}ber" serial PRIMARY KEY);
INSERT INTO "Odd {}"."O'Legacy" SELECT generate_series(1, 10);
CREATE TABLE app.fresh (id bigserial);
CREATE TABLE app.loose (id bigserial);
ALTER TABLE app.loose ALTER COLUMN id DROP NOT NULL;
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok((SELECT string_agg(fix, E'\n' ORDER BY column_name) FROM mana_guard.findings('"Odd {}"."O''Legacy"')), 'the fix passes');
SELECT is_empty($$SELECT message FROM mana_guard.findings('"Odd {}"."O''Legacy"')$$, 'and nothing is left');
INSERT INTO "Odd {}"."O'Legacy" VALUES (11);
SELECT is((SELECT max("Num {}ber") FROM "Odd {}"."O'Legacy"), 11, 'it goes on where the sequence stood');
SELECT is((SELECT count(*) FROM pg_class WHERE relkind = 'S' AND relnamespace = '"Odd {}"'::regnamespace), 1::bigint, 'and the sequence is gone');
SELECT lives_ok((SELECT string_agg(fix, E'\n' ORDER BY column_name) FROM mana_guard.findings('app.fresh')), 'an empty table''s fix passes');
SELECT is_empty($$SELECT message FROM mana_guard.findings('app.fresh')$$, 'and nothing is left');
INSERT INTO app.fresh DEFAULT VALUES;
SELECT is((SELECT id FROM app.fresh), 1::bigint, 'and starts at 1');
SELECT is((SELECT fix FROM mana_guard.findings('app.loose')), NULL, 'a nullable column has no fix');

SELECT * FROM finish();
ROLLBACK;
