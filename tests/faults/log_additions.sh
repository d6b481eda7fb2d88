# What a house adds to the log is taken along: columns, indexes, constraints; triggers don't fire, and nothing breaks.
theme=log_additions

sql <<'SQL'
CREATE ROLE log_dev LOGIN;
GRANT ALL ON SCHEMA app TO log_dev;
SQL
count=0
dev() { PGUSER=log_dev sql "$@"; }

# added NAME SQL [QUERY WANTED]: after the SQL a warning of another role is logged; of its row the query gives what is wanted.
added() {
    local answer query=${3:-SELECT 1} wanted=${4:-1}
    quiet "$1: it is made" "$(sql <<<"SET client_min_messages = error; SET mana_guard.enabled = off; $2")"
    count=$((count + 1))
    answer=$(dev -c 'CREATE TABLE app.added_'$count' (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamp, updated_at timestamptz NOT NULL DEFAULT now());')
    unlike "$1: a warning passes" "$answer" 'ERROR|connection|terminated'
    is "$1: its row is there" "$(sql <<<"SELECT DISTINCT object_name, current_user_name FROM mana_guard.log WHERE object_name = 'added_$count'")" "added_$count|log_dev"
    is "$1: as it should be" "$(sql <<<"$query FROM mana_guard.log WHERE object_name = 'added_$count' LIMIT 1")" "$wanted"
}

sql <<<"SELECT mana_guard.set_rule('timestamp_shape', 'warn');" >/dev/null
added 'nothing' ''
added 'a column with a default' "ALTER TABLE mana_guard.log ADD COLUMN seen boolean NOT NULL DEFAULT false;" 'SELECT seen' f
added 'a default that asks for the user' 'ALTER TABLE mana_guard.log ADD COLUMN writer name DEFAULT current_user;' 'SELECT writer' postgres
added 'an identity' 'ALTER TABLE mana_guard.log ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;' 'SELECT number > 0' t
added 'a generated column' "ALTER TABLE mana_guard.log ADD COLUMN place text GENERATED ALWAYS AS (schema_name || '.' || object_name) STORED;" 'SELECT place ~ $$^app\.added_$$' t
added 'a dropped column' 'ALTER TABLE mana_guard.log ADD COLUMN gone text, DROP COLUMN seen; ALTER TABLE mana_guard.log DROP COLUMN gone;'
added 'an index on an expression' 'CREATE INDEX log_lower ON mana_guard.log (lower(message));' "SELECT (SELECT count(*) FROM mana_guard.log WHERE lower(message) LIKE '%created_at%') > 0" t
added 'a partial index' "CREATE INDEX log_part ON mana_guard.log (rule) WHERE told = 'warn';"
added 'a GIN and a BRIN index' "CREATE INDEX log_gin ON mana_guard.log USING gin (to_tsvector('simple', message)); CREATE INDEX log_brin ON mana_guard.log USING brin (logged_at);"
added 'a deferrable unique constraint' 'ALTER TABLE mana_guard.log ADD CONSTRAINT log_key UNIQUE (transaction_id, rule, identity, message) DEFERRABLE INITIALLY DEFERRED;'
added 'an exclusion constraint' 'ALTER TABLE mana_guard.log ADD CONSTRAINT log_excluded EXCLUDE (identity WITH =, message WITH =);'
added 'a CHECK' "ALTER TABLE mana_guard.log ADD CONSTRAINT log_told CHECK (told <= severity);"
added 'a foreign key' 'CREATE TABLE mana_guard.teams (rule text PRIMARY KEY); ALTER TABLE mana_guard.log ADD FOREIGN KEY (rule) REFERENCES mana_guard.teams DEFERRABLE INITIALLY DEFERRED NOT VALID;'
added 'triggers' "CREATE FUNCTION app.loud() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN RAISE EXCEPTION 'loud'; END \$\$;
    CREATE TRIGGER before_row BEFORE INSERT ON mana_guard.log FOR EACH ROW EXECUTE FUNCTION app.loud();
    CREATE TRIGGER after_row AFTER INSERT ON mana_guard.log FOR EACH ROW EXECUTE FUNCTION app.loud();
    CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON mana_guard.log DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.loud();
    ALTER TABLE mana_guard.log ENABLE ALWAYS TRIGGER at_commit;"
