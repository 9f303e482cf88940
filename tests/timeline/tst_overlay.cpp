// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scene.h"

#include <QTest>

using namespace awaitscope::timeline;
using namespace awaitscope::trace;
using awaitscope::tests::Scene;
using awaitscope::tests::TraceWriter;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

// main with three children; rows begin at y = 24 and are 24 px high.
struct Family final : Scene
{
    Family()
    {
        main = writer.task("main");
        first = writer.task("infer", main);
        second = writer.at(50).task("infer", main);
        third = writer.at(50).task("infer", main);
        setNow(500);
    }

    TaskId main;
    TaskId first;
    TaskId second;
    TaskId third;
};

} // namespace

class OverlayTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void nothingIsPointedOutAtFirst()
    {
        Family family;
        const Overlay overlay = family.geometry().overlay;
        QVERIFY(overlay.rows.empty() && overlay.arrows.empty() && overlay.cancelButtons.empty());
        QVERIFY(!overlay.range && !overlay.cursorX && !overlay.focus);
    }

    void selectionGoesBeforeHover()
    {
        Family family;
        family.pointed.selected = family.main;
        family.pointed.hovered = family.main;
        using Rows = std::vector<RowShape>;
        const RowShape selected{QRectF(0, 24, 1190, 24), RowShape::Kind::Selected};
        QCOMPARE(family.geometry().overlay.rows, (Rows{selected}));
        family.pointed.hovered = family.first;
        QCOMPARE(family.geometry().overlay.rows,
                 (Rows{selected, {QRectF(0, 48, 1190, 24), RowShape::Kind::Hovered}}));
    }

    void rowsThatAreScrolledAwayAreNotPointedOut()
    {
        Family family;
        family.pointed.selected = family.main;
        family.pointed.hasFocus = true;
        family.view.scrollY = 24;
        QVERIFY(family.geometry().overlay.rows.empty());
        QVERIFY(!family.geometry().overlay.focus);
        family.view.scrollY = 10;
        QCOMPARE(family.geometry().overlay.focus, QRectF(0, 24, 1190, 14));
    }

    void pointedRowsShowTheirCancelButtons()
    {
        Family family;
        family.pointed.selected = family.first;
        family.pointed.hovered = family.second;
        family.pointed.hotCancel = family.second;
        const Overlay overlay = family.geometry().overlay;
        QCOMPARE(overlay.cancelButtons,
                 (std::vector{QRectF(165, 48, 24, 24), QRectF(165, 72, 24, 24)}));
        QCOMPARE(overlay.hotCancel, QRectF(165, 72, 24, 24));
    }

    void whatCannotBeCancelledHasNoButton()
    {
        Family family;
        family.writer.finish(family.first);
        family.pointed.selected = family.first;
        QVERIFY(family.geometry().overlay.cancelButtons.empty());
        family.pointed.selected = family.second;
        family.view.cancelButtons = CancelButtons::None;
        QVERIFY(family.geometry().overlay.cancelButtons.empty());
    }

    void onlyTheSelectedRowNamesItsDeadline()
    {
        Family family;
        family.writer.openScope(family.main, 1, 600).openScope(family.first, 2, 500);
        QVERIFY(family.geometry().overlay.deadlines.empty());
        family.pointed.selected = family.first;
        const Overlay overlay = family.geometry().overlay;
        QCOMPARE(overlay.deadlines, (std::vector<DeadlineShape>{{690, 49, 71, true}}));
        QCOMPARE(overlay.barLabels.at(0).text, QStringLiteral("deadline"));
        QCOMPARE(overlay.barLabels.at(0).rect.left(), 695.0);
    }

    void aRangeIsClippedToTheView()
    {
        Family family;
        family.pointed.range = TimeRange{ms(100), ms(300)};
        QCOMPARE(family.geometry().overlay.range, (RangeShape{290, 490, true, true}));
        QCOMPARE(family.geometry().overlay.rulerLabels.at(0).text, QStringLiteral("↔ 200 ms"));
        family.view.scale.setRange({ms(200), ms(1200)});
        QCOMPARE(family.geometry().overlay.range, (RangeShape{190, 290, false, true}));
        family.view.scale.setRange({ms(400), ms(1400)});
        QVERIFY(!family.geometry().overlay.range);
    }

    void theCursorReadsTheTracks()
    {
        Scene scene;
        const ResourceId gpu = scene.writer.resource("gpu", ResourceKind::Semaphore, 4);
        const TaskId task = scene.writer.task("main");
        scene.writer.at(100).acquire(task, gpu, {2, 0}).at(300).acquire(task, gpu, {4, 7});
        scene.setNow(500);
        scene.pointed.cursor = ms(200);
        const Geometry geometry = scene.geometry();
        QCOMPARE(geometry.overlay.cursorX, 390.0);
        QCOMPARE(geometry.trackUses.at(0).text, QStringLiteral("4 of 4 slots · 7 waiting"));
        QCOMPARE(geometry.overlay.trackUses.at(0).text, QStringLiteral("2 of 4 slots · 0 waiting"));
        QCOMPARE(geometry.overlay.rulerLabels.at(0).text, QStringLiteral("0.200 s"));
        scene.pointed.cursor = ms(501); // nothing is known of the future
        QVERIFY(scene.geometry().overlay.trackUses.empty());
    }

    void matchesAreFramedBehindTheirNames()
    {
        Family family;
        const std::unordered_set<TaskId> matches{family.first, family.third};
        family.pointed.matches = &matches;
        family.pointed.selected = family.third;
        const Geometry geometry = family.geometry();
        QCOMPARE(geometry.overlay.matches.size(), std::size_t(2));
        QVERIFY(geometry.overlay.matches[0].rect.intersects(geometry.sideLabels[1].rect));
        QVERIFY(!geometry.overlay.matches[0].isCurrent);
        QVERIFY(geometry.overlay.matches[1].rect.intersects(geometry.sideLabels[3].rect));
        QVERIFY(geometry.overlay.matches[1].isCurrent);
    }
};

QTEST_GUILESS_MAIN(OverlayTest)
#include "tst_overlay.moc"
