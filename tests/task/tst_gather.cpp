// SPDX-License-Identifier: MIT
#include "engine/task/gather.h"
#include "tests/support/bench.h"

#include <QTest>

namespace awaitscope {

using task::Coro;
using task::Failure;
using task::TaskPtr;
using tests::Bench;
using tests::Lines;
using tests::ms;
using tests::Witness;
using trace::CancelCause;

using IntTasks = std::vector<TaskPtr<task::Task<int>>>;

/// gather() and gatherAll().
class TestGather final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheValuesInTheOrderGiven();
    void resumesInTheSecondTurnAfterTheLastChild();
    void doesNotSuspendIfAllAreDone();
    void ofNothingIsDone();
    void throwsTheFirstFailureWhileTheOthersRunOn();
    void aLaterFailureIsRetrievedToo();
    void aChildMayRepeat();
    void gatherAllWaitsForEveryOne();
    void cancellingItCancelsEveryChild();
    void aChildThatSwallowsDelaysTheCancellation();
    void aCancelledChildIsAFailure();
    void s66_startsItsChildrenEvenIfNobodyAwaitsIt();
    void livesOnWhenItsAwaiterIsGone();
    void hearsOfAChildThatOthersAwait();
    void twoOfTheSameTasksAreDoneTogether();
};

namespace {

    Coro<> gatherThem(Witness witness, IntTasks tasks)
    {
        task::Quiet all{task::gather(witness.loop(), tasks)};
        const Failure failure = co_await all;
        witness.note("gathered", failure);
        failure.raise();
    }

    Coro<> gatherEnds(Witness witness, IntTasks tasks)
    {
        task::Quiet all{task::gatherAll(witness.loop(), tasks)};
        const Failure failure = co_await all;
        witness.note("gathered", failure);
        failure.raise();
    }

    Coro<std::vector<int>> values(Witness witness, IntTasks tasks)
    {
        co_return co_await task::gather(witness.loop(), tasks);
    }

    Coro<int> swallowOnce(Witness witness, trace::Timestamp ns)
    {
        task::Quiet sleep{task::sleep(witness.loop(), 1000 * ms)};
        const Failure failure = co_await sleep;
        witness.note("child", failure);
        co_await task::sleep(witness.loop(), ns);
        co_return 1;
    }

    Coro<> gatherWithoutAwaiting(Witness witness)
    {
        const IntTasks tasks(
            2, task::createTask(witness.loop(), "child", tests::sleeper, witness, ms, 1));
        Q_UNUSED(task::gather(witness.loop(), tasks))
        witness.note("does not await");
        co_return;
    }

    Coro<> gatherAndGiveUp(Witness witness, IntTasks tasks)
    {
        task::Quiet all{task::gather(witness.loop(), tasks)};
        const Failure failure = co_await all;
        witness.note("gives up", failure);
    }

} // namespace

