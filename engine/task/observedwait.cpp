// SPDX-License-Identifier: MIT
#include "engine/task/observedwait.h"

#include "engine/task/taskbase.h"

namespace awaitscope::task {

void reportWaiting(const loop::EventLoop &loop, const trace::Wait &wait)
{
    const TaskBase &task = TaskBase::running(loop);
    if (trace::TaskObserver *const observer = loop.observer()) {
        observer->waitBegan(task.id(), wait);
    }
}

void reportResumed(const loop::EventLoop &loop, const trace::Wait &wait, const Failure &failure)
{
    if (trace::TaskObserver *const observer = loop.observer()) {
        observer->waitEnded(loop.currentTask()->id(), wait,
                            failure ? std::string_view(failure.name()) : std::string_view());
    }
}

void ObservedWait::begin(trace::Usage usage)
{
    m_wait.usage = usage;
    reportWaiting(m_loop, m_wait);
    m_hasBegun = true;
}

void ObservedWait::end(const Failure &failure, trace::Usage usage)
{
    if (std::exchange(m_hasBegun, false)) {
        m_wait.usage = usage;
        reportResumed(m_loop, m_wait, failure);
    }
}

} // namespace awaitscope::task
