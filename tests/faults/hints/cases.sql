-- Each block is a case: see hints.py. The tables are in use where they hold rows.

-- @ a column keeps its keys, its reference, its check and its default
CREATE SCHEMA auth;
CREATE TABLE auth.users (id text PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE SCHEMA app;
CREATE TABLE app.profiles (
    id serial PRIMARY KEY,
    user_id varchar(36) NOT NULL UNIQUE REFERENCES auth.users (id) ON DELETE CASCADE DEFERRABLE CHECK (user_id <> ''),
    owner_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now());

-- @ a reference that the new type couldn't have
CREATE SCHEMA auth;
CREATE TABLE auth.users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE SCHEMA app;
CREATE TABLE app.profiles (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id uuid NOT NULL UNIQUE REFERENCES auth.users (id), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());

-- @ a key that the table has stays the table's
CREATE SCHEMA app;
CREATE TABLE app.files (id serial, user_id uuid, created_at timestamp DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT files_pkey PRIMARY KEY (id), CONSTRAINT files_user_id_key UNIQUE (user_id));

-- @ names, types and shapes of one column at once
CREATE SCHEMA app;
CREATE TABLE app.file (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), "userId" text NOT NULL COLLATE "C" CHECK ("userId" <> ''), verified boolean,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());

-- @ a table of a type
CREATE SCHEMA app;
CREATE TYPE app.file AS (id uuid, user_id uuid, created_at timestamptz);
CREATE TABLE app.files OF app.file (PRIMARY KEY (id));

-- @ a table from a query
CREATE SCHEMA app;
BEGIN;
CREATE TABLE app.files AS SELECT gen_random_uuid() AS id, now() AS created_at, now() AS updated_at;
COMMIT;

-- @ a child of a table
CREATE SCHEMA app;
CREATE TABLE app.parents (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX idx_parents_user_id ON app.parents (user_id);
ALTER TABLE app.parents ADD COLUMN owner_id uuid;

-- @ in the shared schema
CREATE SCHEMA shop;
CREATE TABLE public.orders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());

-- @ a type in the shared schema
CREATE SCHEMA shop;
CREATE TYPE public.state AS ENUM ('new', 'done');

-- @ a table in use that is changed in place
CREATE SCHEMA app;
SET mana_guard.enabled = off;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id integer, made timestamptz, note text COLLATE "C", is_read boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX idx_files_user_id ON app.files (user_id);
INSERT INTO app.files DEFAULT VALUES;
RESET mana_guard.enabled;
ALTER TABLE app.files ALTER COLUMN user_id TYPE uuid USING NULL;
ALTER TABLE app.files ALTER COLUMN note TYPE varchar(20) COLLATE "C";
ALTER TABLE app.files ALTER COLUMN note TYPE text COLLATE "POSIX";
ALTER TABLE app.files ALTER COLUMN is_read DROP NOT NULL;
ALTER TABLE app.files ALTER COLUMN updated_at TYPE timestamp;
ALTER TABLE app.files RENAME COLUMN made TO made_at;
ALTER TABLE app.files RENAME COLUMN note TO remark;
ALTER TABLE app.files RENAME COLUMN is_read TO read;
ALTER TABLE app.files DROP COLUMN updated_at;

-- @ columns that are added to a table in use
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files DEFAULT VALUES;
ALTER TABLE app.files ADD COLUMN owner_id uuid;
ALTER TABLE app.files ADD COLUMN number serial;
ALTER TABLE app.files ADD COLUMN position int GENERATED ALWAYS AS IDENTITY;
ALTER TABLE app.files ADD COLUMN is_read boolean;
ALTER TABLE app.files ADD COLUMN role text COLLATE "C" NOT NULL;
ALTER TABLE app.files ADD COLUMN share_key uuid NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE app.files ADD COLUMN is_large boolean GENERATED ALWAYS AS (octet_length(id::text) > 3) STORED;
ALTER TABLE app.files ADD COLUMN code text UNIQUE;
ALTER TABLE app.files ADD COLUMN size integer CHECK (size > 0);

-- @ a column that takes another's place
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), role integer, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files DEFAULT VALUES;
ALTER TABLE app.files DROP COLUMN role, ADD COLUMN role text COLLATE "C" NOT NULL;

