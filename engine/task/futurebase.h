// SPDX-License-Identifier: MIT
#pragma once

#include "engine/loop/eventloop.h"
#include "engine/task/waitable.h"

namespace awaitscope::task {

/// What all futures have in common: a state, and callbacks that are scheduled with callSoon, in the
/// order of their registration, when it is done (asyncio.Future, semantics.md 1.2).
///
/// Invariant: a future that is done has no callbacks.
class FutureBase : public Waitable
{
public:
    explicit FutureBase(loop::EventLoop &loop) noexcept : m_loop(loop) { }

    [[nodiscard]] loop::EventLoop &loop() const noexcept { return m_loop; }

    /// Whether it failed and nobody has looked at the error.
    [[nodiscard]] bool isUnretrieved() const noexcept { return m_isUnretrieved; }

    /// Schedules @p callback with callSoon when the future is done (now, if it is).
    void addDoneCallback(loop::HandleBase &callback)
    {
        if (isDone()) {
            m_loop.callSoon(callback);
        } else {
            m_callbacks.append(callback);
        }
    }

protected:
    /// Precondition of all three: pending.
    void completeWithValue() { complete(State::Value); }

    void completeAsCancelled() { complete(State::Cancelled); }

    void completeWithError(Failure error);

    /// Throws InvalidStateError if it is done.
    void requirePending() const
    {
        if (isDone()) {
            throwDone();
        }
    }

    void setRetrieved() noexcept { m_isUnretrieved = false; }

    /// Room for a failure until it is done; what is left there then is no error.
    [[nodiscard]] Failure &pendingFailure() noexcept { return m_error; }

    [[nodiscard]] const Failure &pendingFailure() const noexcept { return m_error; }

    /// Room for a number, which would be padding otherwise.
    [[nodiscard]] quint32 &spareNumber() noexcept { return m_spareNumber; }

    [[nodiscard]] quint32 spareNumber() const noexcept { return m_spareNumber; }

    [[nodiscard]] bool hasCallbacks() const noexcept { return !m_callbacks.isEmpty(); }

    CancelStep beginCancel(trace::CancelCause cause) override;

private:
    void complete(State state)
    {
        Q_ASSERT(!isDone());
        setState(state);
        if (hasCallbacks()) {
            scheduleCallbacks();
        }
    }

    void scheduleCallbacks();
    [[nodiscard]] Failure error() override;
    [[noreturn]] static void throwDone();

    bool m_isUnretrieved = false;
    quint32 m_spareNumber = 0;
    loop::EventLoop &m_loop;
    loop::HandleList m_callbacks;
    // Of State::Error; may be a CancelledError that is stored as an error.
    Failure m_error;
};

} // namespace awaitscope::task
