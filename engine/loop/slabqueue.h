// SPDX-License-Identifier: MIT
#pragma once

#include "engine/memory/arena.h"

#include <deque>
#include <type_traits>

namespace awaitscope::loop {

/// A FIFO in slabs of an arena, so that what a burst of a million entries has taken is there for
/// others once they are gone. Each entry has a place, by which it is found until it is taken out.
template <typename Entry>
class SlabQueue
{
    static_assert(std::is_trivially_copyable_v<Entry>);

public:
    /// @p arena outlives the queue.
    explicit SlabQueue(memory::Arena &arena) : m_arena(arena) { }

    ~SlabQueue()
    {
        for (Entry *const slab : m_slabs) {
            m_arena.give(slab);
        }
    }

    Q_DISABLE_COPY_MOVE(SlabQueue)

    [[nodiscard]] quint64 size() const noexcept { return m_end - m_begin; }

    [[nodiscard]] bool isEmpty() const noexcept { return m_begin == m_end; }

    /// The number of its place.
    quint64 append(const Entry &entry)
    {
        if (m_tail == m_tailEnd) [[unlikely]] {
            addSlab();
        }
        *m_tail++ = entry;
        return m_end++;
    }

    // Precondition of all that follow: the entry is there.
    [[nodiscard]] const Entry &first() const noexcept { return *m_head; }

    [[nodiscard]] const Entry &last() const noexcept { return m_tail[-1]; }

    [[nodiscard]] Entry &at(quint64 place) noexcept
    {
        const quint64 index = place - m_slabsBegin;
        return m_slabs[index / perSlab][index % perSlab];
    }

    void removeFirst() noexcept
    {
        ++m_begin;
        if (++m_head == m_headEnd) [[unlikely]] {
            removeSlab();
        }
    }

private:
    static constexpr quint64 perSlab = memory::Arena::slabSize / sizeof(Entry);

    Q_NEVER_INLINE void addSlab()
    {
        m_slabs.push_back(static_cast<Entry *>(m_arena.take()));
        m_tail = m_slabs.back();
        m_tailEnd = m_tail + perSlab;
        if (m_slabs.size() == 1) {
            m_head = m_tail;
            m_headEnd = m_tailEnd;
        }
    }

    Q_NEVER_INLINE void removeSlab() noexcept
    {
        m_slabsBegin += perSlab;
        if (m_slabs.size() == 1) { // all its entries are gone: it is used again
            m_head = m_slabs.front();
            m_tail = m_head;
            return;
        }
        m_arena.give(m_slabs.front());
        m_slabs.pop_front();
        m_head = m_slabs.front();
        m_headEnd = m_head + perSlab;
    }

    memory::Arena &m_arena;
    std::deque<Entry *> m_slabs;
    Entry *m_head = nullptr; // of the first entry
    Entry *m_headEnd = nullptr; // of its slab
    Entry *m_tail = nullptr; // behind the last entry
    Entry *m_tailEnd = nullptr; // of its slab
    quint64 m_begin = 0; // the place of the first entry
    quint64 m_end = 0; // the place behind the last
    quint64 m_slabsBegin = 0; // the place that the first slab begins with
};

} // namespace awaitscope::loop
