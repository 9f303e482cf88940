// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/taskbase.h"

namespace awaitscope::task {

namespace detail {

    // What is not told to a recorder, or is rare.
    void tellWaiting(const loop::EventLoop &loop, const trace::Wait &wait);
    void tellResumed(const loop::EventLoop &loop, const trace::Wait &wait, const Failure &failure);

} // namespace detail

/// Tells the observer of a loop that the running task begins to wait. @p wait gives the Wait: for a
/// recorder, which takes it apart at once, it is never in memory. Throws RuntimeError if no task
/// runs.
template <typename GetWait>
Q_ALWAYS_INLINE void reportWaiting(const loop::EventLoop &loop, GetWait wait)
{
    const TaskBase &task = TaskBase::running(loop);
    if (trace::Recorder *const recorder = loop.recorder()) [[likely]] {
        recorder->waitBegan(task.id(), wait());
    } else {
        detail::tellWaiting(loop, wait());
    }
}

/// And that the wait has ended, well or with @p failure.
template <typename GetWait>
Q_ALWAYS_INLINE void reportResumed(const loop::EventLoop &loop, GetWait wait,
                                   const Failure &failure)
{
    if (trace::Recorder *const recorder = loop.recorder(); recorder && !failure) [[likely]] {
        recorder->waitEnded(loop.currentTask()->id(), wait(), {});
    } else {
        detail::tellResumed(loop, wait(), failure);
    }
}

/// Tells the observer of a loop that the running task begins to wait, and how that ended. An end
/// without a beginning (nothing had to be waited for) is not told.
class ObservedWait
{
public:
    ObservedWait(loop::EventLoop &loop, const trace::Wait &wait) noexcept
        : m_loop(loop), m_wait(wait)
    { }

    [[nodiscard]] bool hasBegun() const noexcept { return m_hasBegun; }

    /// @p usage: of the resource, the running task counted as waiting. Throws RuntimeError if no
    /// task runs.
    void begin(trace::Usage usage = {})
    {
        m_wait.usage = usage;
        reportWaiting(m_loop, [this] { return m_wait; });
        m_hasBegun = true;
    }

    /// @p usage: of the resource, now.
    void end(const Failure &failure, trace::Usage usage = {})
    {
        if (std::exchange(m_hasBegun, false)) {
            m_wait.usage = usage;
            reportResumed(
                m_loop, [this] { return m_wait; }, failure);
        }
    }

private:
    loop::EventLoop &m_loop;
    trace::Wait m_wait;
    bool m_hasBegun = false;
};

} // namespace awaitscope::task
