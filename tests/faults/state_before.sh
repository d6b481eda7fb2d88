# The state before a command may refer to what the command, or one before it in the transaction, has taken: functions, types, operators,
# collations. A migration that PostgreSQL carries out passes with the guard as without it, on a table that has findings.
theme=state_before

sql >/dev/null <<'SQL'
SELECT mana_guard.set_rule('*', 'log');
SELECT mana_guard.set_rule(category, 'warn') FROM unnest('{placement,types,columns,keys,security}'::text[]) AS category;
SELECT mana_guard.set_rule(rule, 'log') FROM unnest('{column_comment,text_limit,no_enum}'::text[]) AS rule;
CREATE ROLE state_before_owner;
SQL

# The table of each case, in breach of many rules. {type}, {function} and so on are made in schema "made", or by an extension.
table='CREATE TABLE svc.t (id integer, user_id uuid, "Name" text, n integer NOT NULL DEFAULT 1, kept char(3), made_at timestamp);'

# passes NAME SETUP COMMANDS: in a fresh pair of schemas that is set up without the guard nothing is said but what stood before, as
# PostgreSQL alone says nothing.
passes() {
    sql <<SQL >"$work/setup"
SET mana_guard.enabled = off;
SET client_min_messages = error;
DROP SCHEMA IF EXISTS svc CASCADE;
DROP SCHEMA IF EXISTS made CASCADE;
CREATE SCHEMA svc;
CREATE SCHEMA made;
$table
INSERT INTO svc.t (id) VALUES (1);
$2
SQL
    is "the set-up of $1" "$(cat "$work/setup")" ''
    answer=$(sql <<<"$3")
    is "$1" "$(grep -E '(ERROR|FATAL|PANIC|WARNING):  ' <<<"$answer")" ''
    mentioned+=$(grep -c 'NOTICE: .* existing violations\?, not held against this command' <<<"$answer")
}
mentioned=

type="CREATE TYPE made.mood AS ENUM ('sad', 'gay');"
domain="CREATE DOMAIN made.email AS text CHECK (VALUE <> '') DEFAULT 'x';"
function="CREATE FUNCTION made.f(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT \$1';
CREATE FUNCTION made.g() RETURNS text LANGUAGE sql VOLATILE AS 'SELECT ''x''::text';"
operator="CREATE FUNCTION made.same(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT \$1 = \$2';
CREATE OPERATOR made.=== (FUNCTION = made.same, LEFTARG = integer, RIGHTARG = integer);"
collation="CREATE COLLATION made.odd (locale = 'C');"
trigger="CREATE FUNCTION made.fires() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"

# What may refer to it, and how each goes: by itself, with its schema, with its owner's things.
declare -A makes=([type]=$type [domain]=$domain [function]=$function [operator]=$operator [collation]=$collation [trigger]=$trigger
    [range]="CREATE TYPE made.span AS RANGE (subtype = integer);"
    [composite]="CREATE TYPE made.pair AS (a integer, b text);"
    [subtype]="$type CREATE TYPE made.moods AS RANGE (subtype = made.mood);"
    [operators]="CREATE OPERATOR FAMILY made.family USING btree; CREATE OPERATOR CLASS made.ops FOR TYPE integer USING btree FAMILY made.family AS
        OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(integer, integer);"
    [wrapper]="CREATE FOREIGN DATA WRAPPER made_wrapper; CREATE SERVER made_server FOREIGN DATA WRAPPER made_wrapper OPTIONS (host 'a'); $domain")
declare -A drops=([type]='DROP TYPE made.mood CASCADE' [domain]='DROP DOMAIN made.email CASCADE' [function]='DROP FUNCTION made.f, made.g CASCADE'
    [operator]='DROP FUNCTION made.same CASCADE' [collation]='DROP COLLATION made.odd CASCADE' [trigger]='DROP FUNCTION made.fires CASCADE'
    [range]='DROP TYPE made.span CASCADE' [composite]='DROP TYPE made.pair CASCADE'
    [subtype]='DROP TYPE made.mood CASCADE' [operators]='DROP OPERATOR FAMILY made.family USING btree CASCADE'
    [wrapper]='DROP SERVER made_server CASCADE; DROP FOREIGN DATA WRAPPER made_wrapper; DROP DOMAIN made.email CASCADE')
