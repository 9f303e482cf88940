// SPDX-License-Identifier: MIT
#include "tests/support/bench.h"

#include <QTest>

namespace awaitscope {

using task::Coro;
using task::Failure;
using task::Future;
using task::TaskPtr;
using tests::Bench;
using tests::Lines;
using tests::ms;
using tests::Witness;
using trace::CancelCause;

/// Task.cancel() and what becomes of it.
class TestCancel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTaskThatHasNotBegunNeverBegins();
    void reachesASleeperInTheNextTurn();
    void losesAResultThatWasNotDelivered();
    void reachesARunnableTaskThatYielded();
    void canBeSwallowed();
    void countsItsRequests();
    void uncancelTakesBackWhatWasNotDelivered();
    void cancelledByItselfItEndsAsCancelled();
    void aDoneTaskRefuses();
    void passesThroughAChainFromTheOutsideIn();
    void cleanUpMayAwait();
    void s36_tasksThatAwaitEachOtherStopTheRun();
};

namespace {

    Coro<> sleepLong(Witness witness)
    {
        witness.note("begins");
        task::Quiet sleep{task::sleep(witness.loop(), 1000 * ms)};
        const Failure failure = co_await sleep;
        witness.note("sleep", failure);
        failure.raise();
    }

    Coro<> yields(Witness witness)
    {
        for (int i = 0; i < 10; ++i) {
            task::Quiet sleep{task::sleep(witness.loop(), 0)};
            if (const Failure failure = co_await sleep) {
                witness.note("yield", failure);
                failure.raise();
            }
        }
    }

    Coro<int> swallow(Witness witness)
    {
        task::Quiet sleep{task::sleep(witness.loop(), 1000 * ms)};
        const Failure first = co_await sleep;
        witness.note("first", first);
        task::Quiet again{task::sleep(witness.loop(), 3 * ms)};
        const Failure second = co_await again;
        witness.note("second", second);
        co_return 7;
    }

    Coro<> cleanUp(Witness witness)
    {
        bool isCancelled = false;
        try {
            co_await task::sleep(witness.loop(), 1000 * ms);
        } catch (const task::CancelledError &) {
            isCancelled = true;
        }
        witness.note("cleans up");
        co_await task::sleep(witness.loop(), 2 * ms);
        witness.note("is clean");
        if (isCancelled) {
            throw task::CancelledError();
        }
    }

    Coro<> cancelSelf(Witness witness, int uncancels)
    {
        task::TaskBase &self = *witness.loop().currentTask();
        self.cancel(CancelCause::Step);
        self.cancel(CancelCause::Step);
        for (int i = 0; i < uncancels; ++i) {
            Q_UNUSED(self.uncancel())
        }
        witness.note("goes on");
        co_return;
    }

    Coro<> awaitTask(Witness witness, TaskPtr<task::TaskBase> task)
    {
        task::Quiet end{task::FutureAwaiter<task::TaskBase>(*task)};
        const Failure failure = co_await end;
        witness.note("inner", failure);
        failure.raise();
    }

    Coro<> awaitOther(Witness, std::shared_ptr<TaskPtr<task::Task<>>> other)
    {
        co_await **other;
    }

    /// Writes the order of cancel() calls.
    class CancelOrder final : public trace::TaskObserver
    {
    public:
        void cancelRequested(trace::TaskId task, trace::TaskId, CancelCause,
                             trace::CancelRequest request) override
        {
            tasks.push_back(task.value);
            accepted += request.accepted ? 1 : 0;
        }

        QList<quint32> tasks;
        int accepted = 0;
    };

} // namespace

