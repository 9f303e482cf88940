// SPDX-License-Identifier: MIT
#pragma once

#include "engine/analysis/distribution.h"
#include "engine/trace/spanbuilder.h"

#include <array>
#include <functional>
#include <vector>

namespace awaitscope::analysis {

/// The tasks of one template or coroutine. A task belongs to a range of time if it ended in it, or
/// is alive and the range holds the present.
struct TemplateStatistics
{
    trace::StringId name;
    std::size_t count = 0;
    std::array<std::size_t, trace::outcomeCount> outcomes{}; ///< by Outcome; None: alive
    std::size_t timeouts = 0; ///< that ended by a timeout, or in which one fired
    Distribution latency; ///< from creation to end, of those that ended
    Distribution queueing; ///< in all Waiting states, of those that ended

    [[nodiscard]] std::size_t of(trace::Outcome outcome) const
    {
        return outcomes[std::size_t(outcome)];
    }
};

/// One resource over a range of time, as far as its history is known: from
/// SpanBuilder::knownFrom() on. Rates are per second of virtual time.
struct ResourceStatistics
{
    trace::ResourceId resource;
    double meanInUse = 0; ///< slots, over time
    double utilisation = 0; ///< meanInUse / mean slots; 0 where there are none
    double meanQueue = 0; ///< L of Little's law: tasks that wait, over time
    double arrivalRate = 0; ///< lambda: waits that began, a second
    double meanWait = 0; ///< W: seconds from the beginning of a wait to its end
    std::size_t arrivals = 0;

    /// L - lambda W: how far the range is from a steady state (what waits at its ends).
    [[nodiscard]] double littleGap() const { return meanQueue - arrivalRate * meanWait; }
};

/// What is said of a run, a part of it, or some of its tasks.
struct Statistics
{
    trace::TimeRange range;
    std::vector<TemplateStatistics> templates; ///< in order of first creation; no empty ones
    std::vector<ResourceStatistics> resources; ///< in order of declaration
    double throughput = 0; ///< tasks that finished, a second
};

/// Statistics of the tasks that @p isIncluded lets through (null: all); resources are always those
/// of all tasks. @p now: where live tasks stand. A range without duration has no rates.
[[nodiscard]] Statistics statisticsOf(const trace::TraceStore &store,
                                      const trace::SpanBuilder &spans, trace::TimeRange range,
                                      trace::Timestamp now,
                                      const std::function<bool(trace::TaskId)> &isIncluded = {});

/// How many of those tasks finished in each of @p bins equal parts of the range. Precondition:
/// bins > 0, and the range has a duration.
[[nodiscard]] std::vector<std::size_t>
finishedOver(const trace::SpanBuilder &spans, trace::TimeRange range, std::size_t bins,
             const std::function<bool(trace::TaskId)> &isIncluded = {});

} // namespace awaitscope::analysis
