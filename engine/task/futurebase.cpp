// SPDX-License-Identifier: MIT
#include "engine/task/futurebase.h"

namespace awaitscope::task {

FutureBase::CancelStep FutureBase::beginCancel(trace::CancelCause)
{
    m_isUnretrieved = false;
    if (isDone()) {
        return CancelStep::Refused;
    }
    complete(State::Cancelled);
    return CancelStep::Accepted;
}

Failure FutureBase::error()
{
    m_isUnretrieved = false;
    return m_error;
}

void FutureBase::completeWithError(Failure error)
{
    m_error = std::move(error);
    m_isUnretrieved = true;
    complete(State::Error);
}

void FutureBase::throwDone()
{
    throw InvalidStateError("the future is done");
}

void FutureBase::scheduleCallbacks()
{
    while (loop::HandleBase *const callback = m_callbacks.takeFirst()) {
        m_loop.callSoon(*callback);
    }
}

} // namespace awaitscope::task
