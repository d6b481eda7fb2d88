\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- A table that is made with a partitioned table's columns is judged at COMMIT: it may be a partition of it by then.
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.events (id uuid NOT NULL, user_id uuid, at timestamp NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE app.days (LIKE app.events);
CREATE TABLE public.days (LIKE app.events);
CREATE TABLE app.weeks (LIKE app.events) PARTITION BY RANGE (at);
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(16);
SELECT count(*) > 0 AS exempt FROM (SELECT DISTINCT code FROM mana_guard.findings('app.events')) AS found, mana_guard.exempt('app.events', code, 'of old');

SAVEPOINT before;
SELECT lives_ok('CREATE TABLE app.events_p1 (LIKE app.events INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', 'made like a partitioned table');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG201', 'column user_id of table app.events_p1 is uuid; user ids are text (and 3 more findings)', 'it is a table of its own until it is attached');
SELECT lives_ok($$ALTER TABLE app.events ATTACH PARTITION app.events_p1 FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')$$, 'then');
SELECT lives_ok('SELECT mana_guard.check_now()', 'it is its parent''s');
SELECT lives_ok('CREATE TABLE app.events_p2 (LIKE app.events) PARTITION BY RANGE (id)', 'one that has partitions itself');
SELECT lives_ok($$ALTER TABLE app.events ATTACH PARTITION app.events_p2 FOR VALUES FROM ('2026-02-01') TO ('2026-03-01')$$, 'likewise');
SELECT lives_ok('SELECT mana_guard.check_now()', 'passes');
SELECT lives_ok('CREATE TABLE public.events_p3 (LIKE app.events)', 'somewhere else');
SELECT lives_ok($$ALTER TABLE app.events ATTACH PARTITION public.events_p3 FOR VALUES FROM ('2026-03-01') TO ('2026-04-01')$$, 'a partition too');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG101', NULL, 'is judged by its place');
ROLLBACK TO before;
SELECT lives_ok('SELECT mana_guard.check_now()', 'what is rolled back is gone');

SELECT throws_ok('CREATE TABLE app.copies (LIKE app.days)', 'MG201', NULL, 'a table made like any other is judged at once');
SELECT throws_ok('CREATE TABLE app.copies (LIKE app.events, tag text)', 'MG201', NULL, 'or with a column of its own');
SELECT lives_ok('CREATE TABLE IF NOT EXISTS app.days (LIKE app.events)', 'one that stands');
SELECT lives_ok('SELECT mana_guard.check_now()', 'isn''t judged for it');

-- What was so before isn't reported of its schema.
SELECT mana_guard.set_rule('*', 'off'), mana_guard.set_rule('MG104', 'error');
INSERT INTO mana_guard.service_schemas (service, schema_name) VALUES ('mana-auth', 'auth');
CREATE TABLE app.copies (LIKE app.events);
SELECT lives_ok('SELECT mana_guard.check_now()', 'a schema that is not registered held tables before');

SELECT * FROM finish();
ROLLBACK;
-- By itself.
CREATE TABLE app.copies (LIKE app.events);
SELECT to_regclass('app.copies') IS NULL AS refused;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
DROP TABLE public.days;
