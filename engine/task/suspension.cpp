// SPDX-License-Identifier: MIT
#include "engine/task/suspension.h"

#include "engine/task/taskbase.h"

namespace awaitscope::task {

void Suspension::suspend(std::coroutine_handle<> caller, FutureBase *future)
{
    TaskBase::running(m_loop).suspendAt(caller, future);
    m_isSuspended = true;
}

Failure Suspension::takeFailure()
{
    if (m_isSuspended) {
        return m_loop.currentTask()->takeDelivered();
    }
    return m_loop.isClosing() ? Failure::closed() : Failure();
}

} // namespace awaitscope::task
