// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <vector>

namespace awaitscope::loop {

class Handle;

/// A FIFO of handles on a ring. A place can be vacated: it keeps its turn, but nothing runs in it.
class ReadyQueue
{
public:
    [[nodiscard]] quint64 size() const noexcept { return m_end - m_begin; }

    [[nodiscard]] bool isEmpty() const noexcept { return m_begin == m_end; }

    /// The number of its place, by which it can be vacated.
    quint64 append(Handle *handle)
    {
        if (size() == m_ring.size()) {
            grow();
        }
        m_ring[m_end & m_mask] = handle;
        return m_end++;
    }

    /// The first, taken out; null if its place was vacated. Precondition: not empty.
    [[nodiscard]] Handle *takeFirst() noexcept { return m_ring[m_begin++ & m_mask]; }

    void vacate(quint64 place) noexcept { m_ring[place & m_mask] = nullptr; }

private:
    void grow()
    {
        std::vector<Handle *> wider(m_ring.empty() ? 64 : m_ring.size() * 2);
        const quint64 mask = wider.size() - 1;
        for (quint64 place = m_begin; place != m_end; ++place) {
            wider[place & mask] = m_ring[place & m_mask];
        }
        m_ring.swap(wider);
        m_mask = mask;
    }

    std::vector<Handle *> m_ring; // its size is a power of two
    quint64 m_mask = 0;
    quint64 m_begin = 0;
    quint64 m_end = 0;
};

} // namespace awaitscope::loop
