# Nobody's code: what the guard reads it never evaluates. A trap is an IMMUTABLE function of a developer's that counts its calls; it stands in
# every place that takes an expression. Each statement calls it as often with the guard as without, whoever runs it.
theme=nobodys_code

sql <<'SQL'
SELECT mana_guard.set_rule('*', 'log');
CREATE ROLE nobody_dev LOGIN;
CREATE ROLE nobody_else LOGIN;
GRANT ALL ON SCHEMA app TO nobody_dev;
GRANT USAGE ON SCHEMA app TO nobody_else;
SQL
PGOPTIONS='-c client_min_messages=error' sql -v ON_ERROR_STOP=1 <<'SQL'
SET mana_guard.enabled = off;
SET SESSION AUTHORIZATION nobody_dev;
CREATE SEQUENCE app.calls;
GRANT ALL ON SEQUENCE app.calls TO PUBLIC;
CREATE FUNCTION app.count_call() RETURNS void VOLATILE LANGUAGE plpgsql AS $$ BEGIN PERFORM nextval('app.calls'); END $$;
CREATE FUNCTION app.trap(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN PERFORM app.count_call(); RETURN $1; END $$;
CREATE FUNCTION app.inlined(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT app.trap($1)';
CREATE FUNCTION app.same(int, int) RETURNS bool IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN PERFORM app.count_call(); RETURN $1 = $2; END $$;
CREATE OPERATOR app.=== (LEFTARG = int, RIGHTARG = int, FUNCTION = app.same);
CREATE DOMAIN app.odd AS int DEFAULT app.trap(1) CHECK (app.trap(1) = 1 AND VALUE > 0);
CREATE DOMAIN app.odder AS app.odd;
CREATE TYPE app.pair AS (one app.odd, other int);
CREATE TYPE app.span AS RANGE (subtype = int);
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE app.lure (id int PRIMARY KEY DEFAULT app.trap(1), y varchar(20), z varchar(20), tags app.odd[] DEFAULT '{1}', pair app.pair, n int DEFAULT app.inlined(1),
    made int GENERATED ALWAYS AS (app.trap(1) + id) STORED, CONSTRAINT lure_check CHECK (app.trap(1) + id > 0), CONSTRAINT lure_z CHECK (app.trap(1) = 1 OR z IS NOT NULL));
CREATE INDEX lure_key ON app.lure ((app.trap(1) + id));
CREATE INDEX lure_some ON app.lure (id) WHERE app.trap(1) = 1 AND id OPERATOR(app.===) 1;
CREATE INDEX lure_y ON app.lure (y);
CREATE STATISTICS app.lure_stats ON (app.trap(1) + id), id FROM app.lure;
CREATE POLICY lure_rows ON app.lure USING (app.trap(1) = 1) WITH CHECK (app.trap(2) = 2);
CREATE TRIGGER lure_touch BEFORE UPDATE ON app.lure FOR EACH ROW WHEN (app.trap(1) = 1) EXECUTE FUNCTION app.touch();
CREATE VIEW app.seen AS SELECT id, app.trap(1) AS one FROM app.lure WHERE app.trap(1) = 1;
CREATE MATERIALIZED VIEW app.kept AS SELECT id, app.trap(1) AS one FROM app.lure WITH NO DATA;
CREATE RULE lure_also AS ON DELETE TO app.seen DO INSTEAD SELECT app.trap(1);
CREATE TABLE app.parts (id int NOT NULL, y varchar(20)) PARTITION BY RANGE ((app.trap(1) + id));
CREATE TABLE app.parts_low PARTITION OF app.parts FOR VALUES FROM (0) TO (app.trap(10));
CREATE TABLE app.parts_rest PARTITION OF app.parts DEFAULT;
CREATE TABLE app.parts_high (id int NOT NULL CHECK (app.trap(1) + id >= 20 AND app.trap(1) + id < 30), y varchar(20));
CREATE TABLE app.odds (id app.odd, y varchar(20)) PARTITION BY LIST (id);
CREATE TABLE app.odds_one PARTITION OF app.odds FOR VALUES IN (1);
CREATE TABLE app.odds_two (id app.odd CHECK (app.trap(2) = id), y varchar(20));
CREATE TABLE app.plain (id int NOT NULL, y varchar(20)) PARTITION BY RANGE (id);
CREATE TABLE app.plain_rest PARTITION OF app.plain DEFAULT;
CREATE TABLE app.plain_one (id int NOT NULL CHECK (id >= app.trap(10)), y varchar(20), CHECK (id OPERATOR(app.===) 15));
INSERT INTO app.lure (id, y, z) VALUES (1, 'a', 'b');
INSERT INTO app.parts VALUES (1, 'a'), (50, 'b');
INSERT INTO app.parts_high VALUES (22, 'a');
INSERT INTO app.odds VALUES (1, 'a');
INSERT INTO app.odds_two VALUES (2, 'a');
INSERT INTO app.plain VALUES (1, 'a');
INSERT INTO app.plain_one VALUES (15, 'a');
SQL

# calls_of SETTING ROLE STATEMENT: how often the trap is called by it, in a session whose caches are empty, and the error that it ends with.
calls_of() {
    sql <<SQL | sed -E 's/^psql:[^ ]* //' | grep -E '^(calls |ERROR: )' | sed -E 's/^(ERROR:  [0-9A-Z]{5}).*/\1/'
SET client_min_messages = error;
SET statement_timeout = '20s';
SET mana_guard.enabled = $1;
SELECT setval('app.calls', 1, false);
SET SESSION AUTHORIZATION $2;
BEGIN;
$3;
SELECT mana_guard.check_now();
ROLLBACK;
RESET SESSION AUTHORIZATION;
SELECT 'calls ' || CASE WHEN is_called THEN last_value ELSE 0 END FROM app.calls;
SQL
}
# same_calls STATEMENT [ROLE...]
same_calls() {
    local statement=$1 role
    shift
    for role in "${@:-postgres}"; do
        is "as $role: $statement" "$(calls_of on "$role" "$statement")" "$(calls_of off "$role" "$statement")"
    done
}

# The trap is one: without this the rest would show nothing.
is 'the trap counts' "$(calls_of off postgres 'SELECT app.trap(1)')" 'calls 1'

# Every place where an expression stands, in statements that read the table it belongs to.
for change in 'ALTER COLUMN y TYPE varchar(30)' 'ALTER COLUMN y TYPE text' 'ALTER COLUMN y TYPE varchar(30) USING y' 'ALTER COLUMN z TYPE varchar(30)' \
    'ALTER COLUMN id TYPE bigint' 'ALTER COLUMN z SET NOT NULL' 'ALTER COLUMN y SET NOT NULL' 'ALTER COLUMN n DROP DEFAULT' 'ALTER COLUMN n SET DEFAULT app.trap(2)' \
    'ADD COLUMN w int DEFAULT app.trap(1) NOT NULL' 'ADD COLUMN w int DEFAULT app.inlined(1)' 'ADD COLUMN w app.odd' 'ADD COLUMN w app.odder' \
    'ADD COLUMN w app.odd DEFAULT NULL' "ADD COLUMN w app.odd[] DEFAULT '{1,2}'" "ADD COLUMN w app.pair DEFAULT '(1,2)'" "ADD COLUMN w text DEFAULT app.trap(1)::text" \
    'ADD COLUMN w int CHECK (app.trap(1) = w)' 'ADD COLUMN w int GENERATED ALWAYS AS (app.trap(1) + n) STORED' \
    'ADD CONSTRAINT more CHECK (app.trap(1) = 1)' "ADD CONSTRAINT more CHECK (tags <> '{3}')" "ADD CHECK (pair <> '(1,2)'::app.pair)" "ADD CHECK (tags <> '{4}') NOT VALID" \
    "ALTER COLUMN y TYPE app.odd USING app.trap(1)" "ALTER COLUMN y TYPE app.odd[] USING '{1}'" "ALTER COLUMN tags TYPE app.odder[]" 'ALTER COLUMN n TYPE app.odd' 'ALTER COLUMN n TYPE app.odder' \
    'ADD UNIQUE (n)' 'ADD PRIMARY KEY (n)' 'ADD EXCLUDE (n WITH =) WHERE (app.trap(1) = 1)' 'DROP COLUMN n' 'DROP COLUMN made' 'DROP CONSTRAINT lure_check' \
    'VALIDATE CONSTRAINT lure_check' 'RENAME COLUMN y TO yy' 'RENAME TO lures' 'ENABLE ROW LEVEL SECURITY' 'DISABLE TRIGGER lure_touch' 'SET UNLOGGED' \
    'REPLICA IDENTITY FULL' 'CLUSTER ON lure_y' 'OWNER TO nobody_else' 'SET SCHEMA public' 'SET (fillfactor = 50)'; do
    same_calls "ALTER TABLE app.lure $change" postgres nobody_dev nobody_else
done
for statement in 'DROP TABLE app.lure CASCADE' 'DROP VIEW app.seen' 'DROP SCHEMA app CASCADE' 'DROP INDEX app.lure_key' \
    'DROP STATISTICS app.lure_stats' 'DROP POLICY lure_rows ON app.lure' 'DROP TRIGGER lure_touch ON app.lure' 'TRUNCATE app.lure' 'TRUNCATE app.parts' \
    'REINDEX TABLE app.lure' 'REINDEX INDEX app.lure_some' 'CLUSTER app.lure USING lure_y' 'REFRESH MATERIALIZED VIEW app.kept' \
    'CREATE INDEX ON app.lure ((app.trap(1) + n))' 'CREATE INDEX ON app.lure (n) WHERE app.trap(1) = n' "CREATE INDEX ON app.lure (n) WHERE tags <> '{1}'" \
    "CREATE INDEX ON app.lure ((tags || '{1}'))" 'CREATE UNIQUE INDEX ON app.lure (y)' 'CREATE STATISTICS app.more ON (app.trap(2) + id), y FROM app.lure' \
    'CREATE POLICY more ON app.lure USING (app.trap(1) = id)' 'CREATE TRIGGER more BEFORE UPDATE ON app.lure FOR EACH ROW WHEN (app.trap(1) = OLD.id) EXECUTE FUNCTION app.touch()' \
    'CREATE OR REPLACE VIEW app.seen AS SELECT id, app.trap(2) AS one FROM app.lure' 'CREATE RULE more AS ON UPDATE TO app.seen DO INSTEAD SELECT app.trap(1)' \
    'CREATE TABLE app.more (LIKE app.lure INCLUDING ALL)' 'CREATE TABLE app.more () INHERITS (app.lure)' 'CREATE TABLE app.more AS SELECT app.trap(1) AS a' \
    "CREATE TABLE app.more (a int DEFAULT app.trap(1) CHECK (app.trap(1) = a), b app.odd DEFAULT 1, c app.odd[] DEFAULT '{1}')" \
    'CREATE DOMAIN app.more AS int DEFAULT app.trap(1) CHECK (app.trap(1) = VALUE)' 'ALTER DOMAIN app.odd ADD CHECK (app.trap(1) < VALUE + 2)' 'ALTER DOMAIN app.odd SET DEFAULT app.trap(2)' \
    'ALTER DOMAIN app.odd SET NOT NULL' 'ALTER INDEX app.lure_key RENAME TO more' 'ALTER FUNCTION app.trap VOLATILE' 'ALTER VIEW app.seen SET (security_barrier)' \
    'ALTER STATISTICS app.lure_stats RENAME TO more' 'COMMENT ON COLUMN app.lure.id IS $$a$$' 'GRANT SELECT ON app.lure TO PUBLIC' 'GRANT SELECT ON ALL TABLES IN SCHEMA app TO PUBLIC' \
    'CREATE TABLE app.more PARTITION OF app.parts FOR VALUES FROM (10) TO (app.trap(15))' 'CREATE TABLE app.more PARTITION OF app.odds FOR VALUES IN (3)' \
    'CREATE TABLE app.more (id int) PARTITION BY LIST (app.trap(id))' \
    'ALTER TABLE app.parts ATTACH PARTITION app.parts_high FOR VALUES FROM (20) TO (30)' 'ALTER TABLE app.parts ATTACH PARTITION app.parts_high FOR VALUES FROM (20) TO (app.trap(30))' \
    'ALTER TABLE app.parts DETACH PARTITION app.parts_low' 'ALTER TABLE app.parts DETACH PARTITION app.parts_rest' 'ALTER TABLE app.parts ALTER COLUMN y TYPE varchar(30)' \
    'ALTER TABLE app.parts ADD COLUMN w int DEFAULT app.trap(1)' 'ALTER TABLE app.odds ATTACH PARTITION app.odds_two FOR VALUES IN (2)' 'ALTER TABLE app.odds DETACH PARTITION app.odds_one' \
    'ALTER TABLE app.plain ATTACH PARTITION app.plain_one FOR VALUES FROM (10) TO (20)' 'ALTER TABLE app.plain ATTACH PARTITION app.plain_one FOR VALUES FROM (app.trap(10)) TO (20)'; do
    same_calls "$statement" postgres nobody_dev nobody_else
done

for statement in 'DROP DOMAIN app.odd CASCADE' 'DROP FUNCTION app.trap CASCADE'; do
    like "$statement" "$(calls_of on postgres "$statement")" '^calls 0$'
done

# An audit of all that.
for call in 'count(*) FROM mana_guard.audit()' "count(*) FROM mana_guard.findings('app.lure')" "count(*) FROM mana_guard.findings('app.parts')" \
    "count(*) FROM mana_guard.fix('app.lure')" "mana_guard.baseline('all')" "count(*) FROM mana_guard.simulate('{\"mana_guard\": 1, \"profile\": \"strict\"}')" \
    "count(*) FROM mana_guard.list_explanations('app.lure')" 'mana_guard.check_now()' 'unseen_events FROM mana_guard.status()'; do
    is "$call" "$(calls_of on postgres "SELECT $call")" 'calls 0'
done

# A superuser's harmless command makes nobody a superuser.
PGUSER=nobody_dev PGOPTIONS='-c client_min_messages=error' sql <<'SQL'
CREATE FUNCTION app.grab() RETURNS void VOLATILE LANGUAGE plpgsql AS 'BEGIN CREATE ROLE nobody_grabbed SUPERUSER; END';
CREATE FUNCTION app.f(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$
BEGIN IF current_setting('is_superuser') = 'on' THEN PERFORM app.grab(); END IF; RETURN $1; END $$;
CREATE INDEX ON app.lure ((app.f(1) + id));
SQL
sql -c 'ALTER TABLE app.lure ALTER COLUMN y TYPE varchar(30)' >/dev/null
sql -c 'SELECT count(*) FROM mana_guard.audit()' >/dev/null
is 'no role comes of it' "$(sql -c "SELECT count(*) FROM pg_roles WHERE rolname = 'nobody_grabbed'")" 0

# A default that changes the policy's world is evaluated by PostgreSQL alone.
sql <<<"CREATE FUNCTION app.does_ddl() RETURNS void VOLATILE LANGUAGE plpgsql AS 'BEGIN PERFORM nextval(''app.calls''); CREATE TEMPORARY TABLE IF NOT EXISTS done (a int); END';
CREATE FUNCTION app.g(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN PERFORM app.does_ddl(); RETURN \$1; END';" >/dev/null
same_calls 'ALTER TABLE app.lure ADD COLUMN w int DEFAULT app.g(1) NOT NULL'

# Who may not is told so at once, whatever the default would do.
sql <<<"CREATE FUNCTION app.slow(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(5); RETURN \$1; END';" >/dev/null
start=${EPOCHREALTIME/./}
refused 'a default that sleeps' "$(PGUSER=nobody_else sql -c 'ALTER TABLE app.lure ADD COLUMN w int DEFAULT app.slow(1)')" 42501
at_most 'is refused at once, ms' $(((${EPOCHREALTIME/./} - start) / 1000)) 3000
