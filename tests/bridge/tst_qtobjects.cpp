// SPDX-License-Identifier: MIT
#include "engine/task/timeout.h"
#include "tests/bridge/livebench.h"

namespace awaitscope {

using task::Coro;
using task::Failure;
using tests::Lines;
using tests::LiveBench;
using tests::ms;
using tests::Witness;
using trace::CancelCause;

/// Awaiting timers and processes in a task of the engine.
class TestQtObjects final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waitsForATimer();
    void doesNotWaitForATimerThatIsOff();
    void cancelsTheWaitForATimer();
    void aTimeoutCancelsTheWait();
    void givesTheExitCodeOfAProcess();
    void aProcessThatCannotStartIsAnError();
    void cancelsTheWaitForAProcess();
    void aClosingLoopEndsTheWaits();
};

namespace {

    using TimerPtr = std::shared_ptr<QTimer>;
    using ProcessPtr = std::shared_ptr<QProcess>;

    constexpr int aDay = 86'400'000;

    Coro<> waitForTimer(Witness witness, TimerPtr timer)
    {
        co_await bridge::await(witness.loop(), timer.get());
        witness.note("timeout");
    }

    Coro<> waitForProcess(Witness witness, std::shared_ptr<QProcess> process)
    {
        Failure failure;
        int code = -1;
        auto end = bridge::await(witness.loop(), process.get());
        try {
            code = co_await end;
        } catch (...) {
            failure = Failure::current();
        }
        witness.note("process", failure);
        failure.raise();
        witness.note(QByteArray::number(code));
    }

    Coro<> startAndWait(Witness witness, std::shared_ptr<QProcess> process, const char *program)
    {
        process->start(QString::fromLatin1(program), QStringList());
        co_await waitForProcess(witness, process);
    }

    Coro<> hurry(Witness witness, TimerPtr timer)
    {
        try {
            co_await task::within(witness.loop(), 5 * ms, waitForTimer, witness, timer);
        } catch (const task::TimeoutError &) {
            witness.note("late");
        }
    }

    [[nodiscard]] TimerPtr makeTimer(int msec)
    {
        auto timer = std::make_shared<QTimer>();
        timer->start(msec);
        return timer;
    }

} // namespace

void TestQtObjects::waitsForATimer()
{
    LiveBench bench;
    const TimerPtr timer = makeTimer(1);
    const auto task = bench.spawn(waitForTimer, timer);
    QVERIFY(tests::finishes(task));
    QCOMPARE(bench.takeLines(), (Lines{"timeout"}));
    QVERIFY(timer->isActive());
}

void TestQtObjects::doesNotWaitForATimerThatIsOff()
{
    LiveBench bench;
    const auto task = bench.spawn(waitForTimer, std::make_shared<QTimer>());
    QVERIFY(tests::finishes(task));
    QCOMPARE(bench.takeLines(), (Lines{"timeout"}));
    QCOMPARE(bench.loop().iteration(), quint64(1));
}

void TestQtObjects::cancelsTheWaitForATimer()
{
    LiveBench bench;
    const TimerPtr timer = makeTimer(aDay);
    const auto task = bench.spawn(waitForTimer, timer);
    QVERIFY(tests::begins(task));
    QCOMPARE(timer.use_count(), 2L);
    task->cancel(CancelCause::User);
    QVERIFY(tests::finishes(task));
    QVERIFY(task->isCancelled() && timer->isActive());
    QCOMPARE(timer.use_count(), 1L);
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestQtObjects::aTimeoutCancelsTheWait()
{
    LiveBench bench;
    const TimerPtr timer = makeTimer(aDay);
    const auto task = bench.spawn(hurry, timer);
    QVERIFY(tests::finishes(task));
    QCOMPARE(bench.takeLines(), (Lines{"late"}));
    QCOMPARE(timer.use_count(), 1L);
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestQtObjects::givesTheExitCodeOfAProcess()
{
    LiveBench bench;
    const auto process = std::make_shared<QProcess>();
    process->start(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("exit 3")});
    const auto task = bench.spawn(waitForProcess, process);
    QVERIFY(tests::finishes(task));
    const auto again = bench.spawn(waitForProcess, process);
    QVERIFY(tests::finishes(again));
    QCOMPARE(bench.takeLines(), (Lines{"process: ok", "3", "process: ok", "3"}));
}

void TestQtObjects::aProcessThatCannotStartIsAnError()
{
    LiveBench bench;
    const auto process = std::make_shared<QProcess>();
    const auto early = bench.spawn(startAndWait, process, "/there/is/no/such/program");
    QVERIFY(tests::finishes(early));
    const auto late = bench.spawn(waitForProcess, process);
    QVERIFY(tests::finishes(late));
    QCOMPARE(bench.takeLines(), (Lines{"process: RuntimeError", "process: RuntimeError"}));
    const auto better = bench.spawn(startAndWait, process, "true");
    QVERIFY(tests::finishes(better));
    const auto again = bench.spawn(waitForProcess, process);
    QVERIFY(tests::finishes(again));
    QCOMPARE(bench.takeLines(), (Lines{"process: ok", "0", "process: ok", "0"}));
}

void TestQtObjects::cancelsTheWaitForAProcess()
{
    LiveBench bench;
    const auto process = std::make_shared<QProcess>();
    process->start(QStringLiteral("cat"), QStringList()); // until its input ends
    QVERIFY(process->waitForStarted());
    const auto task = bench.spawn(waitForProcess, process);
    QVERIFY(tests::begins(task));
    task->cancel(CancelCause::User);
    QVERIFY(tests::finishes(task));
    QCOMPARE(bench.takeLines(), (Lines{"process: Cancelled"}));
    QCOMPARE(process.use_count(), 1L);
    QCOMPARE(process->state(), QProcess::Running); // whoever started it may end it
    process->closeWriteChannel();
    const auto again = bench.spawn(waitForProcess, process);
    QVERIFY(tests::finishes(again));
    QCOMPARE(bench.takeLines(), (Lines{"process: ok", "0"}));
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestQtObjects::aClosingLoopEndsTheWaits()
{
    LiveBench bench;
    const TimerPtr timer = makeTimer(aDay);
    const auto process = std::make_shared<QProcess>();
    process->start(QStringLiteral("cat"), QStringList());
    const auto timed = bench.spawn(waitForTimer, timer);
    const auto running = bench.spawn(waitForProcess, process);
    QVERIFY(tests::begins(running));
    bench.destroyLoop();
    QVERIFY(timed->isDone() && running->isDone());
    QCOMPARE(timer.use_count() + process.use_count(), 2L);
    QCOMPARE(bench.aliveFrames(), 0);
    process->closeWriteChannel();
    QVERIFY(process->waitForFinished());
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestQtObjects)
#include "tst_qtobjects.moc"
