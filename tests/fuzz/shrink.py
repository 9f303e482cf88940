# SPDX-License-Identifier: MIT
"""The smallest case that still shows what a case shows."""

import copy
import dataclasses

MOST_TRIES = 20_000


def shrink(case, still_shows, most_tries=MOST_TRIES):
    """Edits a case as long as still_shows(case), which is asked about invalid ones too."""
    edits, at, since_success = list(_edits(case)), 0, 0
    while since_success < len(edits) and most_tries > 0:
        most_tries -= 1
        at %= len(edits)
        candidate = _edited(case, *edits[at])
        if still_shows(candidate):
            # Goes on where it is: what stood before was tried a moment ago.
            case, since_success = candidate, 0
            edits = list(_edits(case))
        else:
            at += 1
            since_success += 1
    return case


def _edited(case, path, key, replacement):
    """With a list's items in a range, or one value of an object, replaced by others."""
    case = copy.deepcopy(case)
    node = vars(case)
    for step in path:
        node = node[step]
    if isinstance(key, slice):
        node[key] = replacement
    elif replacement is None:
        del node[key]
    else:
        node[key] = replacement
    return case


def _edits(case):
    parts = {"interventions": case.interventions, "values": case.values, "scenario": case.scenario}
    params = case.scenario.get("params", {})
    for part, root in parts.items():
        for path, node in _walk((part,), root):
            if isinstance(node, list):
                yield from ((path, *edit) for edit in _list_edits(node))
            if isinstance(node, dict):
                yield from ((path, key, None) for key in node)
            for key, value in _items(node):
                if isinstance(value, dict) and value.get("param") in params:
                    yield path, key, params[value["param"]]["value"]
                elif isinstance(value, (int, float)):
                    yield from ((path, key, simpler) for simpler in _simpler(value))


def _walk(path, node):
    """Outer ones first."""
    yield path, node
    for key, value in _items(node):
        yield from _walk((*path, key), value)


def _items(node):
    if isinstance(node, dict):
        return list(node.items())
    return list(enumerate(node)) if isinstance(node, list) else []


def _list_edits(node):
    size = len(node)
    while size > 0:
        for start in range(0, len(node), size):
            yield slice(start, start + size), []
        size //= 2
    for i, item in enumerate(node):
        for _, inner in _walk((), item):
            if isinstance(inner, list) and inner and all(isinstance(x, dict) for x in inner):
                yield slice(i, i + 1), inner


def _simpler(value):
    """Of the numbers in this order those that stand before it."""
    order = [0, 1, 0.001, 2, 0.002, 1_000_000]
    return order[: order.index(value)] if value in order else order
