# What fix() says runs: over random schemas with all that PostgreSQL has, relation by relation.
theme=fixes

sql <<<"ALTER DATABASE faults_fixes SET mana_guard.max_severity = 'log'; DROP SCHEMA app CASCADE;" >/dev/null
sql -v tables=70 -v seeds='0.1 0.2 0.3' -v statements=on -f "$root/tests/oracle/random.sql" >/dev/null 2>&1
answer=$(sql -f "$root/tests/faults/fixes.sql")
unlike 'PostgreSQL refuses no fix' "$answer" '^refused: '
like 'and there are many' "$answer" '^[0-9]{4,} done$'

# All at once, where several relations would get one name.
answer=$(sql -f "$root/tests/faults/fixes_together.sql")
unlike 'no fix takes a name that another has been given' "$answer" '^refused: '
like 'and the first has it' "$answer" '^4[0-9] done$'
