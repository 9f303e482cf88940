// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/panescene.h"

#include <QSignalSpy>

using namespace awaitscope;
using namespace awaitscope::trace;
using awaitscope::tests::PaneScene;
using awaitscope::tests::TraceWriter;
using awaitscope::timeline::TimeScale;
using awaitscope::widgets::TimelineWidget;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

} // namespace

class TimelineInputTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void aClickSelects()
    {
        PaneScene scene;
        const TaskId task = scene.children.back();
        QTest::mouseClick(&scene.timeline(), Qt::LeftButton, {}, scene.onBar(task));
        QCOMPARE(scene.selection.task(), task);
        QVERIFY(scene.timeline().hasFocus());
    }

    void aButtonCancelsOnReleaseOverTheSameTask()
    {
        PaneScene scene;
        const QSignalSpy cancels(&scene.timeline(), &TimelineWidget::cancelRequested);
        const TaskId task = scene.children.back();
        const TaskId other = scene.children[18];
        QTest::mousePress(&scene.timeline(), Qt::LeftButton, {}, scene.onCancel(task));
        QCOMPARE(cancels.count(), 0);
        QTest::mouseRelease(&scene.timeline(), Qt::LeftButton, {}, scene.onCancel(task));
        QCOMPARE(cancels.count(), 1);
        QCOMPARE(cancels[0][0].value<TaskId>(), task);
        QTest::mousePress(&scene.timeline(), Qt::LeftButton, {}, scene.onCancel(task));
        QTest::mouseRelease(&scene.timeline(), Qt::LeftButton, {}, scene.onCancel(other));
        QTest::mousePress(&scene.timeline(), Qt::LeftButton, {}, scene.onCancel(task));
        QTest::mouseRelease(&scene.timeline(), Qt::LeftButton, {}, scene.onBar(task));
        QCOMPARE(cancels.count(), 1);
        QCOMPARE(scene.selection.task(), TaskId());
    }

    void aRowThatMovesAwayUnderThePressedMouseIsNotCancelled()
    {
        PaneScene scene;
        scene.zoom().setFollowing(false);
        const QSignalSpy cancels(&scene.timeline(), &TimelineWidget::cancelRequested);
        const QPoint at = scene.onCancel(scene.children[18]);
        QTest::mousePress(&scene.timeline(), Qt::LeftButton, {}, at);
        scene.zoom().scrollRowsBy(-timeline::TrackLayout::rowHeight);
        QTest::mouseRelease(&scene.timeline(), Qt::LeftButton, {}, at);
        QCOMPARE(cancels.count(), 0);
    }

    void theTriangleFolds()
    {
        PaneScene scene;
        scene.zoom().scrollRowsBy(-1000);
        const QPoint at =
            scene.timeline().view().foldRect(scene.trace->layout(), 0).center().toPoint();
        QTest::mouseClick(&scene.timeline(), Qt::LeftButton, {}, at);
        QVERIFY(scene.trace->layout().isFolded(scene.main));
        QTest::mouseClick(&scene.timeline(), Qt::LeftButton, {}, at);
        QVERIFY(!scene.trace->layout().isFolded(scene.main));
        QCOMPARE(scene.selection.task(), TaskId());
    }

    void dragsPan_data()
    {
        QTest::addColumn<int>("button");
        QTest::newRow("with the left button") << int(Qt::LeftButton);
        QTest::newRow("with the middle button") << int(Qt::MiddleButton);
    }

    void dragsPan()
    {
        QFETCH(const int, button);
        PaneScene scene;
        const QPoint from(700, 200);
        const Timestamp held = scene.scale().timeAt(700);
        const double scrollY = scene.timeline().view().scrollY;
        scene.drag(scene.timeline(), from, from + QPoint(-90, 48), {}, Qt::MouseButton(button));
        QVERIFY(std::abs(scene.scale().xOf(held) - 610) < 0.5);
        QCOMPARE(scene.timeline().view().scrollY, scrollY - 48);
        QVERIFY(!scene.zoom().isFollowing());
        QCOMPARE(scene.selection.task(), TaskId());
    }

    void shiftAndDragSelectARange()
    {
        PaneScene scene;
        const TimeScale scale = scene.scale();
        scene.drag(scene.timeline(), {800, 200}, {500, 240}, Qt::ShiftModifier);
        QCOMPARE(scene.timeline().range().range(),
                 (TimeRange{scale.timeAt(500), scale.timeAt(800)}));
        QCOMPARE(scene.scale(), scale);
        QTest::mouseClick(&scene.timeline(), Qt::LeftButton, Qt::ShiftModifier, {600, 200});
        QVERIFY(!scene.timeline().range().range());
    }

    void aRangeDoesNotBeginBeforeTheRun()
    {
        PaneScene scene;
        scene.drag(scene.timeline(), {800, 200}, {20, 200}, Qt::ShiftModifier);
        QCOMPARE(scene.timeline().range().range()->begin, Timestamp(0));
    }

    void shiftAndArrowsSelectARange()
    {
        PaneScene scene;
        scene.selection.select(scene.children[19]);
        for (int at = 0; at < 5; ++at) {
            QTest::keyClick(&scene.timeline(), Qt::Key_Right, Qt::ShiftModifier);
        }
        const auto range = scene.timeline().range().range();
        QVERIFY(range);
        QCOMPARE(range->begin, Timestamp(0)); // where the task begins
        QTest::keyClick(&scene.timeline(), Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(scene.timeline().range().range()->end < range->end);
    }

    void theWheelScrollsZoomsAndPans()
    {
        PaneScene scene;
        const double scrollY = scene.timeline().view().scrollY;
        const Timestamp held = scene.scale().timeAt(600);
        scene.zoom().setFollowing(false);
        const double zoom = scene.scale().nsPerPixel();
        scene.wheel(scene.timeline(), {600, 200}, 2, Qt::ControlModifier);
        QVERIFY(scene.scale().nsPerPixel() < zoom);
        QVERIFY(std::abs(scene.scale().xOf(held) - 600) < 0.5);
        scene.wheel(scene.timeline(), {600, 200}, 1);
        QCOMPARE(scene.timeline().view().scrollY, scrollY - 72);
        scene.wheel(scene.timeline(), {600, 200}, 1, Qt::ShiftModifier);
        QVERIFY(std::abs(scene.scale().xOf(held) - 672) < 0.5);
    }

    void aDoubleClickZoomsToTheTask()
    {
        PaneScene scene;
        const TaskId task = scene.children[17];
        scene.writer.at(3000).finish(task);
        scene.trace->update(ms(5000));
        QTest::mouseDClick(&scene.timeline(), Qt::LeftButton, {}, scene.onBar(task));
        QCOMPARE(scene.selection.task(), task);
        const TimeRange shown = scene.scale().visible();
        QVERIFY(shown.contains(0) && shown.contains(ms(3000)) && !shown.contains(ms(4000)));
    }

    void arrowsMoveTheSelectionAndFold()
    {
        PaneScene scene;
        const auto key = [&](Qt::Key pressed) {
            QTest::keyClick(&scene.timeline(), pressed);
            return scene.selection.task();
        };
        QCOMPARE(key(Qt::Key_Down), scene.main);
        QCOMPARE(key(Qt::Key_Down), scene.children[0]);
        QCOMPARE(key(Qt::Key_Up), scene.main);
        QCOMPARE(key(Qt::Key_Up), scene.main);
        QCOMPARE(key(Qt::Key_Right), scene.children[0]);
        QCOMPARE(key(Qt::Key_Left), scene.main);
        QCOMPARE(key(Qt::Key_Left), scene.main);
        QVERIFY(scene.trace->layout().isFolded(scene.main));
        QCOMPARE(key(Qt::Key_Right), scene.main);
        QVERIFY(!scene.trace->layout().isFolded(scene.main));
    }

    void lettersZoomAndPan()
    {
        PaneScene scene;
        scene.zoom().showRange({ms(1000), ms(2000)});
        const TimeScale before = scene.scale();
        QTest::keyClick(&scene.timeline(), Qt::Key_W);
        QVERIFY(scene.scale().nsPerPixel() < before.nsPerPixel());
        QTest::keyClick(&scene.timeline(), Qt::Key_S);
        QVERIFY(std::abs(scene.scale().nsPerPixel() - before.nsPerPixel()) < 1);
        QTest::keyClick(&scene.timeline(), Qt::Key_D);
        QVERIFY(scene.scale().visible().begin > before.visible().begin);
        QTest::keyClick(&scene.timeline(), Qt::Key_A);
        QVERIFY(std::abs(scene.scale().xOf(ms(1500)) - before.xOf(ms(1500))) < 1);
    }

    void enterZoomsToTheTaskOrTheRange()
    {
        PaneScene scene;
        scene.timeline().range().select(TimeRange{ms(1000), ms(1100)});
        QTest::keyClick(&scene.timeline(), Qt::Key_Return);
        QVERIFY(!scene.scale().visible().contains(ms(1500)));
        scene.selection.select(scene.children[19]);
        QTest::keyClick(&scene.timeline(), Qt::Key_Return);
        QVERIFY(scene.scale().visible().contains(ms(4900)));
    }

    void withoutATraceNothingHappens()
    {
        PaneScene scene;
        scene.pane.setTrace(nullptr);
        scene.drag(scene.timeline(), {700, 200}, {600, 200});
        scene.wheel(scene.timeline(), {700, 200}, 1);
        QTest::keyClick(&scene.timeline(), Qt::Key_Down);
        QTest::mouseDClick(&scene.timeline(), Qt::LeftButton, {}, {700, 200});
        QCOMPARE(scene.selection.task(), TaskId());
    }

    void wheelWithAltMakesRowsThinner_data()
    {
        QTest::addColumn<int>("modifiers");
        QTest::newRow("Alt") << int(Qt::AltModifier);
        QTest::newRow("Ctrl+Shift") << int(Qt::ControlModifier | Qt::ShiftModifier);
    }

    void wheelWithAltMakesRowsThinner()
    {
        QFETCH(const int, modifiers);
        PaneScene scene;
        scene.zoom().setFollowing(false);
        const double nsPerPixel = scene.scale().nsPerPixel();
        const Timestamp left = scene.scale().visible().begin;
        scene.wheel(scene.timeline(), {600, 200}, -2, Qt::KeyboardModifiers(modifiers));
        QCOMPARE(scene.timeline().view().density, 2);
        scene.wheel(scene.timeline(), {600, 200}, 1, Qt::KeyboardModifiers(modifiers));
        QCOMPARE(scene.timeline().view().density, 1);
        QCOMPARE(scene.scale().nsPerPixel(), nsPerPixel); // the width may be another
        QCOMPARE(scene.scale().visible().begin, left);
        const int row = scene.trace->layout().rowOf(scene.children[3]);
        QTest::mouseClick(&scene.timeline(), Qt::LeftButton, {},
                          scene.onBar(scene.trace->layout().taskAt(row)));
        QCOMPARE(scene.selection.task(), scene.children[3]);
    }

    void doubleClickOnABandShowsItsRows()
    {
        PaneScene scene;
        for (int i = 0; i < 2000; ++i) {
            scene.children.push_back(scene.writer.task("infer", scene.main));
        }
        scene.trace->update(TraceWriter::milliseconds(5000));
        scene.zoom().showAllRows();
        const timeline::View &view = scene.timeline().view();
        QVERIFY(view.isSummary());
        const TaskId task = scene.children[1000];
        const QPoint at = scene.onBar(task);
        QTest::mouseClick(&scene.timeline(), Qt::LeftButton, {}, at);
        QCOMPARE(scene.selection.task(), TaskId()); // a band is no task
        QTest::mouseDClick(&scene.timeline(), Qt::LeftButton, {}, at);
        QCOMPARE(view.density, 0);
        const auto [first, last] = view.visibleRows(scene.trace->layout());
        const int row = scene.trace->layout().rowOf(task);
        QVERIFY(first < row && row < last); // a row is a fraction of a px in the band
        QVERIFY(last - first < 24);
        QVERIFY(!scene.zoom().isFollowing());
    }
};

QTEST_MAIN(TimelineInputTest)
#include "tst_timelineinput.moc"
