// SPDX-License-Identifier: MIT
#include "engine/sync/semaphore.h"
#include "engine/task/timeout.h"
#include "tests/bridge/livebench.h"

#include <QElapsedTimer>
#include <QSignalSpy>

namespace awaitscope {

using bridge::LiveLoop;
using task::Coro;
using tests::Lines;
using tests::LiveBench;
using tests::ms;
using tests::Witness;

/// A loop in real time as a guest of Qt's event loop.
class TestLiveLoop final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsWhatIsReady();
    void sleepsInRealTime();
    void timersRunInTheOrderOfTheirDeadlines();
    void isWokenFromOutside();
    void theClockHasMovedWhenItIsWoken();
    void tellsWhenItIsDrained();
    void isDrainedOnlyOnce();
    void aCallbackThatThrowsHoldsNobodyUp();
    void aNestedEventLoopHoldsTheTasks();
    void letsQtGoOnWhenManyAreReady();
    void cancelsWhatIsLeftWhenMainHasEnded();
    void destroyingItEndsItsTasks();
};

namespace {

    Coro<> sleepFor(Witness witness, trace::Timestamp ns, const char *name)
    {
        co_await task::sleep(witness.loop(), ns);
        witness.note(name);
    }

    Coro<> acquire(Witness witness, std::shared_ptr<sync::Semaphore> semaphore)
    {
        co_await semaphore->acquire();
        witness.note("acquired");
    }

    Coro<> yieldUntil(Witness witness, std::shared_ptr<bool> isOver)
    {
        while (!*isOver) {
            co_await task::sleep(witness.loop(), 0);
        }
    }

    Coro<> runNested(Witness witness, LiveLoop *live)
    {
        QEventLoop nested;
        QTimer::singleShot(0, &nested, &QEventLoop::quit);
        const auto other = task::createTask(live->loop(), "other", sleepFor, witness, 0, "other");
        witness.note("enters");
        nested.exec();
        witness.note(other->isStarted() ? "the other has run" : "leaves");
        co_return;
    }

} // namespace

void TestLiveLoop::runsWhatIsReady()
{
    LiveBench bench;
    const auto task = bench.spawn(tests::immediate, 7);
    QVERIFY(!task->isStarted());
    QVERIFY(tests::finishes(task));
    QCOMPARE(task->result(), 7);
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestLiveLoop::sleepsInRealTime()
{
    LiveBench bench;
    QElapsedTimer clock;
    clock.start();
    const auto task = bench.spawn(tests::sleeper, 50 * ms, 7);
    QVERIFY(tests::finishes(task));
    QVERIFY(clock.nsecsElapsed() >= 50 * ms);
    QVERIFY(bench.loop().now() >= 50 * ms);
}

void TestLiveLoop::timersRunInTheOrderOfTheirDeadlines()
{
    LiveBench bench;
    const auto late = bench.spawn(sleepFor, 30 * ms, "late");
    const auto early = bench.spawn(sleepFor, 10 * ms, "early");
    QVERIFY(tests::finishes(late) && tests::finishes(early));
    QCOMPARE(bench.takeLines(), (Lines{"early", "late"}));
}

void TestLiveLoop::isWokenFromOutside()
{
    LiveBench bench;
    const auto semaphore = std::make_shared<sync::Semaphore>(bench.loop(), 0);
    const auto task = bench.spawn(acquire, semaphore);
    QVERIFY(tests::begins(task));
    QVERIFY(!bench.loop().nextDue()); // it sleeps
    semaphore->release();
    QVERIFY(tests::finishes(task));
    QCOMPARE(bench.takeLines(), (Lines{"acquired"}));
}

void TestLiveLoop::theClockHasMovedWhenItIsWoken()
{
    LiveBench bench;
    const auto semaphore = std::make_shared<sync::Semaphore>(bench.loop(), 0);
    const auto task = bench.spawn(acquire, semaphore);
    QVERIFY(tests::begins(task));
    const trace::Timestamp before = bench.loop().now();
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < 5) { }
    semaphore->release();
    QVERIFY(bench.loop().now() >= before + 5 * ms);
    QVERIFY(tests::finishes(task));
}

void TestLiveLoop::tellsWhenItIsDrained()
{
    LiveBench bench;
    QSignalSpy drained(&bench.live(), &LiveLoop::drained);
    const auto longer = bench.spawn(tests::sleeper, 20 * ms, 1);
    const auto shorter = bench.spawn(tests::sleeper, 1 * ms, 1);
    QVERIFY(tests::finishes(shorter));
    QCOMPARE(drained.count(), 0);
    QTRY_COMPARE(drained.count(), 1);
    QVERIFY(longer->isDone());
}

void TestLiveLoop::isDrainedOnlyOnce()
{
    LiveBench bench;
    QSignalSpy drained(&bench.live(), &LiveLoop::drained);
    const auto first = bench.spawn(tests::immediate, 1);
    QTRY_COMPARE(drained.count(), 1);
    bool hasRun = false;
    loop::Callback callback([&] { hasRun = true; });
    bench.loop().callSoon(callback); // no task
    QTRY_VERIFY(hasRun);
    const auto second = bench.spawn(tests::immediate, 1);
    QTRY_COMPARE(drained.count(), 2);
    QVERIFY(first->isDone() && second->isDone());
}

void TestLiveLoop::aCallbackThatThrowsHoldsNobodyUp()
{
    LiveBench bench;
    loop::Callback bad([] { throw std::runtime_error("bad luck"); });
    bench.loop().callSoon(bad);
    const auto task = bench.spawn(tests::immediate, 7);
    QTest::ignoreMessage(QtCriticalMsg, "A task or callback broke a rule of its loop: bad luck");
    QVERIFY(tests::finishes(task));
}

void TestLiveLoop::aNestedEventLoopHoldsTheTasks()
{
    LiveBench bench;
    const auto task = bench.spawn(runNested, &bench.live());
    QVERIFY(tests::finishes(task));
    QTRY_COMPARE(bench.aliveFrames(), 0);
    QCOMPARE(bench.takeLines(), (Lines{"enters", "leaves", "other"}));
}

void TestLiveLoop::letsQtGoOnWhenManyAreReady()
{
    LiveBench bench;
    const auto isOver = std::make_shared<bool>(false);
    const auto task = bench.spawn(yieldUntil, isOver); // always ready
    int ticks = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&] { *isOver = ++ticks == 3; });
    timer.start(0);
    QVERIFY(tests::finishes(task));
    QVERIFY(bench.loop().iteration() > 3);
}

void TestLiveLoop::cancelsWhatIsLeftWhenMainHasEnded()
{
    LiveBench bench;
    QSignalSpy drained(&bench.live(), &LiveLoop::drained);
    const auto main = bench.spawn(tests::sleeper, 1 * ms, 7);
    bench.live().setMain(task::TaskPtr<task::TaskBase>(main.data()));
    const auto left = bench.spawn(tests::sleeper, 1'000'000 * ms, 1);
    QTRY_COMPARE(drained.count(), 1);
    QCOMPARE(main->result(), 7);
    QVERIFY(left->isCancelled());
}

void TestLiveLoop::destroyingItEndsItsTasks()
{
    LiveBench bench;
    const auto waiting = bench.spawn(tests::sleeper, 1'000'000 * ms, 1);
    QVERIFY(tests::begins(waiting));
    const auto created = bench.spawn(tests::sleeper, 1'000'000 * ms, 1);
    bench.destroyLoop();
    QVERIFY(waiting->isDone() && created->isCancelled());
    QCOMPARE(bench.aliveFrames(), 0);
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestLiveLoop)
#include "tst_liveloop.moc"
