# The policy's tables under a publication: what is applied counts for the subscriber's open sessions at their next command.
theme=replication
home=$PGHOST database=$PGDATABASE

start_cluster publisher 'wal_level = logical' 'wal_sender_timeout = 0'
start_cluster subscriber 'max_logical_replication_workers = 4'
on() { local host=$work/$1; shift; PGHOST=$host PGDATABASE=postgres sql "$@"; }
for cluster in publisher subscriber; do
    on $cluster <<<'CREATE EXTENSION mana_guard; CREATE SCHEMA app; CREATE ROLE replicated_team;'
done
on publisher -c 'CREATE PUBLICATION policy FOR TABLE mana_guard.policy, mana_guard.exemptions, mana_guard.service_schemas, mana_guard.active_profile'
on publisher -c "INSERT INTO mana_guard.policy (rule, severity, reason) VALUES ('timestamp_shape', 'error', 'before the subscription')"
on subscriber -c "CREATE SUBSCRIPTION policy CONNECTION 'host=$work/publisher port=5432 user=postgres dbname=postgres' PUBLICATION policy" | grep -v '^NOTICE\|^LOCATION'

# changed SQL: on the publisher, and waits until the subscriber has it.
changed() {
    on publisher <<<"$1" | grep ERROR
    local lsn
    lsn=$(on publisher -c 'SELECT pg_current_wal_lsn()')
    for _ in {1..200}; do
        [ "$(on publisher -c "SELECT coalesce(bool_and(replay_lsn >= '$lsn'), false) FROM pg_stat_replication WHERE application_name = 'policy'")" = t ] && return
        sleep 0.05
    done
    not_ok "$1" 'never arrived' 'replay on the subscriber'
}
for _ in {1..200}; do
    [ "$(on subscriber -c "SELECT count(*) FILTER (WHERE srsubstate = 'r') = 4 FROM pg_subscription_rel")" = t ] && break
    sleep 0.05
done
is 'the first copy brings the rows' "$(on subscriber -c 'SELECT rule, severity, reason FROM mana_guard.policy')" 'timestamp_shape|error|before the subscription'

PGHOST=$work/subscriber PGDATABASE=postgres open_session main
pid=$(ask main 'SELECT pg_backend_pid()')
breach="CREATE TABLE app.breaches ($bare); $(removed app.breaches)"
in_public="CREATE TABLE public.files ($clean); $(removed public.files)"
refused 'an open session refuses' "$(ask main "$breach")" MG301

changed "INSERT INTO mana_guard.policy (rule, severity) VALUES ('require_timestamps', 'off');"
quiet 'INSERT' "$(ask main "$breach")"
changed "UPDATE mana_guard.policy SET severity = 'error' WHERE rule = 'require_timestamps';"
refused 'UPDATE' "$(ask main "$breach")" MG301
changed "UPDATE mana_guard.policy SET rule = 'MG301', severity = 'off' WHERE rule = 'require_timestamps';"
quiet 'UPDATE to another name of the rule' "$(ask main "$breach")"
changed "DELETE FROM mana_guard.policy WHERE rule = 'require_timestamps';"
refused 'DELETE' "$(ask main "$breach")" MG301
changed "SELECT mana_guard.set_rule('require_timestamps', 'off');"
quiet 'set_rule()' "$(ask main "$breach")"
changed 'TRUNCATE mana_guard.policy;'
refused 'TRUNCATE' "$(ask main "$breach")" MG301

changed "SELECT mana_guard.exempt('app.breaches', 'MG301', 'replicated');"
quiet 'an exemption' "$(ask main "$breach")"
changed "UPDATE mana_guard.exemptions SET until = '2020-01-01';"
refused 'its end' "$(ask main "$breach")" MG301
refused 'before the profile' "$(ask main "$in_public")" MG101
changed "SELECT mana_guard.use_profiles(ARRAY['mana_sync', 'dont_do_this']);"
quiet 'the profiles' "$(ask main "$in_public")"
changed "SELECT mana_guard.use_profile('guidelines');"
refused 'and back' "$(ask main "$in_public")" MG101
quiet 'before the registry' "$(ask main "CREATE TABLE app.files ($clean); $(removed app.files)")"
changed "INSERT INTO mana_guard.service_schemas (service, schema_name) VALUES ('mana-auth', 'auth');"
like 'the registry' "$(ask main "CREATE TABLE app.files ($clean); $(removed app.files)")" 'MG104'
changed 'TRUNCATE mana_guard.service_schemas, mana_guard.exemptions, mana_guard.active_profile;'
quiet 'all emptied' "$(ask main "CREATE TABLE app.files ($clean); $(removed app.files)")"
is 'in a transaction it counts too' "$(ask main "BEGIN; SELECT count(*) FROM mana_guard.policy;")" 0
changed "SELECT mana_guard.set_rule('require_timestamps', 'off');"
quiet 'from the next command on' "$(ask main "$breach COMMIT;")"

