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

/// A call of a coroutine function that is still to be made.
template <typename T>
class Call
{
public:
    virtual ~Call() = default;
    /// Makes it. The call itself is gone afterwards.
    [[nodiscard]] virtual Coro<T> make() = 0;

    // In the pool of the loop, as tasks.
    [[nodiscard]] static void *operator new(std::size_t size, memory::Pool &pool)
    {
        return pool.allocate(size);
    }

    static void operator delete(void *call) noexcept { memory::Pool::deallocate(call); }

    static void operator delete(void *call, memory::Pool & /*pool*/) noexcept
    {
        memory::Pool::deallocate(call);
    }
};

/// A coroutine that runs beside others (asyncio.Task): `co_await *task` waits for its outcome.
template <typename T = void>
class Task final : public TaskBase
{
public:
    /// Most callers want createTask().
    Task(loop::EventLoop &loop, std::string_view name, std::unique_ptr<Call<T>> call)
        : TaskBase(loop, name), m_call(call.release())
    { }

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

private:
    struct Nothing
    { };

    using Value = std::conditional_t<std::is_void_v<T>, Nothing, T>;

    void begin() override
    {
        Call<T> *const call = m_call;
        setCoro(Coro<T>()); // what is there if the call throws
        setCoro(call->make());
    }

    void abandon() override { delete std::exchange(m_call, nullptr); }

    [[nodiscard]] bool hasReturned() const override { return m_coro.isReady(); }

    void collect() override;

    /// Precondition: there is no other.
    void setCoro(Coro<T> coro) { ::new (&m_coro) Coro<T>(std::move(coro)); }

    // What it has: first a call to make (null if it will not be made), from isStarted() on a
    // coroutine, and a value instead if hasSucceeded().
    union {
        Call<T> *m_call;
        Coro<T> m_coro;
        Value m_value;
    };
};

namespace detail {

    /// A function and its arguments.
    template <typename T, typename Function, typename... Args>
    class BoundCall final : public Call<T>
    {
    public:
        explicit BoundCall(Function function, Args... args)
            : m_call(std::move(function), std::move(args)...)
        { }

        Coro<T> make() override
        {
            const std::unique_ptr<BoundCall> self(this);
            return std::apply(
                [](auto &&function, auto &&...args) -> Coro<T> {
                    return std::invoke(std::move(function), std::move(args)...);
                },
                std::move(m_call));
        }

    private:
        std::tuple<Function, Args...> m_call;
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
    using Bound = detail::BoundCall<T, std::decay_t<Function>, std::decay_t<Args>...>;
    std::unique_ptr<Call<T>> call(
        new (loop.pool()) Bound(std::forward<Function>(function), std::forward<Args>(args)...));
    return TaskPtr<Task<T>>(new (loop.pool()) Task<T>(loop, name, std::move(call)));
}

template <typename T>
Task<T>::~Task()
{
    if (hasSucceeded()) {
        m_value.~Value();
    } else if (isStarted()) {
        m_coro.~Coro<T>();
    } else {
        delete m_call;
    }
}

template <typename T>
void Task<T>::collect()
{
    const Coro<T> coro = std::move(m_coro); // which leaves an empty one
    auto outcome = coro.operator co_await();
    try {
        if constexpr (std::is_void_v<T>) {
            outcome.await_resume();
        } else {
            ::new (&m_value) Value(outcome.await_resume());
        }
    } catch (...) {
        setCoro(Coro<T>());
        endWithFailure(Failure::current());
        return;
    }
    if (endWithValue()) {
        completeWithValue();
    } else {
        m_value.~Value();
        setCoro(Coro<T>());
    }
}

} // namespace awaitscope::task
