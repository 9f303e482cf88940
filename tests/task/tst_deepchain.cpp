// SPDX-License-Identifier: MIT
#include "engine/task/gather.h"
#include "engine/task/taskgroup.h"
#include "tests/support/bench.h"

#include <QTest>

#include <algorithm>

namespace awaitscope {

using task::Coro;
using task::Failure;
using task::TaskPtr;
using tests::Bench;
using tests::Lines;
using tests::ms;
using tests::Witness;
using trace::CancelCause;

using Links = TaskPtr<task::Task<>>;

/// Tasks that wait for each other in chains of a hundred thousand: nothing recurses through them.
class TestDeepChain final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofAwaitingTasksIsCancelled();
    void ofGatheringsIsCancelled();
    void ofTasksThatNeverBeganIsForgotten();
    void ofAwaitingTasksCompletes();
    void ofGatheringsCompletes();
    void failsThroughToItsHead();
    void isDestroyedWithItsLoop_data();
    void isDestroyedWithItsLoop();
    void ofParentsIsDestroyedWithItsLoop();
};

namespace {

    constexpr int deep = 100'000;

    Coro<> sleepLong(Witness witness)
    {
        task::Quiet sleep{task::sleep(witness.loop(), 1000 * ms)};
        const Failure failure = co_await sleep;
        witness.note("sleep", failure);
        failure.raise();
    }

    Coro<> failLate(Witness witness)
    {
        co_await task::sleep(witness.loop(), ms);
        throw task::ValueError("late");
    }

    Coro<> link(Witness, TaskPtr<task::Task<>> next)
    {
        co_await *next;
    }

    Coro<> gatherOne(Witness witness, TaskPtr<task::Task<>> next)
    {
        const std::vector<TaskPtr<task::Task<>>> children(1, next);
        co_await task::gather(witness.loop(), children);
    }

    /// Each makes the next, and awaits it.
    Coro<> makeNext(Witness witness, int left)
    {
        if (left == 0) {
            co_await task::sleep(witness.loop(), 1000 * ms);
        } else {
            const Links next =
                task::createTask(witness.loop(), "next", makeNext, witness, left - 1);
            co_await *next;
        }
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

    using Link = Coro<> (*)(Witness, Links);

    /// The last of a chain whose first sleeps.
    [[nodiscard]] Links makeChain(Bench &bench, Link link)
    {
        Links head = bench.spawn(sleepLong);
        for (int i = 0; i < deep; ++i) {
            head = bench.spawn(link, head);
        }
        return head;
    }

    void cancelChain(Link link)
    {
        CancelOrder order;
        Bench bench(&order);
        Links head = makeChain(bench, link);
        bench.turn();
        QVERIFY(head->cancel(CancelCause::Unknown));
        QCOMPARE(order.accepted, deep + 1);
        QVERIFY2(std::ranges::is_sorted(order.tasks, std::ranges::greater()),
                 "not from the outside in");
        QCOMPARE(bench.run(), (Lines{"2 sleep: Cancelled"}));
        QVERIFY(head->isCancelled());
        head.reset();
        QCOMPARE(bench.aliveFrames(), 0);
    }

    void completeChain(Link link, quint64 turnsPerLink)
    {
        Bench bench;
        Links head = makeChain(bench, link);
        QCOMPARE(bench.run(), (Lines{"3 sleep: ok"}));
        QCOMPARE(bench.loop().iteration(), 3 + turnsPerLink * deep);
        QVERIFY(head->isDone() && !head->isCancelled());
        head.reset();
        QCOMPARE(bench.aliveFrames(), 0);
    }

} // namespace

void TestDeepChain::ofAwaitingTasksIsCancelled()
{
    cancelChain(link);
}

void TestDeepChain::ofGatheringsIsCancelled()
{
    cancelChain(gatherOne);
}

void TestDeepChain::ofTasksThatNeverBeganIsForgotten()
{
    Bench bench;
    Links head = bench.spawn(sleepLong);
    for (int i = 0; i < deep; ++i) {
        head->cancel(CancelCause::Unknown);
        head = bench.spawn(link, head);
    }
    head->cancel(CancelCause::Unknown);
    QCOMPARE(bench.run(), Lines());
    QCOMPARE(bench.aliveFrames(), 0); // their arguments are gone although the last is held
    QVERIFY(head->isCancelled());
}

void TestDeepChain::ofAwaitingTasksCompletes()
{
    completeChain(link, 1);
}

void TestDeepChain::ofGatheringsCompletes()
{
    completeChain(gatherOne, 2);
}

void TestDeepChain::failsThroughToItsHead()
{
    Bench bench;
    Links head = bench.spawn(failLate);
    for (int i = 0; i < deep; ++i) {
        head = bench.spawn(link, head);
    }
    bench.run();
    QCOMPARE(head->failure().name(), "ValueError");
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestDeepChain::isDestroyedWithItsLoop_data()
{
    QTest::addColumn<int>("turns");
    QTest::newRow("before its first turn") << 0;
    QTest::newRow("while all of it waits") << 1;
    QTest::newRow("while it completes") << 20;
}

void TestDeepChain::isDestroyedWithItsLoop()
{
    QFETCH(const int, turns);
    for (const Link each : {Link(link), Link(gatherOne)}) {
        Bench bench;
        Links head = makeChain(bench, each);
        for (int i = 0; i < turns; ++i) {
            bench.turn();
        }
        head.reset();
        QVERIFY(bench.aliveFrames() > deep / 2);
        bench.destroyLoop();
        QCOMPARE(bench.aliveFrames(), 0);
    }
}

void TestDeepChain::ofParentsIsDestroyedWithItsLoop()
{
    Bench bench;
    Q_UNUSED(bench.spawn(makeNext, deep))
    for (int i = 0; i <= deep; ++i) {
        bench.turn();
    }
    QVERIFY(bench.aliveFrames() > deep);
    bench.destroyLoop();
    QCOMPARE(bench.aliveFrames(), 0);
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestDeepChain)
#include "tst_deepchain.moc"
