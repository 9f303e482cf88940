// SPDX-License-Identifier: MIT
#include "tests/runs/runtester.h"

#include <QTest>

using namespace awaitscope;
using run::Limits;
using run::Run;
using run::RunEnd;

namespace {

constexpr quint64 mib = quint64(1) << 20;

constexpr auto longLoop = R"({"name": "l", "main": [{"repeat": {"times": 100000,
                               "do": [{"sleep": 0.001}]}}]})";
constexpr auto manyTasks =
    R"({"name": "m", "resources": [{"name": "gpu", "kind": "semaphore", "slots": 2}],
        "tasks": {"work": [{"acquire": "gpu", "do": [{"repeat": {"times": 50,
                      "do": [{"sleep": 0.001}]}}]}]},
        "main": [{"repeat": {"times": 800, "do": [{"gather": ["work", "work", "work"]}]}}]})";
constexpr auto tasksForEver =
    R"({"name": "f", "tasks": {"t": []},
        "main": [{"repeat": {"times": 1000000, "do": [{"spawn": "t"}, {"sleep": 0.001}]}}]})";

[[nodiscard]] std::unique_ptr<Run> make(const char *scenario, const Limits &limits)
{
    return Run::create(tests::specOf(scenario), limits).value();
}

} // namespace

/// Runs that go on without their oldest events.
class OldestGoTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void heldRunGoesOn()
    {
        const auto run = make(longLoop, {.memory = 2 * mib, .atMemory = Limits::AtMemory::Hold});
        run->runToEnd();
        QVERIFY(run->isHeld());
        QVERIFY(run->canLetOldestGo());
        QVERIFY(!run->letsOldestGo());
        QCOMPARE(run->store().firstEvent(), quint64(0));
        run->letOldestGo();
        QVERIFY(!run->isHeld());
        run->runToEnd();
        QCOMPARE(run->end(), RunEnd::Finished);
        QVERIFY(run->store().firstEvent() > 150'000);
        compareToWhole(*run);
    }

    void memoryIsBoundedAllTheTime_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        QTest::newRow("a task that sleeps again and again") << QByteArray(longLoop);
        QTest::newRow("tasks that come and go") << QByteArray(manyTasks);
    }

    void memoryIsBoundedAllTheTime()
    {
        QFETCH(const QByteArray, scenario);
        const auto run = make(scenario, {.memory = 6 * mib, .letsOldestGo = true});
        quint64 most = 0;
        for (trace::Timestamp until = 0; run->end() == RunEnd::None;
             until += 100 * trace::nanosecondsPerMillisecond) {
            run->runToEnd(until);
            most = std::max(most, run->memoryUse());
        }
        QCOMPARE(run->end(), RunEnd::Finished);
        QVERIFY(run->store().firstEvent() > 0);
        QVERIFY(most < 7 * mib);
        compareToWhole(*run);
    }

    void tasksThatFillTheMemoryHoldTheRunAgain()
    {
        const auto run =
            make(tasksForEver,
                 {.memory = 8 * mib, .atMemory = Limits::AtMemory::Hold, .letsOldestGo = true});
        run->runToEnd();
        QVERIFY(run->isHeld());
        QVERIFY(!run->canLetOldestGo());
        QVERIFY(run->store().firstEvent() > 0);
        QVERIFY(run->memoryUse() < 9 * mib);
        const quint64 first = run->store().firstEvent();
        run->raiseMemoryLimit();
        run->runToEnd();
        QVERIFY(run->isHeld());
        QVERIFY(run->store().firstEvent() > first);
        run->stop();
        QCOMPARE(run->end(), RunEnd::Stopped);
    }

    void whereNobodyCanBeAskedTheyEndIt()
    {
        const auto run = make(tasksForEver, {.memory = 8 * mib, .letsOldestGo = true});
        run->runToEnd();
        QCOMPARE(run->end(), RunEnd::LimitReached);
        QCOMPARE(run->reachedLimit(), QStringLiteral("memory"));
        QVERIFY(run->store().firstEvent() > 0);
    }

    void theSameRunCanBeRunAgainToAnyOfItsEvents()
    {
        const auto run = make(longLoop, {.memory = 2 * mib, .letsOldestGo = true});
        run->runToEnd();
        const quint64 events = run->store().firstEvent() + 1000;
        const trace::Timestamp time = run->store().event(events - 1).time;
        const auto again = make(longLoop, {});
        again->runTo(events, time);
        QCOMPARE(again->now(), time);
        QVERIFY(again->store().eventCount() >= events);
        QCOMPARE(again->store().event(events - 1).time, time);
    }

private:
    /// Its log is the end of that of the same run with all its events.
    static void compareToWhole(const Run &run)
    {
        const QByteArray whole = tests::replayOf(run.spec());
        const QByteArray log = tests::logOf(run);
        QVERIFY(log.startsWith("{\"t\":"));
        QVERIFY(log.size() > 10'000 && log.size() < whole.size());
        QVERIFY(whole.endsWith('\n' + log));
    }
};

QTEST_GUILESS_MAIN(OldestGoTest)

#include "tst_oldestgo.moc"
