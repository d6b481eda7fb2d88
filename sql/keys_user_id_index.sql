\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(10);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG504', 'error');
SELECT lives_ok('CREATE TABLE app.files (id uuid PRIMARY KEY, user_id text)', 'an index may follow');
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG504', 'column user_id of table app.files is not the first column of any index', 'until the transaction commits');
CREATE INDEX a ON app.files (id, user_id);
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG504', NULL, 'the second column leads none');
SELECT is((SELECT fix FROM mana_guard.findings('app.files')),
    E'-- MG601: where the table is in use, CREATE INDEX CONCURRENTLY, outside a transaction block\nCREATE INDEX idx_files_user_id ON app.files (user_id);', 'the fix');
CREATE INDEX idx_files_user_id ON app.files (user_id);
SELECT lives_ok('SELECT mana_guard.check_now()', 'mends it');
DROP INDEX app.idx_files_user_id;
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG504', NULL, 'a drop of it unmakes it');
CREATE INDEX b ON app.files (user_id) WHERE user_id <> '';
SELECT lives_ok('SELECT mana_guard.check_now()', 'a partial one passes');
CREATE TABLE app.members (user_id text[]);
SELECT alike((SELECT fix FROM mana_guard.findings('app.members')), '%CREATE INDEX idx_members_user_id ON app.members USING gin (user_id);', 'an array''s');
CREATE INDEX idx_members_user_id ON app.members USING gin (user_id);
SELECT lives_ok('SELECT mana_guard.check_now()', 'passes too');
SELECT mana_guard.set_rule('MG201', 'off', params => '{"columns": ["id"]}');
CREATE TABLE app.others (id text, user_id text);
SELECT throws_ok('SELECT mana_guard.check_now()', 'MG504', 'column id of table app.others is not the first column of any index', 'the columns are those of user_id_text');

SELECT * FROM finish();
ROLLBACK;