void TestCancel::aTaskThatHasNotBegunNeverBegins()
{
    Bench bench;
    const auto task = bench.spawn(sleepLong);
    QVERIFY(task->cancel(CancelCause::Unknown));
    QVERIFY(!task->isDone());
    QCOMPARE(bench.run(), Lines());
    QVERIFY(task->isCancelled());
    QVERIFY(!task->isStarted());
    QCOMPARE(bench.loop().iteration(), quint64(1));
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestCancel::reachesASleeperInTheNextTurn()
{
    Bench bench;
    const auto task = bench.spawn(sleepLong);
    bench.turn();
    QVERIFY(task->cancel(CancelCause::Unknown));
    QCOMPARE(bench.run(), (Lines{"1 begins", "2 sleep: Cancelled"}));
    QVERIFY(task->isCancelled());
    QCOMPARE(bench.loop().now(), trace::Timestamp(0)); // its timer is gone
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestCancel::losesAResultThatWasNotDelivered()
{
    Bench bench;
    const auto value = bench.spawn(tests::sleeper, ms, 7);
    const auto watcher = bench.spawn(tests::watcher<int>, "result", value);
    bench.runIterations(3); // the value is there, the watcher is about to resume
    QVERIFY(value->isDone());
    QVERIFY(watcher->cancel(CancelCause::Unknown));
    QCOMPARE(bench.run(), (Lines{"4 result: Cancelled"}));
    QVERIFY(watcher->isDone());
}

void TestCancel::reachesARunnableTaskThatYielded()
{
    Bench bench;
    const auto task = bench.spawn(yields);
    bench.turn();
    QVERIFY(task->cancel(CancelCause::Unknown));
    QCOMPARE(bench.run(), (Lines{"2 yield: Cancelled"}));
    QVERIFY(task->isCancelled());
}

void TestCancel::canBeSwallowed()
{
    Bench bench;
    const auto task = bench.spawn(swallow);
    bench.turn();
    task->cancel(CancelCause::Unknown);
    QCOMPARE(bench.run(), (Lines{"2 first: Cancelled", "4 second: ok"}));
    QCOMPARE(task->result(), 7);
    QCOMPARE(task->cancelling(), 1U);
    QCOMPARE(bench.loop().now(), 3 * ms);
}

void TestCancel::countsItsRequests()
{
    Bench bench;
    const auto task = bench.spawn(sleepLong);
    bench.turn();
    task->cancel(CancelCause::Unknown);
    task->cancel(CancelCause::Unknown);
    QCOMPARE(task->cancelling(), 2U);
    QCOMPARE(task->uncancel(), 1U);
    QCOMPARE(task->uncancel(), 0U);
    QCOMPARE(task->uncancel(), 0U);
    bench.run();
    // The sleep was cancelled at once, and cannot be taken back.
    QVERIFY(task->isCancelled());
}

void TestCancel::uncancelTakesBackWhatWasNotDelivered()
{
    Bench bench;
    const auto task = bench.spawn(tests::immediate, 7);
    task->cancel(CancelCause::Unknown);
    QCOMPARE(task->uncancel(), 0U);
    bench.run();
    QCOMPARE(task->result(), 7);
}

void TestCancel::cancelledByItselfItEndsAsCancelled()
{
    Bench bench;
    const auto twice = bench.spawn(cancelSelf, 0);
    const auto once = bench.spawn(cancelSelf, 1);
    const auto takenBack = bench.spawn(cancelSelf, 2);
    QCOMPARE(bench.run(), (Lines{"1 goes on", "1 goes on", "1 goes on"}));
    QVERIFY(twice->isCancelled());
    QVERIFY(once->isCancelled());
    QVERIFY(!takenBack->isCancelled() && takenBack->isDone());
}

void TestCancel::aDoneTaskRefuses()
{
    Bench bench;
    const auto task = bench.spawn(tests::immediate, 7);
    bench.run();
    QVERIFY(!task->cancel(CancelCause::Unknown));
    QCOMPARE(task->cancelling(), 0U);
    QCOMPARE(task->result(), 7);
}

void TestCancel::passesThroughAChainFromTheOutsideIn()
{
    CancelOrder order;
    Bench bench(&order);
    const auto inner = bench.spawn(sleepLong);
    const auto middle = bench.spawn(awaitTask, TaskPtr<task::TaskBase>(inner.data()));
    const auto outer = bench.spawn(awaitTask, TaskPtr<task::TaskBase>(middle.data()));
    bench.turn();
    outer->cancel(CancelCause::Unknown);
    QCOMPARE(order.tasks, (QList<quint32>{3, 2, 1}));
    QCOMPARE(bench.run(),
             (Lines{"1 begins", "2 sleep: Cancelled", "3 inner: Cancelled", "4 inner: Cancelled"}));
    QVERIFY(inner->isCancelled() && middle->isCancelled() && outer->isCancelled());
}

void TestCancel::cleanUpMayAwait()
{
    Bench bench;
    const auto task = bench.spawn(cleanUp);
    bench.turn();
    task->cancel(CancelCause::Unknown);
    QCOMPARE(bench.run(), (Lines{"2 cleans up", "4 is clean"}));
    QVERIFY(task->isCancelled());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestCancel::s36_tasksThatAwaitEachOtherStopTheRun()
{
    Bench bench;
    const auto first = std::make_shared<TaskPtr<task::Task<>>>();
    const auto second = std::make_shared<TaskPtr<task::Task<>>>();
    *first = bench.spawn(awaitOther, second);
    *second = bench.spawn(awaitOther, first);
    bench.run();
    QVERIFY(!(*first)->isDone() && !(*second)->isDone());
    (*first)->cancel(CancelCause::Unknown);
    QVERIFY(bench.loop().stopReason());
    QCOMPARE(*bench.loop().stopReason(), "tasks await each other in a cycle");
    bench.loop().close();
    first->reset();
    second->reset();
    QCOMPARE(bench.aliveFrames(), 0);
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestCancel)
#include "tst_cancel.moc"
