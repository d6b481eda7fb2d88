\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(14);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG506', 'error');
CREATE TABLE app.files (id uuid PRIMARY KEY, user_id text, name text);
CREATE INDEX a ON app.files (user_id);
SELECT lives_ok('CREATE INDEX b ON app.files (user_id, name)', 'the shorter one may go before the end');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG506', 'index a of table app.files is a prefix of b', 'of the transaction');
SELECT is((SELECT fix FROM mana_guard.findings('app.files')),
    E'-- MG602: where the table is in use, DROP INDEX CONCURRENTLY, outside a transaction block\nDROP INDEX app.a;', 'the fix');
DROP INDEX app.a;
SELECT lives_ok('SELECT mana_guard.check_now()', 'mends it');

CREATE FUNCTION app.passes(definition text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE %s', definition);
    PERFORM mana_guard.check_now();
    RAISE EXCEPTION 'taken back';
EXCEPTION
    WHEN sqlstate 'MG506' THEN RETURN false;
    WHEN raise_exception THEN RETURN true;
END $$;
SELECT ok(NOT app.passes('INDEX ON app.files (user_id)'), 'a prefix of what is there');
SELECT ok(app.passes('UNIQUE INDEX ON app.files (user_id)'), 'a unique one');
SELECT ok(app.passes('INDEX ON app.files (name)'), 'the other column');
SELECT ok(app.passes('INDEX ON app.files (user_id DESC)'), 'another order');
SELECT ok(app.passes('INDEX ON app.files USING hash (user_id)'), 'another method');
SELECT ok(app.passes('INDEX ON app.files (user_id) WHERE name IS NULL'), 'other rows');
SELECT ok(app.passes('INDEX ON app.files (user_id) INCLUDE (id)'), 'what includes more');
SELECT ok(NOT app.passes('INDEX ON app.files (user_id) INCLUDE (name)'), 'or no more');
SELECT ok(NOT app.passes('INDEX ON app.files (id)'), 'an index besides the primary key''s');
CREATE INDEX c ON app.files (user_id, name);
SELECT mana_guard.set_rule('MG505', 'error');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG505', 'index c of table app.files is the same as b', 'duplicate_index speaks alone of what is the same');

SELECT * FROM finish();
ROLLBACK;
