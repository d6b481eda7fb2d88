--- error MG701: drop a column
SET ROLE bot;
ALTER TABLE app.t DROP COLUMN a;
--- error MG702: drop a table
SET ROLE bot;
DROP TABLE app.t;
--- error MG702: drop a partition
SET ROLE bot;
DROP TABLE app.p1;
--- error MG702: drop a partition that it has detached
SET ROLE bot;
ALTER TABLE app.p DETACH PARTITION app.p1 CONCURRENTLY;
DROP TABLE app.p1;
--- error MG702: drop a table with what depends on it
SET ROLE bot;
DROP TABLE app.t CASCADE;
--- error MG705: drop the schema
SET ROLE bot;
DROP SCHEMA app CASCADE;
--- error MG711: empty a table
SET ROLE bot;
TRUNCATE app.t;
--- error MG718: drop a view that nothing in the database uses
SET ROLE bot;
DROP MATERIALIZED VIEW app.m;
--- none: drop a view and make another of that name at once
SET ROLE bot;
CREATE VIEW app.v AS SELECT 1 AS one;
BEGIN;
DROP VIEW app.v;
CREATE VIEW app.v AS SELECT 2 AS two;
COMMIT;
--- error MG718: drop a function in a DO block
SET ROLE bot;
CREATE FUNCTION app.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
DO $$ BEGIN DROP FUNCTION app.f(); END $$;
--- error MG718: drop a sequence by a prepared transaction
SET ROLE bot;
CREATE SEQUENCE app.s;
BEGIN;
DROP SEQUENCE app.s;
PREPARE TRANSACTION 'dropped';
--- error MG718 MG802: drop the last policy
SET ROLE bot;
CREATE POLICY own ON app.ch USING (id = 1);
ALTER TABLE app.ch ENABLE ROW LEVEL SECURITY;
DROP POLICY own ON app.ch;
--- error MG718: rename a type
SET ROLE bot;
ALTER TYPE app.e RENAME TO ee;
--- error MG718: empty a materialized view
SET ROLE bot;
REFRESH MATERIALIZED VIEW app.m WITH NO DATA;
--- error MG717: drop the database that the role owns
ALTER DATABASE template1 OWNER TO bot;
SET ROLE bot;
DROP DATABASE template1;
--- error MG630: write rows while a table is locked
BEGIN;
SET ROLE bot;
ALTER TABLE app.t ADD COLUMN n int;
INSERT INTO app.u (n) SELECT 'x' FROM generate_series(1, 1001);
COMMIT;
--- error MG703: rename a column
SET ROLE bot;
ALTER TABLE app.t RENAME COLUMN a TO aa;
--- error MG704: rename a table
SET ROLE bot;
ALTER TABLE app.t RENAME TO tt;
--- error MG714: move a table
CREATE SCHEMA elsewhere AUTHORIZATION bot;
SET ROLE bot;
ALTER TABLE app.t SET SCHEMA elsewhere;
--- error MG106: rename the schema
SET ROLE bot;
ALTER SCHEMA app RENAME TO app2;
--- error MG713: rename a value of an enum
SET ROLE bot;
ALTER TYPE app.e RENAME VALUE 'a' TO 'z';
--- error MG609: change a column's type
SET ROLE bot;
ALTER TABLE app.t ALTER COLUMN b TYPE bigint;
--- error MG601: build an index while writers wait
SET ROLE bot;
CREATE INDEX ON app.t (b);
--- none: build an index concurrently
SET ROLE bot;
CREATE INDEX CONCURRENTLY ON app.t (b);
--- error MG602: drop an index while readers wait
SET ROLE bot;
DROP INDEX app.idx_t_a;
--- error MG603: reindex while writers wait
SET ROLE bot;
REINDEX TABLE app.t;
--- error MG606: add a foreign key with its scan
SET ROLE bot;
ALTER TABLE app.ch ADD CONSTRAINT ch_tid_fkey FOREIGN KEY (tid) REFERENCES app.t (id);
--- none: add a foreign key without its scan
SET ROLE bot;
ALTER TABLE app.ch ADD CONSTRAINT ch_tid_fkey FOREIGN KEY (tid) REFERENCES app.t (id) NOT VALID;
--- error MG607: add a unique constraint with its index
SET ROLE bot;
ALTER TABLE app.t ADD UNIQUE (a);
--- none: add a column that can be null
SET ROLE bot;
ALTER TABLE app.t ADD COLUMN note text;
--- error MG604: add a required column without a default
SET ROLE bot;
ALTER TABLE app.t ADD COLUMN note text NOT NULL;
--- error MG614: add a column with a volatile default
SET ROLE bot;
ALTER TABLE app.t ADD COLUMN note float DEFAULT random();
--- error MG605: set not null with its scan
SET ROLE bot;
ALTER TABLE app.t ALTER COLUMN a SET NOT NULL;
--- error MG706: drop not null
SET ROLE bot;
ALTER TABLE app.u ALTER COLUMN n DROP NOT NULL;
--- error MG710: drop a default
SET ROLE bot;
ALTER TABLE app.u ALTER COLUMN n DROP DEFAULT;
--- error MG710: drop an identity
SET ROLE bot;
ALTER TABLE app.t ALTER COLUMN id DROP IDENTITY;
--- error MG707: drop a primary key
SET ROLE bot;
ALTER TABLE app.ch DROP CONSTRAINT ch_pkey;
--- error MG621: switch triggers off
SET ROLE bot;
ALTER TABLE app.t DISABLE TRIGGER USER;
--- error MG621: let triggers fire for replication alone
SET mana_guard.enabled = off;
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER touch BEFORE UPDATE ON app.t FOR EACH ROW EXECUTE FUNCTION app.touch();
RESET mana_guard.enabled;
SET ROLE bot;
ALTER TABLE app.t ENABLE REPLICA TRIGGER touch;
--- error MG616: detach a partition
SET ROLE bot;
ALTER TABLE app.p DETACH PARTITION app.p1;
--- error MG627: rewrite a table
SET ROLE bot;
VACUUM FULL app.t;
--- error MG620: refresh a view while readers wait
SET ROLE bot;
REFRESH MATERIALIZED VIEW app.m;
--- error MG625: make a table from a query
SET ROLE bot;
CREATE TABLE app.copied AS SELECT * FROM app.t;
--- error MG610: wait without an end
SET ROLE bot;
SET lock_timeout = 0;
ALTER TABLE app.t ADD COLUMN note text;
--- error MG610: wait for long
SET ROLE bot;
SET lock_timeout = '1min';
ALTER TABLE app.t ADD COLUMN note text;
--- error MG623: change two tables in one transaction
SET ROLE bot;
BEGIN;
ALTER TABLE app.t ADD COLUMN note text;
ALTER TABLE app.u ADD COLUMN note text;
COMMIT;
--- error MG804: open a table to everybody
SET ROLE bot;
GRANT SELECT ON app.t TO PUBLIC;
--- error MG811: let a policy pass everybody
SET ROLE bot;
ALTER TABLE app.t ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_rows ON app.t USING (true);
--- warn MG802: switch row security off
SET ROLE bot;
ALTER TABLE app.t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON app.t USING (a = CURRENT_USER);
ALTER TABLE app.t DISABLE ROW LEVEL SECURITY;
--- error MG803: write a function with its owner's rights and anybody's search_path
SET ROLE bot;
CREATE FUNCTION app.f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
--- error MG812: install an extension
SET ROLE bot;
CREATE EXTENSION hstore SCHEMA app;
--- error 42501 MG702: switch the guard off
SET ROLE bot;
SET mana_guard.enabled = off;
DROP TABLE app.t;
--- error 42501 MG702: change the policy
SET ROLE bot;
DELETE FROM mana_guard.active_profile;
SELECT mana_guard.use_profile('guidelines');
DROP TABLE app.t;
--- error MG701: drop a column that it announced today
SET ROLE bot;
SELECT FROM mana_guard.deprecate('app.t', 'unused', 'a');
ALTER TABLE app.t DROP COLUMN a;
--- none: create a table and drop it
SET ROLE bot;
CREATE TABLE app.n (id bigint PRIMARY KEY);
DROP TABLE app.n;
--- none: delete all rows
SET ROLE bot;
DELETE FROM app.t;
--- none 2BP01: a person does the same
DROP TABLE app.t;
