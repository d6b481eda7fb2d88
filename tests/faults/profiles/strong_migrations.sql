--- error MG701: removing a column
BEGIN;
ALTER TABLE app.t DROP COLUMN a;
COMMIT;
--- error MG609: changing type rewrite
BEGIN;
ALTER TABLE app.t ALTER COLUMN b TYPE bigint;
COMMIT;
--- none: change type, safe varchar->text
BEGIN;
ALTER TABLE app.t ALTER COLUMN c TYPE text;
COMMIT;
--- error MG703: rename column
BEGIN;
ALTER TABLE app.t RENAME a TO aa;
COMMIT;
--- error MG704: rename table
BEGIN;
ALTER TABLE app.t RENAME TO tt;
COMMIT;
--- error MG106: rename_schema
BEGIN;
ALTER SCHEMA app RENAME TO app2;
COMMIT;
--- error MG713: rename_enum_value
BEGIN;
ALTER TYPE app.e RENAME VALUE 'a' TO 'z';
COMMIT;
--- error 25P02 MG702: create_table force (drop table cascade)
BEGIN;
DROP TABLE IF EXISTS app.t CASCADE;
CREATE TABLE app.t(id bigint);
COMMIT;
--- error MG614: add auto-incrementing column
BEGIN;
ALTER TABLE app.t ADD COLUMN n bigserial;
COMMIT;
--- error MG615: add stored generated
BEGIN;
ALTER TABLE app.t ADD COLUMN z bigint GENERATED ALWAYS AS (b*2) STORED;
COMMIT;
--- error MG606: add_foreign_key
BEGIN;
ALTER TABLE app.ch ADD CONSTRAINT fk FOREIGN KEY(tid) REFERENCES app.t(id);
COMMIT;
--- none: add_foreign_key on a table made here
BEGIN;
CREATE TABLE app.n(tid bigint);
ALTER TABLE app.n ADD FOREIGN KEY(tid) REFERENCES app.t(id);
COMMIT;
--- error MG606: add_check_constraint
BEGIN;
ALTER TABLE app.t ADD CONSTRAINT ck CHECK (b>0);
COMMIT;
--- error MG601: add_index non-concurrently
BEGIN;
CREATE INDEX i1 ON app.t(b);
COMMIT;
--- error MG601: add_reference (index+column)
BEGIN;
ALTER TABLE app.t ADD COLUMN r bigint;
CREATE INDEX i1 ON app.t(r);
COMMIT;
--- error MG607: add_unique_constraint
BEGIN;
ALTER TABLE app.t ADD CONSTRAINT un UNIQUE(a);
COMMIT;
--- error MG617: add_exclusion_constraint
BEGIN;
ALTER TABLE app.t ADD CONSTRAINT ex EXCLUDE USING btree (a WITH =);
COMMIT;
--- error MG204: add_column_json
BEGIN;
ALTER TABLE app.t ADD COLUMN j json;
COMMIT;
--- error MG614: add_column volatile default
BEGIN;
ALTER TABLE app.t ADD COLUMN q uuid DEFAULT gen_random_uuid();
COMMIT;
--- error MG605: change_column_null
BEGIN;
ALTER TABLE app.t ALTER COLUMN a SET NOT NULL;
COMMIT;
--- error MG606: validate_* in one transaction (writes blocked)
BEGIN;
ALTER TABLE app.t ADD CONSTRAINT ck CHECK (b>0) NOT VALID;
ALTER TABLE app.t VALIDATE CONSTRAINT ck;
COMMIT;
--- none: change_column_default (partial inserts)
BEGIN;
ALTER TABLE app.t ALTER COLUMN b SET DEFAULT 3;
COMMIT;
--- warn MG518: index of 4 columns (best practice)
CREATE INDEX CONCURRENTLY i4 ON app.t(a,b,c,d);
--- warn MG610: lock timeout longer than 10 s
SET lock_timeout='20s';
ALTER TABLE app.t ADD COLUMN q bigint;
--- error MG606: change type of a column with a CHECK
BEGIN;
ALTER TABLE app.t ADD CONSTRAINT ck CHECK (c<>'');
COMMIT;
BEGIN;
ALTER TABLE app.t ALTER COLUMN c TYPE text;
COMMIT;
--- none: drop column, announced today
SELECT mana_guard.deprecate('app.t','goes','a');
BEGIN;
ALTER TABLE app.t DROP COLUMN a;
COMMIT;
--- none: remove_index (opt-in)
DROP INDEX app.idx_t_a;
--- error MG630: backfilling data
BEGIN;
ALTER TABLE app.t ADD COLUMN n int;
INSERT INTO app.u (n) SELECT 'x' FROM generate_series(1, 1001);
COMMIT;
--- none: backfilling data in the next transaction
ALTER TABLE app.t ADD COLUMN n int;
INSERT INTO app.u (n) SELECT 'x' FROM generate_series(1, 1001);
