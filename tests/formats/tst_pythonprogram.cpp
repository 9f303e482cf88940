// SPDX-License-Identifier: MIT
#include "engine/formats/pythonprogram.h"
#include "engine/formats/tasktable.h"
#include "engine/run/run.h"
#include "tests/conformance/casefile.h"
#include "tests/formats/programcases.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace awaitscope;

Q_DECLARE_METATYPE(run::RunSpec)

namespace {

[[nodiscard]] QByteArray contentsOf(const QString &name)
{
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The columns of .tasks.csv that a program prints.
[[nodiscard]] QByteArray tableOf(const run::RunSpec &spec)
{
    const auto run = run::Run::create(spec);
    if (!run) {
        return run.problem().text().toUtf8();
    }
    run.value()->runToEnd();
    QByteArray table;
    const QList<QByteArray> rows = formats::taskTable(run.value()->store()).split('\n');
    for (const QByteArray &row : rows.mid(1)) {
        const QList<QByteArray> cells = row.split(',');
        if (cells.size() > 7) {
            table += cells.at(1) + ',' + cells.at(5) + ',' + cells.at(6) + ',' + cells.at(7) + '\n';
        }
    }
    return table;
}

[[nodiscard]] QByteArray firstDifference(const QByteArray &expected, const QByteArray &found)
{
    const QList<QByteArray> one = expected.split('\n');
    const QList<QByteArray> other = found.split('\n');
    for (qsizetype i = 0; i < std::max(one.size(), other.size()); ++i) {
        if (one.value(i) != other.value(i)) {
            return "line " + QByteArray::number(i + 1) + " is " + other.value(i) + ", not "
                + one.value(i);
        }
    }
    return {};
}

} // namespace

class PythonProgramTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void initTestCase()
    {
        // Another version than the system's can be named.
        m_python = qEnvironmentVariable("AWAITSCOPE_PYTHON",
                                        QStandardPaths::findExecutable(QStringLiteral("python3")));
        QProcess process;
        process.start(
            m_python,
            {QStringLiteral("-c"), QStringLiteral("import sys; print(sys.version_info[1])")});
        process.waitForFinished();
        m_minor = process.readAllStandardOutput().trimmed().toInt();
        if (m_minor < 11) {
            QSKIP("Python 3.11 or newer is not installed");
        }
    }

    void theGalleryDoesTheSameInPython_data()
    {
        QTest::addColumn<QString>("file");
        const QDir files(QStringLiteral(GALLERY));
        for (const QString &name : files.entryList({QStringLiteral("*.json")}, QDir::Files)) {
            QTest::newRow(qPrintable(name.chopped(5))) << files.filePath(name);
        }
    }

    void theGalleryDoesTheSameInPython()
    {
        QFETCH(const QString, file);
        const run::RunSpec spec{.scenarioText = contentsOf(file), .scenarioFile = file};
        QCOMPARE(differenceInPython(spec), QByteArray());
        int lines = 0;
        const QByteArray program = formats::pythonProgram(spec).value();
        for (const QByteArray &line : program.mid(program.indexOf("\n# Helpers")).split('\n')) {
            lines += line.isEmpty() ? 0 : 1;
        }
        QVERIFY2(lines <= 150, QByteArray::number(lines));
    }

    void theCasesDoTheSameInPython_data()
    {
        QTest::addColumn<run::RunSpec>("spec");
        for (const char *const file : {CASES "/patterns.txt", CASES "/corners.txt"}) {
            for (const conformance::Case &one : conformance::readCases(QString::fromUtf8(file))) {
                if (one.interventions.isEmpty()) {
                    QTest::newRow(qPrintable(one.name))
                        << run::RunSpec{one.scenario, one.name, one.values, one.seed, {}};
                }
            }
        }
    }

    void theCasesDoTheSameInPython()
    {
        // What Python 3.12 and 3.13 changed: uncancel(), wait_for(), task groups, conditions.
        static const QByteArrayList changed{"c32_uncancel_withdraws", "c62_wait_for_race",
                                            "c64_wait_for_cancelled", "c84_tg_error_and_cancel",
                                            "c86_tg_nested",          "c98_condition"};
        if (m_minor < 13 && changed.contains(QTest::currentDataTag())) {
            QSKIP("decided in another way before Python 3.13");
        }
        QFETCH(const run::RunSpec, spec);
        QCOMPARE(differenceInPython(spec), QByteArray());
    }