# KIND|HOW IT IS REFERRED TO
users=(
    "type|ALTER TABLE svc.t ADD COLUMN kind made.mood"
    "type|ALTER TABLE svc.t ADD COLUMN kind made.mood NOT NULL DEFAULT 'sad'"
    "type|ALTER TABLE svc.t ADD COLUMN kinds made.mood[] DEFAULT '{sad}'"
    "type|ALTER TABLE svc.t ADD COLUMN kind made.mood, ADD CHECK (kind <> 'sad'), ADD CHECK (\"Name\"::made.mood = 'gay')"
    "type|ALTER TABLE svc.t ADD COLUMN kind made.mood; CREATE INDEX ON svc.t (kind); CREATE INDEX ON svc.t (id) WHERE kind = 'sad'"
    "type|ALTER TABLE svc.t ALTER COLUMN \"Name\" SET DEFAULT 'sad'::made.mood::text"
    "type|CREATE VIEW svc.v AS SELECT id, 'sad'::made.mood AS m FROM svc.t"
    "type|CREATE TABLE svc.p (m made.mood, id integer) PARTITION BY LIST (m); CREATE TABLE svc.p1 PARTITION OF svc.p FOR VALUES IN ('sad')"
    "domain|ALTER TABLE svc.t ADD COLUMN mail made.email"
    "domain|ALTER TABLE svc.t ADD COLUMN mails made.email[], ADD CHECK (\"Name\"::made.email <> 'y')"
    "domain|CREATE DOMAIN made.mail AS made.email; ALTER TABLE svc.t ADD COLUMN mail made.mail DEFAULT 'z'"
    "function|ALTER TABLE svc.t ALTER COLUMN n SET DEFAULT made.f(2), ALTER COLUMN \"Name\" SET DEFAULT made.g()"
    "function|ALTER TABLE svc.t ADD COLUMN twice integer GENERATED ALWAYS AS (made.f(n)) STORED"
    "function|ALTER TABLE svc.t ADD CHECK (made.f(n) > 0), ADD CHECK (made.g() <> \"Name\")"
    "function|CREATE INDEX ON svc.t ((made.f(n))); CREATE INDEX ON svc.t (n) WHERE made.f(n) > 0"
    "function|ALTER TABLE svc.t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON svc.t USING (made.f(n) > 0) WITH CHECK (made.g() <> '')"
    "function|CREATE VIEW svc.v AS SELECT made.f(n) FROM svc.t"
    "function|CREATE DOMAIN svc.d AS integer CHECK (made.f(VALUE) > 0) DEFAULT made.f(1); ALTER TABLE svc.t ADD COLUMN d svc.d"
    "function|CREATE STATISTICS svc.s ON (made.f(n)), id FROM svc.t"
    "function|CREATE RULE r AS ON DELETE TO svc.t WHERE made.f(OLD.n) > 0 DO INSTEAD NOTHING"
    "operator|ALTER TABLE svc.t ADD CHECK (n OPERATOR(made.===) id)"
    "operator|CREATE INDEX ON svc.t (id) WHERE n OPERATOR(made.===) 1; ALTER TABLE svc.t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON svc.t USING (n OPERATOR(made.===) 1)"
    "collation|ALTER TABLE svc.t ADD COLUMN c text COLLATE made.odd; CREATE INDEX ON svc.t (c)"
    "collation|CREATE INDEX ON svc.t (\"Name\" COLLATE made.odd); ALTER TABLE svc.t ADD CHECK (\"Name\" COLLATE made.odd > 'a')"
    "trigger|CREATE TRIGGER tr BEFORE UPDATE ON svc.t FOR EACH ROW WHEN (OLD.n > 1) EXECUTE FUNCTION made.fires()"
    "range|ALTER TABLE svc.t ADD COLUMN s made.span DEFAULT '[1,2)', ADD CHECK (s @> 1)"
    "composite|ALTER TABLE svc.t ADD COLUMN pair made.pair DEFAULT '(1,x)', ADD CHECK ((pair).a > 0)"
    "composite|CREATE TABLE svc.typed OF made.pair"
    "subtype|ALTER TABLE svc.t ADD COLUMN s made.moods DEFAULT '[sad,gay)', ADD CHECK (s @> 'sad'::made.mood)"
    "subtype|ALTER TABLE svc.t ADD COLUMN s made.moods; CREATE INDEX ON svc.t USING gist (s); ALTER TABLE svc.t ADD COLUMN m made.mood[]"
    "operators|CREATE INDEX ON svc.t (n made.ops); CREATE UNIQUE INDEX ON svc.t (id made.ops) WHERE n > 0"
    "operators|ALTER TABLE svc.t ADD EXCLUDE USING btree (n made.ops WITH =)"
    "operators|CREATE TABLE svc.p (id integer, user_id uuid) PARTITION BY RANGE (id made.ops); CREATE TABLE svc.p1 PARTITION OF svc.p FOR VALUES FROM (1) TO (9)"
    "function|CREATE TABLE svc.p (id integer, user_id uuid) PARTITION BY RANGE (made.f(id)); CREATE TABLE svc.p1 PARTITION OF svc.p FOR VALUES FROM (1) TO (9)"
    "collation|CREATE TABLE svc.p (c text COLLATE made.odd, user_id uuid) PARTITION BY RANGE (c); CREATE TABLE svc.p1 PARTITION OF svc.p FOR VALUES FROM ('a') TO ('m')"
    "wrapper|CREATE FOREIGN TABLE svc.far (mail made.email OPTIONS (name 'm') CHECK (mail <> 'y'), user_id uuid) SERVER made_server OPTIONS (path 'b')"
    "wrapper|CREATE TABLE svc.p (mail made.email, id integer, user_id uuid) PARTITION BY LIST (id); CREATE FOREIGN TABLE svc.p1 PARTITION OF svc.p FOR VALUES IN (1) SERVER made_server"
)
for user in "${users[@]}"; do
    kind=${user%%|*} use=${user#*|}
    passes "$use: ${drops[$kind]}" "${makes[$kind]} $use;" "${drops[$kind]};"
    [ "$kind" = wrapper ] || passes "$use: its schema goes" "${makes[$kind]} $use;" 'DROP SCHEMA made CASCADE;'
    passes "$use: altered, and it goes in the same transaction" "${makes[$kind]} $use;" \
        "BEGIN; ALTER TABLE svc.t ADD COLUMN created_on date, ALTER COLUMN n SET DEFAULT 7; ${drops[$kind]}; COMMIT;"
done
for kind in type domain function; do
    passes "what its owner has goes: $kind" "${makes[$kind]} ALTER TABLE svc.t ADD COLUMN again text;
        $(case $kind in type) echo 'ALTER TYPE made.mood OWNER TO state_before_owner; ALTER TABLE svc.t ADD COLUMN kind made.mood DEFAULT '\''sad'\'';' ;;
            domain) echo 'ALTER DOMAIN made.email OWNER TO state_before_owner; ALTER TABLE svc.t ADD COLUMN mail made.email;' ;;
            *) echo 'ALTER FUNCTION made.f OWNER TO state_before_owner; ALTER TABLE svc.t ADD CHECK (made.f(n) > 0);' ;; esac)" \
        'DROP OWNED BY state_before_owner CASCADE;'
