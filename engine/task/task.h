// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/coro.h"
#include "engine/task/future.h"
#include "engine/task/observedwait.h"
#include "engine/task/taskbase.h"

#include <QExplicitlySharedDataPointer>

#include <functional>
#include <memory>
#include <tuple>
#include <type_traits>

namespace awaitscope::task {

/// Holds a task; copies share it. The loop holds every task until it is done.
template <typename TaskType>
using TaskPtr = QExplicitlySharedDataPointer<TaskType>;

/// `co_await *task`: as for any future, and the observer is told of the wait.
template <typename T>
class TaskAwaiter : public FutureAwaiter<T>
{
public:
    explicit TaskAwaiter(T &task) noexcept
        : FutureAwaiter<T>(task)
        , m_wait(task.loop(), {.kind = trace::WaitKind::Task, .target = task.id().value})
    { }

    void await_suspend(std::coroutine_handle<> caller)
    {
        m_wait.begin();
        FutureAwaiter<T>::await_suspend(caller);
    }

    decltype(auto) await_resume()
    {
        settle().raise();
        return this->future().result();
    }

    [[nodiscard]] Failure settle()
    {
        Failure failure = FutureAwaiter<T>::settle();
        m_wait.end(failure);
        return failure;
    }

private:
    ObservedWait m_wait;
};

/// A coroutine that runs beside others (asyncio.Task): `co_await *task` waits for its outcome.
template <typename T = void>
class Task : public TaskBase
{
public:
    ~Task() override;

    /// The value the coroutine returned; throws its error, CancelledError, or InvalidStateError if
    /// it is not done. T = void: nothing.
    decltype(auto) result()
    {
        failure().raise();
        if (!isDone()) {
            throw InvalidStateError("the task is not done");
        }
        if constexpr (!std::is_void_v<T>) {
            return static_cast<const T &>(m_value);
        }
    }

    [[nodiscard]] TaskAwaiter<Task> operator co_await() { return TaskAwaiter<Task>(*this); }

protected:
    // createTask() makes it.
    Task(loop::EventLoop &loop, std::string_view name) : TaskBase(loop, name) { }

private:
    struct Nothing
    { };

    using Value = std::conditional_t<std::is_void_v<T>, Nothing, T>;

    void collect() override;

    union {
        Value m_value; // if hasSucceeded()
    };
};

namespace detail {

    /// A task with the call of the coroutine function that it is to make.
    template <typename T, typename Function, typename... Args>
    class BoundTask final : public Task<T>
    {
    public:
        template <typename... Given>
        BoundTask(loop::EventLoop &loop, std::string_view name, Given &&...given)
            : Task<T>(loop, name), m_call(std::forward<Given>(given)...)
        { }

        ~BoundTask() override
        {
            if (!this->isStarted() && !this->isDone()) {
                std::destroy_at(&m_call);
            }
        }

    private:
        using Call = std::tuple<Function, Args...>;

        void begin() override
        {
            const std::unique_ptr<Call, Destroy> whenMade(&m_call);
            this->setCoro(std::apply(
                [](auto &&function, auto &&...args) -> Coro<T> {
                    return std::invoke(std::move(function), std::move(args)...);
                },
                std::move(m_call)));
        }

        void abandon() override { std::destroy_at(&m_call); }

        struct Destroy
        {
            void operator()(Call *call) const noexcept { std::destroy_at(call); }
        };

        union {
            Call m_call; // while it waits for its first step
        };
    };

    template <typename T>
    std::type_identity<T> valueOf(const Coro<T> &);

} // namespace detail

/// Runs function(args…), a function that returns a Coro, as a task of its own
/// (asyncio.create_task): nothing runs now, its first step is in the next turn. The arguments are
/// moved or copied into the task, as for std::thread. @p name is for the observer and need not be
/// unique.
template <typename Function, typename... Args>
[[nodiscard]] auto createTask(loop::EventLoop &loop, std::string_view name, Function &&function,
                              Args &&...args)
{
    using Result = std::invoke_result_t<std::decay_t<Function>, std::decay_t<Args>...>;
    using T = typename decltype(detail::valueOf(std::declval<Result>()))::type;
    using Bound = detail::BoundTask<T, std::decay_t<Function>, std::decay_t<Args>...>;
    return TaskPtr<Task<T>>(new (loop.pool()) Bound(loop, name, std::forward<Function>(function),
                                                    std::forward<Args>(args)...));
}

template <typename T>
Task<T>::~Task()
{
    if (hasSucceeded()) {
        std::destroy_at(&m_value);
    } else {
        Q_UNUSED(takeCoro<T>()) // if there is one
    }
}

template <typename T>
void Task<T>::collect()
{
    const Coro<T> coro = takeCoro<T>();
    auto outcome = coro.operator co_await();
    try {
        if constexpr (std::is_void_v<T>) {
            outcome.await_resume();
        } else {
            std::construct_at(&m_value, outcome.await_resume());
        }
    } catch (...) {
        endWithFailure(Failure::current());
        return;
    }
    if (endWithValue()) {
        completeWithValue();
    } else {
        std::destroy_at(&m_value);
    }
}

} // namespace awaitscope::task
