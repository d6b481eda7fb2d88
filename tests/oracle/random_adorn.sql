-- pg_temp.adorn(): what comes after a random table's CREATE TABLE, in the same transaction; continues random_schema.sql.

CREATE FUNCTION pg_temp.add_partitions(place text, name text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    target text := format('%I.%I', place, name);
    elsewhere text := pg_temp.pick('app', place, place, place, 'public');
    by_list boolean := (SELECT partstrat = 'l' FROM pg_partitioned_table WHERE partrelid = target::regclass);
    child text := format('%I.%I', elsewhere, left(name, 50) || pg_temp.pick('_2024', '_old', '_oldOnes', ' old'));
    extra text := pg_temp.pick('', '', '', ' (CHECK (created_at > now()))', ' (PRIMARY KEY (created_at))', ' (created_at DEFAULT ''2020-01-01'')',
                               ' (updated_at NOT NULL, CONSTRAINT own_check CHECK (updated_at IS NOT NULL))');
BEGIN
    IF pg_temp.try(format('CREATE %sTABLE %s PARTITION OF %s%s FOR VALUES %s%s', pg_temp.pick('', '', '', 'UNLOGGED '), child, target, extra,
                          CASE WHEN by_list THEN 'IN (''2024-01-01'')' ELSE 'FROM (MINVALUE) TO (''2025-01-01'')' END,
                          pg_temp.pick('', '', '', ' WITH (autovacuum_enabled = false)')))
       AND pg_temp.chance(0.5) THEN
        PERFORM pg_temp.random_index((parse_ident(child))[1], (parse_ident(child))[2], ARRAY['created_at', 'updated_at'],
            ARRAY['timestamptz', 'timestamptz'],
                                     false);
        IF pg_temp.chance(0.2) THEN
            PERFORM pg_temp.try(format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', child));
            PERFORM pg_temp.try(format('GRANT SELECT ON %s TO oracle_reader', child));
        END IF;
        IF pg_temp.chance(0.3) THEN
            PERFORM pg_temp.try(format('ALTER TABLE %s ADD CONSTRAINT own_key FOREIGN KEY (created_at) REFERENCES kit.targets (happened_at)%s',
                child,
                                       pg_temp.key_action()));
        END IF;
    END IF;
    IF pg_temp.chance(0.6) THEN
        PERFORM pg_temp.try(format('CREATE TABLE %I.%I PARTITION OF %s DEFAULT%s', place, left(name, 50) || '_rest', target,
                                   pg_temp.pick('', ' PARTITION BY RANGE (updated_at)')));
    END IF;
    IF pg_temp.chance(0.2) AND NOT by_list THEN
        PERFORM pg_temp.try(format(
            'CREATE FOREIGN TABLE %I.%I PARTITION OF %s FOR VALUES FROM (''2030-01-01'') TO (''2031-01-01'') SERVER kit_server',
            place, left(name, 50) || '_far', target));
    END IF;
END $$;

CREATE FUNCTION pg_temp.adorn(place text, name text, kind text, names text[], types text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    target text := format('%I.%I', place, name);
    partitioned boolean := kind = 'partitioned';
    wanted text; type text;
BEGIN
    IF partitioned THEN PERFORM pg_temp.add_partitions(place, name); END IF;
    IF kind IN ('typed', 'query', 'like') THEN
        SELECT array_agg(attname), array_agg(format_type(atttypid, atttypmod)) INTO names, types
        FROM pg_attribute WHERE attrelid = target::regclass AND attnum > 0;
    END IF;
    -- What has no columns has nothing to adorn.
    IF coalesce(cardinality(names), 0) = 0 THEN RETURN; END IF;
    IF kind <> 'foreign' AND EXISTS (SELECT FROM unnest(types) AS all_types (t) WHERE pg_temp.is_ordered(t)) THEN
        FOR i IN 1 .. greatest(0, floor(random() * 5)::integer - 1) LOOP PERFORM pg_temp.random_index(place, name, names, types, partitioned);
            END LOOP;
        IF cardinality(names) < 4 AND pg_temp.chance(0.05) THEN
            FOR i IN 1 .. 14 LOOP PERFORM pg_temp.random_index(place, name, names, types, partitioned); END LOOP;
        END IF;
    END IF;
    -- Columns that come later: not the ones that would mend what was said of the others.
    IF kind IN ('plain', 'partitioned', 'foreign', 'unlogged') AND cardinality(names) < 20 THEN
        FOR i IN 1 .. floor(random() * 3)::integer - 1 LOOP
            wanted := pg_temp.column_name();
            CONTINUE WHEN wanted = ANY (names) OR wanted IN ('deleted_at', 'phone1', 'phone2', 'x1', 'line1');
            type := pg_temp.column_type();
            IF pg_temp.try(format('ALTER TABLE %s ADD COLUMN %s', target, pg_temp.column_of(wanted, type, partitioned, kind <> 'foreign'))) THEN
                names := names || wanted;
                types := types || type;
            END IF;
        END LOOP;
    END IF;
    IF kind IN ('plain', 'partitioned', 'inherits') AND pg_temp.chance(0.05) THEN
        PERFORM pg_temp.try(format('ALTER TABLE %s ADD CONSTRAINT later CHECK (%I IS NOT NULL)%s', target, names[1],
            pg_temp.pick('', ' NOT VALID')));
    END IF;
    IF kind NOT IN ('foreign', 'query') AND pg_temp.chance(0.25) THEN PERFORM pg_temp.random_policies(place, name, names, types); END IF;
    IF kind NOT IN ('foreign') AND pg_temp.chance(0.2) THEN
        PERFORM pg_temp.try(format('CREATE TRIGGER keep %s ON %s FOR EACH ROW EXECUTE FUNCTION %s()',
                                   pg_temp.pick('BEFORE UPDATE', 'BEFORE INSERT OR UPDATE', 'BEFORE INSERT', 'AFTER UPDATE'), target,
                                   pg_temp.pick('kit.touch', 'kit.watch')));
    END IF;
    IF pg_temp.chance(0.05) AND kind <> 'foreign' THEN
        PERFORM pg_temp.try(format('CREATE RULE %I AS ON DELETE TO %s DO INSTEAD NOTHING', pg_temp.pick('keep', 'Keep all'), target));
        IF pg_temp.chance(0.3) THEN PERFORM pg_temp.try(format('CREATE RULE again AS ON UPDATE TO %s DO ALSO NOTHING', target)); END IF;
    END IF;
    IF pg_temp.chance(0.3) THEN PERFORM pg_temp.try(format('COMMENT ON %sTABLE %s IS %L', CASE kind WHEN 'foreign' THEN 'FOREIGN ' ELSE '' END,
        target, pg_temp.pick('what it is', 'a table'))); END IF;
    FOR i IN 1 .. least(cardinality(names), floor(random() * 3)::integer) LOOP
        PERFORM pg_temp.try(format('COMMENT ON COLUMN %s.%I IS ''what it is''', target, names[i]));
    END LOOP;
    IF pg_temp.chance(0.12) AND kind <> 'foreign' THEN
        PERFORM pg_temp.try(format('CREATE VIEW %I.%I%s AS SELECT * FROM %s', pg_temp.pick(place, 'public'), left(name, 50) || '_seen',
                                   pg_temp.pick('', ' WITH (security_invoker = true)', ' WITH (security_invoker = off)',
                                       ' WITH (security_barrier)'), target));
        IF pg_temp.chance(0.3) THEN
            PERFORM pg_temp.try(format('CREATE VIEW %I.%I AS SELECT * FROM %I.%I', place, left(name, 50) || '_seen_twice', place,
                left(name, 50) || '_seen'));
            PERFORM pg_temp.try(format('CREATE VIEW %I.%I AS SELECT 1 AS one WHERE EXISTS (SELECT FROM %s)', place, left(name, 50) || '_there',
                target));
            PERFORM pg_temp.try(format('CREATE RULE nothing AS ON INSERT TO %I.%I DO INSTEAD NOTHING', place, left(name, 50) || '_there'));
        END IF;
    END IF;
    IF pg_temp.chance(0.06) AND kind NOT IN ('foreign', 'partitioned') THEN
        IF pg_temp.try(format('CREATE MATERIALIZED VIEW %I.%I%s AS SELECT * FROM %s', place, left(name, 50) || '_kept',
                              pg_temp.pick('', ' WITH (autovacuum_enabled = false)'), target)) AND pg_temp.chance(0.6) THEN
            PERFORM pg_temp.try(format('CREATE %sINDEX %I ON %I.%I (%I)%s', pg_temp.pick('UNIQUE ', 'UNIQUE ', ''),
                'idx_' || left(name, 40) || '_kept', place,
                                       left(name, 50) || '_kept', names[1], pg_temp.pick('', '', ' WHERE 1 = 1')));
        END IF;
    END IF;
END $$;
