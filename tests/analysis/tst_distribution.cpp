// SPDX-License-Identifier: MIT
#include "engine/analysis/distribution.h"

#include <QTest>

#include <numeric>

using awaitscope::analysis::Distribution;
using awaitscope::trace::Timestamp;

class DistributionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void percentilesAreNearestRank_data()
    {
        QTest::addColumn<double>("percent");
        QTest::addColumn<Timestamp>("expected");
        // The worked example that texts on the method use.
        QTest::newRow("the fifth") << 5.0 << Timestamp(15);
        QTest::newRow("the thirtieth") << 30.0 << Timestamp(20);
        QTest::newRow("the fortieth") << 40.0 << Timestamp(20);
        QTest::newRow("the median") << 50.0 << Timestamp(35);
        QTest::newRow("all") << 100.0 << Timestamp(50);
    }

    void percentilesAreNearestRank()
    {
        QFETCH(double, percent);
        QFETCH(Timestamp, expected);
        QCOMPARE(Distribution({50, 20, 15, 40, 35}).percentile(percent), expected);
    }

    void percentileOfAHundredValuesIsTheValueOfThatRank()
    {
        std::vector<Timestamp> values(100);
        std::iota(values.begin(), values.end(), 1);
        const Distribution distribution(values);
        for (int percent = 1; percent <= 100; ++percent) {
            QCOMPARE(distribution.percentile(percent), Timestamp(percent));
        }
    }

    void singleValueIsEveryPercentile()
    {
        const Distribution distribution({7});
        QCOMPARE(distribution.percentile(1), 7);
        QCOMPARE(distribution.percentile(99), 7);
        QCOMPARE(distribution.mean(), 7.0);
    }

    void histogramCountsEachValueOnce()
    {
        const Distribution distribution({0, 1, 4, 5, 9, 10});
        QCOMPARE(distribution.histogram(2), (std::vector<std::size_t>{3, 3}));
        QCOMPARE(distribution.histogram(10),
                 (std::vector<std::size_t>{1, 1, 0, 0, 1, 1, 0, 0, 0, 2}));
    }

    void histogramOfNoDurationsIsOneBin()
    {
        QCOMPARE(Distribution({0, 0}).histogram(3), (std::vector<std::size_t>{2, 0, 0}));
    }
};

QTEST_GUILESS_MAIN(DistributionTest)
#include "tst_distribution.moc"
