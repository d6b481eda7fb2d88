#!/usr/bin/python3
"""The DDL fuzzer: what the guard says of random statements that make, change, rename, move and drop, against the oracle.

fuzz.py STATEMENTS [SEED] [--epoch N] [--every N]     the server, with every rule at log: PGHOST, PGPORT, PGUSER; tests/oracle/fuzz makes one
"""

import argparse
import collections
import pathlib
import re
import sys
import time
from typing import NamedTuple

import psycopg2

from fuzz_statements import SETUP, STANDING, Speaker

HERE = pathlib.Path(__file__).parent
EPOCH = 1000  # statements, on a database of their own: what is found is made again by these
PATIENCE = 60  # seconds, to find the fewest statements
FEW = 40  # more units than these aren't shown
SHOWN = 8  # faults that are made small and shown

# The rules that the audit alone asks, or that judge a command, and those of which it depends on more than the object what they say: compare.sql.
NOT_TOLD = re.compile(r"MG(106|107|109|402|414|417|510|520|6..|7..|804|812|218|221)$")

# What comes to an object by a command about another one, such as a key's target or a view's table, the audit finds, as their pages say.
BY_AUDIT = {"MG108", "MG202", "MG211", "MG407", "MG805"}
# What in a block may be told of at COMMIT, since a foreign key may follow.
WAITING = {"MG202", "MG502"}
# The rules that speak in another's stead, as the pages have it. What they told of held before for that one as well.
SPOKEN_FOR = {"MG202": {"MG201"}, "MG203": {"MG302", "MG304"}, "MG306": {"MG304"}, "MG413": {"MG401", "MG404"}, "MG504": {"MG503"},
              "MG506": {"MG505"}}
# A table with the columns of a partitioned one: until COMMIT it may become its partition, and it is judged then.
LIKELY_PARTITION = re.compile(r"CREATE TABLE (?:IF NOT EXISTS )?(\S+) \(LIKE (\S+) INCLUDING ALL\)$")
# A part is known by its name here, and some values are names, and a rename brings nothing but a bad name.
PART_RENAMED = re.compile(r"ALTER (POLICY|TRIGGER|RULE|INDEX) .* RENAME TO|RENAME CONSTRAINT|(UNIQUE|PRIMARY KEY) USING INDEX")
RENAMED = re.compile(r" RENAME | SET SCHEMA ")

# A finding, by what the ratchet knows it by: the object and its column by themselves, parts by their names.
SNAPSHOT = """
SELECT f.code, f.schema_name, f.object_name, f.column_name, f.message, f.part_name, f.value, o.oid,
       (SELECT attnum FROM pg_attribute WHERE attrelid = o.oid AND attname = f.column_name)
FROM mana_guard.audit() AS f CROSS JOIN LATERAL (SELECT CASE
    WHEN f.object_name IS NULL THEN to_regnamespace(f.identity)::oid
    WHEN f.object_type = 'extension' THEN (SELECT oid FROM pg_extension WHERE extname = f.object_name)
    WHEN f.identity LIKE '%)' THEN to_regprocedure(f.identity)::oid
    WHEN f.code IN ('MG102', 'MG215', 'MG223') THEN to_regtype(f.identity)::oid
    ELSE to_regclass(f.identity)::oid END) AS o (oid)
WHERE NOT f.exempt"""
# What a relation has from a parent: the parent itself, columns, constraints, indexes.
HANDED_DOWN = """
SELECT inhrelid, inhparent::text FROM pg_inherits
UNION ALL SELECT attrelid, 'column ' || attnum FROM pg_attribute WHERE attinhcount > 0 AND attrelid IN (SELECT inhrelid FROM pg_inherits)
UNION ALL SELECT conrelid, 'constraint ' || conname FROM pg_constraint WHERE coninhcount > 0 OR conparentid <> 0
UNION ALL SELECT indrelid, 'index ' || indexrelid FROM pg_index JOIN pg_inherits ON inhrelid = indexrelid"""
TAKE_LOG = "DELETE FROM mana_guard.log RETURNING code, schema_name, object_name, column_name, message, command_tag = 'COMMIT'"


