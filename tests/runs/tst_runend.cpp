// SPDX-License-Identifier: MIT
#include "engine/loop/loopdriver.h"
#include "engine/run/run.h"
#include "tests/runs/runtester.h"

#include <QSignalSpy>
#include <QTest>

namespace awaitscope {

using run::Run;
using run::RunEnd;
using run::RunState;
using tests::FakeWall;
using trace::ResourceId;
using trace::TaskId;
using trace::Timestamp;

constexpr Timestamp ms = trace::nanosecondsPerMillisecond;

/// How a run ends, and when it only seems to.
class TestRunEnd final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeadlockWaitsForTheUser();
    void anInterventionEndsADeadlock();
    void concludeReportsTheDeadlock();
    void concludeDoesNothingElsewhere();
    void theEndIsTheEnd();
    void aLimitEndsTheRun_data();
    void aLimitEndsTheRun();
    void memoryIsLimitedWithinAStep_data();
    void memoryIsLimitedWithinAStep();
    void memoryHoldsARunUntilTheLimitIsRaised();
    void heldRunCanBeStopped();
    void oneCallbackThatGoesFarBeyondIsGivenUp();
    void aTaskThatSwallowsForEverMeetsALimit();
    void tellsThatMainFailed();
    void tellsOfTasksThatAwaitEachOther();
};

namespace {

    [[nodiscard]] std::unique_ptr<Run> make(const QByteArray &scenario, FakeWall *wall = nullptr,
                                            quint64 slice = 128, const run::Limits &limits = {})
    {
        return Run::create(tests::specOf(scenario), limits,
                           wall ? wall->pacing(slice) : loop::Pacing())
            .value();
    }

    constexpr auto deadlocked =
        R"({"name": "d", "resources": [{"name": "go", "kind": "event"}],
            "tasks": {"waiter": [{"wait_event": "go"}]},
            "main": [{"spawn": "waiter"}, {"sleep": 0.01}, {"wait_event": "go"}]})";
    constexpr auto sleepers =
        R"({"name": "c", "resources": [{"name": "gpu", "kind": "semaphore", "slots": 2}],
            "tasks": {"sleeper": [{"sleep": 1}]},
            "main": [{"gather": [{"template": "sleeper", "count": 3}],
                      "return_exceptions": true}]})";

    /// How the events of a kind in the store look: the numbers of their tasks.
    [[nodiscard]] QList<quint32> tasksOf(const Run &run, trace::TaskEventKind kind)
    {
        QList<quint32> tasks;
        for (quint64 i = 0; i < run.store().eventCount(); ++i) {
            const trace::TaskEvent &event = run.store().event(i);
            if (event.kind == kind) {
                tasks.push_back(event.task.value);
            }
        }
        return tasks;
    }

} // namespace

void TestRunEnd::aDeadlockWaitsForTheUser()
{
    FakeWall wall;
    const auto run = make(deadlocked, &wall);
    run->setSpeed(Run::maxSpeed);
    run->resume();
    run->tick();
    QCOMPARE(run->state(), RunState::Deadlocked);
    QCOMPARE(run->end(), RunEnd::None);
    QCOMPARE(run->now(), 10 * ms);
    const quint64 events = run->store().eventCount();
    run->resume();
    run->stepTurn();
    run->tick();
    QCOMPARE(run->state(), RunState::Deadlocked);
    QCOMPARE(run->store().eventCount(), events);
    QCOMPARE(tasksOf(*run, trace::TaskEventKind::Deadlock), QList<quint32>());
}

void TestRunEnd::anInterventionEndsADeadlock()
{
    FakeWall wall;
    const auto run = make(deadlocked, &wall);
    run->setSpeed(Run::maxSpeed);
    run->resume();
    run->tick();
    run->cancel(TaskId(2));
    QCOMPARE(run->state(), RunState::Running);
    QCOMPARE(run->spec().interventions.front().at, 10 * ms + 1);
    run->tick();
    QCOMPARE(run->state(), RunState::Deadlocked);
    QCOMPARE(tasksOf(*run, trace::TaskEventKind::Cancelled), (QList<quint32>{2}));
    run->cancel(TaskId(1));
    run->tick();
    QCOMPARE(run->end(), RunEnd::MainFailed);
    QCOMPARE(tests::logOf(*run), tests::replayOf(run->spec()));
}

