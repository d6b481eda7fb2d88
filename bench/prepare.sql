-- What every arm's database has before its guard comes: a schema of its own for the tables that are measured.
CREATE SCHEMA app;
-- For what a session pays once: a table that was there before it.
CREATE TABLE app.settled (
    id text PRIMARY KEY,
    title text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
