--- warn MG513: rules
CREATE RULE r AS ON INSERT TO app.t DO ALSO NOTHING;
--- warn MG511: inheritance
CREATE TABLE app.n() INHERITS (app.t);
--- warn MG413: upper case table
CREATE TABLE app."Upper"(x bigint);
--- warn MG413: upper case column
CREATE TABLE app.n("Xx" bigint);
--- warn MG203: timestamp
CREATE TABLE app.n(x timestamp);
--- warn MG203: timetz
CREATE TABLE app.n(x timetz);
--- warn MG224: CURRENT_TIME default
CREATE TABLE app.n(x text DEFAULT current_time::text);
--- warn MG203: timestamp(0)
CREATE TABLE app.n(x timestamp(0));
--- warn MG214: timestamptz(0)
CREATE TABLE app.n(x timestamptz(0));
--- warn MG205: char(n)
CREATE TABLE app.n(x char(3));
--- log MG209: varchar(n)
CREATE TABLE app.n(x varchar(3));
--- warn MG206: money
CREATE TABLE app.n(x money);
--- warn MG207: serial
CREATE TABLE app.n(x serial);
--- none: NOT IN in a view
CREATE VIEW app.v AS SELECT * FROM app.t WHERE id NOT IN (SELECT id FROM app.u);
--- none: BETWEEN in a view
CREATE VIEW app.v AS SELECT * FROM app.t WHERE d BETWEEN now() AND now();
--- none: timestamptz(3)
CREATE TABLE app.n(x timestamptz(3));
--- log MG209: a copy of the columns
CREATE TABLE app.n(like app.t);
