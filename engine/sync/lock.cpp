// SPDX-License-Identifier: MIT
#include "engine/sync/lock.h"

namespace awaitscope::sync {

using task::Failure;

Lock::Lock(loop::EventLoop &loop, std::string_view name)
    : Resource(loop, trace::ResourceKind::Lock, name, 1), m_waiters(loop), m_shownAs(this)
{ }

Lock::Lock(loop::EventLoop &loop, const Resource *shownAs)
    : Resource(loop, trace::ResourceKind::Lock, {}, 1), m_waiters(loop), m_shownAs(shownAs)
{ }

trace::Usage Lock::usage() const
{
    return {m_isLocked ? 1 : 0, m_waiters.asleep()};
}

Lock::AcquireAwaiter Lock::acquire()
{
    return {*this, m_shownAs};
}

void Lock::release()
{
    if (!m_isLocked) {
        throw task::RuntimeError("the lock is not held");
    }
    m_isLocked = false;
    wakeFirst();
    if (m_shownAs) {
        m_shownAs->reportReleased(m_shownAs->usage());
    }
}

void Lock::releaseUnobserved()
{
    Q_ASSERT(m_isLocked);
    m_isLocked = false;
    wakeFirst();
}

void Lock::wakeFirst()
{
    if (Waiter *const first = m_waiters.first(); first && !first->isDone()) {
        m_waiters.wake(*first, currentTask());
    }
}

Lock::AcquireAwaiter::AcquireAwaiter(Lock &lock, const Resource *shownAs) noexcept
    : Waiter(lock.m_waiters)
    , m_lock(lock)
    , m_shownAs(shownAs)
    , m_wait(lock.loop(),
             {.kind = trace::WaitKind::Acquire,
              .resource = shownAs ? shownAs->id() : trace::ResourceId()})
{ }

bool Lock::AcquireAwaiter::await_ready() noexcept
{
    return refusesToWait() || !m_lock.isContended();
}

void Lock::AcquireAwaiter::await_suspend(std::coroutine_handle<> caller)
{
    if (m_shownAs) {
        m_wait.begin(m_shownAs->usageWithOneMore());
    }
    fallAsleep(caller);
}

Failure Lock::AcquireAwaiter::settle()
{
    Failure failure = takeFailure();
    if (hasWaited()) {
        leaveQueue();
        if (failure && !m_lock.m_isLocked) {
            m_lock.wakeFirst();
        }
    }
    if (!failure) {
        m_lock.m_isLocked = true;
    }
    m_wait.end(failure, failure && m_shownAs ? m_shownAs->usage() : trace::Usage());
    if (!failure && m_shownAs) {
        m_shownAs->reportAcquired(wokenBy(), m_shownAs->usage());
    }
    return failure;
}

} // namespace awaitscope::sync