void TestRunEnd::concludeReportsTheDeadlock()
{
    FakeWall wall;
    const auto run = make(deadlocked, &wall);
    run->setSpeed(Run::maxSpeed);
    run->resume();
    run->tick();
    run->conclude();
    QCOMPARE(run->state(), RunState::Ended);
    QCOMPARE(run->end(), RunEnd::Deadlock);
    QCOMPARE(tasksOf(*run, trace::TaskEventKind::Destroyed), (QList<quint32>{1, 2}));
    QCOMPARE(tests::logOf(*run), tests::replayOf(run->spec()));
}

void TestRunEnd::concludeDoesNothingElsewhere()
{
    const auto run = make(deadlocked);
    run->conclude();
    QCOMPARE(run->state(), RunState::Paused);
    run->runToEnd();
    const QByteArray log = tests::logOf(*run);
    run->conclude();
    QCOMPARE(tests::logOf(*run), log);
}

void TestRunEnd::theEndIsTheEnd()
{
    const auto run = make(sleepers);
    run->runToEnd();
    const QByteArray log = tests::logOf(*run);
    run->cancel(TaskId(1));
    run->setSlots(ResourceId(1), 9);
    run->resume();
    run->stepTurn();
    run->runToEnd();
    QCOMPARE(run->state(), RunState::Ended);
    QVERIFY(run->spec().interventions.empty());
    QCOMPARE(tests::logOf(*run), log);
}

void TestRunEnd::aLimitEndsTheRun_data()
{
    QTest::addColumn<run::Limits>("limits");
    QTest::addColumn<QString>("name");
    QTest::newRow("turns of the loop")
        << run::Limits{.iterations = 7} << QStringLiteral("iterations");
    QTest::newRow("recorded events") << run::Limits{.events = 7} << QStringLiteral("events");
    QTest::newRow("steps of the scenario") << run::Limits{.steps = 7} << QStringLiteral("steps");
    QTest::newRow("memory") << run::Limits{.memory = 1'000} << QStringLiteral("memory");
}

void TestRunEnd::aLimitEndsTheRun()
{
    QFETCH(const run::Limits, limits);
    QFETCH(const QString, name);
    constexpr auto busy = R"({"name": "b", "main": [{"repeat": {"times": 100,
                               "do": [{"sleep": 0}]}}]})";
    const auto run = make(busy, nullptr, 128, limits);
    run->runToEnd();
    QCOMPARE(run->state(), RunState::Ended);
    QCOMPARE(run->end(), RunEnd::LimitReached);
    QCOMPARE(run->reachedLimit(), name);
    QVERIFY2(run->endMessage().contains(name), qPrintable(run->endMessage()));
    QCOMPARE(tasksOf(*run, trace::TaskEventKind::End), QList<quint32>());
    QCOMPARE(tests::logOf(*run), tests::replayOf(run->spec(), limits));
}

void TestRunEnd::memoryIsLimitedWithinAStep_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::newRow("spawn") << QByteArray(R"({"spawn": "t", "count": 1000000})");
    QTest::newRow("gather") << QByteArray(R"({"gather": [{"template": "t", "count": 1000000}]})");
    QTest::newRow("start") << QByteArray(R"({"task_group": [{"start": "t", "count": 1000000}]})");
}

void TestRunEnd::memoryIsLimitedWithinAStep()
{
    QFETCH(const QByteArray, step);
    const QByteArray scenario =
        R"({"name": "m", "tasks": {"t": [{"sleep": 1}]}, "main": [)" + step + "]}";
    const auto run = make(scenario, nullptr, 128, {.memory = quint64(10) << 20});
    run->runToEnd();
    QCOMPARE(run->reachedLimit(), QStringLiteral("memory"));
    QVERIFY2(run->store().taskCount() < 20'000,
             QByteArray::number(run->store().taskCount()).constData());
    QVERIFY(run->store().byteCount() <= quint64(10) << 20);
    QCOMPARE(tasksOf(*run, trace::TaskEventKind::End), QList<quint32>());
}

namespace {

    constexpr auto longLoop = R"({"name": "l", "main": [{"repeat": {"times": 50000,
                                   "do": [{"sleep": 0}]}}]})";
    constexpr run::Limits holding{.memory = quint64(2) << 20,
                                  .atMemory = run::Limits::AtMemory::Hold};

} // namespace

