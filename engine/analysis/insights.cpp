// SPDX-License-Identifier: MIT
#include "engine/analysis/insights.h"

#include "engine/analysis/holdinsights.h"
#include "engine/analysis/timeshares.h"
#include "engine/analysis/waitchain.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace awaitscope::analysis {

using trace::Holder;
using trace::ListId;
using trace::Mark;
using trace::Occupancy;
using trace::ResourceId;
using trace::Span;
using trace::SpanBuilder;
using trace::TaskEvent;
using trace::TaskEventKind;
using trace::TaskId;
using trace::TaskLife;
using trace::TaskState;
using trace::Timestamp;
using trace::TraceStore;
using Kind = Insight::Kind;

namespace {

    class InsightFinder
    {
    public:
        InsightFinder(const TraceStore &store, const SpanBuilder &spans, Timestamp now)
            : m_store(store), m_spans(spans), m_now(now), m_occupancy(store)
        {
            m_occupancy.update(spans.position());
        }

        [[nodiscard]] std::vector<Insight> find()
        {
            findDeadlock();
            findLeakedSlots();
            findQueueing();
            findTimeoutsInQueue();
            findSwallowed();
            findBlocked();
            findFromEvents();
            return std::move(m_insights);
        }

    private:
        void findQueueing();
        void findTimeoutsInQueue();
        void findLeakedSlots();
        void findDeadlock();
        void findSwallowed();
        void findBlocked();
        void findFromEvents();
        [[nodiscard]] bool hasChildFailed(const TaskEvent &resumed) const;
        [[nodiscard]] Insight workAfterFailure(const TaskEvent &failed) const;
        [[nodiscard]] Timestamp workAfter(TaskId task, Timestamp time) const;

        /// Calls function(task, life) for each task.
        template <typename Function>
        void forEachTask(Function function) const
        {
            quint32 number = 0;
            for (const TaskLife &life : m_spans.lives()) {
                function(TaskId(++number), life);
            }
        }

        const TraceStore &m_store;
        const SpanBuilder &m_spans;
        const Timestamp m_now;
        Occupancy m_occupancy;
        std::vector<Insight> m_insights;
    };

    void InsightFinder::findQueueing()
    {
        struct Queueing
        {
            Timestamp ns = 0;
            std::vector<std::pair<Timestamp, TaskId>> tasks;
        };

        std::map<ResourceId, Queueing> queueings;
        Timestamp total = 0;
        forEachTask([&](TaskId task, const TaskLife &life) {
            for (const TimeShare &share : timeShares(life, m_now, m_spans.knownFrom())) {
                if (share.state == TaskState::Awaiting) {
                    continue;
                }
                total += share.ns;
                if (share.state == TaskState::Waiting && share.resource) {
                    Queueing &at = queueings[share.resource];
                    at.ns += share.ns;
                    at.tasks.emplace_back(share.ns, task);
                }
            }
        });
        for (auto &[resource, queueing] : queueings) {
            const double share = double(queueing.ns) / double(total);
            const auto kind = m_store.resource(resource).kind;
            const bool isShared =
                kind == trace::ResourceKind::Semaphore || kind == trace::ResourceKind::Lock;
            if (!isShared || queueing.tasks.size() < 2 || share < queueingShare) {
                continue;
            }
            std::ranges::stable_sort(queueing.tasks, std::ranges::greater(),
                                     &std::pair<Timestamp, TaskId>::first);
            Insight insight{.kind = Kind::QueueingDominates,
                            .resource = resource,
                            .tasks = {},
                            .ns = queueing.ns,
                            .share = share};
            std::ranges::transform(queueing.tasks, std::back_inserter(insight.tasks),
                                   &std::pair<Timestamp, TaskId>::second);
            m_insights.push_back(std::move(insight));
        }
    }

    void InsightFinder::findTimeoutsInQueue()
    {
        std::map<ResourceId, std::vector<TaskId>> inQueue;
        std::size_t all = 0;
        forEachTask([&](TaskId task, const TaskLife &life) {
            for (const Mark &mark : life.marks) {
                if (mark.kind != TaskEventKind::Expired) {
                    continue;
                }
                ++all;
                const auto queued = std::ranges::find_if(life.spans, [&](const Span &span) {
                    return span.state == TaskState::Waiting && span.resource
                        && span.begin <= mark.time && mark.time <= span.end;
                });
                if (queued != life.spans.end()) {
                    inQueue[queued->resource].push_back(task);
                }
            }
        });
        for (auto &[resource, tasks] : inQueue) {
            if (tasks.size() >= 2 && tasks.size() * 2 >= all) {
                m_insights.push_back({.kind = Kind::TimeoutsInQueue,
                                      .resource = resource,
                                      .tasks = std::move(tasks),
                                      .of = all});
            }
        }
    }

    void InsightFinder::findLeakedSlots()
    {
        for (quint16 i = 1; i <= m_store.resourceCount(); ++i) {
            Insight insight{.kind = Kind::LeakedSlot, .resource = ResourceId(i), .tasks = {}};
            if (m_occupancy.isRefilled(insight.resource)) {
                continue;
            }
            for (const Holder &holder : m_occupancy.holders(insight.resource)) {
                if (!m_spans.life(holder.task).isPending()) {
                    insight.tasks.push_back(holder.task);
                }
            }
            if (!insight.tasks.empty()) {
                insight.of = m_occupancy.queue(insight.resource).size();
                m_insights.push_back(std::move(insight));
            }
        }
    }

