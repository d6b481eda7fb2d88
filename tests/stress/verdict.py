#!/usr/bin/python3
"""Compares the passes: what the guarded servers answered with what PostgreSQL alone did. The last line holds the totals.

verdict.py FOLDER     with NAME.json and NAME.log of created, preloaded, plain-created, plain-preloaded
"""

import collections
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
CRASH = r"was terminated by signal|PANIC:  |TRAP: |server process .* exited with exit code"
LEAK = (r"reference leak|resource was not closed"
        r"|WARNING:  .*(leak|not closed|still referenced|not freed|left non-empty|while in .* state)")
FAILED_PROCESS = re.compile(r"Failed process was running: (.*)")


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def that(self, name, holds, details=()):
        if holds:
            self.passed += 1
            return
        self.failed += 1
        print(f"not ok: {name}")
        for line in details:
            print(f"    {line}")


class Pass:
    def __init__(self, folder, name):
        path = folder / f"{name}.json"
        self.name = name
        self.result = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
        log = folder / f"{name}.log"
        self.log = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
        if self.result:
            self.outcomes = {(kind, code): count for kind, code, count in self.result["outcomes"]}
            self.statements = sum(self.outcomes.values())
            self.errors = collections.Counter()
            for (_, code), count in self.outcomes.items():
                if code != "00000":
                    self.errors[code] += count

    def lines(self, pattern):
        return [line for line in self.log if re.search(pattern, line)]


def allowed_patterns():
    lines = (HERE / "allowed").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def sane(checks, one):
    """What must hold with the guard and without."""
    result = one.result
    crashes = one.lines(CRASH)
    running = collections.Counter(found[1][:150] for line in one.log if (found := FAILED_PROCESS.search(line)))
    checks.that(f"{one.name}: no server process died, {len(crashes)} did", not crashes and not running,
                [f"{count} x {statement}" for statement, count in running.most_common(20)] + crashes[:3])
    checks.that(f"{one.name}: no session was lost, {result['lost']} were", result["lost"] == 0)
    leaks = one.lines(LEAK)
    checks.that(f"{one.name}: nothing leaked", not leaks, leaks[:10])
    for broken in result["broken"]:
        checks.that(f"{one.name}: a session is sound at its end", False, [broken])
    checks.passed += result["sessions"] - len(result["broken"])
    waits = len(one.lines(r"LOG:  process \d+ acquired .* after"))
    checks.that(f"{one.name}: sessions waited for one another, {waits} times", waits > 10)
    print(f"{one.name}: seeds {result['seeds'][0]} to {result['seeds'][-1]}, {result['sessions']} sessions, {one.statements} statements, "
          f"{sum(one.errors.values())} errors, {waits} waits for locks, {len(crashes)} crashes, {result['lost']} sessions lost, "
          f"{sum(count for text, count in result['internal'].items() if text[:2] == 'XX')} internal errors")


def compare(checks, one, plain_codes, internal):
    result = one.result
    for text, count in sorted(result["internal"].items()):
        if text.startswith("XX"):
            checks.that(f"{one.name}: an internal error, {count} times: {text}", is_known(text, internal))
    for code in sorted(one.errors):
        if not code.startswith("XX"):
            known = code in plain_codes or code in allowed_patterns()
            checks.that(f"{one.name}: PostgreSQL alone gives no {code}, here it came {one.errors[code]} times", known, [result["examples"].get(code, "")])
    told = one.lines("MG901")
    checks.that(f"{one.name}: the guard could always judge", not told, told[:10])
    checks.that(f"{one.name}: the guard found something, {result['logged']} rows", result["logged"] > 0)


def is_known(text, internal):
    """Where two statements were sent at once either may have failed."""
    message, _, kinds = text.partition(", at: ")
    return any(one in internal or any(re.search(pattern, one) for pattern in allowed_patterns())
               for one in [text, *(f"{message}, at: {kind}" for kind in kinds.split("; "))])


def show_faults(one, internal):
    for fault in one.result["faults"]:
        if not is_known(fault["key"], internal):
            print(f"\n{one.name}: {fault['session']}: {fault['what']}\n  the last statements of each session:")
            for session, last in fault["last"].items():
                print(f"  {session}")
                for when, sql, outcome in last:
                    print(f"    {when} {sql[:200]} -- {outcome}")


def main():
    folder = pathlib.Path(sys.argv[1])
    checks = Checks()
    plain = [Pass(folder, "plain-created"), Pass(folder, "plain-preloaded")]
    guarded = [Pass(folder, "created"), Pass(folder, "preloaded")]
    for one in plain + guarded:
        checks.that(f"{one.name}: the pass ran to its end", one.result is not None)
    if checks.failed:
        print(f"stress: {checks.passed} passed, {checks.failed} failed, 0 skipped")
        return 1

    for one in plain + guarded:
        sane(checks, one)
    codes = {code for one in plain for code in one.errors}
    internal = {text for one in plain for text in one.result["internal"]}
    print(f"PostgreSQL alone: {len(codes)} SQLSTATEs: {' '.join(sorted(codes))}; internal: {'; '.join(sorted(internal)) or 'none'}")
    for one in guarded:
        compare(checks, one, codes, internal)
    # A statement that never succeeds tests nothing.
    for kind in plain[0].result["kinds"]:
        done = [sum(one.outcomes.get((kind, "00000"), 0) for one in side) for side in (guarded, plain)]
        checks.that(f"{kind}: succeeded, with the guard {done[0]} times, without {done[1]}", sum(done))
    for one in plain + guarded:
        show_faults(one, internal)
    print(f"stress: {checks.passed} passed, {checks.failed} failed, 0 skipped")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
