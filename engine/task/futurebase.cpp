// SPDX-License-Identifier: MIT
#include "engine/task/futurebase.h"

namespace awaitscope::task {

bool FutureBase::cancel(trace::CancelCause)
{
    m_isUnretrieved = false;
    if (isDone()) {
        return false;
    }
    complete(State::Cancelled);
    return true;
}

Failure FutureBase::failure()
{
    if (m_state == State::Cancelled) {
        return Failure::cancelled();
    }
    m_isUnretrieved = false;
    return m_error;
}

void FutureBase::addDoneCallback(loop::Handle &callback)
{
    if (isDone()) {
        m_loop.callSoon(callback);
    } else {
        m_callbacks.append(callback);
    }
}

void FutureBase::completeWithError(Failure error)
{
    m_error = std::move(error);
    m_isUnretrieved = true;
    complete(State::Error);
}

void FutureBase::requirePending() const
{
    if (isDone()) {
        throw InvalidStateError("the future is done");
    }
}

void FutureBase::complete(State state)
{
    Q_ASSERT(!isDone());
    m_state = state;
    while (loop::Handle *const callback = m_callbacks.takeFirst()) {
        m_loop.callSoon(*callback);
    }
}

} // namespace awaitscope::task
