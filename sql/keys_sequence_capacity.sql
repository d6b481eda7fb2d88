\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(12);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG520', 'error');

CREATE TABLE app.orders (id serial, small smallserial, big bigserial, number int GENERATED ALWAYS AS IDENTITY, part smallint, down int);
SELECT is_empty('SELECT * FROM mana_guard.audit(''app'')', 'fresh sequences that fit pass');
SELECT setval('app.orders_small_seq', 22000), setval('app.orders_big_seq', 3000000000), setval('app.orders_id_seq', 1500000000);
SELECT is_empty('SELECT * FROM mana_guard.audit(''app'')', 'below their share they pass');
SELECT setval('app.orders_small_seq', 23000), setval('app.orders_id_seq', 2000000000), setval('app.orders_number_seq', 2147483647);
SELECT results_eq('SELECT message, fix FROM mana_guard.audit(''app'') ORDER BY 1',
    $$VALUES ('sequence app.orders_id_seq has used 93% of its values up to 2147483647', NULL),
             ('sequence app.orders_number_seq has used 100% of its values up to 2147483647', NULL),
             ('sequence app.orders_small_seq has used 70% of its values up to 32767', NULL::text)$$, 'serial and identity past their share');
SELECT results_eq('SELECT code, object_type, value FROM mana_guard.findings(''app.orders_id_seq'')', $$VALUES ('MG520', 'sequence', 'used up to 2147483647')$$, 'also of one sequence');
SELECT lives_ok('ALTER SEQUENCE app.orders_id_seq CACHE 10; ALTER TABLE app.orders ADD COLUMN name text', 'no command is held up for it');
SELECT setval('app.orders_small_seq', 1), setval('app.orders_id_seq', 1), setval('app.orders_number_seq', 1);

SELECT lives_ok('ALTER TABLE app.orders ALTER COLUMN big TYPE int, ALTER COLUMN number TYPE bigint', 'a column may change its type');
SELECT results_eq('SELECT message, fix FROM mana_guard.audit(''app'') ORDER BY 1',
    $$VALUES ('sequence app.orders_big_seq has used 140% of its values up to 2147483647', NULL::text)$$, 'its serial counts to what the column holds');
SELECT setval('app.orders_big_seq', 5);
SELECT is_empty('SELECT * FROM mana_guard.audit(''app'')', 'that it could go on is MG208''s to tell');

CREATE SEQUENCE app."Parts" MAXVALUE 100 OWNED BY app.orders.part;
CREATE SEQUENCE app.downs AS smallint INCREMENT -1 MINVALUE -100 OWNED BY app.orders.down;
CREATE SEQUENCE app.free MAXVALUE 100;
CREATE SEQUENCE app.rounds MAXVALUE 100 CYCLE;
SELECT setval('app."Parts"', 90), setval('app.downs', -90), setval('app.free', 90), setval('app.rounds', 90);
SELECT results_eq('SELECT message, fix FROM mana_guard.audit(''app'') ORDER BY message COLLATE "C"',
    $$VALUES ('sequence app."Parts" has used 90% of its values up to 100', 'ALTER SEQUENCE app."Parts" AS smallint NO MAXVALUE;'),
             ('sequence app.downs has used 90% of its values up to -100', 'ALTER SEQUENCE app.downs AS integer NO MINVALUE;'),
             ('sequence app.free has used 90% of its values up to 100', 'ALTER SEQUENCE app.free AS bigint NO MAXVALUE;')$$,
    'one that ends before its column may go on, one that cycles passes');
DO $$DECLARE fix text; BEGIN FOR fix IN SELECT f.fix FROM mana_guard.audit('app') f LOOP EXECUTE fix; END LOOP; END$$;
SELECT is_empty('SELECT * FROM mana_guard.audit(''app'')', 'the fixes help');

SELECT setval('app.orders_id_seq', 500000000);
SELECT mana_guard.set_rule('MG520', 'error', params => '{"max_used": 0.2}');
SELECT results_eq('SELECT value FROM mana_guard.audit(''app'')', ARRAY['used up to 2147483647'], 'the share is a parameter');

CREATE ROLE mana_guard_stranger;
GRANT USAGE ON SCHEMA app TO mana_guard_stranger;
SET LOCAL ROLE mana_guard_stranger;
SELECT is(count(*)::int, 0, 'who may not look at a sequence isn''t told how far it is') FROM mana_guard.audit('app');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
