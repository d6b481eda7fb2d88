# The guard waits for nothing that PostgreSQL doesn't wait for, and looks at nothing that it would not let the role look at: each
# statement gets the same answer with the guard and without it while another session has the tables locked.
theme=no_waits

sql >/dev/null <<SQL
SELECT mana_guard.set_rule('*', 'log');
SELECT mana_guard.set_rule('no_schema_rename', 'log');
CREATE ROLE no_waits_guest LOGIN;
CREATE ROLE no_waits_owner LOGIN;
CREATE SCHEMA svc;
GRANT USAGE ON SCHEMA svc TO no_waits_guest;
CREATE SCHEMA guests AUTHORIZATION no_waits_guest;
SET mana_guard.enabled = off;
CREATE DOMAIN svc.email AS text DEFAULT '';
CREATE TABLE svc.big ($clean, email svc.email, kind text);
CREATE INDEX big_kind ON svc.big (kind);
CREATE TABLE svc.parts (day date NOT NULL, kind text) PARTITION BY RANGE (day);
CREATE TABLE svc.part PARTITION OF svc.parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE svc.loose (day date NOT NULL, kind text);
CREATE VIEW svc.views AS SELECT kind FROM svc.big;
CREATE MATERIALIZED VIEW svc.matviews AS SELECT kind FROM svc.big;
CREATE TABLE guests.own ($clean, big_id uuid);
ALTER TABLE guests.own OWNER TO no_waits_guest;
ALTER TABLE svc.big OWNER TO no_waits_owner;
INSERT INTO svc.big (kind) SELECT 'a' FROM generate_series(1, 10);
INSERT INTO svc.loose VALUES ('2028-01-01', 'a');
INSERT INTO guests.own (big_id) VALUES (NULL);
SQL

# Nor does what it looks at show: a table without scans is one that nobody uses.
is 'the look for rows is no scan' "$(sql <<'SQL'
BEGIN;
ALTER TABLE svc.big ADD COLUMN y int;
SELECT pg_stat_get_xact_numscans('svc.big'::regclass), pg_stat_get_xact_tuples_returned('svc.big'::regclass);
ROLLBACK;
SQL
)" '0|0'

locked='svc.big, svc.parts, svc.part, svc.loose'
open_session holder
ask holder "BEGIN; LOCK TABLE $locked IN ACCESS EXCLUSIVE MODE;" >/dev/null

# answer ROLE SWITCH STATEMENT: what it ends in, a SQLSTATE or nothing, undone.
answer() {
    PGUSER=$1 PGOPTIONS="-c lock_timeout=300ms -c client_min_messages=error" sql <<SQL | sed -nE 's/^(.*: )?ERROR:  ([0-9A-Z]{5}): .*/\2/p' | sort -u
BEGIN;
$3;
ROLLBACK;
SQL
}

# same NAME ROLE STATEMENT WANTED: with the guard as without, which is that.
same() {
    local without
    sql >/dev/null <<<"ALTER ROLE $2 SET mana_guard.enabled = off;"
    without=$(answer "$2" off "$3")
    sql >/dev/null <<<"ALTER ROLE $2 RESET mana_guard.enabled;"
    is "$1, without the guard" "$without" "$4"
    is "$1" "$(answer "$2" on "$3")" "$without"
}

# Who may not is told so at once: insufficient_privilege, never lock_not_available.
while IFS= read -r statement; do
    same "a guest: $statement" no_waits_guest "$statement" 42501
