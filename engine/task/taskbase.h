// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/futurebase.h"
#include "engine/task/ownercount.h"

#include <coroutine>

namespace awaitscope::task {

/// What all tasks have in common (asyncio.Task, semantics.md 1.3): a future whose outcome is that
/// of a coroutine, which the loop resumes step by step.
///
/// Invariant: a live task is in exactly one of these: running; its step is in the ready queue; it
/// waits for a future, whose callbacks hold its step; it waits in the queue of a primitive; it
/// sleeps, with its step among the timers.
class TaskBase : public FutureBase, private loop::Handle
{
public:
    ~TaskBase() override;

    /// Tasks live in the pool of their loop: `new (loop.pool()) …`.
    [[nodiscard]] static void *operator new(std::size_t size, memory::Pool &pool)
    {
        return pool.allocate(size);
    }

    static void operator delete(void *task) noexcept { memory::Pool::deallocate(task); }

    static void operator delete(void *task, memory::Pool & /*pool*/) noexcept
    {
        memory::Pool::deallocate(task);
    }

    [[nodiscard]] trace::TaskId id() const noexcept { return m_id; }

    /// asyncio's Task.cancel(): CancelledError is thrown into the coroutine at its next step; what
    /// it waits for is cancelled at once. False if it is done.
    using FutureBase::cancel; // and not Handle's
    /// Takes one request back; the one that was not delivered yet, if it was the last. Returns how
    /// many are left (3.13).
    quint32 uncancel() noexcept;

    /// How many requests to cancel it were neither taken back nor answered by its end.
    [[nodiscard]] quint32 cancelling() const noexcept { return m_cancelling; }

    [[nodiscard]] bool isStarted() const noexcept { return m_isStarted; }

    // For the loop and the awaiters.

    /// The task of @p loop that runs. Throws RuntimeError if none does.
    [[nodiscard]] static TaskBase &running(const loop::EventLoop &loop);

    /// It goes on at @p caller when @p awaited is done, or in the next turn if it is null. Throws
    /// std::logic_error if it goes on somewhere else already: a coroutine that it called and does
    /// not await.
    void suspendAt(std::coroutine_handle<> caller, Waitable *awaited);
    /// It goes on at @p caller in the turn after the one in which @p ns > 0 have passed: as if a
    /// timer completed a future, but the task itself is the timer. Throws as suspendAt().
    void sleepAt(std::coroutine_handle<> caller, trace::Timestamp ns);

    [[nodiscard]] Failure takeDelivered() noexcept { return std::exchange(m_delivered, {}); }

    /// Resumes it with LoopClosed until it has ended. False if it awaited more than @p patience
    /// times, or something that is not of its loop.
    bool endNow(quint64 patience);

    /// The live task that was created after this one.
    [[nodiscard]] TaskBase *nextLive() const noexcept { return m_nextLive; }

protected:
    TaskBase(loop::EventLoop &loop, std::string_view name);

    /// The first step: calls the coroutine.
    virtual void begin() = 0;

    /// There will be no first step: drops what was kept for it.
    virtual void abandon() { }

    /// Whether the coroutine has come to its end.
    [[nodiscard]] virtual bool hasReturned() const = 0;
    /// Takes what the coroutine returned: completes the task with it through one of the three
    /// below.
    virtual void collect() = 0;

    /// It returned normally. If it was cancelled during its last step, it counts as cancelled;
    /// returns whether the value counts.
    [[nodiscard]] bool endWithValue(trace::ValueId value = {});
    void endWithFailure(Failure failure);

private:
    friend class loop::EventLoop;

    void run() override;
    CancelStep beginCancel(trace::CancelCause cause) override;
    [[nodiscard]] Inner innerToCancel(std::size_t index) override;
    bool endCancel(bool isInnerAccepted) override;
    void step();
    void resume();
    void afterSuspension();
    void interruptSleep();
    void leave() noexcept;

    // Small members first: they stand in what is left over of the base.
    bool m_mustCancel = false;
    bool m_isAsleep = false; // the timer has not fired
    bool m_isCancelling : 1 = false; // in cancel(): tells a cycle of awaiting tasks (P-7)
    bool m_isStarted : 1 = false;
    bool m_isLive : 1 = true;

public:
    OwnerCount ref; ///< for TaskPtr

private:
    trace::TaskId m_id;
    quint32 m_cancelling = 0;
    std::coroutine_handle<> m_resumePoint;
    Waitable *m_waitsFor = nullptr;
    Failure m_delivered; // what it is resumed with
    TaskBase *m_nextLive = nullptr;
    TaskBase *m_previousLive = nullptr;
};

} // namespace awaitscope::task
