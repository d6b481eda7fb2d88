# What fix() says runs: over random schemas with all that PostgreSQL has, relation by relation.
theme=fixes

sql <<<"ALTER DATABASE faults_fixes SET mana_guard.max_severity = 'log'; DROP SCHEMA app CASCADE;" >/dev/null
sql -v tables=70 -v seeds='0.1 0.2 0.3' -v statements=on -f "$root/tests/oracle/random.sql" >/dev/null 2>&1
answer=$(sql -f "$root/tests/faults/fixes.sql")
unlike 'PostgreSQL refuses no fix' "$answer" '^refused: '
like 'and there are many' "$answer" '^[0-9]{4,} done$'

# All at once, where several relations would get one name.
answer=$(sql -v schemas='^names$' -v order=1 -f "$root/tests/faults/fixes_together.sql")
unlike 'no fix takes a name that another has been given' "$answer" '^refused: '
like 'and the first has it' "$answer" '^6[0-9] done$'

# Random schemas by one statement, under all rules: relations refer to each other, inherit from each other, are of one type.
for order in '1' '1 DESC'; do
    guarded_database "at_once_${#order}"
    sql >/dev/null <<SQL
ALTER DATABASE at_once_${#order} SET mana_guard.max_severity = 'log';
SELECT mana_guard.set_rule('*', 'warn');
SELECT mana_guard.set_rule(rule, 'off') FROM unnest('{table_comment,column_comment,no_superuser_owner}'::text[]) AS rule;
SQL
    sql -v tables=70 -v seeds='0.1 0.2 0.3' -v statements=on -f "$root/tests/oracle/random.sql" >/dev/null 2>&1
    answer=$(sql -v schemas=. -v order="$order" -f "$root/tests/faults/fixes_at_once.sql")
    unlike "no fix needs what another takes away, by $order" "$answer" '^refused: '
    like 'and there are many' "$answer" '^1[0-9]{3} done$'
done

# Three databases that stood long before the guard, exempted by a baseline: one call for each relation, run as it lies. Nothing
# fails, nothing is told but what the fix itself announces for a table in use, and the next call has nothing to add. What there is
# no fix for says why.
# legacy NAME SCHEMA: the schema that its relations are in then, or go to.
legacy() {
    guarded_database "legacy_$1"
    sql -v ON_ERROR_STOP=1 >/dev/null <<SQL
SET mana_guard.enabled = off;
DROP SCHEMA app;
\i $root/tests/faults/legacy/$1.sql
CREATE SCHEMA IF NOT EXISTS $2;
RESET mana_guard.enabled;
SELECT mana_guard.baseline('stood before');
ALTER DATABASE legacy_$1 SET client_min_messages = warning;
SQL
    is "$1: all is exempt" "$(sql <<<'SELECT count(*) FILTER (WHERE exempt) > 20, count(*) FILTER (WHERE NOT exempt) FROM mana_guard.audit()')" 't|0'
    is "$1: what is exempt is left out where that is asked" "$(sql <<<"SELECT count(*) FROM pg_class, mana_guard.fix(pg_class.oid, false) WHERE relkind IN ('r', 'v', 'm') AND relnamespace >= 16384")" 0
    answer=$(sql -v script="$work/legacy.sql" -f "$root/tests/faults/legacy/run.psql")
    unlike "$1: no fix fails" "$answer" 'ERROR: '
    is "$1: no fix brings what it doesn't announce" "$(sql <<<"SELECT code, message, fix FROM public.told WHERE severity >= 'warn' AND position(code IN fix) = 0")" ''
    like "$1: there are fixes" "$(sql <<<'SELECT count(*) FROM public.told')" '^[1-9][0-9]+$'
    sql <<<'SET mana_guard.enabled = off; DROP TABLE public.told' >/dev/null
    sql -v script="$work/legacy.sql" -f "$root/tests/faults/legacy/run.psql" >/dev/null
    is "$1: the next call adds nothing" "$(sql <<<'SELECT DISTINCT fix FROM public.told' | grep -v '^--')" "${3:-}"
    is "$1: all is in its schema" "$(sql <<<"SELECT oid::regclass FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind <> 'c' AND relname <> 'told'" | grep -v '^recent_orders$')" ''
}
legacy rails shop
is 'a renamed column keeps its values' "$(sql <<<"SELECT count(*) FROM shop.products WHERE updated_at = '2015-01-01 00:00+00'")" 5
is 'and a key grows with those that refer to it' "$(sql <<<"SELECT count(*) FROM information_schema.columns WHERE table_schema = 'shop' AND table_name NOT LIKE 'product_views%' AND column_name IN ('product_id', 'order_id', 'parent_id') AND data_type = 'bigint'")" 3
is 'in partitions too' "$(sql <<<"SELECT count(*) FROM information_schema.columns WHERE table_name LIKE 'product_views%' AND column_name = 'product_id' AND data_type = 'bigint'")" 3
like 'but not by which the table is partitioned' "$(sql <<<"SELECT code, detail FROM mana_guard.findings('shop.product_views')")" '^MG302\|.* PostgreSQL cannot change the type of a column used by the partition key: copy the rows into another table.$'
like 'nor what a type decides' "$(sql <<<"SELECT code, detail FROM mana_guard.findings('shop.vendors')")" '^MG208\|.* Column vendor_id of shop.reviews refers to it and would have to change with it, and PostgreSQL cannot change the type of a column used by the type of its table.$'
like 'but not with one that should be of another type' "$(sql <<<"SELECT code, detail FROM mana_guard.findings('shop.users')")" '^MG208\|.* Column user_id of shop.orders refers to it and would have to change with it, but should be text.$'
legacy hibernate crm
is 'indexes are named by what they are on then' "$(sql <<<"SELECT string_agg(relname, ' ' ORDER BY relname COLLATE \"C\") FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid WHERE indrelid = 'crm.contracts'::regclass AND NOT indisprimary")" 'idx_contracts_customer_id'
# Its user_id was inherited until now.
legacy mysql forum 'ALTER TABLE forum.tbl_topic_archives ALTER COLUMN user_id TYPE text;'
like 'a key that others refer to keeps its type' "$(sql <<<"SELECT code, detail FROM mana_guard.findings('forum.tbl_users')")" '^MG201\|.* PostgreSQL makes an identity of integers only.$'
