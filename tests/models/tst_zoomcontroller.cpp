// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracewriter.h"
#include "ui/models/zoomcontroller.h"

#include <QSignalSpy>
#include <QTest>

using namespace awaitscope::models;
using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;
using awaitscope::timeline::TimeScale;
using awaitscope::timeline::TrackLayout;
using std::chrono::milliseconds;

namespace {

constexpr auto ms = TraceWriter::milliseconds;
constexpr double rowHeight = TrackLayout::rowHeight;
constexpr int visibleRows = 5;

/// A view of 1000 px and five rows on a run with as many tasks as asked for, all below main.
struct Shown
{
    explicit Shown(int children = 0, milliseconds pause = std::chrono::hours(1)) : zoom(pause)
    {
        main = writer.task("main");
        add(children);
        trace.emplace(writer.store());
        zoom.place(QRectF(0, 0, 1190, 24 + visibleRows * rowHeight));
        zoom.setTrace(&*trace);
    }

    void add(int children, TaskId parent = {})
    {
        for (int at = 0; at < children; ++at) {
            last = writer.task("infer", parent ? parent : main);
        }
    }

    void goOn(double time) { trace->update(ms(time)); }

    [[nodiscard]] const TimeScale &scale() const { return zoom.view().scale; }

    [[nodiscard]] double now() const { return scale().xOf(trace->now()); }

    [[nodiscard]] double topOf(TaskId task)
    {
        return zoom.view().rowRect(trace->layout(), trace->layout().rowOf(task)).top();
    }

    TraceWriter writer;
    std::optional<TraceModel> trace;
    ZoomController zoom;
    TaskId main;
    TaskId last;
};

} // namespace

class ZoomControllerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void aShortRunFillsTwoSeconds()
    {
        Shown shown;
        shown.goOn(10);
        QVERIFY(qAbs(shown.scale().xOf(0) - 202) < 0.01);
        QVERIFY(qAbs(shown.scale().xOf(ms(2000)) - 1178) < 0.01);
    }

    void followingKeepsTheNowLineInSight()
    {
        Shown shown;
        for (const double time : {1000.0, 3000.0, 100'000.0}) {
            shown.goOn(time);
            QVERIFY(shown.now() < 190 + 900);
            QVERIFY(shown.scale().xOf(0) > 190);
        }
    }

    void followingStaysAtTheZoomThatWasChosen()
    {
        Shown shown;
        shown.goOn(10'000);
        shown.zoom.zoomAt(shown.now(), 10);
        const double zoom = shown.scale().nsPerPixel();
        shown.goOn(20'000);
        QCOMPARE(shown.scale().nsPerPixel(), zoom);
        QVERIFY(shown.zoom.isFollowing());
        QVERIFY(qAbs(shown.now() - (190 + 860)) < 1);
    }

    void followingShowsTheNewestRow()
    {
        Shown shown(20);
        QCOMPARE(shown.zoom.view().scrollY, 21 * rowHeight - visibleRows * rowHeight);
        shown.add(1);
        shown.goOn(10);
        QCOMPARE(shown.topOf(shown.last), 24 + (visibleRows - 1) * rowHeight);
    }

    void whoeverMovesLetsGo_data()
    {
        using Act = std::function<void(Shown &)>;
        QTest::addColumn<Act>("act");
        QTest::addColumn<bool>("follows");
        const auto row = [](const char *name, Act act, bool follows) {
            QTest::newRow(name) << act << follows;
        };
        row(
            "a pan", [](Shown &it) { it.zoom.panBy(20); }, false);
        row(
            "a scroll", [](Shown &it) { it.zoom.scrollRowsBy(-20); }, false);
        row(
            "a range",
            [](Shown &it) {
                it.zoom.showRange({0, 100});
            },
            false);
        row(
            "a drag",
            [](Shown &it) {
                it.zoom.dragRange({0, ms(100)});
            },
            false);
        row(
            "a task", [](Shown &it) { it.zoom.zoomToTask(it.last); }, false);
        row(
            "a row out of sight", [](Shown &it) { it.zoom.reveal(it.main); }, false);
        row(
            "a row in sight", [](Shown &it) { it.zoom.reveal(it.last); }, true);
        row(
            "a zoom", [](Shown &it) { it.zoom.zoomAt(500, 2); }, true);
        row(
            "the whole run", [](Shown &it) { it.zoom.fitRun(); }, true);
        row(
            "a scroll that goes nowhere", [](Shown &it) { it.zoom.scrollRowsBy(20); }, true);
    }

    void whoeverMovesLetsGo()
    {
        QFETCH(const std::function<void(Shown &)>, act);
        Shown shown(20);
        shown.goOn(5000);
        const QSignalSpy changes(&shown.zoom, &ZoomController::followingChanged);
        act(shown);
        QTEST(shown.zoom.isFollowing(), "follows");
        QCOMPARE(changes.count(), shown.zoom.isFollowing() ? 0 : 1);
    }

    void aViewThatWasLetGoStays()
    {
        Shown shown(20);
        shown.goOn(1000);
        shown.zoom.panBy(-50);
        const TimeScale scale = shown.scale();
        const double scrollY = shown.zoom.view().scrollY;
        shown.add(10);
        shown.goOn(9000);
        QCOMPARE(shown.scale(), scale);
        QCOMPARE(shown.zoom.view().scrollY, scrollY);
    }

    void rowsStayInPlaceWhileOthersAreInserted()
    {
        Shown shown;
        shown.add(1);
        const TaskId parent = shown.last;
        shown.add(20);
        shown.goOn(10);
        shown.zoom.scrollRowsBy(-3 * rowHeight);
        const TaskId upmost =
            shown.trace->layout().taskAt(int(shown.zoom.view().scrollY / rowHeight));
        const double top = shown.topOf(upmost);
        shown.add(7, parent); // further up
        shown.goOn(20);
        QCOMPARE(shown.topOf(upmost), top);
    }

    void theLaneUnderTheCursorStaysWhenRowsFold()
    {
        Shown shown;
        shown.add(1);
        const TaskId first = shown.last;
        shown.add(4, first);
        shown.add(1);
        const TaskId second = shown.last;
        shown.add(6, second);
        shown.goOn(10); // main, first, 4, second, 6
        shown.zoom.scrollRowsBy(1000);
        shown.zoom.scrollRowsBy(-2 * rowHeight);
        const double top = shown.topOf(second);
        QVERIFY(top >= 24 && top < 24 + visibleRows * rowHeight);
        shown.zoom.setLane(top + 10);
        shown.zoom.setFolded(first, true); // above it
        QCOMPARE(shown.topOf(second), top);
        shown.zoom.setFolded(first, false);
        shown.zoom.setFolded(second, true); // below it: nothing is left to fill the view
        QCOMPARE(shown.topOf(second), top);
        shown.zoom.scrollRowsBy(-rowHeight);
        QCOMPARE(shown.topOf(second), top + rowHeight);
    }

    void foldAllLeavesTheRoots()
    {
        Shown shown(3);
        shown.goOn(10);
        shown.zoom.foldAll();
        QCOMPARE(shown.trace->layout().rowCount(), 1);
        shown.zoom.unfoldAll();
        QCOMPARE(shown.trace->layout().rowCount(), 4);
    }

    void revealUnfoldsAndScrolls()
    {
        Shown shown(20);
        shown.zoom.foldAll();
        shown.zoom.reveal(shown.last);
        QCOMPARE(shown.topOf(shown.last), 24 + (visibleRows - 1) * rowHeight);
    }

    void everyMoveCanBeUndone()
    {
        Shown shown(20, milliseconds(0));
        shown.goOn(5000);
        shown.zoom.setFollowing(false);
        std::vector<TimeScale> scales{shown.scale()};
        std::vector<double> scrolls{shown.zoom.view().scrollY};
        const auto note = [&] {
            scales.push_back(shown.scale());
            scrolls.push_back(shown.zoom.view().scrollY);
        };
        shown.zoom.zoomAt(400, 2);
        note();
        shown.zoom.panBy(-30);
        note();
        shown.zoom.scrollRowsBy(-rowHeight);
        note();
        shown.zoom.showRange({ms(1000), ms(2000)});
        note();
        for (std::size_t at = scales.size() - 1; at-- > 0;) {
            shown.zoom.undo();
            QCOMPARE(shown.scale(), scales[at]);
            QCOMPARE(shown.zoom.view().scrollY, scrolls[at]);
        }
        for (std::size_t at = 1; at < scales.size(); ++at) {
            shown.zoom.redo();
            QCOMPARE(shown.scale(), scales[at]);
            QCOMPARE(shown.zoom.view().scrollY, scrolls[at]);
        }
        QVERIFY(!shown.zoom.canRedo());
    }

    void oneGestureIsUndoneAtOnce()
    {
        Shown shown;
        shown.goOn(5000);
        const TimeScale before = shown.scale();
        for (int at = 0; at < 10; ++at) {
            shown.zoom.zoomAt(400, 1.25);
        }
        for (int at = 0; at < 10; ++at) {
            shown.zoom.panBy(-7);
        }
        shown.zoom.undo();
        QVERIFY(shown.zoom.canUndo()); // the zoom
        QVERIFY(shown.zoom.isFollowing());
        shown.zoom.undo();
        QCOMPARE(shown.scale(), before);
        QVERIFY(!shown.zoom.canUndo());
    }

    void undoFollowsAgain()
    {
        Shown shown;
        shown.goOn(1000);
        shown.zoom.panBy(-100);
        shown.goOn(9000);
        shown.zoom.undo();
        QVERIFY(shown.zoom.isFollowing());
        QVERIFY(shown.now() < 1190);
    }

    void aNewMoveForgetsWhatWasUndone()
    {
        Shown shown;
        shown.goOn(5000);
        shown.zoom.showRange({ms(1), ms(2)});
        shown.zoom.undo();
        QVERIFY(shown.zoom.canRedo());
        shown.zoom.showRange({ms(2), ms(3)});
        QVERIFY(!shown.zoom.canRedo());
    }

    void undoKeepsTheTimesInAnotherSize()
    {
        Shown shown;
        shown.goOn(5000);
        shown.zoom.showRange({ms(1000), ms(2000)});
        const TimeRange range = shown.scale().visible();
        shown.zoom.showRange({ms(10), ms(20)});
        shown.zoom.place(QRectF(0, 0, 690, 200));
        shown.zoom.undo();
        QCOMPARE(shown.scale().right(), 690.0);
        QVERIFY(qAbs(shown.scale().visible().end - range.end) <= 1);
        QCOMPARE(shown.scale().visible().begin, range.begin);
    }

    void aMomentComesIntoView()
    {
        Shown shown;
        shown.goOn(5000);
        shown.zoom.showRange({ms(1000), ms(2000)});
        shown.zoom.revealTime(ms(3000));
        QVERIFY(shown.scale().visible().contains(ms(3000)));
        shown.zoom.revealTime(ms(10));
        QVERIFY(shown.scale().visible().contains(ms(10)));
        const TimeScale scale = shown.scale();
        shown.zoom.revealTime(ms(11));
        QCOMPARE(shown.scale(), scale);
    }

    void tracksThatAppearDoNotScrollTheRows()
    {
        Shown shown(1);
        shown.writer.resource("gpu", ResourceKind::Semaphore, 4);
        shown.goOn(10);
        QCOMPARE(shown.zoom.view().scrollY, 0.0);
    }

    void withoutATraceNothingHappens()
    {
        ZoomController zoom;
        zoom.undo();
        zoom.redo();
        zoom.scrollRowsBy(10);
        zoom.reveal(TaskId(1));
        zoom.zoomToTask(TaskId(1));
        zoom.foldAll();
        QCOMPARE(zoom.view().scrollY, 0.0);
        QVERIFY(!zoom.canUndo());
    }
};

QTEST_GUILESS_MAIN(ZoomControllerTest)
#include "tst_zoomcontroller.moc"
