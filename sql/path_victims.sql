\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- What CASCADE, DROP OWNED and DROP EXTENSION take is judged by the rules for contracts as if it had been dropped by name.
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE ROLE mana_guard_leaver;
CREATE SCHEMA app;
CREATE SCHEMA parts;
CREATE SCHEMA drizzle;
CREATE SCHEMA theirs AUTHORIZATION mana_guard_leaver;
CREATE TYPE app.pair AS (id int, note text);
CREATE TYPE app.mood AS ENUM ('good');
CREATE DOMAIN app.code AS text;
CREATE FUNCTION app.one() RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE SEQUENCE app.numbers;
-- Tables OF a type: with rows, without, read by a view, partitioned, with the rows of a partition, deleted and vacuumed.
CREATE TABLE app.stocked OF app.pair;
CREATE TABLE app.empty OF app.pair;
CREATE TABLE app.viewed OF app.pair;
CREATE VIEW app.views AS SELECT id FROM app.viewed;
CREATE TYPE app.key AS (id int);
CREATE TABLE parts.days OF app.key PARTITION BY LIST (id);
CREATE TABLE parts.days_1 PARTITION OF parts.days FOR VALUES IN (1);
CREATE TYPE parts.size AS ENUM ('small');
CREATE TYPE app.none AS (id int);
CREATE TABLE app.hollow OF app.none;
CREATE TABLE app.hollow_parts OF app.none PARTITION BY LIST (id);
CREATE TABLE app.hollow_parts_1 PARTITION OF app.hollow_parts DEFAULT;
CREATE TABLE app.bases (id int, label text);
CREATE TABLE app.heirs () INHERITS (app.bases);
CREATE TABLE app.files (id int PRIMARY KEY, mood app.mood, code app.code UNIQUE, "Number" int DEFAULT nextval('app.numbers'), size int, UNIQUE (size, code));
CREATE TABLE app.bare (id int PRIMARY KEY, code app.code, number int DEFAULT nextval('app.numbers'));
CREATE TABLE app.links (id int PRIMARY KEY, file_id int CONSTRAINT links_file REFERENCES app.files, code app.code CONSTRAINT links_code REFERENCES app.files (code));
CREATE TRIGGER touch BEFORE UPDATE ON app.links FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE TABLE drizzle.__drizzle_migrations OF app.pair;
CREATE TABLE theirs.boats (id int PRIMARY KEY);
ALTER TABLE theirs.boats OWNER TO mana_guard_leaver;
CREATE TABLE parts.log (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE parts.log_2025 PARTITION OF parts.log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
INSERT INTO parts.log VALUES (1, '2025-05-05');
ALTER TABLE parts.log DETACH PARTITION parts.log_2025;
CREATE PUBLICATION mana_guard_victims FOR TABLE app.files;
INSERT INTO app.stocked VALUES (1);
INSERT INTO app.empty VALUES (1);
DELETE FROM app.empty;
INSERT INTO drizzle.__drizzle_migrations VALUES (1);
INSERT INTO parts.days VALUES (1);
INSERT INTO app.heirs VALUES (1);
INSERT INTO app.files (id, code) VALUES (1, 'a');
INSERT INTO app.links VALUES (1, 1, 'a');
INSERT INTO theirs.boats VALUES (1);
RESET mana_guard.enabled;
BEGIN;
SELECT plan(64);
SELECT mana_guard.set_rule('*', 'off');
-- What the rule says to the statement, which is undone.
CREATE FUNCTION pg_temp.told(rule text, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    state text;
    detail text;
BEGIN
    PERFORM mana_guard.set_rule(rule, 'error');
    EXECUTE statement;
    RAISE EXCEPTION USING ERRCODE = 'MG000';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, detail = PG_EXCEPTION_DETAIL;
    RETURN CASE WHEN state LIKE 'MG%' THEN (SELECT string_agg(line[1], ', ' ORDER BY line[1] COLLATE "C")
        FROM regexp_matches(detail, rule || ' \w+?: (.*?)\.(?: |$)', 'gn') AS line) ELSE state || ' ' || SQLERRM END;
END
$$;

-- MG702
SELECT is(pg_temp.told('MG702', 'DROP TYPE app.pair CASCADE'), 'table app.stocked is dropped without notice along with type app.pair, '
    'table app.viewed is dropped without notice along with type app.pair, table drizzle.__drizzle_migrations is dropped without notice along with type app.pair',
    'tables with rows, and one that a view reads; not an empty one');
SELECT is(pg_temp.told('MG702', 'DROP TYPE app.key CASCADE'), 'table parts.days is dropped without notice along with type app.key', 'a partitioned table, without its partitions');
SELECT is(pg_temp.told('MG702', 'DROP TYPE app.none CASCADE'), NULL, 'empty ones, of which one is partitioned');
SELECT is(pg_temp.told('MG702', 'DROP TABLE app.bases CASCADE'), 'table app.bases is dropped without notice', 'a table with those that inherit from it is refused by its own name first');
SELECT is(pg_temp.told('MG702', 'DROP SCHEMA theirs CASCADE'), 'table theirs.boats is dropped without notice along with schema theirs', 'a schema');
SELECT is(pg_temp.told('MG702', 'DROP OWNED BY mana_guard_leaver'), 'table theirs.boats is dropped without notice along with everything that its role owns', 'DROP OWNED');
SELECT is(pg_temp.told('MG702', 'CREATE EXTENSION citext; ALTER EXTENSION citext ADD TABLE theirs.boats; DROP EXTENSION citext'),
    'table theirs.boats is dropped without notice along with extension citext', 'an extension that it was added to');
SELECT is(pg_temp.told('MG702', 'DROP SCHEMA parts CASCADE'), 'table parts.days is dropped without notice along with schema parts', 'a partition that was detached is none, nor is its parent, which is empty');
SELECT is(pg_temp.told('MG702', $$DO 'BEGIN DROP TYPE app.key CASCADE; END'$$), 'table parts.days is dropped without notice along with type app.key', 'within code');
-- What was there when the transaction began counts, and what is there now.
SELECT is(pg_temp.told('MG702', 'DELETE FROM app.stocked; DROP TABLE drizzle.__drizzle_migrations, app.viewed CASCADE'), 'table app.viewed is dropped without notice, table drizzle.__drizzle_migrations is dropped without notice', 'named ones are told of before');
SAVEPOINT before;
DELETE FROM app.stocked;
TRUNCATE drizzle.__drizzle_migrations;
DROP VIEW app.views;
SELECT is(pg_temp.told('MG702', 'DROP TYPE app.pair CASCADE'), 'table app.stocked is dropped without notice along with type app.pair, '
    'table drizzle.__drizzle_migrations is dropped without notice along with type app.pair', 'rows that this transaction has deleted, and a TRUNCATE');
INSERT INTO app.empty VALUES (1);
CREATE TABLE app.made OF app.pair;
INSERT INTO app.made VALUES (1);
SELECT is(pg_temp.told('MG702', 'DROP TYPE app.pair CASCADE'), 'table app.empty is dropped without notice along with type app.pair, table app.stocked is dropped without notice along with type app.pair, '
    'table drizzle.__drizzle_migrations is dropped without notice along with type app.pair', 'rows that it has inserted, but not a table that it has made');
ROLLBACK TO before;
CREATE TEMPORARY TABLE scratch OF app.key;
INSERT INTO scratch VALUES (1);
SELECT is(pg_temp.told('MG702', 'DROP TYPE app.key CASCADE'), 'table parts.days is dropped without notice along with type app.key', 'a temporary table is none');
ROLLBACK TO before;
SELECT mana_guard.set_rule('MG702', 'error', params => '{"only_nonempty": false}');
SELECT throws_ok('DROP TYPE app.none CASCADE', 'MG702', 'table app.hollow_parts is dropped without notice along with type app.none (and 1 more finding)', 'only_nonempty false: empty ones too');
ROLLBACK TO before;
SELECT FROM mana_guard.deprecate('parts.days', 'a test');
SELECT is(pg_temp.told('MG702', 'DROP TYPE app.key CASCADE'), format('table parts.days was announced for removal on %s and may not be dropped along with type app.key before %s',
    to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD'), to_char(now() AT TIME ZONE 'UTC' + interval '7 days', 'YYYY-MM-DD')), 'announced too lately');
UPDATE mana_guard.deprecations SET deprecated_at = now() - interval '8 days';
SELECT is(pg_temp.told('MG702', 'DROP TYPE app.key CASCADE'), NULL, 'announced long enough ago');
ROLLBACK TO before;
SELECT FROM mana_guard.exempt('parts.days', 'MG702', 'a test');
SELECT is(pg_temp.told('MG702', 'DROP TYPE app.key CASCADE'), NULL, 'exempt');
ROLLBACK TO before;
SET LOCAL mana_guard.assume_in_use = on;
SELECT is(pg_temp.told('MG702', 'DROP TYPE app.none CASCADE'), 'table app.hollow is dropped without notice along with type app.none, table app.hollow_parts is dropped without notice along with type app.none',
    'tables that are taken as in use');
SET LOCAL mana_guard.assume_in_use = off;

-- MG701
SELECT is(pg_temp.told('MG701', 'DROP TYPE app.mood CASCADE'), 'column mood of table app.files is dropped without notice along with type app.mood', 'a column with its type');
SELECT is(pg_temp.told('MG701', 'DROP DOMAIN app.code CASCADE'), 'column code of table app.files is dropped without notice along with domain app.code, column code of table app.links is dropped without notice along with domain app.code',
    'with its domain, but not of an empty table');
SELECT is(pg_temp.told('MG701', 'ALTER TYPE app.pair DROP ATTRIBUTE note CASCADE'), 'column note of table app.stocked is dropped without notice, column note of table drizzle.__drizzle_migrations is dropped without notice',
    'an attribute was told of before');
SELECT FROM mana_guard.deprecate('app.files', 'a test', 'mood');
SELECT is(pg_temp.told('MG701', 'DROP TYPE app.mood CASCADE'), format('column mood of table app.files was announced for removal on %s and may not be dropped along with type app.mood before %s',
    to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD'), to_char(now() AT TIME ZONE 'UTC' + interval '7 days', 'YYYY-MM-DD')), 'announced too lately');
UPDATE mana_guard.deprecations SET deprecated_at = now() - interval '8 days';
SELECT is(pg_temp.told('MG701', 'DROP TYPE app.mood CASCADE'), NULL, 'announced long enough ago');
ROLLBACK TO before;

-- MG705
SELECT is(pg_temp.told('MG705', 'DROP OWNED BY mana_guard_leaver CASCADE'), 'schema theirs is dropped along with everything that its role owns, with its tables and all their rows', 'a schema by DROP OWNED');
SELECT is(pg_temp.told('MG705', 'CREATE EXTENSION citext; ALTER EXTENSION citext ADD SCHEMA theirs; DROP EXTENSION citext CASCADE'),
    'schema theirs is dropped along with extension citext, with its tables and all their rows', 'a schema by DROP EXTENSION');
DROP TABLE theirs.boats;
SELECT is(pg_temp.told('MG705', 'DROP OWNED BY mana_guard_leaver CASCADE'), NULL, 'without tables');
CREATE TABLE theirs.made (id int);
SELECT is(pg_temp.told('MG705', 'DROP OWNED BY mana_guard_leaver CASCADE'), NULL, 'with those of this transaction alone');
ROLLBACK TO before;
CREATE SCHEMA made AUTHORIZATION mana_guard_leaver;
CREATE TABLE made.boats (id int);
ALTER SCHEMA theirs OWNER TO CURRENT_USER;
SELECT is(pg_temp.told('MG705', 'DROP OWNED BY mana_guard_leaver CASCADE'), NULL, 'a schema of this transaction');
ROLLBACK TO before;
SELECT is(pg_temp.told('MG705', 'DROP SCHEMA theirs CASCADE'), 'schema theirs is dropped with CASCADE, which drops its tables and all their rows', 'a named one but once');

-- MG707
SELECT is(pg_temp.told('MG707', 'DROP TABLE app.files CASCADE'), 'foreign key links_code of table app.links is dropped along with table app.files, foreign key links_file of table app.links is dropped along with table app.files',
    'foreign keys with the table that they refer to');
SELECT is(pg_temp.told('MG707', 'ALTER TABLE app.files DROP COLUMN id CASCADE'), 'foreign key links_file of table app.links is dropped along with column id', 'with the column; of a key all of whose columns go nothing');
SELECT is(pg_temp.told('MG707', 'ALTER TABLE app.files DROP COLUMN size'), 'unique constraint files_size_code_key of table app.files is dropped along with column size', 'a key that loses one of its columns');
SELECT is(pg_temp.told('MG707', 'DROP DOMAIN app.code CASCADE'), 'unique constraint files_size_code_key of table app.files is dropped along with domain app.code', 'with the type of one');
SELECT is(pg_temp.told('MG707', 'ALTER TABLE app.files DROP COLUMN size, DROP CONSTRAINT files_size_code_key'), 'unique constraint files_size_code_key of table app.files is dropped', 'a named one but once');
SELECT is(pg_temp.told('MG707', 'ALTER TABLE app.files DROP CONSTRAINT files_pkey CASCADE'), 'primary key files_pkey of table app.files is dropped', 'what a key takes along, after the key');
SELECT mana_guard.set_rule('MG707', 'off', schema_pattern => 'app', object_pattern => 'files');
SELECT is(pg_temp.told('MG707', 'ALTER TABLE app.files DROP CONSTRAINT files_pkey CASCADE'), 'foreign key links_file of table app.links is dropped along with constraint files_pkey', 'and by itself');
SELECT is(pg_temp.told('MG707', 'ALTER TABLE app.files DROP CONSTRAINT files_pkey CASCADE, DROP COLUMN code CASCADE'), 'foreign key links_code of table app.links is dropped along with column code, constraint files_pkey, '
    'foreign key links_file of table app.links is dropped along with column code, constraint files_pkey', 'with several');
ROLLBACK TO before;
SELECT is(pg_temp.told('MG707', 'ALTER TABLE app.links DROP COLUMN file_id'), NULL, 'a key goes with its column');
SELECT is(pg_temp.told('MG707', 'DROP SCHEMA app CASCADE'), NULL, 'and with its table');
SELECT is(pg_temp.told('MG707', 'ALTER TABLE app.bare DROP COLUMN code'), NULL, 'of a table that holds no rows');
ALTER TABLE app.files DROP CONSTRAINT files_size_code_key;
ALTER TABLE app.files ADD UNIQUE (size, code);
SELECT is(pg_temp.told('MG707', 'ALTER TABLE app.files DROP COLUMN size'), NULL, 'a key of this transaction');
ROLLBACK TO before;

-- MG715
SELECT is(pg_temp.told('MG715', 'ALTER TABLE app.files DROP COLUMN id CASCADE'), 'primary key files_pkey of table app.files is dropped along with column id, but foreign key links_file of table app.links needs it', 'that a foreign key needs');
DROP TABLE app.links;
SELECT is(pg_temp.told('MG715', 'ALTER TABLE app.files DROP COLUMN id'), 'primary key files_pkey of table app.files is dropped along with column id, but publication mana_guard_victims needs it', 'that a publication needs');
SELECT is(pg_temp.told('MG715', 'ALTER TABLE app.files DROP COLUMN id, ADD PRIMARY KEY (code)'), NULL, 'with another in its place');
SELECT is(pg_temp.told('MG715', 'DROP TABLE app.files CASCADE'), NULL, 'nobody needs the key of a table that goes');
ALTER TABLE app.files REPLICA IDENTITY FULL;
SELECT is(pg_temp.told('MG715', 'ALTER TABLE app.files DROP COLUMN id'), NULL, 'that the publication does without');
ROLLBACK TO before;
SELECT is(pg_temp.told('MG715', 'DROP SCHEMA app CASCADE'), NULL, 'nor if both go');

-- MG710
SELECT is(pg_temp.told('MG710', 'DROP SEQUENCE app.numbers CASCADE'), 'column "Number" of table app.files loses its default along with sequence app.numbers, which inserts rely on', 'a default with its sequence');
SELECT is(pg_temp.told('MG710', 'ALTER TABLE app.files ALTER COLUMN "Number" SET DEFAULT app.one(); DROP FUNCTION app.one CASCADE'), 'column "Number" of table app.files loses its default along with function app.one, which inserts rely on',
    'one that was altered, with its function');
SELECT is(pg_temp.told('MG710', 'ALTER TABLE app.files ALTER COLUMN size SET DEFAULT app.one(); DROP FUNCTION app.one CASCADE'), NULL, 'one of this transaction');
SELECT is(pg_temp.told('MG710', 'DROP DOMAIN app.code CASCADE'), NULL, 'no column goes with its default');

-- MG708
SELECT is(pg_temp.told('MG708', 'DROP TYPE app.pair CASCADE'), 'table drizzle.__drizzle_migrations, a migration tool''s log, is dropped along with type app.pair', 'the log with its type');
SELECT is(pg_temp.told('MG708', 'DROP SCHEMA drizzle CASCADE'), 'table drizzle.__drizzle_migrations, a migration tool''s log, is dropped along with schema drizzle', 'with its schema');
DROP TABLE drizzle.__drizzle_migrations;
CREATE TABLE drizzle.__drizzle_migrations (id int);
SELECT is(pg_temp.told('MG708', 'DROP SCHEMA drizzle CASCADE'), NULL, 'one of this transaction');
ROLLBACK TO before;

-- MG709
SELECT mana_guard.set_rule('MG709', 'error', 'app', 'stocked');
SELECT mana_guard.set_rule('MG709', 'error', 'app', 'links');
SELECT mana_guard.set_rule('MG709', 'error', 'app', 'views');
SELECT mana_guard.set_rule('MG709', 'error', 'parts', 'size');
SELECT mana_guard.set_rule('MG709', 'error', 'theirs');
SELECT throws_ok('DROP TYPE app.pair CASCADE', 'MG709', 'view app.views is protected, and is dropped along with type app.pair (and 1 more finding)', 'a protected table, and a view');
SELECT throws_ok('DROP DOMAIN app.code CASCADE', 'MG709', 'table app.links is protected, and its column code is dropped along with domain app.code', 'a column of a protected table');
SELECT throws_ok('DROP TABLE app.files CASCADE', 'MG709', 'table app.links is protected, and is altered along with table app.files', 'its foreign keys, once');
SELECT throws_ok('DROP FUNCTION app.touch CASCADE', 'MG709', 'table app.links is protected, and is altered along with function app.touch', 'its triggers');
SELECT throws_ok('DROP TABLE app.viewed CASCADE', 'MG709', 'view app.views is protected, and is dropped along with table app.viewed', 'a protected view');
SELECT throws_ok('DROP VIEW app.views CASCADE', 'MG709', 'view app.views is protected', 'a named one but once');
SELECT throws_ok('DROP SCHEMA parts CASCADE', 'MG709', 'type parts.size is protected, and is dropped along with schema parts', 'a protected type');
SELECT throws_ok('DROP OWNED BY mana_guard_leaver CASCADE', 'MG709', 'table theirs.boats is protected, and is dropped along with everything that its role owns (and 1 more finding)', 'a table of a protected schema, and the schema');
ROLLBACK TO before;

-- One fault is told once: by the rule that knows more, unless it is milder.
SELECT mana_guard.set_rule('MG712', 'error');
SELECT mana_guard.set_rule('MG702', 'error');
SELECT throws_ok('DROP TYPE app.key CASCADE', 'MG702', 'table parts.days is dropped without notice along with type app.key', 'MG702 and not MG712');
SELECT mana_guard.set_rule('MG702', 'warn');
SELECT throws_ok('DROP TYPE app.key CASCADE', 'MG712', 'table parts.days is dropped along with type app.key (and 1 more finding)', 'both where MG712 is stricter');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP PUBLICATION mana_guard_victims;
DROP SCHEMA app, parts, drizzle, theirs CASCADE;
DROP OWNED BY mana_guard_leaver;
DROP ROLE mana_guard_leaver;
