// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/actions.h"
#include "ui/widgets/keysoverlay.h"
#include "ui/widgets/noticebar.h"

#include <QAction>

using namespace awaitscope;
using namespace awaitscope::tests;
using run::RunEnd;
using run::RunState;
using trace::TaskId;

namespace {

const QByteArray deadlockScenario = R"({"name": "deadlock",
  "resources": [{"name": "pool", "kind": "semaphore", "slots": 1}],
  "tasks": {"leaker": [{"acquire": "pool"}], "starved": [{"acquire": "pool"}]},
  "main": [{"gather": ["leaker", "starved"]}]})";

// An instant of 10^12 turns.
const QByteArray endlessScenario = R"({"name": "endless",
  "main": [{"repeat": {"times": 1000000, "do": [
             {"repeat": {"times": 1000000, "do": [{"sleep": 0}]}}]}}]})";

const QByteArray familyScenario = R"({"name": "family",
  "tasks": {"leaf": [{"sleep": 5}],
            "branch": [{"gather": ["leaf", "leaf"]}]},
  "main": [{"gather": ["branch", "leaf"], "return_exceptions": true}]})";

constexpr run::Limits littleMemory{.memory = quint64(2) << 20,
                                   .atMemory = run::Limits::AtMemory::Hold};

} // namespace

class NoticesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_shown = std::make_unique<ShownWindow>(); }

    void cleanup() { m_shown.reset(); }

    void deadlockWaitsForTheUser()
    {
        m_shown->openPausedText(deadlockScenario);
        m_shown->run().setSpeed(run::Run::maxSpeed);
        m_shown->key(Qt::Key_Space);
        QTRY_COMPARE(m_shown->run().state(), RunState::Deadlocked);
        QTRY_VERIFY(m_shown->offer().startsWith(
            QStringLiteral("Deadlock: nothing can happen any more, and 2 tasks would wait")));
    }

    void deadlockCanBeEnded()
    {
        deadlockWaitsForTheUser();
        m_shown->clickOffered(m_shown->window().actions().conclude);
        QCOMPARE(m_shown->run().state(), RunState::Ended);
        QCOMPARE(m_shown->run().end(), RunEnd::Deadlock);
        QCOMPARE(m_shown->offer(), QString());
    }

    void deadlockCanBeUndoneByCancelling()
    {
        deadlockWaitsForTheUser();
        m_shown->clickOffered(m_shown->window().actions().cancelAll);
        QTRY_COMPARE(m_shown->run().state(), RunState::Ended);
        QCOMPARE(m_shown->run().end(), RunEnd::MainFailed);
        QTRY_COMPARE(m_shown->offer(), QString());
    }

    void instantThatDoesNotEndCanBeStopped()
    {
        m_shown->openPausedText(endlessScenario);
        m_shown->key(Qt::Key_Space);
        QTRY_VERIFY(
            m_shown->offer().startsWith(QStringLiteral("The loop is still busy with the instant")));
        QCOMPARE(m_shown->run().instant(), 0);
        m_shown->clickOffered(m_shown->window().actions().stop);
        QCOMPARE(m_shown->run().state(), RunState::Ended);
        QCOMPARE(m_shown->run().end(), RunEnd::Stopped);
        QCOMPARE(m_shown->offer(), QString());
    }

    void runAtItsLimitOfMemoryIsHeldUntilThatIsRaised()
    {
        startHeld();
        QVERIFY2(m_shown->offer().startsWith(
                     QStringLiteral("The run is held: it has reached its memory "
                                    "limit of 2.0 MiB. Raise the limit to 4.0 MiB")),
                 qPrintable(m_shown->offer()));
        const quint64 events = m_shown->run().store().eventCount();
        m_shown->key(Qt::Key_Space); // does not let it go on
        QVERIFY(m_shown->run().isHeld());
        QCOMPARE(m_shown->run().store().eventCount(), events);
        m_shown->clickOffered(m_shown->window().actions().raiseMemory);
        QTRY_VERIFY(m_shown->offer().contains(QStringLiteral("limit of 4.0 MiB")));
        QVERIFY(m_shown->run().store().eventCount() > events);
        while (m_shown->run().isHeld()) {
            m_shown->clickOffered(m_shown->window().actions().raiseMemory);
            QTRY_VERIFY(m_shown->run().state() != RunState::Running);
        }
        QCOMPARE(m_shown->run().end(), RunEnd::Finished);
        QTRY_COMPARE(m_shown->offer(), QString());
    }

    void runAtItsLimitOfMemoryCanBeStopped()
    {
        startHeld();
        m_shown->clickOffered(m_shown->window().actions().stop);
        QCOMPARE(m_shown->run().end(), RunEnd::Stopped);
        QTRY_COMPARE(m_shown->offer(), QString());
    }

    void instantThatEndsIsNotSpokenOf()
    {
        m_shown->openPaused(semaphoreFile);
        m_shown->run().setSpeed(run::Run::maxSpeed);
        m_shown->key(Qt::Key_Space);
        QTRY_COMPARE(m_shown->run().state(), RunState::Ended);
        QCOMPARE(m_shown->offer(), QString());
    }

    void subtreeIsCancelledTheDeepestFirst()
    {
        m_shown->openPausedText(familyScenario);
        m_shown->runTo(0); // main 1, branch 2, leaf 3, and the leaves 4 and 5 of the branch
        m_shown->click(m_shown->timeline(), m_shown->labelPlace(TaskId(2)));
        m_shown->key(Qt::Key_Delete, Qt::ShiftModifier);
        const run::Interventions expected{{1, run::CancelTask{TaskId(5)}},
                                          {1, run::CancelTask{TaskId(4)}},
                                          {1, run::CancelTask{TaskId(2)}}};
        QCOMPARE(m_shown->run().spec().interventions, expected);
        m_shown->runTo(1'000'000);
        QCOMPARE(m_shown->run().liveTasks(), (std::vector{TaskId(1), TaskId(3)}));
    }

    void taskStepGoesToTheNextEventOfTheTask()
    {
        m_shown->openPaused(semaphoreFile);
        m_shown->runTo(0);
        m_shown->click(m_shown->timeline(), m_shown->labelPlace(TaskId(2)));
        const trace::TraceStore &store = m_shown->run().store();
        const quint64 before = store.eventCount();
        m_shown->key(Qt::Key_Period, Qt::ShiftModifier);
        QCOMPARE(m_shown->run().state(), RunState::Paused);
        quint64 ofTheTask = before;
        while (store.event(ofTheTask).task != TaskId(2)) {
            ++ofTheTask; // fails on the spot if there is none
            QVERIFY(ofTheTask < store.eventCount());
        }
        QCOMPARE(store.iterationOf(ofTheTask), store.iterationOf(store.eventCount() - 1));
        QVERIFY(ofTheTask > before);
    }

    void keysAreShownUntilTheNextKey()
    {
        auto *const keys = m_shown->window().findChild<widgets::KeysOverlay *>();
        m_shown->key(Qt::Key_Question);
        QVERIFY(keys->isVisible());
        for (const QString &key : {QStringLiteral("Shift+Del"), QStringLiteral("Ctrl+wheel")}) {
            QVERIFY2(keys->text().contains(key), qPrintable(key));
        }
        m_shown->key(Qt::Key_X);
        QVERIFY(!keys->isVisible());
    }

private:
    /// A run that reaches its limit of memory soon, and more than once.
    void startHeld()
    {
        m_shown->session().setLimits(littleMemory);
        m_shown->openPausedText(R"({"name": "long", "main": [
            {"repeat": {"times": 50000, "do": [{"sleep": 0.001}]}}]})");
        m_shown->run().setSpeed(run::Run::maxSpeed);
        m_shown->key(Qt::Key_Space);
        QTRY_VERIFY(m_shown->run().isHeld());
        QCOMPARE(m_shown->run().state(), RunState::Paused);
        QTRY_VERIFY(!m_shown->offer().isEmpty());
    }

    std::unique_ptr<ShownWindow> m_shown;
};

int main(int argc, char *argv[])
{
    return runWithWindows<NoticesTest>(argc, argv);
}

#include "tst_notices.moc"
