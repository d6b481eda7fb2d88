"""The random statements: what may be said, of which names, and how often. The same seed says the same."""

import random
import re
from typing import NamedTuple

# Few names, and one of each kind more often than the others, so that sessions meet; what a rename or a move frees, a CREATE
# takes again.
POOLS = {
    "schema": ["svc"] * 6 + ["other"],
    "table": ["t1"] * 4 + ["t2"] * 2 + ["t3"],
    "part": ["p1", "p1", "p2"],
    "index": ["i1"] * 4 + ["i2"] * 2 + ["i3"],
    "view": ["v1", "v1", "v2"],
    "matview": ["m1"],
    "sequence": ["q1", "q2"],
    "enum": ["e1", "e2"],
    "composite": ["c1"],
    "domain": ["d1", "d2"],
    "function": ["f1", "f2"],
    "trigger": ["g1", "g2"],
    "policy": ["r1", "r2"],
    "constraint": ["k1", "k2"],
    "statistics": ["s1"],
    "column": ["a", "b", "c", "user_id", "created_at"],
    "label": ["x", "y", "z"],
    "rule": ["MG101", "MG301", "MG202", "MG501", "MG602", "MG616", "MG701", "MG702", "MG712", "keys"],
}
RELATIONS = ["table", "table", "table", "part", "index", "view", "matview", "sequence"]
LITERAL = {
    "type": ["integer", "bigint", "text", "varchar(20)", "uuid", "timestamptz", "jsonb", "money", "{enum}", "{domain}"],
    "columns": [
        "(id uuid PRIMARY KEY DEFAULT gen_random_uuid(), a integer, b text, created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())",
        "(id integer PRIMARY KEY, a integer DEFAULT 1, b text, c integer)",
        "(id serial, a integer, b varchar(10) CHECK (b <> ''), user_id uuid)",
        "(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a {enum}, b {domain}, c integer GENERATED ALWAYS AS (1) STORED)",
        "(id integer UNIQUE, a integer REFERENCES {table}, b text)",
    ],
    "exists": ["", "IF EXISTS ", "IF EXISTS "],
    "absent": ["", "IF NOT EXISTS ", "IF NOT EXISTS "],
    "cascade": ["", "", " CASCADE"],
    "only": ["", "", "ONLY "],
    "shape_rule": ["MG301", "MG501", "MG202", "MG101"],
    "severity": ["log", "log", "warn", "off"],
    "timing": ["statement", "commit"],
    "bound": ["FOR VALUES IN (1)", "FOR VALUES IN (2)", "FOR VALUES IN (3)", "DEFAULT"],
}
UNQUALIFIED = {"schema", "column", "label", "trigger", "policy", "constraint", "rule"}


class Kind(NamedTuple):
    name: str
    weight: int
    templates: tuple
    guard: bool = False  # calls the guard: SELECT 1 where there is none
    alone: bool = False  # not in a transaction block


def kind(name, weight, *templates, guard=False, alone=False):
    return Kind(name, weight, templates, guard, alone)


