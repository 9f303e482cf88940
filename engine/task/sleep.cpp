// SPDX-License-Identifier: MIT
#include "engine/task/sleep.h"

namespace awaitscope::task {

void SleepAwaiter::await_suspend(std::coroutine_handle<> caller)
{
    m_wait.begin();
    if (m_ns <= 0) {
        suspend(caller, nullptr);
        return;
    }
    loop().callLater(m_ns, m_timer);
    suspend(caller, &m_done);
}

Failure SleepAwaiter::settle()
{
    Failure failure = takeFailure();
    m_timer.cancel();
    m_wait.end(failure);
    return failure;
}

} // namespace awaitscope::task
