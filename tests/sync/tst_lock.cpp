// SPDX-License-Identifier: MIT
#include "engine/sync/condition.h"
#include "engine/sync/lock.h"
#include "tests/support/bench.h"

#include <QTest>

namespace awaitscope {

using sync::Condition;
using sync::Lock;
using task::Coro;
using task::Failure;
using tests::Bench;
using tests::Lines;
using tests::ms;
using tests::Witness;
using trace::CancelCause;
using trace::Timestamp;

/// Lock and Condition.
class TestLock final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesInTheOrderOfWaiting();
    void isFreeUntilTheNextHasRun();
    void aWakeUpThatIsCancelledPassesOn();
    void releasingAFreeOneIsAnError();
    void aNotifiedTaskTakesTheLockBack();
    void notifiesAsManyAsTold();
    void aConditionNeedsItsLock();
    void aCancelledWaitTakesTheLockBack();
    void aNotificationThatIsCancelledPassesOn();
    void s200_waitForLooksAgainAfterEachWakeUp();
    void s200_waitForDoesNotSuspendIfItHolds();
};

namespace {

    Coro<> hold(Witness witness, std::shared_ptr<Lock> lock, const char *name, Timestamp ns)
    {
        task::Quiet acquired{lock->acquire()};
        const Failure failure = co_await acquired;
        witness.note(name, failure);
        failure.raise();
        co_await task::sleep(witness.loop(), ns);
        lock->release();
    }

    /// A condition and what it is about.
    struct Shared
    {
        explicit Shared(loop::EventLoop &loop) : condition(loop, "changed") { }

        Condition condition;
        int value = 0;
    };

    using SharedPtr = std::shared_ptr<Shared>;

    Coro<> waitOnce(Witness witness, SharedPtr shared, const char *name)
    {
        co_await shared->condition.acquire();
        Failure failure;
        auto wait = shared->condition.wait();
        try {
            co_await wait;
        } catch (...) {
            failure = Failure::current();
        }
        witness.note(name, failure);
        witness.note(shared->condition.isLocked() ? "locked" : "not locked");
        shared->condition.release();
        failure.raise();
    }

    Coro<> notify(Witness witness, SharedPtr shared, Timestamp after, quint64 n, Timestamp holdFor)
    {
        co_await task::sleep(witness.loop(), after);
        co_await shared->condition.acquire();
        ++shared->value;
        shared->condition.notify(n);
        witness.note("notified");
        if (holdFor > 0) {
            co_await task::sleep(witness.loop(), holdFor);
            witness.note("releases");
        }
        shared->condition.release();
    }

    Coro<> waitForThree(Witness witness, SharedPtr shared)
    {
        co_await shared->condition.acquire();
        const auto isThree = [shared] { return shared->value >= 3; };
        co_await shared->condition.waitFor(isThree);
        witness.note("three");
        shared->condition.release();
    }

    Coro<> waitWithoutLock(Witness witness, SharedPtr shared)
    {
        try {
            co_await shared->condition.wait();
        } catch (const task::RuntimeError &) {
            witness.note("wait: RuntimeError");
        }
        try {
            shared->condition.notify();
        } catch (const task::RuntimeError &) {
            witness.note("notify: RuntimeError");
        }
    }

} // namespace

