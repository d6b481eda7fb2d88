\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (name) VALUES ('a'), ('b');
CREATE TABLE app.notes (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.notes (name) VALUES ('a');
CREATE TABLE app.bare (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.heirs (PRIMARY KEY (id)) INHERITS (app.notes);
INSERT INTO app.heirs (name) VALUES ('a');
CREATE TABLE app.parts (id uuid NOT NULL DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE TABLE app.parts_old PARTITION OF app.parts FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE app.parts_all PARTITION OF app.parts DEFAULT;
INSERT INTO app.parts (name, created_at) VALUES ('a', '2020-02-02'), ('b', now());
CREATE TABLE app.parts_next (LIKE app.parts INCLUDING ALL);
BEGIN;
SELECT plan(40);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG624', 'error');
PREPARE told (text, text) AS SELECT throws_ok($1, 'MG624', 'table app.files was already altered in this transaction; one ALTER TABLE could do both', $2);
SAVEPOINT before;

SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text, ADD COLUMN label text', 'several steps at once');
EXECUTE told('ALTER TABLE app.files ADD COLUMN title text', 'another statement');
EXECUTE told('ALTER TABLE app.files ALTER COLUMN name SET NOT NULL', 'whatever it does');
EXECUTE told('ALTER TABLE app.files ADD CONSTRAINT files_size_check CHECK (size >= 0) NOT VALID', 'a constraint');
EXECUTE told('ALTER TABLE app.files ENABLE ROW LEVEL SECURITY', 'a setting');
SELECT throws_ok($$DO 'BEGIN ALTER TABLE app.files ADD COLUMN title text; END'$$, 'MG624', NULL, 'within code');
SELECT lives_ok('ALTER TABLE app.notes ADD COLUMN title text', 'another table');
SELECT lives_ok('ALTER TABLE app.files RENAME COLUMN note TO remark', 'a rename stands alone');
SELECT lives_ok('CREATE INDEX ON app.files (name)', 'so does an index');
SELECT lives_ok('COMMENT ON COLUMN app.files.name IS ''a''', 'and a comment');
SELECT lives_ok('ALTER TABLE app.bare ADD COLUMN note text; ALTER TABLE app.bare ADD COLUMN title text', 'an empty table');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made DEFAULT VALUES;
SELECT lives_ok('ALTER TABLE app.made ADD COLUMN note text; ALTER TABLE app.made ADD COLUMN title text', 'one that this transaction made');
ROLLBACK TO before;
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN title text', 'what is rolled back was not');
SAVEPOINT inner_one;
ROLLBACK TO inner_one;
EXECUTE told('ALTER TABLE app.files ADD COLUMN note text', 'but what was before the savepoint was');
ROLLBACK TO before;
SAVEPOINT inner_one;
ALTER TABLE app.files ADD COLUMN title text;
RELEASE inner_one;
EXECUTE told('ALTER TABLE app.files ADD COLUMN note text', 'and what was in one that is released');
ROLLBACK TO before;
-- What was refused was not.
SELECT mana_guard.set_rule('MG610', 'error');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN title text', 'MG610', NULL, 'one that another rule refuses');
SELECT mana_guard.set_rule('MG610', 'off');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN title text', 'was none');
ROLLBACK TO before;

-- Rows that are written between them are what the second is for.
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN title text', 'a column');
UPDATE app.files SET title = name;
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN title SET NOT NULL', 'that is filled');
ROLLBACK TO before;
ALTER TABLE app.files ADD COLUMN title text;
UPDATE app.files SET title = name WHERE false;
EXECUTE told('ALTER TABLE app.files ALTER COLUMN name SET NOT NULL', 'where nothing is written nothing is between them');
SAVEPOINT inner_one;
UPDATE app.files SET title = name;
RELEASE inner_one;
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN title SET NOT NULL', 'also within a savepoint');
ROLLBACK TO before;
UPDATE app.files SET name = 'b';
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN title text', 'rows that are written before the first');
EXECUTE told('ALTER TABLE app.files ALTER COLUMN name SET NOT NULL', 'are not between them');
UPDATE app.files SET title = name;
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN title SET NOT NULL', 'as these are');
EXECUTE told('ALTER TABLE app.files ALTER COLUMN name SET NOT NULL', 'but not before a third');
ROLLBACK TO before;
ALTER TABLE app.files ADD COLUMN title text;
UPDATE app.notes SET name = 'b';
EXECUTE told('ALTER TABLE app.files ALTER COLUMN name SET NOT NULL', 'rows of another table are not');
ROLLBACK TO before;

-- A constraint is validated in a statement of its own.
SELECT lives_ok('ALTER TABLE app.files ADD CONSTRAINT files_size_check CHECK (size >= 0) NOT VALID', 'a check');
SELECT lives_ok('ALTER TABLE app.files VALIDATE CONSTRAINT files_size_check', 'that is validated');
SELECT lives_ok('ALTER TABLE app.files ALTER COLUMN size SET DEFAULT 1', 'which the next may rest on');
ROLLBACK TO before;
ALTER TABLE app.files ADD CONSTRAINT files_name_not_null CHECK (name IS NOT NULL) NOT VALID;
SELECT lives_ok('ALTER TABLE app.files VALIDATE CONSTRAINT files_name_not_null; ALTER TABLE app.files ALTER COLUMN name SET NOT NULL', 'the sequence that MG605 tells');
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT files_name_not_null', 'whose check goes when it has proved what it should');
ROLLBACK TO before;

-- Partitions and heirs.
SELECT lives_ok('ALTER TABLE app.parts ADD COLUMN note text', 'a partitioned table');
SELECT throws_ok('ALTER TABLE app.parts ADD COLUMN title text', 'MG624',
    'table app.parts was already altered in this transaction; one ALTER TABLE could do both', 'twice is told of once');
SELECT lives_ok('ALTER TABLE app.parts_old ALTER COLUMN name SET DEFAULT ''a''', 'a partition is altered by itself');
ROLLBACK TO before;
ALTER TABLE app.parts ALTER COLUMN name SET DEFAULT 'a';
UPDATE app.parts_all SET name = 'b';
SELECT lives_ok('ALTER TABLE app.parts ALTER COLUMN name SET NOT NULL', 'rows of a partition are its parent''s');
ROLLBACK TO before;
SELECT lives_ok('ALTER TABLE app.parts ATTACH PARTITION app.parts_next FOR VALUES FROM (''2030-01-01'') TO (''2031-01-01'')', 'ATTACH stands alone');
ROLLBACK TO before;
SELECT lives_ok('ALTER TABLE app.parts DETACH PARTITION app.parts_old', 'so does DETACH');
SELECT lives_ok('ALTER TABLE app.parts DETACH PARTITION app.parts_all', 'of several');
SELECT lives_ok('ALTER TABLE app.notes ADD COLUMN note text; ALTER TABLE app.heirs ADD COLUMN more text', 'what inherits isn''t named');
SELECT FROM mana_guard.exempt('app.notes', 'MG624', 'a test');
SELECT lives_ok('ALTER TABLE app.notes ADD COLUMN title text', 'an exemption waives it');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
