// SPDX-License-Identifier: MIT
#include "engine/analysis/criticalpath.h"

#include "engine/analysis/waitchain.h"
#include "engine/trace/prologue.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace awaitscope::analysis {

using trace::Span;
using trace::SpanBuilder;
using trace::TaskEvent;
using trace::TaskEventKind;
using trace::TaskId;
using trace::TaskLife;
using trace::TaskState;
using trace::Timestamp;
using trace::TraceStore;
using trace::WaitKind;

namespace {

    /// Whether a link goes on in the one after it, as in a loop.
    [[nodiscard]] bool isContinued(const PathLink &link, const PathLink &next)
    {
        return link.task == next.task && link.state == next.state && link.resource == next.resource
            && link.step == next.step;
    }

    /// Walks back from task to task.
    class PathFinder
    {
    public:
        PathFinder(const TraceStore &store, const SpanBuilder &spans)
            : m_store(store), m_spans(spans), m_events(spans.lives().size() + 1)
        {
            // What the builder has not seen yet may be of tasks that it does not know.
            for (quint64 i = store.firstEvent(); i < spans.position(); ++i) {
                const TaskEvent &event = store.event(i);
                switch (event.kind) {
                case TaskEventKind::Waiting:
                case TaskEventKind::Resumed:
                case TaskEventKind::Acquired:
                case TaskEventKind::CancelRequested:
                case TaskEventKind::CleanupBegan:
                    m_events[event.task.value].push_back(i);
                    break;
                default:
                    break;
                }
            }
        }

        /// What led to where the task stands at the end of the range, from its begin on.
        [[nodiscard]] std::vector<PathLink> find(TaskId task, trace::TimeRange range) const;

    private:
        [[nodiscard]] TaskId wakerOf(TaskId task, const Span &span) const;
        [[nodiscard]] TaskId cancellerOf(TaskId task, Timestamp time) const;
        [[nodiscard]] TaskId childThatEnded(TaskId task, const Span &span) const;
        [[nodiscard]] TaskId giverOf(TaskId task, const Span &span) const;

        /// Calls function(index, event) for what happened to the task at that time, in order, until
        /// it returns true.
        template <typename Function>
        void forEachAt(TaskId task, Timestamp time, Function function) const
        {
            const auto &events = m_events[task.value];
            const auto timeOf = [this](quint64 i) { return m_store.event(i).time; };
            for (auto at = std::ranges::lower_bound(events, time, {}, timeOf);
                 at != events.end() && timeOf(*at) == time; ++at) {
                if (function(*at, m_store.event(*at))) {
                    return;
                }
            }
        }

        const TraceStore &m_store;
        const SpanBuilder &m_spans;
        std::vector<std::vector<quint64>> m_events; // by task: what tells who woke it
    };

    std::vector<PathLink> PathFinder::find(TaskId task, trace::TimeRange range) const
    {
        // Of the very instant from which on spans are known, some of the events are gone.
        const Timestamp begin =
            m_store.prologue() ? std::max(range.begin, m_spans.knownFrom()) : range.begin;
        std::vector<PathLink> links;
        std::unordered_set<TaskId> visited; // at this very time
        Timestamp time = range.end;
        while (time > begin) {
            visited.insert(task);
            const TaskLife &life = m_spans.life(task);
            if (time <= life.created) {
                task = m_store.task(task).parent;
                continue;
            }
            // The span that holds the time just before.
            const auto next = std::ranges::lower_bound(life.spans, time, {}, &Span::begin);
            if (next == life.spans.begin()) {
                break; // a trace without its beginning
            }
            const Span &span = *std::prev(next);
            if (span.end == time) {
                const TaskId waker = wakerOf(task, span);
                if (waker && !visited.contains(waker)) {
                    task = waker;
                    continue;
                }
            }
            const Timestamp from = std::max(span.begin, begin);
            const PathLink link{task, {from, time}, span.state, span.resource, span.step};
            if (!links.empty() && isContinued(link, links.back())) {
                links.back().range.begin = from;
            } else {
                links.push_back(link);
            }
            time = from;
            visited.clear();
        }
        std::ranges::reverse(links);
        return links;
    }

