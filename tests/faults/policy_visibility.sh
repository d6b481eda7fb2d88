# A change of the policy is seen by the changing transaction at once, by others when it commits, and never when it doesn't.
theme=policy_visibility

open_session a
open_session b
# breach SESSION: tables of two names, so that neither session waits for the other's.
breach() { echo "$(removed app.breaches_$1) CREATE TABLE app.breaches_$1 ($bare);"; }
off="SELECT mana_guard.set_rule('MG301', 'off');"
on="SELECT mana_guard.set_rule('MG301', 'error');"

refused 'at first' "$(ask b "$(breach b)")" MG301

ask a "BEGIN; $off" >/dev/null
quiet 'the changing transaction sees it' "$(ask a "$(breach a)")"
refused 'another doesn'\''t yet' "$(ask b "$(breach b)")" MG301
ask a 'COMMIT;' >/dev/null
quiet 'after the commit it does' "$(ask b "$(breach b)")"

ask a "BEGIN; $on" >/dev/null
answer=$(ask a "SAVEPOINT s; $(breach a)")
refused 'the changing transaction sees the next' "$answer" MG301
ask a 'ROLLBACK;' >/dev/null
quiet 'after a rollback it doesn'\''t' "$(ask a "$(breach a)")"
quiet 'nor does another' "$(ask b "$(breach b)")"

ask a "BEGIN; SAVEPOINT s; $on" >/dev/null
refused 'in a savepoint' "$(ask a "SAVEPOINT t; $(breach a)")" MG301
ask a 'ROLLBACK TO s;' >/dev/null
quiet 'and after its rollback' "$(ask a "$(breach a)")"
ask a 'COMMIT;' >/dev/null

ask b 'BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM mana_guard.policy;' >/dev/null
quiet 'a REPEATABLE READ transaction' "$(ask b "$(breach b)")"
ask a "$on" >/dev/null
answer=$(ask b "SAVEPOINT s; $(breach b)")
refused 'sees a change that came since' "$answer" MG301
is 'though its snapshot doesn'\''t' "$(ask b "ROLLBACK TO s; SELECT severity FROM mana_guard.policy WHERE rule = 'require_timestamps';")" off
ask b 'COMMIT;' >/dev/null
refused 'and so does the session after it' "$(ask b "$(breach b)")" MG301

ask b 'BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT count(*) FROM mana_guard.policy;' >/dev/null
ask a "$off" >/dev/null
quiet 'the same in SERIALIZABLE' "$(ask b "$(breach b)")"
ask b 'COMMIT;' >/dev/null
quiet 'and after it' "$(ask b "$(breach b)")"

ask a "UPDATE mana_guard.policy SET severity = 'error';" >/dev/null
refused 'an UPDATE of the table' "$(ask b "$(breach b)")" MG301
ask a "UPDATE mana_guard.policy SET severity = 'off';" >/dev/null
quiet 'and back' "$(ask b "$(breach b)")"
ask a 'DELETE FROM mana_guard.policy;' >/dev/null
refused 'a DELETE' "$(ask b "$(breach b)")" MG301
ask a "$off" >/dev/null
quiet 'a row again' "$(ask b "$(breach b)")"
ask a 'TRUNCATE mana_guard.policy;' >/dev/null
refused 'a TRUNCATE' "$(ask b "$(breach b)")" MG301
ask a "SET session_replication_role = replica; INSERT INTO mana_guard.policy (rule, severity) VALUES ('require_timestamps', 'off');" >/dev/null
quiet 'what replication applies' "$(ask b "$(breach b)")"

# However the rows lie, to a session that has not read them yet.
long="(SELECT string_agg(md5(i::text), '') FROM generate_series(1, 2000) AS i)"
ask a "UPDATE mana_guard.policy SET severity = 'error', advice = $long;" >/dev/null
answer=$(sql <<<"$(breach c)")
refused 'a row with a long text, apart' "$answer" MG301
like 'which is told to its end' "$answer" "$(printf 2000 | md5sum | cut -d' ' -f1)\$"
ask a "UPDATE mana_guard.policy SET severity = 'off', advice = NULL;" >/dev/null
quiet 'among dead rows' "$(sql <<<"$(breach c)")"
ask a "INSERT INTO mana_guard.policy (rule, object_pattern, severity, reason) SELECT 'MG301', 'other_' || i, 'error', 'page' FROM generate_series(1, 1000) AS i;
    UPDATE mana_guard.policy SET updated_at = now() WHERE object_pattern = '*';" >/dev/null
quiet 'on the last of many pages' "$(sql <<<"$(breach c)")"
ask a "SELECT mana_guard.use_profile('migrations'); ALTER TABLE mana_guard.active_profile ADD COLUMN note text DEFAULT 'none';" >/dev/null
refused 'of a profile in a row that lacks a column' "$(sql <<<"$(breach c)")" MG611
is 'which becomes unlogged' "$(ask a "ALTER TABLE mana_guard.active_profile SET UNLOGGED; SELECT relpersistence FROM pg_class WHERE oid = 'mana_guard.active_profile'::regclass;")" u
refused 'of one that is unlogged' "$(sql <<<"$(breach c)")" MG611
ask a "ALTER TABLE mana_guard.active_profile SET LOGGED, DROP COLUMN note; SELECT mana_guard.use_profile('guidelines'); DELETE FROM mana_guard.policy;" >/dev/null
refused 'and without rows' "$(sql <<<"$(breach c)")" MG301

# A look-up of the policy's tables that fails leaves known which they are: else the session would hear of no change again.
ask b 'SELECT count(*) FROM mana_guard.status();' >/dev/null
refused 'the policy is known' "$(ask b "$(breach b)")" MG301
ask a 'BEGIN; LOCK TABLE pg_catalog.pg_class IN ACCESS EXCLUSIVE MODE;' >/dev/null
answer=$(ask b "SET lock_timeout = '100ms'; SELECT count(*) FROM mana_guard.status();")
refused 'a look-up that waits for a lock gives up' "$answer" 55P03
ask a "COMMIT; $off" >/dev/null
quiet 'after it a change is seen all the same' "$(ask b "RESET lock_timeout; $(breach b)")"
ask a 'DELETE FROM mana_guard.policy;' >/dev/null
refused 'and the next' "$(ask b "$(breach b)")" MG301

close_session a
close_session b

# Two policies that are only tried out have nothing of each other's.
sql <<'SQL'
CREATE ROLE visibility_team;
CREATE ROLE visibility_dev IN ROLE visibility_team;
SET mana_guard.enabled = off;
CREATE TABLE app.stood (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
SQL
tried() { echo "SELECT count(*) > 0 FROM mana_guard.simulate('{\"mana_guard\": 1, \"policy\": [{\"rule\": \"*\", \"role_name\": \"$1\", \"severity\": \"off\"}]}');"; }
answer=$(sql <<<"SET ROLE visibility_dev; $(tried visibility_team) $(tried nobody) $(tried visibility_team) $(tried nobody)")
is 'each has its own members' "$(tr '\n' ' ' <<<"$answer")" 'f t f t '
