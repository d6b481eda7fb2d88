\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(8);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG518', 'error');
CREATE TABLE app.files (a int, b int, c int, d int, e text);
SELECT lives_ok('CREATE INDEX wide ON app.files (a, b, c, d) INCLUDE (e)', 'four columns, and what they include');
SELECT throws_ok('CREATE INDEX wider ON app.files (a, b, c, d, e)', 'MG518', 'index wider of table app.files has 5 key columns, more than 4', 'five');
SELECT throws_ok('ALTER TABLE app.files ADD PRIMARY KEY (a, b, c, d, e)', 'MG518', NULL, 'of a primary key');
SELECT throws_ok('CREATE INDEX twice ON app.files (a, b, a)', 'MG518', 'index twice of table app.files has column a twice', 'a column twice');
SELECT throws_ok('CREATE INDEX twice ON app.files (a) INCLUDE (a)', 'MG518', NULL, 'or beside itself');
SELECT lives_ok('CREATE INDEX patterns ON app.files (e, e text_pattern_ops)', 'another operator class');
SELECT lives_ok('CREATE INDEX expressions ON app.files ((a + 1), (a + 2))', 'expressions');
SELECT mana_guard.set_rule('MG518', 'error', params => '{"max": 1}');
SELECT throws_ok('CREATE INDEX two ON app.files (b, c)', 'MG518', 'index two of table app.files has 2 key columns, more than 1', 'how many is a parameter');

SELECT * FROM finish();
ROLLBACK;
