--- none: a table as PostgreSQL's manual would have it
CREATE TABLE app.n (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id uuid NOT NULL, name text NOT NULL);
--- none: in public, without timestamps
CREATE TABLE public.people (id uuid PRIMARY KEY, name varchar(80), active boolean);
--- warn MG203 MG204 MG205 MG206 MG208: types that lose something
CREATE TABLE app.n (id int PRIMARY KEY, at timestamp, price money, code char(3), data json);
--- warn MG501: no key
CREATE TABLE app.n (name text);
--- log MG503: a foreign key without an index
CREATE TABLE app.n (id bigint PRIMARY KEY, t_id bigint NOT NULL REFERENCES app.t);
--- warn MG211 MG503: a user's id may have any type, but that of what it refers to
CREATE TABLE app.n (id bigint PRIMARY KEY, user_id text NOT NULL);
CREATE TABLE app.people (id bigint PRIMARY KEY);
CREATE TABLE app.m2 (id bigint PRIMARY KEY, user_id int NOT NULL REFERENCES app.people);
CREATE INDEX ON app.m2 (user_id);
--- warn MG601: an index on a table in use
CREATE INDEX ON app.t (b);
--- none: an index on a new table
BEGIN;
CREATE TABLE app.n (id bigint PRIMARY KEY, b int);
CREATE INDEX ON app.n (b);
COMMIT;
--- warn MG701: a column that goes
ALTER TABLE app.t DROP COLUMN a;
--- warn MG610: no lock_timeout
SET lock_timeout = 0;
ALTER TABLE app.t ADD COLUMN note text;
--- warn MG803: a definer's function with anybody's search_path
CREATE FUNCTION app.f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
--- warn MG805: a view that reads past row security
ALTER TABLE public.pt ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON public.pt USING (user_id IS NOT NULL);
CREATE VIEW public.v AS SELECT * FROM public.pt;
