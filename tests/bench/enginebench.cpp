// SPDX-License-Identifier: MIT
#include "engine/trace/recorder.h"
#include "tests/bench/processortime.h"
#include "tests/bench/workloads.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <sys/resource.h>

using namespace awaitscope;

namespace {

/// The most memory that this process ever had, in bytes.
[[nodiscard]] qint64 peakMemory()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return qint64(usage.ru_maxrss) * 1024;
}

/// One round on a new loop, into a new store; prints a line of JSON.
void measure(const bench::Workload &workload, quint64 units,
             const std::shared_ptr<memory::Arena> &arena)
{
    trace::TraceStore store(arena);
    trace::Recorder recorder(store);
    const double begin = bench::processorSeconds();
    loop::EventLoop loop(&recorder, arena);
    workload.run(loop, units);
    const double seconds = bench::processorSeconds() - begin;
    std::printf("{\"work\": \"%s\", \"units\": %llu, \"seconds\": %.9f, \"events\": %llu, "
                "\"eventBytes\": %llu, \"indexBytes\": %llu, \"peak\": %lld}\n",
                workload.name.data(), units, seconds, store.eventCount(), store.eventBytes(),
                store.indexBytes(), peakMemory());
}

} // namespace

/// Does a workload on the engine, everything recorded: WORK UNITS [ROUNDS].
int main(int argc, char *argv[])
{
    const bench::Workload *const workload = argc >= 3 ? bench::findWorkload(argv[1]) : nullptr;
    const quint64 units = workload ? std::strtoull(argv[2], nullptr, 10) : 0;
    const quint64 rounds = argc >= 4 ? std::strtoull(argv[3], nullptr, 10) : 1;
    if (units == 0) {
        std::fputs("usage: awaitscope_bench W1|W2|W3|W4 UNITS [ROUNDS]\n", stderr);
        return 2;
    }
    try {
        const auto arena = std::make_shared<memory::Arena>(); // as a run does for the next one
        for (quint64 round = 0; round < rounds; ++round) {
            measure(*workload, units, arena);
        }
    } catch (const std::exception &exception) {
        std::fprintf(stderr, "awaitscope_bench: %s\n", exception.what());
        return 1;
    }
    return 0;
}
