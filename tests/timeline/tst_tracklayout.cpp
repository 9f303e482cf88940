// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracewriter.h"
#include "ui/timeline/tracklayout.h"

#include <QTest>

#include <random>

using namespace awaitscope::timeline;
using awaitscope::tests::TraceWriter;
using awaitscope::trace::ResourceKind;
using awaitscope::trace::TaskId;

namespace {

[[nodiscard]] std::vector<quint32> rows(const TrackLayout &layout)
{
    std::vector<quint32> tasks;
    for (int row = 0; row < layout.rowCount(); ++row) {
        tasks.push_back(layout.taskAt(row).value);
    }
    return tasks;
}

using Rows = std::vector<quint32>;

} // namespace

class TrackLayoutTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void rowsAreTheTreeInDepthFirstOrder()
    {
        TraceWriter writer;
        const TaskId main = writer.task("main");
        const TaskId first = writer.task("first", main);
        const TaskId second = writer.task("second", main);
        const TaskId below = writer.task("below", first);
        const TrackLayout layout(writer.store());
        QCOMPARE(rows(layout), (Rows{1, 2, 4, 3}));
        QCOMPARE(layout.rowOf(second), 3);
        QCOMPARE(layout.depth(main), 0);
        QCOMPARE(layout.depth(below), 2);
        QVERIFY(layout.hasChildren(first));
        QVERIFY(!layout.hasChildren(second));
        QCOMPARE(layout.rowsHeight(), 4 * 24.0);
    }

    void newTasksFindTheirPlace()
    {
        TraceWriter writer;
        const TaskId main = writer.task("main");
        TrackLayout layout(writer.store());
        QVERIFY(!layout.update());
        const TaskId first = writer.task("first", main);
        writer.task("second", main);
        QVERIFY(layout.update());
        QCOMPARE(rows(layout), (Rows{1, 2, 3}));
        const quint64 revision = layout.revision();
        writer.task("below", first);
        QVERIFY(layout.update());
        QCOMPARE(rows(layout), (Rows{1, 2, 4, 3}));
        QVERIFY(layout.revision() != revision);
    }

    void appendingGivesTheSameAsBuildingAnew()
    {
        std::mt19937 random(7); // NOLINT(bugprone-random-generator-seed): the same tree each time
        TraceWriter writer;
        TrackLayout layout(writer.store());
        writer.task("main");
        for (quint32 task = 2; task <= 300; ++task) {
            writer.task("t", TaskId(1 + quint32(random() % (task - 1))));
            if (task % 7 == 0) {
                layout.update();
            }
            if (task == 100) {
                layout.setFolded(TaskId(5), true);
            }
        }
        layout.update();
        TrackLayout anew(writer.store());
        anew.setFolded(TaskId(5), true);
        QCOMPARE(rows(layout), rows(anew));
        QVERIFY(layout.rowCount() < 300);
        for (int row = 0; row < layout.rowCount(); ++row) {
            QCOMPARE(layout.rowOf(layout.taskAt(row)), row);
        }
    }

    void foldingHidesAllDescendants()
    {
        TraceWriter writer;
        const TaskId main = writer.task("main");
        const TaskId first = writer.task("first", main);
        const TaskId below = writer.task("below", first);
        const TaskId deepest = writer.task("deepest", below);
        writer.task("second", main);
        TrackLayout layout(writer.store());
        layout.setFolded(first, true);
        QCOMPARE(rows(layout), (Rows{1, 2, 5}));
        QVERIFY(layout.isFolded(first));
        QCOMPARE(layout.descendantCount(first), 2);
        QCOMPARE(layout.descendantCount(main), 4);
        QCOMPARE(layout.rowOf(deepest), -1);
        QCOMPARE(layout.nearestRowOf(deepest), 1);
        layout.setFolded(first, false);
        QCOMPARE(rows(layout), (Rows{1, 2, 3, 4, 5}));
    }

    void foldsDeeperDownAreKept()
    {
        TraceWriter writer;
        const TaskId main = writer.task("main");
        const TaskId first = writer.task("first", main);
        writer.task("below", first);
        TrackLayout layout(writer.store());
        layout.setFolded(first, true);
        layout.setFolded(main, true);
        QCOMPARE(rows(layout), (Rows{1}));
        layout.setFolded(main, false);
        QCOMPARE(rows(layout), (Rows{1, 2}));
        layout.unfoldAll();
        QCOMPARE(rows(layout), (Rows{1, 2, 3}));
    }

    void tasksBornBelowAFoldStayHidden()
    {
        TraceWriter writer;
        const TaskId main = writer.task("main");
        TrackLayout layout(writer.store());
        layout.setFolded(main, true);
        const TaskId child = writer.task("child", main);
        writer.task("grandchild", child);
        QVERIFY(layout.update());
        QCOMPARE(rows(layout), (Rows{1}));
        layout.setFolded(main, false);
        QCOMPARE(rows(layout), (Rows{1, 2, 3}));
    }

    void revealUnfoldsAllAncestors()
    {
        TraceWriter writer;
        const TaskId main = writer.task("main");
        const TaskId first = writer.task("first", main);
        const TaskId below = writer.task("below", first);
        TrackLayout layout(writer.store());
        layout.setFolded(first, true);
        layout.setFolded(main, true);
        layout.reveal(below);
        QCOMPARE(layout.rowOf(below), 2);
    }

    void whatIsRevealedIsShownInSpiteOfTheFilter()
    {
        TraceWriter writer;
        const TaskId main = writer.task("main");
        const TaskId first = writer.task("first", main);
        const TaskId below = writer.task("below", first);
        const TaskId second = writer.task("second", main);
        TrackLayout layout(writer.store());
        layout.setFolded(main, true);
        layout.setFilter({false, false, false, false, true});
        layout.reveal(below);
        QCOMPARE(rows(layout), (Rows{1, 2, 3, 4}));
        QCOMPARE(layout.shownAnyway(), below);
        layout.setFilter({false, true, false, false, false}); // still
        QCOMPARE(rows(layout), (Rows{1, 2, 3}));
        layout.reveal(second); // the other goes again
        QCOMPARE(rows(layout), (Rows{1, 4}));
        layout.reveal({});
        QCOMPARE(rows(layout), (Rows{1}));
        QCOMPARE(layout.shownAnyway(), TaskId());
        layout.reveal(below);
        layout.setFilter({});
        QCOMPARE(layout.shownAnyway(), TaskId()); // like all
        QCOMPARE(rows(layout), (Rows{1, 2, 3, 4}));
    }

    void unknownTasksHaveNoRow()
    {
        TraceWriter writer;
        const TrackLayout layout(writer.store());
        QCOMPARE(layout.rowOf(TaskId(1)), -1);
        QCOMPARE(layout.nearestRowOf(TaskId(9)), -1);
        QCOMPARE(layout.rowOf(TaskId()), -1);
    }

    void resourcesHaveTracksAboveEachOther()
    {
        TraceWriter writer;
        writer.resource("gpu", ResourceKind::Semaphore, 4);
        writer.resource("ready", ResourceKind::Event);
        writer.resource("jobs", ResourceKind::Queue);
        const TrackLayout layout(writer.store());
        QCOMPARE(layout.shownTracks(), 3);
        QCOMPARE(layout.trackTop(1), 64.0);
        QCOMPARE(layout.heightOfTrack(1), 26.0);
        QCOMPARE(layout.trackTop(2), 90.0);
        QCOMPARE(layout.tracksHeight(), 154.0);
    }

    void tracksShrinkBeforeTheyAreLeftOut()
    {
        TraceWriter writer;
        for (int i = 0; i < 4; ++i) {
            writer.resource("gpu", ResourceKind::Semaphore, 4);
        }
        TrackLayout layout(writer.store());
        layout.setTrackSpace(160);
        QCOMPARE(layout.shownTracks(), 4);
        QCOMPARE(layout.heightOfTrack(0), 40.0);
        layout.setTrackSpace(80);
        QCOMPARE(layout.shownTracks(), 2); // 2 * 26 px, and 18 px that say so
        QCOMPARE(layout.hiddenTracks(), 2);
        QCOMPARE(layout.tracksHeight(), 70.0);
    }
};

QTEST_GUILESS_MAIN(TrackLayoutTest)
#include "tst_tracklayout.moc"