class Finding(NamedTuple):
    code: str
    place: tuple  # schema, object, column, part
    said: tuple  # code, schema, object, column, message
    key: tuple


class Fault(NamedTuple):
    kind: str
    code: str
    text: str

    @property
    def signature(self):
        return self.kind, self.code


def connect(database):
    connection = psycopg2.connect(dbname=database)
    connection.autocommit = True
    cursor = connection.cursor()
    cursor.execute("SET client_min_messages = error; SET jit = off; SET plan_cache_mode = force_generic_plan")
    return cursor


def rows(cursor, sql):
    cursor.execute(sql)
    return cursor.fetchall()


def said_of(code, schema, name, column, message):
    # Another index over the same columns changes the name that is proposed.
    return code, schema, name, column, message.split(", as ")[0] if code == "MG409" else message


class Oracle:
    """The oracle in a session of its own: read once, its tables filled anew for each question."""

    def __init__(self, database):
        self.cursor = connect(database)
        self.cursor.execute("SET mana_guard.enabled = off")
        whole = (HERE / "oracle.sql").read_text(encoding="utf-8")
        files = re.findall(r"^\\ir (\S+)", whole, re.M)
        sql = "\n".join((HERE / name).read_text(encoding="utf-8") for name in files) + re.sub(r"^\\ir .*", "", whole, flags=re.M)
        self.cursor.execute(sql)
        self.tables = re.findall(r"^CREATE TEMP TABLE (\w+) AS\n(.*?);\n", sql, re.M | re.S)
        self.cursor.execute("PREPARE findings AS SELECT code, schema_name::text, object_name::text, column_name::text, part_name::text FROM findings")
        self.known = {code for (code,) in rows(self.cursor, "SELECT code FROM known JOIN mana_guard.rules USING (code)")}

    def findings(self):
        self.cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        for name, query in self.tables:
            self.cursor.execute(f"DELETE FROM {name}; INSERT INTO {name} {query}")
        found = rows(self.cursor, "EXECUTE findings")
        self.cursor.execute("COMMIT")
        return collections.Counter((code, tuple(place)) for code, *place in found if code in self.known)


