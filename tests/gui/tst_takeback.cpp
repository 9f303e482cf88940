// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/dialogs.h"
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/actions.h"

#include <QAction>

using namespace awaitscope;
using namespace awaitscope::tests;
using run::RunState;
using trace::TaskId;
using trace::Timestamp;

namespace {

constexpr Timestamp place = 500'736'058;
constexpr Qt::KeyboardModifiers controlAlt = Qt::ControlModifier | Qt::AltModifier;

} // namespace

class TakeBackTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_shown = std::make_unique<ShownWindow>();
        m_shown->openPaused(semaphoreFile);
        m_shown->stepTo(place);
        m_shown->click(m_shown->timeline(), m_shown->cancelPlace(TaskId(7)));
        m_shown->runTo(place + 1'000'000);
        m_cancelled = m_shown->log();
        m_now = m_shown->run().now();
        QCOMPARE(m_now, place + 1);
    }

    void cleanup() { m_shown.reset(); }

    void runsAgainWithoutTheLastInterventionAndPauses()
    {
        m_shown->key(Qt::Key_Z, controlAlt);
        m_shown->settle();
        QCOMPARE(m_shown->run().spec().interventions, run::Interventions());
        QCOMPARE(m_shown->run().state(), RunState::Paused);
        const QByteArray log = m_shown->log();
        m_shown->openPaused(semaphoreFile);
        m_shown->runTo(m_now);
        QCOMPARE(firstDifference(log, m_shown->log()), QByteArray());
    }

    void putsItBack()
    {
        m_shown->key(Qt::Key_Z, controlAlt);
        m_shown->settle();
        m_shown->key(Qt::Key_Z, controlAlt | Qt::ShiftModifier);
        m_shown->settle();
        m_shown->runTo(place + 1'000'000);
        QCOMPARE(firstDifference(m_shown->log(), m_cancelled), QByteArray());
    }

    void newInterventionForgetsWhatWasTakenBack()
    {
        m_shown->key(Qt::Key_Z, controlAlt);
        m_shown->settle();
        QVERIFY(m_shown->window().actions().putBack->isEnabled());
        m_shown->click(m_shown->timeline(), m_shown->cancelPlace(TaskId(6)));
        QVERIFY(!m_shown->window().actions().putBack->isEnabled());
    }

    void savedRunPlaysAgain()
    {
        const QString file = m_shown->path(QStringLiteral("kept.run.json"));
        const DialogAnswer answer(file);
        m_shown->key(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(QFile::exists(file));
        QCOMPARE(answer.dialogs(), 1);
        QTRY_VERIFY(!QApplication::activeModalWidget());
        m_shown->openPaused(gatherFile);
        m_shown->openPaused(file);
        m_shown->runToEnd();
        QCOMPARE(m_shown->differenceFromGolden(QStringLiteral("semaphore-cancel")), QByteArray());
    }

    void theEndingSaysHowTheRunIsSaved()
    {
        QFile table(m_shown->path(QStringLiteral("kept.tasks.csv")));
        const DialogAnswer known(table.fileName());
        m_shown->key(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(table.exists());
        QVERIFY(table.open(QIODevice::ReadOnly));
        QVERIFY(table.readLine().startsWith("task,path,"));
        QTRY_VERIFY(!QApplication::activeModalWidget());

        const QString file = m_shown->path(QStringLiteral("kept.doc"));
        const DialogAnswer unknown(file);
        m_shown->key(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(m_shown->problem().isVisible());
        QVERIFY(m_shown->problem().text().contains(QStringLiteral(".run.json, .tasks.csv")));
        QVERIFY(!QFile::exists(file));
    }

private:
    std::unique_ptr<ShownWindow> m_shown;
    Timestamp m_now = 0;
    QByteArray m_cancelled;
};

int main(int argc, char *argv[])
{
    return runWithWindows<TakeBackTest>(argc, argv);
}

#include "tst_takeback.moc"
