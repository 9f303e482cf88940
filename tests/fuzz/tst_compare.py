#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Sees that compare.py finds what is wrong, with a program in between that lies.

    tst_compare.py LOGSERVER
"""

import contextlib
import io
import os
import subprocess
import sys
import unittest

import compare
import oracle

LOGSERVER = ""


def lie(kind, logserver):
    """Passes requests and answers on, and is wrong about cases with a gather."""
    # pylint: disable=consider-using-with  # it ends with its standard input
    honest = subprocess.Popen([logserver], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    for request in sys.stdin.buffer:
        if kind == "dies" and b"gather" in request:
            os._exit(3)
        honest.stdin.write(request)
        honest.stdin.flush()
        answer, size = honest.stdout.readline().split()
        text = honest.stdout.read(int(size))
        if kind == "refuses" and b"gather" in request:
            answer, text = b"error", b"1:1: I won't"
        if kind == "is wrong" or kind == "is wrong when paced" and b'"pace"' in request:
            text = text.replace(b'"resumed","what":"gather"', b'"resumed","what":"rather"')
        sys.stdout.buffer.write(b"%s %d\n%s" % (answer, len(text), text))
        sys.stdout.flush()
    os._exit(4 if kind == "leaks" else 0)


class TestCompare(unittest.TestCase):
    """Case 0 and case 1 have a gather."""

    def compare(self, kind):
        """What is printed about a program that lies."""
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            is_same = compare.compare([sys.executable, __file__, LOGSERVER, kind], 0, 2, 1)
        self.assertFalse(is_same)
        return printed.getvalue()

    def smallest_with_gather(self, printed):
        self.assertIn('"gather": [', printed)
        self.assertIn("Again with: tests/run --fuzz 1 0", printed)
        self.assertLess(printed.count("\n"), 40, printed)

    def test_shows_the_smallest_scenario_beside_each_other(self):
        printed = self.compare("is wrong")
        self.smallest_with_gather(printed)
        marked = [line for line in printed.splitlines() if line.startswith(">")]
        self.assertEqual(len(marked), 1)
        self.assertRegex(marked[0], 'resumed what="gather".* resumed what="rather"')

    def test_shows_what_is_wrong_only_when_it_is_paced(self):
        printed = self.compare("is wrong when paced")
        self.assertIn("the log of a run that is paced differs", printed)
        self.smallest_with_gather(printed)

    def test_shows_what_the_engine_dies_of(self):
        printed = self.compare("dies")
        self.assertIn("exit status 3", printed)
        self.smallest_with_gather(printed)

    def test_shows_what_the_engine_refuses(self):
        printed = self.compare("refuses")
        self.assertIn("I won't", printed)
        self.smallest_with_gather(printed)

    def test_the_cases_are_not_all_the_same(self):
        asyncio = oracle.Oracle()
        cases = [asyncio.case(number) for number in range(40)]
        self.assertGreater(sum(1 for case in cases if case.interventions), 15)
        self.assertGreater(sum(1 for case in cases if case.values), 5)
        self.assertEqual(len({str(case.scenario) for case in cases}), 40)

    def test_an_honest_program_has_no_difference(self):
        with contextlib.redirect_stdout(io.StringIO()):
            self.assertTrue(compare.compare([LOGSERVER], 0, 20, 1))

    def test_a_program_that_ends_with_an_error_is_reported(self):
        self.assertIn("ended with an error", self.compare("leaks"))


if __name__ == "__main__":
    LOGSERVER = sys.argv[1]
    if len(sys.argv) > 2:
        lie(sys.argv[2], LOGSERVER)
    elif oracle.folder() is None:
        print("SKIPPED: AWAITSCOPE_REFERENCE does not name the folder with reference.py")
        sys.exit(compare.SKIPPED)
    else:
        outcome = unittest.main(argv=sys.argv[:1], exit=False).result
        sys.stdout.flush()
        os._exit(0 if outcome.wasSuccessful() else 1)
