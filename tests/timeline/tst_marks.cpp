// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scene.h"

#include <QTest>

using namespace awaitscope::timeline;
using namespace awaitscope::trace;
using awaitscope::tests::Scene;
using awaitscope::tests::TraceWriter;
using Kind = MarkShape::Kind;

namespace {

using Marks = std::vector<MarkShape>;

[[nodiscard]] std::optional<Label> find(const Geometry &geometry, QStringView text)
{
    const auto found = std::ranges::find(geometry.barLabels, text, &Label::text);
    return found == geometry.barLabels.end() ? std::nullopt : std::optional(*found);
}

} // namespace

class MarksTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void everyKindHasItsShape()
    {
        Scene scene;
        const TaskId task = scene.writer.task("main");
        scene.writer.at(100).cancel(task).beginCleanup(task);
        scene.writer.at(200).endCleanup(task, CleanupEnd::Swallowed);
        scene.writer.at(300).event(task, TaskEventKind::Expired);
        scene.writer.at(400).event(task, TaskEventKind::TimedOut);
        scene.writer.at(500).event(task, TaskEventKind::Caught);
        scene.writer.at(600).mark(task, "half way");
        scene.setNow(900);
        QCOMPARE(scene.geometry().marks,
                 (Marks{{QPointF(290, 24), Kind::CancelRequested},
                        {QPointF(390, 24), Kind::Swallowed},
                        {QPointF(490, 24), Kind::Expired},
                        {QPointF(590, 24), Kind::CaughtTimeout},
                        {QPointF(690, 24), Kind::Caught},
                        {QPointF(790, 24), Kind::Marker}}));
    }

    void marksAtOnePlaceShowTheMostTelling()
    {
        Scene scene;
        const TaskId task = scene.writer.task("main");
        scene.writer.at(100).mark(task, "a").cancel(task);
        scene.writer.at(102).event(task, TaskEventKind::Expired);
        scene.writer.at(107).event(task, TaskEventKind::Caught);
        scene.setNow(900);
        QCOMPARE(scene.geometry().marks,
                 (Marks{{QPointF(292, 24), Kind::Expired}, {QPointF(297, 24), Kind::Caught}}));
    }

    void manyMarksAreNoMoreThanThePixelsHold()
    {
        Scene scene;
        const TaskId task = scene.writer.task("main");
        for (int i = 0; i < 100'000; ++i) {
            scene.writer.at(i * 0.01).event(task, TaskEventKind::Caught);
        }
        const Geometry geometry = scene.geometry();
        QVERIFY(geometry.marks.size() > 100);
        QVERIFY(geometry.marks.size() <= 1000 / 6 + 1);
    }

    void aCapHidesTheMarksUnderIt()
    {
        Scene scene;
        const TaskId task = scene.writer.task("main");
        scene.writer.at(100).event(task, TaskEventKind::Expired);
        scene.writer.at(195).event(task, TaskEventKind::TimedOut).at(200).fail(task, "Timeout");
        QCOMPARE(scene.geometry().marks, (Marks{{QPointF(290, 24), Kind::Expired}}));
    }

    void markersAreNamedWhereThatHidesNoText()
    {
        Scene scene;
        const TaskId task = scene.writer.task("main");
        scene.writer.wait(task, WaitKind::Event).at(100).mark(task, "half way");
        scene.writer.at(200).mark(task, "no room here").at(210).mark(task, "a");
        scene.writer.at(300).sleep(task).at(400).mark(task, "on work");
        scene.setNow(900);
        const Geometry geometry = scene.geometry();
        QVERIFY(find(geometry, u"half way"));
        QVERIFY(find(geometry, u"half way")->hasBacking);
        QCOMPARE(find(geometry, u"half way")->rect.left(), 294.0);
        QVERIFY(!find(geometry, u"no room here"));
        QVERIFY(!find(geometry, u"on work"));
    }

    void durationsGiveWayToMarks()
    {
        Scene scene;
        const TaskId task = scene.writer.task("main");
        scene.writer.sleep(task).mark(task, "begin").at(300).mark(task, "end");
        scene.setNow(500);
        const auto label = find(scene.geometry(), u"500 ms");
        QVERIFY(label);
        QCOMPARE(label->rect.left(), 200.0);
        QCOMPARE(label->rect.right(), 484.0);
    }

    void theEarliestScopeIsTheDeadline()
    {
        Scene scene;
        const TaskId main = scene.writer.task("main");
        const TaskId infer = scene.writer.task("infer", main);
        scene.writer.openScope(main, 1, 600).openScope(infer, 2, 500).openScope(infer, 3, 700);
        scene.setNow(100);
        const Geometry geometry = scene.geometry();
        QCOMPARE(geometry.deadlines, (std::vector<DeadlineShape>{{790, 29, 43}, {690, 53, 67}}));
        QVERIFY(!find(geometry, u"deadline"));
    }

    void aTaskThatEndedHasNoDeadline()
    {
        Scene scene;
        const TaskId task = scene.writer.task("main");
        scene.writer.openScope(task, 1, 600).at(100).finish(task);
        QVERIFY(scene.geometry().deadlines.empty());
    }

    void cancelPendingIsSaidUntilCleanupBegins()
    {
        Scene scene;
        const TaskId task = scene.writer.task("main");
        scene.writer.wait(task, WaitKind::Event);
        scene.setNow(500);
        QVERIFY(!find(scene.geometry(), u"cancel pending"));
        scene.writer.at(400).cancel(task);
        const auto badge = find(scene.geometry(), u"cancel pending");
        QVERIFY(badge);
        QCOMPARE(badge->rect.right(), 685.0); // just before the now line
        scene.writer.beginCleanup(task);
        QVERIFY(!find(scene.geometry(), u"cancel pending"));
    }

    void cancelPendingIsSaidBeforeTheTraceKnows()
    {
        Scene scene;
        const TaskId task = scene.writer.task("main");
        scene.setNow(500);
        scene.view.cancelPending = {task};
        QVERIFY(find(scene.geometry(), u"cancel pending"));
        scene.writer.at(500).end(task, TaskEventKind::Cancelled);
        QVERIFY(!find(scene.geometry(), u"cancel pending"));
    }
};

QTEST_GUILESS_MAIN(MarksTest)
#include "tst_marks.moc"
