// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/tracewriter.h"
#include "ui/timeline/overview.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace awaitscope::timeline;
using namespace awaitscope::trace;
using awaitscope::tests::TraceWriter;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

/// 1024 px of time with 12 px margins for two seconds: two ms a px, from x = 202 on.
struct Strip
{
    Strip()
    {
        view.viewport = QRectF(0, 0, 1214, OverviewView::height);
        view.timeLeft = 190;
        view.timeRight = 190 + 1000 + 24;
        view.window = {0, ms(2000)};
    }

    [[nodiscard]] OverviewGeometry geometry(double now)
    {
        view.now = ms(now);
        return buildOverview(writer.builder(), view);
    }

    TraceWriter writer;
    OverviewView view;
};

[[nodiscard]] std::vector<OverviewBar> barsOf(const OverviewGeometry &geometry, TaskState state)
{
    std::vector<OverviewBar> bars;
    std::ranges::copy_if(geometry.bars, std::back_inserter(bars),
                         [state](const OverviewBar &bar) { return bar.state == state; });
    return bars;
}

[[nodiscard]] double widthOf(const std::vector<OverviewBar> &bars)
{
    double width = 0;
    for (const OverviewBar &bar : bars) {
        width += bar.rect.width();
    }
    return width;
}

} // namespace

class OverviewTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void statesAreStackedOverTime()
    {
        Strip strip;
        const TaskId main = strip.writer.task("main");
        const TaskId infer = strip.writer.task("infer", main);
        const ResourceId gpu = strip.writer.resource("gpu", ResourceKind::Semaphore);
        strip.writer.sleep(main).queue(infer, gpu, {1, 1}).at(1000).resume(main).finish(main);
        strip.writer.finish(infer);
        const OverviewGeometry geometry = strip.geometry(1000);
        const auto working = barsOf(geometry, TaskState::Working);
        const auto waiting = barsOf(geometry, TaskState::Waiting);
        // One of four tasks that fill the strip at least: a quarter of its height.
        const double quarter = std::round(geometry.plot.height() / 4);
        QCOMPARE(working.front().rect.left(), 202.0);
        QCOMPARE(working.front().rect.bottom(), geometry.plot.bottom());
        QCOMPARE(working.front().rect.height(), quarter);
        QCOMPARE(waiting.front().rect.bottom(), working.front().rect.top());
        QVERIFY(std::abs(widthOf(working) - 500) <= 1);
        QVERIFY(std::abs(widthOf(waiting) - 500) <= 1);
    }

    void whatIsOpenLastsUntilNow()
    {
        Strip strip;
        strip.writer.sleep(strip.writer.task("main"));
        const OverviewGeometry geometry = strip.geometry(600);
        QVERIFY(std::abs(widthOf(barsOf(geometry, TaskState::Working)) - 300) <= 1);
        QCOMPARE(geometry.nowX, 202.0 + 300);
    }

    void manyTasksFillTheStrip()
    {
        Strip strip;
        for (int at = 0; at < 1000; ++at) {
            strip.writer.sleep(strip.writer.task("infer"));
        }
        const OverviewGeometry geometry = strip.geometry(600);
        QCOMPARE(barsOf(geometry, TaskState::Working).front().rect.height(),
                 geometry.plot.height());
        QCOMPARE(geometry.labels[1].text, QStringLiteral("1000"));
    }

    void thereAreNoMoreBarsThanPixels()
    {
        Strip strip;
        const TaskId task = strip.writer.task("main");
        for (int at = 0; at < 100'000; ++at) {
            strip.writer.at(at * 0.2);
            at % 3 == 0 ? strip.writer.sleep(task) : strip.writer.wait(task, WaitKind::Event);
        }
        const OverviewGeometry geometry = strip.geometry(20'000);
        QVERIFY(geometry.bars.size() <= 7 * 1024);
        QVERIFY(geometry.bars.size() > 2);
    }

    void whatWentWrongIsSeenTheWorstFirst()
    {
        Strip strip;
        const auto end = [&](double time, std::string_view error) {
            const TaskId task = strip.writer.at(time).task("infer");
            error.empty() ? strip.writer.finish(task) : strip.writer.fail(task, error);
        };
        end(100, "");
        end(200, "Timeout");
        end(204, "ValueError"); // 2 px further
        const TaskId task = strip.writer.at(1000).task("infer");
        strip.writer.end(task, TaskEventKind::Cancelled);
        const OverviewGeometry geometry = strip.geometry(1500);
        QCOMPARE(geometry.outcomes.size(), std::size_t(2));
        QCOMPARE(geometry.outcomes[0].outcome, Outcome::Failed);
        QVERIFY(std::abs(geometry.outcomes[0].centre.x() - (202 + 102)) <= 2);
        QCOMPARE(geometry.outcomes[1].outcome, Outcome::Cancelled);
    }

    void theScaleDoesNotChangeWithEachFrame()
    {
        Strip strip;
        strip.view.now = ms(2100);
        const TimeScale scale = strip.view.scale();
        strip.view.now = ms(2110);
        QCOMPARE(strip.view.scale(), scale);
        for (double now = 10; now < 1e9; now *= 1.07) {
            strip.view.now = ms(now);
            const double x = strip.view.scale().xOf(ms(now));
            QVERIFY(x <= strip.view.timeRight - 11.9);
            QVERIFY(now < 2000 || x > 190 + 0.9 * 1000);
        }
    }

    void whatComesAfterAMomentOfThePastIsVeiled()
    {
        Strip strip;
        strip.writer.sleep(strip.writer.task("main"));
        QVERIFY(strip.geometry(2000).future.isEmpty());
        strip.view.moment = ms(500);
        const OverviewGeometry geometry = strip.geometry(2000);
        QCOMPARE(geometry.nowX, std::optional(202.0 + 250));
        QCOMPARE(geometry.future.left(), 202.0 + 250);
        QCOMPARE(geometry.future.right(), strip.view.timeRight);
        QCOMPARE(widthOf(barsOf(geometry, TaskState::Working)), 1000.0); // still all of it
    }

    void theWindowIsWhatTheTimelineShows()
    {
        Strip strip;
        strip.view.window = {ms(500), ms(1500)};
        QCOMPARE(strip.view.windowRect(), QRectF(452, 0, 500, OverviewView::height - 1));
        strip.view.window = {ms(-5000), ms(50'000)};
        QCOMPARE(strip.view.windowRect(), QRectF(190, 0, 1024, OverviewView::height - 1));
        strip.view.window = {ms(1000), ms(1000) + 1};
        QCOMPARE(strip.view.windowRect().width(), 10.0);
        QVERIFY(strip.view.windowRect().contains(QPointF(702, 20)));
    }

    void handsGetHoldOfItsParts_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<int>("part");
        const auto row = [](const char *name, double x, OverviewPart part) {
            QTest::newRow(name) << x << int(part);
        };
        row("the label", 100, OverviewPart::None);
        row("before the window", 300, OverviewPart::Outside);
        row("just before its edge", 447, OverviewPart::LeftEdge);
        row("just behind its edge", 456, OverviewPart::LeftEdge);
        row("its middle", 700, OverviewPart::Window);
        row("just before its right edge", 947, OverviewPart::RightEdge);
        row("just behind its right edge", 956, OverviewPart::RightEdge);
        row("behind the window", 1100, OverviewPart::Outside);
    }

    void handsGetHoldOfItsParts()
    {
        Strip strip;
        strip.view.window = {ms(500), ms(1500)};
        QFETCH(const double, x);
        QTEST(int(overviewPartAt(strip.view, QPointF(x, 20))), "part");
    }

    void aNarrowWindowCanStillBeMoved()
    {
        Strip strip;
        strip.view.window = {ms(1000), ms(1001)};
        const QRectF window = strip.view.windowRect();
        QCOMPARE(overviewPartAt(strip.view, window.center()), OverviewPart::Window);
        QCOMPARE(overviewPartAt(strip.view, QPointF(window.left() - 3, 20)),
                 OverviewPart::LeftEdge);
        QCOMPARE(overviewPartAt(strip.view, QPointF(window.right() + 3, 20)),
                 OverviewPart::RightEdge);
    }

    void aMomentIsPutInWords()
    {
        Strip strip;
        const TaskId main = strip.writer.task("main");
        const TaskId infer = strip.writer.task("infer", main);
        strip.writer.sleep(infer).wait(main, WaitKind::Gather);
        strip.writer.at(1000).fail(infer, "ValueError");
        strip.view.now = ms(1800);
        const auto text = [&](double x) {
            return overviewText(strip.writer.builder(), strip.view, x).split(u'\n');
        };
        QCOMPARE(text(302),
                 (QStringList{QStringLiteral("0.200 s"), QStringLiteral("1.0 working"),
                              QStringLiteral("1.0 awaiting")}));
        QCOMPARE(text(704).last(), QStringLiteral("1 failed"));
        QCOMPARE(text(1190), QStringList{QString()}); // the future
    }

    void whatIsOutsideOfTheWindowIsPaler()
    {
        Strip strip;
        strip.writer.sleep(strip.writer.task("main"));
        strip.view.window = {ms(500), ms(1500)};
        const OverviewGeometry geometry = strip.geometry(1000);
        QImage image(geometry.viewport.size().toSize(), QImage::Format_RGB32);
        image.fill(Qt::magenta);
        QPainter painter(&image);
        paintOverview(painter, geometry, Theme::dark());
        painter.end();
        const QColor &work = Theme::dark().forState(TaskState::Working).edge;
        const int y = int(geometry.plot.bottom()) - 3;
        QCOMPARE(image.pixelColor(600, y), work);
        QVERIFY(image.pixelColor(300, y) != work);
        QVERIFY(image.pixelColor(300, y) != Theme::dark().row);
        QCOMPARE(image.pixelColor(1100, y), Theme::dark().row);
        QCOMPARE(image.pixelColor(453, y), Theme::dark().accent);
        QCOMPARE(image.pixelColor(950, y), Theme::dark().accent);
        for (int x = 0; x < image.width(); ++x) {
            QVERIFY(image.pixelColor(x, 2) != Qt::magenta);
        }
    }
};

QTEST_MAIN(OverviewTest)
#include "tst_overview.moc"
