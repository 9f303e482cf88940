// SPDX-License-Identifier: MIT
#include "tests/task/waitingbodies.h"

#include <QTest>

namespace awaitscope {

using task::Coro;
using tests::Bench;
using tests::Body;
using tests::Lines;
using tests::ms;
using tests::Witness;

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
    for (const auto &[name, body] : tests::waitingBodies()) {
        QTest::addRow("tasks that %s", name) << body;
    }
}

void TestClose::freesAllFrames()
{
    QFETCH(const Body, body);
    for (int turns = 0; turns < 6; ++turns) {
        Bench bench;
        const auto things = std::make_shared<tests::Things>(bench.loop());
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
    QTest::ignoreMessage(QtWarningMsg,
                         "1 tasks go on awaiting although their loop is closed: they leak");
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
