// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/handle.h"
#include "engine/loop/slabqueue.h"
#include "engine/trace/timerange.h"

#include <vector>

namespace awaitscope::loop {

/// Timers ordered by (deadline, rank). Those that come in the order of their deadlines, as when
/// many tasks sleep for the same time, form a queue; the others a 4-ary heap. Any of them can be
/// taken out at any time: a heap gives the entry up at once, in the queue its place is vacated.
///
/// Invariants: each entry's handle knows the place of the entry; the first place of the queue is
/// not vacated.
class TimerHeap
{
public:
    /// @p arena outlives it.
    explicit TimerHeap(memory::Arena &arena) : m_queue(arena) { }

    [[nodiscard]] bool isEmpty() const noexcept { return m_heap.empty() && m_queue.isEmpty(); }

    /// Precondition: not empty.
    [[nodiscard]] trace::Timestamp earliest() const noexcept
    {
        return isQueueFirst() ? m_queue.first().deadline : m_heap.front().deadline;
    }

    void insert(trace::Timestamp deadline, quint64 rank, Handle &handle);
    /// The handle with the earliest deadline (of equal ones: the lowest rank), taken out.
    /// Precondition: not empty.
    Handle &takeFirst();
    void remove(Handle &handle);

private:
    struct Entry
    {
        trace::Timestamp deadline = 0;
        quint64 rank = 0;
        Handle *handle = nullptr; // null if its place was vacated

        [[nodiscard]] bool before(const Entry &other) const noexcept
        {
            return deadline != other.deadline ? deadline < other.deadline : rank < other.rank;
        }
    };

    static constexpr std::size_t arity = 4;

    [[nodiscard]] bool isQueueFirst() const noexcept
    {
        return m_heap.empty() || (!m_queue.isEmpty() && m_queue.first().before(m_heap.front()));
    }

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
};

} // namespace awaitscope::loop