    void aProgramReadsAsAPersonWritesIt()
    {
        const QByteArray program = programOf(poolScenario);
        QCOMPARE(firstDifference(poolProgram, program.left(program.indexOf("\n\n\n# Helpers"))),
                 QByteArray());
    }

    void namesThatPythonHasAlreadyAreChanged_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        for (const auto &[what, scenario] : scenariosWithDifficultNames) {
            QTest::newRow(what) << QByteArray(scenario);
        }
    }

    void namesThatPythonHasAlreadyAreChanged()
    {
        QFETCH(const QByteArray, scenario);
        QCOMPARE(differenceInPython({.scenarioText = scenario}), QByteArray());
    }

    void groupsAndDeadlinesGoToTheFunctionsThatNeedThem()
    {
        const QByteArray scenario = R"({"name": "x", "tasks": {
            "leaf": [{"sleep": 0.5}],
            "more": [{"start": "leaf"}, {"reschedule": 2}],
            "both": [{"call": "more"}, {"sleep": 1}]},
            "main": [{"timeout": 0.1, "do": [{"task_group": [{"call": "both"}]}]}]})";
        const QByteArray program = programOf(scenario);
        QVERIFY2(
            program.contains("async def both(group, deadline):\n    await more(group, deadline)"),
            program);
        QVERIFY2(program.contains("async with asyncio.timeout(0.1) as deadline:"), program);
        QCOMPARE(differenceInPython({.scenarioText = scenario}), QByteArray());
    }

    void realTimePassesWithoutVirtual()
    {
        const Called called = call(programOf(R"({"name": "x", "tasks": {"a": [{"sleep": 0.05},
            {"log": "awake"}]}, "main": [{"gather": ["a"]}]})"),
                                   {});
        QCOMPARE(called.errors, QByteArray());
        const QRegularExpression line(QStringLiteral("^ *(0\\.\\d{3})  main/a#0: awake\n$"));
        const auto match = line.match(QString::fromUtf8(called.output));
        QVERIFY2(match.hasMatch(), called.output);
        QVERIFY(match.captured(1).toDouble() >= 0.05);
    }

    void whatWasDoneByHandIsSaidToBeMissing()
    {
        run::RunSpec spec{.scenarioText = R"({"name": "x", "main": [{"sleep": 1}]})"};
        QVERIFY(!formats::pythonProgram(spec).value().contains("by hand"));
        spec.interventions.push_back({5, run::CancelTask{trace::TaskId(1)}});
        QVERIFY(formats::pythonProgram(spec).value().contains("done to that run by hand"));
    }

    void aScenarioThatIsNotValidIsAProblem()
    {
        const auto program = formats::pythonProgram({.scenarioText = R"({"name": "x"})"});
        QVERIFY(!program.isOk());
        QVERIFY(program.problem().text().contains(QStringLiteral("main")));
    }

private:
    struct Called
    {
        QByteArray output;
        QByteArray errors;
    };

    [[nodiscard]] static QByteArray programOf(const QByteArray &scenario)
    {
        const auto program = formats::pythonProgram({.scenarioText = scenario});
        return program ? program.value() : program.problem().text().toUtf8();
    }

    [[nodiscard]] QByteArray differenceInPython(const run::RunSpec &spec)
    {
        const auto program = formats::pythonProgram(spec);
        if (!program) {
            return program.problem().text().toUtf8();
        }
        const Called called = call(program.value(), {QStringLiteral("--virtual")});
        return called.output.isEmpty() ? called.errors + program.value()
                                       : firstDifference(tableOf(spec), called.output);
    }

    [[nodiscard]] Called call(const QByteArray &program, const QStringList &arguments)
    {
        QFile file(m_folder.filePath(QStringLiteral("program.py")));
        if (!file.open(QIODevice::WriteOnly) || file.write(program) != program.size()) {
            return {{}, file.errorString().toUtf8()};
        }
        file.close();
        QProcess process;
        process.start(m_python, QStringList(file.fileName()) + arguments);
        process.waitForFinished();
        return {process.readAllStandardOutput(), process.readAllStandardError()};
    }

    QTemporaryDir m_folder;
    QString m_python;
    int m_minor = 0; // of the version of m_python
};

QTEST_GUILESS_MAIN(PythonProgramTest)
#include "tst_pythonprogram.moc"
