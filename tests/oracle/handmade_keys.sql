-- Hand-made corners, continued: partitions, names, keys, indexes, security.

-- A partition is judged in some things by itself.
CREATE TABLE hand.parts (id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(), user_id text,
    "Bad" boolean,
                         folder_id uuid REFERENCES hand.folders, CHECK (updated_at > now()),
                             PRIMARY KEY (id, created_at)) PARTITION BY RANGE (created_at);
CREATE INDEX idx_parts_user_id ON hand.parts (user_id);
CREATE INDEX idx_parts_only ON ONLY hand.parts (folder_id);
CREATE UNLOGGED TABLE public."Parts one" PARTITION OF hand.parts (CHECK (created_at < now()), user_id DEFAULT 'x') FOR VALUES FROM (MINVALUE)
    TO ('2020-01-01')
    WITH (autovacuum_enabled = off);
CREATE TABLE hand.parts_rest PARTITION OF hand.parts DEFAULT PARTITION BY RANGE (created_at);
CREATE TABLE hand."order" PARTITION OF hand.parts_rest DEFAULT;
CREATE INDEX idx_order_user ON hand."order" (user_id);
CREATE INDEX again_here ON hand."order" (user_id);
ALTER TABLE hand."order" ADD FOREIGN KEY (user_id) REFERENCES auth.users (name), ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON hand."order" TO hand_reader;
CREATE RULE watch AS ON DELETE TO hand."order" DO ALSO NOTHING;
CREATE TABLE hand.attached (id uuid NOT NULL, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, user_id text, "Bad" boolean,
    folder_id uuid,
                            CONSTRAINT parts_updated_at_check CHECK (updated_at > now()));
CREATE INDEX attached_user ON hand.attached (user_id);
ALTER TABLE hand.parts ATTACH PARTITION hand.attached FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE hand.detached PARTITION OF hand.parts FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
ALTER TABLE hand.parts DETACH PARTITION hand.detached;
CREATE TABLE hand.far_parts (at date, user_id uuid, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())
    PARTITION BY LIST (at);
CREATE FOREIGN TABLE hand."far Part" PARTITION OF hand.far_parts DEFAULT SERVER hand_server;

-- Names.
CREATE TABLE hand."camelCase" ("createdAt" timestamptz, "ID" uuid PRIMARY KEY, "HTTPStatus" text, "a-b_at" timestamptz, "at" timestamp,
    _at timestamptz, "At" timestamptz,
                               "ends_At" timestamptz, "größe_at" timestamptz, on_date date, spans tstzrange, moments timestamptz[],
                                   flat timestamptz);
CREATE TABLE hand._led (a$b text, a__b text, b_ text, c1 text, "1d" text, _e text);
CREATE TABLE hand."group" (user_id text PRIMARY KEY, "end" integer, "left" integer, "int" integer, "values" integer, "name" text, "Order" text,
    "current_catalog" text);
CREATE TABLE hand.parent_links (parent uuid REFERENCES hand.folders, code text REFERENCES hand.folders (code),
    folder_code text REFERENCES hand.folders (code),
                                folder uuid REFERENCES hand.folders (id), made_by uuid REFERENCES hand.folders,
                                    "parentId" uuid REFERENCES hand.folders, id uuid PRIMARY KEY REFERENCES hand.folders,
                                barcode text REFERENCES hand.folders (code), a integer, b integer,
                                    FOREIGN KEY (a, b) REFERENCES hand.folders (a, b), parent_ID uuid REFERENCES hand.folders);
CREATE TABLE hand.link_heirs (folder uuid REFERENCES hand.folders) INHERITS (hand.parent_links);
CREATE TABLE hand.counts (num_files integer, number_of_pages bigint, n_rows hand.key, count_x smallint, x_cnt integer, num_a_count integer,
    num_b text, n integer, num integer,
                          "numFiles" integer, count integer, n_id integer, num_c integer[], "number_of_" integer, cnt integer);
CREATE TABLE hand.keys_named (code text PRIMARY KEY);
CREATE TABLE hand.keys_user (user_id text PRIMARY KEY);
CREATE TABLE hand.keys_capital ("Id" uuid PRIMARY KEY);
CREATE VIEW hand."A view" AS SELECT 1 AS "One two";
CREATE VIEW hand._fine$ AS SELECT 1 AS "select";
CREATE MATERIALIZED VIEW hand."A kept view" AS SELECT 1 AS "One two", now() AS at;
CREATE VIEW hand."table" AS SELECT 1 AS one;
CREATE TEMPORARY TABLE "A passing One" (id uuid);

