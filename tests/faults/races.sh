# Two sessions at one object. B has changed it and not committed when A comes; A waits for B, B commits, A goes on with an object that
# is no more what it was. Or B has committed, and A has the object in its caches. Whatever A then gets, it gets with the guard on
# and with it switched off exactly what it gets without the extension: the SQLSTATE, and whether it waits.
theme=races

# Subject | what B does to it.
b_does='
t|DROP TABLE svc.t
t|ALTER TABLE svc.t RENAME TO t_was
t|ALTER TABLE svc.t SET SCHEMA moved
t|ALTER TABLE svc.t DROP COLUMN a
t|ALTER TABLE svc.t RENAME COLUMN a TO a_was
t|DROP SCHEMA svc CASCADE
i|DROP INDEX svc.i
i|ALTER INDEX svc.i RENAME TO i_was
i|ALTER TABLE svc.t DROP COLUMN a
i|ALTER TABLE svc.t SET SCHEMA moved
i|DROP TABLE svc.t
i|DROP SCHEMA svc CASCADE
v|DROP VIEW svc.v
v|ALTER VIEW svc.v RENAME TO v_was
v|ALTER VIEW svc.v SET SCHEMA moved
v|DROP SCHEMA svc CASCADE
n|DROP TABLE svc.n
n|ALTER TABLE svc.n RENAME TO n_was
n|ALTER TABLE svc.n SET SCHEMA moved
n|ALTER TABLE svc.n DROP COLUMN a
n|DROP TABLE svc.parts
n|DROP SCHEMA svc CASCADE
p|DROP TABLE svc.p
p|ALTER TABLE svc.p RENAME TO p_was
p|ALTER TABLE svc.parts DETACH PARTITION svc.p
p|DROP TABLE svc.parts
p|DROP SCHEMA svc CASCADE
d|DROP DOMAIN svc.d
d|ALTER DOMAIN svc.d SET SCHEMA moved
d|DROP SCHEMA svc CASCADE
'

# Subject | what A does with it.
a_does='
t|ALTER TABLE IF EXISTS svc.t SET SCHEMA moved
t|ALTER TABLE IF EXISTS svc.t RENAME TO t_new
t|ALTER TABLE IF EXISTS svc.t RENAME COLUMN a TO a_new
t|ALTER TABLE IF EXISTS svc.t ADD COLUMN c integer
t|ALTER TABLE IF EXISTS svc.t DROP COLUMN IF EXISTS a
t|ALTER TABLE IF EXISTS svc.t ALTER COLUMN a TYPE bigint
t|ALTER TABLE IF EXISTS svc.t ADD FOREIGN KEY (a) REFERENCES svc.o
t|ALTER TABLE svc.o ADD FOREIGN KEY (a) REFERENCES svc.t
t|ALTER TABLE IF EXISTS svc.t ADD CHECK (a > 0)
t|ALTER TABLE IF EXISTS svc.t ENABLE ROW LEVEL SECURITY
t|DROP TABLE IF EXISTS svc.t
t|DROP TABLE IF EXISTS svc.t, svc.o CASCADE
t|TRUNCATE svc.t
t|CREATE INDEX ON svc.t (a)
t|REINDEX TABLE svc.t
t|CLUSTER svc.t USING i
t|COMMENT ON TABLE svc.t IS $$a comment$$
t|COMMENT ON COLUMN svc.t.a IS $$a comment$$
t|GRANT SELECT ON svc.t TO PUBLIC
t|GRANT SELECT ON ALL TABLES IN SCHEMA svc TO PUBLIC
t|CREATE TRIGGER g BEFORE UPDATE ON svc.t FOR EACH ROW EXECUTE FUNCTION moved.noop()
t|DROP TRIGGER IF EXISTS g ON svc.t
t|CREATE POLICY r ON svc.t USING (true)
t|CREATE OR REPLACE VIEW moved.w AS SELECT id FROM svc.t
t|CREATE TABLE moved.w (LIKE svc.t INCLUDING ALL)
t|CREATE TABLE moved.w () INHERITS (svc.t)
t|ALTER SEQUENCE moved.q OWNED BY svc.t.a
i|DROP INDEX IF EXISTS svc.i
i|DROP INDEX IF EXISTS svc.i, svc.i2
i|DROP INDEX svc.i
i|DROP INDEX CONCURRENTLY IF EXISTS svc.i
i|ALTER INDEX IF EXISTS svc.i RENAME TO i_new
i|ALTER INDEX IF EXISTS svc.i SET (fillfactor = 80)
i|REINDEX INDEX svc.i
i|COMMENT ON INDEX svc.i IS $$a comment$$
i|CREATE INDEX IF NOT EXISTS i ON svc.t (a)
v|ALTER VIEW IF EXISTS svc.v RENAME TO v_new
v|ALTER VIEW IF EXISTS svc.v SET SCHEMA moved
v|ALTER VIEW IF EXISTS svc.v SET (security_invoker = true)
v|DROP VIEW IF EXISTS svc.v
v|CREATE OR REPLACE VIEW svc.v AS SELECT id FROM svc.o
v|GRANT SELECT ON svc.v TO PUBLIC
n|ALTER TABLE svc.parts ATTACH PARTITION svc.n FOR VALUES IN (2)
n|ALTER TABLE IF EXISTS svc.parts ATTACH PARTITION svc.n FOR VALUES IN (2)
p|ALTER TABLE IF EXISTS svc.parts DETACH PARTITION svc.p
p|ALTER TABLE svc.parts DETACH PARTITION svc.p CONCURRENTLY
p|ALTER TABLE svc.parts ADD COLUMN c integer
p|CREATE INDEX ON svc.parts (a)
p|DROP TABLE IF EXISTS svc.p
d|ALTER DOMAIN svc.d SET DEFAULT 1
d|ALTER DOMAIN svc.d ADD CHECK (VALUE > 0)
d|CREATE TABLE moved.w (id svc.d)
d|DROP DOMAIN IF EXISTS svc.d
'

