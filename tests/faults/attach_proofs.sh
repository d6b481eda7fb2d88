# What ATTACH PARTITION reads, as the guard tells it without calling anything, and as PostgreSQL says that it is (DEBUG1).
theme=attach_proofs

sql <<'SQL'
SELECT mana_guard.set_rule('*', 'off');
SELECT mana_guard.set_rule('MG616', 'error');
SET mana_guard.enabled = off;
CREATE TYPE app.mood AS ENUM ('sad', 'sober', 'glad');
CREATE DOMAIN app.code AS text CHECK (VALUE <> '');
CREATE FUNCTION app.is_two(int) RETURNS bool IMMUTABLE LANGUAGE sql AS 'SELECT $1 IS NOT NULL AND $1 >= 2 AND $1 < 3';
SQL
# in_use TABLE DEFINITION ROW: a table with a row.
in_use() { sql <<<"SET mana_guard.enabled = off; SET client_min_messages = error; DROP TABLE IF EXISTS $1 CASCADE; CREATE TABLE $1 $2; INSERT INTO $1 VALUES $3;"; }
parent() { sql <<<"SET mana_guard.enabled = off; SET client_min_messages = error; DROP TABLE IF EXISTS app.parent CASCADE; CREATE TABLE app.parent $1;"; }
attach() { echo "ALTER TABLE app.parent ATTACH PARTITION app.part $1;"; }
# by_guard and by_postgres BOUNDS [TABLE]: whether the table is read.
by_guard() { if grep -q 'MG616' <<<"$(sql <<<"BEGIN; $(attach "$1") ROLLBACK;")"; then echo read; else echo spared; fi; }
by_postgres() {
    local said
    said=$(sql <<<"SET mana_guard.enabled = off; BEGIN; SET LOCAL client_min_messages = debug1; $(attach "$1") ROLLBACK;")
    if grep -qE '^ERROR:  23514' <<<"$said"; then echo read; elif grep -qE '^ERROR' <<<"$said"; then echo "$said"; elif grep -qE "onstraint for (table|default partition) \"${2:-part}\" is implied" <<<"$said"; then echo spared; else echo read; fi
}
# agree NAME BOUNDS [TABLE]: both say the same.
agree() { is "$1: $2" "$(by_guard "$2")" "$(by_postgres "$2" "${3:-part}")"; }
# silent NAME BOUNDS: the guard says nothing, whatever PostgreSQL does.
silent() { is "$1: $2" "$(by_guard "$2")" spared; }

parent '(a int, b text) PARTITION BY RANGE (a)'
bounds='FOR VALUES FROM (10) TO (20)'
while IFS= read -r check; do
    in_use app.part "(a int, b text, CHECK ($check))" "(12, 'x')"
    agree "$check" "$bounds"
done <<'CHECKS'
a IS NOT NULL AND a >= 10 AND a < 20
a IS NOT NULL AND a >= 11 AND a <= 19
a IS NOT NULL AND a > 9 AND a < 20
a IS NOT NULL AND a > 10 AND a < 19
a IS NOT NULL AND 10 <= a AND 20 > a
a >= 10 AND a < 20
a IS NOT NULL AND a >= 10
a IS NOT NULL AND a >= 9 AND a < 20
a IS NOT NULL AND a >= 10 AND a <= 20
a IS NOT NULL AND a = 12
a IS NOT NULL AND a IN (12, 13)
a IS NOT NULL AND a IN (12, 23)
a IS NOT NULL AND (a = 12 OR a = 13)
a IS NOT NULL AND (a = 12 OR b = 'x')
NOT (a IS NULL) AND NOT (a < 10 OR a >= 20)
a IS NOT NULL AND a >= 10::bigint AND a < 20::smallint
a IS NOT NULL AND a BETWEEN 10 AND 19
a IS NOT NULL AND a <> 5
b = 'x'
a + 0 >= 10 AND a IS NOT NULL
CHECKS
in_use app.part '(a int NOT NULL, b text, CHECK (a >= 10), CHECK (a < 20))' "(12, 'x')"
agree 'NOT NULL and two checks' "$bounds"
agree 'other bounds' 'FOR VALUES FROM (MINVALUE) TO (20)'
agree 'other bounds' 'FOR VALUES FROM (5) TO (MAXVALUE)'
agree 'other bounds' 'FOR VALUES FROM (12) TO (MAXVALUE)'
agree 'without any' 'FOR VALUES FROM (MINVALUE) TO (MAXVALUE)'
agree 'a text that is a number' "FOR VALUES FROM ('10') TO ('20')"
silent 'an expression' 'FOR VALUES FROM (5 + 5) TO (20)'
in_use app.part '(a int, b text, CHECK (app.is_two(a)))' "(2, 'x')"
silent 'a function in SQL that PostgreSQL looks into' 'FOR VALUES FROM (2) TO (3)'

