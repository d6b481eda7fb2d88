-- Mends each relation of the database by what fix() says of it, and shows what PostgreSQL refuses.
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE TABLE public.refused (relation text, fix text, error text);
CREATE TABLE public.done (fix text);
CREATE PROCEDURE public.mend() LANGUAGE plpgsql AS $$
DECLARE
    one record;
    fix text;
BEGIN
    FOR one IN SELECT pg_class.oid, pg_class.oid::regclass::text AS name FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
               WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND nspname !~ '^(pg_.*|information_schema|mana_guard)$' AND relname NOT IN ('refused', 'done')
               ORDER BY 1 LOOP
        SET LOCAL client_min_messages = error;
        SET LOCAL mana_guard.max_severity = 'log';
        FOR fix IN SELECT mana_guard.fix(one.oid) LOOP
            BEGIN
                EXECUTE fix;
                INSERT INTO public.done VALUES (fix);
            EXCEPTION WHEN OTHERS THEN
                INSERT INTO public.refused VALUES (one.name, fix, SQLERRM);
            END;
        END LOOP;
        COMMIT;
    END LOOP;
END $$;
RESET mana_guard.enabled;
CALL public.mend();
\pset format unaligned
\pset tuples_only on
SELECT 'refused: ' || relation || ': ' || error || E'\n' || fix FROM public.refused;
SELECT count(*) || ' done' FROM public.done;
