// SPDX-License-Identifier: MIT
#pragma once

#include "engine/sync/resource.h"
#include "engine/sync/waitqueue.h"
#include "engine/task/observedwait.h"

namespace awaitscope::sync {

/// A flag to wait for (asyncio.Event). A waiter that was woken goes on even if the flag is cleared
/// before it runs.
class Event final : public Resource
{
public:
    class WaitAwaiter;

    enum class Initially : quint8 {
        Clear,
        Set,
    };
    explicit Event(loop::EventLoop &loop, std::string_view name = {},
                   Initially state = Initially::Clear);

    [[nodiscard]] bool isSet() const noexcept { return m_isSet; }

    [[nodiscard]] trace::Usage usage() const override;

    /// Does not suspend if the flag is set; otherwise the caller resumes in the turn after set().
    [[nodiscard]] WaitAwaiter wait();
    /// The same, and the observer does not hear of it: for other primitives.
    [[nodiscard]] WaitAwaiter waitUnobserved();
    /// Wakes all that wait, in order.
    void set();
    void clear();

private:
    WaitQueue m_waiters;
    bool m_isSet;
};

class Event::WaitAwaiter final : public Waiter
{
public:
    enum class Observed : quint8 {
        No,
        Yes,
    };
    WaitAwaiter(Event &event, Observed observed) noexcept;

    [[nodiscard]] bool await_ready() const noexcept { return m_event.m_isSet || refusesToWait(); }

    void await_suspend(std::coroutine_handle<> caller);

    void await_resume() { settle().raise(); }

    [[nodiscard]] task::Failure settle();

private:
    Event &m_event;
    task::ObservedWait m_wait;
    Observed m_observed;
};

} // namespace awaitscope::sync
