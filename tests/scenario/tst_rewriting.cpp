// SPDX-License-Identifier: MIT
#include "engine/scenario/rewriting.h"

#include <QTest>

using namespace awaitscope::scenario;

class RewritingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void sleepsOfTheTemplateAreScaled_data()
    {
        QTest::addColumn<QByteArray>("steps");
        QTest::addColumn<QByteArray>("scaled");
        const auto row = [](const char *name, const char *steps, const char *scaled) {
            QTest::newRow(name) << QByteArray(steps) << QByteArray(scaled);
        };
        row("a number", R"({"sleep": 3})", R"({"sleep": 1.5})");
        row("uniform", R"({"sleep": {"uniform": [1, 3]}})",
            R"({"sleep": {"uniform": [0.5, 1.5]}})");
        row("exponential", R"({"sleep": {"exponential": 0.2}})",
            R"({"sleep": {"exponential": 0.1}})");
        row("the median of lognormal", R"({"sleep": {"lognormal": [2, 0.5]}})",
            R"({"sleep": {"lognormal": [1, 0.5]}})");
        row("a choice", R"({"sleep": {"choice": [1, 2, 4]}})",
            R"({"sleep": {"choice": [0.5, 1, 2]}})");
        row("a parameter", R"({"sleep": {"param": "p"}})", R"({"sleep": 4})");
        row("a parameter with its declared value", R"({"sleep": {"exponential": {"param": "q"}}})",
            R"({"sleep": {"exponential": 0.25}})");
        row("inside other steps",
            "{\"timeout\": 9, \"do\": [\n  {\"repeat\": {\"times\": 2, "
            "\"do\": [{\"sleep\": 1}]}}]}",
            "{\"timeout\": 9, \"do\": [\n  {\"repeat\": {\"times\": 2, "
            "\"do\": [{\"sleep\": 0.5}]}}]}");
        row("not the handler of an error of that name",
            R"({"try": {"do": [], "except": {"sleep": [{"sleep": 1}]}}})",
            R"({"try": {"do": [], "except": {"sleep": [{"sleep": 0.5}]}}})");
        row("behind letters that are not ASCII", "{\"log\": \"größer 😀\"}, {\"sleep\": 1}",
            "{\"log\": \"größer 😀\"}, {\"sleep\": 0.5}");
        row("no other step", R"({"block": 1}, {"wait_event": "e"})",
            R"({"block": 1}, {"wait_event": "e"})");
    }

    void sleepsOfTheTemplateAreScaled()
    {
        QFETCH(QByteArray, steps);
        QFETCH(QByteArray, scaled);
        const auto text = [](const QByteArray &inside) {
            return QByteArray(R"({"name": "x", "resources": [{"name": "e", "kind": "event"}],
  "params": {"p": {"value": 1, "min": 0, "max": 9}, "q": {"value": 0.5, "min": 0, "max": 9}},
  "tasks": {"other": [{"sleep": 7}], "t": [)")
                + inside + R"(]}, "main": [{"gather": ["t"]}, {"sleep": 5}]})";
        };
        const ParameterValues values{{"p", 8}};
        const QByteArray changed = withScaledSleeps(text(steps), values, "t", 0.5);
        QCOMPARE(changed, text(scaled));
        QVERIFY(parseScenario(changed, {}, values));
    }

    void mainCanBeMeant()
    {
        QCOMPARE(withScaledSleeps(R"({"name": "x", "tasks": {"t": [{"sleep": 2}]},
            "main": [{"sleep": 2}]})",
                                  {}, "main", 0.75),
                 QByteArray(R"({"name": "x", "tasks": {"t": [{"sleep": 2}]},
            "main": [{"sleep": 1.5}]})"));
    }

    void slotsAreWrittenIn()
    {
        const QByteArray text = R"({"name": "x", "params": {"n": {"value": 1, "min": 0, "max": 1}},
            "resources": [{"name": "a", "kind": "semaphore", "slots": {"param": "n"}},
                          {"name": "b", "kind": "semaphore", "slots": 3}], "main": []})";
        QCOMPARE(withSlots(text, "b", 4),
                 QByteArray(text).replace(R"("slots": 3)", R"("slots": 4)"));
        QCOMPARE(withSlots(text, "a", 2), QByteArray(text).replace(R"({"param": "n"})", "2"));
    }
};

QTEST_GUILESS_MAIN(RewritingTest)
#include "tst_rewriting.moc"