void TestGather::givesTheValuesInTheOrderGiven()
{
    Bench bench;
    const IntTasks tasks{bench.spawn(tests::sleeper, 3 * ms, 1),
                         bench.spawn(tests::sleeper, 1 * ms, 2), bench.spawn(tests::immediate, 3)};
    const auto gathering = bench.spawn(values, tasks);
    bench.run();
    QCOMPARE(gathering->result(), (std::vector{1, 2, 3}));
    QCOMPARE(bench.loop().now(), 3 * ms);
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestGather::resumesInTheSecondTurnAfterTheLastChild()
{
    Bench bench;
    const auto child = bench.spawn(tests::sleeper, ms, 1);
    const auto watcher = bench.spawn(tests::watcher<int>, "child", child);
    const auto gathering = bench.spawn(gatherThem, IntTasks{child});
    // The child ends in turn 3.
    QCOMPARE(bench.run(), (Lines{"4 child: ok", "5 gathered: ok"}));
    QVERIFY(watcher->isDone() && gathering->isDone());
}

void TestGather::doesNotSuspendIfAllAreDone()
{
    Bench bench;
    const IntTasks tasks{bench.spawn(tests::immediate, 1), bench.spawn(tests::immediate, 2)};
    bench.run();
    const auto gathering = bench.spawn(gatherThem, tasks);
    QCOMPARE(bench.run(), (Lines{"2 gathered: ok"}));
    QVERIFY(gathering->isDone());
}

void TestGather::ofNothingIsDone()
{
    Bench bench;
    const auto gathering = bench.spawn(gatherThem, IntTasks());
    QCOMPARE(bench.run(), (Lines{"1 gathered: ok"}));
    QVERIFY(gathering->isDone());
}

void TestGather::throwsTheFirstFailureWhileTheOthersRunOn()
{
    Bench bench;
    const IntTasks tasks{bench.spawn(tests::sleeper, 5 * ms, 1), bench.spawn(tests::failing, ms)};
    const auto gathering = bench.spawn(gatherThem, tasks);
    QCOMPARE(bench.run(), (Lines{"5 gathered: ValueError"}));
    QCOMPARE(gathering->failure().name(), "ValueError");
    QCOMPARE(tasks[0]->result(), 1);
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestGather::aLaterFailureIsRetrievedToo()
{
    Bench bench;
    const IntTasks tasks{bench.spawn(tests::failing, 2 * ms), bench.spawn(tests::failing, ms)};
    const auto gathering = bench.spawn(gatherThem, tasks);
    bench.run();
    QVERIFY(gathering->isDone());
    QVERIFY(!tasks[0]->isUnretrieved() && !tasks[1]->isUnretrieved());
}

void TestGather::aChildMayRepeat()
{
    Bench bench;
    const auto child = bench.spawn(tests::sleeper, ms, 4);
    const auto gathering = bench.spawn(values, IntTasks{child, child, child});
    bench.run();
    QCOMPARE(gathering->result(), (std::vector{4, 4, 4}));
}

void TestGather::gatherAllWaitsForEveryOne()
{
    Bench bench;
    const IntTasks tasks{bench.spawn(tests::failing, ms), bench.spawn(tests::sleeper, 5 * ms, 1)};
    const auto gathering = bench.spawn(gatherEnds, tasks);
    QCOMPARE(bench.run(), (Lines{"8 gathered: ok"}));
    QVERIFY(gathering->isDone());
    QVERIFY(!tasks[0]->isUnretrieved());
    QCOMPARE(tasks[0]->failure().name(), "ValueError");
    QCOMPARE(tasks[1]->result(), 1);
}

void TestGather::cancellingItCancelsEveryChild()
{
    Bench bench;
    const IntTasks tasks{bench.spawn(tests::sleeper, 5 * ms, 1),
                         bench.spawn(tests::sleeper, 6 * ms, 2)};
    const auto gathering = bench.spawn(gatherEnds, tasks);
    bench.turn();
    gathering->cancel(CancelCause::Unknown);
    // The children end in turn 2; the gathering hears of the last in 3, its awaiter in 4.
    QCOMPARE(bench.run(), (Lines{"4 gathered: Cancelled"}));
    QVERIFY(gathering->isCancelled());
    QVERIFY(tasks[0]->isCancelled() && tasks[1]->isCancelled());
    QCOMPARE(bench.loop().now(), trace::Timestamp(0));
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestGather::aChildThatSwallowsDelaysTheCancellation()
{
    Bench bench;
    const IntTasks tasks{bench.spawn(swallowOnce, 7 * ms)};
    const auto gathering = bench.spawn(gatherThem, tasks);
    bench.turn();
    gathering->cancel(CancelCause::Unknown);
    QCOMPARE(bench.run(), (Lines{"2 child: Cancelled", "6 gathered: Cancelled"}));
    QVERIFY(gathering->isCancelled());
    QCOMPARE(tasks[0]->result(), 1);
    QCOMPARE(bench.loop().now(), 7 * ms);
}

void TestGather::aCancelledChildIsAFailure()
{
    Bench bench;
    const IntTasks tasks{bench.spawn(tests::sleeper, 5 * ms, 1),
                         bench.spawn(tests::sleeper, 6 * ms, 2)};
    const auto gathering = bench.spawn(gatherThem, tasks);
    bench.turn();
    tasks[0]->cancel(CancelCause::Unknown);
    QCOMPARE(bench.run(), (Lines{"4 gathered: Cancelled"}));
    QVERIFY(gathering->isCancelled());
    QCOMPARE(gathering->cancelling(), 0U); // nobody asked for it
    QCOMPARE(tasks[1]->result(), 2);
}

void TestGather::s66_startsItsChildrenEvenIfNobodyAwaitsIt()
{
    Bench bench;
    const auto task = bench.spawn(gatherWithoutAwaiting);
    QCOMPARE(bench.run(), (Lines{"1 does not await"}));
    QCOMPARE(bench.loop().now(), ms); // the child has slept
    QVERIFY(task->isDone());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestGather::livesOnWhenItsAwaiterIsGone()
{
    Bench bench;
    const IntTasks tasks{bench.spawn(tests::failing, ms), bench.spawn(tests::failing, 9 * ms)};
    const auto gathering = bench.spawn(gatherAndGiveUp, tasks);
    QCOMPARE(bench.run(), (Lines{"5 gives up: ValueError"}));
    QVERIFY(gathering->isDone());
    QVERIFY(!tasks[1]->isUnretrieved()); // it heard of the second after it was left
    QCOMPARE(bench.loop().now(), 9 * ms);
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestGather::hearsOfAChildThatOthersAwait()
{
    Bench bench;
    const auto first = bench.spawn(tests::sleeper, 1 * ms, 1);
    const auto second = bench.spawn(tests::sleeper, 2 * ms, 2);
    const auto before = bench.spawn(tests::watcher<int>, "awaited before", first);
    const auto all = bench.spawn(gatherThem, IntTasks{first, second});
    const auto after = bench.spawn(tests::watcher<int>, "awaited after", second);
    QCOMPARE(bench.run(), (Lines{"4 awaited before: ok", "7 awaited after: ok", "8 gathered: ok"}));
}

void TestGather::twoOfTheSameTasksAreDoneTogether()
{
    Bench bench;
    const IntTasks tasks{bench.spawn(tests::sleeper, 1 * ms, 1),
                         bench.spawn(tests::sleeper, 2 * ms, 2)};
    const auto one = bench.spawn(gatherThem, tasks);
    const auto other = bench.spawn(gatherThem, tasks);
    QCOMPARE(bench.run(), (Lines{"8 gathered: ok", "8 gathered: ok"}));
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestGather)
#include "tst_gather.moc"
