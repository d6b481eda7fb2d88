# lint() for a live database, and report().
theme=lint

sql <<SQL >/dev/null
SELECT mana_guard.set_rule('lock_timeout_set', 'off'), mana_guard.set_rule('long_ddl', 'off'), mana_guard.set_rule('index_name', 'off');
CREATE TABLE app.olds ($clean, a int);
INSERT INTO app.olds DEFAULT VALUES;
CREATE SEQUENCE app.numbers;
SELECT mana_guard.set_rule('user_id_index', 'off');
SQL
# lint SQL: its rows and notices.
lint() { sql -v text="$1" <<<"SELECT 'row ' || concat_ws(' ', statement, position, code, would, during, column_name, CASE WHEN rule IS NULL THEN message END) FROM mana_guard.lint(:'text');"; }
rows() { lint "$1" | sed -n 's/^row //p'; }

is 'it goes on after each finding' "$(rows 'CREATE TABLE app.news (user_id uuid); CREATE INDEX idx_a ON app.olds (a); ALTER TABLE app.olds RENAME COLUMN a TO b;')" \
    '1 24 MG201 refuse statement user_id
1 1 MG301 refuse statement
1 1 MG301 refuse statement
2 39 MG601 warn start
1 1 MG501 refuse commit
3 75 MG703 warn commit a'
is 'what is right has no row' "$(rows "CREATE TABLE app.news ($clean); COMMENT ON TABLE app.news IS 'x'")" ''
is 'nothing of it stays' "$(sql <<<"SELECT to_regclass('app.news'), to_regclass('app.idx_a'), current_setting('mana_guard.collect'), current_setting('lock_timeout'), (SELECT count(*) FROM mana_guard.collected()), (SELECT count(*) FROM mana_guard.log)")" '||off|0|0|0'
is 'a block is followed' "$(rows "BEGIN; CREATE TABLE app.news (a int, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()); COMMIT;")" '2 8 MG501 refuse commit'
is 'a savepoint is not' "$(rows 'SAVEPOINT s; SELECT 1;')" '2 14 statement not judged: statement 1 is SAVEPOINT'
is 'after an error of PostgreSQL the rest is not judged' "$(rows 'SELECT 1; ALTER TABLE app.nowhere ADD x int; CREATE TABLE app.news (user_id uuid);')" \
    '2 11 42P01 refuse statement relation "app.nowhere" does not exist
3 46 statement not judged: statement 2 failed'
is 'nor is a text that has no statements' "$(rows 'CREATE TABEL x ();')" '0 8 42601 refuse statement syntax error at or near "TABEL"'

# The subtransaction that all runs in is no block.
sql <<<"SELECT mana_guard.set_rule('robust_statements', 'warn', params => '{\"alter_table\": true}');" >/dev/null
is 'statements outside of a block are judged so' "$(rows 'ALTER TABLE app.olds DROP COLUMN a; CREATE SCHEMA more; DROP SCHEMA more;' | grep MG618)" \
    '1 1 MG618 warn start a
2 37 MG618 warn start
3 57 MG618 warn start'
is 'those in one are not' "$(rows 'BEGIN; CREATE SCHEMA more; COMMIT; DROP SCHEMA more; BEGIN; CREATE SCHEMA more; COMMIT AND CHAIN; DROP SCHEMA more;' | grep MG618)" '4 36 MG618 warn start'
is 'nor is what a DO block runs' "$(rows 'DO $$BEGIN EXECUTE '\''CREATE SCHEMA more'\''; END$$;')" ''
is 'the block of the caller is no matter' "$(sql <<<"BEGIN; SELECT code FROM mana_guard.lint('CREATE SCHEMA more'); COMMIT;")" MG618
sql <<<"SELECT mana_guard.set_rule('robust_statements', 'off');" >/dev/null
is 'the cure of an index is for a place outside of a block' "$(sql <<<"SELECT cure FROM mana_guard.lint('CREATE INDEX idx_a ON app.olds (a)'); SELECT 'in a block', cure FROM mana_guard.lint('BEGIN; CREATE INDEX idx_a ON app.olds (a)');")" \
    'CREATE INDEX CONCURRENTLY idx_a ON app.olds (a);
in a block|-- in a migration of its own, outside a transaction block:
CREATE INDEX CONCURRENTLY idx_a ON app.olds (a);'
is 'what cannot run in a block fails in one' "$(rows 'BEGIN; VACUUM app.olds; COMMIT;')" '2 8 25001 refuse statement VACUUM cannot run inside a transaction block
3 25 statement not judged: statement 2 failed'
answer=$(lint 'CREATE INDEX CONCURRENTLY idx_a ON app.olds (a); VACUUM app.olds;')
like 'what cannot run in a block is checked without being run' "$answer" 'NOTICE:  00000: statement 1, CREATE INDEX, cannot run in a transaction block'
like 'VACUUM likewise' "$answer" 'statement 2, VACUUM, cannot run'
file=$work/faults/copied
answer=$(lint "COPY app.olds TO '$file'; COPY app.olds TO PROGRAM 'cat >$file'; SELECT nextval('app.numbers');")
like 'COPY to a file is not run' "$answer" 'statement 1, COPY, is not run'
like 'nor to a program' "$answer" 'statement 2, COPY, is not run'
like 'a sequence is told' "$answer" 'statement 3 calls nextval\(\), whose effect'
is 'what is not run is not judged' "$(rows "SELECT 1; COPY app.olds TO '$file';")" '2 11 statement not judged: statement 2 is not run'
is 'there is no file' "$(ls "$file" 2>&1 | grep -c 'No such file')" 1

