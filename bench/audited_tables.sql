-- What bench/audit looks through: :tables tables of ten columns, with four indexes each, and the guard. Every hundredth breaks some rules.
CREATE SCHEMA app;
-- In steps: one transaction would hold more locks than there is room for.
CREATE PROCEDURE app.fill(tables int) LANGUAGE plpgsql AS $$
BEGIN
    FOR i IN 1 .. tables LOOP
        EXECUTE format(
            'CREATE TABLE app.t%s_items (id text PRIMARY KEY, user_id text NOT NULL, title text NOT NULL, code text NOT NULL UNIQUE, '
            'slug text NOT NULL UNIQUE, is_active boolean NOT NULL DEFAULT true, view_count integer NOT NULL DEFAULT 0, '
            'deleted_at timestamptz, created_at timestamptz NOT NULL DEFAULT now(), updated_at %s)',
            i, CASE WHEN i % 100 = 0 THEN 'timestamp' ELSE 'timestamptz NOT NULL DEFAULT now()' END);
        EXECUTE format('CREATE INDEX %s ON app.t%s_items (user_id)',
                       CASE WHEN i % 100 = 0 THEN format('by_user_%s', i) ELSE format('idx_t%s_items_user_id', i) END, i);
        IF i % 500 = 0 THEN COMMIT; END IF;
    END LOOP;
END
$$;
CALL app.fill(:tables);
DROP PROCEDURE app.fill;
CREATE EXTENSION mana_guard;
VACUUM ANALYZE;
