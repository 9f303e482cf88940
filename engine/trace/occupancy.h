// SPDX-License-Identifier: MIT
#pragma once

#include "engine/trace/tracestore.h"

#include <deque>
#include <limits>
#include <span>
#include <vector>

namespace awaitscope::trace {

/// A task that has a slot of a semaphore, or a lock.
struct Holder
{
    TaskId task;
    Timestamp since = 0; ///< when it got it
    TaskId giver; ///< from whose hand; none: it was free

    friend bool operator==(const Holder &, const Holder &) noexcept = default;
};

/// Who holds each semaphore and lock, and who queues at each resource, at a moment of a run. It
/// reads the events of a store once, in order.
///
/// asyncio lets any task release what another acquired: then the oldest hold ends. What a store has
/// let go before it was read, its prologue() tells.
class Occupancy
{
public:
    /// @p store outlives it. Nothing is read yet.
    explicit Occupancy(const TraceStore &store) : m_store(&store) { }

    /// Goes on to the end of the store, but no further than its first @p end events; never back.
    void update(quint64 end = std::numeric_limits<quint64>::max());

    /// In the order in which they got it.
    [[nodiscard]] std::span<const Holder> holders(ResourceId resource) const;
    /// First in, first out. A waiter that was woken stays until it runs.
    [[nodiscard]] std::vector<TaskId> queue(ResourceId resource) const;
    /// Whether some task released a slot that it did not hold: then slots are tokens, which nobody
    /// owes (a token bucket).
    [[nodiscard]] bool isRefilled(ResourceId resource) const;
    /// How many stand before @p task; -1: it does not wait there.
    [[nodiscard]] qsizetype placeOf(TaskId task, ResourceId resource) const;

private:
    struct Place
    {
        std::vector<Holder> holders;
        std::deque<TaskId> queue; // none: left before its turn
        bool isRefilled = false;
    };

    void visit(const TaskEvent &event);
    static void leave(Place &place, TaskId task);
    static void release(Place &place, TaskId task);
    [[nodiscard]] Place &place(ResourceId resource);
    [[nodiscard]] const Place *find(ResourceId resource) const;

    const TraceStore *m_store;
    quint64 m_position = 0;
    std::vector<Place> m_places; // by resource
};

} // namespace awaitscope::trace
