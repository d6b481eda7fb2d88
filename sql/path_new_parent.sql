\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- A table that stood is worked on by way of a parent that the transaction has made for it. What such a command does to its rows and
-- its columns is judged as if it were named; by its own name only the new parent is known.
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE SCHEMA other;
CREATE TABLE app.old (id int NOT NULL, a int, b text);
CREATE TABLE app.empty (id int NOT NULL, a int, b text);
CREATE TABLE app.events_2025 (id int NOT NULL, a int, b text);
CREATE TABLE app.logs (id int NOT NULL, a int, b text) PARTITION BY LIST (id);
CREATE TABLE app.logs_1 PARTITION OF app.logs FOR VALUES IN (1);
CREATE TABLE app.logs_2 PARTITION OF app.logs FOR VALUES IN (2);
CREATE TABLE app.bases (id int NOT NULL, a int);
CREATE TABLE app.heirs (b text) INHERITS (app.bases);
CREATE TABLE app.targets (id int PRIMARY KEY);
INSERT INTO app.old VALUES (1, 1);
INSERT INTO app.events_2025 VALUES (1, 1);
INSERT INTO app.logs VALUES (1, 1), (2, 1);
INSERT INTO app.heirs VALUES (1, 1);
RESET mana_guard.enabled;
BEGIN;
SELECT plan(36);
SELECT mana_guard.set_rule('*', 'off');
-- What the rule says to the statements, which are undone.
CREATE FUNCTION pg_temp.told(rule text, VARIADIC statements text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    statement text;
    state text;
    detail text;
BEGIN
    PERFORM mana_guard.set_rule(rule, 'error');
    FOREACH statement IN ARRAY statements LOOP EXECUTE statement; END LOOP;
    PERFORM mana_guard.check_now();
    RAISE EXCEPTION USING ERRCODE = 'MG000';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, detail = PG_EXCEPTION_DETAIL;
    RETURN CASE WHEN state LIKE 'MG%' THEN (SELECT string_agg(line[1], ', ' ORDER BY line[1] COLLATE "C")
        FROM regexp_matches(detail, rule || ' \w+?: (.*?)\.(?: |$)', 'gn') AS line) ELSE state || ' ' || SQLERRM END;
END
$$;
-- Makes a parent of the table, with one partition more that is new.
CREATE FUNCTION pg_temp.attach(child text) RETURNS text LANGUAGE sql AS $$
    SELECT format('CREATE TABLE app.p (id int NOT NULL, a int, b text) PARTITION BY LIST (id);
        CREATE TABLE app.p_3 PARTITION OF app.p FOR VALUES IN (3);
        ALTER TABLE app.p ATTACH PARTITION %s FOR VALUES IN (1)', child)
$$;
CREATE FUNCTION pg_temp.inherit(child text) RETURNS text LANGUAGE sql AS $$
    SELECT format('CREATE TABLE app.p (id int NOT NULL, a int); ALTER TABLE %s INHERIT app.p', child)
$$;

-- Columns and rows.
SELECT is(pg_temp.told('MG701', pg_temp.attach('app.old'), 'ALTER TABLE app.p DROP COLUMN a'), 'column a of table app.p is dropped without notice', 'DROP COLUMN');
SELECT is(pg_temp.told('MG701', pg_temp.attach('app.empty'), 'ALTER TABLE app.p DROP COLUMN a'), NULL, 'of an empty one');
SELECT is(pg_temp.told('MG701', pg_temp.inherit('app.old'), 'ALTER TABLE app.p DROP COLUMN a'), NULL, 'a table that inherits keeps its own column');
SELECT is(pg_temp.told('MG701', pg_temp.attach('app.old'), 'ALTER TABLE app.p ADD COLUMN c int', 'ALTER TABLE app.p DROP COLUMN c'), NULL, 'a column that is new in all');
SELECT is(pg_temp.told('MG703', pg_temp.attach('app.old'), 'ALTER TABLE app.p RENAME COLUMN a TO c'), 'column a of table app.p is renamed to c; every client that uses the old name will fail', 'RENAME COLUMN');
SELECT is(pg_temp.told('MG703', pg_temp.inherit('app.old'), 'ALTER TABLE app.p RENAME COLUMN a TO c'), 'column a of table app.p is renamed to c; every client that uses the old name will fail', 'of one that inherits');
SELECT is(pg_temp.told('MG703', pg_temp.attach('app.old'), 'ALTER TABLE app.p ADD COLUMN c int', 'ALTER TABLE app.p RENAME COLUMN c TO d'), NULL, 'of a new column');
SELECT is(pg_temp.told('MG609', pg_temp.attach('app.old'), 'ALTER TABLE app.p ALTER COLUMN a TYPE text'), 'column a of table app.p changes from integer to text, which rewrites the table', 'ALTER TYPE');
SELECT is(pg_temp.told('MG609', pg_temp.attach('app.empty'), 'ALTER TABLE app.p ALTER COLUMN a TYPE text'), NULL, 'of an empty one');
SELECT is(pg_temp.told('MG609', pg_temp.attach('app.old'), 'ALTER TABLE app.p_3 ALTER COLUMN b SET NOT NULL', 'ALTER TABLE ONLY app.p ALTER COLUMN b SET STATISTICS 5'), NULL, 'what does not reach it');
SELECT is(pg_temp.told('MG605', pg_temp.attach('app.old'), 'ALTER TABLE app.p ALTER COLUMN a SET NOT NULL'), 'column a of table app.p is set NOT NULL with a scan that blocks reads and writes', 'SET NOT NULL');
SELECT is(pg_temp.told('MG606', pg_temp.attach('app.old'), 'ALTER TABLE app.p ADD CONSTRAINT k CHECK (a > 0)'), 'constraint k is added to table app.p with a scan that blocks writes', 'a CHECK');
SELECT is(pg_temp.told('MG606', pg_temp.inherit('app.old'), 'ALTER TABLE app.p ADD CONSTRAINT k CHECK (a > 0)'), 'constraint k is added to table app.p with a scan that blocks writes', 'which goes to what inherits');
SELECT is(pg_temp.told('MG606', pg_temp.inherit('app.old'), 'ALTER TABLE app.p ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES app.targets'), NULL, 'a foreign key does not');
SELECT is(pg_temp.told('MG607', pg_temp.inherit('app.old'), 'ALTER TABLE app.p ADD CONSTRAINT k UNIQUE (id)'), NULL, 'nor a key');
SELECT is(pg_temp.told('MG607', 'ALTER TABLE app.bases ADD CONSTRAINT k UNIQUE (id)'), NULL, 'nor does it from a parent that stood');
SELECT is(pg_temp.told('MG607', 'ALTER TABLE app.heirs ADD CONSTRAINT k UNIQUE (id)'), 'constraint k is added to table app.heirs with an index build that blocks reads and writes', 'the key of the one with rows');
SELECT is(pg_temp.told('MG614', pg_temp.attach('app.old'), 'ALTER TABLE app.p ADD COLUMN c float DEFAULT random()'), 'column c is added to table app.p with a default that calls pg_catalog.random for every row', 'a volatile default');
SELECT is(pg_temp.told('MG601', pg_temp.attach('app.old'), 'CREATE INDEX ON app.p (a)'), 'table app.p is in use; building this index blocks writes', 'CREATE INDEX');
SELECT is(pg_temp.told('MG601', pg_temp.attach('app.empty'), 'CREATE INDEX ON app.p (a)'), NULL, 'of an empty one');
SELECT is(pg_temp.told('MG601', pg_temp.inherit('app.old'), 'CREATE INDEX ON app.p (a)'), NULL, 'an index does not go to what inherits');

-- The table itself, as a partition of the new parent.
SELECT is(pg_temp.told('MG702', pg_temp.attach('app.old'), 'DROP TABLE app.p'), 'table app.old is dropped without notice along with table app.p', 'the parent goes');
SELECT is(pg_temp.told('MG702', pg_temp.attach('app.old'), 'DROP TABLE app.p CASCADE'), 'table app.old is dropped without notice along with table app.p', 'by CASCADE');
SELECT is(pg_temp.told('MG702', pg_temp.attach('app.empty'), 'DROP TABLE app.p'), NULL, 'with an empty one');
SELECT is(pg_temp.told('MG702', pg_temp.attach('app.old'), 'DROP TABLE app.old'), 'table app.old is dropped without notice', 'it goes itself');
SELECT is(pg_temp.told('MG702', pg_temp.attach('app.old'), 'ALTER TABLE app.p DETACH PARTITION app.old', 'DROP TABLE app.old'), 'table app.old is dropped without notice', 'detached again');
SELECT is(pg_temp.told('MG702', 'CREATE TABLE app.events (id int NOT NULL, a int, b text) PARTITION BY LIST (id)', 'DROP TABLE app.events_2025'),
    'table app.events_2025 is dropped without notice', 'one that is named after a new parent');
SELECT is(pg_temp.told('MG702', 'DROP TABLE app.logs_1'), NULL, 'a partition from before');
SELECT is(pg_temp.told('MG702', 'ALTER TABLE app.logs DETACH PARTITION app.logs_1', 'DROP TABLE app.logs_1'), NULL, 'which is detached first');
SELECT is(pg_temp.told('MG702', 'ALTER TABLE app.logs DETACH PARTITION app.logs_1', 'ALTER TABLE app.logs ATTACH PARTITION app.logs_1 FOR VALUES IN (1)', 'DROP TABLE app.logs_1'), NULL,
    'and attached again');
SELECT is(pg_temp.told('MG704', pg_temp.attach('app.old'), 'ALTER TABLE app.old RENAME TO older'), 'table app.old is renamed to app.older; every client that uses the old name will fail', 'RENAME');
SELECT is(pg_temp.told('MG704', pg_temp.attach('app.old'), 'ALTER TABLE app.p RENAME TO q'), NULL, 'nobody knows the new parent by its name');
SELECT is(pg_temp.told('MG704', 'ALTER TABLE app.logs_1 RENAME TO logs_one'), NULL, 'nor a partition from before');
SELECT is(pg_temp.told('MG714', pg_temp.attach('app.old'), 'ALTER TABLE app.old SET SCHEMA other'), 'table app.old is moved to other.old; every client that uses the old name will fail', 'SET SCHEMA');
SELECT is(pg_temp.told('MG714', pg_temp.attach('app.old'), 'ALTER TABLE app.p SET SCHEMA other'), NULL, 'of the new parent');
SELECT is(pg_temp.told('MG702', pg_temp.attach('app.old'), 'ALTER TABLE app.p DETACH PARTITION app.old', 'DROP TABLE app.p'), NULL, 'the new parent alone');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app, other CASCADE;
