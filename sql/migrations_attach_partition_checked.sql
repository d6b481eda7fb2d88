\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.parts (id int NOT NULL, name text) PARTITION BY RANGE (id);
CREATE TABLE app.parts_low PARTITION OF app.parts FOR VALUES FROM (0) TO (10);
INSERT INTO app.parts VALUES (1, 'a');
CREATE TABLE app.high (name text, id int NOT NULL);
INSERT INTO app.high (id) VALUES (15);
CREATE TABLE app.checked (id int NOT NULL, name text, CONSTRAINT checked_id CHECK (id >= 20 AND id < 30));
INSERT INTO app.checked VALUES (25);
CREATE TABLE app.unchecked (id int NOT NULL, name text);
INSERT INTO app.unchecked VALUES (35);
ALTER TABLE app.unchecked ADD CONSTRAINT unchecked_id CHECK (id >= 30 AND id < 40) NOT VALID;
CREATE TABLE app.bare (id int NOT NULL, name text);
CREATE TABLE app.lists (name text) PARTITION BY LIST (name);
CREATE TABLE app.lists_a PARTITION OF app.lists FOR VALUES IN ('a');
CREATE TABLE app.lists_rest PARTITION OF app.lists DEFAULT;
INSERT INTO app.lists VALUES ('a'), ('z');
CREATE TABLE app.lists_b (name text);
CREATE TABLE app.deep (id int NOT NULL, name text) PARTITION BY LIST (name);
CREATE TABLE app.deep_a PARTITION OF app.deep FOR VALUES IN ('a');
INSERT INTO app.deep VALUES (45, 'a');
CREATE TABLE app.deep_b (id int NOT NULL, name text, CONSTRAINT is_b CHECK (name IS NOT NULL AND name = 'b'));
INSERT INTO app.deep_b VALUES (48, 'b');
CREATE TABLE app.below (id int NOT NULL, name text) PARTITION BY LIST (name);
ALTER TABLE app.parts ATTACH PARTITION app.below FOR VALUES FROM (90) TO (100);
CREATE TABLE app.below_x (id int NOT NULL, name text, CONSTRAINT is_x CHECK (name IS NOT NULL AND name = 'x'));
INSERT INTO app.below_x VALUES (95, 'x');
CREATE TABLE app.hashes (id int NOT NULL) PARTITION BY HASH (id);
CREATE TABLE app.hashes_0 (id int NOT NULL);
INSERT INTO app.hashes_0 SELECT i FROM generate_series(1, 20) AS i WHERE satisfies_hash_partition('app.hashes'::regclass, 2, 0, i);
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(24);
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG616', 'error');

SELECT throws_ok('ALTER TABLE app.below ATTACH PARTITION app.below_x FOR VALUES IN (''x'')', 'MG616',
    'table app.below_x is attached to app.below with a scan that blocks reads and writes', 'the bounds of those above count, too');
SELECT throws_ok('ALTER TABLE app.parts ATTACH PARTITION app.high FOR VALUES FROM (10) TO (20)', 'MG616', 'table app.high is attached to app.parts with a scan that blocks reads and writes', 'a table with rows');
SELECT throws_ok('ALTER TABLE app.parts ATTACH PARTITION app.checked FOR VALUES FROM (20) TO (29)', 'MG616', NULL, 'a CHECK that doesn''t say enough');
SELECT throws_ok('ALTER TABLE app.parts ATTACH PARTITION app.unchecked FOR VALUES FROM (30) TO (40)', 'MG616', NULL, 'or that isn''t validated');
SELECT throws_ok('ALTER TABLE app.parts ATTACH PARTITION app.deep FOR VALUES FROM (40) TO (50)', 'MG616', 'table app.deep is attached to app.parts with a scan that blocks reads and writes', 'a table with partitions');
SELECT throws_ok('ALTER TABLE app.lists ATTACH PARTITION app.lists_b FOR VALUES IN (''b'')', 'MG616',
    'table app.lists_rest, the default partition, is scanned when app.lists_b is attached, which blocks reads and writes', 'the default partition is read');
SELECT throws_ok($$DO 'BEGIN ALTER TABLE app.parts ATTACH PARTITION app.high FOR VALUES FROM (10) TO (20); END'$$, 'MG616', NULL, 'within code');
SELECT is(pg_temp.hint_of('ALTER TABLE app.parts ATTACH PARTITION app.high FOR VALUES FROM (10) TO (20)'), 'MG616 This would pass:' ||
    E'\nALTER TABLE app.high ADD CONSTRAINT high_bounds CHECK (((id IS NOT NULL) AND (id >= 10) AND (id < 20))) NOT VALID;' ||
    E'\n-- then, after COMMIT:' ||
    E'\nALTER TABLE app.high VALIDATE CONSTRAINT high_bounds;' ||
    E'\nALTER TABLE app.parts ATTACH PARTITION app.high FOR VALUES FROM (10) TO (20);' ||
    E'\nALTER TABLE app.high DROP CONSTRAINT high_bounds;', 'a CHECK of the bounds');
