// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/handle.h"
#include "engine/loop/slabqueue.h"
#include "engine/trace/timerange.h"

#include <limits>
#include <vector>

namespace awaitscope::loop {

/// Timers ordered by (deadline, rank). Those that come in the order of their deadlines, as when
/// many tasks sleep for the same time, form a queue; the others a 4-ary heap. Any of them can be
/// taken out at any time: a heap gives the entry up at once, in the queue its place is vacated.
///
/// Invariants: each entry's handle knows the place of the entry; the first place of the queue is
/// not vacated; m_earliest is the deadline of what takeFirst() takes.
class TimerHeap
{
public:
    /// @p arena outlives it.
    explicit TimerHeap(memory::Arena &arena) : m_queue(arena) { }

    [[nodiscard]] bool isEmpty() const noexcept { return m_heap.empty() && m_queue.isEmpty(); }

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
    struct Entry
    {
        trace::Timestamp deadline = 0;
        quint64 rank = 0;
        HandleBase *handle = nullptr; // null if its place was vacated

        /// One comparison of both, which costs less than two with a branch.
        [[nodiscard]] bool before(const Entry &other) const noexcept
        {
            return key() < other.key();
        }

    private:
        __extension__ using Key = __int128;

        [[nodiscard]] Key key() const noexcept { return (Key(deadline) << 64) | rank; }
    };

    static constexpr std::size_t arity = 4;
    static constexpr trace::Timestamp never = std::numeric_limits<trace::Timestamp>::max();
    static_assert(trace::endOfTime < never, "the clock never gets there");

    [[nodiscard]] bool isQueueFirst() const noexcept
    {
        return !m_queue.isEmpty()
            && (m_heap.empty() || m_queue.first().before(m_heap.front()));
    }

    void findEarliest() noexcept;
    // Of the queue.
    void removeFirstOfQueue() noexcept;
    void dropVacated();
    // Of the heap.
    void removeAt(std::size_t place);
    void place(std::size_t place, const Entry &entry);
    void siftUp(std::size_t place, const Entry &entry);
    void siftDown(std::size_t place, const Entry &entry);

    SlabQueue<Entry> m_queue;
    std::vector<Entry> m_heap;
    quint64 m_vacated = 0; // places of the queue
    trace::Timestamp m_earliest = never;
};

} // namespace awaitscope::loop
