\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TYPE app.file_state AS ENUM ('open', 'closed', 'it''s odd');
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(11);

SELECT mana_guard.set_rule('no_rename_enum_value', 'error');
SELECT throws_ok($$ALTER TYPE app.file_state RENAME VALUE 'closed' TO 'done'$$, 'MG713',
    'value ''closed'' of type app.file_state is renamed to ''done''; every client that uses the old name will fail', 'a value keeps its name');
SELECT throws_ok($$ALTER TYPE app.file_state RENAME VALUE 'it''s odd' TO 'it''s even'$$, 'MG713',
    'value ''it''''s odd'' of type app.file_state is renamed to ''it''''s even''; every client that uses the old name will fail', 'whatever it is');
SELECT throws_ok($$DO 'BEGIN ALTER TYPE app.file_state RENAME VALUE ''closed'' TO ''done''; END'$$, 'MG713', NULL, 'within code');
SELECT throws_ok($$ALTER TYPE app.file_state RENAME VALUE 'missing' TO 'done'$$, '22023', NULL, 'one that isn''t there is PostgreSQL''s to refuse');
SELECT throws_ok($$ALTER TYPE app.missing RENAME VALUE 'open' TO 'done'$$, '42704', NULL, 'as is a type');
SELECT throws_ok($$ALTER TYPE int4 RENAME VALUE 'open' TO 'done'$$, '42809', NULL, 'or one that is no enum');

-- The way that the hint shows.
SELECT lives_ok($$ALTER TYPE app.file_state ADD VALUE 'done'$$, 'a second value passes');
SELECT lives_ok($$ALTER TYPE app.file_state RENAME VALUE 'done' TO 'finished'$$, 'a value of this transaction is known to nobody');
CREATE TYPE app.fresh AS ENUM ('one');
SELECT lives_ok($$ALTER TYPE app.fresh RENAME VALUE 'one' TO 'two'$$, 'nor is a type');
SELECT FROM mana_guard.exempt('app.file_state', 'MG713', 'a test');
UPDATE mana_guard.exemptions SET value = 'closed';
SELECT throws_ok($$ALTER TYPE app.file_state RENAME VALUE 'open' TO 'begun'$$, 'MG713', NULL, 'an exemption may be for one value');
SELECT lives_ok($$ALTER TYPE app.file_state RENAME VALUE 'closed' TO 'done'$$, 'and waives that');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
