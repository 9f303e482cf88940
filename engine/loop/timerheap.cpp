// SPDX-License-Identifier: MIT
#include "engine/loop/timerheap.h"

#include <algorithm>

namespace awaitscope::loop {

void TimerHeap::insert(trace::Timestamp deadline, quint64 rank, HandleBase &handle)
{
    const Entry entry{deadline, rank, &handle};
    if (m_queue.isEmpty() || m_queue.last().before(entry)) {
        handle.m_where = HandleBase::Where::TimerQueue;
        handle.m_place = m_queue.append(entry);
    } else {
        handle.m_where = HandleBase::Where::TimerHeap;
        m_heap.emplace_back();
        siftUp(m_heap.size() - 1, entry);
    }
    m_earliest = std::min(m_earliest, deadline);
}

HandleBase *TimerHeap::takeFirst()
{
    HandleBase *first = nullptr;
    if (isQueueFirst()) {
        first = m_queue.first().handle;
        removeFirstOfQueue();
    } else if (!m_heap.empty()) {
        first = m_heap.front().handle;
        removeAt(0);
    }
    findEarliest();
    return first;
}

void TimerHeap::findEarliest() noexcept
{
    m_earliest = m_queue.isEmpty() ? never : m_queue.first().deadline;
    if (!m_heap.empty()) {
        m_earliest = std::min(m_earliest, m_heap.front().deadline);
    }
}

void TimerHeap::remove(HandleBase &handle)
{
    if (handle.m_where == HandleBase::Where::TimerHeap) {
        removeAt(handle.m_place);
    } else if (m_queue.first().handle == &handle) {
        removeFirstOfQueue();
    } else {
        m_queue.at(handle.m_place).handle = nullptr;
        ++m_vacated;
        dropVacated();
        return; // the first is still the first
    }
    findEarliest();
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
        const Entry entry = m_queue.first();
        m_queue.removeFirst();
        if (entry.handle) {
            entry.handle->m_place = m_queue.append(entry);
        }
    }
    m_vacated = 0;
}

void TimerHeap::removeAt(std::size_t place)
{
    const Entry last = m_heap.back();
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

void TimerHeap::place(std::size_t place, const Entry &entry)
{
    m_heap[place] = entry;
    entry.handle->m_place = place;
}

void TimerHeap::siftUp(std::size_t at, const Entry &entry)
{
    while (at > 0) {
        const std::size_t parent = (at - 1) / arity;
        if (!entry.before(m_heap[parent])) {
            break;
        }
        place(at, m_heap[parent]);
        at = parent;
    }
    place(at, entry);
}

void TimerHeap::siftDown(std::size_t at, const Entry &entry)
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
        if (!m_heap[least].before(entry)) {
            break;
        }
        place(at, m_heap[least]);
        at = least;
    }
    place(at, entry);
}

} // namespace awaitscope::loop
