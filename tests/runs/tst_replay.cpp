// SPDX-License-Identifier: MIT
#include "tests/runs/runtester.h"
#include "tests/support/logdifference.h"

#include <QTest>

namespace awaitscope {

using run::Run;
using run::RunSpec;
using tests::RunTester;

/// What happens in a run depends on its spec alone: not on speed, pauses, and where a frame ends.
/// What is done to it by hand becomes part of the spec.
class TestReplay final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLogIsTheSameAtEverySpeed_data();
    void theLogIsTheSameAtEverySpeed();
    void theSpecGivesWhatWasPlayed_data();
    void theSpecGivesWhatWasPlayed();
    void playingFindsEverySituation();
    void interventionsAreKeptInOrder();
};

namespace {

    [[nodiscard]] QByteArray differenceFromReplay(const Run &run)
    {
        return tests::firstDifference(tests::logOf(run), tests::replayOf(run.spec()));
    }

} // namespace

void TestReplay::theLogIsTheSameAtEverySpeed_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<double>("speed");
    const std::pair<double, const char *> speeds[] = {{0.1, "a tenth"},
                                                      {1.0, "the wall clock's"},
                                                      {3.7, "3.7 times"},
                                                      {100.0, "a hundred times"},
                                                      {Run::maxSpeed, "no pace"}};
    for (const QString &scenario : tests::scenarioNames()) {
        for (const auto &[speed, name] : speeds) {
            QTest::addRow("%s at %s", qPrintable(scenario), name) << scenario << speed;
        }
    }
}

void TestReplay::theLogIsTheSameAtEverySpeed()
{
    QFETCH(const QString, scenario);
    QFETCH(const double, speed);
    const RunSpec spec = tests::specOf(tests::scenarioNamed(scenario));
    const QByteArray expected = tests::replayOf(spec);
    for (const quint64 slice : {1, 7, 128}) {
        RunTester tester(spec, quint32(slice), slice);
        tester.run().setSpeed(speed);
        tester.runToEnd();
        const QByteArray difference = tests::firstDifference(tests::logOf(tester.run()), expected);
        QVERIFY2(difference.isEmpty(), difference.constData());
    }
}

void TestReplay::theSpecGivesWhatWasPlayed_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<quint64>("slice");
    for (const QString &scenario : tests::scenarioNames()) {
        for (const quint64 slice : {1, 7, 128}) {
            QTest::addRow("%s in slices of %llu", qPrintable(scenario), slice) << scenario << slice;
        }
    }
}

void TestReplay::theSpecGivesWhatWasPlayed()
{
    QFETCH(const QString, scenario);
    QFETCH(const quint64, slice);
    const RunSpec spec = tests::specOf(tests::scenarioNamed(scenario));
    for (quint32 seed = 0; seed < 40; ++seed) {
        RunTester tester(spec, seed, slice);
        for (int i = 0; i < 20; ++i) {
            tester.play();
        }
        tester.runToEnd();
        const QByteArray difference = differenceFromReplay(tester.run());
        QVERIFY2(difference.isEmpty(),
                 "seed " + QByteArray::number(seed) + ": " + difference + '\n'
                     + run::toJson(tester.run().spec().interventions, tester.run().scenario()));
    }
}

void TestReplay::playingFindsEverySituation()
{
    quint32 inTurn = 0;
    quint32 inDeadlock = 0;
    quint32 inShutdown = 0;
    for (const QString &scenario : tests::scenarioNames()) {
        for (quint32 seed = 0; seed < 10; ++seed) {
            RunTester tester(tests::specOf(tests::scenarioNamed(scenario)), seed, 7);
            for (int i = 0; i < 20; ++i) {
                tester.play();
            }
            inTurn += tester.inTurn;
            inDeadlock += tester.inDeadlock;
            inShutdown += tester.inShutdown;
        }
    }
    QVERIFY(inTurn > 10);
    QVERIFY(inDeadlock > 10);
    QVERIFY(inShutdown > 10);
}

void TestReplay::interventionsAreKeptInOrder()
{
    // A spec that has interventions from the start, some of them far in the future.
    RunSpec spec = tests::specOf(tests::scenarioNamed(QStringLiteral("semaphore")));
    for (const trace::Timestamp at : {100'000'000, 100'000'000, 900'000'000, 2'000'000'000}) {
        spec.interventions.push_back({at, run::CancelTask{trace::TaskId(5)}});
    }
    for (quint32 seed = 0; seed < 40; ++seed) {
        RunTester tester(spec, seed, 7);
        for (int i = 0; i < 20; ++i) {
            tester.play();
        }
        tester.runToEnd();
        const run::Interventions &all = tester.run().spec().interventions;
        QVERIFY(std::ranges::is_sorted(all, {}, &run::Intervention::at));
        const auto read = run::parseInterventions(run::toJson(all, tester.run().scenario()),
                                                  tester.run().scenario(), {});
        QCOMPARE(read.value(), all);
        const QByteArray difference = differenceFromReplay(tester.run());
        QVERIFY2(difference.isEmpty(), difference.constData());
    }
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestReplay)
#include "tst_replay.moc"
