// SPDX-License-Identifier: MIT
#include "engine/sync/waitqueue.h"

namespace awaitscope::sync {

Waiter::~Waiter()
{
    if (m_queue) {
        m_queue->remove(*this);
    }
}

Waiter::CancelStep Waiter::beginCancel(trace::CancelCause cause)
{
    const CancelStep step = FutureBase::beginCancel(cause);
    if (step == CancelStep::Accepted && m_queue) {
        m_queue->fellOut(*this);
    }
    return step;
}

void WaitQueue::append(Waiter &waiter)
{
    Q_ASSERT(!waiter.m_queue && !waiter.isDone());
    waiter.m_queue = this;
    waiter.m_previous = m_last;
    waiter.m_next = nullptr;
    (m_last ? m_last->m_next : m_first) = &waiter;
    m_last = &waiter;
    ++m_asleep;
    if (!m_firstAsleep) {
        m_firstAsleep = &waiter;
    }
}

void WaitQueue::remove(Waiter &waiter)
{
    if (!waiter.m_queue) {
        return;
    }
    if (!waiter.isDone()) {
        fellOut(waiter);
    } else if (!waiter.isCancelled()) {
        --m_woken;
    }
    (waiter.m_previous ? waiter.m_previous->m_next : m_first) = waiter.m_next;
    (waiter.m_next ? waiter.m_next->m_previous : m_last) = waiter.m_previous;
    waiter.m_queue = nullptr;
}

void WaitQueue::wake(Waiter &waiter, trace::TaskId by)
{
    Q_ASSERT(waiter.m_queue == this && !waiter.isDone());
    waiter.m_wokenBy = by;
    waiter.completeWithValue();
    ++m_woken;
    fellOut(waiter);
}

void WaitQueue::fellOut(Waiter &waiter)
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
