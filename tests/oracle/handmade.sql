-- Hand-made corners, after the rules' pages: what is just refused beside what just passes. Here objects may also be altered and moved.

CREATE ROLE hand_reader;
CREATE ROLE hand_owner LOGIN;
CREATE SCHEMA hand;
CREATE SCHEMA other_hand AUTHORIZATION hand_owner;
CREATE SCHEMA auth;
CREATE SCHEMA a1234567890123456789012345678_x;
CREATE SCHEMA a12345678901234567890123456789_x;
CREATE SCHEMA "hand_Schema";
CREATE SCHEMA "user";
CREATE SCHEMA between;
CREATE SCHEMA trailing_;
CREATE SCHEMA a__b;
CREATE SCHEMA _led;
INSERT INTO mana_guard.service_schemas (service, schema_name, owner_role) VALUES ('oracle-hand', 'other_hand', 'hand_owner');

-- Types and what is made of them.
CREATE DOMAIN hand.moment AS timestamptz NOT NULL DEFAULT now();
CREATE DOMAIN hand.no_default AS hand.moment DEFAULT NULL;
CREATE DOMAIN hand.moments AS timestamptz[];
CREATE DOMAIN hand.lo AS oid;
CREATE DOMAIN hand.key AS integer;
CREATE DOMAIN hand.sure AS boolean NOT NULL DEFAULT false;
CREATE DOMAIN hand.unsure AS boolean;
CREATE DOMAIN hand.whole AS timestamptz(0);
CREATE DOMAIN hand.id AS uuid DEFAULT gen_random_uuid();
CREATE DOMAIN hand.checked AS text CONSTRAINT short CHECK (length(VALUE) < 9);
CREATE DOMAIN hand.over_checked AS hand.checked;
CREATE TYPE hand.shape AS (id uuid, "Name" text, price real, created_at timestamptz, updated_at timestamptz);
CREATE TYPE hand.span AS RANGE (subtype = float8, multirange_type_name = hand.spans);
CREATE TYPE public.hand_span AS RANGE (subtype = float8);
CREATE TYPE public.hand_kind AS ENUM ('a');
CREATE TYPE hand.moving AS ENUM ('a');
ALTER TYPE hand.moving SET SCHEMA public;
CREATE SEQUENCE hand.numbers;
CREATE EXTENSION citext SCHEMA public;
CREATE EXTENSION seg SCHEMA hand VERSION '1.1';
CREATE TABLE hand.pg_files (pg_id integer);
CREATE VIEW hand.pg_view AS SELECT 1 AS one;
CREATE SEQUENCE hand.pg_numbers;
CREATE TYPE hand.pg_mood AS ENUM ('ok');
CREATE DOMAIN hand.pg_name AS text;
CREATE TYPE hand.pg_pair AS (a integer, b integer);
CREATE TABLE hand.pgq_files (id integer);
CREATE FUNCTION hand.pg_one() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION hand.uuid_text() RETURNS text LANGUAGE sql VOLATILE AS 'SELECT gen_random_uuid()::text';
CREATE FUNCTION hand.later_volatile(value integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN value > 0; END';

CREATE TABLE auth.users (id uuid PRIMARY KEY, number bigint UNIQUE, name text UNIQUE);
CREATE TABLE hand.folders (id uuid PRIMARY KEY, code text UNIQUE, number integer UNIQUE, big bigint UNIQUE, a integer, b integer, UNIQUE (a, b),
    UNIQUE (b, a),
                           region char(2) UNIQUE);
CREATE TABLE hand."Teams" (id uuid PRIMARY KEY);

-- MG201 and MG202: domains, arrays, foreign tables, two foreign keys.
CREATE TABLE hand.users_of (user_id citext, owner_id uuid REFERENCES hand.folders, author_id uuid REFERENCES auth.users,
    writer uuid REFERENCES auth.users,
                            counter bigint REFERENCES auth.users (number), named text REFERENCES auth.users (name), both_by uuid, liked_by uuid[],
                            by uuid, _by uuid, user_ids uuid[], a_user_id hand.id, "X_BY" uuid);
ALTER TABLE hand.users_of ADD FOREIGN KEY (both_by) REFERENCES hand.folders, ADD FOREIGN KEY (both_by) REFERENCES auth.users;
CREATE TABLE hand.user_arrays (user_id text[], a_user_id text);
CREATE TABLE hand.user_domains (user_id hand.over_checked);
CREATE TABLE hand.user_lists (user_id hand.id);
CREATE FOREIGN DATA WRAPPER hand_wrapper;
CREATE SERVER hand_server FOREIGN DATA WRAPPER hand_wrapper;
CREATE FOREIGN TABLE hand.far_ones (user_id uuid, sent_by uuid, at timestamp, doc json, "Odd" money, flag boolean, total_x integer, price real,
    xs xml)
    SERVER hand_server;
CREATE FOREIGN TABLE public."Far two" (id integer) SERVER hand_server;

-- MG203 to MG221: through domains and arrays, inherited, of a typed table.
CREATE TABLE hand.odd_types (id bigint PRIMARY KEY, a char, b "char"[], c bpchar, d hand.whole, e hand.whole[], f timestamptz(1), g bit, h varbit,
    i name[],
                             j aclitem, k txid_snapshot, l xml[], m hand.lo, n hand.lo[], o oidvector, p regcollation, q oid, r int2vector,
                                 s timetz[],
                             t timestamp(6)[], u varchar(3)[], v varchar[], w bit varying, x json[], y money[], z pg_lsn);
CREATE TABLE hand.amounts (amount real, net_amount float8[], price_list real, "Price" real, prices real, cost float(10), a_cost numeric,
    balance double precision,
                           balances real, total_cost real, _price real, amount_ real);
CREATE TABLE hand.children (extra timestamp, user_id uuid) INHERITS (hand.amounts);
CREATE TABLE hand.merging (amount real, cost float(10), is_fine boolean) INHERITS (hand.amounts);
CREATE TABLE hand.typed OF hand.shape;
CREATE TABLE hand.typed_keys OF hand.shape (PRIMARY KEY (id));
CREATE TABLE hand.serials (a serial, b bigserial, c smallserial PRIMARY KEY, d integer DEFAULT nextval('hand.numbers'),
    e hand.key DEFAULT nextval('hand.numbers'),
                           f bigint DEFAULT nextval('hand.numbers') + 1, g integer GENERATED ALWAYS AS IDENTITY,
                               h bigint GENERATED BY DEFAULT AS IDENTITY,
                           i text DEFAULT 'nextval(', j integer DEFAULT currval('hand.numbers'));
CREATE TABLE hand.serial_children () INHERITS (hand.serials);
CREATE TABLE hand.serial_parts (a serial, b bigint) PARTITION BY LIST (b);
CREATE TABLE hand.lost_sequence (a serial);
ALTER SEQUENCE hand.lost_sequence_a_seq OWNED BY NONE;
CREATE TABLE hand.found_sequence (a bigint, b integer);
ALTER SEQUENCE hand.lost_sequence_a_seq OWNED BY hand.found_sequence.a;
CREATE TABLE hand.small_keys (id hand.key PRIMARY KEY);
CREATE TABLE hand.small_pairs (a integer, b smallint, PRIMARY KEY (a, b));
CREATE TABLE hand.small_foreign (id integer PRIMARY KEY REFERENCES hand.folders (number));
CREATE TABLE hand.uuid_texts (a_uuid text, b_guid varchar, c text DEFAULT gen_random_uuid(), d text DEFAULT gen_random_uuid()::text,
    e_by text DEFAULT gen_random_uuid(),
                              uuid text, f_uuid text REFERENCES hand.folders (code), g_uuid text[], h_uuid uuid,
                                  i varchar(36) DEFAULT gen_random_uuid());

-- MG211.
CREATE TABLE hand.key_types (a integer REFERENCES hand.folders (big), b varchar(4) REFERENCES hand.folders (code),
    c text REFERENCES hand.folders (region),
                             d char(5) REFERENCES hand.folders (region), e hand.key REFERENCES hand.folders (number),
                                 f hand.id REFERENCES hand.folders,
                             g bigint, h integer, FOREIGN KEY (g, h) REFERENCES hand.folders (a, b));
ALTER TABLE hand.key_types ADD FOREIGN KEY (h) REFERENCES hand.folders (big) NOT VALID;

-- MG213.
CREATE TABLE hand.lists (a text CHECK (a IN ('x', 'y')), b varchar(5) CHECK (b IN ('x', 'y')), c char(1) CHECK (c IN ('x', 'y')),
    d hand.over_checked CHECK (d IN ('x', 'y')),
                         e text CHECK (e IN ('x')), f text CHECK (f NOT IN ('x', 'y')), g integer CHECK (g IN (1, 2)),
                             h text CHECK (h IN ('x', 'y') AND h <> ''),
                         i text CHECK (i IS NULL OR i IN ('x', 'y')), j text CHECK (j = ANY ('{x,y}')), k text CHECK (k = 'x' OR k = 'y'),
                         l text CHECK (lower(l) IN ('x', 'y')), m text CHECK ('x' IN (m, 'y')), "N" text CHECK ("N" IN ('it''s', 'y'::text)),
                         o name CHECK (o IN ('x', 'y')), p citext CHECK (p IN ('x', 'y')));
CREATE TABLE hand.list_children () INHERITS (hand.lists);

-- MG301 and MG302.
CREATE TABLE hand.both_missing (id integer);
CREATE TABLE hand.shapes_one (created_at timestamptz DEFAULT clock_timestamp() NOT NULL, updated_at hand.moment);
CREATE TABLE hand.shapes_two (created_at hand.no_default, updated_at hand.moments);
CREATE TABLE hand.shapes_three (created_at bigint DEFAULT extract(epoch FROM now()), updated_at text DEFAULT now());
CREATE TABLE hand.shapes_four (created_at timestamptz DEFAULT CURRENT_TIMESTAMP(0) NOT NULL, updated_at timestamptz(0) DEFAULT now() NOT NULL);
CREATE TABLE hand.shapes_five (created_at timestamptz DEFAULT date_trunc('day', now()) NOT NULL,
    updated_at timestamptz GENERATED ALWAYS AS ('2020-01-01+00') STORED);
CREATE TABLE hand.shapes_six (created_at timestamptz DEFAULT 'now' NOT NULL, updated_at timestamptz DEFAULT LOCALTIMESTAMP NOT NULL);
CREATE TABLE hand.shapes_seven (created_at timestamptz PRIMARY KEY DEFAULT (now()), updated_at timestamp DEFAULT (now() AT TIME ZONE 'utc'));
CREATE TABLE hand.shapes_eight (created_at timestamptz DEFAULT now()::timestamptz NOT NULL, updated_at date DEFAULT now() NOT NULL);
CREATE TABLE hand.shapes_nine (created_at timestamptz DEFAULT timeofday()::timestamptz NOT NULL, updated_at hand.moment DEFAULT '2020-01-01');
CREATE TABLE hand.shape_children (created_at timestamp) INHERITS (hand.both_missing);
CREATE TABLE hand.shape_heirs () INHERITS (hand.shapes_seven);
CREATE SCHEMA drizzle;
CREATE TABLE drizzle.__drizzle_migrations (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint);

-- MG303 to MG311.
CREATE FUNCTION hand.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE hand.kept_one (updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE hand.kept_two (LIKE hand.kept_one INCLUDING ALL);
CREATE TABLE hand.kept_three (LIKE hand.kept_one INCLUDING ALL);
CREATE TABLE hand.kept_four (LIKE hand.kept_one INCLUDING ALL);
CREATE TABLE hand.kept_five (LIKE hand.kept_one INCLUDING ALL);
CREATE TABLE hand.kept_six () INHERITS (hand.kept_one);
CREATE TRIGGER keep BEFORE UPDATE ON hand.kept_one FOR EACH ROW EXECUTE FUNCTION hand.touch();
CREATE TRIGGER keep BEFORE UPDATE ON hand.kept_two FOR EACH STATEMENT EXECUTE FUNCTION hand.touch();
CREATE TRIGGER keep BEFORE INSERT OR UPDATE ON hand.kept_three FOR EACH ROW EXECUTE FUNCTION hand.touch();
ALTER TABLE hand.kept_three DISABLE TRIGGER keep;
CREATE TRIGGER keep BEFORE UPDATE ON hand.kept_four FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
CREATE TRIGGER keep BEFORE UPDATE ON hand.kept_five FOR EACH ROW EXECUTE FUNCTION hand.touch();
ALTER TABLE hand.kept_five ENABLE REPLICA TRIGGER keep;
CREATE TABLE hand.deletes_one (is_deleted hand.sure, deleted_at timestamptz);
CREATE TABLE hand.deletes_two (is_deleted hand.unsure);
CREATE TABLE hand.deletes_three (is_deleted text NOT NULL DEFAULT 'no', deleted_at date NOT NULL);
CREATE TABLE hand.deletes_four (is_deleted boolean GENERATED ALWAYS AS (deleted_at IS NOT NULL) STORED, deleted_at timestamptz(3));
CREATE TABLE hand.deletes_five (is_deleted boolean NOT NULL DEFAULT true, deleted_at hand.moment);
CREATE TABLE hand.deletes_six (is_deleted boolean NOT NULL DEFAULT 'f', deleted_at timestamptz[]);
CREATE TABLE hand.deletes_seven (is_deleted boolean[] DEFAULT '{}');
CREATE TABLE hand.delete_heirs (deleted_at timestamptz NOT NULL) INHERITS (hand.deletes_two);
CREATE TABLE hand.versions_one (version integer, current_version smallint NOT NULL DEFAULT 1);
CREATE TABLE hand.versions_two (version bigint NOT NULL DEFAULT '1', current_version numeric);
CREATE TABLE hand.versions_three (version integer UNIQUE, current_version integer, a integer);
CREATE UNIQUE INDEX idx_versions_three ON hand.versions_three (a, current_version) WHERE a > 0;
CREATE TABLE hand.versions_four (version integer, current_version integer, a integer);
CREATE UNIQUE INDEX idx_versions_four ON hand.versions_four (a) INCLUDE (version);
CREATE UNIQUE INDEX idx_versions_five ON hand.versions_four ((current_version + 1));
CREATE TABLE hand.versions_five (version integer GENERATED ALWAYS AS IDENTITY, current_version integer GENERATED ALWAYS AS (1) STORED);
CREATE TABLE hand.versions_six (version integer, EXCLUDE (version WITH =), current_version integer REFERENCES hand.folders (number));
CREATE TABLE hand.versions_seven (version hand.key NOT NULL DEFAULT 1, current_version integer[] );
CREATE TABLE hand.flags (a boolean, b hand.sure, c hand.unsure NOT NULL, d boolean[], e boolean GENERATED ALWAYS AS (1 = 1) STORED, is_f boolean,
    has_g boolean NOT NULL,
                         "isH" boolean, ish boolean, is_ boolean, "hasMany" boolean, "IsUpper" boolean);
CREATE TABLE hand.totals (total_a integer, total_b interval, total_c text, total_d numeric GENERATED ALWAYS AS (1) STORED, total_e integer[],
    total_f hand.key, total bigint,
                          total_g money, a_total integer, total_h real, total_ smallint, "total_I" integer);
DO $$ BEGIN
    EXECUTE (SELECT format('CREATE TABLE hand.sixty (%s)', string_agg('c_' || i || ' integer', ', ')) FROM generate_series(1, 60) AS i);
    EXECUTE (SELECT format('CREATE TABLE hand.sixty_one (%s)', string_agg('c_' || i || ' integer', ', ')) FROM generate_series(1, 61) AS i);
END $$;
CREATE TABLE hand.sixty_heir () INHERITS (hand.sixty_one);
CREATE TABLE hand.sixty_wide (one_more integer) INHERITS (hand.sixty_one);
CREATE TABLE hand.sixty_dropped (LIKE hand.sixty_one);
ALTER TABLE hand.sixty_dropped DROP COLUMN c_1;
