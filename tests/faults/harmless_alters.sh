# An ALTER that changes nothing for anybody, of each object there is, comes before what a page of a rule about changes refuses, in the same
# transaction: the verdict stays the same. What is new is what this transaction made, not what it wrote.
theme=harmless_alters

# Each ALTER leaves its object as it was, but writes its row anew. The guard is off meanwhile.
cat >"$work/harmless.sql" <<'SQL'
SET LOCAL mana_guard.enabled = off;
SET LOCAL client_min_messages = error;
SELECT format('ALTER TABLE %s ALTER %I SET STATISTICS 77', attrelid::regclass, attname) FROM pg_attribute
WHERE attnum > 0 AND NOT attisdropped AND (SELECT relkind IN ('r', 'p') AND relnamespace::regnamespace::text !~ '^pg_|^information_schema|^mana_guard$'
                                           FROM pg_class WHERE oid = attrelid) \gexec
SELECT format('ALTER TABLE %s RENAME CONSTRAINT %I TO its_own', conrelid::regclass, conname), format('ALTER TABLE %s RENAME CONSTRAINT its_own TO %I', conrelid::regclass, conname)
FROM pg_constraint WHERE conrelid <> 0 AND conparentid = 0 AND coninhcount = 0 AND contype <> 't' AND connamespace::regnamespace::text !~ '^pg_|^information_schema|^mana_guard$' \gexec
SELECT format('ALTER TABLE %s ALTER %I SET DEFAULT %s', adrelid::regclass, attname, pg_get_expr(adbin, adrelid))
FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
WHERE attgenerated = '' AND attinhcount = 0 AND (SELECT relnamespace::regnamespace::text !~ '^pg_|^information_schema|^mana_guard$' FROM pg_class WHERE oid = adrelid) \gexec
SELECT format('ALTER TYPE %s OWNER TO CURRENT_USER', oid::regtype), format('ALTER TYPE %s RENAME VALUE %L TO ''its own''', oid::regtype, label), format('ALTER TYPE %s RENAME VALUE ''its own'' TO %L', oid::regtype, label)
FROM pg_type, LATERAL (SELECT min(enumlabel::text) AS label FROM pg_enum WHERE enumtypid = pg_type.oid) AS enum
WHERE typtype = 'e' AND label IS NOT NULL AND typnamespace::regnamespace::text !~ '^pg_|^information_schema|^mana_guard$' \gexec
SELECT format('ALTER INDEX %s SET (fillfactor = 91)', indexrelid::regclass), format('ALTER INDEX %s RESET (fillfactor)', indexrelid::regclass) FROM pg_index JOIN pg_class ON oid = indexrelid
WHERE relkind = 'i' AND relam = 403 AND relnamespace::regnamespace::text !~ '^pg_|^information_schema|^mana_guard$' \gexec
SELECT format('ALTER TABLE %s SET (fillfactor = 91)', oid::regclass), format('ALTER TABLE %s RESET (fillfactor)', oid::regclass) FROM pg_class
WHERE relkind = 'r' AND relnamespace::regnamespace::text !~ '^pg_|^information_schema|^mana_guard$' \gexec
SET LOCAL client_min_messages = notice;
SET LOCAL mana_guard.enabled = on;
SQL
echo 'SET LOCAL mana_guard.enabled = off; SET LOCAL mana_guard.enabled = on;' >"$work/nothing.sql"

# last_statement FENCE: splits it into what comes before, $work/before.sql, and the last statement, $work/last.sql.
last_statement() {
    awk -v before="$work/before.sql" -v last="$work/last.sql" '
        { lines[NR] = $0 }
        /;[ \t]*$/ && !quoted { ends[++n] = NR }
        { m = gsub(/\$\$/, "&"); if (m % 2) quoted = !quoted }
        END {
            from = n > 1 ? ends[n - 1] + 1 : 1
            printf "" >before; printf "" >last
            for (i = 1; i < from; i++) print lines[i] >before
            for (i = from; i <= NR; i++) print lines[i] >last
        }' "$1"
}

# verdict PRELUDE: the codes that the guard tells of the last statement, in a transaction that leaves nothing.
verdict() {
    { echo 'BEGIN;' && cat "$1" "$work/last.sql" && echo 'SELECT FROM mana_guard.check_now(); ROLLBACK;'; } | sql | grep -oE '^(ERROR|WARNING):  [0-9A-Z]{5}' | sort -u
}

fences=0 refusals=0
for page in "$root"/docs/rules/{contracts,migrations}/*.md; do
    rule=$(basename "$page" .md)
    rm -f "$work"/fence.*
    awk -v out="$work/fence." '/^## / && !fenced { refused = $2 == "Refused" } /^```sql$/ { fenced = 1; if (refused) { file = out (++n); next } } /^```$/ { fenced = 0; file = "" } file { print >file }' "$page"
    for fence in "$work"/fence.*; do
        # These can't be in a transaction, or are about what the transaction has done before.
        [ -f "$fence" ] && ! grep -qE 'CONCURRENTLY|VACUUM|^(BEGIN|COMMIT)|SET SESSION|CREATE (ROLE|TABLESPACE|DATABASE)' "$fence" || continue
        last_statement "$fence"
        guarded_database "harmless_$((++fences))" >/dev/null
        sql <<<"SELECT mana_guard.set_rule('$rule', 'error'); DROP SCHEMA app;" >/dev/null
        sql -f "$work/before.sql" >"$work/before.answer"
        alone=$(verdict "$work/nothing.sql")
        ! grep -q "^ERROR:  MG" <<<"$alone" || refusals=$((refusals + 1))
        is "$rule, fence ${fence##*.}: after an ALTER of everything" "$(verdict "$work/harmless.sql")" "$alone"
        sql -d postgres -c "DROP DATABASE harmless_$fences" >/dev/null
    done
done
export PGDATABASE=postgres
# Most fences' last statement is what the page's rule refuses.
at_most 'refusals that were wanted' 40 "$refusals"
