// SPDX-License-Identifier: MIT
#include "engine/sync/queue.h"

namespace awaitscope::sync {

using task::Coro;
using task::Failure;

QueueBase::QueueBase(loop::EventLoop &loop, quint64 capacity, std::string_view name)
    : Resource(loop, trace::ResourceKind::Queue, name, qint64(capacity))
    , m_getters(loop)
    , m_putters(loop)
    , m_allDone(loop, {}, Event::Initially::Set)
    , m_capacity(capacity)
{ }

trace::Usage QueueBase::usage() const
{
    return {qint32(size()), m_getters.asleep() + m_putters.asleep()};
}

void QueueBase::taskDone()
{
    if (m_unfinished == 0) {
        throw task::ValueError("task_done() for more items than were put");
    }
    if (--m_unfinished == 0) {
        m_allDone.set();
    }
    if (trace::TaskObserver *const observer = this->observer()) {
        observer->itemDone(currentTask(), id(), m_unfinished);
    }
}

Coro<> QueueBase::join()
{
    if (m_unfinished == 0) {
        co_return;
    }
    task::ObservedWait wait(loop(), {.kind = trace::WaitKind::Join, .resource = id()});
    wait.begin();
    task::Quiet allDone{m_allDone.waitUnobserved()};
    const Failure failure = co_await allDone;
    wait.end(failure);
    failure.raise();
}

Coro<> QueueBase::waitForItem()
{
    return waitOn(Side::Getters);
}

Coro<> QueueBase::waitForRoom()
{
    return waitOn(Side::Putters);
}

bool QueueBase::isUsable(Side side) const noexcept
{
    return side == Side::Getters ? !isEmpty() : !isFull();
}

Coro<> QueueBase::waitOn(Side side)
{
    WaitQueue &waiters = side == Side::Getters ? m_getters : m_putters;
    task::ObservedWait wait(
        loop(),
        {.kind = side == Side::Getters ? trace::WaitKind::Get : trace::WaitKind::Put,
         .resource = id()});
    wait.begin(usageWithOneMore());
    Failure failure;
    // A sleep is cancelled with whatever it ends with, as asyncio does.
    while (!failure && !isUsable(side)) {
        task::Quiet pause{Nap(waiters)};
        failure = co_await pause;
        if (failure && isUsable(side) && pause.awaiter.isWoken()) {
            wakeNext(waiters);
        }
    }
    wait.end(failure, failure ? usage() : trace::Usage());
    failure.raise();
}

void QueueBase::wakeNext(WaitQueue &waiters)
{
    if (Waiter *const next = waiters.firstAsleep()) {
        waiters.wake(*next, currentTask());
    }
}

void QueueBase::itemAdded()
{
    ++m_unfinished;
    m_allDone.clear();
    wakeNext(m_getters);
}

void QueueBase::itemTaken()
{
    wakeNext(m_putters);
}

void QueueBase::reportPut(trace::ValueId item) const
{
    if (trace::TaskObserver *const observer = this->observer()) {
        observer->itemPut(currentTask(), id(), item, usage());
    }
}

void QueueBase::reportGot(trace::ValueId item) const
{
    if (trace::TaskObserver *const observer = this->observer()) {
        observer->itemGot(currentTask(), id(), item, usage());
    }
}

} // namespace awaitscope::sync