void TestRunEnd::memoryHoldsARunUntilTheLimitIsRaised()
{
    FakeWall wall;
    const auto run = make(longLoop, &wall, 128, holding);
    QSignalSpy states(run.get(), &Run::stateChanged);
    run->setSpeed(Run::maxSpeed);
    run->resume();
    for (int frame = 0; frame < 10'000 && run->state() == RunState::Running; ++frame) {
        run->tick();
    }
    QCOMPARE(run->state(), RunState::Paused);
    QCOMPARE(states.size(), 2); // running, paused
    QVERIFY(run->isHeld());
    QCOMPARE(run->end(), RunEnd::None);
    QVERIFY(run->memoryUse() >= run->memoryLimit());
    QVERIFY(run->memoryUse() < run->memoryLimit() * 5 / 4);
    const quint64 events = run->store().eventCount();
    QVERIFY(events > 0);
    run->resume();
    run->stepTurn();
    run->runToEnd();
    QCOMPARE(run->state(), RunState::Paused);
    QCOMPARE(run->store().eventCount(), events);
    run->raiseMemoryLimit();
    QCOMPARE(run->memoryLimit(), 2 * holding.memory);
    QVERIFY(!run->isHeld());
    run->runToEnd();
    QVERIFY(run->isHeld());
    QVERIFY(run->store().eventCount() > events);
    while (run->isHeld()) {
        run->raiseMemoryLimit();
        run->runToEnd();
    }
    QCOMPARE(run->end(), RunEnd::Finished);
    QCOMPARE(tests::logOf(*run), tests::replayOf(run->spec()));
}

void TestRunEnd::heldRunCanBeStopped()
{
    const auto run = make(longLoop, nullptr, 128, holding);
    run->runToEnd();
    QVERIFY(run->isHeld());
    run->stop();
    QVERIFY(!run->isHeld());
    QCOMPARE(run->end(), RunEnd::Stopped);
}

void TestRunEnd::oneCallbackThatGoesFarBeyondIsGivenUp()
{
    const auto run =
        make(R"({"name": "s", "tasks": {"t": []}, "main": [{"spawn": "t", "count": 1000000}]})",
             nullptr, 128, holding);
    run->runToEnd();
    QCOMPARE(run->reachedLimit(), QStringLiteral("memory"));
    QVERIFY(run->memoryUse() < 3 * holding.memory);
}

void TestRunEnd::aTaskThatSwallowsForEverMeetsALimit()
{
    const auto run = make(R"({"name": "s",
        "tasks": {"stubborn": [{"repeat": {"times": 1000000, "do": [
            {"repeat": {"times": 1000000, "do": [
                {"try": {"do": [{"sleep": 1}],
                         "except": {"Cancelled": {"do": [{"cancel": "$self"}],
                                                  "then": "swallow"}}}}]}}]}}]},
        "main": [{"spawn": "stubborn"}, {"sleep": 0.5}]})",
                          nullptr, 128, {.iterations = 10'000});
    run->runToEnd();
    QCOMPARE(run->reachedLimit(), QStringLiteral("iterations"));
    QCOMPARE(run->iteration(), quint64(10'000));
}

void TestRunEnd::tellsThatMainFailed()
{
    const auto run = make(R"({"name": "f", "main": [{"raise": "ValueError"}]})");
    run->runToEnd();
    QCOMPARE(run->end(), RunEnd::MainFailed);
    QCOMPARE(tasksOf(*run, trace::TaskEventKind::Failed), (QList<quint32>{1}));
}

void TestRunEnd::tellsOfTasksThatAwaitEachOther()
{
    const auto run = make(R"({"name": "a",
        "tasks": {"child": [{"await": "$main"}], "canceller": [{"sleep": 0.1}, {"cancel": "$main"}]},
        "main": [{"spawn": "canceller"}, {"spawn": "child", "as": "child"}, {"await": "$child"}]})");
    run->runToEnd();
    QCOMPARE(run->end(), RunEnd::Invalid);
    QVERIFY2(run->endMessage().contains(QStringLiteral("cycle")), qPrintable(run->endMessage()));
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestRunEnd)
#include "tst_runend.moc"
