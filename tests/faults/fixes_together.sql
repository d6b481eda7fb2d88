-- Relations that the rules about names would call the same; all that fix() says of them is run at once.
SET client_min_messages = error;
SET mana_guard.enabled = off;
CREATE SCHEMA names;
CREATE TABLE names."Note" (id uuid PRIMARY KEY, size int);
CREATE TABLE names."NOTE" (LIKE names."Note" INCLUDING INDEXES);
CREATE TABLE names.note (LIKE names."Note" INCLUDING INDEXES);
CREATE INDEX by_size_1 ON names."Note" (size);
CREATE INDEX by_size_2 ON names."NOTE" (size);
CREATE INDEX idx_note_size ON names.note (size);
CREATE TABLE names.users (id serial PRIMARY KEY, files_name text);
CREATE TABLE names.user (id serial PRIMARY KEY, files_name text);
CREATE TABLE names.user_files (id serial PRIMARY KEY, name text);
CREATE INDEX by_name_1 ON names.user (files_name);
CREATE INDEX by_name_2 ON names.users (files_name);
CREATE INDEX by_name_3 ON names.user_files (name);
CREATE TABLE names.tagged (user_id int REFERENCES names.users, file_id int REFERENCES names.user_files, PRIMARY KEY (user_id, file_id));
CREATE TABLE names.marked (user_id int REFERENCES names.users, file_id int REFERENCES names.user_files, PRIMARY KEY (user_id, file_id));
CREATE VIEW names."Counts" AS SELECT 1 AS number;
CREATE VIEW names."COUNTS" AS SELECT 1 AS number;
CREATE MATERIALIZED VIEW names."Counts-" AS SELECT 1 AS number;
CREATE TABLE names.animal (id serial PRIMARY KEY, name text);
CREATE TABLE names.dog (bark text) INHERITS (names.animal);
CREATE TABLE names.counted (id int PRIMARY KEY);
CREATE SEQUENCE names.numbering OWNED BY names.counted.id;
ALTER TABLE names.counted ALTER id SET DEFAULT nextval('names.numbering');
CREATE TABLE names.shared (LIKE names.users INCLUDING ALL);
-- The name that an index should have once both its column and its table have theirs.
CREATE TABLE names.parcel (id serial PRIMARY KEY, verified boolean NOT NULL DEFAULT false);
CREATE INDEX by_verified ON names.parcel (verified);
CREATE VIEW names.idx_parcels_is_verified AS SELECT 1 AS number;
CREATE TABLE names."Quills" (id uuid PRIMARY KEY);
CREATE TABLE names.pens (id int PRIMARY KEY);
ALTER TABLE names."Quills" ADD COLUMN pen_id int REFERENCES names.pens;
RESET mana_guard.enabled;
\ir fixes_at_once.sql
