# SPDX-License-Identifier: MIT
"""asyncio itself: the reference runner and its generator of random scenarios.

They are no part of this project: AWAITSCOPE_REFERENCE names the folder that holds reference.py and
fuzz.py; without it, ../shared/asyncio beside the checkout is tried.
"""

import dataclasses
import os
import pathlib
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
MOST_EVENTS = 100_000
MOST_ITERATIONS = 200_000


def folder():
    """Where the reference is; None if there is none."""
    named = os.environ.get("AWAITSCOPE_REFERENCE")
    found = pathlib.Path(named) if named else TOP.parent / "shared" / "asyncio"
    return found if (found / "reference.py").is_file() else None


@dataclasses.dataclass
class Case:
    """A scenario and what is done to it."""

    name: str
    scenario: dict
    interventions: list = dataclasses.field(default_factory=list)
    values: dict = dataclasses.field(default_factory=dict)


class Oracle:
    """Precondition: folder() is one."""

    def __init__(self):
        sys.dont_write_bytecode = True
        sys.path.insert(0, str(folder()))
        # pylint: disable=import-outside-toplevel,import-error
        import fuzz
        import reference

        self._fuzz = fuzz
        self._reference = reference

    def case(self, number):
        """Every second one has parameters, steps that block, and interventions."""
        seed, is_extended = divmod(number, 2)
        if not is_extended:
            return Case(f"fuzz {seed}", self._fuzz.make(seed))
        return Case(
            f"fuzz --extended {seed}",
            self._fuzz.make(seed, True),
            self._fuzz.make_interventions(seed),
            self._fuzz.make_sets(seed) if seed % 2 else {},
        )

    def log(self, case):
        """Its lines with iterations; None if it is no valid scenario, or endless."""
        try:
            return self._reference.Engine(
                case.scenario,
                iterations=True,
                max_iterations=MOST_ITERATIONS,
                max_events=MOST_EVENTS,
                params=case.values,
                interventions=case.interventions,
            ).run()
        except Exception:  # pylint: disable=broad-except  # it trips over what makes no sense
            return None
