// SPDX-License-Identifier: MIT
#include "engine/task/ascompleted.h"
#include "engine/task/wait.h"
#include "tests/support/bench.h"

#include <QTest>

#include <algorithm>

namespace awaitscope {

using task::Coro;
using task::Failure;
using task::ReturnWhen;
using task::TaskBase;
using task::TaskPtr;
using tests::Bench;
using tests::Lines;
using tests::ms;
using tests::Witness;
using trace::CancelCause;
using trace::Timestamp;

using Tasks = std::vector<TaskPtr<TaskBase>>;

/// wait() and AsCompleted: several tasks, of which some are enough.
class TestWait final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitReturns_data();
    void waitReturns();
    void waitSuspendsEvenIfAllAreDone();
    void waitForNoTaskIsAnError();
    void waitCancelsNothing();
    void waitDoesNotRetrieveErrors();
    void aCancelledWaitLeavesTheTasksAlone();
    void s97_asCompletedYieldsTheTasksThemselves();
    void asCompletedThrowsWhenTimeIsUp();
    void asCompletedDoesNotSuspendForThoseThatHaveEnded();
    void asCompletedMayBeLeftEarly();
};

namespace {

    Coro<> waitThem(Witness witness, Tasks tasks, std::optional<Timestamp> timeout, ReturnWhen when)
    {
        task::Quiet some{task::wait(witness.loop(), tasks, timeout, when)};
        const Failure failure = co_await some;
        QByteArray done;
        for (const auto &task : tasks) {
            done += task->isDone() ? '1' : '0';
        }
        witness.note(done, failure);
        failure.raise();
    }

    Coro<> waitForNothing(Witness witness)
    {
        try {
            co_await task::wait(witness.loop(), Tasks());
        } catch (const task::ValueError &) {
            witness.note("ValueError");
        }
    }

    Coro<> takeAll(Witness witness, Tasks tasks, std::optional<Timestamp> timeout)
    {
        task::AsCompleted completed(witness.loop(), tasks, timeout);
        while (completed.left() > 0) {
            task::Quiet next{completed.next()};
            const Failure failure = co_await next;
            if (failure) {
                witness.note("next", failure);
                continue;
            }
            const TaskPtr<TaskBase> task = next.awaiter.takeTask();
            witness.note(QByteArray::number(std::ranges::find(tasks, task) - tasks.begin()));
        }
    }

    Coro<> takeOne(Witness witness, Tasks tasks)
    {
        task::AsCompleted completed(witness.loop(), tasks, 100 * ms);
        const TaskPtr<TaskBase> first = co_await completed.next();
        witness.note(first == tasks[1] ? "the second" : "another");
    }

    [[nodiscard]] Tasks threeTasks(Bench &bench)
    {
        const auto slow = bench.spawn(tests::sleeper, 9 * ms, 1);
        const auto fast = bench.spawn(tests::sleeper, 2 * ms, 2);
        const auto failing = bench.spawn(tests::failing, 5 * ms);
        return {TaskPtr<TaskBase>(slow.data()), TaskPtr<TaskBase>(fast.data()),
                TaskPtr<TaskBase>(failing.data())};
    }

} // namespace

void TestWait::waitReturns_data()
{
    QTest::addColumn<ReturnWhen>("when");
    QTest::addColumn<qint64>("timeoutMs");
    QTest::addColumn<QByteArray>("line");
    // Of each task: its timer, its end, the callback of the wait, the caller: a turn each.
    QTest::newRow("when all are done")
        << ReturnWhen::AllCompleted << qint64(100) << QByteArray("11 111: ok");
    QTest::newRow("when the first is done")
        << ReturnWhen::FirstCompleted << qint64(100) << QByteArray("5 010: ok");
    QTest::newRow("when the first has failed")
        << ReturnWhen::FirstException << qint64(100) << QByteArray("8 011: ok");
    QTest::newRow("when time is up")
        << ReturnWhen::AllCompleted << qint64(3) << QByteArray("6 010: ok");
}

