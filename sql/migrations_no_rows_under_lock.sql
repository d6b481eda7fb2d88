\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.files (id int, name text);
INSERT INTO app.files SELECT i, 'a' FROM generate_series(1, 50) i;
CREATE TABLE app.others (id int);
INSERT INTO app.others VALUES (1);
CREATE TABLE app.empties (id int);
CREATE TABLE app.parts (id int) PARTITION BY RANGE (id);
CREATE TABLE app.parts_all PARTITION OF app.parts DEFAULT;
INSERT INTO app.parts VALUES (1);
RESET mana_guard.enabled;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG630', 'warn', params => '{"max_rows": 10}');
RESET client_min_messages;
-- What is told at COMMIT is in the expected output.
\echo a column and its backfill
BEGIN;
ALTER TABLE app.files ADD COLUMN size int;
UPDATE app.files SET size = 0;
COMMIT;
\echo in one query, and in a function
BEGIN\; ALTER TABLE app.files ADD COLUMN kind int\; UPDATE app.files SET kind = 0\; COMMIT;
DO $$BEGIN ALTER TABLE app.files ADD COLUMN place int; UPDATE app.files SET place = 0; END$$;
\echo rows of another table, and of a new one
BEGIN;
ALTER TABLE app.others ADD COLUMN size int;
DELETE FROM app.files WHERE id > 30;
COMMIT;
BEGIN;
ALTER TABLE app.others ADD COLUMN kind int;
CREATE TABLE app.copies AS SELECT * FROM app.files;
COMMIT;
\echo a partitioned table
BEGIN;
ALTER TABLE app.parts ADD COLUMN size int;
INSERT INTO app.parts SELECT i FROM generate_series(2, 20) i;
COMMIT;
\echo within savepoints
BEGIN;
SAVEPOINT a;
ALTER TABLE app.files ADD COLUMN mark int;
SAVEPOINT b;
UPDATE app.files SET mark = 0 WHERE id <= 8;
RELEASE b;
UPDATE app.files SET mark = 0 WHERE id <= 8;
RELEASE a;
COMMIT;
\echo before the commit, when asked
BEGIN;
ALTER TABLE app.files ADD COLUMN asked int;
UPDATE app.files SET asked = 0;
SELECT FROM mana_guard.check_now();
ROLLBACK;
\echo none: rows first, rows that are rolled back, a few rows, another transaction
BEGIN;
UPDATE app.files SET size = 1;
ALTER TABLE app.files ADD COLUMN last int;
COMMIT;
BEGIN;
ALTER TABLE app.files ADD COLUMN tried int;
SAVEPOINT a;
UPDATE app.files SET tried = 1;
ROLLBACK TO a;
COMMIT;
BEGIN;
SAVEPOINT a;
ALTER TABLE app.files ADD COLUMN undone int;
ROLLBACK TO a;
UPDATE app.files SET size = 1;
COMMIT;
BEGIN;
ALTER TABLE app.files ADD COLUMN few int;
UPDATE app.files SET few = 1 WHERE id <= 10;
COMMIT;
ALTER TABLE app.files ADD COLUMN alone int DEFAULT 0;
UPDATE app.files SET size = 2;
\echo none: a table that is empty or new, a statement that stops nobody, a table that is dropped
BEGIN;
ALTER TABLE app.empties ADD COLUMN size int;
CREATE TABLE app.made (id int);
ALTER TABLE app.made ADD COLUMN size int;
COMMENT ON TABLE app.files IS 'files';
INSERT INTO app.made SELECT i, i FROM generate_series(1, 50) i;
COMMIT;
BEGIN;
DROP TABLE app.copies;
UPDATE app.files SET size = 3;
COMMIT;
\echo none: the rows that the command itself writes, and those of the log
CREATE MATERIALIZED VIEW app.counts AS SELECT id FROM app.files;
REFRESH MATERIALIZED VIEW app.counts;
BEGIN;
ALTER TABLE app.files ALTER COLUMN name TYPE varchar(9);
COMMIT;
SELECT FROM mana_guard.set_rule('*', 'log');
SELECT FROM mana_guard.set_rule('MG630', 'warn', params => '{"max_rows": 0}');
BEGIN;
ALTER TABLE app.files ADD COLUMN "Logged" uuid;
ALTER TABLE app.others ADD COLUMN "Logged" uuid;
COMMIT;
SELECT FROM mana_guard.set_rule('*', 'off');
SELECT FROM mana_guard.set_rule('MG630', 'warn', params => '{"max_rows": 10}');
\echo after a REFRESH
BEGIN;
REFRESH MATERIALIZED VIEW app.counts;
UPDATE app.files SET size = 3;
COMMIT;
\echo a file of two transactions
SELECT mana_guard.file_begins('0007.sql');
BEGIN;
ALTER TABLE app.files ADD COLUMN first int;
UPDATE app.files SET first = 0 WHERE id = 1;
COMMIT;
UPDATE app.files SET first = 0;
SELECT mana_guard.file_ends();
SELECT mana_guard.file_begins('0008.sql');
ALTER TABLE app.files ADD COLUMN second int;
BEGIN;
ALTER TABLE app.files ADD COLUMN third int;
UPDATE app.files SET third = 0;
COMMIT;
SELECT mana_guard.file_ends();
\echo as an error
SELECT FROM mana_guard.set_rule('MG630', 'error', params => '{"max_rows": 10}');
BEGIN;
ALTER TABLE app.files ADD COLUMN refused int;
UPDATE app.files SET refused = 0;
COMMIT;
SELECT plan(1);
SELECT hasnt_column('app', 'files', 'refused', 'it is rolled back');
SELECT * FROM finish();
SET client_min_messages = error;
DELETE FROM mana_guard.policy;
DELETE FROM mana_guard.log;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
