\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(6);

CREATE SCHEMA app;
SET LOCAL client_min_messages = error;
CREATE EXTENSION file_fdw;
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
RESET client_min_messages;

SELECT throws_ok($$CREATE FOREIGN TABLE public.remote (id int) SERVER files OPTIONS (filename '/nowhere')$$, 'MG101',
    'foreign table public.remote is in the shared schema "public"', 'CREATE FOREIGN TABLE');
SELECT throws_ok($$CREATE FOREIGN TABLE app.remote (user_id uuid) SERVER files OPTIONS (filename '/nowhere')$$, 'MG201',
    'column user_id of foreign table app.remote is uuid; user ids are text', 'its columns');
SELECT lives_ok($$CREATE FOREIGN TABLE app.remote (user_id text) SERVER files OPTIONS (filename '/nowhere')$$, 'it needs no timestamps of ours');
SELECT throws_ok('ALTER FOREIGN TABLE app.remote ALTER COLUMN user_id TYPE uuid', 'MG201', NULL, 'ALTER FOREIGN TABLE');
SELECT throws_ok('ALTER FOREIGN TABLE app.remote SET SCHEMA public', 'MG101', NULL, 'ALTER FOREIGN TABLE … SET SCHEMA');
SELECT throws_ok($$CREATE FOREIGN TABLE public.p1 PARTITION OF app.nothing DEFAULT SERVER files$$, '42P01', NULL, 'PostgreSQL''s own errors come through');

SELECT * FROM finish();
ROLLBACK;
