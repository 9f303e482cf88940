// SPDX-License-Identifier: MIT
#include "engine/run/intervention.h"
#include "engine/scenario/parser.h"

#include <QTest>

using namespace awaitscope;
using namespace awaitscope::run;
using scenario::Place;

namespace {

scenario::Scenario pools()
{
    return scenario::parseScenario(R"({"name": "x", "main": [], "resources": [
        {"name": "lock", "kind": "lock"},
        {"name": "gpu", "kind": "semaphore", "slots": 1},
        {"name": "disk", "kind": "semaphore", "slots": 2}]})")
        .value();
}

} // namespace

class TestIntervention : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBothKinds();
    void writesWhatItReads();
    void readsAnEmptyList();
    void aTaskBeyondAllTasksStaysOne();
    void refuses_data();
    void refuses();
};

void TestIntervention::readsBothKinds()
{
    const auto read = parseInterventions(
        R"([{"cancel": 3, "at": 0}, {"at": 5.0, "resize": "disk", "slots": 9007199254740991},
            {"at": 4611686018427387904, "cancel": 1.0}])",
        pools(), {});
    QVERIFY2(read.isOk(), "the list was refused");
    const Interventions expected {
        {0, CancelTask {trace::TaskId(3)}},
        {5, ResizeSemaphore {trace::ResourceId(3), 9007199254740991}},
        {qint64(1) << 62, CancelTask {trace::TaskId(1)}},
    };
    QVERIFY(read.value() == expected);
}

void TestIntervention::writesWhatItReads()
{
    const QByteArray json =
        "[{\"at\": 1, \"cancel\": 2},\n {\"at\": 1, \"resize\": \"gpu\", \"slots\": 0}]\n";
    const auto read = parseInterventions(json, pools(), {});
    QVERIFY2(read.isOk(), "the list was refused");
    QCOMPARE(toJson(read.value(), pools()), json);
}

void TestIntervention::readsAnEmptyList()
{
    const auto read = parseInterventions("[]", pools(), {});
    QVERIFY2(read.isOk(), "the list was refused");
    QVERIFY(read.value().empty());
    QCOMPARE(toJson({}, pools()), QByteArray("[]\n"));
}

void TestIntervention::aTaskBeyondAllTasksStaysOne()
{
    const auto read = parseInterventions(R"([{"at": 0, "cancel": 9007199254740991}])", pools(), {});
    QVERIFY2(read.isOk(), "the list was refused");
    QCOMPARE(std::get<CancelTask>(read.value().front().action).task.value, 4294967295U);
}

void TestIntervention::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char *name, const char *json, int line, int column,
                        std::initializer_list<const char *> words) {
        QStringList list {QStringLiteral("actions.json")};
        for (const char *word : words) {
            list += QString::fromUtf8(word);
        }
        QTest::newRow(name) << QByteArray(json) << line << column << list;
    };
    row("an object instead of a list", "{}", 1, 1, {"list", "an object"});
    row("a number instead of an object", "[1]", 1, 2, {"intervention 0", "the number 1"});
    row("no keys", "[{}]", 1, 2, {"intervention 0", "\"at\""});
    row("no time", R"([{"cancel": 1}])", 1, 2, {"\"at\""});
    row("no slots", R"([{"at": 0, "resize": "gpu"}])", 1, 2, {"\"slots\""});
    row("both kinds at once", R"([{"at": 0, "cancel": 1, "resize": "gpu", "slots": 1}])", 1, 12,
        {"unknown key \"cancel\""});
    row("a misspelt key", R"([{"at": 0, "cancle": 1}])", 1, 12, {"did you mean \"cancel\"?"});
    row("a time before the start", R"([{"at": -1, "cancel": 1}])", 1, 9, {"0", "-1"});
    row("a time beyond the clock", R"([{"at": 4611686018427387905, "cancel": 1}])", 1, 9,
        {"4611686018427387904"});
    row("half a nanosecond", R"([{"at": 0.5, "cancel": 1}])", 1, 9, {"integer", "0.5"});
    row("a time as a text", R"([{"at": "1", "cancel": 1}])", 1, 9, {"integer", "\"1\""});
    row("a time as a boolean", R"([{"at": true, "cancel": 1}])", 1, 9, {"integer", "true"});
    row("the loop as the task", R"([{"at": 1, "cancel": 0}])", 1, 22, {"from 1"});
    row("slots below zero", R"([{"at": 0, "resize": "gpu", "slots": -1}])", 1, 38, {"-1"});
    row("half a slot", R"([{"at": 0, "resize": "gpu", "slots": 1.5}])", 1, 38, {"1.5"});
    row("a lock cannot be resized", R"([{"at": 0, "resize": "lock", "slots": 1}])", 1, 22,
        {"\"lock\" is not a semaphore", "\"gpu\", \"disk\""});
    row("a semaphore that does not exist", R"([{"at": 0, "resize": "disc", "slots": 1}])", 1, 22,
        {"did you mean \"disk\"?"});
    row("a semaphore that is no text", R"([{"at": 0, "resize": 7, "slots": 1}])", 1, 22, {"7"});
    row("a time before the one before",
        "[{\"at\": 2, \"cancel\": 1},\n {\"at\": 1, \"cancel\": 1}]", 2, 9,
        {"intervention 1", "at least 2"});
    row("a list that never ends", "[{\"at\": 0, \"cancel\": 1}", 1, 24, {"comma or ]"});
}

void TestIntervention::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QStringList, words);
    const auto read = parseInterventions(json, pools(), QStringLiteral("actions.json"));
    QVERIFY2(!read.isOk(), "the list was accepted");
    const scenario::Problem &problem = read.problem();
    QCOMPARE(problem.place.line, line);
    QCOMPARE(problem.place.column, column);
    for (const QString &word : words) {
        QVERIFY2(problem.text().contains(word), qPrintable(problem.text()));
    }
}

QTEST_GUILESS_MAIN(TestIntervention)
#include "tst_intervention.moc"
