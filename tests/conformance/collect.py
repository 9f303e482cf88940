#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Rewrites cases/*.txt: scenarios, arguments, and the logs that are expected of them.

    collect.py ORACLE

ORACLE is a folder with reference.py (asyncio itself under a virtual clock, which prints the log of
a scenario), scenarios/, golden_args.txt, interventions/ and corpus/. Needs Python 3.11 or later.

A file holds cases, one after the other:

    === NAME
    scenario {"name":…}             without white space
    seed N                          these three are optional; set may be repeated
    set NAME=VALUE
    interventions [{"at":…},…]
    log
    @0 1                            from here on t is 0 and it (the loop iteration) is 1
    1 created main 0                task, event, name, parent; later lines leave the last two out
    1 waiting what=sleep ns=5       further keys; a value is JSON, but a plain word has no quotes
    2 released resource=gpu / 0 2   / stands for a line "slots" with this resource, in_use, waiting
"""

import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
GALLERY = HERE.parent.parent / "resources" / "scenarios"

# What is done by hand to the scenarios of the gallery: at odd times, several at one instant, to
# tasks that wait, run, clean up, have ended or never exist.
BY_HAND = {
    "semaphore": [
        {"at": 0, "cancel": 2},
        {"at": 180_000_007, "resize": "gpu", "slots": 1},
        {"at": 333_333_333, "cancel": 5},
        {"at": 333_333_333, "cancel": 5},
        {"at": 700_000_001, "resize": "gpu", "slots": 7},
        {"at": 1_111_111_111, "cancel": 9},
        {"at": 1_111_111_111, "resize": "gpu", "slots": 0},
        {"at": 1_500_000_000, "cancel": 999},
        {"at": 1_900_000_003, "resize": "gpu", "slots": 2},
        {"at": 2_400_000_000, "cancel": 20},
        {"at": 99_000_000_000, "cancel": 1},
    ],
    "gather-or-create-task": [
        {"at": 400_000_001, "cancel": 2},
        {"at": 400_000_001, "cancel": 99},
        {"at": 900_000_000, "cancel": 1},
        {"at": 900_000_000, "cancel": 1},
    ],
    "deadlines-and-cancellation": [
        {"at": 1, "cancel": 3},
        {"at": 350_000_000, "cancel": 4},
        {"at": 410_000_000, "cancel": 4},
        {"at": 650_000_000, "cancel": 6},
        {"at": 650_000_000, "resize": "connections", "slots": 1},
        {"at": 1_000_000_000, "cancel": 7},
        {"at": 1_210_000_000, "cancel": 2},
        {"at": 1_300_000_000, "cancel": 1},
    ],
    "leaked-slot": [
        {"at": 1_000_000_001, "cancel": 5},
        {"at": 2_500_000_003, "resize": "gpu", "slots": 6},
        {"at": 4_000_000_000, "cancel": 20},
        {"at": 5_000_000_000, "resize": "gpu", "slots": 1},
    ],
    "batch-inference": [
        {"at": 700_000_000, "cancel": 7},
        {"at": 1_800_000_001, "cancel": 3},
        {"at": 2_000_000_000, "resize": "gpu", "slots": 1},
        {"at": 3_000_000_000, "resize": "gpu", "slots": 4},
    ],
    "task-group-fails": [
        {"at": 600_000_000, "cancel": 5},
        {"at": 1_300_000_000, "cancel": 10},
        {"at": 1_350_000_000, "cancel": 3},
        {"at": 2_000_000_000, "cancel": 1},
    ],
    "shield-commit": [
        {"at": 1_500_000_000, "cancel": 5},
        {"at": 1_900_000_000, "cancel": 9},
        {"at": 1_900_000_000, "cancel": 14},
        {"at": 2_000_000_000, "cancel": 1},
    ],
    "deadlock": [
        {"at": 2_500_000_000, "cancel": 4},
        {"at": 2_600_000_000, "cancel": 6},
    ],
}

LINE = re.compile(
    r'\{"t":(-?\d+),"it":(\d+),"task":(\d+),"name":"([^"]*)","parent":(\d+),"event":"(\w+)"(.*)\}'
)
KEY = re.compile(r',"(\w+)":')
WORD = re.compile(r'="([A-Za-z_]\w*)"(?= |$)')
SLOTS = re.compile(r" resource=(\S+) in_use=(-?\d+) waiting=(\d+)$")


def compact_json(text):
    """Without the white space that is not in a string."""
    return re.sub(r'("(?:[^"\\]|\\.)*")|\s+', lambda found: found[1] or "", text)


def compact_log(log):
    lines, now, last = [], None, (None, "")
    for line in log.splitlines():
        time, iteration, task, name, parent, event, rest = LINE.fullmatch(line).groups()
        rest = WORD.sub(
            lambda found: found[0] if found[1] in ("true", "false", "null") else "=" + found[1],
            KEY.sub(r" \1=", rest),
        )
        if (time, iteration) != now:
            now = time, iteration
            lines.append(f"@{time} {iteration}")
        slots = SLOTS.fullmatch(rest) if event == "slots" else None
        if slots and last[0] == task and f" resource={slots[1]}" in last[1]:
            lines[-1] += f" / {slots[2]} {slots[3]}"
            last = None, ""
            continue
        if event == "created":
            rest = f" {name} {parent}"
        lines.append(f"{task} {event}{rest}")
        last = task, rest + " "
    return "\n".join(lines) + "\n"


def case(oracle, name, scenario, arguments=(), interventions=None):
    options = list(arguments)
    if interventions:
        options += ["--interventions", str(interventions)]
    log = subprocess.run(
        [sys.executable, str(oracle / "reference.py"), str(scenario), "--iterations", *options],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    lines = [f"=== {name}", "scenario " + compact_json(scenario.read_text())]
    for option, value in zip(arguments[::2], arguments[1::2]):
        lines.append(f"{option[2:]} {value}")
    if interventions:
        lines.append("interventions " + compact_json(interventions.read_text()))
    return "\n".join(lines) + "\nlog\n" + compact_log(log)


def golden(oracle, prefixes):
    for scenario in sorted((oracle / "scenarios").glob("*.json")):
        if scenario.stem[0] in prefixes:
            yield case(oracle, scenario.stem, scenario)
    for line in (oracle / "golden_args.txt").read_text().splitlines():
        name, scenario, *options = line.split()
        if name[0] not in prefixes:
            continue
        interventions = None
        if "--interventions" in options:
            at = options.index("--interventions")
            interventions = oracle / options[at + 1]
            del options[at : at + 2]
        yield case(oracle, name, oracle / "scenarios" / f"{scenario}.json", options, interventions)


def corpus(oracle, prefix):
    for scenario in sorted((oracle / "corpus").glob(prefix + "*.json")):
        if ".interventions" not in scenario.name:
            interventions = scenario.with_suffix(".interventions.json")
            has_some = interventions.exists()
            yield case(oracle, scenario.stem, scenario, (), interventions if has_some else None)


def gallery(oracle):
    by_hand = HERE / "by-hand.tmp.json"
    for scenario in sorted(GALLERY.glob("*.json")):
        yield case(oracle, scenario.stem, scenario)
        if scenario.stem in BY_HAND:
            by_hand.write_text(json.dumps(BY_HAND[scenario.stem]))
            yield case(oracle, scenario.stem + "@by-hand", scenario, (), by_hand)
    by_hand.unlink(missing_ok=True)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    oracle = pathlib.Path(sys.argv[1])
    groups = {
        "patterns": golden(oracle, "p"),
        "corners": golden(oracle, "cd"),
        "arguments": golden(oracle, "q"),
        "fuzz": corpus(oracle, "fuzz-"),
        "fuzz-extended": corpus(oracle, "fuzzx-"),
        "gallery": gallery(oracle),
    }
    for group, cases in groups.items():
        text = "".join(cases)
        (HERE / "cases" / f"{group}.txt").write_text(text)
        print(f"{group}: {text.count(chr(10) + '=== ') + 1} cases, {len(text)} bytes")


if __name__ == "__main__":
    main()