void TestLock::passesInTheOrderOfWaiting()
{
    Bench bench;
    const auto lock = std::make_shared<Lock>(bench.loop());
    for (const char *name : {"a", "b", "c"}) {
        Q_UNUSED(bench.spawn(hold, lock, name, ms))
    }
    QCOMPARE(bench.run(), (Lines{"1 a: ok", "4 b: ok", "7 c: ok"}));
    QVERIFY(!lock->isLocked());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestLock::isFreeUntilTheNextHasRun()
{
    Bench bench;
    const auto lock = std::make_shared<Lock>(bench.loop(), "lock");
    const auto a = bench.spawn(hold, lock, "a", ms);
    const auto b = bench.spawn(hold, lock, "b", ms);
    bench.runIterations(3);
    QVERIFY(!lock->isLocked());
    QVERIFY(lock->isContended()); // b is on its way
    QCOMPARE(lock->usage(), (trace::Usage{0, 0}));
    bench.run();
    QVERIFY(a->isDone() && b->isDone());
}

void TestLock::aWakeUpThatIsCancelledPassesOn()
{
    Bench bench;
    const auto lock = std::make_shared<Lock>(bench.loop());
    const auto a = bench.spawn(hold, lock, "a", ms);
    const auto b = bench.spawn(hold, lock, "b", ms);
    const auto c = bench.spawn(hold, lock, "c", ms);
    bench.runIterations(3);
    b->cancel(CancelCause::Unknown);
    QCOMPARE(bench.run(), (Lines{"1 a: ok", "4 b: Cancelled", "5 c: ok"}));
    QVERIFY(a->isDone() && b->isCancelled() && c->isDone());
}

void TestLock::releasingAFreeOneIsAnError()
{
    Bench bench;
    Lock lock(bench.loop());
    QVERIFY_THROWS_EXCEPTION(task::RuntimeError, lock.release());
}

void TestLock::aNotifiedTaskTakesTheLockBack()
{
    Bench bench;
    const auto shared = std::make_shared<Shared>(bench.loop());
    const auto waiting = bench.spawn(waitOnce, shared, "waiter");
    const auto notifying = bench.spawn(notify, shared, ms, quint64(1), 5 * ms);
    QCOMPARE(bench.run(), (Lines{"3 notified", "6 releases", "7 waiter: ok", "7 locked"}));
    QVERIFY(waiting->isDone() && notifying->isDone());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestLock::notifiesAsManyAsTold()
{
    Bench bench;
    const auto shared = std::make_shared<Shared>(bench.loop());
    const auto a = bench.spawn(waitOnce, shared, "a");
    const auto b = bench.spawn(waitOnce, shared, "b");
    const auto c = bench.spawn(waitOnce, shared, "c");
    const auto notifying = bench.spawn(notify, shared, ms, quint64(2), Timestamp(0));
    QCOMPARE(bench.run(), (Lines{"3 notified", "4 a: ok", "4 locked", "4 b: ok", "4 locked"}));
    QVERIFY(a->isDone() && b->isDone() && !c->isDone() && notifying->isDone());
    QCOMPARE(shared->condition.usage(), (trace::Usage{0, 1}));
}

void TestLock::aConditionNeedsItsLock()
{
    Bench bench;
    const auto shared = std::make_shared<Shared>(bench.loop());
    const auto task = bench.spawn(waitWithoutLock, shared);
    QCOMPARE(bench.run(), (Lines{"1 wait: RuntimeError", "1 notify: RuntimeError"}));
    QVERIFY(task->isDone());
}

void TestLock::aCancelledWaitTakesTheLockBack()
{
    Bench bench;
    const auto shared = std::make_shared<Shared>(bench.loop());
    const auto waiting = bench.spawn(waitOnce, shared, "waiter");
    const auto notifying = bench.spawn(notify, shared, ms, quint64(0), 5 * ms);
    bench.runIterations(3); // the lock is the notifier's
    waiting->cancel(CancelCause::Unknown);
    waiting->cancel(CancelCause::Unknown);
    QCOMPARE(bench.run(), (Lines{"3 notified", "6 releases", "7 waiter: Cancelled", "7 locked"}));
    QVERIFY(waiting->isCancelled() && notifying->isDone());
    QVERIFY(!shared->condition.isLocked());
}

void TestLock::aNotificationThatIsCancelledPassesOn()
{
    Bench bench;
    const auto shared = std::make_shared<Shared>(bench.loop());
    const auto a = bench.spawn(waitOnce, shared, "a");
    const auto b = bench.spawn(waitOnce, shared, "b");
    const auto notifying = bench.spawn(notify, shared, ms, quint64(1), Timestamp(0));
    bench.runIterations(3); // a is notified and has not run
    a->cancel(CancelCause::Unknown);
    QCOMPARE(bench.run(),
             (Lines{"3 notified", "4 a: Cancelled", "4 locked", "5 b: ok", "5 locked"}));
    QVERIFY(a->isCancelled() && b->isDone() && notifying->isDone());
}

void TestLock::s200_waitForLooksAgainAfterEachWakeUp()
{
    Bench bench;
    const auto shared = std::make_shared<Shared>(bench.loop());
    const auto waiting = bench.spawn(waitForThree, shared);
    for (const Timestamp at : {1, 2, 3}) {
        Q_UNUSED(bench.spawn(notify, shared, at * ms, quint64(1), Timestamp(0)))
    }
    bench.run();
    QVERIFY(waiting->isDone());
    QCOMPARE(bench.loop().now(), 3 * ms);
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestLock::s200_waitForDoesNotSuspendIfItHolds()
{
    Bench bench;
    const auto shared = std::make_shared<Shared>(bench.loop());
    shared->value = 3;
    const auto waiting = bench.spawn(waitForThree, shared);
    QCOMPARE(bench.run(), (Lines{"1 three"}));
    QVERIFY(waiting->isDone());
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestLock)
#include "tst_lock.moc"
