// SPDX-License-Identifier: MIT
#include "engine/analysis/query.h"

#include "tests/support/tracewriter.h"

#include <cstdint>
#include <cstdlib>

using namespace awaitscope;

namespace {

/// A run with what a query can ask for: a resource, a cancellation, tasks below tasks.
struct Asked
{
    Asked()
    {
        const auto gpu = writer.resource("gpu", trace::ResourceKind::Semaphore);
        const trace::TaskId main = writer.task("main");
        const trace::TaskId batch = writer.task("batch", main);
        const trace::TaskId first = writer.task("infer", batch);
        const trace::TaskId second = writer.task("infer", batch);
        writer.acquire(first, gpu, {1, 0}).sleep(first).queue(second, gpu, {1, 1});
        writer.at(500).cancel(second, trace::CancelCause::Timeout).beginCleanup(second);
        writer.finish(first).end(second, trace::TaskEventKind::Cancelled);
    }

    tests::TraceWriter writer;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    static Asked asked;
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(bytes), qsizetype(size));
    const trace::TraceStore &store = asked.writer.store();
    const qsizetype middle = text.size() / 2;
    for (const qsizetype position : {qsizetype(0), middle, text.size()}) {
        const qsizetype begin = analysis::Query::wordBegin(text, position);
        if (begin < 0 || begin > position) {
            std::abort();
        }
        (void)analysis::Query::completions(text, position, &store);
    }
    const auto query = analysis::Query::parse(text);
    if (!query) {
        const int column = query.problem().place.column;
        if (query.problem().message.isEmpty() || column < 1 || column > text.size() + 1) {
            std::abort();
        }
        return 0;
    }
    analysis::QueryMatcher matcher(store, asked.writer.builder());
    matcher.setQuery(query.value());
    (void)matcher.update();
    for (quint32 task = 1; task <= store.taskCount(); ++task) {
        const bool isMatch = matcher.matches(trace::TaskId(task), 1'000'000'000);
        if (query.value().isEmpty() && !isMatch) {
            std::abort();
        }
    }
    return 0;
}
