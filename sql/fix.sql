\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(44);

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
SELECT is((SELECT string_agg(turn, '' ORDER BY n) FROM mana_guard.fix('app."FileItem"') WITH ORDINALITY AS one (fix, n),
    LATERAL (SELECT CASE WHEN fix ~ '\m(CREATE|ALTER) INDEX ' AND fix !~ 'ALTER TABLE' THEN 'i' WHEN fix ~ 'RENAME COLUMN' THEN 'c' WHEN fix ~ 'RENAME TO' THEN 't' ELSE '.' END) AS of_its (turn)),
    '......cctii', 'changes, then the names of columns and of the table, then indexes, which are called after these');
SELECT matches((SELECT string_agg(fix, '|') FROM mana_guard.fix('app."FileItem"') AS fix),
    '-- MG609: where the table is in use, [^\n]+\nALTER TABLE app\."FileItem" ALTER COLUMN user_id TYPE text', 'a comment says what a table in use asks for');
SELECT is((SELECT row(bool_or(message LIKE '%total_price%' AND fix IS NULL), (SELECT count(*) FROM mana_guard.fix('app."FileItem"') AS fix WHERE fix IS NULL))::text
    FROM mana_guard.findings('app."FileItem"')), '(t,0)', 'what has no fix is no row');
SELECT is(pg_temp.mend('app."FileItem"'), 1, 'the script runs, and one round of it leaves nothing to mend');
SELECT is((SELECT array_agg(format('%s %s', code, message)) FROM mana_guard.findings('app.file_items') WHERE severity IN ('warn', 'error')), NULL, 'the table is in order');

SELECT FROM mana_guard.exempt('app.folders', 'MG201', 'a test');
ALTER TABLE app.folders ADD COLUMN user_id uuid;
CREATE INDEX idx_folders_user_id ON app.folders (user_id);
SELECT is((SELECT count(*)::int FROM mana_guard.fix('app.folders', include_exempt => false)), 0, 'what is exempt is left as it is where that is asked for');
SELECT is((SELECT count(*)::int FROM mana_guard.fix('app.folders')), 1, 'and else mended');
DELETE FROM mana_guard.exemptions;

-- Whoever has a baseline works it off.
CREATE TABLE app.backlog (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), "userId" uuid, updated timestamp, created_at timestamptz NOT NULL DEFAULT now());
SELECT isnt(mana_guard.baseline('stood there'), 0::bigint, 'a baseline');
SELECT is((SELECT count(*)::int FROM mana_guard.findings('app.backlog') WHERE NOT exempt), 0, 'exempts all that stands');
SELECT is((SELECT count(*)::int FROM mana_guard.fix('app.backlog', include_exempt => false)), 0, 'which is left as it is where that is asked for');
SELECT cmp_ok(pg_temp.mend('app.backlog'), '<=', 3, 'and else mended, as if there were none');
SELECT is((SELECT string_agg(attname || ' ' || atttypid::regtype || ' ' || attnotnull, ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'app.backlogs'::regclass AND attnum > 1),
    'user_id text false, updated_at timestamp with time zone true, created_at timestamp with time zone true', 'all of it');
SELECT is_empty($$SELECT FROM mana_guard.findings('app.backlogs')$$, 'so that nothing is left to exempt');
DELETE FROM mana_guard.exemptions;

-- What PostgreSQL would refuse is offered to nobody, and the finding says why.
CREATE TABLE app.held (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), seen_at timestamp, read_at timestamp, sent_at timestamp, made_at timestamp, gone_at timestamp,
    made_on date GENERATED ALWAYS AS (made_at::date) STORED, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE VIEW app.seen AS SELECT seen_at FROM app.held;
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER touch BEFORE UPDATE OF read_at ON app.held FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE POLICY sent ON app.held USING (sent_at < now());
SELECT results_eq($$SELECT column_name, fix IS NOT NULL, substring(detail FROM 'PostgreSQL cannot change[^:]*') FROM mana_guard.findings('app.held') WHERE code = 'MG203'$$, $$VALUES
    ('seen_at', false, 'PostgreSQL cannot change the type of a column used by view app.seen'),
    ('read_at', false, 'PostgreSQL cannot change the type of a column used by a trigger'),
    ('sent_at', false, 'PostgreSQL cannot change the type of a column used by a row security policy'),
    ('made_at', false, 'PostgreSQL cannot change the type of a column used by a generated column'),
    ('gone_at', true, NULL)$$, 'what uses a column holds its type');
SELECT is(pg_temp.mend('app.held'), 1, 'the rest is mended');

CREATE TABLE app.spans (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), start_time timestamp, end_time timestamp, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX idx_spans_id ON app.spans (id) WHERE end_time > start_time;
SELECT is((SELECT count(*)::int FROM mana_guard.fix('app.spans') AS fix WHERE fix LIKE '%TYPE timestamptz%'), 1, 'types that an index compares change at once');
SELECT lives_ok($$SELECT pg_temp.mend('app.spans')$$, 'which runs');

-- A rename gives what is missing, and the rest of its shape with it.
CREATE TABLE app.notes (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), deleted boolean, created timestamptz DEFAULT now(), updated timestamptz NOT NULL);
INSERT INTO app.notes (updated) VALUES ('2020-01-01');
SELECT is(pg_temp.mend('app.notes'), 1, 'in one go');
SELECT is((SELECT array_agg(code) FROM mana_guard.findings('app.notes') WHERE severity IN ('warn', 'error')), NULL, 'nothing comes up in its place');
SELECT is((SELECT updated_at FROM app.notes), '2020-01-01', 'and what was there is kept');

