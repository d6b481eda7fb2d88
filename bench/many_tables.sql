-- Before the guard comes, in the databases that show whether its cost grows with the tables: 10,000 tables.
CREATE SCHEMA crowd;
-- In steps: one transaction would hold more locks than there is room for.
CREATE PROCEDURE crowd.fill(tables int) LANGUAGE plpgsql AS $$
BEGIN
    FOR i IN 1 .. tables LOOP
        EXECUTE format('CREATE TABLE crowd.t_%s (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), '
                       'updated_at timestamptz NOT NULL DEFAULT now())', i);
        IF i % 500 = 0 THEN COMMIT; END IF;
    END LOOP;
END
$$;
CALL crowd.fill(10000);
VACUUM ANALYZE;
-- Room in the catalogs' pages: else many a measured statement pays for splitting or tidying a full one.
REINDEX SYSTEM :DBNAME;
