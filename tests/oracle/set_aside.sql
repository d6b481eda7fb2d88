-- pg_temp.set_aside(number): what a page's SQL has made gets out of the way of the next, under other names, and stays in the database.
CREATE PROCEDURE pg_temp.set_aside(number integer) LANGUAGE plpgsql AS $$
DECLARE
    known text;
BEGIN
    SET LOCAL mana_guard.enabled = off;
    -- There can be one extension of a name.
    FOR known IN SELECT extname FROM pg_extension WHERE extname NOT IN ('plpgsql', 'mana_guard') LOOP
        EXECUTE format('DROP EXTENSION %I CASCADE', known);
    END LOOP;
    FOR known IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$|^mana_guard$|_page\d+$' LOOP
        EXECUTE format('ALTER SCHEMA %I RENAME TO %I', known, known || '_page' || number);
    END LOOP;
    FOR known IN SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_|^postgres$|^oracle_|_page\d+$' LOOP
        EXECUTE format('ALTER ROLE %I RENAME TO %I', known, known || '_page' || number);
    END LOOP;
    CREATE SCHEMA public;
END $$;