    void InsightFinder::findDeadlock()
    {
        Insight insight{.kind = Kind::Deadlock, .tasks = {}};
        forEachTask([&](TaskId task, const TaskLife &life) {
            if (!insight.tasks.empty() || !life.isPending()) {
                return;
            }
            const auto chain = waitChain(m_store, m_spans, m_occupancy, task);
            const auto &on = chain.back().on;
            if (on.size() != 1) {
                return;
            }
            const auto begin = std::ranges::find(chain, on.front(), &WaitLink::task);
            std::transform(begin, chain.end(), std::back_inserter(insight.tasks),
                           [](const WaitLink &link) { return link.task; });
        });
        if (!insight.tasks.empty()) {
            m_insights.push_back(std::move(insight));
        }
    }

    void InsightFinder::findSwallowed()
    {
        Insight insight{.kind = Kind::CancellationSwallowed, .tasks = {}};
        forEachTask([&](TaskId task, const TaskLife &life) {
            const bool hasSwallowed = std::ranges::any_of(life.marks, [&](const Mark &mark) {
                return mark.kind == TaskEventKind::CleanupEnded
                    && trace::CleanupEnd(m_store.event(mark.event).what)
                    == trace::CleanupEnd::Swallowed;
            });
            if (hasSwallowed) {
                insight.tasks.push_back(task);
            }
        });
        if (!insight.tasks.empty()) {
            m_insights.push_back(std::move(insight));
        }
    }

    void InsightFinder::findBlocked()
    {
        Insight insight{.kind = Kind::LoopBlocked, .tasks = {}};
        forEachTask([&](TaskId task, const TaskLife &life) {
            bool isSlow = false;
            for (const Span &span : life.spans) {
                const Timestamp duration = (span.isOpen() ? m_now : span.end) - span.begin;
                if (span.state == TaskState::Blocking && duration >= slowCallback) {
                    isSlow = true;
                    insight.ns = std::max(insight.ns, duration);
                }
            }
            if (isSlow) {
                insight.tasks.push_back(task);
            }
        });
        if (!insight.tasks.empty()) {
            m_insights.push_back(std::move(insight));
        }
    }

    Timestamp InsightFinder::workAfter(TaskId task, Timestamp time) const
    {
        Timestamp work = 0;
        for (const Span &span : m_spans.life(task).spans) {
            if (span.state == TaskState::Working || span.state == TaskState::Blocking) {
                const Timestamp end = span.isOpen() ? m_now : span.end;
                work += std::max<Timestamp>(0, end - std::max(span.begin, time));
            }
        }
        return work;
    }

    bool InsightFinder::hasChildFailed(const TaskEvent &resumed) const
    {
        const std::string_view error = m_store.text(trace::StringId(resumed.a));
        return !error.empty() && error != "Cancelled";
    }

    Insight InsightFinder::workAfterFailure(const TaskEvent &failed) const
    {
        Insight insight{.kind = Kind::WorkAfterFailure, .tasks = {failed.task}};
        for (const quint32 sibling : m_store.list(ListId(quint32(failed.b)))) {
            if (const Timestamp work = workAfter(TaskId(sibling), failed.time); work > 0) {
                insight.tasks.emplace_back(sibling);
                insight.ns += work;
            }
        }
        return insight;
    }

    void InsightFinder::findFromEvents()
    {
        Insight unretrieved{.kind = Kind::ErrorNeverRetrieved, .tasks = {}};
        Insight storm{.kind = Kind::RetryStorm, .tasks = {}};
        std::unordered_set<TaskId> trying;
        std::vector<Insight> wasted;
        for (quint64 i = m_store.firstEvent(); i < m_spans.position(); ++i) {
            const TaskEvent &event = m_store.event(i);
            if (event.kind == TaskEventKind::NeverRetrieved) {
                unretrieved.tasks.push_back(event.task);
            } else if (event.kind == TaskEventKind::AttemptFailed) {
                ++storm.of;
                if (trying.insert(event.task).second) {
                    storm.tasks.push_back(event.task);
                }
            } else if (event.kind == TaskEventKind::Resumed
                       && event.wait() == trace::WaitKind::Gather && hasChildFailed(event)) {
                wasted.push_back(workAfterFailure(event));
            }
        }
        if (!unretrieved.tasks.empty()) {
            m_insights.push_back(std::move(unretrieved));
        }
        for (Insight &insight : wasted) {
            if (insight.ns > 0) {
                m_insights.push_back(std::move(insight));
            }
        }
        if (storm.tasks.size() >= 2
            && double(storm.of) >= stormAttempts * double(storm.tasks.size())) {
            m_insights.push_back(std::move(storm));
        }
    }

} // namespace

std::vector<Insight> findInsights(const TraceStore &store, const SpanBuilder &spans, Timestamp now)
{
    std::vector<Insight> insights = InsightFinder(store, spans, now).find();
    std::ranges::move(findHoldInsights(store, spans, now), std::back_inserter(insights));
    std::ranges::move(findLosers(store, spans, now), std::back_inserter(insights));
    return insights;
}

} // namespace awaitscope::analysis
