\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(15);
CREATE SCHEMA app;
CREATE SCHEMA shop;
CREATE ROLE mana_guard_developer;
GRANT ALL ON SCHEMA app, shop TO mana_guard_developer;
CREATE FUNCTION pg_temp.lines(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    hint text;
BEGIN
    EXECUTE statement;
    RETURN 'passes';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
    RETURN substring(hint FROM '\nIn .*');
END $$;
\set files '(user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())'

SELECT is(pg_temp.lines('CREATE TABLE app.files ' || :'files'), '
In Drizzle:
text(''user_id'')
The refused migration stays first in the queue: delete it (drizzle-kit drop; since 1.0 its folder), correct the schema, and generate it again.
SELECT mana_guard.last_refusal() returns the whole statement.', 'the guidelines speak drizzle');
SELECT mana_guard.use_profile('strong_migrations');
SELECT mana_guard.set_rule('user_id_text', 'error');
SELECT alike(pg_temp.lines('CREATE TABLE app.files ' || :'files'), E'\nIn Rails:\n%', 'strong_migrations is a Rails team''s');
SELECT mana_guard.use_profile('squawk');
SELECT is(pg_temp.lines('CREATE TABLE app.files ' || :'files'), NULL, 'squawk speaks SQL alone');
SELECT mana_guard.use_profile('guidelines');

SELECT mana_guard.set_dialect('none');
SELECT is(pg_temp.lines('CREATE TABLE app.files ' || :'files'), NULL, 'a team may want SQL alone');
SELECT mana_guard.set_dialect('django', 'shop');
SELECT alike(pg_temp.lines('CREATE TABLE shop.files ' || :'files'), E'\nIn Django:\nuser\\_id = models.TextField(null=True)\n%', 'another tool in one schema');
SELECT is(pg_temp.lines('CREATE TABLE app.files ' || :'files'), NULL, 'and nothing else in the others');
SELECT mana_guard.set_dialect('sqlalchemy', role_name => 'mana_guard_developer');
SET ROLE mana_guard_developer;
SELECT alike(pg_temp.lines('CREATE TABLE shop.files ' || :'files'), E'\nIn SQLAlchemy:\nsa.Column(''user\\_id'', sa.Text(), nullable=True)\n%', 'a role comes before a schema');
SELECT throws_ok('SELECT mana_guard.set_dialect(''rails'')', '42501', NULL, 'only who may change the policy sets it');
RESET ROLE;

SELECT mana_guard.set_rule('*', 'error', schema_pattern => 'shop');
SELECT is((SELECT dialect FROM mana_guard.policy WHERE schema_pattern = 'shop'), 'django', 'set_rule() leaves it as it is');
SELECT throws_ok('SELECT mana_guard.set_dialect(''rail'')', 'MG900', 'invalid dialect "rail"', 'an unknown one is refused');

-- What is checked at COMMIT stands in the HINT's SQL, and in the tool's words.
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.shops (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.orders (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SET LOCAL mana_guard.enabled = on;
SELECT mana_guard.set_dialect('rails');
SELECT mana_guard.set_rule('column_snake_case', 'error'), mana_guard.set_rule('fk_index', 'error'), mana_guard.set_rule('fk_type_match', 'error');
SELECT is(pg_temp.lines('ALTER TABLE app.orders ADD COLUMN "shopId" integer REFERENCES app.shops'), '
In Rails:
t.column :shop_id, :bigint
add_index ''app.orders'', :shop_id, name: ''idx_orders_shop_id''
Nothing of the refused migration is recorded: correct it, and run db:migrate again.', 'what is checked at COMMIT too');

-- An audit refuses nothing.
SET LOCAL mana_guard.enabled = off;
CREATE TABLE app.heard (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SET LOCAL mana_guard.enabled = on;
DELETE FROM mana_guard.policy;
SELECT results_eq($$SELECT hint FROM mana_guard.findings('app.heard') WHERE code = 'MG201'$$, ARRAY[E'In Drizzle:\ntext(''user_id'')'], 'nor does a finding of an audit say what to do with a migration');

CREATE TEMP TABLE kept AS SELECT mana_guard.export_policy() AS document;
DELETE FROM mana_guard.policy;
SELECT lives_ok('SELECT mana_guard.import_policy(document) FROM kept', 'a document has it too');
SELECT is(mana_guard.export_policy(), document, 'as it was') FROM kept;
SELECT results_eq($$SELECT path, message FROM mana_guard.document_errors('{"mana_guard": 1, "policy": [{"rule": "*", "dialect": "rail"}]}')$$,
    $$VALUES ('policy[0]', 'invalid dialect "rail". A dialect is none, drizzle, prisma, typeorm, django, sqlalchemy or rails.')$$, 'and is checked');
SELECT * FROM finish();
ROLLBACK;
