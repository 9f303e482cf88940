// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/handle.h"
#include "engine/trace/timerange.h"

#include <algorithm>
#include <array>

namespace awaitscope::loop {

/// A handle with the time at which it is due.
struct Timer
{
    trace::Timestamp deadline = 0;
    quint64 rank = 0; ///< among those with the same deadline
    HandleBase *handle = nullptr;

    /// One comparison of both, which costs less than two with a branch.
    [[nodiscard]] bool before(const Timer &other) const noexcept { return key() < other.key(); }

private:
    __extension__ using Key = __int128;

    [[nodiscard]] Key key() const noexcept { return (Key(deadline) << 64) | rank; }
};

/// A few timers in order. Many a loop has no more than these: the first is taken out with a step,
/// which a heap pays for with a way down, and a new one passes half of them.
class TimerFront
{
public:
    static constexpr std::size_t capacity = 16;

    [[nodiscard]] bool isEmpty() const noexcept { return m_begin == m_end; }

    [[nodiscard]] bool isFull() const noexcept { return m_end - m_begin == capacity; }

    // Precondition of these: not empty.
    [[nodiscard]] const Timer &first() const noexcept { return m_timers[m_begin]; }

    [[nodiscard]] const Timer &last() const noexcept { return m_timers[m_end - 1]; }

    void removeFirst() noexcept { ++m_begin; }

    void removeLast() noexcept { --m_end; }

    /// Precondition: it is not full.
    void insert(const Timer &timer) noexcept
    {
        if (m_end == m_timers.size()) [[unlikely]] {
            moveToBegin();
        }
        std::size_t place = m_end++;
        for (; place > m_begin && timer.before(m_timers[place - 1]); --place) {
            m_timers[place] = m_timers[place - 1];
        }
        m_timers[place] = timer;
    }

    /// Precondition: it is there.
    void remove(const HandleBase &handle) noexcept
    {
        Timer *const begin = m_timers.data();
        Timer *const timer = std::find_if(begin + m_begin, begin + m_end, [&](const Timer &each) {
            return each.handle == &handle;
        });
        std::move(timer + 1, begin + m_end, timer);
        --m_end;
    }

private:
    Q_NEVER_INLINE void moveToBegin() noexcept
    {
        Timer *const begin = m_timers.data();
        std::move(begin + m_begin, begin + m_end, begin);
        m_end -= std::exchange(m_begin, 0);
    }

    std::array<Timer, 4 * capacity> m_timers; // those in use move along
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};

} // namespace awaitscope::loop
