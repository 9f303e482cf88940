// SPDX-License-Identifier: MIT
#include "engine/sync/waitqueue.h"

namespace awaitscope::sync {

Waiter::CancelStep Waiter::beginCancel(trace::CancelCause)
{
    if (isDone()) {
        return CancelStep::Refused;
    }
    finish(State::Cancelled);
    if (m_isQueued) {
        m_queue.fellOut(*this);
    }
    return CancelStep::Accepted;
}

} // namespace awaitscope::sync
