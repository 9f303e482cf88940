// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/actions.h"
#include "ui/panels/eventtable.h"
#include "ui/panels/resourcetable.h"
#include "ui/panels/taskdetails.h"
#include "ui/panels/tasktable.h"
#include "ui/widgets/querybar.h"
#include "ui/workspace.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTabWidget>

using namespace awaitscope;
using namespace awaitscope::tests;
using models::EventTableModel;
using trace::TaskId;
using trace::Timestamp;

namespace {

// infer #2 to #5 hold the four slots, infer #6 and #7 wait for one.
constexpr Timestamp crowded = 410'000'000;
constexpr TaskId holder(2);
constexpr TaskId first(6);
constexpr TaskId second(7);

} // namespace

class DetailsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_shown = std::make_unique<ShownWindow>();
        m_shown->resize({1600, 1000});
        m_shown->openPaused(semaphoreFile);
        m_shown->runTo(crowded);
    }

    void cleanup() { m_shown.reset(); }

    void clickedTaskSaysWhatItWaitsOnAndWhoHoldsThat()
    {
        select(first);
        QCOMPARE(plain(section("Waiting on")),
                 QStringLiteral(
                     "waits for gpu, first in the queue; held by infer #2, infer #3, infer #4, "
                     "infer #5"));
        select(second);
        QVERIFY(plain(section("Waiting on")).startsWith(QStringLiteral("waits for gpu, 1 ahead;")));
    }

    void linkSelectsTheTaskThatItNames()
    {
        select(first);
        QLabel &label = section("Waiting on");
        label.setFocus();
        m_shown->key(Qt::Key_Tab);
        m_shown->key(Qt::Key_Return);
        QCOMPARE(m_shown->window().selection().task(), holder);
    }

    void storyGoesOnWithTheRun()
    {
        select(first);
        m_shown->runTo(430'000'000); // infer #2 has given its slot on
        QCOMPARE(plain(section("Waiting on")), QStringLiteral("working"));
    }

    void deadlineIsSaidWhileTheTaskLives()
    {
        select(holder);
        QCOMPARE(plain(section("Deadline")), QStringLiteral("in 1.10 s, at 1.500 s"));
        m_shown->runToEnd();
        QVERIFY(section("Deadline").isHidden());
    }

    void cancelButtonCancelsTheTask()
    {
        select(first);
        QWidget *const button = buttonOf(m_shown->window().actions().cancelTask);
        QVERIFY(button);
        m_shown->click(*button, button->rect().center());
        QCOMPARE(m_shown->run().spec().interventions,
                 (run::Interventions{{crowdedInstant() + 1, run::CancelTask{first}}}));
        m_shown->runTo(crowded + 1'000'000);
        QVERIFY(plain(section("Cancellation and end"))
                    .contains(QStringLiteral("cancel requested by you")));
    }

    void eventsAreThoseOfTheTask()
    {
        select(first);
        const EventTableModel &events = details().events().events();
        QStringList texts;
        for (int row = 0; row < events.rowCount(); ++row) {
            texts += events.index(row, EventTableModel::What).data().toString();
        }
        QCOMPARE(texts,
                 (QStringList{QStringLiteral("created by main"), QStringLiteral("started"),
                              QStringLiteral("deadline 1.705 s, in 1.50 s"),
                              QStringLiteral("waits for gpu, first in the queue")}));
    }

    void nothingIsSaidOfATaskThatIsNotSelected()
    {
        select(first);
        m_shown->timeline().setFocus();
        m_shown->key(Qt::Key_Escape);
        QVERIFY(!section("Waiting on").isVisible());
    }

    void narrowWindowKeepsTheRoomForTheTimeline()
    {
        QVERIFY(details().isVisible());
        m_shown->resize({1280, 800});
        QTRY_VERIFY(!details().isVisible());
        QTRY_VERIFY(m_shown->timeline().width() * 3 >= m_shown->window().width() * 2);
        m_shown->key(Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY(details().isVisible());
    }

    void eventTableShowsAllAndLeadsToTheTask()
    {
        panels::EventTable &table = m_shown->window().workspace().events();
        m_shown->window().workspace().findChild<QTabWidget *>()->setCurrentWidget(&table);
        QCOMPARE(quint64(table.events().rowCount()), m_shown->run().store().eventCount());
        const QModelIndex created = find(table.events(), first);
        table.scrollTo(created);
        m_shown->click(*table.viewport(), table.visualRect(created).center());
        QCOMPARE(m_shown->window().selection().task(), first);
    }

    void eventTableStaysAtItsEndUntilItIsScrolled()
    {
        panels::EventTable &table = m_shown->window().workspace().events();
        auto *const tabs = m_shown->window().workspace().findChild<QTabWidget *>();
        const QScrollBar &bar = *table.verticalScrollBar();
        m_shown->runTo(900'000'000); // while the table is hidden
        tabs->setCurrentWidget(&table);
        QTRY_VERIFY(bar.maximum() > 10 && bar.value() == bar.maximum());
        const int before = bar.maximum();
        m_shown->runTo(1'200'000'000);
        QTRY_VERIFY(bar.maximum() > before && bar.value() == bar.maximum());
        m_shown->wheel(*table.viewport(), QPointF(20, 20), 3);
        QTRY_VERIFY(bar.value() < bar.maximum());
        const int scrolled = bar.value();
        m_shown->runToEnd();
        QTRY_VERIFY(bar.maximum() > before + 10);
        tabs->setCurrentIndex(0);
        tabs->setCurrentWidget(&table);
        m_shown->settle();
        QCOMPARE(bar.value(), scrolled);
    }

    void resourceTableNamesWhoHasTheSlotsAndLeadsThere()
    {
        panels::ResourceTable &table = m_shown->window().workspace().resources();
        m_shown->window().workspace().findChild<QTabWidget *>()->setCurrentWidget(&table);
        QCOMPARE(table.model()->rowCount(), 1);
        const QModelIndex queue = table.model()->index(0, models::ResourceTableModel::Queue);
        const trace::Occupancy occupancy = [this] {
            trace::Occupancy result(m_shown->run().store());
            result.update();
            return result;
        }();
        const TaskId waiting = occupancy.queue(trace::ResourceId(1)).at(0);
        QCOMPARE(queue.data(models::ResourceTableModel::TaskRole).toUInt(), waiting.value);
        m_shown->click(*table.viewport(), table.visualRect(queue).center());
        QCOMPARE(m_shown->window().selection().task(), waiting);
        const QModelIndex held = queue.siblingAtColumn(models::ResourceTableModel::HeldBy);
        QCOMPARE(held.data().toString().count(QLatin1Char('#')), 4);
    }

    void filterLeavesTasksOfThatNameAndState()
    {
        panels::TaskTable &table = m_shown->window().workspace().tasks();
        QLineEdit &field = m_shown->window().workspace().queryBar().field();
        field.setFocus();
        QTest::keyClicks(&field, QStringLiteral("INFER"));
        QCOMPARE(table.model()->rowCount(), 6);
        QTest::keyClicks(&field, QStringLiteral(" state:waiting"));
        QCOMPARE(table.model()->rowCount(), 2);
        m_shown->runToEnd();
        QCOMPARE(table.model()->rowCount(), 0);
        field.clear();
        QCOMPARE(table.model()->rowCount(), 25);
    }

private:
    void select(TaskId task)
    {
        m_shown->click(m_shown->timeline(), m_shown->labelPlace(task));
        QCOMPARE(m_shown->window().selection().task(), task);
    }

    [[nodiscard]] Timestamp crowdedInstant() { return m_shown->run().instant(); }

    [[nodiscard]] panels::TaskDetails &details() { return m_shown->window().workspace().details(); }

    [[nodiscard]] QLabel &section(const char *name)
    {
        for (QLabel *const label : details().findChildren<QLabel *>()) {
            if (label->accessibleName() == QLatin1String(name)) {
                return *label;
            }
        }
        qFatal("There is no section %s", name);
    }

    [[nodiscard]] static QString plain(const QLabel &label)
    {
        static const QRegularExpression tags(QStringLiteral("<[^>]*>"));
        return label.text().remove(tags);
    }

    [[nodiscard]] QWidget *buttonOf(QAction *action)
    {
        for (QObject *const user : action->associatedObjects()) {
            if (auto *const widget = qobject_cast<QWidget *>(user);
                widget && details().isAncestorOf(widget)) {
                return widget;
            }
        }
        return nullptr;
    }

    /// The first event of a task.
    [[nodiscard]] static QModelIndex find(const EventTableModel &events, TaskId task)
    {
        return events
            .match(events.index(0, 0), EventTableModel::TaskRole, task.value, 1, Qt::MatchExactly)
            .value(0);
    }

    std::unique_ptr<ShownWindow> m_shown;
};

int main(int argc, char *argv[])
{
    return runWithWindows<DetailsTest>(argc, argv);
}

#include "tst_details.moc"