# The candidate n has the CHECK that MG616 asks for: that rule looks at it, and lets it pass.
objects='DROP SCHEMA IF EXISTS svc, moved CASCADE;
CREATE SCHEMA svc; CREATE SCHEMA moved;
CREATE FUNCTION moved.noop() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
CREATE SEQUENCE moved.q;
CREATE DOMAIN svc.d AS integer;
CREATE TABLE svc.o (id integer PRIMARY KEY, a integer);
CREATE TABLE svc.t (id integer PRIMARY KEY, a integer, b text);
CREATE INDEX i ON svc.t (a);
INSERT INTO svc.o VALUES (1, 1);
INSERT INTO svc.t VALUES (1, 1, $$b$$);
CREATE INDEX i2 ON svc.o (a);
CREATE VIEW svc.v AS SELECT id FROM svc.o;
CREATE TABLE svc.parts (id integer NOT NULL, a integer) PARTITION BY LIST (id);
CREATE TABLE svc.p PARTITION OF svc.parts FOR VALUES IN (1);
CREATE TABLE svc.n (id integer NOT NULL CHECK (id IS NOT NULL AND id = 2), a integer);'
# As migration tools do. A has the names in its caches then, and no more than the names: printing one would read the whole row.
look="SELECT to_regclass('svc.t') IS NULL, to_regclass('svc.i') IS NULL, to_regclass('svc.v') IS NULL, to_regclass('svc.n') IS NULL,
    to_regclass('svc.p') IS NULL, to_regclass('svc.parts') IS NULL, to_regtype('svc.d') IS NULL;"

# With the rules that are on by default, which wait in other places than those that are on only in the second; nothing is refused.
modes=(plain default every off)
declare -A database=([plain]=faults_races_plain [default]=faults_races [every]=faults_races_every [off]=faults_races) pid=()

# Waits until the statement with this mark waits for a lock or is done, and says which.
watch_function="CREATE FUNCTION pg_temp.watch(watched integer, mark text) RETURNS text LANGUAGE plpgsql AS \$\$
DECLARE found record;
BEGIN
    FOR i IN 1 .. 4000 LOOP
        PERFORM pg_stat_clear_snapshot();
        SELECT state, wait_event_type INTO found FROM pg_stat_activity WHERE pid = watched AND query LIKE '%' || mark || '%';
        IF found.wait_event_type = 'Lock' THEN RETURN 'waits'; END IF;
        IF found.state <> 'active' THEN RETURN 'at once'; END IF;
        PERFORM pg_sleep(0.005);
    END LOOP;
    RETURN 'neither waits nor ends';
END \$\$;"

open_races() {
    local mode
    for mode in "${modes[@]}"; do
        PGDATABASE=${database[$mode]}
        open_session "maker_$mode" && ask "maker_$mode" "SET mana_guard.enabled = off; SET client_min_messages = error;" >/dev/null
        open_session "a_$mode" && open_session "b_$mode"
        [ "$mode" != off ] || { ask a_off 'SET mana_guard.enabled = off' && ask b_off 'SET mana_guard.enabled = off'; } >/dev/null
        ask "a_$mode" "SET lock_timeout = '20s'" >/dev/null
        # Its first DDL reads the event triggers, and hears there of all that others have done.
        ask "a_$mode" "CREATE TABLE public.races_$mode (id integer); DROP TABLE public.races_$mode;" >/dev/null
        pid[$mode]=$(ask "a_$mode" 'SELECT pg_backend_pid()')
    done
    PGDATABASE=postgres
    open_session watch && ask watch "$watch_function" >/dev/null
    PGDATABASE=faults_races
}

close_races() {
    local mode
    for mode in "${modes[@]}"; do close_session "maker_$mode" && close_session "a_$mode" && close_session "b_$mode"; done
    close_session watch
}

