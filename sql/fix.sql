\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(9);

-- fix(object): what mends an object, in an order that runs; asked again until there is nothing left.
CREATE FUNCTION pg_temp.mend(relation regclass) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE statement text; rounds integer := 0;
BEGIN
    WHILE EXISTS (SELECT FROM mana_guard.fix(relation)) LOOP
        rounds := rounds + 1;
        IF rounds > 9 THEN RAISE EXCEPTION 'there is no end'; END IF;
        FOR statement IN SELECT mana_guard.fix(relation) LOOP EXECUTE statement; END LOOP;
    END LOOP;
    RETURN rounds;
END $$;

SET LOCAL client_min_messages = error;
SET LOCAL mana_guard.max_severity = 'log';
CREATE SCHEMA app;
CREATE TABLE app.folders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app."FileItem" (id uuid PRIMARY KEY, user_id uuid, folder uuid REFERENCES app.folders ON DELETE CASCADE, "isOpen" boolean, meta json DEFAULT '{}',
    total_price numeric,
    created_at timestamp);
CREATE INDEX by_folder ON app."FileItem" (folder);
CREATE INDEX again ON app."FileItem" (folder);

SELECT is((SELECT count(*)::int FROM mana_guard.fix('app.folders')), 0, 'there is nothing for a table in order');
SELECT ok((SELECT bool_and(fix LIKE '%;') FROM mana_guard.fix('app."FileItem"') AS fix), 'each row is a statement');
SELECT is((SELECT array_agg(fix !~ ' RENAME ' ORDER BY n) FROM mana_guard.fix('app."FileItem"') WITH ORDINALITY AS one (fix, n)),
    (SELECT array_agg(fix !~ ' RENAME ' ORDER BY fix ~ ' RENAME ') FROM mana_guard.fix('app."FileItem"') AS fix), 'renames come last');
SELECT matches((SELECT string_agg(fix, '|') FROM mana_guard.fix('app."FileItem"') AS fix),
    '-- MG609: where the table is in use, [^\n]+\nALTER TABLE app\."FileItem" ALTER COLUMN user_id TYPE text', 'a comment says what a table in use asks for');
SELECT is((SELECT row(bool_or(message LIKE '%total_price%' AND fix IS NULL), (SELECT count(*) FROM mana_guard.fix('app."FileItem"') AS fix WHERE fix IS NULL))::text
    FROM mana_guard.findings('app."FileItem"')), '(t,0)', 'what has no fix is no row');
SELECT cmp_ok(pg_temp.mend('app."FileItem"'), '<=', 3, 'the script runs, and a few rounds of it leave nothing to mend');
SELECT is((SELECT array_agg(format('%s %s', code, message)) FROM mana_guard.findings('app.file_items') WHERE severity IN ('warn', 'error')), NULL, 'the table is in order');

SELECT FROM mana_guard.exempt('app.folders', 'MG201', 'a test');
ALTER TABLE app.folders ADD COLUMN user_id uuid;
CREATE INDEX idx_folders_user_id ON app.folders (user_id);
SELECT is((SELECT count(*)::int FROM mana_guard.fix('app.folders')), 0, 'what is exempt is left as it is');
DELETE FROM mana_guard.exemptions;
SELECT is((SELECT count(*)::int FROM mana_guard.fix('app.folders')), 1, 'or else mended');

SELECT * FROM finish();
ROLLBACK;
