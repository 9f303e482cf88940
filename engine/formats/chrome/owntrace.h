// SPDX-License-Identifier: MIT
#pragma once

#include "engine/formats/chrome/timedevents.h"
#include "engine/formats/chrome/traceevent.h"
#include "engine/trace/spanbuilder.h"

namespace awaitscope::formats::chrome {

/// Makes a trace with the same spans, marks and resources again out of a file that chromeTrace()
/// wrote. What such a file cannot hold is ignored and counted.
class OwnTrace
{
public:
    /// @p store is empty and outlives it.
    explicit OwnTrace(trace::TraceStore &store) : m_store(store) { }

    void take(const OwnHead &head, const TraceEvent &event);
    /// Writes what was taken into the store.
    void finish(const OwnHead &head);

    /// Events that make no sense where they stand.
    [[nodiscard]] quint64 ignored() const noexcept { return m_ignored; }

private:
    struct Task
    {
        bool isKnown = false;
        trace::TaskId parent;
        trace::StringId name;
        trace::Timestamp created = 0;
        trace::Timestamp started = -1;
        trace::Timestamp ended = -1;
        trace::TaskEventKind end = trace::TaskEventKind::Finished;
        trace::StringId error;
        std::vector<trace::Span> spans;
        std::vector<trace::TaskEvent> marks;
    };

    [[nodiscard]] bool takeBegin(const OwnHead &head, const TraceEvent &event, Task &task);
    [[nodiscard]] bool takeInstant(const TraceEvent &event, Task &task);
    [[nodiscard]] bool takeCounter(const OwnHead &head, const TraceEvent &event);
    [[nodiscard]] Task *taskOf(const TraceEvent &event);
    void write(trace::TaskId id, const Task &task);
    void writeSpan(trace::TaskId id, const Task &task, std::size_t index);

    trace::TraceStore &m_store;
    std::vector<Task> m_tasks;
    TimedEvents m_events;
    std::vector<trace::TaskEvent> m_counters;
    quint64 m_ignored = 0;
};

} // namespace awaitscope::formats::chrome
