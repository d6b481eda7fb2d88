\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(17);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG402', 'error');

SELECT lives_ok($$CREATE TABLE app.user_settings (id int)$$, 'a plural passes');
SELECT lives_ok($$CREATE TABLE app.media (id int)$$, 'an irregular one');
SELECT lives_ok($$CREATE TABLE app.user_following (id int)$$, 'and what nobody can tell');
SELECT throws_ok($$CREATE TABLE app.category (id int)$$, 'MG402', 'name of table app.category ends in "category", which is not plural',
    'a singular is refused');
SELECT throws_ok($$CREATE TABLE app.user_status (id int)$$, 'MG402', 'name of table app.user_status ends in "status", which is not plural',
    'by its last word');
SELECT throws_ok($$CREATE TABLE app."user" (id int)$$, 'MG402', 'name of table app."user" ends in "user", which is not plural',
    'a reserved word');
SELECT throws_ok($$ALTER TABLE app.user_settings RENAME TO user_setting$$, 'MG402', NULL,
    'a rename');
SELECT throws_ok($$CREATE TABLE app.event (id int) PARTITION BY RANGE (id)$$, 'MG402', NULL,
    'a partitioned table');
CREATE TABLE app.events (id int) PARTITION BY RANGE (id);
SELECT lives_ok($$CREATE TABLE app.event_first PARTITION OF app.events FOR VALUES FROM (1) TO (2)$$, 'a partition has its parent''s');
SELECT lives_ok($$CREATE TABLE app.event PARTITION OF app.events FOR VALUES FROM (2) TO (3)$$, 'whatever it is called');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.category (id int);
SET LOCAL mana_guard.enabled = on;
SELECT lives_ok($$ALTER TABLE app.category RENAME TO categories$$, 'the fix passes');
SELECT mana_guard.set_rule('MG402', 'error', params => '{"plurals": ["kunden"], "ignore": ["*_log"]}');
SELECT lives_ok($$CREATE TABLE app.alle_kunden (id int)$$, 'a plural of the house');
SELECT lives_ok($$CREATE TABLE app.audit_log (id int)$$, 'a name of the house');
SELECT throws_ok($$CREATE TABLE app.audit (id int)$$, 'MG402', NULL,
    'and no more than those');

SELECT mana_guard.set_rule('MG402', 'error', params => '{"number": "singular"}');
SELECT lives_ok($$CREATE TABLE app.invoice (id int)$$, 'a singular, where the house wants it');
SELECT throws_ok($$CREATE TABLE app.order_items (id int)$$, 'MG402', 'name of table app.order_items ends in "items", which is not singular',
    'a plural there');
SELECT lives_ok($$CREATE TABLE app.user_settings_data (id int)$$, 'what may name one row');

SELECT * FROM finish();
ROLLBACK;
