// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/spanbuilder.h"

#include <array>
#include <optional>
#include <vector>

namespace awaitscope::analysis {

/// A run, as far as it has come.
struct ComparedRun
{
    const trace::TraceStore &store;
    const trace::SpanBuilder &spans;
    trace::Timestamp now = 0;
};

/// A task that is not the same in two runs.
struct TaskDifference
{
    trace::TaskId before; ///< none: it is in the second run alone
    trace::TaskId after; ///< none: it is in the first run alone
    trace::Outcome outcomeBefore = trace::Outcome::None;
    trace::Outcome outcomeAfter = trace::Outcome::None;
    trace::Timestamp longer = 0; ///< ns from creation to end: after less before; of one alone: all

    [[nodiscard]] bool endsOtherwise() const noexcept { return outcomeBefore != outcomeAfter; }

    friend bool operator==(const TaskDifference &, const TaskDifference &) noexcept = default;
};

/// What a run comes to.
struct RunTotals
{
    trace::Timestamp duration = 0; ///< ns, up to where it has come
    quint32 tasks = 0;
    std::array<quint32, trace::outcomeCount> outcomes{}; ///< by Outcome; None: alive
    trace::Timestamp waited = 0; ///< ns in queues, of all tasks together
    trace::Timestamp worked = 0; ///< likewise
    trace::Timestamp median = 0; ///< ns from creation to end, of the tasks that have ended
    trace::Timestamp p95 = 0; ///< likewise, by nearest rank

    friend bool operator==(const RunTotals &, const RunTotals &) noexcept = default;
};

/// Two runs of a scenario side by side.
struct Comparison
{
    /// For each task of the second run, by number (0: none), that of the first with the same path.
    std::vector<trace::TaskId> beforeOf{trace::TaskId()};
    /// First the tasks that ended otherwise or are in one run alone, then those that took another
    /// time; in each part those with the largest difference first.
    std::vector<TaskDifference> differences;
    RunTotals before;
    RunTotals after;
};

/// Tasks are matched by their paths. What one of the runs has not come to yet is no difference: a
/// task that is alive, or that the other run has at a later time.
[[nodiscard]] Comparison compareRuns(const ComparedRun &before, const ComparedRun &after);

/// How a task of the first run and one of the second differ; none: not, or one of them is alive.
[[nodiscard]] std::optional<TaskDifference> differenceOf(const ComparedRun &before,
                                                         trace::TaskId taskBefore,
                                                         const ComparedRun &after,
                                                         trace::TaskId taskAfter);

} // namespace awaitscope::analysis
