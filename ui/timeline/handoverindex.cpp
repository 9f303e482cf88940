// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/handoverindex.h"

#include <algorithm>

namespace awaitscope::timeline {

using trace::TaskEvent;
using trace::TaskEventKind;
using trace::TaskId;
using trace::Timestamp;

HandOverIndex::HandOverIndex(const trace::TraceStore &store) : m_store(store) { }

void HandOverIndex::update(quint64 end)
{
    for (const quint64 last = std::min(end, m_store.eventCount()); m_position < last;
         ++m_position) {
        const TaskEvent &event = m_store.event(m_position);
        const TaskId from(event.a);
        if (event.kind != TaskEventKind::Acquired || !from || from == event.task) {
            continue;
        }
        const HandOver handOver{from, event.task, event.time, event.resource};
        m_handOvers[from].push_back(handOver);
        m_handOvers[event.task].push_back(handOver);
    }
}

std::span<const HandOver> HandOverIndex::of(TaskId task) const
{
    const auto found = m_handOvers.find(task);
    return found == m_handOvers.end() ? std::span<const HandOver>() : found->second;
}

const HandOver *HandOverIndex::lastTo(TaskId task, Timestamp time) const
{
    const auto all = of(task);
    const auto end = std::ranges::upper_bound(all, time, {}, &HandOver::time);
    for (auto at = end; at != all.begin();) {
        if ((--at)->to == task) {
            return &*at;
        }
    }
    return nullptr;
}

const HandOver *HandOverIndex::firstFrom(TaskId task, Timestamp time) const
{
    const auto all = of(task);
    const auto begin = std::ranges::lower_bound(all, time, {}, &HandOver::time);
    const auto found =
        std::find_if(begin, all.end(), [&](const HandOver &one) { return one.from == task; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace awaitscope::timeline