done

# An extension's types and operator classes.
citext='CREATE EXTENSION citext SCHEMA made; ALTER TABLE svc.t ADD COLUMN c made.citext DEFAULT '\''x'\'' CHECK (c <> '\''y'\'');
CREATE INDEX ON svc.t (c); CREATE UNIQUE INDEX ON svc.t (c) WHERE c > '\''a'\'';'
passes 'an extension goes' "$citext" 'DROP EXTENSION citext CASCADE;'
passes 'an extension goes with its schema' "$citext" 'DROP SCHEMA made CASCADE;'
trgm='CREATE EXTENSION pg_trgm SCHEMA made; CREATE INDEX ON svc.t USING gin ("Name" made.gin_trgm_ops);'
passes 'an operator class goes with its extension' "$trgm" 'DROP EXTENSION pg_trgm CASCADE;'
passes 'an operator class goes with its index' "$trgm" 'BEGIN; ALTER TABLE svc.t ADD COLUMN note text; DROP EXTENSION pg_trgm CASCADE; COMMIT;'

# A wrapper and its tables.
passes 'a server goes' "CREATE FOREIGN DATA WRAPPER made_nothing; CREATE SERVER made_nowhere FOREIGN DATA WRAPPER made_nothing;
    $type CREATE FOREIGN TABLE svc.far (kind made.mood, user_id uuid) SERVER made_nowhere OPTIONS (a 'b');" \
    'DROP TYPE made.mood CASCADE; DROP FOREIGN DATA WRAPPER made_nothing CASCADE;'

