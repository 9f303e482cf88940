# SPDX-License-Identifier: MIT
"""Chrome traces: what the engine of Chrome's performance panel and speedscope make of them."""

import base64
import json
import re
import unittest

from program import HERE, PACKAGES, SCENARIOS, exported, needs, needs_package, run, tasks_of

MICROSECONDS = 1_000_000


def ended(tasks):
    return [task for task in tasks if task["end"]]


class ChromeTraceEngine(unittest.TestCase):
    """Every scenario of the gallery: each task and state is a slice there as long as it is here."""

    def test_shows_each_task_that_ended_with_its_times(self):
        for scenario in SCENARIOS:
            with self.subTest(scenario):
                slices = {slice["name"]: slice for slice in self.shown(scenario)["slices"]}
                for task in ended(tasks_of(exported(scenario))):
                    slice = slices[f"{task['template']} #{task['task']}"]
                    begin, end = (float(task[key]) * MICROSECONDS for key in ("created", "end"))
                    self.assertAlmostEqual(slice["begin"], begin, delta=0.01)
                    self.assertAlmostEqual(slice["duration"], end - begin, delta=0.01)

    def test_shows_how_long_each_task_waited_and_worked(self):
        for scenario in SCENARIOS:
            with self.subTest(scenario):
                shown = {}
                for slice in self.shown(scenario)["slices"]:
                    state = slice["name"].partition(":")[0]
                    key = (str(slice["id"]), "working" if state == "blocking" else state)
                    shown[key] = shown.get(key, 0) + slice["duration"]
                for task in ended(tasks_of(exported(scenario))):
                    for state in ("waiting", "working"):
                        self.assertAlmostEqual(shown.get((task["task"], state), 0),
                                               float(task[state]) * MICROSECONDS, delta=0.1)

    def test_shows_each_hand_over_on_the_threads_of_its_resource(self):
        # As slices. It keeps one slice of a flow for a moment, and so draws no arrow that takes none.
        threads = {each["name"]: each["slices"] for each in self.shown("semaphore")["threads"]}
        given, taken = threads["gpu: given"], threads["gpu: taken"]
        self.assertEqual(len(given), hand_overs("semaphore"))
        self.assertEqual(len(taken), hand_overs("semaphore"))
        self.assertGreater(len(given), 0)
        for giver, taker in zip(given, taken):
            self.assertRegex(giver, r"^given by infer #\d+$")
            self.assertRegex(taker, r"^taken by infer #\d+$")

    def shown(self, scenario):
        needs_package("@paulirish/trace_engine")
        return json.loads(run(needs("node"), HERE / "traceengine.mjs", PACKAGES,
                              exported(scenario)("trace.json")))


def hand_overs(scenario):
    """How many slots went from one hand to another, as the trace itself says."""
    events = json.loads(exported(scenario)("trace.json").read_text())["traceEvents"]
    return sum(event["ph"] == "s" for event in events)


class Speedscope(unittest.TestCase):
    """In a browser without a window, as its own command line opens it in one with a window."""

    def test_opens_the_trace_and_shows_the_loop_as_long_as_the_run(self):
        browser = needs("chromium")
        page = needs_package("speedscope") / "dist" / "release" / "index.html"
        trace = exported("semaphore")("trace.json")
        content = base64.b64encode(trace.read_bytes()).decode()
        script = trace.with_suffix(".js")
        script.write_text(f"speedscope.loadFileFromBase64({json.dumps(trace.name)}, "
                          f"{json.dumps(content)})")
        document = run(browser, "--headless", "--no-sandbox", "--disable-gpu",
                       f"--user-data-dir={trace.parent / 'browser'}",
                       "--allow-file-access-from-files", "--virtual-time-budget=10000",
                       "--dump-dom", f"{page.as_uri()}#localProfilePath={script}").decode()
        words = [word for word in re.sub(r"<[^>]*>", "\n", document).splitlines() if word.strip()]
        self.assertIn("event loop (pid 1, tid 1)", words)
        total = max(float(task["end"]) for task in tasks_of(exported("semaphore")))
        self.assertIn(f"{total:.2f}s", words)
        self.assertIn("gpu: given (pid 1, tid 2)", words)


if __name__ == "__main__":
    unittest.main()