done <<'SQL'
ALTER TABLE svc.big ADD COLUMN y int DEFAULT 1 NOT NULL
ALTER TABLE svc.big ALTER COLUMN kind SET NOT NULL
ALTER TABLE svc.big ALTER COLUMN kind TYPE varchar(30)
ALTER TABLE svc.big DROP COLUMN kind
ALTER TABLE svc.big ADD CONSTRAINT c CHECK (kind <> '')
ALTER TABLE svc.big ADD UNIQUE (kind)
ALTER TABLE svc.big RENAME COLUMN kind TO kinds
ALTER TABLE svc.big RENAME TO bigger
ALTER TABLE svc.big SET SCHEMA guests
ALTER TABLE svc.big OWNER TO no_waits_guest
ALTER TABLE svc.big ENABLE ROW LEVEL SECURITY
ALTER TABLE svc.big DISABLE TRIGGER ALL
ALTER TABLE svc.parts ATTACH PARTITION svc.loose FOR VALUES FROM ('2028-01-01') TO ('2029-01-01')
ALTER TABLE svc.parts DETACH PARTITION svc.part
ALTER TABLE svc.big RENAME CONSTRAINT big_pkey TO k
ALTER INDEX svc.big_kind RENAME TO i
DROP TABLE svc.big
DROP TABLE svc.big CASCADE
DROP TABLE IF EXISTS svc.parts
DROP INDEX svc.big_kind
DROP VIEW svc.views
DROP SCHEMA svc CASCADE
ALTER SCHEMA svc RENAME TO services
CREATE INDEX ON svc.big (kind)
CREATE POLICY p ON svc.big
CREATE TABLE svc.more (id int PRIMARY KEY, big_id uuid REFERENCES svc.big)
CREATE TABLE svc.more PARTITION OF svc.parts FOR VALUES FROM ('2029-01-01') TO ('2030-01-01')
TRUNCATE svc.big
REFRESH MATERIALIZED VIEW svc.matviews
REINDEX TABLE svc.big
SQL

# Where PostgreSQL locks nothing it waits for nobody.
while IFS= read -r statement; do
    same "$statement" postgres "$statement" ''
done <<'SQL'
GRANT SELECT ON ALL TABLES IN SCHEMA svc TO no_waits_guest
ALTER DEFAULT PRIVILEGES IN SCHEMA svc GRANT SELECT ON TABLES TO no_waits_guest
ALTER DOMAIN svc.email SET DEFAULT 'x'
ALTER DOMAIN svc.email DROP DEFAULT
ALTER SCHEMA svc RENAME TO services
ALTER SCHEMA svc OWNER TO no_waits_owner
COMMENT ON SCHEMA svc IS 'x'
COMMENT ON DOMAIN svc.email IS 'x'
CREATE TYPE svc.mood AS ENUM ('a')
CREATE FUNCTION svc.f() RETURNS int LANGUAGE sql AS 'SELECT 1'
CREATE SEQUENCE svc.s
CREATE TABLE svc.others (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now())
DROP VIEW IF EXISTS svc.nothing
SQL

# A GRANT locks the table that it names since 18.
while IFS= read -r statement; do
    same "$statement" postgres "$statement" "$([ "$PG_MAJOR" -lt 18 ] || echo 55P03)"
done <<'SQL'
GRANT SELECT ON svc.big TO no_waits_guest
REVOKE ALL ON svc.big FROM no_waits_guest
GRANT SELECT (kind) ON svc.big TO PUBLIC
SQL

# And where it waits, so does whoever may: the guard is no way past a lock.
while IFS= read -r statement; do
    same "$statement" postgres "$statement" 55P03
done <<'SQL'
ALTER TABLE svc.big ADD COLUMN y int
ALTER TABLE guests.own ADD FOREIGN KEY (big_id) REFERENCES svc.big
DROP TABLE svc.big CASCADE
COMMENT ON TABLE svc.big IS 'x'
SQL
ask holder 'ROLLBACK;' >/dev/null

# A partition's parents are named by what it is told, and not locked for it.
ask holder 'BEGIN; LOCK TABLE ONLY svc.parts IN ACCESS EXCLUSIVE MODE;' >/dev/null
while IFS= read -r statement; do
    same "below a locked parent: $statement" postgres "$statement" ''
done <<'SQL'
CREATE INDEX ON svc.part (kind)
ALTER TABLE svc.part ALTER COLUMN kind SET STATISTICS 100
SQL
ask holder 'ROLLBACK;' >/dev/null