    // None: it ended by itself, or by the clock.
    TaskId PathFinder::wakerOf(TaskId task, const Span &span) const
    {
        if (const TaskId canceller = cancellerOf(task, span.end)) {
            return canceller;
        }
        switch (span.state) {
        case TaskState::Awaiting:
            return childThatEnded(task, span);
        case TaskState::Waiting:
            return giverOf(task, span);
        default:
            return {};
        }
    }

    TaskId PathFinder::cancellerOf(TaskId task, Timestamp time) const
    {
        TaskId canceller;
        bool isCancelled = false;
        forEachAt(task, time, [&](quint64, const TaskEvent &event) {
            if (event.kind == TaskEventKind::CancelRequested && TaskId(event.a) != task) {
                canceller = TaskId(event.a);
            }
            isCancelled |= event.kind == TaskEventKind::CleanupBegan;
            return false;
        });
        return isCancelled ? canceller : TaskId();
    }

    TaskId PathFinder::childThatEnded(TaskId task, const Span &span) const
    {
        std::vector<TaskId> targets;
        if (const trace::Prologue *const prologue = m_store.prologue(); prologue
            && span.begin <= m_spans.knownFrom()
            && task.value <= prologue->spans().lives().size()) {
            const TaskLife &then = prologue->spans().life(task);
            targets = awaitedTasks(m_store, then.wait, then.target);
        }
        forEachAt(task, span.begin, [&](quint64, const TaskEvent &event) {
            if (event.kind == TaskEventKind::Waiting) {
                targets = awaitedTasks(m_store, event.wait(), event.a);
            }
            return false;
        });
        if (span.wait == WaitKind::AsCompleted) { // it does not name them: mostly its children
            for (quint32 i = 1; i <= m_spans.lives().size(); ++i) {
                if (m_store.task(TaskId(i)).parent == task) {
                    targets.emplace_back(i);
                }
            }
        }
        TaskId last;
        for (const TaskId target : targets) {
            if (target && m_spans.life(target).ended == span.end) {
                last = target;
            }
        }
        return last;
    }

    TaskId PathFinder::giverOf(TaskId task, const Span &span) const
    {
        TaskId giver;
        std::optional<quint64> resumed;
        forEachAt(task, span.end, [&](quint64 index, const TaskEvent &event) {
            if (event.kind == TaskEventKind::Resumed && event.resource == span.resource) {
                resumed = index;
            }
            if (event.kind == TaskEventKind::Acquired && event.resource == span.resource) {
                giver = TaskId(event.a);
            }
            return bool(giver);
        });
        if (giver || !resumed) {
            return giver;
        }
        // Whoever did something to the resource at this instant, last before the task went on.
        for (quint64 i = *resumed;
             i-- > m_store.firstEvent() && m_store.event(i).time == span.end;) {
            const TaskEvent &event = m_store.event(i);
            const bool wakes = event.kind == TaskEventKind::Put || event.kind == TaskEventKind::Got
                || event.kind == TaskEventKind::EventSet || event.kind == TaskEventKind::Notified
                || event.kind == TaskEventKind::Passed || event.kind == TaskEventKind::TaskDone
                || event.kind == TaskEventKind::Released;
            if (wakes && event.resource == span.resource && event.task && event.task != task) {
                return event.task;
            }
        }
        return {};
    }

} // namespace

std::vector<PathLink> criticalPath(const TraceStore &store, const SpanBuilder &spans, TaskId task,
                                   Timestamp now)
{
    const TaskLife &life = spans.life(task);
    const Timestamp end = life.isAlive() ? std::max(now, life.created) : life.ended;
    return PathFinder(store, spans).find(task, {life.created, end});
}

std::vector<PathLink> criticalPath(const TraceStore &store, const SpanBuilder &spans,
                                   const Gather &gather, Timestamp now)
{
    const Timestamp end = gather.range.end == trace::openEnd ? now : gather.range.end;
    return PathFinder(store, spans).find(gather.task, {gather.range.begin, end});
}

} // namespace awaitscope::analysis
