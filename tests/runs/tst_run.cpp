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

/// The facade of the engine: pace, pauses, steps, and what the user does.
class TestRun final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standsBeforeItsFirstTurn();
    void refusesAnInvalidScenario();
    void followsTheWallClock();
    void tellsOfItsStates();
    void advancesOnceAFrame();
    void aStepRunsUntilSomethingWasLogged();
    void aStepFinishesTheTurnOfAFrame();
    void aStepDoesNothingWhileItRuns();
    void cancelsSeveralAtOneInstant();
    void showsWhatIsPending();
    void aClickTakesEffectWhereTheNowLineStands();
    void theSameNumberOfSlotsIsNoIntervention();
    void runsUntilAnInstant();
    void runsToWhereAnotherRunStood();
};

namespace {

    [[nodiscard]] std::unique_ptr<Run> make(const char *scenario, FakeWall *wall = nullptr,
                                            quint64 slice = 128, const run::Limits &limits = {})
    {
        return Run::create(tests::specOf(scenario), limits,
                           wall ? wall->pacing(slice) : loop::Pacing())
            .value();
    }

    constexpr auto twoSleeps = R"({"name": "s", "main": [{"sleep": 0.05}, {"sleep": 0.05}]})";
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

void TestRun::standsBeforeItsFirstTurn()
{
    const auto run = make(twoSleeps);
    QCOMPARE(run->state(), RunState::Paused);
    QCOMPARE(run->end(), RunEnd::None);
    QCOMPARE(run->now(), Timestamp(0));
    QCOMPARE(run->iteration(), quint64(0));
    QCOMPARE(run->liveTasks(), std::vector{TaskId(1)});
    QCOMPARE(tasksOf(*run, trace::TaskEventKind::Created), (QList<quint32>{1}));
    QCOMPARE(tasksOf(*run, trace::TaskEventKind::Started), QList<quint32>());
}

void TestRun::refusesAnInvalidScenario()
{
    const auto run = Run::create(tests::specOf(R"({"name": "x", "main": [{"spawn": "nobody"}]})"));
    QVERIFY(!run);
    QVERIFY(run.problem().text().contains(QStringLiteral("nobody")));
}

void TestRun::followsTheWallClock()
{
    FakeWall wall;
    const auto run = make(twoSleeps, &wall);
    run->setSpeed(0.5);
    run->resume();
    run->tick();
    QCOMPARE(run->state(), RunState::Running);
    wall.wait(50);
    QCOMPARE(run->now(), 25 * ms);
    run->pause();
    wall.wait(500);
    QCOMPARE(run->now(), 25 * ms);
    run->resume();
    wall.wait(150);
    run->tick();
    QCOMPARE(run->state(), RunState::Ended);
    QCOMPARE(run->end(), RunEnd::Finished);
    QCOMPARE(run->now(), 100 * ms);
}

void TestRun::tellsOfItsStates()
{
    FakeWall wall;
    const auto run = make(deadlocked, &wall);
    QList<RunState> states;
    connect(run.get(), &Run::stateChanged, this, [&](RunState state) { states.push_back(state); });
    run->resume();
    run->resume();
    run->pause();
    run->resume();
    wall.wait(20);
    run->tick();
    run->cancel(TaskId(1));
    wall.wait(20);
    run->tick();
    QCOMPARE(states,
             (QList<RunState>{RunState::Running, RunState::Paused, RunState::Running,
                              RunState::Deadlocked, RunState::Running, RunState::Ended}));
}

void TestRun::advancesOnceAFrame()
{
    FakeWall wall;
    const auto run = make(sleepers, &wall);
    QSignalSpy advanced(run.get(), &Run::advanced);
    run->resume();
    run->tick();
    QCOMPARE(advanced.count(), 1);
    wall.wait(2000);
    run->tick();
    QCOMPARE(advanced.count(), 2);
    QCOMPARE(run->state(), RunState::Ended);
    run->tick();
    QCOMPARE(advanced.count(), 2);
}

void TestRun::aStepRunsUntilSomethingWasLogged()
{
    const auto run = make(twoSleeps);
    // It starts; its timer fires unseen, it resumes; once more, and ends; the report.
    for (const quint64 iteration : {1, 3, 5, 6}) {
        const quint64 before = run->store().eventCount();
        QCOMPARE(run->state(), RunState::Paused);
        run->stepTurn();
        QCOMPARE(run->iteration(), iteration);
        QVERIFY(run->store().eventCount() > before);
    }
    QCOMPARE(run->state(), RunState::Ended);
}

void TestRun::aStepFinishesTheTurnOfAFrame()
{
    FakeWall wall;
    const auto run = make(R"({"name": "n", "tasks": {"t": [{"sleep": 1}]},
                              "main": [{"spawn": "t", "count": 20}, {"sleep": 2}]})",
                          &wall, 1);
    run->resume();
    wall.perLook = loop::LoopDriver::budgetNs / 8;
    run->tick();
    QVERIFY(run->isInTurn());
    QCOMPARE(run->iteration(), quint64(2));
    run->pause();
    run->stepTurn();
    QVERIFY(!run->isInTurn());
    QCOMPARE(run->iteration(), quint64(2));
    QCOMPARE(tasksOf(*run, trace::TaskEventKind::Started).size(), 21);
}