-- @ indexes of a table in use
CREATE SCHEMA app;
CREATE TABLE app.folders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id text, name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX idx_files_user_id ON app.files (user_id);
INSERT INTO app.files DEFAULT VALUES;
ALTER TABLE app.files ADD COLUMN folder_id uuid REFERENCES app.folders (id) ON DELETE CASCADE;
ALTER TABLE app.files ADD COLUMN reader_user_id text;
CREATE INDEX CONCURRENTLY idx_files_name ON app.files (name);
CREATE INDEX CONCURRENTLY idx_files_name_created_at ON app.files (name, created_at);
DROP INDEX app.idx_files_name_created_at;

-- @ an index that is neither built nor named as it should
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, "Size" text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files DEFAULT VALUES;
CREATE INDEX by_name ON app.files (name);
CREATE UNIQUE INDEX index_files_lower ON app.files (lower(name), "Size") WHERE name IS NOT NULL;

-- @ the key of a table in use
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files DEFAULT VALUES;
ALTER TABLE app.files DROP CONSTRAINT files_pkey;

-- @ values of an enum
CREATE SCHEMA app;
CREATE TYPE app.state AS ENUM ('new', 'open', 'done');
ALTER TYPE app.state RENAME VALUE 'open' TO 'running';

-- @ the only schema of the role's
CREATE SCHEMA billing;
CREATE TABLE public.invoices (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id uuid NOT NULL, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());

-- @ an index with a predicate
CREATE SCHEMA app;
CREATE TABLE app.orders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX index_orders_name ON app.orders (name) WHERE name IS NOT NULL;
-- @ a foreign key to the table itself, which belongs in another schema
CREATE TABLE public.nodes (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), parent uuid REFERENCES public.nodes (id),
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
-- @ a column whose right name is one that is missing, and concerns another rule
CREATE SCHEMA app;
CREATE TABLE app.things (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "createdAt" timestamp, "userId" uuid NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now());

-- @ a second column keeps what the first one has
CREATE SCHEMA auth;
CREATE TABLE auth.users (id text PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE SCHEMA app;
SET mana_guard.enabled = off;
CREATE TABLE app.parts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text COLLATE "C" NOT NULL UNIQUE REFERENCES auth.users (id) ON DELETE CASCADE CHECK (code <> ''), made timestamptz DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO auth.users VALUES ('a');
INSERT INTO app.parts (code) VALUES ('a');
RESET mana_guard.enabled;
BEGIN;
ALTER TABLE app.parts RENAME COLUMN code TO mark;
COMMIT;
ALTER TABLE app.parts RENAME COLUMN mark TO "Mark";
ALTER TABLE app.parts RENAME COLUMN made TO finished;
BEGIN;
ALTER TABLE app.parts RENAME COLUMN id TO number;
COMMIT;
ALTER TABLE app.parts RENAME COLUMN number TO part;

-- @ a column of which COMMIT tells, and that has two keys
CREATE SCHEMA app;
BEGIN;
CREATE TABLE app.notes (key text PRIMARY KEY UNIQUE DEFERRABLE, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
COMMIT;

-- @ two indexes on one column
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files DEFAULT VALUES;
CREATE INDEX CONCURRENTLY idx_files_name ON app.files (name);
CREATE INDEX by_name ON app.files (name text_pattern_ops);

-- @ a name that another relation has
CREATE SCHEMA app;
SET mana_guard.enabled = off;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), note integer, size integer, owner text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.files (note) VALUES (1);
CREATE VIEW app.idx_files_note AS SELECT 1 AS one;
CREATE VIEW app.idx_files_upper AS SELECT 1 AS one;
CREATE VIEW app.idx_files_size AS SELECT 1 AS one;
CREATE TYPE app.users AS ENUM ('a');
RESET mana_guard.enabled;
CREATE INDEX files_note ON app.files (note);
CREATE INDEX CONCURRENTLY files_upper ON app.files (upper(owner));
ALTER TABLE app.files ADD UNIQUE (size);
CREATE TABLE app."user" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());

