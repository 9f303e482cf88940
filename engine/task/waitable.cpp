// SPDX-License-Identifier: MIT
#include "engine/task/waitable.h"

#include <QVarLengthArray>

namespace awaitscope::task {

// With a stack of its own: tasks may await each other in chains of any length.
bool Waitable::cancel(trace::CancelCause cause)
{
    struct Level
    {
        Waitable *waitable;
        std::size_t next = 0; // of the inner ones
        bool isInnerAccepted = false;
    };

    CancelStep step = beginCancel(cause);
    if (step != CancelStep::PassedOn) {
        return step == CancelStep::Accepted;
    }
    QVarLengthArray<Level, 8> levels{Level{this}};
    for (;;) {
        Level &level = levels.back();
        if (const Inner inner = level.waitable->innerToCancel(level.next++); inner.waitable) {
            step = inner.waitable->beginCancel(inner.cause);
            if (step == CancelStep::PassedOn) {
                levels.push_back(Level{inner.waitable});
            } else {
                level.isInnerAccepted |= step == CancelStep::Accepted;
            }
            continue;
        }
        const bool isAccepted = level.waitable->endCancel(level.isInnerAccepted);
        levels.pop_back();
        if (levels.isEmpty()) {
            return isAccepted;
        }
        levels.back().isInnerAccepted |= isAccepted;
    }
}

} // namespace awaitscope::task
