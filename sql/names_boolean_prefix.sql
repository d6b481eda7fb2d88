\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(11);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG405', 'error');

SELECT lives_ok($$CREATE TABLE app.files (is_deleted boolean, has_password boolean, deleted text)$$, 'prefixed names pass, and other types');
SELECT throws_ok($$CREATE TABLE app.notes (active boolean)$$, 'MG405', 'boolean column active of table app.notes does not start with is_ or has_',
    'another name is refused');
SELECT throws_ok($$ALTER TABLE app.files ADD COLUMN email_verified boolean$$, 'MG405', 'boolean column email_verified of table app.files does not start with is_ or has_',
    'a new column');
SELECT throws_ok($$ALTER TABLE app.files RENAME COLUMN is_deleted TO gone$$, 'MG405', NULL,
    'a rename');
SELECT throws_ok($$ALTER TABLE app.files ALTER COLUMN deleted TYPE boolean USING false$$, 'MG405', NULL,
    'a type');
SELECT throws_ok($$CREATE TABLE app.notes AS SELECT true AS active$$, 'MG405', NULL,
    'CREATE TABLE AS');
CREATE DOMAIN app.flag AS boolean;
SELECT throws_ok($$CREATE TABLE app.notes (active app.flag)$$, 'MG405', NULL,
    'a domain over boolean');
SELECT lives_ok($$CREATE TABLE app.notes (flags boolean[])$$, 'an array is no boolean');
SET LOCAL mana_guard.enabled = off;
ALTER TABLE app.notes ADD COLUMN active boolean;
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok($$ALTER TABLE app.notes RENAME COLUMN active TO is_active$$, 'the fix passes');
SELECT mana_guard.set_rule('MG405', 'error', params => '{"prefixes": ["is_", "can_"]}');
SELECT lives_ok($$ALTER TABLE app.notes ADD COLUMN can_edit boolean$$, 'a house has prefixes of its own');
SELECT throws_ok($$ALTER TABLE app.notes ADD COLUMN has_tags boolean$$, 'MG405', 'boolean column has_tags of table app.notes does not start with is_ or can_',
    'and no others');

SELECT * FROM finish();
ROLLBACK;
