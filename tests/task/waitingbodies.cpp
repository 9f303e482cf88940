// SPDX-License-Identifier: MIT
#include "tests/task/waitingbodies.h"

#include "engine/task/ascompleted.h"
#include "engine/task/gather.h"
#include "engine/task/shield.h"
#include "engine/task/taskgroup.h"
#include "engine/task/wait.h"
#include "engine/task/waitfor.h"

namespace awaitscope::tests {

using task::Coro;
using task::TaskBase;
using task::TaskPtr;

using IntTask = TaskPtr<task::Task<int>>;

namespace {

    [[nodiscard]] IntTask makeSleeper(const Witness &witness)
    {
        return task::createTask(witness.loop(), "sleeper", tests::sleeper, witness, 1000 * ms, 1);
    }

    Coro<> sleeps(Witness witness, Shared)
    {
        co_await task::sleep(witness.loop(), 1000 * ms);
    }

    Coro<> yields(Witness witness, Shared)
    {
        for (;;) {
            co_await task::sleep(witness.loop(), 0);
        }
    }

    Coro<> awaits(Witness witness, Shared)
    {
        const IntTask inner = makeSleeper(witness);
        Q_UNUSED(co_await *inner)
    }

    Coro<> gathers(Witness witness, Shared)
    {
        const std::vector<IntTask> inner(3, makeSleeper(witness));
        Q_UNUSED(co_await task::gather(witness.loop(), inner))
    }

    Coro<> waits(Witness witness, Shared)
    {
        const std::vector<TaskPtr<TaskBase>> inner(1,
                                                   TaskPtr<TaskBase>(makeSleeper(witness).data()));
        co_await task::wait(witness.loop(), inner, 500 * ms);
    }

    Coro<> completes(Witness witness, Shared)
    {
        const std::vector<TaskPtr<TaskBase>> inner(1,
                                                   TaskPtr<TaskBase>(makeSleeper(witness).data()));
        task::AsCompleted completed(witness.loop(), inner, 500 * ms);
        Q_UNUSED(co_await completed.next())
    }

    Coro<> shields(Witness witness, Shared)
    {
        const IntTask inner = makeSleeper(witness);
        Q_UNUSED(co_await task::shield(inner))
    }

    Coro<> waitsFor(Witness witness, Shared)
    {
        Q_UNUSED(co_await task::waitFor(makeSleeper(witness), 500 * ms))
    }

    Coro<> waitsForNoTime(Witness witness, Shared)
    {
        Q_UNUSED(co_await task::waitFor(makeSleeper(witness), 0))
    }

    Coro<> hurries(Witness witness, Shared)
    {
        Q_UNUSED(
            co_await task::within(witness.loop(), 500 * ms, tests::sleeper, witness, 1000 * ms, 1))
    }

    Coro<> withChildren(task::TaskGroup &group, Witness witness)
    {
        Q_UNUSED(group.createTask("a", tests::sleeper, witness, 1000 * ms, 1))
        Q_UNUSED(group.createTask("b", tests::sleeper, witness, 1000 * ms, 2))
        co_return;
    }

    Coro<> groups(Witness witness, Shared)
    {
        co_await task::withTaskGroup(witness.loop(), withChildren, witness);
    }

    Coro<> acquires(Witness, Shared things)
    {
        co_await things->semaphore.acquire();
        co_await things->semaphore.acquire();
    }

    Coro<> locks(Witness, Shared things)
    {
        co_await things->lock.acquire();
        co_await things->lock.acquire();
    }

    Coro<> waitsForTheEvent(Witness, Shared things)
    {
        co_await things->event.wait();
    }

    Coro<> waitsForTheCondition(Witness, Shared things)
    {
        co_await things->condition.acquire();
        co_await things->condition.wait();
    }

    Coro<> gets(Witness, Shared things)
    {
        Q_UNUSED(co_await things->queue.get())
    }

    Coro<> puts(Witness, Shared things)
    {
        co_await things->queue.put(1);
        co_await things->queue.put(2);
    }

    Coro<> joins(Witness, Shared things)
    {
        things->queue.putNowait(1);
        co_await things->queue.join();
    }

    Coro<> meets(Witness, Shared things)
    {
        Q_UNUSED(co_await things->barrier.wait())
    }

    Coro<> calls(Witness witness, Shared things)
    {
        co_await groups(witness, things);
    }

} // namespace

std::vector<std::pair<const char *, Body>> waitingBodies()
{
    return {
        {"sleep", sleeps},
        {"yield", yields},
        {"await a task", awaits},
        {"gather", gathers},
        {"wait", waits},
        {"as_completed", completes},
        {"shield", shields},
        {"wait_for", waitsFor},
        {"wait_for with no time", waitsForNoTime},
        {"timeout", hurries},
        {"leave a task group", groups},
        {"call a coroutine", calls},
        {"acquire a semaphore", acquires},
        {"acquire a lock", locks},
        {"wait for an event", waitsForTheEvent},
        {"wait for a condition", waitsForTheCondition},
        {"get", gets},
        {"put", puts},
        {"join", joins},
        {"wait at a barrier", meets},
    };
}

} // namespace awaitscope::tests
