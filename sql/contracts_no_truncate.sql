\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- TRUNCATE fires no event: a session that has preloaded the library sees it.
\c -reuse-previous=on "options='-c session_preload_libraries=mana_guard'"
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.folders (id int PRIMARY KEY);
INSERT INTO app.folders VALUES (1);
CREATE TABLE app.files (id int PRIMARY KEY, folder_id int REFERENCES app.folders);
INSERT INTO app.files VALUES (1, 1);
CREATE TABLE app.versions (id int PRIMARY KEY, file_id int REFERENCES app.files);
INSERT INTO app.versions VALUES (1, 1);
CREATE TABLE app.links (id int PRIMARY KEY, folder_id int REFERENCES app.folders);
CREATE TABLE app.bare (id int PRIMARY KEY);
CREATE TABLE app.notes (id int PRIMARY KEY, bare_id int REFERENCES app.bare);
INSERT INTO app.notes VALUES (1, NULL);
CREATE TABLE app.parts (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE app.parts_low PARTITION OF app.parts FOR VALUES FROM (0) TO (9);
CREATE TABLE app.parts_all PARTITION OF app.parts DEFAULT;
INSERT INTO app.parts VALUES (10);
CREATE TABLE app.bases (id int);
CREATE TABLE app.heirs () INHERITS (app.bases);
INSERT INTO app.heirs VALUES (1);
CREATE TABLE app."Odd Name" (id int);
INSERT INTO app."Odd Name" VALUES (1);
CREATE TEMPORARY TABLE scratch (id int);
INSERT INTO scratch VALUES (1);
CREATE TABLE app.roots (id uuid PRIMARY KEY);
CREATE TABLE app.branches (root_id uuid REFERENCES app.roots, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE app.branches_old PARTITION OF app.branches FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE app.branches_new PARTITION OF app.branches FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
INSERT INTO app.branches (at) VALUES ('2025-05-05'), ('2026-05-05');
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(26);
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG711', 'error');

SELECT throws_ok('TRUNCATE app.versions', 'MG711', 'table app.versions is in use, and TRUNCATE removes all its rows', 'a table in use');
SELECT throws_ok('TRUNCATE TABLE app.bare, app.versions RESTART IDENTITY', 'MG711', 'table app.versions is in use, and TRUNCATE removes all its rows', 'one of several');
SELECT throws_ok('TRUNCATE app."Odd Name"', 'MG711', 'table app."Odd Name" is in use, and TRUNCATE removes all its rows', 'a name to be quoted');
SELECT throws_ok('DO $do$BEGIN TRUNCATE app.versions; END$do$', 'MG711', 'table app.versions is in use, and TRUNCATE removes all its rows', 'in a block');
SELECT is(pg_temp.hint_of('TRUNCATE app."Odd Name"'), 'MG711 This would pass:' || E'\nDELETE FROM app."Odd Name";\n-- in batches if the table is large', 'DELETE passes');
SELECT throws_ok('TRUNCATE app.parts', 'MG711', 'table app.parts is in use, and TRUNCATE removes all its rows', 'a partitioned table');
SELECT throws_ok('TRUNCATE app.parts_all', 'MG711', 'table app.parts_all is in use, and TRUNCATE removes all its rows', 'a partition with rows');
SELECT lives_ok('TRUNCATE app.parts_low', 'one without');
SELECT throws_ok('TRUNCATE app.bases', 'MG711', 'table app.bases is in use, and TRUNCATE removes all its rows', 'with those that inherit');
SELECT lives_ok('TRUNCATE ONLY app.bases', 'without them it has no rows');

-- What CASCADE takes.
SELECT throws_ok('TRUNCATE app.folders', 'MG711', 'table app.folders is in use, and TRUNCATE removes all its rows', 'what others refer to is told before PostgreSQL refuses');
SELECT throws_ok('TRUNCATE app.bare CASCADE', 'MG711', 'table app.notes is emptied by CASCADE along with app.bare', 'a victim of an empty table');
SELECT mana_guard.set_rule('MG711', 'off', schema_pattern => 'app', object_pattern => 'f*');
SELECT throws_ok('TRUNCATE app.folders CASCADE', 'MG711', 'table app.versions is emptied by CASCADE along with app.folders', 'a victim of a victim');
SELECT lives_ok('TRUNCATE app.links CASCADE', 'nobody refers to it');
SAVEPOINT parted;
SELECT throws_ok('TRUNCATE app.roots CASCADE', 'MG711', 'table app.branches is emptied by CASCADE along with app.roots', 'of a partitioned victim its partitions go unsaid');
ROLLBACK TO parted;
SELECT throws_ok('TRUNCATE app.folders, app.files', '0A000', NULL, 'without CASCADE nothing more is judged');
SELECT throws_ok('TRUNCATE app.folders, app.versions CASCADE', 'MG711', 'table app.versions is in use, and TRUNCATE removes all its rows', 'what is named is no victim');

-- Where CASCADE alone is asked about.
SELECT mana_guard.set_rule('MG711', 'error', schema_pattern => 'app', object_pattern => 'f*');
SELECT mana_guard.set_rule('MG711', 'error', params => '{"cascade_only": true}');
SAVEPOINT without;
SELECT lives_ok('TRUNCATE app.versions', 'without CASCADE');
ROLLBACK TO without;
SELECT throws_ok('TRUNCATE app.versions CASCADE', 'MG711', 'table app.versions is in use, and TRUNCATE removes all its rows', 'with CASCADE that takes nothing along');
SELECT throws_ok('TRUNCATE app.folders CASCADE', 'MG711', NULL, 'with CASCADE that does');
SELECT throws_ok('TRUNCATE app.bare CASCADE', 'MG711', 'table app.notes is emptied by CASCADE along with app.bare', 'a victim');

SELECT lives_ok('TRUNCATE app.parts_low, app.links', 'empty tables');
SELECT lives_ok('TRUNCATE scratch', 'a temporary table');
CREATE TABLE app.made (id int);
INSERT INTO app.made VALUES (1);
SELECT lives_ok('TRUNCATE app.made', 'a table of this transaction');
SELECT throws_ok('TRUNCATE app.missing', '42P01', NULL, 'what isn''t there is PostgreSQL''s to refuse');
SELECT lives_ok('DELETE FROM app.versions', 'rows go one by one');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