KINDS = [
    kind("create table", 10, "CREATE TABLE {absent}{table} {columns}"),
    kind("create table as", 1, "CREATE TABLE {absent}{table} AS SELECT 1 AS id, 2 AS a, 'b'::text AS b", "SELECT 1 AS id, 2 AS a INTO {table}"),
    kind("create partition", 5, "CREATE TABLE {absent}{part} PARTITION OF {schema}.parts {bound}", "CREATE TABLE {absent}{part} (id integer NOT NULL, a integer, b text)"),
    kind("create partitioned table", 2, "CREATE TABLE {absent}{schema}.parts (id integer NOT NULL, a integer, b text) PARTITION BY LIST (id)"),
    kind("create temporary table", 2, "CREATE TEMP TABLE {absent}scratch {columns}", "CREATE TEMP TABLE scratch (a integer) ON COMMIT DROP", "DROP TABLE IF EXISTS scratch"),
    kind("drop table", 7, "DROP TABLE {exists}{table}{cascade}", "DROP TABLE {exists}{part}", "DROP TABLE IF EXISTS {table}, {table}", "DROP TABLE {exists}{schema}.parts"),
    kind("truncate", 2, "TRUNCATE {table}{cascade}", "TRUNCATE {part}"),
    kind("add column", 4, "ALTER TABLE {exists}{only}{table} ADD COLUMN {absent}{column} {type}", "ALTER TABLE {exists}{schema}.parts ADD COLUMN {column} {type}"),
    kind("drop column", 4, "ALTER TABLE {exists}{table} DROP COLUMN {exists}{column}{cascade}"),
    kind("alter column", 4, "ALTER TABLE {exists}{table} ALTER COLUMN {column} TYPE {type}", "ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL",
         "ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT NULL", "ALTER TABLE {table} ALTER COLUMN {column} DROP DEFAULT"),
    kind("rename column", 3, "ALTER TABLE {exists}{table} RENAME COLUMN {column} TO {column}"),
    kind("rename table", 4, "ALTER TABLE {exists}{table} RENAME TO {bare_table}", "ALTER TABLE {exists}{part} RENAME TO {bare_part}"),
    kind("move table", 4, "ALTER TABLE {exists}{table} SET SCHEMA {schema}", "ALTER TABLE {exists}{part} SET SCHEMA {schema}"),
    kind("add constraint", 4, "ALTER TABLE {exists}{table} ADD CONSTRAINT {constraint} CHECK (a > 0) NOT VALID", "ALTER TABLE {table} ADD UNIQUE (a)",
         "ALTER TABLE {table} ADD CONSTRAINT {constraint} PRIMARY KEY (id)", "ALTER TABLE {table} ADD CONSTRAINT {constraint} UNIQUE USING INDEX {bare_index}"),
    kind("add foreign key", 4, "ALTER TABLE {exists}{table} ADD CONSTRAINT {constraint} FOREIGN KEY (a) REFERENCES {table} (id) NOT VALID",
         "ALTER TABLE {exists}{table} ADD FOREIGN KEY (a) REFERENCES {table}"),
    kind("constraint", 3, "ALTER TABLE {exists}{table} DROP CONSTRAINT {exists}{constraint}{cascade}", "ALTER TABLE {table} VALIDATE CONSTRAINT {constraint}",
         "ALTER TABLE {table} RENAME CONSTRAINT {constraint} TO {constraint}"),
    kind("attach partition", 5, "ALTER TABLE {exists}{schema}.parts ATTACH PARTITION {part} {bound}"),
    kind("detach partition", 3, "ALTER TABLE {exists}{schema}.parts DETACH PARTITION {part}"),
    kind("inheritance", 1, "ALTER TABLE {table} INHERIT {table}", "ALTER TABLE {table} NO INHERIT {table}"),
    kind("table's owner and options", 2, "ALTER TABLE {exists}{table} OWNER TO developer", "ALTER TABLE {table} SET (fillfactor = 90)", "ALTER TABLE {table} REPLICA IDENTITY FULL", "ALTER TABLE {table} SET UNLOGGED"),
    kind("row security", 3, "ALTER TABLE {exists}{table} ENABLE ROW LEVEL SECURITY", "CREATE POLICY {policy} ON {table} USING (true)", "DROP POLICY {exists}{policy} ON {table}"),
    kind("create index", 6, "CREATE INDEX {absent}{bare_index} ON {only}{table} ({column})", "CREATE UNIQUE INDEX {bare_index} ON {table} (a) WHERE a > 1", "CREATE INDEX {bare_index} ON {table} (lower(b))"),
    kind("drop index", 7, "DROP INDEX {exists}{index}{cascade}", "DROP INDEX IF EXISTS {index}"),
    kind("concurrently", 5, "ALTER TABLE {schema}.parts DETACH PARTITION {part} CONCURRENTLY", "ALTER TABLE {schema}.parts DETACH PARTITION {part} FINALIZE",
          "CREATE INDEX CONCURRENTLY {absent}{bare_index} ON {table} ({column})", "DROP INDEX CONCURRENTLY {exists}{index}",
         "REINDEX TABLE CONCURRENTLY {table}", "REINDEX INDEX CONCURRENTLY {index}", alone=True),
    kind("alter index", 3, "ALTER INDEX {exists}{index} RENAME TO {bare_index}", "ALTER INDEX {exists}{index} SET (fillfactor = 80)"),
    kind("reindex and cluster", 3, "CLUSTER {table} USING {bare_index}", "ALTER TABLE {table} CLUSTER ON {bare_index}", "REINDEX TABLE {table}", "REINDEX INDEX {index}"),
    kind("vacuum", 1, "VACUUM FULL {table}", "ANALYZE {table}", alone=True),
    kind("trigger", 3, "CREATE TRIGGER {trigger} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION svc.noop()", "DROP TRIGGER {exists}{trigger} ON {table}", "ALTER TABLE {table} DISABLE TRIGGER ALL"),
    kind("statistics", 1, "CREATE STATISTICS {absent}{statistics} ON a, b FROM {table}", "DROP STATISTICS {exists}{statistics}"),
    kind("view", 5, "CREATE OR REPLACE VIEW {view} AS SELECT * FROM {table}", "CREATE VIEW {view} AS SELECT a FROM {relation}"),
    kind("alter view", 4, "ALTER VIEW {exists}{view} RENAME TO {bare_view}", "ALTER VIEW {exists}{view} SET SCHEMA {schema}", "ALTER VIEW {exists}{view} SET (security_invoker = true)"),
    kind("drop view", 3, "DROP VIEW {exists}{view}{cascade}"),
    kind("materialized view", 4, "CREATE MATERIALIZED VIEW {absent}{matview} AS SELECT a FROM {table}", "REFRESH MATERIALIZED VIEW {matview}", "DROP MATERIALIZED VIEW {exists}{matview}",
         "ALTER MATERIALIZED VIEW {exists}{matview} RENAME TO {bare_matview}", "CREATE UNIQUE INDEX {bare_index} ON {matview} (a)"),
    kind("sequence", 4, "CREATE SEQUENCE {absent}{sequence}", "DROP SEQUENCE {exists}{sequence}{cascade}", "ALTER SEQUENCE {exists}{sequence} RENAME TO {bare_sequence}",
         "ALTER SEQUENCE {exists}{sequence} OWNED BY {table}.a", "ALTER SEQUENCE {exists}{sequence} SET SCHEMA {schema}", "ALTER SEQUENCE {exists}{sequence} MAXVALUE 1000"),
    kind("enum", 4, "CREATE TYPE {enum} AS ENUM ('x', 'y')", "ALTER TYPE {enum} ADD VALUE {absent}'{label}'", "ALTER TYPE {enum} RENAME VALUE '{label}' TO '{label}'", "ALTER TYPE {enum} RENAME TO {bare_enum}"),
    kind("composite type", 2, "CREATE TYPE {composite} AS (a integer, b text)", "ALTER TYPE {composite} ADD ATTRIBUTE {column} {type}", "ALTER TYPE {composite} DROP ATTRIBUTE {exists}{column}", "DROP TYPE {exists}{composite}{cascade}"),
    kind("drop type", 2, "DROP TYPE {exists}{enum}{cascade}", "DROP DOMAIN {exists}{domain}{cascade}"),
    kind("domain", 4, "CREATE DOMAIN {domain} AS text CHECK (VALUE <> '')", "ALTER DOMAIN {domain} SET DEFAULT 'z'", "ALTER DOMAIN {domain} ADD CONSTRAINT {constraint} CHECK (length(VALUE) < 99)",
         "ALTER DOMAIN {domain} DROP CONSTRAINT IF EXISTS {constraint}", "ALTER DOMAIN {domain} RENAME TO {bare_domain}", "ALTER DOMAIN {domain} SET NOT NULL"),
    kind("function", 4, "CREATE OR REPLACE FUNCTION {function}(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n'", "DROP FUNCTION {exists}{function}(integer){cascade}",
         "ALTER FUNCTION {function}(integer) VOLATILE", "ALTER TABLE {table} ALTER COLUMN a SET DEFAULT {function}(1)", "ALTER TABLE {table} ADD CONSTRAINT {constraint} CHECK ({function}(a) > 0)",
         "ALTER FUNCTION {function}(integer) RENAME TO {bare_function}", "CREATE INDEX {bare_index} ON {table} ({function}(a))"),
    kind("schema", 2, "CREATE SCHEMA IF NOT EXISTS {schema}", "CREATE SCHEMA IF NOT EXISTS other", "ALTER SCHEMA other RENAME TO spare", "ALTER SCHEMA spare RENAME TO other", "CREATE SCHEMA other CREATE TABLE t1 (id integer)"),
    kind("drop schema", 1, "DROP SCHEMA {exists}other{cascade}", "DROP SCHEMA IF EXISTS spare CASCADE", "DROP SCHEMA other CASCADE"),
    kind("comment", 3, "COMMENT ON TABLE {table} IS 'one'", "COMMENT ON COLUMN {table}.{column} IS 'two'", "COMMENT ON INDEX {index} IS NULL", "COMMENT ON VIEW {view} IS 'three'"),
    kind("grant", 3, "GRANT SELECT ON {relation} TO PUBLIC", "REVOKE ALL ON {table} FROM PUBLIC", "GRANT INSERT ON ALL TABLES IN SCHEMA {schema} TO developer", "GRANT USAGE ON TYPE {enum} TO PUBLIC",
         "GRANT USAGE, CREATE ON SCHEMA {schema} TO developer"),
    kind("data", 6, "INSERT INTO {table} (a) VALUES (1)", "INSERT INTO {table} (b) VALUES ('w')", "UPDATE {table} SET a = a + 1", "DELETE FROM {relation}", "SELECT count(*) FROM {relation}",
         "INSERT INTO {schema}.parts (id) VALUES (1)", "UPDATE svc.counters SET n = n + 1"),
    kind("lock", 2, "LOCK TABLE {table} IN ACCESS SHARE MODE", "LOCK TABLE {relation}", "SELECT * FROM {table} FOR UPDATE"),
    kind("drop owned", 1, "REASSIGN OWNED BY developer TO developer", "DROP TABLE IF EXISTS {table}, {relation}, {part} CASCADE", "DROP INDEX IF EXISTS {index}, {index}, {index}"),
    kind("set_rule", 3, "SELECT mana_guard.set_rule('{rule}', '{severity}')", "SELECT mana_guard.set_rule('{rule}', '{severity}', schema_pattern => '{schema}', object_pattern => 't*', reason => 'tried')",
         "SELECT mana_guard.set_rule('{shape_rule}', 'warn', timing => '{timing}')", "DELETE FROM mana_guard.policy WHERE rule <> '*'", guard=True),
    kind("exempt", 2, "SELECT mana_guard.exempt('{table}', '{rule}', 'tried')", "SELECT mana_guard.exempt('{table}.{column}', '{rule}', 'tried', until => now() + '1 s')", "DELETE FROM mana_guard.exemptions", guard=True),
    kind("deprecate", 3, "SELECT mana_guard.deprecate('{relation}', 'goes')", "SELECT mana_guard.deprecate('{table}', 'goes', '{column}')", guard=True),
    kind("audit", 1, "SELECT count(*) FROM mana_guard.audit('{schema}')", "SELECT count(*) FROM mana_guard.findings('{table}')", "SELECT mana_guard.check_now()",
         "SELECT count(*) FROM mana_guard.explain('{table}')", "SELECT * FROM mana_guard.status()", "SELECT count(*) FROM mana_guard.fix('{table}')", guard=True),
    kind("switch", 2, "SET mana_guard.enabled = off", "SET mana_guard.enabled = on", "RESET mana_guard.enabled", "RESET ALL", "SET mana_guard.announce = warning", "SET mana_guard.max_severity = 'warn'"),
    kind("extension", 1, "ALTER EXTENSION {extension} UPDATE"),
]
# Those that a migration asks first for what they change.
OF_KNOWN = {"rename table", "move table", "add column", "rename column", "alter view", "alter index", "drop index", "drop table", "drop view",
            "attach partition", "add foreign key", "create index"}
