// SPDX-License-Identifier: MIT
#include "engine/task/observedwait.h"

namespace awaitscope::task::detail {

void tellWaiting(const loop::EventLoop &loop, const trace::Wait &wait)
{
    if (trace::TaskObserver *const observer = loop.observer()) {
        observer->waitBegan(loop.currentTask()->id(), wait);
    }
}

void tellResumed(const loop::EventLoop &loop, const trace::Wait &wait, const Failure &failure)
{
    if (trace::TaskObserver *const observer = loop.observer()) {
        observer->waitEnded(loop.currentTask()->id(), wait,
                            failure ? std::string_view(failure.name()) : std::string_view());
    }
}

} // namespace awaitscope::task::detail
