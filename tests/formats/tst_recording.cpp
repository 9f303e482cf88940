// SPDX-License-Identifier: MIT
#include "engine/formats/eventlog.h"
#include "engine/formats/recording.h"
#include "engine/formats/tasktable.h"
#include "engine/run/run.h"
#include "engine/run/runspecfile.h"
#include "tests/formats/galleryrows.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSqlError>
#include <QSqlQuery>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace awaitscope;
using formats::RecordingWriter;

namespace {

[[nodiscard]] std::unique_ptr<run::Run> runOf(const QString &file)
{
    QFile scenario(file);
    if (!scenario.open(QIODevice::ReadOnly)) {
        qFatal("%s cannot be read", qPrintable(file));
    }
    return run::Run::create({.scenarioText = scenario.readAll(), .scenarioFile = file}).value();
}

[[nodiscard]] QByteArray logOf(const trace::TraceStore &store)
{
    return formats::EventLog(store, formats::Iterations::Show).text();
}

// All that a table knows, of which much is not in the log.
[[nodiscard]] QByteArray tablesOf(const trace::TraceStore &store)
{
    return formats::taskTable(store) + formats::eventTable(store);
}

const formats::RecordedRun recorded{QStringLiteral("A title"), "{\"awaitscope_run\": 1}"};

} // namespace

class RecordingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void aRunThatMakesMuchIsSavedOften()
    {
        QVERIFY(formats::msToNextSaving(0, 0) < 1000);
        QCOMPARE(formats::msToNextSaving(100, 0), qint64(900));
        QCOMPARE(formats::msToNextSaving(900, 2), formats::msToNextSaving(450, 1));
        QVERIFY(formats::msToNextSaving(1, 1'000'000) > 0);
        // What may be lost: one saving, the time until the next one, and that.
        for (const double savingPerMs : {0.01, 0.1, 0.5, 1.0, 3.0, 10.0}) {
            const qint64 ms = formats::msToNextSaving(1000, qint64(1000 * savingPerMs));
            const double saving = double(ms) * savingPerMs;
            QVERIFY2(saving + double(ms) + saving <= 1000, qPrintable(QString::number(ms)));
        }
    }

    void cleanup() { QFile::remove(path()); }

    void aTraceComesBack_data() { tests::addGalleryRows(); }

    void aTraceComesBack()
    {
        QFETCH(const QString, file);
        QFETCH(const trace::Timestamp, until);
        const auto run = runOf(file);
        run->runToEnd(until);
        const auto problem = formats::writeRecording(path(), run->store(), recorded);
        QVERIFY2(!problem, problem ? qPrintable(problem->text()) : "");
        QVERIFY(formats::isRecording(path()));
        const auto read = formats::readRecording(path());
        QVERIFY2(read.isOk(), read.isOk() ? "" : qPrintable(read.problem().text()));
        QCOMPARE(read.value().title, recorded.title);
        QCOMPARE(read.value().runSpec, recorded.runSpec);
        QCOMPARE(logOf(*read.value().store), logOf(run->store()));
        QCOMPARE(tablesOf(*read.value().store), tablesOf(run->store()));
    }

    void whatIsAddedWhileTheRunGoesOnIsThereAtOnce()
    {
        const auto run = runOf(QStringLiteral(GALLERY "/semaphore.json"));
        RecordingWriter writer(path(), run->store(), RecordingWriter::Mode::Live);
        for (trace::Timestamp until = 0; until < 4'000'000'000; until += 300'000'000) {
            run->runToEnd(until);
            QVERIFY(!writer.add(recorded));
            const auto read = formats::readRecording(path());
            QVERIFY2(read.isOk(), read.isOk() ? "" : qPrintable(read.problem().text()));
            QCOMPARE(logOf(*read.value().store), logOf(run->store()));
        }
    }

    void aRecordingOfManyEventsIsReadInParts()
    {
        const auto run =
            run::Run::create(
                {.scenarioText = R"({"name": "x", "tasks": {"a": [{"sleep": 0.1}, {"log": "b"}]},
                "main": [{"gather": [{"template": "a", "count": 20000}]}]})"})
                .value();
        run->runToEnd();
        QVERIFY(!formats::writeRecording(path(), run->store(), recorded));
        std::vector<double> parts;
        const auto read = formats::readRecording(path(), [&](double part) {
            parts.push_back(part);
            return true;
        });
        QVERIFY(read.isOk());
        QCOMPARE(read.value().store->eventCount(), run->store().eventCount());
        QVERIFY(parts.size() > 5 && std::ranges::is_sorted(parts));
        QCOMPARE(parts.back(), 1.0);
        const auto none = formats::readRecording(path(), [](double) { return false; });
        QVERIFY(!none.isOk());
    }

    void whatIsDamagedSaysWhere_data()
    {
        QTest::addColumn<QByteArray>("damage"); // separated by semicolons
        QTest::addColumn<QString>("says");
        const auto row = [](const char *what, const char *damage, const char *says) {
            QTest::newRow(what) << QByteArray(damage) << QString::fromLatin1(says);
        };
        row("a newer version", "PRAGMA user_version = 2", "newer Awaitscope");
        row("another database", "PRAGMA user_version = 0", "no recording");
        row("no run", "DELETE FROM runs", "has no run");
        row("a table is missing", "DROP TABLE tasks", "has no table tasks");
        row("a view in place of a table",
            "DROP TABLE lists; CREATE VIEW lists AS SELECT 1 AS run, 1 AS id, x'00' AS numbers",
            "has no table lists");
        row("a task is missing", "DELETE FROM tasks WHERE id = 3", "number 4 in the table tasks");
        row("a parent that comes later", "UPDATE tasks SET parent = 9 WHERE id = 3",
            "with a parent that is none: number 3");
        row("a text is missing", "DELETE FROM texts WHERE id = 2", "in the table texts");
        row("a text twice",
            "UPDATE texts SET text = (SELECT text FROM texts WHERE id = 1) WHERE id = 2",
            "a text twice: number 2");
        row("a list that is cut off", "UPDATE lists SET numbers = x'000000' WHERE id = 1",
            "a list that is none: number 1");
        row("a list of tasks that are not there",
            "UPDATE lists SET numbers = x'ffffff7f' WHERE id = 1", "makes no sense");
        row("events that are cut off", "UPDATE event_chunks SET events = substr(events, 1, 100)",
            "cut off, from event 0");
        row("fewer events than it says", "UPDATE event_chunks SET count = count + 1",
            "cut off, from event 0");
        row("an event of a kind that there is not",
            "UPDATE event_chunks SET events = CAST(substr(events, 1, 48) || x'ff' || "
            "substr(events, 50) AS BLOB)",
            "makes no sense: number 1");
        row("an event of a task that is not there",
            "UPDATE event_chunks SET events = CAST(substr(events, 1, 40) || x'ffff' || "
            "substr(events, 43) AS BLOB)",
            "makes no sense: number 1");
        row("a time before the last one",
            "UPDATE event_chunks SET events = CAST(substr(events, 1, 32) || x'ffffffffffffffff' "
            "|| substr(events, 41) AS BLOB)",
            "makes no sense: number 1");
    }

    void whatIsDamagedSaysWhere()
    {
        QFETCH(const QByteArray, damage);
        QFETCH(const QString, says);
        const auto run = runOf(QStringLiteral(GALLERY "/semaphore.json"));
        run->runToEnd();
        QVERIFY(!formats::writeRecording(path(), run->store(), recorded));
        {
            QSqlDatabase database =
                QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("damage"));
            database.setDatabaseName(path());
            QVERIFY(database.open());
            for (const QByteArray &statement : damage.split(';')) {
                QSqlQuery query(database);
                QVERIFY2(query.exec(QString::fromUtf8(statement)),
                         qPrintable(query.lastError().text()));
            }
        }
        QSqlDatabase::removeDatabase(QStringLiteral("damage"));
        const auto read = formats::readRecording(path());
        QVERIFY(!read.isOk());
        QVERIFY(read.problem().text().startsWith(path() + QLatin1Char(':')));
        QVERIFY2(read.problem().text().contains(says), qPrintable(read.problem().text()));
    }

    void theSeedOfTheFuzzerIsARecording()
    {
        QVERIFY(QFile::copy(QStringLiteral(SEEDS "/recording/small.awaitscope"), path()));
        const auto read = formats::readRecording(path());
        QVERIFY2(read.isOk(), read.isOk() ? "" : qPrintable(read.problem().text()));
        QCOMPARE(read.value().store->eventCount(), quint64(11));
    }

    void aFileThatIsNoDatabaseSaysSo()
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("SQLite format 3\0 and nothing else of it", 40);
        file.close();
        QVERIFY(!formats::readRecording(path()).isOk());
    }

    void aRecordingThatCannotBeWrittenLeavesNothing()
    {
        const auto run = runOf(QStringLiteral(GALLERY "/semaphore.json"));
        const QString nowhere = m_folder.filePath(QStringLiteral("missing/a.awaitscope"));
        const auto problem = formats::writeRecording(nowhere, run->store(), recorded);
        QVERIFY(problem
                && problem->text().startsWith(nowhere + QStringLiteral(": cannot be written")));
        QVERIFY(QDir(m_folder.path()).isEmpty() || !QFile::exists(nowhere));
    }

    void anyToolOfSqlReadsIt_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("answer");
        // The three of the README.
        QTest::newRow("outcomes") << QByteArray(
            "SELECT template, outcome, count(*), avg(ended_ns - created_ns) / 1e9 "
            "FROM tasks GROUP BY 1, 2")
                                  << QByteArray();
        QTest::newRow("those that waited longest")
            << QByteArray("SELECT path, waiting_ns / 1e9 FROM tasks ORDER BY waiting_ns DESC "
                          "LIMIT 10")
            << QByteArray();
        QTest::newRow("arrivals by the second")
            << QByteArray("SELECT created_ns / 1000000000 AS second, count(*), "
                          "sum(outcome = 'timed out') FROM tasks WHERE template = 'infer' GROUP BY "
                          "second")
            << QByteArray();
        QTest::newRow("all tasks")
            << QByteArray("SELECT 'tasks', count(*) FROM tasks") << QByteArray("tasks|25\n");
    }

    void anyToolOfSqlReadsIt()
    {
        QFETCH(const QByteArray, query);
        QFETCH(const QByteArray, answer);
        const QString tool = QStandardPaths::findExecutable(QStringLiteral("sqlite3"));
        if (tool.isEmpty()) {
            QSKIP("sqlite3 is not installed");
        }
        const auto run = runOf(QStringLiteral(GALLERY "/semaphore.json"));
        run->runToEnd();
        QVERIFY(!formats::writeRecording(path(), run->store(), recorded));
        QProcess process;
        process.start(tool, {path(), QString::fromUtf8(query)});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAllStandardError(), QByteArray());
        const QByteArray found = process.readAllStandardOutput();
        QVERIFY(found.contains('|'));
        if (!answer.isEmpty()) {
            QCOMPARE(found, answer);
        }
    }

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("a.awaitscope")); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(RecordingTest)
#include "tst_recording.moc"
