\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size bigint NOT NULL DEFAULT 0, note text, "it's" text, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (id) VALUES (gen_random_uuid());
CREATE TABLE app.empties (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size bigint NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.bare (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size bigint, note text, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.notes (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), note text, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.long_notes () INHERITS (app.notes);
INSERT INTO app.long_notes (note) VALUES ('kept');
CREATE VIEW app.bare_sizes AS SELECT size FROM app.bare;
CREATE VIEW app.sizes AS SELECT id, size FROM app.files;
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(28);

SELECT mana_guard.set_rule('columns', 'off');
SELECT mana_guard.set_rule('names', 'off');
SELECT mana_guard.set_rule('drop_column_cooldown', 'error');
SELECT throws_ok('ALTER TABLE app.files DROP COLUMN note', 'MG701',
    'column note of table app.files is dropped without notice', 'a column that nobody was told of stays');
SELECT throws_ok('ALTER TABLE app.bare DROP COLUMN size CASCADE', 'MG701', NULL, 'so does one of a table without rows that a view reads');
SELECT lives_ok('ALTER TABLE app.bare DROP COLUMN note', 'another may go');
SELECT throws_ok('DELETE FROM app.files; ALTER TABLE app.files DROP COLUMN note', 'MG701', NULL, 'unless the rows went just now');
SELECT throws_ok('ALTER TABLE ONLY app.notes DROP COLUMN note', 'MG701', NULL, 'or who reads it gets those of another that inherits from it');
SELECT mana_guard.set_rule('drop_column_cooldown', 'error', params => '{"only_nonempty": false}');
SELECT throws_ok('ALTER TABLE app.empties DROP COLUMN size', 'MG701', NULL, 'or a house wants to know of each');
SELECT mana_guard.set_rule('drop_column_cooldown', 'error');
SAVEPOINT empty;
SELECT lives_ok('ALTER TABLE app.empties DROP COLUMN size', 'without rows it goes');
ROLLBACK TO empty;
SELECT throws_ok('ALTER TABLE app.files DROP size CASCADE', 'MG701', NULL, 'and with CASCADE');
SELECT throws_ok('ALTER TABLE app.files ADD COLUMN more text, DROP COLUMN IF EXISTS note', 'MG701', NULL, 'among other steps');
SELECT throws_ok($$DO 'BEGIN ALTER TABLE app.files DROP COLUMN note; END'$$, 'MG701', NULL, 'and within code');
SELECT throws_ok('ALTER TABLE app.files DROP COLUMN note, DROP COLUMN "it''s"', 'MG701',
    'column note of table app.files is dropped without notice (and 1 more finding)', 'each column is one finding');
SELECT lives_ok('ALTER TABLE app.files DROP COLUMN IF EXISTS missing', 'one that isn''t there is nobody''s');
SELECT throws_ok('ALTER TABLE app.files DROP COLUMN missing', '42703', NULL, 'or PostgreSQL''s to refuse');
SELECT throws_ok('ALTER TABLE app.files DROP COLUMN ctid', '0A000', NULL, 'as a system column is');

-- The way that the hint shows.
SELECT is(mana_guard.deprecate('app.files', 'say what takes its place', 'note'), now(), 'the removal is announced');
SELECT throws_ok('ALTER TABLE app.files DROP COLUMN note', 'MG701',
    format('column note of table app.files was announced for removal on %s and may not be dropped before %s',
        to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD'), to_char((now() + interval '168 hours') AT TIME ZONE 'UTC', 'YYYY-MM-DD')),
    'it has to wait from then on');
SELECT throws_ok('ALTER TABLE app.files DROP COLUMN "it''s"', 'MG701',
    'column "it''s" of table app.files is dropped without notice', 'an announcement is for one column');
UPDATE mana_guard.deprecations SET deprecated_at = now() - interval '8 days';
SELECT lives_ok('ALTER TABLE app.files DROP COLUMN note', 'eight days later it goes');
SELECT is((SELECT count(*)::int FROM mana_guard.deprecations), 0, 'and its announcement with it');
SELECT is(mana_guard.deprecate('app.files', 'say what takes its place', 'it''s'), now(), 'a name that needs quotes');
UPDATE mana_guard.deprecations SET deprecated_at = now() - interval '8 days';
SELECT mana_guard.set_rule('drop_column_cooldown', 'error', params => '{"wait": "9 days"}');
SELECT throws_ok('ALTER TABLE app.files DROP COLUMN "it''s"', 'MG701', NULL, 'the policy asks for more');
SELECT mana_guard.set_rule('drop_column_cooldown', 'error', params => '{"wait": "1 week"}');
SELECT lives_ok('ALTER TABLE app.files DROP COLUMN "it''s"', 'or for less');
SELECT is(mana_guard.deprecate('app.files', 'all of it'), now(), 'the announcement of a table');
UPDATE mana_guard.deprecations SET deprecated_at = now() - interval '8 days';
SELECT throws_ok('ALTER TABLE app.files DROP COLUMN size CASCADE', 'MG701', NULL, 'is none of its columns');

CREATE TABLE app.fresh (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), note text, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
SELECT lives_ok('ALTER TABLE app.fresh DROP COLUMN note', 'a table of this transaction is known to nobody');
CREATE TEMP TABLE scratch (note text, more text);
SELECT lives_ok('ALTER TABLE scratch DROP COLUMN note', 'nor is a temporary one');
SELECT FROM mana_guard.exempt('app.files.size', 'MG701', 'a test');
SELECT lives_ok('ALTER TABLE app.files DROP COLUMN size CASCADE', 'an exemption waives it');
SELECT is((SELECT count(*)::int FROM mana_guard.audit() WHERE code = 'MG701'), 0, 'an audit has nothing to say of it');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
