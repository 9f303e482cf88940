// SPDX-License-Identifier: MIT
#include "engine/task/sleep.h"

#include "engine/task/observedwait.h"

namespace awaitscope::task {

static_assert(std::is_trivially_copyable_v<SleepAwaiter>); // so that it is awaited as it is

void SleepAwaiter::await_suspend(std::coroutine_handle<> caller)
{
    reportWaiting(loop(), {.kind = m_kind, .ns = m_ns});
    if (m_ns > 0) {
        suspendFor(caller, m_ns);
    } else {
        suspend(caller, nullptr);
    }
}

Failure SleepAwaiter::settle()
{
    Failure failure = takeFailure();
    if (isSuspended()) {
        reportResumed(loop(), {.kind = m_kind, .ns = m_ns}, failure);
    }
    return failure;
}

} // namespace awaitscope::task
