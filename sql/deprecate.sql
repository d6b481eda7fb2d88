\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA app;
CREATE SCHEMA attic;
CREATE ROLE mana_guard_mover;
GRANT USAGE, CREATE ON SCHEMA app, attic TO mana_guard_mover;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size bigint, note text, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (id) VALUES (gen_random_uuid());
CREATE TABLE app.others (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.others (id) VALUES (gen_random_uuid());
ALTER TABLE app.files OWNER TO mana_guard_mover;
ALTER TABLE app.others OWNER TO mana_guard_mover;
CREATE VIEW app.ids AS SELECT id FROM app.others;
RESET mana_guard.enabled;
RESET client_min_messages;
BEGIN;
SELECT plan(51);

CREATE FUNCTION pg_temp.known() RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(concat_ws('.', schema_name, object_name, column_name) || ': ' || reason, ', ' ORDER BY reason COLLATE "C") FROM mana_guard.deprecations$$;
SELECT mana_guard.set_rule('contracts', 'off');
SELECT mana_guard.set_rule('columns', 'off');
SELECT mana_guard.set_rule('names', 'off');
SELECT mana_guard.set_rule('placement', 'off');
SELECT mana_guard.set_rule('security', 'off');

SELECT throws_ok($$SELECT mana_guard.deprecate('app.files', '')$$, 'MG900', 'an announcement needs a reason', 'an empty reason is none');
SELECT throws_ok($$SELECT mana_guard.deprecate('app.files', E' \n\t')$$, 'MG900', NULL, 'nor are blanks');
SELECT throws_ok($$SELECT mana_guard.deprecate('app.files', NULL, 'size')$$, 'MG900', NULL, 'nor is NULL');
SELECT throws_ok($$SELECT mana_guard.deprecate('app.files', 'gone', 'missing')$$, '42703', 'app.files has no column missing', 'a column has to be there');
SELECT throws_ok($$SELECT mana_guard.deprecate('app.files', 'gone', 'ctid')$$, '42703', NULL, 'and no system column');
SELECT throws_ok($$SELECT mana_guard.deprecate('app.missing', 'gone')$$, '42P01', NULL, 'as does a table');
SELECT is(has_function_privilege('mana_guard_mover', 'mana_guard.deprecate(regclass, text, name)', 'EXECUTE'), true, 'everybody may call it');
SELECT is(has_table_privilege('mana_guard_mover', 'mana_guard.deprecations', 'SELECT'), true, 'everybody may read it');
SELECT is(has_table_privilege('mana_guard_mover', 'mana_guard.deprecations', 'INSERT, UPDATE, DELETE'), false, 'but not write');
SET ROLE mana_guard_mover;
SELECT is(mana_guard.deprecate('app.files', 'gone', 'size'), now(), 'the owner announces without a right on the table');
SELECT is((SELECT deprecated_by::text FROM mana_guard.deprecations), 'mana_guard_mover', 'in his own name');
RESET ROLE;
DELETE FROM mana_guard.deprecations;
CREATE ROLE mana_guard_stranger;
GRANT USAGE ON SCHEMA app TO mana_guard_stranger;
SET ROLE mana_guard_stranger;
SELECT throws_ok($$SELECT mana_guard.deprecate('app.files', 'gone')$$, '42501', 'must be owner of app.files', 'another role is refused');
RESET ROLE;
GRANT INSERT, UPDATE ON mana_guard.deprecations TO mana_guard_stranger;
SET ROLE mana_guard_stranger;
SELECT is(mana_guard.deprecate('app.files', 'gone'), now(), 'unless it may write the table');
RESET ROLE;
DELETE FROM mana_guard.deprecations;
SELECT throws_ok($$INSERT INTO mana_guard.deprecations (schema_name, object_name, deprecated_at, reason) VALUES ('app', 'files', 'infinity', 'never')$$,
    '23514', NULL, 'a date is a day');

SELECT is(mana_guard.deprecate('app.files', 'table'), now(), 'a table is announced');
SELECT is(mana_guard.deprecate('app.files', 'column', 'size'), now(), 'and a column');
SELECT is(pg_temp.known(), 'app.files.size: column, app.files: table', 'each has its row');
SELECT is((SELECT deprecated_by::text FROM mana_guard.deprecations LIMIT 1), current_user::text, 'with who it was');
UPDATE mana_guard.deprecations SET deprecated_at = '2026-01-02 03:04:05+00';
SELECT is(mana_guard.deprecate('app.files', 'table again'), '2026-01-02 03:04:05+00', 'once more: the same date');
SELECT is(mana_guard.deprecate('app.files', 'column again', 'size'), '2026-01-02 03:04:05+00', 'also of a column');
SELECT is(pg_temp.known(), 'app.files.size: column again, app.files: table again', 'the reason is the new one');

-- Announcements follow, whoever renames.
SET ROLE mana_guard_mover;
SELECT lives_ok('ALTER TABLE app.files RENAME TO documents', 'a role without rights on the policy renames');
SELECT is(pg_temp.known(), 'app.documents.size: column again, app.documents: table again', 'they follow the table');
SELECT lives_ok('ALTER TABLE app.documents RENAME COLUMN size TO "Bytes"', 'RENAME COLUMN');
SELECT is(pg_temp.known(), 'app.documents.Bytes: column again, app.documents: table again', 'and the column');
SELECT lives_ok('ALTER TABLE app.documents SET SCHEMA attic', 'SET SCHEMA');
SELECT is(pg_temp.known(), 'attic.documents.Bytes: column again, attic.documents: table again', 'into the other schema');
RESET ROLE;
SELECT lives_ok('ALTER SCHEMA attic RENAME TO "Loft"', 'ALTER SCHEMA RENAME');
SELECT is(pg_temp.known(), 'Loft.documents.Bytes: column again, Loft.documents: table again', 'and with the schema');
SELECT is((SELECT count(DISTINCT deprecated_at)::int FROM mana_guard.deprecations), 1, 'the date stays');
SELECT FROM mana_guard.deprecate('app.ids', 'view');
SELECT lives_ok('ALTER VIEW app.ids RENAME TO keys', 'a view is announced and renamed');
SELECT is(pg_temp.known(), 'Loft.documents.Bytes: column again, Loft.documents: table again, app.keys: view', 'and followed');

-- What stands in the way of one that moves there.
INSERT INTO mana_guard.deprecations (schema_name, object_name, reason) VALUES ('app', 'documents', 'stale');
INSERT INTO mana_guard.deprecations (schema_name, object_name, column_name, reason) VALUES ('app', 'documents', 'gone', 'stale');
SELECT lives_ok('ALTER TABLE "Loft".documents SET SCHEMA app', 'where an announcement was left behind');
SELECT is(pg_temp.known(), 'app.documents.Bytes: column again, app.documents: table again, app.keys: view', 'it makes room');

-- A hostile search_path.
CREATE SCHEMA trap;
CREATE FUNCTION trap.springs(name, name) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'trapped as %', current_user; END$$;
CREATE FUNCTION trap.springs(name, text) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'trapped as %', current_user; END$$;
CREATE FUNCTION trap.springs(oid, oid) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'trapped as %', current_user; END$$;
CREATE OPERATOR trap.= (LEFTARG = name, RIGHTARG = name, FUNCTION = trap.springs);
CREATE OPERATOR trap.= (LEFTARG = name, RIGHTARG = text, FUNCTION = trap.springs);
CREATE OPERATOR trap.= (LEFTARG = oid, RIGHTARG = oid, FUNCTION = trap.springs);
CREATE TEMP TABLE deprecations (schema_name name, object_name name, column_name name, deprecated_at timestamptz, reason text);
CREATE TEMP TABLE pg_class (oid oid, relname name, relnamespace oid);
CREATE TEMP TABLE pg_namespace (oid oid, nspname name);
CREATE TEMP TABLE pg_attribute (attrelid oid, attname name, attnum int, attisdropped boolean);
GRANT USAGE ON SCHEMA trap TO mana_guard_mover;
SET LOCAL search_path = trap, pg_temp, pg_catalog, public;
SET ROLE mana_guard_mover;
ALTER TABLE app.documents RENAME TO files;
ALTER TABLE app.files RENAME COLUMN "Bytes" TO size;
RESET ROLE;
SET LOCAL search_path = public;
SELECT is(pg_temp.known(), 'app.files.size: column again, app.files: table again, app.keys: view', 'changes nothing of that');
SET LOCAL search_path = trap, pg_temp, pg_catalog, public;
SELECT FROM mana_guard.deprecate('app.files', 'trapped', 'note');
ALTER TABLE app.files DROP COLUMN size;
SET LOCAL search_path = public;
SELECT is(pg_temp.known(), 'app.files: table again, app.files.note: trapped, app.keys: view', 'nor of what is announced or dropped');
DROP TABLE pg_temp.deprecations, pg_temp.pg_class, pg_temp.pg_namespace, pg_temp.pg_attribute;

-- They go with what they are about.
SAVEPOINT dropped;
SET ROLE mana_guard_mover;
SELECT lives_ok('DROP TABLE app.files', 'a role without rights on the policy drops');
RESET ROLE;
SELECT is(pg_temp.known(), 'app.keys: view', 'and what was announced of the table is forgotten');
ROLLBACK TO dropped;
SELECT is(pg_temp.known(), 'app.files: table again, app.files.note: trapped, app.keys: view', 'not when the DROP is rolled back');
SELECT lives_ok('DROP VIEW app.keys', 'a view goes');
SELECT is(pg_temp.known(), 'app.files: table again, app.files.note: trapped', 'with its announcement');
SELECT lives_ok('DROP SCHEMA app CASCADE', 'all goes with the schema');
SELECT is(pg_temp.known(), NULL, 'DROP SCHEMA CASCADE');
ROLLBACK TO dropped;
SELECT lives_ok('DROP OWNED BY mana_guard_mover CASCADE', 'all that a role owns goes');
SELECT is(pg_temp.known(), NULL, 'DROP OWNED');
ROLLBACK TO dropped;
CREATE DOMAIN app.codes AS text;
ALTER TABLE app.files ADD COLUMN code app.codes;
SELECT FROM mana_guard.deprecate('app.files', 'domain', 'code');
SELECT lives_ok('DROP DOMAIN app.codes CASCADE', 'a column goes with its type');
SELECT is(pg_temp.known(), 'app.files: table again, app.files.note: trapped, app.keys: view', 'DROP DOMAIN CASCADE');
SELECT is((SELECT problems::text FROM mana_guard.status()), '{}', 'and nothing is amiss');

-- What may go now.
ROLLBACK TO dropped;
UPDATE mana_guard.deprecations SET deprecated_at = now() - interval '2 days';
CREATE FUNCTION pg_temp.due() RETURNS text LANGUAGE sql AS
    $$SELECT string_agg(concat_ws(' ', concat_ws('.', object_name, column_name), may_go, (extract(epoch FROM may_go_at - deprecated_at)::int / 3600) || 'h'), ', ' ORDER BY object_name, column_name NULLS FIRST)
        FROM mana_guard.deprecations_due$$;
SELECT is(pg_temp.due(), 'files f 168h, files.note f 168h, keys f 168h', 'the view has how long each has to wait');
SELECT mana_guard.set_rule('drop_column_cooldown', NULL, params => '{"wait": "1 days"}');
SELECT is(pg_temp.due(), 'files f 168h, files.note t 24h, keys f 168h', 'by the rule for it');
SELECT mana_guard.set_rule('drop_table_cooldown', NULL, schema_pattern => 'app', object_pattern => 'files', params => '{"wait": "48 hours"}');
SELECT is(pg_temp.due(), 'files t 48h, files.note t 24h, keys f 168h', 'as it holds there');

SELECT * FROM finish();
ROLLBACK;
SET client_min_messages = error;
SET mana_guard.enabled = off;
DROP SCHEMA app, attic CASCADE;
DROP ROLE mana_guard_mover;
