# SPDX-License-Identifier: MIT
"""Tables, recordings and programs: sqlite3 and Python read what was written."""

import csv
import json
import re
import unittest

from program import SCENARIOS, TOP, exported, needs, run, tasks_of


def query(*words):
    """The lines that sqlite3 prints."""
    return run(needs("sqlite3"), *words).decode().splitlines()


class Tables(unittest.TestCase):
    """Every scenario of the gallery."""

    def test_sqlite_imports_both_tables_as_python_reads_them(self):
        for scenario in SCENARIOS:
            for table in ("tasks.csv", "events.csv"):
                with self.subTest(scenario, table=table):
                    file = exported(scenario)(table)
                    imported = query("-json", ":memory:", f".import --csv {file} t",
                                     "SELECT * FROM t")
                    with open(file, encoding="utf-8", newline="") as lines:
                        rows = list(csv.DictReader(lines))
                    self.assertEqual(json.loads("".join(imported)), rows)
                    self.assertTrue(rows)

    def test_a_recording_holds_the_tasks_of_the_table(self):
        for scenario in SCENARIOS:
            with self.subTest(scenario):
                recording = exported(scenario)("awaitscope")
                self.assertEqual(query(recording, "PRAGMA integrity_check"), ["ok"])
                rows = query("-separator", ",", recording,
                             "SELECT id, path, outcome, error FROM tasks ORDER BY id")
                self.assertEqual(rows, [
                    ",".join(task[key] for key in ("task", "path", "outcome", "error"))
                    for task in tasks_of(exported(scenario))
                ])

    def test_the_queries_of_the_readme_have_answers(self):
        readme = (TOP / "README.md").read_text(encoding="utf-8")
        queries = re.search(r"```sql\n(.*?)```", readme, re.DOTALL).group(1)
        statements = [each for each in queries.split(";") if each.strip()]
        self.assertEqual(len(statements), 3)
        for statement in statements:
            with self.subTest(statement):
                # After an option, since it begins with a comment: --
                self.assertTrue(query("-batch", "-cmd", statement + ";",
                                      exported("semaphore")("awaitscope"), ".quit"))

    def test_python_compiles_the_program_of_each_scenario(self):
        for scenario in SCENARIOS:
            with self.subTest(scenario):
                source = exported(scenario)("py").read_text(encoding="utf-8")
                compile(source, f"{scenario}.py", "exec")


if __name__ == "__main__":
    unittest.main()
