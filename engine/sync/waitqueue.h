// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/future.h"

namespace awaitscope::sync {

class WaitQueue;

/// A place in a WaitQueue, and the future that its task suspends on. Lives in the awaiter.
class Waiter final : public task::FutureBase
{
public:
    using FutureBase::FutureBase;
    ~Waiter() override;

    /// The task that woke it, if it was one.
    [[nodiscard]] trace::TaskId wokenBy() const noexcept { return m_wokenBy; }

    /// Whether it was woken (and not cancelled).
    [[nodiscard]] bool isWoken() const noexcept { return isDone() && !isCancelled(); }

private:
    friend class WaitQueue;
    CancelStep beginCancel(trace::CancelCause cause) override;

    WaitQueue *m_queue = nullptr;
    Waiter *m_next = nullptr;
    Waiter *m_previous = nullptr;
    trace::TaskId m_wokenBy;
};

/// The one FIFO under every primitive, as trio's ParkingLot is. A waiter that was woken or
/// cancelled keeps its place until its task has run and takes it out.
///
/// Invariant: m_firstAsleep is the first waiter that is neither woken nor cancelled.
class WaitQueue
{
public:
    WaitQueue() = default;

    ~WaitQueue()
    {
        Q_ASSERT_X(!m_first, "WaitQueue", "a primitive is gone while tasks wait for it");
    }
    Q_DISABLE_COPY_MOVE(WaitQueue)

    void append(Waiter &waiter);
    /// Nothing happens if it is not in the queue.
    void remove(Waiter &waiter);
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
    void fellOut(Waiter &waiter);

    Waiter *m_first = nullptr;
    Waiter *m_last = nullptr;
    Waiter *m_firstAsleep = nullptr;
    quint32 m_asleep = 0;
    quint32 m_woken = 0;
};

} // namespace awaitscope::sync
