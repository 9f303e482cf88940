// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/panescene.h"

#include <QSignalSpy>
#include <QToolButton>

using namespace awaitscope;
using namespace awaitscope::trace;
using awaitscope::tests::PaneScene;
using awaitscope::tests::TraceWriter;
using awaitscope::widgets::TimelineWidget;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

} // namespace

class TimelineWidgetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatThePointerDoesBuildsNothing()
    {
        PaneScene scene;
        (void)scene.timeline().grab();
        const quint64 builds = scene.timeline().builds();
        QVERIFY(builds > 0);
        for (int x = 200; x < 1100; x += 30) {
            scene.move(scene.timeline(), {x, 150 + x / 10}, Qt::NoButton);
            (void)scene.timeline().grab();
        }
        scene.timeline().range().select(TimeRange{ms(1), ms(2000)});
        scene.selection.select(scene.children[19]);
        (void)scene.timeline().grab();
        QCOMPARE(scene.timeline().builds(), builds);
        scene.trace->update(ms(5001));
        (void)scene.timeline().grab();
        QCOMPARE(scene.timeline().builds(), builds + 1);
    }

    void theRowUnderARestingCursorIsPointedOut()
    {
        PaneScene scene;
        scene.zoom().setFollowing(false);
        scene.move(scene.timeline(), scene.onBar(scene.children[18]), Qt::NoButton);
        QCOMPARE(scene.timeline().pointed().hovered, scene.children[18]);
        scene.zoom().scrollRowsBy(-timeline::TrackLayout::rowHeight);
        QCOMPARE(scene.timeline().pointed().hovered, scene.children[17]);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(&scene.timeline(), &leave);
        QCOMPARE(scene.timeline().pointed().hovered, TaskId());
        QVERIFY(!scene.timeline().pointed().cursor);
    }

    void itSaysThatItDoesNotFollow()
    {
        PaneScene scene;
        auto *const notice = scene.timeline().findChild<QToolButton *>(QStringLiteral("notice"));
        QVERIFY(notice->isHidden());
        scene.zoom().panBy(20);
        QVERIFY(notice->isVisible());
        notice->click();
        QVERIFY(scene.zoom().isFollowing());
        QVERIFY(notice->isHidden());
        scene.zoom().panBy(20);
        scene.timeline().setCanCancel(false); // the run has ended
        QVERIFY(notice->isHidden());
    }

    void whatIsSelectedElsewhereComesIntoSight()
    {
        PaneScene scene;
        scene.selection.select(scene.main);
        QCOMPARE(scene.timeline().view().scrollY, 0.0);
        scene.zoom().foldAll();
        scene.selection.select(scene.children[19]);
        QVERIFY(scene.timeline().view().rowsRect(scene.trace->layout()).contains(
            scene.rowRect(scene.children[19])));
    }

    void clearTakesTheRangeBeforeTheTask()
    {
        PaneScene scene;
        scene.selection.select(scene.main);
        scene.timeline().range().select(TimeRange{1, 2});
        scene.timeline().clearSelection();
        QVERIFY(!scene.timeline().range().range());
        QCOMPARE(scene.selection.task(), scene.main);
        scene.timeline().clearSelection();
        QCOMPARE(scene.selection.task(), TaskId());
    }

    void anotherTraceForgetsWhatWasPointedOut()
    {
        PaneScene scene;
        scene.timeline().range().select(TimeRange{1, 2});
        scene.zoom().panBy(20);
        scene.pane.setTrace(nullptr);
        QVERIFY(!scene.timeline().range().range());
        QVERIFY(!scene.zoom().canUndo());
        (void)scene.timeline().grab();
    }
};

QTEST_MAIN(TimelineWidgetTest)
#include "tst_timelinewidget.moc"
