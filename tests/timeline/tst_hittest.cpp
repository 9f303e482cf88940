// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scene.h"
#include "ui/timeline/hittest.h"

#include <QTest>

using namespace awaitscope::timeline;
using namespace awaitscope::trace;
using awaitscope::tests::Scene;
using awaitscope::tests::TraceWriter;
using What = Hit::What;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

// main (row 0, live), infer #2 (row 1, waits, works, fails at 400 ms), infer #3 (row 2, hidden
// part below it), one semaphore: rows begin at 24 + 64 = 88.
struct Hits final : Scene
{
    Hits()
    {
        view.place(QRectF(0, 0, 1190, 24 + 64 + 5 * 24));
        gpu = writer.resource("gpu", ResourceKind::Semaphore, 4);
        main = writer.task("main");
        infer = writer.task("infer", main);
        parent = writer.task("infer", main);
        writer.task("part", parent);
        writer.wait(main, WaitKind::Gather).queue(infer, gpu, {4, 1});
        writer.at(100).acquire(infer, gpu, {4, 0}).sleep(infer);
        writer.at(200).mark(infer, "half way");
        writer.at(300).wait(infer, WaitKind::Event);
        writer.at(300.5).sleep(infer).at(400).fail(infer, "ValueError");
        setNow(500);
    }

    [[nodiscard]] Hit at(double x, double y)
    {
        TimelineModel model(writer.store(), writer.builder());
        return hitTest(model, TrackLayout(writer.store()), view, QPointF(x, y));
    }

    ResourceId gpu;
    TaskId main;
    TaskId infer;
    TaskId parent;
};

} // namespace

class HitTestTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void everyPlaceIsSomething_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("y");
        QTest::addColumn<int>("what");
        QTest::addColumn<int>("row");
        const auto row = [](const char *name, double x, double y, What what, int at) {
            QTest::newRow(name) << x << y << int(what) << at;
        };
        row("outside, on the left", -1, 100, What::Nothing, -1);
        row("outside, below", 300, 208, What::Nothing, -1);
        row("the ruler", 300, 23, What::Ruler, -1);
        row("the corner above the labels", 100, 10, What::Nothing, -1);
        row("a track", 300, 30, What::Track, -1);
        row("the label of a track", 30, 87, What::Track, -1);
        row("the name of a row", 100, 117, What::Label, 1);
        row("the triangle of a row", 12, 99, What::FoldTriangle, 0);
        row("the place of a triangle, but no children", 28, 117, What::Label, 1);
        row("the cancel button, its upper left corner", 165, 88, What::CancelButton, 0);
        row("the cancel button, its lower right corner", 188, 111, What::CancelButton, 0);
        row("no cancel button on a task that ended", 175, 121, What::Label, 1);
        row("a span", 250, 121, What::Span, 1);
        row("a mark", 388, 121, What::Mark, 1);
        row("a cap", 594, 124, What::OutcomeCap, 1);
        row("the row after its end", 700, 121, What::Row, 1);
        row("the row before the now line, after its cap", 650, 121, What::Row, 1);
        row("below the last row", 300, 190, What::Nothing, -1);
    }

    void everyPlaceIsSomething()
    {
        Hits hits;
        QFETCH(const double, x);
        QFETCH(const double, y);
        QFETCH(const int, what);
        const Hit hit = hits.at(x, y);
        QCOMPARE(int(hit.what), what);
        QTEST(hit.row, "row");
    }

    void aHitSaysWhatAndWhen()
    {
        Hits hits;
        const Hit span = hits.at(250, 121);
        QCOMPARE(span.task, hits.infer);
        QCOMPARE(span.span, std::optional<std::size_t>(0));
        QCOMPARE(span.time, std::optional(ms(60)));
        const Hit mark = hits.at(388, 121);
        QCOMPARE(mark.mark, std::optional<std::size_t>(0));
        QCOMPARE(mark.time, std::optional(ms(200)));
        const Hit cap = hits.at(594, 124);
        QCOMPARE(cap.time, std::optional(ms(400)));
        const Hit track = hits.at(300, 30);
        QCOMPARE(track.resource, hits.gpu);
        QCOMPARE(track.time, std::optional(ms(110)));
        QCOMPARE(hits.at(30, 30).time, std::nullopt);
    }

    void aThinSpanIsHitFromBesideIt()
    {
        Hits hits; // 0.5 px from x = 490 on, between two wide ones
        QCOMPARE(hits.at(490.2, 121).span, std::optional<std::size_t>(2));
        QCOMPARE(hits.at(488, 121).span, std::optional<std::size_t>(1));
        QCOMPARE(hits.at(493, 121).span, std::optional<std::size_t>(3));
    }

    void aLoneThinSpanIsHitFromBesideIt()
    {
        Scene scene;
        const TaskId task = scene.writer.created("main");
        scene.writer.at(100).sleep(task).at(100.1).wait(task, WaitKind::Event);
        scene.setNow(100.1);
        TimelineModel model(scene.writer.store(), scene.writer.builder());
        const TrackLayout layout(scene.writer.store());
        QCOMPARE(hitTest(model, layout, scene.view, {291.5, 30}).what, What::Span);
        QCOMPARE(hitTest(model, layout, scene.view, {293.5, 30}).what, What::Row);
    }

    void theCancelButtonIsLargeEnoughForAFinger()
    {
        Hits hits;
        const QRectF rect = hits.view.cancelRect(TrackLayout(hits.writer.store()), 0);
        QVERIFY(rect.width() >= 24 && rect.height() >= 24);
    }

    void rowsFollowTheScrolling()
    {
        Hits hits;
        hits.view.scrollY = 24;
        QCOMPARE(hits.at(100, 90).row, 1);
        QCOMPARE(hits.at(100, 87).what, What::Track);
    }

    void withoutButtonsThereIsNothingToCancel()
    {
        Hits hits;
        QCOMPARE(hits.at(175, 95).what, What::CancelButton);
        hits.view.cancelButtons = CancelButtons::None;
        QCOMPARE(hits.at(175, 95).what, What::Label);
    }
};

QTEST_GUILESS_MAIN(HitTestTest)
#include "tst_hittest.moc"
