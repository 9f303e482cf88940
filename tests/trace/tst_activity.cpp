// SPDX-License-Identifier: MIT
#include "tests/support/tracewriter.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

[[nodiscard]] double taskTime(const Activity &activity, TaskState state)
{
    double sum = 0;
    for (const Activity::Bin &bin : activity.bins()) {
        sum += bin.taskTime[std::size_t(state)];
    }
    return sum;
}

[[nodiscard]] quint32 ended(const Activity &activity, Outcome outcome)
{
    quint32 sum = 0;
    for (const Activity::Bin &bin : activity.bins()) {
        sum += bin.ended[std::size_t(outcome)];
    }
    return sum;
}

} // namespace

class ActivityTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeIsSharedOutAmongBins()
    {
        Activity activity;
        activity.addStates({512, 3 * 1024 + 256}, {0, 2});
        QCOMPARE(activity.binWidth(), Timestamp(1024));
        QCOMPARE(activity.bins().size(), std::size_t(4));
        const double expected[] {2 * 512.0, 2 * 1024.0, 2 * 1024.0, 2 * 256.0};
        for (std::size_t at = 0; at < 4; ++at) {
            QCOMPARE(activity.bins()[at].taskTime[1], expected[at]);
        }
    }

    void binsGrowWithTheRunAndLoseNothing()
    {
        Activity activity;
        Timestamp time = 0;
        for (int step = 0; step < 50'000; ++step) {
            const Timestamp next = time + 1 + step % 977;
            activity.addStates({time, next}, {1, 0, 0, 3});
            time = next;
            activity.addEnd(time, step % 2 == 0 ? Outcome::Finished : Outcome::Failed);
        }
        QVERIFY(activity.bins().size() <= Activity::mostBins);
        QVERIFY(activity.bins().size() > Activity::mostBins / 2);
        QCOMPARE(taskTime(activity, TaskState::Ready), double(time));
        QCOMPARE(taskTime(activity, TaskState::Waiting), 3 * double(time));
        QCOMPARE(ended(activity, Outcome::Finished), 25'000U);
        QCOMPARE(ended(activity, Outcome::Failed), 25'000U);
    }

    void anOutcomeIsInTheBinOfItsMoment()
    {
        Activity activity;
        activity.addEnd(ms(300), Outcome::TimedOut);
        activity.addEnd(ms(1000), Outcome::Finished);
        const auto bin = std::size_t(ms(300) / activity.binWidth());
        QCOMPARE(activity.bins()[bin].ended[std::size_t(Outcome::TimedOut)], 1U);
    }

    void theEndOfTimeIsReachedInFewBins()
    {
        Activity activity;
        activity.addStates({0, 1000}, {1});
        activity.addStates({1000, endOfTime}, {0, 1});
        activity.addEnd(endOfTime, Outcome::Finished);
        QVERIFY(activity.bins().size() <= Activity::mostBins);
        QCOMPARE(taskTime(activity, TaskState::Ready), 1000.0);
        QVERIFY(std::abs(taskTime(activity, TaskState::Working) / double(endOfTime) - 1) < 1e-9);
    }

    void aQuietRunCostsNothing()
    {
        Activity activity;
        activity.addStates({0, endOfTime}, {});
        QVERIFY(activity.bins().empty());
    }

    void aTraceIsSummedUpAsItIsRead()
    {
        TraceWriter writer;
        const TaskId main = writer.task("main");
        const TaskId infer = writer.task("infer", main);
        writer.wait(main, WaitKind::Gather).sleep(infer);
        writer.at(400).fail(infer, "ValueError").at(500).finish(main);
        const Activity &activity = writer.builder().activity();
        QCOMPARE(taskTime(activity, TaskState::Working), double(ms(400)));
        QCOMPARE(taskTime(activity, TaskState::Awaiting), double(ms(500)));
        QCOMPARE(taskTime(activity, TaskState::Ready), 0.0);
        QCOMPARE(ended(activity, Outcome::Failed), 1U);
        QCOMPARE(ended(activity, Outcome::Finished), 1U);
    }
};

QTEST_GUILESS_MAIN(ActivityTest)
#include "tst_activity.moc"
