// SPDX-License-Identifier: MIT
#include "engine/analysis/sweep.h"
#include "engine/analysis/sweepcurve.h"

#include <QTest>

using namespace awaitscope;
using analysis::Metric;
using analysis::SweepPlan;
using analysis::SweepPoint;
using analysis::SweepResults;
using analysis::SweepRun;

namespace {

// Eight requests of 100 ms each come at once.
const QByteArray pool = R"({"name": "pool", "seed": 5,
    "params": {"slots": {"value": 2, "min": 1, "max": 8, "step": 1},
               "work": {"value": 0.1, "min": 0, "max": 10}},
    "resources": [{"name": "r", "kind": "semaphore", "slots": {"param": "slots"}}],
    "tasks": {"job": [{"timeout": 0.35, "do": [{"acquire": "r", "do":
                 [{"sleep": {"param": "work"}}]}]}]},
    "main": [{"gather": [{"template": "job", "count": 8}], "return_exceptions": true}]})";

[[nodiscard]] SweepPlan planOf(const QString &vary, int seeds = 1,
                               const QByteArray &scenario = pool)
{
    auto plan = analysis::planSweep({.scenarioText = scenario}, vary, seeds);
    if (!plan) {
        qFatal("%s", qPrintable(plan.problem().text()));
    }
    return std::move(plan).value();
}

[[nodiscard]] SweepResults resultsOf(const SweepPlan &plan)
{
    SweepResults results;
    analysis::sweep(plan, [&](const SweepRun &run) { results.add(run); });
    return results;
}

[[nodiscard]] std::vector<SweepPoint> points(std::initializer_list<double> ys)
{
    std::vector<SweepPoint> curve;
    for (const double y : ys) {
        curve.push_back({double(curve.size()), y, y, y});
    }
    return curve;
}

} // namespace

class SweepTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void rangeIsReadAsWritten()
    {
        QCOMPARE(planOf(QStringLiteral("slots=1..4")).values, (std::vector<double>{1, 2, 3, 4}));
        QCOMPARE(planOf(QStringLiteral("slots=1:8:3")).values, (std::vector<double>{1, 4, 7}));
        QCOMPARE(planOf(QStringLiteral("work=0.1..0.4:0.1")).values,
                 (std::vector<double>{0.1, 0.2, 0.3, 0.4}));
        QCOMPARE(planOf(QStringLiteral("slots=3..3")).values, std::vector<double>{3});
        QCOMPARE(planOf(QStringLiteral("slots=1..2"), 3).seeds, (std::vector<quint64>{5, 6, 7}));
    }

    void mistakeIsAnswered_data()
    {
        QTest::addColumn<QString>("vary");
        QTest::addColumn<QString>("message");
        QTest::newRow("an unknown parameter")
            << QStringLiteral("gpus=1..4") << QStringLiteral("no parameter \"gpus\"");
        QTest::newRow("no range") << QStringLiteral("slots=4") << QStringLiteral("NAME=FROM..TO");
        QTest::newRow("no numbers")
            << QStringLiteral("slots=one..four") << QStringLiteral("NAME=FROM..TO");
        QTest::newRow("downwards")
            << QStringLiteral("slots=4..1") << QStringLiteral("goes upwards");
        QTest::newRow("no step") << QStringLiteral("slots=1..4:0") << QStringLiteral("steps above");
        QTest::newRow("too many") << QStringLiteral("work=0..9:0.00001")
                                  << QStringLiteral("at most 20000 runs");
        QTest::newRow("beyond the declaration")
            << QStringLiteral("slots=1..9") << QStringLiteral("slots");
        QTest::newRow("half a slot") << QStringLiteral("slots=1..2:0.5") << QStringLiteral("1.5");
    }

    void mistakeIsAnswered()
    {
        QFETCH(QString, vary);
        QFETCH(QString, message);
        const auto plan = analysis::planSweep({.scenarioText = pool}, vary, 1);
        QVERIFY(!plan);
        QVERIFY2(plan.problem().message.contains(message), qPrintable(plan.problem().message));
    }

    void numbersAreThoseOfTheRuns()
    {
        // With 2 slots 6 jobs end after 100, 200, 300 ms; the last 2 time out at 350.
        const SweepResults results = resultsOf(planOf(QStringLiteral("slots=1..8")));
        QCOMPARE(results.runs().size(), 8);
        const SweepRun &two = results.runs()[1];
        QCOMPARE(two.value, 2.0);
        QCOMPARE(two.seed, quint64(5));
        QCOMPARE(two.end, run::RunEnd::Finished);
        QCOMPARE(two.total, trace::Timestamp(350'000'000));
        QCOMPARE(two.templates.size(), 1);
        const SweepRun::Template &job = two.templates[0];
        QCOMPARE(job.count, 8);
        const auto of = [&](Metric metric) { return job.measures[std::size_t(metric)]; };
        QCOMPARE(of(Metric::P50), 0.2);
        QCOMPARE(of(Metric::P95), 0.35);
        QCOMPARE(of(Metric::Most), 0.35);
        QCOMPARE(of(Metric::Timeouts), 0.25);
        QCOMPARE(of(Metric::Failures), 0.0);
        QVERIFY(std::abs(of(Metric::Throughput) - 6 / 0.35) < 1e-3);
        QVERIFY(std::abs(of(Metric::Utilisation) - 1) < 1e-6);
    }

    void goalFindsTheSmallestValue()
    {
        const SweepResults results = resultsOf(planOf(QStringLiteral("slots=1..8"), 2));
        const auto smallest = [&](const QString &goal) {
            return results.smallestMeeting(analysis::Goal::parse(goal).value(), "job");
        };
        QCOMPARE(smallest(QStringLiteral("no timeouts")), std::optional(3.0));
        QCOMPARE(smallest(QStringLiteral("p95 < 150 ms and no timeouts")), std::optional(8.0));
        QCOMPARE(smallest(QStringLiteral("p95 < 50 ms")), std::nullopt);
    }

    void anyNumberOfThreadsGivesTheSame()
    {
        SweepPlan plan = planOf(QStringLiteral("slots=1..8"), 4);
        plan.threads = 1;
        const SweepResults one = resultsOf(plan);
        plan.threads = 7;
        const SweepResults seven = resultsOf(plan);
        QCOMPARE(one.runs().size(), plan.runCount());
        QCOMPARE(seven.runs().size(), plan.runCount());
        for (std::size_t i = 0; i < one.runs().size(); ++i) {
            QCOMPARE(one.runs()[i].seed, seven.runs()[i].seed);
            QVERIFY(one.runs()[i].templates[0].measures == seven.runs()[i].templates[0].measures);
        }
    }

    void runsStream()
    {
        SweepPlan plan = planOf(QStringLiteral("slots=1..8"), 2);
        plan.threads = 1;
        std::vector<std::pair<quint64, double>> order;
        analysis::sweep(plan,
                        [&](const SweepRun &run) { order.emplace_back(run.seed, run.value); });
        QCOMPARE(order.size(), 16);
        QVERIFY(std::ranges::is_sorted(order));
    }

    void stopEndsIt()
    {
        SweepPlan plan = planOf(QStringLiteral("slots=1..8"), 100);
        plan.threads = 2;
        std::stop_source stop;
        int count = 0;
        analysis::sweep(
            plan, [&](const SweepRun &) { stop.request_stop(), ++count; }, stop.get_token());
        QVERIFY(count >= 1 && count <= 2); // the other thread may have been done too
    }

    void stopReachesIntoALongRun()
    {
        // 10^12 turns: far more than any test waits for.
        const auto run = run::Run::create({.scenarioText = R"({"name": "long",
            "main": [{"repeat": {"times": 1000000, "do": [
                {"repeat": {"times": 1000000, "do": [{"sleep": 1}]}}]}}]})"});
        QVERIFY(run);
        std::stop_source stop;
        connect(&run.value()->store(), &trace::TraceStore::appended, this, [&](quint64 first) {
            if (first > 1000) {
                stop.request_stop();
            }
        });
        run.value()->runToEnd(trace::endOfTime, stop.get_token());
        QCOMPARE(run.value()->end(), run::RunEnd::Stopped);
    }

    void warmUpIsNotCounted()
    {
        SweepPlan plan = planOf(QStringLiteral("slots=2..2"));
        plan.warmUp = 250'000'000; // four have ended
        QCOMPARE(resultsOf(plan).runs()[0].templates[0].count, 4);
    }

    void limitMeetsNoGoal()
    {
        SweepPlan plan = planOf(QStringLiteral("slots=8..8"));
        plan.limits.events = 30;
        const SweepResults results = resultsOf(plan);
        QCOMPARE(results.runs()[0].end, run::RunEnd::LimitReached);
        const auto goal = analysis::Goal::parse(QStringLiteral("no timeouts")).value();
        QCOMPARE(results.smallestMeeting(goal, "job"), std::nullopt);
    }

    void curveSpansTheSeeds()
    {
        SweepResults results;
        const auto add = [&](double value, quint64 seed, double p95) {
            SweepRun run{.value = value, .seed = seed, .templates = {{"a", 1, {}}}};
            run.templates[0].measures[std::size_t(Metric::P95)] = p95;
            results.add(run);
        };
        add(2, 1, 10);
        add(1, 2, 4);
        add(1, 1, 1);
        add(1, 3, std::nan(""));
        add(1, 4, 1);
        const auto curve = results.curve("a", Metric::P95);
        QCOMPARE(curve.size(), 2);
        QCOMPARE(curve[0].value, 1.0);
        QCOMPARE(curve[0].least, 1.0);
        QCOMPARE(curve[0].mean, 2.0);
        QCOMPARE(curve[0].most, 4.0);
        QCOMPARE(curve[1].mean, 10.0);
        QVERIFY(results.curve("b", Metric::P95).empty());
    }

    void templateWithMostTasksComesFirst()
    {
        SweepResults results;
        results.add({.value = 1, .templates = {{"a", 3, {}}, {"b", 2, {}}}});
        results.add({.value = 2, .templates = {{"b", 2, {}}}});
        QCOMPARE(results.templates(), (std::vector<QByteArray>{"b", "a"}));
    }

    void kneeIsWhereItBends_data()
    {
        QTest::addColumn<std::vector<SweepPoint>>("curve");
        QTest::addColumn<double>("knee"); // -1: none
        QTest::newRow("falls, then is flat") << points({9, 5, 1, 1, 1, 1, 1, 1}) << 2.0;
        QTest::newRow("is flat, then climbs") << points({1, 1, 1, 1, 1, 1, 5, 9}) << 5.0;
        QTest::newRow("saturates") << points({0, 4, 8, 8.5, 9, 9.5}) << 2.0;
        QTest::newRow("a straight line") << points({0, 1, 2, 3, 4}) << -1.0;
        QTest::newRow("a level line") << points({3, 3, 3, 3}) << -1.0;
        QTest::newRow("two points") << points({3, 1}) << -1.0;
    }

    void kneeIsWhereItBends()
    {
        QFETCH(std::vector<SweepPoint>, curve);
        QFETCH(double, knee);
        QCOMPARE(analysis::kneeOf(curve).value_or(-1), knee);
    }
};

QTEST_GUILESS_MAIN(SweepTest)
#include "tst_sweep.moc"
