// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/coro.h"
#include "engine/task/futurebase.h"
#include "engine/task/ownercount.h"

#include <coroutine>
#include <cstring>

namespace awaitscope::task {

/// What all tasks have in common (asyncio.Task, semantics.md 1.3): a future whose outcome is that
/// of a coroutine, which the loop resumes step by step.
///
/// Invariant: a live task is in exactly one of these: running; its step is in the ready queue; it
/// waits for a future, whose callbacks hold its step; it waits in the queue of a primitive; it
/// sleeps, with its step among the timers. Once it is done, its step stands in the ready queue if
/// its watcher is still to be told.
class TaskBase : public FutureBase, private loop::HandleBase
{
public:
    ~TaskBase() override;

    /// Hears of the end of a task in the turn after it: a done callback that needs no memory.
    class Watcher
    {
    public:
        virtual void taskEnded(TaskBase &task) = 0;

    protected:
        ~Watcher() = default;
    };

    /// Registers @p watcher as a done callback, until unwatch(); it and the task outlive that.
    /// False, and nothing is registered, if the task has a watcher or other callbacks (which have
    /// to be told before), or is done.
    [[nodiscard]] bool watch(Watcher &watcher) noexcept
    {
        if (m_watcher || hasCallbacks() || isDone()) {
            return false;
        }
        m_watcher = &watcher;
        return true;
    }

    /// It need not be told any more, if it is the watcher.
    void unwatch(const Watcher &watcher) noexcept;

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
    [[nodiscard]] quint32 cancelling() const noexcept { return spareNumber(); }

    [[nodiscard]] bool isStarted() const noexcept { return m_isStarted; }

    // For the loop and the awaiters.

    /// The task of @p loop that runs. Throws RuntimeError if none does.
    [[nodiscard]] static TaskBase &running(const loop::EventLoop &loop)
    {
        TaskBase *const task = loop.currentTask();
        if (!task) [[unlikely]] {
            throwNoneRuns();
        }
        return *task;
    }

    // It goes on at @p caller. All throw std::logic_error if it goes on somewhere else already: a
    // coroutine that it called and does not await.

    /// In the next turn.
    void suspendForTurn(std::coroutine_handle<> caller)
    {
        suspendAt(caller);
        loop().callSoon(*this);
    }

    /// In the turn after the one in which @p awaited is done.
    void suspendUntil(std::coroutine_handle<> caller, FutureBase &awaited)
    {
        suspendAt(caller);
        if (&awaited == this) [[unlikely]] {
            awaitItself();
            return;
        }
        m_waitsFor = &awaited;
        awaited.addDoneCallback(*this);
    }

    /// The same for a place in the queue of a primitive, which is to schedule what this returns.
    [[nodiscard]] loop::HandleBase &suspendIn(std::coroutine_handle<> caller, Waitable &place)
    {
        suspendAt(caller);
        m_waitsFor = &place;
        return *this;
    }

    /// In the turn after the one in which @p ns > 0 have passed: as if a timer completed a future,
    /// but the task itself is the timer.
    void sleepAt(std::coroutine_handle<> caller, trace::Timestamp ns)
    {
        suspendAt(caller);
        m_isAsleep = true;
        loop().callLater(ns, *this);
    }

    [[nodiscard]] Failure takeDelivered() noexcept { return std::exchange(delivered(), {}); }

    /// Resumes it with LoopClosed until it has ended. False if it awaited more than @p patience
    /// times, or something that is not of its loop.
    bool endNow(quint64 patience);

    /// The live task that was created after this one.
    [[nodiscard]] TaskBase *nextLive() const noexcept { return m_nextLive; }

protected:
    TaskBase(loop::EventLoop &loop, std::string_view name);

    /// The first step: calls the coroutine, and hands it to setCoro().
    virtual void begin() = 0;

    /// There will be no first step: drops what was kept for it.
    virtual void abandon() { }

    // The coroutine is kept here, so that whether it has returned is seen without a call.

    template <typename T>
    void setCoro(Coro<T> coro) noexcept
    {
        static_assert(sizeof(coro) == sizeof(m_coro), "it is no more than a handle");
        void *frame = nullptr;
        std::memcpy(&frame, &coro, sizeof(frame));
        m_coro = std::coroutine_handle<>::from_address(frame);
        ::new (&coro) Coro<T>(); // what it had is here now
    }

    template <typename T>
    [[nodiscard]] Coro<T> takeCoro() noexcept
    {
        using Promise = typename Coro<T>::promise_type;
        return Coro<T>(
            std::coroutine_handle<Promise>::from_address(std::exchange(m_coro, nullptr).address()));
    }

    /// Takes what the coroutine returned: completes the task with it through one of the three
    /// below.
    virtual void collect() = 0;

    // As of FutureBase, and the watcher is told. Precondition of all: pending.
    void completeWithValue()
    {
        scheduleWatcher();
        FutureBase::completeWithValue();
    }

