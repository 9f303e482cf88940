// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/future.h"
#include "engine/task/observedwait.h"

namespace awaitscope::task {

/// What sleep() returns.
class SleepAwaiter : public Suspension
{
public:
    SleepAwaiter(loop::EventLoop &loop, trace::Timestamp ns, trace::WaitKind kind) noexcept
        : Suspension(loop)
        , m_done(loop)
        , m_timer(m_done)
        , m_wait(loop, {.kind = kind, .ns = ns})
        , m_ns(ns)
    { }

    [[nodiscard]] bool await_ready() const noexcept { return refusesToWait(); }

    void await_suspend(std::coroutine_handle<> caller);

    void await_resume() { settle().raise(); }

    [[nodiscard]] Failure settle();

private:
    class Timer final : public loop::Handle
    {
    public:
        explicit Timer(Future<void> &done) noexcept : m_done(done) { }

    private:
        void run() override { m_done.release(); }

        Future<void> &m_done;
    };

    Future<void> m_done;
    Timer m_timer;
    ObservedWait m_wait;
    trace::Timestamp m_ns;
};

/// Suspends for @p ns of virtual time (asyncio.sleep); if that is not positive, for one turn. The
/// caller resumes in the turn after the one in which the timer is due.
[[nodiscard]] inline SleepAwaiter sleep(loop::EventLoop &loop, trace::Timestamp ns,
                                        trace::WaitKind kind = trace::WaitKind::Sleep)
{
    return {loop, ns, kind};
}

} // namespace awaitscope::task
