// SPDX-License-Identifier: MIT
#include "engine/sync/barrier.h"
#include "engine/sync/queue.h"
#include "engine/sync/semaphore.h"
#include "engine/task/ascompleted.h"
#include "engine/task/gather.h"
#include "engine/task/shield.h"
#include "engine/task/taskgroup.h"
#include "engine/task/wait.h"
#include "engine/task/waitfor.h"
#include "tests/support/bench.h"

#include <QTest>

namespace awaitscope {

using task::Coro;
using task::TaskBase;
using task::TaskPtr;
using tests::Bench;
using tests::Lines;
using tests::ms;
using tests::Witness;

using IntTask = TaskPtr<task::Task<int>>;

/// A loop that is destroyed in the middle of a run brings every task to its end: the frames of
/// coroutines that hang in the air would never be freed.
class TestClose final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void freesAllFrames_data();
    void freesAllFrames();
    void runsTheDestructorsAndHandlers();
    void aTaskThatDoesNotBeginIsCancelled();
    void aTaskMayAwaitOnItsWayOut();
    void aTaskThatGoesOnAwaitingIsLeftBehind();
    void nothingIsObservedAnyMore();
    void aClosedLoopStaysClosed();
    void tasksMayOutliveTheLoop();
};

namespace {

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
    using Body = Coro<> (*)(Witness, Shared);

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

    Coro<> cleansUp(Witness witness)
    {
        struct Guard
        {
            Witness witness;

            ~Guard() { witness.note("destructor"); }
        };

        const Guard guard{witness};
        try {
            co_await task::sleep(witness.loop(), 1000 * ms);
        } catch (const task::CancelledError &) {
            witness.note("CancelledError");
        } catch (const std::exception &) {
            witness.note("std::exception");
        } catch (const task::LoopClosed &) {
            witness.note("LoopClosed");
            throw;
        }
        witness.note("goes on");
    }

    Coro<> awaitsOnItsWayOut(Witness witness)
    {
        bool isClosed = false;
        for (int i = 0; i < 5; ++i) {
            try {
                co_await task::sleep(witness.loop(), 1000 * ms);
            } catch (const task::LoopClosed &) {
                witness.note("LoopClosed");
                isClosed = true;
            }
        }
        witness.note(isClosed ? "ends" : "was not closed");
    }

    Coro<> neverGivesUp(Witness witness, std::shared_ptr<bool> mayEnd)
    {
        while (!*mayEnd) {
            task::Quiet sleep{task::sleep(witness.loop(), 1000 * ms)};
            const task::Failure ignored = co_await sleep;
            Q_UNUSED(ignored)
        }
    }

} // namespace

void TestClose::freesAllFrames_data()
{
    QTest::addColumn<Body>("body");
    const std::pair<const char *, Body> bodies[] = {
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
    for (const auto &[name, body] : bodies) {
        QTest::addRow("tasks that %s", name) << body;
    }
}

void TestClose::freesAllFrames()
{
    QFETCH(const Body, body);
    for (int turns = 0; turns < 6; ++turns) {
        Bench bench;
        const auto things = std::make_shared<Things>(bench.loop());
        const auto first = bench.spawn(body, things);
        const auto second = bench.spawn(body, things);
        for (int i = 0; i < turns; ++i) {
            bench.turn();
        }
        QVERIFY(turns > 1 || bench.aliveFrames() > 0); // later some have ended
        QCOMPARE(bench.loop().close(), quint64(0));
        QVERIFY(first->isDone() && second->isDone());
        QCOMPARE(bench.aliveFrames(), 0);
        QCOMPARE(things.use_count(), 1L);
    }
}

void TestClose::runsTheDestructorsAndHandlers()
{
    Bench bench;
    const auto task = bench.spawn(cleansUp);
    bench.turn();
    bench.loop().close();
    QCOMPARE(bench.witness().takeLines(), (Lines{"1 LoopClosed", "1 destructor"}));
    QVERIFY(task->isDone());
}

void TestClose::aTaskThatDoesNotBeginIsCancelled()
{
    Bench bench;
    const auto task = bench.spawn(cleansUp);
    bench.loop().close();
    QCOMPARE(bench.witness().takeLines(), Lines());
    QVERIFY(task->isCancelled() && !task->isStarted());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestClose::aTaskMayAwaitOnItsWayOut()
{
    Bench bench;
    const auto task = bench.spawn(awaitsOnItsWayOut);
    bench.turn();
    QCOMPARE(bench.loop().close(), quint64(0));
    const Lines lines = bench.witness().takeLines();
    QCOMPARE(lines.size(), 6);
    QCOMPARE(lines.back(), "1 ends");
    QVERIFY(task->isDone());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestClose::aTaskThatGoesOnAwaitingIsLeftBehind()
{
    Bench bench;
    const auto mayEnd = std::make_shared<bool>(false);
    const auto before = bench.spawn(tests::sleeper, 1000 * ms, 1);
    const auto stubborn = bench.spawn(neverGivesUp, mayEnd);
    const auto after = bench.spawn(tests::sleeper, 1000 * ms, 1);
    bench.turn();
    QCOMPARE(bench.loop().close(), quint64(1));
    QVERIFY(before->isDone() && !stubborn->isDone() && after->isDone());
    QCOMPARE(bench.aliveFrames(), 1);
    QVERIFY(!bench.loop().firstLiveTask());
    *mayEnd = true;
    QVERIFY(stubborn->endNow(1)); // so that the test itself leaks nothing
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestClose::nothingIsObservedAnyMore()
{
    struct Ends final : trace::TaskObserver
    {
        void taskCancelled(trace::TaskId) override { ++count; }

        void taskFailed(trace::TaskId, std::string_view) override { ++count; }

        int count = 0;
    };

    Ends ends;
    Bench bench(&ends);
    const auto task = bench.spawn(tests::sleeper, 1000 * ms, 1);
    bench.turn();
    bench.loop().close();
    QVERIFY(task->isDone());
    QCOMPARE(ends.count, 0);
}

void TestClose::aClosedLoopStaysClosed()
{
    Bench bench;
    const auto before = bench.spawn(tests::sleeper, 1000 * ms, 1);
    bench.turn();
    QCOMPARE(bench.loop().close(), quint64(0));
    QCOMPARE(bench.loop().close(), quint64(0));
    QVERIFY(bench.loop().isClosing());
    QVERIFY(before->isDone());
}

void TestClose::tasksMayOutliveTheLoop()
{
    Bench bench;
    const auto done = bench.spawn(tests::immediate, 7);
    const auto pending = bench.spawn(tests::sleeper, 1000 * ms, 1);
    bench.turn();
    bench.destroyLoop();
    QCOMPARE(done->result(), 7);
    QVERIFY_THROWS_EXCEPTION(task::LoopClosed, Q_UNUSED(pending->result()));
    QCOMPARE(bench.aliveFrames(), 0);
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestClose)
#include "tst_close.moc"
