// SPDX-License-Identifier: MIT
#pragma once

#include "engine/sync/resource.h"
#include "engine/sync/waitqueue.h"
#include "engine/task/observedwait.h"

namespace awaitscope::sync {

/// Mutual exclusion, handed on in FIFO order (asyncio.Lock; S-178 to S-186). A released lock is
/// free until the waiter that was woken has run.
class Lock final : public Resource
{
public:
    class AcquireAwaiter;

    explicit Lock(loop::EventLoop &loop, std::string_view name = {});
    /// The inner lock of another primitive, as which it shows to the observer; may be null.
    Lock(loop::EventLoop &loop, const Resource *shownAs);

    [[nodiscard]] bool isLocked() const noexcept { return m_isLocked; }

    /// Whether an acquire would wait.
    [[nodiscard]] bool isContended() const noexcept { return m_isLocked || m_waiters.hasClaims(); }

    [[nodiscard]] quint32 asleep() const noexcept { return m_waiters.asleep(); }

    [[nodiscard]] trace::Usage usage() const override;

    /// Does not suspend if it is free and nobody waits; otherwise the caller resumes in the turn
    /// after the release.
    [[nodiscard]] AcquireAwaiter acquire();
    /// Throws RuntimeError if it is not locked.
    void release();
    /// The same, unobserved, for other primitives. Precondition: it is locked.
    void releaseUnobserved();

private:
    void wakeFirst();

    WaitQueue m_waiters;
    const Resource *m_shownAs;
    bool m_isLocked = false;
};

class Lock::AcquireAwaiter final : public Waiter
{
public:
    /// @p shownAs: to the observer; null: not at all.
    AcquireAwaiter(Lock &lock, const Resource *shownAs) noexcept;

    [[nodiscard]] bool await_ready() noexcept;
    void await_suspend(std::coroutine_handle<> caller);

    void await_resume() { settle().raise(); }

    [[nodiscard]] task::Failure settle();

private:
    Lock &m_lock;
    const Resource *m_shownAs;
    task::ObservedWait m_wait;
};

} // namespace awaitscope::sync
