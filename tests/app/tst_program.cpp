// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "engine/formats/eventlog.h"
#include "tests/app/program.h"

#include <QImage>
#include <QTest>

using namespace awaitscope;
using namespace awaitscope::tests;
using app::ExitStatus;

namespace {

// The event log that the engine gives for a scenario.
[[nodiscard]] QByteArray logOf(run::RunSpec spec, trace::Timestamp until = trace::endOfTime)
{
    spec.scenarioText = contentsOf(semaphoreFile);
    auto run = run::Run::create(std::move(spec));
    if (!run) {
        return "refused";
    }
    run.value()->runToEnd(until);
    return formats::EventLog(run.value()->store(), formats::Iterations::Leave).text();
}

} // namespace

class ProgramTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_folder = std::make_unique<Folder>(); }

    void runPrintsATableOfOutcomes()
    {
        const Called called = call({QStringLiteral("run"), semaphoreFile});
        QCOMPARE(called.status, int(ExitStatus::Done));
        QCOMPARE(called.errors, QByteArray());
        const QList<QByteArray> lines = called.output.split('\n');
        QVERIFY(lines.at(0).startsWith("task"));
        QVERIFY(lines.at(1).startsWith("main"));
        QVERIFY(lines.at(2).startsWith("infer"));
    }

    void runWritesAPicture()
    {
        const QString file = m_folder->path(QStringLiteral("out.png"));
        const Called called =
            call({QStringLiteral("run"), semaphoreFile, QStringLiteral("-o"), file});
        QCOMPARE(called.status, int(ExitStatus::Done));
        QCOMPARE(called.errors, QByteArray());
        QCOMPARE(QImage(file).width(), 1600);
        QVERIFY(called.output.startsWith("task"));
    }

    void runWritesTheLogOfTheReference()
    {
        const QString golden = QStringLiteral(GOLDEN_FOLDER "/semaphore-cancel");
        const QString file = m_folder->path(QStringLiteral("out.events.jsonl"));
        const Called called =
            call({QStringLiteral("run"), semaphoreFile, QStringLiteral("--interventions"),
                  golden + QStringLiteral(".interventions.json"), QStringLiteral("--iterations"),
                  QStringLiteral("-o"), file});
        QCOMPARE(called.status, int(ExitStatus::Done));
        QCOMPARE(called.errors, QByteArray());
        QCOMPARE(contentsOf(file),
                 qUncompress(contentsOf(golden + QStringLiteral(".events.jsonl.z"))));
    }

    void runWritesEveryFile()
    {
        const QString picture = m_folder->path(QStringLiteral("out.png"));
        const QString log = m_folder->path(QStringLiteral("out.events.jsonl"));
        const Called called = call({QStringLiteral("run"), semaphoreFile, QStringLiteral("-o"),
                                    picture, QStringLiteral("-o"), log});
        QCOMPARE(called.status, int(ExitStatus::Done));
        QVERIFY(!QImage(picture).isNull());
        QCOMPARE(contentsOf(log), logOf({}));
    }

    void runWritesTablesOfTasksAndEvents()
    {
        const QString tasks = m_folder->path(QStringLiteral("out.tasks.csv"));
        const QString events = m_folder->path(QStringLiteral("out.events.csv"));
        const Called called = call({QStringLiteral("run"), semaphoreFile, QStringLiteral("-o"),
                                    tasks, QStringLiteral("-o"), events});
        QCOMPARE(called.status, int(ExitStatus::Done));
        const QByteArray table = contentsOf(tasks);
        QVERIFY2(table.startsWith("task,path,template,"), table);
        QCOMPARE(table.count("\r\n"), 1 + 25); // main and 24 requests
        QVERIFY2(table.contains("\r\n25,main/infer#23,infer,1,"), table);
        QVERIFY(contentsOf(events).endsWith(",0,,end,,,,,\r\n"));
    }

    void aPictureIsTheRun_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("PNG") << QStringLiteral("out.png");
        QTest::newRow("SVG") << QStringLiteral("out.svg");
    }

    void aPictureIsTheRun()
    {
        QFETCH(const QString, name);
        const QString file = m_folder->path(name);
        const QString interventions =
            QStringLiteral(GOLDEN_FOLDER "/semaphore-cancel.interventions.json");
        const Called written = call(
            {QStringLiteral("run"), semaphoreFile, QStringLiteral("--interventions"), interventions,
             QStringLiteral("--set"), QStringLiteral("slots=3"), QStringLiteral("-o"), file,
             QStringLiteral("-o"), m_folder->path(QStringLiteral("out.events.jsonl"))});
        QCOMPARE(written.status, int(ExitStatus::Done));
        const Called again =
            call({QStringLiteral("run"), file, QStringLiteral("-o"), QStringLiteral("-"),
                  QStringLiteral("--format"), QStringLiteral("events.jsonl")});
        QCOMPARE(again.errors, QByteArray());
        QVERIFY(again.output.contains("\"event\":\"intervention\""));
        QCOMPARE(again.output, contentsOf(m_folder->path(QStringLiteral("out.events.jsonl"))));
    }

    void aPictureCarriesNoRunIfItShallNot()
    {
        const QString file = m_folder->path(QStringLiteral("out.png"));
        QCOMPARE(call({QStringLiteral("run"), semaphoreFile, QStringLiteral("--no-run"),
                       QStringLiteral("-o"), file})
                     .status,
                 int(ExitStatus::Done));
        const Called again = call({QStringLiteral("run"), file});
        QCOMPARE(again.status, int(ExitStatus::BadInput));
        QVERIFY2(again.errors.contains("out.png: is a picture that carries no run"), again.errors);
    }

    void aPdfHasTheRunAsAnAttachment()
    {
        const QString file = m_folder->path(QStringLiteral("out.pdf"));
        QCOMPARE(call({QStringLiteral("run"), semaphoreFile, QStringLiteral("--seed"),
                       QStringLiteral("7"), QStringLiteral("-o"), file})
                     .status,
                 int(ExitStatus::Done));
        QProcess process;
        process.setWorkingDirectory(m_folder->path({}));
        process.start(QStringLiteral("pdfdetach"), {QStringLiteral("-saveall"), file});
        QVERIFY(process.waitForFinished());
        const Called again =
            call({QStringLiteral("run"), m_folder->path(QStringLiteral("awaitscope.run.json")),
                  QStringLiteral("-o"), QStringLiteral("-"), QStringLiteral("--format"),
                  QStringLiteral("events.jsonl")});
        run::RunSpec spec;
        spec.seed = 7;
        QCOMPARE(again.output, logOf(spec));
    }

    void standardOutputHasTheLogAlone() { QCOMPARE(logOnStandardOutput({}), logOf({})); }

    void standardOutputHasThePictureAlone()
    {
        const Called called =
            call({QStringLiteral("run"), semaphoreFile, QStringLiteral("-o"), QStringLiteral("-"),
                  QStringLiteral("--format"), QStringLiteral("png")});
        QCOMPARE(called.status, int(ExitStatus::Done));
        QCOMPARE(QImage::fromData(called.output).width(), 1600);
    }

    void valuesChangeTheRun()
    {
        run::RunSpec spec;
        spec.values = {{"slots", 1.0}, {"requests", 5.0}};
        QCOMPARE(logOnStandardOutput({QStringLiteral("--set"), QStringLiteral("slots=1"),
                                      QStringLiteral("--set"), QStringLiteral("requests=5")}),
                 logOf(spec));
        QVERIFY(logOf(spec) != logOf({}));
    }

    void seedChangesTheRun()
    {
        run::RunSpec spec;
        spec.seed = 12345;
        QCOMPARE(logOnStandardOutput({QStringLiteral("--seed"), QStringLiteral("12345")}),
                 logOf(spec));
        QVERIFY(logOf(spec) != logOf({}));
    }

    void runStopsAtATime()
    {
        const QByteArray log =
            logOnStandardOutput({QStringLiteral("--until"), QStringLiteral("1.25")});
        QCOMPARE(log, logOf({}, 1'250'000'000));
        QVERIFY(!log.isEmpty());
        QVERIFY(logOf({}).startsWith(log));
        QVERIFY(logOf({}).size() > log.size());
    }

    void checkSaysThatAScenarioIsValid()
    {
        const Called called = call({QStringLiteral("check"), semaphoreFile});
        QCOMPARE(called.status, int(ExitStatus::Done));
        QVERIFY(called.output.startsWith(semaphoreFile.toLocal8Bit() + ": valid"));
        QCOMPARE(called.errors, QByteArray());
    }

    void helpShowsTheCommands()
    {
        const Called called = call({QStringLiteral("--help")});
        QCOMPARE(called.status, int(ExitStatus::Done));
        QVERIFY2(called.output.startsWith("Usage: awaitscope "), called.output);
        QVERIFY(called.output.contains("awaitscope run SCENARIO"));
        QVERIFY(called.output.contains("--interventions"));
        QVERIFY(!called.output.contains("--help-all"));
        QCOMPARE(called.errors, QByteArray());
    }

    void versionIsThatOfTheProgram()
    {
        const Called called = call({QStringLiteral("--version")});
        QCOMPARE(called.status, int(ExitStatus::Done));
        QVERIFY(called.output.startsWith("awaitscope 0."));
    }

private:
    [[nodiscard]] static QByteArray logOnStandardOutput(const QStringList &options)
    {
        const Called called =
            call(QStringList{QStringLiteral("run"), semaphoreFile, QStringLiteral("-o"),
                             QStringLiteral("-"), QStringLiteral("--format"),
                             QStringLiteral("events.jsonl")}
                 + options);
        return called.status == int(ExitStatus::Done) ? called.output : called.errors;
    }

    std::unique_ptr<Folder> m_folder;
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "tst_program.moc"
