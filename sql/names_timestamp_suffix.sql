\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(10);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG406', 'error');

SELECT lives_ok($$CREATE TABLE app.files (created_at timestamptz, deleted_at timestamp, born_on date, opens time)$$, 'suffixed names pass, and other types');
SELECT throws_ok($$CREATE TABLE app.notes (created timestamptz)$$, 'MG406', 'timestamp column created of table app.notes does not end in _at',
    'another name is refused');
SELECT throws_ok($$CREATE TABLE app.notes (created timestamp(3))$$, 'MG406', NULL,
    'without time zone as well');
SELECT throws_ok($$ALTER TABLE app.files ADD COLUMN updated_on timestamptz$$, 'MG406', 'timestamp column updated_on of table app.files does not end in _at',
    'a new column');
SELECT throws_ok($$ALTER TABLE app.files RENAME COLUMN created_at TO made$$, 'MG406', NULL,
    'a rename');
SELECT throws_ok($$ALTER TABLE app.files ALTER COLUMN born_on TYPE timestamptz$$, 'MG406', NULL,
    'a type');
SELECT lives_ok($$CREATE TABLE app.notes (runs timestamptz[], validity tstzrange)$$, 'arrays and ranges are no timestamps');
SET LOCAL mana_guard.enabled = off;
ALTER TABLE app.notes ADD COLUMN updated_on timestamptz;
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok($$ALTER TABLE app.notes RENAME COLUMN updated_on TO updated_at$$, 'the fix passes');
SELECT mana_guard.set_rule('MG406', 'error', params => '{"suffixes": ["_at", "_until"]}');
SELECT lives_ok($$ALTER TABLE app.notes ADD COLUMN valid_until timestamptz$$, 'a house has suffixes of its own');
SELECT throws_ok($$ALTER TABLE app.notes ADD COLUMN valid_from timestamptz$$, 'MG406', 'timestamp column valid_from of table app.notes does not end in _at or _until',
    'and no others');

SELECT * FROM finish();
ROLLBACK;
