--- warn MG601: require-concurrent-index-creation
CREATE INDEX IF NOT EXISTS i1 ON app.t(b);
--- warn MG602: require-concurrent-index-deletion
DROP INDEX IF EXISTS app.idx_t_a;
--- warn MG606: constraint-missing-not-valid check
BEGIN;
ALTER TABLE app.t ADD CONSTRAINT ck CHECK (b>0);
COMMIT;
--- warn MG606: not valid + validate in one tx
BEGIN;
ALTER TABLE app.t ADD CONSTRAINT ck CHECK (b>0) NOT VALID;
ALTER TABLE app.t VALIDATE CONSTRAINT ck;
COMMIT;
--- warn MG614: adding-field-with-default volatile
BEGIN;
ALTER TABLE app.t ADD COLUMN z float DEFAULT random();
COMMIT;
--- none: adding-field-with-default now()
BEGIN;
ALTER TABLE app.t ADD COLUMN z timestamptz DEFAULT now();
COMMIT;
--- warn MG615: generated stored
BEGIN;
ALTER TABLE app.t ADD COLUMN z bigint GENERATED ALWAYS AS (b*2) STORED;
COMMIT;
--- warn MG606: adding-foreign-key-constraint
BEGIN;
ALTER TABLE app.ch ADD CONSTRAINT fk FOREIGN KEY(tid) REFERENCES app.t(id);
COMMIT;
--- none: adding-foreign-key-constraint on a new column without a default
BEGIN;
ALTER TABLE app.ch ADD COLUMN uid bigint REFERENCES app.u(id);
COMMIT;
--- none: adding-field-with-default of constants alone
BEGIN;
ALTER TABLE app.t ADD COLUMN z bigint DEFAULT 2 + 2;
COMMIT;
--- warn MG609: changing-column-type rewrite
BEGIN;
ALTER TABLE app.t ALTER COLUMN b TYPE bigint;
COMMIT;
--- warn MG209: changing-column-type no rewrite
BEGIN;
ALTER TABLE app.t ALTER COLUMN c TYPE varchar(20);
COMMIT;
--- warn MG605: adding-not-nullable-field
BEGIN;
ALTER TABLE app.t ALTER COLUMN a SET NOT NULL;
COMMIT;
--- warn MG605 MG607: adding-serial-primary-key-field
BEGIN;
ALTER TABLE app.p1 ADD CONSTRAINT pk PRIMARY KEY(id);
COMMIT;
--- warn MG703: renaming-column
BEGIN;
ALTER TABLE app.t RENAME a TO aa;
COMMIT;
--- warn MG704: renaming-table
BEGIN;
ALTER TABLE app.t RENAME TO tt;
COMMIT;
--- warn MG607: disallowed-unique-constraint
BEGIN;
ALTER TABLE app.t ADD CONSTRAINT un UNIQUE(a);
COMMIT;
--- warn 42809 MG717: ban-drop-database
DROP DATABASE template1;
--- none: ban-drop-database, of none
DROP DATABASE IF EXISTS nothere;
--- warn MG217: prefer-bigint-over-int
BEGIN;
CREATE TABLE app.n(x int);
COMMIT;
--- warn MG217: prefer-bigint-over-smallint
BEGIN;
CREATE TABLE app.n(x int2);
COMMIT;
--- warn MG207: prefer-identity
BEGIN;
CREATE TABLE app.n(x bigserial);
COMMIT;
--- warn MG627: prefer-repack vacuum full
VACUUM FULL app.t;
--- warn MG627: prefer-repack cluster
CLUSTER app.t USING t_pkey;
--- warn MG618: prefer-robust-stmts create table
CREATE TABLE app.n(x bigint);
--- warn MG618: prefer-robust-stmts alter add column
ALTER TABLE app.t ADD COLUMN q bigint;
--- none: prefer-robust-stmts alter add column if not exists
ALTER TABLE app.t ADD COLUMN IF NOT EXISTS q bigint;
--- warn MG618: prefer-robust-stmts alter drop constraint
ALTER TABLE app.ch DROP CONSTRAINT ch_pkey;
--- warn MG618 MG702: prefer-robust-stmts drop
DROP TABLE app.ch;
--- warn MG209: prefer-text-field
BEGIN;
CREATE TABLE app.n(x varchar(5));
COMMIT;
--- warn MG203: prefer-timestamp-tz
BEGIN;
CREATE TABLE app.n(x timestamp);
COMMIT;
--- warn MG205: ban-char-field
BEGIN;
CREATE TABLE app.n(x char(5));
COMMIT;
--- warn MG701: ban-drop-column
BEGIN;
ALTER TABLE app.t DROP COLUMN a;
COMMIT;
--- warn 2BP01 MG702: ban-drop-table
BEGIN;
DROP TABLE app.t;
COMMIT;
--- warn MG706: ban-drop-not-null
BEGIN;
ALTER TABLE app.u ALTER COLUMN n DROP NOT NULL;
COMMIT;
--- warn 23502 MG604: adding-required-field
BEGIN;
ALTER TABLE app.t ADD COLUMN q bigint NOT NULL;
COMMIT;
--- none 25001: ban-concurrent-index-creation-in-transaction
BEGIN;
CREATE INDEX CONCURRENTLY IF NOT EXISTS i2 ON app.t(b);
COMMIT;
--- warn MG215: ban-create-domain-with-constraint
BEGIN;
CREATE DOMAIN app.d2 AS text CHECK (VALUE<>'');
COMMIT;
--- warn MG215: ban-alter-domain-with-add-constraint
BEGIN;
ALTER DOMAIN app.dom ADD CONSTRAINT k CHECK (VALUE<>'');
COMMIT;
--- warn MG711: ban-truncate-cascade
BEGIN;
TRUNCATE app.t CASCADE;
COMMIT;
--- none: TRUNCATE without CASCADE
BEGIN;
TRUNCATE app.t;
COMMIT;
--- warn MG619: require-enum-value-ordering
BEGIN;
ALTER TYPE app.e ADD VALUE 'c';
COMMIT;
--- none: require-table-schema create (opt-in)
BEGIN;
SET search_path=app;
CREATE TABLE n(x bigint);
COMMIT;
--- warn MG414: identifier-too-long
BEGIN;
CREATE TABLE app.table_very_long_very_long_very_long_very_long_very_long_very_long(x bigint);
COMMIT;
--- warn MG616: require-concurrent-partition-detach
BEGIN;
ALTER TABLE app.p DETACH PARTITION app.p1;
COMMIT;
--- warn MG603: require-concurrent-reindex
REINDEX TABLE app.t;
--- none 42701: ban-duplicate-column-assignments
BEGIN;
CREATE TABLE app.n(a bigint, a text);
COMMIT;
--- none: transaction-nesting
BEGIN;
BEGIN;
COMMIT;
--- warn MG610 MG618 MG626: require-lock-timeout and require-statement-timeout
SET lock_timeout = 0;
SET statement_timeout = 0;
ALTER TABLE app.t ADD COLUMN q bigint;
