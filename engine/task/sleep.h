// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/observedwait.h"
#include "engine/task/suspension.h"

namespace awaitscope::task {

/// What sleep() returns.
class SleepAwaiter : public Suspension
{
public:
    SleepAwaiter(loop::EventLoop &loop, trace::Timestamp ns, trace::WaitKind kind) noexcept
        : Suspension(loop), m_kind(kind), m_ns(ns)
    { }

    [[nodiscard]] bool await_ready() const noexcept { return refusesToWait(); }

    void await_suspend(std::coroutine_handle<> caller)
    {
        reportWaiting(loop(), [this] { return wait(); });
        if (m_ns > 0) {
            suspendFor(caller, m_ns);
        } else {
            suspendForTurn(caller);
        }
    }

    void await_resume() { settle().raise(); }

    [[nodiscard]] Failure settle()
    {
        Failure failure = takeFailure();
        if (isSuspended()) [[likely]] {
            reportResumed(
                loop(), [this] { return wait(); }, failure);
        }
        return failure;
    }

private:
    [[nodiscard]] trace::Wait wait() const noexcept { return {.kind = m_kind, .ns = m_ns}; }

    trace::WaitKind m_kind;
    trace::Timestamp m_ns;
};

/// Suspends for @p ns of virtual time (asyncio.sleep); if that is not positive, for one turn. The
/// caller resumes in the turn after the one in which the time has passed.
[[nodiscard]] inline SleepAwaiter sleep(loop::EventLoop &loop, trace::Timestamp ns,
                                        trace::WaitKind kind = trace::WaitKind::Sleep)
{
    return {loop, ns, kind};
}

} // namespace awaitscope::task
