# Objects with the names of PostgreSQL's and the guard's, which come first in the path and fail where they are called; and names that forge.

lay_traps() {
    local traps types left right operator function table
    traps="CREATE SCHEMA trap;
CREATE FUNCTION trap.spring() RETURNS boolean LANGUAGE plpgsql AS \$f\$ BEGIN RAISE EXCEPTION 'the trap of %', current_user; END \$f\$;"
    for types in 'text, text' 'name, text' 'name, name' 'oid, oid' 'bigint, bigint' 'timestamptz, timestamptz'; do
        left=${types%,*} right=${types#*, }
        traps+="CREATE FUNCTION trap.compare($types) RETURNS boolean LANGUAGE sql AS 'SELECT trap.spring()';"
        for operator in = '<>' '<' '<=' '>' '~' '!~' '->'; do
            traps+="CREATE OPERATOR trap.$operator (LEFTARG = $left, RIGHTARG = $right, FUNCTION = trap.compare);"
        done
    done
    for function in 'now()' 'count(anyelement)' 'btrim(text)' 'quote_ident(text)' 'quote_ident(name)' 'string_to_table(text, text)' \
        'inet_client_addr()' 'gen_random_uuid()' 'statement_timestamp()' 'date_trunc(text, timestamptz)' 'lower(text)' \
        'format(text, text)' 'concat_ws(text, text)'; do
        traps+="CREATE FUNCTION trap.$function RETURNS boolean LANGUAGE sql AS 'SELECT trap.spring()';"
    done
    for table in policy exemptions service_schemas active_profile policy_history log rules; do
        traps+="CREATE TABLE trap.$table ($clean, rule text, severity text); INSERT INTO trap.$table (rule, severity) VALUES ('*', 'off');"
    done
    traps+="CREATE TYPE trap.severity AS ENUM ('off'); CREATE TYPE trap.timing AS ENUM ('none'); CREATE TYPE trap.finding AS (a text);
CREATE DOMAIN trap.jsonb AS text;"
    quiet "$how: traps are laid" "$(dev <<<"SET client_min_messages = error; $traps")"
    sql >/dev/null <<<'GRANT ALL ON SCHEMA trap TO PUBLIC; GRANT ALL ON ALL TABLES IN SCHEMA trap TO PUBLIC;'
    like "$how: and spring" "$(sql <<<"SET search_path = trap, pg_catalog; SELECT 'a'::text = 'b';")" 'the trap of postgres'
}

steps_into_no_trap() {
    local path answer
    for path in 'trap, pg_catalog, mana_guard' 'trap, mana_guard, app, pg_temp'; do
        refused "$how: path $path: a superuser's breach" "$(sql <<<"SET search_path = $path; $breach")" MG301
        answer=$(sql <<SQL
SET search_path = $path;
BEGIN;
SELECT 1 FROM mana_guard.set_rule('user_id_text', 'warn'), mana_guard.exempt('app.ones', 'MG301, MG302', 'none'), mana_guard.use_profile('strict');
SELECT 1 FROM mana_guard.audit() UNION
SELECT 1 FROM mana_guard.findings('trap.log'::pg_catalog.regclass) UNION
SELECT 1 FROM mana_guard.explain('app.ones') UNION
SELECT 1 FROM mana_guard.status();
SELECT 1 FROM mana_guard.simulate(mana_guard.export_policy()) UNION
SELECT 1 FROM mana_guard.import_policy(mana_guard.export_policy()) UNION
SELECT 1 FROM mana_guard.baseline('none');
SELECT 1 FROM mana_guard.rules UNION
SELECT 1 FROM mana_guard.registry UNION
SELECT 1 FROM mana_guard.log_by_week UNION
SELECT 1 FROM mana_guard.document_errors('{}');
SELECT 1 FROM mana_guard.deprecate('app.things', 'none'), mana_guard.fix('app.things') UNION
SELECT 1 FROM mana_guard.deprecations_due;
SELECT mana_guard.prune_log('1 day') IS NULL, mana_guard.check_now() IS NULL;
ALTER TABLE app.things RENAME CONSTRAINT things_size_key TO size_key;
DELETE FROM mana_guard.policy; UPDATE mana_guard.exemptions SET ticket = 'none'; TRUNCATE mana_guard.active_profile;
ALTER TABLE app.things RENAME TO others_things; DROP TABLE app.others_things;
ROLLBACK;
SQL
)
        unlike "$how: path $path: a superuser steps into no trap" "$answer" 'ERROR|trap of'
        answer=$(dev <<<"CREATE TEMPORARY TABLE log (LIKE trap.log); CREATE TEMPORARY TABLE exemptions (LIKE trap.log);
CREATE TEMPORARY TABLE policy (LIKE trap.log); SET search_path = pg_temp, $path;
CREATE TABLE app.\"Warned\" (LIKE app.things INCLUDING ALL); SELECT 'rows ' || pg_catalog.count(*) FROM pg_temp.log;")
        unlike "$how: path $path: a warning steps into none" "$answer" 'ERROR|trap of'
        like "$how: path $path: it is logged in no table of one's own" "$answer" '^rows 0'
        is "$how: path $path: but in the log" "$(sql <<<"SELECT session_user_name, object_name FROM mana_guard.log WHERE command_tag = 'CREATE TABLE';
DELETE FROM mana_guard.log; SET mana_guard.enabled = off; DROP TABLE app.\"Warned\";")" 'bypass_dev|Warned'
    done
}

