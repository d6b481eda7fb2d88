-- Transactions that are refused at COMMIT, which undoes them: what their HINT says runs before, in or after them.

-- @ an index on a column that stands
CREATE SCHEMA app;
CREATE TABLE app.shops (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.orders (id bigint PRIMARY KEY, shop_id bigint CONSTRAINT fk_orders_shop_id REFERENCES app.shops, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.orders (id) VALUES (1);
ALTER TABLE app.orders DROP CONSTRAINT fk_orders_shop_id;
SELECT mana_guard.set_rule('fk_index', 'error');
BEGIN;
ALTER TABLE app.orders ADD CONSTRAINT fk_orders_shop_id FOREIGN KEY (shop_id) REFERENCES app.shops NOT VALID;
COMMIT;

-- @ an index on a column that the transaction adds, with its foreign key or apart
CREATE SCHEMA app;
CREATE TABLE app.shops (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.orders (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.orders (id) VALUES (1);
SELECT mana_guard.set_rule('fk_index', 'error');
SELECT mana_guard.set_rule('user_id_index', 'error');
BEGIN;
ALTER TABLE app.orders ADD COLUMN shop_id bigint CONSTRAINT fk_orders_shop_id REFERENCES app.shops;
COMMIT;
BEGIN;
ALTER TABLE app.orders ADD COLUMN shop_id bigint;
ALTER TABLE app.orders ADD CONSTRAINT fk_orders_shop_id FOREIGN KEY (shop_id) REFERENCES app.shops NOT VALID;
COMMIT;
BEGIN;
ALTER TABLE app.orders ADD COLUMN user_id text;
COMMIT;
SELECT mana_guard.set_rule('fk_type_match', 'error');
BEGIN;
ALTER TABLE app.orders ADD COLUMN shop_id integer CONSTRAINT fk_orders_shop_id REFERENCES app.shops;
COMMIT;

-- @ a column that the transaction adds should be of another type
CREATE SCHEMA app;
CREATE TABLE app.shops (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.orders (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.orders (id) VALUES (1);
SELECT mana_guard.set_rule('fk_type_match', 'error');
BEGIN;
ALTER TABLE app.orders ADD COLUMN shop_id integer CONSTRAINT fk_orders_shop_id REFERENCES app.shops;
COMMIT;

-- @ an index that the transaction drops, and some that it makes
CREATE SCHEMA app;
CREATE TABLE app.orders (id bigint PRIMARY KEY, user_id text, status text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX idx_orders_user_id ON app.orders (user_id);
INSERT INTO app.orders (id) VALUES (1);
SELECT mana_guard.set_rule('user_id_index', 'error');
SELECT mana_guard.set_rule('duplicate_index', 'error');
SELECT mana_guard.set_rule('redundant_index', 'error');
-- It speaks first, of the index alone.
SELECT mana_guard.set_rule('index_concurrently', 'off');
BEGIN;
DROP INDEX app.idx_orders_user_id;
COMMIT;
BEGIN;
CREATE INDEX idx_orders_user_id_2 ON app.orders (user_id);
COMMIT;
BEGIN;
CREATE INDEX idx_orders_user_id_status ON app.orders (user_id, status);
COMMIT;

-- @ what is told at COMMIT of a column that has another name by then
CREATE SCHEMA app;
CREATE TABLE app.shops (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE app.orders (id bigint PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
INSERT INTO app.orders (id) VALUES (1);
ALTER TABLE app.orders ADD COLUMN "shopId" integer CONSTRAINT fk_orders_shop_id REFERENCES app.shops;
ALTER TABLE app.orders ADD COLUMN "shopUser" integer CONSTRAINT fk_orders_shop_user REFERENCES app.shops;
CREATE TABLE app.items (id bigint PRIMARY KEY, "shopId" integer CONSTRAINT fk_items_shop_id REFERENCES app.shops, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
