#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs every benchmark, three times over, and writes the medians as one table.

    measure.py --bin FOLDER --out FOLDER [--rounds N] [--only WORD]...

FOLDER/bench.md and FOLDER/bench.json. What is compared with a peer is measured beside it, in the same
round, as processor time (with the system's), which others on the machine change little. A new process
finds memory that a virtual machine may have to get from its host first, which then takes longer than
the work: each program is run five times in a row (asyncio, for which that matters less, twice; the timeline three times),
and the least time counts, since whatever disturbs only adds to it. --only: the rows whose name begins
with one of the words. Exit status 1 if a target is missed.
"""

import argparse
import contextlib
import datetime
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # nothing appears in the folder of the sources
from figures import FIGURES  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parents[1]

# Units of work: those of the table, and two sizes whose difference in instructions is that of the
# work alone.
UNITS = {"W1": 1_000_000, "W2": 1_000_000, "W3": 1_000_000, "W4": 100_000}
COUNTED = {"W1": (20_000, 60_000), "W2": (20_000, 60_000), "W3": (20_000, 60_000),
           "W4": (2_000, 6_000)}
FLAT = (1_000, 10_000, 100_000, 1_000_000)


def lines_of(command, **options):
    """What a program prints, as JSON, line by line."""
    done = subprocess.run([str(word) for word in command], check=True, stdout=subprocess.PIPE,
                          text=True, **options)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


@contextlib.contextmanager
def display():
    """An environment with a display of its own, so that no window appears on the user's."""
    read, write = os.pipe()
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0",
                                   "1920x1080x24", "-nolisten", "tcp"],
                                  pass_fds=[write], stdout=log, stderr=log)
        os.close(write)
        manager = None
        try:
            with os.fdopen(read) as number:
                env = {**os.environ, "DISPLAY": f":{number.readline().strip()}",
                       "QT_QPA_PLATFORM": "xcb"}
            manager = subprocess.Popen(["openbox"], env=env, stdout=log, stderr=log)
            yield env
        finally:
            for process in filter(None, (manager, server)):
                process.terminate()
                process.wait()


class Round:
    """One round of everything: figures by name."""

    def __init__(self, programs, wanted):
        self.programs = programs
        self.wanted = wanted
        self.figures = {}

    def measure(self):
        for work in UNITS:
            if self.wanted(work):
                self.measure_work(work)
            if self.wanted(f"{work} instructions"):
                self.count_instructions(work)
        if self.wanted("W1 flat"):
            self.measure_flatness()
        if self.wanted("W5"):
            self.measure_scenario()
        for word, program in (("Timeline", "awaitscope_timelinebench"),
                              ("Table", "awaitscope_tablebench"),
                              ("Window", "awaitscope_windowbench")):
            path = self.programs / program
            if self.wanted(word):
                with display() if word == "Window" else contextlib.nullcontext(os.environ) as env:
                    self.measure_frames(path, env, times=3 if word == "Timeline" else 1)
        return self.figures

    def measure_frames(self, path, env, times):
        """Of times the least in a row, as with the others; of ratios the median."""
        values = {}
        for _ in range(times):
            for line in lines_of([path], env=env):
                values.setdefault(line["figure"], []).append(line["value"])
        units = {figure.name: figure.unit for figure in FIGURES}
        for name, each in values.items():
            self.figures[name] = min(each) if units[name] == "ms" else statistics.median(each)

    @staticmethod
    def in_a_row(measure, times=5):
        """The lines of so many new processes, of each the one with the least time."""
        runs = [measure() for _ in range(times)]
        return [min(lines, key=lambda line: line["seconds"]) for lines in zip(*runs)]

    def engine(self, work, units, rounds=1):
        return lines_of([self.programs / "awaitscope_bench", work, units, rounds])

    def asio(self, work, units):
        program = self.programs / "awaitscope_asiobench"
        return self.in_a_row(lambda: lines_of([program, work, units]))[0]

    def asyncio(self, work, units):
        command = [sys.executable, HERE / "asynciobench.py", work, units]
        return self.in_a_row(lambda: lines_of(command), times=2)[0]

    def measure_work(self, work):
        units = UNITS[work]
        cold, warm = self.in_a_row(lambda: self.engine(work, units, 2))
        asio = self.asio(work, units)
        asyncio = self.asyncio(work, units)
        self.figures[f"{work} units/s"] = units / cold["seconds"]
        self.figures[f"{work} asyncio units/s"] = units / asyncio["seconds"]
        self.figures[f"{work} Asio units/s"] = units / asio["seconds"]
        self.figures[f"{work} x asyncio"] = asyncio["seconds"] / cold["seconds"]
        self.figures[f"{work} x Asio"] = asio["seconds"] / cold["seconds"]
        if work == "W4":
            self.figures["W4 Asio, bare timer"] = units / self.asio("W4bare", units)["seconds"]
        if work == "W1":
            self.figures["W1w units/s"] = units / warm["seconds"]
            self.figures["W1w x asyncio"] = asyncio["seconds"] / warm["seconds"]
            self.figures["W1 peak"] = cold["peak"] / 1e6
            self.figures["W1 asyncio peak"] = asyncio["peak"] / 1e6
            self.figures["W1 Asio peak"] = asio["peak"] / 1e6
            self.figures["W1 bytes an event"] = cold["eventBytes"] / cold["events"]
            self.figures["W1 index bytes an event"] = cold["indexBytes"] / cold["events"]

    def count_instructions(self, work):
        few, many = COUNTED[work]
        counts = [self.instructions(work, units) for units in (few, many)]
        self.figures[f"{work} instructions"] = (counts[1] - counts[0]) / (many - few)

    def instructions(self, work, units):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out",
                 str(self.programs / "awaitscope_bench"), work, str(units)],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        return int(re.search(r"Collected : (\d+)", done.stderr).group(1))

    def measure_flatness(self):
        """The first round of a process pays for its start: the others count, which are as many as
        make a million tasks, but three at least."""
        costs = []
        for units in FLAT:
            rounds = self.engine("W1", units, 1 + max(3, FLAT[-1] // units // 4))[1:]
            costs.append(statistics.median(r["seconds"] for r in rounds) / units)
        self.figures["W1 flat"] = max(costs) / min(costs)

    def measure_scenario(self):
        """W1 as a file, run by the program, with a table as its outcome."""
        units = UNITS["W1"]
        if "W1 asyncio units/s" not in self.figures:
            self.figures["W1 asyncio units/s"] = units / self.asyncio("W1", units)["seconds"]
        seconds = self.in_a_row(lambda: [self.scenario_once(units)])[0]["seconds"]
        self.figures["W5 units/s"] = units / seconds
        self.figures["W5 x asyncio"] = units / seconds / self.figures["W1 asyncio units/s"]

    def scenario_once(self, units):
        with tempfile.TemporaryDirectory() as folder:
            table = pathlib.Path(folder, "w5.tasks.csv")
            begin = os.times()
            subprocess.run([str(self.programs / "awaitscope"), "run", str(HERE / "w5.json"),
                            "-o", str(table)], check=True, stdout=subprocess.DEVNULL)
            end = os.times()
            with table.open(encoding="utf-8") as lines:
                rows = sum(1 for _ in lines) - 1
        if rows != units + 1:  # main is one too
            sys.exit(f"W5: the table has {rows} rows")
        return {"seconds": end.children_user - begin.children_user
                + end.children_system - begin.children_system}


def first_line(command):
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        return done.stdout.splitlines()[0].strip()
    except (OSError, IndexError):
        return "unknown"


def machine():
    """Where and with what this was measured."""
    info = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = re.search(r"model name\s*: (.*)", info)
    memory = re.search(r"MemTotal:\s*(\d+)",
                       pathlib.Path("/proc/meminfo").read_text(encoding="utf-8"))
    version = re.search(r'BOOST_LIB_VERSION "(.*)"',
                        pathlib.Path("/usr/include/boost/version.hpp").read_text(encoding="utf-8"))
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "processor": model.group(1) if model else platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory": f"{int(memory.group(1)) / 1e6:.0f} GB",
        "load": f"{os.getloadavg()[0]:.1f} at the beginning",
        "system": f"{platform.system()} {platform.release()}",
        "compiler": first_line(["c++", "--version"]),
        "Qt": first_line(["pkg-config", "--modversion", "Qt6Core"]),
        "Python": platform.python_version(),
        "Boost": version.group(1).replace("_", ".") if version else "unknown",
        "valgrind": first_line(["valgrind", "--version"]),
        "commit": first_line(["git", "-C", str(TOP), "describe", "--always", "--dirty"]),
    }


def number(value):
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.3g}"


