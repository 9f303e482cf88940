// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/futurebase.h"
#include "engine/task/suspension.h"

#include <optional>

namespace awaitscope::task {

/// `co_await future`: does not suspend if it is done; otherwise the caller resumes in the turn
/// after the one in which it is done. Returns the value or throws the failure.
template <typename F>
class FutureAwaiter : public Suspension
{
public:
    explicit FutureAwaiter(F &future) noexcept : Suspension(future.loop()), m_future(future) { }

    [[nodiscard]] bool await_ready() const noexcept { return m_future.isDone() || refusesToWait(); }

    void await_suspend(std::coroutine_handle<> caller) { suspendUntil(caller, m_future); }

    decltype(auto) await_resume()
    {
        settle().raise();
        return m_future.result();
    }

    /// What await_resume would throw; for callers that do not want it thrown.
    [[nodiscard]] Failure settle()
    {
        Failure failure = takeFailure();
        return failure || !m_future.isDone() ? failure : m_future.failure();
    }

protected:
    [[nodiscard]] F &future() const noexcept { return m_future; }

private:
    F &m_future;
};

/// A value to come (asyncio.Future). A future is never resumed in place: whoever awaits it runs in
/// the turn after the one in which it was completed.
template <typename T>
class Future final : public FutureBase
{
public:
    using FutureBase::FutureBase;

    /// Throws InvalidStateError if it is done.
    void setResult(T value)
    {
        requirePending();
        m_value.emplace(std::move(value));
        completeWithValue();
    }

    /// Throws InvalidStateError if it is done.
    void setException(Failure error)
    {
        requirePending();
        completeWithError(std::move(error));
    }

    /// The value; throws the error, CancelledError, or InvalidStateError if it is not done.
    [[nodiscard]] const T &result()
    {
        failure().raise();
        if (!isDone()) {
            throw InvalidStateError("the future is not done");
        }
        return *m_value;
    }

    [[nodiscard]] FutureAwaiter<Future> operator co_await() { return FutureAwaiter<Future>(*this); }

private:
    std::optional<T> m_value;
};

template <>
class Future<void> final : public FutureBase
{
public:
    using FutureBase::FutureBase;

    /// Throws InvalidStateError if it is done.
    void setResult()
    {
        requirePending();
        completeWithValue();
    }

    /// setResult() if it is pending: how the primitives wake a waiter.
    void release()
    {
        if (!isDone()) {
            completeWithValue();
        }
    }

    /// Throws InvalidStateError if it is done.
    void setException(Failure error)
    {
        requirePending();
        completeWithError(std::move(error));
    }

    /// Throws the error, CancelledError, or InvalidStateError if it is not done.
    void result()
    {
        failure().raise();
        if (!isDone()) {
            throw InvalidStateError("the future is not done");
        }
    }

    [[nodiscard]] FutureAwaiter<Future> operator co_await() { return FutureAwaiter<Future>(*this); }
};

} // namespace awaitscope::task
