\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(16);

CREATE SCHEMA app;

SELECT throws_ok('CREATE TABLE public.files (created_at timestamptz, updated_at timestamptz)', 'MG101',
    'table public.files is in the shared schema "public" (and 4 more findings)', 'a table in public is refused');
SELECT throws_ok('CREATE TABLE files (id uuid)', 'MG101', NULL, 'also where search_path puts it there');
SELECT lives_ok($$CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())$$, 'a table in its service''s schema passes');
SELECT throws_ok('ALTER TABLE app.files SET SCHEMA public', 'MG101',
    'table public.files is in the shared schema "public"', 'a move to public is refused');
SELECT has_table('app', 'files', 'and the table stays where it is');
SELECT lives_ok('CREATE VIEW public.all_files AS SELECT id FROM app.files', 'a view in public passes by default');
SELECT lives_ok('CREATE SEQUENCE public.numbers', 'and a sequence');
SELECT lives_ok('CREATE MATERIALIZED VIEW public.copies AS SELECT 1 AS one', 'and a materialized view');

SELECT mana_guard.set_rule('MG101', 'error', params => '{"kinds": ["view", "sequence", "materialized_view"], "schemas": ["shared_*"]}');
CREATE SCHEMA shared_things;
SELECT throws_ok('CREATE VIEW shared_things.all_files AS SELECT id FROM app.files', 'MG101',
    'view shared_things.all_files is in the shared schema "shared_things"', 'views where the policy says so');
SELECT throws_ok('CREATE SEQUENCE shared_things.numbers', 'MG101', NULL, 'and sequences');
SELECT throws_ok('CREATE MATERIALIZED VIEW shared_things.copies AS SELECT 1 AS one', 'MG101', NULL, 'and materialized views');
SELECT throws_ok('ALTER VIEW public.all_files SET SCHEMA shared_things', 'MG101', NULL, 'and views that are moved');
SELECT lives_ok($$CREATE TABLE public.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())$$, 'and tables in public pass then');

CREATE ROLE mana_guard_anon;
SELECT mana_guard.set_rule('MG101', 'error', params => '{"kinds": ["materialized_view"], "roles": ["mana_guard_anon"]}');
SELECT lives_ok('CREATE MATERIALIZED VIEW public.hidden AS SELECT 1 AS one', 'what the role may not read');
SELECT throws_ok('GRANT SELECT ON public.hidden TO mana_guard_anon', 'MG101', 'materialized view public.hidden is in the shared schema "public"', 'until it may');
SELECT mana_guard.set_rule('MG101', 'error', params => '{"kinds": ["materialized_view"]}');
SELECT lives_ok('GRANT SELECT ON public.hidden TO mana_guard_anon', 'without roles a grant changes nothing');

SELECT * FROM finish();
ROLLBACK;
