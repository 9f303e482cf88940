// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/scenario/parser.h"
#include "engine/scenario/stepwalk.h"
#include "ui/editor/steptext.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace awaitscope;
using editor::StepText;
using editor::TextRange;
using timeline::StepRange;
using trace::StepId;

namespace {

const QString text = QStringLiteral(R"({"name": "x",
 "tasks": {"job": [
   {"repeat": {"times": 2, "do": [
     {"sleep": 1},
     {"log": "ö"}, {"log": "b"}]}}]},
 "main": [{"spawn": "job"}]})");

[[nodiscard]] StepText stepsOf(const QString &scenarioText)
{
    const auto scenario = scenario::parseScenario(scenarioText.toUtf8());
    if (!scenario) {
        qFatal("%s", qPrintable(scenario.problem().text()));
    }
    return {scenario.value(), scenarioText};
}

} // namespace

class StepTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void stepsKnowTheirText_data()
    {
        QTest::addColumn<quint32>("step");
        QTest::addColumn<QString>("part");
        QTest::newRow("around others") << 1U << text.sliced(text.indexOf(u"{\"repeat"), 85);
        QTest::newRow("inside") << 2U << QStringLiteral("{\"sleep\": 1}");
        QTest::newRow("behind another one in its line") << 4U << QStringLiteral("{\"log\": \"b\"}");
        QTest::newRow("the last one") << 5U << QStringLiteral("{\"spawn\": \"job\"}");
        QTest::newRow("none") << 0U << QString();
        QTest::newRow("one that never was") << 6U << QString();
    }

    void stepsKnowTheirText()
    {
        QFETCH(const quint32, step);
        QFETCH(const QString, part);
        QCOMPARE(partOf(stepsOf(text), step, text), part);
    }

    void placesKnowTheirSteps_data()
    {
        QTest::addColumn<QString>("before"); // the place is in front of this
        QTest::addColumn<quint32>("first");
        QTest::addColumn<quint32>("last");
        QTest::newRow("in a step around others") << QStringLiteral("\"times") << 1U << 4U;
        QTest::newRow("in one of these") << QStringLiteral("sleep") << 2U << 2U;
        QTest::newRow("between two of them") << QStringLiteral("     {\"log") << 1U << 4U;
        QTest::newRow("behind all of them") << QStringLiteral("}}]}") << 1U << 4U;
        QTest::newRow("behind a brace") << QStringLiteral(", {\"log\": \"b") << 3U << 3U;
        QTest::newRow("outside of all") << QStringLiteral("\"main") << 0U << 0U;
    }

    void placesKnowTheirSteps()
    {
        QFETCH(const QString, before);
        QFETCH(const quint32, first);
        QFETCH(const quint32, last);
        const auto steps = stepsOf(text).stepsAt(text.indexOf(before));
        QCOMPARE(steps.has_value(), first != 0);
        if (steps) {
            QCOMPARE(*steps, (StepRange{StepId(first), StepId(last)}));
        }
    }

    void stepsMoveWithTheText_data()
    {
        QTest::addColumn<QString>("before"); // what is there
        QTest::addColumn<int>("removed");
        QTest::addColumn<QString>("added");
        const auto row = [](const char *name, const QString &before, int removed,
                            const QString &added) {
            QTest::newRow(name) << before << removed << added;
        };
        row("something before all", QStringLiteral("x\","), 1, QStringLiteral("xyz"));
        row("less before all", QStringLiteral("\"name"), 6, QString());
        row("a step like the next one", QStringLiteral("{\"log\": \"b"), 0,
            QStringLiteral("{\"log\": \"a\"}, "));
        row("a step right behind one", QStringLiteral(", {\"log\": \"b"), 0,
            QStringLiteral(", {\"log\": \"a\"}"));
        row("something inside", QStringLiteral("2, \"do"), 1, QStringLiteral("22"));
        row("no white space", QStringLiteral("\n     {\"log"), 6, QString());
        row("something behind all", QStringLiteral("]})"), 0, QStringLiteral("\n"));
    }

    void stepsMoveWithTheText()
    {
        QFETCH(const QString, before);
        QFETCH(const int, removed);
        QFETCH(const QString, added);
        const qsizetype place = before == u"]})" ? text.lastIndexOf(u"]}") : text.indexOf(before);
        StepText steps = stepsOf(text);
        steps.edit(place, removed, added.size());
        const QString edited = QString(text).replace(place, removed, added);
        QCOMPARE(partOf(steps, 2, edited), QStringLiteral("{\"sleep\": 1}"));
        QCOMPARE(partOf(steps, 3, edited), QStringLiteral("{\"log\": \"ö\"}"));
        QCOMPARE(partOf(steps, 4, edited), QStringLiteral("{\"log\": \"b\"}"));
        QCOMPARE(partOf(steps, 5, edited), QStringLiteral("{\"spawn\": \"job\"}"));
        QVERIFY(partOf(steps, 1, edited).startsWith(u"{\"repeat"));
        QVERIFY(partOf(steps, 1, edited).endsWith(u"]}}"));
    }

    void stepsGoWithTheirBraces_data()
    {
        QTest::addColumn<int>("from"); // offset in the third step
        QTest::addColumn<int>("removed");
        QTest::addColumn<bool>("stays");
        QTest::newRow("all of it") << 0 << 12 << false;
        QTest::newRow("the opening one") << 0 << 1 << false;
        QTest::newRow("the closing one") << 11 << 1 << false;
        QTest::newRow("none") << 1 << 10 << true;
    }

    void stepsGoWithTheirBraces()
    {
        QFETCH(const int, from);
        QFETCH(const int, removed);
        QFETCH(const bool, stays);
        const qsizetype place = text.indexOf(u"{\"log\": \"ö") + from;
        StepText steps = stepsOf(text);
        steps.edit(place, removed, 0);
        QCOMPARE(steps.rangeOf(StepId(3)).has_value(), stays);
        const QString edited = QString(text).remove(place, removed);
        QCOMPARE(partOf(steps, 2, edited), QStringLiteral("{\"sleep\": 1}"));
        QCOMPARE(partOf(steps, 4, edited), QStringLiteral("{\"log\": \"b\"}"));
    }

    void anotherTextHasNoneOfThem()
    {
        StepText steps = stepsOf(text);
        steps.edit(0, text.size(), text.size());
        for (quint32 step = 1; step <= 5; ++step) {
            QVERIFY(!steps.rangeOf(StepId(step)));
        }
        QVERIFY(!steps.stepsAt(text.indexOf(u"sleep")));
    }

    void everyStepOfTheGalleryIsAnObject()
    {
        for (const QString &name :
             QDir(QStringLiteral(AWAITSCOPE_GALLERY)).entryList(QDir::Files)) {
            QFile file(QStringLiteral(AWAITSCOPE_GALLERY "/") + name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString all = QString::fromUtf8(file.readAll());
            const StepText steps = stepsOf(all);
            const quint32 count = scenario::parseScenario(all.toUtf8()).value().stepCount;
            for (quint32 step = 1; step <= count; ++step) {
                const auto range = steps.rangeOf(StepId(step));
                QVERIFY(range);
                QCOMPARE(all[range->begin], u'{');
                QCOMPARE(all[range->end - 1], u'}');
                QCOMPARE(steps.stepsAt(range->begin + 1)->first, StepId(step));
            }
        }
    }

private:
    [[nodiscard]] static QString partOf(const StepText &steps, quint32 step, const QString &all)
    {
        const auto range = steps.rangeOf(StepId(step));
        return range ? all.sliced(range->begin, range->size()) : QString();
    }
};

QTEST_GUILESS_MAIN(StepTextTest)
#include "tst_steptext.moc"
