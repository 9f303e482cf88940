// SPDX-License-Identifier: MIT
#include "engine/task/futurebase.h"

#include <QVarLengthArray>

namespace awaitscope::task {

// With a stack of its own: tasks may await each other in chains of any length.
bool FutureBase::cancel(trace::CancelCause cause)
{
    struct Level
    {
        FutureBase *future;
        std::size_t next = 0; // of the inner futures
        bool isInnerAccepted = false;
    };

    CancelStep step = beginCancel(cause);
    if (step != CancelStep::PassedOn) {
        return step == CancelStep::Accepted;
    }
    QVarLengthArray<Level, 8> levels{Level{this}};
    for (;;) {
        Level &level = levels.back();
        if (const Inner inner = level.future->innerToCancel(level.next++); inner.future) {
            step = inner.future->beginCancel(inner.cause);
            if (step == CancelStep::PassedOn) {
                levels.push_back(Level{inner.future});
            } else {
                level.isInnerAccepted |= step == CancelStep::Accepted;
            }
            continue;
        }
        const bool isAccepted = level.future->endCancel(level.isInnerAccepted);
        levels.pop_back();
        if (levels.isEmpty()) {
            return isAccepted;
        }
        levels.back().isInnerAccepted |= isAccepted;
    }
}

FutureBase::CancelStep FutureBase::beginCancel(trace::CancelCause)
{
    m_isUnretrieved = false;
    if (isDone()) {
        return CancelStep::Refused;
    }
    complete(State::Cancelled);
    return CancelStep::Accepted;
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
