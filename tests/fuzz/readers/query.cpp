// SPDX-License-Identifier: MIT
#include "engine/analysis/query.h"

#include "engine/run/run.h"
#include "tests/fuzz/readers/inputfile.h"

using namespace awaitscope;

namespace {

/// A run with what a query can ask for: a resource, a timeout, tasks below tasks.
struct Asked
{
    Asked()
        : run(run::Run::create({.scenarioText = R"({"name": "x",
            "resources": [{"name": "gpu", "kind": "semaphore", "slots": 1}],
            "tasks": {"infer": [{"acquire": "gpu", "do": [{"sleep": 0.5}]}],
                      "batch": [{"timeout": 0.7, "do": [{"gather": ["infer", "infer"]}]}]},
            "main": [{"gather": ["batch", "batch"], "return_exceptions": true}]})"})
                  .value())
        , spans(run->store())
    {
        run->runToEnd();
        spans.update();
    }

    std::unique_ptr<run::Run> run;
    trace::SpanBuilder spans;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    static const Asked asked;
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(bytes), qsizetype(size));
    const trace::TraceStore &store = asked.run->store();
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
    analysis::QueryMatcher matcher(store, asked.spans);
    matcher.setQuery(query.value());
    (void)matcher.update();
    for (quint32 task = 1; task <= store.taskCount(); ++task) {
        const bool isMatch = matcher.matches(trace::TaskId(task), asked.run->now());
        if (query.value().isEmpty() && !isMatch) {
            std::abort();
        }
    }
    return 0;
}
