# Defaults that are read from the text of the stored expression: the module for tests compares each with what the whole expression says,
# and tells that it has.
theme=default_texts

# defaults TYPE: makes a table and a column of that type for each default on stdin, in statements of their own. Prints those values that
# were read from their texts, each once, and what else was said.
defaults() {
    {
        echo "SET client_min_messages = debug1; SET mana_guard.max_severity = log;"
        while IFS= read -r text; do
            echo "CREATE TABLE app.t (id int, value $1 DEFAULT $text); ALTER TABLE app.t ADD COLUMN other $1 DEFAULT $text; DROP TABLE app.t;"
        done
    } | sql | sed -nE ':next /^DEBUG:.*: default \[[^]]*$/ { N; s/\n/ /; b next }
        s/^DEBUG:.*: default (\[.*\]) read from its text$/\1/p; /(ERROR|WARNING|FATAL|PANIC): /p' | LC_ALL=C sort -u | paste -sd ' '
}
sql >/dev/null <<'SQL'
CREATE DOMAIN app.flag AS boolean NOT NULL DEFAULT true;
CREATE DOMAIN app.short AS varchar(5);
CREATE TYPE app.colour AS ENUM ('red', 'green');
CREATE FUNCTION app.gen_random_uuid() RETURNS uuid LANGUAGE sql AS 'SELECT pg_catalog.gen_random_uuid()';
CREATE FUNCTION app.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT pg_catalog.now()';
CREATE FUNCTION app.constant(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
SQL

# PostgreSQL stores no default for a plain NULL.
is 'boolean' "$(defaults boolean <<<$'true\nfalse\n\'t\'\nNULL')" '[false] [true]'
is 'smallint' "$(defaults smallint <<<$'0\n-1\n32767\n-32768\n\'7\'')" '[-1] [-32768] [0] [32767] [7]'
is 'integer' "$(defaults integer <<<$'0\n-1\n2147483647\n(-2147483648)::integer\n\'7\'')" '[-1] [-2147483648] [0] [2147483647] [7]'
is 'bigint' "$(defaults bigint <<<$'0\n\'9223372036854775807\'\n\'-9223372036854775808\'\n123456789012345678')" \
    '[-9223372036854775808] [0] [123456789012345678] [9223372036854775807]'
is 'numeric' "$(defaults numeric <<<$'0\n-5\n1.5\n7::bigint')" '[-5] [0]'
is 'text' "$(defaults text <<<$'\'\'\n\'a\'\n\'it\'\'s\'\n\'ÄÖ€😀\'\n\'b } c\'\nE\'d\\ne\'\n\'f\'::varchar')" "[] [a] [b } c] [d e] [it's] [ÄÖ€😀]"
is 'varchar' "$(defaults varchar <<<$'\'a\'\n\'b\'::text')" '[a]'
is 'varchar(10)' "$(defaults 'varchar(10)' <<<$'\'abc\'\nNULL')" '[] [abc]'
is 'a long one' "$(defaults text <<<"'$(printf 'x%.0s' {1..60})'")" "[$(printf 'x%.0s' {1..60})]"
is 'a longer one' "$(defaults text <<<"'$(printf 'x%.0s' {1..61})'")" ''
is 'uuid' "$(defaults uuid <<<$'gen_random_uuid()\npg_catalog.gen_random_uuid()\napp.gen_random_uuid()')" '[gen_random_uuid()]'
is 'time' "$(defaults timestamptz <<<$'statement_timestamp()\nclock_timestamp()')" '[]'
is 'time of the transaction' "$(defaults timestamptz <<<'now()')" '[]'
is 'time, converted' "$(defaults timestamp <<<$'now()\ncurrent_timestamp\napp.now()')" ''
is 'other types' "$(defaults app.colour <<<"'red'"; defaults 'text[]' <<<"'{}'"; defaults jsonb <<<"'{}'"; defaults float8 <<<"'1.5'")" ''
is 'domains and functions' "$(defaults app.flag <<<false; defaults app.short <<<"'abc'"; defaults int <<<$'app.constant(1)\n1 + 1')" ''