-- Index names.
CREATE TABLE hand.messages (conversation_id uuid, created_at timestamptz, body text, "Odd" text, note text);
CREATE INDEX idx_messages_conversation_created ON hand.messages (conversation_id, created_at);
CREATE INDEX idx_messages_conversation_id_created ON hand.messages (conversation_id, created_at DESC);
CREATE INDEX idx_messages_created_conversation ON hand.messages (conversation_id, created_at, body);
CREATE INDEX idx_messages_conversation_created_body_note ON hand.messages (conversation_id, created_at) INCLUDE (body, note);
CREATE INDEX idx_messages_created ON hand.messages (created_at) INCLUDE (body);
CREATE INDEX idx_messages_lower ON hand.messages (lower(body));
CREATE INDEX idx_anything ON hand.messages (lower(note));
CREATE INDEX ix_anything ON hand.messages (lower(note), body);
CREATE INDEX idx_messages_some ON hand.messages (body) WHERE created_at IS NOT NULL;
CREATE INDEX idx_messages_odd ON hand.messages ("Odd");
CREATE INDEX idx_message_note ON hand.messages (note) INCLUDE ("Odd");
CREATE TABLE hand.parents_without ();
CREATE TABLE hand.children_with (size integer) INHERITS (hand.parents_without);
CREATE TABLE hand.letters (sender text, number text, subject text);
CREATE INDEX idx_letters_sender_2 ON hand.letters (sender);
CREATE INDEX idx_letters_number_2nd ON hand.letters (number);
CREATE UNIQUE INDEX letters_subject_key_12 ON hand.letters (subject);
CREATE INDEX messages_note_idx ON hand.messages (note, body, created_at);
CREATE UNIQUE INDEX uq_messages_note ON hand.messages (note);
CREATE UNIQUE INDEX messages_note_body_unique ON hand.messages (note, body);
CREATE UNIQUE INDEX idx_messages_note_created_at_key ON hand.messages (note, created_at);
CREATE UNIQUE INDEX whatever_key ON hand.messages (body, note);
CREATE INDEX uq_messages_body ON hand.messages (body, created_at);
CREATE INDEX idx_messages_body_trgm ON hand.messages (body text_pattern_ops);
CREATE INDEX idx_messages_body ON hand.messages (body);
CREATE INDEX idx_messages_conversation_id_hash ON hand.messages USING hash (conversation_id);
CREATE TABLE hand.a_table_with_a_name_of_some_length (a_column_with_a_name_of_some_length text, another_column text);
CREATE INDEX idx_a_table_with_a_name_of_some_length_a_column_with_a_name_of_some_length ON hand.a_table_with_a_name_of_some_length
    (a_column_with_a_name_of_some_length);
CREATE INDEX idx_short ON hand.a_table_with_a_name_of_some_length (a_column_with_a_name_of_some_length, another_column);

-- Same and redundant indexes.
CREATE TABLE hand.twins (a integer, b integer, c text, id integer PRIMARY KEY, UNIQUE (a), CONSTRAINT deferred UNIQUE (b) DEFERRABLE);
CREATE UNIQUE INDEX idx_twins_id ON hand.twins (id);
CREATE UNIQUE INDEX idx_twins_a ON hand.twins (a);
CREATE UNIQUE INDEX idx_twins_b ON hand.twins (b);
CREATE UNIQUE INDEX idx_twins_nulls ON hand.twins (a) NULLS NOT DISTINCT;
CREATE INDEX idx_twins_a_plain ON hand.twins (a);
CREATE INDEX idx_twins_a_b ON hand.twins (a, b);
CREATE INDEX idx_twins_a_b_c ON hand.twins (a, b, c);
CREATE INDEX idx_twins_a_b_twice ON hand.twins (a, b);
CREATE INDEX idx_twins_a_b_desc ON hand.twins (a, b DESC);
CREATE INDEX idx_twins_a_include ON hand.twins (a) INCLUDE (c);
CREATE INDEX idx_twins_a_include_more ON hand.twins (a) INCLUDE (c, b);
CREATE INDEX idx_twins_a_include_other ON hand.twins (a) INCLUDE (b, c);
CREATE INDEX idx_twins_c ON hand.twins (c);
CREATE INDEX idx_twins_c_collation ON hand.twins (c COLLATE "POSIX");
CREATE INDEX idx_twins_c_class ON hand.twins (c text_pattern_ops);
CREATE INDEX idx_twins_c_a_some ON hand.twins (c, a) WHERE a > 0;
CREATE INDEX idx_twins_c_some ON hand.twins (c) WHERE a > 0;
CREATE INDEX idx_twins_c_hash ON hand.twins USING hash (c);
CREATE INDEX idx_twins_c_hash_twice ON hand.twins USING hash (c);
CREATE INDEX idx_twins_c_lower ON hand.twins (lower(c));
CREATE INDEX idx_twins_c_lower_a ON hand.twins (lower(c), a);
CREATE INDEX idx_twins_b_lower ON hand.twins (b, lower(c));
CREATE INDEX idx_twins_five ON hand.twins (c, b, a, id, (a + 1));
CREATE INDEX idx_twins_double ON hand.twins (b, b);
CREATE INDEX idx_twins_double_class ON hand.twins (c, c text_pattern_ops);

