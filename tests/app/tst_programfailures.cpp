// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "tests/app/program.h"

#include <QTest>

using namespace awaitscope;
using namespace awaitscope::tests;
using app::ExitStatus;

class ProgramFailuresTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_folder = std::make_unique<Folder>(); }

    void statusSaysWhatBecameOfTheRun_data()
    {
        QTest::addColumn<QByteArray>("steps");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("done") << QByteArray(R"({"sleep": 1})") << int(ExitStatus::Done)
                              << QByteArray();
        QTest::newRow("main failed") << QByteArray(R"({"raise": "ValueError"})")
                                     << int(ExitStatus::RunFailed) << QByteArray("main failed");
        QTest::newRow("deadlock") << QByteArray(R"({"wait_event": "never"})")
                                  << int(ExitStatus::RunFailed) << QByteArray("deadlock");
        QTest::newRow("a limit") << QByteArray(
            R"({"repeat": {"times": 1000, "do": [{"sleep": 1e9}]}})")
                                 << int(ExitStatus::LimitHit) << QByteArray("limit");
    }

    void limitsAreOptions_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("iterations") << QStringLiteral("--max-iterations=7")
                                    << QByteArray("the limit of 7 loop iterations was reached; "
                                                  "--max-iterations sets another");
        QTest::newRow("events") << QStringLiteral("--max-events=7")
                                << QByteArray("the limit of 7 events was reached");
        QTest::newRow("steps") << QStringLiteral("--max-steps=7")
                               << QByteArray("the limit of 7 steps was reached");
        QTest::newRow("memory") << QStringLiteral("--max-memory=1")
                                << QByteArray("the limit of 1 MiB of memory was reached");
    }

    void limitsAreOptions()
    {
        QFETCH(QString, option);
        QFETCH(QByteArray, says);
        const QString scenario = m_folder->write(
            QStringLiteral("scenario.json"),
            R"({"name": "s", "main": [{"repeat": {"times": 100000, "do": [{"sleep": 1}]}}]})");
        const Called called = call({QStringLiteral("run"), scenario, option});
        QCOMPARE(called.status, int(ExitStatus::LimitHit));
        QVERIFY2(called.errors.contains(says), called.errors);
    }

    void oldestEventsAreLetGoAndItSaysSo()
    {
        const QString scenario = m_folder->write(
            QStringLiteral("scenario.json"),
            R"({"name": "s", "main": [{"repeat": {"times": 40000, "do": [{"sleep": 1}]}}]})");
        const QString events = m_folder->path(QStringLiteral("out.events.jsonl"));
        const QString tasks = m_folder->path(QStringLiteral("out.tasks.csv"));
        const QString recording = m_folder->path(QStringLiteral("live.awaitscope"));
        const QStringList arguments{QStringLiteral("run"), scenario, QStringLiteral("--let-go"),
                                    QStringLiteral("--max-memory=2")};
        const Called called = call(arguments
                                   + QStringList{QStringLiteral("-o"), events, QStringLiteral("-o"),
                                                 tasks, QStringLiteral("--record"), recording});
        QCOMPARE(called.status, int(ExitStatus::Done));
        QVERIFY2(called.errors.startsWith("awaitscope: partial: "), called.errors);
        QVERIFY2(called.errors.contains("out.events.jsonl is partial: it begins at "),
                 called.errors);
        QVERIFY(!called.errors.contains("tasks.csv"));
        QVERIFY(contentsOf(events).size() < 40'000 * 60);
        // Everything is in what was recorded meanwhile, and nothing in what would come too late.
        const QString whole = m_folder->path(QStringLiteral("whole.events.jsonl"));
        QCOMPARE(call({QStringLiteral("export"), recording, QStringLiteral("-o"), whole}).status,
                 int(ExitStatus::Done));
        QVERIFY(contentsOf(whole).endsWith('\n' + contentsOf(events)));
        const QString late = m_folder->path(QStringLiteral("late.awaitscope"));
        const Called refused = call(arguments + QStringList{QStringLiteral("-o"), late});
        QCOMPARE(refused.status, int(ExitStatus::BadInput));
        QVERIFY2(refused.errors.contains("would lack the oldest"), refused.errors);
        QVERIFY(!m_folder->files().contains(QStringLiteral("late.awaitscope")));
    }

    void statusSaysWhatBecameOfTheRun()
    {
        QFETCH(QByteArray, steps);
        QFETCH(int, status);
        QFETCH(QByteArray, says);
        const QString scenario = m_folder->write(
            QStringLiteral("scenario.json"),
            R"({"name": "s", "resources": [{"name": "never", "kind": "event"}], "main": [)" + steps
                + "]}");
        const QString file = m_folder->path(QStringLiteral("out.events.jsonl"));
        const Called called = call({QStringLiteral("run"), scenario, QStringLiteral("-o"), file});
        QCOMPARE(called.status, status);
        QCOMPARE(called.errors.isEmpty(), says.isEmpty());
        QVERIFY2(called.errors.contains(says), called.errors);
        QCOMPARE(called.errors.count('\n'), says.isEmpty() ? 0 : 1);
        QVERIFY(contentsOf(file).startsWith("{")); // written all the same
    }

    void badInputNamesThePlaceAndWritesNothing_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        const QString missing = QStringLiteral("/nowhere/at/all.json");
        QTest::newRow("a scenario that is not there")
            << QStringList{missing} << QByteArray("/nowhere/at/all.json: cannot be read");
        QTest::newRow("interventions that are not there")
            << QStringList{semaphoreFile, QStringLiteral("--interventions"), missing}
            << QByteArray("/nowhere/at/all.json: cannot be read");
        QTest::newRow("a parameter that is not declared")
            << QStringList{semaphoreFile, QStringLiteral("--set"), QStringLiteral("slot=1")}
            << QByteArray("\"slot\"");
        QTest::newRow("a value that is no number")
            << QStringList{semaphoreFile, QStringLiteral("--set"), QStringLiteral("slots=many")}
            << QByteArray("slots=many");
        QTest::newRow("a value out of its range")
            << QStringList{semaphoreFile, QStringLiteral("--set"), QStringLiteral("slots=99")}
            << QByteArray("--set slots=99: parameter \"slots\": 99 is not in its range, 0 to 16");
        QTest::newRow("a seed that is no number")
            << QStringList{semaphoreFile, QStringLiteral("--seed"), QStringLiteral("x")}
            << QByteArray("\"x\"");
        QTest::newRow("an ending that is not known")
            << QStringList{semaphoreFile, QStringLiteral("-o"), QStringLiteral("out.gif")}
            << QByteArray("out.gif: ");
        QTest::newRow("standard output without a format")
            << QStringList{semaphoreFile, QStringLiteral("-o"), QStringLiteral("-")}
            << QByteArray("--format");
        QTest::newRow("an option that is not known")
            << QStringList{semaphoreFile, QStringLiteral("--nope")} << QByteArray("nope");
    }

    void badInputNamesThePlaceAndWritesNothing()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const QString file = m_folder->path(QStringLiteral("out.png"));
        const Called called =
            call(QStringList{QStringLiteral("run"), QStringLiteral("-o"), file} + arguments);
        QCOMPARE(called.status, int(ExitStatus::BadInput));
        QVERIFY2(called.errors.startsWith("awaitscope: "), called.errors);
        QVERIFY2(called.errors.contains(says), called.errors);
        QCOMPARE(called.output, QByteArray());
        QCOMPARE(m_folder->files(), QStringList());
    }

    void checkNamesLineAndColumn()
    {
        const QString file = m_folder->write(QStringLiteral("broken.json"),
                                             "{\"name\": \"a\",\n \"main\": [{\"slep\": 1}]}");
        const Called called = call({QStringLiteral("check"), file});
        QCOMPARE(called.status, int(ExitStatus::BadInput));
        QVERIFY2(called.errors.startsWith("awaitscope: " + file.toLocal8Bit() + ":2:12: "),
                 called.errors);
        QCOMPARE(called.errors.count('\n'), 1);
        QCOMPARE(called.output, QByteArray());
    }

    void aFullDiskIsSaidAndNothingIsLeft_data()
    {
        QTest::addColumn<QString>("ending");
        for (const char *const ending :
             {".png", ".svg", ".pdf", ".tasks.csv", ".events.csv", ".events.jsonl", ".trace.json",
              ".run.json", ".py", ".awaitscope"}) {
            QTest::newRow(ending) << QString::fromLatin1(ending);
        }
    }

    void aFullDiskIsSaidAndNothingIsLeft()
    {
        QFETCH(const QString, ending);
        QProcess process;
        process.setProgram(QStringLiteral("sh"));
        // One block of 512 bytes.
        process.setArguments({QStringLiteral("-c"),
                              QStringLiteral("ulimit -f 1; exec \"$0\" run \"$1\" -o \"$2\""),
                              QStringLiteral(PROGRAM), semaphoreFile,
                              m_folder->path(QStringLiteral("out") + ending)});
        const Called called = call(process);
        QCOMPARE(called.status, int(ExitStatus::BadInput));
        QVERIFY2(called.errors.contains(": cannot be written: "), called.errors);
        QCOMPARE(m_folder->files(), QStringList());
    }

    void fileInAFolderThatIsNotThereIsSaid()
    {
        const QString file = m_folder->path(QStringLiteral("missing/out.png"));
        const Called called =
            call({QStringLiteral("run"), semaphoreFile, QStringLiteral("-o"), file});
        QCOMPARE(called.status, int(ExitStatus::BadInput));
        QVERIFY2(called.errors.contains(file.toLocal8Bit()), called.errors);
        QCOMPARE(m_folder->files(), QStringList());
    }

    void fullDiskLeavesTheFormerFile_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("a picture") << QStringLiteral("out.png");
        QTest::newRow("a picture in vectors") << QStringLiteral("out.svg");
        QTest::newRow("a page") << QStringLiteral("out.pdf");
        QTest::newRow("a log") << QStringLiteral("out.events.jsonl");
    }

    void fullDiskLeavesTheFormerFile()
    {
        QFETCH(QString, name);
        const QString file = m_folder->write(name, "former");
        QProcess process; // no file larger than 4 KiB
        process.setProgram(QStringLiteral("sh"));
        process.setArguments({QStringLiteral("-c"),
                              QStringLiteral("trap '' XFSZ; ulimit -f 8; exec \"$@\""),
                              QStringLiteral("sh"), QStringLiteral(PROGRAM), QStringLiteral("run"),
                              semaphoreFile, QStringLiteral("-o"), file});
        const Called called = call(process);
        QCOMPARE(called.status, int(ExitStatus::BadInput));
        QVERIFY2(called.errors.contains(file.toLocal8Bit()), called.errors);
        QCOMPARE(contentsOf(file), QByteArray("former"));
        QCOMPARE(m_folder->files(), QStringList(name)); // and no temporary one
    }

    void fullStandardOutputIsSaid()
    {
        QProcess process;
        process.setProgram(QStringLiteral(PROGRAM));
        process.setArguments({QStringLiteral("run"), semaphoreFile, QStringLiteral("-o"),
                              QStringLiteral("-"), QStringLiteral("--format"),
                              QStringLiteral("events.jsonl")});
        process.setStandardOutputFile(QStringLiteral("/dev/full"));
        const Called called = call(process);
        QCOMPARE(called.status, int(ExitStatus::BadInput));
        QVERIFY2(called.errors.contains("standard output"), called.errors);
    }

private:
    std::unique_ptr<Folder> m_folder;
};

QTEST_GUILESS_MAIN(ProgramFailuresTest)
#include "tst_programfailures.moc"
