// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/tasklinks.h"

#include "engine/analysis/cancelpath.h"

#include <algorithm>
#include <ranges>

namespace awaitscope::timeline {

using trace::CancelCause;
using trace::CancelRequest;
using trace::TaskEvent;
using trace::TaskEventKind;
using trace::TaskId;
using trace::TaskLife;
using trace::Timestamp;
using trace::WaitKind;

TaskLinks::TaskLinks(const trace::TraceStore &store, const trace::SpanBuilder &spans)
    : m_store(store), m_spans(spans)
{ }

std::span<const TaskLink> TaskLinks::of(TaskId task)
{
    if (!task || task.value > m_spans.lives().size()) {
        return {};
    }
    if (task != m_task) {
        begin(task);
    }
    for (; m_position < m_spans.position(); ++m_position) {
        visit(m_store.event(m_position));
    }
    takeCancelPath();
    return m_links;
}

// Nothing links a task to others before there is one.
void TaskLinks::begin(TaskId task)
{
    const auto events = std::views::iota(m_store.firstEvent(), m_spans.position());
    const auto timeOf = [this](quint64 event) { return m_store.event(event).time; };
    m_task = task;
    m_position = quint64(std::ranges::lower_bound(events, m_spans.life(task).created, {}, timeOf)
                         - events.begin())
        + m_store.firstEvent();
    m_links.clear();
    m_marks = 0;
    m_pathBegin = 0;
    m_pathSize = 0;
    m_isPathOpen = false;
}

void TaskLinks::visit(const TaskEvent &event)
{
    using enum TaskLink::Kind;
    const TaskId other(event.a);
    switch (event.kind) {
    case TaskEventKind::Created: {
        const TaskId parent = m_store.task(event.task).parent;
        if (parent && (parent == m_task || event.task == m_task)) {
            m_links.push_back({Spawn, parent, event.task, event.time, event.time});
        }
        break;
    }
    case TaskEventKind::Acquired:
        if (other && other != event.task && (other == m_task || event.task == m_task)) {
            m_links.push_back(
                {HandOver, other, event.task, event.time, event.time, event.resource});
        }
        break;
    case TaskEventKind::CancelRequested:
        if (other == m_task && event.task != m_task && event.cause() == CancelCause::Step
            && CancelRequest::unpacked(event.b).accepted) {
            m_links.push_back({Cancel, other, event.task, event.time, event.time});
        }
        break;
    case TaskEventKind::Completed:
        addAwait(other, event);
        break;
    case TaskEventKind::Resumed:
        visitResumed(event);
        break;
    default:
        break;
    }
}

void TaskLinks::visitResumed(const TaskEvent &event)
{
    switch (event.wait()) {
    case WaitKind::Task:
    case WaitKind::WaitFor:
    case WaitKind::Shield:
        addAwait(TaskId(quint32(event.b)), event);
        break;
    case WaitKind::Gather:
    case WaitKind::Wait:
    case WaitKind::TaskGroup:
        if (event.a != 0 && event.wait() == WaitKind::Wait) {
            break; // cancelled: it did not wait for them any more
        }
        for (const quint32 target : m_store.list(trace::ListId(quint32(event.b)))) {
            addAwait(TaskId(target), event);
        }
        break;
    default:
        break;
    }
}

void TaskLinks::addAwait(TaskId awaited, const TaskEvent &event)
{
    if (!awaited || awaited == event.task || (awaited != m_task && event.task != m_task)) {
        return;
    }
    const TaskLife &life = m_spans.life(awaited);
    if (life.ended >= 0 && life.ended <= event.time) {
        m_links.push_back({TaskLink::Kind::Await, awaited, event.task, event.time, life.ended});
    }
}

void TaskLinks::takeCancelPath()
{
    const TaskLife &life = m_spans.life(m_task);
    const bool goesOn = m_isPathOpen && m_pathSeen != m_position;
    if (life.marks.size() == m_marks && !goesOn) {
        return;
    }
    m_marks = life.marks.size();
    m_pathSeen = m_position;
    const auto path = analysis::cancelPath(m_store, m_spans, m_task);
    m_isPathOpen = path && path->time >= m_spans.lastTime();
    const auto former = m_links.begin() + m_pathBegin;
    m_links.erase(former, former + m_pathSize);
    m_pathSize = 0;
    if (!path) {
        return;
    }
    std::vector<TaskLink> links;
    for (const analysis::CancelLink &link : path->links) {
        const TaskId from = link.from ? link.from : path->by;
        if (from && from != link.task) {
            const bool isStopped = link.fate == analysis::CancelFate::Shielded;
            links.push_back({isStopped ? TaskLink::Kind::StoppedCancel : TaskLink::Kind::Cancel,
                             from, link.task, path->time, path->time});
        }
    }
    const auto place = std::ranges::upper_bound(m_links, path->time, {}, &TaskLink::time);
    m_pathBegin = place - m_links.begin();
    m_pathSize = std::ssize(links);
    m_links.insert(place, links.begin(), links.end());
}

} // namespace awaitscope::timeline
