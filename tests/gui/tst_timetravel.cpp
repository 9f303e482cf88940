// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/pastwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/models/eventtablemodel.h"
#include "ui/panels/taskdetails.h"
#include "ui/panels/tasktable.h"
#include "ui/timeline/timeformat.h"

#include <QLabel>
#include <QMenuBar>
#include <QStatusBar>

using namespace awaitscope;
using namespace awaitscope::tests;
using models::TaskTableModel;
using run::RunState;
using trace::TaskId;
using trace::Timestamp;

class TimeTravelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init() { m_shown = std::make_unique<PastWindow>(); }

    void cleanup() { m_shown.reset(); }

    void aClickInTheRulerShowsThatMomentEverywhere()
    {
        m_shown->openEnded(semaphoreFile);
        m_shown->window().selection().select(waiting);
        m_shown->clickRuler(moment);
        const Timestamp time = m_shown->trace().now();
        QVERIFY(qAbs(time - moment) < m_shown->pixel());
        const QStringList past = shownTexts();
        QCOMPARE(m_shown->notice().text(),
                 QStringLiteral("You are looking at %1; the run stands at 3.303 s.")
                     .arg(timeline::formatMoment(time)));
        QVERIFY(m_shown->geometry().nowX);
        QCOMPARE(*m_shown->geometry().nowX, std::round(m_shown->timeline().view().scale.xOf(time)));

        // The same as when the run had come so far.
        m_shown->openPaused(semaphoreFile);
        m_shown->run().runToEnd(time);
        m_shown->trace().update(time);
        m_shown->window().selection().select(waiting);
        QStringList live = shownTexts();
        QVERIFY(live.join(u'\n').contains(QStringLiteral("waits for <b>gpu</b>")));
        QCOMPARE(past, live);
    }

    void rowsZoomAndSelectionStay()
    {
        m_shown->openEnded(semaphoreFile);
        m_shown->timeline().zoom().showRange({moment / 2, 2 * moment});
        m_shown->wheel(m_shown->timeline(), m_shown->labelPlace(TaskId(8)), -2);
        m_shown->window().selection().select(TaskId(20));
        const timeline::View before = m_shown->timeline().view();
        m_shown->clickRuler(moment);
        const timeline::View &view = m_shown->timeline().view();
        QVERIFY(m_shown->trace().isPast());
        QCOMPARE(view.scale.visible(), before.scale.visible());
        QCOMPARE(view.scrollY, before.scrollY);
        QCOMPARE(m_shown->trace().layout().rowCount(), int(m_shown->run().store().taskCount()));
        QCOMPARE(m_shown->window().selection().task(), TaskId(20));
        QVERIFY(!m_shown->trace().timeline().isKnown(TaskId(20))); // it comes later
        m_shown->key(Qt::Key_N);
        QVERIFY(!m_shown->trace().isPast());
        QCOMPARE(view.scale.visible(), before.scale.visible());
        QCOMPARE(view.scrollY, before.scrollY);
        QCOMPARE(m_shown->table().indexOf(TaskId(20), TaskTableModel::Task),
                 m_shown->table().currentIndex());
    }

    void theHeadOfTheNowLineIsDraggedBackAndForth()
    {
        m_shown->openEnded(semaphoreFile);
        m_shown->timeline().zoom().fitRun();
        const QPointF head = m_shown->inRuler(m_shown->trace().latest());
        m_shown->press(m_shown->timeline(), head);
        QVERIFY(!m_shown->trace().isPast());
        for (const Timestamp time : {2 * moment, moment, moment / 2, moment}) {
            m_shown->moveTo(m_shown->timeline(), m_shown->inRuler(time));
            QTRY_VERIFY(qAbs(m_shown->trace().now() - time) < m_shown->pixel());
        }
        m_shown->moveTo(m_shown->timeline(), head + QPointF(30, 0));
        QTRY_VERIFY(!m_shown->trace().isPast()); // beyond the end
        m_shown->moveTo(m_shown->timeline(), m_shown->inRuler(moment));
        QTRY_VERIFY(m_shown->trace().isPast());
        m_shown->release(m_shown->timeline(), m_shown->inRuler(moment));
        QVERIFY(qAbs(m_shown->trace().now() - moment) < m_shown->pixel());
    }

    void nothingCanBeCancelledInThePast()
    {
        m_shown->openPaused(semaphoreFile);
        m_shown->runTo(2 * moment);
        const auto buttons = [this] {
            const auto labels = m_shown->geometry().rowLabels;
            return std::ranges::count_if(
                labels, [](const auto &label) { return label.cancelButton.has_value(); });
        };
        QVERIFY(buttons() > 0);
        m_shown->clickRuler(moment);
        QCOMPARE(buttons(), 0);
        QCOMPARE(m_shown->cellText(waiting, TaskTableModel::State), QStringLiteral("waiting"));
        QCOMPARE(m_shown->cellText(waiting, TaskTableModel::Cancel), QString());
        m_shown->window().selection().select(waiting);
        m_shown->key(Qt::Key_Delete);
        m_shown->key(Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        m_shown->click(m_shown->table().viewport()[0],
                       m_shown->cellPlace(waiting, TaskTableModel::Cancel));
        QVERIFY(m_shown->run().spec().interventions.empty());
        QVERIFY(!m_shown->parameters().isEnabled());
        m_shown->key(Qt::Key_N);
        QVERIFY(buttons() > 0);
        QVERIFY(m_shown->parameters().isEnabled());
    }

    void aRunThatGoesOnIsHeldAndGoesOnAfterwards()
    {
        m_shown->openPaused(semaphoreFile);
        m_shown->runTo(moment);
        m_shown->key(Qt::Key_Space);
        QCOMPARE(m_shown->run().state(), RunState::Running);
        m_shown->clickRuler(moment / 2);
        QCOMPARE(m_shown->run().state(), RunState::Paused);
        QVERIFY(m_shown->trace().isPast());
        m_shown->clickOffered(m_shown->actions().backToNow);
        QVERIFY(!m_shown->trace().isPast());
        QCOMPARE(m_shown->run().state(), RunState::Running);
        QVERIFY(!m_shown->notice().isVisible());
        // Space: back, and on, also if it was held before.
        m_shown->key(Qt::Key_Space);
        m_shown->clickRuler(moment / 2);
        m_shown->key(Qt::Key_Space);
        QVERIFY(!m_shown->trace().isPast());
        QCOMPARE(m_shown->run().state(), RunState::Running);
    }

    void keysGoTurnByTurn()
    {
        m_shown->openPaused(semaphoreFile);
        m_shown->stepTo(moment);
        const quint64 all = m_shown->trace().spans().position();
        m_shown->key(Qt::Key_Comma);
        QVERIFY(m_shown->trace().isPast());
        const quint64 before = m_shown->trace().spans().position();
        QVERIFY(before < all);
        m_shown->key(Qt::Key_Comma);
        QVERIFY(m_shown->trace().spans().position() < before);
        m_shown->key(Qt::Key_Period);
        QCOMPARE(m_shown->trace().spans().position(), before);
        m_shown->key(Qt::Key_Period);
        QVERIFY(!m_shown->trace().isPast());
        QCOMPARE(m_shown->trace().spans().position(), all);
        QCOMPARE(m_shown->run().store().eventCount(), all); // the run itself has not moved
        m_shown->key(Qt::Key_Period);
        QVERIFY(m_shown->run().store().eventCount() > all);
    }

    void keysGoFromEventToEventOfTheSelectedTask()
    {
        m_shown->openEnded(semaphoreFile);
        m_shown->window().selection().select(waiting);
        m_shown->key(Qt::Key_Comma, Qt::ShiftModifier);
        m_shown->key(Qt::Key_Comma, Qt::ShiftModifier);
        const trace::TaskLife &life = m_shown->trace().spans().life(waiting);
        QCOMPARE(life.state, trace::TaskState::Working);
        QCOMPARE(m_shown->trace().now(), life.since);
        const Timestamp since = life.since;
        m_shown->key(Qt::Key_Comma, Qt::ShiftModifier);
        QCOMPARE(m_shown->trace().spans().life(waiting).state, trace::TaskState::Waiting);
        m_shown->key(Qt::Key_Period, Qt::ShiftModifier);
        QCOMPARE(m_shown->trace().now(), since);
    }

    void theMenuHasThemAll()
    {
        m_shown->openEnded(semaphoreFile);
        const QList<QAction *> run =
            m_shown->window().menuBar()->actions().at(1)->menu()->actions();
        for (QAction *const action : {m_shown->actions().stepBack, m_shown->actions().stepTaskBack,
                                      m_shown->actions().backToNow, m_shown->actions().branch}) {
            QVERIFY(run.contains(action));
        }
        QVERIFY(!m_shown->actions().backToNow->isEnabled()
                && !m_shown->actions().branch->isEnabled());
        m_shown->actions().stepBack->trigger();
        QVERIFY(m_shown->actions().backToNow->isEnabled()
                && m_shown->actions().branch->isEnabled());
    }

    void aDeadlockSpeaksOfThePresentAlone()
    {
        m_shown->openPaused(QStringLiteral(":/scenarios/deadlock.json"));
        m_shown->run().setSpeed(run::Run::maxSpeed);
        m_shown->key(Qt::Key_Space);
        QTRY_COMPARE(m_shown->run().state(), RunState::Deadlocked);
        m_shown->settle();
        const auto speaksOf = [this](const QString &text) {
            const auto all = m_shown->window().findChildren<widgets::NoticeBar *>();
            return std::ranges::any_of(
                all, [&](const widgets::NoticeBar *each) { return each->text().contains(text); });
        };
        QVERIFY(speaksOf(QStringLiteral("Deadlock")));
        m_shown->clickRuler(m_shown->trace().latest() / 2);
        QVERIFY(!speaksOf(QStringLiteral("Deadlock")));
        QVERIFY(speaksOf(QStringLiteral("You are looking at")));
        m_shown->key(Qt::Key_N);
        QVERIFY(speaksOf(QStringLiteral("Deadlock")));
    }

private:
    /// What is written in the panel of the task, in the tables, and below.
    [[nodiscard]] QStringList shownTexts()
    {
        Workspace &workspace = m_shown->window().workspace();
        QStringList texts;
        const auto addLabels = [&texts](QWidget &widget) {
            for (const QLabel *const label : widget.findChildren<QLabel *>()) {
                if (label->isVisible()) {
                    texts += label->text();
                }
            }
        };
        addLabels(workspace.details());
        for (const auto *const view : workspace.findChildren<QAbstractItemView *>()) {
            const QAbstractItemModel *const model = view->model();
            if (qobject_cast<const models::SortedTasks *>(model)
                || qobject_cast<const models::EventTableModel *>(model)) {
                for (int row = 0; row < model->rowCount(); ++row) {
                    for (int column = 0; column < TaskTableModel::Cancel; ++column) {
                        texts += model->index(row, column).data().toString();
                    }
                }
            }
        }
        for (const timeline::Label &label : m_shown->geometry().trackUses) {
            texts += label.text;
        }
        const auto below = m_shown->window().statusBar()->findChildren<QLabel *>();
        for (const QLabel *const label : below) {
            if (label->text().contains(QStringLiteral("●"))) {
                texts += label->text();
            }
        }
        return texts;
    }

    std::unique_ptr<PastWindow> m_shown;
};

int main(int argc, char *argv[])
{
    return runWithWindows<TimeTravelTest>(argc, argv);
}

#include "tst_timetravel.moc"
