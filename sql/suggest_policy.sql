\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SELECT plan(19);
SET LOCAL mana_guard.enabled = off;
CREATE SCHEMA storage;
CREATE SCHEMA crm;
-- 25 tables as a team of several services has them: one has no updated_at, one has a uuid for its user.
DO $$
DECLARE
    nouns text[] := '{files,folders,events,messages,mails,credits,plans,invoices,payments,tokens,sessions,devices,labels,notes,tasks,boards,comments,reactions,uploads,shares,feeds,articles,sources,surveys,answers}';
    service text;
BEGIN
    FOR n IN 1..25 LOOP
        service := CASE n % 2 WHEN 0 THEN 'storage' ELSE 'crm' END;
        EXECUTE format('CREATE TABLE %I.%I (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id %s NOT NULL, %s amount money, created_at timestamptz NOT NULL DEFAULT now(), %s)',
            service, nouns[n], CASE n WHEN 7 THEN 'uuid' ELSE 'text' END, CASE WHEN n <= 20 THEN 'title varchar(200),' END,
            CASE n WHEN 9 THEN 'note text' ELSE 'updated_at timestamptz NOT NULL DEFAULT now()' END);
        EXECUTE format('CREATE INDEX %I ON %I.%I (user_id)', 'idx_' || nouns[n] || '_user_id', service, nouns[n]);
    END LOOP;
END $$;
SET LOCAL mana_guard.enabled = on;
CREATE FUNCTION pg_temp.row_of(document jsonb, rule text) RETURNS jsonb LANGUAGE sql AS $$
    SELECT one FROM jsonb_array_elements(document -> 'policy') AS one WHERE one ->> 'rule' = row_of.rule
$$;

