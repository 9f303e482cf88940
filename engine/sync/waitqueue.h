// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/suspension.h"

namespace awaitscope::sync {

class WaitQueue;

/// A place in a WaitQueue, and what the task that sleeps there waits for; the base of the awaiters
/// of the primitives. Nobody but its own task can wait for it, so it needs no callbacks.
class Waiter : public task::Waitable
{
public:
    explicit Waiter(WaitQueue &queue) noexcept : m_queue(queue) { }

    /// Precondition: the other has not been awaited.
    Waiter(Waiter &&other) noexcept : Waiter(other.m_queue) { Q_ASSERT(!other.hasWaited()); }

    ~Waiter() override { leaveQueue(); }

    /// Whether it was woken (and not cancelled).
    [[nodiscard]] bool isWoken() const noexcept { return isDone() && !isCancelled(); }

protected:
    /// For await_ready: whether the loop is closing, so that the await throws.
    [[nodiscard]] bool refusesToWait() const noexcept;

    /// For await_suspend: the running task joins the queue, and goes on at @p caller in the turn
    /// after it was woken.
    void fallAsleep(std::coroutine_handle<> caller);
    /// For await_resume: what the task was resumed with; LoopClosed if it did not sleep because the
    /// loop is closing. It still has its place.
    [[nodiscard]] task::Failure takeFailure();

    /// Gives the place up, if it has one.
    void leaveQueue();

    /// Whether the task has slept here.
    [[nodiscard]] bool hasWaited() const noexcept { return m_step; }

    /// The task that woke it, if it was one.
    [[nodiscard]] trace::TaskId wokenBy() const noexcept { return m_wokenBy; }

    [[nodiscard]] WaitQueue &queue() const noexcept { return m_queue; }

private:
    friend class WaitQueue;
    CancelStep beginCancel(trace::CancelCause cause) override;
    void finish(State state);

    bool m_isQueued = false;
    trace::TaskId m_wokenBy;
    WaitQueue &m_queue;
    loop::HandleBase *m_step = nullptr; // of the task, once it sleeps here
    Waiter *m_next = nullptr;
    Waiter *m_previous = nullptr;
};

/// The one FIFO under every primitive, as trio's ParkingLot is. A waiter that was woken or
/// cancelled keeps its place until its task has run and takes it out.
///
/// Invariant: m_firstAsleep is the first waiter that is neither woken nor cancelled.
class WaitQueue
{
public:
    explicit WaitQueue(loop::EventLoop &loop) noexcept : m_loop(loop) { }

    ~WaitQueue()
    {
        Q_ASSERT_X(!m_first, "WaitQueue", "a primitive is gone while tasks wait for it");
    }
    Q_DISABLE_COPY_MOVE(WaitQueue)

    [[nodiscard]] loop::EventLoop &loop() const noexcept { return m_loop; }

    /// Completes it; its task resumes in the next turn. Precondition: it is asleep.
    void wake(Waiter &waiter, trace::TaskId by = {});

    [[nodiscard]] Waiter *first() const noexcept { return m_first; }

    [[nodiscard]] Waiter *firstAsleep() const noexcept { return m_firstAsleep; }

    /// How many are neither woken nor cancelled.
    [[nodiscard]] quint32 asleep() const noexcept { return m_asleep; }

    /// Whether there is one that is not cancelled.
    [[nodiscard]] bool hasClaims() const noexcept { return m_asleep + m_woken > 0; }

private:
    friend class Waiter;
    void append(Waiter &waiter) noexcept;
    void remove(Waiter &waiter) noexcept;
    void fellOut(Waiter &waiter) noexcept;

    loop::EventLoop &m_loop;
    Waiter *m_first = nullptr;
    Waiter *m_last = nullptr;
    Waiter *m_firstAsleep = nullptr;
    quint32 m_asleep = 0;
    quint32 m_woken = 0;
};

inline bool Waiter::refusesToWait() const noexcept
{
    return m_queue.loop().refusesToWait();
}

inline void Waiter::fallAsleep(std::coroutine_handle<> caller)
{
    m_step = &task::TaskBase::running(m_queue.loop()).suspendIn(caller, *this);
    m_queue.append(*this);
}

inline task::Failure Waiter::takeFailure()
{
    loop::EventLoop &loop = m_queue.loop();
    if (hasWaited()) [[likely]] {
        return loop.currentTask()->takeDelivered();
    }
    return loop.isClosing() ? task::Failure::closed() : task::Failure();
}

inline void Waiter::leaveQueue()
{
    if (m_isQueued) {
        m_queue.remove(*this);
    }
}

inline void Waiter::finish(State state)
{
    Q_ASSERT(!isDone() && m_step);
    setState(state);
    m_queue.loop().callSoon(*m_step);
}

inline void WaitQueue::append(Waiter &waiter) noexcept
{
    Q_ASSERT(!waiter.m_isQueued && !waiter.isDone());
    waiter.m_isQueued = true;
    waiter.m_previous = m_last;
    waiter.m_next = nullptr;
    (m_last ? m_last->m_next : m_first) = &waiter;
    m_last = &waiter;
    ++m_asleep;
    if (!m_firstAsleep) {
        m_firstAsleep = &waiter;
    }
}

inline void WaitQueue::remove(Waiter &waiter) noexcept
{
    if (!waiter.isDone()) [[unlikely]] {
        fellOut(waiter);
    } else if (!waiter.isCancelled()) {
        --m_woken;
    }
    (waiter.m_previous ? waiter.m_previous->m_next : m_first) = waiter.m_next;
    (waiter.m_next ? waiter.m_next->m_previous : m_last) = waiter.m_previous;
    waiter.m_isQueued = false;
}

inline void WaitQueue::wake(Waiter &waiter, trace::TaskId by)
{
    Q_ASSERT(waiter.m_isQueued && !waiter.isDone());
    waiter.m_wokenBy = by;
    waiter.finish(Waiter::State::Value);
    ++m_woken;
    fellOut(waiter);
}

inline void WaitQueue::fellOut(Waiter &waiter) noexcept
{
    --m_asleep;
    if (m_firstAsleep != &waiter) [[unlikely]] {
        return;
    }
    do {
        m_firstAsleep = m_firstAsleep->m_next;
    } while (m_firstAsleep && m_firstAsleep->isDone());
}

template <typename Awaiter>
requires std::derived_from<std::remove_reference_t<Awaiter>, Waiter>

[[nodiscard]] task::AwaiterRef<std::remove_reference_t<Awaiter>>
operator co_await(Awaiter &&awaiter) noexcept
{
    return task::AwaiterRef<std::remove_reference_t<Awaiter>>(awaiter);
}

/// One sleep in a queue, of which the observer does not hear: a part of another primitive's wait.
class Nap final : public Waiter
{
public:
    using Waiter::Waiter;

    [[nodiscard]] bool await_ready() const noexcept { return refusesToWait(); }

    void await_suspend(std::coroutine_handle<> caller) { fallAsleep(caller); }

    void await_resume() { settle().raise(); }

    [[nodiscard]] task::Failure settle()
    {
        leaveQueue();
        return takeFailure();
    }
};

} // namespace awaitscope::sync
