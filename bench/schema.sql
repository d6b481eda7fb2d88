-- A schema of 200 tables with everything in it: foreign keys, indexes of every kind, checks, enums, domains, views, functions,
-- triggers, row policies, sequences, comments, partitions. Clean by the default policy.
CREATE TYPE app.order_status AS ENUM ('draft', 'paid', 'shipped');
CREATE DOMAIN app.email AS text CHECK (VALUE LIKE '%_@_%');
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS
    $$ BEGIN NEW.updated_at := now(); RETURN NEW; END $$;
SELECT format($make$
CREATE TABLE app.orders_%1$s (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id text NOT NULL,
    status app.order_status NOT NULL DEFAULT 'draft',
    contact app.email,
    title text NOT NULL,
    amount_cents bigint NOT NULL DEFAULT 0 CONSTRAINT orders_%1$s_amount_cents_check CHECK (amount_cents >= 0),
    details jsonb NOT NULL DEFAULT '{}',
    previous_order_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_orders_%1$s_user_id ON app.orders_%1$s (user_id);
CREATE INDEX idx_orders_%1$s_previous_order_id ON app.orders_%1$s (previous_order_id);
CREATE INDEX idx_orders_%1$s_details ON app.orders_%1$s USING gin (details);
CREATE INDEX idx_orders_%1$s_title ON app.orders_%1$s (lower(title)) WHERE status <> 'draft';
ALTER TABLE app.orders_%1$s ADD CONSTRAINT orders_%1$s_previous_order_id_fkey FOREIGN KEY (previous_order_id)
    REFERENCES app.orders_%1$s (id) ON DELETE SET NULL;
CREATE TRIGGER touch BEFORE UPDATE ON app.orders_%1$s FOR EACH ROW EXECUTE FUNCTION app.touch();
CREATE VIEW app.paid_orders_%1$s WITH (security_invoker = true) AS SELECT id, title FROM app.orders_%1$s WHERE status = 'paid';
ALTER TABLE app.orders_%1$s ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_orders ON app.orders_%1$s FOR SELECT USING (user_id = current_user);
COMMENT ON TABLE app.orders_%1$s IS 'Orders of a shop';
COMMENT ON COLUMN app.orders_%1$s.title IS 'As the customer reads it';
$make$, i) FROM generate_series(1, 190) AS i \gexec
CREATE TABLE app.events (
    id bigint GENERATED ALWAYS AS IDENTITY,
    happened_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, happened_at)
) PARTITION BY RANGE (happened_at);
SELECT format('CREATE TABLE app.events_2026_%s PARTITION OF app.events FOR VALUES FROM (%L) TO (%L)', lpad(i::text, 2, '0'),
              make_date(2026, i, 1), make_date(2026, i + 1, 1)) FROM generate_series(1, 9) AS i \gexec
