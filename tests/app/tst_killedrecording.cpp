// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "engine/formats/eventlog.h"
#include "engine/formats/recording.h"
#include "tests/app/program.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>
#include <QThread>

#include <csignal>

using namespace awaitscope;
using namespace awaitscope::tests;

namespace {

// Goes on for many seconds.
constexpr const char *longScenario = R"({"name": "long", "seed": 3,
    "tasks": {"job": [{"repeat": {"times": 20, "do": [{"sleep": {"uniform": [0, 1]}}]}}]},
    "main": [{"repeat": {"times": 100000, "do": [{"spawn": "job", "count": 10},
        {"sleep": 0.1}]}}]})";

} // namespace

class KilledRecordingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void aKilledProgramLosesASecondAtMost_data()
    {
        QTest::addColumn<int>("number");
        // More of them take a while: 5 s each.
        const int kills = qEnvironmentVariableIntValue("AWAITSCOPE_KILLS");
        for (int i = 1; i <= std::max(kills, 3); ++i) {
            QTest::addRow("kill %d", i) << i;
        }
    }

    void aKilledProgramLosesASecondAtMost() { killOnce(); }

    void aRecordingOfARunThatEndsIsComplete()
    {
        const Folder folder;
        const QString file = folder.path(QStringLiteral("a.awaitscope"));
        const QString log = folder.path(QStringLiteral("a.events.jsonl"));
        const Called called =
            call({QStringLiteral("run"), semaphoreFile, QStringLiteral("--record"), file,
                  QStringLiteral("--iterations"), QStringLiteral("-o"), log});
        QCOMPARE(called.status, int(app::ExitStatus::Done));
        const Called again = call({QStringLiteral("export"), file, QStringLiteral("--iterations"),
                                   QStringLiteral("-o"), QStringLiteral("-"),
                                   QStringLiteral("--format"), QStringLiteral("events.jsonl")});
        QCOMPARE(again.errors, QByteArray());
        QCOMPARE(again.output, contentsOf(log));
    }

    void aTraceIsExported()
    {
        const Folder folder;
        const QString trace = folder.path(QStringLiteral("a.trace.json"));
        const QString recording = folder.path(QStringLiteral("a.awaitscope"));
        const QString picture = folder.path(QStringLiteral("a.png"));
        QCOMPARE(call({QStringLiteral("run"), semaphoreFile, QStringLiteral("-o"), trace}).status,
                 int(app::ExitStatus::Done));
        const Called called = call({QStringLiteral("export"), trace, QStringLiteral("-o"),
                                    recording, QStringLiteral("-o"), picture});
        QCOMPARE(called.errors, QByteArray());
        QCOMPARE(called.status, int(app::ExitStatus::Done));
        const auto read = formats::readRecording(recording);
        QVERIFY(read.isOk());
        QCOMPARE(read.value().store->taskCount(), 25U);
        // A trace is no run, which says the picture and the command.
        QVERIFY(call({QStringLiteral("run"), picture}).errors.contains("carries no run"));
        const Called refused = call({QStringLiteral("export"), trace, QStringLiteral("-o"),
                                     folder.path(QStringLiteral("a.py"))});
        QCOMPARE(refused.status, int(app::ExitStatus::BadInput));
        QVERIFY2(refused.errors.contains("without a run"), refused.errors);
    }

private:
    void killOnce()
    {
        const Folder folder;
        const QString file = folder.path(QStringLiteral("a.awaitscope"));
        QProcess process;
        process.start(QStringLiteral(PROGRAM),
                      {QStringLiteral("run"), folder.write(QStringLiteral("a.json"), longScenario),
                       QStringLiteral("--record"), file});
        QVERIFY(process.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file) && lastSave(file).events > 0, 60'000);
        // The moment is what the experiment is about.
        QThread::msleep(500 + QRandomGenerator::global()->bounded(2000));
        const QDateTime killed = QDateTime::currentDateTimeUtc();
        ::kill(pid_t(process.processId()), SIGKILL);
        process.waitForFinished();
        const auto read = formats::readRecording(file);
        QVERIFY2(read.isOk(), read.isOk() ? "" : qPrintable(read.problem().text()));
        const trace::TraceStore &store = *read.value().store;

        QVERIFY(store.eventCount() > 0);
        // This is asked on machines that have nothing else to do.
        if (qEnvironmentVariableIsSet("AWAITSCOPE_KILLS")) {
            QVERIFY2(lastSave(file).time.msecsTo(killed) < 1000,
                     qPrintable(QString::number(lastSave(file).time.msecsTo(killed))));
        }
        // What is there is what happened.
        const auto run =
            run::Run::create(run::RunSpec{.scenarioText = QByteArray(longScenario)}).value();
        run->runToEnd(store.event(store.eventCount() - 1).time);
        QByteArray expected;
        formats::EventLog(run->store(), formats::Iterations::Show)
            .append(expected, 0, store.eventCount());
        QVERIFY(formats::EventLog(store, formats::Iterations::Show).text() == expected);
    }

    struct Save
    {
        QDateTime time;
        qint64 events = 0;
    };

    [[nodiscard]] static Save lastSave(const QString &file)
    {
        Save save;
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"));
            database.setDatabaseName(file);
            if (database.open()) {
                QSqlQuery query(QStringLiteral("SELECT saved_at, events FROM runs"), database);
                if (query.next()) {
                    save.time = QDateTime::fromString(query.value(0).toString(), Qt::ISODateWithMs);
                    save.events = query.value(1).toLongLong();
                }
            }
        }
        QSqlDatabase::removeDatabase(QLatin1String(QSqlDatabase::defaultConnection));
        return save;
    }
};

int main(int argc, char *argv[])
{
    // All kills count as one function, and each takes seconds.
    qputenv("QTEST_FUNCTION_TIMEOUT", "3600000"); // ms
    QCoreApplication application(argc, argv);
    KilledRecordingTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_killedrecording.moc"
