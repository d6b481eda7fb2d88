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
CREATE TEMPORARY TABLE scratch (id uuid, name varchar(50), size int);
INSERT INTO scratch (name) VALUES ('a');
BEGIN;
SELECT plan(10);
SELECT mana_guard.set_rule('MG617', 'error');
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of

SELECT throws_ok('ALTER TABLE app.files ADD CONSTRAINT name_once EXCLUDE USING btree (name WITH =)', 'MG617',
    'an exclusion constraint is added to table app.files, which is in use', 'an exclusion constraint');
SELECT throws_ok('ALTER TABLE app.files ADD EXCLUDE USING btree (name WITH =) WHERE (size > 0)', 'MG617',
    'an exclusion constraint is added to table app.files, which is in use', 'without a name');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN path text, ADD EXCLUDE USING btree (path WITH =)', 'MG617',
    'an exclusion constraint is added to table app.files, which is in use', 'of a column that the statement adds');
SELECT is(pg_temp.hint_of('ALTER TABLE app.files ADD EXCLUDE USING btree (name WITH =)'), 'MG617 ', 'there is no way round');
SELECT lives_ok('ALTER TABLE app.files ADD UNIQUE (name)', 'any other constraint');
SELECT lives_ok('ALTER TABLE app.bare ADD EXCLUDE USING btree (name WITH =)', 'an empty table');
SELECT lives_ok('ALTER TABLE scratch ADD EXCLUDE USING btree (name WITH =)', 'a temporary table');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made (name) VALUES ('a');
SELECT lives_ok('ALTER TABLE app.made ADD EXCLUDE USING btree (name WITH =)', 'a table that this transaction made');
SELECT lives_ok('CREATE TABLE app.other (id uuid PRIMARY KEY, EXCLUDE USING btree (id WITH =), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'one that is made with it');
DELETE FROM mana_guard.policy;
SELECT lives_ok('ALTER TABLE app.files ADD EXCLUDE USING btree (size WITH =, id WITH =)', 'it is off by default');

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
