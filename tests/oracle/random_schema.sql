-- pg_temp.random_tables(seed, amount): random tables in several schemas, each with what belongs to it in a transaction of its own.
-- Only additions: what a statement was blamed for still stands at the end, so that the log and the audit must agree. Hence the
-- constraints of a column, which clear some findings, are all in its CREATE TABLE. Everything here is temporary, and so not judged.

CREATE TEMP TABLE attempts (statement text, state text, message text);
CREATE TEMP TABLE made (number integer GENERATED ALWAYS AS IDENTITY, place text, name text, kind text, key_column text, key_type text,
                        plain boolean DEFAULT false);

CREATE FUNCTION pg_temp.pick(VARIADIC list text[]) RETURNS text LANGUAGE sql VOLATILE
    AS 'SELECT list[1 + floor(random() * cardinality(list))::integer]';
CREATE FUNCTION pg_temp.chance(share float8) RETURNS boolean LANGUAGE sql VOLATILE AS 'SELECT random() < share';

-- A statement that PostgreSQL refuses is noted and left out; the guard's own errors are looked for among these.
CREATE FUNCTION pg_temp.try(statement text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    RETURN true;
EXCEPTION WHEN OTHERS THEN
    INSERT INTO attempts VALUES (statement, sqlstate, sqlerrm);
    RETURN false;
END $$;

CREATE FUNCTION pg_temp.column_name() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT pg_temp.pick(VARIADIC ARRAY['name', 'title', 'body', 'email', 'status', 'kind', 'slug', 'key', 'value', 'type', 'level', 'year',
        'metadata', 'tags',
        'createdAt', 'UserName', 'isOpen', 'ALLCAPS', 'user', 'order', 'group', 'desc', 'table', 'select', 'check', 'end', 'left', 'default',
        'authorization', 'current_user', 'int', 'values', 'between', 'is_active', 'has_cover', 'is_public', 'can_edit', 'was_sent', 'active',
        'enabled', 'visible', 'deleted', 'is_', 'has_', 'island', 'hash', 'is_deleted', 'is_deleted', 'deleted_at', 'deleted_at', 'created',
        'updated', 'published', 'published_at', 'date', 'expires', 'expires_at', 'sent_at', 'starts_on', 'last_login', 'at', '_at', 'flat',
        'user_id', 'user_id', 'owner_id', 'author_id', 'parent_user_id', 'created_by', 'published_by', 'sorted_by', 'liked_by', 'by', '_by',
        'userid', 'user_ids', 'folder_id', 'external_id', 'amount', 'net_amount', 'price', 'unit_price', 'balance', 'old_balance', 'cost',
        'shipping_cost', 'rate', 'prices', 'num_files', 'number_of_pages', 'n_rows', 'count_files', 'file_cnt', 'file_count', 'counts', 'count',
        'num', 'n', 'download_count', 'total_files', 'total_size', 'total_', 'total', 'grand_total', 'version', 'version', 'current_version',
        'revision', 'first name', 'größe', 'Straße', 'with-dash', '_hidden', 'trailing_', 'double__score', 'x1', 'phone1', 'phone2', '1st',
        'a.b', 'q"uote', 'file_uuid', 'session_guid', 'uuid', 'a', 'tbl_x', 'str_name', 'line1', 'money', 'json', 'xml', 'ünicode',
        'a_column_with_a_very_long_name_that_nobody_wants_to_type_at_all']) $$;

CREATE FUNCTION pg_temp.column_type() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT CASE WHEN pg_temp.chance(0.45)
        THEN pg_temp.pick('text', 'text', 'integer', 'bigint', 'boolean', 'boolean', 'uuid', 'uuid', 'timestamptz', 'timestamptz', 'timestamp',
                          'real', 'numeric', 'varchar(20)', 'jsonb', 'json')
        ELSE pg_temp.pick(VARIADIC ARRAY['varchar', 'varchar(200)', 'char(3)', 'char', '"char"', 'bpchar', 'money', 'timestamp(3)',
            'timestamptz(0)', 'timestamptz(3)',
                          'time', 'timetz', 'date', 'interval', 'oid', 'regclass', 'regproc', 'regtype', 'regrole', 'regnamespace', 'regconfig',
                          'name', 'aclitem', 'txid_snapshot', 'pg_snapshot', 'bit', 'bit(8)', 'bit varying(64)', 'xml', 'double precision',
                          'numeric(12,2)', 'smallint', 'bytea', 'inet', 'point', 'int4range', 'tsvector', 'text[]', 'uuid[]', 'timestamp[]',
                          'json[]', 'money[]', 'boolean[]', 'real[]', 'bit(4)[]', 'timestamptz(0)[]', 'oid[]', 'varchar(5)[]', 'int4[]',
                          'kit.mood', 'kit.pair', 'kit.stretch', 'kit.user_ref', 'kit.nested_ref', 'kit.user_text', 'kit.moment', 'kit.late_moment',
                          'kit.wall_time', 'kit.whole_second', 'kit.flag', 'kit.sure', 'kit.sure_too', 'kit.code', 'kit.lo', 'kit.lo_below',
                          'kit.rates', 'kit.document', 'kit.made_key', 'kit.one', 'kit.small', 'kit.counted', 'kit.short', 'kit.user_ref[]',
                          'kit.flag[]', 'kit.wall_time[]', 'kit.lo[]', 'kit.mood[]', 'public.colour', 'public.email']) END $$;

CREATE FUNCTION pg_temp.default_of(type text) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT CASE
        WHEN type ~ '\[\]$|rates' THEN pg_temp.pick('''{}''')
        WHEN type ~ 'boolean|flag|sure' THEN pg_temp.pick('false', 'false', 'true', '''f''', '(1 = 2)', 'NULL')
        WHEN type ~ '^(integer|bigint|smallint|kit.one|kit.small)$' THEN pg_temp.pick('0', '1', '1', '-1', '''1''', '1 + 0',
            'nextval(''kit.numbers'')')
        WHEN type ~ 'timestamp|moment|wall_time|second' THEN
            pg_temp.pick('now()', 'now()', 'CURRENT_TIMESTAMP', 'CURRENT_TIMESTAMP(3)', 'clock_timestamp()', 'statement_timestamp()',
                         'transaction_timestamp()', 'now() + interval ''1 day''', '(now() AT TIME ZONE ''utc'')', 'LOCALTIMESTAMP',
                             '''2020-01-01''')
        WHEN type ~ 'uuid|_ref|made_key' THEN pg_temp.pick('gen_random_uuid()', 'gen_random_uuid()', '''00000000-0000-0000-0000-000000000000''')
        WHEN type ~ '^(text|varchar|kit.user_text|public.email)' THEN pg_temp.pick('''''', 'CURRENT_USER', 'gen_random_uuid()::text', 'NULL')
        WHEN type ~ 'json|document' THEN '''{}'''
        WHEN type ~ '^(real|numeric|double|money)' THEN '0' END $$;

-- Types that a btree can be over.
CREATE FUNCTION pg_temp.is_ordered(type text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT type !~ '^(json|xml|point|aclitem|txid_snapshot|pg_snapshot|kit\.pair|kit\.document|kit\.stretch)|^json\[\]' $$;

CREATE FUNCTION pg_temp.table_name(number integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    letters text := translate(to_char(number, 'FM99999'), '0123456789', 'abcdefghkm');
    noun text := pg_temp.pick('file', 'user', 'tag', 'folder', 'message', 'status', 'news', 'category', 'box', 'price');
BEGIN
    RETURN CASE
        WHEN pg_temp.chance(0.7) THEN letters || '_' || noun || 's'
        ELSE pg_temp.pick(letters || initcap(noun) || 's', initcap(letters) || noun, letters || '_' || noun, '_' || letters || '_' || noun || 's',
                          letters || ' ' || noun, letters || '_größen', 'tbl_' || letters, letters || '__' || noun, letters || '-' || noun,
                          letters || '_', '1' || letters,
                          rpad(letters || '_', 60, noun || '_'), upper(letters || noun),
                          pg_temp.pick('user', 'order', 'group', 'table', 'select', 'left', 'check', 'limit', 'offset', 'analyze')) END;
END $$;

-- One column, with its constraints; number is its place.
CREATE FUNCTION pg_temp.column_of(name text, type text, partitioned boolean, plain boolean) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    line text := quote_ident(name) || ' ' || type;
    preset text;
BEGIN
    IF type ~ '^(integer|bigint|smallint)$' AND pg_temp.chance(0.12) AND plain THEN
        IF pg_temp.chance(0.5) AND NOT partitioned THEN
            RETURN line || pg_temp.pick(' GENERATED ALWAYS AS IDENTITY', ' GENERATED BY DEFAULT AS IDENTITY');
        END IF;
        RETURN quote_ident(name) || CASE type WHEN 'integer' THEN ' serial' WHEN 'bigint' THEN ' bigserial' ELSE ' smallserial' END;
    END IF;
    IF type IN ('boolean', 'integer', 'bigint', 'numeric', 'timestamptz') AND pg_temp.chance(0.06) AND plain THEN
        RETURN line || ' GENERATED ALWAYS AS (' || CASE type WHEN 'boolean' THEN '1 = 1' WHEN 'timestamptz' THEN '''2020-01-01+00''' ELSE '1' END
               || ') STORED' || pg_temp.pick('', ' NOT NULL');
    END IF;
    preset := pg_temp.default_of(type);
    IF preset IS NOT NULL AND pg_temp.chance(0.5) THEN line := line || ' DEFAULT ' || preset; END IF;
    IF pg_temp.chance(0.4) THEN line := line || ' NOT NULL'; END IF;
    IF pg_temp.chance(0.05) AND plain THEN
        line := line || CASE
            WHEN type IN ('text', 'varchar', 'varchar(20)') THEN
                pg_temp.pick(' CHECK (%1$s IN (''a'', ''b''))', ' CHECK (kit.is_fine(%1$s))', ' CHECK (kit.is_right(%1$s))',
                    ' CHECK (%1$s <> current_user)',
                             ' CHECK (%1$s = ''a'' OR %1$s = ''b'')', ' CHECK (%1$s = ANY (ARRAY[''a'', ''b'']))', ' CHECK (%1$s IN (''only''))',
                             ' CHECK (%1$s NOT IN (''a'', ''b''))', ' CHECK (%1$s ~ ''^[a-z]+$'')', ' CHECK (length(%1$s) < 10)')
            WHEN type = 'timestamptz' THEN
                pg_temp.pick(' CHECK (%1$s > now())', ' CHECK (%1$s > CURRENT_DATE)', ' CHECK (%1$s::date > ''2020-01-01'')',
                             ' CHECK (%1$s > ''2020-01-01+00''::timestamptz)',
                                 ' CHECK (%1$s + interval ''1 day'' > ''2020-01-01+00''::timestamptz)',
                             ' CHECK (%1$s > CURRENT_TIMESTAMP)')
            WHEN type IN ('integer', 'bigint') THEN
                pg_temp.pick(' CHECK (%1$s > 0)', ' CHECK (%1$s IN (1, 2))', ' CHECK (%1$s > random())', ' CHECK (%1$s <> 0) NO INHERIT')
            ELSE ' CHECK (%1$s IS NOT NULL)' END;
        line := CASE WHEN line LIKE '%\%1$s%' THEN format(line, quote_ident(name)) ELSE line END;
    END IF;
    RETURN line;
END $$;