ALTER TABLE app.high ADD CONSTRAINT high_bounds CHECK (((id IS NOT NULL) AND (id >= 10) AND (id < 20))) NOT VALID;
ALTER TABLE app.high VALIDATE CONSTRAINT high_bounds;
SELECT lives_ok('ALTER TABLE app.parts ATTACH PARTITION app.high FOR VALUES FROM (10) TO (20)', 'which passes');
SELECT is(pg_temp.hint_of('ALTER TABLE app.lists ATTACH PARTITION app.lists_b FOR VALUES IN (''b'')'), 'MG616 This would pass:' ||
    E'\nALTER TABLE app.lists_rest ADD CONSTRAINT lists_rest_bounds CHECK (((name IS NULL) OR (name <> ''b''::text))) NOT VALID;' ||
    E'\n-- then, after COMMIT:' ||
    E'\nALTER TABLE app.lists_rest VALIDATE CONSTRAINT lists_rest_bounds;' ||
    E'\nALTER TABLE app.lists ATTACH PARTITION app.lists_b FOR VALUES IN (''b'');' ||
    E'\nALTER TABLE app.lists_rest DROP CONSTRAINT lists_rest_bounds;', 'of the default partition the other way round');
SELECT lives_ok('ALTER TABLE app.parts ATTACH PARTITION app.checked FOR VALUES FROM (20) TO (30)', 'a CHECK that says enough');
SELECT lives_ok('ALTER TABLE app.parts ATTACH PARTITION app.bare FOR VALUES FROM (50) TO (60)', 'an empty table');
CREATE TABLE app.made (id int NOT NULL, name text);
INSERT INTO app.made VALUES (65);
SELECT lives_ok('ALTER TABLE app.parts ATTACH PARTITION app.made FOR VALUES FROM (60) TO (70)', 'one of this transaction');
SELECT lives_ok('ALTER TABLE app.deep ATTACH PARTITION app.deep_b FOR VALUES IN (''b'')', 'one whose CHECK says it in a list');
SELECT throws_ok('ALTER TABLE app.parts ATTACH PARTITION app.unchecked FOR VALUES FROM (0) TO (5)', '42P17', NULL, 'what overlaps is PostgreSQL''s to refuse');
SELECT throws_ok('ALTER TABLE app.bare ATTACH PARTITION app.unchecked FOR VALUES FROM (0) TO (5)', CASE WHEN current_setting('server_version_num')::int < 180000 THEN '42P17' ELSE '42809' END, NULL, 'as is what has no partitions');
SELECT throws_ok('ALTER TABLE app.parts ATTACH PARTITION app.missing FOR VALUES FROM (0) TO (5)', '42P01', NULL, 'or isn''t there');

SELECT throws_ok('ALTER TABLE app.hashes ATTACH PARTITION app.hashes_0 FOR VALUES WITH (MODULUS 2, REMAINDER 0)', 'MG616', NULL, 'a share of a hash');
SELECT throws_ok('ALTER TABLE app.parts DETACH PARTITION app.parts_low', 'MG616', 'table app.parts_low is detached from app.parts without CONCURRENTLY, which blocks reads and writes', 'a partition in use');
SELECT is(pg_temp.hint_of('ALTER TABLE app.parts DETACH PARTITION app.parts_low'), 'MG616 This would pass:' ||
    E'\n-- in a migration of its own, outside a transaction block:' ||
    E'\nALTER TABLE app.parts DETACH PARTITION app.parts_low CONCURRENTLY;', 'CONCURRENTLY');
SELECT lives_ok('ALTER TABLE app.parts DETACH PARTITION app.made', 'one of this transaction');
SELECT lives_ok('ALTER TABLE app.parts DETACH PARTITION app.bare', 'an empty one');
SELECT lives_ok('ALTER TABLE app.lists DETACH PARTITION app.lists_a', 'beside a default partition PostgreSQL has no other way');
SELECT throws_ok('ALTER TABLE app.parts DETACH PARTITION app.unchecked', '42P01', NULL, 'what is no partition is PostgreSQL''s to refuse');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
