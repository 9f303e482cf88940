// SPDX-License-Identifier: MIT
#include "engine/analysis/statistics.h"

#include <algorithm>
#include <unordered_map>

namespace awaitscope::analysis {

using trace::Outcome;
using trace::ResourceId;
using trace::SpanBuilder;
using trace::TaskId;
using trace::TaskLife;
using trace::TaskState;
using trace::TimeRange;
using trace::Timestamp;
using trace::TraceStore;

namespace {

    [[nodiscard]] double seconds(Timestamp ns)
    {
        return double(ns) / 1e9;
    }

    /// The tasks of one template while they are collected.
    struct Sample
    {
        TemplateStatistics statistics;
        std::vector<Timestamp> latencies;
        std::vector<Timestamp> queueings;
    };

    void add(Sample &sample, const TaskLife &life)
    {
        ++sample.statistics.count;
        ++sample.statistics.outcomes[std::size_t(life.outcome)];
        const auto isTimeout = [](const trace::Mark &mark) {
            return mark.kind == trace::TaskEventKind::Expired;
        };
        sample.statistics.timeouts +=
            life.outcome == Outcome::TimedOut || std::ranges::any_of(life.marks, isTimeout);
        if (!life.isAlive()) {
            sample.latencies.push_back(life.ended - life.created);
            sample.queueings.push_back(life.waited);
        }
    }

    /// Integrals over time of what a resource's history says.
    void addUsage(ResourceStatistics &statistics, std::span<const trace::ResourceStep> history,
                  qint64 declaredSlots, TimeRange range)
    {
        double inUse = 0;
        double queue = 0;
        double slots = 0;
        trace::ResourceStep last{.time = 0, .usage = {}, .slotCount = declaredSlots};
        const auto holdUntil = [&](Timestamp time) {
            const Timestamp from = std::max(last.time, range.begin);
            const double held = seconds(std::max<Timestamp>(0, std::min(time, range.end) - from));
            inUse += held * last.usage.inUse;
            queue += held * last.usage.waiting;
            slots += held * double(last.slotCount);
        };
        for (const trace::ResourceStep &step : history) {
            holdUntil(step.time);
            last = step;
        }
        holdUntil(range.end);
        const double duration = seconds(range.duration());
        statistics.meanInUse = inUse / duration;
        statistics.meanQueue = queue / duration;
        statistics.utilisation = slots > 0 ? inUse / slots : 0;
    }

    /// What each wait at a resource that began in the range took; those that last take until now.
    void addWaits(std::vector<ResourceStatistics> &resources, const TaskLife &life, TimeRange range,
                  Timestamp now)
    {
        for (const trace::Span &span : life.spans) {
            if (span.state == TaskState::Waiting && span.resource && range.contains(span.begin)) {
                ResourceStatistics &at = resources[span.resource.value - 1U];
                ++at.arrivals;
                at.meanWait += seconds((span.isOpen() ? now : span.end) - span.begin);
            }
        }
    }

    void finish(std::vector<ResourceStatistics> &resources, TimeRange range)
    {
        for (ResourceStatistics &resource : resources) {
            resource.arrivalRate = double(resource.arrivals) / seconds(range.duration());
            resource.meanWait /= double(std::max<std::size_t>(1, resource.arrivals));
        }
    }

} // namespace

Statistics statisticsOf(const TraceStore &store, const SpanBuilder &spans, TimeRange range,
                        Timestamp now, const std::function<bool(TaskId)> &isIncluded)
{
    Statistics result{.range = range, .templates = {}, .resources = {}};
    for (quint16 i = 1; i <= store.resourceCount(); ++i) {
        result.resources.push_back({.resource = ResourceId(i)});
    }
    std::vector<Sample> samples;
    std::unordered_map<trace::StringId, std::size_t> places;
    std::size_t finished = 0;
    quint32 number = 0;
    TimeRange known = range;
    if (store.prologue()) {
        known = {std::max(range.begin, spans.knownFrom()), std::max(range.end, spans.knownFrom())};
    }
    for (const TaskLife &life : spans.lives()) {
        const TaskId task(++number);
        addWaits(result.resources, life, known, now);
        if (!range.contains(life.isAlive() ? now : life.ended)
            || (isIncluded && !isIncluded(task))) {
            continue;
        }
        const trace::StringId name = store.task(task).name;
        const auto [place, isNew] = places.try_emplace(name, samples.size());
        if (isNew) {
            samples.push_back({.statistics = {.name = name}, .latencies = {}, .queueings = {}});
        }
        add(samples[place->second], life);
        finished += life.outcome == Outcome::Finished;
    }
    for (Sample &sample : samples) {
        sample.statistics.latency = Distribution(std::move(sample.latencies));
        sample.statistics.queueing = Distribution(std::move(sample.queueings));
        result.templates.push_back(std::move(sample.statistics));
    }
    if (known.duration() > 0) {
        for (ResourceStatistics &resource : result.resources) {
            addUsage(resource, spans.history(resource.resource),
                     store.resource(resource.resource).slotCount, known);
        }
        finish(result.resources, known);
    }
    if (range.duration() > 0) {
        result.throughput = double(finished) / seconds(range.duration());
    }
    return result;
}

std::vector<std::size_t> finishedOver(const SpanBuilder &spans, TimeRange range, std::size_t bins,
                                      const std::function<bool(TaskId)> &isIncluded)
{
    Q_ASSERT(bins > 0 && !range.isEmpty());
    std::vector<std::size_t> counts(bins);
    quint32 number = 0;
    for (const TaskLife &life : spans.lives()) {
        const TaskId task(++number);
        if (life.outcome == Outcome::Finished && range.contains(life.ended)
            && (!isIncluded || isIncluded(task))) {
            const double share = double(life.ended - range.begin) / double(range.duration());
            ++counts[std::min(bins - 1, std::size_t(share * double(bins)))];
        }
    }
    return counts;
}

} // namespace awaitscope::analysis
