// SPDX-License-Identifier: MIT
#pragma once

#include "engine/task/errors.h"
#include "engine/trace/taskevent.h"

namespace awaitscope::task {

/// What a task can wait for: a future, or a place in the queue of a primitive. It is pending until
/// it is done in one of three ways.
class Waitable
{
public:
    Waitable() noexcept = default;
    Q_DISABLE_COPY_MOVE(Waitable)

    [[nodiscard]] bool isDone() const noexcept { return m_state != State::Pending; }

    /// Whether it is done, and well.
    [[nodiscard]] bool hasSucceeded() const noexcept { return m_state == State::Value; }

    [[nodiscard]] bool isCancelled() const noexcept { return m_state == State::Cancelled; }

    /// asyncio's cancel(): what is pending is done as cancelled; a task, or what stands for
    /// several, passes the request on to what it waits for, from the outside in, however deep that
    /// goes. False if it was not accepted: it was done.
    bool cancel(trace::CancelCause cause);

    /// Why it has no value: an error, a cancellation, or none. Counts as looking at it.
    [[nodiscard]] Failure failure()
    {
        if (m_state == State::Error) [[unlikely]] {
            return error();
        }
        return m_state == State::Cancelled ? Failure::cancelled() : Failure();
    }

protected:
    virtual ~Waitable() = default;

    enum class State : quint8 {
        Pending,
        Value,
        Error,
        Cancelled,
    };

    void setState(State state) noexcept { m_state = state; }

    enum class CancelStep : quint8 {
        Refused,
        Accepted,
        PassedOn, ///< to innerToCancel(0), (1), …; then endCancel() tells the outcome
    };
    virtual CancelStep beginCancel(trace::CancelCause cause) = 0;

    struct Inner
    {
        Waitable *waitable = nullptr; ///< null: no more
        trace::CancelCause cause = trace::CancelCause::Unknown;
    };

    [[nodiscard]] virtual Inner innerToCancel(std::size_t /*index*/) { return {}; }

    /// @p isInnerAccepted: at least one of the inner ones accepted the request.
    virtual bool endCancel(bool isInnerAccepted) { return isInnerAccepted; }

    /// The error of State::Error.
    [[nodiscard]] virtual Failure error() { return {}; }

private:
    State m_state = State::Pending;
};

} // namespace awaitscope::task
