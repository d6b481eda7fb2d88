\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(21);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('view_security_invoker', 'error');
CREATE TABLE app.files (id uuid PRIMARY KEY, user_id text NOT NULL);
CREATE TABLE app."Tags" (id uuid PRIMARY KEY);
ALTER TABLE app.files ENABLE ROW LEVEL SECURITY;

SELECT throws_ok('CREATE VIEW app.all_files AS SELECT * FROM app.files', 'MG805',
    'view app.all_files reads app.files, which has row security, with the rights of the view''s owner', 'a view round row security');
SELECT throws_ok('CREATE VIEW app.counts AS SELECT (SELECT count(*) FROM app.files) AS files FROM app."Tags"', 'MG805', NULL, 'also in a sub-select');
SELECT throws_ok('CREATE VIEW app.all_files WITH (security_barrier) AS SELECT * FROM app.files', 'MG805', NULL, 'a barrier is no invoker');
SELECT lives_ok('CREATE VIEW app.tags AS SELECT * FROM app."Tags"', 'a view of other tables passes');
SELECT lives_ok('CREATE MATERIALIZED VIEW app.copied AS SELECT * FROM app.files', 'a materialized view can be none');
SELECT lives_ok('CREATE TEMPORARY VIEW mine AS SELECT * FROM app.files', 'temporary views are left alone');
SELECT lives_ok('CREATE VIEW app.all_files WITH (security_invoker) AS SELECT * FROM app.files', 'one with its reader''s rights passes');
SELECT throws_ok('ALTER VIEW app.all_files SET (security_invoker = off)', 'MG805', NULL, 'and keeps them');
SELECT throws_ok('ALTER VIEW app.all_files RESET (security_invoker)', 'MG805', NULL, 'one way or another');
SELECT throws_ok('CREATE OR REPLACE VIEW app.all_files AS SELECT * FROM app.files', 'MG805', NULL, 'a replacement has to say so again');
SELECT throws_ok('CREATE VIEW app.names AS SELECT id FROM app.all_files', 'MG805',
    'view app.names reads app.files, which has row security, with the rights of the view''s owner', 'a view over such a view has rights of its own');
CREATE VIEW app."Both" WITH (security_invoker = true) AS SELECT id FROM app."Tags";
CREATE RULE "A" AS ON INSERT TO app."Both" DO INSTEAD NOTHING;
ALTER VIEW app."Both" RESET (security_invoker);
SELECT is_empty('SELECT * FROM mana_guard.audit(''app'')', 'so far all is well');

ALTER TABLE app."Tags" ENABLE ROW LEVEL SECURITY;
SELECT results_eq('SELECT identity, value, fix FROM mana_guard.audit(''app'') ORDER BY identity',
    $$VALUES ('app."Both"', 'app."Tags"', 'ALTER VIEW app."Both" SET (security_invoker = true);'),
             ('app.tags', 'app."Tags"', 'ALTER VIEW app.tags SET (security_invoker = true);')$$,
    'a table that gets row security later is for the audit');
ALTER VIEW app."Both" SET (security_invoker = true);
ALTER VIEW app.tags SET (security_invoker = true);
SELECT is_empty('SELECT * FROM mana_guard.audit(''app'')', 'the fixes mend it');

-- A circle of views is never read, and read here to its end.
CREATE VIEW app.a WITH (security_invoker = true) AS SELECT 1 AS one;
CREATE VIEW app.b WITH (security_invoker = true) AS SELECT * FROM app.a;
CREATE OR REPLACE VIEW app.a WITH (security_invoker = true) AS SELECT * FROM app.b;
SELECT lives_ok('CREATE VIEW app.c AS SELECT * FROM app.a', 'views in a circle come to an end');

SELECT mana_guard.set_rule('MG805', 'error', params => '{"any_view": true}');
CREATE TABLE app.plain (id int);
SELECT throws_ok('CREATE VIEW app.of_plain AS SELECT * FROM app.plain', 'MG805',
    'view app.of_plain reads its tables with the rights of the view''s owner', 'any view at all');
SELECT lives_ok('CREATE VIEW app.of_plain WITH (security_invoker = true) AS SELECT * FROM app.plain', 'an invoker''s');
SELECT throws_ok('ALTER VIEW app.of_plain RESET (security_invoker)', 'MG805', NULL, 'that is made the owner''s');

CREATE ROLE mana_guard_anon;
SELECT mana_guard.set_rule('MG805', 'error', params => '{"any_view": true, "roles": ["mana_guard_anon"]}');
SELECT lives_ok('CREATE VIEW app.hidden AS SELECT * FROM app.plain', 'a view that the role may not read');
SELECT throws_ok('GRANT SELECT ON app.hidden TO mana_guard_anon', 'MG805',
    'view app.hidden reads its tables with the rights of the view''s owner', 'until it may');
SELECT mana_guard.set_rule('MG805', 'error', params => '{"any_view": true}');
SELECT lives_ok('GRANT SELECT ON app.hidden TO mana_guard_anon', 'without roles a grant changes nothing');

SELECT * FROM finish();
ROLLBACK;
