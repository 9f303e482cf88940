// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/panels/eventtable.h"
#include "ui/panels/tasktable.h"
#include "ui/widgets/querybar.h"
#include "ui/workspace.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QTabWidget>

#include <algorithm>

using namespace awaitscope;
using namespace awaitscope::tests;
using trace::TaskId;

class QueryFieldTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_shown = std::make_unique<ShownWindow>();
        m_shown->openPaused(semaphoreFile);
        m_shown->runToEnd();
    }

    void cleanup() { m_shown.reset(); }

    void keyLeadsToTheFieldAndRowsFollow()
    {
        m_shown->key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(field().hasFocus());
        QTest::keyClicks(&field(), QStringLiteral("#15"));
        QCOMPARE(m_shown->table().model()->rowCount(), 1);
        QCOMPARE(m_shown->rowOf(TaskId(15)), 1); // under main
        QCOMPARE(m_shown->rowOf(TaskId(14)), -1);
        m_shown->key(Qt::Key_Escape);
        QCOMPARE(field().text(), QString());
        QCOMPARE(m_shown->rowOf(TaskId(14)), 13);
    }

    void completionWritesTheRest()
    {
        field().setFocus();
        QTest::keyClicks(&field(), QStringLiteral("on"));
        QTRY_VERIFY(popup().isVisible());
        QTest::keyClick(&popup(), Qt::Key_Down);
        QTest::keyClick(&popup(), Qt::Key_Return);
        QCOMPARE(field().text(), QStringLiteral("on:"));
        QTRY_VERIFY(popup().isVisible());
        QTest::keyClick(&popup(), Qt::Key_Down);
        QTest::keyClick(&popup(), Qt::Key_Return);
        QCOMPARE(field().text(), QStringLiteral("on:gpu "));
        QVERIFY(m_shown->table().model()->rowCount() > 10);
        QVERIFY(m_shown->table().model()->rowCount() < 25);
    }

    void mistakeIsSaidUnderTheText()
    {
        QTest::keyClicks(&field(), QStringLiteral("name:infer colour:red"));
        auto *const mistake = m_shown->window().findChild<QLabel *>(QStringLiteral("mistake"));
        QVERIFY(mistake && mistake->isVisible());
        QVERIFY(mistake->text().startsWith(QStringLiteral("Column 12: \"colour\" is no key")));
        const QPoint below = field().mapTo(&m_shown->window(), QPoint(0, field().height()));
        QVERIFY(mistake->y() >= below.y());
        field().clear();
        QVERIFY(!mistake->isVisible());
    }

    void linkToAHiddenTaskGivesItARow()
    {
        m_shown->timeline().zoom().setFolded(TaskId(1), true);
        field().setFocus();
        QTest::keyClicks(&field(), QStringLiteral("#15"));
        QCOMPARE(m_shown->rowOf(TaskId(15)), -1);
        QCOMPARE(m_shown->rowOf(TaskId(14)), -1);
        clickRowOfEvents(14);
        QCOMPARE(m_shown->window().selection().task(), TaskId(14));
        QCOMPARE(m_shown->rowOf(TaskId(14)), 1); // above #15
        QCOMPARE(m_shown->rowOf(TaskId(15)), 2); // the fold is open
        QCOMPARE(m_shown->geometry().sideLabels[1].role, timeline::TextRole::Dim);
        QVERIFY(hasLabel(QStringLiteral("1 + 1 of 25 tasks")));
        clickRowOfEvents(13);
        QCOMPARE(m_shown->rowOf(TaskId(14)), -1);
        QCOMPARE(m_shown->rowOf(TaskId(13)), 1);
        m_shown->click(m_shown->timeline(), m_shown->labelPlace(TaskId(15)));
        QCOMPARE(m_shown->rowOf(TaskId(13)), -1);
        QVERIFY(hasLabel(QStringLiteral("1 of 25 tasks")));
    }

    void keyShowsWhatIsRelated()
    {
        const TaskId waited(11); // got its slot from another
        m_shown->click(m_shown->timeline(), m_shown->labelPlace(waited));
        m_shown->key(Qt::Key_R);
        QCOMPARE(field().text(), QStringLiteral("related:11"));
        QVERIFY(m_shown->rowOf(waited) >= 0);
        const int rows = m_shown->table().model()->rowCount();
        QVERIFY2(rows >= 3 && rows <= 5, qPrintable(QString::number(rows)));
        m_shown->key(Qt::Key_R);
        QCOMPARE(field().text(), QString());
    }

private:
    [[nodiscard]] widgets::QueryBar &bar() const
    {
        return m_shown->window().workspace().queryBar();
    }

    [[nodiscard]] QLineEdit &field() { return bar().field(); }

    [[nodiscard]] QAbstractItemView &popup() { return *bar().completer().popup(); }

    [[nodiscard]] bool hasLabel(const QString &text) const
    {
        const auto labels = bar().findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&](QLabel *label) { return label->text() == text; });
    }

    // The first event of that task, in the table of all: it selects its task.
    void clickRowOfEvents(int task)
    {
        Workspace &workspace = m_shown->window().workspace();
        workspace.findChild<QTabWidget *>()->setCurrentWidget(&workspace.events());
        QAbstractItemModel &model = *workspace.events().model();
        const QString name = QStringLiteral("infer #%1").arg(task);
        int row = 0;
        while (row < model.rowCount()
               && model.index(row, models::EventTableModel::Task).data().toString() != name) {
            ++row;
        }
        const QModelIndex index = model.index(row, models::EventTableModel::Task);
        QVERIFY(index.isValid());
        workspace.events().scrollTo(index);
        m_shown->click(*workspace.events().viewport(),
                       workspace.events().visualRect(index).center());
    }

    std::unique_ptr<ShownWindow> m_shown;
};

int main(int argc, char **argv)
{
    return runWithWindows<QueryFieldTest>(argc, argv);
}

#include "tst_queryfield.moc"