# What is kept says who it was and what was made, in the log's rows and in the server's log, one finding a row and one refusal a line.
log_is_true() {
    local made lines log
    log=$PGHOST/data/log
    made=$(PGAPPNAME=$'postgres\nLOG:  mana_guard refuses {"session_user":"postgres"}' dev 2>&1 <<'SQL'
CREATE TABLE app."Two
ERROR:  lines" (LIKE app.things INCLUDING ALL);
CREATE TABLE app."it's ""%s"" ', 'postgres'); --" (LIKE app.things INCLUDING ALL);
CREATE TABLE app.U&"\0007\001B[2JBells\000D" (LIKE app.things INCLUDING ALL);
CREATE TABLE app.U&"\202EDrawkcab\2066" (LIKE app.things INCLUDING ALL);
CREATE TABLE app."}],""session_user"":""Postgres""" (LIKE app.things INCLUDING ALL);
CREATE TABLE app."Éééééééééééééééééééééééééééééé" (LIKE app.things INCLUDING ALL);
BEGIN; CREATE TABLE app."Rolled back" (LIKE app.things INCLUDING ALL); ROLLBACK;
BEGIN; SAVEPOINT one; CREATE TABLE app."Savepoint" (LIKE app.things INCLUDING ALL); ROLLBACK TO one; COMMIT;
DO $$ BEGIN CREATE TABLE app."Caught" (LIKE app.things INCLUDING ALL); RAISE EXCEPTION 'undone'; EXCEPTION WHEN OTHERS THEN NULL; END $$;
BEGIN; SET LOCAL ROLE bypass_group; CREATE TABLE app."As the group" (id uuid PRIMARY KEY,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()); COMMIT;
BEGIN; CREATE TABLE app."Read only" (LIKE app.things INCLUDING ALL); SET TRANSACTION READ ONLY; COMMIT;
BEGIN; CREATE TABLE app."Prepared" (LIKE app.things INCLUDING ALL); PREPARE TRANSACTION 'bypass';
SQL
)
    unlike "$how: names of any shape pass with a warning" "$made" '^ERROR:  [^l]'
    sql <<<"COMMIT PREPARED 'bypass';"
    is "$how: each is one row, of the table that is there" "$(sql <<<"SELECT count(*), count(DISTINCT relname) FROM mana_guard.log
        FULL JOIN (SELECT relname FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind = 'r' AND relname ~ '[^a-z_]') AS made
        ON relname = object_name")" '9|9'
    is "$how: of the role that made it" "$(sql <<<"SELECT DISTINCT session_user_name, current_user_name, command_tag, rule, told, override_reason
        FROM mana_guard.log ORDER BY 2")" \
        "$(printf 'bypass_dev|bypass_dev|CREATE TABLE|table_snake_case|warn|\nbypass_dev|bypass_group|CREATE TABLE|table_snake_case|warn|')"
    sql >/dev/null <<SQL
CREATE FUNCTION app.by_superuser(text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS 'BEGIN EXECUTE \$1; END';
DELETE FROM mana_guard.log;
SQL
    dev <<<"SET application_name = 'postgres'; SELECT app.by_superuser('CREATE TABLE app.\"Another''s\" ($clean)');" >/dev/null
    is "$how: with the session and the acting user" \
        "$(sql <<<'SELECT session_user_name, current_user_name, application_name FROM mana_guard.log')" 'bypass_dev|postgres|postgres'
    sql <<'SQL' | sql
DELETE FROM mana_guard.log;
SELECT 'SET mana_guard.enabled = off; DROP FUNCTION app.by_superuser;';
SELECT format('DROP TABLE %s;', oid::regclass) FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind = 'r' AND relname ~ '[^a-z_]';
SQL
    # Each line of the server's log begins as the server has it begin, and what goes on is indented.
    is "$how: no line of the server's log is forged" "$(grep -cvE $'^([0-9]{4}-[0-9-]+ [0-9:.]+ [A-Z]+ \\[[0-9]+\\] |\t)' "$log")" 0
    lines=$(sed -nE 's/^[0-9-]+ [0-9:.]+ [A-Z]+ \[[0-9]+\] LOG:  mana_guard refuses (\{.*\})$/\1/p' "$log" | grep -F "\"database\":\"$PGDATABASE\"")
    at_most "$how: a hundred refusals are in it" 100 "$(wc -l <<<"$lines")"
    is "$how: each of who it was" bypass_dev \
        "$(sql -v json="[$(paste -sd, <<<"$lines")]" <<<"SELECT DISTINCT one->>'session_user' FROM jsonb_array_elements(:'json') AS one")"
}
