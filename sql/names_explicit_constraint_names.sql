\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(28);
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of
CREATE SCHEMA app;
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG417', 'error');
CREATE TABLE app.owners (id int CONSTRAINT owners_pkey PRIMARY KEY);

SELECT throws_ok('CREATE TABLE app.files (id int PRIMARY KEY)', 'MG417', 'primary key of table app.files has no explicit name; PostgreSQL chooses files_pkey', 'a primary key');
SELECT throws_ok('CREATE TABLE app.files (id int UNIQUE)', 'MG417', 'unique constraint of table app.files has no explicit name; PostgreSQL chooses files_id_key', 'a column that is unique');
SELECT throws_ok('CREATE TABLE app.files (id int, size int, UNIQUE (id, size))', 'MG417', 'unique constraint of table app.files has no explicit name; PostgreSQL chooses files_id_size_key', 'columns that are unique');
SELECT throws_ok('CREATE TABLE app.files (id int CHECK (id > 0))', 'MG417', 'check constraint of table app.files has no explicit name; PostgreSQL chooses files_id_check', 'a check');
SELECT throws_ok('CREATE TABLE app.files (id int, size int, CHECK (id > size))', 'MG417', 'check constraint of table app.files has no explicit name; PostgreSQL chooses files_check', 'one of several columns');
SELECT throws_ok('CREATE TABLE app.files (owner int REFERENCES app.owners)', 'MG417', 'foreign key of table app.files has no explicit name; PostgreSQL chooses files_owner_fkey', 'a foreign key');
SELECT throws_ok('CREATE TABLE app.files (owner int, FOREIGN KEY (owner) REFERENCES app.owners)', 'MG417', 'foreign key of table app.files has no explicit name; PostgreSQL chooses files_owner_fkey', 'of the table');
SELECT throws_ok('CREATE TABLE app.files (id int4range, EXCLUDE USING gist (id WITH &&))', 'MG417', 'exclusion constraint of table app.files has no explicit name; PostgreSQL chooses files_id_excl', 'an exclusion');
SELECT throws_ok('CREATE TABLE app.files (id int, CHECK (id > 0), CHECK (id < 9))', 'MG417',
    'check constraint of table app.files has no explicit name; PostgreSQL chooses files_id_check (and 1 more finding)', 'two');
SELECT throws_ok('ALTER TABLE app.owners ADD UNIQUE (id)', 'MG417', 'unique constraint of table app.owners has no explicit name; PostgreSQL chooses owners_id_key', 'one that is added');
SELECT throws_ok('ALTER TABLE app.owners ADD COLUMN above int REFERENCES app.owners', 'MG417', 'foreign key of table app.owners has no explicit name; PostgreSQL chooses owners_above_fkey', 'with its column');
SELECT throws_ok('CREATE INDEX ON app.owners (id, lower(id::text))', 'MG417', 'index of table app.owners has no explicit name; PostgreSQL chooses owners_id_lower_idx', 'an index');
SELECT throws_ok('CREATE DOMAIN app.size AS int CHECK (VALUE > 0)', 'MG417', 'check constraint of domain app.size has no explicit name; PostgreSQL chooses size_check', 'a domain''s check');
CREATE DOMAIN app.size AS int CONSTRAINT is_positive CHECK (VALUE > 0);
SELECT throws_ok('ALTER DOMAIN app.size ADD CHECK (VALUE < 9)', 'MG417', 'check constraint of domain app.size has no explicit name; PostgreSQL chooses size_check', 'that is added');
SELECT is(pg_temp.hint_of('CREATE TABLE app.files (id int PRIMARY KEY)'), E'MG417 This would pass:\n-- write CONSTRAINT files_pkey before the constraint', 'with its name');
SELECT is(pg_temp.hint_of('CREATE INDEX ON app.owners (id)'), E'MG417 This would pass:\n-- write owners_id_idx before ON', 'of an index too');

SELECT throws_ok('CREATE SCHEMA born CREATE TABLE files (id int PRIMARY KEY)', 'MG417', 'primary key of table born.files has no explicit name; PostgreSQL chooses files_pkey', 'of a table that CREATE SCHEMA makes');
SELECT throws_ok('CREATE SCHEMA born CREATE TABLE born.files (id int) CREATE INDEX ON born.files (id)', 'MG417', 'index of table born.files has no explicit name; PostgreSQL chooses files_id_idx', 'and of an index');
SELECT lives_ok('CREATE SCHEMA born CREATE TABLE files (id int CONSTRAINT files_pkey PRIMARY KEY) CREATE INDEX files_id ON files (id) CREATE VIEW all_files AS SELECT id FROM files', 'names pass there too');
SELECT lives_ok('CREATE TABLE app.files (id int NOT NULL DEFAULT 1 CONSTRAINT files_pkey PRIMARY KEY, size int CONSTRAINT files_size CHECK (size > 0))', 'names pass, and what has none');
SELECT lives_ok('CREATE INDEX files_size_idx ON app.files (size)', 'an index with a name');
SELECT lives_ok('ALTER TABLE app.files DROP CONSTRAINT files_pkey', 'what goes');
CREATE UNIQUE INDEX files_id ON app.files (id);
SELECT lives_ok('ALTER TABLE app.files ADD PRIMARY KEY USING INDEX files_id', 'an index''s name is taken over');
SELECT lives_ok('CREATE TABLE app.copies (LIKE app.files INCLUDING ALL)', 'LIKE says nothing of names');
SELECT lives_ok('CREATE TABLE app.children () INHERITS (app.files)', 'what is inherited has its parent''s');
CREATE TABLE app.parts (id int CONSTRAINT parts_pkey PRIMARY KEY) PARTITION BY RANGE (id);
SELECT lives_ok('CREATE TABLE app.parts_all PARTITION OF app.parts (CHECK (id > 0)) DEFAULT', 'as has a partition');
SELECT lives_ok('CREATE TEMPORARY TABLE scratch (id int PRIMARY KEY)', 'a temporary table');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN IF NOT EXISTS size int UNIQUE', 'a column that is there');

SELECT * FROM finish();
ROLLBACK;
