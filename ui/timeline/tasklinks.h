// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/trace/spanbuilder.h"

#include <span>
#include <vector>

namespace awaitscope::timeline {

/// Something that went from one task to another at one moment.
struct TaskLink
{
    enum class Kind : quint8 {
        HandOver, ///< a slot, straight from the hand of one that gave it back
        Spawn, ///< the first created the second
        Await, ///< the end of the first let the second, which awaited it, go on
        Cancel, ///< the first cancelled the second, or its cancellation went on to it
        StoppedCancel, ///< the same, but a shield kept it from the second
    };

    Kind kind = Kind::HandOver;
    trace::TaskId from;
    trace::TaskId to;
    trace::Timestamp time = 0;
    trace::Timestamp since = 0; ///< when the first was done with it: of an Await, its end
    trace::ResourceId resource{}; ///< of a HandOver

    friend bool operator==(const TaskLink &, const TaskLink &) noexcept = default;
};

/// The links from and to one task, and the whole path of the last cancellation that reached it.
/// Asked for the same task again, it visits only events that are new.
class TaskLinks
{
public:
    /// Both must outlive it.
    TaskLinks(const trace::TraceStore &store, const trace::SpanBuilder &spans);

    /// In order of time, up to what the spans have seen; empty for a task that they do not know.
    /// Valid until the next call.
    [[nodiscard]] std::span<const TaskLink> of(trace::TaskId task);

private:
    void begin(trace::TaskId task);
    void visit(const trace::TaskEvent &event);
    void visitResumed(const trace::TaskEvent &event);
    void addAwait(trace::TaskId awaited, const trace::TaskEvent &event);
    void takeCancelPath();

    const trace::TraceStore &m_store;
    const trace::SpanBuilder &m_spans;
    trace::TaskId m_task;
    quint64 m_position = 0; // events before it are in
    std::vector<TaskLink> m_links;
    std::size_t m_marks = 0; // of the task, when the path of its cancellation was found
    std::ptrdiff_t m_pathBegin = 0; // of that path, in m_links
    std::ptrdiff_t m_pathSize = 0;
    bool m_isPathOpen = false; // it may go on at the same instant
};

} // namespace awaitscope::timeline
