\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('b', 'it''s odd');
ALTER TYPE app.mood ADD VALUE 'a' BEFORE 'b';
CREATE TYPE app.bare AS ENUM ();
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(12);
\getenv here PG_ABS_SRCDIR
\set hint_of :here '/sql/hint_of.psql'
\i :hint_of
SELECT mana_guard.set_rule('MG619', 'error');

SELECT throws_ok($$ALTER TYPE app.mood ADD VALUE 'c'$$, 'MG619', 'value ''c'' is added to type app.mood without BEFORE or AFTER, so it sorts last', 'a value without its place');
SELECT throws_ok($$ALTER TYPE app.mood ADD VALUE IF NOT EXISTS 'c'$$, 'MG619', NULL, 'which isn''t there yet');
SELECT throws_ok($$DO 'BEGIN ALTER TYPE app.mood ADD VALUE ''c''; END'$$, 'MG619', NULL, 'within code');
SELECT is(pg_temp.hint_of($$ALTER TYPE app.mood ADD VALUE 'c'$$), $$MG619 This would pass:
ALTER TYPE app.mood ADD VALUE 'c' AFTER 'it''s odd';$$, 'after the last in order');
SELECT lives_ok($$ALTER TYPE app.mood ADD VALUE 'c' AFTER 'it''s odd'$$, 'which passes');
SELECT lives_ok($$ALTER TYPE app.mood ADD VALUE 'aa' BEFORE 'b'$$, 'as does any place');
SELECT lives_ok($$ALTER TYPE app.mood ADD VALUE IF NOT EXISTS 'a'$$, 'a value that is there is not added');
SELECT throws_ok($$ALTER TYPE app.mood ADD VALUE 'a'$$, '42710', NULL, 'or is PostgreSQL''s to refuse');
SELECT throws_ok($$ALTER TYPE app.missing ADD VALUE 'a'$$, '42704', NULL, 'as is a type that is missing');
SELECT throws_ok($$ALTER TYPE int4 ADD VALUE 'a'$$, '42809', NULL, 'or is no enum');
SELECT lives_ok($$ALTER TYPE app.bare ADD VALUE 'a'$$, 'the first has no neighbour');
CREATE TYPE app.fresh AS ENUM ('a');
SELECT lives_ok($$ALTER TYPE app.fresh ADD VALUE 'b'$$, 'a type of this transaction is known to nobody');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
