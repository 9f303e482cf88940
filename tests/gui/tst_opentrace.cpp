// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/recording.h"
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/actions.h"

#include <QAction>
#include <QTest>

using namespace awaitscope;
using namespace awaitscope::tests;

class OpenTraceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_window = std::make_unique<ShownWindow>(); }

    void cleanup() { m_window.reset(); }

    void aRecordingIsShownAndNothingCanBeDoneToIt()
    {
        m_window->openPaused(semaphoreFile);
        m_window->runTo(1'000'000'000);
        const quint32 tasks = m_window->run().store().taskCount();
        const QString file = m_window->path(QStringLiteral("a.awaitscope"));
        QVERIFY(!formats::writeRecording(file, m_window->run().store(),
                                         {QStringLiteral("What was seen"), {}}));
        QVERIFY(m_window->session().open(file));
        QTRY_VERIFY(!m_window->window().run());
        QCOMPARE(m_window->timeline().trace()->taskCount(), tasks);
        QVERIFY(m_window->window().windowTitle().contains(QStringLiteral("What was seen")));
        const Actions &actions = m_window->window().actions();
        QVERIFY(!actions.runPause->isEnabled() && !actions.cancelAll->isEnabled()
                && !actions.restart->isEnabled());
        // Every key that does something to a run does nothing here.
        for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Period, Qt::Key_Delete, Qt::Key_Home}) {
            m_window->key(key);
        }

        m_window->openPaused(gatherFile);
        QVERIFY(actions.runPause->isEnabled() && actions.restart->isEnabled());
        QVERIFY(m_window->window().run());
    }

    void aTraceOfAnotherProgramSaysWhatWasNotUnderstood()
    {
        const QString file = m_window->write(
            QStringLiteral("a.json"),
            R"([{"ph":"X","pid":1,"tid":1,"ts":0,"dur":9,"name":"a"},{"ph":"s","id":1,"ts":1},)");
        m_window->openPaused(gatherFile);
        QVERIFY(m_window->session().open(file));
        QTRY_VERIFY(!m_window->window().run());
        QCOMPARE(m_window->timeline().trace()->taskCount(), 2U);
    }

    void aTraceThatCannotBeReadLeavesTheRun()
    {
        m_window->openPaused(gatherFile);
        m_window->session().open(m_window->write(QStringLiteral("a.json"), "[{\"ph\":::}]"));
        QTRY_VERIFY(m_window->problem().isVisible());
        QVERIFY(m_window->window().run());
    }

private:
    std::unique_ptr<ShownWindow> m_window;
};

int main(int argc, char *argv[])
{
    return runWithWindows<OpenTraceTest>(argc, argv);
}

#include "tst_opentrace.moc"
