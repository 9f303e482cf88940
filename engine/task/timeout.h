// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/task.h"

#include <optional>

namespace awaitscope::task {

/// A scope of a task that is cancelled when its deadline passes, and that turns this cancellation
/// into TimeoutError when it is left (asyncio.timeout): `Timeout t(loop, when); t.enter(); …;
/// t.leave(failure).raise();`. Most callers want within().
class Timeout
{
public:
    /// @p deadline: absolute, none for never; may be past: then it expires in the next turn.
    Timeout(loop::EventLoop &loop, std::optional<trace::Timestamp> deadline);
    Q_DISABLE_COPY_MOVE(Timeout)

    [[nodiscard]] trace::ScopeId id() const noexcept { return m_id; }

    [[nodiscard]] bool hasExpired() const noexcept { return m_state == State::Expired; }

    [[nodiscard]] std::optional<trace::Timestamp> deadline() const noexcept { return m_deadline; }

    /// Belongs to the running task from now on. Throws RuntimeError if no task runs, or if it was
    /// entered before.
    void enter();
    /// Another deadline, or none. Throws RuntimeError if it has expired or been left.
    void reschedule(std::optional<trace::Timestamp> deadline);
    /// The body has ended with @p failure (or none): gives what the whole ends with.
    [[nodiscard]] Failure leave(Failure failure);

private:
    enum class State : quint8 {
        Created,
        Active,
        Expired,
        Left,
    };

    class Expiry final : public loop::Handle
    {
    public:
        explicit Expiry(Timeout &timeout) noexcept : m_timeout(timeout) { }

    private:
        void run() override { m_timeout.expire(); }

        Timeout &m_timeout;
    };

    void arm();
    void expire();

    loop::EventLoop &m_loop;
    TaskBase *m_task = nullptr; // the scope lives in its frame
    std::optional<trace::Timestamp> m_deadline;
    Expiry m_expiry{*this};
    trace::ScopeId m_id;
    quint32 m_cancellingBefore = 0;
    State m_state = State::Created;
};

/// When @p delay from now is over; none for none.
[[nodiscard]] std::optional<trace::Timestamp> deadlineIn(const loop::EventLoop &loop,
                                                         std::optional<trace::Timestamp> delay);

/// One wait in a Timeout of its own: that of within().
template <typename Awaiter>
class WithinAwaiter
{
public:
    WithinAwaiter(loop::EventLoop &loop, std::optional<trace::Timestamp> deadline, Awaiter awaiter)
        : m_timeout(loop, deadline), m_awaiter(std::move(awaiter))
    { }

    [[nodiscard]] bool await_ready()
    {
        m_timeout.enter();
        return m_awaiter.await_ready();
    }

    void await_suspend(std::coroutine_handle<> caller) { m_awaiter.await_suspend(caller); }

    void await_resume() { settle().raise(); }

    [[nodiscard]] Failure settle() { return m_timeout.leave(m_awaiter.settle()); }

    [[nodiscard]] AwaiterRef<WithinAwaiter> operator co_await() noexcept
    {
        return AwaiterRef<WithinAwaiter>(*this);
    }

private:
    Timeout m_timeout;
    Awaiter m_awaiter;
};

/// What gives no value but a Failure.
template <typename Awaiter>
concept WaitsOnly =
    std::same_as<decltype(std::declval<Awaiter &>().settle()),
                 Failure> && std::is_void_v<decltype(std::declval<Awaiter &>().await_resume())>;

/// Awaits one thing, such as a sleep or an acquire, for at most @p delay ns of virtual time (none:
/// as long as it takes); throws TimeoutError if it is late (asyncio.timeout). A timeout costs a
/// single throw, since nothing lies between the wait and its caller. The caller resumes when the
/// wait does.
template <WaitsOnly Awaiter>
[[nodiscard]] WithinAwaiter<Awaiter> within(loop::EventLoop &loop,
                                            std::optional<trace::Timestamp> delay, Awaiter awaiter)
{
    return {loop, deadlineIn(loop, delay), std::move(awaiter)};
}

/// Calls a coroutine function as part of this task, for at most @p delay ns of virtual time (none:
/// as long as it takes); throws TimeoutError if it is late (asyncio.timeout).
template <typename Function, typename... Args>
auto within(loop::EventLoop &loop, std::optional<trace::Timestamp> delay, Function function,
            Args... args) -> std::invoke_result_t<Function, Args...>
{
    Timeout timeout(loop, deadlineIn(loop, delay));
    timeout.enter();
    Failure failure;
    auto coro = std::invoke(std::move(function), std::move(args)...);
    using T = typename decltype(coro)::value_type;
    if constexpr (std::is_void_v<T>) {
        try {
            co_await coro;
        } catch (...) {
            failure = Failure::current();
        }
        timeout.leave(std::move(failure)).raise();
    } else {
        std::optional<T> value;
        try {
            value.emplace(co_await coro);
        } catch (...) {
            failure = Failure::current();
        }
        timeout.leave(std::move(failure)).raise();
        co_return std::move(*value);
    }
}

} // namespace awaitscope::task