# A role that waits for its own error holds nothing that others would wait for.
sql >/dev/null <<'SQL'
SET mana_guard.enabled = off;
CREATE FUNCTION guests.slow(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN PERFORM pg_sleep(3); RETURN $1; END';
GRANT EXECUTE ON FUNCTION guests.slow TO PUBLIC;
SQL
start=$(date +%s%N)
is 'a slow default of somebody who may not' "$(answer no_waits_guest on 'ALTER TABLE svc.big ADD COLUMN y int DEFAULT guests.slow(1)')" 42501
at_most 'is told at once, in ms' $((($(date +%s%N) - start) / 1000000)) 2500

# An announcement is a row that only those wait for who drop what it announces.
sql >/dev/null <<SQL
SET mana_guard.enabled = off;
CREATE TABLE app.announced ($clean);
CREATE TABLE app.gone ($clean);
CREATE TABLE app.other ($clean);
RESET mana_guard.enabled;
SELECT FROM mana_guard.deprecate('app.announced', 'a test');
SELECT FROM mana_guard.deprecate('app.gone', 'a test');
SET mana_guard.enabled = off;
DROP TABLE app.gone;
SQL
ask holder 'BEGIN; SELECT FROM mana_guard.deprecations FOR UPDATE;' >/dev/null
is 'another table is dropped' "$(answer postgres on 'DROP TABLE app.other')" ''
is 'a temporary one' "$(answer postgres on 'CREATE TEMP TABLE t (i int); DROP TABLE t')" ''
is 'a column' "$(answer postgres on 'ALTER TABLE app.other DROP COLUMN updated_at')" ''
is 'what is announced waits for its row' "$(answer postgres on 'DROP TABLE app.announced')" 55P03
ask holder 'COMMIT;' >/dev/null
open_session reader
ask reader 'BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1;' >/dev/null
sql >/dev/null <<<"UPDATE mana_guard.deprecations SET reason = 'changed meanwhile';"
quiet 'nor does another session'\''s change of it fail a DROP' "$(ask reader 'DROP TABLE app.other; ROLLBACK;')"
close_session reader
close_session holder
is 'what is dropped is forgotten' "$(sql <<<"DROP TABLE app.announced; SELECT count(*) FROM mana_guard.deprecations WHERE object_name = 'announced'" | tail -n 1)" 0

# DROP EXTENSION is the way out, whatever waits for COMMIT.
guarded_database no_waits_way_out
quiet 'what waits for COMMIT goes with the extension' "$(sql <<<"BEGIN; CREATE TABLE app.keyless (created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
DROP EXTENSION mana_guard;
COMMIT;")"
is 'and it is gone' "$(sql <<<"SELECT count(*) FROM pg_extension WHERE extname = 'mana_guard'")" 0
is 'the table is there' "$(sql <<<"SELECT count(*) FROM pg_class WHERE relname = 'keyless'")" 1

# A row of the log, at the end of a command that has committed in its middle, may need a snapshot for its defaults.
guarded_database no_waits_log
sql >/dev/null <<'SQL'
CREATE FUNCTION public.team_of_user() RETURNS text LANGUAGE sql STABLE AS 'SELECT rolname::text FROM pg_roles WHERE rolname = current_user';
ALTER TABLE mana_guard.log ADD COLUMN team text;
ALTER TABLE mana_guard.log ALTER COLUMN team SET DEFAULT public.team_of_user();
SELECT mana_guard.set_rule('index_name', 'log');
SELECT mana_guard.set_rule('drop_index_concurrently', 'log');
SET mana_guard.enabled = off;
CREATE TABLE app.legacy (id bigint PRIMARY KEY, kind text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SQL
quiet 'CREATE INDEX CONCURRENTLY is logged' "$(sql <<<'CREATE INDEX CONCURRENTLY legacy_kind ON app.legacy (kind);')"
like 'with its own columns' "$(sql <<<'SELECT code, team FROM mana_guard.log')" '^MG409\|postgres$'
