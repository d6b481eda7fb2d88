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
CREATE TABLE app.lines (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.lines (name) VALUES ('a');
CREATE TABLE app.bare (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.parts (id uuid NOT NULL DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE TABLE app.parts_old PARTITION OF app.parts FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE app.parts_all PARTITION OF app.parts DEFAULT;
INSERT INTO app.parts (name, created_at) VALUES ('a', '2020-02-02'), ('b', now());
CREATE TABLE app.logs (id uuid NOT NULL, name text, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL) PARTITION BY RANGE (created_at);
CREATE TABLE app.logs_old PARTITION OF app.logs FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
INSERT INTO app.logs VALUES (gen_random_uuid(), 'a', '2020-02-02', now());
BEGIN;
SELECT plan(31);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG613', 'error');
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of
SAVEPOINT before;

SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text', 'one table');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN label text', 'once more');
SELECT throws_ok('ALTER TABLE app.notes ADD COLUMN note text', 'MG613',
    'this transaction holds ACCESS EXCLUSIVE locks on 2 tables in use: app.files, app.notes', 'a second');
SELECT is(pg_temp.hint_of('ALTER TABLE app.notes ADD COLUMN note text'),
    E'MG613 This would pass:\nCOMMIT;\nBEGIN;\n-- then this statement: each table in a transaction of its own', 'what would pass');
SELECT throws_ok($$DO 'BEGIN ALTER TABLE app.notes ADD COLUMN note text; END'$$, 'MG613', NULL, 'within code');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN title text', 'what was refused holds no lock');
SELECT lives_ok('CREATE INDEX ON app.notes (name)', 'a lock that lets others read isn''t counted');
SELECT lives_ok('COMMENT ON TABLE app.notes IS ''a''', 'nor is that of COMMENT');
SELECT lives_ok('ALTER TABLE app.bare ADD COLUMN note text', 'an empty table nobody waits for');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made DEFAULT VALUES;
SELECT lives_ok('ALTER TABLE app.made ADD COLUMN note text', 'nor for one that this transaction made');
ROLLBACK TO before;
SELECT lives_ok('ALTER TABLE app.notes ADD COLUMN note text', 'what is rolled back is given up');
SELECT lives_ok('DROP TABLE app.files', 'one that is dropped is gone');
ROLLBACK TO before;

CREATE TABLE app.parts_next (id uuid NOT NULL, name text, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL);
INSERT INTO app.parts_next VALUES (gen_random_uuid(), 'a', '2022-02-02', now());
ALTER TABLE app.logs ATTACH PARTITION app.parts_next FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text', 'a new table is no lock on the parent that it is attached to');
ROLLBACK TO before;

-- One statement; a lock of its own.
LOCK TABLE app.notes IN ACCESS EXCLUSIVE MODE;
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN note text', 'MG613', NULL, 'what LOCK TABLE has locked');
ROLLBACK TO before;
LOCK TABLE app.notes IN SHARE ROW EXCLUSIVE MODE;
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text', 'in that mode alone');
ROLLBACK TO before;
SELECT throws_ok($$DO 'BEGIN ALTER TABLE app.files ADD COLUMN note text; ALTER TABLE app.notes ADD COLUMN note text; END'$$, 'MG613', NULL, 'both within code');

-- Partitions are one table.
SELECT lives_ok('ALTER TABLE app.parts ADD COLUMN note text', 'a table with its partitions');
SELECT lives_ok('ALTER TABLE app.parts_old ALTER COLUMN name SET DEFAULT ''a''', 'then one of them');
SELECT lives_ok('ALTER TABLE app.parts_all ALTER COLUMN name SET DEFAULT ''a''', 'and another');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN note text', 'MG613',
    'this transaction holds ACCESS EXCLUSIVE locks on 2 tables in use: app.files, app.parts', 'and another table');
ROLLBACK TO before;
ALTER TABLE app.files ADD COLUMN note text;
SELECT throws_ok('ALTER TABLE app.parts ADD COLUMN note text', 'MG613',
    'this transaction holds ACCESS EXCLUSIVE locks on 2 tables in use: app.files, app.parts', 'a table with its partitions as the second is told of once');
SELECT throws_ok('ALTER TABLE app.parts_old ALTER COLUMN name SET DEFAULT ''a''', 'MG613',
    'this transaction holds ACCESS EXCLUSIVE locks on 2 tables in use: app.files, app.parts', 'a partition as the second');

SELECT throws_ok('CREATE TABLE app.parts_new PARTITION OF app.parts FOR VALUES FROM (''2021-01-01'') TO (''2022-01-01'')', 'MG613',
    'this transaction holds ACCESS EXCLUSIVE locks on 2 tables in use: app.files, app.parts', 'or a new one, whose parent is locked');

-- How many.
SELECT mana_guard.set_rule('MG613', 'error', params => '{"max": 2}');
SELECT lives_ok('ALTER TABLE app.notes ADD COLUMN note text', 'two may be');
SELECT throws_ok('ALTER TABLE app.lines ADD COLUMN note text', 'MG613',
    'this transaction holds ACCESS EXCLUSIVE locks on 3 tables in use: app.files, app.notes, app.lines', 'but not three');
SELECT mana_guard.set_rule('MG613', 'error', params => '{"max": 1}');
SELECT lives_ok('CREATE TABLE app.others (id int)', 'a statement that is about neither');
SELECT FROM mana_guard.exempt('app.lines', 'MG613', 'a test');
SELECT lives_ok('ALTER TABLE app.lines ADD COLUMN note text', 'an exemption waives it');
SELECT throws_ok('ALTER TABLE app.notes ADD COLUMN title text', 'MG613', NULL, 'of one table alone');

ROLLBACK TO before;
SELECT lives_ok('CREATE TABLE app.links (file_id uuid REFERENCES app.files, note_id uuid REFERENCES app.notes)', 'foreign keys of a new table lock less');
ROLLBACK TO before;
SELECT mana_guard.set_rule('MG613', 'error', params => '{"locks": ["access_exclusive", "share_row_exclusive"]}');
SELECT lives_ok('CREATE TABLE app.links (file_id uuid REFERENCES app.files, note_id uuid)', 'of one');
SELECT throws_ok('ALTER TABLE app.links ADD FOREIGN KEY (note_id) REFERENCES app.notes', 'MG613',
    'this transaction holds ACCESS EXCLUSIVE or SHARE ROW EXCLUSIVE locks on 2 tables in use: app.files, app.notes', 'of two, where they count');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
