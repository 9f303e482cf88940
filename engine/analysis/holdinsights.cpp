// SPDX-License-Identifier: MIT
#include "engine/analysis/holdinsights.h"

#include "engine/analysis/waitchain.h"
#include "engine/trace/prologue.h"

#include <algorithm>
#include <map>

namespace awaitscope::analysis {

using trace::ResourceId;
using trace::ResourceKind;
using trace::ResourceStep;
using trace::Span;
using trace::SpanBuilder;
using trace::TaskEvent;
using trace::TaskEventKind;
using trace::TaskId;
using trace::TaskLife;
using trace::TaskState;
using trace::TimeRange;
using trace::Timestamp;
using trace::TraceStore;
using Kind = Insight::Kind;

namespace {

    struct Hold
    {
        TaskId task;
        TimeRange range;
    };

    [[nodiscard]] TimeRange common(TimeRange one, TimeRange other)
    {
        const Timestamp begin = std::max(one.begin, other.begin);
        return {begin, std::max(begin, std::min(one.end, other.end))};
    }

    [[nodiscard]] Timestamp middleOf(std::vector<Timestamp> values)
    {
        const auto middle = values.begin() + qsizetype(values.size() / 2);
        std::ranges::nth_element(values, middle);
        return *middle;
    }

    /// One resource after the other.
    class HoldFinder
    {
    public:
        HoldFinder(const TraceStore &store, const SpanBuilder &spans, Timestamp now)
            : m_store(store), m_spans(spans), m_now(now), m_holds(store.resourceCount())
        {
            readHolds();
        }

        [[nodiscard]] std::vector<Insight> find()
        {
            std::vector<Insight> insights;
            const auto add = [&](Insight insight) {
                if (!insight.tasks.empty()) {
                    insights.push_back(std::move(insight));
                }
            };
            for (quint16 i = 1; i <= m_store.resourceCount(); ++i) {
                add(idleHolders(ResourceId(i)));
            }
            for (quint16 i = 1; i <= m_store.resourceCount(); ++i) {
                add(starved(ResourceId(i)));
            }
            for (quint16 i = 1; i <= m_store.resourceCount(); ++i) {
                add(headOfLine(ResourceId(i)));
            }
            return insights;
        }

    private:
        void readHolds();
        [[nodiscard]] Insight idleHolders(ResourceId resource) const;
        [[nodiscard]] Insight starved(ResourceId resource) const;
        [[nodiscard]] Insight headOfLine(ResourceId resource) const;
        /// Task times time in the queue of the resource over a range (ns), and how many at most.
        [[nodiscard]] std::pair<Timestamp, quint32> queued(ResourceId resource,
                                                           TimeRange range) const;
        /// How much of the range somebody queues.
        [[nodiscard]] Timestamp contended(ResourceId resource, TimeRange range) const;
        template <typename Function>
        void forEachStep(ResourceId resource, TimeRange range, Function function) const;

        [[nodiscard]] TimeRange rangeOf(const Span &span) const
        {
            return {span.begin, span.isOpen() ? std::max(m_now, span.begin) : span.end};
        }

        const TraceStore &m_store;
        const SpanBuilder &m_spans;
        const Timestamp m_now;
        std::vector<std::vector<Hold>> m_holds; // by resource, in order of their beginning
    };

    void HoldFinder::readHolds()
    {
        std::vector<std::vector<std::size_t>> open(m_holds.size()); // the oldest first
        const auto begin = [&](ResourceId resource, TaskId task, Timestamp since) {
            auto &holds = m_holds[resource.value - 1U];
            open[resource.value - 1U].push_back(holds.size());
            holds.push_back({task, {since, std::max(m_now, since)}});
        };
        for (quint16 i = 1; m_store.prologue() && i <= m_store.resourceCount(); ++i) {
            for (const trace::Holder &holder :
                 m_store.prologue()->occupancy().holders(ResourceId(i))) {
                begin(ResourceId(i), holder.task, holder.since);
            }
        }
        for (quint64 i = m_store.firstEvent(); i < m_spans.position(); ++i) {
            const TaskEvent &event = m_store.event(i);
            if (event.kind == TaskEventKind::Acquired) {
                begin(event.resource, event.task, event.time);
            } else if (event.kind == TaskEventKind::Released) {
                auto &holds = m_holds[event.resource.value - 1U];
                auto &own = open[event.resource.value - 1U];
                auto place = std::ranges::find_if(
                    own, [&](std::size_t hold) { return holds[hold].task == event.task; });
                place = place == own.end() ? own.begin() : place; // another's: the oldest
                if (place != own.end()) {
                    holds[*place].range.end = event.time;
                    own.erase(place);
                }
            }
        }
    }

