\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- What stood before the transaction and holds rows, and what doesn't.
SET client_min_messages = error;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (name) VALUES ('a'), ('b');
CREATE TABLE app.bare (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.parts (id uuid NOT NULL DEFAULT gen_random_uuid(), name text, size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE TABLE app.parts_all PARTITION OF app.parts DEFAULT;
INSERT INTO app.parts (name) VALUES ('a');
CREATE TEMPORARY TABLE scratch (id uuid, name varchar(50), size int);
INSERT INTO scratch (name) VALUES ('a');
CREATE TABLE app.folders (id uuid PRIMARY KEY, owner text NOT NULL DEFAULT '', UNIQUE (id, owner), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX idx_files_size ON app.files (size);
ALTER TABLE app.files ADD CONSTRAINT committed CHECK (size < 1000) NOT VALID;
BEGIN;
SELECT plan(31);
SELECT mana_guard.set_rule('MG606', 'error');
SAVEPOINT before;
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN name SET DEFAULT $$$$, VALIDATE CONSTRAINT committed', 'MG606',
    'constraint committed of table app.files is validated while its transaction holds a lock that blocks writes', 'beside a step that locks the table');
ROLLBACK TO SAVEPOINT before;
SELECT lives_ok('ALTER TABLE app.files VALIDATE CONSTRAINT committed, ALTER COLUMN name SET STATISTICS 10', 'what another transaction added, under its own lock');
ROLLBACK TO SAVEPOINT before;
ALTER TABLE app.files ADD COLUMN sheets int;
SELECT throws_ok('ALTER TABLE app.files VALIDATE CONSTRAINT committed', 'MG606',
    'constraint committed of table app.files is validated while its transaction holds a lock that blocks writes', 'under the lock of another change');
ROLLBACK TO SAVEPOINT before;
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of

SELECT throws_ok('ALTER TABLE app.files ADD CONSTRAINT size_positive CHECK (size >= 0)', 'MG606',
    'constraint size_positive is added to table app.files with a scan that blocks writes', 'a check');
SELECT throws_ok('ALTER TABLE app.files ADD CHECK (size >= 0)', 'MG606',
    'constraint files_size_check is added to table app.files with a scan that blocks writes', 'without a name');
SELECT throws_ok('ALTER TABLE app.files ADD CHECK (size >= 0 AND name IS NOT NULL)', 'MG606',
    'constraint files_check is added to table app.files with a scan that blocks writes', 'of two columns');
SELECT throws_ok('ALTER TABLE app.files ADD FOREIGN KEY (id) REFERENCES app.folders', 'MG606',
    'constraint files_id_fkey is added to table app.files with a scan that blocks writes', 'a foreign key');
SELECT throws_ok('ALTER TABLE app.parts ADD CHECK (size >= 0)', 'MG606',
    'constraint parts_size_check is added to table app.parts with a scan that blocks writes', 'a check of a partitioned table');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files ADD CHECK (size >= 0) NO INHERIT'), 'MG606 This would pass:' ||
    E'\nALTER TABLE app.files ADD CONSTRAINT files_size_check CHECK ((size >= 0)) NO INHERIT NOT VALID;' ||
    E'\n-- then, after COMMIT:' ||
    E'\nALTER TABLE app.files VALIDATE CONSTRAINT files_size_check;', 'the way round');
SET LOCAL search_path = app, public;
SELECT is(pg_temp.hint_of('ALTER TABLE files ADD FOREIGN KEY (id, name) REFERENCES folders (id, owner) MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL (name) DEFERRABLE INITIALLY DEFERRED'), 'MG606 This would pass:' ||
    E'\nALTER TABLE app.files ADD CONSTRAINT files_id_name_fkey FOREIGN KEY (id, name) REFERENCES app.folders (id, owner) MATCH FULL ON DELETE SET NULL (name) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED NOT VALID;' ||
    E'\n-- then, after COMMIT:' ||
    E'\nALTER TABLE app.files VALIDATE CONSTRAINT files_id_name_fkey;', 'with all that it says');
RESET search_path;
-- Along with the column.
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN pages int CHECK (pages > 0)', 'MG606',
    'constraint files_pages_check is added to table app.files with a scan that blocks writes', 'a check of a new column reads all rows');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN pages int, ADD CONSTRAINT pages_positive CHECK (pages > 0)', 'MG606',
    'constraint pages_positive is added to table app.files with a scan that blocks writes', 'also as a step of its own');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files ADD COLUMN pages int, ADD CONSTRAINT pages_positive CHECK (pages > 0)'), 'MG606 This would pass:' ||
    E'\n-- ADD COLUMN in a statement of its own, then ADD CONSTRAINT pages_positive ... NOT VALID,' ||
    E'\n-- and after COMMIT VALIDATE CONSTRAINT pages_positive', 'which comes first');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN folder_id uuid, ADD FOREIGN KEY (folder_id) REFERENCES app.folders', 'MG606',
    'constraint files_folder_id_fkey is added to table app.files with a scan that blocks writes', 'a foreign key as a step of its own');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files ADD COLUMN folder_id uuid, ADD FOREIGN KEY (folder_id) REFERENCES app.folders'), 'MG606 This would pass:' ||
    E'\n-- ADD COLUMN in a statement of its own, then ADD CONSTRAINT files_folder_id_fkey ... NOT VALID,' ||
    E'\n-- and after COMMIT VALIDATE CONSTRAINT files_folder_id_fkey', 'likewise');
