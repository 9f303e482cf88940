// SPDX-License-Identifier: MIT
#include "engine/analysis/cancelpath.h"

#include "engine/analysis/waitchain.h"
#include "engine/trace/prologue.h"

#include <algorithm>
#include <ranges>
#include <unordered_map>
#include <unordered_set>

namespace awaitscope::analysis {

using trace::CancelCause;
using trace::CancelRequest;
using trace::CleanupEnd;
using trace::Mark;
using trace::SpanBuilder;
using trace::TaskEvent;
using trace::TaskEventKind;
using trace::TaskId;
using trace::TraceStore;
using trace::WaitKind;

namespace {

    [[nodiscard]] bool isAccepted(const TaskEvent &event)
    {
        return event.kind == TaskEventKind::CancelRequested
            && CancelRequest::unpacked(event.b).accepted;
    }

    /// Whether it came by way of a task that was cancelled itself.
    [[nodiscard]] bool isPassedOn(const TaskEvent &request)
    {
        return request.cause() == CancelCause::Awaiter || request.cause() == CancelCause::Gather;
    }

    /// What an event tells about the fate of a cancellation of its task.
    [[nodiscard]] std::optional<CancelFate> fateOf(const TaskEvent &event)
    {
        if (event.kind == TaskEventKind::Cancelled) {
            return CancelFate::Cancelled;
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
        return std::nullopt;
    }

    /// One cancel() that a task took, and what it waited for then.
    struct Request
    {
        quint64 event = 0;
        TaskId task;
        WaitKind wait = WaitKind::None;
        std::vector<TaskId> awaited{};
        std::optional<std::size_t> outer{}; ///< the request that this one passes on
        std::vector<std::size_t> inner{}; ///< and those that pass this one on
    };

    /// The requests of one instant, and how one leads to another: a cancellation takes no time.
    class CancelTracer
    {
    public:
        /// @p request: the event of any of them.
        CancelTracer(const TraceStore &store, const SpanBuilder &spans, quint64 request);

        [[nodiscard]] CancelPath pathThrough(quint64 request) const;

    private:
        void collect(quint64 request);
        void findAwaited();
        void setAwaited(const std::vector<std::size_t> &requests, WaitKind wait, quint32 target);
        void connect();
        void follow(std::size_t first, std::vector<std::size_t> &path) const;
        void setFates(std::vector<CancelLink> &links, const std::vector<std::size_t> &path) const;
        [[nodiscard]] TaskId failedSibling(quint64 request) const;

        const TraceStore &m_store;
        const SpanBuilder &m_spans;
        std::vector<Request> m_requests; // in order
    };

    CancelTracer::CancelTracer(const TraceStore &store, const SpanBuilder &spans, quint64 request)
        : m_store(store), m_spans(spans)
    {
        collect(request);
        findAwaited();
        connect();
    }

    void CancelTracer::collect(quint64 request)
    {
        const trace::Timestamp time = m_store.event(request).time;
        quint64 first = request;
        while (first > m_store.firstEvent() && m_store.event(first - 1).time == time) {
            --first;
        }
        for (quint64 i = first; i < m_spans.position() && m_store.event(i).time == time; ++i) {
            if (const TaskEvent &event = m_store.event(i); isAccepted(event)) {
                m_requests.push_back({.event = i, .task = event.task});
            }
        }
    }

    // From the last event backwards, until it is known of each.
    void CancelTracer::findAwaited()
    {
        std::unordered_map<TaskId, std::vector<std::size_t>> open; // still to be found
        std::size_t next = m_requests.size(); // those from here on are in `open`
        for (quint64 i = m_requests.back().event + 1;
             i-- > m_store.firstEvent() && (next > 0 || !open.empty());) {
            if (next > 0 && m_requests[next - 1].event == i) {
                --next;
                open[m_requests[next].task].push_back(next);
                continue;
            }
            const TaskEvent &event = m_store.event(i);
            const bool tells = event.kind == TaskEventKind::Waiting
                || event.kind == TaskEventKind::Resumed || event.kind == TaskEventKind::Created;
            const auto found = tells ? open.find(event.task) : open.end();
            if (found == open.end()) {
                continue;
            }
            const bool waits = event.kind == TaskEventKind::Waiting;
            setAwaited(found->second, waits ? event.wait() : WaitKind::None, event.a);
            open.erase(found);
        }
        for (const auto &[task, requests] : open) {
            if (const trace::Prologue *const prologue = m_store.prologue()) {
                const trace::TaskLife &then = prologue->spans().life(task);
                setAwaited(requests, then.wait, then.target);
            }
        }
    }

    void CancelTracer::setAwaited(const std::vector<std::size_t> &requests, WaitKind wait,
                                  quint32 target)
    {
        for (const std::size_t at : requests) {
            m_requests[at].wait = wait;
            if (wait != WaitKind::Wait) { // that does not pass a cancellation on
                m_requests[at].awaited = awaitedTasks(m_store, wait, target);
            }
        }
    }

    // Each to that of the task which awaited it, logged before.
    void CancelTracer::connect()
    {
        std::unordered_map<TaskId, std::size_t> awaiters; // the last one so far
        for (std::size_t at = 0; at < m_requests.size(); ++at) {
            Request &request = m_requests[at];
            if (isPassedOn(m_store.event(request.event))) {
                if (const auto outer = awaiters.find(request.task); outer != awaiters.end()) {
                    request.outer = outer->second;
                    m_requests[outer->second].inner.push_back(at);
                }
            }
            for (const TaskId awaited : request.awaited) {
                if (awaited != request.task) {
                    awaiters[awaited] = at;
                }
            }
        }
    }

    // Inwards, in order: what comes by way of a request before the next one beside it.
    void CancelTracer::follow(std::size_t first, std::vector<std::size_t> &path) const
    {
        std::unordered_set<TaskId> seen;
        std::vector<std::size_t> next{first};
        while (!next.empty()) {
            const std::size_t at = next.back();
            next.pop_back();
            if (seen.insert(m_requests[at].task).second) {
                path.push_back(at);
                const std::vector<std::size_t> &inner = m_requests[at].inner;
                next.insert(next.end(), inner.rbegin(), inner.rend());
            }
        }
    }

    // From the first request on, until it is known of each; @p path is what the links stand for.
    void CancelTracer::setFates(std::vector<CancelLink> &links,
                                const std::vector<std::size_t> &path) const
    {
        std::unordered_map<TaskId, std::size_t> open; // not yet known
        for (std::size_t at = 0; at < links.size(); ++at) {
            open.emplace(links[at].task, at);
        }
        for (quint64 i = m_requests[path.front()].event; i < m_spans.position() && !open.empty();
             ++i) {
            const TaskEvent &event = m_store.event(i);
            const std::optional<CancelFate> fate = fateOf(event);
            const auto found = fate ? open.find(event.task) : open.end();
            if (found != open.end() && i > m_requests[path[found->second]].event) {
                links[found->second].fate = *fate;
                open.erase(found);
            }
        }
        for (const auto &[task, at] : open) {
            links[at].fate =
                m_spans.life(task).isPending() ? CancelFate::Pending : CancelFate::Ended;
        }
    }

    TaskId CancelTracer::failedSibling(quint64 request) const
    {
        const TaskEvent &event = m_store.event(request);
        for (quint64 i = request;
             i-- > m_store.firstEvent() && m_store.event(i).time == event.time;) {
            const TaskEvent &other = m_store.event(i);
            if (other.kind == TaskEventKind::Failed && other.task
                && m_store.task(other.task).parent == m_store.task(event.task).parent) {
                return other.task;
            }
        }
        return {};
    }

    CancelPath CancelTracer::pathThrough(quint64 request) const
    {
        const auto found = std::ranges::lower_bound(m_requests, request, {}, &Request::event);
        const auto last = std::size_t(found - m_requests.begin());
        std::vector<std::size_t> way;
        for (auto at = m_requests[last].outer; at; at = m_requests[*at].outer) {
            way.push_back(*at);
        }
        std::ranges::reverse(way);
        follow(last, way);
        std::vector<CancelLink> links;
        for (const std::size_t at : way) {
            const Request &each = m_requests[at];
            links.push_back({.task = each.task,
                             .from = links.empty() ? TaskId() : m_requests[*each.outer].task});
        }
        setFates(links, way);
        const quint64 first = m_requests[way.front()].event;
        const TaskEvent &origin = m_store.event(first);
        CancelPath path{.time = origin.time, .cause = origin.cause()};
        path.by = path.cause == CancelCause::Group ? failedSibling(first) : TaskId(origin.a);
        for (std::size_t at = 0; at < way.size(); ++at) {
            path.links.push_back(links[at]);
            if (const Request &each = m_requests[way[at]]; each.wait == WaitKind::Shield) {
                path.links.push_back({each.awaited.front(), CancelFate::Shielded, each.task});
            }
        }
        return path;
    }

    [[nodiscard]] std::optional<quint64> lastRequest(const TraceStore &store,
                                                     const SpanBuilder &spans, TaskId task)
    {
        for (const Mark &mark : spans.life(task).marks | std::views::reverse) {
            if (isAccepted(store.event(mark.event))) {
                return mark.event;
            }
        }
        return std::nullopt;
    }

} // namespace

std::optional<CancelPath> cancelPath(const TraceStore &store, const SpanBuilder &spans, TaskId task)
{
    const std::optional<quint64> request = lastRequest(store, spans, task);
    return request ? std::optional(CancelTracer(store, spans, *request).pathThrough(*request))
                   : std::nullopt;
}

} // namespace awaitscope::analysis