refused 'without a lock timeout it refuses' "$(sql <<<"SELECT * FROM mana_guard.lint('SELECT 1', NULL)")" 22023
refused 'or with none' "$(sql <<<"SELECT * FROM mana_guard.lint('SELECT 1', '0')")" 22023
is 'it does not nest' "$(rows "SELECT * FROM mana_guard.lint('SELECT 1')" | cut -d' ' -f3)" 55000
refused 'with the guard off there is nothing to find' "$(sql <<<"SET mana_guard.enabled = off; SELECT * FROM mana_guard.lint('SELECT 1')")" 55000

# As the caller.
sql <<<'CREATE ROLE linter; GRANT USAGE, CREATE ON SCHEMA app TO linter;' >/dev/null
answer=$(sql <<<"SET ROLE linter; SELECT code FROM mana_guard.lint('CREATE TABLE app.news (user_id uuid)'); SELECT code FROM mana_guard.lint('DROP TABLE app.olds'); SET mana_guard.collect = on; CREATE TABLE app.news (user_id uuid);")
like 'any role may lint' "$answer" '^MG201$'
like 'with its own privileges' "$answer" '^42501$'
like 'and is refused as before' "$answer" 'ERROR:  MG201'

# What the session collects and what its transaction leaves are apart from it.
answer=$(sql <<<"SELECT FROM mana_guard.collected_reset(); SET mana_guard.collect = on; CREATE TABLE app.kept (user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SELECT FROM mana_guard.lint('CREATE TABLE app.news (user_id uuid)'); CREATE TABLE app.news (user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
SELECT 'found ' || string_agg(concat_ws(' ', statement, code), ', ') FROM mana_guard.collected(); RESET mana_guard.collect; SET mana_guard.enabled = off; DROP TABLE app.kept, app.news;")
like 'the session goes on with its own collection' "$answer" '^found 1 MG201, 1 MG501, 3 MG201, 3 MG501$'

# Locks and cancels.
open_session holder
ask holder 'BEGIN; LOCK TABLE app.olds;' >/dev/null
is 'a lock that is not to be had' "$(sql <<<"SELECT code FROM mana_guard.lint('ALTER TABLE app.olds ADD COLUMN x int', '200ms')")" 55P03
refused 'a cancel ends it' "$(sql <<<"SET statement_timeout = '200ms'; SELECT code FROM mana_guard.lint('ALTER TABLE app.olds ADD COLUMN x int', '20s')")" 57014
close_session holder
answer=$(sql <<<"SET statement_timeout = '200ms'; SELECT FROM mana_guard.lint('SELECT pg_sleep(3)'); RESET statement_timeout; SELECT 'then', code FROM mana_guard.lint('CREATE TABLE app.news (user_id uuid)') LIMIT 1; CREATE TABLE app.news (user_id uuid);")
like 'after which it can be called again' "$answer" '^then\|MG201$'
like 'and the session is guarded' "$answer" 'ERROR:  MG201'
sql <<<'DROP OWNED BY linter; DROP ROLE linter;' >/dev/null

# The report.
theme=report
sql <<<'SET mana_guard.enabled = off; CREATE TABLE app.debts (user_id uuid); CREATE TABLE public.others (created_at timestamp);' >/dev/null
like 'as text' "$(sql <<<"SELECT mana_guard.report('text')")" '^ +[0-9]+  app$'
refused 'in no other form' "$(sql <<<"SELECT mana_guard.report('xml')")" 22P02
sql <<<'SELECT mana_guard.report()' >"$work/report.json"
is 'as json, valid against its schema' "$(/usr/bin/python3 - "$work/report.json" "$root/docs/schemas/report.v1.json" <<'PYTHON' 2>&1
import json, sys
import jsonschema
report, schema = (json.load(open(path)) for path in sys.argv[1:])
jsonschema.Draft202012Validator.check_schema(schema)
jsonschema.validate(report, schema)
for part in ("schemas", "rules", "owners"):
    assert sum(one["findings"] for one in report[part]) == report["findings"] == len(report["items"]) > 0, part
PYTHON
)" ''
is 'with all that audit() finds' "$(sql <<<"SELECT (mana_guard.report()::jsonb->>'findings')::int = (SELECT count(*) FROM mana_guard.audit())")" t
