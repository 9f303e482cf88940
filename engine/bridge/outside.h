// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/future.h"
#include "engine/task/observedwait.h"

#include <QObject>

#include <optional>

namespace awaitscope::bridge {

/// The base of what awaits something that Qt's event loop tells of. It listens from construction
/// on, so it may be made before what it waits for is set off, and awaited afterwards.
///
/// `co_await` does not suspend if it has happened. Otherwise the caller resumes in the turn after
/// the one in which it happens; between turns, where Qt's event loop mostly tells of things, that
/// is the next turn. Cancelling the task ends the wait at once: nothing is connected any more when
/// CancelledError is thrown.
///
/// T is void or what await_resume() gives.
template <typename T>
class Outside : public task::Suspension
{
public:
    Q_DISABLE_COPY_MOVE(Outside)

    [[nodiscard]] bool await_ready() const noexcept
    {
        return m_happened.isDone() || refusesToWait();
    }

    void await_suspend(std::coroutine_handle<> caller)
    {
        m_wait.begin();
        suspendUntil(caller, m_happened);
    }

    T await_resume()
    {
        settle().raise();
        if constexpr (!std::is_void_v<T>) {
            return std::move(*m_value);
        }
    }

    /// What await_resume() would throw.
    [[nodiscard]] task::Failure settle()
    {
        task::Failure failure = takeFailure();
        if (failure && m_listener) {
            m_listener.reset();
            giveUp();
        } else if (!failure) {
            failure = m_failure;
        }
        m_wait.end(failure);
        return failure;
    }

protected:
    explicit Outside(loop::EventLoop &loop)
        : Suspension(loop), m_happened(loop), m_wait(loop, {.kind = trace::WaitKind::Outside})
    { }

    ~Outside() = default;

    /// The context of every connection: it is gone when nothing is to be heard any more.
    [[nodiscard]] QObject *listener() noexcept { return m_listener ? &*m_listener : nullptr; }

    /// It has happened; what follows is not heard.
    template <typename... Value>
    void happened(Value &&...value)
    {
        if (m_listener) {
            if constexpr (!std::is_void_v<T>) {
                m_value.emplace(std::forward<Value>(value)...);
            }
            m_listener.reset();
            m_happened.release();
        }
    }

    /// It will not happen.
    void failed(task::Failure failure)
    {
        if (m_listener) {
            m_failure = std::move(failure);
            m_listener.reset();
            m_happened.release();
        }
    }

    /// For connections to QObject::destroyed().
    void senderGone() { failed(task::Failure::make(task::RuntimeError("the sender is gone"))); }

private:
    struct Nothing
    { };

    /// Nobody waits any more: what was asked for may be taken back.
    virtual void giveUp() { }

    std::optional<std::conditional_t<std::is_void_v<T>, Nothing, T>> m_value;
    task::Failure m_failure;
    task::Future<void> m_happened;
    task::ObservedWait m_wait;
    std::optional<QObject> m_listener{std::in_place}; // gone when it is over
};

} // namespace awaitscope::bridge
