// SPDX-License-Identifier: MIT
#include "engine/formats/python/helpers.h"

#include "engine/formats/python/frame.h"

#include <algorithm>
#include <cctype>

namespace awaitscope::formats::python {

namespace {

    /// Something of which a program needs all or nothing.
    struct Part
    {
        const char *names; ///< what it defines, separated by spaces
        const char *needs; ///< names of other parts
        const char *text;
    };

    // Bit for bit the numbers of a scenario (scenario.md, sections 2 and 3).
    constexpr Part randomParts[] = {{"uniform", "random to_ns", R"(
def uniform(least, most):
    least, most = to_ns(least), to_ns(most)
    return (least + math.floor(random() * float(most - least))) / 1e9
)"},
                                    {"exponential", "random ln to_ns", R"(
def exponential(mean):
    return math.floor(float(to_ns(mean)) * -ln(1.0 - random()) + 0.5) / 1e9
)"},
                                    {"lognormal", "random ln exp to_ns", R"(
def lognormal(median, sigma):
    s = 0.0
    while not 0.0 < s < 1.0:  # the polar method
        a, b = 2.0 * random() - 1.0, 2.0 * random() - 1.0
        s = a * a + b * b
    z = a * math.sqrt(-2.0 * ln(s) / s)
    return math.floor(float(to_ns(median)) * exp(sigma * z) + 0.5) / 1e9
)"},
                                    {"choice", "random to_ns", R"(
def choice(*seconds):
    return to_ns(seconds[math.floor(random() * float(len(seconds)))]) / 1e9
)"},
                                    {"scaled", "to_ns", R"(
def scaled(seconds, scale):
    return math.floor(float(to_ns(seconds)) * scale + 0.5) / 1e9
)"},
                                    {"random stream STREAMS", "", R"(
STREAMS = {}  # by path


def random():  # from 0 to 1, whatever other tasks draw
    path = here().path
    return next(STREAMS.setdefault(path, stream(path)))


def stream(path):  # xoshiro256**
    mask, x = 2**64 - 1, 0xCBF29CE484222325
    for byte in path.encode():
        x = (x ^ byte) * 0x100000001B3 & mask
    x, state = x ^ SEED, []
    for _ in range(4):
        x = x + 0x9E3779B97F4A7C15 & mask
        z = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & mask
        z = (z ^ z >> 27) * 0x94D049BB133111EB & mask
        state.append(z ^ z >> 31)
    a, b, c, d = state
    while True:
        r = b * 5 & mask
        r = (r << 7 | r >> 57) * 9 & mask
        yield (r >> 11) * 2.0**-53
        t = b << 17 & mask
        c, d = c ^ a, d ^ b
        b, a, c = b ^ c, a ^ d, c ^ t
        d = (d << 45 | d >> 19) & mask
)"},
                                    {"ln", "", R"(
def ln(x):
    """The same on every system, unlike that of the C library."""
    m, e = math.frexp(x)
    if m < 0.7071067811865476:
        m, e = m * 2.0, e - 1
    s = (m - 1.0) / (m + 1.0)
    z, p = s * s, 1.0 / 23.0
    for k in range(21, 0, -2):
        p = p * z + 1.0 / k
    return e * 0.6931471805599453 + 2.0 * s * p
)"},
                                    {"exp", "", R"(
def exp(x):
    k = math.floor(x * 1.4426950408889634 + 0.5)
    r, p = x - k * 0.6931471805599453, 1.0
    for i in range(17, 0, -1):
        p = 1.0 + r * p / i
    return math.ldexp(p, k)
)"}};

    constexpr Part taskParts[] = {{"to_ns", "", R"(
def to_ns(seconds):
    return math.floor(float(seconds) * 1e9 + 0.5)
)"},
                                  {"log", "", R"(
def log(text):
    if not VIRTUAL:
        print(f"{now_ns() / 1e9:9.3f}  {here().path}: {text}")
)"},
                                  {"elapsed", "", R"(
def elapsed():  # since the first step of this task
    return (now_ns() - here().start) / 1e9
)"},
                                  {"at", "", R"(
def at(seconds):
    """So long after the start, on the clock of the loop."""
    return BEGIN + seconds
)"},
                                  {"block", "to_ns", R"(
def block(seconds):
    """Computes for so long without an await."""
    if VIRTUAL:
        asyncio.get_running_loop().ns += max(0, to_ns(seconds))
    else:
        time.sleep(max(0, seconds))
)"},
                                  {"parent_task", "", R"(
def parent_task():
    return next(task for task, record in RECORDS.items() if record is here().creator)
)"},
                                  {"main_task", "", R"(
def main_task():
    return next(iter(RECORDS))
)"},
                                  {"keep kept find KEPT", "UnboundTask", R"(
KEPT = {}  # tasks, by the path of the task that keeps them and the name of its variable


def keep(name, tasks):
    KEPT[here().path, name] = tasks


def kept(name):
    return KEPT.get((here().path, name), [])


def find(name, index=None):
    """The variable of this task, or of the nearest above it that has one of that name."""
    record = here()
    while record and (record.path, name) not in KEPT:
        record = record.creator
    if record and index is None:
        return KEPT[record.path, name]
    if record and index < len(KEPT[record.path, name]):
        return KEPT[record.path, name][index]
    raise UnboundTask(name)
)"},
                                  {"UnboundTask", "", R"(
class UnboundTask(Exception):
    pass
)"},
                                  {"wait_for", "", R"(
if sys.version_info < (3, 12):

    # As it is since: without a task of its own.
    async def wait_for(awaitable, timeout, original=asyncio.wait_for):
        if timeout is not None and timeout <= 0:
            return await original(awaitable, timeout)
        async with asyncio.timeout(timeout):
            return await awaitable

    asyncio.wait_for = wait_for
)"}};

    template <typename Visitor>
    void forEachPart(const Visitor &visit)
    {
        for (const Part &part : taskParts) {
            visit(part);
        }
        for (const Part &part : randomParts) {
            visit(part);
        }
    }

    [[nodiscard]] QByteArrayList words(const char *text)
    {
        return *text ? QByteArray(text).split(' ') : QByteArrayList();
    }

    [[nodiscard]] bool isUsed(const Part &part, const std::set<QByteArray> &used)
    {
        return std::ranges::any_of(words(part.names),
                                   [&](const QByteArray &name) { return used.contains(name); });
    }

} // namespace

QByteArrayList helperNames()
{
    QByteArrayList names{"BEGIN", "RECORDS", "here", "now_ns",      "create",  "watched",
                         "end",   "Due",     "run",  "VirtualLoop", "outcome", "VIRTUAL"};
    forEachPart([&](const Part &part) { names += words(part.names); });
    return names;
}

QByteArray helperText(std::set<QByteArray> used)
{
    std::size_t before = 0;
    while (before != used.size()) {
        before = used.size();
        forEachPart([&](const Part &part) {
            if (isUsed(part, used)) {
                const QByteArrayList needs = words(part.needs);
                used.insert(needs.begin(), needs.end());
            }
        });
    }
    QByteArray text;
    forEachPart([&](const Part &part) {
        if (isUsed(part, used)) {
            text += '\n';
            text += part.text;
        }
    });
    return text + '\n' + frame;
}

QByteArrayList modulesOf(const QByteArray &text)
{
    QByteArrayList modules;
    for (const char *const module :
         {"asyncio", "contextlib", "itertools", "math", "os", "sys", "time", "types"}) {
        const QByteArray use = QByteArray(module) + '.';
        qsizetype at = text.indexOf(use);
        // Not the end of another name, as in loop.time.
        while (at > 0 && (std::isalnum(quint8(text[at - 1])) || text[at - 1] == '.')) {
            at = text.indexOf(use, at + 1);
        }
        if (at >= 0) {
            modules += module;
        }
    }
    return modules;
}

} // namespace awaitscope::formats::python