-- @ a name that a column or a constraint of the table has
CREATE SCHEMA app;
SET mana_guard.enabled = off;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size text, size_new text, role text, role_new text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT files_size_not_null CHECK (size <> ''));
INSERT INTO app.files (size) VALUES ('1');
RESET mana_guard.enabled;
ALTER TABLE app.files ALTER COLUMN size SET NOT NULL;
ALTER TABLE app.files DROP COLUMN role, ADD COLUMN role varchar(10) NOT NULL;
ALTER TABLE app.files DROP CONSTRAINT files_size_not_null, ALTER COLUMN size TYPE bigint USING size::bigint;

-- @ a name that something in the other schema has
CREATE SCHEMA shop;
CREATE TABLE shop.orders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TYPE shop.state AS ENUM ('new', 'done');
CREATE TABLE public.orders (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE public."order" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TYPE public.state AS ENUM ('new', 'done');

-- @ a column that is refused before its name and its type are
CREATE SCHEMA app;
SET mana_guard.enabled = off;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size integer, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX idx_files_user_id ON app.files ((1));
INSERT INTO app.files (size) VALUES (1);
RESET mana_guard.enabled;
ALTER TABLE app.files ADD COLUMN owner_id uuid NOT NULL;
ALTER TABLE app.files ADD COLUMN "userName" varchar(20) NOT NULL;
ALTER TABLE app.files ADD COLUMN verified boolean NOT NULL;
ALTER TABLE app.files ADD COLUMN owner_id uuid NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE app.files ADD COLUMN large boolean GENERATED ALWAYS AS (size > 100) STORED;
ALTER TABLE app.files ADD COLUMN "doubleSize" integer GENERATED ALWAYS AS (size * 2) STORED;

-- @ an index of a partitioned table
CREATE SCHEMA app;
SET mana_guard.enabled = off;
CREATE TABLE app.events (id uuid DEFAULT gen_random_uuid(), made_at timestamptz NOT NULL, size integer, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, made_at)) PARTITION BY RANGE (made_at);
CREATE TABLE app.events_2025 PARTITION OF app.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
RESET mana_guard.enabled;
CREATE INDEX by_size ON app.events (size);
INSERT INTO app.events (made_at) VALUES ('2025-05-05');
CREATE INDEX by_creation ON app.events (created_at);

-- @ an index that had better not be there at all
CREATE SCHEMA app;
CREATE TABLE app.files (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size integer, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX idx_files_size ON app.files (size);
CREATE INDEX by_size ON app.files (size);

-- @ a foreign table
CREATE SCHEMA app;
CREATE SCHEMA archive;
SET mana_guard.enabled = off;
CREATE EXTENSION file_fdw;
CREATE SERVER lists FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE app.lists (line text, note text) SERVER lists OPTIONS (filename '/dev/null');
RESET mana_guard.enabled;
ALTER FOREIGN TABLE app.lists RENAME COLUMN line TO words;
ALTER FOREIGN TABLE app.lists RENAME TO papers;
ALTER FOREIGN TABLE app.papers SET SCHEMA archive;
ALTER FOREIGN TABLE archive.papers DROP COLUMN note;
DROP FOREIGN TABLE archive.papers;

-- @ a table of a type with times
CREATE SCHEMA app;
CREATE TYPE app.visit AS (id uuid, seen_at timestamp, created_at timestamptz);
CREATE TABLE app.visits OF app.visit (PRIMARY KEY (id));

-- @ names of a key, a column and a check that stood before
CREATE SCHEMA app;
SET mana_guard.enabled = off;
CREATE TABLE app.files (id uuid NOT NULL DEFAULT gen_random_uuid(), note text, seen_at timestamptz, seen_at_new text, is_read boolean DEFAULT false, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT files_pkey PRIMARY KEY (id), CONSTRAINT files_is_read_not_null CHECK (note <> ''));
CREATE INDEX idx_files_id ON app.files (id) WHERE note = 'a';
CREATE INDEX idx_files ON app.files (note);
INSERT INTO app.files (is_read) VALUES (true);
RESET mana_guard.enabled;
ALTER TABLE app.files DROP CONSTRAINT files_pkey;
ALTER TABLE app.files ALTER COLUMN seen_at TYPE timestamp;
ALTER TABLE app.files ALTER COLUMN created_at DROP NOT NULL;
