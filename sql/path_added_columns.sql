\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(44);

-- After ADD COLUMN the rules about keys are asked where an added column concerns them, or where they refuse what stood.
CREATE SCHEMA app;
SELECT mana_guard.set_rule('*', 'error', timing => 'statement');
SELECT mana_guard.set_rule('migrations', 'off');
SELECT mana_guard.set_rule('contracts', 'off');
SELECT mana_guard.set_rule('security', 'off');
SELECT mana_guard.set_rule('placement', 'off');
SELECT mana_guard.set_rule('table_comment', 'off');
SELECT mana_guard.set_rule('column_comment', 'off');
SELECT mana_guard.set_rule('identity_over_serial', 'off');
SELECT mana_guard.set_rule('require_timestamps', 'off');
SELECT mana_guard.set_rule('column_padding', 'off');
SELECT mana_guard.set_rule('text_limit', 'off');
SELECT mana_guard.set_rule('fk_required', 'off');
SELECT mana_guard.set_rule('required_columns', 'off');
SELECT mana_guard.set_rule('updated_at_maintained', 'off');
SELECT mana_guard.set_rule('explicit_constraint_names', 'off');
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL);
CREATE INDEX idx_files_name ON app.files (name);
CREATE TABLE app."Keyless" (number int, user_id text);
CREATE INDEX wrong ON app."Keyless" (number);
CREATE TABLE app.owners (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
CREATE TABLE app.parents (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
CREATE TABLE app.children (PRIMARY KEY (id)) INHERITS (app.parents);
CREATE TYPE app.shape AS (id uuid);
CREATE TABLE app.typed OF app.shape (PRIMARY KEY (id), id WITH OPTIONS DEFAULT gen_random_uuid());
CREATE DOMAIN app.counter AS integer DEFAULT 1 NOT NULL;
CREATE SEQUENCE app.numbers;
SET LOCAL mana_guard.enabled = on;
SET LOCAL client_min_messages = warning;

SELECT throws_ok('ALTER TABLE app.files ADD COLUMN user_id text', 'MG504', NULL, 'a user id without an index');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN note text, ADD COLUMN user_id text', 'MG504', NULL, 'the second of two');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN user_id text UNIQUE', 'with one');
SELECT lives_ok('ALTER TABLE app.files DROP COLUMN user_id', 'and dropped again');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN user_id uuid', 'MG201', NULL, 'of the wrong type');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN version integer', 'MG305', NULL, 'a version that may be null');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN version integer NOT NULL DEFAULT 0', 'MG305', NULL, 'one that begins elsewhere');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN version integer NOT NULL DEFAULT 1', 'as it should be');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN current_version app.counter', 'by its domain');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN is_deleted boolean', 'MG304', NULL, 'a soft delete that may be null');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN is_deleted boolean NOT NULL DEFAULT false', 'MG304', NULL, 'without its time');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN is_deleted boolean NOT NULL DEFAULT false, ADD COLUMN deleted_at timestamptz', 'both');
SELECT throws_ok('ALTER TABLE app.owners ADD COLUMN deleted_at timestamptz NOT NULL DEFAULT now()', 'MG304', NULL, 'a time that may not be null');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN number serial', 'MG208', NULL, 'a serial');
SELECT throws_ok($$ALTER TABLE app.files ADD COLUMN number integer DEFAULT nextval('app.numbers')$$, 'MG208', NULL, 'a sequence''s numbers');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN number integer GENERATED ALWAYS AS IDENTITY', 'MG208', NULL, 'an identity');
SELECT throws_ok('ALTER TABLE app."Keyless" ADD COLUMN id integer PRIMARY KEY', 'MG208', NULL, 'a key');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN owner_id uuid REFERENCES app.owners', 'MG503', NULL, 'a reference without an index');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN tag text CONSTRAINT bad UNIQUE', 'MG410', NULL, 'a constraint''s name');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN "Note" text', 'MG404', NULL, 'a name');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN "order" text', 'MG412', NULL, 'a reserved word');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN price money', NULL, NULL, 'a type');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN note text', 'and a column that is right');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN IF NOT EXISTS note text', 'one that is there');