NAMES = [one.name for one in KINDS]


class Statement(NamedTuple):
    kind: str
    sql: str


class Unit(NamedTuple):
    """What is sent in one go: statements, in a block or not."""

    begin: str  # empty where each is by itself
    statements: list
    end: str
    savepoints: bool


class Speaker:
    """The statements of one session."""

    kinds, pools, literal = KINDS, POOLS, LITERAL

    def __init__(self, seed, session, guarded):
        self.chance = random.Random(f"{seed}/{session}")
        self.guarded = guarded
        self.focus = {}  # names that are meant for a while
        self.all = ([one.weight for one in self.kinds], self.kinds)
        in_block = [one for one in self.kinds if not one.alone]
        self.in_block = ([one.weight for one in in_block], in_block)
        of_known = [one for one in self.kinds if one.name in OF_KNOWN]
        self.of_known = ([one.weight for one in of_known], of_known)

    def unit(self):
        shape = self.chance.random()
        if shape < 0.18:
            return self.looked_up()
        if shape < 0.55:
            return Unit("", [self.statement(self.all)], "", False)
        if shape < 0.60:
            return Unit("", [self.in_function()], "", False)
        if shape < 0.64:
            first, second = self.statement(self.in_block), self.statement(self.in_block)
            return Unit("", [Statement(f"{first.kind}; {second.kind}", f"{first.sql}; {second.sql}")], "", False)
        begin = "BEGIN ISOLATION LEVEL REPEATABLE READ" if self.chance.random() < 0.15 else "BEGIN"
        statements = []
        for _ in range(self.chance.randint(1, 5)):
            statements.append(self.statement(self.in_block))
            # Others are to come to what is locked.
            statements.append(Statement("", f"SELECT pg_sleep({self.chance.choice([0.002, 0.01, 0.05])})"))
        return Unit(begin, statements, "ROLLBACK" if self.chance.random() < 0.25 else "COMMIT", self.chance.random() < 0.4)

    def looked_up(self):
        """As migration tools do: asks whether something is there, and changes it, while another session may have dropped it."""
        self.focus = {what: self.name(what) for what in ("table", "part", "index", "view")}
        look = Statement("data", "SELECT " + ", ".join(f"to_regclass('{name}') IS NULL" for name in self.focus.values()))
        statements = [look, Statement("", "SELECT pg_sleep(0.03)"), self.statement(self.of_known)]
        self.focus = {}
        return Unit("BEGIN", statements, "COMMIT", False)

    def in_function(self):
        inner = self.statement(self.in_block)
        caught = " EXCEPTION WHEN syntax_error_or_access_rule_violation THEN NULL;" if self.chance.random() < 0.5 else ""
        return Statement(inner.kind, f"DO $do$ BEGIN EXECUTE $sql${inner.sql}$sql$;{caught} END $do$")

    def statement(self, among):
        weights, kinds = among
        chosen = self.chance.choices(kinds, weights)[0]
        sql = self.filled(self.chance.choice(chosen.templates))
        # The names are chosen in both cases, so that what follows is the same.
        return Statement(chosen.name, "SELECT 1" if chosen.guard and not self.guarded else sql)

    def filled(self, template):
        while "{" in template:
            template = re.sub(r"\{(\w+)\}", lambda found: self.name(found[1]), template)
        return template

    def name(self, what):
        if what in self.literal:
            return self.chance.choice(self.literal[what])
        if what == "extension":
            return "mana_guard" if self.guarded else "plpgsql"
        if what.startswith("bare_"):
            return self.chance.choice(self.pools[what[5:]])
        if what == "relation":
            what = self.chance.choice(RELATIONS)
        if what in self.focus:
            return self.focus[what]
        name = self.chance.choice(self.pools[what])
        return name if what in UNQUALIFIED else f"{self.chance.choice(self.pools['schema'])}.{name}"


