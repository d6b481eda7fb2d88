-- Each case ends in a refusal of which last_refusal() knows the whole.
-- @ a column's type
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id uuid NOT NULL, size bigint DEFAULT 0 CHECK (size >= 0),
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
-- @ names, which the other clauses have too
CREATE TABLE public.postThings (id serial PRIMARY KEY, "userId" uuid NOT NULL, "createdAt" timestamp,
    name text COLLATE "C" UNIQUE CHECK (name <> 'userId'), "userName" text GENERATED ALWAYS AS ("userId"::text || name) STORED,
    CHECK ("userId" IS NOT NULL), CONSTRAINT of_one_user UNIQUE (name, "userId"));
-- @ a name that a function, a type and another table have too
CREATE SCHEMA app;
CREATE TABLE app.parents (lower int, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(), "Lower" int,
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, UNIQUE (id, "Lower"));
CREATE TABLE app.children (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent_id bigint, "Lower" int, user_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(), CHECK (lower('Lower') <> "Lower"::text),
    FOREIGN KEY (parent_id, "Lower") REFERENCES app.parents (id, "Lower"));
-- @ a foreign key to itself, in another schema
CREATE TABLE public.nodes (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), parent uuid REFERENCES public.nodes (id),
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
-- @ a partitioned table with storage parameters
CREATE SCHEMA app;
CREATE TABLE IF NOT EXISTS app.events (id uuid, user_id uuid, day date, created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
-- @ a partition
CREATE SCHEMA app;
CREATE TABLE app.events (id uuid, day date, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE public.events_2026 PARTITION OF app.events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') WITH (fillfactor = 70);
-- @ a child, and its storage parameters
CREATE SCHEMA app;
CREATE TABLE app.things (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());
SELECT mana_guard.set_rule('no_table_inheritance', 'off');
CREATE TABLE public.own_things (PRIMARY KEY (id), note text) INHERITS (app.things) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.5);
-- @ a foreign table
CREATE SCHEMA app;
CREATE FOREIGN DATA WRAPPER nobody;
CREATE SERVER archive FOREIGN DATA WRAPPER nobody;
CREATE FOREIGN TABLE app.old (id text NOT NULL, user_id uuid, created_at timestamptz, updated_at timestamptz) SERVER archive;
-- @ an index for it
CREATE SCHEMA app;
CREATE TABLE app.users (id text PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
ALTER TABLE app.users ADD COLUMN user_id uuid, ADD COLUMN note text DEFAULT '';
-- @ an index of a table in use
CREATE SCHEMA app;
CREATE TABLE app.users (id text PRIMARY KEY, note text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.users VALUES ('a');
SELECT mana_guard.set_rule('index_concurrently', 'error');
CREATE INDEX idx_users_note ON app.users (lower(note)) WHERE note <> '';
-- @ a view
CREATE SCHEMA app;
CREATE TABLE app.users (id text PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
ALTER TABLE app.users ENABLE ROW LEVEL SECURITY;
SELECT mana_guard.set_rule('view_security_invoker', 'error');
CREATE VIEW app.ids (user_id) AS SELECT id FROM ONLY app.users WHERE id <> '';
-- @ a view's name
CREATE SCHEMA app;
SELECT mana_guard.set_rule('no_quoted_name', 'error');
CREATE VIEW app."Counts" WITH (security_invoker = true) AS SELECT count(*) AS number, 'Counts' AS name FROM pg_class;
-- @ a materialized view's
CREATE SCHEMA app;
SELECT mana_guard.set_rule('no_quoted_name', 'error');
SELECT mana_guard.set_rule('matview_unique_index', 'off');
CREATE MATERIALIZED VIEW app."Counts" WITH (fillfactor = 70) AS SELECT count(*) AS number FROM pg_class;