is 'rows and authors are the publisher'\''s' "$(on subscriber -c 'SELECT one FROM mana_guard.policy AS one')" "$(on publisher -c 'SELECT one FROM mana_guard.policy AS one')"
is 'the subscriber writes no history' "$(on subscriber -c 'SELECT count(*) FROM mana_guard.policy_history')" 0
changed "INSERT INTO mana_guard.policy (rule, severity, role_name) VALUES ('user_id_text', 'off', 'replicated_team');"
is 'no sequence is used up' "$(on subscriber -c 'SELECT is_called FROM mana_guard.policy_id_seq')" f

# A row that the subscriber's rules don't know stalls nothing: it warns in the log, and the guard fails closed until it goes.
changed "BEGIN; SET LOCAL session_replication_role = replica; INSERT INTO mana_guard.policy (rule, severity) VALUES ('rule_of_tomorrow', 'warn'); COMMIT;"
is 'a row that makes no sense is applied' "$(on subscriber -c "SELECT count(*) FROM mana_guard.policy WHERE rule = 'rule_of_tomorrow'")" 1
like 'with a warning' "$(cat "$work/subscriber/data/log")" 'WARNING:.*rule "rule_of_tomorrow" does not exist'
refused 'until it goes the guard can'\''t judge' "$(ask main "CREATE TABLE app.files ($clean);")" MG901
changed "UPDATE mana_guard.policy SET severity = 'error' WHERE rule = 'require_timestamps';"
is 'the worker goes on' "$(on subscriber -c "SELECT severity FROM mana_guard.policy WHERE rule = 'require_timestamps'")" error
changed "DELETE FROM mana_guard.policy WHERE rule = 'rule_of_tomorrow';"
refused 'and when it is gone all is well' "$(ask main "$breach")" MG301
unlike 'the worker never failed' "$(cat "$work/subscriber/data/log")" 'ERROR:.*replication|logical replication worker .* exited|terminated due to'

# FOR ALL TABLES: history and log go along, as rows.
on subscriber -c 'DROP SUBSCRIPTION policy' | grep -v '^NOTICE\|^LOCATION'
on subscriber -c 'DELETE FROM mana_guard.policy; DELETE FROM mana_guard.policy_history;'
on publisher -c 'CREATE PUBLICATION everything FOR ALL TABLES'
on subscriber -c "CREATE SUBSCRIPTION policy CONNECTION 'host=$work/publisher port=5432 user=postgres dbname=postgres' PUBLICATION everything" | grep -v '^NOTICE\|^LOCATION'
for _ in {1..200}; do
    [ "$(on subscriber -c "SELECT bool_and(srsubstate = 'r') FROM pg_subscription_rel")" = t ] && break
    sleep 0.05
done
changed "SELECT mana_guard.set_rule('user_reference_text', 'warn');"
changed "SET mana_guard.max_severity = 'log'; CREATE TABLE app.logged ($bare);"
is 'history is the publisher'\''s alone' "$(on subscriber -c 'SELECT count(*), md5(string_agg(one::text, $$ $$ ORDER BY id)) FROM mana_guard.policy_history AS one')" "$(on publisher -c 'SELECT count(*), md5(string_agg(one::text, $$ $$ ORDER BY id)) FROM mana_guard.policy_history AS one')"
is 'its log comes along' "$(on subscriber -c "SELECT count(*) > 0 FROM mana_guard.log WHERE object_name = 'logged'")" t
refused 'the subscriber'\''s own DDL is judged' "$(ask main "$breach")" MG301
is 'all by one backend' "$(ask main 'SELECT pg_backend_pid()')" "$pid"
close_session main
on subscriber -c 'ALTER SUBSCRIPTION policy DISABLE; ALTER SUBSCRIPTION policy SET (slot_name = NONE); DROP SUBSCRIPTION policy;' >/dev/null
stop_cluster subscriber
stop_cluster publisher
export PGHOST=$home PGDATABASE=$database
