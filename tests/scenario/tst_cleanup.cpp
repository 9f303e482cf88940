// SPDX-License-Identifier: MIT
#include "engine/run/run.h"
#include "engine/trace/spanbuilder.h"

#include <QTest>

namespace awaitscope {

using run::Run;
using run::RunSpec;
using trace::TaskState;

/// When the cleanup of a cancelled task is over although the task goes on.
class TestCleanup final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOverWhenTheTaskGoesOn_data();
    void isOverWhenTheTaskGoesOn();
};

namespace {

    using States = QList<TaskState>;

} // namespace

void TestCleanup::isOverWhenTheTaskGoesOn_data()
{
    QTest::addColumn<QByteArray>("task");
    QTest::addColumn<States>("states");
    // Each task is cancelled after 10 ms, by another one or by its group, and sleeps at its end.
    QTest::newRow("a handler swallows it")
        << QByteArray(R"({"spawn": "canceller"},
            {"try": {"do": [{"sleep": 1}], "except": {"Cancelled": [{"sleep": 1}]}}})")
        << States{TaskState::Working, TaskState::Cleanup, TaskState::Working};
    QTest::newRow("a handler replaces it by another error")
        << QByteArray(R"({"spawn": "canceller"},
            {"try": {"do": [{"try": {"do": [{"sleep": 1}],
                                     "except": {"Cancelled": [{"sleep": 1}, {"raise": "Late"}]}}}],
                     "except": {"Late": []}}})")
        << States{TaskState::Working, TaskState::Cleanup, TaskState::Working};
    QTest::newRow("a group that waits for its members raises their error")
        << QByteArray(R"({"try": {"do": [{"task_group": [{"start": "failing"}, {"start": "slow"}]}],
                                  "except": {"Group": []}}})")
        << States{TaskState::Awaiting, TaskState::Cleanup, TaskState::Working};
    QTest::newRow("a group whose body sleeps raises the error of a member")
        << QByteArray(R"({"try": {"do": [{"task_group": [{"start": "failing"}, {"start": "slow"},
                                                         {"sleep": 9}]}],
                                  "except": {"Group": []}}})")
        << States{TaskState::Working, TaskState::Cleanup, TaskState::Working};
}

void TestCleanup::isOverWhenTheTaskGoesOn()
{
    QFETCH(const QByteArray, task);
    QFETCH(const States, states);
    RunSpec spec;
    spec.scenarioText =
        R"({"name": "c", "tasks": {
            "canceller": [{"sleep": 0.01}, {"cancel": "$parent"}],
            "failing": [{"sleep": 0.01}, {"raise": "Broken"}],
            "slow": [{"try": {"do": [{"sleep": 9}], "finally": [{"sleep": 1}]}}],
            "cancelled": [)"
        + task + R"(, {"sleep": 2}]}, "main": [{"gather": ["cancelled"]}]})";
    const auto run = Run::create(spec);
    QVERIFY2(run, qPrintable(run ? QString() : run.problem().text()));
    run.value()->runToEnd();
    trace::SpanBuilder spans(run.value()->store());
    spans.update();
    States found;
    for (const trace::Span &span : spans.life(trace::TaskId(2)).spans) {
        found << span.state;
    }
    QCOMPARE(found, states);
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestCleanup)
#include "tst_cleanup.moc"