-- Names that are taken.
CREATE TABLE app.item (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE VIEW app.items AS SELECT 1 AS one;
SELECT results_eq($$SELECT fix IS NULL, detail LIKE '%Another relation or type in the schema is already called items.' FROM mana_guard.findings('app.item')$$,
    $$VALUES (true, true)$$, 'a name that another relation has is given to none');

-- An index gets another, and a fix that has to wait for the name a reason.
CREATE TABLE app.papers (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size integer, owner text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX by_size ON app.papers (size);
CREATE INDEX by_owner ON app.papers (upper(owner));
CREATE VIEW app.idx_papers_size AS SELECT 1 AS one;
CREATE SEQUENCE app.idx_by_owner;
SELECT results_eq($$SELECT fix FROM mana_guard.findings('app.papers')$$,
    $$VALUES ('ALTER INDEX app.by_size RENAME TO idx_papers_size_2;'), ('ALTER INDEX app.by_owner RENAME TO idx_by_owner_2;')$$, 'an index goes on with a number');
SELECT is(pg_temp.mend('app.papers'), 1, 'which runs');
SELECT is_empty($$SELECT FROM mana_guard.findings('app.papers')$$, 'and is accepted');
CREATE TYPE app.goods AS ENUM ('a');
CREATE TABLE app.good (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SELECT is_empty($$SELECT fix FROM mana_guard.fix('app.good') AS fix WHERE fix LIKE '%RENAME TO goods%'$$, 'nor a name that a type has');
CREATE TABLE public.papers (id uuid CONSTRAINT public_papers PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SELECT results_eq($$SELECT fix, detail LIKE '%In schema app something is already called papers.' FROM mana_guard.findings('public.papers')$$,
    $$VALUES (NULL, true)$$, 'nothing moves to where its name is taken');
CREATE TABLE public.cards (id uuid CONSTRAINT papers_pkey PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SELECT results_eq($$SELECT fix, detail LIKE '%In schema app something is already called papers_pkey.' FROM mana_guard.findings('public.cards')$$,
    $$VALUES (NULL, true)$$, 'or the name of its index');
CREATE TYPE app.mood AS ENUM ('a');
CREATE TYPE public.mood AS ENUM ('a');
CREATE FUNCTION app.one(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION public.one(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION public.one(text) RETURNS integer LANGUAGE sql AS 'SELECT 1';
SELECT mana_guard.set_rule('no_routine_in_public', 'warn');
SELECT results_eq($$SELECT code, identity, fix FROM mana_guard.audit('public') WHERE object_name IN ('mood', 'one') ORDER BY 1, 2$$,
    $$VALUES ('MG102', 'public.mood', NULL), ('MG103', 'public.one(integer)', NULL), ('MG103', 'public.one(text)', 'ALTER FUNCTION public.one(text) SET SCHEMA app;')$$, 'types and routines likewise');
SELECT mana_guard.set_rule('no_routine_in_public', 'off');
CREATE SCHEMA "Shop"; CREATE SCHEMA shop;
SELECT results_eq($$SELECT fix, detail LIKE '%There is already a schema shop.' FROM mana_guard.audit('Shop')$$, $$VALUES (NULL, true)$$, 'and schemas');
DROP SCHEMA "Shop", shop;

-- Moves.
CREATE TABLE public."Order" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SELECT results_eq($$SELECT fix FROM mana_guard.fix('public."Order"') WITH ORDINALITY AS one (fix, n) ORDER BY n$$,
    $$VALUES (E'-- MG704: where the table is in use, leave a view under its old name until nobody reads that\nALTER TABLE public."Order" RENAME TO orders;'),
             (E'-- MG714: where the table is in use, leave a view in its old place until nobody reads that\nALTER TABLE public.orders SET SCHEMA app;')$$, 'renamed, then moved by its new name to the only schema there is');
CREATE SCHEMA drizzle; CREATE SCHEMA jobs;
INSERT INTO mana_guard.exemptions (rule, schema_pattern, reason) VALUES ('schema_registered', 'jobs', 'the queue''s own');
SELECT is((SELECT fix FROM mana_guard.fix('public."Order"') AS fix WHERE fix LIKE '%SCHEMA%'), E'-- MG714: where the table is in use, leave a view in its old place until nobody reads that\nALTER TABLE public.orders SET SCHEMA app;', 'the schemas of tools are no services''');
CREATE SCHEMA other;
SELECT is((SELECT fix FROM mana_guard.fix('public."Order"') AS fix WHERE fix LIKE '%SCHEMA%'), E'-- MG714: where the table is in use, leave a view in its old place until nobody reads that\n-- ALTER TABLE public.orders SET SCHEMA your_service;', 'a comment where there are two');

-- What a table is known and sorted by goes over to the index that is kept.
CREATE TABLE app.published (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), code text NOT NULL UNIQUE, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE UNIQUE INDEX idx_published_code_key ON app.published (code);
ALTER TABLE app.published REPLICA IDENTITY USING INDEX idx_published_code_key;
ALTER TABLE app.published CLUSTER ON idx_published_code_key;
SELECT is(pg_temp.mend('app.published'), 1, 'the spare index goes');
SELECT is((SELECT string_agg(indexrelid::regclass::text, ',') FROM pg_index WHERE indrelid = 'app.published'::regclass AND indisreplident AND indisclustered), 'app.published_code_key', 'its tasks are the other''s');

-- Under the name that it should have, the column should have another type too, which its view keeps it from.
CREATE TABLE app.spotted (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), updated timestamp NOT NULL DEFAULT now(), created_at timestamptz NOT NULL DEFAULT now());
CREATE VIEW app.sightings AS SELECT updated FROM app.spotted;
SELECT results_eq($$SELECT code, fix, detail LIKE '%As updated_at it would have to be timestamptz, and PostgreSQL cannot change the type of a column used by view app.sightings.'
    FROM mana_guard.findings('app.spotted') WHERE message LIKE 'timestamp column updated%'$$, $$VALUES ('MG406', NULL, true)$$, 'a rename is held back by what it would bring');
CREATE TABLE app.visits (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), "userId" integer, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE VIEW app.visitors AS SELECT "userId" FROM app.visits;
SELECT results_eq($$SELECT code, fix, detail LIKE '%As user_id it would have to be text, and PostgreSQL cannot change the type of a column used by view app.visitors.'
    FROM mana_guard.findings('app.visits') WHERE column_name = 'userId'$$, $$VALUES ('MG404', NULL, true)$$, 'also where nothing is wrong with its type before');
SELECT is_empty($$SELECT mana_guard.fix('app.visits')$$, 'and no index is made for a name that it does not get');
CREATE TABLE app.stays (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), "userId" integer UNIQUE, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.nights (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), stay_id integer REFERENCES app.stays ("userId"), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SELECT results_eq($$SELECT code, fix, detail LIKE '%Column stay_id of app.nights refers to it: drop that foreign key, change both, and add it again.'
    FROM mana_guard.findings('app.stays') WHERE column_name = 'userId'$$, $$VALUES ('MG404', NULL, true)$$, 'or a key would be left of another type');
CREATE TABLE app.keyless (id integer, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE VIEW app.keys AS SELECT id FROM app.keyless;
SELECT results_eq($$SELECT code, fix, detail LIKE '%PostgreSQL cannot change the type of a column used by view app.keys%'
    FROM mana_guard.findings('app.keyless') WHERE code = 'MG501'$$, $$VALUES ('MG501', NULL, true)$$, 'nor a key of a column that would have to change for it');

-- Columns and indexes that are called after both.
CREATE TABLE app."Crate" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), "ownerRef" text, "boxSize" integer, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX "idx_Crate_ownerRef_boxSize" ON app."Crate" ("ownerRef", "boxSize");
SELECT is(pg_temp.mend('app."Crate"'), 1, 'two columns and their table are renamed in one round');
SELECT is((SELECT array_agg(indexrelid::regclass::text) FROM pg_index WHERE indrelid = 'app.crates'::regclass AND NOT indisprimary), '{app.idx_crates_owner_ref_box_size}', 'with the index over both');
CREATE TABLE app.idx_pallets_owner_ref ();
CREATE TABLE app."Pallet" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), "ownerRef" text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX idx_pallet ON app."Pallet" ("ownerRef");
SELECT pg_temp.mend('app."Pallet"') \g /dev/null
SELECT is((SELECT array_agg(indexrelid::regclass::text) FROM pg_index WHERE indrelid = 'app.pallets'::regclass AND NOT indisprimary), '{app.idx_pallets_owner_ref_2}', 'and takes no name that another relation has');

SELECT * FROM finish();
ROLLBACK;
