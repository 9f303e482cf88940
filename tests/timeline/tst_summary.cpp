// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scene.h"
#include "ui/timeline/hittest.h"
#include "ui/timeline/hovertext.h"
#include "ui/timeline/painter.h"
#include "ui/timeline/statecells.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <numeric>

using namespace awaitscope::timeline;
using namespace awaitscope::trace;
using awaitscope::tests::Scene;
using awaitscope::tests::TraceWriter;

namespace {

constexpr auto ms = TraceWriter::milliseconds;
constexpr int firstSummary = View::thinnestBars + 1; // density: 32 rows a band

/// A scene with a builder that keeps blocks; time 0 at x = 190, a ms a px, rows from y = 24 on.
struct Summed : Scene
{
    SpanBuilder spans{writer.store()};
    TrackLayout layout{writer.store()};

    Summed()
    {
        spans.keepBlocks();
        view.density = firstSummary;
    }

    [[nodiscard]] Geometry summary()
    {
        spans.update();
        layout.update();
        TimelineModel model(writer.store(), spans);
        return buildGeometry(model, layout, view);
    }

    [[nodiscard]] QString textAt(QPointF point)
    {
        spans.update();
        layout.update();
        TimelineModel model(writer.store(), spans);
        return hoverText(model, layout, view, hitTest(model, layout, view, point));
    }
};

[[nodiscard]] const std::vector<QRect> &of(const Geometry &geometry, TaskState state)
{
    return geometry.summary.states[std::size_t(state)];
}

[[nodiscard]] const std::vector<QRect> &of(const Geometry &geometry, Outcome outcome)
{
    return geometry.summary.outcomes[std::size_t(outcome)];
}

/// So many tasks below main, in families of @p family, that change their state at random.
void fill(TraceWriter &writer, int count, int family, quint32 seed)
{
    quint32 random = seed;
    const auto next = [&random](quint32 below) {
        random = random * 1664525U + 1013904223U;
        return (random >> 8U) % below;
    };
    const TaskId main = writer.task("main");
    std::vector<TaskId> tasks{main};
    double now = 0;
    for (int i = 0; i < count * 12; ++i) {
        writer.at(now += next(100) / 2000.0);
        if (int(tasks.size()) < count && next(6) == 0) {
            const TaskId parent =
                family > 0 && next(3) > 0 ? tasks[next(quint32(tasks.size()))] : main;
            tasks.push_back(writer.task("infer", parent));
            continue;
        }
        const TaskId task = tasks[next(quint32(tasks.size()))];
        if (!writer.builder().life(task).isAlive()) {
            continue;
        }
        constexpr std::array kinds{WaitKind::Sleep, WaitKind::Event, WaitKind::Task};
        if (next(20) == 0) {
            next(2) == 0 ? writer.fail(task, "ValueError") : writer.finish(task);
        } else {
            writer.wait(task, kinds[next(3)]);
        }
    }
}

} // namespace

class SummaryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void densityFixesTheHeight_data()
    {
        QTest::addColumn<int>("density");
        QTest::addColumn<double>("height");
        QTest::addColumn<int>("group");
        QTest::newRow("full") << 0 << 24.0 << 1;
        QTest::newRow("half") << 1 << 12.0 << 2;
        QTest::newRow("the thinnest bars") << 3 << 3.0 << 8;
        QTest::newRow("the first summary") << 4 << 0.75 << 32;
        QTest::newRow("the second summary") << 5 << 0.375 << 64;
    }

    void densityFixesTheHeight()
    {
        QFETCH(int, density);
        View view;
        view.density = density;
        QTEST(view.rowHeight(), "height");
        QTEST(view.groupSize(), "group");
        QCOMPARE(view.isSummary(), density > View::thinnestBars);
    }

    void rowsOfASummaryComeInWholeBands()
    {
        Summed scene;
        for (int i = 0; i < 1000; ++i) {
            scene.writer.task("infer");
        }
        scene.layout.update();
        QCOMPARE(scene.view.rowsHeight(1000), 32 * 24.0); // 31.25 bands
        scene.view.scrollY = 30;
        QCOMPARE(scene.view.visibleRows(scene.layout), (std::pair{32, 7 * 32}));
        QCOMPARE(scene.view.rowAt(scene.layout, 24), 40);
        scene.view.scrollY = scene.view.maximumScrollY(scene.layout);
        QCOMPARE(scene.view.visibleRows(scene.layout), (std::pair{27 * 32, 1000}));
        QCOMPARE(scene.view.rowAt(scene.layout, 24 + 5 * 24 - 1), -1); // beyond the last
    }

    void bandShowsTheMix()
    {
        Summed scene;
        for (int i = 0; i < 32; ++i) {
            const TaskId task = scene.writer.at(0).task("infer");
            scene.writer.wait(task, i % 2 == 0 ? WaitKind::Event : WaitKind::Sleep);
        }
        scene.setNow(600);
        const Geometry geometry = scene.summary();
        // 19 px for 32 tasks: what works stands below what waits.
        QCOMPARE(of(geometry, TaskState::Working), (std::vector{QRect(190, 37, 600, 10)}));
        QCOMPARE(of(geometry, TaskState::Waiting), (std::vector{QRect(190, 28, 600, 9)}));
        QVERIFY(of(geometry, TaskState::Awaiting).empty());
        QCOMPARE(geometry.sideLabels.at(0).text + geometry.sideLabels.at(0).suffix,
                 QStringLiteral("infer  +31"));
        QVERIFY(geometry.bars.empty() && geometry.caps.empty());
    }

    void fewAreNoLessThanAPixel()
    {
        Summed scene;
        const TaskId first = scene.writer.task("infer");
        for (int i = 0; i < 2000; ++i) {
            scene.writer.finish(scene.writer.task("infer"));
        }
        scene.writer.sleep(first);
        scene.view.density = firstSummary + 6; // 2048 rows a band
        scene.setNow(600);
        QCOMPARE(of(scene.summary(), TaskState::Working), (std::vector{QRect(190, 46, 600, 1)}));
    }

    void endThatMattersIsVisibleAtEveryZoom_data()
    {
        QTest::addColumn<int>("density");
        QTest::addColumn<double>("seconds");
        for (const int density : {1, 2, 3, 4, 6, 10}) {
            for (const double seconds : {0.001, 1.0, 1000.0}) {
                QTest::addRow("density %d, %g s", density, seconds) << density << seconds;
            }
        }
    }

    void endThatMattersIsVisibleAtEveryZoom()
    {
        QFETCH(int, density);
        QFETCH(double, seconds);
        Summed scene;
        std::vector<TaskId> tasks;
        for (int i = 0; i < 3000; ++i) {
            tasks.push_back(scene.writer.at(0).task("infer"));
        }
        scene.writer.at(500);
        for (const TaskId task : tasks) {
            task == tasks[1234] ? scene.writer.fail(task, "ValueError") : scene.writer.finish(task);
        }
        scene.view.density = density;
        scene.layout.update();
        scene.view.scrollY = scene.view.scrollYToShow(scene.layout, 1234);
        scene.view.scale.setRange(
            {ms(500) - Timestamp(seconds * 4e8), ms(500) + Timestamp(seconds * 6e8)});
        scene.setNow(1000);
        const Geometry geometry = scene.summary();
        QCOMPARE(of(geometry, Outcome::Failed).size(), std::size_t(1));
        const QRect shape = of(geometry, Outcome::Failed).front();
        const double x = scene.view.scale.xOf(ms(500));
        QVERIFY(shape.left() <= x + 1 && shape.right() + 1 >= x - 1);
        QVERIFY(geometry.rowsRect.contains(shape));
        QVERIFY(of(geometry, Outcome::TimedOut).empty());
    }

    void blocksSayWhatTheTasksSay_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("family");
        QTest::newRow("in order of creation") << 2500 << 0;
        QTest::newRow("in families") << 2500 << 1;
        QTest::newRow("fewer than a band") << 20 << 1;
    }

    void blocksSayWhatTheTasksSay()
    {
        QFETCH(int, count);
        QFETCH(int, family);
        TraceWriter writer;
        fill(writer, count, family, 7);
        SpanBuilder blocks(writer.store());
        blocks.keepBlocks();
        blocks.update();
        QVERIFY(blocks.blocks() && !writer.builder().blocks());
        const TrackLayout layout(writer.store());
        const Timestamp now = blocks.lastTime() + ms(1);
        std::vector<Timestamp> borders;
        for (int i = 0; i <= 40; ++i) {
            borders.push_back(now * i / 40);
        }
        const TimelineModel fast(writer.store(), blocks);
        const TimelineModel slow(writer.store(), writer.builder());
        StateCells fastCells(fast, borders, now);
        StateCells slowCells(slow, borders, now);
        for (int row = 0; row < layout.rowCount(); row += 512) {
            const int end = std::min(row + 512, layout.rowCount());
            const auto &sums = fastCells.sumUp(layout, row, end);
            const auto &exact = slowCells.sumUp(layout, row, end);
            for (std::size_t at = 0; at < sums.size(); ++at) {
                QCOMPARE(sums[at].ended, exact[at].ended);
                double wrong = 0;
                double all = 1;
                for (std::size_t state = 0; state < stateCount; ++state) {
                    wrong += std::abs(sums[at].taskTime[state] - exact[at].taskTime[state]);
                    all += exact[at].taskTime[state];
                }
                QVERIFY2(wrong <= 0.25 * all,
                         qPrintable(QStringLiteral("row %1, column %2").arg(row).arg(at)));
            }
        }
    }

    void thinRowsKeepTheirBars()
    {
        Scene scene;
        const TaskId main = scene.writer.task("main");
        const TaskId child = scene.writer.task("infer", main);
        scene.writer.sleep(main).wait(child, WaitKind::Event).at(400).fail(child, "Timeout");
        scene.view.density = 2;
        scene.setNow(500);
        const Geometry geometry = scene.geometry();
        QCOMPARE(geometry.bars.at(0).rect, QRectF(190, 25, 500, 4));
        QCOMPARE(geometry.bars.at(1).rect, QRectF(190, 31, 400, 4));
        QCOMPARE(of(geometry, Outcome::TimedOut), (std::vector{QRect(588, 30, 4, 6)}));
        QVERIFY(geometry.rowLabels.empty() && geometry.caps.empty() && geometry.marks.empty());
        QCOMPARE(geometry.sideLabels.size(), std::size_t(1));
    }

    void hoverSaysWhatABandIs()
    {
        Summed scene;
        for (int i = 0; i < 40; ++i) {
            const TaskId task = scene.writer.at(0).task("infer");
            scene.writer.wait(task, i < 8 ? WaitKind::Event : WaitKind::Sleep);
        }
        scene.writer.at(302).fail(TaskId(4), "ValueError");
        scene.setNow(600);
        QCOMPARE(scene.textAt({493, 40}), // from 300 to 306 ms
                 QStringLiteral("infer … infer (32 tasks)\n24 working\n7.3 waiting\n"
                                "1 failed"));
        QCOMPARE(scene.textAt({500, 50}), QStringLiteral("infer … infer (8 tasks)\n8.0 working"));
        QCOMPARE(scene.textAt({50, 50}), QStringLiteral("infer … infer (8 tasks)"));
        QCOMPARE(scene.textAt({900, 50}), QStringLiteral("infer … infer (8 tasks)"));
    }

    void painterFillsTheCells()
    {
        Summed scene;
        for (int i = 0; i < 32; ++i) {
            scene.writer.sleep(scene.writer.at(0).task("infer"));
        }
        scene.setNow(600);
        QImage image(1190, 144, QImage::Format_RGB32);
        QPainter painter(&image);
        const Theme &theme = Theme::dark();
        paintGeometry(painter, scene.summary(), theme);
        painter.end();
        QCOMPARE(image.pixelColor(500, 40), theme.forState(TaskState::Working).edge);
        QVERIFY(image.pixelColor(900, 40) != theme.forState(TaskState::Working).edge);
    }
};

QTEST_MAIN(SummaryTest)
#include "tst_summary.moc"
