// SPDX-License-Identifier: MIT
#include "engine/analysis/metric.h"

#include <QTest>

using namespace awaitscope::analysis;

namespace {

[[nodiscard]] Measures with(std::initializer_list<std::pair<Metric, double>> values)
{
    Measures measures{};
    for (const auto &[metric, value] : values) {
        measures[std::size_t(metric)] = value;
    }
    return measures;
}

} // namespace

class MetricTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void metricsStandInTheirOrder()
    {
        for (std::size_t i = 0; i < metricCount; ++i) {
            QCOMPARE(std::size_t(metrics()[i].metric), i);
        }
    }

    void goalIsMet_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isMet");
        QTest::newRow("below") << QStringLiteral("p95 < 800 ms") << true;
        QTest::newRow("exactly is not below") << QStringLiteral("p95 < 0.75s") << false;
        QTest::newRow("exactly is at most") << QStringLiteral("p95<=750ms") << true;
        QTest::newRow("microseconds") << QStringLiteral("p95 >= 750000 us") << true;
        QTest::newRow("no timeouts") << QStringLiteral("no timeouts") << false;
        QTest::newRow("no failures") << QStringLiteral("no failures") << true;
        QTest::newRow("a share") << QStringLiteral("timeouts < 5 %") << true;
        QTest::newRow("both hold") << QStringLiteral("p95 < 1 s and throughput > 9") << true;
        QTest::newRow("one does not") << QStringLiteral("p95 < 1 s, throughput >= 11/s") << false;
        QTest::newRow("what is not known") << QStringLiteral("p50 < 1 s") << false;
    }

    void goalIsMet()
    {
        QFETCH(QString, text);
        QFETCH(bool, isMet);
        const auto goal = Goal::parse(text);
        QVERIFY2(goal, qPrintable(goal ? QString() : goal.problem().text()));
        QCOMPARE(goal.value().isMetBy(with({{Metric::P95, 0.75},
                                            {Metric::P50, std::nan("")},
                                            {Metric::Timeouts, 0.04},
                                            {Metric::Throughput, 10}})),
                 isMet);
    }

    void mistakeHasItsPlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing") << QString() << 1 << QStringLiteral("expected one of throughput");
        QTest::newRow("unknown metric")
            << QStringLiteral("p42 < 1 s") << 1 << QStringLiteral("found \"p42\"");
        QTest::newRow("no comparison")
            << QStringLiteral("p95 800 ms") << 5 << QStringLiteral("expected <");
        QTest::newRow("no number") << QStringLiteral("p95 < ms") << 7 << QStringLiteral("a number");
        QTest::newRow("two points")
            << QStringLiteral("p95 < 1.2.3 ms") << 7 << QStringLiteral("a number");
        QTest::newRow("no unit") << QStringLiteral("p95 < 800") << 10 << QStringLiteral("a unit");
        QTest::newRow("the wrong unit")
            << QStringLiteral("timeouts < 5 ms") << 14 << QStringLiteral("expected %");
        QTest::newRow("no joint") << QStringLiteral("p95 < 1 s p50 < 1 s") << 11
                                  << QStringLiteral("expected \"and\"");
        QTest::newRow("no what") << QStringLiteral("no delays") << 4
                                 << QStringLiteral("\"timeouts\"");
        QTest::newRow("a condition is missing")
            << QStringLiteral("p95 < 1 s and") << 14 << QStringLiteral("the text ends");
    }

    void mistakeHasItsPlace()
    {
        QFETCH(QString, text);
        QFETCH(int, column);
        QFETCH(QString, expected);
        const auto goal = Goal::parse(text);
        QVERIFY(!goal);
        QCOMPARE(goal.problem().place, (awaitscope::scenario::Place{1, column}));
        QVERIFY2(goal.problem().message.contains(expected), qPrintable(goal.problem().message));
    }
};

QTEST_GUILESS_MAIN(MetricTest)
#include "tst_metric.moc"