class Epoch:
    """One database, and what is said to it."""

    def __init__(self, late, figures):
        admin = connect("postgres")
        admin.execute("DROP DATABASE IF EXISTS fuzzed WITH (FORCE)")
        admin.execute("CREATE DATABASE fuzzed TEMPLATE fuzz_template")
        admin.connection.close()
        self.late, self.figures = late, figures  # late: the rules that are judged at COMMIT
        self.cursor = connect("fuzzed")
        self.oracle = Oracle("fuzzed")
        self.faults = []
        self.current = ""
        rows(self.cursor, TAKE_LOG)
        self.findings, self.parents = self.snapshot()

    def close(self):
        self.oracle.cursor.connection.close()
        self.cursor.connection.close()

    def fault(self, kind, code, text):
        self.faults.append(Fault(kind, code, text))

    def snapshot(self):
        findings = [Finding(code, (schema, name, column, part), said_of(code, schema, name, column, message), (code, oid, number, part, value))
                    for code, schema, name, column, message, part, value, oid, number in rows(self.cursor, SNAPSHOT)]
        parents = collections.defaultdict(set)
        for child, what in rows(self.cursor, HANDED_DOWN):
            parents[child].add(what)
        return findings, parents

    def standing(self):
        standing = collections.defaultdict(list)
        for what, name in rows(self.cursor, STANDING):
            standing[what].append(name)
        return standing

    def told(self):
        told = rows(self.cursor, TAKE_LOG)
        self.figures["told"] += len(told)
        return [(said_of(*one), at_commit) for *one, at_commit in told if not NOT_TOLD.match(one[0])]

    def run(self, unit):
        """Whether anything was done."""
        done = self.figures["done"]
        if unit.begin:
            self.block(unit)
        else:
            for statement in unit.statements:
                self.alone(statement)
        return self.figures["done"] > done

    def execute(self, sql):
        """Whether it was done. What PostgreSQL refuses is part of chance."""
        self.current = sql
        try:
            self.cursor.execute(sql)
            return True
        except psycopg2.Error as error:
            code = error.pgcode or "lost"
            if code == "lost" or code[:2] in ("XX", "MG", "57"):
                self.fault("error", code, f"{code} {error}".strip())
            return False

    def say(self, statement):
        done = self.execute(statement.sql)
        self.figures["statements"] += 1
        self.figures["done"] += done
        self.figures["kinds"][statement.kind, done] += 1
        return done

    def next_transaction(self):
        return rows(self.cursor, "SELECT pg_snapshot_xmax(pg_current_snapshot())")[0]

    def alone(self, statement):
        next_one = self.next_transaction()
        # What has written nothing, such as DROP IF EXISTS of what isn't there, has changed nothing.
        if self.say(statement) and self.next_transaction() != next_one:
            before = self.findings, self.parents
            self.findings, self.parents = self.snapshot()
            told = {said for said, _ in self.told()}
            self.compare(before, told, lambda one: True)

    def block(self, unit):
        """What is judged at once is compared at once, the rest at COMMIT."""
        start = self.findings, self.parents
        came = set()  # the keys of what was new of it after some statement
        awaited = set()  # the OIDs of tables that are judged at COMMIT
        earlier = set()  # what was told before that
        self.execute(unit.begin)
        for statement in unit.statements:
            if unit.savepoints:
                self.execute("SAVEPOINT here")
            if not self.say(statement):
                self.execute("ROLLBACK TO here" if unit.savepoints else "ROLLBACK")
                if unit.savepoints:
                    continue
                self.findings, self.parents = start
                return
            before = self.findings, self.parents
            self.findings, self.parents = self.snapshot()
            awaited |= self.likely_partition(statement.sql)
            told = {said for said, _ in self.told()}
            self.compare(before, told, lambda one: one.code not in self.late, lambda one: one.code not in WAITING and one.key[1] not in awaited)
            earlier |= told
            came |= {one.key for one in self.findings} - {one.key for one in before[0]}
        if self.execute(unit.end) and unit.end == "COMMIT":
            self.current = "; ".join(["BEGIN", *(one.sql for one in unit.statements), "COMMIT"])
            told = {said for said, _ in self.told()}
            self.compare(start, told, lambda one: one.code in self.late or one.code in WAITING or one.key[1] in awaited, lambda one: one.said not in earlier, came)
        else:
            self.execute("ROLLBACK")
            self.findings, self.parents = start

    def likely_partition(self, sql):
        made = LIKELY_PARTITION.match(sql)
        if not made:
            return set()
        return {oid for oid, in rows(self.cursor, f"SELECT to_regclass('{made[1]}')::oid FROM pg_class WHERE oid = to_regclass('{made[2]}') AND relkind = 'p'")}

    def compare(self, before, told, judged, must=lambda one: True, came=frozenset()):
        """What was told with what is new of what is judged now. `must`: whether it has to be told now; `came`: what may be told
        besides, since it came in between."""
        old, old_parents = {one.key for one in before[0]}, before[1]
        spoken = {(one.code, one.key[1]) for one in before[0]}
        places = {one.key[:-1] for one in before[0]}
        relevant = [one for one in self.findings if judged(one) and not NOT_TOLD.match(one.code)]
        new = [one for one in relevant if one.key not in old and must(one)]
        may = {one.said for one in relevant if one.key not in old or one.key in came}
        self.figures["compared"] += 1
        for one in new:
            # A partition that was detached did nothing wrong, nor did a child that inherits no more, or one part less.
            was_let_go = old_parents.get(one.key[1], set()) - self.parents.get(one.key[1], set())
            was_spoken_for = any((code, one.key[1]) in spoken for code in SPOKEN_FOR.get(one.code, ()))
            # What it refers to was renamed: the value says the new name.
            was_renamed = one.key[:-1] in places
            is_anothers = one.place[1] and ".".join(one.place[:2]) not in self.current and (one.code in BY_AUDIT or was_renamed)
            is_new_name = not one.code.startswith("MG4") and (
                (one.place[3] and PART_RENAMED.search(self.current)) or (was_renamed and RENAMED.search(self.current)))
            if one.said not in told and not (was_let_go or was_spoken_for or is_anothers or is_new_name):
                self.fault("not told", one.code, f"{one.said}, by: {self.current}")
        for said in told:
            if said in may:
                continue
            held = any(one.said == said for one in relevant)
            if not held and any(one.said == said for one in self.findings):
                self.fault("told at another moment", said[0], f"{said}, by: {self.current}")
            else:
                self.fault("told, and it " + ("held before" if held else "doesn't hold"), said[0], f"{said}, by: {self.current}")

    def checkpoint(self):
        """The audit with the oracle."""
        audited = collections.Counter((one.code, one.place) for one in self.findings if one.code in self.oracle.known)
        expected = self.oracle.findings()
        self.figures["checkpoints"] += 1
        self.figures["findings"] += sum(audited.values())
        self.figures["codes"].update(code for code, _ in audited)
        for side, more in (("audit only", audited - expected), ("oracle only", expected - audited)):
            for code, place in more:
                self.fault(side, code, ".".join(part for part in place if part))


