\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(11);

CREATE SCHEMA app;

SELECT throws_ok('CREATE TABLE app.a (user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG201',
    'column user_id of table app.a is uuid; user ids are text', 'a uuid is refused');
SELECT throws_ok('CREATE TABLE app.a (user_id bigint, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG201', NULL, 'and an integer');
SELECT throws_ok('CREATE TABLE app.a (user_id uuid[], created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG201', NULL, 'and an array');
SELECT throws_ok('CREATE TABLE app.a (user_id varchar(64), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG201',
    'column user_id of table app.a is character varying(64); user ids are text', 'and a text that is cut');
SELECT lives_ok('CREATE TABLE app.a (id uuid, user_id text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'text passes');
SELECT lives_ok('CREATE DOMAIN app.user_ref AS text; CREATE TABLE app.b (user_id app.user_ref, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'and a domain over text');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN user_id TYPE uuid USING user_id::uuid', 'MG201', NULL, 'a change to uuid is refused');

SELECT mana_guard.set_rule('user_id_text', 'error', params => '{"allowed_types": ["text", "varchar"], "columns": ["user_id", "uid"]}');
SELECT lives_ok('CREATE TABLE app.c (user_id varchar(64), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'the policy says which types are right');
SELECT throws_ok('CREATE TABLE app.d (uid uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG201', 'column uid of table app.d is uuid; user ids are text or varchar',
    'and which columns');

-- The fix mends it.
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (user_id uuid NOT NULL, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.legacy VALUES ('00000000-0000-0000-0000-000000000001');
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('ALTER TABLE app.legacy ALTER COLUMN user_id TYPE text', 'the fix passes');
SELECT is((SELECT user_id FROM app.legacy), '00000000-0000-0000-0000-000000000001', 'and keeps the rows');

SELECT * FROM finish();
ROLLBACK;
