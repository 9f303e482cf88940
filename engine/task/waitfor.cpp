// SPDX-License-Identifier: MIT
#include "engine/task/waitfor.h"

namespace awaitscope::task {

CancelAndWait::CancelAndWait(TaskPtr<TaskBase> task)
    : Suspension(task->loop()), m_task(std::move(task)), m_ended(m_task->loop())
{ }

void CancelAndWait::await_suspend(std::coroutine_handle<> caller)
{
    m_wasPending = true;
    m_task->addDoneCallback(m_release);
    m_task->cancel(trace::CancelCause::Timeout);
    suspendUntil(caller, m_ended);
}

Failure CancelAndWait::settle()
{
    Failure failure = takeFailure();
    m_release.cancel();
    if (failure) {
        return failure;
    }
    failure = m_task->failure();
    if (!m_wasPending || !failure.isCancelled()) {
        return failure;
    }
    if (trace::TaskObserver *const observer = loop().observer()) {
        observer->scopeTimedOut(loop().currentTask()->id(), {});
    }
    return Failure::timedOut();
}

Coro<Failure> waitForEnd(TaskPtr<TaskBase> task, std::optional<trace::Timestamp> delay)
{
    loop::EventLoop &loop = task->loop();
    ObservedWait wait(loop, {.kind = trace::WaitKind::WaitFor, .target = task->id().value});
    if (!task->isDone()) {
        wait.begin();
    }
    Failure failure;
    if (!delay || *delay > 0) {
        Timeout timeout(loop, deadlineIn(loop, delay));
        timeout.enter();
        Quiet end{FutureAwaiter<TaskBase>(*task)};
        failure = co_await end;
        failure = timeout.leave(std::move(failure));
    } else {
        Quiet end{CancelAndWait(task)};
        failure = co_await end;
    }
    wait.end(failure);
    co_return failure;
}

} // namespace awaitscope::task
