\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- PostgreSQL fires no event: a session that has preloaded the library sees it.
\c -reuse-previous=on "options='-c session_preload_libraries=mana_guard'"
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.folders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.empties (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (name) VALUES ('a');
INSERT INTO app.folders (name) VALUES ('b');
CREATE TABLE app.events (at timestamptz NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE app.events_old PARTITION OF app.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE app.events_new PARTITION OF app.events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
INSERT INTO app.events VALUES ('2025-05-05');
CREATE TABLE app.notes (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(), file_id uuid REFERENCES app.files);
CREATE TABLE app.comments (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(), note_id uuid REFERENCES app.notes ON DELETE CASCADE);
CREATE TABLE app.old_folders () INHERITS (app.folders);
INSERT INTO app.notes (name) VALUES ('c');
RESET mana_guard.enabled;
BEGIN;
SELECT plan(18);
SELECT mana_guard.set_rule('*', 'off');
SELECT is((SELECT preloaded FROM mana_guard.status()), true, 'the library is preloaded');
SELECT mana_guard.set_rule('no_truncate', 'error');
SELECT throws_ok('TRUNCATE app.folders', 'MG711', 'table app.folders is in use, and all its rows go', 'a table with rows');
SELECT throws_ok('TRUNCATE app.empties, app.folders', 'MG711', 'table app.folders is in use, and all its rows go', 'one of several');
SELECT throws_ok('TRUNCATE app.files CASCADE', 'MG711', 'table app.files is in use, and all its rows go (and 1 more finding)', 'with those that refer to it');
SELECT mana_guard.set_rule('no_truncate', 'off', schema_pattern => 'app', object_pattern => 'files');
SELECT throws_ok('TRUNCATE app.files CASCADE', 'MG711', 'table app.notes is emptied along with app.files, which CASCADE takes it for', 'which alone suffice');
SELECT throws_ok('TRUNCATE app.files', '0A000', NULL, 'what PostgreSQL refuses it refuses itself');
SELECT throws_ok('TRUNCATE app.events', 'MG711', 'table app.events is in use, and all its rows go', 'a partitioned table');
SELECT throws_ok('TRUNCATE app.events_old', 'MG711', 'table app.events_old is in use, and all its rows go', 'a partition');
SELECT lives_ok('TRUNCATE app.events_new', 'an empty partition');
SELECT throws_ok($$DO 'BEGIN TRUNCATE app.folders; END'$$, 'MG711', NULL, 'within code');
SELECT lives_ok('TRUNCATE app.empties', 'an empty table');
INSERT INTO app.old_folders (name) VALUES ('d');
DELETE FROM ONLY app.folders;
SELECT throws_ok('TRUNCATE app.folders', 'MG711', NULL, 'the rows of one that inherits');
SELECT mana_guard.set_rule('no_truncate', 'warn');
CREATE TABLE app.fresh (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.fresh (name) VALUES ('e');
SELECT mana_guard.set_rule('no_truncate', 'error');
SELECT lives_ok('TRUNCATE app.fresh', 'a table of this transaction');
CREATE TEMP TABLE scratch AS SELECT 1 AS id;
SELECT lives_ok('TRUNCATE scratch', 'a temporary one');
SELECT throws_ok('TRUNCATE app.missing', '42P01', NULL, 'one that is not there');
SELECT FROM mana_guard.exempt('app.folders', 'MG711', 'a test');
SELECT lives_ok('TRUNCATE app.folders', 'an exemption waives it');
SELECT mana_guard.set_rule('no_truncate', 'warn'), mana_guard.set_rule('no_truncate', 'warn', schema_pattern => 'app', object_pattern => 'files');
DELETE FROM mana_guard.log;
SELECT lives_ok('TRUNCATE app.files CASCADE', 'a warning lets it pass');
SELECT is((SELECT array_agg(object_name || ' ' || command_tag ORDER BY object_name) FROM mana_guard.log), '{"files TRUNCATE TABLE","notes TRUNCATE TABLE"}', 'and is logged');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
