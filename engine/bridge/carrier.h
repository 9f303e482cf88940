// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bridge/outside.h"
#include "engine/task/coro.h"

#include <memory>

namespace awaitscope::bridge {

namespace detail {

    /// What a coroutine of QCoro gets from `co_await` of an A.
    template <typename A>
    struct AwaitedFrom;

    template <typename T>
    struct AwaitedFrom<QCoro::Task<T>>
    {
        using Type = T;
    };

    template <typename A>

    requires requires(A a)
    {
        a.await_resume();
    }

    struct AwaitedFrom<A>
    {
        using Type = std::remove_cvref_t<decltype(std::declval<A &>().await_resume())>;
    };

    template <typename A>
    requires requires
    {
        typename QCoro::detail::awaiter_type_t<A>;
    }

    struct AwaitedFrom<A>
    {
        using Type = std::remove_cvref_t<
            decltype(std::declval<QCoro::detail::awaiter_type_t<A> &>().await_resume())>;
    };

    template <typename A>
    using Awaited = typename AwaitedFrom<A>::Type;

} // namespace detail

/// What await() returns for whatever QCoro awaits.
template <typename T>
class CarriedAwaiter final : public Outside<T>
{
public:
    template <typename Awaitable>
    CarriedAwaiter(loop::EventLoop &loop, Awaitable awaitable)
        : Outside<T>(loop), m_self(std::make_shared<CarriedAwaiter *>(this))
    {
        carry(std::move(awaitable), m_self);
    }

    ~CarriedAwaiter() { *m_self = nullptr; }
    Q_DISABLE_COPY_MOVE(CarriedAwaiter)

private:
    /// Beside the task: Qt resumes it in place.
    template <typename Awaitable>
    static QCoro::Task<> carry(Awaitable awaitable, std::shared_ptr<CarriedAwaiter *> receiver)
    {
        try {
            if constexpr (std::is_void_v<T>) {
                co_await std::move(awaitable);
                if (*receiver) {
                    (*receiver)->happened();
                }
            } else {
                T value = co_await std::move(awaitable);
                if (*receiver) {
                    (*receiver)->happened(std::move(value));
                }
            }
        } catch (...) {
            if (*receiver) {
                (*receiver)->failed(task::Failure::current());
            }
        }
    }

    std::shared_ptr<CarriedAwaiter *> m_self; // null when it is gone
};

/// Waits for whatever a coroutine of QCoro can await: a QCoro::Task that has nothing to do with the
/// loop, a socket, … What it awaits is not stopped when the wait is cancelled, for QCoro has no way
/// to do that: it goes on by itself, and its outcome is dropped.
template <typename Awaitable, typename T = detail::Awaited<Awaitable>>
[[nodiscard]] CarriedAwaiter<T> await(loop::EventLoop &loop, Awaitable awaitable)
{
    return {loop, std::move(awaitable)};
}

} // namespace awaitscope::bridge
