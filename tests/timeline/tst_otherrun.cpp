// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scene.h"
#include "ui/timeline/otherrun.h"

#include <QTest>

using namespace awaitscope;
using namespace awaitscope::timeline;
using namespace awaitscope::trace;
using awaitscope::tests::Scene;
using awaitscope::tests::TraceWriter;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

// In each run main and three tasks below it. Rows begin at y = 24 and are 24 px high; one ms is one
// px, 0 is at x = 190. The run that is shown has come to 600 ms, the other one to 800 ms.
struct Two final : Scene
{
    Two()
    {
        for (TraceWriter *const run : {&before, &writer}) {
            main = run->task("main");
            first = run->task("infer", main);
            second = run->task("infer", main);
            third = run->task("infer", main);
        }
        setNow(600);
    }

    [[nodiscard]] Overlay overlay()
    {
        comparison = analysis::compareRuns({before.store(), before.builder(), ms(800)},
                                           {writer.store(), writer.builder(), view.now});
        other.emplace(OtherRun{model, comparison, QStringLiteral("before"), ms(800)});
        pointed.other = &*other;
        return geometry().overlay;
    }

    TraceWriter before;
    TimelineModel model{before.store(), before.builder()};
    analysis::Comparison comparison;
    std::optional<OtherRun> other;
    TaskId main;
    TaskId first;
    TaskId second;
    TaskId third;
};

} // namespace

class OtherRunTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void whatATaskDidThenIsAStripAboveItsBars()
    {
        Two two;
        two.before.sleep(two.first).at(100).resume(two.first).wait(two.first, WaitKind::Event);
        two.before.at(250).finish(two.first);
        const OtherRunShapes shapes = two.overlay().otherRun;
        QCOMPARE(shapes.strips.size(), std::size_t(2));
        QCOMPARE(shapes.strips[0].rect, QRectF(190, 48, 100, 3));
        QCOMPARE(shapes.strips[0].state, TaskState::Working);
        QCOMPARE(shapes.strips[1].rect, QRectF(290, 48, 150, 3));
        QCOMPARE(shapes.strips[1].state, TaskState::Waiting);
        QCOMPARE(shapes.ends, (std::vector<Cap>{{QPointF(440, 48), Outcome::Finished}}));
    }

    void whatStillLastsEndsWhereTheOtherRunStands()
    {
        Two two;
        two.before.sleep(two.first);
        const OtherRunShapes shapes = two.overlay().otherRun;
        QCOMPARE(shapes.strips.at(0).rect, QRectF(190, 48, 800, 3));
        QVERIFY(shapes.ends.empty());
    }

    void differencesStandBehindTheBars()
    {
        Two two;
        two.before.at(100).finish(two.first).finish(two.second).finish(two.third);
        two.writer.at(80).finish(two.first);
        two.writer.at(100).finish(two.second);
        two.writer.at(350).end(two.third, TaskEventKind::Cancelled);
        const Overlay overlay = two.overlay();
        QCOMPARE(overlay.barLabels.size(), std::size_t(2));
        QCOMPARE(overlay.barLabels[0].text, QStringLiteral("−20.0 ms"));
        QCOMPARE(overlay.barLabels[0].rect.topLeft(), QPointF(190 + 80 + 13, 52));
        QCOMPARE(overlay.barLabels[1].text, QStringLiteral("was finished, +250 ms"));
        QCOMPARE(overlay.barLabels[1].rect.topLeft(), QPointF(190 + 350 + 13, 100));
    }

    void aTaskOfThisRunAloneSaysSo()
    {
        Two two;
        const TaskId alone = two.writer.at(300).task("late", two.main);
        two.writer.at(400).finish(alone);
        const Overlay overlay = two.overlay();
        QCOMPARE(overlay.barLabels.size(), std::size_t(1));
        QCOMPARE(overlay.barLabels[0].text, QStringLiteral("only in this run"));
        QCOMPARE(overlay.barLabels[0].rect.left(), 190.0 + 400 + 13);
        QCOMPARE(otherRunText(*two.other, alone), QString());
    }

    void rowsOutOfViewAreNotVisited()
    {
        Two two;
        for (const TaskId task : {two.first, two.second, two.third}) {
            two.before.sleep(task);
        }
        two.before.at(100).finish(two.first).finish(two.second).finish(two.third);
        two.view.place(QRectF(0, 0, 1190, 24 + 26)); // 26 px of rows
        two.view.scrollY = 23;
        const OtherRunShapes shapes = two.overlay().otherRun;
        // The first from its top on; of the second no more than one px.
        QCOMPARE(shapes.strips.size(), std::size_t(2));
        QCOMPARE(shapes.strips[0].rect, QRectF(190, 25, 100, 3));
        QCOMPARE(shapes.strips[1].rect, QRectF(190, 49, 100, 1));
        QCOMPARE(shapes.ends.size(), std::size_t(1));
    }

    void itsEndIsTold()
    {
        Two two;
        two.before.at(250).fail(two.first, "E");
        two.writer.at(600).finish(two.first);
        (void)two.overlay();
        QCOMPARE(otherRunText(*two.other, two.first),
                 QStringLiteral("in the other run: failed at 0.250 s after 250 ms"));
        QCOMPARE(otherRunText(*two.other, two.second),
                 QStringLiteral("in the other run: alive at its end"));
        const QStringList details = otherRunDetails(*two.other);
        QVERIFY(details.contains(QStringLiteral("strips above the bars: before")));
        QVERIFY(details.contains(QStringLiteral("total 800 ms → 600 ms")));
        QVERIFY(details.contains(QStringLiteral("failed 1 → 0")));
    }
};

QTEST_GUILESS_MAIN(OtherRunTest)
#include "tst_otherrun.moc"