-- Foreign keys and what serves them.
CREATE TABLE hand.served (a integer, b integer, c uuid REFERENCES hand.folders, d uuid REFERENCES hand.folders, e uuid REFERENCES hand.folders,
                          f uuid REFERENCES hand.folders, g uuid REFERENCES hand.folders, h integer REFERENCES hand.folders (number),
                              user_id text REFERENCES auth.users (name),
                          FOREIGN KEY (a, b) REFERENCES hand.folders (a, b) MATCH FULL, FOREIGN KEY (b, a) REFERENCES hand.folders (b, a),
                          FOREIGN KEY (b, a) REFERENCES hand.folders (a, b), FOREIGN KEY (c) REFERENCES hand.folders ON DELETE CASCADE);
CREATE INDEX idx_served_d ON hand.served (d) WHERE d IS NOT NULL;
CREATE INDEX idx_served_e ON hand.served (e) WHERE a IS NOT NULL;
CREATE INDEX idx_served_f ON hand.served USING brin (f);
CREATE INDEX idx_served_g ON hand.served (a, g);
CREATE UNIQUE INDEX idx_served_a ON hand.served (a);
CREATE INDEX idx_served_user_id ON hand.served (user_id) WHERE a > 0;
CREATE TABLE hand.user_lists_two (user_id text, a integer);
CREATE INDEX idx_user_lists_two ON hand.user_lists_two (a, user_id);
CREATE TABLE hand.uuid_keys_one (id hand.id PRIMARY KEY);
CREATE TABLE hand.uuid_keys_two (id uuid PRIMARY KEY DEFAULT '00000000-0000-0000-0000-000000000000');
CREATE TABLE hand.uuid_keys_three (id uuid PRIMARY KEY DEFAULT md5('x')::uuid, b integer);
CREATE TABLE hand.uuid_keys_four (user_id uuid PRIMARY KEY);
CREATE TABLE hand.uuid_keys_five (id uuid PRIMARY KEY GENERATED ALWAYS AS ('00000000-0000-0000-0000-000000000000'::uuid) STORED);
CREATE TABLE hand.text_keys (id varchar(9) PRIMARY KEY);
CREATE TABLE hand.array_keys (id uuid[] PRIMARY KEY);

-- Checks and predicates.
CREATE TABLE hand.checks (a integer CHECK (a > random()), b timestamptz CHECK (b::date > '2020-01-01'), c text CHECK (c <> CURRENT_USER),
    d text CHECK (d::timestamptz > '2020-01-01+00'),
                          e timestamptz CHECK (e::text <> ''), f integer CHECK (hand.later_volatile(f)), g integer CHECK (g > 0 AND g < 10),
                              h date CHECK (h > 'today'),
                          i json CHECK (json_typeof(i) = 'object'), j integer CHECK (j IS NOT NULL) NO INHERIT, CONSTRAINT bare CHECK (true));
CREATE INDEX idx_checks_f ON hand.checks (f) WHERE hand.later_volatile(f);
ALTER FUNCTION hand.later_volatile(integer) VOLATILE;
ALTER TABLE hand.checks ADD CONSTRAINT unchecked CHECK (a > 1) NOT VALID;
CREATE TABLE hand.check_heirs (k integer CHECK (k > random())) INHERITS (hand.checks);

