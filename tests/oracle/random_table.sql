-- pg_temp.random_table() and the procedure around it; continues random_schema.sql.

-- What a foreign key may refer to: column, type of it, and the types that PostgreSQL lets refer to it.
CREATE TEMP VIEW targets AS
    SELECT * FROM (VALUES
        ('kit.targets', 'id', 'uuid'), ('kit.targets', 'id', 'uuid'), ('kit.targets', 'big', 'bigint'), ('kit.targets', 'small', 'integer'),
        ('kit.targets', 'label', 'text'), ('kit.targets', 'code', 'char(4)'), ('kit.targets', 'happened_at', 'timestamptz'),
        ('auth.users', 'id', 'text'), ('auth.users', 'number', 'bigint'), ('auth.users', 'tag', 'uuid')) AS known (name, key_column, key_type)
    UNION ALL
    SELECT format('%I.%I', place, name), quote_ident(key_column), key_type FROM made WHERE key_column IS NOT NULL;

CREATE FUNCTION pg_temp.type_for(target text) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT CASE
        WHEN pg_temp.chance(0.7) THEN target
        WHEN target IN ('integer', 'bigint', 'smallint') THEN pg_temp.pick('integer', 'bigint', 'smallint', 'kit.small')
        WHEN target = 'uuid' THEN pg_temp.pick('kit.user_ref', 'kit.nested_ref', 'kit.made_key')
        WHEN target IN ('text', 'char(4)', 'varchar(20)') THEN pg_temp.pick('text', 'varchar', 'varchar(9)', 'char(4)', 'kit.user_text', 'name')
        WHEN target LIKE 'timestamp%' THEN pg_temp.pick('timestamptz', 'timestamp', 'timestamptz(3)', 'date')
        ELSE target END $$;

CREATE FUNCTION pg_temp.key_action() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT pg_temp.pick('', '', ' ON DELETE CASCADE', ' ON DELETE CASCADE', ' ON DELETE SET NULL', ' ON DELETE RESTRICT', ' ON DELETE NO ACTION',
                        ' ON DELETE SET DEFAULT', ' ON UPDATE CASCADE', ' ON DELETE CASCADE ON UPDATE RESTRICT', ' DEFERRABLE INITIALLY DEFERRED',
                        ' MATCH FULL') $$;

