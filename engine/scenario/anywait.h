// SPDX-License-Identifier: MIT
#pragma once

#include "engine/sync/event.h"
#include "engine/sync/lock.h"
#include "engine/sync/semaphore.h"
#include "engine/task/ascompleted.h"
#include "engine/task/gather.h"
#include "engine/task/shield.h"
#include "engine/task/sleep.h"
#include "engine/task/wait.h"
#include "engine/task/waitfor.h"

#include <variant>

namespace awaitscope::scenario {

/// Whatever a step waits for, in one place: a task that interprets a scenario has one await, of
/// this. What the primitives offer as coroutines is awaited as a Coro<Failure>.
class AnyWait
{
public:
    using TaskEnd = task::TaskAwaiter<task::TaskBase>;

    /// Makes the wait. Precondition: none is there.
    template <typename Awaiter, typename... Args>
    Awaiter &emplace(Args &&...args)
    {
        return m_wait.emplace<Awaiter>(std::forward<Args>(args)...);
    }

    /// Makes it of what a function returns, which need not be movable.
    template <typename Awaiter>
    Awaiter &emplaceFrom(auto &&make)
    {
        struct Maker
        {
            decltype(make) &function;

            operator Awaiter() const { return function(); }
        };

        return m_wait.emplace<Awaiter>(Maker{make});
    }

    void emplace(task::Coro<task::Failure> coro) { m_wait = std::move(coro); }

    void reset() { m_wait = std::monostate(); }

    [[nodiscard]] bool isEmpty() const noexcept { return m_wait.index() == 0; }

    template <typename Awaiter>
    [[nodiscard]] Awaiter &get()
    {
        return std::get<Awaiter>(m_wait);
    }

    /// The coroutine, if it is one.
    [[nodiscard]] task::Coro<task::Failure> *coro()
    {
        return std::get_if<task::Coro<task::Failure>>(&m_wait);
    }

    // For co_await, if it is none.
    [[nodiscard]] bool await_ready();
    void await_suspend(std::coroutine_handle<> caller);
    [[nodiscard]] task::Failure await_resume();

private:
    std::variant<std::monostate, task::SleepAwaiter, TaskEnd, task::GatherAwaiter,
                 task::WaitAwaiter, task::AsCompleted::NextAwaiter, task::ShieldAwaiter,
                 sync::Semaphore::AcquireAwaiter, sync::Lock::AcquireAwaiter,
                 sync::Event::WaitAwaiter, task::Coro<task::Failure>>
        m_wait;
};

/// What a coroutine ends with, instead of its value.
template <typename T>
task::Coro<task::Failure> outcomeOf(task::Coro<T> coro)
{
    try {
        co_await coro;
        co_return task::Failure();
    } catch (...) {
        co_return task::Failure::current();
    }
}

} // namespace awaitscope::scenario
