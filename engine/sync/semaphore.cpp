// SPDX-License-Identifier: MIT
#include "engine/sync/semaphore.h"

#include <algorithm>

namespace awaitscope::sync {

using task::Failure;

Semaphore::Semaphore(loop::EventLoop &loop, qint64 slotCount, std::string_view name,
                     Bounded bounded)
    : Resource(loop, trace::ResourceKind::Semaphore, name, slotCount)
    , m_slots(slotCount)
    , m_free(slotCount)
    , m_bounded(bounded)
{ }

trace::Usage Semaphore::usage() const
{
    return {qint32(held()), m_waiters.asleep()};
}

Semaphore::AcquireAwaiter Semaphore::acquire()
{
    return AcquireAwaiter(*this);
}

void Semaphore::release()
{
    if (m_bounded == Bounded::Yes && held() <= 0) {
        throw task::ValueError("released more often than acquired");
    }
    if (putBack()) {
        grant(currentTask());
    }
    reportReleased();
}

void Semaphore::resize(qint64 slotCount)
{
    if (slotCount < m_slots) {
        const qint64 fromFree = std::min(m_slots - slotCount, m_free);
        m_free -= fromFree;
        m_debt += m_slots - slotCount - fromFree;
    } else {
        const qint64 paid = std::min(slotCount - m_slots, m_debt);
        m_debt -= paid;
        for (qint64 left = slotCount - m_slots - paid; left > 0; --left) {
            ++m_free;
            if (!grant({})) {
                m_free += left - 1; // nobody waits: the rest at one go
                break;
            }
        }
    }
    m_slots = slotCount;
    if (trace::TaskObserver *const observer = this->observer()) {
        observer->resized(id(), slotCount, usage());
    }
}

bool Semaphore::putBack() noexcept
{
    if (m_debt > 0) {
        --m_debt;
        return false;
    }
    ++m_free;
    return true;
}

bool Semaphore::grant(trace::TaskId giver)
{
    Waiter *const next = m_waiters.firstAsleep();
    if (!next) {
        return false;
    }
    --m_free;
    m_waiters.wake(*next, giver);
    return true;
}

bool Semaphore::AcquireAwaiter::await_ready() noexcept
{
    if (refusesToWait()) {
        return true;
    }
    if (m_semaphore.isLocked()) {
        return false;
    }
    --m_semaphore.m_free;
    return true;
}

void Semaphore::AcquireAwaiter::await_suspend(std::coroutine_handle<> caller)
{
    m_wait.begin(m_semaphore.usageWithOneMore());
    m_semaphore.m_waiters.append(m_waiter);
    suspend(caller, &m_waiter);
}

Failure Semaphore::AcquireAwaiter::settle()
{
    Failure failure = takeFailure();
    if (m_wait.hasBegun()) {
        trace::TaskId giver;
        if (failure && m_waiter.isWoken()) {
            Q_UNUSED(m_semaphore.putBack())
            giver = m_semaphore.currentTask();
        }
        m_semaphore.m_waiters.remove(m_waiter);
        while (m_semaphore.m_free > 0 && m_semaphore.grant(giver)) { }
        m_wait.end(failure, failure ? m_semaphore.usage() : trace::Usage());
    }
    if (!failure) {
        m_semaphore.reportAcquired(m_waiter.wokenBy());
    }
    return failure;
}

} // namespace awaitscope::sync
