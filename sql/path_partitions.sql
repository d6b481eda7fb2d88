\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(18);

CREATE SCHEMA app;
CREATE TABLE app.p (id int, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()) PARTITION BY RANGE (id);

SELECT lives_ok('CREATE TABLE app.p1 PARTITION OF app.p FOR VALUES FROM (1) TO (2)', 'a partition passes');
SELECT throws_ok('CREATE TABLE public.p2 PARTITION OF app.p FOR VALUES FROM (2) TO (3)', 'MG101',
    'table public.p2 is in the shared schema "public"', 'its place is judged');
SELECT throws_ok('CREATE TABLE public.p2 PARTITION OF app.p FOR VALUES FROM (2) TO (3) PARTITION BY RANGE (id)', 'MG101', NULL, 'also of one with partitions');
SELECT throws_ok('ALTER TABLE app.p1 SET SCHEMA public', 'MG101', NULL, 'and when it moves');
SELECT throws_ok('ALTER TABLE app.p ADD COLUMN user_id uuid', 'MG201',
    'column user_id of table app.p is uuid; user ids are text', 'all else is said of the parent, once');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.notes (id int, user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()) PARTITION BY RANGE (id);
CREATE TABLE app.notes1 PARTITION OF app.notes FOR VALUES FROM (1) TO (2);
CREATE TABLE app.loose (LIKE app.notes INCLUDING ALL);
CREATE TABLE public.stray (id int, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('CREATE TABLE app.notes2 PARTITION OF app.notes FOR VALUES FROM (2) TO (3)', 'a partition isn''t blamed for its parent');
-- What stands is known by the relation: one that becomes a partition, or no longer is one, brings nothing of its own.
SAVEPOINT before;
SELECT lives_ok('ALTER TABLE app.p ATTACH PARTITION public.stray FOR VALUES FROM (5) TO (6)', 'ATTACH PARTITION isn''t held to where the table was');
SELECT lives_ok('ALTER TABLE app.notes DETACH PARTITION app.notes1', 'nor DETACH PARTITION to what the parent gave it');
SELECT throws_ok('ALTER TABLE app.notes1 DROP COLUMN updated_at', 'MG301', 'table app.notes1 has no column updated_at', 'the table that it made is judged');
SELECT lives_ok('ALTER TABLE app.notes ATTACH PARTITION app.loose FOR VALUES FROM (7) TO (8)', 'nor to what its parent is');
SELECT mana_guard.set_rule(rule, 'error', timing => 'statement') FROM unnest('{MG204,MG409,MG517}'::text[]) AS rule;
SELECT mana_guard.set_rule('MG507', 'error', params => '{"on_delete": ["cascade"]}');
SET LOCAL mana_guard.enabled = off;
CREATE FUNCTION app.is_right(value json) RETURNS boolean LANGUAGE sql VOLATILE AS 'SELECT true';
CREATE TABLE app.targets (id bigint PRIMARY KEY);
CREATE TABLE app.pages (id int, target_id bigint REFERENCES app.targets, body json, CHECK (app.is_right(body))) PARTITION BY RANGE (id);
CREATE INDEX idx_pages_id ON app.pages (id);
CREATE TABLE app.pages1 PARTITION OF app.pages FOR VALUES FROM (1) TO (2);
CREATE TABLE app.items (body json);
CREATE TABLE app.sub_items () INHERITS (app.items);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER TABLE app.pages DETACH PARTITION app.pages1', 'nor to the columns, indexes and constraints that it had from there');
SELECT is((SELECT array_agg(code ORDER BY code) FROM mana_guard.findings('app.pages1') WHERE severity = 'error' AND code NOT IN ('MG301', 'MG501')),
    '{MG204,MG409,MG507,MG517}', 'which are wrong in a table of its own');
SELECT lives_ok('ALTER TABLE app.sub_items NO INHERIT app.items', 'nor a child that inherits no more to its columns');
SELECT throws_ok('ALTER TABLE app.sub_items ADD COLUMN data json', 'MG204', 'column data of table app.sub_items is json instead of jsonb', 'but to its own');
ROLLBACK TO before;
SELECT mana_guard.set_rule('*', NULL, existing => 'enforce');
SELECT throws_ok('ALTER TABLE app.p ATTACH PARTITION public.stray FOR VALUES FROM (5) TO (6)', 'MG101', NULL, 'unless the policy says so: ATTACH PARTITION');
SELECT throws_ok('ALTER TABLE app.notes DETACH PARTITION app.notes1', 'MG201',
    'column user_id of table app.notes is uuid; user ids are text (and 1 more finding)', 'DETACH PARTITION makes a table of it');
SELECT lives_ok('ALTER TABLE app.p DETACH PARTITION app.p1', 'and passes where that is right');
SELECT throws_ok('ALTER TABLE app.notes ATTACH PARTITION app.loose FOR VALUES FROM (7) TO (8)', 'MG201',
    'column user_id of table app.notes is uuid; user ids are text', 'the altered parent is judged, though the record holds the partition alone');

SELECT * FROM finish();
ROLLBACK;
