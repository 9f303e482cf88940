// SPDX-License-Identifier: MIT
#include "engine/analysis/leverage.h"

#include <QTest>

#include <map>

using namespace awaitscope;
using analysis::Leverage;
using analysis::RunChange;
using trace::Timestamp;

namespace {

constexpr Timestamp ms = 1'000'000;

/// Two jobs of 200 ms share a slot; a report of 100 ms goes on beside them.
const QByteArray pool = R"({"name": "pool",
    "params": {"slots": {"value": 1, "min": 1, "max": 4, "live": true}},
    "resources": [{"name": "gpu", "kind": "semaphore", "slots": {"param": "slots"}}],
    "tasks": {"job": [{"acquire": "gpu", "do": [{"sleep": 0.2}]}],
              "report": [{"sleep": 0.1}],
              "idle": [{"log": "nothing to shorten"}]},
    "main": [{"gather": ["job", "job", "report", "idle"]}, {"sleep": 0.04}]})";

[[nodiscard]] std::vector<Leverage> leverageOf(const QByteArray &scenario)
{
    return analysis::findLeverage(analysis::leverageChanges({.scenarioText = scenario}));
}

} // namespace

class LeverageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void everyTemplateThatSleepsAndEverySemaphoreIsTried()
    {
        QStringList tried;
        for (const RunChange &change : analysis::leverageChanges({.scenarioText = pool})) {
            tried += QStringLiteral("%1*%2").arg(QString::fromUtf8(change.name)).arg(change.factor);
        }
        QCOMPARE(tried.join(QLatin1Char(' ')),
                 QStringLiteral("*1 job*0.9 job*0.75 job*0.5 report*0.9 report*0.75 report*0.5 "
                                "main*0.9 main*0.75 main*0.5 gpu*1"));
    }

    void effectsAreExact()
    {
        std::map<std::pair<QByteArray, double>, Timestamp> totals;
        for (const Leverage &each : leverageOf(pool)) {
            totals[{each.change.name, each.change.factor}] = each.result.total;
        }
        QCOMPARE(totals.size(), 11);
        QCOMPARE((totals[{"", 1}]), 440 * ms);
        QCOMPARE((totals[{"job", 0.9}]), 400 * ms);
        QCOMPARE((totals[{"job", 0.75}]), 340 * ms);
        QCOMPARE((totals[{"job", 0.5}]), 240 * ms);
        QCOMPARE((totals[{"report", 0.5}]), 440 * ms); // not on the critical path
        QCOMPARE((totals[{"main", 0.5}]), 420 * ms);
        QCOMPARE((totals[{"gpu", 1}]), 240 * ms);
    }

    void oneSlotMoreIsAnotherValueOfItsParameter()
    {
        const auto changes = analysis::leverageChanges({.scenarioText = pool});
        QCOMPARE(changes.back().kind, RunChange::Kind::Slot);
        QCOMPARE(changes.back().spec.values.at("slots"), 2.0);
        QCOMPARE(changes.back().spec.scenarioText, pool);
        // Beyond what the parameter allows it is written into the text.
        const auto most =
            analysis::leverageChanges({.scenarioText = pool, .values = {{"slots", 4}}});
        QVERIFY(most.back().spec.scenarioText.contains(R"("slots": 5})"));
    }

    /// Graham's anomaly: under contention a shorter task can lengthen a run.
    void shorterTaskCanLengthenARun()
    {
        // If the early one comes before the late one, that waits for it, and all that follows.
        const auto leverage = leverageOf(R"({"name": "anomaly",
            "resources": [{"name": "r", "kind": "lock"}],
            "tasks": {"early": [{"sleep": 0.3}, {"call": "hold"}],
                      "hold": [{"acquire": "r", "do": [{"sleep": 0.5}]}],
                      "late": [{"sleep": 0.25}, {"acquire": "r", "do": [{"call": "touch"}]},
                               {"call": "rest"}],
                      "touch": [{"sleep": 0.01}], "rest": [{"sleep": 1}]},
            "main": [{"gather": ["early", "late"]}]})");
        QCOMPARE(leverage[0].result.total, 1260 * ms);
        QCOMPARE(leverage[1].result.total, 1260 * ms); // 0.9: still later
        QCOMPARE(leverage[2].result.total, 1735 * ms); // 0.75
        QCOMPARE(leverage[3].result.total, 1660 * ms); // 0.5
    }

    void brokenScenarioHasNone()
    {
        QVERIFY(analysis::leverageChanges({.scenarioText = "{"}).empty());
    }
};

QTEST_GUILESS_MAIN(LeverageTest)
#include "tst_leverage.moc"
