// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/errors.h"
#include "engine/trace/taskobserver.h"

namespace awaitscope::loop {
class EventLoop;
}

namespace awaitscope::task {

/// Tells the observer of a loop that the running task begins to wait. Throws RuntimeError if no
/// task runs.
void reportWaiting(const loop::EventLoop &loop, const trace::Wait &wait);
/// And that the wait has ended, well or with @p failure.
void reportResumed(const loop::EventLoop &loop, const trace::Wait &wait, const Failure &failure);

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
    void begin(trace::Usage usage = {});
    /// @p usage: of the resource, now.
    void end(const Failure &failure, trace::Usage usage = {});

private:
    loop::EventLoop &m_loop;
    trace::Wait m_wait;
    bool m_hasBegun = false;
};

} // namespace awaitscope::task
