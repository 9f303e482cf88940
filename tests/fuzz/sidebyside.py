# SPDX-License-Identifier: MIT
"""Two logs beside each other, for a person to read."""

import itertools
import json

BEFORE, AFTER, WIDTH = 8, 8, 78


def readable(line):
    """0.003  it 7  2 worker  waiting what=sleep ns=1000000"""
    try:
        record = json.loads(line)
        seconds = record.pop("t") / 1e9
        iteration, task, name = record.pop("it"), record.pop("task"), record.pop("name")
        record.pop("parent")
        text = f"{seconds:<9g}it {iteration:<4} {task} {name}  {record.pop('event')}"
    except (ValueError, KeyError):
        return line
    return text + "".join(f" {key}={json.dumps(value)}" for key, value in record.items())


def side_by_side(wanted, had):
    """The lines around the first difference; > marks lines that differ."""
    pairs = list(itertools.zip_longest(wanted, had, fillvalue=""))
    first = next((i for i, (a, b) in enumerate(pairs) if a != b), len(pairs))
    rows = [f"    line  {'asyncio':<{WIDTH}} this engine"]
    for i, (a, b) in enumerate(pairs[: first + AFTER]):
        if i >= first - BEFORE:
            mark = ">" if a != b else " "
            rows.append(f"{mark} {i + 1:6}  {_cut(readable(a)):<{WIDTH}} {readable(b)}".rstrip())
    return "\n".join(rows)


def _cut(text):
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"
