\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.invoices (id int PRIMARY KEY, total numeric);
CREATE INDEX idx_invoices_total ON app.invoices (total);
CREATE TABLE app.files (id int PRIMARY KEY);
CREATE TYPE app.mood AS ENUM ('good');
CREATE VIEW app.totals AS SELECT total FROM app.invoices;
CREATE FUNCTION app.tax(n int) RETURNS int LANGUAGE sql AS 'SELECT n';
CREATE SCHEMA vendor;
CREATE SEQUENCE vendor.numbers;
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(27);
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG709', 'error', schema_pattern => 'app', object_pattern => 'inv*');
SELECT mana_guard.set_rule('MG709', 'error', schema_pattern => 'vendor');
SET client_min_messages = error;

SELECT throws_ok('ALTER TABLE app.invoices ADD COLUMN note text', 'MG709', 'table app.invoices is protected', 'ALTER TABLE');
SELECT throws_ok('DROP TABLE app.invoices CASCADE', 'MG709', 'table app.invoices is protected', 'DROP TABLE');
SELECT throws_ok('ALTER TABLE app.invoices RENAME TO bills', 'MG709', 'table app.invoices is protected', 'RENAME');
SELECT throws_ok('COMMENT ON TABLE app.invoices IS NULL', 'MG709', 'table app.invoices is protected', 'COMMENT');
SELECT throws_ok('COMMENT ON COLUMN app.invoices.total IS NULL', 'MG709', 'table app.invoices is protected', 'of a column');
SELECT throws_ok('GRANT SELECT ON app.files, app.invoices TO PUBLIC', 'MG709', 'table app.invoices is protected', 'GRANT');
SELECT throws_ok('CREATE INDEX ON app.invoices (id, total)', 'MG709', 'table app.invoices is protected', 'CREATE INDEX');
SELECT throws_ok('DROP INDEX app.idx_invoices_total', 'MG709', 'table app.invoices is protected', 'DROP INDEX');
SELECT throws_ok('CREATE RULE nothing AS ON DELETE TO app.invoices DO INSTEAD NOTHING', 'MG709', 'table app.invoices is protected', 'CREATE RULE');
SELECT throws_ok('ALTER TABLE app.invoices ENABLE ROW LEVEL SECURITY', 'MG709', 'table app.invoices is protected', 'row level security');
SELECT throws_ok('ALTER TABLE app.invoices OWNER TO CURRENT_USER', 'MG709', 'table app.invoices is protected', 'OWNER TO');
SELECT throws_ok('CREATE VIEW app.invoice_ids AS SELECT 1 AS id', 'MG709', 'view app.invoice_ids is protected', 'what is made under such a name');
SELECT throws_ok($$DO 'BEGIN DROP TABLE app.files, app.invoices; END'$$, 'MG709', 'table app.invoices is protected', 'within code');
SELECT throws_ok('CREATE TABLE vendor.files (id int)', 'MG709', 'table vendor.files is protected', 'a table in a protected schema');
SELECT throws_ok('ALTER SEQUENCE vendor.numbers RESTART', 'MG709', 'sequence vendor.numbers is protected', 'a sequence');
SELECT throws_ok('CREATE TYPE vendor.mood AS ENUM ()', 'MG709', 'type vendor.mood is protected', 'a type');
SELECT throws_ok('CREATE FUNCTION vendor.tax(n int) RETURNS int LANGUAGE sql AS ''SELECT n''', 'MG709', 'function vendor.tax(integer) is protected', 'a routine');
SELECT throws_ok('DROP SCHEMA vendor', 'MG709', 'schema vendor is protected', 'the schema itself');
SELECT throws_ok('GRANT USAGE ON SCHEMA vendor TO PUBLIC', 'MG709', 'schema vendor is protected', 'and its privileges');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text', 'other tables may change');
SELECT lives_ok('CREATE TABLE app.bills (invoice_id int REFERENCES app.invoices)', 'and refer to it');
SELECT lives_ok('DROP VIEW app.totals', 'a view of it may go');
SELECT lives_ok('ALTER TYPE app.mood ADD VALUE ''bad''', 'and types');
SELECT lives_ok('CREATE TABLE IF NOT EXISTS app.invoices (id int)', 'what is there already isn''t changed');
SELECT lives_ok('INSERT INTO app.invoices VALUES (1, 1)', 'rows aren''t its business');
SELECT mana_guard.set_rule('MG709', 'error', schema_pattern => 'app', object_pattern => 'tax');
SELECT throws_ok('DROP FUNCTION app.tax', 'MG709', 'function app.tax(integer) is protected', 'one routine');
SELECT FROM mana_guard.exempt('app.invoices', 'MG709', 'agreed upon');
SELECT lives_ok('COMMENT ON TABLE app.invoices IS NULL', 'an exemption waives it');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app, vendor CASCADE;
