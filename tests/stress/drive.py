#!/usr/bin/python3
"""One pass: sessions that say random statements to one server. Writes what came of it as JSON.

drive.py --guarded|--plain --name NAME --seconds N --seed N [--sessions N] --out FILE     the server: PGHOST, PGPORT, PGDATABASE
"""

import argparse
import collections
import json
import random
import re
import sys
import threading
import time

import psycopg2

from statements import GUARD_SETUP, NAMES, POLICIES, SETUP, Speaker, Statement

# The connection is gone by the administrator's command, or a crash of another backend.
GONE = ("57P01", "57P02", "57P03")
SHOWN = 3  # of each kind of fault, with the last statements of all sessions


def connect(name, user):
    """A session; waits for a server that is starting again."""
    until = time.monotonic() + 60
    while True:
        try:
            connection = psycopg2.connect(user=user, application_name=name)
            connection.autocommit = True
            return connection
        except psycopg2.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def normal(message):
    """A message without what is another each time."""
    return re.sub(r'"[^"]*"', '"…"', re.sub(r"\d+", "N", message.split("\n")[0]))


def internal_key(code, message, statement):
    return f"{code} {normal(message)}, at: {statement.kind}"


class Record:
    """What came of it, of all sessions."""

    def __init__(self):
        self.lock = threading.Lock()
        self.outcomes = collections.Counter()  # (kind, SQLSTATE)
        self.internal = collections.Counter()
        self.examples = {}  # of a SQLSTATE: a statement and its message
        self.faults = []
        self.broken = []
        self.lost = self.ended = 0
        self.sessions = []

    def add(self, statement, code, message):
        with self.lock:
            self.outcomes[statement.kind, code] += 1
            if code != "00000":
                self.examples.setdefault(code, f"{message}: {statement.sql}")
            if code[:2] == "XX" or code[:2] == "MG":
                self.internal[internal_key(code, message, statement)] += 1

    def fault(self, what, session, key):
        """Keeps what all sessions have said last."""
        with self.lock:
            if sum(one["key"] == key for one in self.faults) < SHOWN:
                last = {one.name: list(one.last) for one in self.sessions}
                self.faults.append({"key": key, "what": what, "session": session.name, "last": last})


class Session(threading.Thread):
    def __init__(self, record, seed, number, guarded, until):
        super().__init__(name=f"seed {seed} session {number}", daemon=True)
        self.record, self.until, self.guarded = record, until, guarded
        self.user = "developer" if number % 3 == 2 else "postgres"
        self.speaker = Speaker(seed, number, guarded)
        self.last = collections.deque(maxlen=6)
        self.connection = connect(self.name, self.user)

    def run(self):
        while time.monotonic() < self.until:
            unit = self.speaker.unit()
            if unit.begin:
                self.block(unit)
            else:
                for statement in unit.statements:
                    self.say(statement)
        self.say(Statement("", "ROLLBACK"))

    def block(self, unit):
        if self.say(Statement("", unit.begin)) is not True:
            return
        for statement in unit.statements:
            if unit.savepoints:
                self.say(Statement("", "SAVEPOINT here"))
            said = self.say(statement)
            if said is None:
                return
            if not said and unit.savepoints:
                self.say(Statement("", "ROLLBACK TO here"))
            elif not said:
                break
        if self.say(Statement("end of transaction", unit.end)) is False:
            self.say(Statement("", "ROLLBACK"))

    def say(self, statement):
        """True: done; False: an error; None: the session was lost."""
        entry = [time.strftime("%H:%M:%S"), statement.sql, "is running"]
        self.last.append(entry)
        try:
            with self.connection.cursor() as cursor:
                cursor.execute(statement.sql)
            entry[2] = "done"
            if statement.kind:
                self.record.add(statement, "00000", "")
            return True
        except psycopg2.Error as error:
            code = error.pgcode or "lost"
            message = str(error).strip()
            entry[2] = f"{code} {message}".split("\n")[0]
            if self.connection.closed or code in GONE:
                self.was_lost(statement, code)
                return None
            self.record.add(statement, code, message)
            if code[:2] == "XX" or code[:2] == "MG":
                self.record.fault(f"{code} {message}: {statement.sql}", self, internal_key(code, message, statement))
            return False

    def was_lost(self, statement, code):
        with self.record.lock:
            self.record.lost += 1
        # The others are told by the server that they go; this one is whose process died.
        if code == "lost":
            self.record.fault(f"lost session: {statement.sql}", self, "lost")
        self.connection.close()
        self.connection = connect(self.name, self.user)

    def check(self):
        """Whether the session still answers and does DDL."""
        self.record.ended += 1
        try:
            with self.connection.cursor() as cursor:
                cursor.execute("SELECT 1")
                assert cursor.fetchone() == (1,), "SELECT 1 gives something else"
                # A table of its own kind in a schema that no random statement knows.
                cursor.execute("CREATE TABLE sound.sound (id integer)")
                cursor.execute("DROP TABLE sound.sound")
        except (psycopg2.Error, AssertionError) as error:
            self.record.broken.append(f"{self.name}: {str(error).strip()}; last: {list(self.last)[-2:]}")
        self.connection.close()


def admin(sql):
    connection = connect("setup", "postgres")
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else None
    finally:
        connection.close()


def one_round(record, arguments, seed, seconds):
    count = arguments.sessions or random.Random(seed).randint(2, 8)
    if arguments.guarded:
        admin(GUARD_SETUP + POLICIES[seed % 2])
    admin(SETUP)
    until = time.monotonic() + seconds
    record.sessions = [Session(record, seed, number, arguments.guarded, until) for number in range(count)]
    print(f"{arguments.name}: seed {seed}, {count} sessions", file=sys.stderr, flush=True)
    for session in record.sessions:
        session.start()
    for session in record.sessions:
        # A statement ends by its timeout.
        session.join(seconds + 120)
        if session.is_alive():
            record.broken.append(f"{session.name}: hangs in {list(session.last)[-1:]}")
    for session in record.sessions:
        if not session.is_alive():
            session.check()
    if arguments.guarded:
        return admin("SELECT count(*) FROM mana_guard.log")[0][0]
    return 0


def main():
    parser = argparse.ArgumentParser()
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("--guarded", action="store_true")
    group.add_argument("--plain", dest="guarded", action="store_false")
    parser.add_argument("--name", required=True)
    parser.add_argument("--seconds", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--sessions", type=int)
    parser.add_argument("--out", required=True)
    arguments = parser.parse_args()

    admin("DO $$ BEGIN IF to_regrole('developer') IS NULL THEN CREATE ROLE developer LOGIN; END IF; END $$;"
          " CREATE SCHEMA sound; GRANT ALL ON SCHEMA sound TO developer;"
          " DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO developer', current_database()); END $$")
    record = Record()
    length = max(5, min(60, arguments.seconds // 6))
    end = time.monotonic() + arguments.seconds
    seed, seeds, logged = arguments.seed, [], 0
    while (left := end - time.monotonic()) > 2:
        logged = one_round(record, arguments, seed, min(length, left))
        seeds.append(seed)
        seed += 1
    with open(arguments.out, "w", encoding="utf-8") as out:
        json.dump({
            "name": arguments.name, "guarded": arguments.guarded, "seeds": seeds, "kinds": NAMES,
            "outcomes": [[*key, count] for key, count in record.outcomes.items()],
            "internal": record.internal, "examples": record.examples, "faults": record.faults, "broken": record.broken,
            "lost": record.lost, "sessions": record.ended, "logged": logged,
        }, out)


if __name__ == "__main__":
    main()
