// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/taskbase.h"

#include <concepts>
#include <coroutine>
#include <type_traits>

namespace awaitscope::task {

/// The base of every awaiter of the engine: registers the suspension with the running task, and
/// receives what the task is resumed with.
class Suspension
{
protected:
    explicit Suspension(loop::EventLoop &loop) noexcept : m_loop(loop) { }

    ~Suspension() = default;

    [[nodiscard]] loop::EventLoop &loop() const noexcept { return m_loop; }

    /// For await_ready: whether the loop is closing, so that the await throws.
    [[nodiscard]] bool refusesToWait() const noexcept { return m_loop.refusesToWait(); }

    [[nodiscard]] bool isSuspended() const noexcept { return m_isSuspended; }

    // For await_suspend: when the running task goes on at @p caller. All throw RuntimeError if no
    // task of the loop is running, and as those of TaskBase.

    /// In the next turn.
    void suspendForTurn(std::coroutine_handle<> caller)
    {
        TaskBase::running(m_loop).suspendForTurn(caller);
        m_isSuspended = true;
    }

    /// In the turn after the one in which @p awaited is done.
    void suspendUntil(std::coroutine_handle<> caller, FutureBase &awaited)
    {
        TaskBase::running(m_loop).suspendUntil(caller, awaited);
        m_isSuspended = true;
    }

    /// In the turn after the one in which @p ns > 0 have passed.
    void suspendFor(std::coroutine_handle<> caller, trace::Timestamp ns)
    {
        TaskBase::running(m_loop).sleepAt(caller, ns);
        m_isSuspended = true;
    }

    /// For await_resume: what the task was resumed with; LoopClosed if it did not suspend because
    /// the loop is closing; none otherwise.
    [[nodiscard]] Failure takeFailure()
    {
        if (m_isSuspended) [[likely]] {
            return m_loop.currentTask()->takeDelivered();
        }
        return m_loop.isClosing() ? Failure::closed() : Failure();
    }

private:
    loop::EventLoop &m_loop;
    bool m_isSuspended = false;
};

/// Stands for an awaiter while it is awaited, so that the awaiter itself is never moved: GCC 12
/// copies the bytes of one that is awaited where it is made, which only some can bear; and then the
/// frame of the coroutine has room for both.
template <typename Awaiter>
class AwaiterRef
{
public:
    explicit AwaiterRef(Awaiter &awaiter) noexcept : m_awaiter(awaiter) { }

    [[nodiscard]] bool await_ready() { return m_awaiter.await_ready(); }

    void await_suspend(std::coroutine_handle<> caller) { m_awaiter.await_suspend(caller); }

    decltype(auto) await_resume() { return m_awaiter.await_resume(); }

private:
    Awaiter &m_awaiter;
};

template <typename Awaiter>

requires std::derived_from<std::remove_reference_t<Awaiter>, Suspension>

[[nodiscard]] AwaiterRef<std::remove_reference_t<Awaiter>>
operator co_await(Awaiter &&awaiter) noexcept
{
    return AwaiterRef<std::remove_reference_t<Awaiter>>(awaiter);
}

/// Awaits without throwing: `Quiet acquired {semaphore.acquire()}; if (Failure f = co_await
/// acquired)`. It has to have a name: GCC 12 copies the bytes of an aggregate that is awaited where
/// it is made.
template <typename Awaiter>
struct Quiet
{
    Awaiter awaiter;

    [[nodiscard]] bool await_ready() { return awaiter.await_ready(); }

    void await_suspend(std::coroutine_handle<> caller) { awaiter.await_suspend(caller); }

    [[nodiscard]] Failure await_resume() { return awaiter.settle(); }

    [[nodiscard]] AwaiterRef<Quiet> operator co_await() &noexcept
    {
        return AwaiterRef<Quiet>(*this);
    }
};

template <typename Awaiter>
Quiet(Awaiter) -> Quiet<Awaiter>;

} // namespace awaitscope::task
