// SPDX-License-Identifier: MIT
#pragma once

#include "engine/memory/arena.h"

#include <deque>
#include <type_traits>

namespace awaitscope::loop {

/// A FIFO in slabs of an arena, so that what a burst of a million entries has taken is there for
/// others once they are gone. An entry stays where it is until it is taken out.
///
/// Invariants: neither end stands at the end of a slab; they are at the same place only if it is
/// empty.
template <typename Entry>
class SlabQueue
{
    static_assert(std::is_trivially_copyable_v<Entry>);

public:
    /// @p arena outlives the queue.
    explicit SlabQueue(memory::Arena &arena) : m_arena(arena)
    {
        addSlab();
        m_begin = m_end;
        m_beginEnd = m_endEnd;
    }

    ~SlabQueue()
    {
        for (Entry *const slab : m_slabs) {
            m_arena.give(slab);
        }
    }

    Q_DISABLE_COPY_MOVE(SlabQueue)

    /// The place of the first entry; that behind the last is end().
    [[nodiscard]] Entry *begin() const noexcept { return m_begin; }

    [[nodiscard]] Entry *end() const noexcept { return m_end; }

    [[nodiscard]] bool isEmpty() const noexcept { return m_begin == m_end; }

    [[nodiscard]] quint64 size() const noexcept
    {
        return (m_slabs.size() - 1) * perSlab - quint64(m_begin - m_slabs.front())
            + quint64(m_end - m_slabs.back());
    }

    /// Where the entry stands until it is taken out.
    Entry *append(const Entry &entry)
    {
        Entry *const place = m_end++;
        *place = entry;
        if (m_end == m_endEnd) [[unlikely]] {
            addSlab();
        }
        return place;
    }

    // Precondition of all that follow: it is not empty.
    [[nodiscard]] const Entry &first() const noexcept { return *m_begin; }

    [[nodiscard]] const Entry &last() const noexcept
    {
        return m_end != m_slabs.back() ? m_end[-1] : (*(m_slabs.end() - 2))[perSlab - 1];
    }

    void removeFirst() noexcept
    {
        if (++m_begin == m_beginEnd) [[unlikely]] {
            removeSlab();
        }
    }

    Entry takeFirst() noexcept
    {
        const Entry entry = *m_begin;
        removeFirst();
        return entry;
    }

private:
    static constexpr quint64 perSlab = memory::Arena::slabSize / sizeof(Entry);

    Q_NEVER_INLINE void addSlab()
    {
        m_end = static_cast<Entry *>(m_arena.take());
        m_endEnd = m_end + perSlab;
        m_slabs.push_back(m_end);
    }

    Q_NEVER_INLINE void removeSlab() noexcept
    {
        m_arena.give(m_slabs.front());
        m_slabs.pop_front();
        m_begin = m_slabs.front();
        m_beginEnd = m_begin + perSlab;
    }

    memory::Arena &m_arena;
    std::deque<Entry *> m_slabs;
    Entry *m_begin = nullptr;
    Entry *m_beginEnd = nullptr; // of its slab
    Entry *m_end = nullptr;
    Entry *m_endEnd = nullptr; // of its slab
};

} // namespace awaitscope::loop
