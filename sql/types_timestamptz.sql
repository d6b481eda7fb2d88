\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(19);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG203', 'error');

SELECT lives_ok('CREATE TABLE app.a (id int, read_at timestamptz, read3_at timestamptz(3), opens time, day date)', 'timestamptz passes, and what is no moment');
SELECT throws_ok('CREATE TABLE app.b (read_at timestamp NOT NULL DEFAULT now())', 'MG203',
    'column read_at of table app.b is timestamp without time zone instead of timestamptz', 'timestamp is without time zone');
SELECT throws_ok('CREATE TABLE app.b (read_at timestamp(3)[])', 'MG203',
    'column read_at of table app.b is timestamp(3) without time zone[] instead of timestamptz[]', 'also in an array');
SELECT throws_ok('CREATE TABLE app.b (opens timetz)', 'MG203',
    'column opens of table app.b is time with time zone, whose offset is meaningless without a date', 'a time with time zone');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN seen_at timestamp', 'MG203', NULL, 'a column that is added');
SELECT throws_ok('ALTER TABLE app.a ALTER COLUMN read_at TYPE timestamp', 'MG203', NULL, 'a type that is changed');
SELECT throws_ok('CREATE TABLE app.b AS SELECT localtimestamp AS read_at', 'MG203', NULL, 'CREATE TABLE AS');
CREATE DOMAIN app.moment AS timestamp;
SELECT throws_ok('CREATE TABLE app.b (read_at app.moment)', 'MG203', 'column read_at of table app.b is app.moment instead of timestamptz', 'a domain is seen through');
SELECT throws_ok('CREATE TABLE app.b (read_at timestamp) PARTITION BY RANGE (read_at)', 'MG203', NULL, 'a partitioned table');
CREATE FOREIGN DATA WRAPPER far;
CREATE SERVER there FOREIGN DATA WRAPPER far;
SELECT lives_ok('CREATE FOREIGN TABLE app.remote (read_at timestamp) SERVER there', 'a foreign table is as the other server has it');

SELECT mana_guard.set_rule('timestamp_shape', 'error');
SELECT throws_ok('CREATE TABLE app.b (created_at timestamp NOT NULL DEFAULT now())', 'MG302',
    'column created_at of table app.b is timestamp without time zone instead of timestamptz', 'timestamp_shape speaks alone of its columns');
SELECT mana_guard.set_rule('timestamp_shape', 'off');

SET LOCAL mana_guard.enabled = off;
SET LOCAL TimeZone = 'Asia/Tokyo';
CREATE TABLE app.legacy (id int, "read {} At" timestamp NOT NULL DEFAULT now());
INSERT INTO app.legacy VALUES (1, '2026-07-01 12:00');
CREATE TABLE app.utc (read_at timestamp DEFAULT (now() AT TIME ZONE 'utc'));
CREATE TABLE app.parted (read_at timestamp, day date) PARTITION BY RANGE (read_at);
CREATE TABLE app.computed (read_at timestamp) PARTITION BY RANGE (date_trunc('day', read_at));
CREATE TABLE app.parent (read_at timestamp);
CREATE TABLE app.child () INHERITS (app.parent);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok((SELECT string_agg(fix, E'\n' ORDER BY column_name) FROM mana_guard.findings('app.legacy')), 'the fix passes');
SELECT is_empty($$SELECT message FROM mana_guard.findings('app.legacy')$$, 'and nothing is left');
SELECT is((SELECT "read {} At" FROM app.legacy), '2026-07-01 12:00+00'::timestamptz, 'the values are those of UTC, whatever the session''s zone');
SELECT is((SELECT fix FROM mana_guard.findings('app.utc')), NULL, 'a default that would be read in the session''s zone leaves no fix');
SELECT is((SELECT fix FROM mana_guard.findings('app.parted')), NULL, 'nor does a partition key');
SELECT is((SELECT fix FROM mana_guard.findings('app.computed')), NULL, 'or one that is computed');
SELECT is_empty($$SELECT message FROM mana_guard.findings('app.child')$$, 'an inherited column is its parent''s matter');
SELECT lives_ok($$ALTER TABLE app.parent ALTER COLUMN read_at TYPE timestamptz USING read_at AT TIME ZONE 'UTC'$$, 'which is mended there');

SELECT * FROM finish();
ROLLBACK;
