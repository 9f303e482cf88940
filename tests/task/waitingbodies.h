// SPDX-License-Identifier: MIT
#pragma once

#include "engine/sync/barrier.h"
#include "engine/sync/queue.h"
#include "engine/sync/semaphore.h"
#include "tests/support/bench.h"

#include <memory>
#include <utility>
#include <vector>

namespace awaitscope::tests {

/// What the tasks of a test share; longer alive than the loop's tasks.
struct Things
{
    explicit Things(loop::EventLoop &loop)
        : semaphore(loop, 1)
        , lock(loop)
        , event(loop)
        , condition(loop)
        , queue(loop, 1)
        , barrier(loop, 5)
    { }

    sync::Semaphore semaphore;
    sync::Lock lock;
    sync::Event event;
    sync::Condition condition;
    sync::Queue<int> queue;
    sync::Barrier barrier;
};

using Shared = std::shared_ptr<Things>;
using Body = task::Coro<> (*)(Witness, Shared);

/// Coroutines that wait, one for each way to wait, and what they are called.
[[nodiscard]] std::vector<std::pair<const char *, Body>> waitingBodies();

} // namespace awaitscope::tests