added 'a rule' 'CREATE RULE log_nothing AS ON INSERT TO mana_guard.log DO INSTEAD NOTHING;'
added 'row level security' 'ALTER TABLE mana_guard.log ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;'
added 'a child' 'CREATE TABLE mana_guard.log_old () INHERITS (mana_guard.log);'
added 'a publication' 'CREATE PUBLICATION log_out FOR TABLE mana_guard.log;'
added 'no logging, and a rewrite' 'DROP PUBLICATION log_out; ALTER TABLE mana_guard.log SET UNLOGGED; CLUSTER mana_guard.log USING log_logged_at;'
added 'another owner' 'CREATE ROLE log_owner; ALTER TABLE mana_guard.log OWNER TO log_owner;' 'SELECT writer' log_owner

is 'the indexes have the rows' "$(sql <<<"SET enable_seqscan = off; SELECT count(*) FROM mana_guard.log WHERE lower(message) LIKE '%'")" "$(sql <<<'SELECT count(*) FROM mana_guard.log')"
answer=$(dev <<<"$(printf 'SET application_name = %s; ' "$(printf '%063d' 0 | tr 0 x)") CREATE TABLE app.long_$(printf '%050d' 0) (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamp, updated_at timestamptz NOT NULL DEFAULT now());")
unlike 'the longest names are logged' "$answer" ERROR
answer=$(sql <<<"SELECT set_config('mana_guard.override_reason', (SELECT string_agg(md5(i::text), '') FROM generate_series(1, 20000) AS i), false) IS NULL; CREATE TABLE app.toasted ($bare);")
unlike 'so is a reason of a size that is stored apart' "$answer" ERROR
is 'and whole' "$(sql <<<"SELECT max(length(override_reason)) FROM mana_guard.log")" 640000

# What doesn't let a row in refuses the command, by its own error; the server stands.
sql <<'SQL'
SET mana_guard.enabled = off;
ALTER TABLE mana_guard.log ADD COLUMN strict integer NOT NULL DEFAULT 1;
ALTER TABLE mana_guard.log ALTER COLUMN strict DROP DEFAULT;
SQL
refused 'a column that must be filled' "$(dev -c 'CREATE TABLE app.lost (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamp, updated_at timestamptz NOT NULL DEFAULT now());')" 23502
sql <<<"SET mana_guard.enabled = off; ALTER TABLE mana_guard.log ALTER COLUMN strict SET DEFAULT 1 / 0;"
refused 'a default that fails' "$(dev -c 'CREATE TABLE app.lost (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamp, updated_at timestamptz NOT NULL DEFAULT now());')" 22012
sql <<SQL
SET mana_guard.enabled = off;
CREATE FUNCTION app.busy() RETURNS integer LANGUAGE plpgsql AS \$\$ BEGIN CREATE TABLE app.sides ($clean); DROP TABLE app.sides; RETURN 1; END \$\$;
CREATE FUNCTION app.endless() RETURNS integer LANGUAGE plpgsql AS \$\$ BEGIN CREATE TABLE app.sides (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamp, updated_at timestamptz NOT NULL DEFAULT now()); DROP TABLE app.sides; RETURN 1; END \$\$;
GRANT USAGE ON SCHEMA app TO log_owner;
GRANT CREATE ON SCHEMA app TO log_owner;
ALTER TABLE mana_guard.log ALTER COLUMN strict SET DEFAULT app.busy();
SQL
unlike 'a default that makes tables' "$(dev -c 'CREATE TABLE app.busy (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamp, updated_at timestamptz NOT NULL DEFAULT now());')" ERROR
sql <<<'SET mana_guard.enabled = off; ALTER TABLE mana_guard.log ALTER COLUMN strict SET DEFAULT app.endless();'
like 'and one that is logged itself' "$(dev -c 'CREATE TABLE app.endless (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamp, updated_at timestamptz NOT NULL DEFAULT now());')" '^ERROR:  (54001|42P07)'
is 'the server stands' "$(sql <<<'SELECT 1')" 1
is 'and never crashed' "$(grep -c 'terminated by signal' "$work/faults/data/log")" 0
