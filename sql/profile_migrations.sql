\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA sqitch;
CREATE SCHEMA app;
CREATE TEMP TABLE logs AS SELECT unnest(ARRAY['public.__drizzle_migrations', 'public._prisma_migrations', 'public.flyway_schema_history',
    'public.django_migrations', 'public.alembic_version', 'public.schema_migrations', 'public.ar_internal_metadata', 'public.pgmigrations',
    'public.knex_migrations', 'public.knex_migrations_lock', 'public.migrations', 'public.typeorm_metadata', 'public.goose_db_version',
    'public.databasechangelog', 'public._sqlx_migrations', 'public.kysely_migration', 'public.atlas_schema_revisions', 'sqitch.changes',
    'sqitch.dependencies', 'sqitch.events', 'sqitch.projects', 'sqitch.releases', 'sqitch.tags']) AS log;
-- They stand, with rows, so that there is something to lose.
SELECT format('CREATE TABLE %1$s (version serial, done timestamp); INSERT INTO %1$s DEFAULT VALUES', log) FROM logs \gexec
CREATE TABLE app.changes (id uuid PRIMARY KEY, note text);
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(225);

-- Under the guidelines they may look as their tools like, but not where they like.
SELECT mana_guard.set_rule(category, 'error') FROM unnest(ARRAY['types', 'columns', 'names', 'keys']) AS category;
CREATE FUNCTION pg_temp.definition(log text) RETURNS text LANGUAGE sql AS $$SELECT format('CREATE TABLE %s (%s)', log,
    CASE WHEN log LIKE '%.migrations' THEN 'id serial, timestamp bigint, name varchar, CONSTRAINT "PK_8c8" PRIMARY KEY (id)'
        ELSE 'index serial, "Value" json, user_id uuid, done boolean, ran timestamp' END)$$;
CREATE SCHEMA log;
SELECT mana_guard.set_rule('*', NULL, timing => 'statement');
SELECT throws_ok(pg_temp.definition('log.version'), 'MG201', NULL, 'a table of no tool has the house''s shape');
SELECT throws_ok(pg_temp.definition('app.changes_2'), 'MG201', NULL, 'wherever it is');
SELECT lives_ok(pg_temp.definition(regexp_replace(log, 'public', 'log')), log || ' has its tool''s shape')
FROM logs WHERE log NOT LIKE 'sqitch.%' AND log NOT LIKE '%.migrations';
DELETE FROM mana_guard.policy;
SELECT mana_guard.use_profile('strict');
SELECT lives_ok(pg_temp.definition('log.migrations'), 'TypeORM''s too');
SELECT throws_ok('CREATE TABLE app.migrations (id serial PRIMARY KEY, user_id uuid)', 'MG201', NULL, 'which is spared no more than its own');
SELECT mana_guard.use_profile('guidelines');
SET LOCAL mana_guard.enabled = off;
DROP SCHEMA log CASCADE;
SELECT format('ALTER TABLE %s RENAME TO %I', log, 'old_' || split_part(log, '.', 2)) FROM logs \gexec
RESET mana_guard.enabled;
SELECT throws_ok(pg_temp.definition(log), 'MG101', NULL, log || ' is in public all the same') FROM logs WHERE log LIKE 'public.%';
SELECT lives_ok(pg_temp.definition(log), log || ' is in its tool''s schema') FROM logs WHERE log LIKE 'sqitch.%';
INSERT INTO mana_guard.service_schemas (service, schema_name) VALUES ('mana-app', 'app');
SELECT is((SELECT array_agg(schema_name ORDER BY schema_name) FROM mana_guard.audit() WHERE code = 'MG104' AND NOT exempt), NULL,
    'which is no service''s');

-- Under `migrations` there too.
SELECT mana_guard.use_profile('migrations');
SELECT FROM pg_try_advisory_lock(987654321);
SELECT lives_ok(pg_temp.definition(log), log || ' may be there') FROM logs WHERE log LIKE 'public.%';
SELECT throws_ok('CREATE TABLE public.versions (id int)', 'MG101', NULL, 'and nothing else');

-- And all of them stay.
SELECT mana_guard.set_rule(category, 'off') FROM unnest(ARRAY['contracts', 'migrations']) AS category;
SELECT mana_guard.set_rule('migration_log_protected', 'error');
SET LOCAL client_min_messages = warning;
SET LOCAL mana_guard.enabled = off;
SELECT format('DROP TABLE %s', log) FROM logs \gexec
SELECT format('ALTER TABLE %s RENAME TO %I', replace(log, '.', '.old_'), split_part(log, '.', 2)) FROM logs \gexec
RESET mana_guard.enabled;
SELECT throws_ok(format('DROP TABLE %s', log), 'MG708', format('table %s, a migration tool''s log, is dropped', log)) FROM logs;
SELECT throws_ok(format('ALTER TABLE %s RENAME TO before', log), 'MG708', format('table %s, a migration tool''s log, is renamed', log))
FROM logs;
SELECT throws_ok(format('ALTER TABLE %s SET SCHEMA app', log), 'MG708', format('table %s, a migration tool''s log, is moved', log)) FROM logs;
SELECT throws_ok(format('ALTER TABLE %s DROP COLUMN done', log), 'MG708',
    format('column done of table %s, a migration tool''s log, is dropped', log)) FROM logs;
SELECT throws_ok(format('ALTER TABLE %s ALTER COLUMN done TYPE date', log), 'MG708',
    format('column done of table %s, a migration tool''s log, is altered', log)) FROM logs;
SELECT lives_ok(format('ALTER TABLE %s ADD COLUMN by text', log), log || ' may be given a column') FROM logs;
SELECT lives_ok(format('INSERT INTO %s (by) VALUES (current_user)', log), log || ' may be given a row') FROM logs;
SELECT lives_ok('DROP TABLE app.changes', 'other tables may go');

-- Drizzle's alone under the guidelines.
SELECT mana_guard.use_profile('guidelines');
SELECT lives_ok('DROP TABLE public.pgmigrations', 'under the guidelines, other tools'' too');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
SELECT format('DROP TABLE %s', log) FROM logs \gexec
DROP SCHEMA app, sqitch CASCADE;
