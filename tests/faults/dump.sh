# All that a policy is made of travels with a dump as it is: rows, authors, dates, numbers, history; and guards as before.
theme=dump
source=$PGDATABASE

sql >/dev/null <<SQL
CREATE ROLE dump_editor LOGIN;
CREATE ROLE dump_team;
CREATE ROLE dump_dev LOGIN IN ROLE dump_team;
GRANT ALL ON SCHEMA app TO dump_dev, dump_team;
GRANT SELECT, INSERT, UPDATE, DELETE ON mana_guard.policy, mana_guard.exemptions, mana_guard.service_schemas, mana_guard.active_profile TO dump_editor;
GRANT EXECUTE ON FUNCTION mana_guard.set_rule, mana_guard.exempt, mana_guard.use_profile, mana_guard.use_profiles TO dump_editor;
SET mana_guard.enabled = off;
CREATE TABLE app.legacy ($bare, user_id uuid);
CREATE TABLE app.waived ($bare);
INSERT INTO app.waived DEFAULT VALUES;
INSERT INTO app.legacy SELECT gen_random_uuid() FROM generate_series(1, 1000);
ALTER TABLE app.waived OWNER TO dump_team;
RESET mana_guard.enabled;
SELECT mana_guard.set_rule('user_id_text', 'warn', 'app', 'old_*', params => '{"columns": ["user_id", "uid"]}', reason => 'ümlaut "quoted" \\ backslash', advice => E'two\nlines');
SELECT mana_guard.set_rule('require_timestamps', 'warn', role_name => 'dump_team', timing => 'commit', existing => 'ignore', exemptions_follow => true, docs_url => 'https://wiki.example.com');
SELECT mana_guard.exempt('app.waived', 'require_timestamps', 'known', until => now() + interval '1 year', ticket => 'T-1');
SELECT mana_guard.exempt('app.gone', '*', 'over', until => '2020-01-01');
SELECT mana_guard.baseline('stood there');
INSERT INTO mana_guard.service_schemas (service, schema_name, owner_role, migration_lock_id) VALUES ('mana-app', 'app', 'dump_team', 4711);
INSERT INTO mana_guard.service_schemas (service, schema_name, removed) VALUES ('mana-mail', 'mail', true);
CREATE FUNCTION app.no_secrets(regclass) RETURNS SETOF mana_guard.finding LANGUAGE sql STABLE AS
    \$\$SELECT mana_guard.new_finding('a secret', attname) FROM pg_attribute WHERE attrelid = \$1 AND attname = 'secret'\$\$;
SELECT mana_guard.add_rule('no_secrets', 'app.no_secrets(regclass)', severity => 'error', summary => 'ümlaut', why => E'two\nlines');
SELECT mana_guard.set_rule('no_secrets', 'warn', 'other');
SELECT mana_guard.exempt('app.known', 'MGX01', 'known');
SELECT mana_guard.use_profile('strict');
SELECT mana_guard.deprecate('app.legacy', 'ümlaut "quoted" \\ backslash');
SELECT mana_guard.deprecate('app.waived', E'two\nlines', 'id');
UPDATE mana_guard.deprecations SET deprecated_at = '2026-01-02 03:04:05.678901+00' WHERE column_name IS NULL;
SQL
PGUSER=dump_editor sql >/dev/null <<'SQL'
SELECT mana_guard.set_rule('timestamp_shape', 'log', reason => 'the editor''s');
SELECT mana_guard.set_rule('schema_name', 'off');
DELETE FROM mana_guard.policy WHERE rule = 'schema_name';
UPDATE mana_guard.exemptions SET ticket = 'T-2' WHERE reason = 'known';
SELECT mana_guard.use_profiles(ARRAY['mana_platform', 'dont_do_this']);
SQL

# state: all rows of the policy's tables, and what their sequences give next.
state() {
    local table
    for table in policy exemptions service_schemas active_profile own_rules policy_history deprecations; do
        sql <<<"SELECT '$table', one FROM mana_guard.$table AS one ORDER BY one::text COLLATE \"C\";"
    done
    sql <<<"SELECT 'next', last_value, is_called FROM mana_guard.policy_id_seq UNION ALL SELECT 'next', last_value, is_called FROM mana_guard.exemptions_id_seq;"
}
original=$(state)
like 'the source has another'\''s rows' "$original" '^policy\|.*dump_editor'
is 'and what is announced' "$(grep -c '^deprecations|' <<<"$original")" 2
like 'and history' "$original" '^policy_history\|.*delete'