SETUP = """
SET client_min_messages = error;
DROP SCHEMA IF EXISTS svc, other, spare CASCADE;
CREATE SCHEMA svc AUTHORIZATION developer;
CREATE SCHEMA other AUTHORIZATION developer;
CREATE FUNCTION svc.noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE svc.counters (n integer);
INSERT INTO svc.counters VALUES (0);
GRANT ALL ON svc.counters TO developer;
SET ROLE developer;
CREATE TYPE svc.e1 AS ENUM ('x', 'y');
CREATE DOMAIN svc.d1 AS text;
CREATE TABLE svc.t1 (id integer PRIMARY KEY, a integer, b text);
CREATE TABLE svc.t2 (id integer PRIMARY KEY, a integer REFERENCES svc.t1, b text);
CREATE TABLE svc.parts (id integer NOT NULL, a integer, b text) PARTITION BY LIST (id);
CREATE TABLE svc.p1 PARTITION OF svc.parts FOR VALUES IN (1);
CREATE INDEX i1 ON svc.t1 (a);
INSERT INTO svc.t1 VALUES (1, 1, 'b');
INSERT INTO svc.t2 VALUES (1, 1, 'b');
INSERT INTO svc.parts VALUES (1, 1, 'b');
CREATE VIEW svc.v1 AS SELECT a FROM svc.t1;
RESET ROLE;
"""
GUARD_SETUP = """
SET mana_guard.enabled = off;
DELETE FROM mana_guard.policy;
DELETE FROM mana_guard.exemptions;
DELETE FROM mana_guard.deprecations;
"""
# Nothing is refused: with every rule on, or with those that are on by default, which leaves out readings that come before theirs.
POLICIES = [
    "SELECT mana_guard.set_rule('*', 'log'), mana_guard.set_rule('MG301', 'warn'); ALTER DATABASE postgres RESET mana_guard.max_severity;",
    "ALTER DATABASE postgres SET mana_guard.max_severity = 'warn';",
]
