// SPDX-License-Identifier: MIT
#include "engine/task/taskbase.h"

#include <QExplicitlySharedDataPointer>

#include <stdexcept>

namespace awaitscope::task {

using trace::CancelCause;
using trace::TaskId;

TaskBase::TaskBase(loop::EventLoop &loop, std::string_view name)
    : FutureBase(loop), HandleBase(Kind::Step), m_id(loop.nextTaskId())
{
    ref.ref(); // the loop's, until it is done
    loop.addLive(*this);
    loop.callSoon(*this);
    loop.observe([&](auto &observer) {
        const TaskBase *const parent = loop.currentTask();
        observer.taskCreated(m_id, parent ? parent->m_id : TaskId(), name);
    });
}

TaskBase::~TaskBase() = default;

void TaskBase::unwatch(const Watcher &watcher) noexcept
{
    if (m_watcher == &watcher) {
        m_watcher = nullptr;
        if (isDone()) {
            HandleBase::cancel(); // which was to tell it
        }
    }
}

TaskBase::CancelStep TaskBase::beginCancel(CancelCause cause)
{
    const bool accepted = !isDone();
    if (trace::TaskObserver *const observer = loop().observer()) {
        const TaskBase *const by = loop().currentTask();
        observer->cancelRequested(m_id, by ? by->m_id : TaskId(), cause,
                                  {accepted, cancelling() + (accepted ? 1 : 0)});
    }
    if (!accepted) {
        setRetrieved();
        return CancelStep::Refused;
    }
    if (m_isCancelling) {
        loop().stop("tasks await each other in a cycle");
        return CancelStep::Accepted;
    }
    ++spareNumber(); // see cancelling()
    if (m_isAsleep) {
        interruptSleep();
        return CancelStep::Accepted;
    }
    if (!m_waitsFor) {
        m_mustCancel = true;
        return CancelStep::Accepted;
    }
    m_isCancelling = true;
    return CancelStep::PassedOn;
}

TaskBase::Inner TaskBase::innerToCancel(std::size_t index)
{
    return index == 0 ? Inner{m_waitsFor, CancelCause::Awaiter} : Inner{};
}

bool TaskBase::endCancel(bool isInnerAccepted)
{
    m_isCancelling = false;
    m_mustCancel |= !isInnerAccepted;
    return true;
}

quint32 TaskBase::uncancel() noexcept
{
    if (cancelling() > 0 && --spareNumber() == 0) {
        m_mustCancel = false;
    }
    return cancelling();
}

void TaskBase::throwNoneRuns()
{
    throw RuntimeError("this is for a coroutine that runs in a task of the loop");
}

void TaskBase::throwSuspended()
{
    throw std::logic_error("a task awaits while a coroutine that it called is suspended; "
                           "await the coroutine, or make it a task");
}

void TaskBase::awaitItself()
{
    delivered() = Failure::make(RuntimeError("a task cannot await itself"));
    loop().callSoon(*this);
}

/// The sleep is over; the step is in the next turn, as if a future had been done now.
void TaskBase::interruptSleep()
{
    m_isAsleep = false;
    HandleBase::cancel();
    delivered() = Failure::cancelled();
    loop().callSoon(*this);
}

void TaskBase::throwStray()
{
    throw std::logic_error("a task awaits something that is not of its loop; use a bridge");
}

void TaskBase::tellCleanupBegan()
{
    if (trace::TaskObserver *const observer = loop().observer()) {
        observer->cleanupBegan(m_id);
    }
}

/// It was cancelled before its first step.
void TaskBase::endUnstarted()
{
    abandon();
    endWithFailure(takeDelivered());
    leave();
}

/// It was cancelled while it ran, and then suspended.
void TaskBase::cancelSuspended()
{
    if (loop().isClosing()) {
        return;
    }
    if (m_isAsleep) {
        m_mustCancel = false;
        interruptSleep();
    } else if (m_waitsFor && m_waitsFor->cancel(CancelCause::Awaiter)) {
        m_mustCancel = false;
    }
}

void TaskBase::endWithFailure(Failure failure)
{
    trace::TaskObserver *const observer = loop().observer();
    if (failure.isCancelled()) {
        if (observer) {
            observer->taskCancelled(m_id);
        }
        completeAsCancelled();
        return;
    }
    if (observer) {
        observer->taskFailed(m_id, failure.name());
    }
    completeWithError(std::move(failure));
}

void TaskBase::completeWithError(Failure error)
{
    scheduleWatcher();
    FutureBase::completeWithError(std::move(error));
}

bool TaskBase::endNow(quint64 patience)
{
    HandleBase::cancel();
    const QExplicitlySharedDataPointer<TaskBase> keep(this);
    m_mustCancel = false;
    loop().setPatience(patience);
    for (; m_resumePoint && patience > 0; --patience) {
        m_isAsleep = false;
        m_waitsFor = nullptr;
        HandleBase::cancel();
        delivered() = Failure::closed();
        step();
    }
    if (!m_isStarted) {
        abandon();
        completeAsCancelled();
        leave();
    }
    return isDone();
}

} // namespace awaitscope::task
