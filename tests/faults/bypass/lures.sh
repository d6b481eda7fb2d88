# What a superuser's commands come upon (lures.psql): each runs the role's functions as often as PostgreSQL alone does, and as whom it does.

# Statements of a superuser's, each undone.
mapfile -t superusers_statements <<'SQL'
SELECT lure.trap(1)
ALTER TABLE lure.things ADD COLUMN more int NOT NULL DEFAULT 1
ALTER TABLE lure.things ADD COLUMN more lure.odd
ALTER TABLE lure.things ADD COLUMN more lure.words
ALTER TABLE lure.things ADD COLUMN more lure.mood DEFAULT 'good'::text
ALTER TABLE lure.things ADD COLUMN more lure.span DEFAULT '[1,3]' NOT NULL
ALTER TABLE lure.things ALTER COLUMN user_id TYPE text
ALTER TABLE lure.things ALTER COLUMN mood TYPE text
ALTER TABLE lure.things ALTER COLUMN mood SET NOT NULL
ALTER TABLE lure.things ALTER COLUMN mood SET DEFAULT 'bad'::text
ALTER TABLE lure.things ALTER COLUMN created_at TYPE date
ALTER TABLE lure.things RENAME COLUMN user_id TO owner_id
ALTER TABLE lure.things RENAME TO files
ALTER TABLE lure.things SET SCHEMA public
ALTER TABLE lure.things VALIDATE CONSTRAINT things_check
ALTER TABLE lure.things ADD CHECK (mood <> 'bad') NOT VALID
ALTER TABLE lure.things ADD UNIQUE (mood)
ALTER TABLE lure.things DROP COLUMN n
ALTER TABLE lure.things OWNER TO postgres
ALTER TABLE lure.things DISABLE ROW LEVEL SECURITY
ALTER TABLE lure.things SET UNLOGGED
ALTER TABLE lure.things REPLICA IDENTITY FULL
ALTER TABLE lure.parts ATTACH PARTITION lure.parts_two FOR VALUES IN (2)
ALTER TABLE lure.parts DETACH PARTITION lure.parts_one
ALTER TABLE lure.parts ADD COLUMN more lure.odd
CREATE INDEX ON lure.things (mood)
CREATE INDEX ON lure.things USING gist (span)
CREATE TABLE lure.more (LIKE lure.things INCLUDING ALL)
CREATE TABLE lure.more AS SELECT id, mood FROM lure.things
CREATE TABLE lure.more () INHERITS (lure.things)
CREATE TABLE lure.more PARTITION OF lure.parts FOR VALUES IN (lure.trap(3))
CREATE VIEW lure.more AS SELECT * FROM lure.views
REFRESH MATERIALIZED VIEW lure.kept
COMMENT ON TABLE lure.things IS $$one$$
GRANT SELECT ON lure.things TO PUBLIC
GRANT ALL ON ALL TABLES IN SCHEMA lure TO bypass_lead
ALTER SCHEMA lure RENAME TO lures
ALTER DOMAIN lure.words ADD CHECK (VALUE <> $$b$$)
ALTER DOMAIN lure.odd SET DEFAULT 2
ALTER TYPE lure.mood RENAME VALUE $$bad$$ TO $$worse$$
ALTER TYPE lure.mood RENAME TO moods
DROP TYPE lure.mood CASCADE
DROP DOMAIN lure.odd CASCADE
DROP TABLE lure.things CASCADE
DROP SCHEMA lure CASCADE
DROP OWNED BY bypass_dev CASCADE
REASSIGN OWNED BY bypass_dev TO postgres
ALTER PUBLICATION lures SET TABLE lure.things
TRUNCATE lure.things
CLUSTER lure.things USING things_id
REINDEX TABLE lure.things
ANALYZE lure.things
EXPLAIN ANALYZE CREATE TABLE lure.more AS SELECT mood FROM lure.things
SELECT count(*) FROM mana_guard.audit()
SELECT count(*) FROM mana_guard.findings($$lure.things$$)
SELECT count(*) FROM mana_guard.fix($$lure.things$$)
SELECT mana_guard.baseline($$all$$)
SET LOCAL search_path = lure, pg_catalog; SELECT 1 FROM mana_guard.audit() LIMIT 1; ALTER TABLE things ADD COLUMN more int
SQL

# calls_of SWITCH: a line a statement, with how often it called a function of the role's, as a superuser too, and the error that it ends with.
calls_of() {
    local statement
    {
        echo "SET client_min_messages = error; SET mana_guard.max_severity = log; SET mana_guard.enabled = $1;"
        for statement in "${superusers_statements[@]}"; do
            cat <<SQL
SELECT WHERE setval('lure.calls', 1, false) + setval('lure.calls_as_superuser', 1, false) IS NULL;
\\echo [${statement//\'/\$}]
BEGIN;
\\o /dev/null
$statement;
SELECT mana_guard.check_now();
\\o
ROLLBACK;
SELECT 'calls ' || CASE WHEN one.is_called THEN one.last_value ELSE 0 END, CASE WHEN root.is_called THEN root.last_value ELSE 0 END
FROM lure.calls AS one, lure.calls_as_superuser AS root;
SQL
        done
    } | sql -v VERBOSITY=sqlstate | grep -v 25P02
}

runs_nobodys_code() {
    local with without
    quiet "$how: lures are laid" "$(PGOPTIONS='-c client_min_messages=error' sql <"$attempts/lures.psql")"
    without=$(calls_of off) with=$(calls_of on)
    like "$how: a superuser's command would run the role's code" "$without" '^calls [1-9][0-9]*\|[1-9]'
    at_most "$how: each statement has its line" "${#superusers_statements[@]}" "$(grep -c '^calls ' <<<"$with")"
    is "$how: as often with the guard as without" "$(diff <(echo "$without") <(echo "$with"))" ''
    count=$((count + ${#superusers_statements[@]}))
    sql >/dev/null <<<'SET client_min_messages = error; SET mana_guard.enabled = off; DROP SCHEMA lure CASCADE;'
}
