// SPDX-License-Identifier: MIT
#include "engine/trace/spanbuilder.h"

#include "engine/memory/prefetch.h"

#include <algorithm>
#include <utility>

namespace awaitscope::trace {

namespace {

    /// One without a duration is none.
    void closeSpan(SpanList &spans, Timestamp time)
    {
        if (spans.empty() || !spans.back().isOpen()) {
            return;
        }
        if (spans.back().begin == time) {
            spans.pop_back();
        } else {
            spans.back().end = time;
        }
    }

} // namespace

SpanBuilder::SpanBuilder(const TraceStore &store) : m_store(&store), m_follower(store) { }

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
        m_isChanged[id.value - 1] = false;
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
        m_isChanged.push_back(false);
    }
    TaskLife &life = m_lives[place];
    if (!m_isChanged[place]) {
        m_isChanged[place] = true;
        m_changed.push_back(event.task);
    }
    mark(index, event, life);
    const TaskState before = life.state;
    switch (m_follower.follow(event, life)) {
    case StateChange::None:
        break;
    case StateChange::Began:
        begin(life, event);
        break;
    case StateChange::Entered:
        enter(life, event, before);
        break;
    case StateChange::Ended:
        end(life, event, before);
        break;
    }
}

void SpanBuilder::mark(quint64 index, const TaskEvent &event, TaskLife &life)
{
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

void SpanBuilder::begin(TaskLife &life, const TaskEvent &event)
{
    life.spans.push_back({event.time, openEnd, TaskState::Ready, WaitKind::None, {}, event.step});
    ++m_outcomes[std::size_t(Outcome::None)];
    ++m_states[std::size_t(TaskState::Ready)];
    if (m_blocks) {
        m_blocks->change(event.time, event.task, std::nullopt, TaskState::Ready);
    }
}

void SpanBuilder::enter(TaskLife &life, const TaskEvent &event, TaskState before)
{
    closeSpan(life.spans, event.time);
    --m_states[std::size_t(before)];
    ++m_states[std::size_t(life.state)];
    if (m_blocks && before != life.state) {
        m_blocks->change(event.time, event.task, before, life.state);
    }
    if (!life.spans.empty() && life.spans.back().end == event.time
        && life.spans.back().state == life.state && life.state == TaskState::Cleanup) {
        life.spans.back().end = openEnd; // cleanup is one span, whatever it does
    } else {
        life.spans.push_back({event.time, openEnd, life.state, WaitKind::None, {}, event.step});
    }
    if (event.kind == TaskEventKind::Waiting) {
        life.spans.back().wait = event.wait();
        life.spans.back().resource = event.resource;
    }
}

void SpanBuilder::end(TaskLife &life, const TaskEvent &event, TaskState before)
{
    closeSpan(life.spans, event.time);
    --m_states[std::size_t(before)];
    --m_outcomes[std::size_t(Outcome::None)];
    ++m_outcomes[std::size_t(life.outcome)];
    m_activity.addEnd(event.time, life.outcome);
    if (m_blocks) {
        m_blocks->change(event.time, event.task, before, std::nullopt);
        if (life.outcome != Outcome::Finished) {
            m_blocks->addBadEnd(event.time, event.task, life.outcome);
        }
    }
}

} // namespace awaitscope::trace
