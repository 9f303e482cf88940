// SPDX-License-Identifier: MIT
#include "engine/task/shield.h"
#include "engine/task/waitfor.h"
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
using trace::Timestamp;

using IntTask = TaskPtr<task::Task<int>>;

/// waitFor() and shield(): whether a cancellation reaches the task that is awaited.
class TestWaitFor final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitForGivesTheValueInTheNextTurn();
    void waitForCancelsWhatIsLate();
    void waitForWithNoTimeWaitsForTheEnd();
    void cancellingWaitForCancelsTheTask();
    void shieldKeepsACancellationFromTheTask();
    void shieldGivesTheValueInTheSecondTurn();
    void aShieldedFailureAfterwardsIsRetrieved();
};

namespace {

    Coro<> waitFor(Witness witness, IntTask task, std::optional<Timestamp> limit)
    {
        try {
            const int value = co_await task::waitFor(task, limit);
            witness.note(value == 7 ? "got 7" : "got something else");
        } catch (const task::TimeoutError &) {
            witness.note("TimeoutError");
        }
    }

    Coro<int> slowToEnd(Witness witness)
    {
        try {
            co_await task::sleep(witness.loop(), 100 * ms);
        } catch (const task::CancelledError &) {
            witness.note("cancelled");
        }
        co_await task::sleep(witness.loop(), 2 * ms);
        throw task::CancelledError();
    }

    Coro<> shieldIt(Witness witness, IntTask task)
    {
        task::Quiet shield{task::shield(task)};
        const Failure failure = co_await shield;
        witness.note("shield", failure);
        failure.raise();
    }

} // namespace

void TestWaitFor::waitForGivesTheValueInTheNextTurn()
{
    Bench bench;
    const auto task =
        bench.spawn(waitFor, bench.spawn(tests::sleeper, ms, 7), std::optional(5 * ms));
    QCOMPARE(bench.run(), (Lines{"4 got 7"}));
    QVERIFY(task->isDone());
    QCOMPARE(bench.loop().now(), ms);
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestWaitFor::waitForCancelsWhatIsLate()
{
    Bench bench;
    const auto late = bench.spawn(slowToEnd);
    const auto task = bench.spawn(waitFor, late, std::optional(5 * ms));
    // It expires in turn 2; the end of the clean-up is waited for.
    QCOMPARE(bench.run(), (Lines{"3 cancelled", "6 TimeoutError"}));
    QVERIFY(late->isCancelled());
    QVERIFY(task->isDone());
    QCOMPARE(bench.loop().now(), 7 * ms);
}

void TestWaitFor::waitForWithNoTimeWaitsForTheEnd()
{
    Bench bench;
    const auto late = bench.spawn(slowToEnd);
    bench.turn();
    const auto task = bench.spawn(waitFor, late, std::optional(Timestamp(0)));
    // It is cancelled at once; it ends in turn 5, the callback runs in 6.
    QCOMPARE(bench.run(), (Lines{"3 cancelled", "7 TimeoutError"}));
    QVERIFY(late->isCancelled());
    QVERIFY(task->isDone());
}

void TestWaitFor::cancellingWaitForCancelsTheTask()
{
    Bench bench;
    const auto inner = bench.spawn(tests::sleeper, 100 * ms, 7);
    const auto task = bench.spawn(waitFor, inner, std::optional(50 * ms));
    bench.turn();
    task->cancel(CancelCause::Unknown);
    QCOMPARE(bench.run(), Lines());
    QVERIFY(task->isCancelled() && inner->isCancelled());
    QCOMPARE(bench.loop().now(), Timestamp(0));
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestWaitFor::shieldKeepsACancellationFromTheTask()
{
    Bench bench;
    const auto inner = bench.spawn(tests::sleeper, 9 * ms, 7);
    const auto task = bench.spawn(shieldIt, inner);
    bench.turn();
    task->cancel(CancelCause::Unknown);
    QCOMPARE(bench.run(), (Lines{"2 shield: Cancelled"}));
    QVERIFY(task->isCancelled());
    QCOMPARE(inner->result(), 7);
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestWaitFor::shieldGivesTheValueInTheSecondTurn()
{
    Bench bench;
    const auto inner = bench.spawn(tests::sleeper, ms, 7);
    const auto task = bench.spawn(shieldIt, inner);
    QCOMPARE(bench.run(), (Lines{"5 shield: ok"}));
    QVERIFY(task->isDone());
    const auto again = bench.spawn(shieldIt, inner);
    QCOMPARE(bench.run(), (Lines{"6 shield: ok"})); // it is done: no suspension
    QVERIFY(again->isDone());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestWaitFor::aShieldedFailureAfterwardsIsRetrieved()
{
    // The outer future is gone before the task fails: nobody hears of the error (S-104).
    Bench bench;
    const auto inner = bench.spawn(tests::failing, 9 * ms);
    const auto task = bench.spawn(shieldIt, inner);
    bench.turn();
    task->cancel(CancelCause::Unknown);
    bench.run();
    QVERIFY(task->isCancelled());
    QVERIFY(inner->isUnretrieved());

    // The outer future is cancelled in the turn in which the task fails: it counts as retrieved.
    const auto failing = bench.spawn(tests::failing, Timestamp(0));
    const auto other = bench.spawn(shieldIt, failing);
    bench.turn();
    bench.turn(); // it has failed
    QVERIFY(failing->isDone());
    other->cancel(CancelCause::Unknown);
    bench.run();
    QVERIFY(other->isCancelled());
    QVERIFY(!failing->isUnretrieved());
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestWaitFor)
#include "tst_waitfor.moc"
