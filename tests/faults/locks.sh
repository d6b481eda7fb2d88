# What is refused at its start has taken no lock: each rule of section 6 refuses at once where the statement itself would have to wait, and
# what commits in its middle leaves nothing behind.
theme=locks

# Preloaded, to see what fires no event.
export PGOPTIONS='-c session_preload_libraries=mana_guard'
sql >/dev/null <<SQL
SET mana_guard.enabled = off;
SET allow_in_place_tablespaces = on;
CREATE TABLESPACE faults_disks LOCATION '';
CREATE TABLE app.folders (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size integer NOT NULL DEFAULT 0, name text, folder_id uuid, EXCLUDE (size WITH =) WHERE (size > 9));
CREATE INDEX files_size ON app.files (size);
CREATE FUNCTION app.nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER watched BEFORE UPDATE ON app.files FOR EACH ROW EXECUTE FUNCTION app.nothing();
INSERT INTO app.folders DEFAULT VALUES;
INSERT INTO app.files (name) VALUES ('a'), ('b');
CREATE MATERIALIZED VIEW app.names AS SELECT id, name FROM app.files;
CREATE UNIQUE INDEX names_id ON app.names (id);
CREATE TYPE app.mood AS ENUM ('sad', 'sober');
CREATE TABLE app.events (at timestamptz NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE app.events_old PARTITION OF app.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE app.events_new (at timestamptz NOT NULL);
INSERT INTO app.events VALUES ('2025-05-05');
INSERT INTO app.events_new VALUES ('2026-05-05');
SQL

open_session holder
open_session other
# No statement that is tried waits longer; what is set up may, on a busy machine.
ask other 'SET statement_timeout = 800'
other_pid=$(ask other 'SELECT pg_backend_pid()')

# in_time RULE CODE STATEMENT [PARAMS]: refused by the rule while another session uses the tables, with no lock left; without the rule the
# statement waits for that session until the timeout.
in_time() {
    local answer
    sql >/dev/null <<<"SELECT mana_guard.set_rule('*', 'off'), mana_guard.set_rule('$1', 'error', params => '${4:-{\}}');"
    # SELECT, INSERT and a VACUUM's lock stand for all that may be going on.
    ask holder "BEGIN; INSERT INTO app.files (name) VALUES ('open'); SELECT count(*) FROM app.names, app.events, app.events_new, app.folders;
        LOCK TABLE app.files IN SHARE UPDATE EXCLUSIVE MODE;" >/dev/null
    refused "$1 refuses at once: ${3%%(*}" "$(ask other "$3;")" "$2"
    is "$1 leaves no lock: ${3%%(*}" "$(ask holder "SELECT count(*) FROM pg_locks WHERE pid = $other_pid AND locktype = 'relation'")" 0
    sql >/dev/null <<<"SELECT mana_guard.set_rule('$1', 'off');"
    answer=$(ask other "$3;")
    refused "which would wait: ${3%%(*}" "$answer" 57014
    ask holder 'ROLLBACK;' >/dev/null
}

in_time index_concurrently MG601 'CREATE INDEX files_name ON app.files (name)'
in_time drop_index_concurrently MG602 'DROP INDEX app.files_size'
in_time reindex_concurrently MG603 'REINDEX TABLE app.files'
in_time not_null_needs_default MG604 'ALTER TABLE app.files ADD COLUMN note text NOT NULL'
in_time set_not_null_checked MG605 'ALTER TABLE app.files ALTER COLUMN name SET NOT NULL'
in_time constraint_not_valid MG606 'ALTER TABLE app.files ADD CONSTRAINT files_size_check CHECK (size >= 0)'
in_time constraint_not_valid MG606 'ALTER TABLE app.files ADD CONSTRAINT files_folder_fk FOREIGN KEY (folder_id) REFERENCES app.folders'
in_time unique_using_index MG607 'ALTER TABLE app.files ADD CONSTRAINT files_name_key UNIQUE (name)'
in_time no_table_rewrite MG608 'ALTER TABLE app.files SET UNLOGGED'
in_time no_type_change MG609 'ALTER TABLE app.files ALTER COLUMN size TYPE bigint'
in_time lock_timeout_set MG610 'ALTER TABLE app.files ADD COLUMN note text'
in_time migration_lock_held MG611 'ALTER TABLE app.files ADD COLUMN note text'
in_time migration_role MG612 'ALTER TABLE app.files ADD COLUMN note text' '{"roles": ["deployer"]}'
in_time no_volatile_default MG614 'ALTER TABLE app.files ADD COLUMN note text DEFAULT random()::text'
in_time no_generated_stored MG615 'ALTER TABLE app.files ADD COLUMN twice integer GENERATED ALWAYS AS (size * 2) STORED'
in_time attach_partition_checked MG616 "ALTER TABLE app.events ATTACH PARTITION app.events_new FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')"
in_time attach_partition_checked MG616 'ALTER TABLE app.events DETACH PARTITION app.events_old'
in_time no_exclusion_constraint MG617 'ALTER TABLE app.files ADD CONSTRAINT files_apart EXCLUDE (name WITH =)'
in_time matview_concurrently MG620 'REFRESH MATERIALIZED VIEW app.names'
in_time no_constraint_trigger_toggle MG621 'ALTER TABLE app.files DISABLE TRIGGER watched'
in_time no_set_tablespace MG622 'ALTER TABLE app.files SET TABLESPACE faults_disks'
in_time timeouts_set MG626 'ALTER TABLE app.files ADD COLUMN note text'
in_time robust_statements MG618 'DROP INDEX app.files_size'
in_time no_vacuum_full MG627 'VACUUM FULL app.files'
in_time no_vacuum_full MG627 'CLUSTER app.files USING files_size'
in_time no_truncate MG711 'TRUNCATE app.files'

# lock_chain: the transaction holds a lock of its own, and no other comes to it.
sql >/dev/null <<<"SELECT mana_guard.set_rule('*', 'off'), mana_guard.set_rule('lock_chain', 'error');"
ask holder "BEGIN; INSERT INTO app.files (name) VALUES ('open');" >/dev/null
ask other 'BEGIN; ALTER TABLE app.folders ADD COLUMN note text;' >/dev/null
refused 'lock_chain refuses at once' "$(ask other 'ALTER TABLE app.files ADD COLUMN note text;')" MG623
ask other ROLLBACK\; >/dev/null
ask holder ROLLBACK\; >/dev/null
sql >/dev/null <<<"SELECT mana_guard.set_rule('lock_chain', 'off');"

# What waits for nobody leaves no lock either.
in_passing() {
    sql >/dev/null <<<"SELECT mana_guard.set_rule('*', 'off'), mana_guard.set_rule('$1', 'error');"
    refused "$1 refuses ${3%% *}" "$(ask other "$3;")" "$2"
    is "$1 leaves no lock: ${3%%(*}" "$(sql <<<"SELECT count(*) FROM pg_locks WHERE pid = $other_pid AND locktype IN ('relation', 'object')")" 0
    sql >/dev/null <<<"SELECT mana_guard.set_rule('$1', 'off');"
}
in_passing enum_value_order MG619 "ALTER TYPE app.mood ADD VALUE 'glad'"
in_passing long_ddl MG625 'CREATE TABLE app.copies AS SELECT * FROM app.files'

ask other 'SET statement_timeout = 0'

# What is known when it is done: the savepoint before it has the locks that it had.
in_savepoint() {
    local before
    sql >/dev/null <<<"SELECT mana_guard.set_rule('*', 'off'), mana_guard.set_rule('$1', 'error');"
    ask other "BEGIN; $3; SAVEPOINT before;" >/dev/null
    locks="SELECT string_agg(relation::regclass || mode, ' ' ORDER BY relation, mode) FROM pg_locks WHERE pid = $other_pid AND locktype = 'relation'"
    before=$(sql <<<"$locks")
    like "$1: a lock is held" "$before" 'AccessExclusiveLock'
    refused "$1 refuses the second" "$(ask other "$4;")" "$2"
    ask other 'ROLLBACK TO before;' >/dev/null
    is "$1 leaves the locks of the first" "$(sql <<<"$locks")" "$before"
    ask other 'ROLLBACK;' >/dev/null
    sql >/dev/null <<<"SELECT mana_guard.set_rule('$1', 'off');"
}
in_savepoint one_table_per_transaction MG613 'ALTER TABLE app.folders ADD COLUMN note text' 'ALTER TABLE app.files ADD COLUMN note text'
in_savepoint mergeable_alters MG624 'ALTER TABLE app.files ADD COLUMN note text' 'ALTER TABLE app.files ADD COLUMN more text'

# What commits in its middle is refused before it begins.
sql >/dev/null <<<"SELECT mana_guard.set_rule('*', 'off'), mana_guard.set_rule('protected_object', 'error', schema_pattern => 'app');"
objects() {
    sql <<<"SELECT 'index ' || indexrelid::regclass || indisvalid::text || indisready::text FROM pg_index WHERE indrelid::regclass::text LIKE 'app.%'
UNION ALL SELECT 'partition ' || inhrelid::regclass || inhdetachpending::text FROM pg_inherits ORDER BY 1"
}
before=$(objects)
refused 'CREATE INDEX CONCURRENTLY is refused' "$(ask other 'CREATE INDEX CONCURRENTLY files_name ON app.files (name);')" MG709
refused 'so is DROP INDEX CONCURRENTLY' "$(ask other 'DROP INDEX CONCURRENTLY app.files_size;')" MG709
refused 'so is REINDEX CONCURRENTLY' "$(ask other 'REINDEX INDEX CONCURRENTLY app.files_size;')" MG709
refused 'so is DETACH CONCURRENTLY' "$(ask other 'ALTER TABLE app.events DETACH PARTITION app.events_old CONCURRENTLY;')" MG709
is 'nothing of them is left' "$(objects)" "$before"
sql >/dev/null <<<"SELECT mana_guard.set_rule('protected_object', 'off', schema_pattern => 'app');"
quiet 'each can be done then' "$(ask other 'CREATE INDEX CONCURRENTLY files_name ON app.files (name);')$(ask other 'DROP INDEX CONCURRENTLY app.files_name;')$(ask other 'REINDEX INDEX CONCURRENTLY app.files_size;')$(ask other 'ALTER TABLE app.events DETACH PARTITION app.events_old CONCURRENTLY;')"

# What is warned of before DROP INDEX CONCURRENTLY is logged when it is done: a row before would be what its transaction does first.
sql >/dev/null <<<"SELECT mana_guard.set_rule('protected_object', 'warn', schema_pattern => 'app'); DELETE FROM mana_guard.log;"
answer=$(ask other 'DROP INDEX CONCURRENTLY app.files_size;')
like 'DROP INDEX CONCURRENTLY is warned of' "$answer" '^WARNING:  MG709'
unlike 'and runs' "$answer" 'ERROR'
is 'and is logged' "$(sql <<<'SELECT command_tag, code FROM mana_guard.log')" 'DROP INDEX|MG709'

close_session other
close_session holder
unset PGOPTIONS
sql >/dev/null <<<"SET mana_guard.enabled = off; DROP SCHEMA app CASCADE;"
PGDATABASE=postgres sql >/dev/null <<<'DROP TABLESPACE faults_disks;'
