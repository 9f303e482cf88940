// SPDX-License-Identifier: MIT
#include "engine/analysis/comparison.h"
#include "tests/support/tracewriter.h"

#include <QTest>

using namespace awaitscope;
using analysis::Comparison;
using analysis::RunTotals;
using analysis::TaskDifference;
using tests::TraceWriter;
using trace::Outcome;
using trace::TaskEventKind;
using trace::TaskId;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

using Differences = std::vector<TaskDifference>;
using Tasks = std::vector<TaskId>;

/// Two runs of main, which creates infer, batch and infer at 0 ms.
struct Pair
{
    Pair()
    {
        for (TraceWriter *const run : {&before, &after}) {
            const TaskId main = run->task("main");
            for (const char *const name : {"infer", "batch", "infer"}) {
                run->task(name, main);
            }
        }
    }

    [[nodiscard]] Comparison compare(double nowBefore = 1000, double nowAfter = 1000)
    {
        return analysis::compareRuns({before.store(), before.builder(), ms(nowBefore)},
                                     {after.store(), after.builder(), ms(nowAfter)});
    }

    TraceWriter before;
    TraceWriter after;
};

} // namespace

class ComparisonTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void sameRunsHaveNoDifferences()
    {
        Pair pair;
        const Comparison comparison = pair.compare();
        QCOMPARE(comparison.beforeOf,
                 (Tasks{TaskId(), TaskId(1), TaskId(2), TaskId(3), TaskId(4)}));
        QVERIFY(comparison.differences.empty());
        QCOMPARE(comparison.before, comparison.after);
    }

    void tasksAreMatchedByPathWhateverTheirNumbers()
    {
        Pair pair;
        const TaskId first = pair.before.task("part", TaskId(2));
        const TaskId second = pair.before.task("part", TaskId(4));
        pair.after.task("part", TaskId(4));
        pair.after.task("part", TaskId(2));
        pair.after.task("other", TaskId(2)); // the second child of infer #2, which had one
        const Comparison comparison = pair.compare();
        QCOMPARE(comparison.beforeOf[5], second);
        QCOMPARE(comparison.beforeOf[6], first);
        QCOMPARE(comparison.beforeOf[7], TaskId());
    }

    void anotherNameIsAnotherTask()
    {
        Pair pair;
        pair.before.task("part", TaskId(2));
        const TaskId query = pair.after.task("query", TaskId(2));
        pair.after.task("below", query);
        const Comparison comparison = pair.compare();
        QCOMPARE(comparison.beforeOf[5], TaskId());
        QCOMPARE(comparison.beforeOf[6], TaskId()); // nor is what it created the same
        QCOMPARE(comparison.differences.size(), std::size_t(3));
    }

    void differencesComeByTheirEffect()
    {
        Pair pair;
        pair.before.at(100).finish(TaskId(2)).finish(TaskId(3)).finish(TaskId(4));
        pair.after.at(90).finish(TaskId(4));
        pair.after.at(130).finish(TaskId(2));
        pair.after.at(140).end(TaskId(3), TaskEventKind::Cancelled);
        const TaskId late = pair.after.at(150).task("late", TaskId(1));
        QCOMPARE(
            pair.compare().differences,
            (Differences{{{}, late, Outcome::None, Outcome::None, ms(850)},
                         {TaskId(3), TaskId(3), Outcome::Finished, Outcome::Cancelled, ms(40)},
                         {TaskId(2), TaskId(2), Outcome::Finished, Outcome::Finished, ms(30)},
                         {TaskId(4), TaskId(4), Outcome::Finished, Outcome::Finished, -ms(10)}}));
    }

    void whatIsStillToComeIsNoDifference()
    {
        Pair pair;
        pair.before.at(100).finish(TaskId(2));
        pair.before.at(500).task("late", TaskId(1));
        QVERIFY(pair.compare(1000, 499).differences.empty());
        QCOMPARE(pair.compare(1000, 500).differences,
                 (Differences{{TaskId(5), {}, Outcome::None, Outcome::None, -ms(500)}}));
    }

    void totalsStandSideBySide()
    {
        Pair pair;
        const auto gpu = pair.after.resource("gpu", trace::ResourceKind::Semaphore);
        pair.after.queue(TaskId(2), gpu, {1, 1}).sleep(TaskId(3));
        pair.after.at(60).acquire(TaskId(2), gpu, {1, 0}).fail(TaskId(2), "Timeout");
        pair.after.at(200).finish(TaskId(3));
        const Comparison comparison = pair.compare(1000, 300);
        QCOMPARE(comparison.before, (RunTotals{.duration = ms(1000), .tasks = 4, .outcomes = {4}}));
        QCOMPARE(comparison.after,
                 (RunTotals{.duration = ms(300),
                            .tasks = 4,
                            .outcomes = {2, 1, 0, 1},
                            .waited = ms(60),
                            .worked = ms(200),
                            .median = ms(60),
                            .p95 = ms(200)}));
    }
};

QTEST_GUILESS_MAIN(ComparisonTest)
#include "tst_comparison.moc"
