// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/eventloop.h"
#include "engine/task/errors.h"

namespace awaitscope::task {

/// What all futures have in common: a state, and callbacks that are scheduled with callSoon, in the
/// order of their registration, when it is done (asyncio.Future, semantics.md 1.2).
///
/// Invariant: a future that is done has no callbacks.
class FutureBase
{
public:
    explicit FutureBase(loop::EventLoop &loop) noexcept : m_loop(loop) { }

    virtual ~FutureBase() = default;
    Q_DISABLE_COPY_MOVE(FutureBase)

    [[nodiscard]] loop::EventLoop &loop() const noexcept { return m_loop; }

    [[nodiscard]] bool isDone() const noexcept { return m_state != State::Pending; }

    [[nodiscard]] bool isCancelled() const noexcept { return m_state == State::Cancelled; }

    /// Whether it failed and nobody has looked at the error.
    [[nodiscard]] bool isUnretrieved() const noexcept { return m_isUnretrieved; }

    /// asyncio's cancel(): a plain future that is pending is done as cancelled; a task, or what
    /// stands for several, passes the request on to what it waits for, from the outside in, however
    /// deep that goes. False if it was not accepted: it was done.
    bool cancel(trace::CancelCause cause);

    /// Why it has no value: an error, a cancellation, or none. Counts as looking at it.
    [[nodiscard]] Failure failure();

    /// Schedules @p callback with callSoon when the future is done (now, if it is).
    void addDoneCallback(loop::Handle &callback);

protected:
    enum class State : quint8 {
        Pending,
        Value,
        Error,
        Cancelled,
    };

    /// Precondition: pending.
    void completeWithValue() { complete(State::Value); }

    void completeAsCancelled() { complete(State::Cancelled); }

    void completeWithError(Failure error);
    /// Throws InvalidStateError if it is done.
    void requirePending() const;

    void setRetrieved() noexcept { m_isUnretrieved = false; }

    enum class CancelStep : quint8 {
        Refused,
        Accepted,
        PassedOn, ///< to innerToCancel(0), (1), …; then endCancel() tells the outcome
    };
    virtual CancelStep beginCancel(trace::CancelCause cause);

    struct Inner
    {
        FutureBase *future = nullptr; ///< null: no more
        trace::CancelCause cause = trace::CancelCause::Unknown;
    };

    [[nodiscard]] virtual Inner innerToCancel(std::size_t /*index*/) { return {}; }

    /// @p isInnerAccepted: at least one of the inner futures accepted the request.
    virtual bool endCancel(bool isInnerAccepted) { return isInnerAccepted; }

private:
    void complete(State state);

    loop::EventLoop &m_loop;
    loop::HandleList m_callbacks;
    Failure m_error; // of State::Error; may be a CancelledError that is stored as an error
    State m_state = State::Pending;
    bool m_isUnretrieved = false;
};

} // namespace awaitscope::task