-- An index over some of the columns; its text without the name, since the same again under another name is wanted too.
CREATE FUNCTION pg_temp.random_index(place text, name text, names text[], types text[], partitioned boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    ordered text[]; texts text[]; chosen text[] := '{}'; one text; body text; method text; tail text := ''; is_unique text := '';
    title text; suffix text := ''; again text; expression boolean := false;
    target text := format('%I.%I', place, name);
BEGIN
    SELECT array_agg(n) FILTER (WHERE pg_temp.is_ordered(t)), array_agg(n) FILTER (WHERE t IN ('text', 'varchar', 'varchar(20)'))
    INTO ordered, texts FROM unnest(names, types) AS all_columns (n, t);
    FOR i IN 1 .. 1 + floor(random() * 3)::integer LOOP
        one := pg_temp.pick(VARIADIC ordered);
        IF one <> ALL (chosen) OR pg_temp.chance(0.1) THEN chosen := chosen || one; END IF;
    END LOOP;
    method := pg_temp.pick('btree', 'btree', 'btree', 'btree', 'btree', 'hash', 'brin');
    IF method = 'hash' THEN chosen := chosen[1:1]; END IF;
    SELECT string_agg(quote_ident(c) || CASE WHEN method <> 'hash' THEN pg_temp.pick('', '', '', '',
        CASE WHEN method = 'btree' THEN ' DESC' ELSE '' END) ELSE '' END,
                      ', '), string_agg(regexp_replace(c, CASE WHEN pg_temp.chance(0.2) THEN '_(id|at)$' ELSE '^$' END, ''), '_')
    INTO body, suffix FROM unnest(chosen) AS all_chosen (c);
    IF method = 'btree' AND pg_temp.chance(0.1) AND texts IS NOT NULL THEN
        one := quote_ident(pg_temp.pick(VARIADIC texts));
        body := pg_temp.pick(format('lower(%s)', one), one || ' text_pattern_ops', one || ' COLLATE "C"', format('%s, lower(%s)', body, one),
                             format('(%s || ''x'')', one));
        suffix := 'text';
    END IF;
    IF method = 'btree' AND chosen && ARRAY['version', 'current_version'] IS FALSE AND NOT partitioned AND pg_temp.chance(0.2) THEN
        is_unique := 'UNIQUE ';
    END IF;
    IF method = 'btree' AND pg_temp.chance(0.1) THEN tail := format(' INCLUDE (%I)', pg_temp.pick(VARIADIC names)); END IF;
    IF is_unique <> '' AND pg_temp.chance(0.1) THEN tail := tail || ' NULLS NOT DISTINCT'; END IF;
    IF pg_temp.chance(0.05) THEN tail := tail || ' WITH (fillfactor = 80)'; END IF;
    IF pg_temp.chance(0.12) THEN tail := tail || format(pg_temp.pick(' WHERE %I IS NOT NULL', ' WHERE %I IS NULL'), pg_temp.pick(VARIADIC names));
        END IF;
    title := pg_temp.pick('idx_' || name || '_' || suffix, 'idx_' || name || '_' || suffix, 'idx_' || name || '_' || suffix, 'ix_' || suffix,
                          'uq_' || name || '_' || suffix, name || '_' || suffix || '_key', name || '_' || suffix || '_unique', 'idx_' || suffix,
                          'idx_' || name, 'idx_' || name || '_' || suffix || '_idx', name || '_' || suffix || '_idx', 'Idx_' || suffix);
    again := format('ON %s%s USING %s (%s)%s', CASE WHEN partitioned AND pg_temp.chance(0.3) THEN 'ONLY ' ELSE '' END, target, method, body, tail);
    PERFORM pg_temp.try(format('CREATE %sINDEX %I %s', is_unique, title, again));
    IF pg_temp.chance(0.15) THEN
        PERFORM pg_temp.try(format('CREATE %sINDEX %I %s', pg_temp.pick('', is_unique), left(title, 50) || '_again', again));
    END IF;
    IF pg_temp.chance(0.15) AND method = 'btree' THEN
        PERFORM pg_temp.try(format('CREATE INDEX %I ON %s (%I, %I)', 'idx_' || left(name || '_' || suffix, 45) || '_more', target, chosen[1],
                                   pg_temp.pick(VARIADIC ordered)));
    END IF;
    IF pg_temp.chance(0.03) THEN
        SELECT n INTO one FROM unnest(names, types) AS all_columns (n, t) WHERE t ~ '\[\]$|^jsonb$|tsvector' LIMIT 1;
        IF one IS NOT NULL THEN PERFORM pg_temp.try(format('CREATE INDEX %I ON %s USING gin (%I)', 'idx_' || name || '_' || one, target, one));
            END IF;
    END IF;
END $$;

CREATE FUNCTION pg_temp.random_policies(place text, name text, names text[], types text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    target text := format('%I.%I', place, name);
    one text; condition text; command text;
BEGIN
    FOR i IN 1 .. floor(random() * 3)::integer LOOP
        PERFORM pg_temp.try(format('GRANT %s ON %s TO %s', pg_temp.pick('SELECT', 'ALL', 'INSERT, UPDATE'), target,
                                   pg_temp.pick('oracle_reader', 'oracle_service', 'PUBLIC', 'oracle_login', 'postgres')));
    END LOOP;
    IF pg_temp.chance(0.1) THEN PERFORM pg_temp.try(format('GRANT SELECT (%I) ON %s TO oracle_reader', names[1], target)); END IF;
    IF pg_temp.chance(0.7) THEN PERFORM pg_temp.try(format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target)); END IF;
    IF pg_temp.chance(0.4) THEN PERFORM pg_temp.try(format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target)); END IF;
    SELECT quote_ident(n) INTO one FROM unnest(names, types) AS all_columns (n, t) WHERE t = 'text' LIMIT 1;
    one := coalesce(one, '''x''');
    -- Restrictive ones first: they clear what the permissive ones say.
    FOR i IN 1 .. floor(random() * 4)::integer - 1 LOOP
        PERFORM pg_temp.try(format('CREATE POLICY narrow_%s ON %s AS RESTRICTIVE FOR %s TO %s USING (%s)%s', i, target,
            pg_temp.pick('ALL', 'UPDATE', 'UPDATE'),
                                   pg_temp.pick('PUBLIC', 'oracle_reader', 'oracle_service, oracle_reader'),
                                       pg_temp.pick('true', one || ' = kit.uid()', one || ' <> '''''),
                                           pg_temp.pick('', '', ' WITH CHECK (true)', ' WITH CHECK (false)')));
    END LOOP;
    FOR i IN 1 .. floor(random() * 4)::integer LOOP
        command := pg_temp.pick('ALL', 'ALL', 'SELECT', 'INSERT', 'UPDATE', 'DELETE');
        condition := pg_temp.pick('true', 'true', 'true::boolean', '1 = 1', 'false', one || ' = kit.uid()', one || ' = (SELECT kit.uid())',
                                  one || ' = current_user', one || ' = current_setting(''app.user_id'', true)', 'random() > 0.5',
                                      'kit.is_fine(' || one || ')',
                                  one || ' = ''a'' OR true');
        PERFORM pg_temp.try(format('CREATE POLICY wide_%s ON %s FOR %s TO %s %s', i, target, command,
                                   pg_temp.pick('PUBLIC', 'PUBLIC', 'oracle_reader', 'oracle_service, oracle_reader'),
                                   CASE command WHEN 'INSERT' THEN 'WITH CHECK (' || condition || ')'
                                                WHEN 'SELECT' THEN 'USING (' || condition || ')'
                                                WHEN 'DELETE' THEN 'USING (' || condition || ')'
                                                ELSE 'USING (' || condition || ')' || pg_temp.pick('', '', ' WITH CHECK (true)',
                                                    format(' WITH CHECK (%s = ''a'')', one)) END));
    END LOOP;
END $$;

CREATE FUNCTION pg_temp.random_table(number integer) RETURNS void LANGUAGE plpgsql AS $$
<<it>>
DECLARE
    place text := pg_temp.pick('app', 'app', 'app', 'app', 'billing', 'billing', 'auth', 'public', 'attic', 'Mixed', 'order', 'stats_schema',
        'drizzle',
                               'subscriptions_and_their_invoices');
    name text := pg_temp.table_name(number);
    target text := format('%I.%I', place, name);
    kind text := pg_temp.pick('plain', 'plain', 'plain', 'plain', 'plain', 'plain', 'plain', 'plain', 'plain', 'plain', 'plain', 'partitioned',
        'partitioned',
                              'inherits', 'typed', 'foreign', 'query', 'like', 'junction');
    plain boolean; partitioned boolean := kind = 'partitioned'; key text; key_column text; key_type text; one record; other record;
    names text[] := '{}'; types text[] := '{}'; lines text[] := '{}'; wanted text; type text; statement text; parent text; taken text[] := '{}';
BEGIN
    plain := kind IN ('plain', 'partitioned', 'inherits', 'junction');
    IF kind = 'plain' AND pg_temp.chance(0.05) THEN kind := 'unlogged'; END IF;
    IF kind = 'inherits' THEN
        SELECT format('%I.%I', m.place, m.name) INTO parent FROM made AS m WHERE m.plain ORDER BY random() LIMIT 1;
        parent := CASE WHEN parent IS NULL OR pg_temp.chance(0.2) THEN 'kit.targets' ELSE parent END;
        -- A column of the same name and another type can't be.
        taken := ARRAY(SELECT attname FROM pg_attribute WHERE attrelid = parent::regclass AND attnum > 0);
    END IF;
    -- The key.
    IF kind NOT IN ('foreign', 'typed', 'query', 'like', 'junction') AND 'id' <> ALL (taken) AND pg_temp.chance(0.85) THEN
        key_column := CASE WHEN pg_temp.chance(0.8) THEN 'id' ELSE pg_temp.pick('key', name || '_id', 'uuid', 'user_id', 'owner_id', 'code', 'ID',
            'pk', 'version') END;
        key_type := pg_temp.pick('uuid', 'uuid', 'uuid', 'text', 'bigint', 'integer', 'varchar(20)', 'kit.user_ref', 'kit.made_key', 'smallint',
            'numeric', 'timestamptz');
        names := ARRAY[key_column];
        lines := ARRAY[quote_ident(key_column) || ' ' || key_type
                       || CASE WHEN key_type IN ('uuid', 'kit.user_ref') THEN pg_temp.pick('', ' DEFAULT gen_random_uuid()',
                           ' DEFAULT gen_random_uuid()',
                                   ' DEFAULT ''00000000-0000-0000-0000-000000000000''', ' DEFAULT md5(random()::text)::uuid')
                               WHEN key_type IN ('bigint', 'integer', 'smallint') AND NOT partitioned THEN
                                   pg_temp.pick('', ' GENERATED ALWAYS AS IDENTITY', ' GENERATED BY DEFAULT AS IDENTITY',
                                       ' DEFAULT nextval(''kit.numbers'')')
                               ELSE '' END
                       || CASE WHEN NOT partitioned AND pg_temp.chance(0.08) AND key_type IN ('uuid', 'text', 'bigint', 'integer')
                           THEN ' REFERENCES '
                                   || (SELECT t.name || ' (' || t.key_column || ')' FROM targets AS t
                                       WHERE t.key_type = it.key_type ORDER BY random() LIMIT 1)
                               ELSE '' END];
        types := ARRAY[key_type];
        IF NOT partitioned AND pg_temp.chance(0.85) THEN
            lines[1] := lines[1] || pg_temp.pick('', '', '', ' CONSTRAINT ' || quote_ident('pk_' || left(name, 55))) || ' PRIMARY KEY';
            key := key_column;
        END IF;
    END IF;
    -- Columns of all sorts.
    IF kind NOT IN ('typed', 'query', 'like', 'junction') THEN
        FOR i IN 1 .. CASE WHEN pg_temp.chance(0.01) THEN 66 ELSE floor(random() * 9)::integer END LOOP
            wanted := CASE WHEN i > 12 THEN 'c_' || i ELSE pg_temp.column_name() END;
            CONTINUE WHEN wanted = ANY (names || taken);
            type := pg_temp.column_type();
            names := names || wanted;
            types := types || type;
            lines := lines || pg_temp.column_of(wanted, type, partitioned, plain);
        END LOOP;
    END IF;
    -- Foreign keys.
    IF plain AND kind <> 'junction' THEN
        FOR i IN 1 .. floor(random() * 3)::integer LOOP
            SELECT * INTO one FROM targets ORDER BY random() LIMIT 1;
            wanted := pg_temp.pick('folder_id', 'owner_id', 'author_id', 'created_by', 'parent', 'target_id', 'user_id', 'buyer_user_id', 'other',
                'region_id', 'tag',
                                   'parentId', 'reviewed_by', 'version', 'user_tag');
            CONTINUE WHEN wanted = ANY (names || taken);
            type := pg_temp.type_for(one.key_type);
            names := names || wanted;
            types := types || type;
            lines := lines || format('%I %s%s REFERENCES %s (%s)%s', wanted, type, pg_temp.pick('', ' NOT NULL'), one.name, one.key_column,
                pg_temp.key_action());
            IF pg_temp.chance(0.1) THEN
                lines := lines || format('%sFOREIGN KEY (%I) REFERENCES %s (%s)%s', pg_temp.pick('', format('CONSTRAINT %I ', 'aa_' || wanted)),
                    wanted, one.name,
                                         one.key_column, pg_temp.key_action());
            END IF;
        END LOOP;
        IF pg_temp.chance(0.06) AND NOT (names || taken) && ARRAY['first_code', 'second_code'] THEN
            names := names || ARRAY['first_code', 'second_code'];
            types := types || ARRAY['integer', 'text'];
            lines := lines || ARRAY[pg_temp.pick('first_code integer', 'first_code bigint NOT NULL'),
                pg_temp.pick('second_code text', 'second_code varchar NOT NULL')]
                || pg_temp.pick('FOREIGN KEY (first_code, second_code) REFERENCES kit.targets (first_code, second_code)',
                                'FOREIGN KEY (second_code, first_code) REFERENCES kit.targets (second_code, first_code) MATCH FULL');
            IF pg_temp.chance(0.3) THEN
                lines := lines || 'FOREIGN KEY (second_code, first_code) REFERENCES kit.targets (second_code, first_code) ON DELETE CASCADE'::text;
            END IF;
        END IF;
    END IF;
    IF kind = 'junction' THEN
        SELECT * INTO one FROM targets ORDER BY random() LIMIT 1;
        SELECT * INTO other FROM targets ORDER BY random() LIMIT 1;
        names := ARRAY['left_id', 'right_id'];
        types := ARRAY[one.key_type, other.key_type];
        lines := ARRAY[format('left_id %s NOT NULL REFERENCES %s (%s) ON DELETE CASCADE', one.key_type, one.name, one.key_column),
                       format('right_id %s NOT NULL REFERENCES %s (%s) ON DELETE CASCADE', other.key_type, other.name, other.key_column),
                       pg_temp.pick('PRIMARY KEY (left_id, right_id)', 'UNIQUE (left_id, right_id)')];
        IF pg_temp.chance(0.2) THEN
            names := names || 'note'::text; types := types || 'text'::text; lines := lines || 'note text'::text;
        END IF;
        IF pg_temp.chance(0.6) THEN
            name := left(format('%s_%s_%s', substring(one.name FROM '[a-z]+s$'), substring(other.name FROM '[a-z]+s$'), number), 63);
            target := format('%I.%I', place, name);
        END IF;
    END IF;
    -- Timestamps as they should be, mostly.
    IF kind NOT IN ('typed', 'query', 'like') AND (pg_temp.chance(0.75) OR partitioned) THEN
        FOR wanted IN SELECT unnest(ARRAY['created_at', 'updated_at']) LOOP
            CONTINUE WHEN wanted = ANY (taken);
            IF partitioned OR pg_temp.chance(0.8) THEN
                names := names || wanted; types := types || 'timestamptz'::text;
                lines := lines || (wanted || ' timestamptz NOT NULL DEFAULT ' || pg_temp.pick('now()', 'now()', 'CURRENT_TIMESTAMP'));
            ELSIF pg_temp.chance(0.8) THEN
                type := pg_temp.pick('timestamptz', 'timestamp', 'timestamptz(3)', 'kit.moment', 'kit.late_moment', 'kit.wall_time', 'date',
                    'bigint', 'text', 'timestamptz[]');
                names := names || wanted; types := types || type;
                lines := lines || pg_temp.column_of(wanted, type, partitioned, plain);
            END IF;
        END LOOP;
    END IF;
    -- Constraints of several columns.
    IF plain AND NOT partitioned AND key IS NULL AND kind <> 'junction' AND cardinality(names) > 1 AND pg_temp.chance(0.5)
        AND pg_temp.is_ordered(types[1])
       AND pg_temp.is_ordered(types[2]) THEN
        lines := lines || format('PRIMARY KEY (%I, %I)', names[1], names[2]);
    END IF;
    IF partitioned AND key_column IS NOT NULL AND key_column <> 'version' AND pg_temp.chance(0.7) THEN lines := lines
        || format('PRIMARY KEY (%I, created_at)', key_column); END IF;
    IF plain AND NOT partitioned AND cardinality(names) > 2 AND pg_temp.chance(0.15) AND pg_temp.is_ordered(types[3]) THEN
        lines := lines || format(pg_temp.pick('UNIQUE (%I)', 'CONSTRAINT uq_of_it UNIQUE (%I)', 'EXCLUDE (%I WITH =)', 'UNIQUE (%I) DEFERRABLE'),
            names[3]);
    END IF;

    IF 'id' = ANY (taken) AND pg_temp.chance(0.5) THEN lines := lines || 'PRIMARY KEY (id)'::text; END IF;

    statement := CASE kind
        WHEN 'foreign' THEN format('CREATE FOREIGN TABLE %s (%s) SERVER kit_server', target, array_to_string(lines, ', '))
        WHEN 'typed' THEN format('CREATE TABLE %s OF %s%s', target, pg_temp.pick('kit.sheet', 'kit.record'), pg_temp.pick('', ' (id PRIMARY KEY)',
                                 ' (id WITH OPTIONS PRIMARY KEY, created_at WITH OPTIONS NOT NULL DEFAULT now())'))
        WHEN 'query' THEN format('CREATE TABLE %s AS SELECT %s', target, pg_temp.pick('1 AS id',
            'now() AS created_at, now()::timestamp AS updated_at, 1.5::real AS price',
                                 'true AS "isOpen", now() AS published', '''x''::char(3) AS code, ''{}''::json AS document, ''x''::name AS owner'))
        WHEN 'like' THEN format('CREATE TABLE %s (LIKE %s%s)', target, coalesce((SELECT format('%I.%I', m.place, m.name) FROM made AS m
            WHERE m.plain ORDER BY random() LIMIT 1),
                                'kit.targets'), pg_temp.pick('', ' INCLUDING ALL', ' INCLUDING DEFAULTS',
                                    ' INCLUDING INDEXES INCLUDING CONSTRAINTS'))
        ELSE format('CREATE %sTABLE %s (%s)', CASE kind WHEN 'unlogged' THEN 'UNLOGGED ' ELSE '' END, target, array_to_string(lines, ', ')) END;
    IF kind = 'inherits' THEN statement := statement || ' INHERITS (' || parent || ')'; END IF;
    IF partitioned THEN statement := statement || ' PARTITION BY ' || pg_temp.pick('RANGE (created_at)', 'RANGE (created_at)',
        'LIST (created_at)'); END IF;
    IF NOT partitioned AND kind <> 'foreign' AND pg_temp.chance(0.06) AND kind NOT IN ('query', 'like') THEN
        statement := statement || pg_temp.pick(' WITH (autovacuum_enabled = false)', ' WITH (autovacuum_enabled = off, fillfactor = 90)',
            ' WITH (fillfactor = 80)',
                                               ' WITH (toast.autovacuum_enabled = 0)', ' WITH (autovacuum_enabled = true)',
                                               ' WITH (autovacuum_enabled = f, toast.autovacuum_enabled = no)');
    END IF;
    IF place = 'billing' AND kind IN ('plain', 'unlogged') AND pg_temp.chance(0.5) THEN
        statement := 'SET LOCAL ROLE oracle_login; ' || statement || '; RESET ROLE';
    END IF;
    IF NOT pg_temp.try(statement) THEN RETURN; END IF;
    INSERT INTO made (place, name, kind, key_column, key_type, plain)
    VALUES (place, name, kind, CASE WHEN kind = 'plain' THEN key END, key_type, kind IN ('plain', 'inherits') AND parent IS NULL
        AND cardinality(names) < 20);
    PERFORM pg_temp.adorn(place, name, kind, names, types);
END $$;

-- The guard may speak to nobody here; what it says is in its log.
CREATE PROCEDURE pg_temp.random_tables(seed float8, amount integer) LANGUAGE plpgsql AS $$
DECLARE
    base integer := (SELECT coalesce(max(number), 0) FROM made);
BEGIN
    PERFORM setseed(seed);
    FOR i IN 1 .. amount LOOP
        PERFORM pg_temp.random_table(base + i);
        COMMIT;
    END LOOP;
END $$;
