// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracewriter.h"
#include "ui/models/zoomcontroller.h"

#include <QTest>

using namespace awaitscope::models;
using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;
using awaitscope::timeline::TrackLayout;

namespace {

constexpr auto ms = TraceWriter::milliseconds;
constexpr double rowHeight = TrackLayout::rowHeight;
constexpr int visibleRows = 5;

/// A view with room for five rows on a run with as many tasks as asked for, all below main.
struct Shown
{
    explicit Shown(int children) : zoom(std::chrono::hours(1))
    {
        main = writer.task("main");
        add(children);
        zoom.place(QRectF(0, 0, 1190, 24 + visibleRows * rowHeight));
        zoom.setTrace(&trace);
    }

    void add(int children)
    {
        for (int at = 0; at < children; ++at) {
            last = writer.task("infer", main);
        }
    }

    void goOn(double time) { trace.update(ms(time)); }

    [[nodiscard]] double topOf(TaskId task)
    {
        return zoom.view().rowRect(trace.layout(), trace.layout().rowOf(task)).top();
    }

    TraceWriter writer;
    TraceModel trace{writer.store()};
    ZoomController zoom;
    TaskId main;
    TaskId last;
};

} // namespace

class ZoomRowsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void rowsGetThinnerWithTheRowUnderTheCursorInPlace()
    {
        Shown shown(400);
        shown.goOn(10);
        shown.zoom.setFollowing(false);
        shown.zoom.scrollRowsBy(-200 * rowHeight);
        const double y = 24 + 2.5 * rowHeight;
        const auto rowAt = [&] { return shown.zoom.view().rowAt(shown.trace.layout(), y); };
        const int row = rowAt();
        for (int density = 1; density <= 3; ++density) {
            shown.zoom.zoomRowsAt(y, 1);
            QCOMPARE(shown.zoom.view().density, density);
            QVERIFY(std::abs(rowAt() - row) <= 1);
        }
        shown.zoom.zoomRowsAt(y, -3);
        QCOMPARE(shown.zoom.view().density, 0);
        QVERIFY(std::abs(rowAt() - row) <= 1);
        shown.zoom.zoomRowsAt(y, -1); // no higher
        QCOMPARE(shown.zoom.view().rowHeight(), rowHeight);
    }

    void allRowsComeInSightAndNoMore()
    {
        Shown shown(400);
        shown.goOn(10);
        shown.zoom.showAllRows();
        const auto &view = shown.zoom.view();
        QVERIFY(view.isSummary());
        QCOMPARE(view.scrollY, 0.0);
        QCOMPARE(view.visibleRows(shown.trace.layout()), (std::pair{0, 401}));
        QCOMPARE(view.maximumScrollY(shown.trace.layout()), 0.0);
        const int density = view.density;
        shown.zoom.zoomRowsAt(50, 1);
        QCOMPARE(view.density, density);
        shown.zoom.undo();
        QCOMPARE(view.density, 0);
        shown.zoom.redo();
        QCOMPARE(view.density, density);
        shown.zoom.zoomToTask(shown.last);
        QCOMPARE(view.density, 0);
        QVERIFY(shown.topOf(shown.last) < 24 + visibleRows * rowHeight);
    }

    void fewRowsStayAsTheyAre()
    {
        Shown shown(2);
        shown.goOn(10);
        shown.zoom.showAllRows();
        QCOMPARE(shown.zoom.view().density, 0);
    }

    void anotherTraceHasRowsOfFullHeight()
    {
        Shown shown(400);
        shown.goOn(10);
        shown.zoom.showAllRows();
        TraceWriter other;
        other.task("main");
        TraceModel trace(other.store());
        shown.zoom.setTrace(&trace);
        QCOMPARE(shown.zoom.view().density, 0);
        shown.zoom.setTrace(nullptr);
        shown.zoom.showAllRows(); // does nothing
    }

    void followingThinRowsKeepsTheNewestInSight()
    {
        Shown shown(400);
        shown.goOn(10);
        QVERIFY(shown.zoom.isFollowing());
        shown.zoom.zoomRowsAt(24, 2);
        shown.add(100);
        shown.goOn(20);
        QVERIFY(shown.zoom.isFollowing());
        QCOMPARE(shown.topOf(shown.last), 24 + visibleRows * rowHeight - 6);
    }
};

QTEST_GUILESS_MAIN(ZoomRowsTest)
#include "tst_zoomrows.moc"
