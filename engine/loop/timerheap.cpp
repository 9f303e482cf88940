// SPDX-License-Identifier: MIT
#include "engine/loop/timerheap.h"

#include <algorithm>

namespace awaitscope::loop {

void TimerHeap::insert(trace::Timestamp deadline, quint64 rank, HandleBase &handle)
{
    const Timer timer{deadline, rank, &handle};
    if (m_queue.takes(timer)) {
        m_queue.append(timer, HandleBase::Where::TimerQueue);
    } else if (belongsToFront(timer)) {
        insertIntoFront(timer);
    } else if (joinsLine(timer)) {
        insertIntoLine(timer);
    } else {
        insertIntoHeap(timer);
    }
    m_earliest = std::min(m_earliest, deadline);
}

HandleBase *TimerHeap::takeFirst()
{
    if (m_lineEarliest <= m_earliest && !m_line.isEmpty()) [[unlikely]] {
        if (HandleBase *const first = takeFirstOfLine()) {
            return first;
        }
    }
    HandleBase *first = nullptr;
    if (isQueueFirst()) {
        first = m_queue.first().handle;
        m_queue.removeFirst();
    } else if (!m_front.isEmpty()) {
        first = m_front.first().handle;
        m_front.removeFirst();
        refillFront();
    }
    findEarliest();
    return first;
}

inline void TimerHeap::findEarliest() noexcept
{
    m_earliest = m_queue.isEmpty() ? never : m_queue.first().deadline;
    if (!m_front.isEmpty()) {
        m_earliest = std::min(m_earliest, m_front.first().deadline);
    }
    m_earliest = std::min(m_earliest, m_lineEarliest);
}

void TimerHeap::remove(HandleBase &handle)
{
    switch (handle.m_where) {
    case HandleBase::Where::TimerHeap:
        removeAt(handle.m_index);
        return; // the first is still the first
    case HandleBase::Where::TimerFront:
        m_front.remove(handle);
        refillFront();
        break;
    case HandleBase::Where::TimerLine:
        m_line.remove(handle);
        findEarliestOfLine();
        break;
    default:
        m_queue.remove(handle);
        break;
    }
    findEarliest();
}

/// One has come twice among the last that did not: it is worth a line.
inline bool TimerHeap::joinsLine(const Timer &timer) noexcept
{
    const trace::Timestamp delay = timer.deadline - m_now;
    if (!m_line.isEmpty()) {
        return delay == m_lineDelay && m_line.takes(timer);
    }
    m_lineDelay = delay;
    if (std::ranges::find(m_lastDelays, delay) != m_lastDelays.end()) {
        return true;
    }
    m_lastDelays = {m_lastDelays[1], delay};
    return false;
}

inline void TimerHeap::insertIntoLine(const Timer &timer)
{
    m_line.append(timer, HandleBase::Where::TimerLine);
    findEarliestOfLine();
}

/// Null: one of the others has the same deadline, and comes before it.
HandleBase *TimerHeap::takeFirstOfLine()
{
    const Timer &first = m_line.first();
    const bool isLate = (!m_queue.isEmpty() && m_queue.first().before(first))
        || (!m_front.isEmpty() && m_front.first().before(first));
    if (isLate) {
        return nullptr;
    }
    HandleBase *const handle = first.handle;
    m_line.removeFirst();
    findEarliestOfLine();
    findEarliest();
    return handle;
}

inline void TimerHeap::findEarliestOfLine() noexcept
{
    m_lineEarliest = m_line.isEmpty() ? never : m_line.first().deadline;
}

inline bool TimerHeap::belongsToFront(const Timer &timer) const noexcept
{
    return m_front.isFull() ? timer.before(m_front.last())
                            : m_heap.empty() || timer.before(m_heap.front());
}

inline void TimerHeap::insertIntoFront(const Timer &timer)
{
    if (m_front.isFull()) [[unlikely]] {
        insertIntoHeap(m_front.last());
        m_front.removeLast();
    }
    m_front.insert(timer);
    timer.handle->m_where = HandleBase::Where::TimerFront;
}

/// If it has become empty.
inline void TimerHeap::refillFront()
{
    if (!m_front.isEmpty() || m_heap.empty()) {
        return;
    }
    constexpr std::size_t some = TimerFront::capacity / 2; // there is room for new ones
    for (std::size_t i = 0; i < some && !m_heap.empty(); ++i) {
        const Timer timer = m_heap.front();
        removeAt(0);
        m_front.insert(timer);
        timer.handle->m_where = HandleBase::Where::TimerFront;
    }
}

void TimerHeap::insertIntoHeap(const Timer &timer)
{
    timer.handle->m_where = HandleBase::Where::TimerHeap;
    m_heap.emplace_back();
    siftUp(m_heap.size() - 1, timer);
}

void TimerHeap::removeAt(std::size_t place)
{
    const Timer last = m_heap.back();
    m_heap.pop_back();
    if (place == m_heap.size()) {
        return;
    }
    if (place > 0 && last.before(m_heap[(place - 1) / arity])) {
        siftUp(place, last);
    } else {
        siftDown(place, last);
    }
}

void TimerHeap::place(std::size_t place, const Timer &timer)
{
    m_heap[place] = timer;
    timer.handle->m_index = place;
}

void TimerHeap::siftUp(std::size_t at, const Timer &timer)
{
    while (at > 0) {
        const std::size_t parent = (at - 1) / arity;
        if (!timer.before(m_heap[parent])) {
            break;
        }
        place(at, m_heap[parent]);
        at = parent;
    }
    place(at, timer);
}

void TimerHeap::siftDown(std::size_t at, const Timer &timer)
{
    const std::size_t count = m_heap.size();
    for (std::size_t child = at * arity + 1; child < count; child = at * arity + 1) {
        std::size_t least = child;
        const std::size_t end = std::min(child + arity, count);
        for (std::size_t other = child + 1; other < end; ++other) {
            if (m_heap[other].before(m_heap[least])) {
                least = other;
            }
        }
        if (!m_heap[least].before(timer)) {
            break;
        }
        place(at, m_heap[least]);
        at = least;
    }
    place(at, timer);
}

} // namespace awaitscope::loop