# A server that has crashed starts again, and the sessions anew. First the crash must have reached the others.
reopen_races() {
    local try
    for try in {1..1000}; do [ "$(ask watch 'SELECT 1' 2>/dev/null)" = 1 ] || break; done
    close_races 2>/dev/null
    for try in {1..100}; do
        "$bindir/psql" -X -q -d postgres -c 'SELECT 1' >/dev/null 2>&1 && break
        sleep 0.1
    done
    open_races
}

# code ANSWER: the SQLSTATE in it, 00000 where there is none.
code() {
    if [[ $1 =~ 'server closed the connection'|'terminating connection'|'has ended or gives no answer' ]]; then
        echo crash
    elif [[ $1 =~ (ERROR|FATAL):\ \ ([0-9A-Z]{5}): ]]; then
        echo "${BASH_REMATCH[2]}"
    else
        echo 00000
    fi
}

marks=0
# race ORDER MODE B A: what A gets, in $got: whether it waited, the SQLSTATE.
race() {
    local order=$1 mode=$2 b=$3 a=$4 mark waited=
    marks=$((marks + 1)) mark="race $marks "
    ask "maker_$mode" "$objects" >/dev/null
    if [ "$order" = fresh ]; then
        ask "b_$mode" "$b;" >/dev/null
        send "a_$mode" "$a"
    elif [ "$order" = waiting ]; then
        ask "a_$mode" "$look" >/dev/null
        ask "b_$mode" "BEGIN; $b;" >/dev/null
        send "a_$mode" "$a /* $mark */"
        waited=$(ask watch "SELECT pg_temp.watch(${pid[$mode]}, '$mark')"), 
        ask "b_$mode" 'COMMIT;' >/dev/null
    else
        # Who holds the lock, and has read all that the guard asks for, hears nothing of the others. Neither fits.
        [ "$order" != held ] || ask "a_$mode" 'BEGIN; SELECT FROM svc.parts LIMIT 0; SAVEPOINT s;
            ALTER TABLE svc.parts ATTACH PARTITION svc.v FOR VALUES IN (2); ROLLBACK TO s;
            ALTER TABLE svc.parts ATTACH PARTITION svc.t FOR VALUES IN (2); ROLLBACK TO s;' >/dev/null
        [ "$order" = held ] || ask "a_$mode" 'BEGIN;' >/dev/null
        ask "a_$mode" "$look" >/dev/null
        ask "b_$mode" "$b;" >/dev/null
        send "a_$mode" "$a; COMMIT"
    fi
    answer=$(receive "a_$mode")
    got="$waited$(code "$answer")"
    [[ $got != *crash ]] || return
    # It is the same session, and answers.
    [ "$(ask "a_$mode" 'SELECT pg_backend_pid()')" = "${pid[$mode]}" ] || got+=', and the session is lost'
}

# A session that a crash has ended can't be written to.
trap '' PIPE
sql -c 'CREATE DATABASE faults_races_plain'
guarded_database faults_races_every
sql -c "SELECT mana_guard.set_rule('*', 'log')" >/dev/null
PGDATABASE=faults_races
sql -c "ALTER DATABASE faults_races SET mana_guard.max_severity = 'warn'"
open_races

waits=0
for subject in t i v n p d; do
    # ATTACH meets a rule that could refuse it, alone and with all others; DETACH would be refused.
    for mode in default every; do
        [ "$subject" != n ] || ask "maker_$mode" "SELECT mana_guard.set_rule('MG616', 'error');" >/dev/null
        [ "$subject" != p ] || ask "maker_$mode" "SELECT mana_guard.set_rule('MG616', 'log');" >/dev/null
    done
    while IFS= read -r b; do
        while IFS= read -r a; do
            race fresh plain "$b" "$a"
            fresh=$got
            orders=(waiting cached)
            # A holds the table to which the candidate goes, if B doesn't need that.
            [[ $subject != n || $b != *svc.n* ]] || orders+=(held)
            for order in "${orders[@]}"; do
                race "$order" plain "$b" "$a"
                alone=$got
                [[ $alone != waits* ]] || waits=$((waits + 1))
                for mode in default every off; do
                    race "$order" "$mode" "$b" "$a"
                    # PostgreSQL alone stumbled over what the guard made A notice in time.
                    [[ $order = waiting && $alone != *XX000 ]] || [ "${got#waits,}" != "$fresh" ] || got=$alone
                    is "$order, $mode: B: $b; A: $a" "$got" "$alone"
                    [[ $got != *crash ]] || reopen_races
                done
            done
        done < <(sed -n "s/^$subject|//p" <<<"$a_does")
    done < <(sed -n "s/^$subject|//p" <<<"$b_does")
done
# Without a wait there is no race; some commands, such as those on domains, take no lock that a drop would hold.
at_most 'A waited for B in most pairs' 150 "$waits"
like 'the guard judged what A did' "$(sql -d faults_races_every -c 'SELECT count(*) FROM mana_guard.log')" '^[0-9]{3,}$'
close_races
trap - PIPE
