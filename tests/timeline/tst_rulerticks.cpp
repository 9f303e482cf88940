// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/rulerticks.h"

#include <QTest>

using namespace awaitscope::timeline;
using awaitscope::trace::TimeRange;
using awaitscope::trace::Timestamp;

namespace {

constexpr Timestamp second = 1'000'000'000;

[[nodiscard]] std::vector<RulerTick> majorTicks(const TimeScale &scale)
{
    std::vector<RulerTick> ticks = rulerTicks(scale, 7, 10);
    std::erase_if(ticks, [](const RulerTick &tick) { return !tick.isMajor; });
    return ticks;
}

} // namespace

class RulerTicksTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsAreNice_data()
    {
        QTest::addColumn<double>("shortest");
        QTest::addColumn<qint64>("major");
        QTest::addColumn<qint64>("minor");
        QTest::newRow("never below a ns") << 0.001 << 1LL << 1LL;
        QTest::newRow("2") << 1.5 << 2LL << 1LL;
        QTest::newRow("5") << 2.1 << 5LL << 1LL;
        QTest::newRow("a step that fits exactly is taken") << 5.0 << 5LL << 1LL;
        QTest::newRow("10") << 5.1 << 10LL << 2LL;
        QTest::newRow("200 ms") << 1.2e8 << 200'000'000LL << 50'000'000LL;
        QTest::newRow("10 s is the last of the tens") << 9e9 << 10 * second << 2 * second;
        QTest::newRow("30 s") << 11e9 << 30 * second << 5 * second;
        QTest::newRow("a minute") << 31e9 << 60 * second << 10 * second;
        QTest::newRow("30 minutes") << 1000e9 << 1800 * second << 300 * second;
        QTest::newRow("6 hours") << 7201e9 << 21600 * second << 3600 * second;
        QTest::newRow("10 days") << 600'000e9 << 864'000 * second << 172'800 * second;
    }

    void stepsAreNice()
    {
        QFETCH(const double, shortest);
        QFETCH(const qint64, major);
        QFETCH(const qint64, minor);
        QCOMPARE(niceSteps(shortest), (TickSteps {major, minor}));
    }

    void ticksLieOnMultiplesOfTheirStep()
    {
        const TimeScale scale(100, 400, {100'000'000, 1'100'000'000}); // 2.5 ms a px
        const auto ticks = rulerTicks(scale, 7, 10);
        std::vector<Timestamp> times;
        for (const RulerTick &tick : ticks) {
            times.push_back(tick.time / 1'000'000);
            QCOMPARE(tick.x, scale.xOf(tick.time));
            QCOMPARE(tick.isMajor, tick.time % 200'000'000 == 0);
        }
        // `1.0 s` has 35 px, and 10 px beside it: 112.5 ms. The first is left of the view.
        QCOMPARE(times, (std::vector<Timestamp> {0,   100, 150, 200,  250,  300, 350, 400,
                                                 450, 500, 550, 600,  650,  700, 750, 800,
                                                 850, 900, 950, 1000, 1050, 1100}));
    }

    void labelsHaveTheUnitOfTheLargest()
    {
        QStringList labels;
        for (const RulerTick &tick : majorTicks(TimeScale(0, 400, {0, 1'000'000'000}))) {
            labels << tick.label;
        }
        QCOMPARE(labels,
                 (QStringList {QStringLiteral("0.0 s"), QStringLiteral("0.2 s"),
                               QStringLiteral("0.4 s"), QStringLiteral("0.6 s"),
                               QStringLiteral("0.8 s"), QStringLiteral("1.0 s")}));
    }

    void labelsNeverOverlap_data()
    {
        QTest::addColumn<qint64>("begin");
        QTest::addColumn<qint64>("duration");
        qint64 duration = 20;
        for (int zoom = 0; zoom < 40; ++zoom, duration = duration * 5 / 2) {
            QTest::addRow("%lld ns from the beginning", duration) << 0LL << duration;
            QTest::addRow("%lld ns late in the run", duration) << 7'000 * second << duration;
        }
    }

    void labelsNeverOverlap()
    {
        QFETCH(const qint64, begin);
        QFETCH(const qint64, duration);
        const auto ticks = majorTicks(TimeScale(0, 800, {begin, begin + duration}));
        QVERIFY(ticks.size() >= 2);
        for (std::size_t at = 1; at < ticks.size(); ++at) {
            const double end = ticks[at - 1].x + 7.0 * double(ticks[at - 1].label.size());
            QVERIFY2(ticks[at].x - end >= 9.999, qPrintable(ticks[at].label));
            QVERIFY2(ticks[at].label != ticks[at - 1].label, qPrintable(ticks[at].label));
        }
        QVERIFY(ticks.size() < 60);
    }
};

QTEST_GUILESS_MAIN(RulerTicksTest)
#include "tst_rulerticks.moc"
