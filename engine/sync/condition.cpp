// SPDX-License-Identifier: MIT
#include "engine/sync/condition.h"

namespace awaitscope::sync {

using task::Coro;
using task::Failure;

Condition::Condition(loop::EventLoop &loop, std::string_view name)
    : Resource(loop, trace::ResourceKind::Condition, name, 1), m_lock(loop, this), m_waiters(loop)
{ }

trace::Usage Condition::usage() const
{
    return {m_lock.isLocked() ? 1 : 0, m_lock.asleep() + m_waiters.asleep()};
}

void Condition::release()
{
    m_lock.release();
}

Coro<> Condition::wait()
{
    requireLocked();
    task::ObservedWait wait(loop(), {.kind = trace::WaitKind::Condition, .resource = id()});
    wait.begin();
    const Failure failure = co_await waitUnobserved();
    wait.end(failure);
    failure.raise();
}

Coro<Failure> Condition::waitUnobserved()
{
    m_lock.releaseUnobserved();
    task::Quiet sleep{Nap(m_waiters)};
    Failure last = co_await sleep;
    while (!last.isClosed()) {
        task::Quiet acquired{acquireUnobserved()};
        Failure failure = co_await acquired;
        if (!failure) {
            break;
        }
        last = std::move(failure);
    }
    if (last) {
        wakeFirst(1);
    }
    co_return last;
}

void Condition::notify(quint64 n)
{
    requireLocked();
    notifyUpTo(n);
}

void Condition::notifyAll()
{
    requireLocked();
    notifyUpTo(m_waiters.asleep());
}

void Condition::notifyUpTo(quint64 n)
{
    const quint64 woken = wakeFirst(n);
    if (trace::TaskObserver *const observer = this->observer()) {
        observer->notified(currentTask(), id(), woken);
    }
}

void Condition::requireLocked() const
{
    if (!isLocked()) {
        throw task::RuntimeError("the condition's lock is not held");
    }
}

quint64 Condition::wakeFirst(quint64 n)
{
    quint64 woken = 0;
    for (; woken < n && m_waiters.firstAsleep(); ++woken) {
        m_waiters.wake(*m_waiters.firstAsleep(), currentTask());
    }
    return woken;
}

} // namespace awaitscope::sync
