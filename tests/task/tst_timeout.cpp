// SPDX-License-Identifier: MIT
#include "engine/task/timeout.h"
#include "tests/support/bench.h"

#include <QTest>

namespace awaitscope {

using task::Coro;
using task::Failure;
using tests::Bench;
using tests::Lines;
using tests::ms;
using tests::Witness;
using trace::CancelCause;
using trace::Timestamp;

/// Timeout and within(): which scope turns a cancellation into TimeoutError.
class TestTimeout final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withinGivesTheValueInTime();
    void withinThrowsTimeoutErrorWhenLate();
    void withoutALimitItTakesAsLongAsItTakes();
    void noTimeAtAllExpiresInTheNextTurn();
    void aForeignCancellationIsNotATimeout();
    void theInnermostScopeThatExpiresTurnsIt();
    void s122_theDeadlineCountsFromConstruction();
    void s141_isEnteredOnceAndByATask();
    void reschedulesTheDeadline();
    void anExpiredScopeCannotBeRescheduled();
};

namespace {

    Coro<int> shorten(Witness witness, std::optional<Timestamp> limit, Timestamp ns)
    {
        try {
            const int value =
                co_await task::within(witness.loop(), limit, tests::sleeper, witness, ns, 7);
            witness.note("in time");
            co_return value;
        } catch (const task::TimeoutError &) {
            witness.note("TimeoutError");
        }
        co_return 0;
    }

    Coro<int> nested(Witness witness, Timestamp inner, Timestamp ns)
    {
        co_return co_await shorten(witness, inner, ns);
    }

    Coro<> nest(Witness witness, Timestamp outer, Timestamp inner)
    {
        try {
            Q_UNUSED(co_await task::within(witness.loop(), std::optional(outer), nested, witness,
                                           inner, 100 * ms))
        } catch (const task::TimeoutError &) {
            witness.note("outer TimeoutError");
        }
    }

    Coro<> enterLate(Witness witness)
    {
        task::Timeout timeout(witness.loop(), task::deadlineIn(witness.loop(), 5 * ms));
        co_await task::sleep(witness.loop(), 3 * ms);
        timeout.enter();
        task::Quiet sleep{task::sleep(witness.loop(), 100 * ms)};
        Failure failure = co_await sleep;
        failure = timeout.leave(std::move(failure));
        witness.note("left", failure);
    }

    Coro<> enterTwice(Witness witness)
    {
        task::Timeout timeout(witness.loop(), 5 * ms);
        timeout.enter();
        try {
            timeout.enter();
        } catch (const task::RuntimeError &) {
            witness.note("RuntimeError while it is active");
        }
        timeout.leave({}).raise();
        try {
            timeout.enter();
        } catch (const task::RuntimeError &) {
            witness.note("RuntimeError when it was left");
        }
        co_return;
    }

    Coro<> reschedule(Witness witness, std::optional<Timestamp> deadline)
    {
        task::Timeout timeout(witness.loop(), 5 * ms);
        timeout.enter();
        timeout.reschedule(deadline);
        task::Quiet sleep{task::sleep(witness.loop(), 20 * ms)};
        Failure failure = co_await sleep;
        if (timeout.hasExpired()) {
            try {
                timeout.reschedule(std::nullopt);
            } catch (const task::RuntimeError &) {
                witness.note("RuntimeError");
            }
        }
        failure = timeout.leave(std::move(failure));
        witness.note("left", failure);
    }

} // namespace

void TestTimeout::withinGivesTheValueInTime()
{
    Bench bench;
    const auto task = bench.spawn(shorten, std::optional(5 * ms), 3 * ms);
    QCOMPARE(bench.run(), (Lines{"3 in time"}));
    QCOMPARE(task->result(), 7);
    QCOMPARE(bench.loop().now(), 3 * ms); // the timer of the scope is gone
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestTimeout::withinThrowsTimeoutErrorWhenLate()
{
    Bench bench;
    const auto task = bench.spawn(shorten, std::optional(5 * ms), 9 * ms);
    QCOMPARE(bench.run(), (Lines{"3 TimeoutError"}));
    QCOMPARE(task->cancelling(), 0U);
    QCOMPARE(bench.loop().now(), 5 * ms);
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestTimeout::withoutALimitItTakesAsLongAsItTakes()
{
    Bench bench;
    const auto task = bench.spawn(shorten, std::nullopt, 9 * ms);
    QCOMPARE(bench.run(), (Lines{"3 in time"}));
    QCOMPARE(task->result(), 7);
}

void TestTimeout::noTimeAtAllExpiresInTheNextTurn()
{
    Bench bench;
    const auto task = bench.spawn(shorten, std::optional(Timestamp(0)), 9 * ms);
    QCOMPARE(bench.run(), (Lines{"3 TimeoutError"}));
    QVERIFY(task->isDone());
    QCOMPARE(bench.loop().now(), Timestamp(0));
}

void TestTimeout::aForeignCancellationIsNotATimeout()
{
    Bench bench;
    const auto task = bench.spawn(shorten, std::optional(5 * ms), 9 * ms);
    bench.turn();
    task->cancel(CancelCause::Unknown);
    QCOMPARE(bench.run(), Lines());
    QVERIFY(task->isCancelled());
    QCOMPARE(bench.loop().now(), Timestamp(0));
}

void TestTimeout::theInnermostScopeThatExpiresTurnsIt()
{
    Bench bench;
    const auto inner = bench.spawn(nest, 9 * ms, 5 * ms);
    QCOMPARE(bench.run(), (Lines{"3 TimeoutError"}));
    const auto outer = bench.spawn(nest, 5 * ms, 9 * ms);
    QCOMPARE(bench.run(), (Lines{"6 outer TimeoutError"}));
    QVERIFY(inner->isDone() && outer->isDone());
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestTimeout::s122_theDeadlineCountsFromConstruction()
{
    Bench bench;
    const auto task = bench.spawn(enterLate);
    QCOMPARE(bench.run(), (Lines{"5 left: Timeout"}));
    QVERIFY(task->isDone());
    QCOMPARE(bench.loop().now(), 5 * ms); // and not 8
}

void TestTimeout::s141_isEnteredOnceAndByATask()
{
    Bench bench;
    task::Timeout outside(bench.loop(), 5 * ms);
    QVERIFY_THROWS_EXCEPTION(task::RuntimeError, outside.enter());
    const auto task = bench.spawn(enterTwice);
    QCOMPARE(bench.run(),
             (Lines{"1 RuntimeError while it is active", "1 RuntimeError when it was left"}));
    QVERIFY(task->isDone());
    QCOMPARE(bench.loop().now(), 0); // no timer is left
}

void TestTimeout::reschedulesTheDeadline()
{
    Bench bench;
    const auto later = bench.spawn(reschedule, std::optional(30 * ms));
    const auto never = bench.spawn(reschedule, std::nullopt);
    QCOMPARE(bench.run(), (Lines{"3 left: ok", "3 left: ok"}));
    QCOMPARE(bench.loop().now(), 20 * ms);
    QVERIFY(later->isDone() && never->isDone());
}

void TestTimeout::anExpiredScopeCannotBeRescheduled()
{
    Bench bench;
    const auto task = bench.spawn(reschedule, std::optional(2 * ms));
    QCOMPARE(bench.run(), (Lines{"3 RuntimeError", "3 left: Timeout"}));
    QVERIFY(task->isDone());
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestTimeout)
#include "tst_timeout.moc"