    template <typename Function>
    void HoldFinder::forEachStep(ResourceId resource, TimeRange range, Function function) const
    {
        const auto history = m_spans.history(resource);
        auto at = std::ranges::upper_bound(history, range.begin, {}, &ResourceStep::time);
        at = at == history.begin() ? at : std::prev(at);
        for (; at != history.end() && at->time < range.end; ++at) {
            const auto next = std::next(at);
            const TimeRange held{at->time, next == history.end() ? range.end : next->time};
            function(common(held, range).duration(), at->usage.waiting);
        }
    }

    std::pair<Timestamp, quint32> HoldFinder::queued(ResourceId resource, TimeRange range) const
    {
        Timestamp sum = 0;
        quint32 most = 0;
        forEachStep(resource, range, [&](Timestamp duration, quint32 waiting) {
            sum += duration * waiting;
            most = duration > 0 ? std::max(most, waiting) : most;
        });
        return {sum, most};
    }

    Timestamp HoldFinder::contended(ResourceId resource, TimeRange range) const
    {
        Timestamp sum = 0;
        forEachStep(resource, range, [&](Timestamp duration, quint32 waiting) {
            sum += waiting > 0 ? duration : 0;
        });
        return sum;
    }

    Insight HoldFinder::idleHolders(ResourceId resource) const
    {
        Insight insight{.kind = Kind::SlotHeldIdle, .resource = resource, .tasks = {}};
        Timestamp held = 0;
        std::map<TaskId, Timestamp> idle;
        for (const Hold &hold : m_holds[resource.value - 1U]) {
            held += contended(resource, hold.range);
            const auto &spans = m_spans.life(hold.task).spans;
            const auto first = std::ranges::upper_bound(spans, hold.range.begin, {}, &Span::end);
            for (auto at = first; at != spans.end() && at->begin < hold.range.end; ++at) {
                const Span &span = *at;
                const bool isIdle = span.state == TaskState::BackingOff
                    || (span.state == TaskState::Waiting && span.resource != resource);
                if (isIdle) {
                    idle[hold.task] += contended(resource, common(hold.range, rangeOf(span)));
                }
            }
        }
        std::vector<std::pair<Timestamp, TaskId>> tasks;
        for (const auto &[task, ns] : idle) {
            insight.ns += ns;
            if (ns > 0) {
                tasks.emplace_back(ns, task);
            }
        }
        insight.share = held > 0 ? double(insight.ns) / double(held) : 0;
        if (insight.share >= idleHoldShare) {
            std::ranges::stable_sort(tasks, std::ranges::greater(),
                                     &std::pair<Timestamp, TaskId>::first);
            std::ranges::transform(tasks, std::back_inserter(insight.tasks),
                                   &std::pair<Timestamp, TaskId>::second);
        }
        return insight;
    }

    Insight HoldFinder::starved(ResourceId resource) const
    {
        Insight insight{.kind = Kind::Starvation, .resource = resource, .tasks = {}};
        std::map<TaskId, std::vector<Timestamp>> got; // when
        for (const Hold &hold : m_holds[resource.value - 1U]) {
            got[hold.task].push_back(hold.range.begin);
        }
        std::vector<Timestamp> served;
        std::vector<std::pair<Timestamp, TaskId>> unserved;
        quint32 number = 0;
        for (const TaskLife &life : m_spans.lives()) {
            const TaskId task(++number);
            for (const Span &span : life.spans) {
                // Of what ended before, it may not be known whether it was served.
                if (span.state != TaskState::Waiting || span.resource != resource
                    || (m_store.prologue() && span.end <= m_spans.knownFrom())) {
                    continue;
                }
                const TimeRange range = rangeOf(span);
                const auto own = got.find(task);
                const bool isServed =
                    own != got.end() && std::ranges::binary_search(own->second, range.end);
                if (isServed) {
                    served.push_back(range.duration());
                } else {
                    unserved.emplace_back(range.duration(), task);
                }
            }
        }
        if (served.size() < leastServed) {
            return insight;
        }
        const Timestamp usual = middleOf(served);
        for (const auto &[ns, task] : unserved) {
            if (double(ns) >= starvationFactor * double(usual)) {
                insight.tasks.push_back(task);
                insight.ns = std::max(insight.ns, ns);
            }
        }
        insight.share = double(insight.ns) / double(std::max<Timestamp>(1, usual));
        insight.of = served.size();
        return insight;
    }

