\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(22);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG211', 'error', timing => 'statement');

CREATE TABLE app.folders (id bigint PRIMARY KEY, tenant int, code varchar(20) UNIQUE, narrow int UNIQUE, fixed char(4) UNIQUE, UNIQUE (tenant, id));
CREATE DOMAIN app.folder_ref AS bigint;

SELECT throws_ok('CREATE TABLE app.files (id uuid PRIMARY KEY, folder_id int REFERENCES app.folders)', 'MG211',
    'column folder_id of table app.files is integer but refers to column "id" of app.folders, which is bigint', 'a narrower key is refused');
SELECT throws_ok('CREATE TABLE app.files (folder_id bigint REFERENCES app.folders (narrow))', 'MG211', NULL, 'and a wider one');
SELECT throws_ok('CREATE TABLE app.files (tenant int, folder_id int, FOREIGN KEY (tenant, folder_id) REFERENCES app.folders (tenant, id))', 'MG211',
    'column folder_id of table app.files is integer but refers to column "id" of app.folders, which is bigint', 'in a key of two columns, the one');
SELECT throws_ok('CREATE TABLE app.files (code text REFERENCES app.folders (fixed))', 'MG211', NULL, 'text to char');
SELECT lives_ok('CREATE TABLE app.files (id int PRIMARY KEY, folder_id bigint REFERENCES app.folders, code text REFERENCES app.folders (code),
    reference app.folder_ref REFERENCES app.folders, other int)', 'the same type, text for varchar and a domain over the type pass');
SELECT throws_ok('ALTER TABLE app.files ADD FOREIGN KEY (other) REFERENCES app.folders NOT VALID', 'MG211', NULL, 'ALTER TABLE … ADD FOREIGN KEY');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN more int REFERENCES app.folders', 'MG211', NULL, 'ADD COLUMN … REFERENCES');
SELECT throws_ok('ALTER TABLE app.files ALTER COLUMN folder_id TYPE int', 'MG211', NULL, 'ALTER COLUMN … TYPE');
CREATE TABLE app.of_domain (id app.folder_ref PRIMARY KEY);
SELECT lives_ok('CREATE TABLE app.to_domain (folder_id bigint REFERENCES app.of_domain)', 'a target of a domain over the type passes');
CREATE TABLE app.short (id varchar(10) PRIMARY KEY);
SELECT lives_ok('CREATE TABLE app.long (short_id varchar(50) REFERENCES app.short)', 'and one of another length');

SET LOCAL mana_guard.enabled = off;
CREATE TYPE app.row AS (id int, folder_id int);
CREATE TABLE app.typed OF app.row;
ALTER TABLE app.typed ADD FOREIGN KEY (folder_id) REFERENCES app.folders;
CREATE TABLE app."Old files" (id uuid PRIMARY KEY, "Folder" int DEFAULT 1 REFERENCES app.folders, code text REFERENCES app.folders (fixed),
    wide bigint REFERENCES app.folders (narrow), both_id int REFERENCES app.folders REFERENCES app.folders (narrow));
SET LOCAL mana_guard.enabled = on;
INSERT INTO app.folders VALUES (1, 1, 'a', 1, 'abc');
INSERT INTO app."Old files" VALUES (gen_random_uuid(), 1, 'abc', 1, 1);
SELECT lives_ok('ALTER TABLE app."Old files" ALTER COLUMN id SET STATISTICS 10', 'what stood before isn''t held against a command');
SELECT results_eq($$SELECT column_name, fix FROM mana_guard.findings('app."Old files"') WHERE code = 'MG211' ORDER BY column_name COLLATE "C"$$,
    $$VALUES ('Folder', E'-- MG609: where the table is in use, add one of the right type, write both, copy, move the readers, drop this\nALTER TABLE app."Old files" ALTER COLUMN "Folder" TYPE bigint;'),
             ('both_id', NULL),
             ('code', E'-- MG609: where the table is in use, add one of the right type, write both, copy, move the readers, drop this\nALTER TABLE app."Old files" ALTER COLUMN code TYPE bpchar;'),
             ('wide', NULL)$$, 'an audit finds it, with a fix where the key''s type is what to alter');
SELECT lives_ok('ALTER TABLE app."Old files" ALTER COLUMN "Folder" TYPE bigint; ALTER TABLE app."Old files" ALTER COLUMN code TYPE bpchar;', 'the fixes pass');
SELECT set_eq($$SELECT column_name FROM mana_guard.findings('app."Old files"') WHERE code = 'MG211'$$, ARRAY['both_id', 'wide'], 'and leave nothing');
SELECT is((SELECT fix FROM mana_guard.findings('app.typed') WHERE code = 'MG211'),
    E'-- MG609: where the table is in use, add one of the right type, write both, copy, move the readers, drop this\nALTER TYPE app."row" ALTER ATTRIBUTE folder_id TYPE bigint CASCADE;',
    'a typed table''s fix is its type''s');
SELECT lives_ok('ALTER TYPE app."row" ALTER ATTRIBUTE folder_id TYPE bigint CASCADE', 'which passes');
SELECT is_empty($$SELECT * FROM mana_guard.findings('app.typed') WHERE code = 'MG211'$$, 'and leaves nothing');

CREATE TABLE app.clicks (folder_id int, at timestamptz) PARTITION BY RANGE (at);
CREATE TABLE app.clicks_2030 PARTITION OF app.clicks FOR VALUES FROM ('2030-01-01') TO ('2031-01-01');
SELECT throws_ok('ALTER TABLE app.clicks ADD FOREIGN KEY (folder_id) REFERENCES app.folders', 'MG211',
    'column folder_id of table app.clicks is integer but refers to column "id" of app.folders, which is bigint', 'a partitioned table''s key is told of once');
SELECT throws_ok('ALTER TABLE app.clicks_2030 ADD FOREIGN KEY (folder_id) REFERENCES app.folders', 'MG211', NULL, 'and a partition''s own');
SELECT lives_ok('ALTER TABLE app.folders ADD COLUMN more text', 'the target''s table is another');
CREATE TABLE app.people (id text PRIMARY KEY, birthday date UNIQUE, seen timestamptz UNIQUE);
SELECT throws_ok('CREATE TABLE app.visits (seen timestamp REFERENCES app.people (seen))', 'MG211', NULL, 'timestamp to timestamptz');
SELECT lives_ok('CREATE TABLE app.visits (person_id text REFERENCES app.people, day date REFERENCES app.people (birthday))', 'text and date pass');

SELECT * FROM finish();
ROLLBACK;
