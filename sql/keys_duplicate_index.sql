\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(14);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG505', 'error');
CREATE TABLE app.files (id uuid PRIMARY KEY, user_id text, name text);
CREATE INDEX a ON app.files (user_id);
SELECT lives_ok('CREATE INDEX b ON app.files (user_id)', 'one of two may go before the end');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG505', 'index b of table app.files is the same as a', 'of the transaction');
SELECT is((SELECT fix FROM mana_guard.findings('app.files')),
    E'-- MG602: where the table is in use, DROP INDEX CONCURRENTLY, outside a transaction block\nDROP INDEX app.b;', 'the fix');
DROP INDEX app.b;
SELECT lives_ok('SELECT mana_guard.check_now()', 'mends it');

-- What differs.
CREATE FUNCTION app.differs(first text, second text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE %s', first);
    EXECUTE format('CREATE %s', second);
    PERFORM mana_guard.check_now();
    RAISE EXCEPTION 'taken back';
EXCEPTION
    WHEN sqlstate 'MG505' THEN RETURN false;
    WHEN raise_exception THEN RETURN true;
END $$;
SELECT ok(app.differs('INDEX ON app.files (name)', format('%sINDEX ON app.files %s', is_unique, rest)), format('%s%s', is_unique, rest))
FROM (VALUES ('', '(name DESC)'), ('UNIQUE ', '(name)'), ('', '(name COLLATE "C")')) AS other (is_unique, rest);
SELECT ok(app.differs('INDEX ON app.files (lower(name))', 'INDEX ON app.files (upper(name))'), 'expressions');
SELECT ok(NOT app.differs('INDEX ON app.files (lower(name))', 'INDEX ON app.files (lower(  name ))'), 'however they are written');
SELECT ok(NOT app.differs($$INDEX ON app.files (name) WHERE id IS NULL AND name > 'a'$$, $$INDEX ON app.files (name) WHERE  id IS NULL AND name > 'a'$$), 'or predicates');

-- Of constraints.
CREATE UNIQUE INDEX c ON app.files (name);
ALTER TABLE app.files ADD UNIQUE (name);
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG505', 'index c of table app.files is the same as files_name_key', 'a constraint''s is kept');
DROP INDEX app.c;
ALTER TABLE app.files ADD UNIQUE (id);
SELECT is((SELECT fix FROM mana_guard.findings('app.files')), 'ALTER TABLE app.files DROP CONSTRAINT files_id_key;', 'and the primary key before others');
ALTER TABLE app.files DROP CONSTRAINT files_id_key;

-- Of partitions.
CREATE TABLE app.logs (day date) PARTITION BY RANGE (day);
CREATE TABLE app.logs_1 PARTITION OF app.logs DEFAULT;
CREATE INDEX own ON app.logs_1 (day);
CREATE INDEX parents ON app.logs (day);
SELECT lives_ok('SELECT mana_guard.check_now()', 'the parent''s index takes in the partition''s own');
CREATE INDEX twice ON app.logs_1 (day);
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG505', 'index twice of table app.logs_1 is the same as own', 'a second one is its matter');

SELECT * FROM finish();
ROLLBACK;
