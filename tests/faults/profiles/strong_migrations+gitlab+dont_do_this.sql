--- none: of equals the first named has the parameters
SELECT FROM mana_guard.deprecate('app.t', 'goes', 'a');
ALTER TABLE app.t DROP COLUMN a;
--- error MG203: the stricter of two speaks
CREATE TABLE app.n (id bigint PRIMARY KEY, at timestamp);
--- warn MG206: what only the last has
CREATE TABLE app.n (id bigint PRIMARY KEY, price money);
