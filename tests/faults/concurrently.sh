# Commands that commit in their middle are never refused at their end: that would leave half their work behind.
theme=concurrently

sql >/dev/null <<SQL
SET mana_guard.enabled = off;
CREATE TABLE public.legacy (id integer, user_id uuid);
CREATE TABLE public.parts (id integer, user_id uuid) PARTITION BY LIST (id);
CREATE TABLE public.part_1 PARTITION OF public.parts FOR VALUES IN (1);
INSERT INTO public.legacy SELECT i, NULL FROM generate_series(1, 100) AS i;
SQL

open_session main
pid=$(ask main 'SELECT pg_backend_pid()')
half_done="SELECT (SELECT count(*) FROM pg_index WHERE NOT indisvalid) + (SELECT count(*) FROM pg_inherits WHERE inhdetachpending)"

unlike 'CREATE INDEX CONCURRENTLY' "$(ask main 'CREATE INDEX CONCURRENTLY legacy_id ON public.legacy (id);')" ERROR
unlike 'REINDEX CONCURRENTLY' "$(ask main 'REINDEX INDEX CONCURRENTLY legacy_id;')" ERROR
is 'leave a valid index' "$(ask main "SELECT indisvalid FROM pg_index WHERE indexrelid = 'legacy_id'::regclass")" t
answer=$(ask main 'DROP INDEX CONCURRENTLY legacy_id;')
unlike 'DROP INDEX CONCURRENTLY' "$answer" ERROR
unlike 'and whoever drops it does not answer for the rest of the table' "$answer" 'MG(101|301)'
is 'drops it' "$(ask main "SELECT to_regclass('legacy_id') IS NULL")" t

answer=$(ask main 'ALTER TABLE public.parts DETACH PARTITION public.part_1 CONCURRENTLY;')
unlike 'DETACH PARTITION CONCURRENTLY is not refused' "$answer" ERROR
like 'nor held against the command, as without CONCURRENTLY' "$answer" '^NOTICE:.*existing violations?, not held against this command'
unlike 'which warns of nothing' "$answer" '^WARNING'
is 'it is detached' "$(ask main "SELECT relispartition FROM pg_class WHERE oid = 'public.part_1'::regclass")" f
is 'nothing is half done' "$(ask main "$half_done")" 0
sound 'after these' main "$pid"
like 'what came of it is mentioned when the table is altered' "$(sql <<<'ALTER TABLE public.part_1 ALTER COLUMN user_id SET STATISTICS 10;')" "^NOTICE:.*existing violations?, not held against this command"

# What stood before is held against none of them, with every rule at error; what they bring is.
sql >/dev/null <<SQL
SET mana_guard.enabled = off;
CREATE TABLE app.old_files (id uuid PRIMARY KEY);
CREATE TABLE app.old (id integer, user_id uuid, "Odd" text, file_id uuid REFERENCES app.old_files, made_at timestamp);
CREATE INDEX "Wrong" ON app.old (made_at);
CREATE INDEX old_file ON app.old (file_id);
INSERT INTO app.old (id) VALUES (1);
SELECT mana_guard.set_rule(category, 'error') FROM unnest('{placement,types,columns,keys,names,security}'::text[]) AS category;
TRUNCATE mana_guard.log;
SQL
# brings NAME COMMAND CODES: what the command is warned of, and the log's rows of it, are of these rules alone.
brings() {
    answer=$(sql <<<"$2")
    unlike "$1 is not refused" "$answer" ERROR
    is "$1 brings" "$(grep -oE '^MG[0-9]{3}|^(WARNING|DETAIL):  MG[0-9]{3}' <<<"$answer" | grep -oE 'MG[0-9]{3}' | sort -u | paste -sd' ')" "$3"
    is "$1, in the log" "$(sql <<<"SELECT string_agg(DISTINCT code, ' ' ORDER BY code) FROM mana_guard.log; TRUNCATE mana_guard.log;")" "$3"
}
brings 'REINDEX INDEX CONCURRENTLY' 'REINDEX INDEX CONCURRENTLY app."Wrong";' ''
brings 'REINDEX TABLE CONCURRENTLY' 'REINDEX TABLE CONCURRENTLY app.old;' ''
brings 'CREATE INDEX CONCURRENTLY' 'CREATE INDEX CONCURRENTLY idx_old_id ON app.old (id);' ''
brings 'a wrong one' 'CREATE INDEX CONCURRENTLY "wRONG" ON app.old (id);' 'MG409 MG505'
brings 'DROP INDEX CONCURRENTLY' 'DROP INDEX CONCURRENTLY app."wRONG";' ''
brings 'that of a foreign key' 'DROP INDEX CONCURRENTLY app.old_file;' 'MG503'
sql <<<'DELETE FROM mana_guard.policy;'

# A command that breaks off in its middle leaves no frame that a later one would be taken for.
ask main 'INSERT INTO public.legacy VALUES (1, NULL);' >/dev/null
refused 'a unique index that can'\''t be built breaks off' "$(ask main 'CREATE UNIQUE INDEX CONCURRENTLY legacy_key ON public.legacy (id);')" 23505
sound 'after it' main "$pid"
ask main 'DROP INDEX public.legacy_key;' >/dev/null

open_session other
ask other 'BEGIN; LOCK TABLE public.legacy IN SHARE UPDATE EXCLUSIVE MODE;' >/dev/null
answer=$(ask main "SET statement_timeout = '300ms'; CREATE INDEX CONCURRENTLY legacy_id ON public.legacy (id); RESET statement_timeout;")
refused 'a timeout breaks it off' "$answer" 57014
ask other ROLLBACK\; >/dev/null
close_session other
sound 'after the timeout' main "$pid"
close_session main

# What an index's function does while the index is built CONCURRENTLY is a command inside it, and leaves its frame alone.
sql >/dev/null <<SQL
CREATE TABLE app.indexed ($clean, kind text);
INSERT INTO app.indexed (kind) VALUES ('a');
CREATE FUNCTION app.makes_a_sequence() RETURNS void LANGUAGE plpgsql AS 'BEGIN CREATE SEQUENCE IF NOT EXISTS app.made_by_function; END';
CREATE FUNCTION app.makes(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS 'BEGIN PERFORM app.makes_a_sequence(); RETURN \$1; END';
SELECT mana_guard.set_rule('index_name', 'warn');
SQL
answer=$(sql <<<'CREATE INDEX CONCURRENTLY wrongly_named ON app.indexed (app.makes(kind));')
unlike 'an index whose function does DDL is built' "$answer" 'ERROR'
like 'and its name is found' "$answer" 'WARNING:  MG409'
