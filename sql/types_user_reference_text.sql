\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(12);

CREATE SCHEMA app;
CREATE SCHEMA auth;
SELECT mana_guard.set_rule('user_reference_text', 'error');
CREATE TABLE auth.users (id text PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.posts (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SET LOCAL mana_guard.enabled = off;
CREATE SCHEMA old;
CREATE TABLE old.users (id uuid PRIMARY KEY, number int UNIQUE, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SET LOCAL mana_guard.enabled = on;

SELECT throws_ok('CREATE TABLE app.a (published_by uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG202',
    'column published_by of table app.a looks like a user id but is uuid; user ids are text', 'published_by uuid broke publishing');
SELECT throws_ok('CREATE TABLE app.a (owner_id uuid[], created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG202', NULL, 'also in an array');
SELECT lives_ok('CREATE TABLE app.a (published_by text REFERENCES auth.users, reviewed_by int, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'text passes, and a number by name');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN author_id uuid', 'MG202', NULL, 'a column that is added');
SELECT lives_ok('ALTER TABLE app.a ADD COLUMN author_id uuid REFERENCES app.posts', 'a foreign key to another table clears it');
SELECT throws_ok('ALTER TABLE app.a DROP CONSTRAINT a_author_id_fkey', 'MG202', NULL, 'until the foreign key goes');
SELECT throws_ok('DROP TABLE app.posts CASCADE', 'MG202', 'column author_id of table app.a looks like a user id but is uuid; user ids are text', 'or its target');
SELECT throws_ok('CREATE TABLE app.b (user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG201', 'column user_id of table app.b is uuid; user ids are text',
    'user_id_text speaks alone of its columns');

SELECT mana_guard.set_rule('user_reference_text', 'error', params => '{"user_tables": ["old.users"], "columns": []}');
SELECT throws_ok('CREATE TABLE app.c (who_id uuid REFERENCES old.users, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG202',
    'column who_id of table app.c refers to a user but is uuid; user ids are text', 'a reference to a user table by any name');
SELECT throws_ok('CREATE TABLE app.c (who_id int REFERENCES old.users (number), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG202', NULL, 'also a number');
SELECT lives_ok('CREATE TABLE app.d (who_id int, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'else a number passes');
SELECT throws_ok('ALTER TABLE app.d ADD FOREIGN KEY (who_id) REFERENCES old.users (number)', 'MG202', NULL, 'until it refers to users');

SELECT * FROM finish();
ROLLBACK;
