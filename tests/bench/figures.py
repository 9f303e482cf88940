# SPDX-License-Identifier: MIT
"""What is measured, and what it should be."""

import dataclasses
from typing import Optional


@dataclasses.dataclass(frozen=True)
class Figure:
    """A row of the table."""

    name: str
    unit: str
    what: str  # in words
    sense: str = ""  # ≥ or ≤ of the target
    target: Optional[float] = None  # none: for comparison only
    edge: Optional[float] = None  # what would be outstanding


def _work(name, unit, what, asyncio, edge, asio):
    figures = [Figure(f"{name} units/s", f"{unit}/s", what),
               Figure(f"{name} x asyncio", "times", "as fast as asyncio", "≥", asyncio, edge)]
    if asio is not None:
        figures.append(Figure(f"{name} x Asio", "times", "as fast as Boost.Asio", "≥", asio))
        figures += [Figure(f"{name} {peer} units/s", f"{unit}/s", f"{peer}, the same")
                    for peer in ("asyncio", "Asio")]
    return figures


def _most(name, unit, what, target):
    return Figure(name, unit, what, "≤", target)


FIGURES = [
    *_work("W1", "tasks", "1,000,000 tasks take one of 8 slots, sleep, give it back", 50, 75, 3),
    *_work("W1w", "tasks", "the same again in the same process", 130, 250, None),
    *_work("W2", "tasks", "1,000,000 tasks yield once and return a number", 45, 75, 3),
    *_work("W3", "timers", "100 tasks sleep 10,000 times", 65, 110, 2.5),
    *_work("W4", "tasks", "100,000 tasks sleep in a timeout; half of them are late; in Asio "
           "`work || timer`", 20, 30, 8),
    Figure("W4 Asio, bare timer", "tasks/s",
           "Asio, no timeout around the sleep: a callback that cuts it short"),
    *_work("W5", "tasks", "W1 as a scenario, the table of tasks written", 20, 40, None),
    _most("W1 instructions", "a task", "callgrind", 1600),
    _most("W2 instructions", "a task", "callgrind", 1300),
    _most("W3 instructions", "a timer", "callgrind", 400),
    _most("W4 instructions", "a task", "callgrind", 14000),
    _most("W1 peak", "MB", "the most memory, everything recorded", 500),
    Figure("W1 asyncio peak", "MB", "asyncio, nothing recorded"),
    Figure("W1 Asio peak", "MB", "Boost.Asio, nothing recorded"),
    _most("W1 bytes an event", "bytes", "of the recording", 32),
    Figure("W1 index bytes an event", "bytes", "of what it takes to find the events"),
    _most("W1 flat", "times", "the dearest task of 1,000 to 1,000,000 to the cheapest", 1.5),
    _most("Timeline median", "ms", "a frame of 10 million spans, at the worst zoom", 6),
    _most("Timeline p99", "ms", "the same, of all zooms", 12),
    _most("Timeline growth", "times", "the same to that of 100,000 spans", 2),
    _most("Timeline median while appending", "ms", "200,000 events a second meanwhile", 6),
    _most("Timeline p99 while appending", "ms", "the same", 12),
    _most("Timeline overlay", "ms", "hover, selection and search results", 2),
    _most("Table sort", "ms", "1,000,000 rows, by the slowest column", 300),
    _most("Table filter", "ms", "1,000,000 rows", 300),
    _most("Table blocked", "ms", "the longest that a frame waits for either", 50),
    _most("Window first frame", "ms", "from the start of the process", 400),
    _most("Window cancel", "frames", "until a click on cancel is seen, in that run", 1),
    _most("Window live p99", "ms", "between frames, 100,000 live tasks at speed max", 33),
]
