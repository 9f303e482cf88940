// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/spanbuilder.h"

#include <optional>
#include <vector>

namespace awaitscope::analysis {

/// A wait of a task for a set of others: a gather, the end of a task group, a wait, as_completed.
/// While it lasts, its end is trace::openEnd.
struct Gather
{
    trace::TaskId task;
    trace::TimeRange range;
    trace::WaitKind kind = trace::WaitKind::Gather;

    friend bool operator==(const Gather &, const Gather &) noexcept = default;
};

/// Whether that is a wait for a set of tasks.
[[nodiscard]] constexpr bool waitsForSet(trace::WaitKind kind) noexcept
{
    return kind == trace::WaitKind::Gather || kind == trace::WaitKind::TaskGroup
        || kind == trace::WaitKind::Wait || kind == trace::WaitKind::AsCompleted;
}

/// The one that a span of a task is; none if it is another state or another wait.
[[nodiscard]] std::optional<Gather> gatherOf(trace::TaskId task, const trace::Span &span);

/// All of a task, in order.
[[nodiscard]] std::vector<Gather> gathersOf(const trace::SpanBuilder &spans, trace::TaskId task);

} // namespace awaitscope::analysis
