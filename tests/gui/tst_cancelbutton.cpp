// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/eventlog.h"
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/panels/tasktable.h"

#include <QHeaderView>

using namespace awaitscope;
using namespace awaitscope::tests;
using models::TaskTableModel;
using run::Interventions;
using trace::TaskId;
using trace::Timestamp;

namespace {

// main has just created infer #8, and infer #7 is in its inference.
constexpr Timestamp place = 500'736'058;
constexpr TaskId inferring(7);
constexpr TaskId other(6);

const Interventions oneCancel{{place + 1, run::CancelTask{inferring}}};

// The second of two tasks moves down a row when the first creates a child at 1 s.
const QByteArray growingScenario = R"({"name": "growing",
  "tasks": {"child": [{"sleep": 1}],
            "first": [{"sleep": 1}, {"spawn": "child", "as": "c"}, {"await": "$c"}],
            "second": [{"sleep": 5}]},
  "main": [{"gather": ["first", "second"]}]})";

} // namespace

class CancelButtonTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_shown = std::make_unique<ShownWindow>();
        m_shown->openPaused(semaphoreFile);
        m_shown->stepTo(place);
        QCOMPARE(m_shown->run().now(), place);
    }

    void cleanup() { m_shown.reset(); }

    void clickInTimelineIsOneInterventionOneNanosecondLater()
    {
        m_shown->click(m_shown->timeline(), m_shown->cancelPlace(inferring));
        QCOMPARE(m_shown->run().spec().interventions, oneCancel);
    }

    void clickInTimelineGoesOnAsTheReferenceSays()
    {
        m_shown->click(m_shown->timeline(), m_shown->cancelPlace(inferring));
        m_shown->runToEnd();
        QCOMPARE(m_shown->differenceFromGolden(QStringLiteral("semaphore-cancel")), QByteArray());
    }

    void clickGoesOnAsTheReferenceSaysAtFullSpeed()
    {
        m_shown->click(m_shown->timeline(), m_shown->cancelPlace(inferring));
        m_shown->run().setSpeed(run::Run::maxSpeed);
        m_shown->key(Qt::Key_Space);
        QTRY_COMPARE(m_shown->run().state(), run::RunState::Ended);
        QCOMPARE(m_shown->differenceFromGolden(QStringLiteral("semaphore-cancel")), QByteArray());
    }

    void clickWhileItRunsIsOneInterventionThatReplays()
    {
        m_shown->run().setSpeed(0.1);
        m_shown->key(Qt::Key_Space);
        QTRY_VERIFY(m_shown->run().now() > place);
        m_shown->click(m_shown->timeline(), m_shown->cancelPlace(inferring));
        const Interventions interventions = m_shown->run().spec().interventions;
        QCOMPARE(interventions.size(), std::size_t(1));
        QCOMPARE(interventions.front().action, oneCancel.front().action);
        QVERIFY(interventions.front().at > place);
        m_shown->runToEnd();
        auto replay = run::Run::create(m_shown->run().spec());
        QVERIFY(replay);
        replay.value()->runToEnd();
        const formats::EventLog log(replay.value()->store(), formats::Iterations::Show);
        QCOMPARE(firstDifference(m_shown->log(), log.text()), QByteArray());
    }

    void clickInTableIsTheSameIntervention()
    {
        QWidget &viewport = *m_shown->table().viewport();
        m_shown->click(viewport, m_shown->cellPlace(inferring, TaskTableModel::Cancel));
        QCOMPARE(m_shown->run().spec().interventions, oneCancel);
        m_shown->runToEnd();
        QCOMPARE(m_shown->differenceFromGolden(QStringLiteral("semaphore-cancel")), QByteArray());
    }

    void delIsTheSameIntervention()
    {
        m_shown->click(m_shown->timeline(), m_shown->labelPlace(inferring));
        QCOMPARE(m_shown->window().selection().task(), inferring);
        m_shown->key(Qt::Key_Delete);
        QCOMPARE(m_shown->run().spec().interventions, oneCancel);
        m_shown->runToEnd();
        QCOMPARE(m_shown->differenceFromGolden(QStringLiteral("semaphore-cancel")), QByteArray());
    }

    void delInTheTableIsTheSameIntervention()
    {
        QWidget &viewport = *m_shown->table().viewport();
        m_shown->click(viewport, m_shown->cellPlace(inferring, TaskTableModel::Task));
        QVERIFY(m_shown->table().hasFocus());
        m_shown->key(Qt::Key_Delete);
        QCOMPARE(m_shown->run().spec().interventions, oneCancel);
    }

    void delWithoutSelectionDoesNothing()
    {
        m_shown->key(Qt::Key_Delete);
        QCOMPARE(m_shown->run().spec().interventions, Interventions());
    }

    void pendingRowSaysSoUntilItTakesEffect()
    {
        const QString pending = QStringLiteral("cancel pending");
        QVERIFY(!m_shown->textsOnRow(inferring).contains(pending));
        m_shown->click(m_shown->timeline(), m_shown->cancelPlace(inferring));
        QVERIFY(m_shown->textsOnRow(inferring).contains(pending));
        QVERIFY(!m_shown->textsOnRow(other).contains(pending));
        m_shown->runTo(place + 1);
        QVERIFY(!m_shown->textsOnRow(inferring).contains(pending));
    }

    void pendingRowOfTheTableSaysSoUntilItTakesEffect()
    {
        QCOMPARE(m_shown->cellText(inferring, TaskTableModel::State), QStringLiteral("working"));
        m_shown->click(m_shown->timeline(), m_shown->cancelPlace(inferring));
        QCOMPARE(m_shown->cellText(inferring, TaskTableModel::State),
                 QStringLiteral("cancel pending"));
        m_shown->runTo(place + 1);
        QCOMPARE(m_shown->cellText(inferring, TaskTableModel::State), QStringLiteral("cleanup"));
    }

    void pressOnOneRowAndReleaseOnAnotherCancelsNothing()
    {
        m_shown->press(m_shown->timeline(), m_shown->cancelPlace(inferring));
        m_shown->moveTo(m_shown->timeline(), m_shown->cancelPlace(other));
        m_shown->release(m_shown->timeline(), m_shown->cancelPlace(other));
        QCOMPARE(m_shown->run().spec().interventions, Interventions());
    }

    void pressOnOneRowOfTheTableAndReleaseOnAnotherCancelsNothing()
    {
        QWidget &viewport = *m_shown->table().viewport();
        const QPointF from = m_shown->cellPlace(inferring, TaskTableModel::Cancel);
        const QPointF to = m_shown->cellPlace(other, TaskTableModel::Cancel);
        QVERIFY(viewport.rect().contains(from.toPoint()));
        m_shown->press(viewport, from);
        m_shown->moveTo(viewport, to);
        m_shown->release(viewport, to);
        QCOMPARE(m_shown->run().spec().interventions, Interventions());
    }

    void pressOutsideOfAButtonCancelsNothing()
    {
        m_shown->press(m_shown->timeline(), m_shown->labelPlace(inferring));
        m_shown->moveTo(m_shown->timeline(), m_shown->cancelPlace(inferring));
        m_shown->release(m_shown->timeline(), m_shown->cancelPlace(inferring));
        QCOMPARE(m_shown->run().spec().interventions, Interventions());
    }

    void rowThatMovedUnderTheCursorIsNotCancelled()
    {
        m_shown->openPausedText(growingScenario);
        m_shown->runTo(999'999'999);
        const TaskId second(3);
        const QPointF at = m_shown->cancelPlace(second);
        m_shown->press(m_shown->timeline(), at);
        m_shown->runTo(1'000'000'000);
        QVERIFY(m_shown->cancelPlace(second) != at);
        QCOMPARE(m_shown->timeline().hitAt(at).what, timeline::Hit::What::CancelButton);
        m_shown->release(m_shown->timeline(), at);
        QCOMPARE(m_shown->run().spec().interventions, Interventions());
    }

    void rowOfTheTableThatMovedUnderTheCursorIsNotCancelled()
    {
        m_shown->openPausedText(growingScenario);
        m_shown->runTo(999'999'999);
        // By state and downwards, the first task comes first from the moment it awaits its child.
        QHeaderView &header = *m_shown->table().horizontalHeader();
        const QPointF title(header.sectionViewportPosition(TaskTableModel::State) + 40, 8);
        m_shown->click(*header.viewport(), title);
        m_shown->click(*header.viewport(), title);
        const TaskId main(1);
        const QPointF at = m_shown->cellPlace(main, TaskTableModel::Cancel);
        QWidget &viewport = *m_shown->table().viewport();
        m_shown->press(viewport, at);
        m_shown->runTo(1'000'000'000);
        m_shown->table().sortByColumn(TaskTableModel::State, Qt::AscendingOrder);
        QVERIFY(m_shown->cellPlace(main, TaskTableModel::Cancel) != at);
        QVERIFY(TaskTableModel::taskAt(m_shown->table().indexAt(at.toPoint())));
        m_shown->release(viewport, at);
        QCOMPARE(m_shown->run().spec().interventions, Interventions());
    }

    void thereIsNoCancelButtonAfterTheEnd()
    {
        const QPointF at = m_shown->cancelPlace(inferring);
        m_shown->runToEnd();
        for (const timeline::RowLabel &label : m_shown->geometry().rowLabels) {
            QVERIFY(!label.cancelButton);
        }
        QCOMPARE(m_shown->timeline().hitAt(at).what, timeline::Hit::What::Label);
        m_shown->click(m_shown->timeline(), at);
        QCOMPARE(m_shown->run().spec().interventions, Interventions());
    }

    void thereIsNoCancelButtonInTheTableAfterTheEnd()
    {
        m_shown->runToEnd();
        QCOMPARE(m_shown->cellText(inferring, TaskTableModel::Cancel), QString());
        QWidget &viewport = *m_shown->table().viewport();
        m_shown->click(viewport, m_shown->cellPlace(inferring, TaskTableModel::Cancel));
        QCOMPARE(m_shown->run().spec().interventions, Interventions());
    }

    void onlyLiveRowsHaveACancelButton()
    {
        const TaskId ended(2);
        const TaskId live(8);
        const auto labels = m_shown->geometry().rowLabels;
        QVERIFY(!labels[std::size_t(m_shown->rowOf(ended))].cancelButton);
        QVERIFY(labels[std::size_t(m_shown->rowOf(live))].cancelButton);
        QCOMPARE(m_shown->cellText(ended, TaskTableModel::Cancel), QString());
        QCOMPARE(m_shown->cellText(live, TaskTableModel::Cancel), QStringLiteral("Cancel"));
    }

private:
    std::unique_ptr<ShownWindow> m_shown;
};

int main(int argc, char *argv[])
{
    return runWithWindows<CancelButtonTest>(argc, argv);
}

#include "tst_cancelbutton.moc"
