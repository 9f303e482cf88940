// SPDX-License-Identifier: MIT
#include "engine/trace/spanbuilder.h"

#include "engine/memory/prefetch.h"

#include <algorithm>
#include <utility>

namespace awaitscope::trace {

namespace {

    [[nodiscard]] TaskState stateOf(WaitKind kind)
    {
        switch (kind) {
        case WaitKind::None:
            return TaskState::Ready;
        case WaitKind::Sleep:
        case WaitKind::Outside:
            return TaskState::Working;
        case WaitKind::Backoff:
            return TaskState::BackingOff;
        case WaitKind::Acquire:
        case WaitKind::Put:
        case WaitKind::Get:
        case WaitKind::Join:
        case WaitKind::Event:
        case WaitKind::Condition:
        case WaitKind::Barrier:
            return TaskState::Waiting;
        case WaitKind::Task:
        case WaitKind::WaitFor:
        case WaitKind::Shield:
        case WaitKind::Gather:
        case WaitKind::Wait:
        case WaitKind::TaskGroup:
        case WaitKind::AsCompleted:
            return TaskState::Awaiting;
        }
        Q_UNREACHABLE();
    }

} // namespace

SpanBuilder::SpanBuilder(const TraceStore &store) : m_store(&store) { }

void SpanBuilder::keepBlocks()
{
    Q_ASSERT(m_position == 0);
    m_blocks.emplace();
}

void SpanBuilder::update(quint64 end)
{
    if (m_firstEvent != m_store->firstEvent()) {
        letGo();
    }
    for (const quint64 last = std::min(end, m_store->eventCount()); m_position < last;
         ++m_position) {
        prefetch(last);
        visit(m_position, m_store->event(m_position));
    }
}

// Of the tasks that come soon: when many take turns, nothing of theirs is in a cache any more.
void SpanBuilder::prefetch(quint64 end) const
{
    constexpr quint64 far = 16, near = 8; // events ahead: the life; what is found through it
    if (m_position + far >= end) {
        return;
    }
    const std::size_t tasks = m_lives.size();
    if (const TaskId task = m_store->event(m_position + far).task; task && task.value <= tasks) {
        memory::prefetch(&life(task));
    }
    if (const TaskId task = m_store->event(m_position + near).task; task && task.value <= tasks) {
        life(task).spans.prefetchBack();
        if (m_blocks) {
            m_blocks->prefetch(task);
        }
    }
}

std::vector<TaskId> SpanBuilder::takeChanged()
{
    for (const TaskId id : m_changed) {
        m_notes[id.value - 1].isChanged = false;
    }
    return std::exchange(m_changed, {});
}

void SpanBuilder::visit(quint64 index, const TaskEvent &event)
{
    if (event.time > m_lastTime) {
        m_activity.addStates({m_lastTime, event.time}, m_states);
        m_lastTime = event.time;
    }
    if (event.resource) {
        visitResource(event);
    }
    if (!event.task) {
        return;
    }
    const std::size_t place = event.task.value - 1;
    while (place >= m_lives.size()) {
        m_lives.push_back({});
        m_notes.emplace_back();
    }
    TaskLife &life = m_lives[place];
    if (!std::exchange(m_notes[place].isChanged, true)) {
        m_changed.push_back(event.task);
    }
    switch (event.kind) {
    case TaskEventKind::Marker:
    case TaskEventKind::Expired:
    case TaskEventKind::TimedOut:
    case TaskEventKind::CancelRequested:
    case TaskEventKind::Caught:
        life.marks.push_back({event.time, event.kind, index});
        break;
    case TaskEventKind::CleanupEnded:
        if (CleanupEnd(event.what) == CleanupEnd::Swallowed) {
            life.marks.push_back({event.time, event.kind, index});
        }
        break;
    default:
        break;
    }
    visitLife(event, life);
}

void SpanBuilder::visitLife(const TaskEvent &event, TaskLife &life)
{
    switch (event.kind) {
    case TaskEventKind::Created:
        life.created = event.time;
        life.since = event.time;
        life.spans.push_back(
            {event.time, openEnd, TaskState::Ready, WaitKind::None, {}, event.step});
        ++m_outcomes[std::size_t(Outcome::None)];
        ++m_states[std::size_t(TaskState::Ready)];
        if (m_blocks) {
            m_blocks->change(event.time, event.task, std::nullopt, TaskState::Ready);
        }
        break;
    case TaskEventKind::Started:
        life.started = event.time;
        enter(life, event, TaskState::Ready);
        break;
    case TaskEventKind::Finished:
        end(life, event, Outcome::Finished);
        break;
    case TaskEventKind::Failed:
        life.error = StringId(event.a);
        end(life, event,
            m_store->text(life.error) == "Timeout" ? Outcome::TimedOut : Outcome::Failed);
        break;
    case TaskEventKind::Cancelled:
        end(life, event, Outcome::Cancelled);
        break;
    case TaskEventKind::Destroyed:
        end(life, event, Outcome::Destroyed);
        break;
    case TaskEventKind::CancelRequested:
        life.cancelRequested |= CancelRequest::unpacked(event.b).accepted;
        break;
    case TaskEventKind::Uncancelled:
        life.cancelRequested = event.b > 0;
        break;
    case TaskEventKind::CleanupBegan:
        m_notes[event.task.value - 1].inCleanup = true;
        enter(life, event, TaskState::Cleanup);
        break;
    case TaskEventKind::CleanupEnded:
        m_notes[event.task.value - 1].inCleanup = false;
        life.cancelRequested = false;
        enter(life, event, TaskState::Ready);
        break;
    case TaskEventKind::ScopeOpened:
    case TaskEventKind::ScopeClosed:
    case TaskEventKind::Rescheduled:
        visitScope(event, life);
        break;
    default:
        visitWait(event, life);
        break;
    }
}

void SpanBuilder::visitWait(const TaskEvent &event, TaskLife &life)
{
    const bool inCleanup = m_notes[event.task.value - 1].inCleanup;
    switch (event.kind) {
    case TaskEventKind::Waiting:
        enter(life, event, inCleanup ? TaskState::Cleanup : stateOf(event.wait()));
        life.wait = event.wait();
        life.resource = event.resource;
        life.target = event.a;
        if (!life.spans.empty() && life.spans.back().isOpen()) {
            life.spans.back().wait = event.wait();
            life.spans.back().resource = event.resource;
        }
        break;
    case TaskEventKind::Resumed:
        enter(life, event, inCleanup ? TaskState::Cleanup : TaskState::Ready);
        break;
    case TaskEventKind::Blocking:
        enter(life, event, inCleanup ? TaskState::Cleanup : TaskState::Blocking);
        break;
    default:
        // Whatever a task does after a block, it does not block any more.
        if (life.state == TaskState::Blocking) {
            enter(life, event, TaskState::Ready);
        }
        break;
    }
}

void SpanBuilder::visitScope(const TaskEvent &event, TaskLife &life)
{
    auto &scopes = m_openScopes[event.task];
    const auto sameId = [&](const Scope &scope) { return scope.id == ScopeId(event.a); };
    if (event.kind == TaskEventKind::ScopeOpened) {
        scopes.push_back({ScopeId(event.a), event.b});
    } else if (event.kind == TaskEventKind::ScopeClosed) {
        std::erase_if(scopes, sameId);
    } else if (const auto scope = std::ranges::find_if(scopes, sameId); scope != scopes.end()) {
        scope->deadline = event.b;
    }
    life.deadline = -1;
    for (const Scope &scope : scopes) {
        const Timestamp deadline = std::max<Timestamp>(scope.deadline, 0);
        if (scope.deadline != noDeadline && (life.deadline < 0 || deadline < life.deadline)) {
            life.deadline = deadline;
        }
    }
    if (scopes.empty()) {
        m_openScopes.erase(event.task);
    }
}

void SpanBuilder::visitResource(const TaskEvent &event)
{
    const std::size_t place = event.resource.value - 1U;
    if (place >= m_histories.size()) {
        m_histories.resize(place + 1);
        m_slots.resize(place + 1, -1);
    }
    if (m_slots[place] < 0) {
        m_slots[place] = m_store->resource(event.resource).slotCount;
    }
    bool known = false;
    switch (event.kind) {
    case TaskEventKind::Waiting:
        known = hasUsage(event.wait());
        break;
    case TaskEventKind::Resumed:
        known = hasUsage(event.wait()) && event.a != 0;
        break;
    case TaskEventKind::Acquired:
    case TaskEventKind::Released:
    case TaskEventKind::Put:
    case TaskEventKind::Got:
    case TaskEventKind::Slots:
        known = true;
        break;
    case TaskEventKind::Resized:
        m_slots[place] = event.b;
        break;
    default:
        break;
    }
    if (!known) {
        return;
    }
    auto &history = m_histories[place];
    if (history.empty() || history.back().time != event.time) {
        history.emplace_back();
    }
    history.back() = {event.time, event.usage(), m_slots[place]};
}

void SpanBuilder::enter(TaskLife &life, const TaskEvent &event, TaskState state)
{
    life.step = event.step;
    closeSpan(life, event.time);
    --m_states[std::size_t(life.state)];
    ++m_states[std::size_t(state)];
    if (m_blocks && life.state != state) {
        m_blocks->change(event.time, event.task, life.state, state);
    }
    life.state = state;
    life.since = event.time;
    life.wait = WaitKind::None;
    life.resource = {};
    life.target = 0;
    if (!life.spans.empty() && life.spans.back().end == event.time
        && life.spans.back().state == state && state == TaskState::Cleanup) {
        life.spans.back().end = openEnd; // cleanup is one span, whatever it does
        return;
    }
    life.spans.push_back({event.time, openEnd, state, WaitKind::None, {}, event.step});
}

void SpanBuilder::closeSpan(TaskLife &life, Timestamp time)
{
    if (life.spans.empty() || !life.spans.back().isOpen()) {
        return;
    }
    Span &span = life.spans.back();
    if (span.begin == time) {
        life.spans.pop_back();
        return;
    }
    span.end = time;
    const Timestamp duration = span.end - span.begin;
    if (span.state == TaskState::Waiting) {
        life.waited += duration;
    } else if (span.state == TaskState::Working || span.state == TaskState::Blocking) {
        life.worked += duration;
    }
}

void SpanBuilder::end(TaskLife &life, const TaskEvent &event, Outcome outcome)
{
    closeSpan(life, event.time);
    --m_states[std::size_t(life.state)];
    --m_outcomes[std::size_t(Outcome::None)];
    ++m_outcomes[std::size_t(outcome)];
    m_activity.addEnd(event.time, outcome);
    if (m_blocks) {
        m_blocks->change(event.time, event.task, life.state, std::nullopt);
        if (outcome != Outcome::Finished) {
            m_blocks->addBadEnd(event.time, event.task, outcome);
        }
    }
    life.ended = event.time;
    life.outcome = outcome;
    life.deadline = -1;
    life.cancelRequested = false;
    if (outcome == Outcome::Destroyed) {
        return; // what it was waiting for is why it never ended
    }
    life.state = TaskState::Ready;
    life.wait = WaitKind::None;
    life.resource = {};
    life.target = 0;
}

} // namespace awaitscope::trace