# guards NAME: the policy holds here as it did there.
guards() {
    refused "$1: refuses" "$(sql <<<"CREATE TABLE app.breaches ($bare);")" MG301
    like "$1: refuses by the own rule" "$(sql <<<"CREATE TABLE app.own ($clean, secret text);")" 'ERROR:  MGX01: a secret'
    like "$1: a row for a role holds for its members" "$(PGUSER=dump_dev sql <<<"CREATE TABLE app.breaches ($bare); DROP TABLE app.breaches;")" '^WARNING:  MG301'
    refused "$1: the registry knows the owner" "$(sql <<<"CREATE ROLE dump_other; GRANT ALL ON SCHEMA app TO dump_other; SET ROLE dump_other; CREATE TABLE app.breaches ($clean); RESET ROLE; DROP OWNED BY dump_other; DROP ROLE dump_other;")" MG107
    is "$1: exemptions and baseline hold" "$(sql <<<"SELECT count(*) FROM mana_guard.audit('app', '*') WHERE NOT exempt;")" 0
    is "$1: nothing is wrong" "$(sql <<<'SELECT profile, problems, exemptions_expired FROM mana_guard.status()')" 'mana_platform, dont_do_this|{}|1'
    quiet "$1: what was announced may go" "$(sql <<<'BEGIN; SET LOCAL client_min_messages = warning; DROP TABLE app.legacy; ROLLBACK;')"
    like "$1: but nothing else" "$(sql <<<'BEGIN; DROP TABLE app.waived; ROLLBACK;')" '(WARNING|ERROR):  MG702: table app.waived is dropped without notice'
    like "$1: nor too soon" "$(sql <<<'BEGIN; ALTER TABLE app.waived DROP COLUMN id; ROLLBACK;')" 'MG701: column id of table app.waived was announced for removal on'
    is "$1: a change is kept once" "$(sql <<<"BEGIN; DELETE FROM mana_guard.policy WHERE rule = 'timestamp_shape'; SELECT count(*) FROM mana_guard.policy_history WHERE transaction_id = pg_current_xact_id(); ROLLBACK;")" 1
}
# restored NAME ANSWER STATUS
restored() {
    is "$1 succeeds" "$3" 0
    unlike "$1 has no error" "$2" '([Ee]rror|ERROR|FATAL):'
    is "$1 brings all as it was" "$(state)" "$original"
    is "$1 brings the data" "$(sql <<<'SELECT count(*) FROM app.legacy')" 1000
    guards "$1"
}
# target NAME: an empty database, which becomes PGDATABASE.
target() {
    PGDATABASE=postgres sql -c "CREATE DATABASE $1 TEMPLATE template0"
    export PGDATABASE=$1
}
dump() { "$bindir/pg_dump" "$@" "$source" || die 'pg_dump failed'; }

guards 'the source'
dump -f "$work/policy.sql"
dump --column-inserts -f "$work/policy_inserts.sql"
dump -Fc -f "$work/policy.dump"
dump -Fd -j 2 -f "$work/policy.folder"

target dump_plain
answer=$(sql -f "$work/policy.sql")
restored psql "$answer" $?
target dump_inserts
answer=$(sql --single-transaction -f "$work/policy_inserts.sql")
restored 'INSERTs in one transaction' "$answer" $?
target dump_custom
answer=$("$bindir/pg_restore" -d "$PGDATABASE" "$work/policy.dump" 2>&1)
restored pg_restore "$answer" $?
target dump_parallel
answer=$("$bindir/pg_restore" -j 4 -d "$PGDATABASE" "$work/policy.folder" 2>&1)
restored 'pg_restore -j 4' "$answer" $?
target dump_sections
answer=$(for section in pre-data data post-data; do "$bindir/pg_restore" --section=$section -d "$PGDATABASE" "$work/policy.dump" 2>&1 || echo ERROR: $section; done)
restored 'pg_restore by sections' "$answer" 0

# Schema and data apart. With --disable-triggers pg_dump turns ALWAYS into ORIGIN: that is told, with what mends it.
target dump_apart
answer=$(sql -f <(dump --schema-only) && sql -f <(dump --data-only))
restored 'schema, then data' "$answer" $?
target dump_disabled
answer=$(sql -f <(dump --schema-only) && sql -f <(dump --data-only --disable-triggers))
unlike '--disable-triggers has no error' "$answer" ERROR
is '--disable-triggers brings all as it was' "$(state)" "$original"
is 'status() knows what it did' "$(sql <<<'SELECT cardinality(problems) > 0 FROM mana_guard.status()' | tail -n 1)" t
answer=$(sql <<<"CREATE TABLE app.breaches ($bare);")
refused 'it guards all the same' "$answer" MG301
answer=$(sql <<<"CREATE TABLE app.breaches ($bare); CREATE TABLE app.breaches ($bare);")
like 'and warns, where a copy of the policy is used again' "$answer" 'WARNING:.*triggers of mana_guard.policy are not all ENABLE ALWAYS'
sql <<<"SET client_min_messages = error; $(sed -nE 's/^HINT:  (ALTER TABLE mana_guard.*)/\1/p' <<<"$answer")"
guards 'once that is mended'

# A second restore over the first changes nothing, and a restored copy is dumped alike.
answer=$("$bindir/pg_restore" --clean --if-exists -d dump_custom "$work/policy.dump" 2>&1)
export PGDATABASE=dump_custom
restored 'pg_restore --clean over it' "$answer" $?
is 'a dump of the copy is the same' "$("$bindir/pg_dump" dump_plain | grep -v '^-- Dumped\|^\\')" "$(grep -v '^-- Dumped\|^\\' "$work/policy.sql")"

# Another role restores tables into a guarded database, with the override that it was lent.
sql <<<'CREATE ROLE dump_restorer LOGIN; GRANT SET ON PARAMETER mana_guard.override_reason TO dump_restorer;'
guarded_database dump_lent dump_restorer
sql <<<'GRANT ALL ON SCHEMA app TO dump_restorer; GRANT dump_team TO dump_restorer;'
answer=$(PGOPTIONS='-c mana_guard.override_reason=restore\ of\ today' "$bindir/pg_restore" -U dump_restorer --no-owner -n app -d dump_lent "$work/policy.dump" 2>&1)
is 'a lent override lets a restore pass' "$(sql <<<'SELECT count(*) FROM app.legacy')" 1000
# pg_restore gives a table its key later: MG501 is told a step milder, which no override is needed for.
is 'and each breach is logged with its reason' "$(sql <<<"SELECT DISTINCT override_reason, session_user_name FROM mana_guard.log WHERE severity = 'error' AND code <> 'MG501'")" 'restore of today|dump_restorer'
