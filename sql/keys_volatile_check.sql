\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(26);

CREATE SCHEMA app;
-- This rule alone.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG517', 'error');

SELECT lives_ok('CREATE TABLE app.files (id uuid PRIMARY KEY, name text CHECK (lower(name) = name AND name <> ''''), size int CHECK (size > 0),
    made_at timestamptz, seen_at timestamptz CHECK (seen_at >= made_at))', 'immutable checks pass');
SELECT throws_ok('CREATE TABLE app.a (made_at timestamptz CHECK (made_at <= now()))', 'MG517', 'check constraint a_made_at_check of table app.a calls now(), which is not immutable', 'now()');
SELECT throws_ok('CREATE TABLE app.a (made_at date CHECK (made_at <= CURRENT_DATE))', 'MG517', NULL, 'CURRENT_DATE');
SELECT throws_ok('CREATE TABLE app.a (made_by text CHECK (made_by = current_user))', 'MG517', 'check constraint a_made_by_check of table app.a calls current_user(), which is not immutable', 'current_user');
SELECT throws_ok('CREATE TABLE app.a (made_at timestamptz CHECK (made_at > clock_timestamp() - interval ''1 day''))', 'MG517',
    'check constraint a_made_at_check of table app.a calls clock_timestamp(), which is not immutable', 'a call is told rather than the operator on it');
SELECT throws_ok('CREATE TABLE app.a (made_at timestamptz CHECK (made_at + interval ''1 day'' > ''2020-01-01''::timestamptz))', 'MG517',
    'check constraint a_made_at_check of table app.a calls timestamptz_pl_interval(), which is not immutable', 'an operator that reads the time zone');
SELECT throws_ok('ALTER TABLE app.files ADD CONSTRAINT "Lucky" CHECK (size > random())', 'MG517', 'check constraint "Lucky" of table app.files calls random(), which is not immutable', 'ADD CONSTRAINT');
SELECT throws_ok('ALTER TABLE app.files ADD CONSTRAINT lucky CHECK (size > random()) NOT VALID', 'MG517', NULL, 'NOT VALID');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN due_at timestamptz CHECK (due_at > now())', 'MG517', 'check constraint files_due_at_check of table app.files calls now(), which is not immutable', 'ADD COLUMN');

CREATE FUNCTION app.is_short(text) RETURNS bool LANGUAGE sql AS 'SELECT length($1) < 5';
CREATE FUNCTION app.is_long(text) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT length($1) > 5';
SELECT throws_ok('ALTER TABLE app.files ADD CHECK (app.is_short(name))', 'MG517', 'check constraint files_name_check1 of table app.files calls app.is_short(), which is not immutable', 'a function that isn''t declared immutable');
SELECT throws_ok('CREATE INDEX idx_files_name ON app.files (name) WHERE app.is_short(name)', 'MG517',
    'the predicate of index idx_files_name of table app.files calls app.is_short(), which is not immutable', 'nor in an index');
SELECT lives_ok('CREATE INDEX idx_files_name ON app.files (name) WHERE app.is_long(name); ALTER TABLE app.files ADD CHECK (app.is_long(name))', 'one that is passes');
SELECT throws_ok('ALTER FUNCTION app.is_long(text) VOLATILE', 'MG517',
    'check constraint files_name_check1 of table app.files calls app.is_long(), which is not immutable (and 1 more finding)', 'a function that is called can''t become volatile');
SELECT throws_ok('CREATE OR REPLACE FUNCTION app.is_long(text) RETURNS bool LANGUAGE sql STABLE AS ''SELECT length($1) > 5''', 'MG517', NULL, 'nor be replaced by one');
SELECT throws_ok('DO $do$ BEGIN ALTER FUNCTION app.is_long(text) STABLE; END $do$', 'MG517', NULL, 'nor in a block');
SELECT lives_ok('CREATE OR REPLACE FUNCTION app.is_long(text) RETURNS bool LANGUAGE sql IMMUTABLE AS ''SELECT length($1) > 6''; ALTER FUNCTION app.is_long(text) COST 7', 'but it may change otherwise');
SELECT lives_ok('ALTER FUNCTION app.is_short(text) IMMUTABLE; ALTER FUNCTION app.is_short(text) VOLATILE', 'and one that nothing calls in any way');
SET LOCAL mana_guard.enabled = off;
ALTER FUNCTION app.is_long(text) VOLATILE;
RESET mana_guard.enabled;
SELECT lives_ok('ALTER FUNCTION app.is_long(text) STABLE', 'what was so before may be altered');
SELECT lives_ok('ALTER FUNCTION app.is_long(text) IMMUTABLE; ALTER TABLE app.files ADD CHECK (app.is_long(name)); SET LOCAL mana_guard.enabled = off; ALTER FUNCTION app.is_long(text) VOLATILE; RESET mana_guard.enabled; ALTER TABLE app.files DROP CONSTRAINT files_name_check2', 'or mended');
SELECT results_eq('SELECT object_type, part_name, value, fix FROM mana_guard.audit(''app'') ORDER BY 1',
    $$VALUES ('constraint', 'files_name_check1', 'app.is_long()', NULL), ('index', 'idx_files_name', 'app.is_long()', NULL)$$, 'the audit finds who called it');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text', 'what stood before may be altered');
SELECT throws_ok('ALTER TABLE app.files ADD CHECK (app.is_long(note))', 'MG517', 'check constraint files_note_check of table app.files calls app.is_long(), which is not immutable', 'but gets no second one');

CREATE FOREIGN DATA WRAPPER nothing;
CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing;
SELECT throws_ok('CREATE FOREIGN TABLE app.far (made_at timestamptz CHECK (made_at <= now())) SERVER nowhere', 'MG517', NULL, 'a foreign table');
CREATE TABLE app.days (made_at timestamptz, seen_at timestamptz) PARTITION BY RANGE (made_at);
CREATE TABLE app.days_0 PARTITION OF app.days FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
SELECT throws_ok('ALTER TABLE app.days ADD CHECK (seen_at <= now())', 'MG517', 'check constraint days_seen_at_check of table app.days calls now(), which is not immutable', 'a partitioned table, told once');
SELECT throws_ok('ALTER TABLE app.days_0 ADD CHECK (seen_at <= now())', 'MG517', 'check constraint days_0_seen_at_check of table app.days_0 calls now(), which is not immutable', 'a partition by itself');

SELECT count(*) FROM mana_guard.exempt('app.a.due', 'volatile_check', reason => 'never updated');
SELECT lives_ok('CREATE TABLE app.a (due_at timestamptz CONSTRAINT due CHECK (due_at > now()))', 'one is waived by its name');

SELECT * FROM finish();
ROLLBACK;
