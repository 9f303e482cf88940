// SPDX-License-Identifier: MIT
#pragma once

#include "engine/sync/lock.h"
#include "engine/task/coro.h"

#include <concepts>

namespace awaitscope::sync {

/// A lock, and a queue of tasks that wait for a notification (asyncio.Condition of 3.13; S-195 to
/// S-200).
class Condition final : public Resource
{
public:
    explicit Condition(loop::EventLoop &loop, std::string_view name = {});

    [[nodiscard]] bool isLocked() const noexcept { return m_lock.isLocked(); }

    [[nodiscard]] bool isContended() const noexcept { return m_lock.isContended(); }

    [[nodiscard]] trace::Usage usage() const override;

    /// Its lock, for awaiters.
    [[nodiscard]] Lock &lock() noexcept { return m_lock; }

    /// As Lock::acquire().
    [[nodiscard]] Lock::AcquireAwaiter acquire() { return m_lock.acquire(); }

    /// The same, and the observer does not hear of it: for other primitives.
    [[nodiscard]] Lock::AcquireAwaiter acquireUnobserved() { return {m_lock, nullptr}; }

    /// Throws RuntimeError if it is not locked.
    void release();

    /// The same, unobserved.
    void releaseUnobserved() { m_lock.releaseUnobserved(); }

    /// Gives the lock up until it is notified, and takes it back, whatever happens. Always
    /// suspends; the caller resumes at the earliest in the second turn after the notification.
    /// Throws RuntimeError if it is not locked. If it ends with an error, the notification passes
    /// on.
    [[nodiscard]] task::Coro<> wait();

    /// Waits until @p isTrue() holds, looking before and after each wait (asyncio's wait_for). Does
    /// not suspend if it holds at once.
    template <std::predicate Predicate>
    [[nodiscard]] task::Coro<> waitFor(Predicate isTrue)
    {
        while (!isTrue()) {
            co_await wait();
        }
    }

    /// wait() as a part of another primitive, without throwing.
    [[nodiscard]] task::Coro<task::Failure> waitUnobserved();
    /// Wakes the first @p n that wait. Throws RuntimeError if it is not locked.
    void notify(quint64 n = 1);
    void notifyAll();

    /// The same, unobserved.
    void notifyAllUnobserved() { wakeFirst(m_waiters.asleep()); }

private:
    void requireLocked() const;
    quint64 wakeFirst(quint64 n);
    void notifyUpTo(quint64 n);

    Lock m_lock;
    WaitQueue m_waiters;
};

} // namespace awaitscope::sync
