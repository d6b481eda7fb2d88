# A refusal leaves nothing in the database: it is one line of JSON in the server's log.
theme=server_log

log=$work/faults/data/log
# refusals FROM: what the server has logged of them since that line.
refusals() { tail -n +"$(($1 + 1))" "$log" | sed -nE 's/^.*LOG:  mana_guard refuses (\{.*\})$/\1/p'; }
lines() { wc -l <"$log"; }

before=$(lines)
answer=$(PGAPPNAME='a "quoted" app' sql <<<'CREATE TABLE public.refused (user_id uuid);')
refused 'a breach of several rules' "$answer" MG101
json=$(refusals "$before")
is 'is one line' "$(wc -l <<<"$json")" 1
is 'with who, from where and what' "$(sql -v json="$json" <<<"SELECT j->>'session_user', j->>'current_user', j->>'database', j->>'application_name', j->>'command_tag' FROM (SELECT :'json'::jsonb AS j) AS one")" \
    'postgres|postgres|faults_server_log|a "quoted" app|CREATE TABLE'
is 'and each finding' "$(sql -v json="$json" <<<"SELECT string_agg(concat_ws(' ', f->>'code', f->>'severity', f->>'object_type', f->>'identity', f->>'column'), ', ') FROM jsonb_array_elements(:'json'::jsonb->'findings') AS f")" \
    'MG101 error table public.refused, MG201 error column public.refused user_id, MG301 error table public.refused, MG301 error table public.refused'
is 'but no row' "$(sql <<<'SELECT count(*) FROM mana_guard.log')" 0

before=$(lines)
sql <<<"SELECT mana_guard.set_rule('MG301', 'error', timing => 'commit');" >/dev/null
refused 'at COMMIT' "$(sql <<<"BEGIN; CREATE TABLE app.refused ($bare); COMMIT;")" MG301
like 'it is told as COMMIT'\''s' "$(refusals "$before")" '"command_tag":"COMMIT"'
before=$(lines)
unlike 'what is only warned of' "$(sql <<<"SELECT mana_guard.set_rule('MG301', 'warn'); CREATE TABLE app.warned ($bare);")" ERROR
is 'is no refusal' "$(refusals "$before")" ''
is 'but a row a finding' "$(sql <<<'SELECT count(*) FROM mana_guard.log')" 2
