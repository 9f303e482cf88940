// SPDX-License-Identifier: MIT
#include "engine/task/observedwait.h"

#include "engine/loop/eventloop.h"
#include "engine/task/taskbase.h"

namespace awaitscope::task {

void ObservedWait::begin(trace::Usage usage)
{
    const TaskBase &task = TaskBase::running(m_loop);
    m_hasBegun = true;
    if (trace::TaskObserver *const observer = m_loop.observer()) {
        m_wait.usage = usage;
        observer->waitBegan(task.id(), m_wait);
    }
}

void ObservedWait::end(const Failure &failure, trace::Usage usage)
{
    if (!std::exchange(m_hasBegun, false)) {
        return;
    }
    if (trace::TaskObserver *const observer = m_loop.observer()) {
        m_wait.usage = usage;
        observer->waitEnded(m_loop.currentTask()->id(), m_wait, failure.name());
    }
}

} // namespace awaitscope::task
