--- none: each function with nulls
SELECT mana_guard.missing_object(NULL, NULL, NULL), mana_guard.missing_object('app', NULL, 'id'), mana_guard.missing_object(NULL, 'things', NULL),
    mana_guard.findings(NULL), mana_guard.audit(NULL, NULL),
    mana_guard.simulate(NULL), mana_guard.explain(NULL), mana_guard.fix(NULL),
    mana_guard.split_name(NULL), mana_guard.canonical_rule(NULL), mana_guard.document_errors(NULL), mana_guard.check_document(NULL);
--- none: relations that aren't there, or are no table
SELECT mana_guard.findings(0), mana_guard.findings(1), mana_guard.findings(4294967295), mana_guard.findings('pg_class'),
    mana_guard.findings('app.things_pkey'), mana_guard.fix(0), mana_guard.fix('pg_attribute');
--- none: names of any shape
SELECT count(*) FROM mana_guard.explain(E'"\n"."\u202e"'), mana_guard.audit(E'\u202e\n', '"') AS more;
--- MG900: a name that is longer than any
SELECT count(*) FROM mana_guard.explain(repeat('x', 100000));
--- MG900: a name of too many parts
SELECT mana_guard.split_name(repeat('a.', 10000));
--- MG900: a rule that isn't there
SELECT mana_guard.canonical_rule(repeat('*?', 10000)), mana_guard.selected_rules(repeat('*?', 10000));
--- none: patterns that match in many ways
SELECT count(*) FROM mana_guard.audit(repeat('*', 1000) || 'x', repeat('*a', 100));
--- MG900: a document that is none
SELECT mana_guard.check_document('[[[]]]');
--- MG900: another policy is only tried
SELECT count(*) FROM mana_guard.simulate('{"mana_guard": 1, "policy": [{"rule": "*", "severity": "off"}], "profile": 5}');
--- MG301: nor does another policy that is tried hold
SELECT count(*) FROM mana_guard.simulate('{"mana_guard": 1, "policy": [{"rule": "*", "severity": "off"}]}');
CREATE TABLE app.breaches (id uuid);
--- MG301: check_now() between
SELECT mana_guard.check_now();
CREATE TABLE app.breaches (id uuid);
--- MG501: check_now() in an exception block
CREATE TABLE app.breaches (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
DO $$ BEGIN PERFORM mana_guard.check_now(); EXCEPTION WHEN OTHERS THEN NULL; END $$;
COMMIT;
--- none: all of them in an index
CREATE INDEX ON app.things ((app.pries(size)));
--- none: in an index that is built CONCURRENTLY
COMMIT;
CREATE INDEX CONCURRENTLY attempts ON app.things ((app.pries(size)));
DROP INDEX CONCURRENTLY app.attempts;
--- none: in a default, a CHECK and a generated column
ALTER TABLE app.things ADD COLUMN one int DEFAULT app.pries(1), ADD COLUMN two int GENERATED ALWAYS AS (app.pries(size)) STORED, ADD CHECK (app.pries(size) = 1);
--- none: in a USING
ALTER TABLE app.things ALTER COLUMN size TYPE bigint USING app.pries(size);
--- none: in a partition's bound and key
CREATE TABLE app.more PARTITION OF app.parts FOR VALUES FROM (100) TO (100 + app.pries(1));
--- none: in a materialized view
CREATE MATERIALIZED VIEW app.kept AS SELECT app.pries(1) AS one;
--- none: in a domain's CHECK
CREATE DOMAIN app.odd AS int CHECK (app.pries(VALUE) = 1);
CREATE TEMPORARY TABLE odds (one app.odd);
INSERT INTO odds VALUES (1);
ALTER DOMAIN app.odd ADD CHECK (app.pries(VALUE) > 0);
--- none: in a row policy
CREATE POLICY pries ON app.things USING (app.pries(size) = 1);
ALTER TABLE app.things ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
SELECT count(*) FROM app.things;
--- none: in a deferred trigger
CREATE FUNCTION app.pry() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM app.pries(1); RETURN NEW; END $$;
CREATE CONSTRAINT TRIGGER pries AFTER INSERT ON app.things DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.pry();
INSERT INTO app.things DEFAULT VALUES;
SET CONSTRAINTS ALL IMMEDIATE;
--- none: in parallel workers
SELECT set_config(name, 'on', false) FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query');
SET mana_guard.announce = warning;
SELECT mana_guard.canonical_rule('MG301'), mana_guard.split_name('app.things.id');
--- 42501: a function in C
CREATE FUNCTION app.audits() RETURNS text LANGUAGE c IMMUTABLE AS '$libdir/mana_guard', 'mana_guard_audit_0_6';
--- 42501: an internal function
CREATE FUNCTION app.audits() RETURNS text LANGUAGE internal AS 'mana_guard_audit_0_6';
--- 42501: the event trigger's function
SELECT mana_guard.on_ddl_command_end();
--- 42501: an event trigger of one's own
CREATE EVENT TRIGGER attempts ON ddl_command_end EXECUTE FUNCTION mana_guard.on_ddl_command_end();
--- 42501: a trigger of a table's own that records
CREATE TEMPORARY TABLE exemptions (LIKE mana_guard.exemptions);
CREATE TRIGGER attempts AFTER INSERT ON exemptions FOR EACH ROW EXECUTE FUNCTION mana_guard.record_change();
--- 42501: a trigger that invalidates
CREATE TEMPORARY TABLE policy (LIKE mana_guard.policy);
CREATE TRIGGER attempts AFTER INSERT ON policy FOR EACH ROW EXECUTE FUNCTION mana_guard.policy_changed();
--- 42501: a trigger that checks
CREATE TEMPORARY TABLE policy (LIKE mana_guard.policy);
CREATE TRIGGER attempts BEFORE INSERT ON policy FOR EACH ROW EXECUTE FUNCTION mana_guard.check_row();
--- MG716: the one trigger function that is everybody's
CREATE TEMPORARY TABLE kept (id int);
CREATE TRIGGER kept BEFORE INSERT ON kept FOR EACH ROW EXECUTE FUNCTION mana_guard.append_only();
INSERT INTO kept VALUES (1);
--- 42501: set_rule()
SELECT mana_guard.set_rule('*', 'off');
--- 42501: exempt()
SELECT mana_guard.exempt('app.*', '*', 'all');
--- 42501: baseline()
SELECT mana_guard.baseline('all');
--- 42501: use_profile()
SELECT mana_guard.use_profile('migrations');
--- 42501: use_profiles()
SELECT mana_guard.use_profiles('{migrations}');
--- 42501: import_policy()
SELECT mana_guard.import_policy(mana_guard.export_policy());
--- 42501: deprecate()
SELECT mana_guard.deprecate('mana_guard.log', 'a forged announcement');
--- 42501: prune_log()
SELECT mana_guard.prune_log('0 days');
--- 42501: set_rule() in an index
CREATE FUNCTION app.sets(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN PERFORM mana_guard.set_rule('*', 'off'); RETURN 1; END $$;
CREATE INDEX ON app.things ((app.sets(size)));
--- 42501: another body for a function
CREATE OR REPLACE FUNCTION mana_guard.export_policy() RETURNS jsonb LANGUAGE sql AS 'SELECT NULL::jsonb';
--- 42501: an overload of a function
CREATE FUNCTION mana_guard.set_rule(rule text) RETURNS void LANGUAGE sql AS '';
--- 42501: a setting of a function
ALTER FUNCTION mana_guard.audit SET search_path = app;
--- 42501: the function's owner
ALTER FUNCTION mana_guard.audit OWNER TO bypass_dev;
--- 42501: a grant on a function
GRANT EXECUTE ON FUNCTION mana_guard.set_rule TO bypass_dev;
SET ROLE NONE;
SELECT mana_guard.set_rule('*', 'off');
--- 42501: the schema's name
ALTER SCHEMA mana_guard RENAME TO gone;
--- 42501: the schema's owner
ALTER SCHEMA mana_guard OWNER TO bypass_dev;
--- 42501: the schema
DROP SCHEMA mana_guard CASCADE;
--- 42501: the extension
DROP EXTENSION mana_guard CASCADE;
--- 42501: the extension, if it is there, among others
DROP EXTENSION IF EXISTS missing, mana_guard;
--- 42501: a member of the extension
ALTER EXTENSION mana_guard DROP EVENT TRIGGER mana_guard_ddl_command_end;
--- 42501: one more member
ALTER EXTENSION mana_guard ADD TABLE app.things;
--- 42501: an update
ALTER EXTENSION mana_guard UPDATE;
--- 42501: another schema of the extension
ALTER EXTENSION mana_guard SET SCHEMA app;
--- 42501: the event trigger
DROP EVENT TRIGGER mana_guard_ddl_command_end;
--- 42501: the event trigger's state
ALTER EVENT TRIGGER mana_guard_ddl_command_start DISABLE;
--- 42501: the event trigger's owner
ALTER EVENT TRIGGER mana_guard_ddl_command_start OWNER TO bypass_dev;
--- 42501: the type
ALTER TYPE mana_guard.severity ADD VALUE 'never';
--- 42501: the type's values
ALTER TYPE mana_guard.severity RENAME VALUE 'error' TO 'off';
--- 42501: a cast of the type
CREATE FUNCTION app.milder(text) RETURNS mana_guard.severity LANGUAGE sql AS 'SELECT NULL::mana_guard.severity';
CREATE CAST (text AS mana_guard.severity) WITH FUNCTION app.milder(text) AS IMPLICIT;
CREATE CAST (int AS mana_guard.severity) WITH INOUT AS ASSIGNMENT;
--- 42501: reading the log
SELECT count(*) FROM mana_guard.log;
--- 42501: reading it by a view
CREATE VIEW app.peeps WITH (security_invoker) AS SELECT * FROM mana_guard.log;
SELECT count(*) FROM app.peeps;
--- 42501: reading it by week
SELECT count(*) FROM mana_guard.log_by_week;
--- 42501: COPY of it
COPY mana_guard.log TO STDOUT;
--- 42501: the sequence of the policy
SELECT setval('mana_guard.policy_id_seq', 1);
--- 42501: the sequence of the exemptions
SELECT nextval('mana_guard.exemptions_id_seq');
--- 42501: a foreign key to the policy
CREATE TABLE app.refers (id bigint REFERENCES mana_guard.policy);
--- 42501: a publication of the policy
CREATE PUBLICATION attempts FOR TABLE mana_guard.policy;
--- 42501: a publication of its schema
CREATE PUBLICATION attempts FOR TABLES IN SCHEMA mana_guard;
--- 42501: a subscription
COMMIT;
CREATE SUBSCRIPTION attempts CONNECTION 'dbname=postgres' PUBLICATION attempts;
--- 42501: a replication slot
SELECT pg_create_logical_replication_slot('attempts', 'test_decoding');
--- 42501: a statistics object on the policy
CREATE STATISTICS app.attempts ON rule, schema_pattern FROM mana_guard.policy;
--- 42501: a row lock of the policy
SELECT FROM mana_guard.policy FOR KEY SHARE;
--- 42501: a lock of the policy
LOCK mana_guard.policy IN ROW SHARE MODE;
--- none: the one lock that a reader has
LOCK mana_guard.policy IN ACCESS SHARE MODE;
--- 42501: large objects of the server's files
SELECT lo_import('PG_VERSION');
--- 42501: the server's files
COPY app.things FROM PROGRAM 'true';
