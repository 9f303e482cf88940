// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/spansummary.h"

#include <unordered_map>
#include <vector>

namespace awaitscope::timeline {

/// Indices [first, last) of the spans of a task.
struct SpanIndices
{
    std::size_t first = 0;
    std::size_t last = 0;

    [[nodiscard]] bool isEmpty() const noexcept { return first >= last; }

    friend bool operator==(const SpanIndices &, const SpanIndices &) noexcept = default;
};

/// What the timeline asks a SpanBuilder: all by binary search, and summaries for long rows. The
/// store and the builder must outlive it. To be used by one thread at a time, since summaries are
/// brought up to date when they are asked for.
class TimelineModel
{
public:
    /// @p whole: where the scales of the tracks are from, if the builder stands at a moment before;
    /// it outlives the model. Null: from the builder.
    TimelineModel(const trace::TraceStore &store, const trace::SpanBuilder &builder,
                  TimelineModel *whole = nullptr);

    [[nodiscard]] const trace::TraceStore &store() const noexcept { return m_store; }

    [[nodiscard]] const trace::SpanBuilder &builder() const noexcept { return m_builder; }

    /// Whether the builder has seen the task; spans and lives are asked of known tasks alone.
    [[nodiscard]] bool isKnown(trace::TaskId task) const noexcept
    {
        return task && task.value <= m_builder.lives().size();
    }

    [[nodiscard]] const trace::TaskLife &life(trace::TaskId task) const
    {
        return m_builder.life(task);
    }

    /// The spans that have a part in `range`; open ones have no end.
    [[nodiscard]] SpanIndices spansIn(trace::TaskId task, trace::TimeRange range) const;
    /// The first span at or after `from` that ends after `time`; the number of spans if none does.
    /// Costs the logarithm of the distance.
    [[nodiscard]] std::size_t firstEndingAfter(trace::TaskId task, std::size_t from,
                                               trace::Timestamp time) const;
    /// In which state the task was longest during its spans [first, last).
    [[nodiscard]] trace::TaskState dominant(trace::TaskId task, SpanIndices spans,
                                            trace::Timestamp now);

    /// The history of a resource; empty if nothing happened to it yet.
    [[nodiscard]] std::span<const trace::ResourceStep> history(trace::ResourceId resource) const;
    /// Its use at a moment; as declared, before its first step.
    [[nodiscard]] trace::ResourceStep useAt(trace::ResourceId resource,
                                            trace::Timestamp time) const;
    /// The highest use over the steps [first, last) of its history.
    [[nodiscard]] StepSummary::Peak peak(trace::ResourceId resource, std::size_t first,
                                         std::size_t last);
    /// The highest use that has to fit on its track.
    [[nodiscard]] StepSummary::Peak highest(trace::ResourceId resource);

    /// The builder has let spans and steps go.
    void forgetSummaries();

private:
    const trace::TraceStore &m_store;
    const trace::SpanBuilder &m_builder;
    TimelineModel *m_whole;
    std::unordered_map<trace::TaskId, SpanSummary> m_spanSummaries; // of long rows
    std::vector<StepSummary> m_stepSummaries;
};

} // namespace awaitscope::timeline
