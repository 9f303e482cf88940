// SPDX-License-Identifier: MIT
#include "engine/sync/event.h"

namespace awaitscope::sync {

using task::Failure;

Event::Event(loop::EventLoop &loop, std::string_view name, Initially state)
    : Resource(loop, trace::ResourceKind::Event, name, 0)
    , m_waiters(loop)
    , m_isSet(state == Initially::Set)
{ }

trace::Usage Event::usage() const
{
    return {m_isSet ? 1 : 0, m_waiters.asleep()};
}

Event::WaitAwaiter Event::wait()
{
    return {*this, WaitAwaiter::Observed::Yes};
}

Event::WaitAwaiter Event::waitUnobserved()
{
    return {*this, WaitAwaiter::Observed::No};
}

void Event::set()
{
    const quint32 woken = m_isSet ? 0 : m_waiters.asleep();
    if (!m_isSet) {
        m_isSet = true;
        while (Waiter *const waiter = m_waiters.firstAsleep()) {
            m_waiters.wake(*waiter, currentTask());
        }
    }
    if (trace::TaskObserver *const observer = this->observer()) {
        observer->eventSet(currentTask(), id(), woken);
    }
}

void Event::clear()
{
    m_isSet = false;
    if (trace::TaskObserver *const observer = this->observer()) {
        observer->eventCleared(currentTask(), id());
    }
}

Event::WaitAwaiter::WaitAwaiter(Event &event, Observed observed) noexcept
    : Waiter(event.m_waiters)
    , m_event(event)
    , m_wait(event.loop(), {.kind = trace::WaitKind::Event, .resource = event.id()})
    , m_observed(observed)
{ }

void Event::WaitAwaiter::await_suspend(std::coroutine_handle<> caller)
{
    if (m_observed == Observed::Yes) {
        m_wait.begin();
    }
    fallAsleep(caller);
}

Failure Event::WaitAwaiter::settle()
{
    Failure failure = takeFailure();
    leaveQueue();
    m_wait.end(failure);
    return failure;
}

} // namespace awaitscope::sync
