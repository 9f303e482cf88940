// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/coro.h"
#include "engine/task/future.h"
#include "engine/task/observedwait.h"
#include "engine/task/taskbase.h"

#include <QExplicitlySharedDataPointer>

#include <functional>
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
    /// The value the coroutine returned; throws its error, CancelledError, or InvalidStateError if
    /// it is not done. T = void: nothing.
    decltype(auto) result()
    {
        failure().raise();
        if (!isDone()) {
            throw InvalidStateError("the task is not done");
        }
        if constexpr (!std::is_void_v<T>) {
            return static_cast<const T &>(*m_value);
        }
    }

    [[nodiscard]] TaskAwaiter<Task> operator co_await() { return TaskAwaiter<Task>(*this); }

protected:
    using TaskBase::TaskBase;

    /// The first step: calls the coroutine function.
    [[nodiscard]] virtual Coro<T> call() = 0;

private:
    struct Nothing
    { };

    using Value = std::conditional_t<std::is_void_v<T>, Nothing, T>;

    void begin() final { m_coro = call(); }

    [[nodiscard]] bool hasReturned() const final { return m_coro.isReady(); }

    void collect() final;

    Coro<T> m_coro;
    std::optional<Value> m_value;
};

namespace detail {

    /// A task that keeps its function and arguments until its first step.
    template <typename T, typename Function, typename... Args>
    class CallTask final : public Task<T>
    {
    public:
        CallTask(loop::EventLoop &loop, std::string_view name, Function function, Args... args)
            : Task<T>(loop, name), m_call(std::in_place, std::move(function), std::move(args)...)
        { }

    private:
        void abandon() override { m_call.reset(); }

        Coro<T> call() override
        {
            auto call = std::move(*m_call);
            m_call.reset();
            return std::apply(
                [](auto &&function, auto &&...args) {
                    return std::invoke(std::move(function), std::move(args)...);
                },
                std::move(call));
        }

        std::optional<std::tuple<Function, Args...>> m_call;
    };

    template <typename C>
    struct ValueOf;

    template <typename T>
    struct ValueOf<Coro<T>>
    {
        using Type = T;
    };

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
    using T = typename detail::ValueOf<Result>::Type;
    using Made = detail::CallTask<T, std::decay_t<Function>, std::decay_t<Args>...>;
    return TaskPtr<Task<T>>(
        new Made(loop, name, std::forward<Function>(function), std::forward<Args>(args)...));
}

template <typename T>
void Task<T>::collect()
{
    Coro<T> coro = std::move(m_coro);
    auto outcome = coro.operator co_await();
    try {
        if constexpr (std::is_void_v<T>) {
            outcome.await_resume();
            m_value.emplace();
        } else {
            m_value.emplace(outcome.await_resume());
        }
    } catch (...) {
        endWithFailure(Failure::current());
        return;
    }
    if (endWithValue()) {
        completeWithValue();
    } else {
        m_value.reset();
    }
}

} // namespace awaitscope::task
