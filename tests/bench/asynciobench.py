#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Does a workload on CPython's own asyncio, on a virtual clock, recording nothing: WORK UNITS [ROUNDS].

The works are those of workloads.cpp; a line of JSON a round.
"""

import asyncio
import json
import resource
import sys
import time

MS = 0.001


class VirtualLoop(asyncio.SelectorEventLoop):
    """asyncio's loop, for which waiting takes no time: the clock jumps."""

    def __init__(self):
        super().__init__()
        self._virtual_now = 0.0
        self._selector.select = self._jump

    def time(self):
        return self._virtual_now

    def _jump(self, timeout):
        if timeout is None:
            raise RuntimeError("nothing can happen any more")
        self._virtual_now += timeout
        return ()


async def slot_holder(slots, delay):
    async with slots:
        await asyncio.sleep(delay)


async def w1(units):
    slots = asyncio.Semaphore(8)
    await asyncio.gather(*[asyncio.create_task(slot_holder(slots, (1 + i * 37 % 100) * MS))
                           for i in range(units)])
    return units


async def yielder(value):
    await asyncio.sleep(0)
    return value


async def w2(units):
    values = await asyncio.gather(*[asyncio.create_task(yielder(i % 2)) for i in range(units)])
    return 2 * sum(values)


async def sleeper(times):
    for _ in range(times):
        await asyncio.sleep(MS)


async def w3(units):
    await asyncio.gather(*[asyncio.create_task(sleeper(units // 100)) for _ in range(100)])
    return round(asyncio.get_running_loop().time() / MS) * 100


async def hurrier(delay):
    try:
        async with asyncio.timeout(50 * MS):
            await asyncio.sleep(delay)
    except TimeoutError:
        return 1
    return 0


async def w4(units):
    late = await asyncio.gather(*[asyncio.create_task(hurrier((1 + 2 * (i * 37 % 50)) * MS))
                                  for i in range(units)])
    return 2 * sum(late)


WORKS = {"W1": w1, "W2": w2, "W3": w3, "W4": w4}


def main(arguments):
    if len(arguments) < 2 or arguments[0] not in WORKS:
        sys.exit("usage: asynciobench.py W1|W2|W3|W4 UNITS [ROUNDS]")
    name, units = arguments[0], int(arguments[1])
    for _ in range(int(arguments[2]) if len(arguments) > 2 else 1):
        begin = time.perf_counter()
        loop = VirtualLoop()
        outcome = loop.run_until_complete(WORKS[name](units))
        seconds = time.perf_counter() - begin
        loop.close()
        if outcome != units:
            sys.exit("the outcome is wrong")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print(json.dumps({"work": name, "units": units, "seconds": seconds, "peak": peak}))


if __name__ == "__main__":
    main(sys.argv[1:])