parent '(a timestamptz, b date) PARTITION BY RANGE (a, b)'
in_use app.part "(a timestamptz NOT NULL, b date NOT NULL, CHECK (a = '2025-01-01'), CHECK (b >= '2025-01-02' AND b < '2025-02-01'))" "('2025-01-01', '2025-01-03')"
agree 'two columns' "FOR VALUES FROM ('2025-01-01', '2025-01-01') TO ('2025-01-01', '2025-02-01')"
agree 'two columns' "FOR VALUES FROM ('2025-01-01', '2025-01-03') TO ('2025-01-01', '2025-02-01')"
agree 'two columns' "FOR VALUES FROM ('2025-01-01', MINVALUE) TO ('2025-01-02', MINVALUE)"
agree 'two columns' "FOR VALUES FROM ('2024-01-01', '2025-01-01') TO ('2026-01-01', MAXVALUE)"
agree 'two columns' "FOR VALUES FROM (timestamptz '2024-01-01', DATE '2025-01-01') TO ('2026-01-01', '2025-05-05')"
agree 'two columns' "FOR VALUES FROM ('2025-01-02', '2025-01-01') TO ('2026-01-01', '2025-05-05')"

parent '(a text) PARTITION BY LIST (a)'
in_use app.part "(a varchar(9) NOT NULL)" "('a')"
for type in text 'varchar(9)' app.mood app.code uuid; do
    one="'sad'" two="'glad'"
    [ "$type" != uuid ] || one="'00000000-0000-0000-0000-000000000001'" two="'00000000-0000-0000-0000-000000000002'"
    parent "(a $type) PARTITION BY LIST (a)"
    for check in "a IN ($one, $two)" "a = $one" "a = $two" "a <> $one" 'a IS NULL'; do
        in_use app.part "(a $type, CHECK ($check))" '(NULL)'
        for values in "$one" "$one, $two" "$one, NULL" 'NULL'; do agree "$type, $check" "FOR VALUES IN ($values)"; done
    done
    for check in "a IS NOT NULL AND a IN ($one, $two)" "a IS NOT NULL AND a = $one"; do
        in_use app.part "(a $type, CHECK ($check))" "($one)"
        for values in "$one" "$two, $one" "$one, NULL"; do agree "$type, $check" "FOR VALUES IN ($values)"; done
    done
    # The default partition.
    sql <<<"SET mana_guard.enabled = off; CREATE TABLE app.rest PARTITION OF app.parent DEFAULT; INSERT INTO app.rest VALUES (NULL); DROP TABLE app.part; CREATE TABLE app.part (a $type);"
    agree 'the default' "FOR VALUES IN ($one)" rest
    sql <<<"SET mana_guard.enabled = off; ALTER TABLE app.rest ADD CHECK (a IS NULL OR a <> $one);"
    agree 'the default, checked' "FOR VALUES IN ($one)" rest
done
parent '(a int) PARTITION BY RANGE (a)'
sql <<<"SET mana_guard.enabled = off; CREATE TABLE app.low PARTITION OF app.parent FOR VALUES FROM (0) TO (10); CREATE TABLE app.rest PARTITION OF app.parent DEFAULT; INSERT INTO app.rest VALUES (50);
DROP TABLE app.part; CREATE TABLE app.part (a int); ALTER TABLE app.rest ADD CHECK (a IS NULL OR a < 20 OR a >= 30);"
for bounds in 'FROM (20) TO (30)' 'FROM (21) TO (25)' 'FROM (19) TO (25)' 'FROM (25) TO (35)'; do agree 'the default of a range' "FOR VALUES $bounds" rest; done
sql <<<"SET mana_guard.enabled = off; DROP TABLE app.rest;"
in_use app.part '(a int, CHECK (a IS NULL OR a < 0 OR a >= 10))' '(50)'
agree 'a default that comes' DEFAULT
in_use app.part '(a int, CHECK (a IS NULL OR a < 0 OR a >= 9))' '(50)'
agree 'a default that comes' DEFAULT

parent '(a int) PARTITION BY LIST ((a % 10))'
for check in 'a % 10 = 1' 'a % 10 IS NOT NULL AND a % 10 = 1' 'a % 10 IS NOT NULL AND a % 10 IN (1, 2)'; do
    in_use app.part "(a int, CHECK ($check))" '(11)'
    for values in 1 '1, 2'; do agree "a key that is an expression, $check" "FOR VALUES IN ($values)"; done
done
