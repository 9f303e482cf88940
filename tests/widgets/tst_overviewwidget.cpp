// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/panescene.h"
#include "ui/widgets/overviewwidget.h"

using namespace awaitscope;
using namespace awaitscope::trace;
using awaitscope::tests::PaneScene;
using awaitscope::tests::TraceWriter;
using awaitscope::timeline::TimeScale;

namespace {

constexpr auto ms = TraceWriter::milliseconds;

/// The timeline shows from 1 s to 2 s of 5 s.
struct Strip final : PaneScene
{
    Strip() { zoom().dragRange({ms(1000), ms(2000)}); }

    [[nodiscard]] widgets::OverviewWidget &strip() { return pane.overview(); }
    /// The place of a moment.
    [[nodiscard]] QPoint at(double milliseconds)
    {
        return {int(std::round(strip().view().scale().xOf(ms(milliseconds)))), 20};
    }
    [[nodiscard]] bool shows(double begin, double end)
    {
        const TimeRange shown = scale().visible();
        const double slack = 2 * strip().view().scale().nsPerPixel(); // of the mouse
        const bool isShown = std::abs(double(shown.begin - ms(begin))) <= slack
            && std::abs(double(shown.end - ms(end))) <= slack;
        if (!isShown) {
            qWarning("shows %lld to %lld", shown.begin, shown.end);
        }
        return isShown;
    }
};

} // namespace

class OverviewWidgetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWindowStandsForWhatTheTimelineShows()
    {
        Strip strip;
        const QRectF window = strip.strip().view().windowRect();
        QVERIFY(std::abs(window.left() - strip.at(1000).x()) <= 1);
        QVERIFY(std::abs(window.right() - strip.at(2000).x()) <= 1);
        QCOMPARE(strip.strip().view().timeLeft, strip.scale().left());
        QCOMPARE(strip.strip().view().timeRight, strip.scale().right());
    }

    void draggingTheWindowPans()
    {
        Strip strip;
        strip.drag(strip.strip(), strip.at(1500), strip.at(3500));
        QVERIFY(strip.shows(3000, 4000));
        QVERIFY(!strip.zoom().isFollowing());
    }

    void draggingAnEdgeZooms()
    {
        Strip strip;
        strip.drag(strip.strip(), strip.at(1000), strip.at(500));
        QVERIFY(strip.shows(500, 2000));
        strip.drag(strip.strip(), strip.at(2000), strip.at(3000));
        QVERIFY(strip.shows(500, 3000));
        strip.drag(strip.strip(), strip.at(500), strip.at(4000)); // past the other
        QVERIFY(strip.shows(3000, 4000));
    }

    void aClickElsewhereBringsTheWindow()
    {
        Strip strip;
        QTest::mouseClick(&strip.strip(), Qt::LeftButton, {}, strip.at(4000));
        QVERIFY(strip.shows(3500, 4500));
        strip.drag(strip.strip(), strip.at(2000), strip.at(2500)); // and it goes on from there
        QVERIFY(strip.shows(2000, 3000));
    }

    void theWheelZoomsAtTheCursor()
    {
        Strip strip;
        strip.wheel(strip.strip(), strip.at(1250), 3);
        const TimeRange shown = strip.scale().visible();
        QVERIFY(shown.duration() < ms(600));
        QVERIFY(std::abs(double(ms(1250) - shown.begin) / double(shown.duration()) - 0.25) < 0.02);
        strip.wheel(strip.strip(), strip.at(4000), -3); // not in the window: its middle stays
        QVERIFY(std::abs(double(strip.scale().visible().duration() - ms(1000))) < 1e6);
    }

    void aDoubleClickShowsTheWholeRun()
    {
        Strip strip;
        QTest::mouseDClick(&strip.strip(), Qt::LeftButton, {}, strip.at(1500));
        QVERIFY(strip.scale().visible().contains(0) && strip.scale().visible().contains(ms(4999)));
    }

    void aDragIsUndoneAtOnce()
    {
        Strip strip;
        strip.drag(strip.strip(), strip.at(1500), strip.at(3500));
        strip.drag(strip.strip(), strip.at(3500), strip.at(2500));
        strip.zoom().undo();
        QVERIFY(strip.zoom().isFollowing()); // as at first: all of it was one gesture
    }

    void aDragGoesOnWhileTheRunDoes()
    {
        Strip strip;
        QTest::mousePress(&strip.strip(), Qt::LeftButton, {}, strip.at(1500));
        const QPoint to = strip.at(2500);
        strip.trace->update(ms(20'000)); // the strip shows more now
        strip.move(strip.strip(), to, Qt::LeftButton);
        QVERIFY(strip.shows(2000, 3000));
        QTest::mouseRelease(&strip.strip(), Qt::LeftButton, {}, to);
    }
};

QTEST_MAIN(OverviewWidgetTest)
#include "tst_overviewwidget.moc"