-- Storage, rules, sequences.
-- PostgreSQL 18 has no unlogged partitioned tables.
SELECT current_setting('server_version_num')::int < 180000 AS has_them \gset
\if :has_them
CREATE UNLOGGED TABLE hand.unlogged_parts (id integer) PARTITION BY LIST (id);
\endif
CREATE TABLE hand.options_one (id integer, body text) WITH (autovacuum_enabled = 'OFF', toast.autovacuum_enabled = '0');
CREATE TABLE hand.options_two (id integer, body text) WITH (autovacuum_enabled = on, toast.autovacuum_enabled = 'no');
CREATE TABLE hand.options_three (id integer) WITH (autovacuum_vacuum_threshold = 1000000, fillfactor = 50);
CREATE MATERIALIZED VIEW hand.options_four WITH (autovacuum_enabled = false) AS SELECT 1 AS id;
CREATE UNIQUE INDEX idx_options_four_id ON hand.options_four (id);
CREATE RULE "A rule" AS ON INSERT TO hand.options_one DO ALSO NOTHING;
ALTER TABLE hand.options_one DISABLE RULE "A rule";
CREATE RULE on_view AS ON INSERT TO hand."A view" DO INSTEAD NOTHING;
CREATE SEQUENCE hand.nearly MAXVALUE 1000;
DO 'BEGIN PERFORM setval(''hand.nearly'', 900); END';
CREATE SEQUENCE hand.not_yet MAXVALUE 1000;
DO 'BEGIN PERFORM setval(''hand.not_yet'', 650); END';
CREATE SEQUENCE hand.cycles MAXVALUE 1000 CYCLE;
DO 'BEGIN PERFORM setval(''hand.cycles'', 900); END';
CREATE SEQUENCE hand.down INCREMENT -1 MINVALUE -1000;
DO 'BEGIN PERFORM setval(''hand.down'', -900); END';
CREATE TABLE hand.narrow (a integer, b smallint, c bigint, d integer GENERATED ALWAYS AS IDENTITY);
CREATE SEQUENCE hand.too_wide OWNED BY hand.narrow.a;
CREATE SEQUENCE hand.much_too_wide AS integer OWNED BY hand.narrow.b;
CREATE SEQUENCE hand.fits OWNED BY hand.narrow.c;
CREATE SEQUENCE hand.wide_and_far OWNED BY hand.narrow.b;
DO 'BEGIN PERFORM setval(''hand.wide_and_far'', 30000); END';

-- Security.
CREATE FUNCTION hand.lends() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
CREATE FUNCTION hand.lends_well() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1';
CREATE FUNCTION hand.lends_now() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS 'SELECT 1';
CREATE FUNCTION hand.lends_overloaded(a integer) RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
CREATE FUNCTION hand.lends_overloaded(a text) RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
CREATE PROCEDURE hand.lends_procedure() LANGUAGE sql SECURITY DEFINER SET work_mem = '1MB' AS 'SELECT 1';
REVOKE EXECUTE ON FUNCTION hand.lends() FROM PUBLIC;
ALTER FUNCTION hand.lends_well() OWNER TO hand_owner;
CREATE TABLE hand.rows_one (user_id text);
CREATE TABLE hand.rows_two (user_id text);
CREATE TABLE hand.rows_three (user_id text);
CREATE TABLE hand.rows_four (user_id text);
ALTER TABLE hand.rows_one ENABLE ROW LEVEL SECURITY;
ALTER TABLE hand.rows_two ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE hand.rows_three ENABLE ROW LEVEL SECURITY;
ALTER TABLE hand.rows_three OWNER TO hand_reader;
GRANT ALL ON hand.rows_three TO hand_reader;
GRANT SELECT (user_id) ON hand.rows_one TO hand_reader;
GRANT TRIGGER ON hand.rows_two TO PUBLIC;
CREATE POLICY wide ON hand.rows_four USING (true);
CREATE POLICY read_all ON hand.rows_one FOR SELECT TO hand_reader USING (true);
CREATE POLICY add_all ON hand.rows_one FOR INSERT WITH CHECK (true);
CREATE POLICY keep_own ON hand.rows_one FOR UPDATE USING (user_id = 'x') WITH CHECK (true);
CREATE POLICY check_only ON hand.rows_one FOR UPDATE WITH CHECK (user_id = 'x');
CREATE POLICY equal ON hand.rows_one FOR DELETE USING (1 = 1);
CREATE TABLE hand.rows_five (user_id text);
CREATE POLICY narrow ON hand.rows_five AS RESTRICTIVE FOR UPDATE TO hand_reader USING (user_id = 'x') WITH CHECK (true);
CREATE POLICY true_too ON hand.rows_five AS RESTRICTIVE USING (true);
CREATE POLICY for_reader ON hand.rows_five FOR UPDATE TO hand_reader USING (true) WITH CHECK (user_id = 'y');
CREATE POLICY for_reader_all ON hand.rows_five FOR UPDATE TO hand_reader USING (true);
CREATE POLICY for_both ON hand.rows_five FOR UPDATE TO hand_reader, hand_owner USING (true) WITH CHECK (user_id = 'y');
CREATE TABLE other_hand.owned (id integer);
ALTER TABLE other_hand.owned OWNER TO hand_owner;
CREATE TABLE other_hand.not_owned (id integer, folder_id uuid REFERENCES hand.folders, user_id uuid REFERENCES auth.users);
CREATE FUNCTION public.hand_helper() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION hand.inner_length(name text) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'textlen';
COMMENT ON TABLE hand.flags IS 'flags';
COMMENT ON COLUMN hand.flags.a IS 'a';

