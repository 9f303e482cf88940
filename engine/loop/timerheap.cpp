// SPDX-License-Identifier: MIT
#include "engine/loop/timerheap.h"

#include <algorithm>

namespace awaitscope::loop {

void TimerHeap::insert(trace::Timestamp deadline, quint64 rank, Handle &handle)
{
    m_entries.emplace_back();
    siftUp(m_entries.size() - 1, {deadline, rank, &handle});
}

Handle &TimerHeap::takeFirst()
{
    Handle &first = *m_entries.front().handle;
    removeAt(0);
    return first;
}

void TimerHeap::remove(Handle &handle)
{
    removeAt(handle.m_place);
}

void TimerHeap::removeAt(std::size_t place)
{
    const Entry last = m_entries.back();
    m_entries.pop_back();
    if (place == m_entries.size()) {
        return;
    }
    if (place > 0 && last.before(m_entries[(place - 1) / arity])) {
        siftUp(place, last);
    } else {
        siftDown(place, last);
    }
}

void TimerHeap::place(std::size_t place, const Entry &entry)
{
    m_entries[place] = entry;
    entry.handle->m_place = place;
}

void TimerHeap::siftUp(std::size_t at, const Entry &entry)
{
    while (at > 0) {
        const std::size_t parent = (at - 1) / arity;
        if (!entry.before(m_entries[parent])) {
            break;
        }
        place(at, m_entries[parent]);
        at = parent;
    }
    place(at, entry);
}

void TimerHeap::siftDown(std::size_t at, const Entry &entry)
{
    const std::size_t count = m_entries.size();
    for (std::size_t child = at * arity + 1; child < count; child = at * arity + 1) {
        std::size_t least = child;
        const std::size_t end = std::min(child + arity, count);
        for (std::size_t other = child + 1; other < end; ++other) {
            if (m_entries[other].before(m_entries[least])) {
                least = other;
            }
        }
        if (!m_entries[least].before(entry)) {
            break;
        }
        place(at, m_entries[least]);
        at = least;
    }
    place(at, entry);
}

} // namespace awaitscope::loop
