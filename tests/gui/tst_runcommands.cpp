// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/actions.h"
#include "ui/panels/tasktable.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSlider>

using namespace awaitscope;
using namespace awaitscope::tests;
using run::Interventions;
using run::RunState;
using trace::TaskId;
using trace::Timestamp;

namespace {

constexpr Timestamp place = 500'736'058; // four inferences, and two that wait for a slot

} // namespace

class RunCommandsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_shown = std::make_unique<ShownWindow>();
        m_shown->openPaused(semaphoreFile);
    }

    void cleanup() { m_shown.reset(); }

    void openedScenarioRuns()
    {
        QVERIFY(m_shown->session().open(gatherFile));
        QCOMPARE(m_shown->run().state(), RunState::Running);
        QTRY_VERIFY(m_shown->run().now() > 0);
    }

    void spaceRunsAndPauses()
    {
        const QAction &runPause = *m_shown->window().actions().runPause;
        QCOMPARE(runPause.text(), QStringLiteral("Run"));
        m_shown->key(Qt::Key_Space);
        QCOMPARE(m_shown->run().state(), RunState::Running);
        QCOMPARE(runPause.text(), QStringLiteral("Pause"));
        QTRY_VERIFY(m_shown->run().now() > 0);
        m_shown->key(Qt::Key_Space);
        QCOMPARE(m_shown->run().state(), RunState::Paused);
        QCOMPARE(runPause.text(), QStringLiteral("Run"));
    }

    void spaceRunsWhateverHasTheKeyboard_data()
    {
        QTest::addColumn<int>("widget");
        QTest::newRow("the table") << 0;
        QTest::newRow("the list of scenarios") << 1;
        QTest::newRow("the speed") << 2;
        QTest::newRow("a parameter") << 3;
    }

    void spaceRunsWhateverHasTheKeyboard()
    {
        QFETCH(int, widget);
        MainWindow &window = m_shown->window();
        QWidget *const widgets[]{&m_shown->table(), window.findChild<QComboBox *>(), &speedSlider(),
                                 window.findChild<QDoubleSpinBox *>()};
        widgets[widget]->setFocus();
        QVERIFY(widgets[widget]->hasFocus());
        m_shown->key(Qt::Key_Space);
        QCOMPARE(m_shown->run().state(), RunState::Running);
    }

    void buttonRunsAndPauses()
    {
        QWidget &button = m_shown->toolButton(m_shown->window().actions().runPause);
        m_shown->click(button, button.rect().center());
        QCOMPARE(m_shown->run().state(), RunState::Running);
        m_shown->click(button, button.rect().center());
        QCOMPARE(m_shown->run().state(), RunState::Paused);
    }

    void spaceAfterTheEndRunsAgain()
    {
        m_shown->runToEnd();
        QCOMPARE(m_shown->run().state(), RunState::Ended);
        m_shown->key(Qt::Key_Space);
        QCOMPARE(m_shown->run().state(), RunState::Running);
        QVERIFY(m_shown->run().now() < place);
    }

    void stepRunsOneTurnThatLogs()
    {
        const trace::TraceStore &store = m_shown->run().store();
        for (int i = 0; i < 20; ++i) {
            const quint64 before = store.eventCount();
            m_shown->key(Qt::Key_Period);
            QVERIFY(store.eventCount() > before);
            QCOMPARE(store.iterationOf(store.eventCount() - 1), store.iterationOf(before));
            QCOMPARE(m_shown->run().state(), RunState::Paused);
        }
        m_shown->settle();
    }

    void stepHoldsARunThatRuns()
    {
        m_shown->key(Qt::Key_Space);
        QTRY_VERIFY(m_shown->run().now() > 0);
        m_shown->key(Qt::Key_Period);
        QCOMPARE(m_shown->run().state(), RunState::Paused);
    }

    void stepIsOffAfterTheEnd()
    {
        m_shown->runToEnd();
        QVERIFY(!m_shown->window().actions().step->isEnabled());
    }

    void logIsTheSameStepByStepAndAtFullSpeed()
    {
        while (m_shown->run().state() == RunState::Paused) {
            m_shown->key(Qt::Key_Period);
        }
        QCOMPARE(m_shown->run().state(), RunState::Ended);
        const QByteArray stepped = m_shown->log();
        m_shown->run().setSpeed(run::Run::maxSpeed);
        restart();
        QTRY_COMPARE(m_shown->run().state(), RunState::Ended);
        QCOMPARE(firstDifference(m_shown->log(), stepped), QByteArray());
    }

    void restartForgetsWhatWasDoneByHand()
    {
        m_shown->stepTo(place);
        m_shown->click(m_shown->timeline(), m_shown->cancelPlace(TaskId(7)));
        QVERIFY(!m_shown->run().spec().interventions.empty());
        restart();
        QCOMPARE(m_shown->run().spec().interventions, Interventions());
        QCOMPARE(m_shown->run().state(), RunState::Running);
        QVERIFY(m_shown->run().now() < place);
    }

    void restartWithoutARunDoesNothing()
    {
        ShownWindow empty;
        empty.key(Qt::Key_R, Qt::ControlModifier);
        empty.key(Qt::Key_Space);
        empty.key(Qt::Key_Period);
        empty.key(Qt::Key_Delete);
        QVERIFY(!empty.window().run());
    }

    void speedIsThatOfTheSlider()
    {
        QCOMPARE(m_shown->run().speed(), 1.0);
        speedSlider().setFocus();
        m_shown->key(Qt::Key_Right);
        QCOMPARE(m_shown->run().speed(), 2.0);
        m_shown->key(Qt::Key_Left);
        m_shown->key(Qt::Key_Left);
        QCOMPARE(m_shown->run().speed(), 0.5);
        m_shown->key(Qt::Key_End);
        QCOMPARE(m_shown->run().speed(), run::Run::maxSpeed);
    }

    void theSliderKeepsItsKeysAndLetsTheTimelineHaveTheOthers()
    {
        speedSlider().setFocus();
        m_shown->key(Qt::Key_Home);
        QCOMPARE(m_shown->run().speed(), 0.1);
        m_shown->table().setFocus();
        QTest::mouseClick(&speedSlider(), Qt::LeftButton, {}, speedSlider().rect().center());
        QVERIFY(!speedSlider().hasFocus());
    }

    void speedOutlivesARestart()
    {
        speedSlider().setFocus();
        m_shown->key(Qt::Key_Left);
        restart();
        QCOMPARE(m_shown->run().speed(), 0.5);
    }

    void liveParameterChangesTheRunAsTheReferenceSays()
    {
        m_shown->stepTo(place);
        const run::Run *const before = &m_shown->run();
        setParameter(QStringLiteral("slots"), QStringLiteral("2"));
        QCOMPARE(&m_shown->run(), before);
        const Interventions expected{{place + 1, run::ResizeSemaphore{trace::ResourceId(1), 2}}};
        QCOMPARE(m_shown->run().spec().interventions, expected);
        m_shown->runToEnd();
        QCOMPARE(m_shown->differenceFromGolden(QStringLiteral("semaphore-resize")), QByteArray());
    }

    void otherParameterStartsANewRun()
    {
        m_shown->stepTo(place);
        setParameter(QStringLiteral("deadline"), QStringLiteral("3"));
        QTRY_VERIFY(m_shown->run().spec().values.contains("deadline"));
        QCOMPARE(m_shown->run().spec().values.at("deadline"), 3.0);
        QCOMPARE(m_shown->run().state(), RunState::Running);
        QVERIFY(m_shown->run().now() < place);
    }

    void listOfScenariosOpensAnother()
    {
        auto &list = *m_shown->window().findChild<QComboBox *>();
        QCOMPARE(list.currentData().toString(), semaphoreFile);
        list.setFocus();
        m_shown->key(Qt::Key_Down);
        QCOMPARE(m_shown->run().spec().scenarioFile, list.currentData().toString());
        QVERIFY(m_shown->run().spec().scenarioFile != semaphoreFile);
        QVERIFY(m_shown->window().windowTitle().startsWith(m_shown->run().scenario().title));
    }

private:
    void restart() { m_shown->key(Qt::Key_R, Qt::ControlModifier); }

    [[nodiscard]] QSlider &speedSlider()
    {
        for (QSlider *const slider : m_shown->window().findChildren<QSlider *>()) {
            if (slider->accessibleName() == QStringLiteral("Speed")) {
                return *slider;
            }
        }
        qFatal("There is no slider for the speed");
    }

    /// Types a value into the field of a parameter.
    void setParameter(const QString &name, const QString &value)
    {
        auto *const field = m_shown->window().findChild<QDoubleSpinBox *>(name);
        QVERIFY(field);
        field->setFocus();
        field->selectAll();
        for (const QChar character : value) {
            m_shown->key(Qt::Key(character.unicode()));
        }
        m_shown->key(Qt::Key_Return);
    }

    std::unique_ptr<ShownWindow> m_shown;
};

int main(int argc, char *argv[])
{
    return runWithWindows<RunCommandsTest>(argc, argv);
}

#include "tst_runcommands.moc"
