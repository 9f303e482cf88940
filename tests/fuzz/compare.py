#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares this engine with asyncio on scenarios that are made at random.

Every case is run twice, at one go and paced with pauses, and both logs must be those of asyncio,
loop iterations included. Half of the cases have parameters, steps that block, and interventions.
The first difference is shown with the smallest scenario that still has one.

Exit status: 0 no difference, 1 a difference, 77 skipped.
"""

import argparse
import json
import multiprocessing
import os
import random
import sys
import time

import oracle
from engine import Engine
from shrink import shrink
from sidebyside import side_by_side

SKIPPED = 77
CHUNK = 100  # cases of one process: the reference never frees what it ran


class Comparison:
    """asyncio and this engine, ready to be asked."""

    def __init__(self, command):
        self._oracle = oracle.Oracle()
        self.engine = Engine(command)

    def case(self, number):
        return self._oracle.case(number)

    def difference(self, case, pace):
        """None, or (kind, the lines of asyncio, what the engine gave: lines or a message)."""
        wanted = self._oracle.log(case)
        if wanted is None:
            return None
        for each in (None, pace):
            kind, had = self.engine.log(case, each)
            if kind != "log" or had != wanted:
                if kind == "log" and each is not None:
                    kind = "paced log"
                return kind, wanted, had
        return None


def compare_chunk(job):
    """(number of the first case that differs or None, exit status of the engine)"""
    command, numbers = job
    comparison = Comparison(command)
    for number in numbers:
        if comparison.difference(comparison.case(number), number):
            return number, 0
    return None, comparison.engine.close()


def explain(command, number):
    """The first difference of a case that has one, as small as it gets."""
    comparison = Comparison(command)
    case = comparison.case(number)
    kind, _, first = comparison.difference(case, number)
    print(f"{case.name}: {describe(kind)}. Looking for the smallest scenario that shows it …")

    def still_shows(candidate):
        found = comparison.difference(candidate, number)
        if found is None or found[0] != kind:
            return False
        # What is left out may be a reason of its own to refuse it.
        return kind != "refused" or without_place(found[2]) == without_place(first)

    case = shrink(case, still_shows)
    _, wanted, had = comparison.difference(case, number)
    print(json.dumps(case.scenario, indent=1))
    if case.interventions:
        print("interventions:", json.dumps(case.interventions))
    if case.values:
        print("values:", json.dumps(case.values))
    print(side_by_side(wanted, had) if isinstance(had, list) else had)
    print(f"Again with: tests/run --fuzz 1 {number}")


def without_place(message):
    return message.partition(": ")[2]


def describe(kind):
    return {
        "log": "the logs differ",
        "paced log": "the log of a run that is paced differs",
        "refused": "asyncio runs it, and this engine refuses it",
        "died": "this engine dies of it",
    }[kind]


def compare(command, first, count, jobs):
    """Whether there is no difference. The command starts logserver."""
    print(f"Comparing {count} cases with asyncio, from number {first} on", flush=True)
    begin, done, is_leaking = time.monotonic(), 0, False
    end = first + count
    chunks = [range(at, min(at + CHUNK, end)) for at in range(first, end, CHUNK)]
    with multiprocessing.get_context("fork").Pool(jobs, maxtasksperchild=1) as pool:
        results = pool.imap(compare_chunk, [(command, chunk) for chunk in chunks], chunksize=1)
        for chunk, (number, status) in zip(chunks, results):
            if number is not None:
                pool.terminate()
                explain(command, number)
                return False
            is_leaking |= status != 0
            done += len(chunk)
            if sys.stderr.isatty():
                print(f"\r{done} of {count}", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
    print(f"{done} cases, 0 differences, {time.monotonic() - begin:.0f} s")
    if is_leaking:
        print("but the program under test ended with an error, see above")
    return not is_leaking


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--program", required=True, help="logserver")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("count", type=int, help="how many cases")
    parser.add_argument("first", type=int, nargs="?", help="number of the first; otherwise any")
    args = parser.parse_args()
    if sys.version_info < (3, 11):
        print("SKIPPED: asyncio is compared with under Python 3.11 or newer")
        return SKIPPED
    if oracle.folder() is None:
        print("SKIPPED: AWAITSCOPE_REFERENCE does not name the folder with reference.py")
        return SKIPPED
    first = args.first if args.first is not None else random.SystemRandom().randrange(10**9)
    is_same = compare([args.program], first, args.count, args.jobs)
    sys.stdout.flush()
    # Without finalising the coroutines that the reference has left suspended.
    os._exit(0 if is_same else 1)


if __name__ == "__main__":
    sys.exit(main())
