// SPDX-License-Identifier: MIT
#include "engine/trace/summarybuilder.h"

#include "engine/memory/prefetch.h"
#include "engine/trace/prologue.h"

namespace awaitscope::trace {

void SummaryBuilder::update()
{
    if (m_position < m_store.firstEvent()) {
        beginWithPrologue();
    }
    for (const quint64 end = m_store.eventCount(); m_position < end; ++m_position) {
        prefetch(end);
        if (const TaskEvent &event = m_store.event(m_position); event.task) {
            m_follower.follow(event, at(event.task));
        }
    }
}

void SummaryBuilder::beginWithPrologue()
{
    const SpanBuilder &prologue = m_store.prologue()->spans();
    m_position = prologue.position();
    m_follower = prologue.follower();
    m_summaries = {};
    for (const TaskLife &life : prologue.lives()) {
        m_summaries.push_back(life);
    }
}

// Of the tasks that come soon: when many take turns, nothing of theirs is in a cache any more.
void SummaryBuilder::prefetch(quint64 end) const
{
    constexpr quint64 far = 8; // events ahead
    if (m_position + far >= end) {
        return;
    }
    const TaskId task = m_store.event(m_position + far).task;
    if (task && task.value <= m_summaries.size()) {
        memory::prefetch(&m_summaries[task.value - 1]);
    }
}

TaskSummary &SummaryBuilder::at(TaskId task)
{
    while (m_summaries.size() < task.value) {
        m_summaries.push_back({});
    }
    return m_summaries[task.value - 1];
}

} // namespace awaitscope::trace
