# Findings that are collected: a refused COMMIT, what rolls back, what doesn't fit, what can't be checked, and the server's log.
theme=collect

log=$work/faults/data/log
on='SELECT mana_guard.collected_reset(); SET mana_guard.collect = on;'
found="SELECT string_agg(DISTINCT concat_ws(' ', code, would, during), ', ') FROM mana_guard.collected() WHERE rule IS NULL OR rule IN ('require_primary_key', 'user_id_text');"
no_key='created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()'

answer=$(sql <<<"$on BEGIN; CREATE TABLE app.no_keys ($no_key); COMMIT; $found SELECT to_regclass('app.no_keys');")
quiet 'a COMMIT that would be refused' "$answer"
like 'is collected' "$answer" 'MG501 refuse commit'
like 'and commits' "$answer" '^app\.no_keys$'
answer=$(sql <<<"$on BEGIN; CREATE TABLE app.gone (user_id uuid); SELECT 1/0; ROLLBACK; $found")
like 'what an error rolls back stays' "$answer" 'MG201 refuse statement'
answer=$(sql <<<"$on CREATE INDEX CONCURRENTLY bad_name ON app.no_keys (created_at); DROP INDEX CONCURRENTLY app.bad_name;
SELECT string_agg(concat_ws(' ', code, would, during), ', ') FROM mana_guard.collected() WHERE rule = 'index_name';")
like 'a command that commits in its middle only warns' "$answer" 'MG409 warn statement'
quiet 'and runs' "$answer"

# Extended protocol: what COMMIT finds belongs to the last statement that was parsed.
answer=$(sql <<<"$on CREATE TABLE app.bound ($no_key) \\bind \\g
$found" 2>&1)
[ "${PG_MAJOR:-15}" -lt 16 ] || like 'the extended protocol' "$answer" 'MG501 warn commit'

# A thousand columns, each with a finding, a hundred times.
columns=$(seq -s ', ' -f 'c%g_id uuid' 1 300)
answer=$(sql <<<"SELECT mana_guard.set_rule('*', 'off'); SELECT mana_guard.set_rule('user_id_text', 'warn', params => '{\"columns\": [\"*_id\"]}');
$on
DO \$\$ BEGIN FOR i IN 1..350 LOOP EXECUTE format('CREATE TABLE app.wide_%s ($columns)', i); EXECUTE format('DROP TABLE app.wide_%s', i); END LOOP; END \$\$;
SELECT 'kept', count(*) FROM mana_guard.collected(); SELECT mana_guard.collected_reset(); SELECT 'then', count(*) FROM mana_guard.collected();")
like 'the collection is bounded' "$answer" '^kept\|100000$'
is 'it says once that it is full' "$(grep -c '54000: 100000 findings were collected' <<<"$answer")" 1
like 'and how many are missing' "$answer" '54000: 5000 findings more were not kept'
like 'a reset makes room' "$answer" '^then\|0$'
sql <<<"SELECT mana_guard.set_rule('*', NULL); DELETE FROM mana_guard.policy;" >/dev/null

# What can't be checked passes, and is no all-clear.
answer=$(sql <<<"SET mana_guard.enabled = off; UPDATE mana_guard.policy SET rule = rule; ALTER TABLE mana_guard.policy RENAME COLUMN advice TO words; RESET mana_guard.enabled;
$on CREATE TABLE app.unchecked (id int);
SELECT code, would, rule IS NULL, message FROM mana_guard.collected();
SET mana_guard.enabled = off; ALTER TABLE mana_guard.policy RENAME COLUMN words TO advice;")
like 'a command that cannot be checked is collected' "$answer" '^MG901\|refuse\|t\|'
quiet 'and passes' "$answer"

# In the log.
before=$(wc -l <"$log")
sql <<<"SET mana_guard.collect = log; CREATE TABLE app.logged (user_id uuid);" >/dev/null
lines=$(tail -n +"$((before + 1))" "$log" | sed -nE 's/^.*LOG:  mana_guard: (\{.*\})$/\1/p')
is 'each finding is a line' "$(grep -c '"code"' <<<"$lines")" 5
is 'with its statement' "$(sql -v json="$(head -n 1 <<<"$lines")" <<<"SELECT j->>'code', j->>'would', j->>'during', j->>'query', j->>'position' FROM (SELECT :'json'::jsonb AS j) AS one")" \
    'MG201|refuse|statement|CREATE TABLE app.logged (user_id uuid)|26'
like 'the setting is a superuser'\''s' "$(sql <<<'CREATE ROLE collector; SET ROLE collector; SELECT mana_guard.status(); SET mana_guard.collect = on;')" '42501'
quiet 'or whoever was granted it' "$(sql <<<'GRANT SET ON PARAMETER mana_guard.collect TO collector; SET ROLE collector; SELECT FROM mana_guard.status(); SET mana_guard.collect = on;')"
sql <<<'REVOKE SET ON PARAMETER mana_guard.collect FROM collector; DROP ROLE collector;' >/dev/null
