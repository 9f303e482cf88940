// SPDX-License-Identifier: MIT
#include "engine/task/taskbase.h"

#include <QExplicitlySharedDataPointer>

#include <stdexcept>

namespace awaitscope::task {

using trace::CancelCause;
using trace::TaskId;

TaskBase::TaskBase(loop::EventLoop &loop, std::string_view name)
    : FutureBase(loop), m_id(loop.nextTaskId())
{
    ref.ref(); // the loop's, until it is done
    loop.addLive(*this);
    loop.callSoon(*this);
    if (trace::TaskObserver *const observer = loop.observer()) {
        const TaskBase *const parent = loop.currentTask();
        observer->taskCreated(m_id, parent ? parent->m_id : TaskId(), name);
    }
}

TaskBase::~TaskBase() = default;

TaskBase::CancelStep TaskBase::beginCancel(CancelCause cause)
{
    const bool accepted = !isDone();
    if (trace::TaskObserver *const observer = loop().observer()) {
        const TaskBase *const by = loop().currentTask();
        observer->cancelRequested(m_id, by ? by->m_id : TaskId(), cause,
                                  {accepted, m_cancelling + (accepted ? 1 : 0)});
    }
    if (!accepted) {
        setRetrieved();
        return CancelStep::Refused;
    }
    if (m_isCancelling) {
        loop().stop("tasks await each other in a cycle");
        return CancelStep::Accepted;
    }
    ++m_cancelling;
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
    if (m_cancelling > 0 && --m_cancelling == 0) {
        m_mustCancel = false;
    }
    return m_cancelling;
}

TaskBase &TaskBase::running(const loop::EventLoop &loop)
{
    if (TaskBase *const task = loop.currentTask()) {
        return *task;
    }
    throw RuntimeError("this is for a coroutine that runs in a task of the loop");
}

void TaskBase::suspendAt(std::coroutine_handle<> caller, Waitable *awaited)
{
    if (m_resumePoint) {
        throw std::logic_error("a task awaits while a coroutine that it called is suspended; "
                               "await the coroutine, or make it a task");
    }
    m_resumePoint = caller;
    m_waitsFor = awaited;
}

void TaskBase::sleepAt(std::coroutine_handle<> caller, trace::Timestamp ns)
{
    suspendAt(caller, nullptr);
    m_isAsleep = true;
    loop().callLater(ns, *this);
}

/// The sleep is over; the step is in the next turn, as if a future had been done now.
void TaskBase::interruptSleep()
{
    m_isAsleep = false;
    loop::Handle::cancel();
    m_delivered = Failure::cancelled();
    if (loop().currentTask() != this) { // otherwise afterSuspension() is still to come
        loop().callSoon(*this);
    }
}

void TaskBase::run()
{
    if (std::exchange(m_isAsleep, false)) {
        loop().callSoon(*this);
        return;
    }
    if (m_waitsFor) {
        if (!m_waitsFor->hasSucceeded()) {
            m_delivered = m_waitsFor->failure();
        }
        m_waitsFor = nullptr;
    }
    step();
}

/// With what m_delivered says.
void TaskBase::step()
{
    if (std::exchange(m_mustCancel, false) && !m_delivered.isCancelled()) {
        m_delivered = Failure::cancelled();
    }
    if (!m_isStarted && m_delivered) {
        abandon();
        endWithFailure(takeDelivered());
        leave();
        return;
    }
    TaskBase *const outer = loop().setCurrentTask(this);
    resume();
    const bool hasEnded = hasReturned();
    if (hasEnded) {
        collect();
    } else if (m_resumePoint) {
        afterSuspension();
    }
    loop().setCurrentTask(outer);
    if (hasEnded) {
        leave();
    } else if (!m_resumePoint) {
        throw std::logic_error("a task awaits something that is not of its loop; use a bridge");
    }
}

void TaskBase::resume()
{
    if (m_isStarted) {
        if (trace::TaskObserver *const observer = loop().observer();
            observer && m_delivered.isCancelled()) {
            observer->cleanupBegan(m_id);
        }
        std::exchange(m_resumePoint, nullptr).resume();
    } else {
        m_isStarted = true;
        if (trace::TaskObserver *const observer = loop().observer()) {
            observer->taskStarted(m_id);
        }
        begin();
    }
}

void TaskBase::afterSuspension()
{
    if (loop().isClosing()) {
        return;
    }
    if (m_isAsleep) {
        if (!std::exchange(m_mustCancel, false)) {
            return;
        }
        interruptSleep();
    }
    if (m_waitsFor == this) {
        m_delivered = Failure::make(RuntimeError("a task cannot await itself"));
        m_waitsFor = nullptr;
    }
    if (!m_waitsFor) {
        loop().callSoon(*this);
        return;
    }
    m_waitsFor->addWaiter(*this);
    if (m_mustCancel && m_waitsFor->cancel(CancelCause::Awaiter)) {
        m_mustCancel = false;
    }
}

bool TaskBase::endWithValue(trace::ValueId value)
{
    trace::TaskObserver *const observer = loop().observer();
    if (std::exchange(m_mustCancel, false)) {
        if (observer) {
            observer->taskCancelled(m_id);
        }
        completeAsCancelled();
        return false;
    }
    if (observer) {
        observer->taskFinished(m_id, value);
    }
    return true;
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

bool TaskBase::endNow(quint64 patience)
{
    loop::Handle::cancel();
    const QExplicitlySharedDataPointer<TaskBase> keep(this);
    m_mustCancel = false;
    m_waitsFor = nullptr;
    loop().setPatience(patience);
    for (; m_resumePoint && patience > 0; --patience) {
        m_isAsleep = false;
        loop::Handle::cancel();
        m_delivered = Failure::closed();
        step();
    }
    if (!m_isStarted) {
        abandon();
        completeAsCancelled();
        leave();
    }
    return isDone();
}

void TaskBase::leave() noexcept
{
    if (m_isLive) {
        m_isLive = false;
        loop::Handle::cancel(); // of a coroutine that it called and did not await
        loop().removeLive(*this);
        if (!ref.deref()) {
            delete this;
        }
    }
}

} // namespace awaitscope::task
