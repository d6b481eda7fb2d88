# A function goes between two looks of PostgreSQL at it: the first is answered from its caches, the second waits for the catalog.
theme=gone_routine
PGDATABASE=faults_gone_routine

# What the session that drops it has in its caches is the name alone, and what an event trigger needs.
prepared() {
    ask other 'CREATE FUNCTION app.f(integer) RETURNS integer LANGUAGE sql AS $$SELECT 1$$;' >/dev/null
    ask main 'CREATE FUNCTION app.other(integer) RETURNS integer LANGUAGE sql AS $$SELECT 1$$; DROP FUNCTION app.other(integer);' >/dev/null
    ask main "SELECT to_regprocedure('app.f(integer)') IS NULL;" >/dev/null
    ask other 'BEGIN; DROP FUNCTION app.f(integer); LOCK TABLE pg_proc IN ACCESS EXCLUSIVE MODE;' >/dev/null
}
# met STATEMENT: what it gets once the function is gone.
met() {
    prepared
    send main "$1"
    sleep 0.3
    ask other 'COMMIT;' >/dev/null
    receive main
}

open_session main
open_session other
ask other "SELECT mana_guard.set_rule('no_drop_object', 'log'); SELECT mana_guard.set_rule('public_execute', 'log');" >/dev/null
for statement in 'DROP FUNCTION IF EXISTS app.f(integer)' 'ALTER FUNCTION app.f(integer) RENAME TO g'; do
    ask main 'RESET mana_guard.enabled;' >/dev/null
    answer=$(met "$statement;")
    # What the guard looks up first, PostgreSQL then knows to be gone.
    like "the guard can judge what is gone: $statement" "$answer" '(XX000: cache lookup failed for function|does not exist)'
    unlike "and doesn't refuse it: $statement" "$answer" 'MG901'
    ask main 'SET mana_guard.enabled = off;' >/dev/null
    like "PostgreSQL alone: $statement" "$(met "$statement;")" 'XX000: cache lookup failed for function'
done
close_session main
close_session other
