// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timescale.h"

#include <QTest>

using awaitscope::timeline::TimeScale;
using awaitscope::trace::endOfTime;
using awaitscope::trace::TimeRange;
using awaitscope::trace::Timestamp;

class TimeScaleTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rangeFillsTheWidth()
    {
        const TimeScale scale(100, 500, {1000, 2000});
        QCOMPARE(scale.nsPerPixel(), 2.0);
        QCOMPARE(scale.xOf(1000), 100.0);
        QCOMPARE(scale.xOf(2000), 600.0);
        QCOMPARE(scale.visible(), (TimeRange {1000, 2000}));
    }

    void timeAtIsTheInverseOfXOf()
    {
        const TimeScale scale(100, 500, {1000, 2000});
        QCOMPARE(scale.timeAt(100), Timestamp(1000));
        QCOMPARE(scale.timeAt(scale.xOf(1734)), Timestamp(1734));
        QCOMPARE(scale.timeAt(100.4), Timestamp(1001)); // 1000.8, to the nearest
        QCOMPARE(scale.timeAt(0), Timestamp(800)); // left of what is visible
    }

    void timeFromNeverLiesLeftOfThePosition()
    {
        const TimeScale scale(0, 10, {0, 100});
        QCOMPARE(scale.timeFrom(1), Timestamp(10));
        QCOMPARE(scale.timeFrom(1.01), Timestamp(11));
    }

    void zoomKeepsTheTimeUnderTheCursor()
    {
        TimeScale scale(0, 1000, {0, 1'000'000});
        scale.zoomAt(250, 4);
        QCOMPARE(scale.nsPerPixel(), 250.0);
        QCOMPARE(scale.xOf(250'000), 250.0);
        QCOMPARE(scale.visible(), (TimeRange {187'500, 437'500}));
        scale.zoomAt(250, 0.25);
        QCOMPARE(scale.visible(), (TimeRange {0, 1'000'000}));
    }

    void zoomStopsAtTheNanosecond()
    {
        TimeScale scale(0, 1000, {0, 1000});
        scale.zoomAt(500, 1e9);
        QCOMPARE(scale.nsPerPixel(), TimeScale::minimumNsPerPixel);
    }

    void zoomStopsAtTheEndOfTime()
    {
        TimeScale scale(0, 1000, {0, 1000});
        scale.zoomAt(0, 1e-30);
        QCOMPARE(scale.nsPerPixel(), double(endOfTime) / 1000);
    }

    void panMovesTheContentWithTheHand()
    {
        TimeScale scale(0, 100, {1000, 2000});
        scale.panBy(30);
        QCOMPARE(scale.visible(), (TimeRange {700, 1700}));
        QCOMPARE(scale.xOf(1000), 30.0);
    }

    void manySmallPansAddUp()
    {
        TimeScale scale(0, 1000, {endOfTime / 2, endOfTime / 2 + 100}); // a double has 512 ns there
        for (int i = 0; i < 1000; ++i) {
            scale.panBy(-0.5); // 0.05 ns
        }
        QCOMPARE(scale.timeAt(0), endOfTime / 2 + 50);
    }

    void placeKeepsTheLeftEdgeAndTheZoom()
    {
        TimeScale scale(0, 100, {1000, 2000});
        scale.setPlace(50, 200);
        QCOMPARE(scale.xOf(1000), 50.0);
        QCOMPARE(scale.visible(), (TimeRange {1000, 3000}));
    }

    void fitLeavesAMargin()
    {
        TimeScale scale(0, 120, {0, 1});
        scale.fit({0, 1000}, 10);
        QCOMPARE(scale.xOf(0), 10.0);
        QCOMPARE(scale.xOf(1000), 110.0);
    }

    void anEmptyRangeIsShownAtTheClosestZoom()
    {
        const TimeScale scale(0, 100, {500, 500});
        QCOMPARE(scale.nsPerPixel(), TimeScale::minimumNsPerPixel);
        QCOMPARE(scale.xOf(500), 0.0);
    }

    void clampBringsTheViewBack_data()
    {
        QTest::addColumn<qint64>("begin");
        QTest::addColumn<qint64>("end");
        QTest::addColumn<qint64>("clampedBegin");
        QTest::addColumn<qint64>("clampedEnd");
        QTest::newRow("within the bounds it stays") << 300LL << 400LL << 300LL << 400LL;
        QTest::newRow("too far left") << -500LL << -400LL << -10LL << 90LL;
        QTest::newRow("too far right") << 950LL << 1050LL << 910LL << 1010LL;
        QTest::newRow("too wide, it fits the bounds") << -5000LL << 5000LL << -125LL << 1125LL;
    }

    void clampBringsTheViewBack()
    {
        QFETCH(const qint64, begin);
        QFETCH(const qint64, end);
        TimeScale scale(0, 100, {begin, end});
        scale.clampTo({0, 1000}, 10);
        QFETCH(const qint64, clampedBegin);
        QFETCH(const qint64, clampedEnd);
        QCOMPARE(scale.visible(), (TimeRange {clampedBegin, clampedEnd}));
    }
};

QTEST_GUILESS_MAIN(TimeScaleTest)
#include "tst_timescale.moc"