void TestWait::waitReturns()
{
    QFETCH(const ReturnWhen, when);
    QFETCH(const qint64, timeoutMs);
    QFETCH(const QByteArray, line);
    Bench bench;
    const auto waiting =
        bench.spawn(waitThem, threeTasks(bench), std::optional<Timestamp>(timeoutMs * ms), when);
    QCOMPARE(bench.run(), Lines{line});
    QVERIFY(waiting->isDone());
    QCOMPARE(bench.loop().now(), 9 * ms); // no timer is left
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestWait::waitSuspendsEvenIfAllAreDone()
{
    Bench bench;
    const Tasks tasks = threeTasks(bench);
    bench.run();
    const quint64 turns = bench.loop().iteration();
    const auto waiting = bench.spawn(waitThem, tasks, std::nullopt, ReturnWhen::AllCompleted);
    QCOMPARE(bench.run(), (Lines{QByteArray::number(turns + 3) + " 111: ok"}));
    QVERIFY(waiting->isDone());
}

void TestWait::waitForNoTaskIsAnError()
{
    Bench bench;
    const auto waiting = bench.spawn(waitForNothing);
    QCOMPARE(bench.run(), (Lines{"1 ValueError"}));
    QVERIFY(waiting->isDone());
}

void TestWait::waitCancelsNothing()
{
    Bench bench;
    const Tasks tasks = threeTasks(bench);
    const auto waiting =
        bench.spawn(waitThem, tasks, std::optional<Timestamp>(ms), ReturnWhen::AllCompleted);
    QCOMPARE(bench.run(), (Lines{"3 000: ok"}));
    QVERIFY(waiting->isDone());
    QVERIFY(tasks[0]->isDone() && !tasks[0]->isCancelled());
}

void TestWait::waitDoesNotRetrieveErrors()
{
    for (const auto when : {ReturnWhen::AllCompleted, ReturnWhen::FirstException}) {
        Bench bench;
        const Tasks tasks = threeTasks(bench);
        const auto waiting = bench.spawn(waitThem, tasks, std::nullopt, when);
        bench.run();
        QVERIFY(waiting->isDone());
        QCOMPARE(tasks[2]->isUnretrieved(), when == ReturnWhen::AllCompleted);
    }
}

void TestWait::aCancelledWaitLeavesTheTasksAlone()
{
    Bench bench;
    const Tasks tasks = threeTasks(bench);
    const auto waiting =
        bench.spawn(waitThem, tasks, std::optional<Timestamp>(100 * ms), ReturnWhen::AllCompleted);
    bench.turn();
    waiting->cancel(CancelCause::Unknown);
    QCOMPARE(bench.run(), (Lines{"2 000: Cancelled"}));
    QVERIFY(!tasks[0]->isCancelled());
    QCOMPARE(bench.loop().now(), 9 * ms);
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestWait::s97_asCompletedYieldsTheTasksThemselves()
{
    Bench bench;
    const auto taking = bench.spawn(takeAll, threeTasks(bench), std::nullopt);
    QCOMPARE(bench.run(), (Lines{"5 1", "9 2", "13 0"}));
    QVERIFY(taking->isDone());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestWait::asCompletedThrowsWhenTimeIsUp()
{
    Bench bench;
    const auto taking = bench.spawn(takeAll, threeTasks(bench), std::optional<Timestamp>(3 * ms));
    QCOMPARE(bench.run(), (Lines{"5 1", "7 next: Timeout", "7 next: Timeout"}));
    QVERIFY(taking->isDone());
    QCOMPARE(bench.loop().now(), 9 * ms); // they were not cancelled
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestWait::asCompletedDoesNotSuspendForThoseThatHaveEnded()
{
    Bench bench;
    Tasks tasks;
    for (int i = 0; i < 3; ++i) {
        tasks.emplace_back(bench.spawn(tests::sleeper, ms, i).data());
    }
    const auto taking = bench.spawn(takeAll, tasks, std::nullopt);
    QCOMPARE(bench.run(), (Lines{"5 0", "5 1", "5 2"}));
    QVERIFY(taking->isDone());
}

void TestWait::asCompletedMayBeLeftEarly()
{
    Bench bench;
    const auto taking = bench.spawn(takeOne, threeTasks(bench));
    QCOMPARE(bench.run(), (Lines{"5 the second"}));
    QVERIFY(taking->isDone());
    QCOMPARE(bench.aliveFrames(), 0);
    QCOMPARE(bench.loop().now(), 9 * ms);
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestWait)
#include "tst_wait.moc"
