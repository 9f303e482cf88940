// SPDX-License-Identifier: MIT
#include "engine/analysis/cancelpath.h"

#include <algorithm>
#include <ranges>

namespace awaitscope::analysis {

using trace::CancelCause;
using trace::CancelRequest;
using trace::CleanupEnd;
using trace::ListId;
using trace::Mark;
using trace::Outcome;
using trace::SpanBuilder;
using trace::TaskEvent;
using trace::TaskEventKind;
using trace::TaskId;
using trace::TaskLife;
using trace::TraceStore;
using trace::WaitKind;

namespace {

    class CancelTracer
    {
    public:
        CancelTracer(const TraceStore &store, const SpanBuilder &spans)
            : m_store(store), m_spans(spans)
        { }

        [[nodiscard]] std::optional<CancelPath> trace(TaskId task) const;

    private:
        [[nodiscard]] std::optional<quint64> lastRequest(TaskId task) const;
        [[nodiscard]] std::vector<TaskId> awaitedBy(TaskId task, quint64 before) const;
        [[nodiscard]] bool isBehindShield(TaskId task, quint64 before, TaskId &shielded) const;
        [[nodiscard]] std::optional<quint64> requestBehind(quint64 request) const;
        void follow(quint64 request, std::vector<CancelLink> &links) const;
        [[nodiscard]] CancelFate fateOf(TaskId task, quint64 request) const;
        [[nodiscard]] TaskId failedSibling(quint64 request) const;

        [[nodiscard]] static bool isAccepted(const TaskEvent &event)
        {
            return event.kind == TaskEventKind::CancelRequested
                && CancelRequest::unpacked(event.b).accepted;
        }

        /// Whether it came by way of a task that was cancelled itself.
        [[nodiscard]] static bool isPassedOn(const TaskEvent &request)
        {
            return request.cause() == CancelCause::Awaiter
                || request.cause() == CancelCause::Gather;
        }

        const TraceStore &m_store;
        const SpanBuilder &m_spans;
    };

    std::optional<quint64> CancelTracer::lastRequest(TaskId task) const
    {
        for (const Mark &mark : m_spans.life(task).marks | std::views::reverse) {
            if (isAccepted(m_store.event(mark.event))) {
                return mark.event;
            }
        }
        return std::nullopt;
    }

    // What it waited for when it was asked to cancel.
    std::vector<TaskId> CancelTracer::awaitedBy(TaskId task, quint64 before) const
    {
        for (quint64 i = before; i-- > 0;) {
            const TaskEvent &event = m_store.event(i);
            if (event.task != task) {
                continue;
            }
            if (event.kind == TaskEventKind::Resumed || event.kind == TaskEventKind::Created) {
                return {};
            }
            if (event.kind != TaskEventKind::Waiting) {
                continue;
            }
            std::vector<TaskId> tasks;
            if (event.wait() == WaitKind::Task || event.wait() == WaitKind::WaitFor
                || event.wait() == WaitKind::Shield) {
                tasks.emplace_back(event.a);
            } else if (event.wait() == WaitKind::Gather || event.wait() == WaitKind::TaskGroup) {
                for (const quint32 each : m_store.list(ListId(event.a))) {
                    tasks.emplace_back(each);
                }
            }
            return tasks;
        }
        return {};
    }

    bool CancelTracer::isBehindShield(TaskId task, quint64 before, TaskId &shielded) const
    {
        for (quint64 i = before; i-- > 0;) {
            const TaskEvent &event = m_store.event(i);
            if (event.task == task && event.kind == TaskEventKind::Waiting) {
                shielded = TaskId(event.a);
                return event.wait() == WaitKind::Shield;
            }
            if (event.task == task && event.kind == TaskEventKind::Resumed) {
                return false;
            }
        }
        return false;
    }

