\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\getenv host PGHOST
\getenv port PGPORT
-- The tables come over a connection to this very database, so they are committed first.
SELECT plan(4);
SELECT current_database() AS database \gset
CREATE SCHEMA mana_guard_remote;
CREATE SCHEMA mana_guard_local;
CREATE TABLE mana_guard_remote.things (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id text UNIQUE, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SET mana_guard.enabled = off;
CREATE TABLE mana_guard_remote.strangers (user_id uuid);
RESET mana_guard.enabled;
SET client_min_messages = error;
CREATE EXTENSION postgres_fdw;
RESET client_min_messages;
CREATE SERVER loopback FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host :'host', port :'port', dbname :'database');
CREATE USER MAPPING FOR CURRENT_USER SERVER loopback OPTIONS (user 'postgres');

SELECT throws_ok('IMPORT FOREIGN SCHEMA mana_guard_remote LIMIT TO (things) FROM SERVER loopback INTO public', 'MG101',
    'foreign table public.things is in the shared schema "public"', 'IMPORT FOREIGN SCHEMA into public');
SELECT throws_ok('IMPORT FOREIGN SCHEMA mana_guard_remote FROM SERVER loopback INTO mana_guard_local', 'MG201', NULL, 'of a table that is wrong');
SELECT hasnt_table('mana_guard_local', 'things', 'leaves nothing of it');
SELECT lives_ok('IMPORT FOREIGN SCHEMA mana_guard_remote LIMIT TO (things) FROM SERVER loopback INTO mana_guard_local', 'what is right passes');

SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA mana_guard_remote, mana_guard_local CASCADE;
DROP EXTENSION postgres_fdw CASCADE;
SELECT * FROM finish();