-- Views over what row security guards.
CREATE VIEW hand.sees_rows AS SELECT * FROM hand.rows_one;
CREATE VIEW hand.asks_rows WITH (security_invoker) AS SELECT * FROM hand.rows_one;
CREATE VIEW hand.sees_through AS SELECT * FROM hand.asks_rows;
CREATE VIEW hand.sees_no_further AS SELECT * FROM hand.sees_rows;
CREATE VIEW hand.asks_twice WITH (security_invoker) AS SELECT * FROM hand.asks_rows;
CREATE VIEW hand.sees_far AS SELECT 1 AS one WHERE EXISTS (SELECT FROM hand.flags JOIN hand.asks_twice ON true);
CREATE VIEW hand.sees_none AS SELECT * FROM hand.flags;
CREATE MATERIALIZED VIEW hand.keeps_rows AS SELECT * FROM hand.rows_one;
-- Two indexes that are the same, and one that another begins with: of a table they would be too many.
CREATE MATERIALIZED VIEW hand.indexed_twice AS SELECT 1 AS a, 2 AS b;
CREATE INDEX ON hand.indexed_twice (a);
CREATE INDEX ON hand.indexed_twice (a);
CREATE INDEX ON hand.indexed_twice (a, b);

-- A storage parameter may be spelled in any way that PostgreSQL reads as a boolean.
CREATE TEMP TABLE refusals (message text);
DO $$
DECLARE
    spelling text;
BEGIN
    FOREACH spelling IN ARRAY '{1,yes,t,0,no,f}'::text[] LOOP
        BEGIN
            EXECUTE format('CREATE VIEW hand.asks_%s WITH (security_invoker = %1$L) AS SELECT * FROM hand.rows_one', spelling);
        EXCEPTION WHEN OTHERS THEN
            INSERT INTO refusals VALUES (format('a view WITH (security_invoker = %s): %s', spelling, sqlerrm));
        END;
    END LOOP;
END $$;
SELECT 'not ok: ' || message FROM refusals;

-- Numbers and names of constraints.
CREATE TABLE hand.numbered (phone1 text, phone2 text, phone_2 text, fax text, fax2 text, line_2 text, line_3 integer, sha1 text, sha256 text,
    address2 text,
                            sales_2020 text, sales_2021 text, a01 text, a02 text, b9 text, b10 text, "C1" text, "C2" text, d1 text, d3 text,
                                e0 text, e1 text,
                            f varchar(2), f2 varchar(3));
CREATE TABLE hand.constraint_names (
    a integer CONSTRAINT constraint_names_a_key UNIQUE, b integer CONSTRAINT uq_b UNIQUE, c integer CONSTRAINT constraint_names_c_unique UNIQUE,
    d text CONSTRAINT constraint_names_check_1 CHECK (d IN ('a', 'b')), e text CONSTRAINT constraint_names_e_check2 CHECK (e IN ('a', 'b')),
    f text CONSTRAINT constraint_names_other_check CHECK (f IN ('a', 'b')), g text CONSTRAINT constraint_names_other_check2 CHECK (g <> ''),
    h uuid CONSTRAINT constraint_names_h_folders_id_fk REFERENCES hand.folders, i uuid CONSTRAINT constraint_names_h_fkey REFERENCES hand.folders,
    j text CONSTRAINT j_check CHECK (j <> ''), k integer, l integer,
    CONSTRAINT constraint_names_k_l_pk PRIMARY KEY (k, l), CONSTRAINT constraint_names_l_k_key UNIQUE (k, l),
    CONSTRAINT constraint_names_k_excl EXCLUDE (k WITH =), CONSTRAINT only_k EXCLUDE (k WITH =),
        CONSTRAINT constraint_names_any_excl EXCLUDE ((k + 1) WITH =));
