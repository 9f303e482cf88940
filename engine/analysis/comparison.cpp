// SPDX-License-Identifier: MIT
#include "engine/analysis/comparison.h"

#include "engine/analysis/distribution.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <unordered_map>

namespace awaitscope::analysis {

using trace::Outcome;
using trace::TaskId;
using trace::TaskLife;
using trace::Timestamp;
using trace::TraceStore;

namespace {

    [[nodiscard]] quint32 taskCount(const ComparedRun &run)
    {
        return quint32(run.spans.lives().size());
    }

    [[nodiscard]] RunTotals totalsOf(const ComparedRun &run)
    {
        RunTotals totals{.duration = run.now, .tasks = taskCount(run)};
        std::vector<Timestamp> durations;
        for (const TaskLife &life : run.spans.lives()) {
            ++totals.outcomes[std::size_t(life.outcome)];
            totals.waited += life.waited;
            totals.worked += life.worked;
            if (!life.isPending()) {
                durations.push_back(life.ended - life.created);
            }
        }
        if (const Distribution ended(std::move(durations)); !ended.isEmpty()) {
            totals.median = ended.percentile(50);
            totals.p95 = ended.percentile(95);
        }
        return totals;
    }

    /// For each task of the second run that of the first which the same parent created as its n-th,
    /// with the same name: parents come before their children.
    [[nodiscard]] std::vector<TaskId> matched(const ComparedRun &before, const ComparedRun &after)
    {
        const auto key = [](TaskId parent, quint32 childIndex) {
            return (quint64(parent.value) << 32) | childIndex;
        };
        std::unordered_map<quint64, TaskId> children;
        for (quint32 i = 1; i <= taskCount(before); ++i) {
            const trace::TaskInfo &info = before.store.task(TaskId(i));
            children.emplace(key(info.parent, info.childIndex), TaskId(i));
        }
        std::vector<TaskId> beforeOf(std::size_t(taskCount(after)) + 1);
        for (quint32 i = 1; i <= taskCount(after); ++i) {
            const trace::TaskInfo &info = after.store.task(TaskId(i));
            const TaskId parent = beforeOf[info.parent.value];
            const auto found = info.parent && !parent ? children.end()
                                                      : children.find(key(parent, info.childIndex));
            if (found != children.end()
                && before.store.taskName(found->second) == after.store.taskName(TaskId(i))) {
                beforeOf[i] = found->second;
            }
        }
        return beforeOf;
    }

    [[nodiscard]] Timestamp durationOf(const ComparedRun &run, TaskId task)
    {
        const TaskLife &life = run.spans.life(task);
        return (life.ended >= 0 ? life.ended : std::max(run.now, life.created)) - life.created;
    }

    /// Those of the runs that only one of them has, although the other has come that far.
    void addAlone(const ComparedRun &before, const ComparedRun &after, Comparison &comparison)
    {
        std::vector<bool> isMatched(std::size_t(taskCount(before)) + 1);
        for (const TaskId task : comparison.beforeOf) {
            isMatched[task.value] = true;
        }
        for (quint32 i = 1; i <= taskCount(before); ++i) {
            const TaskLife &life = before.spans.life(TaskId(i));
            if (!isMatched[i] && life.created <= after.now) {
                comparison.differences.push_back({.before = TaskId(i),
                                                  .outcomeBefore = life.outcome,
                                                  .longer = -durationOf(before, TaskId(i))});
            }
        }
        for (quint32 i = 1; i <= taskCount(after); ++i) {
            const TaskLife &life = after.spans.life(TaskId(i));
            if (!comparison.beforeOf[i] && life.created <= before.now) {
                comparison.differences.push_back({.after = TaskId(i),
                                                  .outcomeAfter = life.outcome,
                                                  .longer = durationOf(after, TaskId(i))});
            }
        }
    }

} // namespace

std::optional<TaskDifference> differenceOf(const ComparedRun &before, TaskId taskBefore,
                                           const ComparedRun &after, TaskId taskAfter)
{
    const Outcome outcomeBefore = before.spans.life(taskBefore).outcome;
    const Outcome outcomeAfter = after.spans.life(taskAfter).outcome;
    if (outcomeBefore == Outcome::None || outcomeAfter == Outcome::None) {
        return std::nullopt;
    }
    const TaskDifference difference{taskBefore, taskAfter, outcomeBefore, outcomeAfter,
                                    durationOf(after, taskAfter) - durationOf(before, taskBefore)};
    return difference.endsOtherwise() || difference.longer != 0 ? std::optional(difference)
                                                                : std::nullopt;
}

Comparison compareRuns(const ComparedRun &before, const ComparedRun &after)
{
    Comparison comparison;
    comparison.before = totalsOf(before);
    comparison.after = totalsOf(after);
    comparison.beforeOf = matched(before, after);
    for (quint32 i = 1; i <= taskCount(after); ++i) {
        if (const TaskId one = comparison.beforeOf[i]) {
            if (const auto difference = differenceOf(before, one, after, TaskId(i))) {
                comparison.differences.push_back(*difference);
            }
        }
    }
    addAlone(before, after, comparison);
    const auto rank = [](const TaskDifference &difference) {
        const bool isOfTime = difference.before && difference.after && !difference.endsOtherwise();
        return std::tuple(isOfTime, -std::abs(difference.longer));
    };
    std::ranges::stable_sort(comparison.differences, {}, rank);
    return comparison;
}

} // namespace awaitscope::analysis