    // That of the task which awaited this one: logged before, at the same instant.
    std::optional<quint64> CancelTracer::requestBehind(quint64 request) const
    {
        const TaskEvent &inner = m_store.event(request);
        for (quint64 i = request; i-- > 0 && m_store.event(i).time == inner.time;) {
            const TaskEvent &event = m_store.event(i);
            if (isAccepted(event) && event.task != inner.task) {
                const auto awaited = awaitedBy(event.task, i);
                if (std::ranges::find(awaited, inner.task) != awaited.end()) {
                    return i;
                }
            }
        }
        return std::nullopt;
    }

    // Inwards from a task to those that it awaited.
    void CancelTracer::follow(quint64 request, std::vector<CancelLink> &links) const
    {
        const TaskEvent &outer = m_store.event(request);
        TaskId shielded;
        if (isBehindShield(outer.task, request, shielded)) {
            links.push_back({shielded, CancelFate::Shielded});
            return;
        }
        const auto awaited = awaitedBy(outer.task, request);
        for (quint64 i = request + 1;
             i < m_spans.position() && m_store.event(i).time == outer.time; ++i) {
            const TaskEvent &event = m_store.event(i);
            const bool isNext = isAccepted(event) && isPassedOn(event)
                && std::ranges::find(awaited, event.task) != awaited.end()
                && std::ranges::find(links, event.task, &CancelLink::task) == links.end();
            if (isNext) {
                links.push_back({event.task, fateOf(event.task, i)});
                follow(i, links);
            }
        }
    }

    CancelFate CancelTracer::fateOf(TaskId task, quint64 request) const
    {
        const TaskLife &life = m_spans.life(task);
        for (quint64 i = request + 1; i < m_spans.position(); ++i) {
            const TaskEvent &event = m_store.event(i);
            if (event.task != task) {
                continue;
            }
            if (event.kind == TaskEventKind::CleanupEnded) {
                switch (CleanupEnd(event.what)) {
                case CleanupEnd::Swallowed:
                    return CancelFate::Swallowed;
                case CleanupEnd::TimedOut:
                    return CancelFate::TimedOut;
                case CleanupEnd::Replaced:
                    return CancelFate::Replaced;
                case CleanupEnd::Ended:
                    break;
                }
            }
            if (event.kind == TaskEventKind::Cancelled) {
                return CancelFate::Cancelled;
            }
        }
        return life.isPending() ? CancelFate::Pending : CancelFate::Ended;
    }

    TaskId CancelTracer::failedSibling(quint64 request) const
    {
        const TaskEvent &event = m_store.event(request);
        for (quint64 i = request; i-- > 0 && m_store.event(i).time == event.time;) {
            const TaskEvent &other = m_store.event(i);
            if (other.kind == TaskEventKind::Failed && other.task
                && m_store.task(other.task).parent == m_store.task(event.task).parent) {
                return other.task;
            }
        }
        return {};
    }

    std::optional<CancelPath> CancelTracer::trace(TaskId task) const
    {
        std::optional<quint64> request = lastRequest(task);
        if (!request) {
            return std::nullopt;
        }
        CancelPath path;
        path.links.push_back({task, fateOf(task, *request)});
        quint64 first = *request;
        while (isPassedOn(m_store.event(first))) {
            const std::optional<quint64> outer = requestBehind(first);
            if (!outer) {
                break;
            }
            first = *outer;
            const TaskId above = m_store.event(first).task;
            path.links.insert(path.links.begin(), {above, fateOf(above, first)});
        }
        follow(*request, path.links);
        const TaskEvent &origin = m_store.event(first);
        path.time = origin.time;
        path.cause = origin.cause();
        path.by = origin.cause() == CancelCause::Group ? failedSibling(first) : TaskId(origin.a);
        return path;
    }

} // namespace

std::optional<CancelPath> cancelPath(const TraceStore &store, const SpanBuilder &spans, TaskId task)
{
    return CancelTracer(store, spans).trace(task);
}

} // namespace awaitscope::analysis
