// SPDX-License-Identifier: MIT
#include "engine/task/suspension.h"

#include "engine/task/taskbase.h"

namespace awaitscope::task {

void Suspension::suspend(std::coroutine_handle<> caller, Waitable *awaited)
{
    TaskBase::running(m_loop).suspendAt(caller, awaited);
    m_isSuspended = true;
}

void Suspension::suspendFor(std::coroutine_handle<> caller, trace::Timestamp ns)
{
    TaskBase::running(m_loop).sleepAt(caller, ns);
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
