// SPDX-License-Identifier: MIT
#pragma once

#include "engine/sync/resource.h"
#include "engine/sync/waitqueue.h"
#include "engine/task/observedwait.h"

namespace awaitscope::sync {

enum class Bounded : quint8 {
    No,
    Yes, ///< releasing more than was acquired is an error
};

/// A number of slots, each held by one at a time; who finds none waits in a FIFO, and a released
/// slot passes to the first of it (asyncio.Semaphore of 3.13; semantics.md, S-166 to S-183). The
/// number can be changed from outside (P-11): nobody is evicted, slots that are held when they are
/// taken away become debt, which releases pay.
///
/// It is its own wait queue, so that an awaiter needs to know one of them only: a million tasks can
/// queue for a slot.
///
/// Invariant: debt > 0 implies free == 0.
class Semaphore final : public Resource, private WaitQueue
{
public:
    class AcquireAwaiter;
    using Resource::loop;

    Semaphore(loop::EventLoop &loop, qint64 slotCount, std::string_view name = {},
              Bounded bounded = Bounded::No);

    /// Whether an acquire would wait: none is free, or others wait already.
    [[nodiscard]] bool isLocked() const noexcept { return m_free == 0 || hasClaims(); }

    [[nodiscard]] qint64 slotCount() const noexcept { return m_slots; }

    [[nodiscard]] qint64 held() const noexcept { return m_slots - m_free + m_debt; }

    [[nodiscard]] trace::Usage usage() const override;

    /// Takes a slot. Does not suspend if one is free and nobody waits; otherwise the caller resumes
    /// in the turn after the one in which a slot is handed to it.
    [[nodiscard]] AcquireAwaiter acquire();
    /// Gives a slot back, and hands it to the first that waits. Throws ValueError if it is bounded
    /// and none is held.
    void release();
    /// From now on there are @p slotCount.
    void resize(qint64 slotCount);

private:
    [[noreturn]] static void throwNoneHeld();

    [[nodiscard]] trace::Usage usageWith(quint32 more) const noexcept
    {
        return {qint32(held()), asleep() + more};
    }

    [[nodiscard]] bool putBack() noexcept;
    bool grant(trace::TaskId giver);

    qint64 m_slots;
    qint64 m_free;
    qint64 m_debt = 0;
    Bounded m_bounded;
};

class Semaphore::AcquireAwaiter final : public Waiter
{
public:
    explicit AcquireAwaiter(Semaphore &semaphore) noexcept : Waiter(semaphore) { }

    [[nodiscard]] bool await_ready() noexcept;
    void await_suspend(std::coroutine_handle<> caller);

    void await_resume() { settle().raise(); }

    [[nodiscard]] task::Failure settle();

private:
    [[nodiscard]] Semaphore &semaphore() const noexcept
    {
        return static_cast<Semaphore &>(queue());
    }

    [[nodiscard]] trace::Wait waitWith(trace::Usage usage) const noexcept
    {
        return {.kind = trace::WaitKind::Acquire, .resource = semaphore().id(), .usage = usage};
    }
};

inline trace::Usage Semaphore::usage() const
{
    return usageWith(0);
}

inline Semaphore::AcquireAwaiter Semaphore::acquire()
{
    return AcquireAwaiter(*this);
}

inline void Semaphore::release()
{
    if (m_bounded == Bounded::Yes && held() <= 0) [[unlikely]] {
        throwNoneHeld();
    }
    if (putBack()) {
        grant(currentTask());
    }
    reportReleased(usageWith(0));
}

inline bool Semaphore::putBack() noexcept
{
    if (m_debt > 0) {
        --m_debt;
        return false;
    }
    ++m_free;
    return true;
}

inline bool Semaphore::grant(trace::TaskId giver)
{
    Waiter *const next = firstAsleep();
    if (!next) {
        return false;
    }
    --m_free;
    wake(*next, giver);
    return true;
}

inline bool Semaphore::AcquireAwaiter::await_ready() noexcept
{
    if (refusesToWait()) {
        return true;
    }
    if (semaphore().isLocked()) {
        return false;
    }
    --semaphore().m_free;
    return true;
}

inline void Semaphore::AcquireAwaiter::await_suspend(std::coroutine_handle<> caller)
{
    const auto wait = [this] { return waitWith(semaphore().usageWith(1)); };
    task::reportWaiting(semaphore().loop(), wait);
    fallAsleep(caller);
}

Q_ALWAYS_INLINE task::Failure Semaphore::AcquireAwaiter::settle()
{
    Semaphore &semaphore = this->semaphore();
    task::Failure failure = takeFailure();
    if (hasWaited()) {
        trace::TaskId giver;
        if (failure && isWoken()) {
            Q_UNUSED(semaphore.putBack())
            giver = semaphore.currentTask();
        }
        leaveQueue();
        while (semaphore.m_free > 0 && semaphore.grant(giver)) { }
        const auto wait = [&] {
            return waitWith(failure ? semaphore.usageWith(0) : trace::Usage());
        };
        task::reportResumed(semaphore.loop(), wait, failure);
    }
    if (!failure) {
        semaphore.reportAcquired(wokenBy(), semaphore.usageWith(0));
    }
    return failure;
}

} // namespace awaitscope::sync
