--- error MG209 MG217: text instead of string
CREATE TABLE app.n(id bigint PRIMARY KEY, x varchar(255));
--- error MG217: string without limit
CREATE TABLE app.n(id bigint PRIMARY KEY, x varchar);
--- log MG222: text without a limit
CREATE TABLE app.n(id bigint PRIMARY KEY, x text);
--- error MG203: timestamptz
CREATE TABLE app.n(id bigint PRIMARY KEY, x timestamp);
--- error MG208: integer primary key
CREATE TABLE app.n(id int PRIMARY KEY);
--- warn MG211 MG410: foreign key column of type integer
BEGIN;
CREATE TABLE app.n(id bigint PRIMARY KEY, t_id int REFERENCES app.t(id) ON DELETE CASCADE);
CREATE INDEX index_n_on_t_id ON app.n(t_id);
COMMIT;
--- error 25P02 MG410 MG508: fk without ON DELETE
BEGIN;
CREATE TABLE app.n(id bigint PRIMARY KEY, t_id bigint REFERENCES app.t(id));
CREATE INDEX index_n_on_t_id ON app.n(t_id);
COMMIT;
--- warn MG503: fk without index
CREATE TABLE app.n(id bigint PRIMARY KEY, t_id bigint CONSTRAINT fk_n_t_id_t REFERENCES app.t(id) ON DELETE CASCADE);
--- log MG522: a column *_id without a foreign key
CREATE TABLE app.n(id bigint PRIMARY KEY, t_id bigint);
--- warn MG306: nullable boolean
CREATE TABLE app.n(id bigint PRIMARY KEY, x boolean);
--- error MG601: index concurrently
CREATE INDEX i ON app.t(b);
--- warn MG409: an index by another name
BEGIN;
CREATE TABLE app.n(id bigint PRIMARY KEY, a bigint);
CREATE INDEX idx_n_a ON app.n(a);
COMMIT;
--- none: an index by its two columns
BEGIN;
CREATE TABLE app.n(id bigint PRIMARY KEY, a bigint, b bigint);
CREATE INDEX index_n_on_a_and_b ON app.n(a, b);
COMMIT;
--- error MG703: rename column
ALTER TABLE app.t RENAME a TO aa;
--- none: constraint names ok
BEGIN;
CREATE TABLE app.n(id bigint CONSTRAINT pk_n PRIMARY KEY, t_id bigint CONSTRAINT fk_n_t_id_t REFERENCES app.t(id) ON DELETE CASCADE, x text CONSTRAINT check_n_x_length CHECK (length(x)<9));
CREATE INDEX index_n_on_t_id ON app.n(t_id);
COMMIT;
--- none: fk_rails hash name
BEGIN;
CREATE TABLE app.n(id bigint PRIMARY KEY, t_id bigint CONSTRAINT fk_rails_0123456789 REFERENCES app.t(id) ON DELETE CASCADE);
CREATE INDEX index_n_on_t_id ON app.n(t_id);
COMMIT;
--- none: check hash name
CREATE TABLE app.n(id bigint PRIMARY KEY, x text CONSTRAINT check_0123456789 CHECK (length(x)<9));
--- warn MG410: bad check name
CREATE TABLE app.n(id bigint PRIMARY KEY, x text CONSTRAINT foo CHECK (length(x)<9));
--- warn MG623: two fks to tables in use in one migration
BEGIN;
CREATE TABLE app.n(id bigint PRIMARY KEY, a_id bigint, b_id bigint);
ALTER TABLE app.n ADD CONSTRAINT fk_n_a_id_t FOREIGN KEY (a_id) REFERENCES app.t(id) ON DELETE CASCADE;
ALTER TABLE app.n ADD CONSTRAINT fk_n_b_id_u FOREIGN KEY (b_id) REFERENCES app.u(id) ON DELETE CASCADE;
CREATE INDEX index_n_on_a_id ON app.n(a_id);
CREATE INDEX index_n_on_b_id ON app.n(b_id);
COMMIT;
--- error MG204: json
ALTER TABLE app.t ADD COLUMN j json;
--- error MG701: drop a column announced today
SELECT mana_guard.deprecate('app.t','x','a');
ALTER TABLE app.t DROP COLUMN a;
--- none: enum column smallint
CREATE TABLE app.n(id bigint PRIMARY KEY, kind int NOT NULL);
--- warn MG410 MG503: a column with its foreign key
ALTER TABLE app.ch ADD COLUMN u_id bigint REFERENCES app.u (id) ON DELETE CASCADE;
--- error MG606: a foreign key of an existing column
SET mana_guard.enabled = off;
ALTER TABLE app.ch RENAME COLUMN tid TO t_id;
CREATE INDEX index_ch_on_t_id ON app.ch (t_id);
RESET mana_guard.enabled;
ALTER TABLE app.ch ADD FOREIGN KEY (t_id) REFERENCES app.t (id) ON DELETE CASCADE;
--- error MG606: a check without a name
ALTER TABLE app.ch ADD CHECK (tid > 0);
--- error MG605: a column that can be null
ALTER TABLE app.t ALTER COLUMN a SET NOT NULL;
--- error MG607: a unique constraint with its index
ALTER TABLE app.t ADD UNIQUE (a);
--- error MG604: a required column
ALTER TABLE app.t ADD COLUMN note_id bigint NOT NULL;
--- error MG604 MG610: a required column, and nothing that ends the wait for its lock
SET lock_timeout = 0;
ALTER TABLE app.t ADD COLUMN note_id bigint NOT NULL;
--- error MG407 MG410 MG508: a column with a foreign key, of which nothing is said
ALTER TABLE app.ch ADD COLUMN owner bigint REFERENCES app.u (id);
--- error MG407 MG410 MG508: a foreign key of a new table, by itself
CREATE TABLE app.n (id bigint PRIMARY KEY, owner bigint, CONSTRAINT "Weird" FOREIGN KEY (owner) REFERENCES app.t (id));
--- warn MG407 MG410 MG503: of which only the names are wrong
CREATE TABLE app.n (id bigint PRIMARY KEY, owner bigint, FOREIGN KEY (owner) REFERENCES app.t (id) ON DELETE CASCADE);
