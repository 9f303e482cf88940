// SPDX-License-Identifier: MIT
#include "engine/run/intervention.h"
#include "engine/scenario/parser.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace awaitscope;
using namespace awaitscope::scenario;

namespace {

// The text of the first problem that a command line with this scenario meets; empty if none.
QString verdict(const QByteArray &scenarioText, const QStringList &sets, const QString &seed,
                const QByteArray &interventions)
{
    ParameterValues values;
    for (const QString &set : sets) {
        const auto assignment = parseAssignment(set);
        if (!assignment) {
            return assignment.problem().text();
        }
        values.insert_or_assign(assignment.value().first, assignment.value().second);
    }
    if (!seed.isEmpty()) {
        if (const auto number = parseSeed(seed); !number) {
            return number.problem().text();
        }
    }
    const auto scenario = parseScenario(scenarioText, {}, values);
    if (!scenario) {
        return scenario.problem().text();
    }
    if (!interventions.isEmpty()) {
        const auto list = run::parseInterventions(interventions, scenario.value(), {});
        return list ? QString() : list.problem().text();
    }
    return {};
}

QStringList texts(const QJsonValue &list)
{
    return list.toVariant().toStringList();
}

// The text of one value of a case, as it stands in the file: QJson would round its numbers.
QByteArray jsonOf(const QByteArray &line, const QByteArray &key)
{
    const qsizetype begin = line.indexOf('"' + key + "\":");
    if (begin < 0) {
        return {};
    }
    const QByteArray rest = line.sliced(begin + key.size() + 3);
    int depth = 0;
    for (qsizetype i = 0; i < rest.size(); ++i) {
        const char c = rest[i];
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        if (depth == 0) {
            return rest.first(i + 1);
        }
    }
    return {};
}

} // namespace

class TestParserRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheReference_data();
    void agreesWithTheReference();
    void readsAssignments();
    void readsSeeds();
};

void TestParserRefusals::agreesWithTheReference_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::addColumn<QStringList>("sets");
    QTest::addColumn<QString>("seed");
    QTest::addColumn<QByteArray>("interventions");
    QTest::addColumn<bool>("accepted");
    QTest::addColumn<QStringList>("names");
    QFile file(QStringLiteral(":/cases.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    int count = 0;
    for (QByteArray line : file.readAll().split('\n')) {
        if (line.startsWith('{')) {
            line = line.endsWith(',') ? line.chopped(1) : line;
            const QJsonObject parts = QJsonDocument::fromJson(line).object();
            QVERIFY(!parts.isEmpty());
            const QByteArray scenario = jsonOf(line, "scenario");
            QTest::addRow("case %d: %s", ++count, scenario.constData())
                << scenario << texts(parts[u"set"]) << texts(parts[u"args"]).value(1)
                << jsonOf(line, "interventions") << (parts[u"exit"].toInt() == 0)
                << texts(parts[u"names"]);
        }
    }
    QCOMPARE(count, 93);
}

void TestParserRefusals::agreesWithTheReference()
{
    QFETCH(QByteArray, scenario);
    QFETCH(QStringList, sets);
    QFETCH(QString, seed);
    QFETCH(QByteArray, interventions);
    QFETCH(bool, accepted);
    QFETCH(QStringList, names);
    const QString problem = verdict(scenario, sets, seed, interventions);
    QVERIFY2(problem.isEmpty() == accepted, qPrintable(problem));
    for (const QString &name : names) {
        QVERIFY2(problem.contains(name), qPrintable(problem));
    }
}

void TestParserRefusals::readsAssignments()
{
    const auto assignment = parseAssignment(QStringLiteral("a.b-c=-1.5e-3"));
    QVERIFY2(assignment.isOk(), "the assignment was refused");
    QCOMPARE(assignment.value().first, QByteArray("a.b-c"));
    QCOMPARE(assignment.value().second, -0.0015);
    const auto problem = parseAssignment(QStringLiteral("workers=four")).problem();
    QVERIFY2(problem.text().contains(u"workers"), qPrintable(problem.text()));
    QVERIFY2(problem.text().contains(u"four"), qPrintable(problem.text()));
    QVERIFY(!parseAssignment(QStringLiteral("n=1\n")).isOk());
    QVERIFY(!parseAssignment(QStringLiteral("n=\u0661")).isOk());
}

void TestParserRefusals::readsSeeds()
{
    QCOMPARE(parseSeed(QStringLiteral("0")).value(), 0ULL);
    QCOMPARE(parseSeed(QStringLiteral("9007199254740991")).value(), 9007199254740991ULL);
    for (const auto *text :
         {"", "-1", "+1", " 1", "1.0", "x", "9007199254740992", "99999999999999999999999"}) {
        const auto seed = parseSeed(QString::fromLatin1(text));
        QVERIFY2(!seed.isOk(), text);
        QVERIFY2(seed.problem().text().contains(u"seed"), text);
    }
}

QTEST_GUILESS_MAIN(TestParserRefusals)
#include "tst_parserrefusals.moc"
