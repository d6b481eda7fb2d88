\unset ECHO
\set QUIET 1
\pset format unaligned
\pset tuples_only true
-- What stood before the transaction and holds rows, and what doesn't.
SET client_min_messages = error;
CREATE SCHEMA app;
SET allow_in_place_tablespaces = on;
CREATE TABLESPACE app_fast LOCATION '';
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (name) VALUES ('a'), ('b');
CREATE TABLE app.bare (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.parts (id uuid NOT NULL DEFAULT gen_random_uuid(), name text, size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE TABLE app.parts_all PARTITION OF app.parts DEFAULT;
INSERT INTO app.parts (name) VALUES ('a');
CREATE MATERIALIZED VIEW app.sizes AS SELECT id, size FROM app.files;
CREATE TEMPORARY TABLE scratch (id uuid, name varchar(50), size int);
INSERT INTO scratch (name) VALUES ('a');
BEGIN;
SELECT plan(20);
SELECT mana_guard.set_rule('MG622', 'error');

SELECT throws_ok('ALTER TABLE app.files SET TABLESPACE app_fast', 'MG622',
    'table app.files is moved to tablespace app_fast with a copy that blocks reads and writes', 'another tablespace');
SELECT throws_ok('ALTER TABLE app.parts_all SET TABLESPACE app_fast', 'MG622',
    'table app.parts_all is moved to tablespace app_fast with a copy that blocks reads and writes', 'of one partition');
SELECT throws_ok('ALTER MATERIALIZED VIEW app.sizes SET TABLESPACE app_fast', 'MG622',
    'materialized view app.sizes is moved to tablespace app_fast with a copy that blocks reads and writes', 'of a materialized view');
SELECT lives_ok('ALTER TABLE app.files SET TABLESPACE pg_default', 'the one that it is in');
SELECT lives_ok('ALTER TABLE app.parts SET TABLESPACE app_fast', 'a partitioned table has no files of its own');
SELECT throws_ok('ALTER INDEX app.files_pkey SET TABLESPACE app_fast', 'MG622',
    'index files_pkey of table app.files is moved to tablespace app_fast with a copy that blocks reads and writes', 'an index alone');
SELECT lives_ok('ALTER INDEX app.files_pkey SET TABLESPACE pg_default', 'an index, to where it is');
SELECT lives_ok('ALTER INDEX app.parts_pkey SET TABLESPACE app_fast; ALTER INDEX app.bare_pkey SET TABLESPACE app_fast', 'one without files or rows');
SELECT lives_ok('ALTER TABLE app.bare SET TABLESPACE app_fast', 'an empty table');
SELECT lives_ok('ALTER TABLE scratch SET TABLESPACE app_fast', 'a temporary table');
CREATE TABLE app.made (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(50), size int NOT NULL DEFAULT 0, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.made (name) VALUES ('a');
SELECT lives_ok('ALTER TABLE app.made SET TABLESPACE app_fast', 'a table that this transaction made');
SELECT throws_ok('ALTER TABLE app.files SET TABLESPACE missing', '42704',
    NULL, 'one that isn''t there is PostgreSQL''s to refuse');
SELECT mana_guard.set_rule('MG622', 'off');
ALTER TABLE app.files SET TABLESPACE app_fast;
SELECT mana_guard.set_rule('MG622', 'error');
SELECT lives_ok('ALTER TABLE app.files SET TABLESPACE app_fast', 'where it is by now');
SELECT throws_ok('ALTER TABLE app.files SET TABLESPACE pg_default', 'MG622',
    'table app.files is moved to tablespace pg_default with a copy that blocks reads and writes', 'and back');

-- All in a tablespace, of which each is told.
SELECT throws_ok('ALTER TABLE ALL IN TABLESPACE app_fast SET TABLESPACE pg_default', 'MG622',
    'table app.files is moved to tablespace pg_default with a copy that blocks reads and writes', 'all tables of a tablespace');
SELECT throws_matching('ALTER INDEX ALL IN TABLESPACE pg_default SET TABLESPACE app_fast',
    'index (files_pkey of table app.files|parts_all_pkey of table app.parts_all) is moved to tablespace app_fast .* \(and 1 more finding\)', 'all indexes');
SELECT throws_ok('ALTER MATERIALIZED VIEW ALL IN TABLESPACE pg_default SET TABLESPACE app_fast', 'MG622',
    'materialized view app.sizes is moved to tablespace app_fast with a copy that blocks reads and writes', 'all materialized views');
SELECT lives_ok('ALTER TABLE ALL IN TABLESPACE app_fast OWNED BY pg_monitor SET TABLESPACE pg_default', 'those of a role that has none');
SELECT lives_ok('ALTER MATERIALIZED VIEW ALL IN TABLESPACE app_fast SET TABLESPACE pg_default', 'where there is none');
SET LOCAL ROLE pg_monitor;
SELECT throws_ok('ALTER MATERIALIZED VIEW ALL IN TABLESPACE pg_default SET TABLESPACE app_fast', '42501', NULL, 'whoever may not is told so by PostgreSQL');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
SET mana_guard.enabled = off;
DROP SCHEMA app CASCADE;
DROP TABLESPACE app_fast;
