\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(18);

CREATE SCHEMA app;
SELECT mana_guard.set_rule('timestamp_shape', 'error');

SELECT lives_ok('CREATE TABLE app.a (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'the shape passes');
SELECT lives_ok('CREATE TABLE app.b (created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamptz(3) NOT NULL DEFAULT clock_timestamp())', 'CURRENT_TIMESTAMP is now(), and clock_timestamp(), and a precision is no fault');
SELECT lives_ok('CREATE TABLE app.c (created_at timestamptz NOT NULL DEFAULT transaction_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT statement_timestamp())', 'and the other two');
SELECT lives_ok('CREATE TABLE app.d (created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    updated_at timestamptz NOT NULL DEFAULT now()::timestamptz)', 'with a precision or a cast');
SELECT throws_ok('CREATE TABLE app.e (created_at timestamp NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG302',
    'column created_at of table app.e is timestamp without time zone instead of timestamptz', 'a timestamp without time zone');
SELECT throws_ok('CREATE TABLE app.e (created_at timestamptz DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG302',
    'column created_at of table app.e is nullable', 'a nullable one');
SELECT throws_ok('CREATE TABLE app.e (created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL DEFAULT now())', 'MG302',
    'column created_at of table app.e has no DEFAULT now()', 'one without default');
SELECT throws_ok('CREATE TABLE app.e (created_at timestamptz NOT NULL DEFAULT (''now''::text)::timestamptz, updated_at timestamptz NOT NULL DEFAULT now())',
    'MG302', 'column created_at of table app.e has a default other than now()', 'what only looks like now()');
SELECT throws_ok('CREATE TABLE app.e (created_at timestamptz NOT NULL DEFAULT ''now'', updated_at timestamptz NOT NULL DEFAULT now())',
    'MG302', 'column created_at of table app.e has a default other than now()', 'or is frozen when the table is made');
SELECT throws_ok('CREATE TABLE app.e (created_at timestamptz NOT NULL DEFAULT NULL, updated_at timestamptz NOT NULL DEFAULT now())',
    'MG302', 'column created_at of table app.e has no DEFAULT now()', 'DEFAULT NULL is none');
SELECT throws_ok('CREATE TABLE app.e (created_at bigint, updated_at timestamptz NOT NULL DEFAULT now())', 'MG302',
    'column created_at of table app.e is bigint instead of timestamptz (and 2 more findings)', 'each fault is told');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN created_at DROP DEFAULT', 'MG302', NULL, 'dropping the default is refused');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN created_at DROP NOT NULL', 'MG302', NULL, 'and the NOT NULL');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN created_at TYPE date', 'MG302', NULL, 'and the type');

CREATE FUNCTION app.clock() RETURNS timestamptz LANGUAGE sql AS 'SELECT pg_catalog.now()';
CREATE FUNCTION app.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT pg_catalog.now()';
SELECT throws_ok('CREATE TABLE app.e (created_at timestamptz NOT NULL DEFAULT app.now(), updated_at timestamptz NOT NULL DEFAULT now())', 'MG302',
    NULL, 'a function of that name in another schema isn''t now()');

SELECT mana_guard.set_rule('require_timestamps', 'error', params => '{"columns": ["inserted_at"]}');
SELECT throws_ok('CREATE TABLE app.f (created_at date, inserted_at date NOT NULL DEFAULT now())', 'MG302',
    'column inserted_at of table app.f is date instead of timestamptz', 'the columns follow require_timestamps');
SELECT mana_guard.set_rule('timestamp_shape', 'error', params => '{"columns": ["seen_at"]}');
SELECT lives_ok('CREATE TABLE app.f (inserted_at date)', 'unless the policy says otherwise');

SELECT mana_guard.set_rule('timestamp_shape', 'error', params => '{"columns": ["created_at", "updated_at", "inserted_at"]}');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (inserted_at timestamp);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok($$ALTER TABLE app.legacy ALTER COLUMN inserted_at TYPE timestamptz USING inserted_at AT TIME ZONE 'UTC',
    ALTER COLUMN inserted_at SET DEFAULT now(), ALTER COLUMN inserted_at SET NOT NULL$$, 'the fixes pass');

SELECT * FROM finish();
ROLLBACK;
