# A rule of a house's own can neither write, nor become somebody else, nor let a statement through unchecked, nor end it otherwise
# than a rule does; of what its function does nothing stays.
theme=own_rules

sql <<'SQL'
CREATE ROLE own_dba SUPERUSER LOGIN;
CREATE ROLE own_admin LOGIN;
CREATE ROLE own_dev LOGIN;
GRANT ALL ON SCHEMA app TO own_admin, own_dev;
GRANT EXECUTE ON FUNCTION mana_guard.add_rule TO own_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON mana_guard.own_rules TO own_admin;
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('own', 'error');
CREATE TABLE app.seen (what text);
GRANT ALL ON app.seen TO PUBLIC;
CREATE VIEW app.peeked AS SELECT 1 AS one;
CREATE FUNCTION app.writes() RETURNS int VOLATILE LANGUAGE plpgsql AS $$ BEGIN INSERT INTO app.seen VALUES ('written'); RETURN 1; END $$;
CREATE FUNCTION app.creates() RETURNS int VOLATILE LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE app.made (id int); RETURN 1; END $$;
-- A prepared statement isn't a transaction's: it would stay for whoever comes next.
CREATE FUNCTION app.prepares() RETURNS int VOLATILE LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'PREPARE kept AS SELECT 1'; RETURN 1; END $$;
SQL

# rule ROLE BODY: the rule `tried`, added by that role, has a function of its with that body in PL/pgSQL.
rule() {
    PGUSER=$1 sql <<SQL
CREATE FUNCTION app.tried_$1(relation regclass) RETURNS SETOF mana_guard.finding STABLE LANGUAGE plpgsql AS \$\$ DECLARE x text; BEGIN $2 END \$\$;
SELECT FROM mana_guard.add_rule('tried', 'app.tried_$1(regclass)', severity => 'error');
SQL
}
# gone: what rule() made.
gone() { sql -c "SELECT mana_guard.remove_rule('tried'); DROP FUNCTION IF EXISTS app.tried_own_dba, app.tried_own_admin" >/dev/null; }
create='CREATE TABLE app.t (id int);'
# fails NAME ROLE BODY PATTERN: a developer's statement is refused by the rule, because its function fails with that.
fails() {
    local answer
    quiet "$1: is added" "$(rule "$2" "$3")"
    answer=$(PGUSER=own_dev sql <<<"$create")
    refused "$1" "$answer" MGX01
    like "$1: says why" "$answer" "ERROR:  MGX01: rule tried can't check table app.t: $4"
    gone
}

for role in own_dba own_admin; do
    fails "$role: writes" $role "INSERT INTO app.seen VALUES ('x');" 'INSERT is not allowed in a non-volatile function'
    fails "$role: writes by another function" $role 'x := app.writes();' 'cannot execute INSERT in a read-only transaction'
    fails "$role: creates" $role 'CREATE TABLE app.made (id int);' 'CREATE TABLE is not allowed in a non-volatile function'
    fails "$role: creates by another function" $role 'x := app.creates();' 'cannot execute CREATE TABLE in a read-only transaction'
    fails "$role: prepares by another function" $role 'x := app.prepares();' 'cannot execute PREPARE within security-restricted operation'
    fails "$role: is read only for good" $role "x := set_config('transaction_read_only', 'off', false);" 'cannot set transaction read-write mode inside a read-only transaction'
    fails "$role: takes another role" $role "x := set_config('role', 'postgres', false);" 'cannot set parameter "role" within security-(restricted operation|definer function)'
    fails "$role: takes another session" $role "x := set_config('session_authorization', 'postgres', false);" 'cannot set parameter "session_authorization" within security-(restricted operation|definer function)'
    fails "$role: raises" $role "RAISE EXCEPTION 'of its own' USING ERRCODE = 'MG201';" 'of its own'
    fails "$role: reads a view" $role 'SELECT one INTO x FROM app.peeked;' '(access to non-system view "peeked" is restricted|permission denied for view peeked)'
    fails "$role: calls itself without end" $role "PERFORM app.tried_$role(relation);" 'stack depth limit exceeded'
    fails "$role: divides by zero" $role 'x := 1 / 0;' 'division by zero'
    fails "$role: returns another type" $role 'RETURN QUERY SELECT 1;' 'structure of query does not match function result type'
    fails "$role: asks for itself" $role 'RETURN QUERY SELECT (mana_guard.new_finding(one.message)).* FROM mana_guard.findings(relation) AS one;' 'it is asked by a rule of its own kind'
done
fails 'reads what its role may not' own_admin 'SELECT rolpassword INTO x FROM pg_authid LIMIT 1;' 'permission denied for table pg_authid'
is 'nothing was written' "$(sql <<<'SELECT count(*) FROM app.seen; SELECT to_regclass($$app.made$$);')" '0'