-- What stood before is let pass with the column, and refused where the policy says so.
SELECT lives_ok('ALTER TABLE app."Keyless" ADD COLUMN note text', 'a table without a key');
SELECT lives_ok('ALTER TABLE app."Keyless" ADD COLUMN version integer NOT NULL DEFAULT 1', 'where a rule that reads its indexes is asked');
SELECT throws_ok('ALTER TABLE app."Keyless" ADD COLUMN current_version integer', 'MG305', NULL, 'and finds something');
SELECT mana_guard.set_rule('require_primary_key', 'error', timing => 'statement', existing => 'enforce');
SELECT throws_ok('ALTER TABLE app."Keyless" ADD COLUMN remark text', 'MG501', NULL, 'it is enforced');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN remark text', 'nothing else is by that');
SELECT mana_guard.set_rule('require_primary_key', 'error', timing => 'statement', existing => 'notice');
SELECT mana_guard.set_rule('user_id_index', 'error', timing => 'statement', existing => 'enforce');
SELECT throws_ok('ALTER TABLE app."Keyless" ADD COLUMN remark text', 'MG504', NULL, 'another column''s index');
SELECT mana_guard.set_rule('user_id_index', 'error', timing => 'statement', existing => 'notice');
SELECT mana_guard.set_rule('user_id_index', 'error', schema_pattern => 'app', object_pattern => 'owners', timing => 'statement', params => '{"columns": ["holder"]}');
SELECT throws_ok('ALTER TABLE app.owners ADD COLUMN holder text', 'MG504', NULL, 'a name that counts there');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN holder text', 'and nowhere else');

SELECT mana_guard.set_rule('table_snake_case', 'error', timing => 'statement', existing => 'enforce');
SELECT throws_ok('ALTER TABLE app."Keyless" ADD COLUMN remark text', 'MG401', NULL, 'its own name');
SELECT mana_guard.set_rule('table_snake_case', 'error', timing => 'statement', existing => 'notice');

-- A rule that counts or compares them sees all columns.
SELECT mana_guard.set_rule('max_columns', 'error', params => '{"max": 9}');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN last text', 'MG311', 'table app.files has 10 columns, more than 9', 'one too many');
SELECT mana_guard.set_rule('max_columns', 'error');
SELECT throws_ok('ALTER TABLE app.owners ADD COLUMN phone1 text, ADD COLUMN phone2 text', 'MG416', NULL, 'two of a kind');
SELECT throws_ok('ALTER TABLE app.owners ADD COLUMN id2 uuid', 'MG416', 'column id2 of table app.owners repeats id', 'and one beside that which was there');

-- Together with something else all is asked.
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN more text, DROP CONSTRAINT files_pkey', 'MG501', NULL, 'a key that goes');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN more text, ADD CONSTRAINT bad CHECK (more <> '''')', 'MG410', NULL, 'a check that comes');
SELECT lives_ok('ALTER TABLE app.files ADD COLUMN more text, ALTER COLUMN name SET STATISTICS 200', 'what is no matter');
SELECT lives_ok('ALTER TABLE app.parents ADD COLUMN note text', 'a parent');
SELECT throws_ok('ALTER TABLE app.parents ADD COLUMN user_id text', 'MG504', NULL, 'and what it gives its children');
SELECT throws_ok('ALTER TYPE app.shape ADD ATTRIBUTE user_id text CASCADE', 'MG504', NULL, 'a typed table');
SELECT lives_ok('ALTER TYPE app.shape ADD ATTRIBUTE note text CASCADE', 'and one that it may have');
-- A column that only rules about keys would be asked about is read all the same.
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('user_id_index', 'error', timing => 'statement');
SELECT throws_ok('ALTER TABLE app.children ADD COLUMN user_id text', 'MG504', NULL, 'where no other rule is on');

SELECT * FROM finish();
ROLLBACK;
