# A transaction of REPEATABLE READ alters what another session has changed since its snapshot was taken. The catalogs that
# PostgreSQL reads for it are the present ones, but some of its functions read them by the snapshot, and find nothing. It gets the
# SQLSTATE that it gets with the guard switched off, and what is offered instead names no less than the table has.
theme=old_snapshot
PGDATABASE=faults_old_snapshot
sql -c "SELECT mana_guard.set_rule('*', 'warn')" >/dev/null

objects="SET mana_guard.enabled = off; DROP TABLE IF EXISTS app.parts, app.t, app.o; DROP DOMAIN IF EXISTS app.d;
CREATE DOMAIN app.d AS integer;
CREATE TABLE app.o (id integer PRIMARY KEY);
CREATE TABLE app.t (id integer NOT NULL, user_id uuid NOT NULL, a integer, d app.d);
CREATE TABLE app.parts (id integer NOT NULL, a integer) PARTITION BY LIST (id);
INSERT INTO app.o VALUES (1);
INSERT INTO app.t VALUES (1, gen_random_uuid(), 1, 1);"
changes=(
    'ALTER TABLE app.t ADD CONSTRAINT k CHECK (a > 0)'
    'ALTER TABLE app.t ADD CONSTRAINT k CHECK (id > 0) NOT VALID'
    'ALTER TABLE app.t ADD CONSTRAINT k UNIQUE (a)'
    'ALTER TABLE app.t ADD CONSTRAINT k UNIQUE (id)'
    'ALTER TABLE app.t ADD CONSTRAINT k PRIMARY KEY (id)'
    'ALTER TABLE app.t ADD CONSTRAINT k FOREIGN KEY (id) REFERENCES app.o'
    'ALTER TABLE app.t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES app.o NOT VALID'
    'ALTER TABLE app.t ADD CONSTRAINT k EXCLUDE USING btree (a WITH =)'
    'ALTER TABLE app.t ADD COLUMN e integer UNIQUE CHECK (e > 0) REFERENCES app.o'
    'ALTER TABLE app.t ALTER COLUMN a SET DEFAULT 4'
    'CREATE INDEX k ON app.t (a)'
    'ALTER DOMAIN app.d ADD CONSTRAINT k CHECK (VALUE > 0)'
    'CREATE TABLE app.p PARTITION OF app.parts FOR VALUES IN (1)'
    'ALTER TABLE app.parts ADD CONSTRAINT k CHECK (a > 0)'
)
commands=(
    'ALTER TABLE app.t ALTER COLUMN id TYPE bigint'
    'ALTER TABLE app.t ALTER COLUMN a TYPE text'
    'ALTER TABLE app.t RENAME COLUMN a TO user_id2'
    'ALTER TABLE app.t ADD COLUMN f integer CHECK (f > 0)'
    'ALTER TABLE app.t ADD CONSTRAINT k2 PRIMARY KEY (id)'
    'ALTER TABLE app.t ADD CONSTRAINT k2 CHECK (a < 10)'
    'ALTER TABLE app.t VALIDATE CONSTRAINT k'
    'ALTER TABLE app.t DROP CONSTRAINT IF EXISTS k'
    'ALTER TABLE app.t DROP COLUMN a'
    'ALTER TABLE app.t ALTER COLUMN a SET NOT NULL'
    'ALTER TABLE app.t RENAME TO t2'
    'ALTER TABLE app.t SET SCHEMA public'
    'ALTER TABLE app.parts ATTACH PARTITION app.t FOR VALUES IN (2)'
    'ALTER TABLE app.parts ADD COLUMN g uuid'
    'ALTER TABLE app.parts DROP COLUMN a'
    'CREATE TABLE app.likes (LIKE app.t INCLUDING ALL)'
    'CREATE TABLE app.heirs () INHERITS (app.t)'
    'CREATE INDEX ON app.t (a)'
    'ALTER DOMAIN app.d ADD CONSTRAINT k2 CHECK (VALUE < 9)'
    'DROP TABLE app.t'
    'DROP TABLE app.parts'
)

open_session maker
open_session others
open_session old
ask others 'SET mana_guard.enabled = off' >/dev/null
# what_comes ENABLED CHANGE COMMAND: of the command, in a transaction whose snapshot is older than the change.
what_comes() {
    ask maker "$objects" >/dev/null
    ask old "SET mana_guard.enabled = $1; BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1;" >/dev/null
    ask others "$2" >/dev/null
    ask old "$3"
    ask old 'ROLLBACK' >/dev/null
}
sqlstates() { sed -nE 's/^(.*: )?ERROR:  ([0-9A-Z]{5}): .*/\2/p' <<<"$1"; }
warnings=0
for change in "${changes[@]}"; do
    for command in "${commands[@]}"; do
        alone=$(sqlstates "$(what_comes off "$change" "$command")")
        answer=$(what_comes on "$change" "$command")
        is "$change; in the older transaction $command" "$(sqlstates "$answer")" "$alone"
        [[ $answer != *WARNING:* ]] || warnings=$((warnings + 1))
    done
done
like 'the guard judged the commands' "$warnings" '^[0-9]{3}$'

for case in 'UNIQUE (a)|^CREATE UNIQUE INDEX ' 'CHECK (a > 0)|CHECK \(\.\.\.\)' 'FOREIGN KEY (a) REFERENCES app.o|REFERENCES \.\.\.'; do
    answer=$(what_comes on "ALTER TABLE app.t ADD CONSTRAINT k ${case%%|*}" 'ALTER TABLE app.t RENAME COLUMN a TO "camelCase"')
    like "the second column that is offered for one with ${case%%|*}" "$answer" "${case#*|}"
done
for name in maker others old; do close_session "$name"; done
