// SPDX-License-Identifier: MIT
#include "engine/task/sleep.h"
#include "tests/support/bench.h"

#include <QTest>

namespace awaitscope {

using task::Coro;
using task::TaskPtr;
using tests::Bench;
using tests::Lines;
using tests::ms;
using tests::Witness;

/// sleep(), beside timers of the same instant.
class TestSleep final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnInTheTurnAfterItsInstant_data();
    void goesOnInTheTurnAfterItsInstant();
};

namespace {

    Coro<> sleepAndNote(Witness witness, const char *name)
    {
        co_await task::sleep(witness.loop(), 5 * ms);
        witness.note(name);
    }

} // namespace

void TestSleep::goesOnInTheTurnAfterItsInstant_data()
{
    QTest::addColumn<int>("sleepsBefore");
    QTest::addColumn<bool>("hasTimer");
    QTest::addColumn<Lines>("expected");
    QTest::newRow("sleeps alone") << 2 << false << Lines{"3 a", "3 b"};
    QTest::newRow("a timer behind them")
        << 2 << true << Lines{"2 timer", "3 a", "3 b", "3 set off by it"};
    QTest::newRow("a timer between them")
        << 1 << true << Lines{"2 timer", "3 a", "3 set off by it", "3 b"};
    QTest::newRow("a timer before them")
        << 0 << true << Lines{"2 timer", "3 set off by it", "3 a", "3 b"};
}

/// Nothing else may get between a sleep that is over and the step of its task.
void TestSleep::goesOnInTheTurnAfterItsInstant()
{
    QFETCH(const int, sleepsBefore);
    QFETCH(const bool, hasTimer);
    Bench bench;
    loop::Callback soon([&] { bench.witness().note("set off by it"); });
    loop::Callback timer([&] {
        bench.witness().note("timer");
        bench.loop().callSoon(soon);
    });
    loop::Callback setTimer([&] { bench.loop().callAt(5 * ms, timer); });
    std::vector<TaskPtr<task::Task<>>> tasks;
    for (int i = 0; i < 2; ++i) {
        if (hasTimer && i == sleepsBefore) {
            bench.loop().callSoon(setTimer);
        }
        tasks.push_back(bench.spawn(sleepAndNote, i == 0 ? "a" : "b"));
    }
    if (hasTimer && sleepsBefore == 2) {
        bench.loop().callSoon(setTimer);
    }
    QTEST(bench.run(), "expected");
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestSleep)
#include "tst_sleep.moc"
