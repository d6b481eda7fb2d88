-- What one statement has fix() say of all relations of these schemas, in this order, is run at once.
SET client_min_messages = error;
SET mana_guard.max_severity = 'log';
CREATE TEMP TABLE said AS
SELECT row_number() OVER () AS number, one.oid::regclass::text AS relation, fix
FROM (SELECT pg_class.oid FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
      WHERE nspname !~ '^(pg_.*|information_schema|mana_guard)$' AND nspname ~ :'schemas' AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f') ORDER BY :order) AS one,
     LATERAL mana_guard.fix(one.oid) AS fix;
CREATE TEMP TABLE failed (relation text, fix text, error text);
DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT * FROM said ORDER BY number LOOP
        BEGIN
            EXECUTE one.fix;
        EXCEPTION WHEN OTHERS THEN
            INSERT INTO failed VALUES (one.relation, one.fix, SQLERRM);
        END;
    END LOOP;
END $$;
\pset format unaligned
\pset tuples_only on
SELECT 'refused: ' || relation || ': ' || error || E'\n' || fix FROM failed;
SELECT count(*) || ' done' FROM said;
