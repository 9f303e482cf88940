// SPDX-License-Identifier: MIT
#include "engine/loop/timerheap.h"

#include <algorithm>

namespace awaitscope::loop {

void TimerHeap::insert(trace::Timestamp deadline, quint64 rank, HandleBase &handle)
{
    const Timer timer{deadline, rank, &handle};
    if (m_queue.isEmpty() || m_queue.last().before(timer)) {
        handle.m_where = HandleBase::Where::TimerQueue;
        handle.m_entry = m_queue.append(timer);
    } else if (belongsToFront(timer)) {
        insertIntoFront(timer);
    } else {
        insertIntoHeap(timer);
    }
    m_earliest = std::min(m_earliest, deadline);
}

HandleBase *TimerHeap::takeFirst()
{
    HandleBase *first = nullptr;
    if (isQueueFirst()) {
        first = m_queue.first().handle;
        removeFirstOfQueue();
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
}

void TimerHeap::remove(HandleBase &handle)
{
    if (handle.m_where == HandleBase::Where::TimerHeap) {
        removeAt(handle.m_index);
        return; // the first is still the first
    }
    if (handle.m_where == HandleBase::Where::TimerFront) {
        m_front.remove(handle);
        refillFront();
    } else if (m_queue.first().handle == &handle) {
        removeFirstOfQueue();
    } else {
        static_cast<Timer *>(handle.m_entry)->handle = nullptr;
        ++m_vacated;
        dropVacated();
        return;
    }
    findEarliest();
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

void TimerHeap::removeFirstOfQueue() noexcept
{
    m_queue.removeFirst();
    while (!m_queue.isEmpty() && !m_queue.first().handle) {
        m_queue.removeFirst();
        --m_vacated;
    }
}

/// A far timer at the front must not keep the places of a thousand that were taken out behind it.
void TimerHeap::dropVacated()
{
    constexpr quint64 few = 1024;
    if (m_vacated < few || m_vacated < m_queue.size() / 2) {
        return;
    }
    for (quint64 left = m_queue.size(); left > 0; --left) {
        const Timer timer = m_queue.takeFirst();
        if (timer.handle) {
            timer.handle->m_entry = m_queue.append(timer);
        }
    }
    m_vacated = 0;
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