def as_markdown(rows, where):
    lines = ["# Benchmarks", ""]
    lines += [f"- {name}: {value}" for name, value in where.items()]
    lines += ["", "| figure | unit | measured | least to most | target | edge | met |",
              "|---|---|---:|---:|---:|---:|---|"]
    for row in rows:
        target = f"{row['sense']} {number(row['target'])}" if row["target"] is not None else ""
        edge = number(row["edge"]) if row["edge"] is not None else ""
        met = {True: "yes", False: "**no**", None: ""}[row["met"]]
        values = row["values"]
        median = number(row["median"]) if values else "not measured"
        spread = f"{number(min(values))} to {number(max(values))}" if values else ""
        lines.append(f"| {row['name']} | {row['unit']} | {median} | {spread} | {target} | {edge} | "
                     f"{met} |")
    return "\n".join(lines) + "\n"


def rows_of(rounds, wanted):
    rows = []
    for figure in FIGURES:
        values = [figures[figure.name] for figures in rounds if figure.name in figures]
        if not values and not wanted(figure.name):
            continue
        median = statistics.median(values) if values else None
        met = None
        if values and figure.target is not None:
            met = median >= figure.target if figure.sense == "≥" else median <= figure.target
        rows.append({"name": figure.name, "unit": figure.unit, "what": figure.what,
                     "median": median, "values": values, "sense": figure.sense,
                     "target": figure.target, "edge": figure.edge, "met": met})
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", default=[])
    options = parser.parse_args()
    where = machine()

    def wanted(name):
        return not options.only or any(name.startswith(word) for word in options.only)

    rounds = []
    for index in range(options.rounds):
        print(f"Round {index + 1} of {options.rounds}", file=sys.stderr)
        rounds.append(Round(options.bin, wanted).measure())
    rows = rows_of(rounds, wanted)
    text = as_markdown(rows, where)
    (options.out / "bench.md").write_text(text, encoding="utf-8")
    (options.out / "bench.json").write_text(
        json.dumps({"machine": where, "rows": rows}, indent=1, ensure_ascii=False) + "\n",
        encoding="utf-8")
    print(text, end="")
    sys.exit(any(row["met"] is False for row in rows))


if __name__ == "__main__":
    main()
