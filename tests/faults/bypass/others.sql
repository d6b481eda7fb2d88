--- 42501: ADD COLUMN of another's table, which is locked meanwhile
ALTER TABLE app.others ADD COLUMN more int NOT NULL DEFAULT app.breaks();
--- 42501: ALTER COLUMN TYPE
ALTER TABLE app.others ALTER COLUMN size TYPE bigint USING app.breaks();
--- 42501: RENAME
ALTER TABLE app.others RENAME TO gone;
--- 42501: RENAME in ALTER INDEX
ALTER INDEX app.others RENAME TO gone;
--- 42501: RENAME COLUMN
ALTER TABLE app.others RENAME COLUMN size TO gone;
--- 42501: RENAME ATTRIBUTE of the row type
ALTER TYPE app.others RENAME ATTRIBUTE size TO gone CASCADE;
--- 42501: RENAME ATTRIBUTE of a type that the table is of
ALTER TYPE app.others_row RENAME ATTRIBUTE size TO gone CASCADE;
--- 42501: DROP ATTRIBUTE of a type that the table is of
ALTER TYPE app.others_row DROP ATTRIBUTE size CASCADE;
--- 42501: ALTER ATTRIBUTE of a type that the table is of
ALTER TYPE app.others_row ALTER ATTRIBUTE size TYPE bigint CASCADE;
--- 42501: SET SCHEMA
ALTER TABLE app.others SET SCHEMA own;
--- 42501: OWNER TO
ALTER TABLE app.others OWNER TO bypass_dev;
--- 42501: INHERIT
ALTER TABLE app.others INHERIT app.things;
--- 55P03: a child
CREATE TABLE own.more () INHERITS (app.others);
--- 55P03: a partition
ALTER TABLE app.parts ATTACH PARTITION app.others FOR VALUES FROM (100) TO (200);
--- 55P03: a foreign key
CREATE TABLE own.more (id uuid PRIMARY KEY REFERENCES app.others, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
--- 42501: an index
CREATE INDEX ON app.others ((app.breaks()));
--- 42501: an index that is built CONCURRENTLY
COMMIT;
CREATE INDEX CONCURRENTLY attempts ON app.others ((app.breaks()));
--- 55P03: a trigger
CREATE TRIGGER attempts BEFORE INSERT ON app.others EXECUTE FUNCTION suppress_redundant_updates_trigger();
--- 42501: a row policy
CREATE POLICY attempts ON app.others USING (app.breaks() = 1);
--- 55P03: a rule
CREATE RULE attempts AS ON INSERT TO app.others DO INSTEAD NOTHING;
--- 42501: ROW LEVEL SECURITY
ALTER TABLE app.others ENABLE ROW LEVEL SECURITY;
--- 42501: DROP TABLE
DROP TABLE app.others CASCADE;
--- 42501: DROP TABLE of one's own as well
DROP TABLE own.kept, app.others;
--- 42501: DROP SCHEMA that holds it
DROP SCHEMA app CASCADE;
--- 55P03: a member of an extension of one's own
CREATE EXTENSION citext SCHEMA app;
ALTER EXTENSION citext ADD TABLE app.others;
--- 55P03: a publication
CREATE PUBLICATION attempts FOR TABLE app.others;
--- 42501: a publication of all tables
CREATE PUBLICATION attempts FOR ALL TABLES;
--- 42501: TRUNCATE
TRUNCATE app.others;
--- 42501: TRUNCATE of one's own as well
TRUNCATE app.stamps, app.others;
--- 42501: CLUSTER
COMMIT;
CLUSTER app.others USING others_pkey;
--- 42501: REINDEX
REINDEX TABLE app.others;
--- 42501: REINDEX of an index
REINDEX INDEX app.others_pkey;
--- 55P03: VACUUM FULL
COMMIT;
VACUUM FULL app.others;
--- none: what the guard says of it waits for nobody and locks nothing
SELECT count(*) FROM mana_guard.audit(), mana_guard.explain('app.others') WHERE mana_guard.missing_object('app', 'others', 'size') IS NULL;
SELECT mana_guard.findings(oid), mana_guard.fix(oid) FROM pg_class WHERE relname = 'others';
SELECT 'stands a lock' FROM pg_locks JOIN pg_class ON pg_class.oid = relation WHERE pid = pg_backend_pid() AND relname = 'others';
