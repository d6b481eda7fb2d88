\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(27);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG304', 'error');

SELECT lives_ok('CREATE TABLE app.whole (is_deleted boolean NOT NULL DEFAULT false, deleted_at timestamptz)', 'both of their shape pass');
SELECT lives_ok('CREATE TABLE app.alone (deleted_at timestamptz)', 'the time alone is a sound soft delete');
SELECT throws_ok('CREATE TABLE app.a (is_deleted boolean NOT NULL DEFAULT false)', 'MG304', 'table app.a has is_deleted without deleted_at',
    'the flag alone');
SELECT throws_ok('CREATE TABLE app.a (is_deleted boolean DEFAULT false, deleted_at timestamptz)', 'MG304',
    'column is_deleted of table app.a is nullable', 'a nullable flag');
SELECT throws_ok('CREATE TABLE app.a (is_deleted boolean NOT NULL, deleted_at timestamptz)', 'MG304',
    'column is_deleted of table app.a has no DEFAULT false', 'one without default');
SELECT throws_ok('CREATE TABLE app.a (is_deleted boolean NOT NULL DEFAULT true, deleted_at timestamptz)', 'MG304',
    'column is_deleted of table app.a has a default other than false', 'one with another');
SELECT throws_ok('CREATE TABLE app.a (is_deleted integer NOT NULL DEFAULT 0, deleted_at timestamptz)', 'MG304',
    'column is_deleted of table app.a is integer instead of boolean', 'one that is a number');
SELECT throws_ok('CREATE TABLE app.a (deleted_at timestamp)', 'MG304',
    'column deleted_at of table app.a is timestamp without time zone instead of timestamptz', 'a time without time zone');
SELECT throws_ok('CREATE TABLE app.a (deleted_at timestamptz NOT NULL)', 'MG304',
    'column deleted_at of table app.a is NOT NULL, which marks every row as deleted', 'a time that must be there');
SELECT throws_ok('CREATE TABLE app.a (is_deleted boolean, deleted_at date NOT NULL)', 'MG304',
    'column is_deleted of table app.a is nullable (and 3 more findings)', 'each fault is told');
SELECT lives_ok($$CREATE TABLE app.spelled (is_deleted bool DEFAULT 'f' NOT NULL, deleted_at timestamptz(3) DEFAULT NULL)$$,
    'other spellings of the same pass');
SELECT lives_ok('CREATE TABLE app.generated (deleted_at timestamptz, is_deleted boolean GENERATED ALWAYS AS (deleted_at IS NOT NULL) STORED)',
    'a flag that follows from the time passes');
CREATE DOMAIN app.flag AS boolean NOT NULL DEFAULT false;
SELECT lives_ok('CREATE TABLE app.of_domain (is_deleted app.flag, deleted_at timestamptz)', 'and one whose domain has the shape');

SELECT throws_ok('ALTER TABLE app.whole DROP COLUMN deleted_at', 'MG304', 'table app.whole has is_deleted without deleted_at',
    'the time must stay');
SELECT throws_ok('ALTER TABLE app.whole ALTER COLUMN is_deleted DROP NOT NULL', 'MG304', NULL, 'and the NOT NULL');
SELECT throws_ok('ALTER TABLE app.whole ALTER COLUMN is_deleted DROP DEFAULT', 'MG304', NULL, 'and the default');
SELECT throws_ok('ALTER TABLE app.whole ALTER COLUMN deleted_at SET NOT NULL', 'MG304', NULL, 'and the time may be missing');
SELECT throws_ok('ALTER TABLE app.whole RENAME COLUMN deleted_at TO removed_at', 'MG304', NULL, 'by its name');
CREATE TABLE app.plain (id int, is_gone boolean);
SELECT throws_ok('ALTER TABLE app.plain RENAME COLUMN is_gone TO is_deleted', 'MG304',
    'column is_deleted of table app.plain is nullable (and 2 more findings)', 'so does what gets such a name');
SELECT lives_ok('ALTER TABLE app.plain DROP COLUMN is_gone, ADD COLUMN is_deleted boolean NOT NULL DEFAULT false, ADD COLUMN deleted_at timestamptz',
    'both in one command');

CREATE TABLE app.parent (is_deleted boolean NOT NULL DEFAULT false, deleted_at timestamptz);
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.wrong (is_deleted boolean);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok('CREATE TABLE app.child () INHERITS (app.wrong)', 'what is inherited is the parent''s matter');

-- The fixes, of tables with rows.
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.numbered (id int, is_deleted smallint DEFAULT 0, deleted_at timestamp);
CREATE TABLE app.strict (is_deleted boolean DEFAULT true, deleted_at date NOT NULL);
INSERT INTO app.wrong VALUES (NULL), (true);
INSERT INTO app.numbered VALUES (1, 0), (2, 1), (3, NULL);
INSERT INTO app.strict VALUES (NULL, '2026-01-01');
SET LOCAL mana_guard.enabled = on;
CREATE FUNCTION app.mend(relation regclass) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT fix FROM mana_guard.findings(relation) WHERE fix <> '' LOOP
        EXECUTE one.fix;
    END LOOP;
    RETURN count(*) FROM mana_guard.findings(relation);
END
$$;
SELECT is((SELECT count(*) FROM mana_guard.findings('app.wrong')), 3::bigint, 'a flag alone has three faults');
SELECT is(app.mend('app.wrong'), 0::bigint, 'its fixes leave none');
SELECT is(app.mend('app.numbered'), 0::bigint, 'nor do those of a number and a local time');
SELECT results_eq('SELECT is_deleted FROM app.numbered ORDER BY id', 'VALUES (false), (true), (false)', 'which keep what it meant');
SELECT is(app.mend('app.strict'), 0::bigint, 'nor those of a date that must be there');
SELECT is_empty($$SELECT * FROM mana_guard.findings('app.whole')$$, 'a table in order has none');

SELECT * FROM finish();
ROLLBACK;
