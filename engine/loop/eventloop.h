// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/handle.h"
#include "engine/loop/slabqueue.h"
#include "engine/loop/timerheap.h"
#include "engine/memory/pool.h"
#include "engine/trace/recorder.h"

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

namespace awaitscope::task {
class TaskBase;
}

namespace awaitscope::loop {

/// asyncio's event loop on a virtual clock: the abstract machine of semantics.md, section 1.1.
/// A turn is asyncio's `_run_once`, the only place where callbacks run.
///
/// One loop belongs to one thread. It knows the tasks that are alive, and keeps them alive; when it
/// is destroyed it lets each of them come to its end (see close()).
class EventLoop
{
public:
    /// @p observer is told of all that happens; not owned, outlives the loop, may be null. Tasks,
    /// frames and queues take their memory from @p arena; null: from one of its own.
    explicit EventLoop(trace::TaskObserver *observer = nullptr,
                       std::shared_ptr<memory::Arena> arena = nullptr);
    ~EventLoop();
    Q_DISABLE_COPY_MOVE(EventLoop)

    [[nodiscard]] trace::Timestamp now() const noexcept { return m_now; }

    /// Number of the turn that runs or ran last, from 1.
    [[nodiscard]] quint64 iteration() const noexcept { return m_iteration; }

    [[nodiscard]] trace::TaskObserver *observer() const noexcept { return m_observer; }

    /// The observer, if it is a recorder.
    [[nodiscard]] trace::Recorder *recorder() const noexcept { return m_recorder; }

    /// Calls @p tell with the observer, if there is one: as the recorder that it nearly always is,
    /// so that the compiler sees through the call.
    template <typename Tell>
    void observe(Tell tell) const
    {
        if (m_recorder) [[likely]] {
            tell(*m_recorder);
        } else if (m_observer) {
            tell(*m_observer);
        }
    }

    /// Runs the handle in the next turn, behind all that is ready (asyncio call_soon).
    void callSoon(HandleBase &handle)
    {
        Q_ASSERT(!handle.isScheduled());
        makeReady(handle);
        wakeWaker();
    }

    /// Runs it when the clock has reached @p deadline, which may be past (asyncio call_at). Equal
    /// deadlines: in the order of registration.
    void callAt(trace::Timestamp deadline, HandleBase &handle);
    /// callAt(now() + delay), saturated.
    void callLater(trace::Timestamp delay, HandleBase &handle);
    /// As callAt, but before every ordinary timer with the same deadline: an intervention.
    void callAtFirst(trace::Timestamp deadline, HandleBase &handle);

    enum class Progress : quint8 {
        TurnDone,
        Yielded, ///< the turn is not done: the next call goes on with it
        Nothing, ///< nothing is ready and no timer is set: the run is deadlocked
        Stopped, ///< stop() was called
    };
    /// One iteration: lets the clock jump to the next timer if nothing is ready, collects the due
    /// timers, runs what was ready at its beginning; but at most @p handles of them at a call. An
    /// iteration in which nothing but sleeps comes to an end does nothing: the one after it is run
    /// at once.
    Progress runTurn(quint64 handles = std::numeric_limits<quint64>::max());

    /// Is told each time that the loop gets something to do.
    class Waker
    {
    public:
        virtual void wake() = 0;

    protected:
        ~Waker() = default;
    };

    /// For who runs the turns; not owned, may be null.
    void setWaker(Waker *waker) noexcept { m_waker = waker; }

    /// Whether a turn has begun and is not done.
    [[nodiscard]] bool isInTurn() const noexcept { return m_ready.begin() != m_turnEnd; }

    /// Instead of one more than so many turns, it stops for the reason `iterations`.
    void setIterationLimit(quint64 iterations) noexcept { m_iterationLimit = iterations; }

    /// To when the clock stands at the next turn: now() if something is ready, or none at all.
    [[nodiscard]] std::optional<trace::Timestamp> nextDue() const;

    /// A task computes for that long: the clock moves, nothing else runs (scenario.md, 11).
    void advance(trace::Timestamp ns);

