--- MG301: a plain statement
CREATE TABLE app.breaches (id uuid);
--- MG301: a DO block
DO $$ BEGIN CREATE TABLE app.breaches (id uuid); END $$;
--- MG301: dynamic SQL in a DO block
DO $$ BEGIN EXECUTE format('CREATE TABLE %I.%I (id uuid)', 'app', 'breaches'); END $$;
--- none: an exception block takes back what it catches
DO $$ BEGIN CREATE TABLE app.breaches (id uuid); EXCEPTION WHEN OTHERS THEN NULL; END $$;
SELECT 'stands ' || relname FROM pg_class WHERE relname = 'breaches';
--- MG301: the second attempt, after an exception block
DO $$ BEGIN BEGIN CREATE TABLE app.breaches (id uuid); EXCEPTION WHEN OTHERS THEN NULL; END; CREATE TABLE app.breaches (id uuid); END $$;
--- MG301: nested exception blocks
DO $$ BEGIN BEGIN BEGIN PERFORM 1 / 0; EXCEPTION WHEN OTHERS THEN CREATE TABLE app.breaches (id uuid); END; EXCEPTION WHEN division_by_zero THEN NULL; END; END $$;
--- MG301: a function
CREATE FUNCTION app.attempt() RETURNS int LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE app.breaches (id uuid); RETURN 1; END $$;
SELECT app.attempt();
--- MG301: an SQL function
CREATE FUNCTION app.attempt() RETURNS void LANGUAGE sql AS 'CREATE TABLE app.breaches (id uuid)';
SELECT app.attempt();
--- MG301: a SECURITY DEFINER function
CREATE FUNCTION app.attempt() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$ BEGIN CREATE TABLE app.breaches (id uuid); END $$;
SELECT app.attempt();
--- MG301: a function with the marks of a restore
CREATE FUNCTION app.attempt() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' SET check_function_bodies = off
    AS $$ BEGIN CREATE TABLE app.breaches (id uuid); END $$;