SELECT throws_ok($$ALTER TABLE app.files ADD COLUMN folder_id uuid DEFAULT '00000000-0000-0000-0000-000000000000' REFERENCES app.folders$$, 'MG606',
    'constraint files_folder_id_fkey is added to table app.files with a scan that blocks writes', 'one whose default is looked up');
SAVEPOINT before;
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN folder_id uuid REFERENCES app.folders', 'one that has nothing to look up');
ROLLBACK TO SAVEPOINT before;
-- NOT VALID.
SELECT lives_ok('ALTER TABLE app.files ADD CONSTRAINT added CHECK (size >= 0) NOT VALID', 'reads nothing');
SELECT throws_ok('ALTER TABLE app.files VALIDATE CONSTRAINT added', 'MG606',
    'constraint added of table app.files is validated in the transaction that added it, whose lock blocks writes', 'but not validated under the same lock');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files VALIDATE CONSTRAINT added'), 'MG606 This would pass:' ||
    E'\nALTER TABLE app.files ADD CONSTRAINT added CHECK ((size >= 0)) NOT VALID;' ||
    E'\n-- then, after COMMIT:' ||
    E'\nALTER TABLE app.files VALIDATE CONSTRAINT added;', 'but after COMMIT');
SAVEPOINT within;
ALTER TABLE app.files ADD CONSTRAINT nested FOREIGN KEY (id) REFERENCES app.folders NOT VALID;
RELEASE SAVEPOINT within;
SELECT throws_ok('ALTER TABLE app.files VALIDATE CONSTRAINT nested', 'MG606',
    'constraint nested of table app.files is validated in the transaction that added it, whose lock blocks writes', 'whichever subtransaction added it');
SELECT throws_ok('ALTER TABLE app.files VALIDATE CONSTRAINT committed', 'MG606',
    'constraint committed of table app.files is validated while its transaction holds a lock that blocks writes', 'nor is what another transaction added');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files VALIDATE CONSTRAINT committed'), 'MG606 This would pass:' ||
    E'\n-- in a transaction of its own:' ||
    E'\nALTER TABLE app.files VALIDATE CONSTRAINT committed;', 'but by itself');
SELECT mana_guard.set_rule('MG606', 'off');
SAVEPOINT rebuilt;
SELECT mana_guard.set_rule('MG606', 'error');
ALTER TABLE app.files ALTER COLUMN size TYPE numeric;
SELECT throws_ok('ALTER TABLE app.files VALIDATE CONSTRAINT committed', 'MG606',
    'constraint committed of table app.files is validated while its transaction holds a lock that blocks writes', 'also where ALTER TYPE has made it anew');
ROLLBACK TO SAVEPOINT rebuilt;
ALTER TABLE app.files VALIDATE CONSTRAINT committed;
SELECT mana_guard.set_rule('MG606', 'error');
SELECT lives_ok('ALTER TABLE app.files VALIDATE CONSTRAINT committed', 'what is valid already');
-- What nobody waits for, or what PostgreSQL knows no way round.
SELECT lives_ok('ALTER TABLE app.bare ADD CHECK (size >= 0), ADD FOREIGN KEY (id) REFERENCES app.folders', 'an empty table');
SELECT lives_ok('ALTER TABLE scratch ADD CHECK (size >= 0)', 'a temporary table');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made (name) VALUES ('a');
SELECT lives_ok('ALTER TABLE app.made ADD CHECK (size >= 0)', 'a table that this transaction made');
INSERT INTO app.folders SELECT id FROM app.parts;
SELECT lives_ok('ALTER TABLE app.parts ADD FOREIGN KEY (id) REFERENCES app.folders', 'a foreign key of a partitioned table');
SELECT throws_ok('ALTER TABLE app.files ADD CHECK (size)', '42804', NULL, 'what PostgreSQL refuses it refuses itself');
SELECT throws_ok('ALTER TABLE app.files VALIDATE CONSTRAINT missing', '42704', NULL, 'also where there is no constraint');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
