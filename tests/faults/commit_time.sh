# Rules that are judged at COMMIT: once, by what stands then, however it came to stand; a refusal leaves nothing.
theme=commit_time

sql >/dev/null <<SQL
SELECT mana_guard.set_rule('require_timestamps', NULL, timing => 'commit');
SET mana_guard.enabled = off;
CREATE TABLE app.legacy (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.parents ($clean);
SQL
seventh=00000000-0000-0000-0000-000000000007
stamps='ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(), ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now()'
tables() { sql <<<"SELECT coalesce(string_agg(relname, ' ' ORDER BY relname), 'none') FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind = 'r' AND relname NOT IN ('legacy', 'parents')"; }
# refused_once NAME ANSWER: by one error of MG301, and nothing is left.
refused_once() {
    refused "$1" "$2" MG301
    is "$1: once" "$(grep -c 'MG301:' <<<"$2")" 1
    is "$1: and nothing is left" "$(tables)" none
}
# passes NAME SQL [TABLES]: in one psql, each line a statement; these tables are left, and then dropped.
passes() {
    quiet "$1" "$(sql <<<"$2")"
    is "$1: what is left" "$(tables)" "${3:-none}"
    sql <<<"SET mana_guard.enabled = off; DO \$\$ DECLARE one name; BEGIN FOR one IN SELECT relname FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind = 'r' AND relname NOT IN ('legacy', 'parents') LOOP EXECUTE format('DROP TABLE app.%I CASCADE', one); END LOOP; END \$\$;"
}

# When it is judged.
answer=$(sql <<<"BEGIN; CREATE TABLE app.a ($bare);
SELECT 'still there' FROM app.a RIGHT JOIN (SELECT 1) AS one ON true; COMMIT;")
like 'not at the statement' "$answer" '^still there'
refused_once 'but at COMMIT' "$answer"
refused_once 'in autocommit' "$(sql <<<"CREATE TABLE app.a ($bare);")"
refused_once 'in a string of statements' "$(sql -c "CREATE TABLE app.a ($bare); CREATE TABLE app.b ($clean)")"
quiet 'in such a string the last may mend it' "$(sql -c "CREATE TABLE app.a ($bare); ALTER TABLE app.a $stamps; DROP TABLE app.a")"
passes 'mended before COMMIT' "BEGIN; CREATE TABLE app.a ($bare); ALTER TABLE app.a $stamps; COMMIT;" a
sql <<<'SET mana_guard.enabled = off; INSERT INTO app.parents DEFAULT VALUES;'
sql <<<"SELECT mana_guard.set_rule(code, 'error') FROM unnest(ARRAY['MG703', 'MG704']) AS code;" >/dev/null
answer=$(sql <<<"ALTER TABLE app.parents RENAME TO elders;")
refused 'a rename alone' "$answer" MG704
like 'which names its table' "$answer" 'table app.parents is renamed to app.elders'
refused 'one in a block' "$(sql <<<"BEGIN; ALTER TABLE app.parents RENAME TO elders; CREATE TABLE app.a ($clean); COMMIT;")" MG704
refused 'one of a column' "$(sql <<<"BEGIN; ALTER TABLE app.parents RENAME id TO key; SAVEPOINT s; ALTER TABLE app.parents ADD COLUMN id uuid; ROLLBACK TO s; COMMIT;")" MG703
answer=$(sql <<<"BEGIN; ALTER TABLE app.parents RENAME TO elders; CREATE TABLE app.a ($bare); COMMIT;")
is 'and beside another fault, in one message' "$(grep -oE 'MG[0-9]+ [a-z_]+' <<<"$answer" | sort -u | paste -sd' ')" 'MG301 require_timestamps MG704 no_rename_table'
is 'all of which is undone' "$(tables)" none
passes 'one that is undone' "BEGIN; ALTER TABLE app.parents RENAME TO elders; ALTER TABLE app.elders RENAME TO parents; COMMIT;"
passes 'or rolled back' "BEGIN; SAVEPOINT s; ALTER TABLE app.parents RENAME TO elders; ROLLBACK TO s; COMMIT;"
quiet 'or whose name a view takes' "$(sql <<<"BEGIN; ALTER TABLE app.parents RENAME TO elders; CREATE VIEW app.parents AS SELECT * FROM app.elders; COMMIT;")"
sql <<<'SET mana_guard.enabled = off; DROP VIEW app.parents; ALTER TABLE app.elders RENAME TO parents;'
sql <<<"SELECT mana_guard.set_rule(code, 'warn') FROM unnest(ARRAY['MG703', 'MG704']) AS code; SET mana_guard.enabled = off; DELETE FROM app.parents;" >/dev/null
refused_once 'mended and broken again' "$(sql <<<"BEGIN; CREATE TABLE app.a ($clean); ALTER TABLE app.a DROP COLUMN updated_at; ALTER TABLE app.a ADD COLUMN note text; COMMIT;")"
passes 'created and dropped' "BEGIN; CREATE TABLE app.a ($bare); DROP TABLE app.a; COMMIT;"
passes 'renamed on the way' "BEGIN; CREATE TABLE app.a ($bare); ALTER TABLE app.a RENAME TO b; ALTER TABLE app.b $stamps; COMMIT;" b
refused_once 'renamed and left' "$(sql <<<"BEGIN; CREATE TABLE app.a ($bare); ALTER TABLE app.a RENAME TO b; COMMIT;")"
refused_once 'two tables are one refusal' "$(sql <<<"BEGIN; CREATE TABLE app.a ($bare); CREATE TABLE app.b ($bare); COMMIT;")"
passes 'a rollback judges nothing' "BEGIN; CREATE TABLE app.a ($bare); ROLLBACK;"

# Savepoints.
passes 'rolled back to a savepoint' "BEGIN; SAVEPOINT s; CREATE TABLE app.a ($bare); ROLLBACK TO s; CREATE TABLE app.b ($clean); COMMIT;" b
refused_once 'released' "$(sql <<<"BEGIN; SAVEPOINT s; CREATE TABLE app.a ($bare); RELEASE s; COMMIT;")"
refused_once 'the mending is rolled back' "$(sql <<<"BEGIN; CREATE TABLE app.a ($bare); SAVEPOINT s; ALTER TABLE app.a $stamps; ROLLBACK TO s; COMMIT;")"
refused_once 'the dropping is rolled back' "$(sql <<<"BEGIN; CREATE TABLE app.a ($bare); SAVEPOINT s; DROP TABLE app.a; ROLLBACK TO s; COMMIT;")"
passes 'the breaking is rolled back' "BEGIN; CREATE TABLE app.a ($clean); SAVEPOINT s; ALTER TABLE app.a DROP COLUMN updated_at; ROLLBACK TO s; COMMIT;" a
passes 'of a table that stood, too' "BEGIN; SAVEPOINT s; ALTER TABLE app.parents RENAME COLUMN updated_at TO changed_at; ROLLBACK TO s; COMMIT;"
passes 'caught in PL/pgSQL' "DO \$\$ BEGIN BEGIN CREATE TABLE app.a ($bare); RAISE 'undone'; EXCEPTION WHEN OTHERS THEN NULL; END; END \$\$;"

# Functions, procedures, chains.
refused_once 'DO' "$(sql <<<"DO \$\$ BEGIN CREATE TABLE app.a ($bare); END \$\$;")"
passes 'DO that mends it' "DO \$\$ BEGIN CREATE TABLE app.a ($bare); ALTER TABLE app.a $stamps; END \$\$;" a
sql <<SQL
CREATE PROCEDURE app.batches() LANGUAGE plpgsql AS \$\$ BEGIN
    CREATE TABLE app.a ($bare); ALTER TABLE app.a $stamps; COMMIT;
    CREATE TABLE app.b ($bare); COMMIT;
    CREATE TABLE app.c ($clean);
END \$\$;
CREATE PROCEDURE app.careful() LANGUAGE plpgsql AS \$\$ BEGIN
    CREATE TABLE app.a ($bare); ROLLBACK;
    CREATE TABLE app.b ($clean);
END \$\$;
SQL
refused 'a procedure'\''s COMMIT' "$(sql <<<'CALL app.batches();')" MG301
is 'those before stay' "$(tables)" a
sql <<<"$(removed app.a)"
passes 'a procedure'\''s ROLLBACK' 'CALL app.careful();' b
answer=$(sql <<<"BEGIN; CREATE TABLE app.a ($bare); COMMIT AND CHAIN; CREATE TABLE app.b ($clean); COMMIT;")
refused 'COMMIT AND CHAIN' "$answer" MG301
is 'the next of the chain stands' "$(tables)" b
sql <<<"$(removed app.b)"
passes 'and back' "BEGIN; CREATE TABLE app.a ($bare); ROLLBACK AND CHAIN; CREATE TABLE app.b ($clean); COMMIT;" b

# Two phases.
refused_once 'PREPARE TRANSACTION' "$(sql <<<"BEGIN; CREATE TABLE app.a ($bare); PREPARE TRANSACTION 'one';")"
is 'it prepares nothing' "$(sql <<<'SELECT count(*) FROM pg_prepared_xacts')" 0
passes 'prepared and committed' "BEGIN; CREATE TABLE app.a ($bare); ALTER TABLE app.a $stamps; PREPARE TRANSACTION 'two'; SELECT 1 WHERE false; COMMIT PREPARED 'two';" a
answer=$(sql <<<"BEGIN; SELECT mana_guard.set_rule('timestamp_shape', 'warn', timing => 'commit') IS NULL; COMMIT;
BEGIN; CREATE TABLE app.a (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamp NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()); PREPARE TRANSACTION 'three'; COMMIT PREPARED 'three';")
like 'a warning at PREPARE' "$answer" '^WARNING:  MG302'
is 'its log row is prepared with it' "$(sql <<<"SELECT count(*), min(command_tag) FROM mana_guard.log WHERE object_name = 'a' AND command_tag <> 'DROP TABLE'")" '1|COMMIT'
sql <<<"$(removed app.a) DELETE FROM mana_guard.log;"

# Read only, by then; deferred constraints; another's cursor.
answer=$(sql <<<"BEGIN; CREATE TABLE app.a (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamp NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()); SET TRANSACTION READ ONLY; COMMIT;")
unlike 'READ ONLY after its DDL' "$answer" ERROR
is 'writes its log row' "$(sql <<<"SELECT count(*) FROM mana_guard.log WHERE object_name = 'a'")" 1
sql <<<"$(removed app.a) DELETE FROM mana_guard.policy WHERE rule = 'timestamp_shape';
BEGIN; CREATE TABLE app.deferred ($clean, parent_id uuid REFERENCES app.parents DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX idx_deferred_parent_id ON app.deferred (parent_id); COMMIT;"
answer=$(sql <<<"BEGIN; INSERT INTO app.deferred (parent_id) VALUES ('$seventh'); CREATE TABLE app.a ($bare); COMMIT;")
refused 'a deferred constraint that fails goes first' "$answer" 23503
answer=$(sql <<<"BEGIN; INSERT INTO app.parents VALUES ('$seventh'); INSERT INTO app.deferred (parent_id) VALUES ('$seventh'); CREATE TABLE app.a ($bare); COMMIT;")
refused 'and one that holds' "$answer" MG301
is 'saves nothing' "$(sql <<<'SELECT count(*) FROM app.deferred')" 0
passes 'a held cursor' "BEGIN; CREATE TABLE app.a ($clean); DECLARE c CURSOR WITH HOLD FOR SELECT id FROM app.a; COMMIT; FETCH c; CLOSE c;" 'a deferred'

# What stood before.
answer=$(sql <<<"BEGIN; ALTER TABLE app.legacy ADD COLUMN a text, ALTER COLUMN created_at SET STATISTICS 10; ALTER TABLE app.legacy ALTER COLUMN created_at SET STATISTICS 20; COMMIT;")
quiet 'legacy is not refused' "$answer"
is 'but mentioned once' "$(grep -c 'NOTICE:.*existing violations\?, not held against this command' <<<"$answer")" 1
refused 'what makes it worse is' "$(sql <<<"BEGIN; ALTER TABLE app.legacy ADD COLUMN c text; ALTER TABLE app.legacy DROP COLUMN created_at; COMMIT;")" MG301
is 'and undone' "$(sql <<<"SELECT count(*) FROM pg_attribute WHERE attrelid = 'app.legacy'::regclass AND attname IN ('created_at', 'c') AND NOT attisdropped")" 1
quiet 'CREATE INDEX CONCURRENTLY' "$(sql <<<'CREATE INDEX CONCURRENTLY idx_legacy_a ON app.legacy (a);')"
is 'leaves a valid index' "$(sql <<<"SELECT indisvalid FROM pg_index WHERE indexrelid = 'app.idx_legacy_a'::regclass")" t

# In another's name, and earlier.
sql <<<"CREATE ROLE commit_dev; GRANT ALL ON SCHEMA app TO commit_dev; INSERT INTO mana_guard.policy (rule, role_name, severity) VALUES ('require_timestamps', 'commit_dev', 'off');"
passes 'whose DDL it was counts, not who commits' "BEGIN; SET ROLE commit_dev; CREATE TABLE app.a ($bare); RESET ROLE; COMMIT;" 'a'
refused_once 'of two roles each for itself' "$(sql <<<"BEGIN; SET ROLE commit_dev; CREATE TABLE app.a ($bare); RESET ROLE; CREATE TABLE app.b ($bare); SET ROLE commit_dev; COMMIT;")"
answer=$(sql <<<"BEGIN; CREATE TABLE app.a ($bare); SELECT mana_guard.check_now(); SELECT 'after'; ROLLBACK;")
refused 'check_now()' "$answer" "$(printf '25P02\nMG301')"
passes 'check_now() of nothing' "BEGIN; SELECT mana_guard.check_now(); COMMIT; CREATE TABLE app.a ($clean); SELECT mana_guard.check_now();" a
answer=$(sql <<<"BEGIN; CREATE TABLE app.a ($bare); SAVEPOINT s; SELECT mana_guard.check_now(); ROLLBACK TO s; ALTER TABLE app.a $stamps; SELECT mana_guard.check_now(); COMMIT;")
refused 'check_now() in a savepoint' "$answer" MG301
is 'leaves the rest to be mended' "$(tables)" a
sql <<<"$(removed app.a)"

# What is set, and what works, at COMMIT.
answer=$(sql <<<"BEGIN; CREATE TABLE app.a ($bare); SET LOCAL mana_guard.override_reason = 'late'; COMMIT;")
like 'an override by then' "$answer" '^WARNING:  MG301'
is 'is logged with its reason' "$(sql <<<"SELECT DISTINCT override_reason, severity, told FROM mana_guard.log WHERE override_reason IS NOT NULL; DELETE FROM mana_guard.log; $(removed app.a)")" 'late|error|warn'
passes 'the cap by then' "BEGIN; CREATE TABLE app.a ($bare); SET LOCAL mana_guard.max_severity = 'log'; COMMIT;" a
passes 'the switch by then' "BEGIN; CREATE TABLE app.a ($bare); SET LOCAL mana_guard.enabled = off; COMMIT;" a
refused 'a policy that was lost meanwhile' "$(sql <<<"BEGIN; CREATE TABLE app.a ($bare); SET LOCAL mana_guard.enabled = off; ALTER TABLE mana_guard.policy RENAME TO lost; SET LOCAL mana_guard.enabled = on; COMMIT;")" MG901
refused 'and a log' "$(sql <<<"BEGIN; CREATE TABLE app.a ($bare); SET LOCAL mana_guard.override_reason = 'late'; SET LOCAL mana_guard.enabled = off; ALTER TABLE mana_guard.log RENAME TO lost; SET LOCAL mana_guard.enabled = on; COMMIT;")" MG901
refused_once 'leave nothing, and it is judged again' "$(sql <<<"CREATE TABLE app.a ($bare);")"

open_session main
pid=$(ask main 'SELECT pg_backend_pid()')
for round in 1 2 3; do refused "refused in a session that stays, $round" "$(ask main "BEGIN; CREATE TABLE app.a ($bare); COMMIT;")" MG301; done
quiet 'nothing is left pending' "$(ask main 'BEGIN; SELECT mana_guard.check_now() IS NULL; COMMIT;')"
refused 'a session that ends at once' "$(sql -c "CREATE TABLE app.a ($bare)")" MG301
sound 'after these' main "$pid"
close_session main
