// SPDX-License-Identifier: MIT
#include "engine/analysis/gathers.h"

namespace awaitscope::analysis {

using trace::Span;
using trace::TaskId;

std::optional<Gather> gatherOf(TaskId task, const Span &span)
{
    if (span.state != trace::TaskState::Awaiting || !waitsForSet(span.wait)) {
        return std::nullopt;
    }
    return Gather{task, {span.begin, span.end}, span.wait};
}

std::vector<Gather> gathersOf(const trace::SpanBuilder &spans, TaskId task)
{
    std::vector<Gather> gathers;
    for (const Span &span : spans.life(task).spans) {
        if (const auto gather = gatherOf(task, span)) {
            gathers.push_back(*gather);
        }
    }
    return gathers;
}

} // namespace awaitscope::analysis
