// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timelinemodel.h"

#include <algorithm>

namespace awaitscope::timeline {

using trace::ResourceId;
using trace::ResourceStep;
using trace::Span;
using trace::TaskId;
using trace::TaskState;
using trace::TimeRange;
using trace::Timestamp;

namespace {

    constexpr std::size_t shortRow = 128; // spans that are faster summed up than looked up

} // namespace

TimelineModel::TimelineModel(const trace::TraceStore &store, const trace::SpanBuilder &builder,
                             TimelineModel *whole)
    : m_store(store), m_builder(builder), m_whole(whole)
{ }

SpanIndices TimelineModel::spansIn(TaskId task, TimeRange range) const
{
    const trace::SpanList &spans = life(task).spans;
    const auto first = std::ranges::upper_bound(spans, range.begin, {}, &Span::end);
    const auto last = std::ranges::lower_bound(first, spans.end(), range.end, {}, &Span::begin);
    return {std::size_t(first - spans.begin()), std::size_t(last - spans.begin())};
}

std::size_t TimelineModel::firstEndingAfter(TaskId task, std::size_t from, Timestamp time) const
{
    const trace::SpanList &spans = life(task).spans;
    std::size_t low = from;
    std::size_t step = 1;
    while (low + step < spans.size() && spans[low + step].end <= time) {
        low += step;
        step *= 2;
    }
    const std::size_t high = std::min(low + step + 1, spans.size());
    const auto after =
        std::ranges::upper_bound(spans.begin() + std::ptrdiff_t(low),
                                 spans.begin() + std::ptrdiff_t(high), time, {}, &Span::end);
    return std::size_t(after - spans.begin());
}

TaskState TimelineModel::dominant(TaskId task, SpanIndices indices, Timestamp now)
{
    const trace::SpanList &spans = life(task).spans;
    if (spans.size() < shortRow) {
        return SpanSummary().dominant(spans, indices.first, indices.last, now);
    }
    SpanSummary &summary = m_spanSummaries[task];
    summary.update(spans);
    return summary.dominant(spans, indices.first, indices.last, now);
}

std::span<const ResourceStep> TimelineModel::history(ResourceId resource) const
{
    return m_builder.history(resource);
}

ResourceStep TimelineModel::useAt(ResourceId resource, Timestamp time) const
{
    const auto steps = history(resource);
    const auto after = std::ranges::upper_bound(steps, time, {}, &ResourceStep::time);
    return after == steps.begin() ? ResourceStep{0, {}, m_store.resource(resource).slotCount}
                                  : *std::prev(after);
}

StepSummary::Peak TimelineModel::peak(ResourceId resource, std::size_t first, std::size_t last)
{
    if (m_stepSummaries.size() < m_store.resourceCount()) {
        m_stepSummaries.resize(m_store.resourceCount());
    }
    StepSummary &summary = m_stepSummaries[resource.value - 1U];
    summary.update(history(resource));
    return summary.peak(history(resource), first, last);
}

void TimelineModel::forgetSummaries()
{
    m_spanSummaries.clear();
    m_stepSummaries.clear();
}

StepSummary::Peak TimelineModel::highest(ResourceId resource)
{
    return m_whole ? m_whole->highest(resource) : peak(resource, 0, history(resource).size());
}

} // namespace awaitscope::timeline
