// SPDX-License-Identifier: MIT
#include "engine/sync/holding.h"
#include "engine/sync/semaphore.h"
#include "tests/support/bench.h"

#include <QTest>

namespace awaitscope {

using sync::Bounded;
using sync::Semaphore;
using task::Coro;
using task::Failure;
using tests::Bench;
using tests::Lines;
using tests::ms;
using tests::Witness;
using trace::CancelCause;
using trace::Timestamp;

/// Semaphore: slots that pass from hand to hand.
class TestSemaphore final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFreeSlotIsTakenWithoutSuspending();
    void slotsPassInTheOrderOfWaiting();
    void aReleasedSlotIsNotFreeForOthers();
    void aSleeperThatIsCancelledIsPassedOver();
    void aGrantThatIsCancelledPassesOn();
    void aBoundedOneRefusesToOverflow();
    void anUnboundedOneGrows();
    void shrinkingEvictsNobody();
    void growingPaysDebtFirst();
    void growingWakesTheFirstThatSleep();
    void withoutSlotsEveryOneWaits();
    void aHoldingReleasesWhenItsTaskReturns();
    void aHoldingReleasesWhenItsTaskIsCancelled();
    void aHoldingReleasesWhenTheLoopIsGone();
};

namespace {

    using Shared = std::shared_ptr<Semaphore>;

    [[nodiscard]] Shared makeSemaphore(Bench &bench, qint64 slots, Bounded bounded = Bounded::No)
    {
        return std::make_shared<Semaphore>(bench.loop(), slots, "gpu", bounded);
    }

    Coro<> hold(Witness witness, Shared semaphore, const char *name, Timestamp ns)
    {
        task::Quiet acquired{semaphore->acquire()};
        const Failure failure = co_await acquired;
        witness.note(name, failure);
        failure.raise();
        co_await task::sleep(witness.loop(), ns);
        semaphore->release();
    }

    Coro<> holdInScope(Witness witness, Shared semaphore, Timestamp ns)
    {
        co_await semaphore->acquire();
        const sync::Holding slot(*semaphore);
        co_await task::sleep(witness.loop(), ns);
        witness.note("slept");
    }

    Coro<> releaseAndTakeAgain(Witness witness, Shared semaphore)
    {
        co_await semaphore->acquire();
        co_await task::sleep(witness.loop(), ms);
        semaphore->release();
        witness.note(semaphore->isLocked() ? "released, locked" : "released, free");
        co_await semaphore->acquire();
        witness.note("took it again");
        semaphore->release();
    }

} // namespace

