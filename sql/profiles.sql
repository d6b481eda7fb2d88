\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(40);

CREATE SCHEMA app;
SELECT mana_guard.set_rule('MG302', 'log', reason => 'the house''s');
CREATE TEMP TABLE before AS SELECT * FROM mana_guard.policy;
CREATE FUNCTION pg_temp.severities() RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(severities || ':' || codes, E'\n' ORDER BY severities)
        FROM (SELECT concat_ws(' ', severity, in_force) AS severities, string_agg(' ' || code, '' ORDER BY code) AS codes
            FROM mana_guard.rules WHERE code NOT LIKE 'MG99%' GROUP BY 1) AS each$$;
CREATE FUNCTION pg_temp.at(object text, of_code text) RETURNS text LANGUAGE sql AS
    $$SELECT severity || ', ' || severity_from FROM mana_guard.explain(object) WHERE code = of_code$$;

-- guidelines
SELECT is((SELECT profile FROM mana_guard.status()), 'guidelines', 'the default profile');
SELECT is(pg_temp.severities(),
    E'error error: MG101 MG106 MG107 MG201 MG301 MG501 MG604 MG705 MG708\n'
        'log log: MG207 MG307 MG514\n'
        'off off: MG103 MG108 MG109 MG209 MG213 MG215 MG216 MG217 MG219 MG220 MG221 MG222 MG223 MG224 MG225 MG303 MG308 MG309 MG310 MG410 MG415 MG416 MG417 MG418'
        ' MG507 MG508 MG509 MG510 MG515 MG518 MG519 MG522 MG610 MG611 MG612 MG613 MG616 MG617 MG618 MG619 MG620 MG622 MG623 MG624 MG625 MG626 MG628 MG629 MG630'
        ' MG707 MG709 MG710 MG716 MG717 MG718 MG801 MG805 MG806 MG807 MG808 MG809 MG810 MG812 MG813 MG814 MG815 MG816\n'
        'warn log: MG302\n'
        'warn warn: MG102 MG104 MG105 MG202 MG203 MG204 MG205 MG206 MG208 MG210 MG211 MG212 MG214 MG304 MG305 MG306 MG311 MG401 MG402'
        ' MG403 MG404 MG405 MG406 MG407 MG408 MG409 MG411 MG412 MG413 MG414 MG502 MG503 MG504 MG505 MG506 MG511 MG512 MG513 MG516 MG517'
        ' MG520 MG521 MG601 MG602 MG603 MG605 MG606 MG607 MG608 MG609 MG614 MG615 MG621 MG627 MG701 MG702 MG703 MG704 MG706 MG711 MG712'
        ' MG713 MG714 MG715 MG802 MG803 MG804 MG811', 'each rule''s own severity, and what is in force');
CREATE TEMP TABLE severities_before AS SELECT pg_temp.severities() AS guidelines;
SELECT is((SELECT count(*)::int FROM mana_guard.active_profile), 0, 'which no row stands for');
SELECT throws_ok('CREATE TABLE public.a (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG101', NULL, 'no table in public');
CREATE SCHEMA drizzle;
SELECT lives_ok('CREATE TABLE drizzle.__drizzle_migrations (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint)', 'drizzle''s own table passes in all of them');
SELECT throws_ok('CREATE TABLE drizzle.others (id int)', 'MG301', NULL, 'and nothing else there');

-- strict
SELECT lives_ok($$SELECT mana_guard.use_profile('strict')$$, 'strict');
SELECT is(pg_temp.severities(),
    E'error error: MG101 MG102 MG104 MG105 MG106 MG107 MG201 MG202 MG203 MG204 MG205 MG206 MG208 MG210 MG211 MG212 MG214 MG301'
        ' MG304 MG305 MG306 MG311 MG401 MG402 MG403 MG404 MG405 MG406 MG407 MG408 MG409 MG411 MG412 MG413 MG414 MG501 MG502 MG503 MG504'
        ' MG505 MG506 MG511 MG512 MG513 MG516 MG517 MG520 MG521 MG601 MG602 MG603 MG604 MG605 MG606 MG607 MG608 MG609 MG614 MG615 MG621'
        ' MG627 MG701 MG702 MG703 MG704 MG705 MG706 MG708 MG711 MG712 MG713 MG714 MG715 MG802 MG803 MG804 MG811\n'
        'error log: MG302\n'
        'log log: MG103 MG108 MG109 MG209 MG213 MG215 MG216 MG217 MG219 MG220 MG221 MG222 MG223 MG224 MG225 MG303 MG308 MG309 MG310 MG410 MG415 MG416 MG417 MG418'
        ' MG507 MG508 MG509 MG510 MG515 MG518 MG519 MG522 MG610 MG611 MG612 MG613 MG616 MG617 MG618 MG619 MG620 MG622 MG623 MG624 MG625 MG626 MG628 MG629 MG630'
        ' MG707 MG709 MG710 MG716 MG717 MG718 MG801 MG805 MG806 MG807 MG808 MG809 MG810 MG812 MG813 MG814 MG815 MG816\n'
        'warn warn: MG207 MG307 MG514', 'every rule a step stricter, below the house''s rows');