# Settings, and what else would outlive it.
rule own_dba "PERFORM set_config('mana_guard.enabled', 'off', false), set_config('search_path', 'app', false), pg_notify('own', 'heard');"
answer=$(PGUSER=own_dev sql <<<"LISTEN own; $create SHOW mana_guard.enabled; SHOW search_path; SELECT current_user; SHOW transaction_read_only; DROP TABLE app.t;")
quiet 'what it sets is no matter' "$answer"
is 'and nothing stays' "$answer" "$(printf 'on\n"$user", public\nown_dev\noff')"
gone

# A cancel and a timeout end the statement, not the check.
rule own_dba 'PERFORM pg_sleep(60);'
answer=$(PGUSER=own_dev sql <<<"SET statement_timeout = '300ms'; $create RESET statement_timeout; SELECT to_regclass('app.t') IS NULL;")
refused 'a timeout' "$answer" 57014
like 'and the table is not there' "$answer" '^t$'
gone

# As whom it runs is whoever added it, and no other may say what runs.
rule own_admin "RETURN NEXT mana_guard.new_finding(format('as %s', current_user));" >/dev/null
like 'as its role' "$(sql <<<"$create")" 'MGX01: as own_admin'
sql -c "ALTER FUNCTION app.tried_own_admin OWNER TO own_dev"
PGUSER=own_dev sql <<'SQL'
CREATE OR REPLACE FUNCTION app.tried_own_admin(relation regclass) RETURNS SETOF mana_guard.finding STABLE LANGUAGE plpgsql AS
    $$ BEGIN RETURN NEXT mana_guard.new_finding(format('taken by %s', current_user)); END $$;
SQL
answer=$(PGUSER=own_dba sql <<<"$create")
refused 'a function that somebody else could replace' "$answer" MGX01
like 'is not called' "$answer" 'belongs to another role than the one that added the rule'
refused 'nor can it be added again' "$(PGUSER=own_dba sql <<<"SELECT mana_guard.add_rule('tried', 'app.tried_own_admin(regclass)')")" MG900
gone
refused 'nobody writes in another'\''s name' "$(PGUSER=own_dev sql <<<"INSERT INTO mana_guard.own_rules (name, code, function_schema, function_name, updated_by) VALUES ('a', 'MGX01', 'app', 'a', 'own_dba')")" 42501
rule own_admin 'RETURN;' >/dev/null
PGUSER=own_admin sql <<<"UPDATE mana_guard.own_rules SET updated_by = 'own_dba'"
is 'nor does an administrator' "$(sql <<<'SELECT updated_by FROM mana_guard.own_rules')" own_admin
sql -c 'REVOKE ALL ON SCHEMA app FROM own_admin'
like 'a role that lost its rights' "$(PGUSER=own_dev sql <<<"$create")" "MGX01: rule tried can't check table app.t: permission denied for schema app"
sql -c 'GRANT ALL ON SCHEMA app TO own_admin' && gone

# Gone, or never there.
rule own_dba 'RETURN;' >/dev/null
quiet 'a rule that finds nothing' "$(PGUSER=own_dev sql <<<"$create DROP TABLE app.t;")"
sql -c 'DROP FUNCTION app.tried_own_dba'
like 'a function that was dropped' "$(PGUSER=own_dev sql <<<"$create")" "MGX01: rule tried can't check table app.t: function app.tried_own_dba\(regclass\) does not exist"
like 'status() tells' "$(sql <<<'SELECT (mana_guard.status()).problems')" 'function app.tried_own_dba\(regclass\) does not exist'
quiet 'under the cap it only logs' "$(PGOPTIONS='-c mana_guard.max_severity=log' sql <<<"$create DROP TABLE app.t;")"
quiet 'switched off it is off' "$(PGOPTIONS='-c mana_guard.enabled=off' sql <<<"$create DROP TABLE app.t;")"
sql -c "DELETE FROM mana_guard.own_rules"
quiet 'a row deleted by hand' "$(PGUSER=own_dev sql <<<"$create DROP TABLE app.t;")"

# Savepoints, DO blocks and COMMIT.
sql -c "SELECT mana_guard.set_rule('*', 'off')" >/dev/null
rule own_dba "IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = relation AND attname = 'note') THEN RETURN NEXT mana_guard.new_finding('no note'); END IF;" >/dev/null
sql -c "SELECT mana_guard.set_rule('tried', 'error', timing => 'commit')" >/dev/null
answer=$(PGUSER=own_dev sql <<<"BEGIN; SAVEPOINT a; $create ROLLBACK TO a; $create RELEASE a; DO 'BEGIN ALTER TABLE app.t ADD COLUMN x int; EXCEPTION WHEN others THEN NULL; END'; COMMIT;")
refused 'at COMMIT' "$answer" MGX01
quiet 'mended before' "$(PGUSER=own_dev sql <<<"BEGIN; SAVEPOINT a; $create RELEASE a; ALTER TABLE app.t ADD COLUMN note text; COMMIT; DROP TABLE app.t;")"
gone