    /// Counts the turn in which the loop found nothing to do, when it is given up for that.
    void countIdleTurn();

    /// Ends the run for this reason: nothing runs and nothing is observed any more. The first
    /// reason counts.
    void stop(std::string reason);

    /// Why, if it was stopped.
    [[nodiscard]] const std::optional<std::string> &stopReason() const noexcept
    {
        return m_stopReason;
    }

    /// For what its tasks are made of; outlives the loop as long as one of them does.
    [[nodiscard]] memory::Pool &pool() const noexcept { return *m_pool; }

    // For tasks and awaiters.
    [[nodiscard]] task::TaskBase *currentTask() const noexcept { return m_current; }

    /// Sets the running task; returns the former.
    task::TaskBase *setCurrentTask(task::TaskBase *task) noexcept
    {
        return std::exchange(m_current, task);
    }

    [[nodiscard]] trace::TaskId nextTaskId() noexcept { return trace::TaskId(++m_taskCount); }

    [[nodiscard]] trace::ScopeId nextScopeId() noexcept { return trace::ScopeId(++m_scopeCount); }

    /// The oldest task that is alive; each knows the next.
    [[nodiscard]] task::TaskBase *firstLiveTask() const noexcept { return m_firstLive; }

    // Of tasks only, with whose class they are defined.
    void addLive(task::TaskBase &task) noexcept;
    void removeLive(task::TaskBase &task) noexcept;

    /// Keeps an object alive that callbacks still have to find, until drop() or the loop's end.
    void keep(std::shared_ptr<void> object);
    void drop(const void *object);

    /// Throws LoopClosed into every task that is alive, at each await, until it has ended; nothing
    /// is observed any more. A task that awaits again more than @p patience times in a row is left
    /// behind and reported. Returns how many were left behind.
    quint64 close(quint64 patience = 1000);

    [[nodiscard]] bool isClosing() const noexcept { return m_closing; }

    /// Whether an await throws LoopClosed on the spot: the loop is closing, and the task that
    /// ends has patience left, which this uses up.
    [[nodiscard]] bool refusesToWait() noexcept
    {
        return m_closing && m_patience > 0 && m_patience-- > 0;
    }

    /// For the task that ends now.
    void setPatience(quint64 awaits) noexcept { m_patience = awaits; }

private:
    friend class HandleBase;

    void makeReady(HandleBase &handle)
    {
        handle.m_scheduler = this;
        handle.m_where = HandleBase::Where::Ready;
        handle.m_entry = m_ready.append(&handle);
    }

    void forget(HandleBase &handle);
    void run(HandleBase &handle);
    void forgetAll();
    void beginTurn();
    [[nodiscard]] bool collectDue();
    void putBackToSleep();
    void tellTime() const;

    void wakeWaker()
    {
        if (m_waker) {
            m_waker->wake();
        }
    }

    void observeNoMore() noexcept
    {
        m_observer = nullptr;
        m_recorder = nullptr;
    }

    trace::TaskObserver *m_observer;
    trace::Recorder *m_recorder; // the same, if it is one
    Waker *m_waker = nullptr;
    memory::Pool::Owner m_pool;
    SlabQueue<HandleBase *> m_ready; // null where a handle was cancelled
    TimerHeap m_timers;
    trace::Timestamp m_now = 0;
    quint64 m_iteration = 0;
    quint64 m_iterationLimit = std::numeric_limits<quint64>::max();
    HandleBase *const *m_turnEnd; // behind the last handle of the turn
    quint64 m_rank = quint64(1) << 63; // ordinary timers stand behind interventions
    quint64 m_firstRank = 0;
    quint32 m_taskCount = 0;
    quint32 m_scopeCount = 0;
    task::TaskBase *m_current = nullptr;
    task::TaskBase *m_firstLive = nullptr;
    task::TaskBase *m_lastLive = nullptr;
    std::unordered_map<const void *, std::shared_ptr<void>> m_kept;
    std::optional<std::string> m_stopReason;
    quint64 m_patience = 0; // awaits that throw before one suspends; while it is closing
    bool m_closing = false;
};

} // namespace awaitscope::loop
