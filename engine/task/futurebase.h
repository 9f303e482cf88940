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

    /// asyncio's Future.cancel(): if it is pending, it is done as cancelled. False if it was done.
    virtual bool cancel(trace::CancelCause cause);

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

private:
    void complete(State state);

    loop::EventLoop &m_loop;
    loop::HandleList m_callbacks;
    Failure m_error; // of State::Error; may be a CancelledError that is stored as an error
    State m_state = State::Pending;
    bool m_isUnretrieved = false;
};

} // namespace awaitscope::task
