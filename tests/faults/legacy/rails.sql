-- A shop as Rails made it before version 5: integer keys, timestamps without a zone, all in public.
CREATE TABLE public.users (
    id serial PRIMARY KEY,
    email character varying(255) DEFAULT '' NOT NULL,
    encrypted_password character varying(255) DEFAULT '' NOT NULL,
    admin boolean DEFAULT false,
    sign_in_count integer DEFAULT 0,
    last_sign_in_at timestamp without time zone,
    deleted boolean DEFAULT false,
    created_at timestamp without time zone NOT NULL,
    updated_at timestamp without time zone NOT NULL
);
CREATE UNIQUE INDEX index_users_on_email ON public.users (email);
CREATE INDEX index_users_on_email_lower ON public.users (lower(email));
CREATE INDEX index_users_live ON public.users (created_at, updated_at) WHERE deleted = false;
CREATE TABLE public.orders (
    id serial PRIMARY KEY,
    user_id integer REFERENCES public.users (id),
    number character varying NOT NULL,
    state character varying(20),
    total numeric(8, 2),
    paid boolean,
    completed timestamp without time zone,
    payload json,
    created_at timestamp without time zone,
    updated_at timestamp without time zone
);
CREATE INDEX index_orders_on_user_id ON public.orders (user_id);
CREATE INDEX index_orders_on_user ON public.orders (user_id);
CREATE UNIQUE INDEX index_orders_on_number ON public.orders (number);
CREATE INDEX index_orders_on_window ON public.orders (created_at) WHERE completed IS NULL AND created_at > '2015-01-01';
CREATE TABLE public.products (
    id serial PRIMARY KEY,
    name character varying,
    price money,
    tags character varying(40)[],
    skip_charges boolean DEFAULT false NOT NULL,
    charges_from_datetime timestamp without time zone,
    created timestamp without time zone,
    updated timestamp without time zone
);
CREATE TABLE public.line_items (
    id serial PRIMARY KEY,
    order_id integer REFERENCES public.orders (id) ON DELETE CASCADE,
    product_id integer REFERENCES public.products (id),
    quantity integer CHECK (quantity > 0),
    created_at timestamp without time zone
);
CREATE TABLE public.products_taxons (
    product_id integer NOT NULL REFERENCES public.products (id),
    taxon_id integer NOT NULL
);
CREATE TABLE public.comments (
    id serial PRIMARY KEY,
    commentable_id integer,
    commentable_type character varying,
    body text,
    parent_id integer REFERENCES public.comments (id)
);
CREATE TABLE public.product_views (
    id bigserial,
    product_id integer REFERENCES public.products (id),
    referer character varying(20),
    urgent boolean,
    noticed timestamp without time zone,
    created_at timestamp without time zone NOT NULL,
    PRIMARY KEY (id, created_at)
) PARTITION BY RANGE (created_at);
CREATE TABLE public.product_views_2015 PARTITION OF public.product_views FOR VALUES FROM ('2015-01-01') TO ('2016-01-01');
CREATE TABLE public.product_views_rest PARTITION OF public.product_views DEFAULT;
CREATE INDEX views_by_product ON public.product_views (product_id);
CREATE TABLE public.vendors (id serial PRIMARY KEY, name character varying);
CREATE TYPE public.review AS (id bigint, vendor_id integer, stars smallint, verified boolean, title character varying(80), written timestamp without time zone);
CREATE TABLE public.reviews OF public.review (PRIMARY KEY (id), vendor_id WITH OPTIONS REFERENCES public.vendors (id));
CREATE INDEX reviews_by_vendor ON public.reviews (vendor_id);
CREATE VIEW public.recent_orders AS SELECT id, number, state FROM public.orders WHERE created_at > now() - interval '1 day';
ALTER TABLE public.orders REPLICA IDENTITY USING INDEX index_orders_on_number;
INSERT INTO public.users (email, created_at, updated_at) SELECT 'user' || i, '2015-01-01', '2015-01-01' FROM generate_series(1, 50) AS i;
INSERT INTO public.orders (user_id, number, paid) SELECT i, 'R' || i, true FROM generate_series(1, 50) AS i;
INSERT INTO public.products (name, price, created, updated) SELECT 'Thing', 1, '2015-01-01', '2015-01-01' FROM generate_series(1, 5);
INSERT INTO public.line_items (order_id, product_id, quantity) SELECT i, 1, 1 FROM generate_series(1, 50) AS i;
INSERT INTO public.products_taxons VALUES (1, 1), (2, 1);
INSERT INTO public.comments (commentable_id, commentable_type, body) VALUES (1, 'Order', 'late');
INSERT INTO public.product_views (product_id, referer, created_at) SELECT i, 'mail', '2015-06-01' FROM generate_series(1, 5) AS i;
INSERT INTO public.vendors (name) VALUES ('Smith');
INSERT INTO public.reviews (id, vendor_id, stars) VALUES (1, 1, 5);