# As the tools generate the exchange of an enum; what is judged at COMMIT is judged when the old one is gone.
enum="$type ALTER TABLE svc.t ADD COLUMN kind made.mood NOT NULL DEFAULT 'sad';"
passes 'TypeORM' "$enum" "BEGIN;
    ALTER TYPE made.mood RENAME TO mood_old;
    CREATE TYPE made.mood AS ENUM ('sad', 'gay', 'sober');
    ALTER TABLE svc.t ALTER COLUMN kind DROP DEFAULT;
    ALTER TABLE svc.t ALTER COLUMN kind TYPE made.mood USING kind::text::made.mood;
    ALTER TABLE svc.t ALTER COLUMN kind SET DEFAULT 'sad';
    DROP TYPE made.mood_old;
    COMMIT;"
passes 'Prisma' "$enum" "BEGIN;
    CREATE TYPE made.mood_new AS ENUM ('sad', 'sober');
    ALTER TABLE svc.t ALTER COLUMN kind DROP DEFAULT;
    ALTER TABLE svc.t ALTER COLUMN kind TYPE made.mood_new USING (kind::text::made.mood_new);
    ALTER TYPE made.mood RENAME TO mood_old;
    ALTER TYPE made.mood_new RENAME TO mood;
    DROP TYPE made.mood_old;
    ALTER TABLE svc.t ALTER COLUMN kind SET DEFAULT 'sad';
    COMMIT;"
passes 'a column and then its type' "$enum" 'BEGIN; ALTER TABLE svc.t DROP COLUMN kind; DROP TYPE made.mood; COMMIT;'
passes 'the same without a transaction' "$enum" 'ALTER TABLE svc.t DROP COLUMN kind; DROP TYPE made.mood;'
passes 'a type goes and comes' "$enum" "BEGIN; DROP TYPE made.mood CASCADE; CREATE TYPE made.mood AS ENUM ('x'); ALTER TABLE svc.t ADD COLUMN kind made.mood; COMMIT;"
passes 'a function goes and comes' "$function ALTER TABLE svc.t ALTER COLUMN n SET DEFAULT made.f(2);" "BEGIN; ALTER TABLE svc.t ALTER COLUMN n DROP DEFAULT; DROP FUNCTION made.f;
    CREATE FUNCTION made.f(integer) RETURNS integer LANGUAGE sql AS 'SELECT 2'; ALTER TABLE svc.t ALTER COLUMN n SET DEFAULT made.f(3); COMMIT;"

# Not because nothing was looked at: of most of these the state before was read, and what was found had stood there.
at_most 'cases in which nothing stood before' "$(tr -cd 0 <<<"$mentioned" | wc -c)" $((${#mentioned} / 3))
sql >/dev/null <<<'SET mana_guard.enabled = off; DROP SCHEMA svc CASCADE; DROP SCHEMA made CASCADE; DROP ROLE state_before_owner;'