class Fuzzer:
    def __init__(self, arguments):
        self.arguments = arguments
        self.figures = collections.Counter()
        self.figures["codes"], self.figures["kinds"] = collections.Counter(), collections.Counter()
        self.seen = collections.Counter()
        self.shown = set()
        cursor = connect("postgres")
        cursor.execute("DO $$ BEGIN IF to_regrole('developer') IS NULL THEN CREATE ROLE developer LOGIN; END IF; END $$")
        cursor.execute("DROP DATABASE IF EXISTS fuzz_template")
        cursor.execute("CREATE DATABASE fuzz_template")
        cursor.connection.close()
        cursor = connect("fuzz_template")
        cursor.execute("CREATE EXTENSION mana_guard; SELECT mana_guard.set_rule('*', 'log')")
        cursor.execute(SETUP)
        self.late = {code for (code,) in rows(cursor, "SELECT code FROM mana_guard.rules WHERE timing = 'commit'")}
        cursor.connection.close()

    def replay(self, units, until=None):
        """The faults of these units on a fresh database; stops at the one with this signature."""
        epoch = Epoch(self.late, collections.defaultdict(int, codes=collections.Counter(), kinds=collections.Counter()))
        try:
            for unit in units:
                epoch.run(unit)
                if any(fault.signature == until for fault in epoch.faults):
                    return epoch.faults
            epoch.checkpoint()
            return epoch.faults
        finally:
            epoch.close()

    def smallest(self, units, signature):
        """Leaves out what isn't needed: halves first, then ever smaller pieces, then statements of blocks. Gives up after a while."""
        until = time.monotonic() + PATIENCE

        def fails(candidate):
            return time.monotonic() < until and any(fault.signature == signature for fault in self.replay(candidate, signature))

        if not fails(units):
            return None
        size = (len(units) + 1) // 2
        while size:
            start = 0
            while start < len(units):
                candidate = units[:start] + units[start + size:]
                if candidate and fails(candidate):
                    units = candidate
                else:
                    start += size
            size //= 2
        for number, unit in enumerate(units):
            for statement in list(unit.statements):
                left = unit._replace(statements=[one for one in units[number].statements if one is not statement])
                candidate = units[:number] + [left] + units[number + 1:]
                if unit.begin and left.statements and fails(candidate):
                    units = candidate
        return units

    def show(self, faults, units, last, number):
        """A fault of each kind, with what was said since the last checkpoint, and the fewest statements that show it."""
        first = {}
        for fault in faults:
            self.seen[fault.signature] += 1
            first.setdefault(fault.signature, fault)
        for signature, fault in first.items():
            if signature in self.shown or len(self.shown) >= SHOWN:
                continue
            self.shown.add(signature)
            print(f"not ok: {fault.kind}: {fault.code}: {fault.text}\n    again by: tests/oracle/fuzz {EPOCH} {self.arguments.seed} --epoch {number}")
            small = self.smallest(units, signature)
            is_small = small and len(small) <= FEW
            print("    the fewest statements:" if is_small else "    since the last checkpoint:")
            for unit in small if is_small else units[last:]:
                lines = [unit.begin, *(one.sql for one in unit.statements), unit.end] if unit.begin else [one.sql for one in unit.statements]
                print("\n".join(f"        {line};" for line in lines), flush=True)

    def epoch(self, number, length):
        epoch = Epoch(self.late, self.figures)
        speaker, units, last = Speaker(self.arguments.seed, number), [], 0
        end = self.figures["statements"] + length
        due = self.figures["statements"] + self.arguments.every
        try:
            while self.figures["statements"] < end and not epoch.faults:
                speaker.standing = epoch.standing()
                unit = speaker.unit()
                if epoch.run(unit) or epoch.faults:
                    units.append(unit)
                if self.figures["statements"] >= min(due, end) and not epoch.faults:
                    epoch.checkpoint()
                    if not epoch.faults:
                        last = len(units)
                    due = self.figures["statements"] + self.arguments.every
        finally:
            epoch.close()
        if epoch.faults:
            self.show(epoch.faults, units, last, number)

    def run(self):
        arguments, began, told_at = self.arguments, time.monotonic(), 0
        number = arguments.epoch or 1
        while (left := arguments.statements - self.figures["statements"]) > 0:
            self.epoch(number, min(EPOCH, left))
            number += 1
            now = time.monotonic() - began
            if now - told_at > 20:
                told_at = now
                print(f"{self.figures['statements']} of {arguments.statements} statements, {now:.0f} s, {sum(self.seen.values())} faults",
                      file=sys.stderr, flush=True)
        figures = self.figures
        print(f"seed {arguments.seed}: {figures['statements']} statements, {figures['done']} of them done, in {time.monotonic() - began:.0f} s; "
              f"{figures['told']} findings told, compared {figures['compared']} times; {figures['findings']} findings at {figures['checkpoints']} "
              f"checkpoints, of {len(figures['codes'])} rules")
        for (kind, code), count in self.seen.items():
            print(f"    {code} {kind}: {count}")
        never = {kind for kind, _ in figures["kinds"]} - {kind for kind, done in figures["kinds"] if done}
        if arguments.verbose:
            print("never found:", " ".join(sorted(self.known() - set(figures["codes"]))))
            print("never done:", " ".join(sorted(never)))
        failed = len(self.seen)
        print(f"fuzz: {figures['compared'] + figures['checkpoints']} passed, {failed} failed, 0 skipped")
        return 1 if failed else 0

    def known(self):
        oracle = Oracle("fuzz_template")
        oracle.cursor.connection.close()
        return oracle.known


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("statements", type=int)
    parser.add_argument("seed", type=int, nargs="?", default=int(time.time()) % 100000)
    parser.add_argument("--epoch", type=int)
    parser.add_argument("--every", type=int, default=50)
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}", flush=True)
    return Fuzzer(arguments).run()


if __name__ == "__main__":
    sys.exit(main())