void TestSemaphore::aFreeSlotIsTakenWithoutSuspending()
{
    Bench bench;
    const Shared semaphore = makeSemaphore(bench, 2);
    const auto a = bench.spawn(hold, semaphore, "a", ms);
    const auto b = bench.spawn(hold, semaphore, "b", ms);
    bench.turn();
    QCOMPARE(bench.witness().takeLines(), (Lines{"1 a: ok", "1 b: ok"}));
    QVERIFY(semaphore->isLocked());
    QCOMPARE(semaphore->held(), qint64(2));
    QCOMPARE(bench.run(), Lines());
    QVERIFY(a->isDone() && b->isDone());
    QCOMPARE(semaphore->held(), qint64(0));
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestSemaphore::slotsPassInTheOrderOfWaiting()
{
    Bench bench;
    const Shared semaphore = makeSemaphore(bench, 1);
    for (const char *name : {"a", "b", "c"}) {
        Q_UNUSED(bench.spawn(hold, semaphore, name, ms))
    }
    bench.turn();
    QCOMPARE(semaphore->usage(), (trace::Usage{1, 2}));
    // Timer, release, the next one.
    QCOMPARE(bench.run(), (Lines{"1 a: ok", "4 b: ok", "7 c: ok"}));
    QCOMPARE(semaphore->held(), qint64(0));
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestSemaphore::aReleasedSlotIsNotFreeForOthers()
{
    Bench bench;
    const Shared semaphore = makeSemaphore(bench, 1);
    const auto greedy = bench.spawn(releaseAndTakeAgain, semaphore);
    const auto waiting = bench.spawn(hold, semaphore, "waiting", ms);
    QCOMPARE(bench.run(), (Lines{"3 released, locked", "4 waiting: ok", "7 took it again"}));
    QVERIFY(greedy->isDone() && waiting->isDone());
}

void TestSemaphore::aSleeperThatIsCancelledIsPassedOver()
{
    Bench bench;
    const Shared semaphore = makeSemaphore(bench, 1);
    const auto a = bench.spawn(hold, semaphore, "a", ms);
    const auto b = bench.spawn(hold, semaphore, "b", ms);
    const auto c = bench.spawn(hold, semaphore, "c", ms);
    bench.turn();
    b->cancel(CancelCause::Unknown);
    QCOMPARE(semaphore->usage(), (trace::Usage{1, 1}));
    QCOMPARE(bench.run(), (Lines{"1 a: ok", "2 b: Cancelled", "5 c: ok"}));
    QVERIFY(a->isDone() && b->isCancelled() && c->isDone());
    QCOMPARE(semaphore->held(), qint64(0));
}

void TestSemaphore::aGrantThatIsCancelledPassesOn()
{
    Bench bench;
    const Shared semaphore = makeSemaphore(bench, 1);
    const auto a = bench.spawn(hold, semaphore, "a", ms);
    const auto b = bench.spawn(hold, semaphore, "b", ms);
    const auto c = bench.spawn(hold, semaphore, "c", ms);
    bench.runIterations(3); // a has released: the slot is b's, which has not run
    QCOMPARE(semaphore->usage(), (trace::Usage{1, 1}));
    b->cancel(CancelCause::Unknown);
    QCOMPARE(bench.run(), (Lines{"1 a: ok", "4 b: Cancelled", "5 c: ok"}));
    QVERIFY(a->isDone() && b->isCancelled() && c->isDone());
    QCOMPARE(semaphore->held(), qint64(0));
}

void TestSemaphore::aBoundedOneRefusesToOverflow()
{
    Bench bench;
    const Shared semaphore = makeSemaphore(bench, 1, Bounded::Yes);
    QVERIFY_THROWS_EXCEPTION(task::ValueError, semaphore->release());
    QCOMPARE(semaphore->held(), qint64(0));
}

void TestSemaphore::anUnboundedOneGrows()
{
    Bench bench;
    const Shared semaphore = makeSemaphore(bench, 0);
    semaphore->release();
    QCOMPARE(semaphore->held(), qint64(-1));
    QVERIFY(!semaphore->isLocked());
}

void TestSemaphore::shrinkingEvictsNobody()
{
    Bench bench;
    const Shared semaphore = makeSemaphore(bench, 3);
    for (const char *name : {"a", "b", "c", "d"}) {
        Q_UNUSED(bench.spawn(hold, semaphore, name, ms))
    }
    bench.turn();
    semaphore->resize(1);
    QCOMPARE(semaphore->slotCount(), qint64(1));
    QCOMPARE(semaphore->held(), qint64(3));
    // Two releases pay the debt, the third hands over.
    QCOMPARE(bench.run(), (Lines{"1 a: ok", "1 b: ok", "1 c: ok", "4 d: ok"}));
    QCOMPARE(semaphore->held(), qint64(0));
    QVERIFY(!semaphore->isLocked());
}

void TestSemaphore::growingPaysDebtFirst()
{
    Bench bench;
    const Shared semaphore = makeSemaphore(bench, 2);
    const auto a = bench.spawn(hold, semaphore, "a", ms);
    const auto b = bench.spawn(hold, semaphore, "b", ms);
    const auto c = bench.spawn(hold, semaphore, "c", ms);
    bench.turn();
    semaphore->resize(0);
    semaphore->resize(2); // nothing is free: it only takes back what was owed
    QCOMPARE(semaphore->usage(), (trace::Usage{2, 1}));
    semaphore->resize(0);
    semaphore->resize(3);
    QCOMPARE(semaphore->usage(), (trace::Usage{3, 0}));
    QCOMPARE(bench.run(), (Lines{"1 a: ok", "1 b: ok", "2 c: ok"}));
    QVERIFY(a->isDone() && b->isDone() && c->isDone());
}

void TestSemaphore::growingWakesTheFirstThatSleep()
{
    Bench bench;
    const Shared semaphore = makeSemaphore(bench, 0);
    for (const char *name : {"a", "b", "c"}) {
        Q_UNUSED(bench.spawn(hold, semaphore, name, ms))
    }
    bench.turn();
    semaphore->resize(2);
    QCOMPARE(bench.run(), (Lines{"2 a: ok", "2 b: ok", "5 c: ok"}));
    QCOMPARE(semaphore->held(), qint64(0));
}

void TestSemaphore::withoutSlotsEveryOneWaits()
{
    Bench bench;
    const Shared semaphore = makeSemaphore(bench, 0);
    const auto a = bench.spawn(hold, semaphore, "a", ms);
    QCOMPARE(bench.run(), Lines());
    QVERIFY(!a->isDone());
    QCOMPARE(semaphore->usage(), (trace::Usage{0, 1}));
}

void TestSemaphore::aHoldingReleasesWhenItsTaskReturns()
{
    Bench bench;
    const Shared semaphore = makeSemaphore(bench, 1, Bounded::Yes);
    const auto a = bench.spawn(holdInScope, semaphore, ms);
    const auto b = bench.spawn(holdInScope, semaphore, ms);
    QCOMPARE(bench.run(), (Lines{"3 slept", "6 slept"}));
    QVERIFY(a->isDone() && b->isDone());
    QCOMPARE(semaphore->held(), qint64(0));
}

void TestSemaphore::aHoldingReleasesWhenItsTaskIsCancelled()
{
    Bench bench;
    const Shared semaphore = makeSemaphore(bench, 1, Bounded::Yes);
    const auto a = bench.spawn(holdInScope, semaphore, ms);
    const auto b = bench.spawn(holdInScope, semaphore, ms);
    bench.turn();
    a->cancel(CancelCause::Unknown);
    QCOMPARE(bench.run(), (Lines{"5 slept"}));
    QVERIFY(a->isCancelled() && b->isDone());
    QCOMPARE(semaphore->held(), qint64(0));
}

void TestSemaphore::aHoldingReleasesWhenTheLoopIsGone()
{
    Bench bench;
    Shared semaphore = makeSemaphore(bench, 1, Bounded::Yes);
    const auto a = bench.spawn(holdInScope, semaphore, ms);
    const auto b = bench.spawn(holdInScope, semaphore, ms); // it waits
    bench.turn();
    QCOMPARE(semaphore->held(), qint64(1));
    bench.loop().close();
    QVERIFY(a->isDone() && b->isDone());
    QCOMPARE(semaphore->held(), qint64(0));
    QCOMPARE(bench.witness().takeLines(), Lines());
    QCOMPARE(bench.aliveFrames(), 0);
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestSemaphore)
#include "tst_semaphore.moc"
