// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/taskbase.h"

namespace awaitscope::task {

/// Tells the observer of a loop that the running task begins to wait. Throws RuntimeError if no
/// task runs.
inline void reportWaiting(const loop::EventLoop &loop, const trace::Wait &wait)
{
    const TaskBase &task = TaskBase::running(loop);
    loop.observe([&](auto &observer) { observer.waitBegan(task.id(), wait); });
}

/// And that the wait has ended, well or with @p failure.
inline void reportResumed(const loop::EventLoop &loop, const trace::Wait &wait,
                          const Failure &failure)
{
    loop.observe([&](auto &observer) {
        observer.waitEnded(loop.currentTask()->id(), wait,
                           failure ? std::string_view(failure.name()) : std::string_view());
    });
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
        reportWaiting(m_loop, m_wait);
        m_hasBegun = true;
    }

    /// @p usage: of the resource, now.
    void end(const Failure &failure, trace::Usage usage = {})
    {
        if (std::exchange(m_hasBegun, false)) {
            m_wait.usage = usage;
            reportResumed(m_loop, m_wait, failure);
        }
    }

private:
    loop::EventLoop &m_loop;
    trace::Wait m_wait;
    bool m_hasBegun = false;
};

} // namespace awaitscope::task
