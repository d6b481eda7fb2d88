\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(14);

CREATE SCHEMA app;
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.bad (user_id uuid);
SET LOCAL mana_guard.enabled = on;

SELECT lives_ok('CREATE TEMP TABLE a (user_id uuid)', 'a temporary table');
SELECT lives_ok('CREATE TABLE pg_temp.b (user_id uuid)', 'by its schema');
SELECT lives_ok('CREATE TEMP TABLE c AS SELECT 1 AS user_id', 'from a query');
SELECT lives_ok('ALTER TABLE a ADD COLUMN note text', 'altered');
SELECT lives_ok('CREATE INDEX idx_bad_user_id ON app.bad (user_id)', 'an index brings no column');
SELECT lives_ok($$COMMENT ON TABLE app.bad IS 'old'$$, 'nor does a comment');
SELECT lives_ok('GRANT SELECT ON app.bad TO pg_monitor', 'nor a grant');
SELECT lives_ok('CREATE STATISTICS app.s ON user_id, (user_id::text) FROM app.bad', 'nor statistics');
SELECT lives_ok('CREATE VIEW app.v AS SELECT user_id FROM app.bad', 'nor a view');
SELECT lives_ok('CREATE FUNCTION app.f() RETURNS trigger LANGUAGE plpgsql AS ''BEGIN RETURN NEW; END''', 'nor a function');
SELECT lives_ok('CREATE TRIGGER t BEFORE UPDATE ON app.bad FOR EACH ROW EXECUTE FUNCTION app.f()', 'nor a trigger');
SELECT lives_ok('CREATE POLICY p ON app.bad', 'nor a row security policy');
SELECT lives_ok('DROP TABLE app.bad CASCADE', 'nor a drop');
SELECT lives_ok('ALTER TABLE mana_guard.policy ADD COLUMN note text', 'the guard''s own tables are a member of it');

SELECT * FROM finish();
ROLLBACK;
