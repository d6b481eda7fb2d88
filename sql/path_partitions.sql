\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(14);

CREATE SCHEMA app;
CREATE TABLE app.p (id int, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()) PARTITION BY RANGE (id);

SELECT lives_ok('CREATE TABLE app.p1 PARTITION OF app.p FOR VALUES FROM (1) TO (2)', 'a partition passes');
SELECT throws_ok('CREATE TABLE public.p2 PARTITION OF app.p FOR VALUES FROM (2) TO (3)', 'MG101',
    'table public.p2 is in the shared schema "public"', 'its place is judged');
SELECT throws_ok('CREATE TABLE public.p2 PARTITION OF app.p FOR VALUES FROM (2) TO (3) PARTITION BY RANGE (id)', 'MG101', NULL, 'also of one with partitions');
SELECT throws_ok('ALTER TABLE app.p1 SET SCHEMA public', 'MG101', NULL, 'and when it moves');
SELECT throws_ok('ALTER TABLE app.p ADD COLUMN user_id uuid', 'MG201',
    'column user_id of table app.p is uuid, user ids are text', 'all else is said of the parent, once');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.bad (id int, user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()) PARTITION BY RANGE (id);
CREATE TABLE app.bad1 PARTITION OF app.bad FOR VALUES FROM (1) TO (2);
CREATE TABLE app.loose (LIKE app.bad INCLUDING ALL);
CREATE TABLE public.stray (id int, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('CREATE TABLE app.bad2 PARTITION OF app.bad FOR VALUES FROM (2) TO (3)', 'a partition isn''t blamed for its parent');
-- What stands is known by the relation: one that becomes a partition, or no longer is one, brings nothing of its own.
SAVEPOINT before;
SELECT lives_ok('ALTER TABLE app.p ATTACH PARTITION public.stray FOR VALUES FROM (5) TO (6)', 'ATTACH PARTITION isn''t held to where the table was');
SELECT lives_ok('ALTER TABLE app.bad DETACH PARTITION app.bad1', 'nor DETACH PARTITION to what the parent gave it');
SELECT throws_ok('ALTER TABLE app.bad1 DROP COLUMN updated_at', 'MG301', 'table app.bad1 has no column updated_at', 'the table that it made is judged');
SELECT lives_ok('ALTER TABLE app.bad ATTACH PARTITION app.loose FOR VALUES FROM (7) TO (8)', 'nor to what its parent is');
ROLLBACK TO before;
SELECT mana_guard.set_rule('*', NULL, existing => 'enforce');
SELECT throws_ok('ALTER TABLE app.p ATTACH PARTITION public.stray FOR VALUES FROM (5) TO (6)', 'MG101', NULL, 'unless the policy says so: ATTACH PARTITION');
SELECT throws_ok('ALTER TABLE app.bad DETACH PARTITION app.bad1', 'MG201',
    'column user_id of table app.bad is uuid, user ids are text (and 1 more finding)', 'DETACH PARTITION makes a table of it');
SELECT lives_ok('ALTER TABLE app.p DETACH PARTITION app.p1', 'and passes where that is right');
SELECT throws_ok('ALTER TABLE app.bad ATTACH PARTITION app.loose FOR VALUES FROM (7) TO (8)', 'MG201',
    'column user_id of table app.bad is uuid, user ids are text', 'the altered parent is judged, though the record holds the partition alone');

SELECT * FROM finish();
ROLLBACK;
