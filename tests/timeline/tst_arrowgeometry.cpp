// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scene.h"
#include "ui/timeline/arrowgeometry.h"

#include <QTest>

using namespace awaitscope::timeline;
using namespace awaitscope::trace;
using awaitscope::tests::Scene;
using awaitscope::tests::TraceWriter;
using enum TaskLink::Kind;
using Part = ArrowShape::Part;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

using Arrows = std::vector<ArrowShape>;

// main with three children, of which the third has a part. Rows begin at y = 24 and are 24 px
// high, bars 16: arrows leave a row 9 px from its middle. One ms is one px, 0 is at x = 190.
struct Family final : Scene
{
    Family()
    {
        main = writer.task("main");
        first = writer.task("infer", main);
        second = writer.task("infer", main);
        third = writer.task("infer", main);
        part = writer.task("part", third);
        layout.emplace(writer.store());
    }

    [[nodiscard]] Arrows arrows(const std::vector<TaskLink> &links) const
    {
        return arrowShapes(links, *layout, view, view.rowsRect(*layout));
    }

    [[nodiscard]] static TaskLink link(TaskLink::Kind kind, TaskId from, TaskId to, double time,
                                       double since = -1)
    {
        return {kind, from, to, ms(time), ms(since < 0 ? time : since), {}};
    }

    std::optional<TrackLayout> layout;
    TaskId main; // its middle is at y = 36
    TaskId first; // 60
    TaskId second; // 84
    TaskId third; // 108
    TaskId part; // 132
};

} // namespace

class ArrowGeometryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void eachGoesFromRowToRow_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("a slot is handed over") << int(HandOver);
        QTest::newRow("a task is created") << int(Spawn);
        QTest::newRow("a cancellation is passed on") << int(Cancel);
        QTest::newRow("a cancellation is stopped") << int(StoppedCancel);
    }

    void eachGoesFromRowToRow()
    {
        QFETCH(int, kind);
        const auto arrow = TaskLink::Kind(kind);
        const Family it;
        QCOMPARE(it.arrows({it.link(arrow, it.third, it.first, 100),
                            it.link(arrow, it.first, it.second, 200)}),
                 (Arrows{{{290, 99}, {290, 69}, arrow, Part::Whole, 0},
                         {{390, 69}, {390, 75}, arrow, Part::Whole, 1}}));
    }

    void anAwaitBeginsWhereTheTaskEnded()
    {
        const Family it;
        QCOMPARE(it.arrows({it.link(Await, it.second, it.main, 300, 100)}),
                 (Arrows{{{290 + 8, 84}, {490, 45}, Await, Part::Whole, 0}}));
        // At once: straight up.
        QCOMPARE(it.arrows({it.link(Await, it.second, it.main, 300, 300)}),
                 (Arrows{{{490, 75}, {490, 45}, Await, Part::Whole, 0}}));
    }

    void anEndBeforeTheViewIsAtItsEdge()
    {
        Family it;
        it.view.scale.setRange({ms(200), ms(1200)});
        QCOMPARE(it.arrows({it.link(Await, it.second, it.main, 300, 100)}),
                 (Arrows{{{190, 84}, {290, 45}, Await, Part::Whole, 0}}));
    }

    void theMembersOfAGatherShareOneLine()
    {
        const Family it;
        QCOMPARE(it.arrows({it.link(Await, it.first, it.main, 300, 100),
                            it.link(Await, it.second, it.main, 300, 300),
                            it.link(Await, it.third, it.main, 300, 200)}),
                 (Arrows{{{298, 60}, {490, 45}, Await, Part::Tail, 0},
                         {{490, 75}, {490, 45}, Await, Part::Tail, 1},
                         {{398, 108}, {490, 45}, Await, Part::Whole, 2}}));
    }

    void theChildrenOfAMomentShareOneLine()
    {
        const Family it;
        QCOMPARE(
            it.arrows({it.link(Spawn, it.main, it.third, 0), it.link(Spawn, it.main, it.first, 0)}),
            (Arrows{{{190, 45}, {190, 99}, Spawn, Part::Whole, 0},
                    {{190, 45}, {190, 51}, Spawn, Part::Head, 1}}));
    }

    void whatIsFoldedStandsOnTheRowThatHidesIt()
    {
        Family it;
        it.layout->setFolded(it.third, true);
        // Where a task has no row of its own, nothing is drawn along it.
        QCOMPARE(it.arrows({it.link(Await, it.part, it.main, 300, 100)}),
                 (Arrows{{{490, 99}, {490, 45}, Await, Part::Whole, 0}}));
        QVERIFY(it.arrows({it.link(Spawn, it.third, it.part, 100)}).empty());
    }

    void whatIsFilteredOutStandsOnTheRowAboveIt()
    {
        Family it;
        it.layout->setFilter({false, true, false, true, false, false}); // main and second
        QCOMPARE(it.arrows({it.link(HandOver, it.second, it.part, 100)}),
                 (Arrows{{{290, 51}, {290, 45}, HandOver, Part::Whole, 0}}));
        QVERIFY(it.arrows({it.link(Spawn, it.main, it.first, 100)}).empty());
    }

    void aRowOutOfViewIsPointedAtFromTheEdge()
    {
        Family it;
        it.view.place(QRectF(0, 0, 1190, 24 + 2 * 24)); // main and first alone
        QCOMPARE(it.arrows({it.link(Spawn, it.main, it.third, 100),
                            it.link(Spawn, it.main, it.second, 100)}),
                 (Arrows{{{290, 45}, {290, 72}, Spawn, Part::Whole, 0}}));
        it.view.scrollY = 24; // first and second
        QCOMPARE(it.arrows({it.link(Spawn, it.main, it.part, 100)}),
                 (Arrows{{{290, 24}, {290, 72}, Spawn, Part::Whole, 0}})); // passes by
        it.view.scrollY = 48; // second and third
        QVERIFY(it.arrows({it.link(Spawn, it.main, it.first, 100)}).empty());
    }

    void theMomentDecidesWhetherItIsDrawn()
    {
        const Family it;
        QVERIFY(it.arrows({it.link(Spawn, it.main, it.first, -1),
                           it.link(Await, it.first, it.main, 1001, 500)})
                    .empty());
    }

    void manyAreNoMoreThanThereArePixels()
    {
        Family it;
        std::vector<TaskLink> links;
        for (int at = 0; at < 10'000; ++at) {
            links.push_back(it.link(HandOver, it.first, at % 2 ? it.second : it.third, at));
        }
        it.view.scale.setRange({ms(5000), ms(5010)});
        QCOMPARE(it.arrows(links).size(), std::size_t(11));
        it.view.scale.setRange({0, ms(10'000)}); // ten of them a px, between two pairs of rows
        QCOMPARE(it.arrows(links).size(), std::size_t(2 * 1001));
    }

    void aHundredThousandChildrenAreNoMoreThanTheRowsInView()
    {
        Family it;
        std::vector<TaskLink> links;
        for (int at = 0; at < 100'000; ++at) {
            links.push_back(it.link(Spawn, it.main, it.writer.task("many", it.main), 10));
        }
        it.layout->update();
        QBENCHMARK
        {
            QCOMPARE(it.arrows(links).size(), std::size_t(1)); // all of them below the view
        }
    }

    void aHandFindsWhatIsDrawn()
    {
        const Family it;
        const Arrows arrows = it.arrows({it.link(Await, it.first, it.main, 300, 100),
                                         it.link(Await, it.third, it.main, 300, 200)});
        QCOMPARE(arrowAt(arrows, {350, 62}), &arrows[0]); // along the row of the first
        QCOMPARE(arrowAt(arrows, {450, 107}), &arrows[1]);
        QCOMPARE(arrowAt(arrows, {492, 80}), &arrows[1]); // beside the line that they share
        QCOMPARE(arrowAt(arrows, {300, 80}), nullptr);
    }
};

QTEST_GUILESS_MAIN(ArrowGeometryTest)
#include "tst_arrowgeometry.moc"
