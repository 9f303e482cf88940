// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/slabqueue.h"
#include "engine/loop/timerfront.h"
#include "engine/trace/timerange.h"

#include <limits>
#include <vector>

namespace awaitscope::loop {

/// Timers ordered by (deadline, rank). Those that come in the order of their deadlines, as when
/// many tasks sleep for the same time, form a queue; of the others the first few stand in order,
/// the rest in a 4-ary heap. Any of them can be taken out at any time: a heap gives the entry up at
/// once, in the queue its place is vacated.
///
/// Invariants: each handle knows its place in the queue or heap; the first place of the queue is
/// not vacated; none of the heap is before one of m_front, which is empty only if the heap is;
/// m_earliest is the deadline of what takeFirst() takes.
class TimerHeap
{
public:
    /// @p arena outlives it.
    explicit TimerHeap(memory::Arena &arena) : m_queue(arena) { }

    [[nodiscard]] bool isEmpty() const noexcept { return m_front.isEmpty() && m_queue.isEmpty(); }

    /// Later than any time there is if it is empty.
    [[nodiscard]] trace::Timestamp earliest() const noexcept { return m_earliest; }

    void insert(trace::Timestamp deadline, quint64 rank, HandleBase &handle);

    /// The handle with the earliest deadline (of equal ones: the lowest rank), taken out; null if
    /// that is later than @p now.
    [[nodiscard]] HandleBase *takeDue(trace::Timestamp now)
    {
        return m_earliest <= now ? takeFirst() : nullptr;
    }

    /// Whatever its deadline is; null if it is empty.
    HandleBase *takeFirst();
    void remove(HandleBase &handle);

private:
    static constexpr std::size_t arity = 4;
    static constexpr trace::Timestamp never = std::numeric_limits<trace::Timestamp>::max();
    static_assert(trace::endOfTime < never, "the clock never gets there");

    [[nodiscard]] bool isQueueFirst() const noexcept
    {
        return !m_queue.isEmpty() && (m_front.isEmpty() || m_queue.first().before(m_front.first()));
    }

    void findEarliest() noexcept;
    // Of the queue.
    void removeFirstOfQueue() noexcept;
    void dropVacated();
    // Of the front.
    [[nodiscard]] bool belongsToFront(const Timer &timer) const noexcept;
    void insertIntoFront(const Timer &timer);
    void refillFront();
    // Of the heap.
    void insertIntoHeap(const Timer &timer);
    void removeAt(std::size_t place);
    void place(std::size_t place, const Timer &timer);
    void siftUp(std::size_t place, const Timer &timer);
    void siftDown(std::size_t place, const Timer &timer);

    SlabQueue<Timer> m_queue; // null where a handle was taken out
    TimerFront m_front;
    std::vector<Timer> m_heap;
    quint64 m_vacated = 0; // places of the queue
    trace::Timestamp m_earliest = never;
};

} // namespace awaitscope::loop
