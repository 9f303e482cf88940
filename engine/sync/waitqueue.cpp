// SPDX-License-Identifier: MIT
#include "engine/sync/waitqueue.h"

#include "engine/task/taskbase.h"

namespace awaitscope::sync {

using task::Failure;
using task::TaskBase;

Waiter::~Waiter()
{
    leaveQueue();
}

void Waiter::fallAsleep(std::coroutine_handle<> caller)
{
    TaskBase::running(m_queue.loop()).suspendAt(caller, this);
    m_hasWaited = true;
    m_queue.append(*this);
}

Failure Waiter::takeFailure()
{
    loop::EventLoop &loop = m_queue.loop();
    if (m_hasWaited) {
        return loop.currentTask()->takeDelivered();
    }
    return loop.isClosing() ? Failure::closed() : Failure();
}

void Waiter::leaveQueue()
{
    if (m_isQueued) {
        m_queue.remove(*this);
    }
}

void Waiter::addWaiter(loop::Handle &step)
{
    if (isDone()) {
        m_queue.loop().callSoon(step);
    } else {
        m_step = &step;
    }
}

Waiter::CancelStep Waiter::beginCancel(trace::CancelCause)
{
    if (isDone()) {
        return CancelStep::Refused;
    }
    finish(State::Cancelled);
    if (m_isQueued) {
        m_queue.fellOut(*this);
    }
    return CancelStep::Accepted;
}

void Waiter::finish(State state)
{
    Q_ASSERT(!isDone());
    setState(state);
    if (m_step) {
        m_queue.loop().callSoon(*m_step);
    }
}

void WaitQueue::append(Waiter &waiter) noexcept
{
    Q_ASSERT(!waiter.m_isQueued && !waiter.isDone());
    waiter.m_isQueued = true;
    waiter.m_previous = m_last;
    waiter.m_next = nullptr;
    (m_last ? m_last->m_next : m_first) = &waiter;
    m_last = &waiter;
    ++m_asleep;
    if (!m_firstAsleep) {
        m_firstAsleep = &waiter;
    }
}

void WaitQueue::remove(Waiter &waiter) noexcept
{
    if (!waiter.isDone()) {
        fellOut(waiter);
    } else if (!waiter.isCancelled()) {
        --m_woken;
    }
    (waiter.m_previous ? waiter.m_previous->m_next : m_first) = waiter.m_next;
    (waiter.m_next ? waiter.m_next->m_previous : m_last) = waiter.m_previous;
    waiter.m_isQueued = false;
}

void WaitQueue::wake(Waiter &waiter, trace::TaskId by)
{
    Q_ASSERT(waiter.m_isQueued && !waiter.isDone());
    waiter.m_wokenBy = by;
    waiter.finish(Waiter::State::Value);
    ++m_woken;
    fellOut(waiter);
}

void WaitQueue::fellOut(Waiter &waiter) noexcept
{
    --m_asleep;
    if (m_firstAsleep != &waiter) {
        return;
    }
    do {
        m_firstAsleep = m_firstAsleep->m_next;
    } while (m_firstAsleep && m_firstAsleep->isDone());
}

} // namespace awaitscope::sync
