// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scene.h"

#include <QTest>

using namespace awaitscope::timeline;
using namespace awaitscope::trace;
using awaitscope::tests::Scene;
using awaitscope::tests::TraceWriter;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

[[nodiscard]] QStringList texts(const std::vector<Label> &labels)
{
    QStringList texts;
    for (const Label &label : labels) {
        texts << label.text + label.suffix;
    }
    return texts;
}

} // namespace

class GeometryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void spansAreBarsOnWholePixels()
    {
        Scene scene;
        const TaskId task = scene.writer.task("main");
        scene.writer.wait(task, WaitKind::Event).at(100.4).sleep(task).at(299.6).finish(task);
        const Geometry geometry = scene.geometry();
        QCOMPARE(geometry.bars.size(), std::size_t(2));
        QCOMPARE(geometry.bars[0].rect, QRectF(190, 28, 100, 16));
        QCOMPARE(geometry.bars[0].state, TaskState::Waiting);
        QCOMPARE(geometry.bars[1].rect, QRectF(290, 28, 200, 16));
        QCOMPARE(geometry.bars[1].state, TaskState::Working);
        QVERIFY(geometry.bars[1].endsHere);
    }

    void awaitingAndReadyAreThin()
    {
        Scene scene;
        const TaskId task = scene.writer.task("main");
        scene.writer.at(100).wait(task, WaitKind::Gather).at(200).finish(task);
        const Geometry geometry = scene.geometry();
        QCOMPARE(geometry.bars[0].rect, QRectF(190, 35, 100, 2));
        QCOMPARE(geometry.bars[1].rect, QRectF(290, 34, 100, 4));
        QVERIFY(geometry.bars[1].isBracket);
    }

    void anOpenSpanEndsNow()
    {
        Scene scene;
        scene.writer.sleep(scene.writer.task("main"));
        scene.setNow(250);
        const Geometry geometry = scene.geometry();
        QCOMPARE(geometry.bars[0].rect, QRectF(190, 28, 250, 16));
        QVERIFY(!geometry.bars[0].endsHere);
    }

    void barsAreClippedByNumberButKeepTheirPattern()
    {
        Scene scene;
        const TaskId task = scene.writer.task("main");
        scene.writer.wait(task, WaitKind::Event).at(5000).finish(task);
        scene.view.scale.setRange({ms(2000), ms(3000)});
        const Bar bar = scene.geometry().bars.at(0);
        QCOMPARE(bar.rect, QRectF(190, 28, 1000, 16));
        QCOMPARE(bar.origin, 190.0 - 2000 % 140);
        QVERIFY(!bar.beginsHere && !bar.endsHere);
    }

    void rowsThatAreScrolledHalfAwayAreClipped()
    {
        Scene scene;
        scene.writer.sleep(scene.writer.task("main"));
        scene.setNow(100);
        scene.view.scrollY = 10;
        const Geometry geometry = scene.geometry();
        QCOMPARE(geometry.rows[0].rect, QRectF(0, 24, 1190, 14));
        QCOMPARE(geometry.bars[0].rect, QRectF(190, 24, 100, 10));
        QVERIFY(geometry.barLabels.empty());
    }

    void onlyVisibleRowsAreBuilt()
    {
        Scene scene;
        const TaskId main = scene.writer.task("main");
        for (int i = 0; i < 100; ++i) {
            scene.writer.task("infer", main);
        }
        scene.view.scrollY = 24 * 40;
        const Geometry geometry = scene.geometry();
        QCOMPARE(geometry.rows.size(), std::size_t(5));
        QCOMPARE(texts(geometry.sideLabels),
                 (QStringList{QStringLiteral("infer #41"), QStringLiteral("infer #42"),
                              QStringLiteral("infer #43"), QStringLiteral("infer #44"),
                              QStringLiteral("infer #45")}));
    }

    void spansThinnerThanAPixelFoldIntoTheLongest()
    {
        Scene scene;
        const TaskId task = scene.writer.task("main");
        for (int i = 0; i < 10'000; ++i) { // 0.03 ms of work after 0.01 ms of waiting
            scene.writer.at(100 + i * 0.04).wait(task, WaitKind::Event);
            scene.writer.at(100.01 + i * 0.04).sleep(task);
        }
        scene.writer.at(500).finish(task);
        const Geometry geometry = scene.geometry();
        QCOMPARE(geometry.bars.size(), std::size_t(2));
        QCOMPARE(geometry.bars[0].state, TaskState::Ready);
        QCOMPARE(geometry.bars[1].rect, QRectF(290, 28, 400, 16));
        QCOMPARE(geometry.bars[1].state, TaskState::Working);
        QVERIFY(geometry.bars[1].isFolded);
    }

    void aRowHasNoMoreBarsThanPixels()
    {
        Scene scene;
        const TaskId task = scene.writer.task("main");
        for (int i = 0; i < 20'000; ++i) {
            scene.writer.at(i * 0.05);
            (i / 17) % 2 == 0 ? scene.writer.sleep(task) : scene.writer.wait(task, WaitKind::Event);
        }
        scene.setNow(1000);
        const Geometry geometry = scene.geometry();
        QVERIFY(geometry.bars.size() <= 1000);
        double right = 190;
        for (const Bar &bar : geometry.bars) {
            QCOMPARE(bar.rect.left(), right); // neither a gap nor an overlap
            right = bar.rect.right();
        }
        QCOMPARE(right, 1190.0);
    }

    void aShortSpanBetweenLongOnesStaysVisible()
    {
        Scene scene;
        const TaskId task = scene.writer.task("main");
        scene.writer.sleep(task).at(100.2).wait(task, WaitKind::Event).at(100.5).sleep(task);
        scene.setNow(200);
        const Geometry geometry = scene.geometry();
        QCOMPARE(geometry.bars.size(), std::size_t(3));
        QCOMPARE(geometry.bars[0].rect, QRectF(190, 28, 100, 16));
        QCOMPARE(geometry.bars[1].rect, QRectF(290, 28, 1, 16));
        QCOMPARE(geometry.bars[1].state, TaskState::Waiting);
        QCOMPARE(geometry.bars[2].rect, QRectF(291, 28, 99, 16));
    }

    void endsKeepTheirCapHoweverShortTheTask()
    {
        Scene scene;
        const TaskId main = scene.writer.task("main");
        const TaskId child = scene.writer.at(100).task("infer", main);
        scene.writer.fail(child, "Timeout").at(1000).finish(main);
        const Geometry geometry = scene.geometry();
        QCOMPARE(geometry.caps.size(), std::size_t(2));
        QCOMPARE(geometry.caps[0], (Cap{QPointF(1190 - 7, 36), Outcome::Finished}));
        QCOMPARE(geometry.caps[1], (Cap{QPointF(290, 60), Outcome::TimedOut}));
        scene.view.scale.setRange({ms(101), ms(900)});
        QVERIFY(scene.geometry().caps.empty());
    }

    void workSaysHowLongItTookIfThereIsRoom()
    {
        Scene scene;
        const TaskId task = scene.writer.task("main");
        scene.writer.sleep(task).at(437).resume(task).sleep(task).at(460).finish(task);
        const Geometry geometry = scene.geometry();
        QCOMPARE(texts(geometry.barLabels), QStringList{QStringLiteral("437 ms")});
        QCOMPARE(geometry.barLabels[0].rect, QRectF(195, 28, 430, 16));
    }

    void aTaskThatIsNotSeenYetHasARowWithoutBars()
    {
        Scene scene;
        scene.writer.store().addTask({}, scene.writer.store().intern("main"));
        const Geometry geometry = scene.geometry();
        QCOMPARE(geometry.rows.size(), std::size_t(1));
        QVERIFY(geometry.bars.empty());
    }

    void labelsShowTheTree()
    {
        Scene scene;
        const TaskId main = scene.writer.task("main");
        const TaskId infer = scene.writer.task("infer", main);
        scene.writer.task("part", infer);
        TrackLayout layout(scene.writer.store());
        layout.setFolded(infer, true);
        TimelineModel model(scene.writer.store(), scene.writer.builder());
        const Geometry geometry = buildGeometry(model, layout, scene.view);
        QCOMPARE(texts(geometry.sideLabels),
                 (QStringList{QStringLiteral("main"), QStringLiteral("infer #2  +1")}));
        QCOMPARE(geometry.rowLabels[0].fold, RowLabel::Fold::Open);
        QCOMPARE(geometry.rowLabels[1].fold, RowLabel::Fold::Closed);
        QCOMPARE(geometry.sideLabels[1].rect.left() - geometry.sideLabels[0].rect.left(),
                 View::indent);
    }

    void liveRowsOfferToCancel()
    {
        Scene scene;
        const TaskId main = scene.writer.task("main");
        const TaskId done = scene.writer.task("infer", main);
        scene.writer.task("infer", main);
        scene.writer.finish(done);
        const auto buttons = [&] {
            std::vector<bool> has;
            for (const RowLabel &label : scene.geometry().rowLabels) {
                has.push_back(label.cancelButton.has_value());
            }
            return has;
        };
        QCOMPARE(buttons(), (std::vector{true, false, true}));
        QCOMPARE(scene.geometry().rowLabels[2].cancelButton, QRectF(165, 72, 24, 24));
        scene.view.cancelButtons = CancelButtons::None;
        QCOMPARE(buttons(), (std::vector{false, false, false}));
    }

    void theStripeIsTheStateOrTheOutcome()
    {
        Scene scene;
        const TaskId main = scene.writer.task("main");
        scene.writer.fail(scene.writer.task("infer", main), "ValueError").sleep(main);
        const Geometry geometry = scene.geometry();
        QCOMPARE(geometry.rowLabels[0].outcome, Outcome::None);
        QCOMPARE(geometry.rowLabels[0].state, TaskState::Working);
        QCOMPARE(geometry.rowLabels[1].outcome, Outcome::Failed);
    }

    void theNowLineIsThereIfItIsInView()
    {
        Scene scene;
        scene.view.hasNowLine = true;
        scene.setNow(400.3);
        QCOMPARE(scene.geometry().nowX, std::optional(590.0));
        scene.setNow(1001);
        QCOMPARE(scene.geometry().nowX, std::nullopt);
    }

    void theRulerHasNoTimesBeforeTheBeginning()
    {
        Scene scene;
        scene.view.scale.setRange({ms(-100), ms(900)});
        const Geometry geometry = scene.geometry();
        QCOMPARE(geometry.gridLines.front(), 290.0);
        QCOMPARE(geometry.rulerLabels.front().text, QStringLiteral("0 ms"));
        QCOMPARE(geometry.rulerLabels.front().rect.left(), 295.0);
    }

    void theLegendNamesEverythingOnALineOrInColumns()
    {
        const Geometry wide = buildLegend(QRectF(16, 100, 2000, 24));
        QCOMPARE(wide.bars.size(), std::size_t(7));
        QCOMPARE(wide.caps.size(), std::size_t(4));
        QCOMPARE(wide.overlay.arrows.size(), std::size_t(4));
        QCOMPARE(wide.sideLabels.size(), std::size_t(15));
        QCOMPARE(wide.viewport.bottom(), 124.0);
        const Geometry narrow = buildLegend(QRectF(16, 100, 220, 24));
        QCOMPARE(narrow.viewport.bottom(), 100.0 + 8 * 24); // two columns
        for (std::size_t i = 0; i < narrow.sideLabels.size(); ++i) {
            const QRectF &label = narrow.sideLabels[i].rect;
            QCOMPARE(label.top(), 100.0 + 24 * double(i / 2));
            QCOMPARE(label.right(), i % 2 == 0 ? 126.0 : 236.0);
        }
    }
};

QTEST_GUILESS_MAIN(GeometryTest)
#include "tst_geometry.moc"
