// SPDX-License-Identifier: MIT
#include "engine/formats/chrometrace.h"
#include "engine/formats/chrometracereader.h"
#include "engine/formats/eventlog.h"
#include "engine/formats/recording.h"
#include "engine/formats/tasktable.h"
#include "engine/run/run.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace awaitscope;
using formats::RecordingWriter;
using trace::TraceStore;

namespace {

constexpr auto busy =
    R"({"name": "b", "resources": [{"name": "gpu", "kind": "semaphore", "slots": 2}],
        "tasks": {"work": [{"acquire": "gpu", "do": [{"repeat": {"times": 50, "do": [
                      {"sleep": 0.001}]}}]}, {"log": "done"}]},
        "main": [{"repeat": {"times": 150, "do": [{"gather": ["work", "work", "work"]}]}}]})";

[[nodiscard]] QByteArray logOf(const TraceStore &store)
{
    return formats::EventLog(store, formats::Iterations::Show).text();
}

const formats::RecordedRun recorded{QStringLiteral("busy"), "{\"awaitscope_run\": 1}"};

} // namespace

/// What is written of a run that has let its oldest events go.
class PartialFilesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_whole = run::Run::create({.scenarioText = busy}).value();
        m_whole->runToEnd();
        m_run = run::Run::create({.scenarioText = busy},
                                 {.memory = quint64(2) << 20, .letsOldestGo = true})
                    .value();
    }

    void logIsTheEndOfTheWholeLog()
    {
        m_run->runToEnd();
        const QByteArray log = logOf(store());
        QVERIFY(store().firstEvent() > 0);
        QVERIFY(logOf(m_whole->store()).endsWith('\n' + log));
        for (const QByteArray &line : log.split('\n')) {
            QVERIFY(line.isEmpty() || QJsonDocument::fromJson(line).isObject());
        }
    }

    void eventTableHasTheRestOfTheRows()
    {
        m_run->runToEnd();
        const QByteArrayList rows = formats::eventTable(store()).split('\n');
        const QByteArrayList all = formats::eventTable(m_whole->store()).split('\n');
        QCOMPARE(quint64(all.size() - rows.size()), store().firstEvent());
        QCOMPARE(rows.front(), all.front());
        QCOMPARE(rows.sliced(1), all.sliced(1 + qsizetype(store().firstEvent())));
    }

    void taskTableIsWhole()
    {
        m_run->runToEnd();
        QVERIFY(store().firstEvent() > 0);
        QCOMPARE(formats::taskTable(store()), formats::taskTable(m_whole->store()));
    }

    void chromeTraceSaysItIsPartialAndIsRead()
    {
        m_run->runToEnd();
        trace::SpanBuilder spans(store());
        spans.update();
        const QByteArray text = formats::chromeTrace(store(), spans, "busy");
        const QJsonObject about =
            QJsonDocument::fromJson(text).object()[QLatin1String("otherData")].toObject();
        QCOMPARE(about[QLatin1String("partial")].toString(),
                 QStringLiteral("the oldest %1 events were let go").arg(store().firstEvent()));
        QFile file(m_folder.filePath(QStringLiteral("busy.trace.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        const auto read = formats::readChromeTrace(file.fileName());
        QVERIFY2(read, read ? "" : qPrintable(read.problem().text()));
        QCOMPARE(read.value().store->taskCount(), store().taskCount());
        QVERIFY(read.value().ignored.empty());
    }

    void recordingIsRefusedAndLeavesNoFile()
    {
        m_run->runToEnd();
        const QString file = m_folder.filePath(QStringLiteral("late.awaitscope"));
        const auto problem = formats::writeRecording(file, store(), recorded);
        QVERIFY(problem);
        QVERIFY2(problem->message.contains(
                     QStringLiteral("lack the oldest %1 events").arg(store().firstEvent())),
                 qPrintable(problem->message));
        QVERIFY(!QFile::exists(file) && !QFile::exists(file + QStringLiteral(".part")));
    }

    void recordingThatBeganBeforeHasEverything()
    {
        const QString file = m_folder.filePath(QStringLiteral("live.awaitscope"));
        {
            RecordingWriter writer(file, store(), RecordingWriter::Mode::Live);
            QVERIFY(!writer.add(recorded));
            int saved = 0;
            connect(&store(), &TraceStore::oldestGoing, this, [&] {
                QVERIFY(!writer.add(recorded));
                ++saved;
            });
            m_run->runToEnd();
            QVERIFY(saved > 1);
            QVERIFY(!writer.add(recorded));
        }
        const auto read = formats::readRecording(file);
        QVERIFY2(read, read ? "" : qPrintable(read.problem().text()));
        QCOMPARE(logOf(*read.value().store), logOf(m_whole->store()));
    }

private:
    [[nodiscard]] const TraceStore &store() const { return m_run->store(); }

    QTemporaryDir m_folder;
    std::unique_ptr<run::Run> m_whole;
    std::unique_ptr<run::Run> m_run;
};

QTEST_GUILESS_MAIN(PartialFilesTest)

#include "tst_partialfiles.moc"
