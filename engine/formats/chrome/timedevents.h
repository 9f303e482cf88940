// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/tracestore.h"

#include <algorithm>
#include <vector>

namespace awaitscope::formats::chrome {

/// Events in any order, for a store that takes them in the order of time. Of those at one time the
/// one that was added first comes first.
class TimedEvents
{
public:
    void add(const trace::TaskEvent &event) { m_events.push_back(event); }

    void add(trace::Timestamp time, trace::TaskId task, trace::TaskEventKind kind, quint32 a = 0,
             qint64 b = 0, quint8 what = 0, trace::ResourceId resource = {})
    {
        trace::TaskEvent event;
        event.time = time;
        event.task = task;
        event.kind = kind;
        event.what = what;
        event.resource = resource;
        event.a = a;
        event.b = b;
        add(event);
    }

    void moveTo(trace::TraceStore &store)
    {
        std::ranges::stable_sort(m_events, {}, &trace::TaskEvent::time);
        store.setIteration(1);
        for (const trace::TaskEvent &event : m_events) {
            store.append(event);
        }
        m_events = {};
    }

private:
    std::vector<trace::TaskEvent> m_events;
};

} // namespace awaitscope::formats::chrome
