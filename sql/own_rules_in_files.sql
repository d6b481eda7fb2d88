\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- A rule of the team's own that is checked at COMMIT, and a migration file of several transactions: what is told is in the expected output.
-- What it commits would stay in the history of the policy: it has a database of its own.
SET client_min_messages = error;
SELECT current_database() AS home \gset
CREATE DATABASE mana_guard_files;
\c mana_guard_files
SET client_min_messages = error;
CREATE EXTENSION mana_guard;
CREATE EXTENSION pgtap;
SET mana_guard.enabled = off;
CREATE SCHEMA house;
CREATE SCHEMA app;
CREATE FUNCTION house.has_note(relation regclass) RETURNS SETOF mana_guard.finding LANGUAGE sql STABLE AS $$
    SELECT mana_guard.new_finding(format('%s has no note', relation))
    WHERE NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = relation AND attname = 'note' AND NOT attisdropped) $$;
CREATE TABLE app.bad (id int);
CREATE TABLE app.good (id int, note text);
CREATE TABLE app.better (id int, note text);
CREATE TABLE app.best (id int, note text);
RESET mana_guard.enabled;
SELECT FROM mana_guard.set_rule('*', 'off');
SELECT FROM mana_guard.add_rule('has_note', 'house.has_note(regclass)', severity => 'warn', timing => 'commit');
SELECT FROM mana_guard.set_rule('has_note', 'warn');
RESET client_min_messages;
\echo made without: told at the end of the file
SELECT FROM mana_guard.file_begins('1.sql');
CREATE TABLE app.made (id int);
CREATE TABLE app.mended (id int);
ALTER TABLE app.mended ADD COLUMN note text;
\echo the end
SELECT FROM mana_guard.file_ends();
\echo what was so before is not told
SELECT FROM mana_guard.file_begins('2.sql');
ALTER TABLE app.bad ADD COLUMN first int;
ALTER TABLE app.bad ADD COLUMN second int;
SELECT FROM mana_guard.file_ends();
\echo what the first, a later or the last transaction broke is told
SELECT FROM mana_guard.file_begins('3.sql');
ALTER TABLE app.good DROP COLUMN note;
ALTER TABLE app.good ADD COLUMN second int;
ALTER TABLE app.better ADD COLUMN first int;
ALTER TABLE app.better DROP COLUMN note;
BEGIN;
ALTER TABLE app.best DROP COLUMN note;
SELECT FROM mana_guard.file_ends();
COMMIT;
\echo and what it mended again is not
SELECT FROM mana_guard.file_begins('4.sql');
CREATE TABLE app.kept (id int, note text);
ALTER TABLE app.kept DROP COLUMN note;
ALTER TABLE app.kept ADD COLUMN note text;
SELECT FROM mana_guard.file_ends();
SELECT plan(1);
SELECT results_eq('SELECT identity FROM mana_guard.log WHERE code = ''MGX01'' ORDER BY 1', ARRAY['app.best', 'app.better', 'app.good', 'app.made'], 'each is kept once');
SELECT * FROM finish();
\c :home
DROP DATABASE mana_guard_files;
