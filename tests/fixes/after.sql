-- Suite pages, after a fence whose findings are mended: runs each fix by itself and raises what it did wrong.
RESET SESSION AUTHORIZATION;
RESET ROLE;
-- Where the reader's relations belong.
SELECT 'CREATE SCHEMA readers_own' WHERE NOT EXISTS (
    SELECT FROM pg_namespace WHERE nspname !~ '^(pg_.*|information_schema|public|mana_guard)$') \gexec
SET fixes.rule = :'rule';
DO $$
DECLARE
    before mana_guard.finding[] := ARRAY(SELECT finding FROM mana_guard.audit() AS finding);
    after mana_guard.finding[];
    mended mana_guard.finding;
    brought text;
BEGIN
    FOREACH mended IN ARRAY before LOOP
        CONTINUE WHEN mended.rule <> current_setting('fixes.rule') OR mended.fix IS NULL;
        BEGIN
            EXECUTE mended.fix;
            after := ARRAY(SELECT finding FROM mana_guard.audit() AS finding);
            RAISE SQLSTATE 'FIXED';
        EXCEPTION
            WHEN SQLSTATE 'FIXED' THEN NULL;  -- all but the variables is as it was
            WHEN OTHERS THEN RAISE EXCEPTION E'%\nfails: %', mended.fix, SQLERRM;
        END;
        IF mended = ANY (after) THEN
            RAISE EXCEPTION E'%\ndoes not mend: %', mended.fix, mended.message;
        END IF;
        -- By number: what a fix renames has its other findings under another name.
        SELECT string_agg(format('%s: %s', rule, message), E'\n') INTO brought
        FROM unnest(after)
        WHERE rule IN (SELECT new.rule FROM unnest(after) AS new GROUP BY new.rule
                       HAVING count(*) + (new.rule = mended.rule)::int
                              > (SELECT count(*) FROM unnest(before) AS old WHERE old.rule = new.rule));
        IF brought IS NOT NULL THEN
            RAISE EXCEPTION E'%\nbrings: %', mended.fix, brought;
        END IF;
    END LOOP;
END
$$;
ROLLBACK;
