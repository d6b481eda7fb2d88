-- Renames and moves one object after the other, and looks what is told of it. All that is found stood before, but for what the rules about
-- names say, those about places of a move, and for what a column's new name makes of it.
CREATE TEMP TABLE stood AS SELECT * FROM mana_guard.audit();

-- Which column or other part of which object a finding is about, whatever these are called.
CREATE FUNCTION pg_temp.place_of(schema_name text, object_name text, column_name text, part_name text, identity text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    object oid := to_regclass(quote_ident(schema_name) || '.' || quote_ident(object_name));
BEGIN
    IF object IS NULL THEN
        RETURN CASE WHEN identity ~ '\(' THEN to_regprocedure(identity)::oid WHEN identity ~ '\.' THEN to_regtype(identity)::oid ELSE to_regnamespace(identity)::oid END::text;
    END IF;
    RETURN concat_ws(' ', object, (SELECT attnum FROM pg_attribute WHERE attrelid = object AND attname = column_name AND NOT attisdropped),
        (SELECT string_agg(oid::text, ' ' ORDER BY oid) FROM (SELECT oid FROM pg_constraint WHERE conrelid = object AND conname = part_name AND contype IN ('c', 'f')
            UNION ALL SELECT indexrelid FROM pg_index JOIN pg_class ON oid = indexrelid WHERE indrelid = object AND relname = part_name
            UNION ALL SELECT oid FROM pg_trigger WHERE tgrelid = object AND tgname = part_name
            UNION ALL SELECT oid FROM pg_policy WHERE polrelid = object AND polname = part_name
            UNION ALL SELECT oid FROM pg_rewrite WHERE ev_class = object AND rulename = part_name) AS part));
END $$;

ALTER TABLE stood ADD COLUMN place text;
UPDATE stood SET place = pg_temp.place_of(schema_name, object_name, column_name, part_name, identity);
CREATE TEMP TABLE said (statement text, code text, place text, message text, value text);

-- Keeps what the statement is told, and undoes it; returns why PostgreSQL refused it.
CREATE FUNCTION pg_temp.try(move text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    found jsonb;
BEGIN
    BEGIN
        PERFORM mana_guard.collected_reset();
        EXECUTE move;
        PERFORM mana_guard.check_now();
        found := (SELECT jsonb_agg(jsonb_build_object('code', code, 'message', message, 'value', value, 'place', pg_temp.place_of(schema_name, object_name, column_name, part_name, identity)))
                  FROM mana_guard.collected() JOIN mana_guard.rules USING (code)
                  WHERE during <> 'start' AND category NOT IN ('names', 'contracts', 'migrations')
                      AND (category <> 'placement' OR move !~ 'SET SCHEMA|^ALTER SCHEMA'));
        RAISE EXCEPTION USING ERRCODE = 'XX999';
    EXCEPTION WHEN SQLSTATE 'XX999' THEN NULL;
    WHEN OTHERS THEN RETURN format('%s: %s %s', move, SQLSTATE, SQLERRM);
    END;
    INSERT INTO said SELECT move, one.* FROM jsonb_to_recordset(found) AS one (code text, place text, message text, value text);
    RETURN NULL;
END $$;

CREATE TEMP VIEW schemas AS SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$|^mana_guard$';
CREATE TEMP TABLE statements (statement text);
-- A column keeps the end of its name, by which rules know it. NOT NULL, a constraint since PostgreSQL 18, may be called otherwise in a partition.
INSERT INTO statements
SELECT format('ALTER TABLE %s RENAME CONSTRAINT %I TO renamed_one', conrelid::regclass, conname) FROM pg_constraint JOIN schemas ON schemas.oid = connamespace WHERE conrelid <> 0 AND contype <> 'n'
UNION ALL SELECT format('ALTER INDEX %s RENAME TO renamed_one', indexrelid::regclass) FROM pg_index JOIN pg_class AS c ON c.oid = indexrelid JOIN schemas ON schemas.oid = relnamespace
UNION ALL SELECT format('ALTER TRIGGER %I ON %s RENAME TO renamed_one', tgname, tgrelid::regclass) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT format('ALTER POLICY %I ON %s RENAME TO renamed_one', polname, polrelid::regclass) FROM pg_policy
UNION ALL SELECT format('ALTER RULE %I ON %s RENAME TO renamed_one', rulename, ev_class::regclass) FROM pg_rewrite JOIN pg_class AS c ON c.oid = ev_class JOIN schemas ON schemas.oid = relnamespace WHERE rulename <> '_RETURN'
UNION ALL SELECT format('ALTER %s %s RENAME TO renamed_one', kind, c.oid::regclass) FROM pg_class AS c JOIN schemas ON schemas.oid = relnamespace
    JOIN (VALUES ('r', 'TABLE'), ('p', 'TABLE'), ('f', 'TABLE'), ('v', 'VIEW'), ('m', 'MATERIALIZED VIEW'), ('S', 'SEQUENCE')) AS kinds (relkind, kind) ON kinds.relkind = c.relkind::text
UNION ALL SELECT format('ALTER %s %s SET SCHEMA spare', kind, c.oid::regclass) FROM pg_class AS c JOIN schemas ON schemas.oid = relnamespace
    JOIN (VALUES ('r', 'TABLE'), ('p', 'TABLE'), ('f', 'TABLE'), ('v', 'VIEW'), ('m', 'MATERIALIZED VIEW'), ('S', 'SEQUENCE')) AS kinds (relkind, kind) ON kinds.relkind = c.relkind::text
UNION ALL SELECT format('ALTER TABLE %s RENAME COLUMN %I TO %s', attrelid::regclass, attname, CASE WHEN attname ~ '^[a-z]\w+$' THEN 're_' || attname ELSE 'renamed_one' END) FROM pg_attribute JOIN pg_class AS c ON c.oid = attrelid JOIN schemas ON schemas.oid = relnamespace
    WHERE relkind IN ('r', 'p', 'f', 'v', 'm') AND attnum > 0 AND NOT attisdropped
UNION ALL SELECT format('ALTER TYPE %s RENAME TO renamed_one', t.oid::regtype) FROM pg_type AS t JOIN schemas ON schemas.oid = typnamespace LEFT JOIN pg_class AS c ON c.oid = typrelid
    WHERE typtype IN ('d', 'e', 'r') OR typtype = 'c' AND c.relkind = 'c'
UNION ALL SELECT format('ALTER TYPE %s SET SCHEMA spare', t.oid::regtype) FROM pg_type AS t JOIN schemas ON schemas.oid = typnamespace LEFT JOIN pg_class AS c ON c.oid = typrelid
    WHERE typtype IN ('d', 'e', 'r') OR typtype = 'c' AND c.relkind = 'c'
UNION ALL SELECT format('ALTER TYPE %s RENAME ATTRIBUTE %I TO renamed_one CASCADE', t.oid::regtype, attname) FROM pg_type AS t JOIN schemas ON schemas.oid = typnamespace JOIN pg_class AS c ON c.oid = typrelid JOIN pg_attribute ON attrelid = c.oid
    WHERE c.relkind = 'c' AND attnum > 0 AND NOT attisdropped
UNION ALL SELECT format('ALTER DOMAIN %s RENAME CONSTRAINT %I TO renamed_one', contypid::regtype, conname) FROM pg_constraint JOIN schemas ON schemas.oid = connamespace WHERE contypid <> 0
UNION ALL SELECT format('ALTER ROUTINE %s RENAME TO renamed_one', p.oid::regprocedure) FROM pg_proc AS p JOIN schemas ON schemas.oid = pronamespace
UNION ALL SELECT format('ALTER ROUTINE %s SET SCHEMA spare', p.oid::regprocedure) FROM pg_proc AS p JOIN schemas ON schemas.oid = pronamespace
UNION ALL SELECT format('ALTER SCHEMA %I RENAME TO renamed_one', nspname) FROM schemas;
CREATE SCHEMA spare;
SET mana_guard.enabled = on;
SET mana_guard.collect = on;
CREATE TEMP TABLE tried AS SELECT pg_temp.try(statement) AS refused FROM statements;
RESET mana_guard.collect;

-- A table that lacked one of the timestamps may lack the other one now.
SELECT 'stood before: ' || statement || ': ' || code || ' ' || message FROM said
WHERE statement !~ ' RENAME (COLUMN|ATTRIBUTE) ' OR code <> 'MG301' AND EXISTS (SELECT FROM stood WHERE stood.code = said.code AND stood.place = said.place) LIMIT 20;
SELECT 'ran: ' || count(*) FILTER (WHERE refused IS NULL) FROM tried;
SELECT 'refused: ' || refused FROM tried WHERE refused !~ ': (42P16|0A000|42809) ';
