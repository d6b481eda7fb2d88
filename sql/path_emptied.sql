\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- Who reads a table isn't helped by deleting its rows first, in the transaction that then changes what is read.
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE SCHEMA archive;
CREATE TABLE app.files (id int PRIMARY KEY, size int NOT NULL DEFAULT 0, name text UNIQUE);
INSERT INTO app.files VALUES (1, 1, 'a');
CREATE TABLE app.events (id int, size int, PRIMARY KEY (id)) PARTITION BY RANGE (id);
CREATE TABLE app.events_1 PARTITION OF app.events FOR VALUES FROM (1) TO (9);
INSERT INTO app.events VALUES (1, 1);
CREATE TABLE app.notes (id int, body text);
CREATE TABLE app.long_notes () INHERITS (app.notes);
INSERT INTO app.long_notes VALUES (1, 'kept');
CREATE TABLE app.drafts (LIKE app.files INCLUDING ALL);
RESET mana_guard.enabled;
BEGIN;
SELECT plan(20);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule(rule, 'error', timing => 'start') FROM unnest('{MG701,MG702,MG703,MG704,MG706,MG707,MG710,MG714}'::text[]) AS rule;

SAVEPOINT full_tables;
DELETE FROM app.files;
SELECT throws_ok('ALTER TABLE app.files DROP COLUMN size', 'MG701', NULL, 'a column');
SELECT throws_ok('DROP TABLE app.files', 'MG702', NULL, 'a table');
SELECT throws_ok('ALTER TABLE app.files RENAME size TO bytes', 'MG703', NULL, 'the name of a column');
SELECT throws_ok('ALTER TABLE app.files RENAME TO documents', 'MG704', NULL, 'of a table');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN size DROP NOT NULL', 'MG706', NULL, 'NOT NULL');
SELECT throws_ok('ALTER TABLE app.files DROP CONSTRAINT files_name_key', 'MG707', NULL, 'a key');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN size DROP DEFAULT', 'MG710', NULL, 'a default');
SELECT throws_ok('ALTER TABLE app.files SET SCHEMA archive', 'MG714', NULL, 'a schema');
ROLLBACK TO full_tables;
TRUNCATE app.files, app.events;
SELECT throws_ok('ALTER TABLE app.files RENAME size TO bytes', 'MG703', NULL, 'nor by TRUNCATE');
SELECT throws_ok('DROP TABLE app.files', 'MG702', NULL, 'which gives it another file');
SELECT throws_ok('ALTER TABLE app.events RENAME size TO bytes', 'MG703', NULL, 'nor are those of partitions');
SELECT throws_ok('DROP TABLE app.events', 'MG702', NULL, 'with all of them');
ALTER TABLE app.events ALTER COLUMN size TYPE bigint;
SELECT throws_ok('ALTER TABLE app.events RENAME size TO bytes', 'MG703', NULL, 'nor if they are rewritten after that');
DELETE FROM app.notes;
SELECT throws_ok('ALTER TABLE ONLY app.notes DROP COLUMN body', 'MG701', NULL, 'nor of those that inherit');
ROLLBACK TO full_tables;

-- Of an empty table nothing is read, whatever file it has.
SELECT lives_ok('ALTER TABLE app.drafts ALTER COLUMN size TYPE bigint', 'a table without rows is rewritten');
SELECT lives_ok('ALTER TABLE app.drafts DROP COLUMN name', 'it may lose a column');
INSERT INTO app.drafts VALUES (1, 1);
DELETE FROM app.drafts;
SELECT lives_ok('ALTER TABLE app.drafts RENAME size TO bytes', 'rows of this transaction were nobody''s');
TRUNCATE app.drafts;
SELECT lives_ok('ALTER TABLE app.drafts ALTER COLUMN bytes DROP NOT NULL', 'nor are those that TRUNCATE doesn''t find');
SELECT lives_ok('ALTER TABLE app.drafts DROP COLUMN bytes', 'so another column may go');
SELECT lives_ok('DROP TABLE app.drafts', 'and the table');
SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app, archive CASCADE;
