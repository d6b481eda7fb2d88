\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(10);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG416', 'error');

SELECT throws_ok('CREATE TABLE app.a (phone1 text, phone2 text)', 'MG416', 'column phone2 of table app.a repeats phone1', 'the second of two');
SELECT throws_ok('CREATE TABLE app.a (phone_1 text, phone_2 text, phone_3 text)', 'MG416',
    'column phone_2 of table app.a repeats phone_1 (and 1 more finding)', 'and the third');
SELECT throws_ok('CREATE TABLE app.a (address text, address2 text)', 'MG416', 'column address2 of table app.a repeats address', 'the first may go without');
SELECT throws_ok('CREATE TABLE app.a ("Line 1" varchar(20), "Line 2" varchar(40))', 'MG416', 'column "Line 2" of table app.a repeats "Line 1"',
    'of the same type, whatever its length');
SELECT lives_ok('CREATE TABLE app.a (sha1 text, sha256 text, ipv4 text, ipv6 text, address2 text)', 'a number alone repeats nothing');
SELECT lives_ok('CREATE TABLE app.b (line1 text, line2 int)', 'nor does one of another type');
SELECT throws_ok('ALTER TABLE app.b ALTER COLUMN line2 TYPE text', 'MG416', 'column line2 of table app.b repeats line1', 'ALTER TYPE');
SELECT throws_ok('ALTER TABLE app.a ADD COLUMN address3 text', 'MG416', 'column address3 of table app.a repeats address2', 'ADD COLUMN');
SELECT throws_ok('ALTER TABLE app.a RENAME COLUMN sha256 TO sha2', 'MG416', 'column sha2 of table app.a repeats sha1', 'RENAME COLUMN');

SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.legacy (phone1 text, phone2 text);
SET LOCAL mana_guard.enabled = on;
SELECT throws_ok('ALTER TABLE app.legacy ADD COLUMN phone3 text', 'MG416', 'column phone3 of table app.legacy repeats phone2',
    'one more of those that were there');

SELECT * FROM finish();
ROLLBACK;
