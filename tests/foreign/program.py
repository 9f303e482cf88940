# SPDX-License-Identifier: MIT
"""The program under test, the programs of others, and the files that the first made for the second."""

import csv
import functools
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parents[1]
PROGRAM = os.environ["AWAITSCOPE"]  # what tests/run has built
PACKAGES = pathlib.Path(os.environ["AWAITSCOPE_FOREIGN"])  # where npm has installed
FORMATS = ("png", "svg", "pdf", "run.json", "trace.json", "tasks.csv", "events.csv", "events.jsonl",
           "awaitscope", "py")

_folder = tempfile.TemporaryDirectory(prefix="awaitscope-")  # goes when Python ends


def run(*command, **options):
    """What a program prints; its complaints are part of the error if it fails."""
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=300, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command[0]} ends with {done.returncode}: "
                             f"{done.stderr.decode(errors='replace')[-2000:]}")
    return done.stdout


@functools.lru_cache(maxsize=None)
def exported(scenario):
    """A function from a format to the file that was exported from a run of that gallery scenario."""
    folder = pathlib.Path(_folder.name) / scenario
    folder.mkdir(exist_ok=True)
    files = {each: folder / f"run.{each}" for each in FORMATS}
    outputs = [word for file in files.values() for word in ("-o", file)]
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    command = [PROGRAM, "run", TOP / "resources" / "scenarios" / f"{scenario}.json", "--theme",
               "light", *outputs]
    done = subprocess.run([str(word) for word in command], stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, env=environment, timeout=300)
    if done.returncode not in (0, 1):  # 1: main fails, or a deadlock, as it should there
        raise AssertionError(done.stderr.decode(errors="replace"))
    return files.__getitem__


def tasks_of(file):
    """The lines of the exported table of tasks, by column."""
    with open(file("tasks.csv"), encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def needs(tool):
    """The path of a program of others; without it the test is skipped, and says so."""
    found = shutil.which(tool)
    if not found:
        raise unittest.SkipTest(f"{tool} is not installed")
    return found


def needs_package(name):
    """The folder of a package that npm has installed."""
    folder = PACKAGES / "node_modules" / name
    if not folder.is_dir():
        raise unittest.SkipTest(f"npm could not install {name}")
    return folder


SCENARIOS = sorted(file.stem for file in (TOP / "resources" / "scenarios").glob("*.json"))
