// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/timerfront.h"
#include "engine/loop/timerqueue.h"
#include "engine/trace/timerange.h"

#include <array>
#include <limits>
#include <vector>

namespace awaitscope::loop {

/// Timers ordered by (deadline, rank). Those that come in the order of their deadlines, as when
/// many tasks sleep for the same time, form a queue. Of the others the first few stand in order;
/// behind them, those that wait as long as others do (timeouts mostly have the same delay) stand in
/// a line, since time goes on, and the rest in a 4-ary heap. Any of them can be taken out at any
/// time.
///
/// Invariants: each handle knows its place in queue, line or heap; none of the heap is before one
/// of m_front, which is empty only if the heap is; m_earliest is the deadline of what takeFirst()
/// takes, m_lineEarliest that of the first of the line.
class TimerHeap
{
public:
    /// Both outlive it. @p now: the clock.
    TimerHeap(memory::Arena &arena, const trace::Timestamp &now)
        : m_now(now), m_queue(arena), m_line(arena)
    { }

    [[nodiscard]] bool isEmpty() const noexcept
    {
        return m_front.isEmpty() && m_queue.isEmpty() && m_line.isEmpty();
    }

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
    // Of the line.
    [[nodiscard]] bool joinsLine(const Timer &timer) noexcept;
    void insertIntoLine(const Timer &timer);
    [[nodiscard]] HandleBase *takeFirstOfLine();
    void findEarliestOfLine() noexcept;
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

    const trace::Timestamp &m_now;
    TimerQueue m_queue;
    TimerFront m_front;
    TimerQueue m_line;
    std::vector<Timer> m_heap;
    trace::Timestamp m_lineDelay = 0; // of all in the line
    std::array<trace::Timestamp, 2> m_lastDelays{}; // of those that did not join one
    trace::Timestamp m_earliest = never;
    trace::Timestamp m_lineEarliest = never;
};

} // namespace awaitscope::loop
