// SPDX-License-Identifier: MIT
#include "engine/sync/semaphore.h"

#include <algorithm>

namespace awaitscope::sync {

using task::Failure;

Semaphore::Semaphore(loop::EventLoop &loop, qint64 slotCount, std::string_view name,
                     Bounded bounded)
    : Resource(loop, trace::ResourceKind::Semaphore, name, slotCount)
    , WaitQueue(loop)
    , m_slots(slotCount)
    , m_free(slotCount)
    , m_bounded(bounded)
{ }

trace::Usage Semaphore::usage() const
{
    return {qint32(held()), asleep()};
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
    Waiter *const next = firstAsleep();
    if (!next) {
        return false;
    }
    --m_free;
    wake(*next, giver);
    return true;
}

bool Semaphore::AcquireAwaiter::await_ready() noexcept
{
    if (refusesToWait()) {
        return true;
    }
    if (semaphore().isLocked()) {
        return false;
    }
    --semaphore().m_free;
    return true;
}

void Semaphore::AcquireAwaiter::await_suspend(std::coroutine_handle<> caller)
{
    task::reportWaiting(semaphore().loop(), wait(semaphore().usageWithOneMore()));
    fallAsleep(caller);
}

Failure Semaphore::AcquireAwaiter::settle()
{
    Semaphore &semaphore = this->semaphore();
    Failure failure = takeFailure();
    if (hasWaited()) {
        trace::TaskId giver;
        if (failure && isWoken()) {
            Q_UNUSED(semaphore.putBack())
            giver = semaphore.currentTask();
        }
        leaveQueue();
        while (semaphore.m_free > 0 && semaphore.grant(giver)) { }
        task::reportResumed(semaphore.loop(), wait(failure ? semaphore.usage() : trace::Usage()),
                            failure);
    }
    if (!failure) {
        semaphore.reportAcquired(wokenBy());
    }
    return failure;
}

} // namespace awaitscope::sync
