// SPDX-License-Identifier: MIT
#include "engine/sync/semaphore.h"
#include "engine/task/timeout.h"
#include "engine/trace/recorder.h"
#include "tests/support/bench.h"

#include <QTest>

namespace awaitscope {

using task::Coro;
using tests::Bench;
using tests::Lines;
using tests::ms;
using tests::Witness;
using trace::Timestamp;

/// A timeout around one wait: the same as around a coroutine that does nothing but wait.
class TestWithin final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isATimeoutAroundACoroutine_data();
    void isATimeoutAroundACoroutine();
    void aWaiterThatIsLateLeavesTheQueue();
    void canBeAwaitedQuietly();
};

namespace {

    using Limit = std::optional<Timestamp>;

    Coro<> sleepOnce(Witness witness, Timestamp ns)
    {
        co_await task::sleep(witness.loop(), ns);
    }

    Coro<> aroundACoroutine(Witness witness, Limit limit, Timestamp ns)
    {
        try {
            co_await task::within(witness.loop(), limit, sleepOnce, witness, ns);
            witness.note("in time");
        } catch (const task::TimeoutError &) {
            witness.note("TimeoutError");
        }
    }

    Coro<> aroundAWait(Witness witness, Limit limit, Timestamp ns)
    {
        try {
            co_await task::within(witness.loop(), limit, task::sleep(witness.loop(), ns));
            witness.note("in time");
        } catch (const task::TimeoutError &) {
            witness.note("TimeoutError");
        }
    }

    Coro<> acquireWithin(Witness witness, sync::Semaphore *semaphore, Timestamp limit)
    {
        try {
            co_await task::within(witness.loop(), limit, semaphore->acquire());
            witness.note("acquired");
            semaphore->release();
        } catch (const task::TimeoutError &) {
            witness.note("TimeoutError");
        }
    }

    Coro<> hold(Witness witness, sync::Semaphore *semaphore, Timestamp ns)
    {
        co_await semaphore->acquire();
        co_await task::sleep(witness.loop(), ns);
        semaphore->release();
    }

    Coro<> quietly(Witness witness)
    {
        task::Quiet sleep{
            task::within(witness.loop(), 5 * ms, task::sleep(witness.loop(), 9 * ms))};
        const task::Failure failure = co_await sleep;
        witness.note("sleep", failure);
    }

    /// All that is known of what happened, and what was noted.
    [[nodiscard]] Lines linesOf(Coro<> (*body)(Witness, Limit, Timestamp), Limit limit,
                                Timestamp ns, bool isCancelled)
    {
        trace::TraceStore store;
        trace::Recorder recorder(store);
        Bench bench(&recorder);
        const auto task = bench.spawn(body, limit, ns);
        bench.turn();
        if (isCancelled) {
            task->cancel(trace::CancelCause::User);
        }
        Lines lines = bench.run();
        for (quint64 i = 0; i < store.eventCount(); ++i) {
            const trace::TaskEvent &event = store.event(i);
            lines += QByteArray::number(store.iterationOf(i)) + ' ' + QByteArray::number(event.time)
                + ' ' + QByteArray::number(int(event.kind)) + ' ' + QByteArray::number(event.a)
                + ' ' + QByteArray::number(event.b);
        }
        return lines;
    }

} // namespace

void TestWithin::isATimeoutAroundACoroutine_data()
{
    QTest::addColumn<Timestamp>("limit"); // -1: none
    QTest::addColumn<Timestamp>("ns");
    QTest::addColumn<bool>("isCancelled");
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("in time") << 50 * ms << 10 * ms << false << QByteArray("3 in time");
    QTest::newRow("late") << 50 * ms << 99 * ms << false << QByteArray("3 TimeoutError");
    QTest::newRow("without a limit")
        << Timestamp(-1) << 99 * ms << false << QByteArray("3 in time");
    QTest::newRow("with no time at all")
        << Timestamp(0) << 10 * ms << false << QByteArray("3 TimeoutError");
    QTest::newRow("cancelled by others") << 50 * ms << 99 * ms << true << QByteArray();
}

void TestWithin::isATimeoutAroundACoroutine()
{
    QFETCH(const Timestamp, limit);
    QFETCH(const Timestamp, ns);
    QFETCH(const bool, isCancelled);
    QFETCH(const QByteArray, end);
    const Limit given = limit < 0 ? Limit() : Limit(limit);
    const Lines lines = linesOf(aroundAWait, given, ns, isCancelled);
    QCOMPARE(lines, linesOf(aroundACoroutine, given, ns, isCancelled));
    QCOMPARE(end.isEmpty() || lines.first() == end, true);
    QCOMPARE(lines.contains("3 in time") || lines.contains("3 TimeoutError"), !isCancelled);
}

void TestWithin::aWaiterThatIsLateLeavesTheQueue()
{
    Bench bench;
    sync::Semaphore semaphore(bench.loop(), 1);
    const auto holder = bench.spawn(hold, &semaphore, 7 * ms);
    const auto late = bench.spawn(acquireWithin, &semaphore, 5 * ms);
    const auto patient = bench.spawn(acquireWithin, &semaphore, 9 * ms);
    QCOMPARE(bench.run(), (Lines{"3 TimeoutError", "6 acquired"}));
    QCOMPARE(semaphore.held(), 0);
}

void TestWithin::canBeAwaitedQuietly()
{
    Bench bench;
    const auto task = bench.spawn(quietly);
    QCOMPARE(bench.run(), (Lines{"3 sleep: Timeout"}));
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestWithin)
#include "tst_within.moc"
