// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/eventlog.h"
#include "engine/formats/recording.h"
#include "engine/run/runspecfile.h"
#include "tests/gui/dialogs.h"
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/actions.h"

#include <QAction>
#include <QLabel>

using namespace awaitscope;
using namespace awaitscope::tests;
using trace::TaskId;

namespace {

constexpr Qt::KeyboardModifiers controlShift = Qt::ControlModifier | Qt::ShiftModifier;

/// 30,000 tasks and some 270,000 events at once.
const QByteArray largeScenario = R"({"name": "large", "seed": 1,
 "resources": [{"name": "gpu", "kind": "semaphore", "slots": 8}],
 "tasks": {"infer": [{"acquire": "gpu", "do": [{"sleep": 0.0001}]}]},
 "main": [{"repeat": {"times": 30000, "do": [{"spawn": "infer", "as": "all", "append": true}]}},
          {"gather": ["$all"]}, {"sleep": 1000}]})";

[[nodiscard]] QByteArray logOf(const trace::TraceStore &store)
{
    return formats::EventLog(store, formats::Iterations::Show).text();
}

} // namespace

class RecordRunTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_shown = std::make_unique<ShownWindow>(); }

    void cleanup() { m_shown.reset(); }

    void recordsFromTheBeginningToWhereItIsEnded()
    {
        m_shown->openPaused(semaphoreFile);
        m_shown->runTo(300'000'000);
        const QString file = startRecording();
        QCOMPARE(status().text().contains(QStringLiteral("recording run.awaitscope")), true);
        QCOMPARE(action().text(), QStringLiteral("Stop rec&ording"));
        m_shown->stepTo(500'736'058);
        m_shown->click(m_shown->timeline(), m_shown->cancelPlace(TaskId(7)));
        m_shown->runTo(900'000'000);
        m_shown->key(Qt::Key_R, controlShift);
        QCOMPARE(status().text(), QString());
        QCOMPARE(action().text(), QStringLiteral("Rec&ord…"));
        const auto read = formats::readRecording(file);
        QVERIFY2(read, qPrintable(read ? QString() : read.problem().text()));
        QCOMPARE(logOf(*read.value().store), m_shown->log());
        QCOMPARE(read.value().runSpec,
                 run::toJson(m_shown->run().spec(), m_shown->run().scenario()));
        QCOMPARE(m_shown->run().spec().interventions.size(), std::size_t(1));
    }

    void whatHappensIsSavedWhileItGoesOn()
    {
        m_shown->openPaused(semaphoreFile);
        const QString file = startRecording();
        m_shown->runTo(700'000'000);
        // By the clock of the recording, as if the program was killed then.
        QTRY_COMPARE(logOf(*formats::readRecording(file).value().store), m_shown->log());
        QVERIFY(status().text().contains(QStringLiteral("recording")));
    }

    void endsWithTheRun()
    {
        m_shown->openPaused(semaphoreFile);
        const QString file = startRecording();
        m_shown->runTo(700'000'000);
        const QByteArray log = m_shown->log();
        m_shown->openPaused(deadlinesFile);
        QCOMPARE(status().text(), QString());
        QCOMPARE(logOf(*formats::readRecording(file).value().store), log);
    }

    void whatCannotBeRecordedIsSaid()
    {
        m_shown->openPaused(semaphoreFile);
        DialogAnswer answer(QStringLiteral("/dev/full/run.awaitscope"));
        m_shown->key(Qt::Key_R, controlShift);
        QTRY_VERIFY(m_shown->problem().isVisible());
        QCOMPARE(status().text(), QString());
        QCOMPARE(action().text(), QStringLiteral("Rec&ord…"));
    }

    void muchIsWrittenByAWorkerAndTheRunGoesOnAfterwards()
    {
        m_shown->openPausedText(largeScenario);
        m_shown->runTo(2'000'000'000);
        m_shown->key(Qt::Key_Space);
        QCOMPARE(m_shown->run().state(), run::RunState::Running);
        const QString file = m_shown->path(QStringLiteral("run.events.jsonl"));
        const DialogAnswer answer(file);
        m_shown->key(Qt::Key_S, controlShift);
        QTRY_VERIFY(QFile::exists(file));
        QTRY_COMPARE(m_shown->run().state(), run::RunState::Running);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(firstDifference(
                     written.readAll(),
                     formats::EventLog(m_shown->run().store(), formats::Iterations::Leave).text()),
                 QByteArray());
    }

private:
    /// Returns the file.
    [[nodiscard]] QString startRecording()
    {
        const QString file = m_shown->path(QStringLiteral("run.awaitscope"));
        const DialogAnswer answer(file);
        m_shown->key(Qt::Key_R, controlShift);
        [&] { QTRY_VERIFY(!status().text().isEmpty()); }();
        return file;
    }

    [[nodiscard]] QLabel &status()
    {
        return *m_shown->window().findChild<QLabel *>(QStringLiteral("recording"));
    }

    [[nodiscard]] QAction &action() { return *m_shown->window().actions().record; }

    std::unique_ptr<ShownWindow> m_shown;
};

int main(int argc, char *argv[])
{
    return runWithWindows<RecordRunTest>(argc, argv);
}

#include "tst_recordrun.moc"