void TestRun::aStepDoesNothingWhileItRuns()
{
    FakeWall wall;
    const auto run = make(twoSleeps, &wall);
    run->resume();
    run->stepTurn();
    QCOMPARE(run->iteration(), quint64(0));
}

void TestRun::cancelsSeveralAtOneInstant()
{
    const auto run = make(sleepers);
    run->stepTurn();
    run->stepTurn();
    run->cancel({TaskId(4), TaskId(2), TaskId(4)});
    run->runToEnd();
    QCOMPARE(tasksOf(*run, trace::TaskEventKind::CancelRequested), (QList<quint32>{4, 2, 4}));
    QCOMPARE(tasksOf(*run, trace::TaskEventKind::Cancelled), (QList<quint32>{4, 2}));
    QCOMPARE(run->now(), 1000 * ms);
    QCOMPARE(tests::logOf(*run), tests::replayOf(run->spec()));
}

void TestRun::showsWhatIsPending()
{
    const ResourceId gpu(1);
    const auto run = make(sleepers);
    run->stepTurn();
    run->stepTurn();
    QSignalSpy added(run.get(), &Run::interventionAdded);
    QCOMPARE(run->slotsOf(gpu), qint64(2));
    run->cancel(TaskId(3));
    run->setSlots(gpu, 5);
    QCOMPARE(added.count(), 2);
    QCOMPARE(added.back().front().toInt(), 1);
    QCOMPARE(run->pendingCancels(), std::vector{TaskId(3)});
    QCOMPARE(run->slotsOf(gpu), qint64(5));
    run->stepTurn();
    QVERIFY(run->pendingCancels().empty());
    QCOMPARE(run->slotsOf(gpu), qint64(5));
    QCOMPARE(tasksOf(*run, trace::TaskEventKind::Resized), (QList<quint32>{0}));
}

void TestRun::aClickTakesEffectWhereTheNowLineStands()
{
    FakeWall wall;
    const auto run = make(sleepers, &wall);
    run->resume();
    run->tick();
    wall.wait(400);
    run->tick();
    run->cancel(TaskId(2));
    QCOMPARE(run->spec().interventions.back().at, 400 * ms);
    run->tick();
    QCOMPARE(tasksOf(*run, trace::TaskEventKind::Cancelled), (QList<quint32>{2}));
    // Before anything else at the time of the next timer, however late the click.
    wall.wait(5000);
    run->cancel(TaskId(3));
    QCOMPARE(run->spec().interventions.back().at, 1000 * ms);
    run->tick();
    QCOMPARE(tasksOf(*run, trace::TaskEventKind::Cancelled), (QList<quint32>{2, 3}));
    QCOMPARE(tests::logOf(*run), tests::replayOf(run->spec()));
}

void TestRun::theSameNumberOfSlotsIsNoIntervention()
{
    const ResourceId gpu(1);
    run::RunSpec spec = tests::specOf(sleepers);
    spec.interventions.push_back({500 * ms, run::ResizeSemaphore{gpu, 7}});
    const auto run = Run::create(spec).value();
    run->setSlots(gpu, 2);
    QCOMPARE(run->spec().interventions.size(), std::size_t(1));
    run->setSlots(gpu, 7); // now, not only in half a second
    QCOMPARE(run->spec().interventions.size(), std::size_t(2));
    QCOMPARE(run->spec().interventions.front().at, Timestamp(1));
}

void TestRun::runsUntilAnInstant()
{
    const auto run = make(twoSleeps);
    run->runToEnd(50 * ms - 1);
    QCOMPARE(run->iteration(), quint64(1));
    run->runToEnd(50 * ms);
    QCOMPARE(run->iteration(), quint64(3));
    QCOMPARE(run->now(), 50 * ms);
    QCOMPARE(run->state(), RunState::Paused);
    run->runToEnd();
    QCOMPARE(run->end(), RunEnd::Finished);
}

void TestRun::runsToWhereAnotherRunStood()
{
    FakeWall wall;
    const auto first = make(sleepers, &wall);
    first->resume();
    wall.wait(400);
    first->tick();
    first->pause();
    const auto second = make(sleepers);
    second->runTo(first->store().eventCount(), first->now());
    QCOMPARE(second->now(), 400 * ms); // although nothing happens there
    QCOMPARE(second->state(), RunState::Paused);
    QCOMPARE(tests::logOf(*second), tests::logOf(*first));
    second->cancel(TaskId(2));
    QCOMPARE(second->spec().interventions.back().at, 400 * ms);

    // A deadlock is not concluded.
    const auto stuck = make(deadlocked);
    stuck->runToEnd(10 * ms);
    const auto again = make(deadlocked);
    again->runTo(stuck->store().eventCount(), stuck->now());
    QVERIFY(again->end() == RunEnd::None);
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestRun)
#include "tst_run.moc"
