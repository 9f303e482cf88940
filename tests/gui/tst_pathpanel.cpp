// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/shownwindow.h"
#include "tests/gui/windowmain.h"
#include "ui/panels/pathpanel.h"
#include "ui/workspace.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QTableWidget>

#include <algorithm>

using namespace awaitscope;
using namespace awaitscope::tests;
using trace::TaskId;

/// Two jobs share a slot for a second each; main sleeps for half a second before.
class PathPanelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void init()
    {
        m_shown = std::make_unique<ShownWindow>();
        m_shown->openPausedText(R"({"name": "pool",
            "resources": [{"name": "gpu", "kind": "semaphore", "slots": 1}],
            "tasks": {"job": [{"acquire": "gpu", "do": [{"sleep": 1}]}]},
            "main": [{"sleep": 0.5}, {"gather": ["job", "job"]}]})");
        m_shown->runToEnd();
    }

    void cleanup() { m_shown.reset(); }

    void keyListsAndDrawsThePathOfTheRun()
    {
        QVERIFY(m_shown->timeline().path().empty());
        m_shown->key(Qt::Key_P);
        QVERIFY(panel().isVisible());
        QCOMPARE(rows(),
                 (QStringList{QStringLiteral("main 500 ms 20.0 % working"),
                              QStringLiteral("job #2 1.00 s 40.0 % working"),
                              QStringLiteral("job #3 1.00 s 40.0 % working")}));
        QVERIFY2(panel().summary().contains(QStringLiteral("2.50 s in 3 links")),
                 qPrintable(panel().summary()));
        QVERIFY(m_shown->timeline().path() == panel().path());
    }

    void selectedTaskHasItsOwn()
    {
        m_shown->click(m_shown->timeline(), m_shown->labelPlace(TaskId(3)));
        m_shown->key(Qt::Key_P);
        QCOMPARE(rows(),
                 (QStringList{QStringLiteral("job #2 1.00 s 50.0 % working"),
                              QStringLiteral("job #3 1.00 s 50.0 % working")}));
    }

    void bracketOffersThePathOfItsGather()
    {
        const auto geometry = m_shown->geometry();
        const auto bracket =
            std::ranges::find_if(geometry.bars, [](const auto &bar) { return bar.isBracket; });
        QVERIFY(bracket != geometry.bars.end());
        rightClick(bracket->rect.center());
        QCOMPARE(m_shown->window().selection().task(), TaskId(1));
        choose(QStringLiteral("Critical path of the gather of main from 0.500 s, 2.00 s"));
        QCOMPARE(rows(),
                 (QStringList{QStringLiteral("job #2 1.00 s 50.0 % working"),
                              QStringLiteral("job #3 1.00 s 50.0 % working")}));
        QVERIFY2(panel().summary().contains(
                     QStringLiteral("gather of main from 0.500 s, 2.00 s</b>: 2.00 s in 2 links")),
                 qPrintable(panel().summary()));
        QVERIFY(m_shown->timeline().path() == panel().path());
    }

    void menuKeyIsForTheSelectedTask()
    {
        m_shown->click(m_shown->timeline(), m_shown->labelPlace(TaskId(3)));
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QCoreApplication::sendEvent(&m_shown->timeline(), &event);
        choose(QStringLiteral("Critical path"));
        QVERIFY(panel().summary().contains(QStringLiteral("job #3")));
    }

    void buttonListsTheGathersOfTheTask()
    {
        m_shown->key(Qt::Key_P);
        m_shown->click(panel().gatherButton(), panel().gatherButton().rect().center());
        choose(QStringLiteral("gather of main from 0.500 s, 2.00 s"));
        QCOMPARE(rows().size(), 2);
        m_shown->window().selection().select(TaskId(2));
        m_shown->click(panel().gatherButton(), panel().gatherButton().rect().center());
        QTRY_VERIFY(QApplication::activePopupWidget());
        auto *const menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(!menu->actions().first()->isEnabled());
        menu->close();
    }

    void clickOnALinkSelectsItsTask()
    {
        m_shown->key(Qt::Key_P);
        QTableWidget &table = panel().table();
        m_shown->click(*table.viewport(), table.visualItemRect(table.item(1, 4)).center());
        QCOMPARE(m_shown->window().selection().task(), TaskId(2));
        QCOMPARE(rows().size(), 3); // still that of the run
        QVERIFY(panel().taskButton().isEnabled());
    }

    void pathGoesWithThePanel()
    {
        m_shown->key(Qt::Key_P);
        QVERIFY(!m_shown->timeline().path().empty());
        m_shown->window().workspace().findChild<QTabWidget *>()->setCurrentIndex(0);
        QVERIFY(m_shown->timeline().path().empty());
    }

private:
    [[nodiscard]] panels::PathPanel &panel() { return m_shown->window().workspace().path(); }

    [[nodiscard]] QStringList rows()
    {
        QStringList rows;
        const QTableWidget &table = panel().table();
        for (int row = 0; row < table.rowCount(); ++row) {
            rows += QStringLiteral("%1 %2 %3 %4")
                        .arg(table.item(row, 4)->text(), table.item(row, 2)->text(),
                             table.item(row, 3)->text(), table.item(row, 5)->text());
        }
        return rows;
    }

    void rightClick(QPointF place)
    {
        const QPoint at = m_shown->timeline().mapTo(&m_shown->window(), place.toPoint());
        QTest::mouseClick(m_shown->window().windowHandle(), Qt::RightButton, {}, at);
    }

    // From the menu that is open, with the mouse.
    void choose(const QString &text)
    {
        QTRY_VERIFY(QApplication::activePopupWidget());
        auto *const menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        const auto actions = menu->actions();
        const auto found = std::ranges::find_if(
            actions, [&](const QAction *action) { return action->text().remove(u'&') == text; });
        QVERIFY2(found != actions.end(), qPrintable(text));
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(*found).center());
        QTRY_VERIFY(!QApplication::activePopupWidget());
    }

    std::unique_ptr<ShownWindow> m_shown;
};

int main(int argc, char **argv)
{
    return runWithWindows<PathPanelTest>(argc, argv);
}

#include "tst_pathpanel.moc"