    void completeAsCancelled()
    {
        scheduleWatcher();
        FutureBase::completeAsCancelled();
    }

    void completeWithError(Failure error);

    /// It returned normally. If it was cancelled during its last step, it counts as cancelled;
    /// returns whether the value counts.
    [[nodiscard]] bool endWithValue(trace::ValueId value = {});
    void endWithFailure(Failure failure);

private:
    friend class loop::EventLoop;

    void run();

    /// Whether it slept; from now on it does not.
    [[nodiscard]] bool wakeUp() noexcept { return std::exchange(m_isAsleep, false); }

    void goOnSleeping() noexcept { m_isAsleep = true; }

    CancelStep beginCancel(trace::CancelCause cause) override;
    [[nodiscard]] Inner innerToCancel(std::size_t index) override;
    bool endCancel(bool isInnerAccepted) override;

    void suspendAt(std::coroutine_handle<> caller)
    {
        if (m_resumePoint) [[unlikely]] {
            throwSuspended();
        }
        m_resumePoint = caller;
    }

    void scheduleWatcher()
    {
        if (m_watcher) {
            loop().callSoon(*this);
        }
    }

    /// What it is resumed with.
    [[nodiscard]] Failure &delivered() noexcept { return pendingFailure(); }

    [[noreturn]] static void throwNoneRuns();
    [[noreturn]] static void throwSuspended();
    [[noreturn]] static void throwStray();
    void awaitItself();
    void tellCleanupBegan();
    void step();
    void endUnstarted();
    void cancelSuspended();
    void interruptSleep();
    void leave() noexcept;

    // Small members first: they stand in what is left over of the base.
    bool m_mustCancel = false;
    bool m_isAsleep = false; // the timer has not fired
    bool m_isCancelling = false; // in cancel(): tells a cycle of awaiting tasks (P-7)
    bool m_isStarted = false;
    bool m_isLive = true;

public:
    OwnerCount ref; ///< for TaskPtr

private:
    trace::TaskId m_id;
    std::coroutine_handle<> m_coro; // none before the first step, and once it is done
    std::coroutine_handle<> m_resumePoint;
    Waitable *m_waitsFor = nullptr;
    Watcher *m_watcher = nullptr;
    TaskBase *m_nextLive = nullptr;
    TaskBase *m_previousLive = nullptr;
};

} // namespace awaitscope::task

#include "engine/task/livetasks.h" // inline, and needs the class

namespace awaitscope::task {

inline void TaskBase::leave() noexcept
{
    if (m_isLive) {
        m_isLive = false;
        loop().removeLive(*this);
        if (!ref.deref()) {
            delete this;
        }
    }
}

inline bool TaskBase::endWithValue(trace::ValueId value)
{
    if (std::exchange(m_mustCancel, false)) [[unlikely]] {
        endWithFailure(Failure::cancelled());
        return false;
    }
    loop().observe([&](auto &observer) { observer.taskFinished(m_id, value); });
    return true;
}

// Inline, since the turns of a loop consist of nothing else.
Q_ALWAYS_INLINE void TaskBase::run()
{
    if (m_isAsleep | isDone()) [[unlikely]] {
        if (wakeUp()) {
            loop().callSoon(*this);
        } else {
            std::exchange(m_watcher, nullptr)->taskEnded(*this);
        }
        return;
    }
    if (m_waitsFor) {
        if (!m_waitsFor->hasSucceeded()) [[unlikely]] {
            delivered() = m_waitsFor->failure();
        }
        m_waitsFor = nullptr;
    }
    step();
}

/// With what delivered() says.
Q_ALWAYS_INLINE void TaskBase::step()
{
    if (m_mustCancel) [[unlikely]] {
        m_mustCancel = false;
        if (!delivered().isCancelled()) {
            delivered() = Failure::cancelled();
        }
    }
    loop::EventLoop &loop = this->loop();
    TaskBase *const outer = loop.setCurrentTask(this);
    if (m_isStarted) {
        if (delivered().isCancelled()) [[unlikely]] {
            tellCleanupBegan();
        }
        std::exchange(m_resumePoint, nullptr).resume();
    } else {
        if (delivered()) [[unlikely]] {
            loop.setCurrentTask(outer);
            endUnstarted();
            return;
        }
        m_isStarted = true;
        loop.observe([this](auto &observer) { observer.taskStarted(m_id); });
        begin();
    }
    const bool hasEnded = !m_coro || m_coro.done();
    if (hasEnded) {
        HandleBase::cancel(); // of a coroutine that it called and did not await
        collect();
    } else if (m_mustCancel) [[unlikely]] {
        cancelSuspended();
    }
    loop.setCurrentTask(outer);
    if (hasEnded) {
        leave();
    } else if (!m_resumePoint) [[unlikely]] {
        throwStray();
    }
}

} // namespace awaitscope::task
