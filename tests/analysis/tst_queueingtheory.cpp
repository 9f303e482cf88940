// SPDX-License-Identifier: MIT
#include "engine/analysis/sweep.h"

#include <QTest>

#include <cmath>

using namespace awaitscope;
using analysis::Metric;

namespace {

constexpr int servers = 4;
constexpr double meanService = 0.1; // s
constexpr int seedCount = 30;
constexpr double warmUp = 60; // s

/// Erlang's formula: mean time in the queue of M/M/c (Erlang 1917; Kleinrock, Queueing Systems I,
/// 3.5) in seconds.
[[nodiscard]] double erlangWait(int c, double load, double service)
{
    const double a = load * c;
    double term = 1; // a^k / k!
    double sum = 0;
    for (int k = 0; k < c; ++k) {
        sum += term;
        term *= a / (k + 1);
    }
    const double queued = term / (1 - load);
    const double probability = queued / (sum + queued);
    return probability * service / (c * (1 - load));
}

[[nodiscard]] QByteArray queueScenario()
{
    return QByteArray(R"({"name": "mmc", "seed": 1,
        "params": {"arrival": {"value": 0.05, "min": 0.001, "max": 1}},
        "resources": [{"name": "servers", "kind": "semaphore", "slots": %1}],
        "tasks": {"job": [{"acquire": "servers", "do": [{"sleep": {"exponential": %2}}]}]},
        "main": [{"repeat": {"times": 6000, "do": [{"spawn": "job", "as": "jobs", "append": true},
                     {"sleep": {"exponential": {"param": "arrival"}}}]}},
                 {"await": "$jobs"}]})")
        .replace("%1", QByteArray::number(servers))
        .replace("%2", QByteArray::number(meanService));
}

} // namespace

/// Simulated queues against the formula.
class QueueingTheoryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void formulaIsErlangs()
    {
        // M/M/1: rho / (mu - lambda).
        QVERIFY(std::abs(erlangWait(1, 0.5, 1) - 1) < 1e-12);
        // C(2, 1) = 1/3.
        QVERIFY(std::abs(erlangWait(2, 0.5, 1) - 1.0 / 3) < 1e-12);
    }

    void meanWaitIsThatOfTheory_data()
    {
        QTest::addColumn<double>("load");
        QTest::newRow("half loaded") << 0.5;
        QTest::newRow("loaded") << 0.7;
        QTest::newRow("heavily loaded") << 0.85;
    }

    void meanWaitIsThatOfTheory()
    {
        QFETCH(double, load);
        const QString arrival = QString::number(meanService / (load * servers), 'g', 12);
        auto plan = analysis::planSweep({.scenarioText = queueScenario()},
                                        QStringLiteral("arrival=%1..%1").arg(arrival), seedCount);
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.problem().text()));
        plan.value().warmUp = trace::Timestamp(warmUp * 1e9);
        std::vector<double> waits;
        analysis::sweep(plan.value(), [&](const analysis::SweepRun &run) {
            waits.push_back(run.find("job")->measures[std::size_t(Metric::Wait)]);
        });
        QCOMPARE(waits.size(), seedCount);
        std::ranges::sort(waits); // a sum of one order, whichever thread was first
        double mean = 0;
        for (const double wait : waits) {
            mean += wait / seedCount;
        }
        double variance = 0;
        for (const double wait : waits) {
            variance += (wait - mean) * (wait - mean) / (seedCount - 1);
        }
        const double error = std::sqrt(variance / seedCount);
        const double theory = erlangWait(servers, load, meanService);
        qInfo("load %.2f: %.6f s, theory %.6f s, %.2f standard errors (%.6f)", load, mean, theory,
              (mean - theory) / error, error);
        QVERIFY(error < theory / 10); // else it would prove nothing
        QVERIFY(std::abs(mean - theory) <= 3 * error);
    }
};

QTEST_GUILESS_MAIN(QueueingTheoryTest)
#include "tst_queueingtheory.moc"
