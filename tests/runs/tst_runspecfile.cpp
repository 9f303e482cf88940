// SPDX-License-Identifier: MIT
#include "engine/run/runspecfile.h"

#include <QTest>

using namespace awaitscope;
using namespace awaitscope::run;
using scenario::Place;

namespace {

const QByteArray scenarioText = "{\"about\": \"a quote: \\\" }\"," R"("name": "pool",
  "params": {"slots": {"value": 2, "min": 0, "max": 4, "live": true}},
  "resources": [{"name": "gpu", "kind": "semaphore", "slots": {"param": "slots"}}],
  "main": [{"log": "braces } ] in a text, ü"}, {"sleep": 1}]})";

[[nodiscard]] RunSpec fullSpec()
{
    return {.scenarioText = scenarioText,
            .scenarioFile = QStringLiteral("pool.json"),
            .values = {{"slots", 0.1 + 0.2}},
            .seed = 9007199254740991,
            .interventions = {{1, CancelTask{trace::TaskId(1)}},
                              {5, ResizeSemaphore{trace::ResourceId(1), 3}}}};
}

[[nodiscard]] scenario::Scenario parsed(const RunSpec &spec)
{
    return scenario::parseScenario(spec.scenarioText).value();
}

} // namespace

class RunSpecFileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void readsWhatItWrites()
    {
        RunSpec spec = fullSpec();
        spec.values = {{"slots", 3}};
        const auto read = parseRunSpec(toJson(spec, parsed(spec)), QStringLiteral("a.run.json"));
        QVERIFY2(read.isOk(), qPrintable(read ? QString() : read.problem().text()));
        QCOMPARE(read.value().scenarioText.trimmed(), scenarioText);
        QCOMPARE(read.value().values, spec.values);
        QCOMPARE(read.value().seed, spec.seed);
        QCOMPARE(read.value().interventions, spec.interventions);
        QCOMPARE(toJson(read.value(), parsed(spec)).replace("a.run.json", "pool.json"),
                 toJson(spec, parsed(spec)));
    }

    void writesNumbersThatReadBackTheSame()
    {
        const QByteArray json = toJson(fullSpec(), parsed(fullSpec()));
        QVERIFY(json.contains("\"values\": {\"slots\": 0.30000000000000004}"));
        QVERIFY(json.contains("\"seed\": 9007199254740991"));
    }

    void leavesOutWhatIsNotThere()
    {
        const RunSpec spec{.scenarioText = scenarioText};
        QCOMPARE(toJson(spec, parsed(spec)),
                 "{\"awaitscope_run\": 1,\n \"scenario\": " + scenarioText + "}\n");
        const auto read = parseRunSpec(toJson(spec, parsed(spec)), {});
        QVERIFY(read.isOk());
        QVERIFY(!read.value().seed);
        QVERIFY(read.value().values.empty());
        QVERIFY(read.value().interventions.empty());
    }

    void isToldFromAScenario()
    {
        QVERIFY(isRunSpec(toJson(fullSpec(), parsed(fullSpec()))));
        QVERIFY(!isRunSpec(scenarioText));
        QVERIFY(!isRunSpec("{\"name\": \"awaitscope_run\", \"main\": []}"));
        QVERIFY(!isRunSpec("{\"awaitscope_run\": 1,"));
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("part");
        QTest::newRow("a newer version") << QByteArray(R"({"awaitscope_run": 2, "something": 1})")
                                         << 1 << 20 << QStringLiteral("newer Awaitscope");
        QTest::newRow("no scenario")
            << QByteArray(R"({"awaitscope_run": 1})") << 1 << 1 << QStringLiteral("scenario");
        QTest::newRow("an unknown key")
            << QByteArray(R"({"awaitscope_run": 1, "scenario": {}, "speed": 1})") << 1 << 39
            << QStringLiteral("speed");
        QTest::newRow("a scenario with a mistake, at its place in the file")
            << QByteArray("{\"awaitscope_run\": 1, \"interventions\": [],\n"
                          "  \"scenario\": {\"name\": \"x\",\n \"main\": [{\"slep\": 1}]}}")
            << 3 << 12 << QStringLiteral("slep");
        QTest::newRow("an intervention with a mistake, at its place in the file")
            << QByteArray("{\"awaitscope_run\": 1, \"scenario\": {\"name\": \"x\", \"main\": []},\n"
                          " \"interventions\": [{\"at\": -1, \"cancel\": 1}]}")
            << 2 << 27 << QStringLiteral("-1");
        QTest::newRow("a seed that is too large")
            << QByteArray(R"({"awaitscope_run": 1, "scenario": {}, "seed": 9007199254740992})") << 1
            << 47 << QStringLiteral("9007199254740991");
        QTest::newRow("a value that is no number")
            << QByteArray(R"({"awaitscope_run": 1, "scenario": {}, "values": {"a": "b"}})") << 1
            << 55 << QStringLiteral("a number");
        QTest::newRow("a text that breaks off")
            << QByteArray(R"({"awaitscope_run": 1, )") << 1 << 23 << QString();
    }

    void refuses()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, line);
        QFETCH(int, column);
        QFETCH(QString, part);
        const auto read = parseRunSpec(json, QStringLiteral("a.run.json"));
        QVERIFY(!read.isOk());
        QCOMPARE(read.problem().file, QStringLiteral("a.run.json"));
        QVERIFY2(read.problem().message.contains(part), qPrintable(read.problem().text()));
        QVERIFY2(read.problem().place == (Place{line, column}), qPrintable(read.problem().text()));
    }
};

QTEST_GUILESS_MAIN(RunSpecFileTest)
#include "tst_runspecfile.moc"