SELECT app.attempt();
--- MG301: a procedure
CREATE PROCEDURE app.attempt() LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE app.breaches (id uuid); END $$;
CALL app.attempt();
--- MG301: a procedure that commits before
COMMIT;
CREATE PROCEDURE app.attempt() LANGUAGE plpgsql AS $$ BEGIN COMMIT; CREATE TABLE app.breaches (id uuid); COMMIT; END $$;
CALL app.attempt();
DROP PROCEDURE app.attempt;
--- MG301: a procedure that rolls back before
COMMIT;
DO $$ BEGIN CREATE TEMPORARY TABLE scratch (id uuid); ROLLBACK; CREATE TABLE app.breaches (id uuid); COMMIT; END $$;
--- MG301: a loop
DO $$ BEGIN FOR i IN 1 .. 3 LOOP EXECUTE 'CREATE TABLE app.breaches' || i || ' (id uuid)'; END LOOP; END $$;
--- MG301: a recursive function
CREATE FUNCTION app.attempt(n int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN IF n = 0 THEN CREATE TABLE app.breaches (id uuid); RETURN 0; END IF; RETURN app.attempt(n - 1); END $$;
SELECT app.attempt(5);
--- MG301: a trigger
CREATE FUNCTION app.attempt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE app.breaches (id uuid); RETURN NEW; END $$;
CREATE TRIGGER attempt BEFORE INSERT ON app.things FOR EACH ROW EXECUTE FUNCTION app.attempt();
INSERT INTO app.things DEFAULT VALUES;
--- MG301: a deferred trigger at COMMIT
CREATE FUNCTION app.attempt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE app.breaches (id uuid); RETURN NEW; END $$;
CREATE CONSTRAINT TRIGGER attempt AFTER INSERT ON app.things DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.attempt();
INSERT INTO app.things DEFAULT VALUES;
COMMIT;
--- MG301: a deferred trigger by SET CONSTRAINTS
CREATE FUNCTION app.attempt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE app.breaches (id uuid); RETURN NEW; END $$;
CREATE CONSTRAINT TRIGGER attempt AFTER INSERT ON app.things DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.attempt();
INSERT INTO app.things DEFAULT VALUES;
SET CONSTRAINTS ALL IMMEDIATE;
--- MG301: a rule
CREATE FUNCTION app.attempt() RETURNS int LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE app.breaches (id uuid); RETURN 1; END $$;
CREATE RULE attempt AS ON INSERT TO app.things DO ALSO SELECT app.attempt();
INSERT INTO app.things DEFAULT VALUES;
--- MG301: a row policy
CREATE POLICY attempt ON app.things USING (app.breaks() = 1);
ALTER TABLE app.things ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
SELECT count(*) FROM app.things;
--- MG301: a CHECK
ALTER TABLE app.things ADD CHECK (app.breaks() = 1);
--- MG301: a domain's CHECK
CREATE DOMAIN app.odd AS int CHECK (app.breaks() = VALUE);
SELECT 1::app.odd;
--- MG301: a default
ALTER TABLE app.things ADD COLUMN more int DEFAULT app.breaks();
--- MG301: a generated column
ALTER TABLE app.things ADD COLUMN more int GENERATED ALWAYS AS (app.breaks()) STORED;
--- MG301: a USING of ALTER COLUMN TYPE
ALTER TABLE app.things ALTER COLUMN size TYPE int USING app.breaks();
--- MG301: an index
CREATE INDEX ON app.things ((app.breaks() + size));
--- MG301: an index's predicate
CREATE INDEX ON app.things (size) WHERE app.breaks() = size;
--- MG301: an index that is built CONCURRENTLY
COMMIT;
CREATE INDEX CONCURRENTLY attempts ON app.things ((app.breaks() + size));
DROP INDEX IF EXISTS app.attempts;
--- MG301: a partition bound
CREATE TABLE app.more PARTITION OF app.parts FOR VALUES FROM (100) TO (app.breaks());
--- MG301: a statistics object under ANALYZE
CREATE STATISTICS app.attempts ON (app.breaks() + size), size FROM app.things;
ANALYZE app.things;
--- MG301: a materialized view
CREATE MATERIALIZED VIEW app.kept AS SELECT app.breaks() AS id;
--- MG301: REFRESH MATERIALIZED VIEW
CREATE MATERIALIZED VIEW app.kept AS SELECT app.breaks() AS id WITH NO DATA;
REFRESH MATERIALIZED VIEW app.kept;
--- MG301: a view that is read
CREATE VIEW app.views AS SELECT app.breaks() AS id;
SELECT * FROM app.views;
--- MG301: a cast
CREATE TYPE app.mood AS ENUM ('good');
CREATE FUNCTION app.number_of(app.mood) RETURNS int LANGUAGE sql AS 'SELECT app.breaks()';
CREATE CAST (app.mood AS int) WITH FUNCTION app.number_of(app.mood) AS IMPLICIT;
SELECT 'good'::app.mood + 1;
--- MG301: an operator
CREATE FUNCTION app.adds(int, int) RETURNS int LANGUAGE sql AS 'SELECT app.breaks()';
CREATE OPERATOR app.### (LEFTARG = int, RIGHTARG = int, FUNCTION = app.adds);
SELECT 1 OPERATOR(app.###) 2;
--- MG301: an aggregate
CREATE FUNCTION app.adds(int, int) RETURNS int LANGUAGE sql AS 'SELECT app.breaks()';
CREATE AGGREGATE app.sums(int) (SFUNC = app.adds, STYPE = int, INITCOND = '0');
SELECT app.sums(1);
--- MG301: a range's subtype_diff
CREATE FUNCTION app.differs(float8, float8) RETURNS float8 IMMUTABLE LANGUAGE sql AS 'SELECT app.breaks()';
CREATE TYPE app.span AS RANGE (subtype = float8, subtype_diff = app.differs);
CREATE TABLE pg_temp.spans (one app.span);
INSERT INTO pg_temp.spans SELECT app.span(i, i + 1) FROM generate_series(1, 2000) AS i;
CREATE INDEX ON pg_temp.spans USING gist (one);
--- MG301: a cursor
DECLARE attempts CURSOR FOR SELECT app.breaks();
FETCH attempts;
--- MG301: a cursor WITH HOLD, which runs at COMMIT
DECLARE attempts CURSOR WITH HOLD FOR SELECT app.breaks();
COMMIT;
--- MG301: a prepared statement
PREPARE attempt AS SELECT app.breaks();
EXECUTE attempt;
--- MG301: EXPLAIN ANALYZE
EXPLAIN ANALYZE SELECT app.breaks();
--- MG301: COPY of a query
COPY (SELECT app.breaks()) TO STDOUT;
--- MG301: COPY FROM into a table with a default
CREATE TEMPORARY TABLE copied (id int, more int DEFAULT app.breaks());
\copy copied (id) FROM PROGRAM 'echo 1'
--- MG301: MERGE
MERGE INTO app.things AS old USING (SELECT app.breaks() AS id) AS new ON old.size = new.id WHEN MATCHED THEN DO NOTHING;
--- MG301: a row that a CTE writes
WITH one AS (INSERT INTO app.things (size) VALUES (app.breaks()) RETURNING size) SELECT * FROM one;
--- MG301: a subquery, a FROM and a LIMIT
SELECT 1 FROM generate_series(1, app.breaks()) LIMIT app.breaks();
--- MG301: several statements in one message
SELECT 1\; CREATE TABLE app.breaches (id uuid)\; SELECT 2;
--- MG301: several in one message that begin and end transactions
COMMIT;
BEGIN\; CREATE TABLE app.breaches (id uuid)\; COMMIT\; SELECT 1;
--- none: a savepoint that is rolled back takes the breach along
SAVEPOINT before;
CREATE TABLE app.clean (LIKE app.things INCLUDING ALL);
ROLLBACK TO before;
RELEASE before;
--- MG301: a savepoint that is released
SAVEPOINT one;
SAVEPOINT two;
CREATE TABLE app.breaches (id uuid);
RELEASE one;
--- MG301: within a READ ONLY transaction that became writable
ROLLBACK;
BEGIN READ ONLY;
SAVEPOINT one;
ROLLBACK TO one;
COMMIT;
BEGIN ISOLATION LEVEL SERIALIZABLE;
CREATE TABLE app.breaches (id uuid);
--- MG501: COMMIT of what was put off
CREATE TABLE app.breaches (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
COMMIT;
--- MG501: COMMIT AND CHAIN
CREATE TABLE app.breaches (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
COMMIT AND CHAIN;
--- MG501: PREPARE TRANSACTION
CREATE TABLE app.breaches (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
PREPARE TRANSACTION 'attempt';
--- MG501: a key that is dropped again at the end
CREATE TABLE app.breaches (id uuid CONSTRAINT key PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SELECT mana_guard.check_now();
ALTER TABLE app.breaches DROP CONSTRAINT key;
COMMIT;
--- MG501: a key that a deferred trigger drops
CREATE TABLE app.breaches (id uuid CONSTRAINT key PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE FUNCTION app.drops() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ALTER TABLE app.breaches DROP CONSTRAINT key; RETURN NEW; END $$;
CREATE CONSTRAINT TRIGGER attempt AFTER INSERT ON app.things DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.drops();
INSERT INTO app.things DEFAULT VALUES;
COMMIT;
--- MG501: a savepoint after it, DISCARD PLANS, LISTEN and advisory locks between
CREATE TABLE app.breaches (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SAVEPOINT one;
LISTEN attempts;
NOTIFY attempts;
SELECT pg_advisory_lock(1), pg_advisory_unlock(1);
DISCARD PLANS;
DEALLOCATE ALL;
ROLLBACK TO one;
COMMIT;
--- MG501: a key that is rolled back to a savepoint
CREATE TABLE app.breaches (id uuid NOT NULL, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SAVEPOINT one;
ALTER TABLE app.breaches ADD PRIMARY KEY (id);
ROLLBACK TO one;
COMMIT;
