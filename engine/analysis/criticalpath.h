// SPDX-License-Identifier: MIT
#pragma once

#include "engine/analysis/gathers.h"

#include <vector>

namespace awaitscope::analysis {

/// A stretch of a critical path: a task did something, or waited for what no other task gave it. A
/// step that is repeated is one stretch.
struct PathLink
{
    trace::TaskId task;
    trace::TimeRange range;
    trace::TaskState state = trace::TaskState::Ready;
    trace::ResourceId resource; ///< for Waiting
    trace::StepId step;

    friend bool operator==(const PathLink &, const PathLink &) noexcept = default;
};

/// What fixed the moment at which a task ended, or where it stands at @p now: the chain of work and
/// waits from its creation on, without gaps, in order of time. A wait that another task ended
/// (a child by its end, the former holder of a slot, whoever put, set, notified or cancelled) is
/// not on the chain, but what that task did up to then. Of main: the critical path of the run.
///
/// Found from the end backwards, as in Yang and Miller, "Critical Path Analysis for the Execution
/// of Parallel and Distributed Programs" (1988). Visits every event once.
[[nodiscard]] std::vector<PathLink> criticalPath(const trace::TraceStore &store,
                                                 const trace::SpanBuilder &spans,
                                                 trace::TaskId task, trace::Timestamp now);

/// What fixed how long a gather took: the same chain, from its begin to its end or, while it lasts,
/// to @p now.
[[nodiscard]] std::vector<PathLink> criticalPath(const trace::TraceStore &store,
                                                 const trace::SpanBuilder &spans,
                                                 const Gather &gather, trace::Timestamp now);

} // namespace awaitscope::analysis
