// SPDX-License-Identifier: MIT
#include "engine/task/suspension.h"

#include "engine/task/taskbase.h"

#include <stdexcept>

namespace awaitscope::task {

void Suspension::suspend(std::coroutine_handle<> caller, FutureBase *future)
{
    TaskBase *const task = m_loop.currentTask();
    if (!task) {
        throw std::logic_error("co_await outside of a task of this loop");
    }
    m_isSuspended = true;
    task->suspendAt(caller, future);
}

Failure Suspension::takeFailure()
{
    if (m_isSuspended) {
        return m_loop.currentTask()->takeDelivered();
    }
    return m_loop.isClosing() ? Failure::closed() : Failure();
}

} // namespace awaitscope::task
