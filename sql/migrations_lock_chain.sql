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
CREATE MATERIALIZED VIEW app.sizes AS SELECT id, name FROM app.notes;
CREATE TABLE app.parts (id uuid NOT NULL DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE TABLE app.parts_old PARTITION OF app.parts FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE app.parts_all PARTITION OF app.parts DEFAULT;
INSERT INTO app.parts (name, created_at) VALUES ('a', '2020-02-02'), ('b', now());
BEGIN;
SELECT plan(33);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG623', 'error');
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of
PREPARE told (text, text, text) AS SELECT throws_ok($1, 'MG623', $2 || ' is in use, and this transaction already holds ACCESS EXCLUSIVE on app.files', $3);
SAVEPOINT before;

SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text', 'one table');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN label text', 'once more');
EXECUTE told('ALTER TABLE app.notes ADD COLUMN note text', 'table app.notes', 'a second');
EXECUTE told('CREATE INDEX ON app.notes (name)', 'table app.notes', 'whatever lock it asks for');
EXECUTE told('CREATE TRIGGER keep BEFORE UPDATE ON app.notes FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()', 'table app.notes', 'CREATE TRIGGER');
EXECUTE told('DROP TABLE app.notes CASCADE', 'table app.notes', 'DROP TABLE');
EXECUTE told('DROP INDEX app.notes_pkey', 'table app.notes', 'DROP INDEX');
EXECUTE told('REFRESH MATERIALIZED VIEW app.sizes', 'materialized view app.sizes', 'REFRESH MATERIALIZED VIEW');
SELECT throws_ok($$DO 'BEGIN ALTER TABLE app.notes ADD COLUMN note text; END'$$, 'MG623', NULL, 'within code');
SELECT is(pg_temp.hint_of('ALTER TABLE app.notes ADD COLUMN note text'), E'MG623 This would pass:\nCOMMIT;\nBEGIN;\n-- then this statement', 'what would pass');
EXECUTE told('CREATE TABLE app.pages (note_id uuid REFERENCES app.notes)', 'table app.notes', 'what a foreign key refers to');
SELECT lives_ok('CREATE TABLE app.pages (file_id uuid REFERENCES app.files)', 'unless it is the same');
SELECT lives_ok('COMMENT ON TABLE app.notes IS ''a''', 'COMMENT waits for nobody who reads or writes');
SELECT lives_ok('GRANT SELECT ON app.notes TO PUBLIC', 'nor does GRANT');
SELECT lives_ok('ALTER TABLE app.bare ADD COLUMN note text', 'for an empty table nobody waits');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made DEFAULT VALUES;
SELECT lives_ok('ALTER TABLE app.made ADD COLUMN note text', 'nor for one that this transaction made');
SELECT lives_ok('CREATE VIEW app.names AS SELECT name FROM app.notes', 'a view');
ROLLBACK TO before;
SELECT lives_ok('ALTER TABLE app.notes ADD COLUMN note text', 'what is rolled back is given up');
ROLLBACK TO before;
CREATE INDEX ON app.files (name);
SELECT lives_ok('ALTER TABLE app.notes ADD COLUMN note text', 'a lock that lets others read stops nobody but who writes');
ROLLBACK TO before;
LOCK TABLE app.files IN ACCESS EXCLUSIVE MODE;
EXECUTE told('ALTER TABLE app.notes ADD COLUMN note text', 'table app.notes', 'LOCK TABLE');
ROLLBACK TO before;
SAVEPOINT inner_one;
ALTER TABLE app.files ADD COLUMN note text;
RELEASE inner_one;
EXECUTE told('ALTER TABLE app.notes ADD COLUMN note text', 'table app.notes', 'a savepoint that is released keeps it');
ROLLBACK TO before;
ALTER TABLE app.bare ADD COLUMN note text;
SELECT lives_ok('ALTER TABLE app.notes ADD COLUMN note text', 'an empty one that is locked stops nobody');
ROLLBACK TO before;

-- Partitions are one table.
SELECT lives_ok('ALTER TABLE app.parts ADD COLUMN note text', 'a table with its partitions');
SELECT lives_ok('ALTER TABLE app.parts_old ALTER COLUMN name SET DEFAULT ''a''', 'then one of them');
SELECT lives_ok('ALTER TABLE app.parts_all ALTER COLUMN name SET DEFAULT ''a''', 'and another');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN note text', 'MG623',
    'table app.files is in use, and this transaction already holds ACCESS EXCLUSIVE on app.parts', 'but no other table');
ROLLBACK TO before;
SELECT lives_ok('ALTER TABLE app.parts_old ALTER COLUMN name SET DEFAULT ''a''', 'a partition alone');
SELECT lives_ok('ALTER TABLE app.parts ADD COLUMN note text', 'then all of the table');
ROLLBACK TO before;
ALTER TABLE app.files ADD COLUMN note text;
EXECUTE told('ALTER TABLE app.parts_old ALTER COLUMN name SET DEFAULT ''a''', 'table app.parts_old', 'a partition as the second');
SELECT FROM mana_guard.exempt('app.notes', 'MG623', 'a test');
SELECT lives_ok('ALTER TABLE app.notes ADD COLUMN note text', 'an exemption waives it');
EXECUTE told('ALTER TABLE app.parts ADD COLUMN note text', 'table app.parts', 'of one table alone');

ROLLBACK TO before;
CREATE TABLE app.links (file_id uuid REFERENCES app.files, note_id uuid);
SELECT lives_ok('ALTER TABLE app.links ADD FOREIGN KEY (note_id) REFERENCES app.notes', 'foreign keys of a new table lock less');
ROLLBACK TO before;
SELECT mana_guard.set_rule('MG623', 'error', params => '{"locks": ["access_exclusive", "share_row_exclusive"]}');
CREATE TABLE app.links (file_id uuid REFERENCES app.files, note_id uuid);
SELECT throws_ok('ALTER TABLE app.links ADD FOREIGN KEY (note_id) REFERENCES app.notes', 'MG623',
    'table app.notes is in use, and this transaction already holds SHARE ROW EXCLUSIVE on app.files', 'but count where the house says so');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
