// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeformat.h"

#include <QTest>

using namespace awaitscope::timeline;

class TimeFormatTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rulerTextFollowsTheStep_data()
    {
        QTest::addColumn<qint64>("largest");
        QTest::addColumn<qint64>("step");
        QTest::addColumn<qint64>("time");
        QTest::addColumn<QString>("text");
        QTest::newRow("a quarter of a second")
            << 2'750'000'000LL << 250'000'000LL << 250'000'000LL << QStringLiteral("0.25 s");
        QTest::newRow("whole seconds")
            << 9'000'000'000LL << 1'000'000'000LL << 3'000'000'000LL << QStringLiteral("3 s");
        QTest::newRow("zero has the decimals of its neighbours")
            << 2'000'000'000LL << 500'000'000LL << 0LL << QStringLiteral("0.0 s");
        QTest::newRow("below a second in ms")
            << 900'000'000LL << 100'000'000LL << 400'000'000LL << QStringLiteral("400 ms");
        QTest::newRow("half a ms")
            << 3'000'000LL << 500'000LL << 1'500'000LL << QStringLiteral("1.5 ms");
        QTest::newRow("µs") << 90'000LL << 20'000LL << 40'000LL << QStringLiteral("40 µs");
        QTest::newRow("ns") << 90LL << 5LL << 35LL << QStringLiteral("35 ns");
        QTest::newRow("a ns late in a run")
            << 2'000'000'010LL << 1LL << 2'000'000'001LL << QStringLiteral("2.000000001 s");
        QTest::newRow("minutes") << 600'000'000'000LL << 30'000'000'000LL << 150'000'000'000LL
                                 << QStringLiteral("2:30 min");
        QTest::newRow("hours") << 7'200'000'000'000LL << 60'000'000'000LL << 3'720'000'000'000LL
                               << QStringLiteral("1:02:00 h");
        QTest::newRow("before the beginning")
            << 2'000'000'000LL << 500'000'000LL << -500'000'000LL << QStringLiteral("-0.5 s");
    }

    void rulerTextFollowsTheStep()
    {
        QFETCH(const qint64, largest);
        QFETCH(const qint64, step);
        QFETCH(const qint64, time);
        QTEST(TimeFormat::forStep(largest, step).text(time), "text");
    }

    void durationsHaveThreeDigits_data()
    {
        QTest::addColumn<qint64>("duration");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, qint64 duration, const char *text) {
            QTest::newRow(name) << duration << QString::fromUtf8(text);
        };
        row("nothing", 0, "0 ns");
        row("ns are whole", 999, "999 ns");
        row("µs", 1'500, "1.50 µs");
        row("tens of µs", 12'345, "12.3 µs");
        row("ms", 437'000'000, "437 ms");
        row("seconds", 1'063'000'000, "1.06 s");
        row("tens of seconds", 62'480'000'000, "62.5 s");
        row("rounding carries a digit", 9'996'000'000, "10.0 s");
        row("rounding carries to the next unit", 999'600'000, "1.00 s");
        row("minutes", 150'000'000'000, "2:30 min");
        row("hours", 3'723'000'000'000, "1:02:03 h");
        row("negative", -437'000'000, "-437 ms");
    }

    void durationsHaveThreeDigits()
    {
        QFETCH(const qint64, duration);
        QTEST(formatDuration(duration), "text");
    }

    void momentsAreTheSameLengthAsTheyPass_data()
    {
        QTest::addColumn<qint64>("time");
        QTest::addColumn<QString>("text");
        QTest::newRow("the beginning") << 0LL << QStringLiteral("0.000 s");
        QTest::newRow("to the ms") << 2'360'400'000LL << QStringLiteral("2.360 s");
        QTest::newRow("too early for ms") << 1'250LL << QStringLiteral("1.25 µs");
        QTest::newRow("minutes") << 150'250'000'000LL << QStringLiteral("2:30.250 min");
    }

    void momentsAreTheSameLengthAsTheyPass()
    {
        QFETCH(const qint64, time);
        QTEST(formatMoment(time), "text");
    }
};

QTEST_GUILESS_MAIN(TimeFormatTest)
#include "tst_timeformat.moc"
