// SPDX-License-Identifier: MIT
#include "engine/formats/python/frame.h"

namespace awaitscope::formats::python {

const char *const frame = R"(
RECORDS = {}  # by task, in the order of creation; it also keeps the tasks alive


def here():
    return RECORDS[asyncio.current_task()]


def now_ns():
    return round((asyncio.get_running_loop().time() - BEGIN) * 1e9)


def create(loop, coroutine, **options):
    """Makes every task: with its path, such as main/infer#3, as its name."""
    creator, path = RECORDS.get(asyncio.current_task(loop)), coroutine.__name__
    if creator:
        path = f"{creator.path}/{path}#{creator.children}"
        creator.children += 1
    record = types.SimpleNamespace(path=path, creator=creator, children=0, start=None, end=None)
    task = asyncio.Task(watched(coroutine, record), loop=loop, **options | {"name": path})
    task.add_done_callback(lambda _: end(coroutine, record))
    RECORDS[task] = record
    return task


async def watched(coroutine, record):
    record.start = now_ns()
    try:
        return await coroutine
    finally:
        record.end = now_ns()


def end(coroutine, record):
    coroutine.close()  # one that was cancelled before its first step was never awaited
    record.end = now_ns() if record.end is None else record.end


class Due(float):
    """When a timer is due. Of those at one instant, the one that was set first comes first."""

    numbers = itertools.count()

    def __init__(self, _):
        self.order = (float(self), next(self.numbers))

    def __lt__(self, other):
        return self.order < other.order


class VirtualLoop(asyncio.SelectorEventLoop):
    """Its clock, in whole nanoseconds, jumps to the next timer instead of waiting for it."""

    ns, is_stuck = 0, False

    def __init__(self):
        super().__init__()
        self._clock_resolution = 5e-10
        self._selector.select = self.jump

    def jump(self, timeout=None):
        self.ns += round(max(0, timeout or 0) * 1e9)
        if timeout is None:  # nothing can ever happen any more
            self.is_stuck = True
            self.stop()
        return []

    def time(self):
        return self.ns / 1e9

    def call_at(self, when, callback, *args, context=None):
        return super().call_at(Due(round(when * 1e9) / 1e9), callback, *args, context=context)


def outcome(task):
    if not task.done():
        return "destroyed"
    error = asyncio.CancelledError() if task.cancelled() else task.exception()
    kinds = {asyncio.CancelledError: "cancelled", TimeoutError: "timed out", type(None): "finished"}
    return kinds.get(type(error), "failed")


def run():
    global BEGIN
    loop = VirtualLoop() if VIRTUAL else asyncio.new_event_loop()
    loop.set_task_factory(create)
    BEGIN = loop.time()
    if not VIRTUAL:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            return runner.run(main())
    if sys.version_info < (3, 13):
        print("Python 3.13 decides some races in another way than this one.", file=sys.stderr)
    loop.set_exception_handler(lambda *_: None)
    with contextlib.suppress(BaseException):  # how main ended is in the table
        loop.run_until_complete(main())
    left = [task for task in RECORDS if not task.done() and not loop.is_stuck]
    for task in left:
        task.cancel()
    if left:
        with contextlib.suppress(BaseException):
            loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    for task, record in RECORDS.items():
        times = record.start, loop.ns if record.end is None else record.end
        start, end = ("" if t is None else f"{t // 10**9}.{t % 10**9:09d}" for t in times)
        print(record.path, start, end, outcome(task), sep=",")
    sys.stdout.flush()
    os._exit(loop.is_stuck)  # without a word about what is left


VIRTUAL = "--virtual" in sys.argv[1:]
if __name__ == "__main__":
    run()
)";

} // namespace awaitscope::formats::python