    Insight HoldFinder::headOfLine(ResourceId resource) const
    {
        Insight insight{.kind = Kind::HeadOfLine, .resource = resource, .tasks = {}};
        const auto &holds = m_holds[resource.value - 1U];
        if (holds.size() < leastServed) {
            return insight;
        }
        std::vector<Timestamp> durations;
        std::ranges::transform(holds, std::back_inserter(durations),
                               [](const Hold &hold) { return hold.range.duration(); });
        const Timestamp usual = middleOf(durations);
        std::map<Timestamp, int> changes; // of how many slots are held for long
        for (const Hold &hold : holds) {
            if (double(hold.range.duration())
                >= longHoldFactor * double(std::max<Timestamp>(1, usual))) {
                insight.tasks.push_back(hold.task);
                ++changes[hold.range.begin];
                --changes[hold.range.end];
            }
        }
        qint64 held = 0;
        Timestamp since = 0;
        quint32 most = 0;
        for (const auto &[time, change] : changes) {
            if (held >= m_store.resource(resource).slotCount) {
                const auto [sum, atOnce] = queued(resource, {since, time});
                insight.ns += sum;
                most = std::max(most, atOnce);
            }
            held += change;
            since = time;
        }
        insight.of = most;
        insight.share = double(usual);
        if (most < 2) {
            insight.tasks.clear();
        }
        return insight;
    }

    /// Takes away those whom a wait names: somebody wants them after all.
    void takeAwaited(const TraceStore &store, const TaskEvent &waiting,
                     std::map<TaskId, Timestamp> &left)
    {
        if (waiting.wait() == trace::WaitKind::AsCompleted) { // not whom: perhaps its children
            std::erase_if(left, [&](const auto &each) {
                return store.task(each.first).parent == waiting.task;
            });
        }
        for (const TaskId task : awaitedTasks(store, waiting.wait(), waiting.a)) {
            left.erase(task);
        }
    }

} // namespace

std::vector<Insight> findHoldInsights(const TraceStore &store, const SpanBuilder &spans,
                                      Timestamp now)
{
    return HoldFinder(store, spans, now).find();
}

std::vector<Insight> findLosers(const TraceStore &store, const SpanBuilder &spans, Timestamp now)
{
    std::map<TaskId, Timestamp> left; // whom a wait left behind, and when
    for (quint64 i = store.firstEvent(); i < spans.position(); ++i) {
        const TaskEvent &event = store.event(i);
        if (event.kind == TaskEventKind::Waited && !store.list(trace::ListId(event.a)).empty()) {
            for (const quint32 task : store.list(trace::ListId(quint32(event.b)))) {
                left.try_emplace(TaskId(task), event.time);
            }
        } else if (event.kind == TaskEventKind::Waiting && !left.empty()) {
            takeAwaited(store, event, left);
        }
    }
    Insight insight{.kind = Kind::WorkAfterWait, .tasks = {}};
    for (const auto &[task, time] : left) {
        Timestamp work = 0;
        for (const Span &span : spans.life(task).spans) {
            if (span.state == TaskState::Working || span.state == TaskState::Blocking) {
                const Timestamp end = span.isOpen() ? now : span.end;
                work += std::max<Timestamp>(0, end - std::max(span.begin, time));
            }
        }
        if (work > 0) {
            insight.tasks.push_back(task);
            insight.ns += work;
        }
    }
    if (insight.tasks.empty()) {
        return {};
    }
    return {insight};
}

} // namespace awaitscope::analysis
