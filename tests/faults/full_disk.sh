# A disk that is full under mana_guard.log: what would have to be kept there is refused, all else goes on, and once there is space again all works.
# A tmpfs gives ENOSPC where one may be mounted; a limit to how large the backend's files may grow gives EFBIG to anybody.
theme=full_disk

open_session main
pid=$(ask main 'SELECT pg_backend_pid()')
ask main "SELECT mana_guard.set_rule('timestamp_shape', 'warn'); CREATE TABLE app.kept ($clean);
    -- Or room would come back at any moment.
    ALTER TABLE mana_guard.log SET (autovacuum_enabled = off);" >/dev/null
warned='ALTER TABLE app.kept ALTER created_at TYPE timestamp;'

# rows COUNT LENGTH: the SQL that writes so many rows into the log, with messages of that length.
rows() {
    echo "INSERT INTO mana_guard.log (logged_at, session_user_name, current_user_name, application_name, command_tag, transaction_id, rule,
            code, object_type, message, severity, told)
        SELECT now(), 'a', 'a', '', '', '3', '', '', '', repeat('a', $2), 'log', 'log' FROM generate_series(1, $1);"
}

# keeps_on NAME CODE CAUSE: the disk is full. The error is PostgreSQL's own.
keeps_on() {
    local statement
    # The gaps in its pages, each smaller than what is to be logged.
    for _ in {1..400}; do rows 20 1; done >"$work/fill.sql"
    refused "$1: the disk is full" "$(ask main "\\i $work/fill.sql")" "$2"
    like "$1: with the cause" "$(ask main "$warned")" "could not extend file .*: $3"
    for statement in "$warned" "SET LOCAL mana_guard.override_reason = 'test'; CREATE TABLE app.breaches ($bare);" \
        "SET LOCAL mana_guard.max_severity = 'log'; CREATE TABLE app.breaches ($bare);" \
        "SET LOCAL mana_guard.max_severity = 'log'; CREATE TABLE app.test_awaits ($clean);"; do
        refused "$1: $statement is refused" "$(ask main "BEGIN; $statement COMMIT;")" "$2"
    done
    is "$1: it leaves nothing" "$(ask main "SELECT to_regclass('app.breaches'), to_regclass('app.test_awaits'), atttypid::regtype
        FROM pg_attribute WHERE attrelid = 'app.kept'::regclass AND attname = 'created_at'")" '||timestamp with time zone'
    for statement in "CREATE TABLE app.files ($clean); ALTER TABLE app.files ADD COLUMN note text; DROP TABLE app.files;" \
        "INSERT INTO app.kept DEFAULT VALUES;" "SELECT count(*) FROM mana_guard.audit();" "SELECT mana_guard.set_rule('MG301', 'error');" \
        "SET LOCAL mana_guard.enabled = off; $warned ROLLBACK; BEGIN;"; do
        quiet "$1: $statement passes" "$(ask main "BEGIN; $statement COMMIT;")"
    done
    sound "$1" main "$pid"
}

# works_again NAME: there is space.
works_again() {
    ask main 'DELETE FROM mana_guard.log;' >/dev/null
    like "$1: space again, and it is warned of" "$(ask main "$warned")" '^WARNING:  MG302'
    is "$1: and logged" "$(ask main 'SELECT count(*), min(code) FROM mana_guard.log')" '1|MG302'
    ask main 'SET mana_guard.enabled = off; ALTER TABLE app.kept ALTER created_at TYPE timestamptz; RESET mana_guard.enabled;' >/dev/null
}

small=$work/small
mkdir "$small"
if mount -t tmpfs -o size=1m none "$small" 2>/dev/null; then
    trap 'umount -l "$small"; clean_up' EXIT
    [ "$(id -u)" -ne 0 ] || chown postgres: "$small"
    ask main "CREATE TABLESPACE small LOCATION '$small';" >/dev/null
    ask main 'SET mana_guard.enabled = off; ALTER TABLE mana_guard.log SET TABLESPACE small; RESET mana_guard.enabled;' >/dev/null
    keeps_on ENOSPC 53100 'No space left on device'
    mount -o remount,size=4m "$small"
    works_again ENOSPC
    ask main 'SET mana_guard.enabled = off; ALTER TABLE mana_guard.log SET TABLESPACE pg_default; RESET mana_guard.enabled;
        CHECKPOINT; DROP TABLESPACE small;' >/dev/null
    umount -l "$small"
    trap clean_up EXIT
else
    echo 'full_disk: no tmpfs can be mounted here: EFBIG alone is tried'
fi

# The log is made the largest file that the backend writes to, a segment of the WAL included.
ask main "$(rows 45000 300)" >/dev/null
size=$(ask main "CHECKPOINT; SELECT greatest(pg_relation_size('mana_guard.log'), setting::bigint) FROM pg_settings WHERE name = 'wal_segment_size'")
is 'EFBIG: the log is the largest file' "$(ask main "SELECT pg_relation_size('mana_guard.log')")" "$size"
as_server prlimit --pid "$pid" --fsize="$size:"
keeps_on EFBIG XX000 'File too large'
as_server prlimit --pid "$pid" --fsize=unlimited:
works_again EFBIG
close_session main
