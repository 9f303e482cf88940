// SPDX-License-Identifier: MIT
#pragma once

#include <utility>

// In a file of their own because moc does not understand them.

inline constexpr const char *poolScenario = R"({"name": "pool", "title": "A pool", "seed": 7,
            "params": {"slots": {"value": 2, "min": 1, "max": 9, "label": "Slots"}},
            "resources": [{"name": "gpu", "kind": "semaphore", "slots": {"param": "slots"}}],
            "tasks": {"infer": [{"acquire": "gpu", "do": [{"try": {
                "do": [{"sleep": {"uniform": [0.1, 2]}}],
                "except": {"Cancelled": {"do": [{"log": "abort"}], "then": "reraise"}}}}]},
                {"return": "ok"}]},
            "main": [{"spawn": "infer", "as": "first"}, {"await": "$first"},
                {"gather": [{"template": "infer", "count": 3}], "return_exceptions": true}]})";

/// Without its helpers.
inline constexpr const char *poolProgram = R"(#!/usr/bin/env python3
"""A pool

Written by Awaitscope, from the scenario "pool". It runs in real time; with --virtual
time takes no time, and one line a task says: path, start, end, outcome.
"""

import asyncio
import contextlib
import itertools
import math
import os
import sys
import types

SEED = 7
SLOTS = 2  # Slots

gpu = asyncio.Semaphore(SLOTS)


async def infer():
    async with gpu:
        try:
            await asyncio.sleep(uniform(0.1, 2))
        except asyncio.CancelledError:
            log("abort")
            raise
    return "ok"


async def main():
    first = asyncio.create_task(infer())
    await first
    await asyncio.gather(*(infer() for _ in range(3)), return_exceptions=True))";

inline constexpr std::pair<const char *, const char *> scenariosWithDifficultNames[] = {
    {"templates with a keyword, a builtin, a helper and a hyphen",
     R"({"name": "x", "tasks": {"while": [{"sleep": 0.1}],
                "range": [{"sleep": 0.2}], "create": [{"sleep": 0.3}], "a-b": [{"sleep": 0.4}],
                "a.b": [{"sleep": 0.5}], "asyncio": [{"sleep": 0.7}]},
                "main": [{"repeat": {"times": 2, "do": [
                    {"gather": ["while", "range", "create", "a-b", "a.b", "asyncio"]}]}}]})"},
    {"variables, resources and parameters with names of each other",
     R"({"name": "x",
                "params": {"work": {"value": 0.1, "min": 0, "max": 1},
                           "WORK": {"value": 0.2, "min": 0, "max": 1}},
                "resources": [{"name": "work", "kind": "lock"}, {"name": "len", "kind": "lock"}],
                "tasks": {"job": [{"acquire": "work", "do": [{"sleep": {"param": "work"}}]},
                                  {"acquire": "len", "do": [{"sleep": {"param": "WORK"}}]}]},
                "main": [{"spawn": "job", "as": "job", "count": 2},
                         {"spawn": "job", "as": "work"}, {"gather": ["$job", "$work"]}]})"},
    {"errors of Python and one that looks like its timeout",
     R"({"name": "x", "tasks": {"a": [{"raise": "KeyError"}],
                "b": [{"raise": "TimeoutError"}], "c": [{"raise": "OSError"}],
                "d": [{"try": {"do": [{"raise": "Timeout"}], "except": {"OSError": [{"sleep": 1}]}}}]},
                "main": [{"gather": ["a", "b", "c", "d"], "return_exceptions": true}]})"},
    {"text that would end a text",
     R"({"name": "x", "title": "\"\"\" \\ \"", "about": "\"\"\"\nimport os\\",
                "main": [{"log": "\" \\ \n \u0007 ü"}, {"return": "\"\\"}]})"},
};
