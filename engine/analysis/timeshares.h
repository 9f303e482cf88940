// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/spanbuilder.h"

#include <vector>

namespace awaitscope::analysis {

/// How long a task was in one state; for Waiting, at one resource.
struct TimeShare
{
    trace::TaskState state = trace::TaskState::Ready;
    trace::ResourceId resource;
    trace::Timestamp ns = 0;

    friend bool operator==(const TimeShare &, const TimeShare &) noexcept = default;
};

/// Where the time of a task went from its creation to its end, or to @p now: by state, then by
/// resource, without those that took no time. Their sum is that duration; but of what was before
/// @p knownFrom (see SpanBuilder), only spans that were not over by then count.
[[nodiscard]] std::vector<TimeShare> timeShares(const trace::TaskLife &life, trace::Timestamp now,
                                                trace::Timestamp knownFrom = 0);

} // namespace awaitscope::analysis