SELECT is(pg_temp.at('app.a', 'MG202'), 'error, profile strict', 'which explain() says');
SELECT throws_ok('CREATE SCHEMA "Wrong"', 'MG105', NULL, 'and which holds');

-- mana_sync
SELECT lives_ok($$SELECT mana_guard.use_profile('mana_sync')$$, 'mana_sync');
SELECT lives_ok('CREATE TABLE public.a (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'its tables live in public');
SELECT throws_ok('CREATE TABLE public.b (id int)', 'MG301', NULL, 'where all else holds');
SELECT is(pg_temp.at('public.a', 'MG101') || '; ' || pg_temp.at('app.a', 'MG101'), 'off, profile mana_sync; error, default', 'which explain() says');
SELECT is((SELECT in_force::text FROM mana_guard.rules WHERE code = 'MG101'), 'error', 'and which is no general rule');
SELECT is((SELECT count(*)::int FROM mana_guard.registry), 0, 'it has no registry');

-- mana_platform
SELECT lives_ok($$SELECT mana_guard.use_profile('mana_platform')$$, 'mana_platform');
SELECT is((SELECT count(*)::int FROM mana_guard.registry WHERE from_profile), 9, 'has one');
SELECT is(pg_temp.severities(), guidelines, 'and is as strict as the guidelines') FROM severities_before;
SELECT throws_ok('ALTER TABLE app.nothing ADD COLUMN a int; CREATE TABLE public.c (id int)', '42P01', NULL, 'PostgreSQL''s own errors come through');

-- migrations
SELECT lives_ok($$SELECT mana_guard.use_profile('migrations')$$, 'migrations');
SELECT FROM pg_try_advisory_lock(987654321);
SELECT lives_ok('CREATE TABLE public.schema_migrations (version bigint PRIMARY KEY); CREATE TABLE public._prisma_migrations (id varchar(36)); CREATE SCHEMA sqitch CREATE TABLE changes (id text)', 'the tables that tools keep');
SELECT throws_ok('CREATE TABLE public.d (id int)', 'MG101', NULL, 'and no other');
SELECT is((SELECT array_agg(object_name ORDER BY object_name COLLATE "C") FROM mana_guard.audit('public') WHERE exempt AND detail LIKE '% The profile waives it: A migration tool creates it %' AND code = 'MG101'), '{_prisma_migrations,schema_migrations}', 'for the reason that the audit gives');

-- The house's rows.
SELECT results_eq('SELECT * FROM mana_guard.policy', 'SELECT * FROM before', 'none of them is touched');
SELECT is((SELECT array_agg(DISTINCT table_name ORDER BY table_name) FROM mana_guard.policy_history), '{active_profile,policy}', 'the history has the profiles');
CREATE TEMP TABLE changes AS SELECT count(*) AS count FROM mana_guard.policy_history;
SELECT mana_guard.use_profile('migrations');
SELECT is((SELECT count(*) FROM mana_guard.policy_history), count, 'and nothing of one that is in force already') FROM changes;
SELECT mana_guard.use_profile('guidelines');
SELECT is((SELECT profile || ' ' || (SELECT count(*) FROM mana_guard.active_profile) FROM mana_guard.status()), 'guidelines 0', 'the default is no row again');

-- several
SELECT lives_ok($$SELECT mana_guard.use_profiles(ARRAY['squawk', 'strong_migrations'])$$, 'several');
SELECT is((SELECT profile FROM mana_guard.status()), 'squawk, strong_migrations', 'which status() shows');
SELECT is((SELECT string_agg(concat_ws(' ', code, severity, profile), E'\n' ORDER BY code) FROM mana_guard.rules WHERE code IN ('MG201', 'MG602', 'MG701', 'MG703')),
    E'MG201 off squawk\nMG602 warn squawk\nMG701 error strong_migrations\nMG703 error strong_migrations', 'the strictest decides rule by rule');
SELECT is(pg_temp.at('app.a', 'MG602'), 'warn, profile squawk', 'which explain() says');
SELECT is(pg_temp.at('app.a', 'MG701'), 'error, profile strong_migrations', 'also of another rule');
SELECT is((SELECT parameters ->> 'wait' FROM mana_guard.explain('app.a') WHERE code = 'MG701'), '0 days', 'with its parameters');
SELECT is(pg_temp.at('app.a', 'MG302'), (SELECT 'log, policy row ' || id FROM mana_guard.policy), 'your team''s rows are over all');
SELECT is((mana_guard.export_policy() ->> 'profile'), 'squawk, strong_migrations', 'the document has them');
SELECT throws_ok('SELECT mana_guard.use_profiles(' || one || ')', 'MG900', NULL, 'refused: ' || one)
    FROM unnest(ARRAY[$$ARRAY['squawk', 'squawk']$$, $$ARRAY['squawk', NULL]$$, $$'{}'$$]) AS one;
SELECT mana_guard.use_profiles('{guidelines}');
SELECT throws_ok('CREATE TABLE public.schema_migrations2 (id int)', 'MG101', NULL, 'and holds at once');

SELECT * FROM finish();
ROLLBACK;
