// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/eventloop.h"

#include <QCoroTask>

#include <concepts>
#include <coroutine>
#include <type_traits>
#include <utility>

namespace awaitscope::task {

/// A coroutine. It starts when it is called, as a part of the task that calls it; to run it beside
/// its caller, hand its function to createTask(). Its frame lies in the pool of a loop if it is
/// given that loop, or something that has a loop(), or a pointer to either, which is not null.
template <typename T = void>
using Coro = QCoro::Task<T>;

/// The promise of coroutines that get a loop: QCoro's own, in a frame that comes from the pool.
namespace detail {

    // Where a coroutine finds its loop: it is a loop, or knows one, or points to either.

    [[nodiscard]] inline loop::EventLoop &loopOf(loop::EventLoop &loop) noexcept
    {
        return loop;
    }

    template <typename Arg>
    concept KnowsLoop = std::same_as<decltype(std::declval<Arg &>().loop()), loop::EventLoop &>;

    template <KnowsLoop Arg>
    [[nodiscard]] loop::EventLoop &loopOf(Arg &arg)
    {
        return arg.loop();
    }

    template <typename Arg>
    [[nodiscard]] auto loopOf(Arg *arg) -> decltype(loopOf(*arg))
    {
        Q_ASSERT(arg);
        return loopOf(*arg);
    }

    template <typename Arg>
    concept HasLoop = std::same_as<decltype(loopOf(std::declval<std::remove_reference_t<Arg> &>())),
                                   loop::EventLoop &>;

    /// The loop of the first that has one.
    template <typename Arg, typename... Others>
    [[nodiscard]] loop::EventLoop &firstLoopOf(Arg &arg, Others &...others)
    {
        if constexpr (HasLoop<Arg>) {
            return loopOf(arg);
        } else {
            return firstLoopOf(others...);
        }
    }

    /// Ends a coroutine as QCoro does, but what that needs is on the stack instead of in the frame;
    /// and a task, for whose coroutine none waits, does not need it.
    struct FinalSuspend
    {
        [[nodiscard]] bool await_ready() const noexcept { return false; }

        template <typename Promise>
        void await_suspend(std::coroutine_handle<Promise> finished) const noexcept
        {
            auto &inner = finished.promise().inner();
            if (inner.hasAwaitingCoroutine()) {
                resumeAwaiting(inner);
            } else if (inner.setDestroyHandle()) {
                finished.destroy();
            }
        }

        void await_resume() const noexcept { }

    private:
        template <typename Inner>
        Q_NEVER_INLINE static void resumeAwaiting(Inner &inner) noexcept
        {
            inner.final_suspend().await_suspend(std::coroutine_handle<Inner>::from_promise(inner));
        }
    };

    /// Stands for QCoro's promise, which it contains: a class of its own only because that one is
    /// final. Where a promise stands in its frame follows from its alignment alone, so that the
    /// handle of the inner promise is that of the coroutine.
    template <typename T>
    class PooledFrame
    {
    public:
        using Inner = QCoro::detail::TaskPromise<T>;

        [[nodiscard]] QCoro::Task<T> get_return_object() noexcept
        {
            return QCoro::Task<T>(std::coroutine_handle<Inner>::from_promise(m_inner));
        }

        [[nodiscard]] auto initial_suspend() const noexcept { return m_inner.initial_suspend(); }

        [[nodiscard]] FinalSuspend final_suspend() const noexcept { return {}; }

        void unhandled_exception() { m_inner.unhandled_exception(); }

        template <typename Awaitable>
        decltype(auto) await_transform(Awaitable &&awaitable)
        {
            return m_inner.await_transform(std::forward<Awaitable>(awaitable));
        }

        [[nodiscard]] Inner &inner() noexcept { return m_inner; }

        template <typename... Args>
        [[nodiscard]] static void *operator new(std::size_t size, Args &...args)
        {
            constexpr std::size_t alignment = 16; // as of what the global one returns
            return firstLoopOf(args...).pool().allocate((size + alignment - 1) & ~(alignment - 1));
        }

        // Without a size: GCC 12 does not always give it.
        static void operator delete(void *frame) noexcept { memory::Pool::deallocate(frame); }

    private:
        Inner m_inner;
    };

    template <typename T>
    class PooledPromise final : public PooledFrame<T>
    {
    public:
        void return_value(T &&value) { this->inner().return_value(std::move(value)); }

        void return_value(const T &value) { this->inner().return_value(value); }

        template <typename U>
        void return_value(U &&value)
        {
            this->inner().return_value(std::forward<U>(value));
        }
    };

    template <>
    class PooledPromise<void> final : public PooledFrame<void>
    {
    public:
        void return_void() noexcept { }
    };

    static_assert(alignof(PooledPromise<int>) == alignof(QCoro::detail::TaskPromise<int>));

} // namespace detail

} // namespace awaitscope::task

/// Such a coroutine is a QCoro::Task like any other; only its frame lies elsewhere.
// clang-format off
template <typename T, typename... Args>
    requires(awaitscope::task::detail::HasLoop<Args> || ...)
struct std::coroutine_traits<QCoro::Task<T>, Args...>
{
    using promise_type = awaitscope::task::detail::PooledPromise<T>;
};

// clang-format on