CREATE TEMP TABLE suggested AS SELECT mana_guard.suggest_policy() AS document;
SELECT is((SELECT array_agg(one #>> '{columns,0}') FROM jsonb_array_elements(pg_temp.row_of(document, 'required_columns') #> '{params,columns}') AS one),
    '{amount,created_at,id,updated_at,user_id}', 'the columns that nearly all tables have') FROM suggested;
SELECT is((SELECT one -> 'types' FROM jsonb_array_elements(pg_temp.row_of(document, 'required_columns') #> '{params,columns}') AS one WHERE one #>> '{columns,0}' = 'user_id'),
    '["text"]', 'user_id is text') FROM suggested;
SELECT is(pg_temp.row_of(document, 'required_columns') ->> 'severity', 'warn', 'as a warning') FROM suggested;
SELECT alike(pg_temp.row_of(document, 'required_columns') ->> 'reason', '%updated\_at is in 24 of 25 tables%', 'with the counts') FROM suggested;
SELECT is(pg_temp.row_of(document, 'column_shape') -> 'params', '{"shapes": [{"columns": ["title"], "types": ["character varying"]}]}', 'a name that always has one type') FROM suggested;
SELECT is(pg_temp.row_of(document, 'index_name'), NULL, 'idx_ is what the rule asks for already') FROM suggested;
SELECT is(pg_temp.row_of(document, 'no_money') - 'schema_pattern', '{"rule": "no_money", "severity": "off", "reason": "Suggested: 0 of 25 tables keep to it."}', 'a rule that nobody keeps to is off') FROM suggested;
SELECT is((SELECT array_agg(concat_ws(' ', one ->> 'rule', one ->> 'object_pattern', one ->> 'column_pattern', one ->> 'value') ORDER BY one::text)
           FROM jsonb_array_elements(document -> 'exemptions') AS one WHERE one ->> 'rule' IN ('user_id_text', 'required_columns', 'require_timestamps')),
    '{"require_timestamps payments updated_at","required_columns payments updated_at","required_columns plans user_id uuid","user_id_text plans user_id uuid"}', 'the exceptions are exempt') FROM suggested;
SELECT is((SELECT count(*)::int FROM mana_guard.policy) + (SELECT count(*)::int FROM mana_guard.exemptions), 0, 'nothing is changed');

SELECT lives_ok('SELECT mana_guard.import_policy(document) FROM suggested', 'the document can be imported');
SELECT is((SELECT count(*)::int FROM mana_guard.audit() WHERE severity >= 'warn' AND NOT exempt), 0, 'and then nothing is left to warn of');
SELECT is((SELECT array_agg(row(one ->> 'rule', one ->> 'severity', one ->> 'reason')::text) FROM jsonb_array_elements(mana_guard.suggest_policy() -> 'policy') AS one),
    (SELECT array_agg(row(one ->> 'rule', one ->> 'severity', one ->> 'reason')::text) FROM jsonb_array_elements(document -> 'policy') AS one), 'and is suggested again') FROM suggested;

-- Another house's habits: its names of indexes, singular tables; and rows that it has already.
SET LOCAL mana_guard.enabled = off;
DELETE FROM mana_guard.policy;
DELETE FROM mana_guard.exemptions;
SELECT mana_guard.set_rule('no_money', 'error');
SELECT mana_guard.set_rule('*', 'log', schema_pattern => 'legacy');
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT schemaname, indexname, tablename FROM pg_indexes WHERE indexname LIKE 'idx\_%' LOOP
        EXECUTE format('ALTER INDEX %I.%I RENAME TO %I', one.schemaname, one.indexname, 'index_' || left(one.tablename, -1) || '_on_user_id');
        EXECUTE format('ALTER TABLE %I.%I RENAME TO %I', one.schemaname, one.tablename, left(one.tablename, -1));
    END LOOP;
END $$;
SET LOCAL mana_guard.enabled = on;
UPDATE suggested SET document = mana_guard.suggest_policy();
SELECT is(pg_temp.row_of(document, 'index_name') -> 'params', '{"patterns": ["index_{table}_on_{columns:_and_}"]}', 'Rails'' names of indexes') FROM suggested;
SELECT is(pg_temp.row_of(document, 'table_plural') -> 'params', '{"number": "singular"}', 'singular names of tables') FROM suggested;
SELECT is(array[pg_temp.row_of(document, 'no_money') ->> 'severity', pg_temp.row_of(document, '*') ->> 'schema_pattern'], '{off,legacy}', 'rows elsewhere stay, those for everywhere are replaced') FROM suggested;

-- Types of the team's own, and names that need quotes, of which two rules speak.
SET LOCAL mana_guard.enabled = off;
CREATE TYPE crm.mood AS ENUM ('good', 'bad');
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('crm', 'storage') ORDER BY tablename LOOP
        EXECUTE format('ALTER TABLE %I.%I ADD COLUMN mood crm.mood', one.schemaname, one.tablename);
    END LOOP;
    FOR one IN SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('crm', 'storage') ORDER BY tablename LIMIT 8 LOOP
        EXECUTE format('ALTER TABLE %I.%I ADD COLUMN "createdBy" text', one.schemaname, one.tablename);
    END LOOP;
END $$;
SET LOCAL mana_guard.enabled = on;
SET LOCAL search_path = public, crm;
SELECT mana_guard.set_rule('no_quoted_name', 'warn') \g /dev/null
UPDATE suggested SET document = mana_guard.suggest_policy();
SELECT is((SELECT count(*)::int FROM jsonb_array_elements(document -> 'exemptions') AS one WHERE one ->> 'column_pattern' IN ('mood', 'createdBy')), 0, 'what is so everywhere has no exceptions') FROM suggested;
SELECT is(pg_temp.row_of(document, 'no_quoted_name') - 'schema_pattern', '{"rule": "no_quoted_name", "severity": "log", "reason": "Suggested: 17 of 25 tables keep to it."}', 'a rule that would find more when another is milder') FROM suggested;
SELECT lives_ok('SELECT mana_guard.import_policy(document) FROM suggested', 'this document too');
RESET search_path;
SELECT is(mana_guard.suggest_policy(26) -> 'policy', mana_guard.export_policy() -> 'policy', 'too few are no habit');
SELECT * FROM finish();
ROLLBACK;
