// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/slabqueue.h"
#include "engine/loop/timerfront.h"

namespace awaitscope::loop {

/// Timers that come in the order of their deadlines. One that is taken out leaves its place vacant.
///
/// Invariants: each handle knows its place; the first place is not vacant.
class TimerQueue
{
public:
    /// @p arena outlives it.
    explicit TimerQueue(memory::Arena &arena) : m_places(arena) { }

    [[nodiscard]] bool isEmpty() const noexcept { return m_places.isEmpty(); }

    /// Whether it is the last of all: none of them is after it.
    [[nodiscard]] bool takes(const Timer &timer) const noexcept
    {
        return m_places.isEmpty() || m_places.last().before(timer);
    }

    /// Precondition: takes(). Where it stands is @p where from now on.
    void append(const Timer &timer, HandleBase::Where where)
    {
        timer.handle->m_where = where;
        timer.handle->m_entry = m_places.append(timer);
    }

    // Precondition of these: it is not empty.
    [[nodiscard]] const Timer &first() const noexcept { return m_places.first(); }

    void removeFirst() noexcept
    {
        m_places.removeFirst();
        while (!m_places.isEmpty() && !m_places.first().handle) {
            m_places.removeFirst();
            --m_vacant;
        }
    }

    /// Precondition: it is there.
    void remove(HandleBase &handle)
    {
        if (m_places.first().handle == &handle) {
            removeFirst();
            return;
        }
        static_cast<Timer *>(handle.m_entry)->handle = nullptr;
        ++m_vacant;
        constexpr quint64 few = 1024;
        if (m_vacant >= few && m_vacant >= m_places.size() / 2) [[unlikely]] {
            closeUp();
        }
    }

private:
    /// A far timer at the front must not keep the places of a thousand that were taken out behind
    /// it.
    Q_NEVER_INLINE void closeUp()
    {
        for (quint64 left = m_places.size(); left > 0; --left) {
            const Timer timer = m_places.takeFirst();
            if (timer.handle) {
                timer.handle->m_entry = m_places.append(timer);
            }
        }
        m_vacant = 0;
    }

    SlabQueue<Timer> m_places; // null where a handle was taken out
    quint64 m_vacant = 0;
};

} // namespace awaitscope::loop
